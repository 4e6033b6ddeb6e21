"""The vocabulary of matching: needs, what members reported, reasons and matches (all frozen; no database behind it)."""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from knowledge.index.clauses import Query
from knowledge.model import Chunk, Document, Municipality


class AreaKind(StrEnum):
    """How a question limits where to look."""

    MUNICIPALITY = "municipality"
    COUNTY = "county"
    DISTRICT = "district"
    STATE = "state"
    NEAR = "near"


@dataclass(frozen=True, slots=True)
class Area:
    """Where to look first: `value` is an AGS, a county's or a district's name; empty for the state and "near"."""

    kind: AreaKind
    value: str = ""


@dataclass(frozen=True, slots=True)
class Need:
    """What someone looks for: the words with their weights and concepts, who asks, when, and where to look.

    `quoted` are the ids of the clauses that an answer to the same question quotes, best first: they lead.
    """

    text: str
    query: Query
    today: dt.date
    home: Municipality | None = None
    area: Area | None = None
    quoted: tuple[str, ...] = ()


class Stage(StrEnum):
    """How far something has come."""

    IDEA = "idea"
    PLANNED = "planned"
    RUNNING = "running"
    FINISHED = "finished"
    FAILED = "failed"


class RecordKind(StrEnum):
    """What a member put on the board."""

    NEED = "need"
    OFFER = "offer"
    TOPIC = "topic"


@dataclass(frozen=True, slots=True)
class Record:
    """A need, an offer or a reported topic of a municipality, as its member wrote it on `day`.

    `consent` is False once the member no longer wants to be shown or suggested.
    """

    id: str
    kind: RecordKind
    ags: str
    text: str
    day: dt.date
    stage: Stage | None = None
    topic: str = ""
    consent: bool = True


@dataclass(frozen=True, slots=True)
class Quote:
    """Words as they stand in a clause of a document."""

    text: str
    chunk: Chunk
    document: Document


@dataclass(frozen=True, slots=True)
class Told:
    """Words as they stand on the board, with the day they were written."""

    text: str
    record: Record


Reason = Quote | Told
"""A reason is never our own claim: `text` stands verbatim in the clause or in the record."""


class PartName(StrEnum):
    """What a score is made of."""

    TOPIC = "topic"
    COMPLEMENT = "complement"
    STAGE = "stage"
    SIZE = "size"
    NEARNESS = "nearness"
    RECENCY = "recency"


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a score, 0 to 1, with what it was read from in German ("14 km entfernt, Kreis Borken")."""

    name: PartName
    value: float
    shown: str


@dataclass(frozen=True, slots=True)
class StartUp:
    """A start-up that may help: `fit` 0 to 1, `against` what speaks against it or is not known (never empty)."""

    name: str
    document: Document
    fit: float
    reasons: tuple[Quote, ...]
    against: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class StartUps:
    """The matches, best first; `few` is the sentence that says so where there are fewer than three."""

    found: tuple[StartUp, ...]
    few: str = ""


@dataclass(frozen=True, slots=True)
class Partner:
    """A municipality to talk to: `score` is the harmonic mean of what it gives the asker and the asker gives it.

    `away` marks one of another district, which is encouraged; `failed` one whose project did not last.
    """

    municipality: Municipality
    score: float
    gives: float
    gets: float
    parts: tuple[Part, ...]
    reasons: tuple[Reason, ...]
    against: tuple[str, ...]
    stage: Stage | None = None
    away: bool = False


class Barrier(StrEnum):
    """Why a municipality is left out however well it fits."""

    OWN = "own"
    CONSENT = "consent"
    ENDED = "ended"


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A municipality that is left out, with the reason as a German sentence."""

    municipality: Municipality
    barrier: Barrier
    sentence: str


@dataclass(frozen=True, slots=True)
class Partners:
    """The matches, best first, and who was left out; `note` says where the area asked for holds none."""

    found: tuple[Partner, ...]
    left_out: tuple[LeftOut, ...] = ()
    note: str = ""
