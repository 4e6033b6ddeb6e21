"""Fifth step: the quoting writer puts an answer together from the best clauses, word for word."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from knowledge.answering import texts
from knowledge.answering.deciding import deciding_part
from knowledge.answering.judge import ANSWER_FROM
from knowledge.answering.naming import named
from knowledge.answering.rank import Choice, Ranking
from knowledge.answering.timing import elsewhere, opening_line
from knowledge.answering.traits import excluding_heading
from knowledge.answering.understand import Intent, Understood
from knowledge.german.sentences import sentences
from knowledge.german.words import content_words
from knowledge.index.base import Base
from knowledge.index.references import is_note
from knowledge.model import Chunk, ChunkKind, DocumentKind, Evidence

MOST_CLAUSES = 5
MOST_CHARACTERS = 700
"""About what fits on a phone's screen with the sources below."""
CLOSE_ENOUGH = 5.0
"""A further clause is quoted while its score lies within this of the best one's …"""
CLOSE_WHEN_SURE = 3.5
"""… or, where the judge is sure, within this: the surer, the shorter."""
SURE = 0.35
MOST_IN_LIST = 12
WHOLE_FROM = 2
"""So many entries are no list yet."""
_EMPTY_HEAD = re.compile(r"(?<=: )(?:Was(?: es tut)?|Anzahl|Zahl|Wert|Angaben?|Inhalt|Beschreibung|Bezeichnung) (?=\S)")
_NUMBER = re.compile(r"^\d+(?:\.\d+)*\.?\s+(?=[A-ZÄÖÜ])")
_YES_OR_NO = re.compile(r"(?:Ja|Nein|Doch)\b")
REFERENCE = ("Quelle:", "Quellen:", "Stand:", "Foto:", "Bild:")
LEAST_PARAGRAPH = 50
"""A paragraph shorter than this without a number is a caption, a credit or a heading."""
LIST_KINDS = (ChunkKind.TABLE_ROW, ChunkKind.LIST_ITEM)
BY_REFERENCE = 0.08
"""From this share of the question on that only a named clause holds, that clause is quoted too."""
SAME_RULE = 0.6
"""Clauses of two documents that share so many words state the same rule of two programmes: one answers."""


@dataclass(frozen=True, slots=True)
class Said:
    """One statement: its words (the clause, perhaps with a name before it), and the part of them that decides."""

    evidence: Evidence
    text: str
    key: str = ""


@dataclass(frozen=True, slots=True)
class Draft:
    """What the writer wants to say: an opening line, the statements, best first, and a closing line.

    `settled` where the first statement answers by itself, so that the judge's doubt counts no more. So many of the
    first statements are `worked` out and stay in their place, whoever words the rest.
    """

    lead: str
    said: tuple[Said, ...]
    closing: str = ""
    settled: bool = False
    worked: int = 0


Part = tuple[Understood, Ranking]
"""One of several things asked at once, with its own ranking."""


