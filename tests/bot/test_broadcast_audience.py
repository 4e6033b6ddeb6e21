"""Whom an organiser means: by facts, in German, and never anybody whom the words did not name."""

import datetime as dt
from dataclasses import replace

import pytest

from bot.broadcasts.audience import audience_of, choose, describe
from bot.broadcasts.errors import BroadcastRefused, NotUnderstood
from bot.broadcasts.people import Occasion, Person, World
from bot.broadcasts.wording import find_audience, read_audience
from bot.people.model import Member, Role
from knowledge.german.places import Gazetteer, shipped_municipalities

NOW = dt.datetime(2026, 11, 25, 12, tzinfo=dt.UTC)
GAZETTEER = Gazetteer(shipped_municipalities())
PLACES = {place.name: place for place in GAZETTEER.municipalities}


def person(name: str, town: str | None, role: Role = Role.MAYOR, *topics: str) -> Person:
    return Person(Member(f"telegram:{name}", role, NOW, name=name, topics=topics), PLACES[town] if town else None)


PEOPLE = (
    person("Heek", "Heek"),  # Kreis Borken, 8.7
    person("Velen", "Velen"),  # Kreis Borken, 13.3
    person("Bocholt", "Bocholt"),  # Kreis Borken, 71
    person("Saerbeck", "Saerbeck", Role.MAYOR, "Sensorik"),  # Kreis Steinfurt, 7.2
    person("Greven", "Greven"),  # Kreis Steinfurt, 38
    person("Delbrück", "Delbrück", Role.MAYOR, "Breitband und Mobilfunk"),  # Kreis Paderborn, RB Detmold, 32
    replace(person("Nieheim", "Nieheim"), reported=frozenset({"Sensorik"})),  # Kreis Höxter, RB Detmold, 6
    person("Orga", "Münster", Role.ORGANISER),
    person("Unbekannt", None),
)
OCCASIONS = (
    Occasion(3, "Workshop Sensorik", NOW + dt.timedelta(days=20)),
    Occasion(7, "Zukunftsmesse", NOW + dt.timedelta(days=9)),
)
ANSWERS = {
    7: {"telegram:Heek": "yes", "telegram:Velen": "no", "telegram:Greven": "deputy"},
    3: {"telegram:Heek": "maybe"},
}
WORLD = World(PEOPLE, GAZETTEER, OCCASIONS, lambda event: ANSWERS.get(event, {}))
ALL = "Heek Velen Bocholt Saerbeck Greven Delbrück Nieheim Orga Unbekannt"


