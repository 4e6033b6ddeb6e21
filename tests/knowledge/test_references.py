"""References: a clause that names another one's label ("Buchstabe b", "A1", "(3.1)") is joined to it."""

import pytest
from making import chunk

from knowledge.index.references import own_label, references
from knowledge.model import Chunk, ChunkKind


def clause(text: str, document: str = "d1", **fields: object) -> Chunk:
    values: dict[str, object] = {"kind": ChunkKind.CLAUSE, "lead": "", "shown": "", "heading": ()}
    return chunk(f"{document}:{abs(hash(text))}", text, **(values | fields))


def row(text: str, lead: str = "", **fields: object) -> Chunk:
    return clause(text, kind=ChunkKind.TABLE_ROW, lead=lead, **fields)


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("a) Personalkosten", "a"),
        ("(b) Sachkosten", "b"),
        ("A1: Ladesäulen", "A1"),
        ("B2. Wallboxen", "B2"),
        ("3.1 Zuwendungsempfänger sind Gemeinden", "3.1"),
        ("(3.1) Zuwendungsempfänger", "3.1"),
        ("Linie P. Planung", "P"),
        ("Baustein 2: Beratung", "2"),
        ("Die Gemeinde erhält einen Zuschuss", ""),
        ("3.1.2 tiefer gegliedert", ""),
        ("31.12.2026 ist Schluss", ""),
    ],
)
def test_a_clause_carries_the_label_it_begins_with(text: str, label: str) -> None:
    assert own_label(clause(text)) == label


@pytest.mark.parametrize(("text", "label"), [("a 40 Prozent", "a"), ("A1 6.500 Euro", "A1"), ("2 Beratung", "2")])
def test_a_row_of_a_table_carries_the_label_in_its_first_column(text: str, label: str) -> None:
    assert own_label(row(text)) == label


@pytest.mark.parametrize(
    "naming",
    [
        "Der Fördersatz nach Buchstabe b beträgt 60 Prozent.",
        "Für die Buchstaben a und b gilt ein höherer Satz.",
        "Die Buchstaben a bis c werden zusammen abgerechnet.",
        "Ausgaben der Position b sind gedeckelt.",
    ],
)
def test_a_clause_that_names_a_letter_points_at_the_clause_that_carries_it(naming: str) -> None:
    found = references([clause("a) Personalkosten"), clause("b) Sachkosten"), clause(naming)])
    assert 1 in found[2]


def test_a_range_of_codes_points_at_each_of_them() -> None:
    chunks = [
        clause("A1: Säulen"),
        clause("A2: Boxen"),
        clause("A3: Netze"),
        clause("Der Satz für A1 bis A3 ist gleich."),
    ]
    assert references(chunks)[3] == (0, 1, 2)


def test_a_dotted_number_is_named_with_its_word_or_in_brackets() -> None:
    chunks = [clause("3.1 Zuwendungsempfänger"), clause("Wer nach Nummer 3.1 berechtigt ist."), clause("Siehe (3.1).")]
    found = references(chunks)
    assert found[1] == (0,)
    assert found[2] == (0,)


def test_a_bare_number_needs_the_word_of_its_row() -> None:
    chunks = [
        row("2 Beratung", lead="Baustein Inhalt"),
        clause("Für Baustein 2 gilt das."),
        clause("Wir haben Sitzung 2."),
    ]
    found = references(chunks)
    assert found[1] == (0,)
    assert found[2] == ()


def test_a_row_of_numbers_points_at_the_items_of_the_paragraph_that_its_head_names() -> None:
    listed = {"kind": ChunkKind.LIST_ITEM, "lead": "(1) Gefördert werden"}
    chunks = [
        clause("3. die Fernüberwachung von Pumpwerken,", heading=("§ 2 Gegenstand",), **listed),
        clause("3. Antrag abschicken", heading=("§ 6 Verfahren",), **listed),
        row("3 55 v. H.", lead="Nummer nach § 2 Anteil", shown="Nummer nach § 2 3: Anteil 55 v. H."),
    ]
    assert references(chunks)[2] == (0,)


def test_a_bare_number_after_a_general_word_points_at_the_only_item_that_bears_it() -> None:
    items = [clause(f"{number}. Ausgaben", kind=ChunkKind.LIST_ITEM, lead="Gefördert werden") for number in (3, 4)]
    assert references([*items, clause("Zu Nummer 3. Der Aufbau ist zu üben.")])[2] == (0,)


def test_a_clause_that_names_a_part_points_at_what_stands_under_its_heading() -> None:
    chunks = [clause("Anteil 75 Prozent.", heading=("Baustein 2: Distanz",)), clause("Bei Baustein 2 gilt das.")]
    assert references(chunks)[1] == (0,)


@pytest.mark.parametrize(("text", "note"), [("5 18.500 Euro ¹", "¹ Zu zweit"), ("2.1 60 % *, Bindung", "* Zu zweit")])
def test_a_row_with_the_sign_of_a_footnote_points_at_the_footnote(text: str, note: str) -> None:
    assert references([row(text), clause(f"{note} sind es 29.000 Euro.")]) == [(1,), ()]


def test_labels_of_another_document_are_not_meant() -> None:
    chunks = [clause("b) Sachkosten", "d1"), clause("Buchstabe b zählt nicht.", "d2")]
    assert references(chunks) == [(), ()]


def test_a_label_that_many_clauses_carry_names_none_of_them() -> None:
    many = [clause(f"b) Kosten {number}") for number in range(5)]
    assert references([*many, clause("Buchstabe b zählt nicht.")])[5] == ()


def test_a_clause_does_not_point_at_itself() -> None:
    assert references([clause("A1: Der Satz für A1 beträgt 40 Prozent.")]) == [()]


def test_two_rows_of_one_label_point_at_each_other() -> None:
    assert references([row("A1 Ladesäulen"), row("A1 6.500 Euro")]) == [(1,), (0,)]


def test_without_labels_nothing_points_anywhere() -> None:
    assert references([clause("Erstens."), clause("Zweitens.")]) == [(), ()]
    assert references([]) == []