def write(
    understood: Understood, base: Base, ranking: Ranking, probability: float = 0.0, parts: Sequence[Part] = ()
) -> Draft:
    """Quote the best clause with what belongs to it, then those that come close; a list is quoted whole.

    Where several things are asked, each gets its share of the space.
    """
    clauses: list[Evidence] = []
    for part, its in parts:
        clauses += _new(chosen(part, base, its)[: max(MOST_CLAUSES // len(parts), 2)], clauses)
    clauses = clauses or chosen(understood, base, ranking, CLOSE_WHEN_SURE if probability >= SURE else CLOSE_ENOUGH)
    if understood.intent is Intent.START_UP and understood.follow_up:
        clauses.sort(key=lambda one: one.document.kind is not DocumentKind.START_UP)
    said: list[Said] = []
    for one in clauses:
        text = named(one.document, base, understood.intent, _shown(one.chunk, said))
        said.append(Said(one, text, deciding_part(understood, base, one.chunk)))
    closing = texts.PROCUREMENT if understood.intent is Intent.START_UP and _start_ups(clauses) else ""
    return Draft(opening_line(understood, base, clauses, sure=probability >= ANSWER_FROM), tuple(said), closing)


def _shown(chunk: Chunk, said: Sequence[Said]) -> str:
    """A clause as a reader sees it, with the heading that it needs.

    What introduces a list is said once; a heading that excludes is never left out, nor the question before a "Nein.";
    a column's head that says nothing ("Was") is.
    """
    if chunk.shown:
        return _EMPTY_HEAD.sub("", chunk.display, count=1)
    introduced = chunk.lead and any(chunk.lead in other.text for other in said)
    text = chunk.text if introduced else chunk.display
    heading = excluding_heading(chunk)
    if heading:
        return f"{heading}: {_NUMBER.sub('', text)}"
    above = chunk.heading[-1] if chunk.heading else ""
    return f"{above} {text}" if above.endswith("?") and _YES_OR_NO.match(text) else text


def write_directory(found: Sequence[Evidence]) -> Draft:
    """All documents of a kind, a line each: what it is called and its first words."""
    said = tuple(
        Said(one, f"{one.document.title}: {sentences(one.chunk.display)[0]}", one.document.title) for one in found
    )
    return Draft(texts.LISTED.format(count=len(said)), said)


def _start_ups(clauses: Sequence[Evidence]) -> bool:
    return any(one.document.kind is DocumentKind.START_UP for one in clauses)


def chosen(understood: Understood, base: Base, ranking: Ranking, close: float = CLOSE_ENOUGH) -> list[Evidence]:
    """The clauses to quote, best first, with scores within `close` of the best one's."""
    ranking = _ours(understood, ranking, close)
    clauses: list[Evidence] = []
    best = next((choice for choice in ranking.choices if not _refers(choice)), ranking.choices[0])
    for place, choice in enumerate(ranking.choices):
        if choice.score < best.score - close:
            break
        if _refers(choice) and choice is not best:
            continue
        group = [choice.evidence, *_belonging(base, ranking, place)]
        listed = understood.wants_list and choice.evidence.document.id == best.evidence.document.id
        if listed and choice.evidence.chunk.kind in LIST_KINDS:
            group = _whole_list(base, choice)
        whole = listed and len(group) > WHOLE_FROM
        clauses += [one for one in _new(group, clauses) if whole or (_fits(one, clauses) and _tells(one, clauses))]
        if whole or len(clauses) >= MOST_CLAUSES:
            break
    return clauses


def _ours(understood: Understood, ranking: Ranking, close: float) -> Ranking:
    """Without another state's clauses where one of ours comes near: their rules say nothing to a mayor of this one."""
    near = [choice for choice in ranking.choices if choice.score >= ranking.choices[0].score - close]
    foreign = {one.document.id for one in (choice.evidence for choice in near) if elsewhere(one.document, understood)}
    if not foreign or all(choice.evidence.document.id in foreign for choice in near):
        return ranking
    return ranking.only([n for n, one in enumerate(ranking.choices) if one.evidence.document.id not in foreign])


def _refers(choice: Choice) -> bool:
    """Whether a clause only names a source, a date or a photographer."""
    return choice.evidence.chunk.text.startswith(REFERENCE)


def _fits(evidence: Evidence, clauses: Sequence[Evidence]) -> bool:
    length = sum(len(said.chunk.text) for said in clauses)
    return not clauses or length + len(evidence.chunk.text) <= MOST_CHARACTERS


def _tells(evidence: Evidence, clauses: Sequence[Evidence]) -> bool:
    """Whether a further clause says anything: captions, credits and references do not."""
    chunk = evidence.chunk
    bare = chunk.kind is ChunkKind.PARAGRAPH and len(chunk.text) < LEAST_PARAGRAPH
    return not clauses or not bare or any(sign.isdigit() for sign in chunk.text)


def _new(group: Sequence[Evidence], clauses: Sequence[Evidence]) -> Iterator[Evidence]:
    """Those of a group that say something else than what is quoted already."""
    said = [*clauses]
    for evidence in group:
        if not any(_says_the_same(evidence, other) for other in said):
            said.append(evidence)
            yield evidence


def _says_the_same(evidence: Evidence, said: Evidence) -> bool:
    text, other = evidence.chunk.display, said.chunk.display
    if evidence.document.id == said.document.id:
        return text in other
    if text in other or other in text:
        return True
    mine, theirs = set(content_words(text)), set(content_words(other))
    return len(mine & theirs) >= SAME_RULE * len(mine | theirs)


def _belonging(base: Base, ranking: Ranking, place: int) -> Iterator[Evidence]:
    """The items or rows that a sentence introduces; the clause that a row only names by its label."""
    choice = ranking.choices[place]
    chunk, document = choice.evidence.chunk, choice.evidence.document
    for item in base.chunks[choice.row + 1 : choice.row + 1 + MOST_IN_LIST]:
        if item.document_id != chunk.document_id or not _introduces(chunk, item):
            break
        yield Evidence(item, document, choice.score)
    for note in _notes(base, choice.row):
        yield Evidence(note, document, choice.score)
    if float(ranking.values[place][ranking.names.index("linked")]) >= BY_REFERENCE:
        found, rows = ranking.found, list(base.index.references[choice.row])
        shares = found.weights @ (found.held.head[:, rows] + found.held.body[:, rows])
        yield Evidence(base.chunks[rows[int(np.argmax(shares))]], document, choice.score)


def _introduces(chunk: Chunk, item: Chunk) -> bool:
    """A list repeats the sentence before it as its lead, a table has its column heads there."""
    if item.kind is ChunkKind.TABLE_ROW:
        return chunk.text.endswith(":")
    return bool(item.lead) and chunk.text.endswith(item.lead)


def _whole_list(base: Base, choice: Choice) -> list[Evidence]:
    """The rows or items around one, in their order."""
    chunk = choice.evidence.chunk

    def alike(other: Chunk) -> bool:
        mine = (chunk.document_id, chunk.kind, chunk.heading, chunk.lead)
        return (other.document_id, other.kind, other.heading, other.lead) == mine

    first = last = choice.row
    while first > 0 and alike(base.chunks[first - 1]):
        first -= 1
    while last + 1 < len(base.chunks) and alike(base.chunks[last + 1]):
        last += 1
    places = range(first, min(last + 1, first + MOST_IN_LIST))
    notes = [note for place in places for note in _notes(base, place)]
    rows = [*(base.chunks[place] for place in places), *dict.fromkeys(notes)]
    return [Evidence(row, choice.evidence.document, choice.score) for row in rows]


def _notes(base: Base, row: int) -> list[Chunk]:
    """The footnotes whose sign a clause bears."""
    targets = (base.chunks[target] for target in base.index.references[row])
    return [target for target in targets if is_note(target)]
