"""What staff do with documents: correct them, put them into the bin and back; texts that come twice; conflicts."""

import datetime as dt
from pathlib import Path

import pytest
from archive import FLOOD, GRANT, Archive

from ingest.conflicts import conflicts_of, in_conflict
from ingest.incoming import Incoming
from ingest.likeness import resemblance, sketch_of
from ingest.model import FileReport, Outcome
from ingest.selection import Look, searched, selected
from knowledge.model import DocumentKind, Fact, FactKind

TODAY = dt.date(2026, 11, 26)
RELEASE = """Pressemitteilung

{top}

Sensoren an der Wehrbrücke

Die Stadt Warburg hat an der Wehrbrücke drei Pegelsensoren eingebaut. Sie melden den Stand der Diemel alle
fünf Minuten an die Leitstelle. Bei Hochwasser warnt eine Nachricht die Anlieger auf dem Telefon.

Bürgermeister Tobias Scherf sagte, die Sensoren hätten {cost} Euro gekostet und machten den Ort sicherer. Die
Feuerwehr hat die Anlage geprüft und im Mai in Betrieb genommen. Weitere Brücken sollen folgen.
"""
ANNEX = """Anlage 1 zur Richtlinie {name}

1. Die Mittel sind sparsam zu verwenden und nur für den bewilligten Zweck einzusetzen.

2. Der Nachweis ist {months} Monate nach Abschluss vorzulegen. Belege sind fünf Jahre aufzubewahren.

3. Änderungen am Vorhaben sind der Bewilligungsstelle unverzüglich mitzuteilen. Anträge stellt die Gemeinde.
"""


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    return Archive(tmp_path)


def press(archive: Archive, name: str, top: str = "Warburg, den 4. Mai 2026", cost: str = "4.800") -> FileReport:
    return archive.add(archive.file(name, RELEASE.format(top=top, cost=cost)))[0]


def test_the_same_press_text_from_two_sites_is_kept_once_with_both_addresses(archive: Archive) -> None:
    first = press(archive, "stadt.txt")
    second = press(archive, "kreis.txt", top="Aktuelles | Kreis Höxter, den 6. Mai 2026")
    assert (second.outcome, second.document_id) == (Outcome.DUPLICATE, first.document_id)
    assert archive.ingestion.report(str(first.document_id)).addresses == ("kreis.txt",)
    assert len(archive.catalogue.documents()) == 1


def test_a_press_text_with_another_figure_is_another_text(archive: Archive) -> None:
    press(archive, "stadt.txt")
    assert press(archive, "zweite.txt", cost="9.600").outcome is Outcome.ADDED


def test_nearly_equal_annexes_of_two_guidelines_stay_apart(archive: Archive) -> None:
    for name, months in (("Dorfladen", "sechs"), ("Dorfautos", "acht")):
        archive.file(f"{name}.txt", ANNEX.format(name=name, months=months))
    assert {report.outcome for report in archive.add()} == {Outcome.ADDED}


def test_a_sketch_estimates_how_much_two_texts_have_in_common(archive: Archive) -> None:
    press(archive, "stadt.txt")
    archive.add(archive.file("flut.txt", FLOOD))
    one, other = (sketch_of(archive.catalogue.chunks(document.id)) for document in archive.catalogue.documents())
    assert (resemblance(one, one), resemblance(one, other)) == (1.0, pytest.approx(0, abs=0.1))


def test_nothing_is_stored_while_a_file_is_only_looked_at(archive: Archive) -> None:
    file = archive.file("dorfladen.txt", GRANT)
    understood = archive.ingestion.understand(Incoming(file, file.name, "upload:1"), {})
    shown = archive.ingestion.preview(understood)
    assert (shown.title, shown.outcome, shown.chunks) == ("Richtlinie Dorfladen", Outcome.ADDED, 3)
    assert archive.catalogue.documents() == []


