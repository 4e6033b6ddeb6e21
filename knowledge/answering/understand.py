"""First step: a question with its history becomes weighted content words, concepts, and the kind of answer wanted."""

import re
from dataclasses import dataclass, replace
from enum import StrEnum

from knowledge.answering.implied import beside_the_point, implied_words
from knowledge.answering.leaning import ANOTHER, leaning
from knowledge.german.concepts import ConceptBase
from knowledge.german.dialect import standard
from knowledge.german.questions import AnswerType, answer_type, asks_only
from knowledge.german.words import content_words
from knowledge.index.clauses import Query
from knowledge.model import Question, Turn

ASK_WEIGHT = 0.4
"""Words such as "Zuschuss" or "bekommen" say what is asked, not about what."""
HISTORY_WEIGHT = 0.5
"""Words of earlier turns count at most half: they set the topic, the new words ask."""


class Intent(StrEnum):
    """What the asker is after; it decides which documents count more and how the answer is put together."""

    FACT = "fact"
    START_UP = "start_up"
    PARTNER = "partner"
    EVENT = "event"
    FUNDING = "funding"
    CHANGE = "change"


_START_UP = re.compile(
    r"\bstart-?\s?ups?\b|\banbieter\w*|\bfirm(?:a|en)\b|\bdienstleister\w*|\bhersteller\w*"
    r"|\bwer (?:macht|liefert|bietet|vermietet|verkauft|baut|schickt|programmiert|entwickelt|trainiert|meldet uns"
    r"|sagt uns|zeigt uns|(?:kann|könnte) (?:uns |da |mir )*(?:\w+ ){0,4}(?:helfen|liefern|bauen)"
    r"|hilft (?:uns|bei)(?!.*förder))\b"
    r"|\bwer hat (?:sensoren|software|eine app|apps|technik)\b"
)
_PARTNER = re.compile(
    r"\bwelche[rns]? (?:\w+ )?(?:stadt|städte|gemeinden?|kommunen?|ort|dorf|nachbar\w*)\b"
    r"|\bmit (?:wem|welcher (?:stadt|gemeinde|kommune))\b|\b(?:bei uns|in (?:unserem|userem"
    r"|der nähe))\b.*\b(?:kreis|nähe)"
    r"|\bwer (?:sonst )?(?:hat|nutzt|teilt|sucht|prüft|berät|macht das|kennt)\b|\bwer (?:bei uns|in|im)\b"
    r"|\bsucht (?:jemand|wer|noch)\b|\bwer sucht\b"
)
_EVENT = re.compile(
    r"\bwann (?:ist|sind|findet|trifft|trefen|treffen|tagt|startet|beginnt)\b|\btermin\w*|\btagung\w*"
    r"|\bveranstaltung\w*"
    r"|\binfoabend\w*|\bwerkstatt\b|\bworkshop\w*|\bforum\b|\banmeld\w+|\bkongress\w*|\bmesse\b|\bseminar\w*"
)
_FUNDING = re.compile(
    r"\bzuschu(?:ss|ß|s)\w*|\bzuschüsse\b|\b(?:ge)?förder\w*|\bgeld\b|\b\w{0,2}zahlt\b|\bbezuschu\w+"
    r"|\bübern(?:immt|ommen|omen)\b"
    r"|\bschießt\b.*\bzu\b|\bantr[aä]g\w*|\bbeantrag\w*|\beinreich\w*|\bfonds\b|\bprogramm\w*|\bstiftung\w*"
    r"|\bgibt'?s (?:was|etwas) (?:für|dafür)|\bbekomm\w*|\bkrieg\w*|\w*topf\b|\bspringt\b.*\braus\b"
    r"|\bwas ist (?:da |dafür )?drin\b|\bwie ?viel\w* (?:prozent|gibt|gibts)"
)
_CHANGE = re.compile(
    r"\bgeändert\b|\bändert sich\b|\bjetzt anders\b|\banders als\b|\bneuerung\w*\b"
    r"|\bgegenüber (?:\d{4}|der alten|früher)|\bunterschied\w* zur? (?:alten|\d{4})"
    r"|\bwas ist neu\b"
)
_PAST_VERSION = re.compile(
    r"\b(?:früher|alte[nrs]? (?:richtlinie|fassung|regelung)|damals|vorher|bis \d{4}|gegenüber \d{4})\b"
)


