"""What every VectorStore promises, over the fake, a Chroma folder and a Chroma server."""

import json
import os
import socket
import subprocess
import sys
import threading
import uuid
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import numpy as np
import pytest
from fakes import MemoryVectors
from line import Line, State
from making import chunk, document
from neighbour import EMBEDDER

from knowledge.adapters import chroma
from knowledge.adapters.chroma import foreign_errors_mapped, open_chroma
from knowledge.errors import VectorStoreError
from knowledge.ports import Vectors, VectorStore

HERE = Path(__file__).parent
EAST, NORTH, WEST, NORTHEAST = (1.0, 0.0), (0.0, 1.0), (-1.0, 0.0), (1.0, 1.0)
Place = Path | str


def in_memory(_: pytest.FixtureRequest) -> VectorStore:
    return MemoryVectors()


def in_a_folder(request: pytest.FixtureRequest) -> VectorStore:
    return open_chroma(request.getfixturevalue("tmp_path") / "chroma", EMBEDDER)


def on_a_server(request: pytest.FixtureRequest) -> VectorStore:
    store = open_chroma(request.getfixturevalue("server"), EMBEDDER)
    store.clear()
    return store


@pytest.fixture(params=[in_memory, in_a_folder, on_a_server])
def store(request: pytest.FixtureRequest) -> Iterator[VectorStore]:
    found = request.param(request)
    yield found
    found.close()


@pytest.fixture(params=["folder", "server"])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Place:
    """Where a real Chroma keeps its vectors, empty at the start."""
    if request.param == "folder":
        return tmp_path / "chroma"
    address: str = request.getfixturevalue("server")
    open_chroma(address, EMBEDDER).clear()
    return address


Order = Callable[[Place, str, Mapping[str, Sequence[float]]], None]


