"""From a draft to messages in the ledger: who has to agree, the time to undo, the frozen audience; and the stop."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bot.broadcasts.draft import Draft, draft_of, with_file
from bot.broadcasts.errors import BroadcastRefused
from bot.broadcasts.message import message_of
from bot.broadcasts.people import Person, World, world_of
from bot.broadcasts.plan import KIND, Plan, plan
from bot.broadcasts.rules import Rules
from bot.storage import Stores
from bot.storage.broadcasts import Broadcast, Change, Phase
from bot.storage.deliveries import NewDelivery, Priority
from bot.texts import broadcasts as texts
from knowledge.clock import now
from knowledge.german.places import Gazetteer

UNDO = dt.timedelta(minutes=5)
"""After an approval in the chat; on the command line there is none, `stop` is quick enough for whoever sits there."""
LATEST = dt.timedelta(days=3)
"""What could not be sent so long after its time is not sent any more."""
COMMAND_LINE = "lotse"
"""Who acts on the command line; the operator of the machine is nobody's second pair of eyes and needs none."""
_OPEN = (Phase.DRAFT, Phase.WAITING)


@dataclass(frozen=True, slots=True)
class Broadcasting:
    """All that organisers can do with broadcasts. Every call may raise CatalogueError and BroadcastRefused."""

    stores: Stores
    gazetteer: Gazetteer
    rules: Rules
    clock: Callable[[], dt.datetime] = now

    def world(self) -> World:
        """The members as they are now."""
        return world_of(self.stores, self.gazetteer, self.clock())

    def plan(self, draft: Draft) -> Plan:
        """What would happen if this were approved now."""
        return plan(draft, self.world(), self.stores, self.rules, self.clock())

    def find(self, number: int) -> Broadcast:
        """One broadcast."""
        found = self.stores.broadcasts.find(number)
        if found is None:
            raise BroadcastRefused(texts.NO_SUCH_BROADCAST.format(number=number))
        return found

    def create(self, author: str, draft: Draft) -> Broadcast:
        """Keep a draft, once it could be sent as it is."""
        planned, at = self.plan(draft), self.clock()
        made = self.stores.broadcasts.add(author, draft.record(), planned.when.at, at)
        self.stores.audit.note(author, "broadcast.drafted", str(made.id), at)
        return made

    def alter(self, number: int, actor: str, draft: Draft) -> Broadcast:
        """Another text, audience or time; every approval given before is void."""
        planned = self.plan(draft)

        def change(found: Broadcast) -> Change:
            _must_be(found, *_OPEN)
            record = {"draft": draft.record(), "approvals": [], "state": Phase.DRAFT.value}
            return Change(record | {"due_at": planned.when.at})

        return self._changed(number, change, "broadcast.altered", actor)

    def discard(self, number: int, actor: str) -> Broadcast:
        """Give a draft up."""

        def change(found: Broadcast) -> Change:
            _must_be(found, *_OPEN)
            return Change({"state": Phase.DISCARDED.value})

        return self._changed(number, change, "broadcast.discarded", actor)

    def approve(self, number: int, actor: str, digest: str | None = None) -> Broadcast:
        """One person's approval; with the last one that is needed the audience is frozen and written down.

        `digest` is that of the draft this person has seen; None approves what is there.
        """
        before = self.find(number)
        _must_be(before, *_OPEN)
        draft = draft_of(before.draft)
        if digest is not None and digest != draft.digest():
            raise BroadcastRefused(texts.ALTERED_MEANWHILE)
        _file_as_approved(draft)
        planned, at = self.plan(draft), self.clock()
        undo = dt.timedelta() if actor == COMMAND_LINE else UNDO

        def change(found: Broadcast) -> Change:
            _must_be(found, *_OPEN)
            if found.draft != before.draft:
                raise BroadcastRefused(texts.ALTERED_MEANWHILE)
            approvals = [*found.approvals, {"actor": actor, "digest": draft.digest(), "at": at.isoformat()}]
            if not self._enough(found.author, [one["actor"] for one in approvals], urgent=draft.urgent):
                return Change({"approvals": approvals, "state": Phase.WAITING.value})
            values = {
                "approvals": approvals, "state": Phase.APPROVED.value, "frozen": frozen_of(planned, at),
                "due_at": max(planned.when.at, at + undo), "not_before": at + undo,
            }  # fmt: skip
            return Change(values, deliveries_of(number, planned, max(planned.when.at, at + undo)))

        return self._changed(number, change, "broadcast.approved", actor)

    def _enough(self, author: str, actors: list[str], *, urgent: bool) -> bool:
        """Four eyes: somebody else than the author; urgent: two approvals, of two people where four eyes are asked."""
        if self.rules.four_eyes and COMMAND_LINE not in actors:
            others = set(actors) - {author}
            return len(set(actors)) > 1 and bool(others) if urgent else bool(others)
        return len(actors) > 1 if urgent else True

    def take_back(self, number: int, actor: str) -> Broadcast:
        """Undo the approval in the time for that: it is a draft again, and nobody has got anything."""
        at = self.clock()

        def change(found: Broadcast) -> Change:
            _must_be(found, Phase.APPROVED)
            if found.not_before is None or at >= found.not_before:
                raise BroadcastRefused(texts.TOO_LATE_TO_UNDO.format(number=number))
            return Change({"state": Phase.DRAFT.value, "approvals": [], "frozen": None}, undone=True)

        return self._changed(number, change, "broadcast.taken_back", actor)

    def stop(self, number: int, actor: str) -> tuple[Broadcast, int]:
        """Nothing more goes out; how many messages were held."""
        held = self.stores.deliveries.cancel(number, self.clock())

        def change(found: Broadcast) -> Change:
            _must_be(found, Phase.APPROVED, Phase.STOPPED)
            return Change({"state": Phase.STOPPED.value})

        return self._changed(number, change, "broadcast.stopped", actor), held

    def resume(self, number: int, actor: str) -> tuple[Broadcast, int]:
        """Go on with what was held; how many messages that are."""

        def change(found: Broadcast) -> Change:
            _must_be(found, Phase.STOPPED)
            return Change({"state": Phase.APPROVED.value})

        found = self._changed(number, change, "broadcast.resumed", actor)
        return found, self.stores.deliveries.resume(number, self.clock())

    def _changed(self, number: int, change: Callable[[Broadcast], Change], action: str, actor: str) -> Broadcast:
        at = self.clock()
        found = self.stores.broadcasts.change(number, change, at)
        if found is None:
            raise BroadcastRefused(texts.NO_SUCH_BROADCAST.format(number=number))
        self.stores.audit.note(actor, action, str(number), at)
        return found


