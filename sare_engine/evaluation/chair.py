"""CHAIR: how many mentioned objects are not in the picture.

Rohrbach et al., "Object Hallucination in Image Captioning", EMNLP 2018 (arXiv 1809.02156).
Short captions lower CHAIR: read it beside recall and length.
"""

from __future__ import annotations

from collections.abc import Collection, Hashable, Mapping
from dataclasses import dataclass
from typing import Generic, TypeVar

from sare_engine.grounding.mentions import find_mentions
from sare_engine.grounding.vocabulary import Vocabulary

Key = TypeVar("Key", bound=Hashable)


@dataclass(frozen=True)
class CaptionChair:
    """CHAIR of one caption.

    Attributes:
        mentioned: concepts in reading order, one for every mention.
        hallucinated: those of them that are not in the picture.
        found: true objects the caption names.
        missed: true objects it does not name.
        words: length of the caption.
    """

    mentioned: tuple[str, ...]
    hallucinated: tuple[str, ...]
    found: frozenset[str]
    missed: frozenset[str]
    words: int

    @property
    def chair_i(self) -> float | None:
        """Hallucinated mentions / mentions; None without a mention."""
        return _share(len(self.hallucinated), len(self.mentioned))

    @property
    def recall(self) -> float | None:
        """True objects named / true objects; None without a true object."""
        return _share(len(self.found), len(self.found) + len(self.missed))


@dataclass(frozen=True)
class ChairResult(Generic[Key]):
    """CHAIR of a set of captions; rates are fractions, None where undefined.

    Attributes:
        chair_i: hallucinated mentions / mentions.
        chair_s: captions with a hallucinated mention / captions.
        recall: true object types named / true object types, over all images.
        mean_words: mean length of the captions in words.
        mentions: number of mentions.
        hallucinated: number of hallucinated mentions.
        per_image: every caption's own figures.
    """

    chair_i: float | None
    chair_s: float | None
    recall: float | None
    mean_words: float | None
    mentions: int
    hallucinated: int
    per_image: Mapping[Key, CaptionChair]

    def values(self) -> dict[str, float]:
        """Return the figures that are defined, by name."""
        figures = {
            "chair_i": self.chair_i,
            "chair_s": self.chair_s,
            "recall": self.recall,
            "mean_words": self.mean_words,
        }
        return {name: value for name, value in figures.items() if value is not None}


def chair(
    captions: Mapping[Key, str],
    objects: Mapping[Key, Collection[str]],
    vocabulary: Vocabulary,
    *,
    count_denied: bool = True,
    scopes: Mapping[Key, Collection[str] | None] | None = None,
) -> ChairResult[Key]:
    """Compute CHAIR.

    Args:
        captions: caption by image.
        objects: true objects by image, under any name the vocabulary knows; objects it does not
            know are left out, since no caption could be found to name them.
        vocabulary: the objects that count.
        count_denied: whether "there are no people" counts as a mention of a person. The original
            ignores denial, so comparisons with published results must count it; without it,
            CHAIR_s of LLaVA's captions is 0.3 points lower.
        scopes: image → the objects that were looked for in it; mentions of others are not
            counted. None, and an image without an entry: all objects.

    Raises:
        KeyError: an image has a caption but no entry in `objects`.
    """
    per_image = {
        key: _caption_chair(
            caption, objects[key], vocabulary, count_denied, (scopes or {}).get(key)
        )
        for key, caption in captions.items()
    }
    rows = per_image.values()
    mentions = sum(len(row.mentioned) for row in rows)
    hallucinated = sum(len(row.hallucinated) for row in rows)
    found = sum(len(row.found) for row in rows)
    return ChairResult(
        chair_i=_share(hallucinated, mentions),
        chair_s=_share(sum(bool(row.hallucinated) for row in rows), len(per_image)),
        recall=_share(found, found + sum(len(row.missed) for row in rows)),
        mean_words=_share(sum(row.words for row in rows), len(per_image)),
        mentions=mentions,
        hallucinated=hallucinated,
        per_image=per_image,
    )


def _caption_chair(
    caption: str,
    objects: Collection[str],
    vocabulary: Vocabulary,
    count_denied: bool,
    scope: Collection[str] | None,
) -> CaptionChair:
    true = {concept for name in objects if (concept := vocabulary.concept_of(name))}
    mentioned = tuple(
        mention.concept
        for mention in find_mentions(caption, vocabulary)
        if (count_denied or not mention.negated) and (scope is None or mention.concept in scope)
    )
    found = frozenset(true.intersection(mentioned))
    return CaptionChair(
        mentioned=mentioned,
        hallucinated=tuple(concept for concept in mentioned if concept not in true),
        found=found,
        missed=frozenset(true - found),
        words=len(caption.split()),
    )


def _share(part: int, whole: int) -> float | None:
    return part / whole if whole else None
