"""Between a channel and the ledger: how an attempt to send one message ended, in words that no channel owns."""

from dataclasses import dataclass
from enum import StrEnum

from bot.storage.couriers import Result
from bot.storage.deliveries import State


class OutcomeKind(StrEnum):
    """SENT: the channel took it. RETRY_AFTER: the channel wants silence. BLOCKED: the person wants no messages.

    FAILED: it can never be sent as it is. UNCERTAIN: it may have been taken. UNREACHABLE: it was not
    taken, the channel is away. MIGRATED: the chat has a new address.
    """

    SENT = "sent"
    RETRY_AFTER = "retry_after"
    BLOCKED = "blocked"
    FAILED = "failed"
    UNCERTAIN = "uncertain"
    UNREACHABLE = "unreachable"
    MIGRATED = "migrated"


@dataclass(frozen=True, slots=True)
class Outcome:
    """`seconds` of silence that the channel asks for, `reference` of the message there, `chat` a new address.

    `away` says of an UNCERTAIN one that the channel itself may be out of order, so that nothing more
    should be tried until it answers again.
    """

    kind: OutcomeKind
    seconds: float = 0.0
    reference: str | None = None
    chat: str | None = None
    problem: str | None = None
    away: bool = False


_STATES = {
    OutcomeKind.SENT: State.SENT,
    OutcomeKind.RETRY_AFTER: State.PENDING,
    OutcomeKind.BLOCKED: State.BLOCKED,
    OutcomeKind.FAILED: State.FAILED,
    OutcomeKind.UNCERTAIN: State.UNCERTAIN,
    OutcomeKind.UNREACHABLE: State.PENDING,
    OutcomeKind.MIGRATED: State.PENDING,
}
_LONGEST_PROBLEM = 200


def result_of(outcome: Outcome) -> Result:
    """What the ledger is to note."""
    problem = outcome.problem[:_LONGEST_PROBLEM] if outcome.problem else None
    return Result(_STATES[outcome.kind], outcome.reference, problem, outcome.chat)
