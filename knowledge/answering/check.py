"""Fifth step, whoever wrote the draft: what a clause shows must occur in the passage it cites."""

import re
from dataclasses import replace

from knowledge.answering.write import Draft
from knowledge.model import Chunk

_NUMBER = re.compile(r"\d+(?:[.,  ]\d+)*")


def check(draft: Draft) -> Draft:
    """Drop every clause that shows a number its passage does not hold."""
    return replace(draft, clauses=tuple(evidence for evidence in draft.clauses if _holds(evidence.chunk)))


def _holds(chunk: Chunk) -> bool:
    return _numbers(chunk.display) <= _numbers(f"{chunk.lead} {chunk.text}")


def _numbers(text: str) -> frozenset[str]:
    return frozenset(re.sub(r"\D", "", found) for found in _NUMBER.findall(text))
