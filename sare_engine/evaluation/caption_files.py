"""CHAIR of captions in a file from any source; no model is needed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from sare_engine.config import ChairConfig
from sare_engine.errors import DataError
from sare_engine.evaluation.chair import ChairResult, chair
from sare_engine.grounding.annotations.caption_entries import CAPTIONS, read_caption_entries
from sare_engine.grounding.annotations.gathering import unreadable
from sare_engine.grounding.annotations.lines import image_names_of, read_entries
from sare_engine.grounding.image_names import ImageNames
from sare_engine.grounding.vocabulary import Vocabulary

_OBJECTS = "a JSON Lines file with image_id or file_name, and the list objects, on each line"


@dataclass(frozen=True)
class ScoredCaptions:
    """CHAIR of a caption file.

    Attributes:
        result: the figures; its keys, like those of `captions` and `objects`, are pairs of the
            image and the caption's number in the file, since an image may have several captions.
        captions: the captions measured.
        objects: true objects of each caption's image.
        vocabulary: the objects that counted.
        without_objects: how many captions are of images whose objects are not known.
        unknown_objects: true objects that are not in the vocabulary; they do not count.
    """

    result: ChairResult[tuple[str, int]]
    captions: Mapping[tuple[str, int], str]
    objects: Mapping[tuple[str, int], frozenset[str]]
    vocabulary: Vocabulary
    without_objects: int
    unknown_objects: tuple[str, ...]


def score_caption_files(config: ChairConfig) -> ScoredCaptions:
    """Measure CHAIR of a caption file against a file of true objects.

    Captions of images whose objects are not known are skipped and counted.

    Raises:
        DataError: a file is missing or malformed, or no caption's image is known.
    """
    vocabulary = Vocabulary.from_file(config.vocabulary) if config.vocabulary else Vocabulary.coco()
    known = _KnownImages(config.objects)
    captions: dict[tuple[str, int], str] = {}
    objects: dict[tuple[str, int], frozenset[str]] = {}
    unknown = 0
    for number, entry in enumerate(read_caption_entries(config.captions), start=1):
        names, caption = entry.images, entry.text
        if not names or caption is None:
            raise unreadable(config.captions, f"{entry.place} has no image or no caption", CAPTIONS)
        found = known.objects_of(names)
        if found is None:
            unknown += 1
            continue
        # Each caption of an image counts separately.
        captions[names[0], number] = caption
        objects[names[0], number] = frozenset(vocabulary.concept_of(one) or one for one in found)
    if not captions:
        why = "It has no captions."
        if unknown:
            why = "None of its captions belongs to an image whose objects are known."
        raise DataError(
            f"The captions of {config.captions} could not be measured.",
            why,
            "Give caption and object files whose image_id or file_name values match.",
        )
    return ScoredCaptions(
        chair(captions, objects, vocabulary),
        captions,
        objects,
        vocabulary,
        unknown,
        tuple(
            sorted({one for found in objects.values() for one in found} - {*vocabulary.concepts})
        ),
    )


class _KnownImages:
    """The images in a file of true objects, under every name they have there.

    Raises:
        DataError: the file cannot be used.
    """

    def __init__(self, path: Path) -> None:
        self._objects: dict[str, set[str]] = {}
        for place, entry in read_entries(path, _OBJECTS):
            names, objects = _ids(image_names_of(entry)), entry.get("objects")
            if not isinstance(objects, list) or not all(isinstance(one, str) for one in objects):
                raise unreadable(path, f"{place} has no list of names under objects", _OBJECTS)
            if not names:
                raise unreadable(path, f"{place} has no image", _OBJECTS)
            # Several lines about one image are combined.
            shared = next((self._objects[one] for one in names if one in self._objects), set())
            shared.update(objects)
            self._objects.update(dict.fromkeys(names, shared))
        self._names = ImageNames(self._objects, origin=path)
        self._numbered = any(one.isdecimal() for one in self._objects)

    def objects_of(self, names: Sequence[str]) -> set[str] | None:
        """Return the true objects of the image with these names, or None if it is not known."""
        for name in _ids(names):
            if name in self._objects:
                return self._objects[name]
        for name in _ids(names):
            # Where the file has numbers, a number that is not among them is another image, also
            # if some file name ends in it.
            if name.isdecimal() and self._numbered:
                continue
            found = self._names.find(Path(name))
            if found is not None:
                return self._objects[found]
        return None


def _ids(names: Sequence[str]) -> list[str]:
    """Return the names with numbers as JSON writes them: 000000000569 is 569."""
    return [name.lstrip("0") or "0" if name.isdecimal() else name for name in names]
