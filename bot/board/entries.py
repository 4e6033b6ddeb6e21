"""One's own entries on the board: shown, reworded, removed, brought back, and asked about after a year."""

import secrets

from bot.board.model import GRACE, MOST_TEXT, Entry
from bot.board.steps import PREFIX, STAGES, WORDS, refusal, visible
from bot.conversation.actions import Action, Edit, Notice, Send, Span, Style, say
from bot.conversation.desk import Desk
from bot.conversation.events import Button, Tap
from bot.conversation.stored import to_json
from bot.storage.dialogues import Dialogue
from bot.texts import board as texts
from bot.texts import conversation
from knowledge.matching.model import RecordKind


def line(entry: Entry) -> str:
    """An entry as a line of a list."""
    return texts.MINE_LINE.format(topic=entry.topic, stage=_stage(entry), until=f"{entry.expires_at:%d.%m.%Y}")


def _stage(entry: Entry) -> str:
    return f", {texts.STAGES[entry.stage]}" if entry.stage else ""


def _words(entry: Entry) -> str:
    return texts.WORDS.format(text=entry.text) if entry.text else ""


def shown(desk: Desk, entry: Entry) -> Send:
    """An entry with all that can be done with it."""
    seen = visible(desk.stores.members.find(entry.chat))
    group = desk.stores.groups.of_topic(entry.topic) if entry.kind is not RecordKind.OFFER else None
    lines = [
        _words(entry).strip(),
        texts.UNTIL.format(day=f"{entry.expires_at:%d.%m.%Y}"),
        texts.SEEN if seen else texts.NOT_SEEN,
        texts.JOIN_GROUP.format(title=group.title) if group else texts.WHO_FITS,
    ]
    head = texts.SHOWN.format(kind=texts.KINDS[entry.kind], topic=entry.topic, stage=_stage(entry))
    change = [Button(texts.CHANGE_WORDS, f"{PREFIX}:words:{entry.id}")]
    if entry.kind in STAGES:
        change.append(Button(texts.CHANGE_STAGE, f"{PREFIX}:t:{entry.kind.value}:{entry.topic}"))
    keyboard = (tuple(change), (Button(texts.REMOVE, f"{PREFIX}:remove:{entry.id}"),))
    return Send((Span(head + "\n", Style.BOLD), Span("\n".join(text for text in lines if text))), keyboard)


def schedule_question(desk: Desk, entry: Entry) -> None:
    """After a year the member is asked whether the entry still holds; an earlier question is taken back."""
    desk.stores.deliveries.cancel_keys(f"entry:{entry.id}:", desk.clock())
    asked = texts.STILL.format(
        kind=texts.KINDS[entry.kind], topic=entry.topic, stage=_stage(entry), words=_words(entry)
    )
    yes, no = (
        Button(texts.STILL_YES, f"{PREFIX}:keep:{entry.id}"),
        Button(texts.STILL_NO, f"{PREFIX}:remove:{entry.id}"),
    )
    desk.stores.deliveries.put(
        f"entry:{entry.id}:{secrets.token_hex(4)}", entry.chat, to_json(say(asked, ((yes,), (no,)))), "board",
        entry.expires_at, entry.expires_at + GRACE,
    )  # fmt: skip


def _mine(desk: Desk, chat: str, entry_id: str) -> Entry | None:
    entry = desk.stores.board.find(entry_id)
    return entry if entry and entry.chat == chat else None


def show(desk: Desk, tap: Tap, entry_id: str) -> list[Action]:
    """An entry in place of the list it was chosen from."""
    entry = _mine(desk, tap.chat, entry_id)
    if entry is None or not entry.counts(desk.clock()):
        return [Notice(texts.GONE)]
    found = shown(desk, entry)
    return [Edit(tap.message, found.text, found.keyboard)]


def ask_words(desk: Desk, tap: Tap, entry_id: str) -> list[Action]:
    """Ask for new words."""
    entry = _mine(desk, tap.chat, entry_id)
    if entry is None:
        return [Notice(texts.GONE)]
    desk.stores.dialogues.begin(tap.chat, WORDS, desk.clock(), {"id": entry.id})
    return [say(texts.ASK_WORDS.format(topic=entry.topic, most=MOST_TEXT))]


def new_words(desk: Desk, chat: str, text: str, waiting: Dialogue) -> list[Action]:
    """The new words; what can't be taken is asked for again. Raises CatalogueError."""
    text = " ".join(text.split())
    refused = refusal(text)
    if refused:
        return [say(refused)]
    desk.stores.dialogues.end(chat)
    entry = _mine(desk, chat, str(waiting.data.get("id")))
    changed = desk.stores.board.change(entry.id, lambda _: {"text": text}) if entry else None
    return [shown(desk, changed)] if changed else [say(texts.GONE)]


def remove(desk: Desk, tap: Tap, entry_id: str) -> list[Action]:
    """Take an entry down, with a button to bring it back. Raises CatalogueError."""
    entry = _mine(desk, tap.chat, entry_id)
    if entry is None:
        return [Notice(texts.GONE)]
    desk.stores.board.remove(entry.id, desk.clock())
    desk.stores.deliveries.cancel_keys(f"entry:{entry.id}:", desk.clock())
    said = texts.REMOVED.format(kind=texts.KINDS[entry.kind], topic=entry.topic)
    return [Edit(tap.message, (Span(said),), ((Button(texts.UNDO, f"{PREFIX}:undo:{entry.id}"),),))]


def bring_back(desk: Desk, tap: Tap, entry_id: str) -> list[Action]:
    """Undo a removal. Raises CatalogueError."""
    entry = _mine(desk, tap.chat, entry_id)
    back = desk.stores.board.change(entry.id, lambda _: {"removed_at": None}) if entry else None
    if back is None:
        return [Notice(texts.GONE)]
    schedule_question(desk, back)
    found = shown(desk, back)
    return [Edit(tap.message, found.text, found.keyboard)]


def keep(desk: Desk, tap: Tap, entry_id: str) -> list[Action]:
    """The answer after a year: it holds for another one. Raises CatalogueError."""
    entry = _mine(desk, tap.chat, entry_id)
    kept = desk.stores.board.renew(entry.id, desk.clock()) if entry else None
    if kept is None:
        return [Notice(conversation.STALE_BUTTON)]
    schedule_question(desk, kept)
    return [Edit(tap.message, (Span(texts.KEPT.format(day=f"{kept.expires_at:%d.%m.%Y}")),))]
