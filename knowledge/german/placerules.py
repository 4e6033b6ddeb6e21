"""A name found in running text → the municipality, a county, a district, an institution, or none of them."""

import re
from enum import StrEnum
from functools import lru_cache
from pathlib import Path

from knowledge.german.placesurfaces import Needs, PlaceKind, Surface, Surfaces

FAR = 160
"""Characters before a name in which a governor's office may stand, with the names of several."""
BEFORE = 60
"""Characters before a name in which everything else that may decide stands."""
AFTER = 40
_OFFICES = (
    r"Stadt|Städten?|Gemeinden?|Kommunen?|Ort(?:e|en|es|s)?|Dorf(?:es)?|(?:Ober)?[Bb]ürgermeister(?:[*:_/]?[Ii]n(?:nen)?)?"
    r"|Rathaus(?:es)?|Rathäuser[n]?|(?:Stadt|Gemeinde)rat(?:es|s)?|(?:Stadt|Gemeinde)verwaltung|Stadtwerken?|Wasserwerks?"
    r"|Kämmer(?:er|in)|Feuerwehr|Bauhof|Sparkasse|Bahnhof|Volkshochschule|VHS|Stadtmarketing|Verwaltung|Raum|Standort"
)
_CUE_BEFORE = re.compile(
    rf"(?:\b(?:{_OFFICES})|\w(?:stadt|gemeinde|bücherei|bibliothek)|(?<!\d)\d{{5}})"
    r"(?:,? (?:von|aus|in|der (?:Stadt|Gemeinde)))? $"
)
_CUE_AFTER = re.compile(
    r"^,? (?:im |\()?(?:Kreis |\w+-?[Kk]reis\b)|^ im (?:Münsterland|Sauerland|Ruhrgebiet)|^ am Niederrhein"
)
_PLACE_BEFORE = re.compile(r"(?:^|\W)(?:[Ii]n|[Aa]us|[Nn]ach|[Bb]ei) $")
_DATELINE = re.compile(r"^(?:\.\s+[A-ZÄÖÜ„\"]|\s*[/(]|,\s+(?:den|\d))")
_ARTICLE = re.compile(r"(?:^|\W)(?:[Aa]m|[Ii]m|[Bb]eim|[Zz]um|[Vv]om|[Ii]ns|[Dd]as) $")
_DETERMINER = re.compile(
    r"(?:^|\W)(?:[Dd](?:er|ie|en|em|es)|[Ee]ine?[nmrs]?|[Kk]eine?[nmrs]?|[Uu]nsere?[nmrs]?|\w+(?:e|en|em|er|es)"
    r"(?<!\bin)(?<!\bzwischen)(?<!\baus)(?<!\büber)(?<!\bwerden)(?<!\bhaben)(?<!\bneben)(?<!\bwurden)) $"
)
_LOWER_WORD = re.compile(r"(?:^|\W)[a-zäöü]\w* $")
_TITLE = re.compile(r"\b(?:Dr|Prof|Dipl\.-\w+)\. $|\b(?:Herrn?|Frau|Familie|Firma|Fa\.|[Vv]an|de) $|\b[A-ZÄÖÜ]\. $")
_LAST_WORD = re.compile(r"([A-ZÄÖÜ][\w-]*)(?: (?:von|zu|von der|de))? $")
_COMPANY = re.compile(r"^ (?:GmbH|AG|KG|UG|SE|eG|OHG|GbR|e\. ?V\.|& )")
_NEXT_NAME = re.compile(r"^ [A-ZÄÖÜ][a-zäöüß]+")
_LAND = (
    "Hessen|Bayern|Baden|Niedersachsen|Sachsen|Thüringen|Saarland|Rheinland-Pfalz|Brandenburg|Mecklenburg|Holstein"
    "|Schleswig-Holstein|Baden-Württemberg|Sachsen-Anhalt|Oldenburg|Österreich|Pfalz"
)
_ELSEWHERE = re.compile(
    rf"^ \((?:{_LAND}|Saale|Saar|Leine|Ems|Harz|Main|Nahe|Sieg|Dill|Oder|Elbe|NI|HE|BY|BW|RP|SH|SL|ST|TH|BB|MV|SN)\)"
    rf"|^,? (?:in )?(?:{_LAND})\b"
    r"|^ (?:an der (?:Saale|Murr|Mosel|Leine|Aller)|am (?:Albuch|Main|Sand|Brand)|a\. ?d\. ?S)"
    r"|^/(?:Saale|Saar|Eggersdorf|Leine)\b"
)
_INSTITUTION = re.compile(
    r"\b(?:FH|TH|HS|RWTH|Uni|Universität(?:sklinik(?:um|en)?)?|(?:Fach|Musik)?[Hh]ochschule|FernUniversität"
    r"|Klinik(?:um|en)?|IHK|Industrie- und Handelskammer|(?:Handwerks|Landwirtschafts|Ärzte)kammer|HWK|OLG|LG|AG|VG|OVG"
    r"|\w*[Gg]ericht(?:s|es)?|(?:Erz)?[Bb]istum|Campus|Agentur für Arbeit|Finanzamt|Flughafen|Airport|Messe"
    r"|Studieninstitut|Staatsanwaltschaft)"
    r"(?: für [A-ZÄÖÜ]\w+(?: und [A-ZÄÖÜ]\w+)?| [A-Z]{2,6}| [A-ZÄÖÜ]\w+-[A-ZÄÖÜ]\w+"
    r"| Campus| Standort| in| zu| Nord(?: Westfalen)?)*"
    r" (?:[A-ZÄÖÜ]\w+/)?$"
)
_DISTRICT_BEFORE = re.compile(r"\b(?:Regierungspräsid|Bezirksregierung|Regierungsvizepräsid)\S*(?: in| aus| von)? $")
_GOVERNOR = re.compile(r"Regierungspräsid(?:(?!\.\s+[A-ZÄÖÜ]).)*\($")
_COUNTY_BEFORE = re.compile(
    r"\b(?:Landr[aä]t\w*|Kreisverwaltung|Kreistag\w*|Kreishaus\w*|Kreisdirektor\w*|Kreisleitstelle"
    r"|Kreispolizeibehörde|Kreisbrandmeister\w*)(?: in| von)? $"
)
_INHABITED = re.compile(
    r"^ (?:(?:Ober)?[Bb]ürgermeister|Rat\b|Rathaus|Ratsmitglied|Gemeinderat|Stadtrat|(?:Stadt|Gemeinde)?[Vv]erwaltung"
    r"|Feuerwehr|Bauhof|Bücherei|Bibliothek|Stadtwerke|Kämmer|Wasserwerk|Modell|Ordnungsamt|Schulen\b|Ortskern)"
)


