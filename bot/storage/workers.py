"""Names of processes that share work in the database: from a name others on the same machine see who has ended."""

import os
import secrets
import socket

from knowledge.processes import runs


def new_worker() -> str:
    """A name for this process, unlike any before it: machine, number, chance."""
    return f"{socket.gethostname()[:32]}:{os.getpid()}:{secrets.token_hex(4)}"


def ended(worker: str, me: str) -> bool:
    """Whether another worker ran on the machine of `me` and its process has ended; of other machines nothing is known.

    Who had our number had it before us, as each first process of a container has.
    """
    host, number, _ = worker.rsplit(":", 2)
    if host != me.rsplit(":", 2)[0] or os.name != "posix":
        return False
    return int(number) == os.getpid() or not runs(int(number))
