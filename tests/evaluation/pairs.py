"""Under the evaluation: pairs of a need and who fits it, labelled by hand from the sources of the samples.

Each line of `pairs.jsonl`: `need` in the asker's words, `home`, `today`, and `right`, all that fit, with the
reason. For start-ups and for municipalities: how often the first is right, precision@3 (of those shown, at
most three), how many needs found someone, and the evidence rate: reasons that stand verbatim in their clause.
"""

import datetime as dt
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from knowledge.build import Knowledge
from knowledge.german.concepts import shipped_concepts
from knowledge.matching.model import Quote, Reason
from knowledge.matching.need import Asker, read_need
from knowledge.matching.partners import match_partners
from knowledge.matching.start_ups import match_start_ups

PAIRS = Path(__file__).with_name("pairs.jsonl")


@dataclass(frozen=True)
class Found:
    """What matching said to one need: names with their reasons, best first."""

    id: str
    kind: str
    need: str
    right: tuple[str, ...]
    named: tuple[tuple[str, tuple[Reason, ...]], ...]

    @property
    def first(self) -> bool:
        return bool(self.named) and self.named[0][0] in self.right

    @property
    def precision(self) -> float:
        return sum(name in self.right for name, _ in self.named) / len(self.named) if self.named else 0.0


def match_pairs(knowledge: Knowledge, path: Path = PAIRS) -> Iterator[Found]:
    """Match every need of the file."""
    base = knowledge.base()
    atlas = knowledge.atlas(base)
    for line in path.read_text(encoding="utf-8").splitlines():
        pair = json.loads(line)
        (home,) = knowledge.gazetteer.by_ags_or_name(pair["home"])
        asker = Asker(dt.date.fromisoformat(pair["today"]), home)
        need = read_need(pair["need"], shipped_concepts(), knowledge.gazetteer, asker)
        if pair["kind"] == "start_up":
            named = [(one.name, one.reasons) for one in match_start_ups(need, base, atlas).found]
        else:
            named = [(one.municipality.name, one.reasons) for one in match_partners(need, base, atlas).found]
        yield Found(pair["id"], pair["kind"], pair["need"], tuple(pair["right"]), tuple(named))


def figures(found: list[Found]) -> dict[str, float]:
    """The shares that the module's docstring names, for start-ups and partners."""
    shares: dict[str, float] = {}
    for kind in ("start_up", "partner"):
        mine = [one for one in found if one.kind == kind]
        shares |= {
            f"{kind} first": sum(one.first for one in mine) / len(mine),
            f"{kind} precision@3": sum(one.precision for one in mine) / len(mine),
            f"{kind} found": sum(bool(one.named) for one in mine) / len(mine),
        }
    reasons = [reason for one in found for _, told in one.named for reason in told]
    proven = [reason for reason in reasons if isinstance(reason, Quote) and reason.text in reason.chunk.text]
    without = [name for one in found for name, told in one.named if not told]
    return shares | {"evidence": len(proven) / (len(reasons) + len(without))}


def report(found: list[Found], *, failures: bool) -> str:
    """The figures on one line; with `failures` every need whose answer was not all right."""
    line = "pairs: " + "  ".join(f"{name} {value:.3f}" for name, value in figures(found).items())
    wrong = [one for one in found if not one.first or one.precision < 1] if failures else []
    told = (f"  {o.id} {o.need} | {', '.join(n for n, _ in o.named)} | {', '.join(o.right)}" for o in wrong)
    return "\n".join([line, *told])
