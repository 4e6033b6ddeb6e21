"""`/startups`: for a need in one's own words, or the market of possibilities by topic."""

from bot.conversation.actions import Action, Edit, Notice, RichText, Send, Span, say
from bot.conversation.desk import Desk
from bot.conversation.events import Button, Keyboard, Tap
from bot.conversation.paging import page_of, turning
from bot.matching.asked import need, problem_with, remember
from bot.matching.marks import START_UPS, TOPIC, TOPICS
from bot.matching.showing import Sources, message, start_up_lines
from bot.matching.topics import number_of, page_of_topics, topic_of
from bot.storage.exposure import What
from bot.texts import conversation as answer_texts
from bot.texts import matching as texts
from knowledge.matching.market import browse, topics_of_start_ups, unexplained
from knowledge.matching.start_ups import match_start_ups
from knowledge.matching.texts import PROCUREMENT

ON_A_PAGE = 3


def show(desk: Desk, chat: str, argument: str) -> list[Action]:
    """With a need the start-ups that fit, without one the topics. Raises CatalogueError."""
    if not argument:
        text, keyboard = _market(desk, 0)
        return [Send(text, keyboard)]
    problem = problem_with(argument)
    if problem:
        return [say(problem)]
    remember(desk, chat, argument, texts.ASKED_START_UPS)
    return [_for_need(desk, chat, argument)]


def _for_need(desk: Desk, chat: str, text: str) -> Send:
    base = desk.knowledge.base()
    found = match_start_ups(need(desk, chat, text), base, desk.knowledge.atlas(base))
    desk.stores.exposure.note(What.START_UP, [match.name for match in found.found], desk.today)
    sources = Sources()
    lines = start_up_lines(found.found, sources)
    closing = [found.few, PROCUREMENT if found.found else texts.MORE_START_UPS]
    body = message(texts.START_UPS_FOR.format(need=text), lines, closing)
    return Send((*body, *sources.text(desk.today)), (*sources.buttons(), _to_topics()))


def on_button(desk: Desk, tap: Tap, rest: str) -> list[Action]:
    """Another page of topics, or the start-ups on one, in place of what is shown. Raises CatalogueError."""
    kind, *numbers = rest.split(":")
    if not all(number.isascii() and number.isdecimal() for number in numbers):
        return [Notice(answer_texts.STALE_BUTTON)]
    if kind == TOPICS and len(numbers) == 1:
        return [Edit(tap.message, *_market(desk, int(numbers[0])))]
    topic = topic_of(int(numbers[0])) if kind == TOPIC and len(numbers) == 2 else None
    if topic is None:
        return [Notice(answer_texts.STALE_BUTTON)]
    return [Edit(tap.message, *_on_topic(desk, tap.chat, topic, int(numbers[1])))]


def _market(desk: Desk, page: int) -> tuple[RichText, Keyboard]:
    base = desk.knowledge.base()
    counts = topics_of_start_ups(base)
    if not counts:
        return (Span(texts.NO_START_UPS),), ()
    unknown = unexplained(base)
    closing = [texts.WITHOUT_TOPIC.format(names=", ".join(unknown))] if unknown else []
    body = message(texts.MARKET, [Span(texts.MARKET_HINT)], closing)
    return body, page_of_topics(counts, page, START_UPS, "0")


def _on_topic(desk: Desk, chat: str, topic: str, page: int) -> tuple[RichText, Keyboard]:
    base = desk.knowledge.base()
    found = browse(topic, need(desk, chat, topic), base, desk.knowledge.atlas(base))
    shown, at = page_of(found.found, ON_A_PAGE, page)
    desk.stores.exposure.note(What.START_UP, [match.name for match in shown], desk.today)
    sources = Sources()
    lines = start_up_lines(shown, sources, at.page * ON_A_PAGE + 1)
    head = texts.START_UPS_ON.format(topic=topic) + at.said(" – ")
    body = message(head, lines, [found.few, PROCUREMENT])
    turned = turning(at, lambda number: f"{START_UPS}:{TOPIC}:{number_of(topic)}:{number}")
    return (*body, *sources.text(desk.today)), (*sources.buttons(), *turned, _to_topics())


def _to_topics() -> tuple[Button, ...]:
    return (Button(texts.ALL_TOPICS, f"{START_UPS}:{TOPICS}:0"),)
