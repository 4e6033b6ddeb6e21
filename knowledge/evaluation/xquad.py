"""Retrieval and sentence choice measured on a file of German questions over paragraphs in SQuAD form."""

import json
from pathlib import Path

import numpy as np

from knowledge.answering.select import Unit, match, rank
from knowledge.german.sentences import sentences
from knowledge.german.words import content_words
from knowledge.index.lexical import LexicalIndex

POOLED = 3
"""Sentences of so many passages compete."""
PASSAGE_SHARE = 0.5
"""What the passage's own score adds to each of its sentences."""


def measure_xquad(path: Path) -> dict[str, float]:
    """R@1, MRR@10 of paragraphs, and whether the best 1, 2, 3 pooled sentences hold a gold answer; shares 0 to 1."""
    paragraphs: list[str] = []
    questions: list[tuple[str, int, list[str]]] = []
    for article in json.loads(path.read_text(encoding="utf-8"))["data"]:
        for paragraph in article["paragraphs"]:
            paragraphs.append(paragraph["context"])
            for asked in paragraph["qas"]:
                answers = [_plain(answer["text"]) for answer in asked["answers"]]
                questions.append((asked["question"], len(paragraphs) - 1, answers))
    index = LexicalIndex(paragraphs)
    cut = [sentences(paragraph) for paragraph in paragraphs]
    ranks: list[int] = []
    hits = np.zeros((len(questions), POOLED), dtype=bool)
    for number, (question, gold, answers) in enumerate(questions):
        scores = index.scores(question)
        ranks.append(1 + int((scores > scores[gold]).sum()))
        for place, sentence in enumerate(_best_sentences(question, index, cut, scores)):
            hits[number, place:] |= any(answer in _plain(sentence) for answer in answers)
    found = np.array(ranks)
    figures = {"R@1": float((found == 1).mean()), "MRR@10": float(np.where(found <= 10, 1 / found, 0).mean())}
    return figures | {f"sentences@{k + 1}": float(hits[:, k].mean()) for k in range(POOLED)}


def _best_sentences(question: str, index: LexicalIndex, cut: list[list[str]], scores: np.ndarray) -> list[str]:
    top = np.argsort(-scores)[:POOLED]
    units = [Unit(sentence, str(number)) for number in top for sentence in cut[number]]
    matched = match(dict.fromkeys(content_words(question), 1.0), units, index.gram_idf)
    passage = np.array([scores[int(unit.group)] for unit in units]) / max(float(scores[top[0]]), 1e-9)
    order = np.argsort(-(rank(question, units, matched) + PASSAGE_SHARE * passage))
    return [units[int(i)].text for i in order[:POOLED]]


def _plain(text: str) -> str:
    return " ".join(text.lower().split())
