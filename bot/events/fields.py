"""From an organiser's answer to one field of a draft; what can't be read comes back as a sentence."""

import datetime as dt
import re
from collections.abc import Callable
from dataclasses import replace

from bot.events.drafts import Draft
from bot.events.series import SeriesUnclear, read_series
from bot.events.times import TimeUnclear, read_moment, read_span
from bot.texts import events as texts
from knowledge.german.topics import shipped_topics

LEAST_TITLE, MOST_TITLE = 3, 120
MOST_PLACE, MOST_PROGRAMME = 200, 1500
MOST_SEATS = 5000
_END_OF_DAY = dt.time(18)
_EXAMPLES = 6


class FieldUnclear(ValueError):
    """An answer that is none; the text is what the organiser reads."""


def fill(field: str, draft: Draft, text: str, now: dt.datetime) -> Draft:
    """The draft with this field as the text says. Raises FieldUnclear."""
    try:
        return _READERS[field](draft, text.strip(), now)
    except (TimeUnclear, SeriesUnclear) as exc:
        raise FieldUnclear(str(exc)) from exc


def _title(draft: Draft, text: str, _: dt.datetime) -> Draft:
    title = " ".join(text.split())
    if not LEAST_TITLE <= len(title) <= MOST_TITLE:
        raise FieldUnclear(texts.TITLE_LENGTH.format(least=LEAST_TITLE, most=MOST_TITLE, length=len(title)))
    return replace(draft, title=title)


def _when(draft: Draft, text: str, now: dt.datetime) -> Draft:
    return draft.at(read_span(text, now), now)


def _place(draft: Draft, text: str, _: dt.datetime) -> Draft:
    return replace(draft, place=_short_enough(" ".join(text.split()), MOST_PLACE))


def _programme(draft: Draft, text: str, _: dt.datetime) -> Draft:
    return replace(draft, programme="" if _without(text) else _short_enough(text, MOST_PROGRAMME))


def _capacity(draft: Draft, text: str, _: dt.datetime) -> Draft:
    if _without(text):
        return replace(draft, capacity=None)
    found = re.fullmatch(r"(\d{1,9})(?:\s*(?:plätze|personen|leute))?\.?", text, re.IGNORECASE)
    if found is None or not 1 <= int(found[1]) <= MOST_SEATS:
        raise FieldUnclear(texts.NO_NUMBER.format(text=text[:40], most=MOST_SEATS))
    return replace(draft, capacity=int(found[1]))


def _deadline(draft: Draft, text: str, now: dt.datetime) -> Draft:
    if _without(text):
        return replace(draft, deadline=None, deadline_set=True)
    at = read_moment(text, now, _END_OF_DAY)
    if draft.starts and at > draft.starts:
        raise FieldUnclear(texts.DEADLINE_LATE)
    return replace(draft, deadline=at, deadline_set=True)


def _topics(draft: Draft, text: str, _: dt.datetime) -> Draft:
    if _without(text):
        return replace(draft, topics=())
    known = shipped_topics()
    named = [name for name in known.names if name.casefold() in text.casefold()]
    found = tuple(dict.fromkeys([*named, *(mention.topic for mention in known.find(text))]))
    if not found:
        raise FieldUnclear(texts.NO_TOPIC.format(examples=", ".join(known.names[:_EXAMPLES])))
    return replace(draft, topics=found)


def _series(draft: Draft, text: str, now: dt.datetime) -> Draft:
    assert draft.starts
    return replace(draft, more=() if _without(text) else read_series(text, draft.starts, now))


def _without(text: str) -> bool:
    return text.casefold() in texts.WITHOUT


def _short_enough(text: str, most: int) -> str:
    if not text:
        raise FieldUnclear(texts.EMPTY)
    if len(text) > most:
        raise FieldUnclear(texts.TOO_LONG.format(length=len(text), most=most))
    return text


_READERS: dict[str, Callable[[Draft, str, dt.datetime], Draft]] = {
    "title": _title, "when": _when, "place": _place, "capacity": _capacity, "deadline": _deadline,
    "programme": _programme, "topics": _topics, "series": _series,
}  # fmt: skip
