"""Runs `lotse` commands in forks of one process that has loaded everything, so that a test can start and kill many.

One line of JSON a command on standard input ({"args", "out", "data"}); answers process id and
exit code of the fork.
"""

import json
import os
import sys

import alembic.command  # noqa: F401  all these are loaded before the forks
import chromadb.api.rust  # noqa: F401
import lxml.html  # noqa: F401
import scipy.sparse  # noqa: F401
import sqlalchemy.dialects.sqlite  # noqa: F401

import ingest.build
import ingest.commands
import knowledge.catalogue.sql  # noqa: F401
from bot.cli import main

ingest.commands.WATCH_EVERY_S = 0.1


def run(args: list[str], out: str) -> int:
    target = os.open(out, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    os.dup2(target, 1)
    os.dup2(target, 2)
    sys.argv = ["lotse", *args]
    try:
        main()
    except SystemExit as found:
        return found.code if isinstance(found.code, int) else 1
    return 0


if __name__ == "__main__":
    for line in sys.stdin:
        request = json.loads(line)
        child = os.fork()
        if child == 0:
            os.environ["DATA_DIR"] = request["data"]
            os._exit(run(request["args"], request["out"]))
        print(child, flush=True)
        print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), flush=True)
