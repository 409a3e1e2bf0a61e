"""The captions of a model before it is written, to compare with those of what was written."""

from __future__ import annotations

from collections.abc import Generator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from sare_engine.config import GenerationConfig
from sare_engine.control import Control
from sare_engine.events import Event
from sare_engine.progress import PhaseProgress

if TYPE_CHECKING:
    from sare_engine.models.loading import LoadedModel


def expected_captions(
    loaded: LoadedModel,
    images: Sequence[Path],
    generation: GenerationConfig,
    title: str,
    control: Control,
) -> Generator[Event, None, list[tuple[int, ...]]]:
    """Caption images, and return the token ids of each caption.

    Args:
        loaded: the model.
        images: paths of pictures; without any, nothing is done.
        generation: prompt and length.
        title: the title of the phase.
        control: polled at every token.

    Raises:
        what `caption_images` raises.
    """
    from sare_engine.models.generation import caption_images

    if not images:
        return []
    phase = PhaseProgress("caption", title, len(images), "images")
    yield phase.started()
    found = []
    for one in caption_images(loaded, images, generation, control):
        found.append(one.token_ids)
        yield phase.advance()
    return found
