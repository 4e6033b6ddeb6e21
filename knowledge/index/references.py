"""Inside the index: which clauses of a document name another one by its label ("Buchstabe b", "A1", "(3.1)").

Guidelines define an item in one place and state its rate, term or condition in another. A clause that
names a label is found by the words of the clause that carries it.
"""

import re
from collections import defaultdict
from collections.abc import Sequence

from knowledge.model import Chunk, ChunkKind

_OWN = re.compile(r"^\(?(?:([a-z])\)|([A-Z]{1,2}\d{1,2})\b[.:)]?|(\d{1,2}\.\d{1,2})(?![.\d]*\d)\b)")
_NAMED_OWN = re.compile(r"^(?:Zu )?[A-ZÄÖÜ]\w{3,} ([a-z]|[A-Z]{1,2}\d{0,2}|\d{1,2})(?=\s*[.:(–-])")
_ROW_LABEL = re.compile(r"^([A-Za-z]|[A-Z]{1,2}\d{1,2}|\d{1,2}(?:\.\d{1,2})?)\s")
_NAMED = re.compile(
    r"\b([A-ZÄÖÜ]\w{3,})\s+((?:[a-z]|[A-Z]{1,2}\d{0,2}|\d{1,2}(?:\.\d{1,2})?)\b"
    r"(?:(?:\s*,\s*|\s+(?:und|oder|bis|sowie)\s+)(?:[a-z]|[A-Z]{1,2}\d{0,2}|\d{1,2}(?:\.\d{1,2})?)\b)*)"
)
_CODE = re.compile(r"\b([A-Z]{1,2}\d{1,2}|(?<=\()\d{1,2}\.\d{1,2}(?=\)))(?:\s+bis\s+([A-Z]{1,2}\d{1,2}))?")
_DOTTED = re.compile(r"\b(?:nach|gemäß|unter|Nummern?|Nrn?\.|Ziffern?)\s+(\d{1,2}\.\d{1,2})\b")
_SPLIT = re.compile(r"\s*,\s*|\s+(?:und|oder|sowie)\s+")
MOST_TARGETS = 4
"""A label carried by more clauses than this names no one of them."""
GENERIC = frozenset({"Buchstabe", "Buchstaben", "Ziffer", "Ziffern", "Nummer", "Nummern", "Position", "Positionen"})
"""Words before a label that need not stand in the head of the list they point to."""
_ITEM = re.compile(r"^(\d{1,2})[.)]\s")
_NUMBER_COLUMN = re.compile(r"^((?:Nummer|Ziffer|Position|Nr\.)\b[^:]*?) ?(\d{1,2}):")
_PARAGRAPH_SIGN = re.compile(r"§ ?\d+")
_NOTE_TEXT = re.compile(r"^([¹²³⁴⁵⁶⁷⁸⁹]|\*+)\)?\s*(?=\w)")
_NOTE = re.compile(r"[¹²³⁴⁵⁶⁷⁸⁹]|(?<=\S)\*+(?=[\s,;.]|$)|(?<=[%€] )\*+")


def references(chunks: Sequence[Chunk]) -> list[tuple[int, ...]]:
    """For each chunk the places (indices in `chunks`) of the clauses it names; chunks of several documents may mix."""
    by_document: dict[str, list[int]] = defaultdict(list)
    for place, chunk in enumerate(chunks):
        by_document[chunk.document_id].append(place)
    found: list[tuple[int, ...]] = [()] * len(chunks)
    for places in by_document.values():
        for place, targets in _within(chunks, places).items():
            found[place] = targets
    return found


def _within(chunks: Sequence[Chunk], places: Sequence[int]) -> dict[int, tuple[int, ...]]:
    carriers: dict[str, list[int]] = defaultdict(list)
    for place in places:
        for label in dict.fromkeys((own_label(chunks[place]), _heading_label(chunks[place]))):
            if label:
                carriers[label].append(place)
    items, notes = _items(chunks, places), _notes(chunks, places)
    if not (carriers or items or notes):
        return {}
    found: dict[int, tuple[int, ...]] = {}
    for place in places:
        targets = [
            target
            for label, word in (_mentions(chunks[place]) if carriers else ())
            if len(carriers.get(label, ())) <= MOST_TARGETS
            for target in carriers.get(label, ())
            if target != place and _fits(chunks[target], label, word)
        ]
        if items:
            targets += [target for target in _numbered(chunks, place, items) if target != place]
        if notes:
            targets += [note for sign in _signs(chunks[place]) for note in notes.get(sign, ()) if note != place]
        if targets:
            found[place] = tuple(dict.fromkeys(targets))
    return found


