"""A perturbation of the same length in every layer."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sare_engine.erasure.records import AscentEntry
from sare_engine.erasure.sam import TargetedSam

if TYPE_CHECKING:
    from torch import Tensor


class LayerWise(TargetedSam):
    """The same length in every layer: rho / sqrt(number of layers) along each layer's gradient.

    One radius over all weights goes almost whole into the layers with the largest gradient; a
    relearning optimiser such as Adam moves all of them alike.
    """

    def direction(self, step: int, rho: float) -> float:
        import torch

        from sare_engine.erasure.gradients import gradient_norm

        del step
        with torch.no_grad():
            for members in self.layers().values():
                norm = gradient_norm(members)
                for parameter in members:
                    if parameter.grad is not None:
                        parameter.grad.div_(norm + 1e-12)
        return rho

    def layers(self) -> dict[str, list[Tensor]]:
        """Return the trained parameters by layer, in the model's order."""
        layers: dict[str, list[Tensor]] = {}
        for name, parameter in self.trained.named.items():
            layers.setdefault(layer_of(name), []).append(parameter)
        return layers


def layer_of(name: str) -> str:
    """Return the layer that a parameter belongs to: its name up to the first number in it."""
    found = re.match(r".*?\.\d+(?=\.)", name)
    return found.group() if found else name


ENTRY = AscentEntry(
    key="layerwise",
    title="Layer-wise",
    sentence="One step with the same length in every layer.",
    uses=("rho", "overshoot_tries"),
    build=LayerWise,
    option="a perturbation of the same length in every layer",
)