@dataclass(frozen=True, slots=True)
class Understood:
    """What later steps know of a question: `words` are its own content words, `query` has the history's too."""

    question: Question
    words: tuple[str, ...]
    nouns: frozenset[str]
    query: Query
    kind: AnswerType
    intent: Intent
    follow_up: bool
    wants_old: bool
    asks_contact: bool
    asks_permission: bool
    asks_exclusion: bool
    asks_own: bool
    asks_eligibility: bool
    wants_list: bool


_ASKS_CONTACT = re.compile(
    r"\bansprech\w*|\bkontakt\w*|\bwen (?:kann|können|frag|ruf|muss)|\bwer (?:hilft|ist zuständig|weiß|kann mir sagen)"
    r"|\btelefonnummer\w*|\b(?:telefonisch|per telefon|durchwahl)\b"
    r"|\bnummer\b|\be-?mail-?adresse\w*|\banrufen\b|\bwenden\b|\bzuständig\w*"
    r"|\b(?:wo|wen|wem|nach\w*)\b.*\bfragen\b|\b(?:kann|können|könnte|muss|soll\w*) (?:\w+ ){0,3}fragen\b"
)
_ASKS_PERMISSION = re.compile(
    r"\b(?:darf|dürfen|kann|können|müssen|muss|sind|ist|wird|werden|zählt|zählen|gilt|gelten|gibt|zahlt|bezahlt"
    r"|übernimmt|bekommt|kriegt|bekommen|kriegen|lohnt|hat|haben)\b(?: \w+)"
)

_ASKS_EXCLUSION = re.compile(
    r"\bnicht (?:bezahlt|gefördert|bezuschusst|förderfähig|übernommen|erlaubt|möglich)\b"
    r"|\b(?:zahl\w*|förder\w*|bezahl\w*|bezuschu\w*|übernimmt)\b.*\bnicht\b"
    r"|\bausgeschlossen\b|\bausnahme\w*|\bausgenommen\b|\bverboten\b"
)
_ASKS_OWN = re.compile(r"\b(?:wir|uns|unser\w*|bei uns|hier|eigene\w*)\b")

_WANTS_LIST = re.compile(
    r"\b(?:alle[ns]?|sämtliche|auflist\w*|liste|nenne?n? (?:mir|sie)|zähl\w* .*auf|wer alles|welche alle)\b"
    r"|\bwelchen? (?:\w+ )?[\w-]+(?:en|er|s|ge|te|be|se|ne|me|le|re)\b"
    r"(?! (?:ist|hat|passt|kann|liefert|bietet|wird|war|macht))"
)

_ASKS_ELIGIBILITY = re.compile(
    r"\b(?:sind|wären|wäre|ist|kommen|kommt|kämen|dürfen|dürften|können|könnten|passen|fallen|gehören|zählen)\b"
    r".*\b(?:wir|unsere?|uns)\b.*\b(?:antragsberechtigt|berechtigt|förderfähig|in frage|infrage|mitmachen|teilnehmen"
    r"|bewerben|beantragen|dabei|drunter|darunter|zu groß|zu klein|die bedingungen|die voraussetzungen)\b"
    r"|\bantragsberechtigt\b|\bdürfen wir\b.*\b(?:antrag|stellen|rein)\b"
    r"|\b(?:gilt|passt|ist)\b.*\b(?:auch )?(?:für uns|für unsere (?:gemeinde|stadt|größe))\b"
)