def _heading_label(chunk: Chunk) -> str:
    """The label of the part that a clause stands in: the 2 of "Baustein 2: Beratung"."""
    found = _NAMED_OWN.match(chunk.heading[-1]) if chunk.heading else None
    return found[1] if found else ""


def _items(chunks: Sequence[Chunk], places: Sequence[int]) -> dict[str, list[int]]:
    """The items of numbered lists ("3. die Fernüberwachung von Pumpwerken") by their number."""
    found: dict[str, list[int]] = defaultdict(list)
    for place in places:
        item = _ITEM.match(chunks[place].text) if chunks[place].kind is ChunkKind.LIST_ITEM else None
        if item:
            found[item[1]].append(place)
    return found


def _numbered(chunks: Sequence[Chunk], place: int, items: dict[str, list[int]]) -> list[int]:
    """The item that a clause means by its bare number ("Nummer 3", a column "Nummer nach § 2"), where only one can be.

    Of several lists, the one is meant whose paragraph is named, or that a lead and not a heading introduces.
    """
    text = chunks[place].shown or chunks[place].text
    column = _NUMBER_COLUMN.match(text)
    named = {label for match in _NAMED.finditer(text) if match[1] in GENERIC for label in _labels(match[2])}
    sign = _PARAGRAPH_SIGN.search(column[1] if column else "")
    found: list[int] = []
    for label in dict.fromkeys([*([column[2]] if column else []), *sorted(named)]):
        meant = items.get(label, [])
        if sign:
            meant = [one for one in meant if any(sign[0] in heading for heading in chunks[one].heading)]
        elif len(meant) > 1:
            meant = [one for one in meant if chunks[one].lead]
        found += meant if len(meant) == 1 else []
    return found


def _notes(chunks: Sequence[Chunk], places: Sequence[int]) -> dict[str, list[int]]:
    """The footnotes of a document by their sign."""
    found: dict[str, list[int]] = defaultdict(list)
    for place in places:
        sign = _NOTE_TEXT.match(chunks[place].text)
        if sign:
            found[sign[1]].append(place)
    return found


def is_note(chunk: Chunk) -> bool:
    """Whether a clause is a footnote: what bears its sign is not whole without it."""
    return bool(_NOTE_TEXT.match(chunk.text))


def _signs(chunk: Chunk) -> list[str]:
    """The signs of footnotes that a clause bears."""
    return [] if is_note(chunk) else _NOTE.findall(chunk.shown or chunk.text)


def own_label(chunk: Chunk) -> str:
    """The label that a clause carries: "b", "A1", "3.1", the P of "Linie P."; empty where it has none."""
    if chunk.kind is ChunkKind.TABLE_ROW:
        row = _ROW_LABEL.match(chunk.text)
        return row[1] if row else ""
    found = _OWN.match(chunk.text) or _NAMED_OWN.match(chunk.text)
    return next((part for part in found.groups() if part), "") if found else ""


def _mentions(chunk: Chunk) -> list[tuple[str, str]]:
    """Labels that a chunk names, each with the word before it (empty for a bare code)."""
    own = own_label(chunk)
    text = chunk.shown or chunk.text
    found = [(own, "")] if own and (not own.isdigit()) else []
    for match in _NAMED.finditer(text):
        found += [(label, match[1]) for label in _labels(match[2])]
    for match in _CODE.finditer(text):
        found += [(label, "") for label in _range(f"{match[1]} bis {match[2]}" if match[2] else match[1])]
    found += [(match[1], "") for match in _DOTTED.finditer(text)]
    return found


def _labels(listed: str) -> list[str]:
    """The labels in "a, b und d" or "A1 bis A3"."""
    return [label for part in _SPLIT.split(listed) for label in _range(part)]


def _range(part: str) -> list[str]:
    """The labels that "A1 bis A3" stands for."""
    first, _, last = part.partition(" bis ")
    if not last:
        return [first]
    if first[:-1] == last[:-1] and first[-1].isdigit() and last[-1].isdigit():
        return [f"{first[:-1]}{number}" for number in range(int(first[-1]), int(last[-1]) + 1)]
    if len(first) == len(last) == 1 and first.isalpha():
        return [chr(code) for code in range(ord(first), ord(last) + 1)]
    return [first, last]


def _fits(target: Chunk, label: str, word: str) -> bool:
    """A bare number needs its naming word ("Baustein 2") in the head of the row; letters and codes speak alone."""
    if not label.isdigit():
        return not word or len(label) > 1 or word in GENERIC or word.casefold() in _head(target)
    return bool(word) and word.casefold() in _head(target)


def _head(chunk: Chunk) -> str:
    return " ".join((chunk.lead, *chunk.heading[-1:], chunk.text[:30])).casefold()
