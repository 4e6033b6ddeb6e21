"""Inside /kommunen: the group that shares a need, who could lead, the sum and its calculation, what is still open."""

from bot.board.towns import records
from bot.conversation.actions import RichText, Span, Style
from bot.conversation.desk import Desk
from bot.matching.showing import Sources, message
from bot.texts import matching as texts
from knowledge.matching.groups import LEAST, Group, Member, form_group
from knowledge.matching.model import Need
from knowledge.matching.money import Rule
from knowledge.matching.texts import euros
from knowledge.model import Municipality


def group_text(desk: Desk, need: Need, text: str) -> tuple[RichText, Sources]:
    """The proposal for a need, with the sources that it quotes. Raises CatalogueError."""
    base = desk.knowledge.base()
    group = form_group(need, base, desk.knowledge.atlas(base), records(desk))
    sources = Sources()
    lines = [Span(f"• {_member(member, need.home, sources)}\n") for member in group.members]
    missing = [Span(texts.MISSING.format(count=group.missing) + "\n")] if group.missing else []
    lead = [Span(f"{group.lead_because}\n")] if len(group.members) > 1 else []
    said = [*lines, *missing, *lead, *_money(group, sources), *_to_clear_up(group, sources)]
    body = message(texts.GROUP_FOR.format(need=text), said, [])
    return (*body, Span("\n"), *sources.text(desk.today)), sources


def _member(member: Member, home: Municipality | None, sources: Sources) -> str:
    place = member.municipality
    if home and place.ags == home.ags:
        return texts.YOURS.format(name=place.name)
    return f"{place.name} ({place.county}): {' '.join(sources.quoted(reason) for reason in member.reasons)}"


def _money(group: Group, sources: Sources) -> list[Span]:
    """The sum for the group, or for the least group where it is smaller; the shares; all read from the guideline."""
    if group.rule is None:
        return [Span(f"\n{texts.NO_RULE}\n")]
    count = max(len(group.members), LEAST)
    numbers = ", ".join(str(sources.number(quote)) for quote in group.rule.quotes)
    said = texts.SUM.format(count=count, calculation=group.rule.calculation(count), numbers=numbers)
    return [Span("\n"), Span(said, Style.BOLD), Span(f"\n{_share(group.rule, count)}\n")]


def _to_clear_up(group: Group, sources: Sources) -> list[Span]:
    """The open questions, folded; those in the guideline's words with their source."""
    conditions = group.rule.conditions if group.rule else ()
    numbers = [f" [{sources.number(quote)}]" for quote in conditions]
    numbers += [""] * (len(group.questions) - len(numbers))
    asked = [f"• {question}{number}" for question, number in zip(group.questions, numbers, strict=True)]
    return [Span("\n".join((texts.TO_CLEAR_UP, *asked)), Style.FOLD)] if asked else []


def _share(rule: Rule, count: int) -> str:
    expenses = rule.expenses(count)
    if expenses is None or rule.quota is None:
        return texts.NO_SHARE
    return texts.SHARE.format(
        own=f"{100 - rule.quota:g}", expenses=euros(expenses), self_paid=euros(expenses - rule.total(count))
    )
