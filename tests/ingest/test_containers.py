"""Archives, mails and lists: each member is a document of its own; none leads out of its folder or fills the disk."""

import zipfile
from pathlib import Path

import make_office
import pytest
from archive import FLOOD, GRANT, Archive

from ingest.model import Outcome
from ingest.readers import containers
from ingest.readers.containers import members_of
from ingest.watch import Watch
from knowledge.errors import DocumentRefused, RefusalReason
from knowledge.model import DocumentKind


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    return Archive(tmp_path)


def names(archive: Archive) -> set[str]:
    return {document.name for document in archive.catalogue.documents()}


def refusal(path: Path) -> RefusalReason:
    with pytest.raises(DocumentRefused) as caught:
        members_of(path, path.parent / "out")
    return caught.value.reason


def test_each_member_of_an_archive_becomes_a_document_named_after_both(archive: Archive) -> None:
    make_office.archive(archive.inbox / "akten.zip", {"förder/laden.txt": GRANT, "wehr.md": FLOOD})
    assert [report.outcome for report in archive.add()] == [Outcome.ADDED, Outcome.ADDED]
    assert names(archive) == {"akten.zip/förder/laden.txt", "akten.zip/wehr.md"}
    assert all(archive.originals.path(document) for document in archive.catalogue.documents())


def test_a_second_run_over_an_archive_changes_nothing(archive: Archive) -> None:
    make_office.archive(archive.inbox / "akten.zip", {"laden.txt": GRANT, "wehr.md": FLOOD})
    archive.add()
    before = archive.catalogue.generation()
    assert {report.outcome for report in archive.add()} == {Outcome.UNCHANGED}
    assert archive.catalogue.generation() == before


def test_a_member_that_a_new_archive_no_longer_holds_goes(archive: Archive) -> None:
    path = make_office.archive(archive.inbox / "akten.zip", {"laden.txt": GRANT, "wehr.md": FLOOD})
    archive.add()
    make_office.archive(path, {"wehr.md": FLOOD})
    assert {(report.file, report.outcome) for report in archive.add()} == {
        ("akten.zip/wehr.md", Outcome.UNCHANGED),
        ("akten.zip/laden.txt", Outcome.REMOVED),
    }


def test_a_watched_archive_keeps_its_members_until_it_is_deleted(archive: Archive) -> None:
    path = make_office.archive(archive.inbox / "akten.zip", {"laden.txt": GRANT, "wehr.md": FLOOD})
    watch = Watch(archive.ingestion, archive.inbox)
    outcomes = [[report.outcome for report in watch.step()] for _ in range(3)]
    assert outcomes == [[], [Outcome.ADDED, Outcome.ADDED], []]
    path.unlink()
    assert [report.outcome for report in watch.step()] == [Outcome.REMOVED, Outcome.REMOVED]


def test_a_rebuild_keeps_the_names_of_members(archive: Archive) -> None:
    make_office.archive(archive.inbox / "akten.zip", {"laden.txt": GRANT})
    archive.add()
    list(archive.ingestion.rebuild())
    assert names(archive) == {"akten.zip/laden.txt"}


def test_a_mail_and_what_is_attached_to_it_are_documents(archive: Archive) -> None:
    inner = make_office.letter("Der innere Aufruf endet im Juni 2027.", {})
    message = make_office.letter("Der Aufruf endet im Mai 2027.", {"laden.txt": GRANT.encode()})
    message.add_attachment(inner)
    (archive.inbox / "brief.eml").write_bytes(message.as_bytes())
    archive.add()
    assert names(archive) == {"brief.eml", "brief.eml/laden.txt", "brief.eml/Nachricht 2.eml"}


def test_an_outlook_mail_gives_up_its_attachment(archive: Archive) -> None:
    make_office.outlook(archive.inbox / "a.msg", "Frist", "Sie endet am 1. Mai 2027.", ("wehr.txt", FLOOD.encode()))
    archive.add()
    assert names(archive) == {"a.msg", "a.msg/wehr.txt"}


@pytest.mark.parametrize("kind", ["xlsx", "csv"])
def test_a_list_of_start_ups_becomes_one_document_per_row(archive: Archive, kind: str) -> None:
    if kind == "xlsx":
        make_office.xlsx(archive.inbox / "liste.xlsx", make_office.START_UPS, "Start-ups")
    else:
        archive.file("liste.csv", "\n".join(";".join(map(str, row)) for row in make_office.START_UPS))
    archive.add()
    assert names(archive) == {f"liste.{kind}/Pegelwerk GmbH.md", f"liste.{kind}/Amtsbote.md"}
    assert {document.kind for document in archive.catalogue.documents()} == {DocumentKind.START_UP}


