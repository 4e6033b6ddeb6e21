"""Sixth step, whoever wrote the draft: what a statement shows must occur in the passage it cites."""

import re
from dataclasses import replace

from knowledge.answering.write import Draft, Said

_NUMBER = re.compile(r"\d+(?:[.,\u00a0\u202f ]\d+)*")


def check(draft: Draft) -> Draft:
    """Drop every statement that shows a number its passage, or the title of its document, does not hold.

    A row counts as its cells stand beside their heads, too: in the bare text "2021" beside "60" looks like one number.
    """
    holds = [_holds(said) for said in draft.said]
    kept = tuple(said for said, held in zip(draft.said, holds, strict=True) if held)
    return replace(draft, said=kept, worked=sum(holds[: draft.worked]))


def _holds(said: Said) -> bool:
    chunk = said.evidence.chunk
    return numbers(said.text) <= numbers(f"{chunk.lead} {chunk.text} | {chunk.shown} | {said.evidence.document.title}")


def numbers(text: str) -> frozenset[str]:
    """The numbers of a text as their digits alone, however they are grouped."""
    return frozenset(re.sub(r"\D", "", found) for found in _NUMBER.findall(text))
