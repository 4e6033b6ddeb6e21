"""Inside elaborating: how much two clauses, or two titles, speak of the same."""

from knowledge.german.words import content_words, stem

ALIKE = 0.3
"""Two clauses speak of the same from this likeness on."""


def stems(text: str) -> frozenset[str]:
    """The stems of a text's content words, figures left out: those are what may differ."""
    return frozenset(stem(word) for word in content_words(text) if not word[0].isdigit())


def likeness(mine: frozenset[str], theirs: frozenset[str]) -> float:
    """The share of common stems among all of two texts, 0 to 1 (Jaccard); 1 where neither has any."""
    return len(mine & theirs) / len(mine | theirs) if mine or theirs else 1.0
