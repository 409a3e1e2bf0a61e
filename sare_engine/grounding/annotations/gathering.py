"""True objects of images, as the readers of annotation files collect them."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from sare_engine.domain import Box, ObjectBox
from sare_engine.errors import DataError
from sare_engine.formatting import some_names
from sare_engine.grounding.annotations.known_sets import known_sets
from sare_engine.grounding.image_names import ImageNames
from sare_engine.grounding.vocabulary import Vocabulary

LARGEST_FILE = 512 * 1024**2
"""Bytes of the largest annotation file that is read; COCO's own files are just below."""

_ARTICLE = re.compile(r"\s*(?:an?|the|some)\s+", re.IGNORECASE)

_NAMED = 5

_UNKNOWN_LABEL = (
    "Images with a label that the vocabulary lacks: {n}. What is not listed there stays undecided."
)
_MOSTLY_EMPTY = (
    "Images whose file lists no object: {n}. Since these are most, nobody may have labelled them; "
    "they stay undecided."
)
_CONTRADICTED = "Objects both affirmed and denied of an image: {n}. They stay undecided."


@dataclass(frozen=True)
class Annotations:
    """True objects by image.

    Attributes:
        objects: name of the image in the annotations → canonical names; an image that is listed
            without annotations has an empty set, which means "none of these".
        unknown_categories: categories that the vocabulary has no word for; they are not in
            `objects`.
        problems: sentences about entries that cannot be used.
        decided: the objects that the annotations cover in every image; others may or may not be
            in it. None means all objects.
        asked: image → the objects that they cover for it, if that differs from image to image;
            otherwise empty.
        doubtful: images with entries that could not be understood: what is in `objects` is in
            them, and everything else may be too.
        places: name → paths of the files that describe the image, for formats that have a file
            for each; see `ImageNames`.
        ids: id of an image in the file → its name, for formats that number images.
        origin: the file that has the names; see `ImageNames`.
        boxes: image → where its objects are, for formats that state it.
    """

    objects: Mapping[str, frozenset[str]]
    unknown_categories: tuple[str, ...] = ()
    problems: tuple[str, ...] = ()
    decided: frozenset[str] | None = None
    asked: Mapping[str, frozenset[str]] = field(default_factory=dict)
    doubtful: frozenset[str] = frozenset()
    places: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    ids: Mapping[str, str] = field(default_factory=dict)
    origin: Path | None = None
    boxes: Mapping[str, Sequence[ObjectBox]] = field(default_factory=dict)

    @property
    def complete(self) -> bool:
        """Whether all objects of an image are listed, rather than answers about some of them."""
        return not self.asked

    def scope(self, name: str) -> frozenset[str] | None:
        """Return the objects that the annotations cover for an image; None means all."""
        if name in self.doubtful:
            return self.objects[name]
        return self.asked.get(name, self.decided)

    def covers_something(self, name: str) -> bool:
        """Whether the annotations decide on any object of an image."""
        scope = self.scope(name)
        return scope is None or bool(scope)

    @property
    def all_unknown(self) -> bool:
        """Whether the vocabulary has no word for any of the objects, so that nothing is decided."""
        known = self.shows_something or bool(self.decided)
        return bool(self.unknown_categories) and not known

    @property
    def shows_something(self) -> bool:
        """Whether they list an object of any image, or an answer about one."""
        return any(self.objects.values()) or any(self.asked.values())

    @property
    def names(self) -> ImageNames:
        """The names of the annotated images, to be matched with pictures."""
        return ImageNames(self.objects, self.places, origin=self.origin)

    def find(self, images: Iterable[Path]) -> dict[Path, str]:
        """Return image → its name in the annotations, for the images that are annotated."""
        return self.names.match(images)

    def match(self, images: Iterable[Path]) -> tuple[dict[Path, frozenset[str]], list[Path]]:
        """Look up images by name, as `ImageNames` does.

        Returns:
            The true objects of the images whose annotations could be understood, and the other
            images.
        """
        images = list(images)
        known = {
            image: self.objects[name]
            for image, name in self.find(images).items()
            if name not in self.doubtful
        }
        return known, [image for image in images if image not in known]


