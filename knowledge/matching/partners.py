"""From a need to partner municipalities: traces, hard filters, a two-sided score, quoted reasons, something against."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace

from knowledge.german.topics import topics_in
from knowledge.index.base import Base
from knowledge.matching import scoring, texts
from knowledge.matching.atlas import Atlas
from knowledge.matching.fit import Fit, fit
from knowledge.matching.geography import nearness, size, within
from knowledge.matching.model import (
    AreaKind,
    Barrier,
    LeftOut,
    Need,
    Part,
    PartName,
    Partner,
    Partners,
    Reason,
    Record,
    RecordKind,
    Stage,
    Told,
)  # fmt: skip
from knowledge.matching.need import asks_for_failures, says_something
from knowledge.matching.objections import objections
from knowledge.matching.quotes import best_first, quote, wordings_first
from knowledge.matching.told import seeks_partners, shares, stage_of, told
from knowledge.matching.traces import Trace, traces
from knowledge.model import DocumentKind, FactKind, Municipality

CLOSE = 0.58
"""Beside the best one a further municipality has at least this share of its fit to the topic …"""
SURE = 0.9
"""… and shares a topic with it, unless its fit comes this near."""
ENOUGH_FIT = 0.7
"""A fit from here on counts as full in the score."""
MOST_REASONS = 3
NEAR_WEIGHT = 3.0
"""Where "in der Nähe" was asked for, nearness counts so much more."""


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A municipality with its traces, best first."""

    place: Municipality
    traces: tuple[Trace, ...]

    @property
    def fit(self) -> float:
        return self.traces[0].fit

    @property
    def topics(self) -> frozenset[str]:
        return frozenset().union(*(trace.topics for trace in self.traces))


def match_partners(need: Need, base: Base, atlas: Atlas, records: Sequence[Record] = (), most: int = 3) -> Partners:
    """The municipalities to talk to about a need, best first, at most `most`; none without evidence."""
    if not says_something(need):
        return Partners(())
    found = fit(need, base)
    candidates = _candidates(traces(need, found, atlas, records), need)
    barred = {one.place.ags: out for one in candidates if (out := _barrier(one, need, records))}
    open_ = [one for one in candidates if one.place.ags not in barred]
    least = CLOSE * max((one.fit for one in open_), default=0.0)
    left_out = [barred[one.place.ags] for one in candidates if one.place.ags in barred and one.fit >= least]
    mine = [record for record in records if need.home and record.ags == need.home.ags]
    chosen, note = _in_area(open_, need)
    rated = sorted(((_match(one, need, mine), one) for one in _close(chosen, need)), key=_best_first)
    matches = tuple(replace(match, reasons=_reasons(one, need, found)) for match, one in rated[:most])
    return Partners(matches, tuple(left_out), note)


def _best_first(rated: tuple[Partner, _Candidate]) -> tuple[float, str]:
    match, _ = rated
    return -round(match.score, 6), match.municipality.ags


def _candidates(told: Sequence[Trace], need: Need) -> list[_Candidate]:
    """The municipalities told of; what a programme's rules say of one is no report of it, only whether it is over."""
    by_place: dict[str, list[Trace]] = {}
    for trace in told:
        by_place.setdefault(trace.place.ags, []).append(trace)
    candidates = []
    for found in by_place.values():
        own = [trace for trace in found if not _is_rule(trace)]
        ended = [trace for trace in found if _has_ended(trace, need)]
        kept = own or ended
        if kept:
            candidates.append(_Candidate(kept[0].place, tuple(sorted(kept, key=lambda trace: -trace.fit))))
    return candidates


def _is_rule(trace: Trace) -> bool:
    return trace.document is not None and trace.document.kind is DocumentKind.FUNDING


def _has_ended(trace: Trace, need: Need) -> bool:
    until = trace.document.valid_until if trace.document and _is_rule(trace) else None
    return until is not None and until < need.today


def _barrier(one: _Candidate, need: Need, records: Sequence[Record]) -> LeftOut | None:
    name = one.place.name
    if need.home and one.place.ags == need.home.ags:
        return LeftOut(one.place, Barrier.OWN, texts.OWN.format(name=name))
    if any(record.ags == one.place.ags and not record.consent for record in records):
        return LeftOut(one.place, Barrier.CONSENT, texts.NO_CONSENT.format(name=name))
    if all(_has_ended(trace, need) for trace in one.traces):
        return LeftOut(one.place, Barrier.ENDED, texts.HAS_ENDED.format(name=name))
    return None


def _in_area(candidates: list[_Candidate], need: Need) -> tuple[list[_Candidate], str]:
    """Those in the area asked for; all, with a note, where it holds none."""
    inside = [one for one in candidates if within(need.area, one.place)]
    if inside or need.area is None or not candidates:
        return inside, ""
    named = need.area.value if need.area.kind in (AreaKind.COUNTY, AreaKind.DISTRICT) else ""
    return candidates, texts.NOT_IN_AREA.format(area=texts.area_name(named)) if named else ""


