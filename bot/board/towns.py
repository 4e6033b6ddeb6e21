"""From the board to matching, working groups and broadcasts: which members report what, and who may be named."""

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable

from bot.board.model import Entry
from bot.board.steps import visible
from bot.conversation.desk import Desk
from bot.people.consent import given
from bot.people.model import Member
from bot.storage import Stores
from bot.texts import board as texts
from knowledge.matching.model import Record, RecordKind


def standing_entries(desk: Desk) -> list[tuple[Entry, Member]]:
    """What stands on the board with its member, of members who have agreed and named a municipality."""
    named = {entry.chat for entry in desk.stores.board.standing(desk.clock())}
    return _standing(desk.stores, desk.stores.members.among(named), desk.clock())


def _standing(stores: Stores, members: Iterable[Member], at: dt.datetime) -> list[tuple[Entry, Member]]:
    by_chat = {member.chat: member for member in members}
    found = [(entry, by_chat.get(entry.chat)) for entry in stores.board.standing(at)]
    return [(entry, member) for entry, member in found if member and member.ags and given(member)]


def towns_by_topic(desk: Desk, kinds: Collection[RecordKind]) -> dict[str, set[str]]:
    """The municipalities (AGS) behind each topic; two members of one municipality count once."""
    towns: dict[str, set[str]] = defaultdict(set)
    for entry, member in standing_entries(desk):
        if entry.kind in kinds and member.ags:
            towns[entry.topic].add(member.ags)
    return dict(towns)


def topics_by_chat(stores: Stores, members: Iterable[Member], at: dt.datetime) -> dict[str, frozenset[str]]:
    """What organisers may choose members by: topics of their entries, of those only who let others see them."""
    topics: dict[str, set[str]] = defaultdict(set)
    for entry, member in _standing(stores, members, at):
        if visible(member):
            topics[entry.chat].add(entry.topic)
    return {chat: frozenset(found) for chat, found in topics.items()}


def records(desk: Desk) -> list[Record]:
    """The board as matching reads it: only what members let others see, so that nobody else is even counted."""
    return [
        Record(
            entry.id, entry.kind, member.ags or "", entry.text or f"{texts.KINDS[entry.kind]}: {entry.topic}",
            entry.changed_at.date(), entry.stage, entry.topic,
        )
        for entry, member in standing_entries(desk)
        if visible(member)
    ]  # fmt: skip
