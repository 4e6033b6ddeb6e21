"""From matches to rich text: name and main reason in view, the rest folded, sources numbered as under answers."""

import datetime as dt
from collections.abc import Sequence

from bot.conversation.actions import RichText, Span, Style
from bot.conversation.buttons import to_sources
from bot.conversation.events import Keyboard
from bot.conversation.rendering import source_lines
from bot.texts import matching as texts
from knowledge.answering.sources import source_of
from knowledge.matching.model import PartName, Partner, Quote, Reason, StartUp, Told
from knowledge.matching.texts import STAGE_UNKNOWN, UNDATED
from knowledge.model import Evidence, Source


class Sources:
    """The sources of one message, numbered from 1 in the order in which they are first quoted."""

    def __init__(self) -> None:
        self.all: list[Source] = []

    def quoted(self, reason: Reason) -> str:
        """A reason in quotation marks with where it stands: "„…“ [2]", or the day for what a member wrote."""
        if isinstance(reason, Told):
            return texts.REPORTED.format(text=reason.text, day=f"{reason.record.day:%d.%m.%Y}")
        return texts.QUOTED.format(text=reason.text, number=self.number(reason))

    def number(self, quote: Quote) -> int:
        """The number of the clause that is quoted."""
        known = [number for number, source in enumerate(self.all, 1) if source.chunk_id == quote.chunk.id]
        if not known:
            self.all.append(source_of(Evidence(quote.chunk, quote.document, 0.0)))
        return known[0] if known else len(self.all)

    def text(self, today: dt.date) -> list[Span]:
        """The list under the message, folded."""
        return [Span("\n".join(source_lines(self.all, today)), Style.FOLD)] if self.all else []

    def buttons(self) -> Keyboard:
        """A button a source."""
        return to_sources(self.all)


def start_up_lines(found: Sequence[StartUp], sources: Sources, first: int = 1) -> list[Span]:
    """One paragraph a start-up."""
    spans: list[Span] = []
    for number, match in enumerate(found, first):
        main, *others = [sources.quoted(reason) for reason in match.reasons]
        spans += [Span(f"\n{number}. "), Span(match.name, Style.BOLD), Span(f"\n{main}\n")]
        spans += [Span("\n".join((*others, _against(match.against))), Style.FOLD), Span("\n")]
    return spans


def partner_lines(found: Sequence[Partner], sources: Sources) -> list[Span]:
    """One paragraph a municipality: where it lies, its main reason; more reasons and what is against folded."""
    spans: list[Span] = []
    said: dict[str, int] = {}
    for number, match in enumerate(found, 1):
        shown = {part.name: part.shown for part in match.parts}
        where = [shown[PartName.NEARNESS], *([texts.AWAY.format(match.municipality.district)] if match.away else [])]
        main, *others = [sources.quoted(reason) for reason in match.reasons]
        first = said.setdefault(main, number)
        main = main if first == number else texts.SAME_REASON.format(number=first)
        known = (shown[name] for name in (PartName.COMPLEMENT, PartName.STAGE, PartName.RECENCY, PartName.SIZE))
        facts = "; ".join(fact for fact in known if fact not in (UNDATED, STAGE_UNKNOWN))
        folded = [*others, texts.KNOWN.format(facts=facts), _against(match.against)]
        spans += [
            Span(f"\n{number}. "), Span(match.municipality.name, Style.BOLD), Span(f", {', '.join(where)}\n{main}\n"),
            Span("\n".join(folded), Style.FOLD), Span("\n"),
        ]  # fmt: skip
    return spans


def _against(said: Sequence[str]) -> str:
    return texts.AGAINST.format(line=" ".join(said))


def message(head: str, body: Sequence[Span], closing: Sequence[str]) -> RichText:
    """Heading, body, closing sentences."""
    last = [Span("\n" + "\n".join(line for line in closing if line) + "\n", Style.ITALIC)] if any(closing) else []
    return (Span(f"{head}\n", Style.BOLD), *body, *last)
