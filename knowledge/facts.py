"""The vocabulary, part: what ingestion reads from a document beside its text, each with its wording."""

from dataclasses import dataclass
from enum import StrEnum


class FactKind(StrEnum):
    """What a fact says; the wording that proves it is kept beside its value.

    Euros are plain decimals ("175000", "699984.50"), shares percent ("80"), periods "2023-05/2025-12" with an
    open end ("2023-05/"); a day that was only given as a month is "2026-03". What says no figure or name has
    its own wording, shortened, as its value.
    """

    TOPIC = "topic"
    MUNICIPALITY = "municipality"
    COUNTY = "county"
    DISTRICT = "district"
    DEADLINE = "deadline"  # day to apply, hand in or register by
    VALID_FROM = "valid_from"
    VALID_UNTIL = "valid_until"
    SUPERSEDES = "supersedes"
    EVENT_DATE = "event_date"  # with its hours where they are said: "2027-01-20T10:00/15:30"
    START_UP = "start_up"
    CONTACT = "contact"  # mail address, telephone number or person

    # Funding
    PROGRAMME = "programme"  # its name
    SHORT_NAME = "short_name"  # "IKZ"
    ELIGIBLE = "eligible"  # who may apply
    FUNDED = "funded"  # what is paid for
    NOT_FUNDED = "not_funded"  # what is not
    QUOTA = "quota"  # share of the expenses, percent
    AMOUNT = "amount"  # a sum that is granted, euros
    CEILING = "ceiling"  # most that is granted, euros
    ROUND = "round"  # a call or round with its day or period
    AUTHORITY = "authority"  # who decides on the application

    # Events
    VENUE = "venue"  # where it takes place, "online" if nowhere else
    ORGANISER = "organiser"
    MOVED = "moved"  # the day it was first to be, or the wording
    CANCELLED = "cancelled"

    # Projects
    COST = "cost"  # what it cost, euros
    PERIOD = "period"  # from when to when
    STAGE = "stage"  # "planned", "running" or "finished"
    RESULT = "result"  # what came of it
    TRANSFERABLE = "transferable"  # what others can take over
    SETBACK = "setback"  # what went wrong

    # Start-ups
    OFFER = "offer"  # what they do or sell
    PRICE = "price"  # euros, the wording says for what
    REFERENCE = "reference"  # a municipality they worked for: AGS, else its name
    SEAT = "seat"  # where they sit


@dataclass(frozen=True, slots=True)
class Fact:
    """One statement read from a document, with the wording it was read from.

    `value` is normalised: ISO dates, AGS for municipalities, otherwise a short string.
    """

    document_id: str
    kind: FactKind
    value: str
    wording: str
    page: int | None = None
