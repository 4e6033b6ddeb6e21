"""Beside the running bot: counts and durations for Prometheus, without anything that anybody wrote."""

from prometheus_client import Counter, Gauge, Histogram, generate_latest
from prometheus_client.exposition import CONTENT_TYPE_LATEST

CONTENT_TYPE = CONTENT_TYPE_LATEST
_SECONDS = (0.05, 0.1, 0.25, 0.5, 1, 2, 5, 10, 30, 90)

_received = Counter("lotse_updates_received", "Updates from the channel, by whether they were new.", ["new"])
_waiting = Gauge("lotse_updates_waiting", "Updates that are written down and not done.")
_handled = Histogram(
    "lotse_update_seconds", "From the beginning of work on an update to its last message.", buckets=_SECONDS
)
_answers = Counter("lotse_answers", "Answers to questions, by status.", ["status"])
_answering = Histogram("lotse_answer_seconds", "From question to answer, without sending.", buckets=_SECONDS)
_refused = Counter("lotse_updates_refused", "Updates that were not worked on, by reason.", ["reason"])
_failures = Counter("lotse_failures", "Errors that a reader was told about, by kind.", ["kind"])


def exposition() -> bytes:
    """All of it, in the text form that Prometheus reads."""
    return generate_latest()


def received(*, new: bool) -> None:
    """An update came in."""
    _received.labels("yes" if new else "no").inc()


def waiting(count: int) -> None:
    """How many updates wait at the moment."""
    _waiting.set(count)


def handled(seconds: float) -> None:
    """An update is done."""
    _handled.observe(seconds)


def answered(status: str, seconds: float) -> None:
    """A question was answered, with which status."""
    _answers.labels(status).inc()
    _answering.observe(seconds)


def refused(reason: str) -> None:
    """An update was not worked on: "wrong_secret", "unreadable", "too_many", "overload", "given_up"."""
    _refused.labels(reason).inc()


def failed(kind: str) -> None:
    """A reader was told that something failed; `kind` is the name of the error's class."""
    _failures.labels(kind).inc()
