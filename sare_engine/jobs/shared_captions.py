"""Captions that several processes write together, each of its share of the images."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from sare_engine.config import GenerationConfig
from sare_engine.control import Control
from sare_engine.team.team import Team

if TYPE_CHECKING:
    from sare_engine.models.generation import GeneratedCaption
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
    from sare_engine.models.generation import GeneratedCaption, caption_images

    if team is None:
        return list(caption_images(loaded, images, config, control, features=features))
    own = team.share_of(list(enumerate(images)))

    def write() -> list[GeneratedCaption]:
        paths = [path for _, path in own]
        return list(caption_images(loaded, paths, config, control, features=features))

    said = team.gather(
        [
            [own[one.index][0], one.text, list(one.token_ids), one.degenerate]
            for one in team.together(write)
        ]
    )
    found = [
        GeneratedCaption(index, text, tuple(token_ids), degenerate)
        for part in said
        for index, text, token_ids, degenerate in part
    ]
    return sorted(found, key=lambda one: one.index)
