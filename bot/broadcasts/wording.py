"""What an organiser types about the audience → Audience; a word that is not understood is never passed over."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from bot.broadcasts import phrases
from bot.broadcasts.audience import Audience, Facts
from bot.broadcasts.errors import BroadcastRefused, NotUnderstood
from bot.broadcasts.people import World
from bot.texts import broadcasts as texts
from knowledge.german.numbers import number
from knowledge.german.places import PlaceKind
from knowledge.german.topics import shipped_topics


@dataclass
class _Reader:
    """Takes out of a text what it understands; `text` is what is left."""

    text: str
    world: World
    facts: Facts = field(default_factory=Facts)

    def read(self) -> None:
        """Everything that is understood, what is most certain first."""
        for step in (self._size, self._answers, self._places, self._roles, self._topics, self._everyone):
            step()

    @property
    def left(self) -> str:
        """Words that mean something we do not know."""
        return " ".join(phrases.FILLERS.sub(" ", self.text).split())

    def _take(self, pattern: re.Pattern[str]) -> Iterator[re.Match[str]]:
        while said := pattern.search(self.text):
            self.text = f"{self.text[: said.start()]} {self.text[said.end() :]}"
            yield said

    def _size(self) -> None:
        for pattern, meaning in phrases.SIZES:
            for said in pattern.finditer(self.text):
                counts = _counts(said)
                if counts:
                    self._bound(meaning, counts)
                    self.text = self.text.replace(said[0], " ", 1)

    def _bound(self, meaning: str, counts: list[int]) -> None:
        first, last = counts[0], counts[-1]
        low = {"between": first - 1, "above": first, "from": first - 1}.get(meaning, self.facts.above)
        high = {"between": last + 1, "below": first, "up to": first + 1}.get(meaning, self.facts.below)
        self.facts = replace(self.facts, above=low, below=high)

    def _answers(self) -> None:
        event = self._event()
        for pattern, answers in phrases.ANSWERS:
            for _ in self._take(pattern):
                self.facts = replace(self.facts, answers=self.facts.answers | answers)
        if self.facts.answers:
            self.facts = replace(self.facts, event=event or self._next_event())
        elif event is not None:
            raise NotUnderstood(texts.WHICH_ANSWER)

    def _event(self) -> int | None:
        for said in self._take(phrases.EVENT):
            number_ = int(said[1])
            if number_ not in {occasion.id for occasion in self.world.occasions}:
                raise BroadcastRefused(texts.NO_SUCH_EVENT.format(number=number_))
            return number_
        for occasion in self.world.occasions:
            for _ in self._take(re.compile(re.escape(occasion.title), re.IGNORECASE)):
                return occasion.id
        return None

    def _next_event(self) -> int:
        if not self.world.occasions:
            raise BroadcastRefused(texts.NO_EVENT)
        return min(self.world.occasions, key=lambda occasion: occasion.starts).id

    def _places(self) -> None:
        places = self.world.gazetteer.municipalities
        districts = {place.district.lower(): place.district for place in places}
        counties = {_bare(place.county): place.county for place in places if "kreis" in place.county.lower()}
        facts = self.facts
        for said in self._take(
            re.compile(rf"\b(?:{phrases.DISTRICT_WORDS})\s+({'|'.join(districts)})\b", re.IGNORECASE)
        ):
            facts = replace(facts, districts=facts.districts | {districts[said[1].lower()]})
        for _ in self._take(phrases.OSTWESTFALEN):
            facts = replace(facts, districts=facts.districts | {"Detmold"})
        for name, members in phrases.REGIONS.items():
            for _ in self._take(re.compile(rf"\b{name}s?\b", re.IGNORECASE)):
                facts = replace(facts, counties=facts.counties | set(members))
        self.facts = facts
        self._named_places(self.text)
        names = "|".join(sorted(map(re.escape, counties), key=len, reverse=True))
        for said in self._take(re.compile(rf"\b(?:land)?kreis(?:e|es)?\s+({names})\b", re.IGNORECASE)):
            self.facts = replace(self.facts, counties=self.facts.counties | {counties[said[1].lower()]})
        self._towns_in_any_case()

    def _named_places(self, text: str) -> None:
        for place in reversed(self.world.gazetteer.find(text)):
            facts = self.facts
            match place.kind:
                case PlaceKind.DISTRICT:
                    self.facts = replace(facts, districts=facts.districts | {place.value})
                case PlaceKind.COUNTY:
                    self.facts = replace(facts, counties=facts.counties | {place.value})
                case PlaceKind.MUNICIPALITY:
                    self.facts = replace(facts, towns=facts.towns | {place.value})
                case _:
                    continue
            self.text = f"{self.text[: place.start]} {self.text[place.end :]}"

    def _towns_in_any_case(self) -> None:
        for word in self.left.split():
            found = self.world.gazetteer.by_ags_or_name(word.title()) or self.world.gazetteer.by_ags_or_name(word)
            if len(found) == 1:
                self.facts = replace(self.facts, towns=self.facts.towns | {found[0].ags})
                self.text = re.sub(rf"\b{re.escape(word)}\b", " ", self.text, count=1)

    def _roles(self) -> None:
        for pattern, role in phrases.ROLES:
            for _ in self._take(pattern):
                self.facts = replace(self.facts, roles=self.facts.roles | {role})

    def _topics(self) -> None:
        mentions = shipped_topics().find(self.text)
        if not mentions:
            return
        names = frozenset(mention.topic for mention in mentions)
        for mention in mentions:
            self.text = self.text.replace(mention.wording, " ", 1)
        for _ in self._take(phrases.TOPIC):
            pass
        reported = [*self._take(phrases.REPORTED)]
        if reported:
            self.facts = replace(self.facts, reported=self.facts.reported | names)
        else:
            self.facts = replace(self.facts, followed=self.facts.followed | names)

    def _everyone(self) -> None:
        for _ in self._take(phrases.EVERYONE):
            self.facts = replace(self.facts, everyone=True)


def read_audience(text: str, world: World) -> Audience:
    """The audience that these words name. Raises NotUnderstood, BroadcastRefused (no such event)."""
    audience, left = find_audience(text, world)
    if left:
        raise NotUnderstood(texts.AUDIENCE_LEFT.format(text=left))
    return audience


def find_audience(text: str, world: World) -> tuple[Audience, str]:
    """The audience that is named in a text, and the words that were not understood. Raises as `read_audience`."""
    wanted, without, left = Facts(), list[Facts](), list[str]()
    for part, excluded in _parts(text):
        reader = _Reader(part, world, Facts() if excluded else wanted)
        reader.read()
        left += [reader.left] if reader.left else []
        if not excluded:
            wanted = reader.facts
        elif reader.facts.asked:
            without += _one_by_one(reader.facts)
        else:
            raise NotUnderstood(texts.AUDIENCE_LEFT.format(text=part.strip()))
    if not wanted.asked and not wanted.everyone:
        raise NotUnderstood(texts.AUDIENCE_NOT_UNDERSTOOD.format(text=text.strip()))
    if left and not wanted.asked:
        raise NotUnderstood(texts.AUDIENCE_LEFT.format(text=" ".join(left)))
    return Audience(wanted, tuple(without)), " ".join(left)


def _parts(text: str) -> Iterator[tuple[str, bool]]:
    """Stretches of the text, each with whether it names people to leave out; "ohne Antwort" is no exclusion."""
    protected = text
    for pattern, _ in phrases.ANSWERS:
        protected = pattern.sub(lambda said: "x" * len(said[0]), protected)
    start, excluded = 0, False
    for said in phrases.PARTS.finditer(protected):
        if text[start : said.start()].strip(" ,;"):
            yield text[start : said.start()], excluded
        start, excluded = said.end(), said[1] is not None
    if text[start:].strip(" ,;"):
        yield text[start:], excluded


def _one_by_one(facts: Facts) -> list[Facts]:
    """Apart: "außer Greven und Organisatoren" leaves out both, not only Greven's organisers."""
    single = [
        Facts(districts=facts.districts, counties=facts.counties, towns=facts.towns),
        Facts(below=facts.below, above=facts.above),
        Facts(roles=facts.roles),
        Facts(followed=facts.followed),
        Facts(reported=facts.reported),
        Facts(event=facts.event, answers=facts.answers),
    ]
    return [one for one in single if one.asked]


def _counts(said: re.Match[str]) -> list[int]:
    groups = said.groups()
    found = []
    for figure, scale in zip(groups[::2], groups[1::2], strict=True):
        plain = figure.lower().removesuffix("tausend")
        value = number(plain)
        if value is None:
            return []
        value *= 1000 if scale or plain != figure.lower() else 1
        found.append(int(value))
    return found if min(found) >= phrases.SMALLEST else []


def _bare(county: str) -> str:
    return re.sub(r"^Kreis\s+", "", county).lower()
