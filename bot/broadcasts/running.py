"""Behind /stopp and /berichte: hold what runs at once, go on, correct, recall; reports and what is in doubt."""

from bot.broadcasts import correction, doubts
from bot.broadcasts.buttons import TAP
from bot.broadcasts.chat import office_of
from bot.broadcasts.errors import BroadcastRefused
from bot.broadcasts.report import Report, head, in_words, report, reports_of, state_of
from bot.broadcasts.sheet import as_file
from bot.conversation.actions import Action, Notice, Send, SendFile, Span, say
from bot.conversation.desk import Desk
from bot.conversation.events import Button, Keyboard, Tap
from bot.storage.broadcasts import Phase
from bot.storage.deliveries import State
from bot.storage.dialogues import Dialogue
from bot.texts import broadcasts as texts

CORRECT = "broadcast.correct"
LISTED = 6
DOUBTS = 4


def stop(desk: Desk, chat: str, _: str) -> list[Action]:
    """/stopp: everything that runs or is about to is held with this message. Raises CatalogueError."""
    office = office_of(desk)
    going = [
        one.id for one in office.stores.broadcasts.all(Phase.APPROVED)
        if one.draft["series"] or state_of(one, office.stores.deliveries.counts(one.id)) != "done"
    ]  # fmt: skip
    if not going:
        return [say(texts.NOTHING_RUNS)]
    stopped = [office.stop(number, chat) for number in going]
    found = reports_of(office, [broadcast for broadcast, _ in stopped])
    return [_stopped(one, held) for one, (_, held) in zip(found, stopped, strict=True)]


def _stopped(found: Report, held: int) -> Send:
    sent = found.counts[State.SENT.value]
    number = found.broadcast.id
    buttons: Keyboard = (
        (Button(texts.RESUME, f"{TAP}:go:{number}"), Button(texts.CORRECT, f"{TAP}:fix:{number}")),
        (Button(texts.RECALL, f"{TAP}:recall:{number}"), Button(texts.REPORT, f"{TAP}:report:{number}")),
    )
    return say(texts.HALTED.format(number=number, sent=sent, total=len(found.lines), held=held), buttons)


def reports(desk: Desk, _: str, __: str) -> list[Action]:
    """/berichte: the last broadcasts, each behind a button. Raises CatalogueError."""
    office = office_of(desk)
    found = reports_of(office, office.stores.broadcasts.all()[:LISTED])
    if not found:
        return [say(texts.NO_BROADCASTS)]
    rows = tuple((Button(_label(one), f"{TAP}:report:{one.broadcast.id}"),) for one in found)
    return [say(texts.REPORTS, rows)]


def _label(found: Report) -> str:
    words = " ".join(found.broadcast.draft["text"].split())
    return texts.REPORT_LABEL.format(number=found.broadcast.id, words=words[:30], state=texts.STATES[found.state])


def show(desk: Desk, _: Tap, number: int) -> list[Action]:
    """One report in words, with buttons for what is in doubt and for the files."""
    found = report(office_of(desk), number)
    if found.broadcast.phase in (Phase.DRAFT, Phase.WAITING):
        return [say(in_words(found), ((Button(texts.SHOW_DRAFT, f"{TAP}:show:{number}"),),))]
    doubtful = [
        (
            Button(texts.AGAIN_TO.format(name=line.name)[:40], f"{TAP}:again:{line.delivery.id}"),
            Button(texts.LEAVE, f"{TAP}:leave:{line.delivery.id}"),
        )
        for line in found.in_state(State.UNCERTAIN)[:DOUBTS]
    ]
    files = (Button(texts.AS_CSV, f"{TAP}:csv:{number}"), Button(texts.AS_XLSX, f"{TAP}:xlsx:{number}"))
    after = (Button(texts.CORRECT, f"{TAP}:fix:{number}"), Button(texts.RECALL, f"{TAP}:recall:{number}"))
    sent = found.broadcast.phase in (Phase.APPROVED, Phase.STOPPED) and found.counts["sent"]
    return [Send((Span(in_words(found)),), (*doubtful, *([files] if found.lines else []), *([after] if sent else [])))]


def file(desk: Desk, number: int, suffix: str) -> list[Action]:
    """The report as a table."""
    found = report(office_of(desk), number)
    return [SendFile(as_file(found, suffix), f"rundruf-{number}{suffix}", head(found))]


def resume(desk: Desk, tap: Tap, number: int) -> list[Action]:
    """Go on."""
    _, count = office_of(desk).resume(number, tap.chat)
    return [say(texts.RESUMED.format(number=number, count=count))]


def decide(desk: Desk, tap: Tap, delivery: int, *, again: bool) -> list[Action]:
    """Once more, or not."""
    doubts.decide(office_of(desk), delivery, tap.chat, again=again)
    return [Notice(texts.SENT_AGAIN if again else texts.LEFT), say(texts.SENT_AGAIN if again else texts.LEFT)]


def ask_correction(desk: Desk, tap: Tap, number: int) -> list[Action]:
    """Ask for the right text."""
    desk.stores.dialogues.begin(tap.chat, CORRECT, desk.clock(), {"id": number})
    return [say(texts.ASK_CORRECTION)]


def on_correction(desk: Desk, chat: str, text: str, waiting: Dialogue) -> list[Action]:
    """The right text has been typed. Raises CatalogueError."""
    number = int(waiting.data["id"])
    try:
        count = correction.correct(office_of(desk), number, chat, text)
    except BroadcastRefused as exc:
        return [say(f"{exc} {texts.ASK_AGAIN}")]
    desk.stores.dialogues.end(chat)
    buttons = ((Button(texts.RESUME, f"{TAP}:go:{number}"),),) if _is_stopped(desk, number) else ()
    return [say(texts.CORRECTED.format(count=count), buttons)]


def _is_stopped(desk: Desk, number: int) -> bool:
    return office_of(desk).find(number).phase is Phase.STOPPED


def ask_recall(desk: Desk, _: Tap, number: int) -> list[Action]:
    """Nothing is deleted before the second button."""
    found = report(office_of(desk), number)
    button = Button(texts.RECALL_YES, f"{TAP}:gone:{number}")
    return [say(texts.ASK_RECALL.format(count=found.counts["sent"]), ((button,),))]


def recall(desk: Desk, tap: Tap, number: int) -> list[Action]:
    """Delete it on every phone."""
    count = correction.recall(office_of(desk), number, tap.chat)
    return [say(texts.RECALLED.format(count=count))]
