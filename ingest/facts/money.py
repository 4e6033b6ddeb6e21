"""Third step of ingestion, part: quotas, grants, ceilings, costs and prices, told apart by the words beside them."""

from collections.abc import Iterator, Sequence

from ingest.facts.clauses import Clause
from ingest.facts.phrases import any_of, pattern
from knowledge.german.amounts import Amount, AmountKind, amounts
from knowledge.model import DocumentKind, Fact, FactKind

_HEIGHT = pattern(
    r"^(?:höhe|zuschuss$|zuwendung|förder(?:quote|satz|sätze|höhe)|sätze|konditionen|beträge|wie ?viel|art und höhe)",
    r"^zuschussfähige",
    r"^(?:bausteine|schutz vor|maßnahmen und beträge)",
)
_MOST = any_of(
    r"höchstens",
    r"maximal",
    r"bis zu",
    r"nicht mehr als",
    r"gedeckelt auf",
    r"höchst(?:betrag|summe|grenze)",
    r"obergrenze",
    r"(?:kappungs)?grenze",
    r"deckel",
    r"limit",
)
_CEILING = pattern(rf"\b{_MOST}\b[^.;,]{{0,30}}$", r"\bbis\s*$", r"\bdarf\b[^.;]{0,20}$")
_EXCEEDS = pattern(r"^ (?:\w+ ){0,2}nicht (?:überschreiten|übersteigen)")
_GRANT = pattern(
    r"\b(?:erhalten|erhält|bekommen|bekommt|zuwendung|zuschuss|festbetrag|pauschal\w*|grundbetrag|förderbetrag|sockel)\b"
    r"|\bbringt\b|\bje weitere[mr]\b",
)
_RATE = pattern(
    r"\b(?:förder(?:satz|quote)|quote|anteil|satz|zuschuss|zuwendung|gefördert|bezuschusst|trägt|übernimmt|zahlt|erstattet"
    r"|anerkannt|höchstens|bis zu|der (?:personal)?kosten|der ausgaben)\b",
    r"\bförderung\b",
)
_NO_GRANT = pattern(
    r"\b(?:mindest\w*|bagatell\w*|wenigstens|anschaffung(?:swert|en)|kleinbeträge\w*|eigen(?:anteil|leistung|mittel)"
    r"|basiszins\w*|verzins\w*|zins(?:en)?|rate[n]?|einsparung|verlust\w*|deckung|bescheide?|gesamtkosten"
    r"|mittel(?! der)|ausgaben von|\w*beispiel\w*|musterrechnung|unter|überholt|katalog|ersparnis|frühere\w*"
    r"|hessen|niedersachsen|durch 0|geteilt|verzug|hält|zusammen)\b",
)
_CAPPED = pattern(rf"^,? (?:{_MOST}|bis)\b")
_OWN_SHARE = pattern(r"^ (?:hält|drauf|im jahr|unter|verzins|tragen die|trägt die (?:kommune|gemeinde|stadt)|eigen)")
_OLD_RATE = pattern(r"\b(?:von|statt|um|um mehr als)\s*$")
_COST = pattern(
    r"\b(?:kosten|kostete?n?|gesamtkosten|anschaffung|investition(?:en|summe)?|lizenz|betrieb|umbau|technik|einführung"
    r"|laufend|ausgaben|gesamtinvestition|insgesamt|miete|eigenanteil|für beide|software)\b",
)
_HAS_COST = pattern(r"^(?: \w+){0,2} gekostet\b")
_COST_HEADING = pattern(r"\b(?:kosten|gekostet|geld|finanzierung|ausgaben)\b")
_NO_COST = pattern(
    r"\b(?:\w*zuschuss|förderung|einnahmen|ersparnis|mehreinnahmen|gefordert\w*|versicherung|verteilen|zuwendung|gespart|schulden"
    r"|erfrischungsgeld|vorschläge über|bund|bundes|übernahm|stehen\b.*\bbereit|strafe)\b",
)
_PRICE = pattern(r"\bpreise?\b", r"\bkostet\b", r"\bkosten\b", r"\bje\b", r"\bmonat", r"\bim jahr\b", r"\blizenz\b")
_NO_PRICE = pattern(r"\b(?:umsatz|kapital|investor\w*|förderung|gespart|finanzierungsrunde)\b")


def money_facts(document_id: str, kind: DocumentKind, found: Sequence[Clause]) -> list[Fact]:
    """Quota, amount and ceiling of funding; cost of projects; price of start-ups: each with the clause that says it."""
    judge = {
        DocumentKind.FUNDING: _of_funding,
        DocumentKind.PROJECT: _of_project,
        DocumentKind.START_UP: _of_start_up,
    }.get(kind)
    facts: dict[tuple[FactKind, str, str], Fact] = {}
    for clause in found if judge else ():
        for amount, before, after in _placed(clause):
            said = judge(clause, amount, before, after) if judge else None
            if said:
                value = figure(amount)
                fact = Fact(document_id, said, value, clause.text, clause.chunk.page)
                facts.setdefault((said, value, clause.text), fact)
    return list(facts.values())


def figure(amount: Amount) -> str:
    """The value of an amount as facts hold it: to the cent, "25000" or "0.50"."""
    return f"{amount.value:.2f}".removesuffix(".00")


def _placed(clause: Clause) -> Iterator[tuple[Amount, str, str]]:
    """The amounts of a clause, each with what stands before it, from the amount before on, and after it."""
    listed, start = amounts(clause.shown), 0
    for amount in listed:
        yield amount, clause.shown[start : amount.start], clause.shown[amount.end :]
        start = amount.end


def _of_funding(clause: Clause, amount: Amount, before: str, after: str) -> FactKind | None:
    about_height = bool(_HEIGHT.search(clause.heading))
    if amount.kind is AmountKind.POINTS or _NO_GRANT.search(before) or _NO_GRANT.search(clause.heading):
        return None
    if amount.kind is AmountKind.PERCENT:
        if _OLD_RATE.search(before) or _OWN_SHARE.match(after):
            return None
        said = about_height or _RATE.search(before) or _RATE.search(after) or _CAPPED.match(after)
        return FactKind.QUOTA if said else None
    if _CEILING.search(before) or _EXCEEDS.match(after):
        return FactKind.CEILING
    return FactKind.AMOUNT if (about_height and clause.row) or _GRANT.search(before) or _GRANT.search(after) else None


def _of_project(clause: Clause, amount: Amount, before: str, after: str) -> FactKind | None:
    if amount.kind is not AmountKind.EURO or _NO_COST.search(before):
        return None
    about = _COST.search(before) or _COST.search(clause.label) or _HAS_COST.match(after)
    return FactKind.COST if about or (_COST_HEADING.search(clause.heading) and not clause.row) else None


def _of_start_up(clause: Clause, amount: Amount, before: str, after: str) -> FactKind | None:
    if amount.kind is not AmountKind.EURO or _NO_PRICE.search(clause.shown):
        return None
    near = f"{clause.heading} {before} {after[:30]}"
    return FactKind.PRICE if _PRICE.search(near) else None
