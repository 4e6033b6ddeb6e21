"""Fifth step, where a chat model is configured: it words the answer, and only what its passages prove is kept."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from html import escape

from knowledge.answering import texts
from knowledge.answering.alike import stems
from knowledge.answering.check import numbers
from knowledge.answering.masking import Mask
from knowledge.answering.rank import Ranking
from knowledge.answering.timing import opening_line, warning
from knowledge.answering.understand import Understood
from knowledge.answering.vouch import Lexicon, vouched
from knowledge.answering.write import Draft, Said
from knowledge.index.base import Base
from knowledge.model import Evidence
from knowledge.ports import ChatModel

MOST_PASSAGES = 8
MOST_SENTENCES = 6
TURNS = 4
SAME_SHARE = 0.8
"""A sentence repeats a statement that has its numbers and so many of its words."""

Sent = Callable[[str], None]
"""Is shown everything that goes to the model."""


def compose(
    model: ChatModel, understood: Understood, ranking: Ranking, lexicon: Lexicon, sent: Sent | None = None
) -> tuple[tuple[Said, ...], bool]:  # fmt: skip
    """The model's sentences that hold, best first, and whether it finds them complete. Errors: ModelError."""
    passages = [choice.evidence for choice in ranking.choices[:MOST_PASSAGES]]
    mask = Mask()
    task = _task(understood, passages, mask)
    if sent is not None:
        sent(f"{texts.INSTRUCTIONS_FOR_MODEL}\n\n{task}")
    found = model.compose(texts.INSTRUCTIONS_FOR_MODEL, task)
    said: list[Said] = []
    for text, places in found.sentences[:MOST_SENTENCES]:
        cited = [passages[number - 1] for number in places if 0 < number <= len(passages)]
        proof = vouched(mask.show(text), cited, understood, lexicon)
        if proof is not None:
            said.append(Said(proof, mask.show(text)))
    return tuple(said), found.complete and len(said) == len(found.sentences)


def _task(understood: Understood, passages: Sequence[Evidence], mask: Mask) -> str:
    turns = [f"{turn.role}: {mask.hide(turn.text)}" for turn in understood.question.history[-TURNS:]]
    listed = [_passage(number, evidence, mask) for number, evidence in enumerate(passages, 1)]
    asked = escape(mask.hide(understood.question.text), quote=False)
    earlier = [f"<verlauf>{escape(chr(10).join(turns), quote=False)}</verlauf>"] if turns else []
    return "\n".join(
        [*listed, *earlier, f"<heute>{understood.question.today:%d.%m.%Y}</heute>", f"<frage>{asked}</frage>"]
    )


def _passage(number: int, evidence: Evidence, mask: Mask) -> str:
    chunk, document = evidence.chunk, evidence.document
    dated = document.dated or "ohne Datum"
    head = escape(" · ".join([document.title, dated, *chunk.heading[-1:]]))
    text = escape(mask.hide(chunk.display), quote=False)
    return f'<unterlage nr="{number}" titel="{head}">{text}</unterlage>'


def behind(quoted: Draft, said: Sequence[Said], understood: Understood, base: Base, *, sure: bool) -> Draft:
    """The model's sentences behind what was worked out, which stays: a sum, a checklist, a warning before them.

    A sentence that says nothing else than a worked-out statement is left out.
    """
    worked = quoted.said[: quoted.worked]
    new = [one for one in said if not any(_repeats(one, other) for other in worked)]
    warnings = [warning(understood, base, one.evidence.document) for one in new]
    lead = quoted.lead or opening_line(understood, base, [one.evidence for one in new], sure=sure)
    lines = dict.fromkeys(line for text in (lead, *warnings) for line in text.split("\n") if line)
    return replace(quoted, lead="\n".join(lines), said=(*worked, *new[: max(MOST_SENTENCES - len(worked), 1)]))


def _repeats(one: Said, other: Said) -> bool:
    mine, theirs = stems(one.text), stems(other.text)
    return numbers(one.text) <= numbers(other.text) and len(mine & theirs) >= SAME_SHARE * len(mine)


def fallback(draft: Draft) -> Draft:
    """The quoting writer's draft, with one line that says why it is quotations."""
    return Draft(draft.lead, draft.said, "\n".join(part for part in (draft.closing, texts.MODEL_SILENT) if part))
