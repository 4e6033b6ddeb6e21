"""A plan in words and as a record: what an organiser sees before approving."""

from typing import Any

from bot.broadcasts.placeholders import GAPS
from bot.broadcasts.plan import Plan, reason_of
from bot.broadcasts.rules import Rules
from bot.broadcasts.schedule import listed, shown
from bot.texts import broadcasts as texts

MOST_NAMED = 5


def in_words(planned: Plan, rules: Rules) -> str:
    """Whom, when, who is left out and why, what to think about; then the text as three members see it."""
    return "\n".join([*facts(planned, rules), "", *samples(planned)])


def facts(planned: Plan, rules: Rules) -> list[str]:
    """Everything but the text, one line each."""
    count = len(planned.people)
    recipients = texts.ONE_RECIPIENT if count == 1 else texts.MANY_RECIPIENTS.format(count=count)
    small = "; ".join(f"{county}: {_names([p.called for p in people])}" for county, people in planned.smallest)
    left_out = [f"{one.person.called} ({reason_of(one, rules)})" for one in planned.left_out]
    draft = planned.draft
    lines = [
        texts.TO.format(recipients=recipients, audience=planned.described),
        texts.WHEN.format(time=shown(planned.when.at)),
        *planned.when.notes,
        texts.NEXT.format(times=next_dates(planned)) if planned.dates else "",
        texts.SMALL_CELLS.format(cells=small) if small else "",
        texts.LEFT_OUT_LINE.format(count=len(left_out), names=_names(left_out)) if left_out else "",
        texts.ABOUT.format(topic=draft.topic) if draft.topic else "",
        texts.WITH_FILE.format(name=draft.file.name) if draft.file else "",
        texts.WITH_BUTTONS.format(labels=", ".join(label for label, _, _ in draft.buttons)) if draft.buttons else "",
        texts.URGENT if draft.urgent else "",
        *planned.warnings,
    ]
    return [line for line in lines if line]


def next_dates(planned: Plan) -> str:
    """The next three dates of a series, with the reason where one is moved."""
    notes = (f" ({note})" for date in planned.dates for note in date.notes)
    return listed(date.at for date in planned.dates) + "".join(notes)


def samples(planned: Plan) -> list[str]:
    """The text as up to three members see it; once where it is the same for all."""
    if not any(f"{{{name}}}" in planned.draft.text.lower() for name in GAPS):
        return [planned.draft.text]
    lines = []
    for person, text in planned.samples:
        lines += [texts.AS_SEEN_BY.format(name=person.called, length=len(text)), text, ""]
    return lines[:-1]


def record(planned: Plan) -> dict[str, Any]:
    """What `--json` prints beside the report: recipients, left_out, samples, smallest, notes, warnings."""
    return {
        "recipients": len(planned.people),
        "audience": planned.described,
        "left_out": [
            {"chat": one.person.member.chat, "name": one.person.called, "reason": one.reason}
            for one in planned.left_out
        ],
        "samples": [{"name": person.called, "text": text} for person, text in planned.samples],
        "smallest": [{"county": county, "names": [p.called for p in people]} for county, people in planned.smallest],
        "notes": list(planned.when.notes),
        "warnings": planned.warnings,
    }


def _names(names: list[str]) -> str:
    return "; ".join(names[:MOST_NAMED]) + (" …" if len(names) > MOST_NAMED else "")
