"""`/dokumente`: the stored documents by page, by word, by what needs a look; and the bin."""

from collections.abc import Sequence

from bot.conversation.actions import Action, Edit, RichText, Send, Span, Style, say
from bot.conversation.desk import Desk
from bot.conversation.events import MOST_DATA_BYTES, Button, Keyboard, Tap
from bot.conversation.paging import Page, in_rows, page_of, turning
from bot.conversation.rendering import document_line, newest_first
from bot.library.card import PREFIX as CARD
from bot.library.targets import STORED, library_of
from bot.texts import library as texts
from ingest.selection import Look, searched, selected
from knowledge.clock import BERLIN
from knowledge.model import Document

PREFIX = "ul"
"""ul:<page>:<filter, or "?" and words>"""
PER_PAGE = 5
_LOOKS = {"n": Look.WITHOUT_DATE, "e": Look.EXPIRED, "c": Look.CONFLICTS}
_IN_A_ROW = 5


def list_documents(desk: Desk, _: str, argument: str) -> list[Action]:
    """The first page of all, of a filter, of what a word finds, or the bin. Raises Undecided, CatalogueError."""
    wanted = " ".join(argument.casefold().split())
    if wanted == texts.BIN:
        return [_bin(desk)]
    code = texts.FILTER_WORDS.get(wanted) or (f"?{argument.strip()}" if wanted else "")
    text, keyboard = _page(desk, code, 0)
    return [Send(text, keyboard)]


def turn(desk: Desk, tap: Tap, rest: str) -> list[Action]:
    """Another page in place of the one shown. Raises Undecided, CatalogueError."""
    page, _, code = rest.partition(":")
    text, keyboard = _page(desk, code, int(page) if page.isascii() and page.isdecimal() else 0)
    return [Edit(tap.message, text, keyboard)]


def _page(desk: Desk, code: str, page: int) -> tuple[RichText, Keyboard]:
    found = _found(desk, code)
    if not found:
        return (Span(texts.LIST_NONE if code else texts.LIST_EMPTY),), ()
    shown, at = page_of(found, PER_PAGE, page)
    lines = [
        texts.LIST_LINE.format(number=number, line=document_line(one, desk.today))
        for number, one in enumerate(shown, 1)
    ]
    foot = [at.said()] if at.pages > 1 else []
    foot += [texts.LIST_HINT] if not code else []
    text = (Span(f"{_title(code)} ({len(found)})\n", Style.BOLD), Span("\n".join([*lines, "", *foot]).rstrip()))
    return text, _keyboard(shown, code, at)


def _found(desk: Desk, code: str) -> list[Document]:
    catalogue = library_of(desk).ingestion().stores.catalogue
    if code.startswith("?"):
        return newest_first(searched(catalogue.documents(), code[1:]))
    looks = {_LOOKS[code]} if code in _LOOKS else set()
    return newest_first(selected(catalogue, looks, desk.today))


def _title(code: str) -> str:
    if code.startswith("?"):
        return texts.LIST_SEARCH.format(words=code[1:])
    return texts.LIST_TITLE.format(filter=texts.LIST_FILTERS[code]) if code in texts.LIST_FILTERS else texts.LIST_HEAD


def _keyboard(shown: Sequence[Document], code: str, at: Page) -> Keyboard:
    numbers = [Button(str(number), f"{CARD}:{STORED}{one.id}:show") for number, one in enumerate(shown, 1)]
    turned = turning(at, lambda number: _data(number, code), (texts.EARLIER, texts.LATER))
    return (*in_rows(numbers, _IN_A_ROW), *turned)


def _data(page: int, code: str) -> str:
    """What a button carries; long words of a search are cut, which finds no less."""
    data = f"{PREFIX}:{page}:{code}".encode()[:MOST_DATA_BYTES]
    return data.decode(errors="ignore")


def _bin(desk: Desk) -> Send:
    ingestion = library_of(desk).ingestion()
    ingestion.empty_bin()
    found = ingestion.stores.accessions.binned()[:PER_PAGE]
    if not found:
        return say(texts.BIN_EMPTY)
    lines = [
        texts.BIN_LINE.format(
            number=number, title=one.document.title, day=f"{one.binned_at.astimezone(BERLIN):%d.%m.%Y}"
        )
        for number, one in enumerate(found, 1)
    ]
    rows = tuple(
        (Button(texts.RESTORE.format(number=number), f"{CARD}:{STORED}{one.document.id}:restore"),)
        for number, one in enumerate(found, 1)
    )
    return Send((Span(f"{texts.BIN_HEAD}\n", Style.BOLD), Span("\n".join(lines))), rows)