class Verdict(StrEnum):
    """What a context says of a name: MAYBE waits for a neighbour in a list."""

    YES = "yes"
    MAYBE = "maybe"
    NO = "no"


def kind_in_context(surface: Surface, text: str, start: int, end: int, surfaces: Surfaces) -> tuple[PlaceKind, Verdict]:
    """What a municipality's name stands for at this place of a text, and how sure that is."""
    before, after = text[max(0, start - BEFORE) : start], text[end : end + AFTER]
    name = surface.short
    if name in surfaces.districts:
        office = before.endswith("(") and _GOVERNOR.search(text[max(0, start - FAR) : start])
        if office or _DISTRICT_BEFORE.search(before):
            return PlaceKind.DISTRICT, Verdict.YES
    if name in surfaces.counties and _COUNTY_BEFORE.search(before):
        return PlaceKind.COUNTY, Verdict.YES
    if _INSTITUTION.search(before):
        return PlaceKind.INSTITUTION, Verdict.YES
    return PlaceKind.MUNICIPALITY, _municipality(surface, before, after)


def _municipality(surface: Surface, before: str, after: str) -> Verdict:
    needs = surface.risk.needs
    if needs is Needs.ADJECTIVE:
        return Verdict.YES if _INHABITED.match(after) else Verdict.NO
    if _ELSEWHERE.match(after) or _is_person(before):
        return Verdict.NO
    if _CUE_BEFORE.search(before):
        return Verdict.YES
    if _COMPANY.match(after) or _ARTICLE.search(before) or _excluded(surface, before, after):
        return Verdict.NO
    if _CUE_AFTER.match(after) or (not before and _DATELINE.match(after)):
        return Verdict.YES
    return _by_need(needs, before, after)


def _by_need(needs: Needs, before: str, after: str) -> Verdict:
    placed = bool(_PLACE_BEFORE.search(before))
    match needs:
        case Needs.CUE:
            return Verdict.MAYBE
        case Needs.PLACE:
            return Verdict.YES if placed else Verdict.MAYBE
        case Needs.WORD:
            return Verdict.YES if placed or not _DETERMINER.search(before) else Verdict.NO
        case Needs.FORENAME:
            return Verdict.NO if _NEXT_NAME.match(after) and not placed else Verdict.YES
        case Needs.SURNAME:
            named = _LAST_WORD.search(before)
            return Verdict.MAYBE if named and len(before) > len(named[0]) else Verdict.YES
        case _:
            return Verdict.YES


def _is_person(before: str) -> bool:
    """Whether a title, an initial or a first name stands right before."""
    if _TITLE.search(before) and not before.endswith((" a. ", " d. ")):
        return True
    named = _LAST_WORD.search(before)
    return named is not None and named[1] in _first_names()


def _excluded(surface: Surface, before: str, after: str) -> bool:
    risk = surface.risk
    return any(before.endswith(f"{word} ") for word in risk.not_before) or any(
        re.match(rf" {re.escape(word)}\b", after) for word in risk.not_after
    )


@lru_cache(1)
def _first_names() -> frozenset[str]:
    return frozenset((Path(__file__).parent / "first_names.txt").read_text(encoding="utf-8").split())
