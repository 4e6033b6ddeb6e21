"""Third step of ingestion, part: who issued a document, from imprint, letterhead, margins or opening lines."""

import re
from collections.abc import Iterable, Iterator

from ingest.facts.names import companies, own_name
from ingest.facts.parts import Parts
from ingest.facts.phrases import any_of, pattern
from ingest.model import RawDocument
from knowledge.german.places import Gazetteer, PlaceKind
from knowledge.model import DocumentKind

LONGEST = 90
_NOUN = any_of(
    r"[\w-]*(?:[Ss]tiftung|[Ff]onds|[Aa]gentur|[Mm]inisterium|[Vv]erband|[Vv]erein|[Nn]etzwerk|[Ii]nstitut|[Ii]nitiative"
    r"|[Gg]esellschaft|[Kk]ammer|[Aa]kademie|[Zz]entrum|[Aa]rbeitskreis|[Ll]andesbetrieb|[Aa]rbeitsgemeinschaft|[Gg]emeindebund"
    r"|[Ww]asserwerk|[Ss]tadtwerke)",
    r"(?:Literatur|Jugend|Kinder- und Jugend|Kultur|Bildungs|Sozial)werk",
    r"Bezirksregierung",
    r"IHK",
    r"[A-ZÄÖÜ]\w+(?: [A-ZÄÖÜ][\w-]+){0,4} e\.V\.",
)  # fmt: skip
_WORD = any_of(r"[A-ZÄÖÜ][\w&-]*", "für", "und", "der", "des", "zur", "von", "in", r"e\.V\.")
_BODY = re.compile(
    r"(?<![\w-])((?:[A-ZÄÖÜ]\w+- und )?(?:(?:Kommunale|Westfälische|Regionale|Deutsche|Nordrhein-Westfälische)[rs]? )?"
    rf"{_NOUN}(?!\w)(?: {_WORD})*)"
)
_OFFICE = re.compile(
    r"(?<![\w-])((?:Stadt|Gemeinde|Kreis|Landkreis|Land) [A-ZÄÖÜ][\w/-]+(?: [A-ZÄÖÜ][\w-]+| \([\w.]+\)| am \w+)?)"
)
_IMPRINT = pattern(r"\b(?:Herausgeber(?:in)?|Herausgegeben von|Gastgeber(?:in)?|Veranstalter(?:in)?)\s*:\s*(.+)")
_SOURCE = re.compile(r"^Quelle:\s*(.+)")
_SOURCE_END = re.compile(r"(?:[,;(·]|\s(?:vom\s)?\d).*$")
_PAPER = pattern(r"^(?:Richtlinie|Runderlass|Erlass|Bericht|Vermerk|Katalog|Merkblatt)$")
_RELEASE = pattern(r"\bPresse(?:mitteilung|information|meldung) (?:der|des|von) (.+)")
_CREDIT = re.compile(r"(?:©\s?|\(Quelle: |\(Foto: )(.+)")
_BY = pattern(r"\b(?:von der|von dem|vom|durch die|durch den)\s+((?-i:[A-ZÄÖÜ]).+)")
_ACTS = pattern(
    r"^(?:die|der|das)\s+((?-i:[A-ZÄÖÜ]).+)",
    r"\b(?:informiert|lädt|veranstaltet|fördert|unterstützt|bezuschusst|hilft|gewährt|getragen|beteiligt sich)\b"
    r".*?\b(?:die|der|das|vom)\s+((?-i:[A-ZÄÖÜ]).+)",
)
_CUT = re.compile(
    r"\s*(?:[·|;:]|\s[–—-]\s|,\s|\.\s"
    r"|\s(?:vom|am|beschlossen|Ausgabe|Fassung|Stand|hilft|unterstützt|fördert|gewährt|bezuschusst|beteiligt|gibt|möchte"
    r"|bietet|stärkt|sucht|zahlt|lädt|informiert|hat|ist|wird|will|online|legt|nimmt|getragen)\b).*$"
)
_PIECES = re.compile(r"\s[·|]\s|\s[–—-]\s|\(Foto: ")
_NO_NAME = pattern(
    r"^(?:aktuelles|nachrichten|bekanntmachungen?(?: und nachrichten)?|presse\w*|startseite|home|projektblatt.*)$",
    r"^(?:einladung|impressum)$",
)
_TRAILING = re.compile(r"(?:\s(?:für|und|der|des|zur|von|in))+$")
_LABEL = re.compile(r"^[A-ZÄÖÜ]\w+: ")


