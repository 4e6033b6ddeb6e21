"""Beside ranking: whether ingestion found in a clause the kind of fact that a question asks for."""

import re
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from knowledge.answering.understand import Intent, Understood
from knowledge.index.base import Base
from knowledge.model import FactKind

_ASKED: dict[str, tuple[re.Pattern[str], frozenset[FactKind]]] = {
    "rate": (
        re.compile(
            r"\bzusch\w+|(?:förder|bezuschuss|bezuschuß)|\bprozent|\bquote\b|\bbekomm|\bkrieg|\bdrin\b|\bgeld\b"
            r"|\bhöchstens\b|\b(?:gibt|gibts|gibt's|zahlt|zahlen|bezahlt|schießt|springt|schmeißt|übernimmt|übernehmen"
            r"|trägt)\b"
        ),
        frozenset({FactKind.QUOTA, FactKind.AMOUNT, FactKind.CEILING}),
    ),
    "deadline": (
        re.compile(
            r"\bbis wann\b|frist|\bstichtag|schluss\b|\bspätestens\b|\banmelde|\bzeiträum"
            r"|\b(?:nächste\w*|letzter?) (?:termin|tag|runde)\b"
            r"|\bwann\b.*\b(?:antrag|anträge|beantrag\w*|bewerb\w*|einreich\w*|anmeld\w*|abgeb\w*|eintrag\w*|hin"
            r"|da sein|fertig)\b"
        ),
        frozenset({FactKind.DEADLINE, FactKind.ROUND}),
    ),
    "event": (
        re.compile(
            r"\bwann\b.*\b(?:ist|sind|findet|trifft|treffen|tagt|geht|los|beginnt|startet|steigt)\b|\btermin"
            r"|\bdemnächst\b|\bnächste\w* (?:treffen|tagung|forum|messe)"
            r"|\b(?:treffen|tagung|fachtag|workshop|forum|veranstaltung|messe|stammtisch|infoabend|abend|seminar)\w*\b"
            r".*\bwann\b"
        ),
        frozenset({FactKind.EVENT_DATE, FactKind.MOVED, FactKind.CANCELLED}),
    ),
    "place": (
        re.compile(r"\bwo\b|\bin welche[mr] (?:saal|halle|raum|ort|gebäude)\b|\bwohin\b"),
        frozenset({FactKind.VENUE}),
    ),
    "cost": (
        re.compile(r"\bgekostet\b|\bkostete|\bausgegeben\b|\bhat\b.*\b(?:ge|be)zahlt\b|\bkosten\b.*\bprojekt"),
        frozenset({FactKind.COST}),
    ),
    "price": (
        re.compile(r"\bwas (?:nimmt|nehmen|verlangt|verlangen)\b|\bpreis|\bteuer\b|\bkost"),
        frozenset({FactKind.PRICE, FactKind.COST}),
    ),
    "contact": (
        re.compile(
            r"\bansprech|\bkontakt|\bwen (?:kann|können|frag|ruf|muss|muß)|\banruf|\btelefonnummer\b|\bnummer\b"
            r"|\bwenden\b|\bzuständig|\be?-?mail|\bmelden\b"
        ),
        frozenset({FactKind.CONTACT}),
    ),
    "reference": (
        re.compile(
            r"\bwelche[nr]? (?:\w+ )?(?:orte?n?|kommunen?|städte?n?|gemeinden?|rathäuser)\b|\breferenz|\bkund"
            r"|\bwo\b.*\b(?:schon|bereits|im einsatz|genutzt|läuft|fährt)\b"
            r"|\bwer (?:nutzt|hat|setzt|arbeitet|macht)\b.*\b(?:schon|bereits|mit)\b"
        ),
        frozenset({FactKind.REFERENCE}),
    ),
    "excluded": (
        re.compile(
            r"\bnicht (?:\w+ )?(?:bezahlt|gefördert|bezuschusst|förderfähig|übernommen|dabei|drin)\b|\bausgeschlossen\b"
            r"|\bausnahme|\b(?:zahl\w*|förder\w*|bezahl\w*|bezuschuss\w*)\b.*\bnicht\b"
            r"|^(?:zahlt|zahlen|bezahlt|ist|sind|wird|werden|kann|können|darf|dürfen|geht|gibt|gibts|bekommen|kriegen"
            r"|zählt)\b"
        ),
        frozenset({FactKind.NOT_FUNDED}),
    ),
    "funded": (
        re.compile(
            r"\bwas (?:wird|ist|kann|können|fördert|zahlt)\b|\bwofür\b|\bauch\b"
            r"|\bwelche (?:sachen|dinge|ausgaben|vorhaben|kosten)\b"
        ),
        frozenset({FactKind.FUNDED}),
    ),
    "eligible": (
        re.compile(
            r"\bwer (?:darf|kann|bekommt|kriegt)\b|berechtigt\b|\beinwohner|\bzu (?:groß|klein)\b|\bverein"
            r"|\b(?:dürfen|können|kann|darf|könnten|sind|kommen)\b.*\b(?:wir|uns|mitmachen|beantragen|bewerben"
            r"|teilnehmen)\b"
        ),
        frozenset({FactKind.ELIGIBLE}),
    ),
    "result": (
        re.compile(
            r"\bgebracht\b|\bergebnis|gespart\b|\bbilanz\b|\bweniger\b|\bmehr\b|\bgesunken\b|\bgestiegen\b"
            r"|\babgeschnitten\b|\berfolg|\bwie ?viel"
        ),
        frozenset({FactKind.RESULT}),
    ),
    "setback": (
        re.compile(
            r"\bschief|\bfalsch\b|\bproblem|\bgeklappt\b|\bfehler|\bschwierig|\bärger|\bhake|\bhürde|\bnachteil"
            r"|\bdanebengegangen\b|\bgelernt\b|\bbesser machen\b"
        ),
        frozenset({FactKind.SETBACK}),
    ),
    "shareable": (
        re.compile(
            r"\bübernehmen\b|\babgucken\b|\bmitnutz|\bmitmach|\bleih|\bweitergeb|\bteil(?:en|t)\b|\bzusammen\b|\bpartner"
            r"|\bsucht\b"
        ),
        frozenset({FactKind.TRANSFERABLE}),
    ),
    "decides": (
        re.compile(
            r"\bwer (?:entscheidet|bewilligt|genehmigt|prüft)\b|\bwohin\b"
            r"|\bwo\b.*\b(?:einreich\w*|beantrag\w*|antrag)\b"
        ),
        frozenset({FactKind.AUTHORITY}),
    ),
    "valid": (
        re.compile(
            r"\bwie lange? (?:gilt|läuft|gibt)\b|\bbis wann (?:gilt|läuft)\b|\bgilt\b.*\bnoch\b|\bläuft\b.*\baus\b"
        ),
        frozenset({FactKind.VALID_UNTIL}),
    ),
}
"""Words of a question in lower case, and the kinds of fact of which one may answer it.

A question may ask for several; how much each speaks for a clause is fitted.
"""
_OFFER = "offer"
STATES = "states_"
"""Before the name of a kind of asking: the feature of a clause that states such a fact."""


@lru_cache(200)
def _asked(lower: str) -> dict[str, frozenset[FactKind]]:
    return {name: kinds for name, (pattern, kinds) in _ASKED.items() if pattern.search(lower)}


def asks_fact(understood: Understood) -> bool:
    """Whether a question asks for a kind of fact that ingestion takes down."""
    return bool(_asked(understood.question.text.lower()))


def stated(understood: Understood, base: Base, rows: NDArray[np.int64]) -> dict[str, NDArray[np.float64]]:
    """For each kind of asking, 1 for the rows that state such a fact where it is asked for, else 0."""
    asked = dict(_asked(understood.question.text.lower()))
    if understood.intent is Intent.START_UP:
        asked[_OFFER] = frozenset({FactKind.OFFER})
    kinds = [base.fact_kinds[int(row)] for row in rows]
    return {
        f"{STATES}{name}": np.array([float(not asked.get(name, frozenset()).isdisjoint(its)) for its in kinds])
        for name in (*_ASKED, _OFFER)
    }
