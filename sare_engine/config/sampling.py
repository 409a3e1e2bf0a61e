"""Settings of several captions for each image: sampled, or answers to further prompts."""

from __future__ import annotations

from dataclasses import dataclass

from sare_engine.settings import Config, setting

_SAMPLING = frozenset({"temperature", "top_p", "sampling_seed"})


@dataclass(frozen=True)
class SamplingConfig(Config):
    """How many captions each image gets, and how they differ.

    Whatever is chosen, the first caption of an image answers the prompt and is greedy: models are
    compared by it.
    """

    captions_per_image: int = setting(
        1,
        minimum=1,
        maximum=64,
        unit="captions",
        label="Captions per image",
        help="Number of captions of each image, for each prompt. The first is greedy, the others "
        "are sampled: a model that rarely invents an object may do so in one of them. An erasure "
        "is trained on all of them; measurements use the first.",
    )
    temperature: float = setting(
        0.7,
        minimum=0.01,
        maximum=10.0,
        help="Sampled captions: the logits are divided by this. Higher values give more varied "
        "captions and more mistakes.",
        advanced=True,
    )
    top_p: float = setting(
        0.95,
        minimum=0.01,
        maximum=1.0,
        label="Top-p",
        help="Sampled captions: each token is drawn from the most likely tokens that together have "
        "this probability; 1 allows all of them.",
        advanced=True,
    )
    sampling_seed: int = setting(
        0,
        minimum=0,
        maximum=2**32 - 1,
        label="Seed of sampling",
        help="Seed of the sampled captions. The same seed gives the same captions, whatever the "
        "batch size, also after a test was stopped and continued.",
        advanced=True,
    )
    further_prompts: tuple[str, ...] = setting(
        (),
        separator="|",
        label="Further prompts",
        help="Prompts that each image is also captioned with. An erasure is trained on these "
        "captions too; measurements use the first prompt.",
        advanced=True,
    )

    @property
    def several(self) -> bool:
        """Whether an image gets more than one caption."""
        return self.captions_per_image > 1 or bool(self.further_prompts)

    def unused(self) -> frozenset[str]:
        """Return the settings without use: those of sampling where each caption is greedy."""
        return super().unused() | (_SAMPLING if self.captions_per_image <= 1 else frozenset())

    def problems(self) -> list[tuple[str, str]]:
        """Return the problems of the fields, and of prompts that are empty or given twice."""
        found = super().problems()
        if not all(one.strip() for one in self.further_prompts):
            found.append(("further_prompts", "must not be empty."))
        elif len({getattr(self, "prompt", ""), *self.further_prompts}) <= len(self.further_prompts):
            found.append(("further_prompts", "repeat a prompt."))
        return found
