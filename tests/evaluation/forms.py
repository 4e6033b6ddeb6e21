"""Both forms of the lexical index beside each other: the same passages and answers, memory, start, time of an answer.

    PYTHONPATH=tests python tests/evaluation/forms.py [--passages N …] [--sets DIR …]

Each set of questions (the samples' own first) is asked on its own documents, then at each size on the samples'
documents among passages made from their sentences (filler.py). The database is a real PostgreSQL on this machine;
every form answers in a process of its own.
"""

import argparse
import gc
import multiprocessing
import os
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from bases import fill
from bench import memory
from filler import Filler
from postgres import PostgresServer, postgres_server

from knowledge.build import build
from knowledge.evaluation.score import load_questions
from knowledge.german.concepts import shipped_concepts
from knowledge.settings import Database, Index, Settings

HERE = Path(__file__).parent
TOP = 10
Form = str


@dataclass(frozen=True, slots=True)
class Run:
    """What one form did: seconds and MB to get ready; of each question wait, computing, best passages, answer."""

    ready: float
    megabytes: float
    waits: list[float]
    busy: list[float]
    passages: list[list[str]]
    answers: list[str]

    def line(self, form: Form) -> str:
        """One row of the table."""
        waits, busy = (1000 * np.percentile(values, (50, 95)) for values in (self.waits, self.busy))
        numbers = (self.ready, self.megabytes, *waits, *busy)
        return f"  {form:10}" + "".join(f"{number:9.1f}" for number in numbers)


def main() -> None:
    """Print a table for each set and size."""
    parser = argparse.ArgumentParser(description="Compare the index in memory with its terms in PostgreSQL.")
    parser.add_argument("--passages", nargs="*", type=int, default=[], metavar="N")
    parser.add_argument("--sets", nargs="*", type=Path, default=[], metavar="DIR", help="further question sets")
    options = parser.parse_args()
    print(f"load {os.getloadavg()[0]:.1f}; columns: ready s, MB, p50 ms, p95, computing p50 ms, p95")
    with postgres_server() as server:
        for folder in (None, *options.sets):
            with _base(server, folder, None) as settings:
                _compare(folder.name if folder else "samples", settings, folder)
        for size in options.passages:
            with _base(server, None, size) as settings:
                _compare(f"samples among {size:,} passages", settings, None)


@contextmanager
def _base(server: PostgresServer, folder: Path | None, size: int | None) -> Iterator[Settings]:
    """A database with the documents of a set, and with so many passages in all."""
    with server.database() as url, tempfile.TemporaryDirectory() as place:
        settings = Settings(_env_file=None, data_dir=Path(place), database=Database(url=url))
        knowledge = build(settings)
        catalogue = knowledge.catalogue
        fill(settings, catalogue, folder)
        if size is not None:
            for document, chunks in Filler(catalogue.chunks()).documents(size - len(catalogue.chunks())):
                catalogue.put(document, chunks, ())
        knowledge.close()
        yield settings


def _compare(title: str, settings: Settings, folder: Path | None) -> None:
    questions = (folder or HERE) / "questions.jsonl"
    started = time.perf_counter()
    knowledge = build(_with(settings, "postgres"))
    knowledge.base()
    knowledge.close()
    print(f"{title}: terms made in {time.perf_counter() - started:.1f} s")
    held, stored = (_alone(settings, form, questions) for form in ("memory", "postgres"))
    print(held.line("memory"), stored.line("postgres"), sep="\n")
    pairs = list(zip(held.passages, stored.passages, strict=True))
    places = sum(max(len(here), len(there)) for here, there in pairs)
    same = sum(one == other for here, there in pairs for one, other in zip(here, there, strict=False))
    answers = sum(one == other for one, other in zip(held.answers, stored.answers, strict=True))
    print(f"  same passage at {same} of {places} places of the best {TOP}, same answer {answers} of {len(pairs)}")


def _alone(settings: Settings, form: Form, questions: Path) -> Run:
    with ProcessPoolExecutor(1, multiprocessing.get_context("spawn")) as pool:
        return pool.submit(_run, settings, form, questions).result()


def _run(settings: Settings, form: Form, questions: Path) -> Run:
    knowledge = build(_with(settings, form))
    golds = load_questions(questions, knowledge.gazetteer.by_ags_or_name)
    shipped_concepts()
    before, started = memory(), time.perf_counter()
    knowledge.base()
    ready = time.perf_counter() - started
    gc.collect()
    run = Run(ready, memory() - before, [], [], [], [])
    knowledge.answer(golds[0].question)
    for gold in golds:
        started, worked = time.perf_counter(), time.process_time()
        answer = knowledge.answer(gold.question)
        run.waits.append(time.perf_counter() - started)
        run.busy.append(time.process_time() - worked)
        run.passages.append([found.chunk.id for found in answer.passages[:TOP]])
        run.answers.append(answer.text)
    knowledge.close()
    return run


def _with(settings: Settings, form: Form) -> Settings:
    return settings.model_copy(update={"index": Index.model_validate({"lexical": form})})


if __name__ == "__main__":
    main()