def _close(candidates: Sequence[_Candidate], need: Need) -> list[_Candidate]:
    """Those whose fit comes near the best one's and who share its topic."""
    if not candidates:
        return []
    best = max(candidates, key=lambda one: one.fit)
    wanted = best.topics | topics_in(need.text)
    return [
        one
        for one in candidates
        if one.fit >= SURE * best.fit or (one.fit >= CLOSE * best.fit and (one.topics & wanted or not wanted))
    ]


def _match(one: _Candidate, need: Need, mine: Sequence[Record]) -> Partner:
    """The municipality with its score; its reasons are only looked for where it is shown."""
    texts_of = [chunk.text for trace in one.traces for chunk in trace.chunks]
    stage = _stage(one, texts_of)
    day = max((day for trace in one.traces if (day := _day(trace))), default=None)
    parts = {
        PartName.TOPIC: Part(PartName.TOPIC, min(one.fit / ENOUGH_FIT, 1.0), ", ".join(sorted(one.topics))),
        PartName.COMPLEMENT: _complement(one, texts_of, mine),
        PartName.STAGE: scoring.stage(stage),
        PartName.SIZE: size(need.home, one.place),
        PartName.NEARNESS: nearness(need.home, one.place),
        PartName.RECENCY: scoring.recency(day, need.today),
    }
    weights = dict(scoring.GIVES)
    if need.area and need.area.kind is AreaKind.NEAR:
        weights[PartName.NEARNESS] *= NEAR_WEIGHT
    gives, gets = scoring.weighed(parts, weights), scoring.weighed(parts, scoring.GETS)
    away = need.home is not None and need.home.district != one.place.district
    return Partner(
        one.place, scoring.two_sided(gives, gets), gives, gets, tuple(parts.values()), (),
        objections(need, one.place, stage, day, texts_of), stage, away,
    )  # fmt: skip


def _day(trace: Trace) -> dt.date | None:
    return trace.record.day if trace.record else trace.document.date if trace.document else None


def _stage(one: _Candidate, told: Sequence[str]) -> Stage | None:
    """As a record says; else as the clauses say, a failure first."""
    reported = [trace.record.stage for trace in one.traces if trace.record and trace.record.stage]
    if reported:
        return reported[0]
    read = [stage for text in told if (stage := stage_of(text))]
    order = (Stage.FAILED, Stage.FINISHED, Stage.RUNNING, Stage.PLANNED)
    return next((stage for stage in order if stage in read), None)


def _complement(one: _Candidate, told: Sequence[str], mine: Sequence[Record]) -> Part:
    """Whether one seeks what the other offers, or both seek the same, and how openly."""
    kinds = {trace.record.kind for trace in one.traces if trace.record}
    offering = any(record.kind is RecordKind.OFFER for record in mine)
    if RecordKind.OFFER in kinds:
        return Part(PartName.COMPLEMENT, 1.0, texts.OFFERS)
    if RecordKind.NEED in kinds:
        return Part(PartName.COMPLEMENT, 1.0 if offering else 0.9, texts.BOTH_SEEK)
    if any(map(seeks_partners, told)):
        return Part(PartName.COMPLEMENT, 0.95, texts.SEEKS)
    if RecordKind.TOPIC in kinds:
        return Part(PartName.COMPLEMENT, 0.85, texts.REPORTED)
    if any(map(shares, told)):
        return Part(PartName.COMPLEMENT, 0.8, texts.SHARES)
    reported = one.traces[0].document is not None and one.traces[0].document.kind is DocumentKind.PROJECT
    return Part(PartName.COMPLEMENT, 0.6 if reported else 0.5, texts.OPEN if reported else texts.NAMED)


def _reasons(one: _Candidate, need: Need, found: Fit) -> tuple[Reason, ...]:
    """The clauses that hold most of the need, then an invitation to join or to take over; each text once.

    Where failures are asked for, what went wrong comes first.
    """
    reasons: dict[str, Reason] = {}
    for trace in one.traces:
        if trace.record:
            reasons.setdefault(trace.record.text, Told(trace.record.text, trace.record))
        if trace.document and asks_for_failures(need):
            setbacks = told(found.base, trace.document.id, FactKind.SETBACK)
            mine = [one for one in setbacks if one.chunk in trace.chunks]
            reasons |= {said.text: said for said in wordings_first(mine, found, 1)}
        ordered = best_first(trace.chunks, found)
        inviting = [chunk for chunk in ordered if seeks_partners(chunk.text) or shares(chunk.text)]
        for chunk in (*ordered[:1], *inviting[:1]):
            said = quote(chunk, found)
            reasons.setdefault(said.text, said)
    return tuple(reasons.values())[:MOST_REASONS]
