"""From what was understood of a document to the card that staff see, with its buttons."""

from collections.abc import Sequence

from bot.conversation.actions import RichText, Span, Style
from bot.conversation.events import Button, Keyboard
from bot.texts import library as texts
from ingest import texts as ingest_texts
from ingest.corrections import Field
from ingest.lines import fact_value, german_day
from ingest.model import FileReport
from knowledge.model import Document, DocumentKind, Fact, FactKind

PREFIX = "u"
"""u:<target>:<what>[:<value>] – a target is "n" and a draft's id (new) or "s" and a document's id (stored)."""
LISTED = 4
"""So many topics, places or deadlines stand on a card; the rest is counted."""
LONGEST_BUTTON = 40
_HIGHLIGHTS = (
    FactKind.EVENT_DATE, FactKind.VENUE, FactKind.QUOTA, FactKind.CEILING, FactKind.COST, FactKind.PRICE,
)  # fmt: skip
_ROWS = (
    (Field.KIND, Field.TITLE, Field.DATE),
    (Field.PUBLISHER, Field.TOPICS, Field.PLACES),
    (Field.DEADLINES, Field.VALID_UNTIL, Field.REPLACES),
)


def card(head: str, report: FileReport, valid_until: str, replaces: str, notes: Sequence[str]) -> RichText:
    """Head, file, one line a field, then what else staff should know."""
    values = {
        Field.KIND: ingest_texts.KINDS[report.kind] if report.kind else texts.NOT_FOUND,
        Field.TITLE: report.title or texts.NOT_FOUND,
        Field.DATE: report.dated or texts.NOT_FOUND,
        Field.PUBLISHER: report.publisher or texts.NOT_FOUND,
        Field.TOPICS: _listed(report.topics),
        Field.PLACES: _listed(report.municipalities),
        Field.DEADLINES: _listed([german_day(day) for day in report.deadlines]),
        Field.VALID_UNTIL: valid_until or texts.NOT_FOUND,
        Field.REPLACES: replaces or texts.REPLACES_NONE,
    }
    shown = {field: value for field, value in values.items() if _worth(field, value, report.kind)}
    spans = [Span(f"{head}\n", Style.BOLD), Span(f"{texts.FILE.format(name=report.file)}\n{_size(report)}\n")]
    for field, value in shown.items():
        spans += [
            Span(f"\n{ingest_texts.LABELS[field]}: "),
            Span(value, Style.BOLD if field is Field.TITLE else Style.PLAIN),
        ]
    return (*spans, Span("\n\n" + "\n".join(notes))) if notes else tuple(spans)


def highlights(facts: Sequence[Fact]) -> list[str]:
    """What else was read that a glance can check: when and where, how much, for what price; a line a kind."""
    lines = []
    for kind in _HIGHLIGHTS:
        values = list(dict.fromkeys(fact_value(fact) for fact in facts if fact.kind is kind))
        if values:
            lines.append(f"{ingest_texts.FACTS[kind.value]}: {_listed(values)}")
    return lines


def _worth(field: Field, value: str, kind: DocumentKind | None) -> bool:
    """Deadlines, validity and predecessors concern few kinds of documents; elsewhere only what was found is shown."""
    if field in {Field.DEADLINES, Field.VALID_UNTIL, Field.REPLACES} and kind is not DocumentKind.FUNDING:
        return value not in {texts.NONE_FOUND, texts.NOT_FOUND, texts.REPLACES_NONE}
    return True


def _listed(values: Sequence[str]) -> str:
    if not values:
        return texts.NONE_FOUND
    more = texts.MORE.format(count=len(values) - LISTED) if len(values) > LISTED else ""
    return ", ".join(values[:LISTED]) + more


def _size(report: FileReport) -> str:
    parts = [counted_chunks(report.chunks)]
    if report.pages:
        parts.insert(0, texts.ONE_PAGE if report.pages == 1 else texts.PAGES.format(count=report.pages))
    if report.quality is not None:
        parts.append(texts.QUALITY.format(percent=round(report.quality * 100)))
    return texts.SIZE.format(parts=", ".join(parts))


def counted_chunks(count: int) -> str:
    """So many passages, in words."""
    return texts.ONE_CHUNK if count == 1 else texts.CHUNKS.format(count=count)


def decide_buttons(target: str) -> Keyboard:
    """Under a new document."""
    return (
        (
            _button(texts.TAKE, target, "take"),
            _button(texts.CHANGE, target, "change"),
            _button(texts.DROP, target, "drop"),
        ),
    )


def field_buttons(target: str) -> Keyboard:
    """One button a field, and the way back."""
    rows = [tuple(_button(ingest_texts.LABELS[field], target, "field", field.value) for field in row) for row in _ROWS]
    return (*rows, (_button(texts.BACK, target, "back"),))


def kind_buttons(target: str) -> Keyboard:
    """The kinds of documents."""
    kinds = [(_button(label, target, "kind", kind),) for kind, label in ingest_texts.KINDS.items()]
    return (*kinds, (_button(texts.BACK, target, "back"),))


def old_buttons(target: str, candidates: Sequence[Document]) -> Keyboard:
    """Documents that may be replaced, none, and the way back."""
    rows = [(_button(_short(one), target, "old", one.id),) for one in candidates]
    return (*rows, (_button(texts.NOTHING_OLD, target, "old"), _button(texts.BACK, target, "back")))


def _short(document: Document) -> str:
    title = document.title if len(document.title) <= LONGEST_BUTTON else f"{document.title[:LONGEST_BUTTON]}…"
    return f"{title} ({document.date.year})" if document.date else title


def _button(label: str, target: str, what: str, value: str = "") -> Button:
    return Button(label, ":".join(filter(None, (PREFIX, target, what, value))))
