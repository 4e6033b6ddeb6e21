"""Sentences: German abbreviations, dates and ordinals do not end one."""

import pytest

from knowledge.german.sentences import sentences

WHOLE = [
    "Das gilt z. B. für Dörfer, d. h. auch für Saerbeck.",
    "Es kostet ca. 3,5 Mio. Euro im Jahr.",
    "Gemäß § 3 Abs. 2 Nr. 1 Buchst. a der Verordnung gilt das.",
    "Die Frist endet am 31. März 2027 um 12 Uhr.",
    "Die Frist endet am 31. 3. 2027 um 12 Uhr.",
    "Im 3. Quartal tagt der 20. Landtag.",
    "Prof. Dr. h. c. Schmidt aus St. Augustin sprach.",
    "Der Heimatverein e. V. Musterdorf hilft.",
    "Das gilt i. V. m. § 44 der Landeshaushaltsordnung.",
    "Bgm. Meier und Bürgermeister a. D. Schulze kamen.",
    "Die Muster GmbH & Co. KG zahlt 10 v. H. Eigenanteil.",
    "Die Zuwendung beträgt 6.500 Euro.",
    "Kapitel II. Die Förderung",
    "Stand: 1. März 2026",
    "ohne Punkt am Ende",
]


@pytest.mark.parametrize("text", WHOLE)
def test_full_stops_inside_a_sentence_do_not_end_it(text: str) -> None:
    assert sentences(text) == [text]


@pytest.mark.parametrize("first", [text for text in WHOLE if text.endswith(".")])
def test_the_next_sentence_begins_after_the_end_of_one(first: str) -> None:
    assert sentences(f"{first} Danach geht nichts mehr.") == [first, "Danach geht nichts mehr."]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Wer zahlt? Niemand! Doch.", ["Wer zahlt?", "Niemand!", "Doch."]),
        ("Sie sagte: „Wir fangen an.“ Dann begann es.", ["Sie sagte: „Wir fangen an.“", "Dann begann es."]),
        ("(Siehe Anlage 1.) Die Frist läuft.", ["(Siehe Anlage 1.)", "Die Frist läuft."]),
        ("Es kamen 20 Kommunen. 5 davon blieben.", ["Es kamen 20 Kommunen.", "5 davon blieben."]),
        ("Das gilt seit 2026. Früher nicht.", ["Das gilt seit 2026.", "Früher nicht."]),
        ("Frist ist der 30.09.2026. Später geht nichts.", ["Frist ist der 30.09.2026.", "Später geht nichts."]),
        ("Erstens gilt das. § 3 bleibt.", ["Erstens gilt das.", "§ 3 bleibt."]),
    ],
)
def test_sentences_end_at_their_marks(text: str, found: list[str]) -> None:
    assert sentences(text) == found


def test_a_line_break_alone_ends_no_sentence() -> None:
    assert sentences("Die Gemeinde erhält\neinen Zuschuss. \n Mehr nicht.") == [
        "Die Gemeinde erhält\neinen Zuschuss.",
        "Mehr nicht.",
    ]


@pytest.mark.parametrize("text", ["", "  ", "\n"])
def test_nothing_gives_no_sentence(text: str) -> None:
    assert sentences(text) == []


def test_no_letter_is_lost() -> None:
    text = " ".join(WHOLE)
    assert "".join("".join(sentences(text)).split()) == "".join(text.split())
