"""Third step of ingestion, part: what sort of document a file is, judged by its title, its labels and its wording."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from ingest.facts.parts import Parts
from knowledge.model import DocumentKind


@dataclass(frozen=True, slots=True)
class _Sign:
    """A pattern that speaks for a kind with `weight`, counted up to `most` times in one part of a document."""

    kind: DocumentKind
    weight: float
    pattern: re.Pattern[str]
    most: int = 1


def _sign(kind: DocumentKind, weight: float, pattern: str, most: int = 1) -> _Sign:
    return _Sign(kind, weight, re.compile(pattern, re.IGNORECASE), most)


_PRESS, _FUNDING, _PROJECT = DocumentKind.PRESS, DocumentKind.FUNDING, DocumentKind.PROJECT
_START_UP, _EVENT = DocumentKind.START_UP, DocumentKind.EVENT
_GATHERING = (
    r"einladung|fachtag\w*|fachtagung|tagung|infoabend|informationsabend|stammtisch|(?:regional|zukunfts)?forum|workshop"
    r"|konferenz|kongress|seminar|webinar|sprechstunde|werkstatt|messe|netzwerktreffen|barcamp|digitaltag|programm (?:der|des|zum)"
)
_TITLE = (
    _sign(
        _FUNDING,
        4,
        r"richtlinie|förder(?:richtlinie|grunds|bestimmung|kondition|baustein|linie|programm|aufruf|bedingung)",
    ),
    _sign(
        _FUNDING,
        3,
        r"zuschuss|zuwendung|konditionenblatt|regelwerk|merkblatt|\bförderung\b|satzung.*zuschuss|infokarte",
    ),
    _sign(_FUNDING, 2, r"^aufruf|leitfaden|handreichung|grundsätze|wettbewerb"),
    _sign(_START_UP, 4, r"\b(?:GmbH|UG|eG|AG|GbR|KG|SE|Ltd|gGmbH|Inc)\b\.?"),
    _sign(_START_UP, 2, r"start-?up|firmenportr|unternehmensprofil|kurzvorstellung|datenblatt"),
    _sign(_EVENT, 3, rf"^(?:{_GATHERING})|\b(?:{_GATHERING})\b(?!\w*\s+(?:findet|fand|war|auf|im rückblick))"),
    _sign(_PRESS, 3, r"^rück(?:schau|blick)|^nachlese|\bfindet\b|\beröffnet|\bgegründet$|\bfällt\b|\bstellt? .* vor\b"),
    _sign(_PRESS, 1, r"\b\w+(?:t|en) (?:sich|in|mit|für|auf|seine|ihre|gemeinsame|von|nach|im)\b"),
    _sign(
        _PROJECT,
        1.5,
        r"projekt|erfahrungsbericht|steckbrief|bericht an den|zwischenstand|auswertung|dokumentation|praxisbeispiel",
    ),
)
_MARGINS = (
    _sign(_PRESS, 4, r"presse(?:mitteilung|information|meldung|dienst|info|stelle)?\b"),
    _sign(
        _PRESS,
        2.5,
        r"\baktuelles\b|nachrichten|bekanntmachung|\bmeldung|\b(?:echo|kurier|rundschau|zeitung|anzeiger|tageblatt|bote)\b|aktuell\b",
    ),
    _sign(_PRESS, 1.5, r"veröffentlicht am|lesezeit|\d\d:\d\d uhr"),
    _sign(
        _START_UP, 4, r"start-?up|gründerverzeichnis|firmen(?:portr|verzeichnis)|anbieterverzeichnis|unternehmensprofil"
    ),
    _sign(_EVENT, 3, rf"\b(?:einladung|programm(?:heft)?|veranstaltung\w*|termine?)\b"),
    _sign(_PROJECT, 3, r"projekt(?:blatt|steckbrief|bericht|profil)?\b|bericht an den"),
    _sign(_FUNDING, 3, r"richtlinie|förder(?:grunds|bestimmung|kondition|baustein|linie|richtlinie)|merkblatt"),
)
_LABELS = (
    _sign(_START_UP, 1, r"^(?:sitz|ort|wo|gründung|gegründet|seit|team|leute|beschäftigte|mitarbeitende|preise?|kosten|kundschaft|kunden"
          r"|referenz(?:en)?|produkte?|leistung(?:en)?|angebot|chef(?:in)?|geschäftsführ\w+|branche|unternehmen|was)\b", 6),
    _sign(_FUNDING, 1, r"^(?:(?:§ ?|artikel |nr\. |block )?\d*[.)–: ]*)?(?:zweck|gegenstand|höhe|zuwendung\w*|förder\w*|antrag\w*|verfahren|berechtigte|empfänger"
          r"|was (?:bezuschusst|gefördert)|wer (?:darf|bekommt|sich)|wie ?viel|nebenbestimmung\w*|zweckbindung|bindung|auszahlung"
          r"|nicht förderfähig|geltung\w*|inkrafttreten|konditionen|maßnahmen und beträge|bewilligung\w*)", 6),
    _sign(_PROJECT, 1, r"^(?:\d+\. )?(?:ausgangs(?:lage|punkt)|umsetzung|ergebnis\w*|erfahrung\w*|lehren|erkenntnisse|übertragbar\w*|wirkung|hürden"
          r"|stolperstein\w*|stolperstelle\w*|nächste schritte|zahlen|idee|lösung|auslöser|hinweise|nutzen|schwierigkeiten|maßnahme|vorhaben|befund"
          r"|weitere partner|mitmachen|weitergabe|was wir|bilanz|kurzbeschreibung|aufgabe)", 6),
    _sign(_EVENT, 1.5, r"^(?:ablauf|programm|anmeldung|referent\w*|tagesordnung|uhrzeit|veranstaltungsort|teilnahme\w*|anfahrt|zielgruppe)\b", 4),
)  # fmt: skip
_OPENING = (
    _sign(
        _PROJECT,
        4,
        r"\b(?:stadt|gemeinde)\b.{0,60}\d[\d.]+ einwohner|einwohner\w*.{0,60}(?:kreis|regierungsbezirk)|regierungsbezirk.{0,60}einwohner",
    ),
    _sign(
        _EVENT,
        3,
        r"(?:montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonntag),? (?:den |der )?\d{1,2}\. ?\w+\.? \d{4}.{0,40}\buhr\b",
    ),
    _sign(
        _EVENT,
        2,
        r"anmelde(?:schluss|frist)|anmeldung bis|rückmeldung|teilnahme (?:ist )?(?:kostenfrei|kostenlos)|treffen sich",
    ),
    _sign(_PRESS, 2, r"^[A-ZÄÖÜ][\wäöüß.-]+(?:[ /-]+[A-ZÄÖÜ][\wäöüß.-]+){0,2}(?: \(\w+\))?\. (?=\S+ \S+ )"),
    _sign(
        _FUNDING,
        2,
        r"herausgeber: .*(?:verband|fonds|stiftung)|\b(?:fördert|bezuschusst|unterstützt|beteiligt sich|gibt kommunen einen zuschuss)\b",
    ),
)
_TEXT = (
    _sign(_FUNDING, 0.5, r"\banträge?\b|zuwendung\w*|zuschuss\w*|fördersatz|bewilligung\w*|förderfähig\w*|zuwendungsfähig\w*|nicht gefördert|bezuschusst"
          r"|höchstbetrag|verwendungsnachweis|\bhöchstens [\d.]+ euro|\b\d+ (?:prozent|v\. h\.),? (?:höchstens|bis|maximal|gedeckelt)", 10),
    _sign(_PRESS, 1, r"\bsagt(?:e)?\b|\bso (?:die|der) \w+|erklärte|betonte|\(quelle: |herausgeber: .*presse|hofft auf|nannte das|freut sich|teilte mit", 4),
    _sign(_START_UP, 1.5, r"\bgegründet (?:20|19)\d\d|euro je (?:\w+ und )?monat|euro im monat|\bmonatlich\b|gründeten? \w+ \d{4}", 3),
    _sign(_EVENT, 1, r"anmeldung(?:en)? (?:bis|unter|an)|anmeldeschluss|teilnahmegebühr|die teilnahme|begrüßung|mittagessen|kaffeepause", 4),
    _sign(_PROJECT, 1, r"wir (?:suchen|teilen|zeigen|stellen)|seit \w+ \d{4}|ansprechpartner|im ersten jahr", 3),
)  # fmt: skip
SHORT = 1600
"""A press release is seldom longer than so many characters without any heading below its title."""


def find_kind(parts: Parts) -> DocumentKind:
    """The kind whose signs weigh most; a text without any sign is a press text, the least binding kind."""
    scores: Counter[DocumentKind] = Counter()
    for signs, texts in (
        (_TITLE, [parts.title]),
        (_MARGINS, list(parts.margins)),
        (_LABELS, list(_labels(parts))),
        (_OPENING, ["\n".join(parts.opening)]),
        (_TEXT, [parts.text]),
    ):
        for sign in signs:
            hits = sum(len(sign.pattern.findall(text)) for text in texts)
            scores[sign.kind] += sign.weight * min(hits, sign.most)
    if parts.sections <= 1 and len(parts.text) <= SHORT:
        scores[_PRESS] += 1.5
    best = max(scores.values(), default=0.0)
    return next((kind for kind in DocumentKind if scores[kind] == best), _PRESS) if best > 0 else _PRESS


def _labels(parts: Parts) -> Iterator[str]:
    yield from parts.headings
    yield from parts.labels
