"""A line to a server on this machine that can be cut or fall silent, as networks do."""

import socket
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from enum import Enum


class State(Enum):
    """OPEN hands everything on; CUT ends every connection at once; SILENT keeps them and hands nothing on."""

    OPEN = 1
    CUT = 2
    SILENT = 3


class Line:
    """Listens on `port`; whoever connects there talks to the server while the line is OPEN."""

    def __init__(self, server: int) -> None:
        self.state = State.OPEN
        self._server = server
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._listener.getsockname()[1]
        self._begin(self._accept)

    def close(self) -> None:
        """Nobody can connect any more."""
        self.state = State.CUT
        self._listener.close()

    def _begin(self, work: Callable[..., None], *args: socket.socket) -> None:
        threading.Thread(target=work, args=args, daemon=True).start()

    def _accept(self) -> None:
        with suppress(OSError):
            while True:
                near, _ = self._listener.accept()
                far = socket.create_connection(("127.0.0.1", self._server))
                self._begin(self._copy, near, far)
                self._begin(self._copy, far, near)

    def _copy(self, source: socket.socket, to: socket.socket) -> None:
        with suppress(OSError), source, to:
            source.settimeout(0.05)
            while self.state is not State.CUT:
                with suppress(TimeoutError):
                    data = source.recv(65_536)
                    if not data:
                        return
                    while self.state is State.SILENT:
                        time.sleep(0.02)
                    to.sendall(data)