@pytest.mark.parametrize(
    ("words", "meant"),
    [
        ("alle", ALL),
        ("an alle Mitglieder", ALL),
        ("alle unter 20.000", "Heek Velen Saerbeck Nieheim"),
        ("unter 20.000 EW", "Heek Velen Saerbeck Nieheim"),
        ("alle Gemeinden unter 20 Tsd. Einwohnern", "Heek Velen Saerbeck Nieheim"),
        ("unter zwanzigtausend", "Heek Velen Saerbeck Nieheim"),
        ("über 30000", "Bocholt Greven Delbrück Orga"),
        ("zwischen 8.000 und 14.000", "Heek Velen"),
        ("ab 10.000 bis 40.000", "Velen Greven Delbrück"),
        ("alle unter 20.000 im RB Münster", "Heek Velen Saerbeck"),
        ("alle unter 20.000 im rb münster", "Heek Velen Saerbeck"),
        ("Regierungsbezirk Detmold", "Delbrück Nieheim"),
        ("OWL", "Delbrück Nieheim"),
        ("Kreis Borken", "Heek Velen Bocholt"),
        ("kreis borken", "Heek Velen Bocholt"),
        ("Kreise Borken und Höxter", "Heek Velen Bocholt Nieheim"),
        ("Kreis Borken oder Kreis Höxter", "Heek Velen Bocholt Nieheim"),
        ("im Münsterland", "Heek Velen Bocholt Saerbeck Greven Orga"),
        ("Heek, Velen und Greven", "Heek Velen Greven"),
        ("heek", "Heek"),
        ("Kreis Borken, außer Heek", "Velen Bocholt"),
        ("alle außer Kreis Borken und Organisatoren", "Saerbeck Greven Delbrück Nieheim Unbekannt"),
        ("alle im RB Münster ohne Greven, nur unter 40.000", "Heek Velen Saerbeck"),
        ("Bürgermeisterinnen und Bürgermeister", ALL.replace(" Orga", "")),
        ("Bürgermeister im Kreis Steinfurt", "Saerbeck Greven"),
        ("Organisatoren", "Orga"),
        ("alle mit Thema Sensorik", "Saerbeck"),
        ("wer Glasfaser verfolgt", "Delbrück"),
        ("wer das Thema Sensorik gemeldet hat", "Nieheim"),
        ("nur wer noch nicht geantwortet hat", "Bocholt Saerbeck Delbrück Nieheim Orga Unbekannt"),
        ("Kreis Borken, nur die die noch nicht geantwortet haben", "Bocholt"),
        ("alle ohne Antwort", "Bocholt Saerbeck Delbrück Nieheim Orga Unbekannt"),
        ("wer zum Termin 7 zugesagt hat", "Heek Greven"),
        ("wer zur Zukunftsmesse abgesagt hat", "Velen"),
        ("alle, die beim Workshop Sensorik vielleicht sind", "Heek"),
        ("alle unter 20.000, nicht Kreis Borken", "Saerbeck Nieheim"),
    ],
)
def test_german_words_choose_exactly_those_whom_they_name(words: str, meant: str) -> None:
    chosen = choose(read_audience(words, WORLD), WORLD)
    assert [person.member.name for person in chosen.people] == meant.split()


@pytest.mark.parametrize(
    "words",
    ["alle Kämmerer", "die Feuerwehrleute von nebenan", "", "irgendwer", "alle außer den Netten", "unter 20 Jahre"],
)
def test_words_that_are_not_understood_never_mean_everybody(words: str) -> None:
    with pytest.raises(NotUnderstood):
        read_audience(words, WORLD)


def test_in_a_whole_sentence_the_words_beside_the_audience_are_handed_back() -> None:
    audience, left = find_audience("Schick allen unter 20.000 EW im RB Münster ne Erinnerung", WORLD)
    assert [person.member.name for person in choose(audience, WORLD).people] == ["Heek", "Velen", "Saerbeck"]
    assert "Erinnerung" in left


def test_an_event_that_does_not_exist_is_refused() -> None:
    with pytest.raises(BroadcastRefused, match="99"):
        read_audience("wer zum Termin 99 zugesagt hat", WORLD)
    with pytest.raises(BroadcastRefused, match="kein Termin"):
        read_audience("wer noch nicht geantwortet hat", replace(WORLD, occasions=()))


def test_who_has_no_municipality_is_told_apart_where_places_decide() -> None:
    assert [found.member.name for found in choose(read_audience("Kreis Borken", WORLD), WORLD).unplaced] == [
        "Unbekannt"
    ]
    assert choose(read_audience("alle", WORLD), WORLD).unplaced == ()


def test_what_was_understood_is_said_in_words_that_leave_no_doubt() -> None:
    said = describe(
        read_audience("unter 20000 im RB Münster außer Greven, nur wer nicht geantwortet hat", WORLD), WORLD
    )
    assert said == "unter 20.000 Einwohner, RB Münster, Antwort zu „Zukunftsmesse“: noch keine, ohne: Greven"


def test_an_audience_comes_back_from_its_record() -> None:
    audience = read_audience("unter 20000 im RB Münster außer Greven und Organisatoren, Thema Glasfaser", WORLD)
    assert audience_of(audience.record()) == audience
