"""The images of a project with one set of captions, packed: there can be a hundred thousand."""

from __future__ import annotations

import functools
import os
import struct
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from sare_desktop.item_models.caption_sets import ListedSet
from sare_engine import HALLUCINATED, UNSURE, CaptionSet, Decision, Mention

if TYPE_CHECKING:
    from sare_engine import ImageRow

_PACKED = struct.Struct("<HHHIIIIBqq")
"""Concept, verdict and source as places in a list of words; the numbers of a mention."""
_SHIFT = 16
_LOW = (1 << _SHIFT) - 1
_ONE = {HALLUCINATED: 1 << _SHIFT, UNSURE: 1}
"""Two counts of an image in one number: less memory than two."""
_BETWEEN = "\n\n"
"""Between several captions of an image."""


class _Words(dict[str, int]):
    """Words by number, so that a mention can be kept as numbers; a new word gets the next."""

    def __init__(self) -> None:
        super().__init__()
        self.words: list[str] = []

    def __missing__(self, word: str) -> int:
        place = self[word] = len(self.words)
        self.words.append(word)
        return place


_words = _Words()
"""Names of concepts, verdicts and sources: few, and the same in all projects."""


class TestedImage:
    """An image of the project with its captions in the set that is shown.

    Attributes:
        id: key of the image.
        width: pixels.
        height: pixels.
        true_objects: concepts known to be in the image, or None.
        split: "train", "held_out" …, or "".
        caption_id: key of the caption, of the first of several; None without a caption.
        caption: its text; of several captions, each after a blank line.
        captions: how many captions these are.
        degenerate: whether a caption is empty or repeats itself.
    """

    __slots__ = (
        "_mentions",
        "_named",
        "_path",
        "_tally",
        "caption",
        "caption_id",
        "captions",
        "degenerate",
        "height",
        "id",
        "split",
        "true_objects",
        "width",
    )

    __test__ = False  # Not a test class, whatever its name looks like to a collector.

    def __init__(self, row: ImageRow) -> None:
        self.id = row.id
        self._path = str(row.path)
        self.width, self.height = row.width, row.height
        self.true_objects = row.true_objects
        self.split = row.split
        self.caption_id: int | None = None
        self.caption = ""
        self.captions = 0
        self.degenerate = False
        self._mentions = b""
        self._named = ""
        self._tally = 0

    @property
    def path(self) -> Path:
        """Path of the file."""
        return Path(self._path)

    @property
    def name(self) -> str:
        """Name of the file."""
        return self._path.rpartition(os.sep)[2]

    @property
    def folder(self) -> str:
        """Folder of the file."""
        return self._path.rpartition(os.sep)[0]

    @property
    def has_picture(self) -> bool:
        """Whether there is a picture: captions can be imported without."""
        return self.width > 0

    @property
    def tested(self) -> bool:
        """Whether there is a caption."""
        return self.caption_id is not None

    @property
    def haystack(self) -> str:
        """What a search looks through, in folded case."""
        return f"{self.name}\n{self.caption}".casefold()

    @property
    def has_mentions(self) -> bool:
        """Whether the caption has mentions; quicker than reading them."""
        return bool(self._mentions)

    @property
    def mentions(self) -> list[Mention]:
        """The mentions in reading order; their places are in `caption`."""
        words = _words.words
        return [
            Mention(
                words[concept],
                start,
                end,
                sub_start,
                sub_end,
                bool(negated),
                words[verdict],
                words[by],
                None,
                key,
                caption,
            )
            for (
                concept,
                verdict,
                by,
                start,
                end,
                sub_start,
                sub_end,
                negated,
                key,
                caption,
            ) in _PACKED.iter_unpack(self._mentions)
        ]

    @mentions.setter
    def mentions(self, mentions: Sequence[Mention]) -> None:
        self._mentions = b""
        self._named = ""
        self._tally = 0
        self._add(mentions, 0)

    def add_caption(self, key: int, text: str, mentions: Sequence[Mention]) -> None:
        """Add a caption after those that are there."""
        shift = 0
        self.captions += 1
        if self.tested:
            shift = len(self.caption) + len(_BETWEEN)
            self.caption += _BETWEEN + text
        else:
            self.caption_id, self.caption = key, text
        self._add(mentions, shift)

    def _add(self, mentions: Sequence[Mention], shift: int) -> None:
        # This runs for each mention of a project that is opened.
        for one in mentions:
            if not one[5]:
                self._tally += _ONE.get(one[6], 0)
        places, pack = _words, _PACKED.pack
        self._mentions += b"".join(
            [
                pack(
                    places[concept],
                    places[verdict],
                    places[by],
                    start + shift,
                    end + shift,
                    sub_start + shift,
                    sub_end + shift,
                    negated,
                    key,
                    caption,
                )
                for (
                    concept,
                    start,
                    end,
                    sub_start,
                    sub_end,
                    negated,
                    verdict,
                    by,
                    _,
                    key,
                    caption,
                ) in mentions
            ]
        )
        self._named += "".join([chr(places[one[0]]) for one in mentions])

    def names(self, concept: str) -> bool:
        """Whether a mention is of a concept."""
        return chr(_words[concept]) in self._named

    @property
    def named(self) -> str:
        """The concepts of the mentions, each as a character; see `concepts_in`."""
        return self._named

    def claims(self, concept: str = "", verdict: str = "") -> bool:
        """Whether a mention has a concept and, as a claim, a verdict; "" stands for any."""
        if concept and not self.names(concept):
            return False
        if not verdict:
            return bool(self._named)
        wanted, which = _words[verdict], _words[concept]
        return any(
            one[1] == wanted and not one[7] and (not concept or one[0] == which)
            for one in _PACKED.iter_unpack(self._mentions)
        )

    def count(self, verdict: str) -> int:
        """Return how many mentions have a verdict; what the caption denies claims nothing."""
        # These two are painted and sorted by.
        if verdict == HALLUCINATED:
            return self._tally >> _SHIFT
        if verdict == UNSURE:
            return self._tally & _LOW
        wanted = _words[verdict]
        return sum(one[1] == wanted and not one[7] for one in _PACKED.iter_unpack(self._mentions))

    def mention_ids(self) -> list[int]:
        """Return the keys of the mentions."""
        return [one[8] for one in _PACKED.iter_unpack(self._mentions)]


