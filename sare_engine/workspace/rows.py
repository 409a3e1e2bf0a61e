"""The rows of a project's database, as the rest of the engine sees them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from sare_engine.domain import Decision, Evidence, Mention
from sare_engine.events import Json


@dataclass(frozen=True)
class NewImage:
    """An image to add; `sha256` is of the file's bytes, in hexadecimal."""

    path: Path
    width: int
    height: int
    sha256: str


@dataclass(frozen=True)
class ImageRow:
    """An image of the project.

    Attributes:
        id: key of the image within the project.
        path: absolute path of the file.
        width: pixels, as shown (after EXIF rotation); 0 if captions were imported without the
            picture.
        height: pixels, as shown.
        sha256: of the file's bytes, in hexadecimal.
        true_objects: concepts known to be in the image; None if unknown.
        split: "" (not assigned), "train", "held_out", or another name assigned by hand.
        decided: the concepts that `true_objects` covers; others may or may not be in the image.
            None means all.
    """

    id: int
    path: Path
    width: int
    height: int
    sha256: str
    true_objects: frozenset[str] | None
    split: str
    decided: frozenset[str] | None = None

    @property
    def has_picture(self) -> bool:
        """Whether there is a picture, rather than only an imported caption."""
        return self.width > 0

    @property
    def all_objects(self) -> frozenset[str] | None:
        """The concepts in the image if presence is known for every concept; else None."""
        return self.true_objects if self.decided is None else None

    def decides(self, concepts: Iterable[str]) -> bool:
        """Whether it is known for each of these concepts if it is in the image."""
        if self.true_objects is None:
            return False
        return self.decided is None or self.decided.issuperset(concepts)


@dataclass(frozen=True)
class RemovedImages:
    """Images that were removed from a project, with everything that belonged to them.

    Attributes:
        rows: table → its rows, as they were stored.
    """

    rows: Mapping[str, tuple[tuple[Json, ...], ...]]

    def __len__(self) -> int:
        return len(self.rows["images"])


class CaptionRow(NamedTuple):
    """A caption of an image.

    A tuple, because a project can have a hundred thousand.

    Attributes:
        id: key of the caption.
        set_id: key of the set that it belongs to.
        image_id: key of the image.
        position: 0, or its place among several captions of the image in the set.
        prompt: what the model was asked.
        text: the caption.
        token_ids: the generated tokens, with the end token where there was one.
        degenerate: whether it is empty or a repetition rather than a caption.
        shortfall: of a caption that was written elsewhere and found to be the model's own words:
            by how many nats its least likely token falls short of the model's first choice. None
            for other captions.
    """

    id: int
    set_id: int
    image_id: int
    position: int
    prompt: str
    text: str
    token_ids: tuple[int, ...]
    degenerate: bool
    shortfall: float | None = None


class NewCaption(NamedTuple):
    """A caption to add to a set, with the objects that it mentions.

    Attributes:
        image_id: key of the image.
        text: the caption.
        mentions: its mentions.
        token_ids: the generated tokens; () if they are not known.
        degenerate: whether it is empty or a repetition rather than a caption.
        position: its place among several captions of the image in the set.
        prompt: what the model was asked; None stands for the prompt of the set.
        shortfall: as in `CaptionRow`.
        origin: of a caption that a server wrote: key of the server and its settings.
        finish: why the server ended it ("stop", "length"); None for other captions.
    """

    image_id: int
    text: str
    mentions: Sequence[Mention] = ()
    token_ids: Sequence[int] = ()
    degenerate: bool = False
    position: int = 0
    prompt: str | None = None
    shortfall: float | None = None
    origin: int | None = None
    finish: str | None = None


class ServedCaption(NamedTuple):
    """A caption that a server wrote.

    Attributes:
        id: key of the caption.
        image_id: key of the image.
        text: the caption.
        finish: why the server ended it: "stop", "length", or "" if it did not say.
        shortfall: as measured by the model that checked it last; None before.
    """

    id: int
    image_id: int
    text: str
    finish: str
    shortfall: float | None


class MentionToJudge(NamedTuple):
    """A mention with all that decides its verdict.

    Attributes:
        mention: the mention, with the override applied.
        image: the image that its caption describes.
        evidence: the evidence on it, the override as evidence of `USER`.
        stored: what the evidence decided when it was last judged; None before.
    """

    mention: Mention
    image: ImageRow
    evidence: Sequence[Evidence]
    stored: Decision | None


class MentionToDerive(NamedTuple):
    """A mention whose verdict follows from what is known of its image.

    Attributes:
        id: key of the mention.
        image_id: key of the image that its caption describes.
        concept: canonical name of the object.
        negated: whether the caption says that the object is absent.
        stored: what the evidence decided when it was last judged, and by which source; (None,
            None) before.
        present: the verdicts of sources that are stored as evidence, None where there is none.
    """

    id: int
    image_id: int
    concept: str
    negated: bool
    stored: tuple[str | None, str | None]
    present: tuple[str | None, ...]


class Claim(NamedTuple):
    """A mention that claims an object, with the verdict in force.

    Attributes:
        image_id: key of the image.
        concept: canonical name of the object.
        verdict: "grounded", "hallucinated" or "unsure".
        mention_id: key of the mention.
    """

    image_id: int
    concept: str
    verdict: str
    mention_id: int


class CaptionFacts(NamedTuple):
    """How many captions a set has, and how many of them are of which kind.

    Attributes:
        captions: all captions.
        degenerate: captions that are empty or repeat themselves.
        hallucinating: captions with a hallucinated mention.
    """

    captions: int
    degenerate: int
    hallucinating: int


class ImageFacts(NamedTuple):
    """In how many images a set hallucinates.

    Attributes:
        hallucinating: images of which a caption has a hallucinated mention.
        by_further: those of them whose first caption has none.
    """

    hallucinating: int
    by_further: int
