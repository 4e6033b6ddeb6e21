"""What is stored about a chat: shown, forgotten, deleted, in the chat itself."""

from bot.conversation import buttons
from bot.conversation.actions import Action, Edit, Notice, Send, Span, Style, say
from bot.conversation.desk import Desk
from bot.conversation.events import Button, Keyboard, Tap
from bot.texts import conversation as texts
from knowledge.ports import KEPT_TURNS

_QUESTIONS_SHOWN = 5
_LONGEST_SHOWN = 80
_YES_NO: Keyboard = ((
    Button(texts.DELETE_YES, f"{buttons.DATA}:yes"),
    Button(texts.DELETE_NO, f"{buttons.DATA}:no"),
),)  # fmt: skip


def forget(desk: Desk, chat: str, _: str) -> list[Action]:
    """Begin anew: the turns are deleted, the verdicts stay. Raises CatalogueError."""
    desk.knowledge.conversations.forget(chat)
    return [say(texts.FORGOTTEN)]


def show(desk: Desk, chat: str, _: str) -> list[Action]:
    """How much is stored, the last questions, and the buttons to see all and to delete. Raises CatalogueError."""
    turns = desk.knowledge.conversations.turns(chat, KEPT_TURNS)
    verdicts = desk.knowledge.conversations.verdicts(chat)
    if not turns and not verdicts:
        return [say(texts.NOTHING_ABOUT_YOU)]
    counted = texts.ABOUT_YOU.format(
        most=KEPT_TURNS,
        turns=_count(len(turns), texts.ONE_TURN, texts.MANY_TURNS),
        verdicts=_count(len(verdicts), texts.ONE_VERDICT, texts.MANY_VERDICTS),
    )
    asked = [f"• {_short(turn.text)}" for turn in turns if turn.role == "user"][-_QUESTIONS_SHOWN:]
    listed = "\n".join(["\n", texts.YOUR_LAST_QUESTIONS, *asked]) if asked else ""
    row = (Button(texts.SHOW_ALL, f"{buttons.DATA}:all"), Button(texts.DELETE, f"{buttons.DATA}:ask"))
    return [say(counted + listed, (row,))]


def ask_to_delete(_: Desk, __: str, ___: str) -> list[Action]:
    """Nothing is deleted before the second button."""
    return [say(texts.CONFIRM_DELETE, _YES_NO)]


def on_button(desk: Desk, tap: Tap, rest: str) -> list[Action]:
    """See all, ask, delete, keep. Raises CatalogueError."""
    if rest == "all":
        return [_everything(desk, tap.chat)]
    if rest == "ask":
        return ask_to_delete(desk, tap.chat, "")
    if rest == "yes":
        desk.knowledge.conversations.erase(tap.chat)
        return [Edit(tap.message, (Span(texts.DELETED),))]
    if rest == "no":
        return [Edit(tap.message, (Span(texts.KEPT),))]
    return [Notice(texts.STALE_BUTTON)]


def _everything(desk: Desk, chat: str) -> Send:
    turns = desk.knowledge.conversations.turns(chat, KEPT_TURNS)
    verdicts = desk.knowledge.conversations.verdicts(chat)
    if not turns and not verdicts:
        return say(texts.NOTHING_ABOUT_YOU)
    spans: list[Span] = []
    for turn in turns:
        spans += [Span(texts.YOU if turn.role == "user" else texts.LOTSE, Style.BOLD), Span(f"{turn.text}\n\n")]
    for verdict in verdicts:
        thumb = texts.HELPFUL if verdict.verdict > 0 else texts.NOT_HELPFUL
        spans.append(Span(texts.VERDICT_LINE.format(answer=verdict.answer_id, verdict=thumb) + "\n"))
    return Send(tuple(spans))


def _count(number: int, one: str, many: str) -> str:
    return one if number == 1 else many.format(count=number)


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST_SHOWN else f"{text[:_LONGEST_SHOWN].rsplit(maxsplit=1)[0]} …"
