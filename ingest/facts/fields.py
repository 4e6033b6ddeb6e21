"""Third step of ingestion, part: what clauses state in words, such as who may apply, by the rules of fields.toml."""

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from ingest.facts.clauses import Clause
from ingest.facts.phrases import pattern
from knowledge.model import DocumentKind, Fact, FactKind

MOST = 14
"""So many facts of one kind at most: a list of results is no archive."""
SHORTEST = 4
_QUOTED = re.compile(r"^(?:Quelle|Stand|Fotos?|Kontakt|Ansprechpartner(?:in)?):")


@dataclass(frozen=True, slots=True)
class _Rule:
    kinds: frozenset[DocumentKind]
    fact: FactKind
    sentence: re.Pattern[str] | None
    label: re.Pattern[str] | None
    heading: re.Pattern[str] | None
    excluded: re.Pattern[str] | None


def field_facts(document_id: str, kind: DocumentKind, found: Sequence[Clause]) -> list[Fact]:
    """The facts in words, in reading order, each value once."""
    rules = [rule for rule in _rules() if kind in rule.kinds]
    facts: dict[tuple[FactKind, str], Fact] = {}
    counts: dict[FactKind, int] = {}
    for clause in found:
        said = _said(rules, clause)
        if said is None or len(said[1]) < SHORTEST or counts.get(said[0], 0) >= MOST:
            continue
        if facts.setdefault(said, fact := Fact(document_id, *said, clause.text, clause.chunk.page)) is fact:
            counts[said[0]] = counts.get(said[0], 0) + 1
    return list(facts.values())


def _said(rules: Sequence[_Rule], clause: Clause) -> tuple[FactKind, str] | None:
    """Kind and value by the rule that fits best: by the clause's own words, then its label, then its heading."""
    if _QUOTED.match(clause.text):
        return None
    speaks = f"{clause.shown}\n{clause.heading}"
    fit = [rule for rule in rules if rule.excluded is None or not rule.excluded.search(speaks)]
    lead = "" if clause.row else clause.lead
    said = (("sentence", clause.text), ("label", clause.label), ("sentence", lead), ("heading", clause.heading))
    for part, text in said:
        for rule in fit:
            words: re.Pattern[str] | None = getattr(rule, part)
            if text and words and words.search(text):
                return rule.fact, clause.value(labelled=part != "label")
    return None


@lru_cache(1)
def _rules() -> tuple[_Rule, ...]:
    listed = tomllib.loads(Path(__file__).with_name("fields.toml").read_text(encoding="utf-8"))["rule"]
    return tuple(
        _Rule(
            frozenset(map(DocumentKind, one["kinds"])),
            FactKind(one["fact"]),
            *(pattern(*one[part]) if part in one else None for part in ("sentence", "label", "heading", "not")),
        )
        for one in listed
    )
