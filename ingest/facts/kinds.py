"""Third step of ingestion, part: what sort of document a file is, judged by the signs listed in kinds.toml."""

import re
import tomllib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from ingest.facts.parts import Parts
from ingest.facts.phrases import pattern
from knowledge.model import DocumentKind

SHORT = 1600
"""Without headings or tables, a text up to so many characters is most likely a press text …"""
SHORT_WEIGHT = 1.5
SECTIONS = 2
"""… and one with so many headings, or with a table, most likely is none."""
STRUCTURED_WEIGHT = 2.0
LEAST = 2.0
"""With less weight than this no kind is recognised, and the structure alone decides."""


@dataclass(frozen=True, slots=True)
class _Sign:
    part: str
    kind: DocumentKind
    weight: float
    most: int
    words: re.Pattern[str]


def find_kind(parts: Parts) -> DocumentKind:
    """The kind whose signs weigh most; without clear signs a plain text is a press text, a structured one a project."""
    texts = {
        "title": [parts.title],
        "margins": list(parts.margins),
        "labels": [*parts.headings, *parts.labels],
        "opening": list(parts.opening),
        "text": [parts.text],
    }
    scores = dict.fromkeys(DocumentKind, 0.0)
    for sign in _signs():
        hits = sum(len(sign.words.findall(text)) for text in texts[sign.part])
        scores[sign.kind] += sign.weight * min(hits, sign.most)
    structured = parts.tables > 0 or parts.sections >= SECTIONS
    if structured:
        scores[DocumentKind.PRESS] -= STRUCTURED_WEIGHT
    elif len(parts.text) <= SHORT:
        scores[DocumentKind.PRESS] += SHORT_WEIGHT
    best, score = max(scores.items(), key=lambda item: item[1])
    if score >= LEAST:
        return best
    return DocumentKind.PROJECT if structured else DocumentKind.PRESS


@lru_cache(1)
def _signs() -> tuple[_Sign, ...]:
    listed = tomllib.loads(Path(__file__).with_name("kinds.toml").read_text(encoding="utf-8"))["sign"]
    return tuple(
        _Sign(one["part"], DocumentKind(one["kind"]), one["weight"], one.get("most", 1), pattern(*one["words"]))
        for one in listed
    )
