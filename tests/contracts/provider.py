"""A provider of models on loopback: speaks OpenAI's protocol, and misbehaves on order."""

import json
import socket
import struct
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from fakes import FixedEmbedder

Answer = tuple[int, bytes]
Behaviour = Callable[[dict[str, Any]], Answer | None]
"""What the provider answers to a request; None cuts the connection."""


class Provider(ThreadingHTTPServer):
    """Answers as `behaves` says; `asked` holds the requests, `authorised` their keys."""

    daemon_threads = True

    def __init__(self, behaves: Behaviour) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.behaves = behaves
        self.asked: list[dict[str, Any]] = []
        self.authorised: list[str] = []

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}/v1"


class _Handler(BaseHTTPRequestHandler):
    server: Provider

    def do_POST(self) -> None:
        """Read one request, remember it, and behave."""
        body = self.rfile.read(int(self.headers["Content-Length"]))
        # A form with a file is kept as it came.
        request = json.loads(body) if self.headers["Content-Type"] == "application/json" else {"form": body}
        self.server.asked.append(request | {"path": self.path})
        self.server.authorised.append(self.headers.get("Authorization", ""))
        answer = self.server.behaves(request)
        if answer is None:
            # Without lingering the close is a reset, as of a server that dies.
            self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            self.connection.close()
            return
        code, body = answer
        self.send_response(code)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        pass


ANY_SERVERS_FAULTS: dict[str, Behaviour] = {
    "429": lambda _: (429, b'{"error": {"message": "slow down"}}'),
    "500": lambda _: (500, b"oops"),
    "cut": lambda _: None,
    "html": lambda _: (200, b"<html>Proxy</html>"),
}
"""What goes wrong with any server, whatever it is asked for."""


@contextmanager
def provider(behaves: Behaviour) -> Iterator[Provider]:
    with Provider(behaves) as found:
        threading.Thread(target=found.serve_forever, daemon=True).start()
        yield found
        found.shutdown()


def well(request: dict[str, Any]) -> Answer:
    """Vectors of a length other than one, as some servers send them."""
    texts = [request["input"]] if isinstance(request["input"], str) else request["input"]
    return vectors([(3 * FixedEmbedder().embed_query(text)).tolist() for text in texts])


def vectors(found: list[Any]) -> Answer:
    data = [{"object": "embedding", "index": number, "embedding": vector} for number, vector in enumerate(found)]
    usage = {"prompt_tokens": 1, "total_tokens": 1}
    return 200, json.dumps({"object": "list", "model": "m", "data": data, "usage": usage}).encode()


def completion(content: str | None, **message: Any) -> Answer:
    """A chat model's reply with this text."""
    choice = {"index": 0, "finish_reason": "stop", "message": {"role": "assistant", "content": content, **message}}
    usage = {"prompt_tokens": 1, "completion_tokens": 1, "total_tokens": 2}
    body = {"id": "c", "object": "chat.completion", "created": 0, "model": "m", "choices": [choice], "usage": usage}
    return 200, json.dumps(body).encode()


def sentences(*found: tuple[str, list[int]], complete: bool = True) -> Answer:
    """A chat model's reply in form."""
    listed = [{"text": text, "evidence": numbers} for text, numbers in found]
    return completion(json.dumps({"sentences": listed, "complete": complete}))
