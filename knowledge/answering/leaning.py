"""Inside understanding: how far a question leans on the turns before it, by what it says itself.

A question with a matter of its own stands for itself, or an old topic would answer for a new one. One that only names a
side of a matter ("Wie hoch ist der Eigenanteil?"), points back ("und da?") or speaks of one thing as known ("Was kostet
die Lotsin?") does not.
"""

import re
from collections.abc import Sequence

from knowledge.german.questions import asks_only

POINTING_SHARE, SHORT_SHARE = 1.5, 0.5
"""All words of earlier turns together weigh at most this much of the question's own: where it points back, and where
it only lacks a matter. Without a limit a long answer drowns every later question."""
_POINTS_BACK = re.compile(
    r"^(?:und|aber|oder|ach so|okay|ok)\b|(?<!habt ihr )(?<!haben sie )\bda\b(?! sein)|(?<!\w)(?<!bei )dabei\b|\bdort\b"
    r"|\b(?:dafür|damit|davon|daran|dazu|denen|dessen|deren|sowas|so was|das auch)\b"
)
_MAY_POINT_BACK = re.compile(
    r"\b(?:dies\w*|er|ihn|ihm|ihnen|auch|noch)\b|\b(?<!gibt )(?<!ist )es\b(?! gibt)"
    r"|\bdie (?:für|pro|im|in|an|auf|mit|so|denn|da|das|auch|eigentlich|schon|noch|was|uns|jetzt)\b|\bdie\W*$"
)
_THEY = re.compile(r"(?<![.?!] )(?<!^)\bsie\b")
"""Written small: "Sie" speaks to us."""
_SIDE = re.compile(
    r"^(?:eigenanteil\w*|eigen\w*|tasche|selbst|selber|anteil\w*|\w*quote\w*|\w*satz|höhe|\w*grenze|summe\w*|betrag\w*"
    r"|beträge|\w*frist\w*|stichtag\w*|termin\w*|datum|runde|laufzeit\w*|dauer\w*|bearbeit\w*|jahr\w*|monat\w*|woche\w*"
    r"|tag|tage|stunde\w*|minute\w*|stück\w*|\w*kosten|\w*preis\w*|miete|gebühr\w*|betrieb\w*|gekostet|unterlagen?"
    r"|nachweis\w*|formular\w*|portal|voraussetzung\w*|bedingung\w*|ansprech\w*|kontakt\w*|telefon\w*|nummer|adresse"
    r"|zuständig\w*|stelle|partner\w*|ort|orte|projekt\w*|referenz\w*|kunden|schwierig\w*|probleme?|erfahrung\w*"
    r"|ergebnis\w*|gebracht|beispiel\w*|quelle\w*|seite|unterschied\w*|ausnahm\w*|ausgeschlossen\w*|dritte[rn]?"
    r"|weitere\w*|zusätzlich\w*)$"
)
_ALL_THERE_ARE = re.compile(
    r"^(?:und )?(?:welche|alle|was für)\w*\s+(?:\w+ )?(?:start-?\s?ups?|anbieter|firmen|projekte|förder\w+|programme"
    r"|richtlinien|veranstaltungen|termine)\s+(?:gibt|habt ihr|haben sie|kennst du|kennen sie|stehen|sind)\b"
    r"(?!.*\b(?:dafür|dazu|damit)\b)"
)
MUCH, SOME = 3, 2
"""With so many words of its own matter a question hardly points back; with more than so many not by an "auch"."""
ANOTHER = re.compile(
    r"\beins\b|\b(?:keine?n?|eine[nrms]?|andere\w*|weitere\w*) (?:aus|in|im|bei|von|mit|hier)\b"
    r"|\b(?:noch|sonst) (?:ein\w*|wer|jemand|andere\w*|weitere\w*|welche)\b|\b(?:andere|weitere)\W*$"
    r"|^(?:und|oder|auch) (?:aus|in|im|bei uns)\b"
)
"""Another of the same sort is asked for."""
_AS_KNOWN = r"\b(?:kostet|nimmt|zahlt|verdient|macht|dauert)\s+(?:der|die|das)\s+(?:\w+e[nrs]?\s+)?"
"""What it costs, takes or does is asked of a thing with its article alone: it was spoken of before."""


def leaning(text: str, words: Sequence[str]) -> float:
    """The share that earlier turns may have beside the question's own content words, 0 where it stands for itself."""
    lower = text.lower()
    matter = [word for word in words if not asks_only(word) and not _SIDE.match(word)]
    if _ALL_THERE_ARE.search(lower) and not matter:
        return 0.0
    if _POINTS_BACK.search(lower):
        return POINTING_SHARE if len(matter) < MUCH else SHORT_SHARE
    points = bool(_MAY_POINT_BACK.search(lower) or _THEY.search(text))
    known = len(matter) == 1 and re.search(_AS_KNOWN + re.escape(matter[0]), lower)
    return SHORT_SHARE if not matter or known or (points and len(matter) <= SOME) else 0.0
