"""From the ledger to what organisers read: counts, who is in doubt, duration; in words, as a record, as a table."""

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from bot.broadcasts.approval import Broadcasting
from bot.broadcasts.audience import choose
from bot.broadcasts.draft import draft_of
from bot.broadcasts.people import Person, World
from bot.broadcasts.schedule import shown
from bot.storage.broadcasts import Broadcast, Phase
from bot.storage.deliveries import Delivery, Operation, State
from bot.texts import broadcasts as texts
from knowledge.clock import BERLIN

_NOT_DONE = (State.PENDING, State.SENDING)


@dataclass(frozen=True, slots=True)
class Line:
    """One recipient: what became of the message."""

    delivery: Delivery
    name: str


@dataclass(frozen=True, slots=True)
class Report:
    """The state of one broadcast now; `late` joined the audience after it was frozen.

    `left_out` has chat, name and reason (a key of texts.LEFT_OUT) of those who were in it and got nothing.
    """

    broadcast: Broadcast
    lines: tuple[Line, ...]
    left_out: tuple[dict[str, str], ...]
    corrections: Counter[State]
    late: tuple[Person, ...]

    @property
    def counts(self) -> dict[str, int]:
        """How many messages are in which state, every state named."""
        counted = Counter(line.delivery.state for line in self.lines)
        return {state.value: counted[state] for state in State}

    @property
    def state(self) -> str:
        """See `state_of`."""
        return state_of(self.broadcast, (line.delivery.state for line in self.lines))

    @property
    def seconds(self) -> float | None:
        """From the first message to the last."""
        ends = [line.delivery.changed_at for line in self.lines if line.delivery.state is State.SENT]
        return (max(ends) - min(ends)).total_seconds() if ends else None

    def in_state(self, state: State) -> list[Line]:
        """The recipients whose message is in that state."""
        return [line for line in self.lines if line.delivery.state is state]


def state_of(broadcast: Broadcast, deliveries: Iterable[State]) -> str:
    """draft, waiting, discarded, stopped, withdrawn; of an approved one: scheduled, sending or done."""
    if broadcast.phase is not Phase.APPROVED:
        return broadcast.phase.value
    states = set(deliveries)
    if states <= {State.PENDING}:
        return "scheduled"
    return "sending" if states & set(_NOT_DONE) else "done"


def report(broadcasting: Broadcasting, number: int) -> Report:
    """Raises BroadcastRefused where there is none of that number, CatalogueError."""
    return reports_of(broadcasting, [broadcasting.find(number)])[0]


def reports_of(broadcasting: Broadcasting, broadcasts: Sequence[Broadcast]) -> list[Report]:
    """One each, with the members read once for all. Raises CatalogueError."""
    world = broadcasting.world()
    names = {person.member.chat: person.called for person in world.people}
    return [_report(broadcasting, found, world, names) for found in broadcasts]


def _report(broadcasting: Broadcasting, found: Broadcast, world: World, names: dict[str, str]) -> Report:
    rows = broadcasting.stores.deliveries.of_broadcast(found.id)
    lines = tuple(Line(row, names.get(row.chat) or row.chat or texts.ERASED) for row in rows if _is_send(row))
    left_out = tuple(
        one | {"name": names.get(one["chat"]) or one["chat"] or texts.ERASED}
        for one in (found.frozen or {}).get("left_out", [])
    )
    late: tuple[Person, ...] = ()
    if found.frozen:
        since = dt.datetime.fromisoformat(found.frozen["at"])
        chosen = choose(draft_of(found.draft).audience, world).people
        late = tuple(person for person in chosen if person.member.joined_at > since)
    return Report(found, lines, left_out, Counter(row.state for row in rows if not _is_send(row)), late)


def _is_send(row: Delivery) -> bool:
    return row.operation is Operation.SEND


def in_words(found: Report) -> str:
    """As "212 zugestellt (Telegram hat angenommen), 3 blockiert, 1 unsicher …": never that somebody read it."""
    counted = [
        texts.COUNTED[state].format(count=count) for state, count in found.counts.items() if count or state == "sent"
    ]
    if found.seconds is not None:
        counted.append(texts.DURATION.format(seconds=round(found.seconds)))
    lines = [head(found), ", ".join(counted) + "."] if found.lines else [head(found)]
    lines += [texts.UNCERTAIN_LINE.format(name=line.name) for line in found.in_state(State.UNCERTAIN)]
    lines += [
        texts.FAILED_LINE.format(name=line.name, problem=line.delivery.problem or "–")
        for line in found.in_state(State.FAILED)
    ]
    if found.corrections:
        said = ", ".join(texts.COUNTED[state.value].format(count=count) for state, count in found.corrections.items())
        lines.append(texts.CORRECTIONS.format(counts=said))
    if found.late:
        lines.append(texts.LATE.format(names=", ".join(person.called for person in found.late)))
    return "\n".join(lines)


def head(found: Report) -> str:
    """Number, state and time in one line."""
    return texts.REPORT_HEAD.format(
        number=found.broadcast.id, state=texts.STATES[found.state], time=shown(found.broadcast.due_at)
    )


def record(found: Report) -> dict[str, Any]:
    """What `--json` prints: id, state, text, audience, due_at, recipients, counts, uncertain, left_out, digest."""
    broadcast, draft = found.broadcast, draft_of(found.broadcast.draft)
    frozen = broadcast.frozen or {}
    return {
        "id": broadcast.id,
        "state": found.state,
        "text": draft.text,
        "audience": frozen.get("described") or draft.words,
        "due_at": broadcast.due_at.astimezone(dt.UTC).isoformat(),
        "due_local": broadcast.due_at.astimezone(BERLIN).replace(tzinfo=None).isoformat(),
        "time_zone": BERLIN.key,
        "urgent": draft.urgent,
        "series": draft.series.record() if draft.series else None,
        "digest": draft.digest(),
        "approvals": broadcast.approvals,
        "recipients": len(found.lines),
        "counts": found.counts,
        "uncertain": [
            {"delivery": line.delivery.id, "chat": line.delivery.chat, "name": line.name}
            for line in found.in_state(State.UNCERTAIN)
        ],
        "left_out": list(found.left_out),
        "duration_s": found.seconds,
    }


HEADINGS = ("Empfänger", "Zustand", "Zeit", "Grund")


def table(found: Report) -> list[tuple[str, str, str, str]]:
    """One row a recipient, those who were left out at the end."""
    rows = [
        (line.name, texts.ROW_STATES[line.delivery.state], _time(line.delivery), line.delivery.problem or "")
        for line in found.lines
    ]
    return rows + [
        (one["name"], texts.ROW_LEFT_OUT, "", texts.LEFT_OUT[one["reason"]].replace(" {most}", ""))
        for one in found.left_out
    ]


def _time(delivery: Delivery) -> str:
    if delivery.state in _NOT_DONE:
        return ""
    return f"{delivery.changed_at.astimezone(BERLIN):%d.%m.%Y %H:%M:%S}"