@pytest.fixture(scope="session")
def neighbour() -> Iterator[Order]:
    """Gives orders to another process that writes to the same place."""
    paths = os.pathsep.join(map(str, (HERE.parents[1], HERE.parent, HERE)))
    with subprocess.Popen(
        [sys.executable, HERE / "neighbour.py"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        env=os.environ | {"PYTHONPATH": paths},
    ) as process:  # fmt: skip

        def order(place: Place, do: str, ids: Mapping[str, Sequence[float]]) -> None:
            assert process.stdin is not None
            assert process.stdout is not None
            print(json.dumps({"place": str(place), "do": do, "ids": ids}), file=process.stdin, flush=True)
            assert process.stdout.readline() == "done\n"

        yield order
        process.communicate(timeout=30)


def vector(values: Sequence[float]) -> Vectors:
    return np.array(values, dtype=np.float32)


def put(store: VectorStore, ids: Mapping[str, Sequence[float]]) -> None:
    chunks = [chunk(name) for name in ids]
    owners = [document(name) for name in sorted({found.document_id for found in chunks})]
    store.upsert(chunks, owners, vector(list(ids.values())))


def nearest(store: VectorStore, values: Sequence[float], k: int = 10) -> list[str]:
    return [name for name, _ in store.query(vector(values), k)]


def test_the_nearest_come_first_with_their_cosine_similarity(store: VectorStore) -> None:
    put(store, {"d1:west": WEST, "d1:north": NORTH, "d2:east": EAST})
    found = store.query(vector(EAST), 3)
    assert [name for name, _ in found] == ["d2:east", "d1:north", "d1:west"]
    assert [value for _, value in found] == pytest.approx([1, 0, -1], abs=1e-5)


def test_no_more_than_asked_for_and_no_more_than_there_are(store: VectorStore) -> None:
    put(store, {"d1:a": EAST, "d1:b": NORTH})
    assert nearest(store, EAST, 1) == ["d1:a"]
    assert nearest(store, EAST, 50) == ["d1:a", "d1:b"]


def test_an_empty_store_finds_nothing(store: VectorStore) -> None:
    assert store.query(vector(EAST), 5) == []
    assert store.ids() == set()
    assert store.count() == 0


def test_what_is_put_twice_is_there_once(store: VectorStore) -> None:
    put(store, {"d1:a": EAST, "d1:b": NORTH})
    put(store, {"d1:a": EAST, "d1:b": NORTH})
    assert store.count() == 2
    assert store.ids() == {"d1:a", "d1:b"}


def test_a_new_vector_takes_the_place_of_the_old(store: VectorStore) -> None:
    put(store, {"d1:a": EAST, "d1:b": NORTHEAST})
    put(store, {"d1:a": WEST})
    assert nearest(store, EAST) == ["d1:b", "d1:a"]
    assert store.query(vector(WEST), 1)[0][1] == pytest.approx(1, abs=1e-5)


def test_what_is_deleted_is_found_no_more_and_unknown_ids_are_ignored(store: VectorStore) -> None:
    put(store, {"d1:a": EAST, "d1:b": NORTH})
    store.delete(["d1:a", "never seen"])
    assert nearest(store, EAST) == ["d1:b"]
    store.delete(["d1:a"])
    assert store.ids() == {"d1:b"}


def test_nothing_to_put_and_nothing_to_delete_is_no_error(store: VectorStore) -> None:
    store.upsert([], [], np.zeros((0, 2), dtype=np.float32))
    store.delete([])
    assert store.count() == 0


def test_after_clear_it_is_empty_and_can_be_filled_again(store: VectorStore) -> None:
    put(store, {"d1:a": EAST})
    store.clear()
    assert nearest(store, EAST) == []
    put(store, {"d1:b": (1.0, 0.0, 0.0)})
    assert nearest(store, (1.0, 0.0, 0.0)) == ["d1:b"]


def test_a_closed_store_opens_again_at_its_next_use(store: VectorStore) -> None:
    put(store, {"d1:a": EAST})
    store.close()
    assert nearest(store, EAST) == ["d1:a"]


def test_refresh_with_the_same_or_another_generation_loses_nothing(store: VectorStore) -> None:
    store.refresh(1)
    put(store, {"d1:a": EAST})
    store.refresh(1)
    store.refresh(2)
    assert nearest(store, EAST) == ["d1:a"]


def test_more_chunks_than_fit_in_one_batch_are_put_and_deleted(store: VectorStore) -> None:
    angles = np.linspace(0, np.pi, 6_000)
    put(store, {f"d1:{number}": (np.cos(a), np.sin(a)) for number, a in enumerate(angles)})
    assert store.count() == 6_000
    assert nearest(store, EAST, 1) == ["d1:0"]
    store.delete([f"d1:{number}" for number in range(5_999)])
    assert store.ids() == {"d1:5999"}


def test_several_threads_may_ask_while_one_writes_and_one_refreshes(store: VectorStore) -> None:
    put(store, {"d1:a": EAST})
    with ThreadPoolExecutor(8) as pool:
        asked = [pool.submit(nearest, store, EAST, 1) for _ in range(40)]
        written = [pool.submit(put, store, {f"d2:{number}": NORTH}) for number in range(10)]
        renewed = [pool.submit(store.refresh, number) for number in range(5)]
        for done in (*written, *renewed):
            done.result()
        assert all(done.result() == ["d1:a"] for done in asked)
    assert store.count() == 11


def test_what_another_process_wrote_is_seen_after_refresh(place: Place, neighbour: Order) -> None:
    store = open_chroma(place, EMBEDDER)
    put(store, {"d1:a": NORTH})
    assert nearest(store, EAST) == ["d1:a"]
    neighbour(place, "upsert", {"d2:b": EAST})
    store.refresh(1)
    assert nearest(store, EAST) == ["d2:b", "d1:a"]
    assert store.ids() == {"d1:a", "d2:b"}
    assert store.count() == 2


def test_what_another_process_changed_or_deleted_is_seen_after_refresh(place: Place, neighbour: Order) -> None:
    store = open_chroma(place, EMBEDDER)
    put(store, {"d1:a": EAST, "d1:b": NORTH, "d1:c": NORTHEAST})
    assert nearest(store, EAST) == ["d1:a", "d1:c", "d1:b"]
    neighbour(place, "delete", {"d1:c": ()})
    store.refresh(1)
    assert nearest(store, EAST) == ["d1:a", "d1:b"]
    neighbour(place, "upsert", {"d1:a": WEST})
    store.refresh(2)
    assert nearest(store, EAST) == ["d1:b", "d1:a"]


def test_a_store_that_another_process_cleared_and_filled_again_goes_on(place: Place, neighbour: Order) -> None:
    store = open_chroma(place, EMBEDDER)
    put(store, {"d1:a": EAST})
    neighbour(place, "clear", {})
    neighbour(place, "upsert", {"d2:b": EAST})
    store.refresh(1)
    assert nearest(store, EAST) == ["d2:b"]


def test_a_write_after_another_process_cleared_is_not_lost(place: Place, neighbour: Order) -> None:
    store = open_chroma(place, EMBEDDER)
    put(store, {"d1:a": EAST})
    neighbour(place, "clear", {})
    put(store, {"d1:b": EAST})
    assert nearest(open_chroma(place, EMBEDDER), EAST) == ["d1:b"]


def test_two_processes_that_write_in_turns_lose_nothing(place: Place, neighbour: Order) -> None:
    store = open_chroma(place, EMBEDDER)
    for number in range(5):
        put(store, {f"d1:{number}": EAST})
        neighbour(place, "upsert", {f"d2:{number}": NORTH})
        store.refresh(number)
    assert store.count() == 10
    assert len(nearest(store, EAST, 20)) == 10


def test_vectors_survive_the_process_that_wrote_them(place: Place, neighbour: Order) -> None:
    neighbour(place, "upsert", {"d1:a": EAST})
    assert nearest(open_chroma(place, EMBEDDER), EAST) == ["d1:a"]


def test_vectors_of_two_embedders_never_meet_and_clear_drops_them_all(place: Place) -> None:
    ours, theirs = open_chroma(place, EMBEDDER), open_chroma(place, f"another {uuid.uuid4()}")
    put(ours, {"d1:a": EAST})
    put(theirs, {"d1:b": (1.0, 0.0, 0.0)})
    assert nearest(ours, EAST) == ["d1:a"]
    assert nearest(theirs, (1.0, 0.0, 0.0)) == ["d1:b"]
    theirs.clear()
    assert ours.count() == 0


def test_two_folders_in_one_process_stay_apart(tmp_path: Path) -> None:
    left, right = open_chroma(tmp_path / "left", EMBEDDER), open_chroma(tmp_path / "right", EMBEDDER)
    put(left, {"d1:a": EAST})
    put(right, {"d2:b": EAST})
    left.refresh(1)
    assert nearest(left, EAST) == ["d1:a"]
    assert nearest(right, EAST) == ["d2:b"]


def test_each_chunk_carries_its_document_page_kind_and_date(place: Place) -> None:
    store = open_chroma(place, EMBEDDER)
    chunks = [chunk("d1:a", page=7), chunk("d2:b", page=None)]
    store.upsert(chunks, [document("d1"), document("d2", date=None)], vector([EAST, NORTH]))
    got = store._opened_collection().get(include=["metadatas"])
    found = dict(zip(got["ids"], got["metadatas"] or [], strict=True))
    assert found["d1:a"] == {"document_id": "d1", "kind": "foerderung", "page": 7, "date": 20260331}
    assert found["d2:b"] == {"document_id": "d2", "kind": "foerderung"}


def test_every_error_of_chroma_becomes_our_own() -> None:
    import chromadb.errors

    named = [error for error in vars(chromadb.errors).values() if isinstance(error, type)]
    foreign = [error for error in named if issubclass(error, chromadb.errors.ChromaError)]
    assert len(foreign) > 12
    for error in foreign:
        with pytest.raises(VectorStoreError, match=error.__name__), foreign_errors_mapped():
            raise error("broken")


def every_call(store: VectorStore) -> list[Callable[[], object]]:
    return [
        lambda: put(store, {"d1:a": EAST}),
        lambda: store.delete(["d1:a"]),
        lambda: store.query(vector(EAST), 1),
        store.ids,
        store.count,
        store.clear,
    ]


def refused_by_all(store: VectorStore) -> None:
    for call in every_call(store):
        with pytest.raises(VectorStoreError):
            call()


def test_a_server_that_is_not_there_is_our_own_error() -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        refused_by_all(open_chroma(f"http://127.0.0.1:{free.getsockname()[1]}", EMBEDDER))


@pytest.mark.parametrize("outage", [State.CUT, State.SILENT])
def test_a_server_that_is_away_for_a_while_is_our_own_error_in_time_and_used_again_once_it_is_back(
    server: str, outage: State, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(chroma, "ANSWER_S", 2.0)
    line = Line(int(server.rsplit(":", 1)[1]))
    store = open_chroma(f"http://127.0.0.1:{line.port}", EMBEDDER)
    store.clear()
    put(store, {"d1:a": EAST, "d1:b": WEST})
    line.state = outage
    for asked in (store, open_chroma(f"http://127.0.0.1:{line.port}", EMBEDDER)):
        with pytest.raises(VectorStoreError):
            nearest(asked, EAST)
    line.state = State.OPEN
    assert nearest(store, EAST) == ["d1:a", "d1:b"]
    line.close()


class NoChroma(BaseHTTPRequestHandler):
    """A web server that is no Chroma."""

    body, code = b"<html>Willkommen</html>", 200

    def do_GET(self) -> None:
        """Answer every request alike."""
        self.send_response(self.code)
        self.end_headers()
        self.wfile.write(self.body)

    do_POST = do_DELETE = do_GET  # noqa: N815 - names given by http.server

    def log_message(self, *_: object) -> None:
        pass


@pytest.mark.parametrize(("code", "body"), [(200, b"<html>"), (200, b"{}"), (404, b"weg"), (500, b""), (503, b"{}")])
def test_a_server_that_is_no_chroma_is_our_own_error(code: int, body: bytes) -> None:
    handler = type("Handler", (NoChroma,), {"code": code, "body": body})
    with HTTPServer(("127.0.0.1", 0), handler) as other:
        threading.Thread(target=other.serve_forever, daemon=True).start()
        refused_by_all(open_chroma(f"http://127.0.0.1:{other.server_port}", EMBEDDER))
        other.shutdown()


def test_a_file_in_place_of_the_folder_is_our_own_error(tmp_path: Path) -> None:
    (tmp_path / "chroma").write_text("im Weg", encoding="utf-8")
    refused_by_all(open_chroma(tmp_path / "chroma", EMBEDDER))


@pytest.mark.parametrize("harm", ["half", "other"])
def test_a_damaged_folder_is_our_own_error_and_whole_again_after_clear(tmp_path: Path, harm: str) -> None:
    store = open_chroma(tmp_path, EMBEDDER)
    put(store, {"d1:a": EAST})
    store.close()
    file = tmp_path / "chroma.sqlite3"
    whole = file.read_bytes()
    file.write_bytes(whole[: len(whole) // 2] if harm == "half" else b"keine Datenbank" * 1000)
    for call in every_call(store)[:-1]:
        with pytest.raises(VectorStoreError):
            call()
    store.clear()
    put(store, {"d1:b": EAST})
    assert nearest(store, EAST) == ["d1:b"]


@pytest.mark.parametrize("address", ["http://", "http://[::bad", "http://exa mple:80x"])
def test_an_address_that_is_none_is_our_own_error(address: str) -> None:
    with pytest.raises(VectorStoreError):
        open_chroma(address, EMBEDDER).count()


def test_vectors_of_another_length_are_our_own_error(place: Place) -> None:
    store = open_chroma(place, EMBEDDER)
    put(store, {"d1:a": EAST})
    with pytest.raises(VectorStoreError):
        put(store, {"d1:b": (1.0, 0.0, 0.0)})
    with pytest.raises(VectorStoreError):
        store.query(vector((1.0, 0.0, 0.0)), 1)
