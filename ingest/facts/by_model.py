"""Beside the rules, where a chat model is configured: it points at wordings for facts that the rules did not find.

The model only points: a wording counts where it stands in a passage, and figures, shares and days are read
from that wording by our own rules.
"""

from collections.abc import Callable, Sequence
from functools import partial
from html import escape

from ingest.facts.clauses import shortened
from ingest.facts.money import figure
from ingest.texts import FACT_KINDS_FOR_MODEL, INSTRUCTIONS_FOR_MODEL
from knowledge.german.amounts import AmountKind, amounts
from knowledge.german.dates import dates
from knowledge.model import Chunk, DocumentKind, Fact, FactKind
from knowledge.ports import ChatModel

MOST_CHARACTERS = 24_000
"""Of a document; longer ones are read in part."""
SHORTEST, LONGEST = 8, 600
"""Characters of a wording that says something and can still be checked by a person."""
MOST_FACTS = 40
KINDS: dict[DocumentKind, tuple[FactKind, ...]] = {
    DocumentKind.FUNDING: (
        FactKind.ELIGIBLE, FactKind.FUNDED, FactKind.NOT_FUNDED, FactKind.QUOTA, FactKind.AMOUNT, FactKind.CEILING,
        FactKind.DEADLINE, FactKind.AUTHORITY,
    ),
    DocumentKind.EVENT: (FactKind.VENUE, FactKind.ORGANISER, FactKind.DEADLINE, FactKind.MOVED, FactKind.CANCELLED),
    DocumentKind.PROJECT: (
        FactKind.COST, FactKind.RESULT, FactKind.TRANSFERABLE, FactKind.SETBACK, FactKind.CONTACT,
    ),
    DocumentKind.START_UP: (FactKind.OFFER, FactKind.PRICE, FactKind.CONTACT),
}  # fmt: skip
"""What is asked for in a document of each kind, where the rules found none of it."""


def _first(kind: AmountKind, wording: str) -> str | None:
    return next((figure(one) for one in amounts(wording) if one.kind is kind), None)


def _day(wording: str) -> str | None:
    return next((one.value for one in dates(wording) if one.exact), None)


_euros, _percent = (partial(_first, kind) for kind in (AmountKind.EURO, AmountKind.PERCENT))
_VALUES: dict[FactKind, Callable[[str], str | None]] = {
    FactKind.QUOTA: _percent, FactKind.AMOUNT: _euros, FactKind.CEILING: _euros, FactKind.COST: _euros,
    FactKind.PRICE: _euros, FactKind.DEADLINE: _day,
}  # fmt: skip
"""How a value is read from its wording; a kind that is not here has the wording, shortened, as its value."""


def model_facts(model: ChatModel, kind: DocumentKind, found: Sequence[Fact], chunks: Sequence[Chunk]) -> list[Fact]:
    """Facts of kinds that the rules left open. Errors: ModelError."""
    known = {fact.kind for fact in found}
    wanted = {one.value: one for one in KINDS.get(kind, ()) if one not in known}
    if not wanted or not chunks:
        return []
    asked = "\n".join(f"{name}: {FACT_KINDS_FOR_MODEL[name]}" for name in wanted)
    text = "\n".join(chunk.display for chunk in chunks)[:MOST_CHARACTERS]
    task = f"<arten>\n{asked}\n</arten>\n<unterlage>{escape(text, quote=False)}</unterlage>"
    facts: list[Fact] = []
    for name, wording in model.extract(INSTRUCTIONS_FOR_MODEL, task)[:MOST_FACTS]:
        fact = _proven(wanted[name], wording, chunks) if name in wanted else None
        if fact is not None and fact not in facts:
            facts.append(fact)
    return facts


def _proven(kind: FactKind, wording: str, chunks: Sequence[Chunk]) -> Fact | None:
    """The fact where its wording stands in a passage and holds a value of its kind, None otherwise."""
    plain = " ".join(wording.split())
    if not SHORTEST <= len(plain) <= LONGEST:
        return None
    chunk = next((one for one in chunks if plain in " ".join(one.display.split())), None)
    value = _VALUES.get(kind, shortened)(plain)
    return Fact(chunk.document_id, kind, value, plain, chunk.page) if chunk and value else None
