"""It runs on nothing: with every way out blocked, documents are taken in and questions answered, and nothing tries."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
BLOCKED = """
import socket
from pathlib import Path

attempts = []

def blocked(*words, **named):
    attempts.append(repr(words[1:] or words))
    raise OSError("no network here")

socket.socket.connect = socket.socket.connect_ex = blocked
socket.getaddrinfo = socket.gethostbyname = socket.create_connection = blocked
"""
LIFE = """
import datetime as dt
from ingest.build import build_ingestion
from ingest.sync import SAMPLES
from knowledge.build import build
from knowledge.model import AnswerStatus, Question
from knowledge.settings import load_settings

settings = load_settings()
reports = list(build_ingestion(settings).add(sorted((SAMPLES / "foerderung").iterdir())))
assert len(reports) > 5 and all(report.outcome in ("added", "replaced") for report in reports), reports
question = Question("Wie hoch ist die Zuwendung für drei Partner?", dt.date(2026, 11, 22))
answer = build(settings).answer(question)
assert answer.sources, answer
"""
VECTORS = """
import numpy as np
from knowledge.adapters.chroma import open_chroma

store = open_chroma(Path("vectors"), "x")
assert store.count() == 0 and store.query(np.ones(4, dtype=np.float32), 3) == []
store.close()
"""
BOT = """
from bot.conversation.core import Conversation
from bot.conversation.events import typed
from bot.build import open_desk
from knowledge.settings import load_settings

settings = load_settings()
conversation = Conversation(open_desk(settings))
assert conversation.handle(typed("terminal", "Was ist eine Zukunftsmesse?"))
"""
NOBODY_TRIED = """
import os
assert attempts == [], attempts
own = set()
for number in os.listdir("/proc/self/fd") if os.path.isdir("/proc/self/fd") else []:
    link = f"/proc/self/fd/{number}"
    own.add(os.readlink(link) if os.path.lexists(link) else "")
for kind in ("tcp", "tcp6", "udp", "udp6"):
    path = Path("/proc/self/net") / kind
    lines = path.read_text().splitlines()[1:] if path.exists() else []
    opened = [line for line in lines if f"socket:[{line.split()[9]}]" in own]
    assert opened == [], opened
"""
"""Neither by Python nor, as far as the system tells, by a library's own code."""


def run(folder: Path, script: str, **settings: str) -> None:
    """Run it as a process of its own whose ways out are blocked; it must end well without having tried one."""
    inherited = {name: value for name, value in os.environ.items() if "__" not in name}
    done = subprocess.run(
        [sys.executable, "-c", BLOCKED + script + NOBODY_TRIED],
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
        cwd=folder,
        env=inherited | {"DATA_DIR": str(folder / "data"), "PYTHONPATH": str(ROOT)} | settings,
    )
    assert done.returncode == 0, done.stderr


def test_documents_are_taken_in_and_questions_answered_without_any_network(tmp_path: Path) -> None:
    run(tmp_path, LIFE)


def test_tracing_set_for_other_programs_makes_nothing_call_home(tmp_path: Path) -> None:
    tracing = {"LANGSMITH_TRACING": "true", "LANGCHAIN_TRACING_V2": "true", "LANGSMITH_API_KEY": "x"}
    run(tmp_path, LIFE, **tracing)


def test_the_conversation_needs_no_network(tmp_path: Path) -> None:
    run(tmp_path, BOT)


def test_the_vector_store_sends_no_telemetry(tmp_path: Path) -> None:
    run(tmp_path, VECTORS, ANONYMIZED_TELEMETRY="true")
