"""`make bench`: answering and ingestion timed beside what a user would otherwise take, in one run.

    python tests/evaluation/bench.py [--sizes 1000 10000] [--sets DIR …]

Answering: questions of the sample set over the samples' own passages and, for size, passages put together
from their sentences. The naive stack is LangChain's EnsembleRetriever over its BM25Retriever with default
tokenizer and Chroma with our hashed vectors. Ingestion: the sample PDFs, beside pypdf's bare extraction.
"""

import argparse
import random
import resource
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from bases import fresh_base

from ingest.build import build_ingestion
from ingest.sync import SAMPLES
from knowledge.answering.rank import rank
from knowledge.answering.retrieve import retrieve
from knowledge.answering.understand import understand
from knowledge.build import Knowledge
from knowledge.evaluation.score import GoldQuestion, load_questions
from knowledge.german.concepts import shipped_concepts
from knowledge.german.sentences import sentences
from knowledge.index.base import Base
from knowledge.index.clauses import ClauseIndex
from knowledge.index.hashed import HashedEmbedder
from knowledge.model import Chunk, ChunkKind, Document, DocumentKind
from knowledge.settings import Settings

HERE = Path(__file__).parent
TOP = 10
FILLER = "filler"
Search = Callable[[GoldQuestion], list[str]]
"""A question to the names of the documents of its ten best passages, best first."""


@dataclass(frozen=True, slots=True)
class Run:
    """Latencies in seconds and the ranks of the right document (0 where it is not among the ten)."""

    seconds: list[float]
    ranks: list[int]

    def line(self, name: str) -> str:
        """One row of the table."""
        p50, p95 = (1000 * float(np.percentile(self.seconds, q)) for q in (50, 95))
        gain = float(np.mean([1 / np.log2(1 + r) if r else 0.0 for r in self.ranks]))
        mrr = float(np.mean([1 / r if r else 0.0 for r in self.ranks]))
        rate = len(self.seconds) / sum(self.seconds)
        return f"{name:28}{rate:8.0f} q/s{p50:9.1f}{p95:9.1f} ms{gain:9.3f}{mrr:9.3f}"


def main() -> None:
    """Print both tables."""
    parser = argparse.ArgumentParser(description="Time answering and ingestion.")
    parser.add_argument("--sizes", nargs="*", type=int, default=[1000, 10_000])
    parser.add_argument("--sets", nargs="*", type=Path, default=[])
    options = parser.parse_args()
    shipped_concepts()
    print(f"{'':28}{'':12}{'p50':>9}{'p95':>12}{'nDCG@10':>9}{'MRR@10':>9}")
    for folder in (None, *options.sets):
        with fresh_base(folder) as knowledge:
            path = (folder or HERE) / "questions.jsonl"
            golds = [gold for gold in load_questions(path, knowledge.gazetteer.by_ags_or_name) if gold.answerable]
            for size in options.sizes:
                _compare(folder.name if folder else "samples", knowledge, golds, size)
    _ingestion()


def _compare(name: str, knowledge: Knowledge, golds: Sequence[GoldQuestion], size: int) -> None:
    base = _filled(knowledge.base(), size)
    print(f"-- {name}, {len(base.chunks)} passages, {len(golds)} questions")
    print(_run(golds, _ours(base)).line("ours, ranking"))
    print(_run(golds, _naive(base)).line("LangChain ensemble"))


def _filled(base: Base, size: int) -> Base:
    """The base with passages of recombined sentences added until it has `size`."""
    chance = random.Random(size)
    known = [sentence for chunk in base.chunks for sentence in sentences(chunk.text)]
    document = Document(FILLER, FILLER, "Weitere Unterlagen", DocumentKind.PRESS, FILLER, FILLER)
    more = [_passage(number, chance, known) for number in range(max(size - len(base.chunks), 0))]
    documents = {**base.documents, FILLER: document}
    started = time.perf_counter()
    index = ClauseIndex([*base.chunks, *more], documents)
    print(f"   index of {size} passages built in {time.perf_counter() - started:.1f} s, {_memory():.0f} MB")
    return Base(base.generation, documents, index, base.facts)


def _passage(number: int, chance: random.Random, known: Sequence[str]) -> Chunk:
    """Two sentences whose words are mixed, so that none of them answers a question."""
    words = " ".join(chance.sample(known, 2)).split()
    chance.shuffle(words)
    text = " ".join(words)
    return Chunk(f"{FILLER}:{number}", FILLER, number, text, ChunkKind.PARAGRAPH, number // 6, FILLER)


def _ours(base: Base) -> Search:
    def search(gold: GoldQuestion) -> list[str]:
        understood = understand(gold.question, shipped_concepts())
        ranking = rank(understood, base, retrieve(understood, base, None))
        return [found.document.name for found in ranking.passages]

    return search


def _naive(base: Base) -> Search:
    """LangChain as its tutorials show it; imported here because it takes seconds."""
    from langchain_chroma import Chroma
    from langchain_classic.retrievers import EnsembleRetriever
    from langchain_community.retrievers import BM25Retriever
    from langchain_core.documents import Document as Text
    from langchain_core.embeddings import Embeddings

    class Hashed(Embeddings):
        def embed_documents(self, texts: list[str]) -> list[list[float]]:
            found: list[list[float]] = HashedEmbedder().embed(texts).tolist()
            return found

        def embed_query(self, text: str) -> list[float]:
            found: list[float] = HashedEmbedder().embed_query(text).tolist()
            return found

    texts = [Text(c.display, metadata={"name": base.documents[c.document_id].name}) for c in base.chunks]
    lexical = BM25Retriever.from_documents(texts, k=TOP)
    vectors = Chroma(f"bench-{len(texts)}-{time.monotonic_ns()}", Hashed())
    for start in range(0, len(texts), 2000):
        vectors.add_documents(texts[start : start + 2000])
    ensemble = EnsembleRetriever(
        retrievers=[lexical, vectors.as_retriever(search_kwargs={"k": TOP})], weights=[0.5, 0.5]
    )
    return lambda gold: [found.metadata["name"] for found in ensemble.invoke(gold.question.text)][:TOP]


def _run(golds: Sequence[GoldQuestion], search: Search) -> Run:
    search(golds[0])
    seconds: list[float] = []
    ranks: list[int] = []
    for gold in golds:
        started = time.perf_counter()
        names = search(gold)
        seconds.append(time.perf_counter() - started)
        ranks.append(next((place for place, name in enumerate(names, 1) if name in gold.accepted), 0))
    return Run(seconds, ranks)


def _ingestion() -> None:
    """Pages a second: the whole of ingestion, and pypdf's extraction alone."""
    from pypdf import PdfReader

    files = sorted(SAMPLES.rglob("*.pdf"))
    started = time.perf_counter()
    pages = sum(len([page.extract_text() for page in PdfReader(file).pages]) for file in files)
    bare = time.perf_counter() - started
    with tempfile.TemporaryDirectory() as place:
        ingestion = build_ingestion(Settings(data_dir=Path(place), _env_file=None))
        list(ingestion.add(files[:1]))
        started = time.perf_counter()
        list(ingestion.add(files[1:]))
        whole = time.perf_counter() - started
        ingestion.stores.close()
    print(f"-- ingestion of {len(files)} PDF, {pages} pages: {pages / whole:.0f} pages/s")
    print(f"   pypdf's extraction alone: {pages / bare:.0f} pages/s")


def _memory() -> float:
    """The most memory used so far, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    main()
