"""After writing: what answers need beside quotations: sums, a checklist, versions, sources that differ, steps, offices.

Each way is tried in turn and the first that applies puts its clauses first, a line before them, a line behind them.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from knowledge.answering import texts
from knowledge.answering.check import check
from knowledge.answering.comparison import compared
from knowledge.answering.differing import differing
from knowledge.answering.eligibility import checklist
from knowledge.answering.joining import programme_clause
from knowledge.answering.premise import correction, unconfirmed
from knowledge.answering.rank import Ranking
from knowledge.answering.steps import steps
from knowledge.answering.sums import worked_sum
from knowledge.answering.timing import asks_deadline, last_deadline, warning
from knowledge.answering.understand import Intent, Understood
from knowledge.answering.versions import changed
from knowledge.answering.write import REFERENCE, Draft, Said
from knowledge.german.places import Gazetteer
from knowledge.index.base import Base
from knowledge.model import Chunk, DocumentKind, Evidence

MOST_SAID = 6
BESIDE = 12
"""So many of the best clauses of the same document may hold an operand of a sum."""
_ASKS_OFFICE = re.compile(
    r"\b(?:wo|wohin|an wen|bei wem|bei welcher stelle|welche stelle|wer)\b.*\b(?:reich\w*|einreich\w*|einzureich\w*"
    r"|abgeb\w*|gebe|geben|schick\w*|send\w*|antrag|anträge|beantrag\w*|stell\w*|zuständig\w*|wend\w*|hin)\b"
)

_OFFICE = re.compile(r"Bezirksregierung|Dezernat|[Ss]telle|[Bb]üro|\bAmt\b|einreich|@")


@dataclass(frozen=True, slots=True)
class Extra:
    """What a way adds: a line before, statements that come first, a line behind.

    `settled` where these answer by themselves, whatever the judge held of the clauses: nothing else is said then.
    `alone` where only what the same document says may follow. `worked` where a chat model may say nothing in their
    place: they are more than quotations in a good order.
    """

    lead: str
    first: tuple[Said, ...]
    closing: str = ""
    settled: bool = False
    alone: bool = False
    worked: bool = True


@dataclass(frozen=True, slots=True)
class Written:
    """What a way may look at: the question, the base, the places, the ranking, and what is to be said so far."""

    understood: Understood
    base: Base
    places: Gazetteer
    ranking: Ranking
    said: Sequence[Said]
    sure: bool

    @property
    def clauses(self) -> list[Evidence]:
        """The quoted clauses."""
        return [one.evidence for one in self.said]


Way = Callable[[Written], Extra | None]


def elaborate(draft: Draft, written: Written) -> Draft:
    """The draft with what the first fitting way adds; as it was where none fits. No sum where unsure."""
    for way in WAYS:
        extra = way(written)
        if extra is not None:
            return _joined(draft, extra)
    return draft


def _joined(draft: Draft, extra: Extra) -> Draft:
    quoted = {said.evidence.chunk.id for said in extra.first}
    rest = [said for said in draft.said if said.evidence.chunk.id not in quoted]
    if extra.alone:
        rest = [said for said in rest if said.evidence.document.id == extra.first[0].evidence.document.id]
    most = max(MOST_SAID, len(draft.said))
    said = extra.first if extra.settled else (*extra.first, *rest[: max(most - len(extra.first), 1)])
    before = "" if extra.settled else draft.lead
    lead = "\n".join(line for line in (before, extra.lead) if line)
    closing = " ".join(line for line in (extra.closing, draft.closing) if line)
    worked = len(extra.first) if extra.worked else 0
    return replace(draft, lead=lead, said=said, closing=closing, settled=extra.settled, worked=worked)


def _premise(written: Written) -> Extra | None:
    found = correction(written.understood, written.ranking, written.places)
    if found is None:
        return None
    said = Said(found.evidence, found.evidence.chunk.display, found.key)
    warned = warning(written.understood, written.base, found.evidence.document)
    return Extra("\n".join(filter(None, (warned, found.line))), (said,), settled=True)


def _unconfirmed(written: Written) -> Extra | None:
    missed = unconfirmed(written.understood, written.clauses, written.places)
    if not missed or not written.said:
        return None
    line = texts.UNCONFIRMED.format(asked=missed)
    return Extra(line, ()) if written.sure else Extra("", (), line)


def _change(written: Written) -> Extra | None:
    if written.understood.intent is not Intent.CHANGE:
        return None
    pairs = changed(written.base, written.clauses)
    first = [
        Said(evidence, f"{name}: {evidence.chunk.display}", evidence.chunk.display)
        for pair in pairs
        for name, evidence in zip((texts.BEFORE, texts.NOW), pair, strict=True)
    ]
    return Extra("", tuple(first)) if first else None


def _compare(written: Written) -> Extra | None:
    found = compared(written.understood.question.text, written.understood.words, written.base, written.ranking)
    first = [
        Said(evidence, f"{evidence.document.title}: {evidence.chunk.display}", evidence.document.title)
        for clauses in found
        for evidence in clauses
    ]
    return Extra("", tuple(first)) if first else None


def _check(written: Written) -> Extra | None:
    """Whether the asker may apply: from the best programme, also where the judge is unsure which clause answers."""
    home, said = written.understood.question.municipality, written.said
    if home is None or not said or not written.understood.asks_eligibility:
        return None
    document = said[0].evidence.document
    found = checklist(home, document, written.base) if document.kind is DocumentKind.FUNDING else None
    if found is None:
        return None
    words = {True: texts.MET, False: texts.NOT_MET, None: texts.LOOK}
    first = [
        Said(one.evidence, f"{one.name} – {words[one.met]}: {one.wording}", f"{one.name} – {words[one.met]}")
        for one in found.checked
    ]
    return Extra(found.lead, tuple(first), found.closing)


def _sum(written: Written) -> Extra | None:
    clauses = written.clauses
    first = clauses[0].document.id if clauses else ""
    same = [choice.evidence for choice in written.ranking.choices if choice.evidence.document.id == first]
    found = worked_sum(written.understood.question.text, clauses, same[:BESIDE])
    if found is None or not written.sure:
        return None
    by_clause = {one.evidence.chunk.id: one for one in written.said}
    operands = [by_clause.get(one.chunk.id, Said(one, one.chunk.display)) for one in found.operands]
    return Extra(found.line, tuple(operands))


def _differing(written: Written) -> Extra | None:
    """Where another source says something else about the same thing: both, with their dates."""
    if not written.sure or not written.said or written.understood.intent is Intent.CHANGE:
        return None
    first = written.said[0].evidence
    found = differing(written.understood, first, written.base, written.ranking, written.places)
    if found is None:
        return None
    said = tuple(Said(evidence, evidence.chunk.display, figure.wording) for evidence, figure in found)
    if len(check(Draft("", said)).said) < len(said):
        return None
    return Extra(texts.differing([(figure.wording, evidence.document) for evidence, figure in found]), said)


def _over(written: Written) -> Extra | None:
    """By when, where every deadline that the programme's clauses name is past: the last of them, said to be over."""
    understood, said = written.understood, written.said
    if not written.sure or not said or not asks_deadline(understood):
        return None
    found = last_deadline(said[0].evidence.document, written.base, understood.question.today)
    if found is None:
        return None
    day, evidence, wording = found
    line = texts.DEADLINE_OVER.format(day=texts.day(day), title=evidence.document.title)
    return Extra(line, (Said(evidence, evidence.chunk.display, wording),))


