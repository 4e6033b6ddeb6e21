"""The figures of an evaluation and the answers that were not right, as German text for people."""

from collections.abc import Iterable, Sequence

from knowledge.evaluation import texts
from knowledge.evaluation.figures import ALL, Row
from knowledge.evaluation.score import Verdict
from knowledge.model import Evidence

SHOWN_PASSAGES = 5
SHOWN_CHARACTERS = 110
_SEARCH = ("recall@1", "recall@5", "recall@10", "nDCG@10", "p50 ms", "p95 ms")


def format_table(rows: Sequence[Row]) -> str:
    """Two blocks, about the answers and about search and latency, with a line for each kind of question."""
    answers = [name for name in texts.COLUMNS if name not in _SEARCH]
    return f"{texts.ANSWERS}\n{_block(rows, answers)}\n\n{texts.SEARCH}\n{_block(rows, _SEARCH)}"


def _block(rows: Sequence[Row], columns: Sequence[str]) -> str:
    heads = [texts.COLUMNS[name] for name in columns]
    lines = [f"{texts.KIND:16}{texts.COUNT:>5}" + "".join(f"  {head:>8}" for head in heads)]
    for row in rows:
        cells = "".join(
            f"  {cell(name, row[name]):>{max(len(head), 8)}}" for name, head in zip(columns, heads, strict=True)
        )
        lines.append(f"{kind_name(row):16}{row['n']:>5}{cells}")
    return "\n".join(lines)


def kind_name(row: Row) -> str:
    """What a row is about: a kind of question as its file names it, or all of them."""
    return texts.TOTAL if row["kind"] == ALL else str(row["kind"])


def cell(name: str, value: float | str | None) -> str:
    """A figure with a German comma: shares in per cent, means and milliseconds as they are."""
    if not isinstance(value, int | float):
        return texts.NONE
    if name.endswith("ms"):
        return f"{value:.0f}"
    return (
        (f"{value:.3f}" if name in ("nDCG@10", "entity MRR") else f"{value:.1%}").replace(".", ",").replace("%", " %")
    )


def format_failures(verdicts: Iterable[Verdict]) -> str:
    """Question, what was expected, what was said, and what was retrieved, one paragraph each."""
    found = list(verdicts)
    return "\n\n".join([texts.FAILURES.format(count=len(found)), *map(_failure, found)])


def _failure(verdict: Verdict) -> str:
    gold = verdict.gold
    expected = " & ".join(" / ".join(group) for group in gold.groups) or texts.TO_DECLINE
    where = f" {texts.IN_DOCUMENTS.format(names=', '.join(sorted(gold.documents)))}" if gold.documents else ""
    retrieved = [_passage(number, one) for number, one in enumerate(verdict.retrieved[:SHOWN_PASSAGES], 1)]
    return "\n".join([
        f"{gold.id} [{gold.kind}] {gold.question.text}",
        f"  {texts.EXPECTED} {expected}{where}",
        f"  {texts.SAID} " + verdict.text.replace("\n", "\n    "),
        f"  {texts.RETRIEVED} " + ("\n    ".join(retrieved) or texts.NOTHING_RETRIEVED),
    ])  # fmt: skip


def _passage(number: int, evidence: Evidence) -> str:
    chunk = evidence.chunk
    where = ", ".join(
        part for part in (evidence.document.name, texts.PAGE.format(page=chunk.page) if chunk.page else "") if part
    )
    text = chunk.display
    return f"{number}. {where}: {text if len(text) <= SHOWN_CHARACTERS else text[:SHOWN_CHARACTERS].rstrip() + ' …'}"
