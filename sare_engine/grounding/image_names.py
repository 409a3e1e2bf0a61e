"""Matching names in annotation and caption files with pictures; such files name them loosely."""

from __future__ import annotations

import re
import sys
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import takewhile
from pathlib import Path, PurePosixPath
from typing import NamedTuple
from urllib.parse import unquote

_SUFFIXES = frozenset(
    {".png", ".jpg", ".jpeg", ".webp", ".bmp", ".gif", ".tif", ".tiff", ".avif", ".jfif"}
    | {".heic", ".heif"}
)
_LAST_NUMBER = re.compile(r"\d+$")
_LOCAL_FILE = re.compile(r"[?&]d=([^&#]+)")
"""Label Studio's address of a file that it read from a folder: `/data/local-files/?d=a/b.jpg`."""
_ADDRESS = re.compile(r"^\w+://[^/]+/")
_TOOL_NAMES = (
    # Label Studio writes eight characters of a UUID before the name of an uploaded file.
    re.compile(r"^[0-9a-f]{8}-(?P<name>.+)$", re.IGNORECASE),
    # Roboflow's export of photo.jpg is photo_jpg.rf.<hash>.jpg.
    re.compile(r"^(?P<name>.+)_(?P<suffix>png|jpe?g|webp|bmp)\.rf\.\w+(\.\w+)?$", re.IGNORECASE),
)
_NEUTRAL_FOLDERS = frozenset(
    {"images", "image", "imgs", "img", "jpegimages", "pictures", "labels", "annotations", "xmls"}
)
"""Folders that stand side by side, one with the pictures and one with their annotations."""
_WIDE_NUMBER = 12
"""Digits of the numbers in COCO's file names, which are the ids of its images."""
_NO_NUMBER = -1
_EXACT = (sys.maxsize, sys.maxsize)
"""How well folders agree where a name, read from its file's folder, is the picture's own path."""


def plain_name(name: str) -> str:
    """Return a name with forward slashes, even if Windows wrote it."""
    return name.strip().replace("\\", "/")


@dataclass(frozen=True)
class ImageMatches:
    """Which picture each name stands for.

    Attributes:
        found: picture → the name that stands for it.
        by_number: of those, the pictures that only a number in their file name identifies.
        ambiguous: pictures that stay without a name, because several pictures or several names
            fit equally well.
    """

    found: Mapping[Path, str] = field(default_factory=dict)
    by_number: Sequence[Path] = ()
    ambiguous: Sequence[Path] = ()

    def notices(self) -> list[str]:
        """Return sentences about matches that a person should check."""
        sentences = []
        if self.by_number:
            first = self.by_number[0]
            sentences.append(
                f"Matched only by the number in the file name: {len(self.by_number)} "
                f"(“{self.found[first]}” for {first.name}, for example)."
            )
        if self.ambiguous:
            sentences.append(
                "Not matched, because several pictures or several names fit equally well: "
                f"{len(self.ambiguous)} ({self.ambiguous[0].name}, for example)."
            )
        return sentences


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
       side all occur on the other: a tool's own numbering also overlaps with a camera's.

    5. for formats with a file for each picture, the name of that file, without the suffixes: what
       it says the picture is called may be wrong.

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
        return ImageMatches(found, by_number, list(ambiguous))

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
                _last(name),
                tuple(_spellings(name)),
                tuple(_fold(_split(_last(file))[0]) for file in self._places.get(name, ())),
            )
            for name in self._names
        ]

    @cached_property
    def _by_number(self) -> dict[int, list[str]]:
        """The names that are only a number."""
        index: dict[int, list[str]] = defaultdict(list)
        for name in self._names:
            if name.isdecimal():
                index[_number(name)].append(name)
        index.pop(_NO_NUMBER, None)
        return dict(index)

    @cached_property
    def _by_last_number(self) -> dict[int, list[str]]:
        index: dict[int, list[str]] = defaultdict(list)
        for name in self._names:
            index[_number(_stem(_last(name)))].append(name)
        index.pop(_NO_NUMBER, None)
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
                numbers[_number(image.stem)].append(image)
            numbers.pop(_NO_NUMBER, None)
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
                if nested or all(_is_wide(one.stem) for one in group) or all(map(_is_wide, names)):
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
        return [_decoded(name), *self._places.get(name, ())]

    def _fit(self, name: str, image: Path) -> tuple[int, int]:
        """Return how well the folders agree; best of all where the name leads to the picture."""
        below = PurePosixPath(_decoded(name)).parent
        if any(folder / below == image.parent for folder in self._folders):
            return _EXACT
        return max(_common_end(place, image) for place in self._paths(name))


