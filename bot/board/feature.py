"""What members can do on the board, by command and by button."""

from bot.board import entries, putting, topics
from bot.board.steps import PREFIX, TEXT, WORDS, with_town
from bot.conversation.actions import Action, Notice
from bot.conversation.desk import Desk
from bot.conversation.events import Tap
from bot.conversation.features import Feature
from bot.people import consent
from bot.texts import conversation
from knowledge.matching.model import RecordKind

_BUTTONS = {
    "pick": putting.turn, "own": putting.ask_words, "t": putting.choose_topic, "s": putting.choose_stage,
    "y": putting.put, "v": putting.put_visible, "show": entries.show, "words": entries.ask_words,
    "remove": entries.remove, "undo": entries.bring_back, "keep": entries.keep, "r+": topics.report,
    "r-": topics.take_back,
}  # fmt: skip


def _on_button(desk: Desk, tap: Tap, rest: str) -> list[Action]:
    what, _, value = rest.partition(":")
    if not consent.given(desk.stores.members.find(tap.chat)):
        return [consent.question()]
    handler = _BUTTONS.get(what)
    return handler(desk, tap, value) if handler else [Notice(conversation.STALE_BUTTON)]


BOARD = Feature(
    commands={
        "bedarf": with_town("bedarf", putting.command(RecordKind.NEED)),
        "angebot": with_town("angebot", putting.command(RecordKind.OFFER)),
        "themen": with_town("themen", topics.command),
    },
    taps={PREFIX: _on_button},
    replies={TEXT: putting.typed, WORDS: entries.new_words},
)
