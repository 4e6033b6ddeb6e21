"""What a chat needs to go on after a restart: its last turns and the verdicts on its answers."""

import datetime as dt
from collections.abc import Sequence

from sqlalchemy import Engine, delete, insert, select

from knowledge.catalogue.engine import reading, writing
from knowledge.catalogue.tables import feedback, turns
from knowledge.model import Turn
from knowledge.ports import KEPT_TURNS, Feedback


class SqlConversations:
    """The port ConversationStore (see there for its promises) in the catalogue's database."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def turns(self, chat: str, limit: int = 6) -> list[Turn]:
        """The last `limit` turns of a chat, oldest first."""
        query = select(turns.c.role, turns.c.text).where(turns.c.chat == chat).order_by(turns.c.id.desc()).limit(limit)
        with reading(self._engine) as connection:
            found = [Turn(role, text) for role, text in connection.execute(query)]
        return found[::-1]

    def add_turns(self, chat: str, turns: Sequence[Turn], at: dt.datetime) -> None:
        """Append turns; of a chat only the last KEPT_TURNS stay."""
        if turns:
            _append(self._engine, chat, turns, at.astimezone(dt.UTC))

    def put_feedback(self, chat: str, feedback: Feedback, at: dt.datetime) -> None:
        """Keep the verdict on an answer; a later one takes the place of an earlier one."""
        _overwrite(self._engine, chat, feedback, at.astimezone(dt.UTC))

    def feedback(self, chat: str, answer_id: str) -> Feedback | None:
        """The verdict on an answer, None before there is one."""
        query = select(feedback.c.verdict).where(feedback.c.chat == chat, feedback.c.answer_id == answer_id)
        with reading(self._engine) as connection:
            verdict = connection.scalar(query)
        return None if verdict is None else Feedback(answer_id, verdict)

    def verdicts(self, chat: str) -> list[Feedback]:
        """All verdicts given in a chat, oldest first."""
        mine = select(feedback.c.answer_id, feedback.c.verdict).where(feedback.c.chat == chat)
        with reading(self._engine) as connection:
            found = connection.execute(mine.order_by(feedback.c.at, feedback.c.answer_id))
            return [Feedback(answer_id, verdict) for answer_id, verdict in found]

    def forget(self, chat: str) -> None:
        """Delete the turns of a chat."""
        with writing(self._engine) as connection:
            connection.execute(delete(turns).where(turns.c.chat == chat))

    def erase(self, chat: str) -> None:
        """Delete turns and verdicts of a chat."""
        with writing(self._engine) as connection:
            connection.execute(delete(turns).where(turns.c.chat == chat))
            connection.execute(delete(feedback).where(feedback.c.chat == chat))


def _append(engine: Engine, chat: str, new: Sequence[Turn], at: dt.datetime) -> None:
    mine = turns.c.chat == chat
    kept = select(turns.c.id).where(mine).order_by(turns.c.id.desc()).limit(KEPT_TURNS)
    with writing(engine) as connection:
        values = [{"chat": chat, "role": turn.role, "text": turn.text, "at": at} for turn in new]
        connection.execute(insert(turns), values)
        newest = list(connection.scalars(kept))
        connection.execute(delete(turns).where(mine, turns.c.id < min(newest)))


def _overwrite(engine: Engine, chat: str, verdict: Feedback, at: dt.datetime) -> None:
    with writing(engine) as connection:
        mine = (feedback.c.chat == chat, feedback.c.answer_id == verdict.answer_id)
        connection.execute(delete(feedback).where(*mine))
        values = {"chat": chat, "answer_id": verdict.answer_id, "verdict": verdict.verdict, "at": at}
        connection.execute(insert(feedback), values)
