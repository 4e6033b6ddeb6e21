"""Under a list too long for one message: which part is shown, its buttons in rows, and those that turn the page."""

from collections.abc import Callable, Sequence
from typing import NamedTuple, TypeVar

from bot.conversation.events import Button, Keyboard
from bot.texts import conversation as texts

_T = TypeVar("_T")


class Page(NamedTuple):
    """Number `page` (from 0) of `pages` (at least one)."""

    page: int
    pages: int

    def said(self, before: str = "") -> str:
        """Which page of how many, behind `before`; nothing where all is on one."""
        return before + texts.PAGE.format(page=self.page + 1, pages=self.pages) if self.pages > 1 else ""


def page_of(items: Sequence[_T], size: int, page: int) -> tuple[Sequence[_T], Page]:
    """The items on a page and where it stands; a page that is not there (any more) becomes the last."""
    pages = max(1, -(-len(items) // size))
    page = min(page, pages - 1)
    return items[page * size : (page + 1) * size], Page(page, pages)


def in_rows(buttons: Sequence[Button], most: int) -> Keyboard:
    """The buttons in their order, so many a row."""
    return tuple(tuple(buttons[start : start + most]) for start in range(0, len(buttons), most))


def turning(
    shown: Page, data: Callable[[int], str], labels: tuple[str, str] = (texts.EARLIER, texts.LATER)
) -> Keyboard:
    """A row back and on, where there is something; `data` says what the button to a page carries."""
    page, pages = shown
    row = [Button(labels[0], data(page - 1))] if page else []
    row += [Button(labels[1], data(page + 1))] if page + 1 < pages else []
    return (tuple(row),) if row else ()
