"""The paper's step in a random half of the layers."""

from __future__ import annotations

import math

from sare_engine.erasure.ascents.layerwise import LayerWise
from sare_engine.erasure.records import AscentEntry
from sare_engine.erasure.schedules import seed_of_step

SHARE = 0.5
"""Share of the layers that a step perturbs."""


class LayerSubset(LayerWise):
    """The paper's step in a random half of the layers, drawn again for each step."""

    def direction(self, step: int, rho: float) -> float:
        import torch

        from sare_engine.erasure.gradients import clear_gradients

        layers = self.layers()
        generator = torch.Generator().manual_seed(seed_of_step(self.config.seed, "layers", step))
        order = torch.randperm(len(layers), generator=generator).tolist()
        kept = set(order[: math.ceil(SHARE * len(layers))])
        for number, members in enumerate(layers.values()):
            if number not in kept:
                clear_gradients(members)
        return rho


ENTRY = AscentEntry(
    key="subset",
    title="Half of the layers",
    sentence="One step in a random half of the layers.",
    uses=("rho", "overshoot_tries"),
    build=LayerSubset,
    option="a perturbation of half of the layers at a time",
)
