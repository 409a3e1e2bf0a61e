"""What became of the objects in a picture's captions between one model and another."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from sare_engine.domain import (
    CAPTION_CHANGES,
    GONE,
    GROUNDED,
    HALLUCINATED,
    LOST,
    NEW,
    REPEATS,
    STILL,
    Mention,
)


@dataclass(frozen=True)
class ComparedCaption:
    """A caption with its judged mentions.

    Attributes:
        text: the caption.
        mentions: its mentions in reading order, with their verdicts.
        degenerate: whether it is empty or repeats itself.
        position: its place among several captions of the picture in its set.
        prompt: what the model was asked; "" if that is not known.
    """

    text: str
    mentions: tuple[Mention, ...] = ()
    degenerate: bool = False
    position: int = 0
    prompt: str = ""


@dataclass(frozen=True)
class PictureChange:
    """The captions of one picture before and after.

    Attributes:
        image: file of the picture.
        before: the captions before.
        after: the captions after.
        objects: kind of change → the objects that it applies to, sorted; without kinds that apply
            to none.
        repeats: whether a caption is empty or repeats itself now.
    """

    image: Path
    before: tuple[ComparedCaption, ...]
    after: tuple[ComparedCaption, ...]
    objects: Mapping[str, tuple[str, ...]]
    repeats: bool

    @property
    def kinds(self) -> tuple[str, ...]:
        """The kinds of change in this picture, in the order of `CAPTION_CHANGES`."""
        return tuple(
            kind
            for kind in CAPTION_CHANGES
            if (self.repeats if kind == REPEATS else kind in self.objects)
        )


@dataclass(frozen=True)
class ChangeCount:
    """How often a kind of change occurs.

    Attributes:
        pictures: pictures with this change.
        objects: pairs of a picture and an object that it applies to.
    """

    pictures: int = 0
    objects: int = 0


def compare_picture(
    image: Path, before: Sequence[ComparedCaption], after: Sequence[ComparedCaption]
) -> PictureChange:
    """Compare the captions of a picture.

    Each object counts once. What captions deny is not named. An object whose mentions are
    undecided counts as hallucinated only if the other captions' mentions of it are. What is not
    named by captions of which one is broken has not gone.
    """
    then, now = _named(before), _named(after)
    broken = any(one.degenerate for one in after)
    found: dict[str, list[str]] = {}
    for concept in sorted({*then, *now}):
        kind = _change(then.get(concept), now.get(concept))
        if kind == GONE and broken:
            kind = REPEATS
        if kind is not None:
            found.setdefault(kind, []).append(concept)
    return PictureChange(
        image,
        tuple(before),
        tuple(after),
        {kind: tuple(objects) for kind, objects in found.items()},
        broken,
    )


def _named(captions: Iterable[ComparedCaption]) -> dict[str, set[str]]:
    """Return object → the verdicts on its mentions."""
    found: dict[str, set[str]] = {}
    for caption in captions:
        for mention in caption.mentions:
            if not mention.negated:
                found.setdefault(mention.concept, set()).add(mention.verdict)
    return found


def _change(before: set[str] | None, after: set[str] | None) -> str | None:
    verdicts = (before or set()) | (after or set())
    if HALLUCINATED in verdicts and GROUNDED not in verdicts:
        if before is None:
            return NEW
        return GONE if after is None else STILL
    if after is None and GROUNDED in verdicts and HALLUCINATED not in verdicts:
        return LOST
    return None
