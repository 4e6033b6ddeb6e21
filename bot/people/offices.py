"""Whom a message to an office reaches: the chats of administrators and organisers."""

from bot.conversation.desk import Desk
from bot.people.access import OPERATOR
from bot.people.model import Role


def administrators(desk: Desk) -> list[str]:
    """All who may do everything; the operator where there is nobody else. Raises CatalogueError."""
    return _chats(desk, Role.ADMIN)


def organisers(desk: Desk) -> list[str]:
    """All who may act as organisers, administrators among them; the operator where there is nobody else."""
    return _chats(desk, Role.ORGANISER)


def _chats(desk: Desk, role: Role) -> list[str]:
    able = [one for one in Role if role in one.rights]
    members = {m.chat for m in desk.stores.members.in_roles(able) if m.granted and m.blocked_at is None}
    return sorted(desk.access.admins | members) or [OPERATOR]
