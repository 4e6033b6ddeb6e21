"""Before answering: a file of questions, one JSON line each, as `lotse ask --batch` and `lotse eval` take them."""

import datetime as dt
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel, ValidationError

from knowledge.errors import QuestionsRefused
from knowledge.model import Municipality, Question, Turn

Resolve = Callable[[str], Sequence[Municipality]]
"""An official key or a name to the municipalities that it may mean."""


class EarlierTurn(BaseModel):
    """One earlier message of the conversation."""

    role: str
    text: str


class Persona(BaseModel):
    """Who asks."""

    ags: str | None = None
    kommune: str | None = None


class QuestionLine(BaseModel):
    """One line of the file; names beside these are ignored."""

    id: str
    question: str
    today: dt.date | None = None
    history: tuple[EarlierTurn, ...] | None = ()
    persona: Persona | None = None


Line = TypeVar("Line", bound=BaseModel)


def read_lines(path: Path, form: type[Line]) -> list[Line]:
    """The lines of a file in UTF-8, each of this form; empty ones are skipped.

    Raises QuestionsRefused with the first line (from 1) that departs from the form, line 0 where the file is no text.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as exc:
        raise QuestionsRefused(path, 0, "UTF-8") from exc
    found: list[Line] = []
    for number, line in enumerate(text.split("\n"), 1):
        if line.strip():
            try:
                found.append(form.model_validate_json(line))
            except ValidationError as exc:
                first = exc.errors()[0]
                raise QuestionsRefused(path, number, ".".join(map(str, first["loc"])) or "JSON") from exc
    return found


def question_of(line: QuestionLine, resolve: Resolve, day: dt.date) -> Question:
    """The question of one line: text, day, history, and the asker's municipality where exactly one is meant."""
    named = (line.persona.ags, line.persona.kommune) if line.persona else ()
    known = (resolve(name) for name in named if name)
    home = next((homes[0] for homes in known if len(homes) == 1), None)
    history = tuple(Turn(turn.role, turn.text) for turn in line.history or ())
    return Question(line.question, day, history, home)
