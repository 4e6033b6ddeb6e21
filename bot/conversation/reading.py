"""From a source to its wording: the passage behind "Quelle n" with its file, and the list of all documents."""

from bot.conversation import buttons
from bot.conversation.actions import Action, Edit, Notice, Send, SendFile, SendPicture, Span, Style, say
from bot.conversation.desk import Desk
from bot.conversation.events import Keyboard, Tap
from bot.conversation.paging import page_of, turning
from bot.conversation.rendering import document_line, newest_first, passage_text
from bot.texts import conversation as texts
from knowledge.errors import NotFound
from knowledge.model import Document

ON_A_PAGE = 5


def show_passage(desk: Desk, _: Tap, chunk_id: str) -> list[Action]:
    """The wording of a source where it stands, a picture of it, and the file. Raises CatalogueError."""
    try:
        passage = desk.knowledge.passage(chunk_id)
    except NotFound:
        return [say(texts.PASSAGE_GONE)]
    document = passage.document
    text = passage_text(passage, _successor(desk, document), desk.today)
    path = desk.originals.path(document)
    if path is None:
        return [Send((*text, Span(f"\n\n{texts.FILE_MISSING}", Style.ITALIC)))]
    page = passage.chunk.page
    caption = texts.FILE_CAPTION.format(page=page) if page else ""
    picture = SendPicture(desk.originals.picture(passage), caption or texts.PASSAGE_PICTURE)
    return [Send(text), picture, SendFile(path, document.name, caption)]


def list_documents(desk: Desk, _: str, __: str) -> list[Action]:
    """The first page of all documents, newest first. Raises CatalogueError."""
    text, keyboard = _page(desk, 0)
    return [Send(text, keyboard)]


def turn_page(desk: Desk, tap: Tap, rest: str) -> list[Action]:
    """Another page in place of the one shown; one that is no longer there becomes the last. Raises CatalogueError."""
    if not rest.isascii() or not rest.isdecimal():
        return [Notice(texts.STALE_BUTTON)]
    text, keyboard = _page(desk, int(rest))
    return [Edit(tap.message, text, keyboard)]


def _page(desk: Desk, page: int) -> tuple[tuple[Span, ...], Keyboard]:
    documents = newest_first(desk.knowledge.catalogue.documents())
    if not documents:
        return (Span(f"{texts.SOURCES_NONE}\n\n"), Span(texts.ATTRIBUTION, Style.ITALIC)), ()
    shown, at = page_of(documents, ON_A_PAGE, page)
    lines = "\n".join(f"• {document_line(document, desk.today)}" for document in shown)
    text = (
        Span(texts.SOURCES_HEAD, Style.BOLD),
        Span(f"{at.said(' – ')}\n{lines}\n\n"),
        Span(texts.ATTRIBUTION, Style.ITALIC),
    )
    return text, turning(at, lambda number: f"{buttons.LIST}:{number}")


def _successor(desk: Desk, document: Document) -> Document | None:
    return desk.knowledge.catalogue.document(document.superseded_by) if document.superseded_by else None