class Gathering:
    """Collects what a format's reader finds, and gives categories their canonical names."""

    def __init__(self, vocabulary: Vocabulary | None) -> None:
        self._vocabulary = vocabulary
        self._objects: dict[str, set[str]] = {}
        self._asked: dict[str, set[str]] = {}
        self._answers: dict[tuple[str, str], bool] = {}
        self._contradicted: set[tuple[str, str]] = set()
        self._named: dict[str, str | None] = {}
        self._problems: dict[str, int] = {}
        self._doubtful: set[str] = set()
        self._places: dict[str, tuple[str, ...]] = {}
        self._ids: dict[str, str] = {}
        self._boxes: dict[str, list[ObjectBox]] = {}

    def image(self, name: str, *places: str) -> None:
        """List an image, even if nothing is in it.

        Args:
            name: its name in the annotations.
            places: paths of the file that describes it.
        """
        self._objects.setdefault(name, set())
        if places:
            self._places[name] = places

    def numbered(self, number: str, name: str) -> None:
        """Record the id that the file gives an image."""
        self._ids[number] = name

    def doubt(self, name: str) -> None:
        """List an image with an entry that cannot be understood: anything may be in it."""
        self.image(name)
        self._doubtful.add(name)

    def concept(self, category: str) -> str | None:
        """Return the canonical name of a category, or None if the vocabulary lacks it."""
        if category not in self._named:
            found = self._vocabulary.concept_of(category) if self._vocabulary else category
            if not found and self._vocabulary:
                found = self._vocabulary.concept_of(_ARTICLE.sub("", category, count=1))
            self._named[category] = found or None
        return self._named[category]

    def understands(self, category: str) -> bool:
        """Whether a word is an object of the vocabulary, or one that names no object there."""
        known = self._vocabulary is not None and self._vocabulary.has(category)
        return known or self.concept(category) is not None

    def present(self, name: str, category: str) -> None:
        """Record that an image shows an object of a category."""
        if name not in self._objects:
            self.image(name)
        concept = self._named.get(category) or self.concept(category)
        if concept is not None:
            self._objects[name].add(concept)

    def box(self, name: str, category: str, edges: Sequence[float] | None) -> None:
        """Record where an object of an image is, if the numbers say so.

        Args:
            name: the image.
            category: the object's.
            edges: left, top, right and bottom, as shares of width and height; what lies beyond
                the picture is cut off. None if they are not stated.
        """
        concept = self.concept(category)
        if concept is None or edges is None or not all(map(math.isfinite, edges)):
            return
        left, top, right, bottom = (min(max(edge, 0.0), 1.0) for edge in edges)
        if left < right and top < bottom:
            box = Box(left, top, right, bottom, label=category)
            self._boxes.setdefault(name, []).append(ObjectBox(concept, box))

    def answer(self, name: str, category: str, there: bool) -> None:
        """Record the answer about one object; other objects of the image stay unknown."""
        self.image(name)
        concept = self.concept(category)
        if concept is None:
            return
        answer = (name, concept)
        if self._answers.setdefault(answer, there) is not there:
            if answer not in self._contradicted:
                self.problem(_CONTRADICTED)
            self._contradicted.add(answer)
        self._asked.setdefault(name, set()).add(concept)
        if there:
            self._objects[name].add(concept)

    def problem(self, sentence: str) -> None:
        """Count an entry that cannot be used; `{n}` in the sentence becomes the count."""
        self._problems[sentence] = self._problems.get(sentence, 0) + 1

    def doubt_if_most(self, empty: Collection[str]) -> None:
        """Doubt images whose own files list nothing, if these are more than half.

        CVAT, for instance, writes such a file for each image that nobody has got to yet.
        """
        if len(empty) > len(self._objects) / 2:
            for name in empty:
                self.problem(_MOSTLY_EMPTY)
                self.doubt(name)

    @property
    def problems(self) -> tuple[str, ...]:
        """Sentences about what could not be used."""
        return tuple(text.replace("{n}", str(n)) for text, n in self._problems.items())

    @property
    def empty(self) -> bool:
        """Whether no image was listed."""
        return not self._objects

    def doubt_unknown(self, name: str, category: str) -> None:
        """Doubt an image whose label is unknown: typed by hand, it may mean any object."""
        if name not in self._doubtful and not self.understands(category):
            self.problem(_UNKNOWN_LABEL)
            self.doubt(name)

    def looked_for(self, listed: Iterable[str], used: Collection[str]) -> list[str]:
        """Return the categories of a list that were looked for in the images.

        The list may be that of a template, or of the tool: LabelImg offers classes that nobody has
        asked for. So a category that no annotation uses counts only if the list has all of a known
        set, or every object of the vocabulary.

        Args:
            listed: the categories in the file.
            used: those that some annotation uses.
        """
        concepts = {one: self.concept(one) for one in dict.fromkeys(listed) if one}
        named = {*concepts.values(), *concepts}
        whole = [*known_sets(), *([self._vocabulary.concepts] if self._vocabulary else [])]
        if any(named.issuperset(one) for one in whole):
            return [*concepts]
        shown = {*used, *map(self.concept, used)}
        unused = [
            one
            for one, concept in concepts.items()
            if concept and one not in shown and concept not in shown
        ]
        if unused:
            some = some_names(unused, _NAMED)
            self.problem(
                f"Categories that no annotation uses: {len(unused)} ({some}). Whether anybody "
                "looked for them is not known, so they stay undecided."
            )
        return [one for one in concepts if one not in unused]

    def finish(self, categories: Iterable[str] | None = None) -> Annotations:
        """Return what was collected.

        Args:
            categories: all categories that were annotated; None if everything was.
        """
        decided = None
        if categories is not None:
            decided = frozenset(
                concept for one in categories if (concept := self.concept(one)) is not None
            )
            if self._vocabulary is not None and decided >= set(self._vocabulary.concepts):
                decided = None
        for name, concept in self._contradicted:
            self._asked[name].discard(concept)
            self._objects[name].discard(concept)
        asked = {name: frozenset(self._asked.get(name, ())) for name in self._objects}
        return Annotations(
            {name: frozenset(found) for name, found in self._objects.items()},
            tuple(category for category, concept in self._named.items() if concept is None),
            self.problems,
            decided,
            asked if self._asked else {},
            frozenset(self._doubtful),
            self._places,
            self._ids,
            boxes=self._boxes,
        )


