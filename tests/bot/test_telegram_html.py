"""What Telegram gets can't break: valid HTML in every part, nothing lost, nothing too long."""

from html.parser import HTMLParser

from hypothesis import example, given
from hypothesis import strategies as st

from bot.conversation.actions import RichText, Span, Style
from bot.conversation.events import Button
from bot.telegram.rendering import html_parts, keyboard_of, markup
from bot.telegram.splitting import split

ALLOWED = {"b", "i", "blockquote"}

words = st.text(st.sampled_from("ab <>&\"'ß😀\n.")) | st.text()
long_words = st.builds(lambda word, times: word * times, words, st.integers(1, 2000)).filter(lambda t: len(t) < 20_000)
spans = st.builds(Span, words | long_words, st.sampled_from(Style))
rich_texts = st.lists(spans, max_size=8).map(tuple)


class Strict(HTMLParser):
    """Reads a part as Telegram does and stops at anything that it would refuse."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=False)
        self.plain, self.marked = "", 0
        self.open: list[str] = []
        self.feed(html)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag in ALLOWED
        assert attrs in ([], [("expandable", None)] if tag == "blockquote" else [])
        assert self.open == []
        self.open.append(tag)
        self.marked += 1

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        assert not set(data) & set("<>&")
        self.plain += data

    def handle_entityref(self, name: str) -> None:
        self.plain += {"lt": "<", "gt": ">", "amp": "&"}[name]


def plain(text: RichText) -> str:
    return "".join(span.text for span in text)


def visible(text: str) -> str:
    return "".join(text.split())


@given(rich_texts)
@example((Span("<b>" * 3000, Style.BOLD),))
@example(tuple(Span("x ", Style.BOLD) for _ in range(500)))
def test_every_part_is_valid_html_within_telegrams_limits(text: RichText) -> None:
    for html in html_parts(text):
        read = Strict(html)
        assert 0 < len(html.encode("utf-16-le")) // 2 < 4096
        assert read.marked < 100
        assert read.plain.strip()


@given(rich_texts)
def test_splitting_loses_no_text_and_keeps_every_style(text: RichText) -> None:
    parts = split(text)
    assert "".join(map(plain, parts)) == plain(text)
    for style in Style:
        there = "".join(span.text for span in text if span.style is style)
        assert "".join(span.text for part in parts for span in part if span.style is style) == there


@given(rich_texts)
def test_nothing_that_can_be_seen_is_lost_on_the_way_to_html(text: RichText) -> None:
    assert visible("".join(Strict(html).plain for html in html_parts(text))) == visible(plain(text))


def test_a_long_text_is_cut_at_a_sentence_end_not_at_an_abbreviation() -> None:
    sentence = "Gefördert werden z. B. Vorhaben nach Nr. 5 der Richtlinie vom 31. August 2021."
    parts = split((Span(" ".join([sentence] * 100)),))
    assert len(parts) > 1
    assert all(plain(part).strip().startswith("Gefördert") for part in parts)
    assert all(plain(part).strip().endswith("2021.") for part in parts)


def test_what_is_short_stays_one_part() -> None:
    assert split((Span("Kurz."), Span("Gut.", Style.BOLD))) == [(Span("Kurz."), Span("Gut.", Style.BOLD))]
    assert split(()) == []


def test_a_keyboard_comes_back_from_telegram_as_it_was_sent() -> None:
    keyboard = ((Button("Quelle 1", "q:a"), Button("Quelle 2", "q:b")), (Button("👍", "f:1"),))
    assert keyboard_of(markup(keyboard)) == keyboard
    assert markup(()) is None
    assert keyboard_of(None) == ()
