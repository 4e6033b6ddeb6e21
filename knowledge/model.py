"""The vocabulary of every path: documents, chunks, facts, questions, evidence, answers (all frozen)."""

import datetime as dt
from dataclasses import dataclass, field
from enum import StrEnum

from knowledge.facts import Fact as Fact  # noqa: PLC0414 - re-exported: the whole vocabulary is read from here
from knowledge.facts import FactKind as FactKind  # noqa: PLC0414
from knowledge.written_dates import german_date


class DocumentKind(StrEnum):
    """What sort of document staff put in; the values are part of the JSON contract."""

    PRESS = "presse"
    FUNDING = "foerderung"
    PROJECT = "projekt"
    START_UP = "startup"
    EVENT = "veranstaltung"


@dataclass(frozen=True, slots=True)
class Document:
    """One file that staff put in.

    `id` names the document for good (12 hex digits, made from `origin`), `digest` says whether its
    bytes changed (SHA-256, hex). `origin` is where it came from: an absolute path, or
    `sample:<relative path>` for the shipped samples. `pages` is None for formats without pages.
    `superseded_by` is the id of the document that replaces this one.
    `date` is the first of its month where `month_only` says that no day was given.
    """

    id: str
    name: str
    title: str
    kind: DocumentKind
    digest: str
    origin: str
    publisher: str | None = None
    date: dt.date | None = None
    pages: int | None = None
    url: str | None = None
    valid_from: dt.date | None = None
    valid_until: dt.date | None = None
    superseded_by: str | None = None
    month_only: bool = False

    @property
    def dated(self) -> str | None:
        """The date as far as it is known: "31.08.2021", "August 2021"."""
        return german_date(self.date, month_only=self.month_only)


class ChunkKind(StrEnum):
    """How a chunk stands in its document."""

    PARAGRAPH = "paragraph"
    CLAUSE = "clause"
    LIST_ITEM = "list_item"
    TABLE_ROW = "table_row"


@dataclass(frozen=True, slots=True)
class Chunk:
    """A clause: the unit of search and of quoting (numbered paragraph, table row, bullet, short paragraph).

    `text` is verbatim (line-end hyphens joined). `lead` is what a reader needs before it, verbatim
    too: the column heads of a table row, the sentence that introduces a list; otherwise empty.
    `shown` is how a reader sees a table row, its cells beside their heads ("Ladepunkt: Fördersatz
    40 Prozent, Höchstbetrag 6.500 Euro"); empty where lead and text read well as they are.
    `heading` is the path of headings from the top. `page` counts from 1, None without pages.
    `section` numbers the passages of a document from 0: all chunks of one page, or of about 1,500
    characters under one heading where a format has no pages. `id` is made from the document's id,
    heading path and text, so that it survives a move within the document; `digest` covers all
    fields and says whether the stored row must be written again.
    """

    id: str
    document_id: str
    ordinal: int
    text: str
    kind: ChunkKind
    section: int
    digest: str
    page: int | None = None
    heading: tuple[str, ...] = ()
    lead: str = ""
    shown: str = ""

    @property
    def display(self) -> str:
        """The chunk as a reader sees it in an answer."""
        return self.shown or (f"{self.lead} {self.text}" if self.lead else self.text)


@dataclass(frozen=True, slots=True)
class Municipality:
    """A municipality; `ags` is the eight-digit official key, `population` counts people at `population_as_of`."""

    ags: str
    name: str
    kind: str
    county: str
    district: str
    population: int
    population_as_of: str
    latitude: float
    longitude: float


@dataclass(frozen=True, slots=True)
class Turn:
    """One earlier message of the conversation; `role` is "user" or "assistant"."""

    role: str
    text: str


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked, with all that understanding may use: the day, earlier turns, the asker's own municipality."""

    text: str
    today: dt.date
    history: tuple[Turn, ...] = ()
    municipality: Municipality | None = None


@dataclass(frozen=True, slots=True)
class Evidence:
    """A chunk that retrieval found, with its document and its score (0 to about 3, higher is better)."""

    chunk: Chunk
    document: Document
    score: float


