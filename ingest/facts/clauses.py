"""Third step of ingestion, part: chunks cut into the clauses that the rules of this package look at."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from knowledge.german.sentences import sentences
from knowledge.model import Chunk, ChunkKind

LONGEST_LABEL = 60
LONGEST_VALUE = 160
_LABEL = re.compile(r"([A-ZÄÖÜ(][\w /()-]{1,50}):\s")
_NUMBER = re.compile(r"^(?:\(?(?:\d+(?:\.\d+)*|[a-z]|[IVX]+)[.)]\s|\(\d+\w?\)\s|\d+(?:\.\d+)+\s|[-–•]\s)+")
_MARKS = re.compile(r"^(?:§ ?\d+\w?|[IVXA-H]+\.|\d+(?:\.\d+)*[.)]?|Schritt \d+:|[a-z]\))?[\s|–-]*")


@dataclass(frozen=True, slots=True)
class Clause:
    """A sentence or a row of a table, with what says of what it speaks.

    `text` is verbatim in the passage, `shown` the same with column heads. `heading` is the one above
    it without its number (empty under the title alone), `label` its first cell or the words before a
    colon, `lead` the sentence that introduces a list.
    """

    chunk: Chunk
    text: str
    shown: str
    heading: str = ""
    label: str = ""
    lead: str = ""

    @property
    def row(self) -> bool:
        """Whether it is a row of a table."""
        return self.chunk.kind is ChunkKind.TABLE_ROW

    def value(self, *, labelled: bool = True) -> str:
        """The clause without its number, cut at a word: what it says in short; its label only where wanted."""
        rest = self.shown if self.row else _NUMBER.sub("", self.text)
        if not labelled and self.label and rest.startswith(f"{self.label}: "):
            rest = rest[len(self.label) + 2 :]
        return shortened(rest.strip().rstrip(",;"))


def clauses(chunks: Sequence[Chunk], title: str) -> Iterator[Clause]:
    """The clauses of a document in reading order; sentences that only introduce a list are left out."""
    leads = {chunk.lead for chunk in chunks}
    for chunk in chunks:
        above = chunk.heading[-1] if chunk.heading and chunk.heading[-1] != title else ""
        heading = _MARKS.sub("", above)
        if chunk.kind is ChunkKind.TABLE_ROW:
            shown = chunk.shown or chunk.text
            label = shown.partition(": ")[0]
            yield Clause(chunk, chunk.text, shown, heading, label if len(label) <= LONGEST_LABEL else "", chunk.lead)
            continue
        for sentence in sentences(chunk.text):
            if not sentence.endswith(":") and sentence not in leads:
                match = _LABEL.match(sentence)
                yield Clause(chunk, sentence, sentence, heading, match[1] if match else "", chunk.lead)


def statements(chunk: Chunk) -> list[str]:
    """The sentences of a passage; a row of a table is one, whatever full stops stand in its cells."""
    return [chunk.text] if chunk.kind is ChunkKind.TABLE_ROW else sentences(chunk.text)


def shortened(text: str) -> str:
    """At most LONGEST_VALUE characters, cut at a word."""
    return text if len(text) <= LONGEST_VALUE else f"{text[:LONGEST_VALUE].rsplit(maxsplit=1)[0].rstrip(',;')} …"
