"""From a reminder that is due to the message, worded for the day on which it is written."""

import datetime as dt

from bot.conversation.actions import Send, Span, Style
from bot.conversation.events import Button
from bot.conversation.rendering import shortened
from bot.events import wording
from bot.events.model import Event
from bot.events.showing import EVENT, answer_rows
from bot.reminders.deadlines import Deadline
from bot.reminders.rules import Rule
from bot.texts import events as event_texts
from bot.texts import reminders as texts
from knowledge.clock import BERLIN

REMIND, RADAR = "remind", "radar"
"""Prefixes of buttons: remind:<what>:…, radar:<document>:<day>:<stage>:<send or drop>."""
_LONGEST_WORDING = 240


def of_event(event: Event, rule: Rule, today: dt.date) -> Send:
    """The reminder of an event, with the way to its details and out of the reminders."""
    local = event.starts.astimezone(BERLIN)
    title, soon = wording.named(event), wording.soon(local.date(), today)
    stop = Button(texts.STOP_BUTTON, f"{REMIND}:stop:event:{event.id}")
    if rule is Rule.ANSWER:
        closes = event.closes.astimezone(BERLIN)
        said = texts.EVENT_ANSWER.format(
            title=title, when=wording.when(event), soon=wording.soon(closes.date(), today), clock=f"{closes:%H:%M}"
        )
        return Send((Span(said),), (*answer_rows(event.id), (stop,)))
    if rule is Rule.HOURS:
        said = texts.EVENT_HOURS.format(title=title, clock=f"{local:%H:%M}")
    elif event.all_day:
        said = texts.EVENT_DAY_ALL.format(title=title, soon=soon)
    else:
        said = texts.EVENT_DAY.format(title=title, soon=soon, hours=_hours(event))
    place = f"\n{texts.EVENT_PLACE.format(place=event.place)}" if event.place else ""
    details = Button(event_texts.DETAILS_BUTTON, f"{EVENT}:{event.id}")
    return Send((Span(said + place),), ((details, stop),))


def of_deadline(deadline: Deadline, today: dt.date, topic: str) -> Send:
    """The reminder of a deadline: its wording and source, whether it is sure, and why one gets it."""
    said = texts.DEADLINE.format(
        soon=wording.soon(deadline.day, today), left=left(deadline.day, today), title=deadline.document.title,
        publisher=publisher(deadline),
    )  # fmt: skip
    parts = [
        texts.DEADLINE_QUOTE.format(wording=quoted(deadline)),
        source(deadline),
        "" if deadline.sure else texts.UNCONFIRMED,
        texts.WHY_TOPIC.format(topic=topic) if topic else texts.WHY_WISH,
    ]
    stop = Button(texts.STOP_BUTTON, f"{REMIND}:stop:{deadline.key.subject}")
    body = "\n".join(part for part in parts if part)
    return Send((Span(said, Style.BOLD), Span(f"\n{body}")), ((stop,),))


def left(day: dt.date, today: dt.date) -> str:
    """Such as " (in 30 Tagen)", where "heute" and "morgen" do not say it."""
    days = (day - today).days
    return texts.LEFT_MANY.format(days=days) if days > 1 else ""


def publisher(deadline: Deadline) -> str:
    """The publisher after a comma."""
    return f", {deadline.document.publisher}" if deadline.document.publisher else ""


def quoted(deadline: Deadline) -> str:
    """The wording that proves the deadline, shortened at a word."""
    said = " ".join(deadline.fact.wording.split())
    return shortened(said, _LONGEST_WORDING)


def dated(deadline: Deadline) -> str:
    """The date of the source."""
    date = deadline.document.date
    return texts.DATED.format(day=f"{date:%d.%m.%Y}") if date else texts.UNDATED


def source(deadline: Deadline) -> str:
    """Title, publisher, date, page."""
    page = texts.PAGE.format(page=deadline.fact.page) if deadline.fact.page else ""
    return texts.DEADLINE_SOURCE.format(
        title=deadline.document.title, publisher=publisher(deadline), dated=dated(deadline), page=page
    )


def _hours(event: Event) -> str:
    first, last = event.starts.astimezone(BERLIN), event.ends.astimezone(BERLIN)
    if first.date() != last.date():
        return texts.FROM.format(start=f"{first:%H:%M}")
    return texts.BETWEEN.format(start=f"{first:%H:%M}", end=f"{last:%H:%M}")
