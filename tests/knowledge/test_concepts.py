"""The concept base: what people say meets what authorities write, for finding, in any spelling."""

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from knowledge.german import concepts as module
from knowledge.german.concepts import Concept, ConceptBase, key, parse_line, shipped_concepts
from knowledge.german.words import content_words

FOLDER = Path(module.__file__).parent
FILES = sorted(FOLDER.glob("concepts/*.txt"))
LEAST_GROUPS = 5_000

SMALL = ConceptBase(
    [
        Concept(("Ladeinfrastruktur", "Ladesäule", "Wallbox", "E-Auto laden"), ("Elektromobilität",)),
        Concept(("Onlinezugangsgesetz", "OZG")),
        Concept(("interkommunale Zusammenarbeit", "IKZ", "mit Nachbarn zusammen")),
        Concept(("Zuwendung", "Förderung", "Geld")),
        Concept(("Zahlungsmittel", "Geld")),
    ]
)


def others(base: ConceptBase, question: str) -> set[str]:
    """The other ways to say what a question names, as joined words."""
    return {" ".join(term) for found in base.expand(content_words(question)) for term in found.others}


def lines(path: Path) -> Iterator[tuple[int, str]]:
    """The lines of a file that say something, with their numbers."""
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if line.strip() and not line.startswith("#"):
            yield number, line.strip()


def test_a_line_is_a_group_of_terms_with_weaker_ones_behind_the_arrow() -> None:
    assert parse_line("Wallbox | Ladestation zu Hause > Stromtankstelle | Ladepark") == Concept(
        ("Wallbox", "Ladestation zu Hause"), ("Stromtankstelle", "Ladepark")
    )
    assert parse_line("a | b") == Concept(("a", "b"))
    assert parse_line("a > b") == Concept(("a",), ("b",))


@pytest.mark.parametrize("line", ["", "allein", "a | ", " | a", "a || b", "a > ", "a > b |"])
def test_a_line_with_an_empty_term_or_with_one_alone_is_refused(line: str) -> None:
    with pytest.raises(ValueError, match=f"^{re.escape(line)}$"):
        parse_line(line)


@pytest.mark.parametrize(
    ("question", "other"),
    [
        ("Wallbox am Rathaus", "ladeinfrastruktur"),
        ("wallboxen", "ladesäule"),
        ("Ladesaeulen", "wallbox"),
        ("Wo kann ich mein E-Auto laden?", "ladeinfrastruktur"),
        ("OZG", "onlinezugangsgesetz"),
        ("ozg", "onlinezugangsgesetz"),
        ("Onlinezugangsgesetzes", "ozg"),
        ("Wollen wir mit unseren Nachbarn zusammen?", "ikz"),
        ("Zusammenarbeit, interkommunale", "ikz"),
        ("Walbox", "ladeinfrastruktur"),
        ("Onlinezugansgesetz", "ozg"),
        ("Ladesäulenstandort", "wallbox"),
    ],
)
def test_other_names_are_found_by_inflection_spelling_order_and_compound(question: str, other: str) -> None:
    assert other in others(SMALL, question)


def test_a_term_of_several_words_needs_all_of_them() -> None:
    assert "ikz" not in others(SMALL, "Zusammenarbeit im Team")
    assert others(SMALL, "Wetter am Sonntag") == set()


def test_weaker_relations_stay_apart() -> None:
    found = SMALL.expand(["wallbox"])[0]
    assert found.weaker == (("elektromobilität",),)
    assert ("elektromobilität",) not in found.others
    assert ("wallbox",) not in found.others


def test_a_word_of_several_senses_counts_less_for_each() -> None:
    one = SMALL.expand(["wallbox"])[0].weight
    both = [found.weight for found in SMALL.expand(["geld"])]
    assert len(both) == 2
    assert max(both) < one == 1


def test_the_span_holds_the_words_as_they_were_asked() -> None:
    assert SMALL.expand(["walbox"])[0].span == ("walbox",)


@pytest.mark.parametrize(("typed", "meant"), [("walbox", "wallbox"), ("wallboxenstandort", "wallbox")])
def test_a_word_that_was_mended_or_taken_out_of_a_compound_is_looked_for_by_its_own_name(
    typed: str, meant: str
) -> None:
    assert (meant,) in SMALL.expand([typed])[0].others


@pytest.mark.parametrize("pair", [("gefördert", "fördern"), ("fördert", "fördern"), ("beantragt", "beantragen")])
def test_forms_of_a_verb_have_one_key(pair: tuple[str, str]) -> None:
    assert key(pair[0]) == key(pair[1])


def test_a_function_word_with_a_typing_error_means_nothing() -> None:
    assert SMALL.means_nothing("überhaubt")
    assert not SMALL.means_nothing("wallbox")
    assert not SMALL.means_nothing("glasfaser")


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_line_of_a_shipped_file_is_a_group(path: Path) -> None:
    for number, line in lines(path):
        try:
            parse_line(line)
        except ValueError:
            pytest.fail(f"{path.name}:{number}: {line}")


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_no_group_of_a_shipped_file_names_a_term_twice(path: Path) -> None:
    twice = [
        f"{path.name}:{number}: {term}"
        for number, line in lines(path)
        for concept in [parse_line(line)]
        for term, count in Counter(found.casefold() for found in (*concept.terms, *concept.weaker)).items()
        if count > 1
    ]
    assert twice == []


def test_every_abbreviation_has_its_long_form_and_stands_once() -> None:
    found = [line.partition(" = ") for _, line in lines(FOLDER / "abbreviations.txt")]
    assert all(short.strip() and long.strip() for short, _, long in found)
    assert [pair for pair, count in Counter(found).items() if count > 1] == []


def test_thousands_of_groups_are_shipped() -> None:
    assert len(shipped_concepts().concepts) >= LEAST_GROUPS


@pytest.mark.parametrize(
    ("question", "other"),
    [
        ("OZG", "onlinezugangsgesetz"),
        ("IKZ", "interkommunale zusammenarbeit"),
        ("DMS", "dokumentenmanagementsystem"),
        ("RB Münster", "regierungsbezirk"),
        ("unser Bgm.", "bürgermeister"),
        ("Förderrichtlinie", "richtlinie"),
        ("Wallbox", "ladesäule"),
        ("Was gibts an Knete?", "geld"),
        ("schnelles Internet", "glasfaser"),
        ("Bürgermeister*innen", "hauptverwaltungsbeamter"),
    ],
)
def test_what_town_halls_say_meets_the_official_words(question: str, other: str) -> None:
    assert any(other in term for term in others(shipped_concepts(), question))