def _steps(written: Written) -> Extra | None:
    found = steps(written.understood.question.text, written.clauses, written.base, written.ranking)
    return Extra("", tuple(Said(one, one.chunk.display) for one in found), alone=True, worked=False) if found else None


def _office(written: Written) -> Extra | None:
    """Where to hand in: the clause of a quoted document that names an office of the asker's district or county."""
    home = written.understood.question.municipality
    if home is None or not written.said or not _ASKS_OFFICE.search(written.understood.question.text.lower()):
        return None
    documents = list(dict.fromkeys(one.document.id for one in written.clauses))
    for name in (home.name, home.county.removeprefix("Kreis "), home.district):
        own = re.compile(rf"\b{re.escape(name)}\b")
        for chunk in (chunk for document in documents for chunk in written.base.chunks_of(document)):
            if own.search(chunk.text) and _is_office(chunk):
                evidence = Evidence(chunk, written.base.documents[chunk.document_id], 0.0)
                return Extra("", (Said(evidence, _as_office(chunk)),))
    return None


def _as_office(chunk: Chunk) -> str:
    """A row that begins with the place alone ("Münster: Dezernat 31") under a head that says of what."""
    head = chunk.lead.split()[0] if chunk.shown and chunk.lead else ""
    return f"{head} {chunk.display}" if _OFFICE.search(head) and head not in chunk.display else chunk.display


def _programme(written: Written) -> Extra | None:
    """Behind what a project report says, the clause of the programme that it names."""
    if not written.said:
        return None
    first = written.said[0]
    question = written.understood.question.text
    found = programme_clause(question, first.evidence.document, written.base, written.ranking)
    if found is None:
        return None
    return Extra("", (first, Said(found, f"{found.document.title}: {found.chunk.display}")), worked=False)


def _is_office(chunk: Chunk) -> bool:
    text = chunk.display
    return bool(_OFFICE.search(text)) and not text.startswith(REFERENCE)


WAYS: tuple[Way, ...] = (
    _premise, _change, _compare, _check, _sum, _differing, _over, _steps, _office, _programme, _unconfirmed,
)  # fmt: skip
