"""Under the benchmark: any number of German passages made from the samples, so that a base can be of any size.

A passage keeps the build of sample sentences (length, word order, small words); most of its content words
are exchanged for others of the samples with the same ending, frequent ones more often, or for terms of the
concept base, and its numbers are drawn anew. The same seed gives the same passages.
"""

import hashlib
import random
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from knowledge.german.concepts import shipped_concepts
from knowledge.german.sentences import sentences
from knowledge.german.words import STOP_WORDS
from knowledge.model import Chunk, ChunkKind, Document, DocumentKind

PER_DOCUMENT, PER_PAGE, PER_HEADING = 40, 6, 3
"""Passages of a document, of a page and under a heading, about as in the samples."""
EXCHANGED = 0.85
"""Share of words and numbers exchanged: what is left must not answer a question about the samples."""
RARE = 0.1
"""Share of the exchanged nouns taken from the concept base, each as often as any other."""
SHORTEST = 40
_WORD = re.compile(r"[A-Za-zÄÖÜäöüß]{4,}")
_NUMBER = re.compile(r"\d+")


class Filler:
    """Makes documents out of the chunks of a base."""

    def __init__(self, chunks: Sequence[Chunk], seed: int = 7) -> None:
        self._random = random.Random(seed)
        found = [chunk for chunk in chunks if len(chunk.text) > SHORTEST]
        self._sentences = [sentence for chunk in found for sentence in sentences(chunk.text)]
        self._lengths = [len(chunk.text) for chunk in found]
        self._headings = [chunk.heading[-1] for chunk in found if chunk.heading]
        self._alike: dict[str, list[str]] = defaultdict(list)
        for sentence in self._sentences:
            for word in filter(_carries_meaning, _WORD.findall(sentence)):
                self._alike[_class_of(word)].append(word)
        terms = (term for concept in shipped_concepts().concepts for term in concept.terms)
        self._rare = sorted({term for term in terms if term[:1].isupper() and term.isalpha()})

    def documents(self, passages: int) -> Iterator[tuple[Document, list[Chunk]]]:
        """Documents of PER_DOCUMENT passages each, `passages` in all."""
        for start in range(0, passages, PER_DOCUMENT):
            name = f"fuelltext_{passages}_{start // PER_DOCUMENT:05}.txt"
            digest = hashlib.sha256(name.encode()).hexdigest()
            title = self._exchanged(self._random.choice(self._headings))
            kind = self._random.choice(list(DocumentKind))
            document = Document(digest[:12], name, title, kind, digest, name)
            yield document, list(self._chunks(document, min(PER_DOCUMENT, passages - start)))

    def _chunks(self, document: Document, count: int) -> Iterator[Chunk]:
        heading = (document.title,)
        for number in range(count):
            if number % PER_HEADING == 0:
                heading = (document.title, self._exchanged(self._random.choice(self._headings)))
            text = self._text()
            digest = hashlib.sha256(f"{document.id} {number} {text}".encode()).hexdigest()
            page = number // PER_PAGE
            yield Chunk(digest[:16], document.id, number, text, ChunkKind.PARAGRAPH, page, digest, page + 1, heading)

    def _text(self) -> str:
        length = self._random.choice(self._lengths)
        said: list[str] = []
        while sum(map(len, said)) < length * 0.8:
            said.append(self._exchanged(self._random.choice(self._sentences)))
        return " ".join(said)

    def _exchanged(self, text: str) -> str:
        return _NUMBER.sub(self._number, _WORD.sub(self._word, text))

    def _word(self, match: re.Match[str]) -> str:
        word = match[0]
        alike = self._alike.get(_class_of(word)) if _carries_meaning(word) else None
        if not alike or self._random.random() > EXCHANGED:
            return word
        return self._random.choice(self._rare if word[0].isupper() and self._random.random() < RARE else alike)

    def _number(self, match: re.Match[str]) -> str:
        return str(self._random.randint(1, 10 ** len(match[0])))


def _carries_meaning(word: str) -> bool:
    return word.lower() not in STOP_WORDS


def _class_of(word: str) -> str:
    """Words of one class may stand for each other without hurting the look of a sentence."""
    return f"{word[0].isupper()} {word[-2:]}"
