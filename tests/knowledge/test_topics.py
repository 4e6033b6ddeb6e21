import pytest

from knowledge.german.topics import Topics, shipped_topics


@pytest.mark.parametrize(
    ("text", "topic"),
    [
        ("Die Spielplatzkontrolle läuft digital.", "Spielplätze"),
        ("Bodenfeuchtesensoren melden Trockenheit.", "Sensorik"),
        ("Der Maengelmelder laeuft seit Mai.", "Bürgerservice"),
        ("Die KI bewertet die Bilder.", "Künstliche Intelligenz"),
        ("Menschen mit Behinderungen planen mit.", "Barrierefreiheit"),
    ],
)
def test_a_topic_is_found_by_inflected_words_compounds_and_words_without_umlauts(text: str, topic: str):
    assert topic in shipped_topics().count(text)


@pytest.mark.parametrize(
    ("short", "topic"),
    [
        ("IKZ", "Interkommunale Zusammenarbeit"),
        ("OZG", "E-Government"),
        ("DMS", "E-Government"),
        ("EfA", "E-Government"),
        ("KI", "Künstliche Intelligenz"),
        ("PV", "Energie"),
        ("VHS", "Bildung"),
        ("B-Plan", "Bauen"),
    ],
)
def test_an_abbreviation_points_where_its_long_form_does(short: str, topic: str):
    assert set(shipped_topics().count(f"Wer hilft bei {short}-Fragen?")) == {topic}


@pytest.mark.parametrize("text", ["Der MWIKE-Erlass liegt vor.", "Die SB ist besetzt.", "StAND der Dinge", "efa"])
def test_an_abbreviation_is_no_word_where_a_part_or_one_of_two_meanings_fits(text: str):
    assert shipped_topics().count(text) == {}


def test_an_abbreviation_is_not_found_in_small_letters():
    assert "Künstliche Intelligenz" not in shipped_topics().count("Das Ski-Gebiet und ki sind keine.")


def test_staff_can_add_a_topic_with_their_own_words():
    topics = Topics({"Imkerei": ["Imker*", "*honig"]})
    assert [mention.wording for mention in topics.find("Imkerinnen verkaufen Waldhonig")] == ["Imkerinnen", "Waldhonig"]


def test_the_wording_is_where_its_span_says():
    text = "Ein Planspiel im Rathaus."
    assert [text[one.start : one.end] for one in shipped_topics().find(text)] == ["Planspiel"]
