"""Watch: a folder that staff drop files into, followed by looking at it again and again."""

import os
import shutil

import pytest
from archive import FLOOD, GRANT, Archive

from ingest import texts
from ingest.commands import look
from ingest.model import Outcome
from ingest.watch import Watch

Seen = list[tuple[str, Outcome]]


class Watched(Archive):
    """An archive whose inbox is watched."""

    def start(self) -> None:
        self.watch = Watch(self.ingestion, self.inbox)

    def look(self) -> Seen:
        return [(report.file, report.outcome) for report in self.watch.step()]

    def look_twice(self) -> Seen:
        return self.look() + self.look()

    def known(self) -> list[str]:
        return [document.name for document in self.catalogue.documents()]


@pytest.fixture
def watched(tmp_path) -> Watched:
    found = Watched(tmp_path)
    found.start()
    return found


def test_a_new_file_is_taken_in_once_it_stayed_the_same_between_two_looks(watched: Watched) -> None:
    path = watched.file("dorfladen.txt", GRANT[:80])
    assert watched.look() == []
    path.write_text(GRANT, encoding="utf-8")
    assert watched.look() == []
    assert watched.look() == [("dorfladen.txt", Outcome.ADDED)]
    assert watched.look_twice() == []


def test_a_changed_file_is_taken_in_again(watched: Watched) -> None:
    path = watched.file("dorfladen.txt", GRANT)
    watched.look_twice()
    path.write_text(GRANT.replace("12.500", "15.000"), encoding="utf-8")
    assert watched.look_twice() == [("dorfladen.txt", Outcome.UPDATED)]


def test_a_file_that_was_only_touched_makes_no_noise(watched: Watched) -> None:
    path = watched.file("dorfladen.txt", GRANT)
    watched.look_twice()
    os.utime(path, (1, 1))
    assert watched.look_twice() == []


def test_a_deleted_file_is_taken_out(watched: Watched) -> None:
    watched.file("hochwasser.txt", FLOOD)
    watched.file("dorfladen.txt", GRANT).rename(watched.inbox / "foerderung.txt")
    watched.look_twice()
    (watched.inbox / "foerderung.txt").unlink()
    assert watched.look() == [("foerderung.txt", Outcome.REMOVED)]
    assert watched.known() == ["hochwasser.txt"]


def test_a_renamed_file_is_known_by_its_new_name(watched: Watched) -> None:
    path = watched.file("dorfladen.txt", GRANT)
    watched.look_twice()
    path.rename(watched.inbox / "neuer Name.txt")
    assert watched.look_twice() == [("dorfladen.txt", Outcome.REMOVED), ("neuer Name.txt", Outcome.ADDED)]


def test_a_copy_takes_over_when_its_original_is_deleted(watched: Watched) -> None:
    path = watched.file("dorfladen.txt", GRANT)
    watched.look_twice()
    shutil.copyfile(path, watched.inbox / "kopie.txt")
    assert watched.look_twice() == [("kopie.txt", Outcome.DUPLICATE)]
    path.unlink()
    watched.look_twice()
    assert watched.known() == ["kopie.txt"]


def test_a_file_put_back_after_its_deletion_is_taken_in_again(watched: Watched) -> None:
    path = watched.file("dorfladen.txt", GRANT)
    watched.look_twice()
    data, times = path.read_bytes(), path.stat()
    path.unlink()
    watched.look_twice()
    path.write_bytes(data)
    os.utime(path, ns=(times.st_atime_ns, times.st_mtime_ns))
    assert watched.look_twice() == [("dorfladen.txt", Outcome.ADDED)]


def test_a_refused_file_is_reported_once_and_tried_again_when_it_changes(watched: Watched) -> None:
    path = watched.file("dorfladen.txt", "")
    assert watched.look_twice() == [("dorfladen.txt", Outcome.REFUSED)]
    assert watched.look_twice() == []
    path.write_text(GRANT, encoding="utf-8")
    assert watched.look_twice() == [("dorfladen.txt", Outcome.ADDED)]


def test_what_happened_while_nobody_watched_is_made_up_for(watched: Watched) -> None:
    gone = watched.file("dorfladen.txt", GRANT)
    watched.file("hochwasser.txt", FLOOD)
    watched.look_twice()
    gone.unlink()
    watched.file("neu.txt", GRANT.replace("Dorfladen", "Dorfbad"))
    watched.start()
    assert watched.look_twice() == [("dorfladen.txt", Outcome.REMOVED), ("neu.txt", Outcome.ADDED)]


def test_documents_from_elsewhere_are_left_alone(watched: Watched) -> None:
    outside = watched.file("../anderswo/hochwasser.txt", FLOOD)
    watched.add(outside)
    outside.unlink()
    assert watched.look_twice() == []
    assert watched.known() == ["hochwasser.txt"]


def test_a_folder_out_of_reach_takes_nothing_out(watched: Watched) -> None:
    watched.file("dorfladen.txt", GRANT)
    watched.look_twice()
    watched.inbox.rename(watched.inbox.with_name("fort"))
    assert watched.look_twice() == []
    assert watched.known() == ["dorfladen.txt"]
    watched.inbox.with_name("fort").rename(watched.inbox)
    assert watched.look_twice() == []


def test_while_a_store_is_away_it_is_said_once_and_nothing_is_left_out(watched: Watched, capsys) -> None:
    for name, text in (("a.txt", GRANT), ("b.txt", FLOOD)):
        watched.file(name, text)
    watched.vectors.away = True
    trouble = ""
    for _ in range(4):
        trouble = look(watched.watch, trouble, as_json=False)
    assert capsys.readouterr().err.splitlines() == [texts.WATCH_WAITS.format(what="Der Vektorspeicher")]
    watched.vectors.away = False
    assert [look(watched.watch, trouble, as_json=False) for _ in range(2)] == ["", ""]
    assert watched.known() == ["a.txt", "b.txt"]
    assert watched.catalogue.stale_vectors() == []
    assert watched.vectors.ids() == {chunk.id for chunk in watched.catalogue.chunks()}


def test_files_in_folders_below_are_followed_too(watched: Watched) -> None:
    path = watched.file("foerderung/2026/dorfladen.txt", GRANT)
    assert watched.look_twice() == [("dorfladen.txt", Outcome.ADDED)]
    shutil.rmtree(path.parents[1])
    assert watched.look_twice() == [("dorfladen.txt", Outcome.REMOVED)]
