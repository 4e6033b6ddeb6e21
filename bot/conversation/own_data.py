"""What is stored about a person: shown, exported as a file, forgotten, deleted, in the chat itself."""

import datetime as dt
import json
import re
from typing import Any

from bot.conversation import buttons
from bot.conversation.actions import Action, Edit, Notice, Send, SendFile, Span, Style, say
from bot.conversation.desk import Desk
from bot.conversation.events import Button, Keyboard, Tap
from bot.conversation.rendering import shortened
from bot.people.erasure import erase
from bot.texts import conversation as texts
from bot.texts import own_data
from knowledge.clock import BERLIN
from knowledge.ports import KEPT_TURNS

_QUESTIONS_SHOWN = 5
_LONGEST_SHOWN = 80
_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d")
_YES_NO: Keyboard = ((
    Button(texts.DELETE_YES, f"{buttons.DATA}:yes"),
    Button(texts.DELETE_NO, f"{buttons.DATA}:no"),
),)  # fmt: skip
Stored = dict[str, list[dict[str, Any]]]


def forget(desk: Desk, chat: str, _: str) -> list[Action]:
    """Begin anew: the turns are deleted, the verdicts stay. Raises CatalogueError."""
    desk.knowledge.conversations.forget(chat)
    return [say(texts.FORGOTTEN)]


def show(desk: Desk, chat: str, _: str) -> list[Action]:
    """How much is stored, the last questions, and the buttons to see all and to delete. Raises CatalogueError."""
    turns = desk.knowledge.conversations.turns(chat, KEPT_TURNS)
    verdicts = desk.knowledge.conversations.verdicts(chat)
    stored = _stored(desk, chat)
    if not turns and not verdicts and not stored:
        return [say(texts.NOTHING_ABOUT_YOU)]
    counted = texts.ABOUT_YOU.format(
        most=KEPT_TURNS,
        turns=_count(len(turns), texts.ONE_TURN, texts.MANY_TURNS),
        verdicts=_count(len(verdicts), texts.ONE_VERDICT, texts.MANY_VERDICTS),
    )
    parts = [own_data.PART.format(part=own_data.PARTS[name], count=len(rows)) for name, rows in stored.items()]
    also = f"\n\n{own_data.ALSO.format(parts=', '.join(parts))}" if parts else ""
    asked = [f"• {shortened(turn.text, _LONGEST_SHOWN)}" for turn in turns if turn.role == "user"][-_QUESTIONS_SHOWN:]
    listed = "\n".join(["\n", texts.YOUR_LAST_QUESTIONS, *asked]) if asked else ""
    row = (Button(texts.SHOW_ALL, f"{buttons.DATA}:all"), Button(own_data.AS_FILE, f"{buttons.DATA}:file"))
    return [say(counted + also + listed, (row, (Button(texts.DELETE, f"{buttons.DATA}:ask"),)))]


def _stored(desk: Desk, chat: str) -> Stored:
    """What the bot's own rows hold, by table; the conversation is shown in a way of its own."""
    found = desk.stores.personal.show(chat)
    return {name: rows for name, rows in found.items() if name not in own_data.ELSEWHERE}


def ask_to_delete(desk: Desk, chat: str, _: str) -> list[Action]:
    """Nothing is deleted before the second button. Raises CatalogueError."""
    if desk.stores.members.find(chat) is None:
        return [say(texts.CONFIRM_DELETE, _YES_NO)]
    staff = "audit" in desk.stores.personal.show(chat)
    said = f"{own_data.CONFIRM_MEMBER} {own_data.AUDIT_STAYS}" if staff else own_data.CONFIRM_MEMBER
    return [say(said, _YES_NO)]


def on_button(desk: Desk, tap: Tap, rest: str) -> list[Action]:
    """See all, ask, delete, keep. Raises CatalogueError."""
    match rest:
        case "all":
            return [_everything(desk, tap.chat)]
        case "file":
            return [_file(desk, tap.chat)]
        case "ask":
            return ask_to_delete(desk, tap.chat, "")
        case "yes":
            member = desk.stores.members.find(tap.chat)
            erase(desk, tap.chat)
            said = own_data.DELETED_MEMBER if member and member.granted else texts.DELETED
            return [Edit(tap.message, (Span(said),))]
        case "no":
            return [Edit(tap.message, (Span(texts.KEPT),))]
    return [Notice(texts.STALE_BUTTON)]


def _everything(desk: Desk, chat: str) -> Send:
    turns = desk.knowledge.conversations.turns(chat, KEPT_TURNS)
    verdicts = desk.knowledge.conversations.verdicts(chat)
    stored = _stored(desk, chat)
    if not turns and not verdicts and not stored:
        return say(texts.NOTHING_ABOUT_YOU)
    spans: list[Span] = []
    for name, rows in stored.items():
        spans.append(Span(f"{own_data.PARTS[name]}\n", Style.BOLD))
        spans += [Span(f"{_row(row)}\n\n") for row in rows]
    for turn in turns:
        spans += [Span(texts.YOU if turn.role == "user" else texts.LOTSE, Style.BOLD), Span(f"{turn.text}\n\n")]
    for verdict in verdicts:
        thumb = texts.HELPFUL if verdict.verdict > 0 else texts.NOT_HELPFUL
        spans.append(Span(texts.VERDICT_LINE.format(answer=verdict.answer_id, verdict=thumb) + "\n"))
    return Send(tuple(spans))


def _row(row: dict[str, Any]) -> str:
    given = {n: v for n, v in row.items() if v not in (None, "", [], {}) and n not in own_data.HIDDEN}
    return "\n".join(
        own_data.FIELD.format(name=own_data.FIELDS.get(name, name), value=_value(value))
        for name, value in given.items()
    )


def _value(value: object) -> str:
    match value:
        case bool():
            return own_data.YES if value else own_data.NO
        case list():
            return ", ".join(map(_value, value))
        case str() if _MOMENT.match(value):
            at = dt.datetime.fromisoformat(value)
            return f"{at.astimezone(BERLIN) if at.tzinfo else at:%d.%m.%Y %H:%M}"
        case str():
            return own_data.VALUES.get(value, value)
    return json.dumps(value, ensure_ascii=False)


def _file(desk: Desk, chat: str) -> SendFile:
    """All of it for other programs: {"chat", "at", "data": {table: [row, …]}}."""
    data = desk.stores.personal.show(chat)
    conversations = desk.knowledge.conversations
    data["turns"] = [{"role": t.role, "text": t.text} for t in conversations.turns(chat, KEPT_TURNS)]
    data["feedback"] = [{"answer_id": v.answer_id, "verdict": v.verdict} for v in conversations.verdicts(chat)]
    at = desk.clock()
    record = {"chat": chat, "at": at.isoformat(), "data": {name: rows for name, rows in data.items() if rows}}
    content = json.dumps(record, ensure_ascii=False, indent=2).encode()
    return SendFile(content, own_data.FILE_NAME, own_data.FILE_CAPTION.format(at=f"{at:%d.%m.%Y %H:%M}"))


def _count(number: int, one: str, many: str) -> str:
    return one if number == 1 else many.format(count=number)
