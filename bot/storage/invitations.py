"""From an invitation's code to a place among the members: only a digest is stored, and a use is counted once."""

import datetime as dt
import hashlib
import secrets
from dataclasses import dataclass

from sqlalchemy import Column, DateTime, Engine, Integer, String, Table, delete, insert, select, update

from bot.people.model import Role
from bot.storage.moments import loaded, stored
from knowledge.catalogue.engine import reading, writing
from knowledge.catalogue.tables import metadata

CODE_BYTES = 16
"""128 bits, so that guessing is hopeless; as text 22 of the 64 characters that a deep link may carry."""

invitations = Table(
    "invitations",
    metadata,
    Column("digest", String(64), primary_key=True),
    Column("role", String(16), nullable=False),
    Column("uses", Integer, nullable=False),
    Column("used", Integer, nullable=False),
    Column("made_at", DateTime(timezone=True), nullable=False),
    Column("expires_at", DateTime(timezone=True), nullable=False),
)


@dataclass(frozen=True, slots=True)
class Invitation:
    """A way in: for which role, how often it may be used and has been, and until when."""

    role: Role
    uses: int
    used: int
    expires_at: dt.datetime

    def open(self, at: dt.datetime) -> bool:
        """Whether somebody may still come in by it."""
        return self.used < self.uses and at < self.expires_at


class Invitations:
    """Every call may raise CatalogueError."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def make(self, role: Role, uses: int, made_at: dt.datetime, expires_at: dt.datetime) -> str:
        """A new code; it is shown once and can't be read back from the database."""
        code = secrets.token_urlsafe(CODE_BYTES)
        values = {
            "digest": _digest(code), "role": role.value, "uses": uses, "used": 0, "made_at": stored(made_at),
            "expires_at": stored(expires_at),
        }  # fmt: skip
        with writing(self._engine) as connection:
            connection.execute(insert(invitations), values)
        return code

    def find(self, code: str) -> Invitation | None:
        """The invitation of a code, None where there is none."""
        with reading(self._engine) as connection:
            row = connection.execute(select(invitations).where(invitations.c.digest == _digest(code))).first()
        return Invitation(Role(row.role), row.uses, row.used, loaded(row.expires_at)) if row else None

    def take(self, code: str, at: dt.datetime) -> bool:
        """Count one use; False where none is left or the time is over, also if another chat was faster."""
        mine, free = invitations.c.digest == _digest(code), invitations.c.used < invitations.c.uses
        counted = update(invitations).where(mine, free, invitations.c.expires_at > stored(at))
        with writing(self._engine) as connection:
            return connection.execute(counted.values(used=invitations.c.used + 1)).rowcount > 0

    def revoke(self, code: str) -> bool:
        """Nobody comes in by this code any more; False where there is none."""
        with writing(self._engine) as connection:
            return connection.execute(delete(invitations).where(invitations.c.digest == _digest(code))).rowcount > 0


def _digest(code: str) -> str:
    return hashlib.sha256(code.encode()).hexdigest()