def names_of_files(files: Sequence[Path], folder: Path) -> dict[Path, str]:
    """Return file → a name for its image: without the suffix, with folders if others share it.

    Args:
        files: files that each describe one image.
        folder: where they were searched.
    """
    counts = Counter(file.stem for file in files)
    return {
        file: file.stem
        if counts[file.stem] == 1
        else file.relative_to(folder).with_suffix("").as_posix()
        for file in files
    }


def read_file(path: Path, expected: str) -> str:
    """Return an annotation file's text: UTF-8, or UTF-16 with a byte order mark.

    Raises:
        DataError: it cannot be read, is too large, or is not text.
    """
    try:
        size = path.stat().st_size
        if size > LARGEST_FILE:
            raise unreadable(path, f"it is too large ({size / 1e6:.0f} MB)", expected)
        content = path.read_bytes()
    except OSError as error:
        raise unreadable(path, error.strerror or str(error), expected) from None
    try:
        return decoded(content)
    except UnicodeDecodeError:
        raise unreadable(path, "it is not UTF-8 text", expected) from None


def decoded(content: bytes) -> str:
    """Return bytes as text.

    Raises:
        UnicodeDecodeError: they are neither UTF-8 nor UTF-16 with a byte order mark.
    """
    wide = content.startswith((b"\xff\xfe", b"\xfe\xff"))
    return content.decode("utf-16" if wide else "utf-8-sig")


def unreadable(path: Path, why: str, expected: str) -> DataError:
    """Return the error for a file that is not as `expected` (what to choose instead)."""
    return DataError(f"{path.name} could not be read.", f"{path}: {why}.", f"Choose {expected}.")
