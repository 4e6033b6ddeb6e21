"""Third step of ingestion, part: what a programme is called, in full and for short."""

import re
from collections.abc import Sequence

from ingest.facts.clauses import Clause
from ingest.facts.succession import abbreviations
from knowledge.model import Fact, FactKind

_ADDED = re.compile(r"\s*(?:\([^)]*\)|[–—-] (?:nur|Fassung|Stand)\b.*|: (?:nur|Was)\b.*)")
_CODE = r"[A-ZÄÖÜ]{2,}(?:-[A-ZÄÖÜ]+)?(?: \d{2,4})?"
_CALLED = re.compile(
    rf"^(?:Die|Das|Der|Diese[rs]?) (?P<name>{_CODE}) (?:gelten|gilt|tritt|treten)\b"
    rf"|\b(?:kurz|genannt|abgekürzt):? „?(?P<short>{_CODE})\b"
)
_ROUND = re.compile(
    r"\b(?:(?P<ordinal>\w+) (?:Runden?|Auswahlrunde|Förderrunde)\b|Folgeaufruf\b|weiteren Aufruf\b|nächste[nr]? Aufruf)"
)


def programme_facts(document_id: str, title: str, found: Sequence[Clause]) -> list[Fact]:
    """Full name (the title without additions), short names of title and text, and what is said of rounds."""
    facts = [Fact(document_id, FactKind.PROGRAMME, _ADDED.sub("", title).strip(" –-") or title, title)]
    facts += [Fact(document_id, FactKind.SHORT_NAME, name, title) for name in sorted(abbreviations(title))]
    for clause in found:
        called = _CALLED.search(clause.text)
        if called:
            name = called["name"] or called["short"]
            facts.append(Fact(document_id, FactKind.SHORT_NAME, name, clause.text, clause.chunk.page))
        if _ROUND.search(clause.text):
            facts.append(Fact(document_id, FactKind.ROUND, clause.value(), clause.text, clause.chunk.page))
    return facts
