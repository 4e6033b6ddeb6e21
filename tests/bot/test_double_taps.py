"""A double tap: what brings a new message brings it once, and a deliberate second tap later works."""

import datetime as dt

from talking import CHAT, NOW

from bot.conversation.actions import Edit, say
from bot.conversation.double_taps import SPAN, DoubleTaps
from bot.conversation.events import Event, Message, Tap, Text

TAP = Tap(CHAT, "mk:k:1", Message("7"))
SENT = [say("Hier ist sie.")]
LATER = NOW + SPAN + dt.timedelta(seconds=1)


def after_a_tap() -> DoubleTaps:
    taps = DoubleTaps()
    taps.note(TAP, SENT, NOW)
    return taps


def test_a_third_and_fourth_tap_in_haste_count_as_the_second() -> None:
    taps = after_a_tap()
    assert [taps.repeats(TAP, NOW) for _ in range(3)] == [True] * 3


def test_the_same_button_works_again_after_a_while() -> None:
    assert not after_a_tap().repeats(TAP, LATER)


def test_the_same_button_works_again_after_anything_else() -> None:
    others: list[Event] = [
        Text(CHAT, "Danke"),
        Tap(CHAT, "mk:g:1", TAP.message),
        Tap(CHAT, TAP.data, Message("8")),
    ]
    for other in others:
        taps = after_a_tap()
        assert not taps.repeats(other, NOW)
        assert not taps.repeats(TAP, NOW)


def test_another_chat_is_another_thumb() -> None:
    taps = after_a_tap()
    assert not taps.repeats(Tap("telegram:2", TAP.data, TAP.message), NOW)
    assert taps.repeats(TAP, NOW)


def test_turning_a_page_there_and_back_is_no_double_tap() -> None:
    taps = DoubleTaps()
    taps.note(TAP, [Edit(TAP.message, ())], NOW)
    assert not taps.repeats(TAP, NOW)
