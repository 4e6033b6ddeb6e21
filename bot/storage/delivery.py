"""The vocabulary of the ledger: where a message is, what is done with it, what is written down and what is read."""

import datetime as dt
from dataclasses import dataclass
from enum import IntEnum, StrEnum
from typing import Any


class State(StrEnum):
    """Where a message is. UNCERTAIN: it may have arrived; nothing but an organiser sends it again."""

    PENDING = "pending"
    SENDING = "sending"
    SENT = "sent"
    UNCERTAIN = "uncertain"
    BLOCKED = "blocked"
    UNSUBSCRIBED = "unsubscribed"
    FAILED = "failed"
    CANCELLED = "cancelled"
    EXPIRED = "expired"


class Operation(StrEnum):
    """What is done with a message; changing and deleting may be repeated without harm, sending may not."""

    SEND = "send"
    EDIT = "edit"
    DELETE = "delete"


class Priority(IntEnum):
    """Which messages of the queue go first: those to one person before those to many; BROADCAST keeps quiet hours."""

    PERSONAL = 0
    URGENT = 1
    BROADCAST = 2


@dataclass(frozen=True, slots=True)
class NewDelivery:
    """A message to be written down; `message` is rich text with buttons as JSON (see bot.conversation.stored).

    `key` makes it idempotent ("intro:17:asked"), `kind` says what it is about, `not_after` is the moment
    from which it would be wrong to send it, `topic` lets a member who muted it be spared.
    """

    key: str
    chat: str
    message: dict[str, Any]
    kind: str
    due_at: dt.datetime
    not_after: dt.datetime | None = None
    topic: str | None = None
    broadcast: int | None = None
    operation: Operation = Operation.SEND
    reference: str | None = None
    priority: Priority = Priority.PERSONAL


@dataclass(frozen=True, slots=True)
class Delivery:
    """A row of the ledger."""

    id: int
    key: str
    chat: str
    kind: str
    message: dict[str, Any]
    state: State
    operation: Operation
    broadcast: int | None
    reference: str | None
    due_at: dt.datetime
    changed_at: dt.datetime
    attempts: int
    problem: str | None
