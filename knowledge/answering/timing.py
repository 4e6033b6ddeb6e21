"""Inside writing: what time does to an answer: ended, not yet valid, and the next date of a yearly deadline."""

import datetime as dt
import re
from collections.abc import Sequence

from knowledge.answering import texts
from knowledge.answering.understand import Intent, Understood
from knowledge.german.dates import dates
from knowledge.german.municipalities import STATE_KEY
from knowledge.german.questions import AnswerType
from knowledge.index.base import Base
from knowledge.model import Document, DocumentKind, Evidence, Fact, FactKind

_DEADLINE = re.compile(
    r"\bbis wann?\b|\bfrist\w*|\bstichtag\w*|\bann?ahmeschlu\w+|\beinsendeschlu\w+|\bbewerbungsschlu\w+"
    r"|\bwann\b.*\b(?:antrag|anträge|einreichen|beantragen|bewerben|bewerbung|stellen|abgeben|eingehen|da sein)\b"
    r"|\b(?:antrag|anträge|einreichen|beantragen|bewerben)\b.*\bwann\b"
)
_FORMER = re.compile(
    r"\b(?:früher\w*|bisher\w*|bislang|ehemals|vormals|damals|galt\w*|war|waren|alte[nrs]?|zuletzt)\b", re.IGNORECASE
)
_OTHER_LAND = re.compile(
    r"\b(?:Baden-Württemberg|Bayern|Berlin|Brandenburg|Bremen|Hamburg|Hessen|Mecklenburg-Vorpommern|Niedersachsen"
    r"|Rheinland-Pfalz|Saarland|Sachsen-Anhalt|Sachsen|Schleswig-Holstein|Thüringen)\b"
)
_OUR_LAND = re.compile(r"\bNRW\b|\bNordrhein-Westfalen\b")
_NEXT = re.compile(r"\b(?:nächste[rnms]?|nächstes mal|demnächst|künftig\w*|kommende[rnms]?|wieder)\b")


def lacks_future(understood: Understood, clauses: Sequence[Evidence]) -> bool:
    """Whether the next date of an event is asked for and none of the clauses holds a day that is still to come."""
    asked = understood.question.text.lower()
    if understood.kind is not AnswerType.DATE or understood.intent is not Intent.EVENT or not _NEXT.search(asked):
        return False
    today = understood.question.today
    found = [mention for evidence in clauses for mention in dates(evidence.chunk.display)]
    return all(mention.last is not None and mention.last < today for mention in found)


def opening_line(understood: Understood, base: Base, clauses: Sequence[Evidence], *, sure: bool) -> str:
    """The sentence that must come first: what has ended or does not hold yet; the next deadline where it is sure."""
    if not clauses:
        return ""
    document = clauses[0].document
    said = warning(understood, base, document)
    if said or document.kind is not DocumentKind.FUNDING:
        return said
    if sure and asks_deadline(understood):
        deadlines = base.facts_of(document.id, FactKind.DEADLINE)
        return _next_deadline(document, deadlines, clauses, understood.question.today)
    return ""


def asks_deadline(understood: Understood) -> bool:
    """Whether a day to apply or to hand in by is asked for."""
    return understood.kind is AnswerType.DATE and bool(_DEADLINE.search(understood.question.text.lower()))


def last_deadline(document: Document, base: Base, today: dt.date) -> tuple[dt.date, Evidence, str] | None:
    """The latest deadline of a programme, its clause and its wording, where all of them are past.

    None where one is still to come, recurs every year, or the programme itself has ended: that is said elsewhere.
    """
    deadlines = base.facts_of(document.id, FactKind.DEADLINE)
    if document.kind is not DocumentKind.FUNDING or validity(document, deadlines, today):
        return None
    named = [(fact, chunk) for fact in deadlines for chunk in base.chunks_of(document.id) if fact.wording in chunk.text]
    named = [(fact, chunk) for fact, chunk in named if not (fact.value.startswith("--") and _FORMER.search(chunk.text))]
    if not named or any(next_date(fact.value, today) for fact, _ in named):
        return None
    fact, chunk = max(named, key=lambda one: one[0].value)
    return dt.date.fromisoformat(fact.value[:10]), Evidence(chunk, document, 0.0), fact.wording


def warning(understood: Understood, base: Base, document: Document) -> str:
    """What nobody may miss who reads of a programme: that it is another state's, has ended or has not begun."""
    if document.kind is not DocumentKind.FUNDING:
        return ""
    ended = validity(document, base.facts_of(document.id, FactKind.DEADLINE), understood.question.today)
    return "\n".join(filter(None, (elsewhere(document, understood), ended)))


def elsewhere(document: Document, understood: Understood) -> str:
    """The sentence for a programme that by its title is another state's, unless that state is asked about."""
    home = understood.question.municipality
    land = _OTHER_LAND.search(document.title)
    if land is None or _OUR_LAND.search(document.title) or (home and not home.ags.startswith(STATE_KEY)):
        return ""
    asked = land[0].lower() in understood.question.text.lower()
    return "" if asked else texts.ELSEWHERE.format(title=document.title, land=land[0])


def validity(document: Document, deadlines: Sequence[Fact], today: dt.date) -> str:
    """The sentence for a programme that has ended or has not begun; empty where it holds."""
    if document.superseded_by:
        return texts.NO_LONGER.format(title=document.title)
    if document.valid_until and document.valid_until < today:
        if any(fact.value == document.valid_until.isoformat() for fact in deadlines):
            return texts.DEADLINE_OVER.format(title=document.title, day=texts.day(document.valid_until))
        return texts.EXPIRED.format(title=document.title, day=texts.day(document.valid_until))
    if document.valid_from and document.valid_from > today:
        return texts.NOT_YET.format(title=document.title, day=texts.day(document.valid_from))
    return ""


def _next_deadline(document: Document, deadlines: Sequence[Fact], clauses: Sequence[Evidence], today: dt.date) -> str:
    """The next of the yearly deadlines that the best clause names; a clause that tells of former times names none."""
    quoted = clauses[0].chunk.text
    named = [] if _FORMER.search(quoted) else [fact for fact in deadlines if fact.wording in quoted]
    days = [day for fact in named if (day := next_date(fact.value, today))]
    yearly = any(fact.value.startswith("--") for fact in named)
    if not days or not yearly or (document.valid_until and min(days) > document.valid_until):
        return ""
    return texts.NEXT_DEADLINE.format(day=texts.day(min(days)))


def next_date(value: str, today: dt.date) -> dt.date | None:
    """The first day not before `today` that an ISO date or a yearly "--MM-DD" stands for; None once it is past."""
    if not value.startswith("--"):
        day = dt.date.fromisoformat(value[:10])
        return day if day >= today else None
    month, number = int(value[2:4]), int(value[5:7])
    for year in (today.year, today.year + 1):
        try:
            day = dt.date(year, month, number)
        except ValueError:
            continue
        if day >= today:
            return day
    return None
