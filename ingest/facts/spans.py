"""Third step of ingestion, part: from when to when a project runs, and whether it is planned, running or finished."""

import datetime as dt
import re
from collections.abc import Sequence

from ingest.facts.clauses import Clause
from ingest.facts.phrases import dated_parts, pattern
from knowledge.model import Fact, FactKind

_SINCE = pattern(
    r"\bseit(?: dem| ende| anfang| mitte)?\s*$", r"\bstart(?:et|ete)?(?: im| am)?\s*$", r"\bbeginn(?: im| am)?\s*$"
)
_UNTIL = pattern(
    r"\b(?:lief|läuft|laufzeit|endet|endete|befristet|projekt|vorhaben)\b.*\bbis(?: zum| ende| herbst)?\s*$"
)
_YEAR_UNTIL = re.compile(
    r"\b(?:[Ll]ief|[Ll]äuft|[Ll]aufzeit|[Ee]ndete?|[Bb]efristet)\b[^.;]{0,40}?\bbis"
    r"(?: (?:Ende|Herbst|Sommer|Frühjahr|Anfang|Mitte))? (20\d\d)\b"
)
_YEAR_SINCE = re.compile(r"\b[Ss]eit (20\d\d)\b|\bhat (20\d\d) (?:begonnen|.{3,40}\bgestartet)")
_SPAN = re.compile(r"\b(?:[Vv]on|[Ll]aufzeit:?) (20\d\d)\s?(?:bis|–|-)\s?(20\d\d)\b")
_OVER = pattern(
    r"\b(?:abgeschlossen|beendet|ausgelaufen|lief bis|endete am)\b",
    r"\bnach (?:dem )?abschluss\b",
    r"\bzum abschluss\b",
)
_AHEAD = pattern(
    r"\b(?:geplant|soll|sollen|wird|werden)\b.*\b(?:starten|beginnen|eingeführt|aufgebaut)\b", r"\bin vorbereitung\b"
)
_RUNNING = pattern(r"\bseit\b", r"\bist gestartet\b", r"\bging das angebot weiter\b", r"\bläuft (?:bis|seit|weiter)\b")
_OTHER = pattern(
    r"\bgegründet\b",
    r"^(?:die )?förderung (?:lief|läuft|endet)",
    r"\bprogramm\b",
    r"\bgemeindeordnung\b",
    r"\bgibt es seit\b.*\bportal\b",
    r"\bquelle\b",
)


def span_facts(document_id: str, found: Sequence[Clause], issued: dt.date | None) -> list[Fact]:
    """The periods that a project's document states ("2023-05/", "2020/2021") and its stage by the plainest wording."""
    facts: list[Fact] = []
    for clause in found:
        period = "" if _OTHER.search(clause.text) else _period(clause.shown)
        if period and all(fact.value != period for fact in facts):
            facts.append(Fact(document_id, FactKind.PERIOD, period, clause.text, clause.chunk.page))
    return [*facts, *_stage(document_id, found, facts, issued)]


def _period(text: str) -> str:
    span = _SPAN.search(text)
    if span:
        return f"{span[1]}/{span[2]}"
    start = end = ""
    for mention, before, _ in dated_parts(text):
        if not mention.year:
            continue
        if not start and _SINCE.search(before):
            start = mention.value
        elif not end and _UNTIL.search(before):
            end = mention.value
    since, until = _YEAR_SINCE.search(text), _YEAR_UNTIL.search(text)
    start = start or (since[1] or since[2] if since else "")
    end = end or (until[1] if until else "")
    return f"{start}/{end}" if start or end else ""


def _stage(document_id: str, found: Sequence[Clause], periods: Sequence[Fact], issued: dt.date | None) -> list[Fact]:
    """One stage: over where that is said or the only period ended before the day of issue; running; planned."""
    for fact in periods:
        end = fact.value.partition("/")[2]
        if end and len(periods) == 1 and issued and end < issued.isoformat()[: len(end)]:
            return [Fact(document_id, FactKind.STAGE, "finished", fact.wording, fact.page)]
    for value, wanted in (("finished", _OVER), ("running", _RUNNING), ("planned", _AHEAD)):
        for clause in found:
            if wanted.search(clause.text) and not _OTHER.search(clause.text):
                return [Fact(document_id, FactKind.STAGE, value, clause.text, clause.chunk.page)]
    return []
