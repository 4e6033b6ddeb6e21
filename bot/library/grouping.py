"""Questions without an answer → groups of one matter, worded so that nobody can be told by a question."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bot.storage.gaps import Gap
from knowledge.german.topics import shipped_topics
from knowledge.german.words import content_words, stem

ENOUGH_PEOPLE = 3
"""The wording of questions is shown from so many people on."""
ALIKE = 0.5
"""Two questions without a topic are about one matter if they share so large a part of their words."""
_KINDS = (
    (
        "foerderung",
        re.compile(r"förder|zuschuss|zuschüss|geld|antr[aä]g|frist|programm|richtlinie|bezuschuss", re.IGNORECASE),
    ),
    ("veranstaltung", re.compile(r"termin|veranstaltung|messe|\bwann\b|workshop|tagung|anmeld", re.IGNORECASE)),
    ("startup", re.compile(r"start-?up|anbieter|firma|software|produkt|\bkostet\b|preis", re.IGNORECASE)),
    ("projekt", re.compile(r"\bwer\b|gemeinde|kommune|stadt|erfahrung|beispiel|projekt", re.IGNORECASE)),
)


@dataclass(frozen=True, slots=True)
class Group:
    """Questions of one matter: `label` is a topic ("" where there is none), `people` how many asked at least.

    `kind` is the kind of document that is missing, "" where the questions do not tell. `shown` are
    wordings, empty below ENOUGH_PEOPLE.
    """

    label: str
    people: int
    kind: str
    shown: tuple[str, ...]
    gaps: tuple[Gap, ...]


def groups_of(gaps: Sequence[Gap]) -> list[Group]:
    """The groups, those that most people asked for first."""
    clusters: list[tuple[str, set[str], list[Gap]]] = []
    for gap in gaps:
        topic, words = topic_of(gap.question), {stem(word) for word in content_words(gap.question)}
        for label, known, members in clusters:
            if (topic and label == topic) or (not topic and not label and _alike(words, known)):
                members.append(gap)
                known.update(words)
                break
        else:
            clusters.append((topic, words, [gap]))
    found = [_group(label, members) for label, _, members in clusters]
    return sorted(found, key=lambda group: (-group.people, -len(group.gaps), group.label))


def topic_of(question: str) -> str:
    """The topic that a question speaks of most, empty where it speaks of none."""
    return next((topic for topic, _ in shipped_topics().count(question).most_common(1)), "")


def _alike(words: set[str], known: set[str]) -> bool:
    return len(words & known) >= ALIKE * min(len(words), len(known)) > 0


def _group(label: str, members: Sequence[Gap]) -> Group:
    people = count_people(members)
    wordings = dict.fromkeys(gap.question for gap in reversed(members))
    shown = tuple(wordings)[:2] if people >= ENOUGH_PEOPLE else ()
    text = " ".join(gap.question for gap in members)
    kind = max(_KINDS, key=lambda one: len(one[1].findall(text)))
    return Group(label, people, kind[0] if kind[1].search(text) else "", shown, tuple(members))


def count_people(members: Iterable[Gap]) -> int:
    """How many people asked at least: where it is no longer known who, they count as one."""
    return len({gap.person for gap in members})
