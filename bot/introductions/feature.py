"""What members can do about contacts, by command and button; each button answers only to the side it is meant for."""

from collections.abc import Callable, Mapping

from bot.board.steps import with_town
from bot.conversation.actions import Action, Notice
from bot.conversation.desk import Desk
from bot.conversation.events import Tap
from bot.conversation.features import Feature
from bot.introductions import answering, asking
from bot.introductions.machine import Introduction
from bot.introductions.wording import PREFIX
from bot.people import consent
from bot.texts import introductions as texts

OnIntroduction = Callable[[Desk, Tap, Introduction], list[Action]]

_ASKER: Mapping[str, OnIntroduction] = {
    "approve": asking.approve, "drop": asking.withdraw, "withdraw": asking.withdraw, "about": asking.ask_about,
}  # fmt: skip
_ASKED: Mapping[str, OnIntroduction] = {
    "yes": answering.yes, "release": answering.release, "later": answering.later, "no": answering.no,
    "never": answering.never, "back": answering.back,
}  # fmt: skip
_PLAIN: Mapping[str, Callable[[Desk, Tap, str], list[Action]]] = {"ask": asking.on_ask, "unblock": asking.unblock}


def _on_button(desk: Desk, tap: Tap, rest: str) -> list[Action]:
    what, _, value = rest.partition(":")
    if not consent.given(desk.stores.members.find(tap.chat)):
        return [consent.question()]
    if what in _PLAIN:
        return _PLAIN[what](desk, tap, value)
    intro = desk.stores.introductions.find(value)
    if intro is None:
        return [Notice(texts.OVER)]
    handler = _handler(what, tap.chat, intro)
    return handler(desk, tap, intro) if handler else [Notice(texts.OVER)]


def _handler(what: str, chat: str, intro: Introduction) -> OnIntroduction | None:
    if chat == intro.asker:
        return answering.ask_contact if what == "contact" else _ASKER.get(what)
    if chat == intro.asked:
        return answering.ask_contact if what == "contact" else _ASKED.get(what)
    return None


INTRODUCTIONS = Feature(
    commands={"kontakt": with_town("kontakt", asking.command)},
    taps={PREFIX: _on_button},
    replies={asking.CONTACT: answering.typed, asking.ABOUT: answering.typed},
)
