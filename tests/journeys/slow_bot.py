"""The bot with one question that takes long, as a chat model does over any."""

import os
import time
from typing import TYPE_CHECKING, Any

from bot.telegram.app import run_bot
from knowledge.build import Knowledge, build
from knowledge.model import Answer, Question
from knowledge.settings import Settings, load_settings

if TYPE_CHECKING:
    from knowledge.catalogue import Database

SLOW_S = float(os.environ.get("SLOW_S", "6"))


class SlowKnowledge(Knowledge):
    """Takes long over one word."""

    def answer(self, question: Question, *more: Any, **named: Any) -> Answer:
        if "langsam" in question.text:
            time.sleep(SLOW_S)
        return super().answer(question, *more, **named)


def open_slow(settings: Settings, database: "Database") -> Knowledge:
    known = build(settings, database)
    return SlowKnowledge(known.catalogue, known.conversations, None, known._embedder)


if __name__ == "__main__":
    run_bot(load_settings(), open_slow)
