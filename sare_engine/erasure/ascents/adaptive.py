"""ASAM: each weight moves in proportion to its size."""

from __future__ import annotations

from sare_engine.erasure.records import AscentEntry
from sare_engine.erasure.sam import TargetedSam

FLOOR = 0.01
"""ASAM's eta: a weight of zero can still be perturbed."""


class Adaptive(TargetedSam):
    """Kwon et al., arXiv 2102.11600, eq. 8.

    epsilon = rho * T^2 g / ||T g|| with T = |theta| + eta, so that the radius means the same for
    large and small weights.
    """

    def direction(self, step: int, rho: float) -> float:
        import torch

        from sare_engine.erasure.gradients import gradient_norm, stacked

        del step
        scaled = []
        with torch.no_grad():
            for parameter in self.parameters:
                if parameter.grad is not None:
                    size = parameter.abs() + FLOOR
                    scaled.append(torch.linalg.vector_norm(parameter.grad * size))
                    parameter.grad.mul_(size.square())
            if not scaled:
                return rho
            length = float(torch.linalg.vector_norm(stacked(scaled)))
            return rho * float(gradient_norm(self.parameters)) / length if length > 0.0 else rho


ENTRY = AscentEntry(
    key="adaptive",
    title="Adaptive (ASAM)",
    sentence="One step that moves each weight in proportion to its size.",
    citation="[arXiv 2102.11600](https://arxiv.org/abs/2102.11600)",
    uses=("rho", "overshoot_tries"),
    build=Adaptive,
    option="a perturbation in proportion to each weight (ASAM)",
)
