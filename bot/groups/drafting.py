"""From the board to a draft: where several municipalities report one topic, organisers decide on a working group."""

from bot.board.model import Entry
from bot.board.steps import visible
from bot.board.towns import standing_entries
from bot.conversation.actions import Send, say
from bot.conversation.desk import Desk
from bot.conversation.events import Button
from bot.conversation.rendering import shortened
from bot.conversation.stored import to_json
from bot.groups.model import FROM_TOWNS, Group
from bot.people.model import Member
from bot.people.offices import organisers
from bot.people.towns import label
from bot.texts import board as board_texts
from bot.texts import groups as texts
from knowledge.matching.model import RecordKind
from knowledge.model import Municipality

PREFIX = "g"
REPORTS = (RecordKind.TOPIC, RecordKind.NEED)
_EVIDENCE = 5
_SHORT = 120


def consider(desk: Desk, topic: str) -> None:
    """Draft a group where enough municipalities report the topic and none is there. Raises CatalogueError."""
    towns = {member.ags for _, member in reports(desk, topic)}
    if len(towns) < FROM_TOWNS:
        return
    group = desk.stores.groups.draft(topic, topic, len(towns), desk.clock())
    if group is None:
        return
    message = to_json(draft_message(desk, group))
    for chat in organisers(desk):
        desk.stores.deliveries.put(f"group:{group.id}:draft:{chat}", chat, message, "group", desk.clock())


def reports(desk: Desk, topic: str) -> list[tuple[Entry, Member]]:
    """Needs and reported topics that stand on the board, with their members."""
    return [(e, m) for e, m in standing_entries(desk) if e.topic == topic and e.kind in REPORTS]


def draft_message(desk: Desk, group: Group) -> Send:
    """The draft with its evidence, only of those who agreed to be named, and the three buttons."""
    found = reports(desk, group.topic)
    named = [(entry, place) for entry, member in found if visible(member) and (place := desk.home_of(member))]
    count = len({member.ags for _, member in found})
    lines = [texts.DRAFT.format(title=group.title), "", texts.DRAFT_TOWNS.format(count=count), *_named(named, count)]
    lines += [_evidence(entry, place) for entry, place in named[:_EVIDENCE]]
    buttons = (
        (Button(texts.CONFIRM, f"{PREFIX}:confirm:{group.id}"),),
        (
            Button(texts.RENAME, f"{PREFIX}:ask-title:{group.id}"),
            Button(texts.DECLINE, f"{PREFIX}:decline:{group.id}"),
        ),
    )
    return say("\n".join(lines), buttons)


def _named(named: list[tuple[Entry, Municipality]], count: int) -> list[str]:
    places = {place.ags: place for _, place in named}
    if not places:
        return [texts.DRAFT_NOBODY]
    lines = [texts.DRAFT_NAMED.format(names=", ".join(sorted(label(place) for place in places.values())))]
    unnamed = count - len(places)
    if unnamed:
        lines.append(texts.DRAFT_UNNAMED_ONE if unnamed == 1 else texts.DRAFT_UNNAMED.format(count=unnamed))
    districts = sorted({place.district for place in places.values()})
    return [*lines, texts.DRAFT_DISTRICTS.format(names=", ".join(districts))]


def _evidence(entry: Entry, place: Municipality) -> str:
    words = texts.EVIDENCE_WORDS.format(text=shortened(entry.text, _SHORT)) if entry.text else ""
    day = f"{entry.changed_at:%d.%m.%Y}"
    return texts.EVIDENCE.format(town=place.name, kind=board_texts.KINDS[entry.kind], day=day, words=words)