def concepts_in(images: Iterable[TestedImage]) -> list[str]:
    """Return the concepts that the captions of images mention, the most frequent first."""
    counts = Counter("".join([image.named for image in images]))
    named = [(count, _words.words[ord(one)]) for one, count in counts.items()]
    return [concept for _, concept in sorted(named, key=lambda one: (-one[0], one[1]))]


class ProjectRows:
    """Everything that was read, and how to find it again.

    Args:
        images: the images, without captions.
        captions_of: the set whose captions are shown, or None.

    Attributes:
        images: the images in the order in which they were added.
        by_id: key → image.
        captions_of: the set whose captions are shown, or None.
        annotated: whether the true objects of any image are known.
        pictured: whether any image has a picture; if none has, captions alone were imported.
        sets: all caption sets of the project, in the order in which they were added.
        tested: number of captioned images.
        seconds: how long reading took.
    """

    def __init__(
        self, images: Sequence[TestedImage] = (), captions_of: CaptionSet | None = None
    ) -> None:
        self.images = list(images)
        self.by_id = {image.id: image for image in self.images}
        self.captions_of = captions_of
        self.sets: tuple[ListedSet, ...] = ()
        self.annotated = any(image.true_objects is not None for image in self.images)
        self.pictured = any(image.has_picture for image in self.images) or not self.images
        self.tested = 0
        self.seconds = 0.0
        self._tally: Counter[tuple[str, bool, str, str]] = Counter()
        """How many mentions have which concept, are denied or not, and have which verdict by
        which source."""

    @functools.cached_property
    def folders(self) -> tuple[str, ...]:
        """The folders of the images, sorted."""
        return tuple(sorted({image.folder for image in self.images}))

    @property
    def base(self) -> CaptionSet | None:
        """The set that erasures start from; None without captions."""
        return next((one.captions_of for one in self.sets if one.base), None)

    @property
    def undecided(self) -> bool:
        """Whether an image is untested, or no mention was judged."""
        return self.tested < len(self.images) or not self.anything_judged

    @property
    def anything_judged(self) -> bool:
        """Whether anything has judged a mention, so that what is hallucinated can be counted."""
        return any(judge and count for one in self.judged.values() for judge, count in one.items())

    @property
    def concepts(self) -> tuple[str, ...]:
        """The concepts that captions mention, sorted."""
        return tuple(sorted({concept for concept, *_ in self._tally}))

    @property
    def hallucinated(self) -> int:
        """The number of hallucinated mentions."""
        return sum(
            count
            for (_, negated, verdict, _), count in self._tally.items()
            if verdict == HALLUCINATED and not negated
        )

    @property
    def judged(self) -> dict[str, Counter[str]]:
        """Concept → source → mentions that it decided; "" for undecided mentions."""
        found: dict[str, Counter[str]] = defaultdict(Counter)
        for (concept, negated, verdict, by), count in self._tally.items():
            if not negated:
                found[concept]["" if verdict == UNSURE else by] += count
        return found

    def add_caption(
        self, image_id: int, caption_id: int, text: str, mentions: Sequence[Mention]
    ) -> None:
        """Add a caption to its image."""
        image = self.by_id[image_id]
        self.tested += not image.tested
        image.add_caption(caption_id, text, mentions)
        self._count(mentions, 1)

    def _count(self, mentions: Sequence[Mention], sign: int) -> None:
        tally = self._tally
        for one in mentions:
            tally[one[0], one[5], one[6], one[7]] += sign

    def mentions_of(self, concept: str) -> Iterator[tuple[TestedImage, Mention]]:
        """Yield every claim of a concept with its image."""
        for image in self.images:
            if image.names(concept):
                for mention in image.mentions:
                    if mention.concept == concept and not mention.negated:
                        yield image, mention

    def mention(self, mention_id: int) -> Mention | None:
        """Look up a mention by its key."""
        for image in self.images:
            if mention_id in image.mention_ids():
                return next(one for one in image.mentions if one.id == mention_id)
        return None

    def set_decisions(self, decisions: Mapping[int, Decision]) -> list[TestedImage]:
        """Change the decisions on mentions; return the images of those that are there."""
        changed = []
        left = set(decisions)
        for image in self.images:
            if not left:
                break
            meant = left.intersection(image.mention_ids())
            if not meant:
                continue
            left -= meant
            before = image.mentions
            after = [
                one._replace(verdict=decisions[one.id].verdict, by=decisions[one.id].by)
                if one.id in meant
                else one
                for one in before
            ]
            self._count(before, -1)
            self._count(after, 1)
            image.mentions = after
            changed.append(image)
        return changed
