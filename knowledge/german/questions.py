"""What kind of answer a German question wants, and whether a text holds something of that kind."""

import re
from enum import StrEnum
from functools import lru_cache

# Patterns without capitals are for texts in lower case: several times faster than ignoring the case.
_MONTHS = "januar|februar|märz|april|mai|juni|juli|august|september|oktober|november|dezember"
_DATE = re.compile(
    rf"\b(?:1\d|20)\d\d\b|\b\d{{1,2}}\.\s?(?:\d{{1,2}}\.|(?:{_MONTHS}))|\b(?:{_MONTHS})\b"
    r"|\b(?:mon|diens|donners|frei|sams|sonn)tag\w*|\bmittwoch\w*|\bjahrhundert\w*|\b\d+er[- ]jahre"
    r"|\b(?:frühjahr|frühling|sommer|herbst|winter|halbjahr|quartal)\b|\b\d{1,2}(?:[:.]\d\d)? uhr\b",
)
_NUMBER = re.compile(
    r"\b\d[\d.,]*\b|\b(?:zwei|drei|vier|fünf|sechs|sieben|acht|neun|zehn|elf|zwölf|zwanzig|dreißig|hundert|tausend"
    r"|million\w*|milliarde\w*|hälfte|drittel|viertel|doppelt\w*|dutzend|einzig\w*|keine?n?|voll)\b",
)
_AMOUNT = re.compile(
    r"\b\d[\d., ]*\s?(?:€|euro|eur|prozent|%|v\. ?h\.|millionen|milliarden|mio|mrd|tage|wochen|monate|jahre|stunden"
    r"|minuten|sekunden|km|kilometer|meter|m²|tonnen|kg|grad|°|einwohner\w*)",
)
_MONEY = re.compile(
    r"\b\d[\d., ]*\s?(?:€|euro\b|eur\b|prozent|%|v\. ?h\.)|\b(?:hälfte|drittel|viertel|pauschal\w*|prozentpunkte\w*)\b",
)
_CAUSE = re.compile(
    r"\b(?:weil|da|denn|aufgrund|wegen|daher|deshalb|deswegen|damit|um\b.*\bzu|durch|dank|infolge|führt\w*|grund"
    r"|ursache|sodass)\b",
)
_COPULA = re.compile(r"\b(?:ist|sind|war|waren|bezeichnet|heißt|versteht|bedeutet|nennt|gilt|gelten)\b")
_NAME = re.compile(r"\b[A-ZÄÖÜ][\wäöüß-]+(?:\s+(?:von|van|de|der|und)?\s*[A-ZÄÖÜ][\wäöüß-]+)+")
_CAPITALISED = re.compile(r"(?<=\s)[A-ZÄÖÜ][\wäöüß-]*")
_DEFINITION = re.compile(
    r"\W*Was (?:ist|sind|bedeutet|bezeichnet|versteht man unter|gilt als)\s+(?:ein\w*|d(?:er|ie|as|en))?\s*(.+?)\W*$"
)
_PRONOUN = re.compile(
    r"^\W*(?:Er|Sie|Es|Dies\w*|Das|Der|Die|Ihr\w*|Sein\w*|Dabei|Dort|Hier|Damit|Dadurch|Daher|Dazu|Danach|Darin"
    r"|Außerdem|Zudem|Auch|Jedoch)\b"
)


_ASK_WORDS = re.compile(
    r"^(?:geld|zuschu(?:ss|ß)\w*|zuschüsse|zuschus|förder\w*|gefördert\w*|\w{0,2}zahl(?:t|en|e)|bezuschu\w+"
    r"|bekomm\w*|krieg\w*"
    r"|kost(?:et|en)|übern(?:immt|ommen|ehmen)|beantragen|euro|prozent|viel|hoch|lang\w*|höchst\w*|mindest\w*"
    r"|spätest\w*"
    r"|start-?ups?|start|up|ups|anbieter|firma|gemeinden?|stadt|kommunen?|kreis|möcht\w*|woll\w*|will|dürf\w*|brauch\w*"
    r"|geh(?:t|en)|mach\w*|komm(?:t|en)|sag\w*|wissen|neue[rnms]?|nächste\w*|überhaupt|eigentlich|genau|jemand"
    r"|irgend\w*|thema|gegend|nehm\w*|find\w*|passen|rein|raus|springt|schieß\w*|schmeiß\w*|steht|ende|zeig\w*"
    r"|antr[aä]g\w*|programm\w*|stiftung|fonds|verband|stell\w*|lass\w*|läßt|lässt|passier\w*|tun|tuhn|tut|drin"
    r"|sowas|etwas)$"
)
"""Words that say what sort of thing is asked, not about what: they count less when passages are compared."""


def asks_only(word: str) -> bool:
    """Whether a content word (lower case) belongs to the asking rather than to the topic."""
    return bool(_ASK_WORDS.match(word))


class AnswerType(StrEnum):
    """The kind of thing that answers a question."""

    DATE = "date"
    MONEY = "money"
    NUMBER = "number"
    PERSON = "person"
    PLACE = "place"
    REASON = "reason"
    NAME = "name"
    DEFINITION = "definition"
    OTHER = "other"


