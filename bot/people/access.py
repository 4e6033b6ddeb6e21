"""Before every event: whom the bot serves, and what each may do."""

from collections.abc import Callable
from dataclasses import dataclass

from bot.people.model import Member, Role

OPERATOR = "terminal"
"""The chat of whoever sits at the machine: may do everything."""


@dataclass(frozen=True, slots=True)
class Access:
    """Who may do what: the operator and the named administrators everything, members what their role says.

    `find` gives the member of a chat, `admins` are chats. With `everybody`, strangers are served
    like mayors (a trial).
    """

    find: Callable[[str], Member | None]
    admins: frozenset[str] = frozenset()
    everybody: bool = False

    def rights(self, chat: str) -> frozenset[Role]:
        """All roles that this chat may act as now; empty for strangers. Raises CatalogueError."""
        if chat == OPERATOR or chat in self.admins:
            return Role.ADMIN.rights
        member = self.find(chat)
        if member and member.granted:
            return member.role.rights
        return Role.MAYOR.rights if self.everybody else frozenset()
