"""Matching names in annotation and caption files with pictures; such files name them loosely."""

from __future__ import annotations

import sys
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from sare_engine.grounding.image_matches import ImageMatches
from sare_engine.grounding.name_parts import (
    NO_NUMBER,
    as_uploaded,
    common_end,
    decoded_name,
    folded,
    has_suffix,
    is_elsewhere,
    is_wide,
    last_part,
    number_of,
    own_names,
    spellings_of,
    split_suffix,
    stem_of,
    without_tool,
)

_EXACT = (sys.maxsize, sys.maxsize)
"""How well folders agree where a name, read from its file's folder, is the picture's own path."""


class _Written(NamedTuple):
    """A name's file name, as it is written, and folded as it is written and as it is meant."""

    last: str
    spellings: tuple[str, ...]
    files: tuple[str, ...] = ()
    """Stems of the files that describe the picture."""


@dataclass(frozen=True)
class _Level:
    """One way to compare; `names` and `images` return what must be equal, or "" for nothing."""

    names: Callable[[_Written], Iterable[str]]
    images: Callable[[str], Iterable[str]]


class ImageNames:
    """Names given in a file, to be looked up by the pictures' paths.

    These are tried in turn, each only for pictures and names that are left:

    1. the file name; the name without the suffix, if one side has none;
    2. both with upper and lower case and the two Unicode spellings of a letter counted as equal,
       and with what an address adds to a name removed;
    3. the name without what Label Studio and Roboflow add to it;
    4. the number at the end of the name, if the other side is only a number ("40468" for
       "COCO_val2014_000000040468.jpg"). Numbers shorter than COCO's are used only if those of one
       side all occur on the other: a tool's own numbering also overlaps with a camera's. A name
       with a suffix ("COCO_val2014_000000040468.jpg" for "000000040468.jpg") needs one as long as
       COCO's;
    5. for formats with a file for each picture, the name of that file, without the suffixes: what
       it says the picture is called may be wrong. If there is a picture of each name, nothing is
       matched with either.

    Where several names or pictures compare equal, the folders decide; if they do not, nothing is
    matched.

    Args:
        names: the names.
        places: name → paths of the file that describes the picture, which lies beside it or in a
            folder of the same structure.
        origin: the file that has the names, which are relative to its folder: of pictures in
            several folders, it means those beside it.
    """

    def __init__(
        self,
        names: Iterable[str],
        places: Mapping[str, Sequence[str]] | None = None,
        *,
        origin: Path | None = None,
    ) -> None:
        self._names = list(dict.fromkeys(names))
        self._places = places or {}
        # As it is written and without links: a project may have either.
        self._folders = (
            () if origin is None else {origin.absolute().parent, origin.resolve().parent}
        )
        self._levels: dict[int, dict[str, list[str]]] = {}

    def find(self, image: Path) -> str | None:
        """Return the name that stands for this picture, or None if none certainly does."""
        return self.match([image]).get(image)

    def match(self, images: Iterable[Path]) -> dict[Path, str]:
        """Return picture → the name that stands for it, for the pictures that have one."""
        return dict(self.matches(images).found)

    def matches(self, images: Iterable[Path]) -> ImageMatches:
        """Match pictures with names, and report how."""
        left = list(dict.fromkeys(images))
        found: dict[Path, str] = {}
        taken: set[str] = set()
        ambiguous: dict[Path, None] = {}

        def settle(groups: Iterable[tuple[list[str], list[Path]]]) -> list[Path]:
            settled: list[Path] = []
            for names, pictures in groups:
                free = [one for one in names if one not in taken]
                pairs, unclear = self._by_folder(free, [one for one in pictures if one in open_])
                found.update(pairs)
                taken.update(pairs.values())
                ambiguous.update(dict.fromkeys(unclear))
                settled += pairs
                open_.difference_update(pairs, unclear)
            return settled

        open_ = set(left)
        for number, level in enumerate(_LEVELS):
            if not open_:
                break
            settle(self._groups(number, level, [one for one in left if one in open_]))
        by_number = settle(
            self._numbered([one for one in left if one in open_], taken) if open_ else ()
        )
        contradicted = self._contradicted(found, left)
        for image in contradicted:
            found.pop(image, None)
        return ImageMatches(
            found,
            [one for one in by_number if one in found],
            list(ambiguous),
            contradicted,
            [image for image, name in found.items() if is_elsewhere(name, image)],
        )

    def _contradicted(self, found: Mapping[Path, str], images: Sequence[Path]) -> list[Path]:
        """Return pictures of which one has the name of a file, and one the name in that file."""
        if not self._places:
            return []
        by_stem: dict[str, list[Path]] = defaultdict(list)
        for image in images:
            by_stem[folded(stem_of(image.name))].append(image)
        pictures: dict[Path, None] = {}
        for image, name in found.items():
            for place in self._places.get(name, ()):
                own = stem_of(_own_stem(place))
                if own == folded(stem_of(image.name)):
                    continue
                fit, _ = common_end(place, image)
                others = [one for one in by_stem.get(own, ()) if common_end(place, one)[0] >= fit]
                if others:
                    pictures.update(dict.fromkeys([image, *others]))
        return list(pictures)

    def _groups(
        self, number: int, level: _Level, images: Sequence[Path]
    ) -> Iterator[tuple[list[str], list[Path]]]:
        index = self._index(number, level)
        if not index:
            return
        groups: dict[str, list[Path]] = defaultdict(list)
        for image in images:
            for key in level.images(image.name):
                if key in index:
                    groups[key].append(image)
        for key, pictures in groups.items():
            yield index[key], pictures

    def _index(self, number: int, level: _Level) -> dict[str, list[str]]:
        if number not in self._levels:
            index: dict[str, list[str]] = defaultdict(list)
            for name, written in zip(self._names, self._written, strict=True):
                for key in {*level.names(written)}:
                    if key:
                        index[key].append(name)
            self._levels[number] = dict(index)
        return self._levels[number]

    @cached_property
    def _written(self) -> list[_Written]:
        return [
            _Written(
                last_part(name),
                tuple(spellings_of(name)),
                tuple(
                    folded(split_suffix(last_part(file))[0]) for file in self._places.get(name, ())
                ),
            )
            for name in self._names
        ]

    @cached_property
    def _by_number(self) -> dict[int, list[str]]:
        """The names that are only a number."""
        index: dict[int, list[str]] = defaultdict(list)
        for name in self._names:
            if name.isdecimal():
                index[number_of(name)].append(name)
        index.pop(NO_NUMBER, None)
        return dict(index)

    @cached_property
    def _by_last_number(self) -> dict[int, list[str]]:
        index: dict[int, list[str]] = defaultdict(list)
        for name in self._names:
            index[number_of(stem_of(last_part(name)))].append(name)
        index.pop(NO_NUMBER, None)
        return dict(index)

    def _numbered(
        self, images: Sequence[Path], taken: set[str]
    ) -> Iterator[tuple[list[str], list[Path]]]:
        """Group pictures with names by number, where one side is only a number."""
        bare = [one for one in images if one.name.isdecimal()]
        others = [one for one in images if not one.name.isdecimal()]
        for pictures, index in ((others, self._by_number), (bare, self._by_last_number)):
            numbers: dict[int, list[Path]] = defaultdict(list)
            for image in pictures:
                numbers[number_of(image.stem)].append(image)
            numbers.pop(NO_NUMBER, None)
            if not numbers or not index:
                continue
            free: Collection[int] = index.keys()
            if taken:
                free = {key for key, names in index.items() if not taken.issuperset(names)}
            # A tool that counts from 0 counts its own way, unless a picture has the number 0.
            same_start = (0 in free) == (0 in numbers)
            nested = same_start and (
                all(one in free for one in numbers) or all(one in numbers for one in free)
            )
            for number, group in numbers.items():
                names = index.get(number, [])
                if nested or all(is_wide(one.stem) for one in group) or all(map(is_wide, names)):
                    yield names, group
        wide: dict[int, list[Path]] = defaultdict(list)
        for image in images:
            if is_wide(image.name):
                wide[number_of(stem_of(image.name))].append(image)
        for number, group in wide.items():
            names = [one for one in self._by_last_number.get(number, ()) if is_wide(one)]
            if all(stem_of(one.name).isdecimal() for one in group) or all(
                stem_of(last_part(one)).isdecimal() for one in names
            ):
                yield names, group

    def _by_folder(
        self, names: Sequence[str], images: Sequence[Path]
    ) -> tuple[dict[Path, str], list[Path]]:
        """Pair names and pictures that compare equal by their folders.

        Returns:
            The pairs of which each is the best for the other, and the pictures for which several
            names are equally good, or whose best name is equally good for another.
        """
        if len(names) <= 1 and len(images) <= 1:
            return dict(zip(images, names, strict=False)), []
        fits = {(name, image): self._fit(name, image) for name in names for image in images}
        pairs, unclear = {}, []
        for image in images:
            best = max((fits[name, image] for name in names), default=None)
            fitting = [name for name in names if fits[name, image] == best]
            if len(fitting) != 1:
                if fitting:
                    unclear.append(image)
                continue
            name = fitting[0]
            rivals = [fits[name, other] for other in images if other != image]
            if all(rival < fits[name, image] for rival in rivals):
                pairs[image] = name
            elif all(rival <= fits[name, image] for rival in rivals):
                unclear.append(image)
        return pairs, unclear

    def _paths(self, name: str) -> list[str]:
        return [decoded_name(name), *self._places.get(name, ())]

    def _fit(self, name: str, image: Path) -> tuple[int, int]:
        """Return how well the folders agree; best of all where the name leads to the picture."""
        below = PurePosixPath(decoded_name(name)).parent
        if any(folder / below == image.parent for folder in self._folders):
            return _EXACT
        return max(common_end(place, image) for place in self._paths(name))


def _own_stem(file: str) -> str:
    """Return the name of a file that describes a picture, folded and without its suffix."""
    return folded(split_suffix(last_part(file))[0])


_LEVELS = (
    _Level(names=lambda name: [name.last], images=lambda image: [image]),
    _Level(
        names=lambda name: [] if has_suffix(name.last) else [name.last],
        images=lambda image: [split_suffix(image)[0]],
    ),
    _Level(names=lambda name: name.spellings, images=lambda image: [folded(image)]),
    _Level(
        names=lambda name: [one for one in name.spellings if not has_suffix(one)],
        images=lambda image: [folded(split_suffix(image)[0])],
    ),
    # A picture that is known only by a name without a suffix.
    _Level(
        names=lambda name: [stem_of(one) for one in name.spellings if has_suffix(one)],
        images=lambda image: [] if has_suffix(image) else [folded(image)],
    ),
    _Level(
        names=lambda name: map(without_tool, name.spellings),
        images=lambda image: as_uploaded(folded(image)),
    ),
    _Level(names=lambda name: name.spellings, images=lambda image: own_names(folded(image))),
    _Level(names=lambda name: name.files, images=lambda image: [folded(split_suffix(image)[0])]),
)
