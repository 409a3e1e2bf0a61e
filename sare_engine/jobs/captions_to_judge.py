"""The captions of a set with what they mention, read from the project a few hundred at a time."""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Sequence
from typing import overload

from sare_engine.grounding.sources.record import CaptionToJudge
from sare_engine.workspace.project import Project

_AT_ONCE = 512


class CaptionsToJudge(Sequence[CaptionToJudge]):
    """What `CaptionToJudge` says of each caption of a set, in the order of `each_caption`.

    Memory holds two numbers for each caption, however many there are; what is asked for is read
    when it is needed. The captions and mentions must not be replaced meanwhile.

    Args:
        project: where they are kept.
        set_id: key of the set.
    """

    def __init__(self, project: Project, set_id: int) -> None:
        self._project = project
        self._captions, self._images = array("q"), array("q")
        for caption_id, image_id in project.caption_keys(set_id):
            self._captions.append(caption_id)
            self._images.append(image_id)

    def __len__(self) -> int:
        return len(self._captions)

    @overload
    def __getitem__(self, place: int) -> CaptionToJudge: ...

    @overload
    def __getitem__(self, place: slice) -> list[CaptionToJudge]: ...

    def __getitem__(self, place: int | slice) -> CaptionToJudge | list[CaptionToJudge]:
        if isinstance(place, int):
            place = range(len(self))[place]
            return self._read(slice(place, place + 1))[0]
        return self._read(place)

    def __iter__(self) -> Iterator[CaptionToJudge]:
        for start in range(0, len(self), _AT_ONCE):
            yield from self._read(slice(start, start + _AT_ONCE))

    def _read(self, places: slice) -> list[CaptionToJudge]:
        captions, images = self._captions[places], self._images[places]
        mentions = self._project.mentions_of_captions(captions)
        rows = {one.id: one for one in self._project.images_by_id(set(images))}
        return [
            CaptionToJudge(rows[image], mentions.get(caption, []))
            for caption, image in zip(captions, images, strict=True)
        ]
