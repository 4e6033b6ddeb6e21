"""Behind `lotse members`: invitations, members and removals, with every step of an administrator noted."""

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from bot.conversation.desk import Desk
from bot.people.erasure import erase
from bot.people.links import deep_link
from bot.people.model import Member, Role
from bot.people.towns import label, town
from bot.storage import Stores
from bot.storage.notes import TELEGRAM_NAME
from bot.storage.requests import RequestState
from bot.texts import people as texts
from knowledge.clock import now
from knowledge.command_line import WrongUse
from knowledge.model import Municipality
from knowledge.settings import Settings

COMMAND_LINE = "lotse"
"""Who acted, in the audit log."""


@dataclass(frozen=True, slots=True)
class Invited:
    """A new invitation; `link` is None until the bot's name at Telegram is known."""

    role: Role
    code: str
    link: str | None
    uses: int
    expires_at: dt.datetime

    def record(self) -> dict[str, Any]:
        """What `--json` prints: role, code, link (or null), uses, expires_at (ISO 8601)."""
        return {
            "role": self.role.value, "code": self.code, "link": self.link, "uses": self.uses,
            "expires_at": self.expires_at.isoformat(),
        }  # fmt: skip


class Register:
    """The people of one database. Every call may raise CatalogueError."""

    def __init__(self, desk: Desk, bot_name: Callable[[], str | None]) -> None:
        self._desk = desk
        self._stores = desk.stores
        self._gazetteer = desk.knowledge.gazetteer
        self._bot_name = bot_name

    def invite(self, role: Role, uses: int, days: int) -> Invited:
        """A new invitation for so many people and days."""
        at = now()
        until = at + dt.timedelta(days=days)
        code = self._stores.invitations.make(role, uses, at, until)
        self._stores.audit.note(COMMAND_LINE, "member.invited", f"{role.value} x{uses}", at)
        name = self._bot_name()
        return Invited(role, code, deep_link(name, code) if name else None, uses, until)

    def revoke(self, code: str) -> bool:
        """Nobody comes in by this code any more; False where there is none."""
        gone = self._stores.invitations.revoke(code)
        if gone:
            self._stores.audit.note(COMMAND_LINE, "member.invitation_revoked", "", now())
        return gone

    def place(self, name: str) -> Municipality:
        """The municipality of that name. Raises WrongUse with suggestions where it is not clear."""
        meant = town(self._gazetteer, name)
        if meant.found:
            return meant.found
        listed = ", ".join(
            texts.PLACE_LINE.format(name=place.name, county=place.county, ags=place.ags)
            for place in meant.namesakes or meant.similar
        )
        sentence = texts.AMBIGUOUS_PLACE if meant.namesakes else texts.UNKNOWN_PLACE
        raise WrongUse((sentence if listed else texts.UNKNOWN_PLACE_ALONE).format(name=name, names=listed))

    def add(self, chat: str, role: Role, place: Municipality | None) -> tuple[Member, bool]:
        """Let somebody in, or change role and (where one is given) municipality; True where the member is new."""
        at = now()

        def change(member: Member) -> Member:
            return replace(member, role=role, granted=True, ags=place.ags if place else member.ags)

        changed = self._stores.members.change(chat, change)
        member = changed or Member(chat, role, at, place.ags if place else None)
        if changed is None:
            self._stores.members.put(member)
        self._stores.requests.decide(chat, RequestState.APPROVED)
        self._stores.audit.note(COMMAND_LINE, "member.added" if changed is None else "member.changed", chat, at)
        return member, changed is None

    def remove(self, chat: str) -> bool:
        """Take somebody out at once, with all that is stored about the person; False where there is no such member."""
        gone = self._stores.members.find(chat) is not None
        if gone:
            erase(self._desk, chat)
            self._stores.audit.note(COMMAND_LINE, "member.removed", chat, now())
        return gone

    def mark(self, place: Municipality, eligible: bool | None) -> None:  # noqa: FBT001 - staff's word
        """Say that a municipality may take part or may not, or (None) that its size decides."""
        self._stores.eligibility.mark(place.ags, eligible, now())
        self._stores.audit.note(COMMAND_LINE, "municipality.marked", f"{place.ags} {eligible}", now())

    def members(self) -> list[Member]:
        """All members, in the order they joined."""
        return self._stores.members.all()

    def record(self, member: Member) -> dict[str, Any]:
        """What `--json` prints of a member; contact data stays out of it."""
        place = self._place_of(member)
        channel, _, number = member.chat.partition(":")
        return {
            "chat": member.chat, "telegram_id": int(number) if channel == "telegram" else None,
            "role": member.role.value, "ags": member.ags, "municipality": place.name if place else None,
            "county": place.county if place else None, "district": place.district if place else None,
            "joined_at": member.joined_at.isoformat(), "consent_version": member.consent_version,
            "consent_at": member.consent_at.isoformat() if member.consent_at else None,
            "blocked_at": member.blocked_at.isoformat() if member.blocked_at else None,
            "topics": list(member.topics), "unsubscribed": sorted(member.unsubscribed),
        }  # fmt: skip

    def lines(self) -> Iterator[str]:
        """A line a member, then a line an open request."""
        for member in self.members():
            place = self._place_of(member)
            state = texts.BLOCKED if member.blocked_at else "" if member.consent_version else texts.NO_CONSENT
            yield texts.MEMBER_LINE.format(
                chat=member.chat, role=member.role.value, place=label(place) if place else texts.NO_PLACE,
                since=f"{member.joined_at:%d.%m.%Y}", state=state,
            )  # fmt: skip
        for request in self._stores.requests.open():
            since = f"{request.at:%d.%m.%Y}"
            yield texts.REQUEST_LINE.format(chat=request.chat, since=since, words=request.words)

    def _place_of(self, member: Member) -> Municipality | None:
        found = self._gazetteer.by_ags_or_name(member.ags) if member.ags else []
        return found[0] if found else None


def open_register(settings: Settings) -> Register:
    """The register over the database that the settings name. Raises CatalogueError."""
    from bot.build import open_desk

    desk = open_desk(settings)
    return Register(desk, lambda: _bot_name(desk.stores, settings))


def _bot_name(stores: Stores, settings: Settings) -> str | None:
    """As the bot noted it at its last start, else asked of Telegram; None without a token or an answer."""
    known = stores.notes.get(TELEGRAM_NAME)
    if known is None and settings.telegram.token is not None:
        from bot.telegram.whoami import ask_name

        known = ask_name(settings)
        if known is not None:
            stores.notes.put(TELEGRAM_NAME, known)
    return known
