"""Before the search: a question that asks without naming its matter ("Wie hoch ist die Förderung?") gets one back."""

import datetime as dt
import re

from knowledge.answering import texts
from knowledge.answering.understand import Understood
from knowledge.german.questions import AnswerType, asks_only
from knowledge.index.base import Base
from knowledge.model import Answer, AnswerStatus, DocumentKind

MOST_OPTIONS, FEWEST = 3, 2
_FUNDING = re.compile(r"förder|zuschu|antr[aä]g|programm|frist|quote|eigenanteil|geld|fonds")


def question_back(understood: Understood, base: Base) -> Answer | None:
    """Which programme is meant, with the latest ones as questions to choose from; None where the matter is named."""
    if understood.question.history or not all(asks_only(word) for word in understood.words):
        return None
    if understood.kind not in (AnswerType.MONEY, AnswerType.DATE, AnswerType.NUMBER, AnswerType.PLACE):
        return None
    if not _FUNDING.search(understood.question.text.lower()):
        return Answer(AnswerStatus.CLARIFY, lead=texts.WHICH_MATTER)
    programmes = [one for one in base.in_order if one.kind is DocumentKind.FUNDING and not one.superseded_by]
    if len(programmes) < FEWEST:
        return None
    latest = sorted(programmes, key=lambda one: one.date or dt.date.min, reverse=True)
    titles = [one.title for one in latest[:MOST_OPTIONS]]
    asked = understood.question.text.rstrip(" ?!.")
    lead = texts.WHICH_PROGRAMME.format(titles=", ".join(f"„{title}“" for title in titles))
    options = tuple(texts.OPTION.format(question=asked, title=title) for title in titles)
    return Answer(AnswerStatus.CLARIFY, lead=lead, options=options)
