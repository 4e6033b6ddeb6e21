"""Before corrections: what staff type becomes a value as ingest.corrections holds it: dates, topics, places, kinds."""

from collections.abc import Callable
from difflib import get_close_matches
from typing import TYPE_CHECKING

from ingest import texts
from ingest.corrections import SEPARATOR, Field
from knowledge.german.dates import dates
from knowledge.german.topics import shipped_topics
from knowledge.german.words import fold

if TYPE_CHECKING:
    from knowledge.german.places import Gazetteer

LONGEST = 200
SHOWN = 5


class FieldUnclear(ValueError):
    """What was typed says no value; the text is what staff read."""


def value_of(field: Field, text: str, gazetteer: "Gazetteer") -> str:
    """The correction that a text says. Raises FieldUnclear."""
    text = " ".join(text.split())
    if text.casefold() in texts.NOTHING and field not in {Field.TITLE, Field.KIND}:
        return ""
    if field is Field.PLACES:
        return SEPARATOR.join(dict.fromkeys(_place(piece, gazetteer) for piece in _pieces(text)))
    return _READ.get(field, _line)(text)


def field_named(word: str) -> Field:
    """The field of a German label, blind to case: "Gültig bis", "gültig-bis". Raises FieldUnclear."""
    labels = {label.casefold(): field for field, label in texts.LABELS.items()}
    found = labels.get(word.casefold().replace("-", " ").replace("ue", "ü"))
    if found is None:
        raise FieldUnclear(texts.NO_FIELD.format(word=word, labels=", ".join(texts.LABELS.values())))
    return found


def _kind(text: str) -> str:
    kinds = {label.casefold(): kind for kind, label in texts.KINDS.items()} | {kind: kind for kind in texts.KINDS}
    found = kinds.get(text.casefold())
    if found is None:
        raise FieldUnclear(texts.NO_KIND.format(word=text, kinds=", ".join(texts.KINDS.values())))
    return found


def _line(text: str) -> str:
    if not any(sign.isalnum() for sign in text):
        raise FieldUnclear(texts.EMPTY_TITLE)
    if len(text) > LONGEST:
        raise FieldUnclear(texts.TOO_LONG_VALUE.format(most=LONGEST))
    return text


def _pieces(text: str) -> list[str]:
    return [piece.strip() for piece in text.replace(";", ",").split(",") if piece.strip()]


def _day(text: str) -> str:
    found = next((mention.value for mention in dates(text) if mention.year), None)
    if found is None:
        raise FieldUnclear(texts.NO_DAY)
    return found


def _days(text: str) -> str:
    found = [mention.value for mention in dates(text) if mention.day]
    if not found:
        raise FieldUnclear(texts.NO_DEADLINE)
    return SEPARATOR.join(dict.fromkeys(found))


def _topic(word: str) -> str:
    """A topic by its name, or by a word that points to it."""
    topics = shipped_topics()
    known = {fold(name.casefold()): name for name in topics.names}
    wanted = fold(word.casefold())
    if wanted in known:
        return known[wanted]
    pointed = topics.find(word)
    if pointed:
        return pointed[0].topic
    like = [known[one] for one in get_close_matches(wanted, known, n=SHOWN, cutoff=0.5)]
    sentence = texts.NO_TOPIC if like else texts.NO_TOPIC_LIKE
    raise FieldUnclear(sentence.format(word=word, like=", ".join(like or topics.names[:SHOWN])))


def _place(word: str, gazetteer: "Gazetteer") -> str:
    found = gazetteer.by_ags_or_name(word)
    if len(found) == 1:
        return found[0].ags
    if found:
        raise FieldUnclear(texts.PLACE_TWICE.format(word=word))
    like = [place.name for place in gazetteer.suggest(word)]
    sentence = texts.NO_PLACE_LIKE if like else texts.NO_PLACE
    raise FieldUnclear(sentence.format(word=word, like=", ".join(like)))


def _topics(text: str) -> str:
    return SEPARATOR.join(dict.fromkeys(map(_topic, _pieces(text))))


_READ: dict[Field, Callable[[str], str]] = {
    Field.DATE: _day,
    Field.VALID_UNTIL: _day,
    Field.DEADLINES: _days,
    Field.TOPICS: _topics,
    Field.KIND: _kind,
}
"""How a field is read; the others are lines."""
