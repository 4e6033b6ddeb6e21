"""`/luecken`: what was asked in vain, what would answer it, and telling those who wanted to know."""

from bot.conversation import buttons
from bot.conversation.actions import Action, Edit, Notice, Send, Span, Style, say
from bot.conversation.desk import Desk
from bot.conversation.events import Button, Keyboard, Tap
from bot.conversation.stored import to_json
from bot.library.grouping import Group, groups_of, topic_of
from bot.library.targets import library_of
from bot.storage.gaps import Gap
from bot.texts import library as texts
from knowledge.errors import NotFound
from knowledge.model import Answer, AnswerStatus, Document, Question

WISH, TELL = "uw", "un"
GROUPS = 6
"""So many groups are shown: a phone's screen."""
TRIED = 60
"""So many questions, the newest ones, are tried against a new document: about two seconds."""
_ANSWERED = {AnswerStatus.ANSWERED, AnswerStatus.PARTIAL}
_UNSURE = {AnswerStatus.NO_EVIDENCE, AnswerStatus.PARTIAL}


def note(desk: Desk, chat: str, question: str, answer: Answer) -> Keyboard:
    """Keep a question that found nothing; the button below the answer asks to be told. Raises CatalogueError."""
    if desk.library is None or answer.status not in _UNSURE or ":" not in chat:
        return ()
    gap_id = desk.stores.gaps.note(question, chat, desk.clock())
    return ((Button(texts.TELL_ME, f"{WISH}:{gap_id}"),),)


def wish(desk: Desk, tap: Tap, gap_id: str) -> list[Action]:
    """Tell this chat when there is an answer. Raises CatalogueError."""
    return [Notice(texts.WILL_TELL if desk.stores.gaps.wish(gap_id, tap.chat) else texts.NO_WISH)]


def show(desk: Desk, _: str, __: str) -> list[Action]:
    """The groups of questions without an answer. Raises Undecided, CatalogueError."""
    library_of(desk)
    found = groups_of(desk.stores.gaps.all())[:GROUPS]
    if not found:
        return [say(texts.GAPS_NONE)]
    lines = [line for number, group in enumerate(found, 1) for line in _lines(number, group)]
    hint = [texts.GAPS_HINT] if any(not group.shown for group in found) else []
    return [Send((Span(f"{texts.GAPS_HEAD}\n", Style.BOLD), Span("\n".join([*lines, *hint]))))]


def _lines(number: int, group: Group) -> list[str]:
    people = texts.ONE_PERSON if group.people == 1 else texts.MANY_PEOPLE.format(count=group.people)
    label = group.label or texts.GAPS_OTHER
    head = texts.GAPS_LINE.format(number=number, label=label, people=people, kind=texts.MISSING[group.kind])
    return [head, *(texts.GAPS_QUESTION.format(question=question) for question in group.shown)]


def offer_to_tell(desk: Desk, document_id: str) -> list[Action]:
    """After a document was added: which open questions it answers, if anybody waits for one. Raises CatalogueError."""
    answered = answered_by(desk, document_id)
    waiting = desk.stores.gaps.wishes([gap.id for gap in answered])
    people = {one for chats in waiting.values() for one in chats}
    if not people:
        return []
    labels = ", ".join(dict.fromkeys(topic_of(gap.question) or texts.GAPS_OTHER for gap in answered))
    wanted = texts.WISH_ONE if len(people) == 1 else texts.WISH_MANY.format(count=len(people))
    row = (Button(texts.TELL, f"{TELL}:{document_id}"), Button(texts.NOT_NOW, f"{TELL}:no"))
    return [say(texts.ANSWERS_GAPS.format(labels=labels, people=wanted), (row,))]


def tell(desk: Desk, tap: Tap, document_id: str) -> list[Action]:
    """Write the messages down, each once; the questions then count as answered. Raises CatalogueError."""
    if document_id == "no":
        return [Edit(tap.message, (Span(texts.NOT_TOLD),))]
    try:
        document = desk.knowledge.catalogue.document(document_id)
    except NotFound:
        return [Notice(texts.GONE)]
    answered = answered_by(desk, document_id)
    waiting = desk.stores.gaps.wishes([gap.id for gap in answered])
    questions = {gap.id: gap.question for gap in answered}
    if not waiting:
        return [Edit(tap.message, (Span(texts.NOBODY_LEFT),))]
    for gap_id, chats in waiting.items():
        message = to_json(_news(document, questions[gap_id]))
        for chat in chats:
            desk.stores.deliveries.put(f"gap:{gap_id}:{chat}", chat, message, "gap", desk.clock())
    desk.stores.gaps.close(list(questions))
    count = len({chat for chats in waiting.values() for chat in chats})
    people = texts.ONE_PERSON if count == 1 else texts.MANY_PEOPLE.format(count=count)
    return [Edit(tap.message, (Span(texts.TOLD.format(people=people)),))]


def answered_by(desk: Desk, document_id: str) -> list[Gap]:
    """The open questions whose answer now quotes this document. Raises CatalogueError, VectorStoreError, ModelError."""
    open_ones = desk.stores.gaps.all()[-TRIED:]
    return [gap for gap in open_ones if _answers(desk, gap, document_id)]


def _answers(desk: Desk, gap: Gap, document_id: str) -> bool:
    answer = desk.knowledge.answer(Question(gap.question, desk.today))
    return answer.status in _ANSWERED and any(source.document_id == document_id for source in answer.sources)


def _news(document: Document, question: str) -> Send:
    dated = texts.NEWS_DATED.format(day=document.dated) if document.dated else ""
    return say(texts.NEWS.format(title=document.title, dated=dated), buttons.options((question,)))
