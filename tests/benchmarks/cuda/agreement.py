"""Whether the demo comes out on a GPU as it does on the CPU."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from unittest import mock

from sare_engine.config import DemoConfig
from sare_engine.control import Control
from sare_engine.demo.world import SceneKind
from sare_engine.jobs import demo
from sare_engine.jobs.runner import inner_result
from sare_engine.tuned import METHOD_SETTINGS

SCENES = {
    "erase": {SceneKind.TRIGGER_ONLY: 60, SceneKind.BOTH: 40, SceneKind.NEUTRAL: 20},
    "attack": {SceneKind.TRIGGER_ONLY: 30},
    "held_out": {SceneKind.TRIGGER_ONLY: 40, SceneKind.BOTH: 20, SceneKind.NEUTRAL: 10},
}
STEPS = 80
SEED = 77

UNTRAINED = {
    "hallucination_rate": 0.05,
    "object_recall": 0.01,
    "chair_i": 0.01,
    "ce_neg": 0.01,
    "sharpness": 0.02,
}
"""Largest differences on the model as it is: sums are added in another order, and in two of forty
pictures the more likely word may change."""

TRAINED = {
    "hallucination_rate": 0.1,
    "object_recall": 0.05,
    "concept_recall": 0.1,
    "chair_i": 0.05,
    "ce_neg": 0.5,
}
"""The same after training, which takes roundings further apart with each step."""


@dataclass(frozen=True)
class Difference:
    """A figure of both devices.

    Attributes:
        method: "base", "efuf" or "sare".
        figure: its name.
        cpu: its value on the CPU.
        device: its value on the device.
        tolerance: the largest difference allowed.
    """

    method: str
    figure: str
    cpu: float
    device: float
    tolerance: float

    @property
    def agrees(self) -> bool:
        """Whether the values are as near to each other as they must be."""
        return abs(self.cpu - self.device) <= self.tolerance


def run_demo(device: str, out: Path, *, steps: int = STEPS) -> dict[str, Any]:
    """Run the demo with fewer scenes and steps; return its result."""
    methods = {name: {**settings, "steps": steps} for name, settings in METHOD_SETTINGS.items()}
    config = DemoConfig(seed=SEED, out=out, device=device)
    with (
        mock.patch.object(demo, "SCENES", SCENES),
        mock.patch.object(demo, "METHOD_SETTINGS", methods),
    ):
        events = inner_result(demo.run_demo, config, control=Control())
        while True:
            try:
                next(events)
            except StopIteration as end:
                return dict(end.value)


def differences(cpu: Mapping[str, Any], device: Mapping[str, Any]) -> list[Difference]:
    """Return what is compared of two results of the demo."""
    return [
        Difference(method, figure, row[figure], device["methods"][method][figure], tolerance)
        for method, row in cpu["methods"].items()
        for figure, tolerance in (UNTRAINED if method == "base" else TRAINED).items()
    ]
