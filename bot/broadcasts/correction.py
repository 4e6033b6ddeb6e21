"""After a broadcast has gone out: its text changed or withdrawn on every phone, by the same ledger."""

import datetime as dt
from typing import Any

from bot.broadcasts.approval import Broadcasting
from bot.broadcasts.draft import Draft, draft_of, with_text
from bot.broadcasts.errors import BroadcastRefused
from bot.broadcasts.message import message_of
from bot.broadcasts.people import Person
from bot.broadcasts.placeholders import check_filled
from bot.broadcasts.plan import KIND, check_length
from bot.storage.broadcasts import Broadcast, Change, Phase
from bot.storage.deliveries import Delivery, NewDelivery, Operation, Priority, State
from bot.texts import broadcasts as texts

ON_ITS_WAY = dt.timedelta(minutes=10)
"""No request to a channel takes longer."""
_AFTER = (Phase.APPROVED, Phase.STOPPED, Phase.WITHDRAWN)


def correct(office: Broadcasting, number: int, actor: str, text: str) -> int:
    """Another text for all; on how many phones it is changed. Raises BroadcastRefused, CatalogueError."""
    found = _sent_out(office, number)
    draft = with_text(draft_of(found.draft), text)
    rows, people = office.stores.deliveries.of_broadcast(number), _people(office)
    waiting = [row for row in rows if row.operation is Operation.SEND and row.state in _WAITING and row.chat in people]
    sent = [row for row in rows if _arrived(row) and row.chat in people]
    _check(draft, [people[row.chat] for row in (*waiting, *sent)])
    office.stores.deliveries.rewrite({row.id: message_of(draft, people[row.chat]) for row in waiting})
    _keep(office, found, {"draft": draft.record()}, actor, "broadcast.corrected")
    key = f"edit:{draft.digest()}"
    edits = [_on(office, row, key, Operation.EDIT, message_of(draft, people[row.chat])) for row in sent]
    return office.stores.deliveries.put_all(edits)


def recall(office: Broadcasting, number: int, actor: str) -> int:
    """Hold what has not gone out and delete what has; on how many phones. Raises BroadcastRefused, CatalogueError."""
    found = _sent_out(office, number)
    office.stores.deliveries.cancel(number, office.clock())
    _keep(office, found, {"state": Phase.WITHDRAWN.value}, actor, "broadcast.recalled")
    return _delete(office, found)


def catch_up(office: Broadcasting) -> None:
    """Delete what was still on its way when its broadcast was recalled. Raises CatalogueError."""
    for found in office.stores.broadcasts.all(Phase.WITHDRAWN):
        if office.clock() - found.changed_at < ON_ITS_WAY and _more_arrived(office, found):
            _delete(office, found)


def _more_arrived(office: Broadcasting, found: Broadcast) -> bool:
    counts = office.stores.deliveries.counts
    return counts(found.id)[State.SENT] > sum(counts(found.id, Operation.DELETE).values())


_WAITING = (State.PENDING, State.CANCELLED)


def _delete(office: Broadcasting, found: Broadcast) -> int:
    sent = [row for row in office.stores.deliveries.of_broadcast(found.id) if _arrived(row)]
    return office.stores.deliveries.put_all([_on(office, row, "recall", Operation.DELETE, {}) for row in sent])


def _on(office: Broadcasting, row: Delivery, key: str, operation: Operation, message: dict[str, Any]) -> NewDelivery:
    """What is to be done with the message on one phone; the key keeps it from being done twice."""
    return NewDelivery(
        f"{key}:{row.id}", row.chat, message, KIND, office.clock(), None, None, row.broadcast, operation,
        row.reference, Priority.URGENT,
    )  # fmt: skip


def _sent_out(office: Broadcasting, number: int) -> Broadcast:
    found = office.find(number)
    if found.phase not in _AFTER:
        raise BroadcastRefused(texts.WRONG_PHASE.format(number=number, phase=texts.PHASES[found.phase]))
    return found


def _arrived(row: Delivery) -> bool:
    return row.operation is Operation.SEND and row.state is State.SENT and bool(row.reference and row.chat)


def _people(office: Broadcasting) -> dict[str, Person]:
    return {person.member.chat: person for person in office.world().people}


def _check(draft: Draft, people: list[Person]) -> None:
    if people:
        check_filled(draft.text, people)
        check_length(draft, people)


def _keep(office: Broadcasting, found: Broadcast, values: dict[str, object], actor: str, action: str) -> None:
    office.stores.broadcasts.change(found.id, lambda _: Change(values), office.clock())
    office.stores.audit.note(actor, action, str(found.id), office.clock())
