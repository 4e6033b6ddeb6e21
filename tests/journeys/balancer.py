"""A load balancer on loopback: hands each connection to the next of its servers that takes it."""

import asyncio
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from itertools import count


def free_ports(count: int) -> list[int]:
    """Ports of this machine that nobody listens on."""
    probes = [socket.create_server(("127.0.0.1", 0)) for _ in range(count)]
    ports = [probe.getsockname()[1] for probe in probes]
    for probe in probes:
        probe.close()
    return ports


@asynccontextmanager
async def balancer(port: int, servers: list[int]) -> AsyncIterator[None]:
    """Listen on `port`; `servers` are ports of this machine."""
    turn = count()

    async def connect(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        first = next(turn)
        for number in range(len(servers)):
            with suppress(OSError):
                ends = await asyncio.open_connection("127.0.0.1", servers[(first + number) % len(servers)])
                await asyncio.gather(_copy(reader, ends[1]), _copy(ends[0], writer))
                return
        writer.close()

    server = await asyncio.start_server(connect, "127.0.0.1", port)
    try:
        yield
    finally:
        server.close()


async def _copy(source: asyncio.StreamReader, to: asyncio.StreamWriter) -> None:
    with suppress(OSError):
        while data := await source.read(65_536):
            to.write(data)
            await to.drain()
    with suppress(OSError):
        to.close()
