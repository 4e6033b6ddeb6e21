"""`make bench`: answering and ingestion timed beside what a user would otherwise take, in one run.

    python tests/evaluation/bench.py [--large] [--sets DIR …]

Answering: `Knowledge.answer`, from question to sources, over the samples and, for size, passages made from
their sentences (filler.py), beside a plain LangChain stack on the same passages (naive.py), which only
retrieves. Every measurement runs in a process of its own. Quality is that of the right document among
the documents of the ten best passages. Ingestion is measured by `make bench-reading`.
"""

import argparse
import multiprocessing
import os
import platform
import resource
import tempfile
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import ParamSpec, TypeVar

import numpy as np
from bases import fill
from filler import Filler

from knowledge.build import build
from knowledge.catalogue import open_catalogue
from knowledge.evaluation.score import GoldQuestion, load_questions
from knowledge.german.concepts import shipped_concepts
from knowledge.settings import Settings

HERE = Path(__file__).parent
SIZES = (1_000, 10_000)
LARGE = 100_000
"""Only ours: the other stack would need half an hour to be filled."""
TOP = 10
HEADS = ("ready s", "MB", "q/s", "p50 ms", "p95", "CPU ms", "p95", "nDCG@10", "MRR")
Search = Callable[[GoldQuestion], list[tuple[str, object]]]
"""A question to (document name, page or section) of its passages, best first."""
P = ParamSpec("P")
R = TypeVar("R")


@dataclass(frozen=True, slots=True)
class Figures:
    """What one stack did over one base: seconds and MB to get ready, seconds a question, quality of retrieval."""

    ready: float
    memory: float
    waits: list[float]
    busy: list[float]
    gain: float
    reciprocal_rank: float

    def line(self, name: str) -> str:
        """One row of the table."""
        p50, p95 = (1000 * float(np.percentile(self.waits, share)) for share in (50, 95))
        cpu, cpu95 = 1000 * float(np.mean(self.busy)), 1000 * float(np.percentile(self.busy, 95))
        rate = len(self.waits) / sum(self.waits)
        numbers = "".join(f"{value:9.1f}" for value in (self.ready, self.memory, rate, p50, p95, cpu, cpu95))
        return f"{name:20}{numbers}{self.gain:9.3f}{self.reciprocal_rank:9.3f}"


def main() -> None:
    """Print both tables."""
    parser = argparse.ArgumentParser(description="Time answering and ingestion.")
    parser.add_argument("--large", action="store_true", help=f"also at {LARGE:,} passages")
    parser.add_argument("--sets", nargs="*", type=Path, default=[], metavar="DIR", help="further question sets")
    options = parser.parse_args()
    load = ", ".join(f"{value:.1f}" for value in os.getloadavg())
    print(f"Python {platform.python_version()}, {os.cpu_count()} processors, load {load}\n")
    print(f"{'':20}" + "".join(f"{head:>9}" for head in HEADS))
    for folder in (None, *options.sets):
        _compare(folder, (*SIZES, LARGE) if options.large else SIZES)


def _compare(folder: Path | None, sizes: Sequence[int]) -> None:
    questions = (folder or HERE) / "questions.jsonl"
    with tempfile.TemporaryDirectory() as place:
        settings = Settings(data_dir=Path(place), _env_file=None)
        catalogue = open_catalogue(settings.database_url)
        fill(settings, catalogue, folder)
        filler = Filler(catalogue.chunks())
        for size in sizes:
            for document, chunks in filler.documents(size - sum(catalogue.chunk_counts().values())):
                catalogue.put(document, chunks, ())
            print(f"-- {folder.name if folder else 'samples'}, {size:,} passages")
            print(_alone(_ours, settings, questions).line("Zukunftslotse"))
            if size < LARGE:
                print(_alone(_theirs, settings, questions).line("LangChain ensemble"))
        catalogue.close()


def _alone(work: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
    """Run in a fresh process, so that no measurement finds another one's memory or caches."""
    with ProcessPoolExecutor(1, multiprocessing.get_context("spawn")) as pool:
        return pool.submit(work, *args, **kwargs).result()


def _ours(settings: Settings, questions: Path) -> Figures:
    knowledge = build(settings)
    shipped_concepts()

    def ready() -> Search:
        knowledge.base()
        return lambda gold: [(e.document.name, e.chunk.page) for e in knowledge.answer(gold.question).passages]

    return _measured(ready, load_questions(questions, knowledge.gazetteer.by_ags_or_name))


def _theirs(settings: Settings, questions: Path) -> Figures:
    from naive import naive

    knowledge = build(settings)
    chunks = knowledge.catalogue.chunks()
    names = {document.id: document.name for document in knowledge.catalogue.documents()}

    def ready() -> Search:
        search = naive(chunks, names)
        return lambda gold: list(search(gold.question.text))

    return _measured(ready, load_questions(questions, knowledge.gazetteer.by_ags_or_name))


def _measured(make_ready: Callable[[], Search], golds: Sequence[GoldQuestion]) -> Figures:
    before, started = memory(), time.perf_counter()
    search = make_ready()
    ready, used = time.perf_counter() - started, memory() - before
    search(golds[0])
    waits, busy, gains, ranks = [], [], [], []
    for gold in golds:
        started, worked = time.perf_counter(), time.process_time()
        passages = search(gold)
        waits.append(time.perf_counter() - started)
        busy.append(time.process_time() - worked)
        if gold.answerable:
            names = list(dict.fromkeys(name for name, _ in list(dict.fromkeys(passages))[:TOP]))
            gains.append(_ndcg(names, gold))
            ranks.append(next((1 / place for place, name in enumerate(names, 1) if name in gold.accepted), 0.0))
    return Figures(ready, used, waits, busy, float(np.mean(gains)), float(np.mean(ranks)))


def _ndcg(names: Sequence[str], gold: GoldQuestion) -> float:
    """nDCG@10 of documents, those that hold the answer being worth 1."""
    discounts = 1 / np.log2(np.arange(2, TOP + 2))
    found = [discount for discount, name in zip(discounts, names, strict=False) if name in gold.accepted]
    return float(sum(found) / discounts[: len(gold.accepted)].sum())


def memory() -> float:
    """The memory that this process uses, in MB; where the system does not tell, the most it has used so far."""
    told = Path("/proc/self/statm")
    if told.exists():
        return int(told.read_text().split()[1]) * resource.getpagesize() / 2**20
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20


if __name__ == "__main__":
    main()
