"""Captions that several processes write together, each of its share of the images."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from sare_engine.config import GenerationConfig
from sare_engine.control import Control
from sare_engine.team.team import Team

if TYPE_CHECKING:
    from sare_engine.models.generation import CaptionRequest, GeneratedCaption
    from sare_engine.models.loading import LoadedModel
    from sare_engine.models.vision import VisionFeatures


def caption_together(
    team: Team | None,
    loaded: LoadedModel,
    images: Sequence[Path],
    config: GenerationConfig,
    control: Control,
    features: VisionFeatures,
) -> list[GeneratedCaption]:
    """Return the captions of all images in their order, in every process.

    All processes of the team must call it with the same images; without a team, this one captions
    all of them.

    Raises:
        EngineError, Stopped: as `caption_images`, in any of them.
    """
    from sare_engine.models.generation import caption_images

    if team is None:
        return list(caption_images(loaded, images, config, control, features=features))
    own = team.share_of(list(enumerate(images)))

    def write() -> list[GeneratedCaption]:
        paths = [path for _, path in own]
        return list(caption_images(loaded, paths, config, control, features=features))

    written = team.together(write)
    return _gathered(team, [dataclasses.replace(one, index=own[one.index][0]) for one in written])


def answer_along(
    team: Team, loaded: LoadedModel, control: Control, features: VisionFeatures
) -> None:
    """Caption what the leading process has said in one message: images and how, several times.

    Raises:
        EngineError, Stopped: as `caption_images`, in any process.
    """
    for images, generation in team.tell():
        config = GenerationConfig.from_dict(generation)
        caption_together(team, loaded, list(map(Path, images)), config, control, features)


def write_together(
    team: Team | None,
    loaded: LoadedModel,
    requests: Sequence[CaptionRequest],
    config: GenerationConfig,
    control: Control,
    features: VisionFeatures | None,
) -> Iterator[GeneratedCaption]:
    """Yield the captions that are asked for in their order, in every process.

    Each process writes one batch after the other of those that a single process would write, so
    that a caption is written in the same batch. All processes of the team must call it with the
    same requests; without a team, this one writes all of them.

    Raises:
        EngineError, Stopped: as `write_captions`, in any of them.
    """
    from sare_engine.models.generation import write_captions

    if team is None:
        yield from write_captions(loaded, requests, config, control, features=features)
        return
    for first, own in team.rounds(requests, config.batch_size):

        def write(own: Sequence[CaptionRequest] = own) -> list[GeneratedCaption]:
            return list(write_captions(loaded, own, config, control, features=features))

        written = team.together(write)
        yield from _gathered(
            team, [dataclasses.replace(one, index=first + one.index) for one in written]
        )


def _gathered(team: Team, own: Sequence[GeneratedCaption]) -> list[GeneratedCaption]:
    """Return the captions of all processes in the order of their indices."""
    from sare_engine.models.generation import GeneratedCaption

    said = team.gather([[one.index, one.text, list(one.token_ids), one.degenerate] for one in own])
    found = [
        GeneratedCaption(index, text, tuple(token_ids), degenerate)
        for part in said
        for index, text, token_ids, degenerate in part
    ]
    return sorted(found, key=lambda one: one.index)