def test_any_other_sheet_stays_one_document(archive: Archive) -> None:
    make_office.xlsx(archive.inbox / "quoten.xlsx", [("Vorhaben", "Betrag"), ("Ladepunkt", "6.500 Euro")])
    archive.add()
    assert names(archive) == {"quoten.xlsx"}


@pytest.mark.parametrize("name", ["../boese.txt", "/etc/boese.txt", "..\\boese.txt", "C:\\boese.txt", "a/../../b.txt"])
def test_a_member_whose_name_leads_out_of_the_archive_is_refused_alone(archive: Archive, name: str) -> None:
    make_office.archive(archive.inbox / "akten.zip", {name: GRANT, "wehr.md": FLOOD})
    refused, added = sorted(archive.add(), key=lambda report: report.outcome, reverse=True)
    assert (added.outcome, refused.outcome) == (Outcome.ADDED, Outcome.REFUSED)
    assert "aus dem Archiv hinaus" in str(refused.reason)
    assert not list(archive.inbox.parent.rglob("boese*"))


def test_a_link_in_an_archive_is_refused(tmp_path: Path) -> None:
    info = zipfile.ZipInfo("passwd.txt")
    info.create_system, info.external_attr = 3, 0o120777 << 16
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as packed:
        packed.writestr(info, "/etc/passwd")
    assert [one.refused for one in members_of(tmp_path / "a.zip", tmp_path / "out")] == [RefusalReason.BAD_NAME]


def test_clutter_of_file_managers_is_no_document(tmp_path: Path) -> None:
    path = make_office.archive(tmp_path / "a.zip", {"__MACOSX/a.txt": "x", ".DS_Store": "x", "x/Thumbs.db": "x"})
    assert refusal(path) is RefusalReason.NOTHING_INSIDE


def test_archives_in_archives_are_opened_to_a_bounded_depth(tmp_path: Path) -> None:
    path = make_office.archive(tmp_path / "0.zip", {"a.txt": "Frist"})
    for level in range(1, containers.DEEPEST):
        path = make_office.archive(tmp_path / f"{level}.zip", {path.name: path.read_bytes()})
    assert (
        refusal(make_office.archive(tmp_path / "zu_tief.zip", {path.name: path.read_bytes()})) is RefusalReason.TOO_MANY
    )
    assert [one.name.count(".zip") for one in members_of(path, tmp_path / "tief")] == [containers.DEEPEST]


def test_an_archive_of_too_many_files_is_refused_whole(tmp_path: Path) -> None:
    path = make_office.archive(tmp_path / "a.zip", {f"{n}.txt": "x" for n in range(containers.MOST_MEMBERS + 1)})
    assert refusal(path) is RefusalReason.TOO_MANY


def test_an_archive_that_grows_beyond_measure_is_refused_before_it_fills_the_disk(tmp_path: Path) -> None:
    zeros = bytes(40 * 1024 * 1024)
    path = make_office.archive(tmp_path / "bombe.zip", {f"{n}.txt": zeros for n in range(4)})
    assert path.stat().st_size < 1_000_000
    assert refusal(path) is RefusalReason.TOO_COMPLEX
    assert (
        sum(file.stat().st_size for file in (tmp_path / "out").rglob("*") if file.is_file())
        <= containers.LARGEST_INSIDE
    )


def test_a_member_with_a_password_is_refused_alone(tmp_path: Path) -> None:
    path = make_office.archive(tmp_path / "a.zip", {"a.txt": "geheim", "b.txt": "offen"})
    data = bytearray(path.read_bytes())
    data[6] |= 1
    data[data.index(b"PK\x01\x02") + 8] |= 1
    path.write_bytes(bytes(data))
    assert [one.refused for one in members_of(path, tmp_path / "out")] == [RefusalReason.ENCRYPTED, None]


@pytest.mark.filterwarnings("ignore:Duplicate name:UserWarning")
def test_members_of_one_name_are_told_apart(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as packed:
        packed.writestr("a.txt", "eins")
        packed.writestr("a.txt", "zwei")
    assert [one.name for one in members_of(tmp_path / "a.zip", tmp_path / "out")] == ["a.zip/a.txt", "a.zip/a (2).txt"]
