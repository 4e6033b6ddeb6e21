"""Inside the PDF reader: whether the text of a page is garbled, as where a font hides what its signs mean."""

import re
from collections.abc import Iterable

from ingest.readers.spans import Span, merge

LEAST = 60
"""Letters; a page of less is not judged."""
MOST_SENSELESS = 0.05
"""Share of signs that stand for nothing: replacement, private use, control."""
MOST_SINGLE = 0.4
"""Share of single letters among the words of a page whose letters stand apart."""
MOST_SYMBOLS = 0.5
"""Share of signs that are neither letter nor figure."""
LONGEST_MEAN = 22.0
"""Mean length of the words of a German page is 6 to 8 letters; without spaces it is that of the lines."""
_SENSELESS = re.compile(r"[\ufffd\ue000-\uf8ff\x00-\x08\x0e-\x1f\x80-\x9f]|\(cid:\d+\)")
_LETTER = re.compile(r"[^\W\d_]")
_LEADERS = re.compile(r"[.·_-]{4,}")


def garbled(spans: Iterable[Span]) -> float:
    """How garbled a page is: 0 is readable, 1 and more is past use."""
    text = _LEADERS.sub(" ", " ".join(span.text for span in merge(spans)))
    signs = len(text.replace(" ", ""))
    if signs < LEAST:
        return 0.0
    words = text.split()
    senseless = len(_SENSELESS.findall(text)) / signs
    single = sum(len(word) == 1 and bool(_LETTER.match(word)) for word in words) / len(words)
    symbols = sum(not sign.isalnum() for sign in text if sign != " ") / signs
    length = sum(len(word) for word in words) / len(words)
    return max(
        senseless / MOST_SENSELESS,
        single / MOST_SINGLE,
        symbols / MOST_SYMBOLS,
        length / LONGEST_MEAN,
    )