def find_publisher(raw: RawDocument, parts: Parts, gazetteer: Gazetteer) -> str | None:
    """The authority, municipality, company or paper that issued a document, as it names itself; else None."""
    stated = raw.publisher if raw.publisher and not _NO_NAME.match(raw.publisher) else None
    if parts.kind is DocumentKind.START_UP:
        return _source(parts) or stated or next(companies((*parts.opening, parts.text)), None) or own_name(parts.title)
    choices = (
        _source(parts),
        next(_named(_IMPRINT, (*parts.margins, parts.text)), None),
        stated,
        _municipalities(parts, gazetteer) if parts.kind is DocumentKind.PROJECT else None,
        next(_bodies(parts.margins), None),
        next(_offices(parts.margins), None),
        next(_named(_RELEASE, parts.text.splitlines()), None),
        next(_bodies(line for line in parts.opening if len(line) <= LONGEST), None),
        next(_offices(line for line in parts.opening if len(line) <= LONGEST // 3), None),
        next(_named(_BY, parts.opening), None),
        next(_named(_ACTS, parts.opening), None),
        next(_named(_CREDIT, (*parts.opening, *parts.margins)), None),
        next(_named(_ACTS, parts.text.splitlines()), None) if parts.kind is DocumentKind.FUNDING else None,
    )
    return next((choice for choice in choices if choice), None)


def named_host(line: str) -> str | None:
    """Who informs, invites or hosts by the words of a line, None where it names nobody."""
    return next(iter((*_named(_IMPRINT, (line,)), *_named(_ACTS, (line,)))), None)


def _source(parts: Parts) -> str | None:
    """What stands after "Quelle:" at the start of an opening line, up to the first mark or date."""
    for line in parts.opening:
        match = _SOURCE.match(line)
        if match:
            name = _SOURCE_END.sub("", match[1]).strip()
            return None if not name or _PAPER.match(name) else name
    return None


def _named(wanted: re.Pattern[str], lines: Iterable[str]) -> Iterator[str]:
    """Bodies and offices that stand right after what `wanted` finds."""
    for line in lines:
        for match in wanted.finditer(line):
            rest = next(group for group in match.groups() if group)
            piece = _CUT.sub("", rest)
            for names in (_BODY, _OFFICE):
                found = names.match(piece)
                if found and len(found[1]) <= LONGEST:
                    yield _TRAILING.sub("", found[1])


def _bodies(lines: Iterable[str]) -> Iterator[str]:
    """Lines, or parts of lines between marks, that are the name of a public body, a foundation or the like."""
    for line in lines:
        for piece in _PIECES.split(line):
            plain = _CUT.sub("", _LABEL.sub("", piece.replace("e. V.", "e.V."))).strip()
            found = _BODY.search(plain)
            if found and not _NO_NAME.match(plain) and (not plain.endswith(".") or plain.endswith("e.V.")):
                whole = len(plain.split()) <= len(found[1].split()) + 1 and plain[:1].isupper()
                yield _TRAILING.sub("", plain if whole else found[1])


def _offices(lines: Iterable[str]) -> Iterator[str]:
    """Lines that begin with a municipality or county: "Stadt Warburg - Presseinformation"."""
    for line in lines:
        found = _OFFICE.match(_LABEL.sub("", line))
        if found:
            yield found[1]


def _municipalities(parts: Parts, gazetteer: Gazetteer) -> str | None:
    """The municipalities whose project is described, with their office: "Stadt Warburg und Gemeinde Ense"."""
    known = {place.ags: place for place in gazetteer.municipalities}
    for lines in (parts.opening[:2], parts.margins, (parts.title,)):
        found = [
            known[place.value]
            for line in lines
            for place in gazetteer.find(line)
            if place.kind is PlaceKind.MUNICIPALITY
        ]
        names = dict.fromkeys(f"{'Stadt' if 'tadt' in one.kind else 'Gemeinde'} {one.name}" for one in found)
        if names:
            return " und ".join(list(names)[:2])
    return None
