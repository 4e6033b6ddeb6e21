"""From a topic to a group: municipalities with the same unmet need, who could lead, the sum, what is still open."""

from collections.abc import Sequence
from dataclasses import dataclass

from knowledge.index.base import Base
from knowledge.matching import texts
from knowledge.matching.atlas import Atlas
from knowledge.matching.fit import Fit, fit
from knowledge.matching.geography import nearness, size
from knowledge.matching.model import Need, Quote, Reason, Record, RecordKind, Stage, Told
from knowledge.matching.money import Rule, cooperation_rule, is_over
from knowledge.matching.quotes import best_first, quote
from knowledge.matching.told import seeks_partners, stage_of
from knowledge.matching.traces import Trace, traces
from knowledge.model import Municipality

LEAST, MOST = 3, 5
"""A working group of the fairs has at least three municipalities; five still fit around one table."""
_DONE = (Stage.RUNNING, Stage.FINISHED)


@dataclass(frozen=True, slots=True)
class Member:
    """A municipality of a group with the words that show its need; none for the asker, who says so by asking."""

    municipality: Municipality
    reasons: tuple[Reason, ...]
    experienced: bool = False


@dataclass(frozen=True, slots=True)
class Group:
    """A proposal: `missing` counts how many are wanted for LEAST, `rule` is None where the base holds no guideline."""

    members: tuple[Member, ...]
    missing: int
    lead: Municipality | None
    lead_because: str
    rule: Rule | None
    questions: tuple[str, ...]

    @property
    def districts(self) -> tuple[str, ...]:
        """The districts of its members, each once."""
        return tuple(dict.fromkeys(member.municipality.district for member in self.members))


def form_group(need: Need, base: Base, atlas: Atlas, records: Sequence[Record] = ()) -> Group:
    """The asker and those who need the same and have not solved it, nearest in place and size first."""
    found = fit(need, base)
    unwilling = {record.ags for record in records if not record.consent}
    told: dict[str, list[Trace]] = {}
    for trace in traces(need, found, atlas, records):
        if trace.place.ags not in unwilling:
            told.setdefault(trace.place.ags, []).append(trace)
    needy = [(mine, reasons) for mine in told.values() if (reasons := _needs(mine, found))]
    home = need.home.ags if need.home else ""
    others = sorted(
        (one for one in needy if one[0][0].place.ags != home), key=lambda one: _apart(need, one[0][0].place)
    )
    own = [Member(need.home, (), _has_done(told.get(home, [])))] if need.home else []
    members = [*own, *(Member(mine[0].place, reasons, _has_done(mine)) for mine, reasons in others)][:MOST]
    rule = cooperation_rule(base)
    in_force = rule if rule and not is_over(rule, need.today) else None
    lead, because = _lead(members)
    questions = _questions(members, in_force)
    return Group(tuple(members), max(0, LEAST - len(members)), lead, because, in_force, questions)


def _needs(mine: Sequence[Trace], found: Fit) -> tuple[Reason, ...]:
    """The words by which a municipality says that it seeks: on the board, or in a document that invites others."""
    reasons: list[Reason] = []
    for trace in mine:
        if trace.record and trace.record.kind is not RecordKind.OFFER and trace.record.stage not in _DONE:
            reasons.append(Told(trace.record.text, trace.record))
        seeking = [chunk for chunk in trace.chunks if seeks_partners(chunk.text)]
        reasons += [quote(chunk, found) for chunk in best_first(seeking, found)[:1]]
    return tuple(reasons)


def _has_done(mine: Sequence[Trace]) -> bool:
    return any(stage_of(chunk.text) in _DONE for trace in mine for chunk in trace.chunks)


def _apart(need: Need, place: Municipality) -> tuple[float, str]:
    return -(size(need.home, place).value + nearness(need.home, place).value), place.ags


def _lead(members: Sequence[Member]) -> tuple[Municipality | None, str]:
    """By a stated rule: who has done it before leads, otherwise the largest."""
    experienced = [member.municipality for member in members if member.experienced]
    chosen = max(experienced or [member.municipality for member in members], key=lambda m: m.population, default=None)
    if chosen is None:
        return None, ""
    rule = texts.LEADS_BY_EXPERIENCE if experienced else texts.LEADS_BY_SIZE
    return chosen, rule.format(name=chosen.name, people=texts.people(chosen))


def _questions(members: Sequence[Member], rule: Rule | None) -> tuple[str, ...]:
    """What the group has to clear up, each condition of the guideline as a question in the guideline's words."""
    districts = sorted({member.municipality.district for member in members})
    asked = [texts.ASK_CONDITION.format(condition=quote.text) for quote in rule.conditions] if rule else []
    if len(districts) > 1:
        asked.append(texts.ASK_DISTRICTS.format(districts=texts.listed(districts)))
    if rule and rule.document.valid_until is None:
        asked.append(texts.ASK_DEADLINE)
    return tuple(asked)


def quotes_of(group: Group) -> tuple[Quote, ...]:
    """All clauses of documents that the proposal rests on, each once, in the order of reading."""
    of_members = [reason for member in group.members for reason in member.reasons if isinstance(reason, Quote)]
    of_rule = (*group.rule.quotes, *group.rule.conditions) if group.rule else ()
    return tuple(dict.fromkeys((*of_members, *of_rule)))