def test_what_staff_say_takes_the_place_of_what_the_rules_found(archive: Archive) -> None:
    file = archive.file("dorfladen.txt", GRANT)
    said = {
        "title": "Dorfladen-Richtlinie", "kind": "projekt", "date": "2026-02", "publisher": "Land",
        "topics": "Mobilität", "places": "05566084", "deadlines": "2027-01-31", "valid_until": "2027-12-31",
    }  # fmt: skip
    report = archive.ingestion.take_in(Incoming(file, file.name, "upload:1"), said, "telegram:7")
    document = archive.catalogue.documents()[0]
    assert (document.title, document.kind, document.publisher) == ("Dorfladen-Richtlinie", DocumentKind.PROJECT, "Land")
    assert (document.date, document.month_only, document.dated) == (dt.date(2026, 2, 1), True, "Februar 2026")
    assert document.valid_until == dt.date(2027, 12, 31)
    assert report.topics == ("Mobilität",)
    assert report.municipalities == ("Steinfurt",)
    assert archive.catalogue.facts(kind=FactKind.MUNICIPALITY) == [
        Fact(document.id, FactKind.MUNICIPALITY, "05566084", "Steinfurt")
    ]
    added = archive.ingestion.stores.accessions.accession(document.id)
    assert added is not None
    assert added.added_by == "telegram:7"


def test_a_correction_outlives_a_rebuild_but_not_another_version_of_the_file(archive: Archive) -> None:
    file = archive.file("dorfladen.txt", GRANT)
    number = str(archive.add(file)[0].document_id)
    assert archive.ingestion.correct(number, {"title": "Von Hand"}).title == "Von Hand"
    list(archive.ingestion.rebuild())
    assert archive.catalogue.document(number).title == "Von Hand"
    archive.file("dorfladen.txt", GRANT.replace("12.500", "15.000"))
    archive.add(file)
    assert archive.catalogue.document(number).title == "Richtlinie Dorfladen"


def test_a_removed_document_is_in_no_index_and_comes_back_with_its_vectors(archive: Archive) -> None:
    number = str(archive.add(archive.file("dorfladen.txt", GRANT))[0].document_id)
    chunks = {chunk.id for chunk in archive.catalogue.chunks()}
    archive.ingestion.remove(number, "telegram:7")
    assert (archive.catalogue.documents(), archive.vectors.ids()) == ([], set())
    assert [binned.binned_by for binned in archive.ingestion.stores.accessions.binned()] == ["telegram:7"]
    assert archive.ingestion.restore(number).id == number
    assert archive.vectors.ids() == chunks
    assert archive.catalogue.stale_vectors() == []


def test_a_file_that_is_added_again_leaves_the_bin(archive: Archive) -> None:
    file = archive.file("dorfladen.txt", GRANT)
    archive.ingestion.remove(str(archive.add(file)[0].document_id))
    assert archive.add(file)[0].outcome is Outcome.ADDED
    assert archive.ingestion.stores.accessions.binned() == []


def test_two_figures_for_one_thing_are_a_conflict_the_newer_first(archive: Archive) -> None:
    archive.file("a.txt", GRANT)
    archive.file(
        "b.txt", GRANT.replace("12.500", "15.000").replace("1. März", "1. Mai").replace("30. September", "30. Oktober")
    )
    archive.add()
    found = conflicts_of(archive.catalogue)
    assert {(one.about, one.newer.value, one.older.value) for one in found} == {
        ("amount", "15000", "12500"),
        ("deadline", "2026-10-30", "2026-09-30"),
    }
    assert len(in_conflict(found)) == 2


def test_things_counted_twice_for_the_same_year_are_a_conflict(archive: Archive) -> None:
    for name, count in (("a", 50), ("b", 60)):
        text = f"Rückblick auf den Hafentag\n\nZum Hafentag kamen am 3. Mai 2025 rund {count} Gäste nach Minden.\n"
        archive.file(f"{name}.txt", text)
    archive.add()
    assert [(one.about, {one.newer.value, one.older.value}) for one in conflicts_of(archive.catalogue)] == [
        ("Gäste", {"50", "60"})
    ]


def test_a_replaced_version_is_in_no_conflict_with_its_successor(archive: Archive) -> None:
    number = str(archive.add(archive.file("a.txt", GRANT))[0].document_id)
    newer = archive.file("b.txt", GRANT.replace("12.500", "15.000").replace("1. März", "1. Mai"))
    archive.add(newer, replaces=number)
    assert conflicts_of(archive.catalogue) == []


def test_documents_that_need_a_look_are_selected(archive: Archive) -> None:
    archive.file("frist.txt", GRANT)
    archive.file("flut.txt", FLOOD.replace("Datum: 4. Mai 2026", "Ohne Tag"))
    archive.add()
    names = {look: [found.name for found in selected(archive.catalogue, {look}, TODAY)] for look in Look}
    assert names == {Look.WITHOUT_DATE: ["flut.txt"], Look.EXPIRED: ["frist.txt"], Look.CONFLICTS: []}
    assert [found.name for found in searched(archive.catalogue.documents(), "HOCHWASSER")] == ["flut.txt"]
