"""Third step of ingestion, part: who issued a document, from letterhead, margins or the imprint line."""

import re
from collections.abc import Iterable, Iterator

from ingest.facts.parts import Parts
from ingest.model import RawDocument
from knowledge.german.places import Gazetteer, PlaceKind
from knowledge.model import DocumentKind

_NOUN = (
    r"(?:[\w-]*(?:[Ss]tiftung|[Ff]onds|[Aa]gentur|[Mm]inisterium|[Vv]erband|[Vv]erein|[Nn]etzwerk|[Ii]nstitut|[Ii]nitiative"
    r"|[Gg]esellschaft|[Kk]ammer|[Aa]kademie|[Zz]entrum|[Bb]und|[Aa]rbeitskreis|[Bb]ezirksregierung|[Ll]andesbetrieb"
    r"|[Aa]rbeitsgemeinschaft|[Ww]asserwerk|[Kk]ompetenzzentrum)|(?:Literatur|Jugend|Kinder- und Jugend|Stadt|Kultur|Bildungs)werke?"
    r"|Stadt|Gemeinde|Kreis|Landkreis|Land|Bezirksregierung|Handwerkskammer|IHK)"
)
_WORD = r"(?:[A-ZÄÖÜ][\w&-]*|für|und|der|des|zur|im|am|an|von|in|e\. ?V\.)"
_BODY = re.compile(
    rf"\b((?:[A-ZÄÖÜ][\w-]*(?:e|er|es|en)? ){{0,2}}(?:Kinder- und )?{_NOUN}(?: {_WORD})*(?: \([A-ZÄÖÜ][\w-]+\))?)"
)
_COMPANY = re.compile(r"\b((?:[A-ZÄÖÜ][\w&.-]* ){1,4}(?:gGmbH|GmbH(?: & Co\. KG)?|UG|eG|AG|GbR|KG|SE))(?!\w)")
_IMPRINT = re.compile(
    r"\b(?:Herausgeber(?:in)?|Herausgegeben von|Impressum|Verantwortlich|V\.\s?i\.\s?S\.\s?d\.\s?P\.)\s*:?\s*(.+)",
    re.IGNORECASE,
)
_RELEASE = re.compile(r"\bPresse(?:mitteilung|information|meldung) (?:der|des|von) (.+)")
_ISSUED_BY = re.compile(r"\b(?:von der|von dem|vom|durch die|durch den) ([A-ZÄÖÜ].+)")
_CUT = re.compile(r"\s*(?:[·|;:(]|\s[–—-]\s|,\s|\.\s|\s(?:vom|am|beschlossen|Ausgabe|Fassung|Stand|hilft|unterstützt|fördert|gewährt"
                  r"|bezuschusst|beteiligt|gibt|möchte|bietet|stärkt|sucht|zahlt|lädt|informiert|hat|ist|wird|will)\b).*$")  # fmt: skip
_NO_NAME = re.compile(
    r"^(?:aktuelles|nachrichten|bekanntmachungen?(?: und nachrichten)?|presse\w*|startseite|home|projektblatt|einladung|seite|impressum)$",
    re.IGNORECASE,
)
_TRAILING = re.compile(r"(?:\s(?:für|und|der|des|zur|im|am|an|von|in))+$")
LONGEST = 90


def find_publisher(raw: RawDocument, parts: Parts, kind: DocumentKind, gazetteer: Gazetteer) -> str | None:
    """The authority, municipality, company or paper that issued a document, as it names itself; else None."""
    imprint = next(_imprints(parts), None)
    if imprint:
        return imprint
    if raw.publisher and not _NO_NAME.match(raw.publisher):
        return raw.publisher
    if kind is DocumentKind.START_UP:
        return next(_companies((parts.title, *parts.opening, parts.text)), parts.title)
    for lines in (parts.margins, parts.opening):
        found = next(_bodies(lines), None)
        if found:
            return found
    issued = next(_bodies(match[1] for match in _ISSUED_BY.finditer("\n".join(parts.opening))), None)
    return issued or _municipality(parts, gazetteer)


def _imprints(parts: Parts) -> Iterator[str]:
    for line in (*parts.margins, *parts.text.splitlines()):
        for pattern in (_IMPRINT, _RELEASE):
            match = pattern.search(line)
            name = _name(match[1]) if match else ""
            if name and (_BODY.search(name) or _COMPANY.search(name)):
                yield name


def _bodies(lines: Iterable[str]) -> Iterator[str]:
    """Names of public bodies, foundations and the like, each line cut at its first mark or verb."""
    for line in lines:
        for piece in re.split(r"\s[·|]\s|\s[–—]\s", line):
            match = _BODY.search(_CUT.sub("", piece))
            name = _name(match[1]) if match else ""
            if name and not _NO_NAME.match(name) and " " in name or (name and len(name) > LONGEST // 6):
                yield name


def _companies(texts: Iterable[str]) -> Iterator[str]:
    for text in texts:
        for match in _COMPANY.finditer(text):
            yield match[1]


def _name(text: str) -> str:
    name = re.sub(r"^(?:Die|Der|Das|Den|Dem) ", "", _CUT.sub("", text.strip()))
    return _TRAILING.sub("", name).strip(" ,.-–") if len(name) <= LONGEST else ""


def _municipality(parts: Parts, gazetteer: Gazetteer) -> str | None:
    """The municipality that margins or opening name first, with its office: "Gemeinde Ostbevern"."""
    names = {place.ags: place for place in gazetteer.municipalities}
    for line in (*parts.margins, *parts.opening[:2]):
        for place in gazetteer.find(line):
            if place.kind is PlaceKind.MUNICIPALITY:
                found = names[place.value]
                return f"{'Stadt' if 'tadt' in found.kind else 'Gemeinde'} {found.name}"
    return None