def _common_end(place: str, image: Path) -> tuple[int, int]:
    """Return how many folders agree from the end, without and with those that stand side by side.

    The file names are left out: they are known to be equal.
    """
    folders = [_fold(one) for one in PurePosixPath(place).parent.parts]
    others = [_fold(one) for one in image.parent.parts]
    return (
        _agreeing(
            [one for one in folders if one not in _NEUTRAL_FOLDERS],
            [one for one in others if one not in _NEUTRAL_FOLDERS],
        ),
        _agreeing(folders, others),
    )


def _agreeing(one: Sequence[str], other: Sequence[str]) -> int:
    pairs = zip(reversed(one), reversed(other), strict=False)
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))


def _decoded(name: str) -> str:
    """Return the path in a name that is an address, with % codes resolved."""
    name = plain_name(name)
    if not any(one in name for one in "%:="):
        return name
    local = _LOCAL_FILE.search(name)
    if local:
        name = local[1]
    elif _ADDRESS.match(name):
        name = _ADDRESS.sub("", name).partition("?")[0]
    return plain_name(unquote(name)) if "%" in name else name


# Strings are cut by hand here: a PurePath takes ten times as long, and files have 100,000 names.


def _last(name: str) -> str:
    return plain_name(name).rpartition("/")[2]


def _split(name: str) -> tuple[str, str]:
    """Return stem and suffix of a file name, as `Path` does."""
    stem, dot, suffix = name.rpartition(".")
    return (stem, dot + suffix) if stem else (name, "")


def _has_suffix(name: str) -> bool:
    return _split(name)[1].lower() in _SUFFIXES


def _stem(name: str) -> str:
    """Return a file name without the suffix of a picture."""
    stem, suffix = _split(name)
    return stem if suffix.lower() in _SUFFIXES else name


def _fold(name: str) -> str:
    if name.isascii():
        return name.lower()
    # Composed again after casefold(), which can take letters apart.
    folded = unicodedata.normalize("NFC", name).casefold()
    return unicodedata.normalize("NFC", folded)


def _without_tool(name: str) -> str:
    """Return a file name without what a labelling tool has added, or ""."""
    if name[8:9] != "-" and ".rf." not in name:
        return ""
    for pattern in _TOOL_NAMES:
        found = pattern.match(name)
        if found:
            parts = found.groupdict()
            return ".".join(filter(None, (parts["name"], parts.get("suffix"))))
    return ""


def _number(stem: str) -> int:
    digits = _LAST_NUMBER.search(stem)
    # No picture has a longer number, and Python refuses to read thousands of digits.
    return int(digits[0]) if digits and len(digits[0]) <= 20 else _NO_NUMBER


def _is_wide(name: str) -> bool:
    digits = _LAST_NUMBER.search(_stem(_last(name)))
    return digits is not None and len(digits[0]) >= _WIDE_NUMBER


def _spellings(name: str) -> Iterator[str]:
    """Yield the folded file name as it is written, and as an address means it."""
    yield _fold(_last(name))
    decoded = _decoded(name)
    if decoded != name:
        yield _fold(_last(decoded))


def _as_uploaded(image: str) -> Iterator[str]:
    """Yield a picture's name and stem, also with the underscores that Label Studio writes."""
    for one in dict.fromkeys((image, image.replace(" ", "_"))):
        yield one
        yield _split(one)[0]


def _own_names(image: str) -> Iterator[str]:
    """Yield what a picture was called before a tool or an address changed its name."""
    for one in (_without_tool(image), unquote(image)):
        if one and one != image:
            yield one
            yield _split(one)[0]


_LEVELS = (
    _Level(names=lambda name: [name.last], images=lambda image: [image]),
    _Level(
        names=lambda name: [] if _has_suffix(name.last) else [name.last],
        images=lambda image: [_split(image)[0]],
    ),
    _Level(names=lambda name: name.spellings, images=lambda image: [_fold(image)]),
    _Level(
        names=lambda name: [one for one in name.spellings if not _has_suffix(one)],
        images=lambda image: [_fold(_split(image)[0])],
    ),
    # A picture that is known only by a name without a suffix.
    _Level(
        names=lambda name: [_stem(one) for one in name.spellings if _has_suffix(one)],
        images=lambda image: [] if _has_suffix(image) else [_fold(image)],
    ),
    _Level(
        names=lambda name: map(_without_tool, name.spellings),
        images=lambda image: _as_uploaded(_fold(image)),
    ),
    _Level(names=lambda name: name.spellings, images=lambda image: _own_names(_fold(image))),
    _Level(names=lambda name: name.files, images=lambda image: [_fold(_split(image)[0])]),
)