_RULES: tuple[tuple[AnswerType, re.Pattern[str]], ...] = (
    (
        AnswerType.DATE,
        re.compile(
            r"\bwann\b|\bbis wan\b|\bwelche[mnrs]? (?:jahr|monat|tag|datum|jahrhundert|jahrzehnt|zeit|zeitraum"
            r"|wochentag"
            r"|uhrzeit|frist|dekade|stichtag)|\b(?:nächste[rnm]?|näxte\w*) (?:termin|stichtag|frist|runde)|\bwelche"
            r" (?:fristen|stichtage|termine)"
        ),
    ),
    (
        AnswerType.MONEY,
        re.compile(
            r"\bwas (?:kostet|kosten|zahlt|zahlen|bezahlt|gibt|gibts|bekomm\w*|krieg\w*|schießt|bringt|springt"
            r"|ist (?:da |dafür )?drin)\b"
            r"|\bwie ?viel\w* (?:geld|zusch\w+|förder\w*|prozent|euro|bekomm\w+|krieg\w+|gibt|gibts|zahlt|schießt"
            r"|kostet|pro|je)"
            r"|\b(?:fördersatz|zuschuss|zuschuß|förderung|fördert|förderquote|quote|höchstbetrag|eigenanteil)\b"
            r"|\bteuer\b"
            r"|\bgibt(?:'?s| es) (?:\w+ ){0,2}(?:geld|was|zuschuss|zuschuß|förderung)"
        ),
    ),
    (
        AnswerType.NUMBER,
        re.compile(
            r"\bwie (?:viel\w*|hoch|lang\w*|groß\w*|weit|alt|oft+|schnell|schwer|tief|häufig|breit|stark|warm|heiß|kalt"
            r"|dick)\b|\bwieviel\w*|\bwelche[rnms]? (?:anzahl|prozent\w*|anteil|höhe|summe|betrag|zahl|preis|temperatur"
            r"|fläche|menge|größe|alter|kaufpreis)\b|\bzu wie\b|\bhow (?:long|many|much)\b"
        ),
    ),
    (
        AnswerType.PERSON,
        re.compile(
            r"\b(?:wer|wem|wen|wessen)\b|\bwelche[rnms]? (?:person|spieler|mann|frau|minister\w*|autor\w*|könig\w*"
            r"|präsident\w*|wissenschaftler\w*|firma|unternehmen|organisation|behörde|start-?ups?|kommunen?|gemeinden?)"
        ),
    ),
    (
        AnswerType.PLACE,
        re.compile(
            r"\b(?:wo|wohin|woher)\b|\bwelche[rnms]? (?:stadt|land|ort|region|gebiet|straße|staat|bundesstaat|fluss"
            r"|gebäude|kontinent|insel|kreis)"
        ),
    ),
    (
        AnswerType.REASON,
        re.compile(
            r"\bwarum\b|\bweshalb\b|\bwieso\b|\baus welche[mn] grund|\bwodurch\b|\bwas (?:ist|war) der grund|\bwofür\b"
            r"|\bwozu\b"
        ),
    ),
    (AnswerType.NAME, re.compile(r"\bwie (?:heißt|heißen|hieß|lautet|nennt|nannte|wird|wurde)\b")),
    (AnswerType.DEFINITION, re.compile(r"\bwas (?:ist|sind|bedeutet|versteht|gilt)\b")),
)


def answer_type(question: str) -> AnswerType:
    """The first kind whose question words occur; OTHER where none does."""
    lower = question.lower()
    return next((kind for kind, pattern in _RULES if pattern.search(lower)), AnswerType.OTHER)


def cue(question: str, kind: AnswerType, text: str) -> float:
    """0 to 1: whether `text` holds something of the kind asked for that the question does not already name."""
    if kind is AnswerType.OTHER:
        return 0.0
    asked, lower = question.lower(), text.lower()

    def new(pattern: re.Pattern[str], where: str) -> int:
        return sum(found not in asked for found in _found(pattern, where))

    found = 0.0
    match kind:
        case AnswerType.DATE:
            found = float(new(_DATE, lower) > 0)
        case AnswerType.MONEY:
            found = 1.0 if new(_MONEY, lower) else 0.3 * float(new(_NUMBER, lower) > 0)
        case AnswerType.NUMBER:
            found = float(new(_AMOUNT, lower) > 0 or new(_NUMBER, lower) > 0)
        case AnswerType.PERSON:
            found = 1.0 if new(_NAME, text) else 0.5 * float(new(_CAPITALISED, text) > 0)
        case AnswerType.PLACE | AnswerType.NAME:
            found = min(1.0, 0.34 * new(_CAPITALISED, text))
        case AnswerType.REASON:
            found = float(bool(_CAUSE.search(lower)))
        case AnswerType.DEFINITION:
            found = float(bool(_COPULA.search(text)))
    return found


@lru_cache(50_000)
def _found(pattern: re.Pattern[str], text: str) -> tuple[str, ...]:
    """What a pattern finds in a text, in lower case; remembered, since good clauses are looked at again and again."""
    return tuple(found.lower() for found in pattern.findall(text))


def defined_term(question: str) -> str | None:
    """The term whose meaning is asked for ("Was ist ein Standort?"), None for other questions."""
    match = _DEFINITION.match(question)
    return match[1] if match else None


def explains(text: str) -> bool:
    """Whether a sentence has the verb of a definition near its beginning."""
    return bool(_COPULA.search(text[:160]))


def leans_on_previous(sentence: str) -> bool:
    """Whether a sentence begins with a pronoun or adverb that points at the one before."""
    return bool(_PRONOUN.match(sentence))
