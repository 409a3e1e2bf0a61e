"""Which captions an image gets in a test: greedy first, one for each prompt, then sampled."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sare_engine.config import ProbeConfig
from sare_engine.domain import CaptionSet
from sare_engine.events import Json
from sare_engine.workspace.project import Project
from sare_engine.workspace.rows import CaptionRow, ImageRow, NewCaption

if TYPE_CHECKING:
    from sare_engine.models.generation import CaptionRequest


@dataclass(frozen=True)
class PlannedCaption:
    """A caption that an image gets.

    Attributes:
        position: its place among the captions of its image in the set.
        prompt: what the model is asked.
        draw: 0 for a greedy caption, otherwise the number of the sampled caption.
    """

    position: int
    prompt: str
    draw: int

    def request(self, image: ImageRow, config: ProbeConfig) -> CaptionRequest:
        """Return what the model is asked for.

        The seed of a sampled caption is made of the picture's content, the prompt and its number:
        a picture that is added or renamed later changes no other caption.
        """
        from sare_engine.models.generation import CaptionRequest
        from sare_engine.models.sampling import Sampling

        sampling = None
        if self.draw:
            seed = f"{config.sampling_seed}:{image.sha256}:{self.draw}:{self.prompt}"
            sampling = Sampling(config.temperature, config.top_p, seed)
        return CaptionRequest(image.path, self.prompt, sampling)


def generation_of(config: ProbeConfig) -> dict[str, Json]:
    """Return the settings, the prompt excepted, that captions of a set have in common.

    The number of sampled captions is not among them: more of them join the set that is there.
    """
    found: dict[str, Json] = {"max_new_tokens": config.max_new_tokens}
    if config.captions_per_image > 1:
        found |= {name: getattr(config, name) for name in ("temperature", "top_p", "sampling_seed")}
    if config.further_prompts:
        found["further_prompts"] = list(config.further_prompts)
    return found


def planned_captions(config: ProbeConfig) -> tuple[PlannedCaption, ...]:
    """Return the captions of each image, by position.

    The greedy captions come first, then a round of sampled captions after the other, so that the
    positions stay the same if more are asked for later.
    """
    prompts = (config.prompt, *config.further_prompts)
    return tuple(
        PlannedCaption(draw * len(prompts) + place, prompt, draw)
        for draw in range(config.captions_per_image)
        for place, prompt in enumerate(prompts)
    )


def missing_captions(
    project: Project, chosen: CaptionSet, captions: list[CaptionRow], config: ProbeConfig
) -> dict[int, list[PlannedCaption]]:
    """Return image → the captions that a set does not have of it yet; images with all are absent.

    Args:
        project: whose images.
        chosen: the set.
        captions: its captions.
        config: what each image gets.
    """
    plan = planned_captions(config)
    there = {(one.image_id, one.position) for one in captions}
    captioned = {one.image_id for one in captions}
    found = {}
    for image in project.images():
        if not chosen.several:
            # Imported captions of a model may have any position.
            missing = [] if image.id in captioned else list(plan)
        else:
            missing = [one for one in plan if (image.id, one.position) not in there]
        if missing:
            found[image.id] = missing
    return found


def known_greedy_captions(
    project: Project, chosen: CaptionSet, missing: dict[int, list[PlannedCaption]]
) -> Iterator[NewCaption]:
    """Yield greedy captions that other sets of the same model have, for where they are missing.

    The model would write the same again.
    """
    wanted = {
        (image, one.prompt): one.position
        for image, planned in missing.items()
        for one in planned
        if not one.draw
    }
    length = chosen.generation.get("max_new_tokens")
    for other in project.caption_sets():
        if (
            other.id == chosen.id
            or other.imported
            or other.model != chosen.model
            or other.generation.get("max_new_tokens") != length
        ):
            continue
        for one in project.each_caption(other.id):
            if one.position >= other.greedy_captions:
                continue
            position = wanted.pop((one.image_id, one.prompt), None)
            if position is not None:
                yield NewCaption(
                    one.image_id,
                    one.text,
                    token_ids=one.token_ids,
                    degenerate=one.degenerate,
                    position=position,
                    prompt=one.prompt if one.prompt != chosen.prompt else None,
                    shortfall=one.shortfall,
                )
