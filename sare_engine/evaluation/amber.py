"""AMBER's scores of captions: CHAIR, Cover, Hal and Cog.

Wang et al., "AMBER: An LLM-free Multi-dimensional Benchmark for MLLMs Hallucination Evaluation"
(arXiv 2311.07397). With R' the objects a caption names, A those annotated as being in the image
and H those that people would imagine in it too:

    CHAIR = 1 - |R' and A| / |R'|     Cover = |R' and A| / |A|
    Hal   = 1 where CHAIR is not 0    Cog   = |R' and H| / |R'|

The paper defines them for one response; over images they are averaged. `pooled` sums the counts
over all images first, counting every mention, with Cog as the named share of H, as AMBER's program
does.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from sare_engine.evaluation.amber_words import AmberWords
from sare_engine.evaluation.chair import CaptionChair

Key = TypeVar("Key", bound=Hashable)


@dataclass(frozen=True)
class AmberImage:
    """The annotations of an image.

    Attributes:
        truth: objects that are in it.
        targets: absent objects that a model is likely to imagine there.
    """

    truth: tuple[str, ...]
    targets: tuple[str, ...]


@dataclass(frozen=True)
class AmberCaption:
    """The scores of one caption; None where undefined.

    Attributes:
        words: its mentions in reading order, which of them are hallucinated, and the objects
            found and missed.
        imagined: the image's target objects that it names.
        chair: objects named though absent / objects named; a word named twice is one object.
        cover: objects of the image that are named / objects of the image.
        hal: whether an absent object is named.
        cog: objects named that are targets / objects named.
    """

    words: CaptionChair
    imagined: frozenset[str]
    chair: float | None
    cover: float | None
    hal: bool
    cog: float | None


@dataclass(frozen=True)
class AmberResult(Generic[Key]):
    """AMBER's scores of a set of captions as fractions; None where undefined.

    Attributes:
        chair: mean of the captions' CHAIR.
        cover: mean of the captions' Cover.
        hal: share of the captions that name an absent object.
        cog: mean of the captions' Cog.
        mean_words: mean length of the captions in words.
        pooled: the same four from counts over all captions.
        per_image: every caption's own scores.
    """

    chair: float | None
    cover: float | None
    hal: float | None
    cog: float | None
    mean_words: float | None
    pooled: Mapping[str, float]
    per_image: Mapping[Key, AmberCaption]

    def values(self) -> dict[str, float]:
        """Return the figures that are defined, by name."""
        names = ("chair", "cover", "hal", "cog", "mean_words")
        return {name: value for name in names if (value := getattr(self, name)) is not None}


def amber(
    captions: Mapping[Key, str], images: Mapping[Key, AmberImage], words: AmberWords
) -> AmberResult[Key]:
    """Compute AMBER's scores of captions.

    A word names an object of the image if it is its name or a listed synonym. A word too ambiguous
    to judge counts if it is right and is ignored if it is not. A caption that names no
    object has no CHAIR and no Cog; it counts for Cover and Hal.

    Args:
        captions: caption by image.
        images: annotations by image.
        words: the objects that count.

    Raises:
        KeyError: an image has a caption but no entry in `images`.
    """
    scored = {key: _caption(text, images[key], words) for key, text in captions.items()}
    rows = list(scored.values())
    targets = [_known(images[key].targets, words) for key in captions]
    mentions = sum(len(one.words.mentioned) for one in rows)
    found = sum(len(one.words.found) for one in rows)
    pooled = {
        "chair": _share(sum(len(one.words.hallucinated) for one in rows), mentions),
        "cover": _share(found, found + sum(len(one.words.missed) for one in rows)),
        "hal": _share(sum(one.hal for one in rows), len(rows)),
        "cog": _share(sum(len(one.imagined) for one in rows), sum(map(len, targets))),
    }
    return AmberResult(
        chair=_mean([one.chair for one in rows]),
        cover=_mean([one.cover for one in rows]),
        hal=_mean([float(one.hal) for one in rows]),
        cog=_mean([one.cog for one in rows]),
        mean_words=_mean([float(one.words.words) for one in rows]),
        pooled={name: value for name, value in pooled.items() if value is not None},
        per_image=scored,
    )


def _caption(text: str, image: AmberImage, words: AmberWords) -> AmberCaption:
    truth, targets = _known(image.truth, words), _known(image.targets, words)
    found: set[str] = set()
    imagined: set[str] = set()
    imagined_words: set[str] = set()
    mentioned: list[str] = []
    hallucinated: list[str] = []
    for mention in words.find(text):
        word = mention.concept
        true = words.meant(word, truth)
        if true is not None:
            found.add(true)
        elif word in words.unjudged:
            continue
        else:
            hallucinated.append(word)
            target = words.meant(word, targets)
            if target is not None:
                imagined.add(target)
                imagined_words.add(word)
        mentioned.append(word)
    named = len(set(mentioned))
    return AmberCaption(
        words=CaptionChair(
            mentioned=tuple(mentioned),
            hallucinated=tuple(hallucinated),
            found=frozenset(found),
            missed=frozenset(truth) - found,
            words=len(text.split()),
        ),
        imagined=frozenset(imagined),
        chair=_share(len(set(hallucinated)), named),
        cover=_share(len(found), len(truth)),
        hal=bool(hallucinated),
        cog=_share(len(imagined_words), named),
    )


def _known(objects: Sequence[str], words: AmberWords) -> list[str]:
    """Return the names as in the word list, each once."""
    found = (words.vocabulary.concept_of(name) for name in objects)
    return list(dict.fromkeys(one for one in found if one is not None))


def _share(part: int, whole: int) -> float | None:
    return part / whole if whole else None


def _mean(values: Sequence[float | None]) -> float | None:
    known = [value for value in values if value is not None]
    return sum(known) / len(known) if known else None
