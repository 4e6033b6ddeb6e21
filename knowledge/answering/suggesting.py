"""Inside attaching: the start-ups and municipalities that matching finds, as suggestions with numbered sources."""

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cached_property

from knowledge.answering.sources import source_of
from knowledge.answering.understand import Intent, Understood, intent_of
from knowledge.german.questions import AnswerType
from knowledge.index.base import Base
from knowledge.matching.atlas import Atlas
from knowledge.matching.market import describe
from knowledge.matching.model import Need, PartName, Partner, Quote, Reason, StartUp
from knowledge.matching.need import Asker, need_of, says_something
from knowledge.matching.partners import match_partners
from knowledge.matching.start_ups import match_start_ups
from knowledge.model import DocumentKind, Evidence, Source, Suggestion

_SEEKS_PARTNERS = re.compile(
    r"\b(?:such\w*|find\w*|brauch\w*|nenn\w*)\b.{0,30}\bPartner\w*"
    r"|\bwer (?:sucht|will|möchte|macht)\b.{0,20}\b(?:auch|mit)\b"
    r"|\b(?:haben|machen|nutzen|welche) (?:das |es )?(?:andere|ähnliche|vergleichbare) (?:Gemeinden|Kommunen|Städte)\b",
    re.IGNORECASE,
)
"""What asks for municipalities without the words by which answers tell it."""
MOST_REASONS = 2
"""So many quotations a suggestion brings into an answer; /startups and /kommunen show all."""


class Suggester:
    """Suggestions for one answer; `sources` grows by what their reasons quote.

    What the answer quotes leads among them only where the answer is sure.
    """

    def __init__(
        self, understood: Understood, quoted: Sequence[Evidence], base: Base, atlas: Atlas, *, sure: bool
    ) -> None:  # fmt: skip
        self._understood, self._quoted, self._sure = understood, quoted, sure
        self._intent = _intent(understood)
        self._base, self._atlas = base, atlas

    @cached_property
    def _need(self) -> Need:
        question = self._understood.question
        asker = Asker(question.today, question.municipality)
        need = need_of(question.text, self._understood.query, self._atlas.gazetteer, asker)
        leading = self._quoted if self._sure else ()
        return replace(need, quoted=tuple(dict.fromkeys(evidence.chunk.id for evidence in leading)))

    def start_ups(self, sources: list[Source]) -> tuple[Suggestion, ...]:
        """Those that fit where start-ups are asked for; otherwise those that the answer quotes."""
        found = self._start_ups()
        return tuple(
            Suggestion(one.name, *_numbered(one.reasons, sources), against=one.against)
            for one in found
        )  # fmt: skip

    def _start_ups(self) -> Sequence[StartUp]:
        if self._intent is Intent.START_UP:
            matched = match_start_ups(self._need, self._base, self._atlas).found
            if matched or says_something(self._need):
                return matched
        documents = dict.fromkeys(evidence.document for evidence in self._quoted)
        quoted = [document for document in documents if document.kind is DocumentKind.START_UP]
        return describe(quoted, self._need, self._base, self._atlas).found if quoted else ()

    def partners(self, sources: list[Source]) -> tuple[Suggestion, ...]:
        """Those to talk to, where municipalities are asked for."""
        if self._intent is not Intent.PARTNER:
            return ()
        found = match_partners(self._need, self._base, self._atlas).found
        return tuple(
            Suggestion(
                one.municipality.name, *_numbered(one.reasons, sources),
                against=one.against, ags=one.municipality.ags, facts=facts_of(one),
            )
            for one in found
        )  # fmt: skip


def _intent(understood: Understood) -> Intent:
    """What is asked for; a follow-up that asks for nothing itself ("Und eins aus NRW?") asks for the same as before."""
    earlier = [turn.text for turn in understood.question.history if turn.role == "user"]
    if understood.intent is not Intent.FACT:
        return understood.intent
    if _SEEKS_PARTNERS.search(understood.question.text):
        return Intent.PARTNER
    same = understood.follow_up and earlier and understood.kind is AnswerType.OTHER
    return intent_of(earlier[-1].lower()) if same else Intent.FACT


def facts_of(partner: Partner) -> tuple[str, ...]:
    """What the directory and the score say of a partner, as a reader sees it."""
    shown = {part.name: part.shown for part in partner.parts}
    return (shown[PartName.NEARNESS], shown[PartName.SIZE], shown[PartName.COMPLEMENT])


def _numbered(reasons: Sequence[Reason], sources: list[Source]) -> tuple[tuple[str, ...], tuple[int, ...]]:
    """The first reasons that quote a document, and where their sources stand; new sources are added."""
    quotes = [reason for reason in reasons if isinstance(reason, Quote)][:MOST_REASONS]
    numbers = []
    for quote in quotes:
        known = [number for number, source in enumerate(sources) if source.chunk_id == quote.chunk.id]
        if not known:
            sources.append(source_of(Evidence(quote.chunk, quote.document, 0.0)))
        numbers.append(known[0] if known else len(sources) - 1)
    return tuple(quote.text for quote in quotes), tuple(numbers)