def understand(question: Question, concepts: ConceptBase) -> Understood:
    """Read one question; never fails: a question without content words has an empty query."""
    question = replace(question, text=standard(question.text))
    text = question.text
    lower = text.lower()
    words, implied, history = _words(text, concepts), implied_words(lower), question.history
    share = leaning(text, words) if history else 0.0
    sought = _sought(lower, history if share else ())
    meant = sought or (_meant(history, concepts) if share and all(map(asks_only, words)) else None)
    if meant is not None:
        history = (meant,)
        matter = _matter(meant.text, concepts)
        words = tuple(dict.fromkeys(matter if sought else (*words, *matter)))
        implied = implied_words(meant.text.lower()) | dict.fromkeys(implied, 1.0)
    weights = implied | {word: ASK_WEIGHT if asks_only(word) else 1.0 for word in words}
    weights |= _from_history(history, weights, share)
    expansions = tuple(concepts.expand(list(weights)))
    return Understood(
        question=question,
        words=words,
        nouns=_nouns(text, words),
        query=Query(weights, expansions),
        kind=answer_type(text),
        intent=intent_of(sought.text.lower() if sought else lower),
        follow_up=share > 0,
        wants_old=bool(_PAST_VERSION.search(lower) or _CHANGE.search(lower)),
        asks_contact=bool(_ASKS_CONTACT.search(lower)),
        asks_permission=bool(_ASKS_PERMISSION.match(lower)),
        asks_exclusion=bool(_ASKS_EXCLUSION.search(lower)),
        asks_own=bool(_ASKS_OWN.search(lower)),
        asks_eligibility=bool(_ASKS_ELIGIBILITY.search(lower)),
        wants_list=bool(_WANTS_LIST.search(lower)),
    )


def _nouns(text: str, words: tuple[str, ...]) -> frozenset[str]:
    """The capitalised content words that do not merely ask, the first word left out; all of them where none is."""
    written = re.findall(r"\w+(?:-\w+)*", text)[1:]
    capital = {word for token in written if token[:1].isupper() for word in content_words(token)}
    found = frozenset(word for word in words if word in capital and not asks_only(word))
    return found or frozenset(words)


def intent_of(lower: str) -> Intent:
    """What a question in lower case is after."""
    for intent, pattern in (
        (Intent.CHANGE, _CHANGE),
        (Intent.START_UP, _START_UP),
        (Intent.PARTNER, _PARTNER),
        (Intent.EVENT, _EVENT),
        (Intent.FUNDING, _FUNDING),
    ):
        if pattern.search(lower):
            return intent
    return Intent.FACT


def _sought(lower: str, history: tuple[Turn, ...]) -> Turn | None:
    """The asker's earlier question whose start-up or municipality is sought again ("und eins aus NRW?"), if it is."""
    if intent_of(lower) is not Intent.FACT or not ANOTHER.search(lower):
        return None
    asked = (turn for turn in reversed(history) if turn.role == "user" and not ANOTHER.search(turn.text.lower()))
    before = next(asked, None)
    return before if before and intent_of(before.text.lower()) in (Intent.START_UP, Intent.PARTNER) else None


def _words(text: str, concepts: ConceptBase) -> tuple[str, ...]:
    """The content words of a question that a clause may be expected to hold."""
    told = beside_the_point(text.lower())
    found = dict.fromkeys(content_words(text))
    return tuple(word for word in found if word not in told and not concepts.means_nothing(word))


def _matter(text: str, concepts: ConceptBase) -> tuple[str, ...]:
    """Those of them that name what it is about and do not merely ask."""
    return tuple(word for word in _words(text, concepts) if not asks_only(word))


def _meant(history: tuple[Turn, ...], concepts: ConceptBase) -> Turn | None:
    """The asker's last question with a matter: it is meant where a new one names none ("Bis wann?", "Wer hat das?")."""
    asked = (replace(turn, text=standard(turn.text)) for turn in reversed(history) if turn.role == "user")
    return next((turn for turn in asked if _matter(turn.text, concepts)), None)


def _from_history(history: tuple[Turn, ...], own: dict[str, float], share: float) -> dict[str, float]:
    earlier = {word: ASK_WEIGHT if asks_only(word) else 1.0 for word in _topic_words(history) if word not in own}
    if not earlier or not share:
        return {}
    factor = min(HISTORY_WEIGHT, share * (sum(own.values()) or 1.0) / sum(earlier.values()))
    return {word: factor * weight for word, weight in earlier.items()}


def _topic_words(history: tuple[Turn, ...]) -> list[str]:
    """Content words of the last exchange, newest last."""
    return [word for turn in history[-2:] for word in content_words(turn.text)]
