"""Sync: what staff put in is found, what they take out is gone, and nothing is done twice or lost."""

import datetime as dt
import json
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import make_files
import pytest
from archive import FLOOD, GRANT, Archive
from fakes import FixedEmbedder

from ingest.build import build_ingestion
from ingest.model import Outcome
from ingest.readers import LARGEST
from knowledge.clock import now
from knowledge.errors import ModelError, NotFound
from knowledge.model import Question
from knowledge.ports import Vectors
from knowledge.settings import Settings

TODAY = dt.date(2026, 11, 22)
GRANT_QUESTION = "Wie hoch ist der Zuschuss für einen Dorfladen?"
FLOOD_QUESTION = "Wie viele Pegelsensoren hat die Stadt an der Wehrbrücke eingebaut?"
READER = """
import datetime as dt, json, sys
from knowledge.build import build
from knowledge.model import Question
from knowledge.settings import load_settings

knowledge = build(load_settings())
for line in sys.stdin:
    answer = knowledge.answer(Question(line.strip(), dt.date(2026, 11, 22)))
    print(json.dumps(sorted({found.document.name for found in answer.passages})), flush=True)
"""


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    return Archive(tmp_path)


def found_in(archive: Archive, question: str) -> set[str]:
    """The files in which an answer was looked for and found."""
    answer = archive.knowledge.answer(Question(question, TODAY))
    return {source.document for source in answer.sources} | {found.document.name for found in answer.passages}


def texts(archive: Archive) -> set[str]:
    return {chunk.text for chunk in archive.catalogue.chunks()}


def test_files_of_a_folder_are_taken_in_and_found(archive: Archive) -> None:
    archive.file("foerderung/dorfladen.txt", GRANT)
    archive.file("hochwasser.md", FLOOD)
    reports = archive.add()
    assert [(report.file, report.outcome) for report in reports] == [
        ("dorfladen.txt", Outcome.ADDED),
        ("hochwasser.md", Outcome.ADDED),
    ]
    assert "dorfladen.txt" in found_in(archive, GRANT_QUESTION)
    assert "hochwasser.md" in found_in(archive, FLOOD_QUESTION)


def test_the_report_tells_what_was_understood(archive: Archive) -> None:
    report = archive.add(archive.file("dorfladen.txt", GRANT))[0]
    assert (report.title, report.date) == ("Richtlinie Dorfladen", dt.date(2026, 3, 1))
    assert report.chunks == len(archive.catalogue.chunks(report.document_id))
    assert archive.ingestion.report(str(report.document_id)).title == report.title


def test_a_second_run_changes_nothing_and_embeds_nothing(archive: Archive) -> None:
    archive.file("dorfladen.txt", GRANT)
    archive.file("hochwasser.txt", FLOOD)
    archive.add()
    assert archive.embedded()
    before = archive.catalogue.generation()
    assert {report.outcome for report in archive.add()} == {Outcome.UNCHANGED}
    assert archive.embedded() == []
    assert archive.catalogue.generation() == before


def test_a_file_that_was_only_touched_is_unchanged(archive: Archive) -> None:
    path = archive.file("dorfladen.txt", GRANT)
    archive.add()
    path.touch()
    assert [report.outcome for report in archive.add()] == [Outcome.UNCHANGED]


def test_an_edit_embeds_only_the_passages_that_differ(archive: Archive) -> None:
    archive.add(archive.file("dorfladen.txt", GRANT))
    archive.embedded()
    kept = {chunk.id for chunk in archive.catalogue.chunks() if "12.500" not in chunk.text}
    report = archive.add(archive.file("dorfladen.txt", GRANT.replace("12.500", "15.000")))[0]
    assert report.outcome is Outcome.UPDATED
    embedded = archive.embedded()
    assert len(embedded) == 1
    assert "15.000 Euro" in embedded[0]
    assert kept < {chunk.id for chunk in archive.catalogue.chunks()}
    assert archive.vectors.ids() == {chunk.id for chunk in archive.catalogue.chunks()}


def test_the_old_wording_of_an_edited_file_is_gone(archive: Archive) -> None:
    archive.add(archive.file("dorfladen.txt", GRANT))
    archive.add(archive.file("dorfladen.txt", GRANT.replace("12.500", "15.000")))
    assert any("15.000" in text for text in texts(archive))
    assert not any("12.500" in text for text in texts(archive))


