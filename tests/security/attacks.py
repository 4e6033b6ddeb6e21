"""The published attacks of attacks.txt, by section."""

import re
from pathlib import Path

SECTIONS = ("frage", "question", "sichtbar", "verborgen", "dateiname", "modell")
WANTED = re.compile("GEKAPERT|PWNED|9 Millionen|boese|evil", re.IGNORECASE)
"""What an attacker wants to read in an answer."""


def attacks() -> dict[str, list[str]]:
    found: dict[str, list[str]] = {name: [] for name in SECTIONS}
    section = ""
    for line in Path(__file__).with_suffix(".txt").read_text(encoding="utf-8").splitlines():
        if line[1:-1] in SECTIONS and line == f"[{line[1:-1]}]":
            section = line[1:-1]
        elif section:
            found[section].append(line)
    return found


ATTACKS = attacks()
