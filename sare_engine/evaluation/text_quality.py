"""How well a model still writes: length, repetition, variety, likeness to the base, perplexity.

A falling hallucination rate means nothing beside captions that have become short or broken.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

_WORD = re.compile(r"\w+(?:['’-]\w+)*")


@dataclass(frozen=True)
class TextQuality:
    """Figures of a set of captions; None where undefined.

    Attributes:
        mean_words: mean length in words.
        repetition: mean over captions of the share of a caption's word 4-grams that it has
            already used; 0 is no repetition, near 1 is a loop.
        distinct_1: different words / words, over all captions (Li et al., NAACL 2016).
        distinct_2: different word pairs / word pairs, over all captions.
        empty_rate: share of captions without a word.
        captions: number of captions.
    """

    mean_words: float | None
    repetition: float | None
    distinct_1: float | None
    distinct_2: float | None
    empty_rate: float | None
    captions: int

    def values(self) -> dict[str, float]:
        """Return the figures that are defined, by name."""
        names = ("mean_words", "repetition", "distinct_1", "distinct_2", "empty_rate")
        return {name: value for name in names if (value := getattr(self, name)) is not None}


def words(text: str) -> list[str]:
    """Return the words of a text in lower case, without punctuation."""
    return _WORD.findall(text.lower())


def text_quality(captions: Iterable[str]) -> TextQuality:
    """Measure a set of captions."""
    texts = [words(caption) for caption in captions]
    pairs = [pair for text in texts for pair in _grams(text, 2)]
    singles = [word for text in texts for word in text]
    return TextQuality(
        mean_words=_ratio(len(singles), len(texts)),
        repetition=_ratio(sum(_repetition(text) for text in texts), len(texts)),
        distinct_1=_ratio(len(set(singles)), len(singles)),
        distinct_2=_ratio(len(set(pairs)), len(pairs)),
        empty_rate=_ratio(sum(not text for text in texts), len(texts)),
        captions=len(texts),
    )


def rouge_l(candidate: str, reference: str) -> float:
    """Return ROUGE-L F1 of two captions over words (Lin, 2004), between 0 and 1.

    Two captions without a word are alike (1); a caption without a word is unlike any other (0).
    """
    first, second = words(candidate), words(reference)
    if not first or not second:
        return float(first == second)
    common = _longest_common_subsequence(first, second)
    return 2 * common / (len(first) + len(second))


def mean_rouge_l(candidates: Sequence[str], references: Sequence[str]) -> float | None:
    """Return the mean ROUGE-L of captions against the base model's captions of the same images.

    Raises:
        ValueError: not one reference per candidate.
    """
    scores = [rouge_l(one, other) for one, other in zip(candidates, references, strict=True)]
    return _ratio(sum(scores), len(scores))


def _longest_common_subsequence(first: Sequence[str], second: Sequence[str]) -> int:
    row = [0] * (len(second) + 1)
    for word in first:
        diagonal = 0
        for column, other in enumerate(second, start=1):
            above = row[column]
            row[column] = diagonal + 1 if word == other else max(above, row[column - 1])
            diagonal = above
    return row[-1]


def _repetition(text: Sequence[str]) -> float:
    # A caption too short for 4-grams can still be a loop ("a a a").
    grams = _grams(text, min(4, max(1, len(text) - 1)))
    return 1 - len(set(grams)) / len(grams) if grams else 0.0


def _grams(text: Sequence[str], size: int) -> list[tuple[str, ...]]:
    return [tuple(text[start : start + size]) for start in range(len(text) - size + 1)]


def _ratio(part: float, whole: int) -> float | None:
    return part / whole if whole else None
