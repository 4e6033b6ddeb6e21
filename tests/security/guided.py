"""Fuzzing guided by coverage, by hand (docs/security.md): atheris looks for inputs that reach new lines of our code.

PYTHONPATH=.:tests:tests/bot .venv/bin/python tests/security/guided.py TARGET [FOLDER] -max_total_time=120
"""

import datetime as dt
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["ingest", "knowledge.german", "bot.conversation", "striprtf"]):
    from talking import CHAT, Office

    from bot.conversation.core import FEATURES
    from bot.conversation.events import Message, Tap
    from ingest.cleaning import clean
    from ingest.readers.html import read_html
    from ingest.readers.mail import read_mail
    from ingest.readers.rtf import read_rtf
    from knowledge.errors import DocumentRefused
    from knowledge.german.amounts import amounts
    from knowledge.german.dates import dates
    from knowledge.german.periods import find_period
    from knowledge.german.sentences import sentences

PREFIXES = sorted({name for feature in FEATURES for name in feature.taps})


def reader(read: Callable[[str, bytes], object], name: str) -> Callable[[bytes], None]:
    def once(data: bytes) -> None:
        try:
            read(name, data)
        except DocumentRefused:
            return

    return once


def analysis(data: bytes) -> None:
    """Amounts, dates, periods and sentences of any text."""
    text = data.decode("utf-8", "replace")
    for work in (clean, sentences, dates, amounts):
        work(text)
    find_period(text, dt.date(2026, 11, 26))


def buttons() -> Callable[[bytes], None]:
    office = Office(Path(tempfile.mkdtemp(prefix="lotse-guided-")))

    def once(data: bytes) -> None:
        if data:
            rest = data[1:].decode("utf-8", "replace")
            office.handle(Tap(CHAT, f"{PREFIXES[data[0] % len(PREFIXES)]}:{rest}", Message("7")))

    return once


TARGETS: dict[str, Callable[[], Callable[[bytes], None]]] = {
    "html": lambda: reader(read_html, "a.html"),
    "rtf": lambda: reader(read_rtf, "a.rtf"),
    "eml": lambda: reader(read_mail, "a.eml"),
    "analysis": lambda: analysis,
    "buttons": buttons,
}


if __name__ == "__main__":
    target = sys.argv.pop(1)
    atheris.Setup(sys.argv, TARGETS[target]())
    atheris.Fuzz()
