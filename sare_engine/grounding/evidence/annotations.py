"""True objects of images, as annotation files tell them; each format is a file of its own."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from sare_engine.errors import DataError
from sare_engine.grounding.image_names import ImageNames
from sare_engine.grounding.vocabulary import Vocabulary

LARGEST_FILE = 512 * 1024**2
"""Bytes of the largest annotation file that is read; COCO's own are just below."""


@dataclass(frozen=True)
class Annotations:
    """True objects by image.

    Attributes:
        objects: name of the image as the annotations give it → canonical names; an image that is
            listed without annotations has an empty set, which means "none of these".
        unknown_categories: categories the vocabulary has no word for; they are left out.
        problems: entries that cannot be used, in words; they are left out.
        decided: the objects on which the annotations speak for every image; what is not among
            them may be there or not. None means all objects.
        asked: image → the objects on which they speak for it, where that differs from image to
            image; otherwise empty.
    """

    objects: Mapping[str, frozenset[str]]
    unknown_categories: tuple[str, ...] = ()
    problems: tuple[str, ...] = ()
    decided: frozenset[str] | None = None
    asked: Mapping[str, frozenset[str]] = field(default_factory=dict)

    @property
    def complete(self) -> bool:
        """Whether all objects of an image are told, rather than answers on some of them."""
        return not self.asked

    def scope(self, name: str) -> frozenset[str] | None:
        """Return the objects on which the annotations speak for an image; None means all."""
        return self.asked.get(name, self.decided)

    def find(self, images: Iterable[Path]) -> dict[Path, str]:
        """Return image → its name in the annotations, for the images that have one."""
        return ImageNames(self.objects).match(images)

    def match(self, images: Iterable[Path]) -> tuple[dict[Path, frozenset[str]], list[Path]]:
        """Look up images by file name; where that is not unique, by the end of their path.

        Returns:
            The true objects of the images that are annotated, and the images that are not.
        """
        images = list(images)
        found = self.find(images)
        known = {image: self.objects[name] for image, name in found.items()}
        return known, [image for image in images if image not in found]


class Gathering:
    """Collects what a format's reader finds; category names are put through the vocabulary."""

    def __init__(self, vocabulary: Vocabulary | None) -> None:
        self._vocabulary = vocabulary
        self._objects: dict[str, set[str]] = {}
        self._asked: dict[str, set[str]] = {}
        self._named: dict[str, str | None] = {}
        self._problems: dict[str, int] = {}

    def image(self, name: str) -> None:
        """List an image, also if nothing is in it."""
        self._objects.setdefault(name, set())

    def concept(self, category: str) -> str | None:
        """Return what a category is called here, or None where the vocabulary lacks it."""
        if category not in self._named:
            found = self._vocabulary.concept_of(category) if self._vocabulary else category
            self._named[category] = found or None
        return self._named[category]

    def present(self, name: str, category: str) -> None:
        """Record that an image shows an object of a category."""
        self.image(name)
        concept = self.concept(category)
        if concept is not None:
            self._objects[name].add(concept)

    def answer(self, name: str, category: str, there: bool) -> None:
        """Record the answer on one object; on others nothing is known for this image."""
        self.image(name)
        concept = self.concept(category)
        if concept is not None:
            self._asked.setdefault(name, set()).add(concept)
            if there:
                self._objects[name].add(concept)

    def problem(self, sentence: str) -> None:
        """Count an entry that cannot be used; `{n}` in the sentence becomes the number."""
        self._problems[sentence] = self._problems.get(sentence, 0) + 1

    @property
    def problems(self) -> tuple[str, ...]:
        """What could not be used, in words."""
        return tuple(text.replace("{n}", str(n)) for text, n in self._problems.items())

    @property
    def empty(self) -> bool:
        """Whether no image was listed."""
        return not self._objects

    def finish(self, categories: Iterable[str] | None = None) -> Annotations:
        """Return what was gathered.

        Args:
            categories: all categories that were annotated; None if it was everything.
        """
        decided = None
        if categories is not None:
            decided = frozenset(
                concept for one in categories if (concept := self.concept(one)) is not None
            )
            if self._vocabulary is not None and decided >= set(self._vocabulary.concepts):
                decided = None
        asked = {name: frozenset(self._asked.get(name, ())) for name in self._objects}
        return Annotations(
            {name: frozenset(found) for name, found in self._objects.items()},
            tuple(category for category, concept in self._named.items() if concept is None),
            self.problems,
            decided,
            asked if self._asked else {},
        )


def read_file(path: Path, format_title: str) -> str:
    """Return an annotation file's text: UTF-8, or UTF-16 with its mark.

    Raises:
        DataError: it cannot be read, is too large, or is no text.
    """
    try:
        size = path.stat().st_size
        if size > LARGEST_FILE:
            raise unreadable(path, f"it has {size / 1e6:.0f} MB, which is too much", format_title)
        content = path.read_bytes()
    except OSError as error:
        raise unreadable(path, error.strerror or str(error), format_title) from None
    try:
        return decoded(content)
    except UnicodeDecodeError:
        raise unreadable(path, "it is not UTF-8 text", format_title) from None


def decoded(content: bytes) -> str:
    """Return bytes as text.

    Raises:
        UnicodeDecodeError: they are neither UTF-8 nor UTF-16 with its mark.
    """
    wide = content.startswith((b"\xff\xfe", b"\xfe\xff"))
    return content.decode("utf-16" if wide else "utf-8-sig")


def unreadable(path: Path, why: str, format_title: str) -> DataError:
    """Return the error for a file that is not what it should be."""
    return DataError(
        f"{path.name} could not be read.", f"{path}: {why}.", f"Choose {format_title}."
    )
