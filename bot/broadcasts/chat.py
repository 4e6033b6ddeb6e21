"""Behind /rundruf: whom and when, then the text, then the draft as it would arrive, with what can be done about it."""

import re
import shutil
from dataclasses import replace
from pathlib import Path

from bot.broadcasts.approval import Broadcasting
from bot.broadcasts.buttons import TAP, followed, read_buttons, topic_named
from bot.broadcasts.draft import Draft, draft_of, with_file, with_text
from bot.broadcasts.errors import BroadcastRefused
from bot.broadcasts.message import keyboard_of
from bot.broadcasts.plan import Plan
from bot.broadcasts.preview import facts, samples
from bot.broadcasts.wish import read_wish
from bot.conversation.actions import Action, Send, Span, Style, say
from bot.conversation.desk import Desk
from bot.conversation.events import Button, Keyboard, Upload
from bot.storage.broadcasts import Broadcast, Phase
from bot.storage.dialogues import Dialogue
from bot.texts import broadcasts as texts

WHO, TEXT, TOPIC = "broadcast.who", "broadcast.text", "broadcast.topic"


_TOPIC_WORD = re.compile(r"^\s*(?:zum\s+)?thema\b", re.IGNORECASE)


def office_of(desk: Desk) -> Broadcasting:
    """What the desk can do about broadcasts."""
    return Broadcasting(desk.stores, desk.knowledge.gazetteer, desk.rules, desk.clock)


def begin(desk: Desk, chat: str, argument: str) -> list[Action]:
    """/rundruf, alone or with audience and time. Raises CatalogueError."""
    if not argument:
        desk.stores.dialogues.begin(chat, WHO, desk.clock())
        return [say(texts.ASK_WHO)]
    return _whom(desk, chat, argument, {})


def on_who(desk: Desk, chat: str, text: str, waiting: Dialogue) -> list[Action]:
    """Audience and time have been typed. Raises CatalogueError."""
    return _whom(desk, chat, text, waiting.data)


def on_text(desk: Desk, chat: str, text: str, waiting: Dialogue) -> list[Action]:
    """The text has been typed. Raises CatalogueError."""
    return _written(desk, chat, text, waiting, None)


def on_topic(desk: Desk, chat: str, text: str, waiting: Dialogue) -> list[Action]:
    """What a draft is about has been typed; whoever muted it is then spared. Raises CatalogueError."""
    office, number = office_of(desk), int(waiting.data["id"])
    try:
        words = _TOPIC_WORD.sub("", text).strip(' .:„“"')
        topic = None if words.lower() in texts.NO_TOPIC_WORDS else topic_named(words)
        made = office.alter(number, chat, replace(draft_of(office.find(number).draft), topic=topic))
    except BroadcastRefused as exc:
        return [say(f"{exc} {texts.OR_CANCEL}")]
    desk.stores.dialogues.end(chat)
    return [shown(desk, made)]


def on_upload(desk: Desk, upload: Upload, waiting: Dialogue) -> list[Action]:
    """A picture or document for the broadcast, its caption the text. Raises CatalogueError."""
    return _written(desk, upload.chat, upload.caption, waiting, upload)


def _whom(desk: Desk, chat: str, text: str, data: dict[str, object]) -> list[Action]:
    office = office_of(desk)
    try:
        wish = read_wish(text, office.world(), desk.clock())
        if "id" in data:
            number = int(str(data["id"]))
            changed = office.alter(number, chat, wish.applied(draft_of(office.find(number).draft)))
            desk.stores.dialogues.end(chat)
            return [shown(desk, changed)]
        plan = office.plan(wish.draft(texts.NO_TEXT_YET))
    except BroadcastRefused as exc:
        desk.stores.dialogues.begin(chat, WHO, desk.clock(), data)
        return [say(f"{exc} {texts.OR_CANCEL}")]
    desk.stores.dialogues.begin(chat, TEXT, desk.clock(), {"said": text})
    ignored = [texts.IGNORED.format(words=wish.ignored)] if wish.ignored else []
    return [say("\n".join([*facts(plan, desk.rules), *ignored, "", texts.ASK_TEXT]))]


def _written(desk: Desk, chat: str, text: str, waiting: Dialogue, upload: Upload | None) -> list[Action]:
    office, data = office_of(desk), waiting.data
    try:
        before = draft_of(office.find(int(data["id"])).draft) if "id" in data else None
        draft = before or read_wish(data["said"], office.world(), desk.clock()).draft()
        text, buttons = read_buttons(text)
        draft = replace(
            with_text(draft, text), buttons=buttons or draft.buttons, topic=draft.topic or followed(buttons)
        )
        if upload:
            draft = with_file(draft, _kept(desk, upload), upload.name)
        made = office.alter(int(data["id"]), chat, draft) if "id" in data else office.create(chat, draft)
    except BroadcastRefused as exc:
        return [say(f"{exc} {texts.ASK_AGAIN}")]
    desk.stores.dialogues.end(chat)
    return [shown(desk, made)]


def shown(desk: Desk, found: Broadcast) -> Send:
    """The draft in full: facts, then the text as members see it, then what can be done."""
    draft = draft_of(found.draft)
    plan = office_of(desk).plan(draft)
    return Send((*preview(desk, found, plan), Span(_undecided(desk, found))), draft_buttons(found, draft))


def preview(desk: Desk, found: Broadcast, plan: Plan) -> tuple[Span, ...]:
    """Facts and the text as members see it."""
    head = texts.DRAFT_HEAD.format(number=found.id)
    said = "\n".join(facts(plan, desk.rules))
    return (Span(f"{head}\n", Style.BOLD), Span(f"{said}\n\n"), Span("\n".join(samples(plan)), Style.QUOTE))


def draft_buttons(found: Broadcast, draft: Draft) -> Keyboard:
    """What the author can do with a draft; the approval carries the digest of what is shown."""
    number = found.id
    return (
        (Button(texts.TEST, f"{TAP}:test:{number}"), Button(texts.APPROVE, f"{TAP}:ok:{number}:{draft.digest()}")),
        (Button(texts.EDIT_TEXT, f"{TAP}:text:{number}"), Button(texts.EDIT_WHO, f"{TAP}:who:{number}")),
        (Button(texts.EDIT_TOPIC, f"{TAP}:topic:{number}"), Button(texts.DISCARD, f"{TAP}:drop:{number}")),
    )


def _undecided(desk: Desk, found: Broadcast) -> str:
    if found.phase is Phase.WAITING:
        return f"\n\n{texts.WAITS_FOR_OTHER}"
    return f"\n\n{texts.FOUR_EYES}" if desk.rules.four_eyes else ""


def _kept(desk: Desk, upload: Upload) -> Path:
    """Where the file stays until it has been sent; the channel takes its own copy away."""
    desk.rules.folder.mkdir(parents=True, exist_ok=True)
    path = desk.rules.folder / f"{desk.clock():%Y%m%d%H%M%S}-{upload.name}"
    shutil.copyfile(upload.path, path)
    return path


def trial(draft: Draft, text: str) -> Send:
    """What the organiser gets to try it out."""
    return Send((Span(f"{texts.TEST_HEAD}\n\n", Style.ITALIC), Span(text)), keyboard_of(draft))
