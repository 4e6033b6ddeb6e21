"""Between conversation and channel: what our buttons carry, so that a tap is understood after a restart.

q:<chunk id>          show the passage       f:<answer id>:<+|->   verdict on an answer
o:<number>            ask the label          l:<page>              turn the list of documents
d:<all|ask|yes|no>    one's own data
"""

import re
from collections.abc import Sequence

from bot.conversation.events import Button, Keyboard, Tap
from bot.conversation.paging import in_rows
from bot.texts import conversation as texts
from knowledge.model import Answer, AnswerStatus, Source

PASSAGE, OPTION, VERDICT, LIST, DATA = "q", "o", "f", "l", "d"
_IN_A_ROW = 4
_VERDICT = re.compile(r"([0-9a-f]{12}):([+-])")
_JUDGED = (AnswerStatus.ANSWERED, AnswerStatus.PARTIAL, AnswerStatus.NO_EVIDENCE)


def under_answer(answer: Answer, answer_id: str) -> Keyboard:
    """Options, then the sources, then the two thumbs."""
    thumbs_row = [thumbs(answer_id, 0)] if answer.status in _JUDGED else []
    return (*options(answer.options), *to_sources(answer.sources), *thumbs_row)


def to_sources(sources: Sequence[Source]) -> Keyboard:
    """A button a source, numbered as in the message above."""
    numbered = [
        Button(texts.SOURCE_BUTTON.format(number=number), f"{PASSAGE}:{source.chunk_id}")
        for number, source in enumerate(sources, 1)
    ]
    return in_rows(numbered, _IN_A_ROW)


def options(questions: tuple[str, ...]) -> Keyboard:
    """One question a row; the label is the question, because it may be longer than what a button carries."""
    return tuple((Button(question, f"{OPTION}:{number}"),) for number, question in enumerate(questions))


def thumbs(answer_id: str, verdict: int) -> tuple[Button, ...]:
    """The two thumbs, the chosen one marked (`verdict` is 0 before one is)."""
    return tuple(
        Button(texts.CHOSEN.format(label=label) if verdict == worth else label, f"{VERDICT}:{answer_id}:{sign}")
        for label, worth, sign in ((texts.HELPFUL, 1, "+"), (texts.NOT_HELPFUL, -1, "-"))
    )


def with_thumbs(keyboard: Keyboard, answer_id: str, verdict: int) -> Keyboard:
    """The same keyboard with the verdict marked."""
    mine = f"{VERDICT}:{answer_id}:"
    return tuple(thumbs(answer_id, verdict) if any(b.data.startswith(mine) for b in row) else row for row in keyboard)


def read_verdict(rest: str) -> tuple[str, int] | None:
    """Answer id and verdict (+1, -1) from what follows the prefix, None where it is not ours."""
    found = _VERDICT.fullmatch(rest)
    return (found[1], 1 if found[2] == "+" else -1) if found else None


def label_of(tap: Tap) -> str | None:
    """The label of the tapped button, None where the channel no longer shows it to us."""
    return next((b.label for row in tap.message.keyboard for b in row if b.data == tap.data), None)