@dataclass(frozen=True, slots=True)
class Source:
    """What an answer shows under a statement: where the quotation stands, to the page."""

    chunk_id: str
    document_id: str
    document: str
    title: str
    quote: str
    publisher: str | None = None
    date: dt.date | None = None
    page: int | None = None
    heading: str | None = None
    url: str | None = None
    valid_until: dt.date | None = None
    month_only: bool = False

    @property
    def label(self) -> str:
        """Title, publisher, date and page as a reader sees them under an answer."""
        dated = german_date(self.date, month_only=self.month_only) or "ohne Datum"
        page = f"S. {self.page}" if self.page else None
        return ", ".join(part for part in (self.title, self.publisher, dated, page) if part)


@dataclass(frozen=True, slots=True)
class Statement:
    """One sentence or clause of an answer; `source` is the index in `Answer.sources` that proves it.

    `key` is the part of `text` that decides (shown bold), empty where nothing stands out. `heading`
    stands on lines of its own before it: where a message asked several things, the one that this
    and the next statements answer.
    """

    text: str
    source: int
    key: str = ""
    heading: str = ""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A start-up or municipality that an answer points at; `sources` are indices in `Answer.sources`.

    `reasons` are quotations; `against` says what speaks against it or is not known. `ags` is the
    official key of a municipality, None for start-ups and for places outside the directory. `facts` are
    what the directory of municipalities says of it (distance, county, population with its date).
    """

    name: str
    reasons: tuple[str, ...]
    sources: tuple[int, ...]
    against: tuple[str, ...] = ()
    ags: str | None = None
    facts: tuple[str, ...] = ()


class AnswerStatus(StrEnum):
    """How an answer ended; the values are part of the JSON contract."""

    ANSWERED = "answered"
    PARTIAL = "partial"
    NO_EVIDENCE = "no_evidence"
    CLARIFY = "clarify"
    DECLINED = "declined"
    SMALLTALK = "smalltalk"


@dataclass(frozen=True, slots=True)
class Answer:
    """What the reader gets: an opening line, statements with their sources, and a closing line.

    `lead` and `closing` are the assistant's own words (never a fact about the world beyond dates
    and titles of the sources); `statements` are quotations or are checked against them.
    `passages` are the ten best that retrieval found, before judging.
    """

    status: AnswerStatus
    lead: str = ""
    statements: tuple[Statement, ...] = ()
    closing: str = ""
    sources: tuple[Source, ...] = ()
    options: tuple[str, ...] = ()
    start_ups: tuple[Suggestion, ...] = ()
    partners: tuple[Suggestion, ...] = ()
    passages: tuple[Evidence, ...] = ()
    signals: dict[str, float] = field(default_factory=dict)

    @property
    def text(self) -> str:
        """The answer as a reader sees it, without markup: answer first, then the sources, each place once."""
        said = [
            "\n".join(line for line in (statement.heading, f"{statement.text} [{statement.source + 1}]") if line)
            for statement in self.statements
        ]
        numbers: dict[str, str] = {}
        for number, source in enumerate(self.sources, 1):
            numbers[source.label] = numbers.get(source.label, "") + f"[{number}]"
        shown = [f"{found} {label}" for label, found in numbers.items()]
        named = (_named("Start-ups", self.start_ups), _named("Kommunen", self.partners))
        doubtful = [found for found in (*self.start_ups, *self.partners) if found.against]
        against = [f"Zu bedenken: {found.name}: {' '.join(found.against)}" for found in doubtful]
        return "\n".join(part for part in (self.lead, *said, *named, *against, self.closing, *shown) if part)


def _named(heading: str, suggestions: tuple[Suggestion, ...]) -> str:
    """Who is suggested, where they lie and which sources speak for them, on one line; empty where nobody is."""
    lines = [
        f"{found.name}{f' ({found.facts[0]})' if found.facts else ''}"
        + (f" [{', '.join(str(source + 1) for source in found.sources)}]" if found.sources else "")
        for found in suggestions
    ]
    return f"{heading}: {'; '.join(lines)}" if lines else ""