def test_a_removed_document_is_in_no_answer_from_then_on(archive: Archive) -> None:
    archive.file("dorfladen.txt", GRANT)
    archive.file("hochwasser.txt", FLOOD)
    reports = archive.add()
    assert "dorfladen.txt" in found_in(archive, GRANT_QUESTION)
    removed = archive.ingestion.remove(str(reports[0].document_id))
    assert removed.name == "dorfladen.txt"
    assert "dorfladen.txt" not in found_in(archive, GRANT_QUESTION)
    assert archive.vectors.ids() == {chunk.id for chunk in archive.catalogue.chunks()}


@contextmanager
def reader(folder: Path) -> Iterator[subprocess.Popen[str]]:
    """Another process with an open base; it answers each line with the files it looked into."""
    env = {"DATA_DIR": str(folder), "PYTHONPATH": str(Path(__file__).parents[2])}
    with subprocess.Popen(
        [sys.executable, "-c", READER], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=env, cwd=folder
    ) as process:
        yield process
        process.communicate(timeout=30)


def asked(process: subprocess.Popen[str], question: str) -> list[str]:
    assert process.stdin is not None
    assert process.stdout is not None
    process.stdin.write(question + "\n")
    process.stdin.flush()
    found: list[str] = json.loads(process.stdout.readline())
    return found


