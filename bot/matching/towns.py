"""`/kommunen`: municipalities to talk to about a need, with a map of them, and the group that could apply for money."""

from collections import Counter

from bot.board.towns import records
from bot.conversation.actions import Action, Edit, EditKeyboard, Notice, RichText, Send, SendPicture, Span, say
from bot.conversation.desk import Desk
from bot.conversation.events import Button, Keyboard, Tap
from bot.introductions.offering import contact_buttons
from bot.matching.asked import need, problem_with, recall, remember
from bot.matching.grouping import group_text
from bot.matching.marks import GROUP, LIST, MAP, SEND, TOPIC, TOPICS, TOWNS
from bot.matching.showing import Sources, message, partner_lines
from bot.matching.topics import page_of_topics, topic_of
from bot.storage.exposure import What
from bot.texts import conversation as answer_texts
from bot.texts import matching as texts
from knowledge.matching.model import Barrier, Need, Partners
from knowledge.matching.partners import match_partners
from knowledge.matching.picture import Marked, draw_map
from knowledge.matching.texts import listed
from knowledge.model import DocumentKind, FactKind, Municipality

MOST = 5


def show(desk: Desk, chat: str, argument: str) -> list[Action]:
    """With a need the municipalities that fit, without one the topics of projects. Raises CatalogueError."""
    if not argument:
        return [Send(*_topics(desk, 0))]
    problem = problem_with(argument)
    if problem:
        return [say(problem)]
    return [Send(*_listed(desk, chat, argument, remember(desk, chat, argument, texts.ASKED_TOWNS)))]


def on_button(desk: Desk, tap: Tap, rest: str) -> list[Action]:
    """List, map, group and topics; what the chat has forgotten is said to be stale. Raises CatalogueError."""
    kind, *marks = rest.split(":")
    if kind in (TOPICS, TOPIC):
        return _on_topic(desk, tap, kind, marks)
    text = recall(desk, tap.chat, marks[0]) if len(marks) == 1 else None
    if text is None:
        return [Notice(answer_texts.STALE_BUTTON)]
    return _on_list(desk, tap, kind, text, marks[0])


def _on_list(desk: Desk, tap: Tap, kind: str, text: str, mark: str) -> list[Action]:
    if kind == LIST:
        return [Edit(tap.message, *_listed(desk, tap.chat, text, mark))]
    if kind == SEND:
        return _once(tap, [Send(*_listed(desk, tap.chat, text, mark))])
    if kind == MAP:
        return _once(tap, _map(desk, tap.chat, text))
    if kind == GROUP:
        found, sources = group_text(desk, need(desk, tap.chat, text), text)
        back = (Button(texts.BACK, f"{TOWNS}:{LIST}:{mark}"),)
        return [Edit(tap.message, found, (*sources.buttons(), back))]
    return [Notice(answer_texts.STALE_BUTTON)]


def _on_topic(desk: Desk, tap: Tap, kind: str, marks: list[str]) -> list[Action]:
    if not marks or not all(mark.isascii() and mark.isdecimal() for mark in marks):
        return [Notice(answer_texts.STALE_BUTTON)]
    if kind == TOPICS:
        return [Edit(tap.message, *_topics(desk, int(marks[0])))]
    topic = topic_of(int(marks[0]))
    if topic is None:
        return [Notice(answer_texts.STALE_BUTTON)]
    mark = remember(desk, tap.chat, topic, texts.ASKED_TOWNS)
    return [Edit(tap.message, *_listed(desk, tap.chat, topic, mark))]


def _once(tap: Tap, actions: list[Action]) -> list[Action]:
    """What a button brings, and the message without that button: a second tap finds it gone."""
    rows = tap.message.keyboard
    if rows and not any(button.data == tap.data for row in rows for button in row):
        return [Notice(texts.ALREADY_SHOWN)]
    left = tuple(kept for row in rows if (kept := tuple(button for button in row if button.data != tap.data)))
    return [*([EditKeyboard(tap.message, left)] if rows else []), *actions]


def _topics(desk: Desk, page: int) -> tuple[RichText, Keyboard]:
    base = desk.knowledge.base()
    kinds = (DocumentKind.PROJECT, DocumentKind.PRESS)
    projects = [document for document in base.in_order if document.kind in kinds and not document.superseded_by]
    counts = Counter(
        fact.value
        for document in projects
        for fact in base.facts_of(document.id, FactKind.TOPIC)
    )  # fmt: skip
    ordered = dict(sorted(counts.items(), key=lambda item: (-item[1], item[0])))
    body = message(texts.TOWNS, [Span(texts.TOWNS_HINT)], [])
    return body, page_of_topics(ordered, page, TOWNS, "0")


def _found(desk: Desk, wanted: Need) -> Partners:
    base = desk.knowledge.base()
    return match_partners(wanted, base, desk.knowledge.atlas(base), records(desk), MOST)


def _listed(desk: Desk, chat: str, text: str, mark: str) -> tuple[RichText, Keyboard]:
    wanted = need(desk, chat, text)
    found = _found(desk, wanted)
    sources = Sources()
    lines = partner_lines(found.found, sources)
    unknown_home = "" if wanted.home else texts.NO_HOME
    out = _left_out(found)
    closing = [*out, unknown_home] if found.found else [texts.NO_TOWNS, *out, unknown_home]
    note = [Span(f"{found.note}\n")] if found.note and found.found else []
    body = message(texts.TOWNS_FOR.format(need=text), [*note, *lines], closing)
    more = [Button(texts.GROUP, f"{TOWNS}:{GROUP}:{mark}")]
    more = [Button(texts.MAP, f"{TOWNS}:{MAP}:{mark}"), *more] if found.found else more
    topics = (Button(texts.ALL_TOPICS, f"{TOWNS}:{TOPICS}:0"),)
    places = [match.municipality for match in found.found]
    desk.stores.exposure.note(What.MUNICIPALITY, [place.ags for place in places], desk.today)
    asked = contact_buttons(desk, chat, places)
    return (*body, *sources.text(desk.today)), (tuple(more), *asked, *sources.buttons(), topics)


def _left_out(found: Partners) -> list[str]:
    """Who is missing from the list and why; those of an ended programme on one line."""
    ended = [left.municipality.name for left in found.left_out if left.barrier is Barrier.ENDED]
    others = [left.sentence for left in found.left_out if left.barrier is not Barrier.ENDED]
    return [*others, *([texts.ENDED.format(names=listed(ended))] if ended else [])]


def _map(desk: Desk, chat: str, text: str) -> list[Action]:
    wanted = need(desk, chat, text)
    found = _found(desk, wanted).found
    marked = [Marked(number, match.municipality, _note(match.municipality)) for number, match in enumerate(found, 1)]
    picture = draw_map(desk.knowledge.gazetteer.municipalities, wanted.home, marked)
    names = ", ".join(f"{one.number} {one.place.name}" for one in marked)
    return [SendPicture(picture, texts.MAP_CAPTION.format(need=text, names=names))]


def _note(place: Municipality) -> str:
    return place.county if place.county != place.name else texts.CITY