def frozen_of(planned: Plan, at: dt.datetime) -> dict[str, Any]:
    """What is kept of the moment of approval: who was left out and why, and how many members there were."""
    left_out = [{"chat": one.person.member.chat, "reason": one.reason} for one in planned.left_out]
    return {
        "at": at.isoformat(), "described": planned.described, "members": planned.members, "left_out": left_out,
        "nominal": planned.when.wall.isoformat(),
    }  # fmt: skip


def deliveries_of(number: int, planned: Plan, due_at: dt.datetime) -> list[NewDelivery]:
    """One message a recipient."""
    draft = planned.draft
    priority = Priority.URGENT if draft.urgent else Priority.BROADCAST

    def one(person: Person) -> NewDelivery:
        chat, message = person.member.chat, message_of(draft, person)
        return NewDelivery(
            f"broadcast:{number}:{chat}", chat, message, KIND, due_at, due_at + LATEST, draft.topic, number,
            priority=priority,
        )  # fmt: skip

    return [one(person) for person in planned.people]


def _must_be(found: Broadcast, *phases: Phase) -> None:
    if found.phase not in phases:
        raise BroadcastRefused(texts.WRONG_PHASE.format(number=found.id, phase=texts.PHASES[found.phase]))


def _file_as_approved(draft: Draft) -> None:
    file = draft.file
    if file and with_file(draft, Path(file.path), file.name).file != file:
        raise BroadcastRefused(texts.FILE_CHANGED.format(name=file.name))