def test_a_process_that_already_answers_sees_what_another_adds_and_removes(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    ingestion = build_ingestion(Settings(data_dir=folder, _env_file=None))
    (tmp_path / "hochwasser.txt").write_text(FLOOD, encoding="utf-8")
    (tmp_path / "dorfladen.txt").write_text(GRANT, encoding="utf-8")
    list(ingestion.add([tmp_path / "hochwasser.txt"]))
    with reader(folder) as process:
        assert asked(process, GRANT_QUESTION) in ([], ["hochwasser.txt"])
        report = next(iter(list(ingestion.add([tmp_path / "dorfladen.txt"]))))
        assert "dorfladen.txt" in asked(process, GRANT_QUESTION)
        ingestion.remove(str(report.document_id))
        assert asked(process, GRANT_QUESTION) in ([], ["hochwasser.txt"])


def test_the_same_file_under_another_name_is_a_duplicate_and_not_taken_in(archive: Archive) -> None:
    first = archive.add(archive.file("dorfladen.txt", GRANT))[0]
    second = archive.add(archive.file("Kopie von dorfladen.txt", GRANT))[0]
    assert (second.outcome, second.document_id) == (Outcome.DUPLICATE, first.document_id)
    assert str(first.title) in str(second.reason)
    assert len(archive.catalogue.documents()) == 1


def test_a_document_whose_file_was_overwritten_by_a_copy_of_another_is_gone(archive: Archive) -> None:
    archive.file("dorfladen.txt", GRANT)
    path = archive.file("hochwasser.txt", FLOOD)
    archive.add()
    path.write_text(GRANT, encoding="utf-8")
    assert [report.outcome for report in archive.add(path)] == [Outcome.DUPLICATE]
    assert [document.name for document in archive.catalogue.documents()] == ["dorfladen.txt"]
    assert not any("Pegelsensoren" in text for text in texts(archive))


def test_a_document_named_as_replaced_points_at_its_successor_and_stays_in_the_base(archive: Archive) -> None:
    old = archive.add(archive.file("alt.txt", GRANT))[0]
    new = archive.add(archive.file("neu.txt", FLOOD), replaces=old.document_id)[0]
    assert (new.outcome, new.supersedes) == (Outcome.REPLACED, old.document_id)
    assert archive.catalogue.document(str(old.document_id)).superseded_by == new.document_id


def test_what_staff_name_as_replaced_counts_even_if_something_else_replaced_it_before(archive: Archive) -> None:
    old = archive.add(archive.file("alt.txt", GRANT))[0]
    archive.add(archive.file("zwischen.txt", FLOOD), replaces=old.document_id)
    new = archive.add(archive.file("neu.txt", GRANT.replace("12.500", "20.000")), replaces=old.document_id)[0]
    assert archive.catalogue.document(str(old.document_id)).superseded_by == new.document_id


def test_a_document_known_already_can_be_named_as_successor_later(archive: Archive) -> None:
    old = archive.add(archive.file("alt.txt", GRANT))[0]
    path = archive.file("neu.txt", FLOOD)
    archive.add(path)
    new = archive.add(path, replaces=old.document_id)[0]
    assert archive.catalogue.document(str(old.document_id)).superseded_by == new.document_id


def test_an_edit_of_a_replaced_document_leaves_it_replaced(archive: Archive) -> None:
    path = archive.file("alt.txt", GRANT)
    old = archive.add(path)[0]
    new = archive.add(archive.file("neu.txt", FLOOD), replaces=old.document_id)[0]
    archive.add(archive.file("alt.txt", GRANT + "\n4. Es gilt die alte Fassung.\n"))
    assert archive.catalogue.document(str(old.document_id)).superseded_by == new.document_id


def test_nothing_is_taken_in_where_the_replaced_document_is_unknown(archive: Archive) -> None:
    with pytest.raises(NotFound):
        archive.add(archive.file("neu.txt", GRANT), replaces="unbekannt")
    assert archive.catalogue.documents() == []


def test_bad_files_are_refused_with_a_reason_and_stop_nobody(archive: Archive) -> None:
    archive.file("a_leer.txt", "")
    archive.file("b_tabelle.xlsx", "PK")
    make_files.encrypted_pdf(archive.inbox / "c_geschuetzt.pdf", "geheim")
    archive.file("d_kaputt.pdf", "kein PDF")
    archive.file("e_dorfladen.txt", GRANT)
    make_files.picture_pdf(archive.inbox / "f_scan.pdf")
    archive.file("g_hochwasser.txt", FLOOD)
    reports = archive.add()
    taken = {"e_dorfladen.txt", "g_hochwasser.txt"}
    assert {report.file for report in reports if report.outcome is Outcome.ADDED} == taken
    refused = [report for report in reports if report.outcome is Outcome.REFUSED]
    assert len(refused) == 5
    assert all(str(report.reason).endswith(".") for report in refused)
    assert {document.name for document in archive.catalogue.documents()} == taken


def test_a_refused_new_version_leaves_the_old_one_in_place(archive: Archive) -> None:
    path = archive.file("dorfladen.txt", GRANT)
    archive.add()
    path.write_text("", encoding="utf-8")
    assert [report.outcome for report in archive.add()] == [Outcome.REFUSED]
    assert any("12.500" in text for text in texts(archive))
    assert archive.originals.path(archive.catalogue.documents()[0]) is not None


def test_a_huge_file_is_refused_without_being_read(archive: Archive) -> None:
    path = archive.inbox / "film.pdf"
    with path.open("wb") as file:
        file.truncate(LARGEST * 20_000)
    assert [report.outcome for report in archive.add(path)] == [Outcome.REFUSED]


def test_hidden_files_and_links_of_a_folder_are_left_out(archive: Archive) -> None:
    archive.file(".versteckt.txt", GRANT)
    archive.file("__MACOSX/rest.txt", GRANT)
    (archive.inbox / "verweis.txt").symlink_to(archive.file("../dorfladen.txt", GRANT))
    archive.file("hochwasser.txt", FLOOD)
    assert [report.file for report in archive.add()] == ["hochwasser.txt"]


class Unreachable(FixedEmbedder):
    """An embedding model that does not answer while `down`."""

    down = True

    def embed(self, texts: list[str]) -> Vectors:  # type: ignore[override]  # a list is enough here
        if self.down:
            raise ModelError("unreachable")
        return super().embed(texts)


def test_a_run_interrupted_between_catalogue_and_vectors_is_completed_by_the_next(tmp_path: Path) -> None:
    embedder = Unreachable()
    archive = Archive(tmp_path, embedder)
    archive.file("dorfladen.txt", GRANT)
    with pytest.raises(ModelError):
        archive.add()
    assert archive.vectors.count() == 0
    embedder.down = False
    assert [report.outcome for report in archive.add()] == [Outcome.UNCHANGED]
    assert archive.vectors.ids() == {chunk.id for chunk in archive.catalogue.chunks()}
    assert archive.catalogue.stale_vectors() == []


def test_vectors_of_a_document_removed_in_an_interrupted_run_go_with_the_next(tmp_path: Path) -> None:
    embedder = Unreachable()
    embedder.down = False
    archive = Archive(tmp_path, embedder)
    report = archive.add(archive.file("dorfladen.txt", GRANT))[0]
    archive.catalogue.remove(str(report.document_id))
    assert archive.vectors.count() > 0
    archive.add(archive.file("hochwasser.txt", FLOOD))
    assert archive.vectors.ids() == {chunk.id for chunk in archive.catalogue.chunks()}


def test_another_embedding_model_embeds_everything_anew(tmp_path: Path) -> None:
    Archive(tmp_path).add(Archive(tmp_path).file("dorfladen.txt", GRANT))
    other = FixedEmbedder("other")
    archive = Archive(tmp_path, other)
    assert [report.outcome for report in archive.add()] == [Outcome.UNCHANGED]
    assert len(other.texts) == len(archive.catalogue.chunks())


def test_the_file_itself_is_kept_byte_for_byte_in_its_newest_version(archive: Archive) -> None:
    path = archive.file("dorfladen.txt", GRANT)
    archive.add()
    document = archive.catalogue.documents()[0]
    kept = archive.originals.path(document)
    assert kept is not None
    assert kept.read_bytes() == path.read_bytes()
    path.write_text(GRANT.replace("12.500", "15.000"), encoding="utf-8")
    archive.add()
    assert kept.read_bytes() == path.read_bytes()
    assert [file.name for file in kept.parent.iterdir()] == ["dorfladen.txt"]


def test_a_kept_file_goes_when_the_bin_is_emptied(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    report = archive.add(archive.file("dorfladen.txt", GRANT))[0]
    removed = archive.ingestion.remove(str(report.document_id))
    assert archive.originals.path(removed) is not None
    later = now() + dt.timedelta(days=31)
    monkeypatch.setattr("ingest.sync.now", lambda: later)
    archive.ingestion.empty_bin()
    assert archive.ingestion.stores.accessions.binned() == []
    assert [path for path in (archive.folder / "originals").rglob("*") if path.is_file()] == []


def test_a_lost_kept_file_comes_back_when_the_same_file_is_added_again(archive: Archive) -> None:
    archive.file("dorfladen.txt", GRANT)
    archive.add()
    shutil.rmtree(archive.folder / "originals")
    assert [report.outcome for report in archive.add()] == [Outcome.UNCHANGED]
    assert archive.originals.path(archive.catalogue.documents()[0]) is not None


def test_a_document_whose_file_could_not_be_kept_is_not_half_taken_in(archive: Archive) -> None:
    archive.file("dorfladen.txt", GRANT)
    (archive.folder / "originals").write_text("im Weg", encoding="utf-8")
    with suppress(OSError):
        archive.add()
    assert archive.catalogue.documents() == []
    (archive.folder / "originals").unlink()
    assert [report.outcome for report in archive.add()] == [Outcome.ADDED]


def test_a_rebuild_reads_every_kept_file_again_and_makes_all_vectors_anew(archive: Archive) -> None:
    path = archive.file("dorfladen.txt", GRANT)
    archive.add()
    path.unlink()
    archive.embedded()
    archive.vectors.clear()
    assert [report.outcome for report in archive.ingestion.rebuild()] == [Outcome.UPDATED]
    assert len(archive.embedded()) == len(archive.catalogue.chunks())
    assert archive.vectors.ids() == {chunk.id for chunk in archive.catalogue.chunks()}


def test_an_interrupted_rebuild_is_completed_by_the_next_run(tmp_path: Path) -> None:
    embedder = Unreachable()
    embedder.down = False
    archive = Archive(tmp_path, embedder)
    archive.file("dorfladen.txt", GRANT)
    archive.add()
    embedder.down = True
    with pytest.raises(ModelError):
        list(archive.ingestion.rebuild())
    embedder.down = False
    archive.add()
    assert archive.vectors.ids() == {chunk.id for chunk in archive.catalogue.chunks()}


def test_a_rebuild_leaves_replaced_documents_replaced(archive: Archive) -> None:
    old = archive.add(archive.file("alt.txt", GRANT))[0]
    new = archive.add(archive.file("neu.txt", FLOOD), replaces=old.document_id)[0]
    list(archive.ingestion.rebuild())
    assert archive.catalogue.document(str(old.document_id)).superseded_by == new.document_id
