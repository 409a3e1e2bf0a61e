"""A seed's model in memory, taught control objects instead of the erased ones."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from sare_engine.assets import DEMO_FOLDER
from sare_engine.erasure.batches import EncodedExample
from sare_engine.erasure.examples import build_examples, relearning_examples
from sare_engine.jobs.held_out import HeldOut
from sare_engine.jobs.judged import judged_captions
from sare_engine.jobs.opening import ATTACK_SPLIT, TRAIN_SPLIT
from sare_engine.jobs.placebo import placebo_captions, project_controls, with_controls
from sare_engine.models.fingerprint import fingerprint
from sare_engine.workspace.project import Project
from tests.benchmarks.science.workplace import Workplace


class PlaceboPlace(Workplace):
    """The demo model with a seed's project.

    Args:
        project: a project of the demo's scenes, tested and with chosen concepts.
        seed: of erasure and attack.
        device: where to compute.
    """

    def __init__(self, project: Path, seed: int, device: str) -> None:
        super().__init__(project, seed, device)
        self._controls: Mapping[str, str] = {}

    def controls(self, rule: str) -> dict[str, str]:
        """Return erased object → the control that a rule chooses."""
        with Project.open(self._folder) as project:
            found = project_controls(project, self._key(), self._concepts, rule=rule)
        return dict(found.controls)

    def learn(
        self, attack: dict[str, Any], steps: int, samples: int, controls: Mapping[str, str]
    ) -> dict[str, float]:
        """Teach controls, or the erased objects if there are none; return what was measured."""
        self._reset(self._erased)
        self._controls = controls
        try:
            captions = self._placebo_captions(samples) if controls else None
            return self._relearn(attack, steps, samples, (steps,), captions)[steps]
        finally:
            self._controls = {}

    def _placebo_captions(self, samples: int) -> list[EncodedExample]:
        """Return captions of the attack's images, and of others if those are too few."""
        found: list[EncodedExample] = []
        with Project.open(self._folder) as project:
            for split in (ATTACK_SPLIT, TRAIN_SPLIT):
                judged = [one for _, one in judged_captions(project, self._key(), split)]
                negative = build_examples(judged, self._concepts).negative
                examples = relearning_examples(negative)
                taught = placebo_captions(project, self._key(), examples, self._controls)
                found += self._whole(taught)
                if len(found) >= samples:
                    break
        return found

    def _measure_triggered(self) -> dict[str, float]:
        held_out = self._with_controls(self._triggered(self._images))
        measured = held_out.measure_captions(self._loaded, self._features, self._control)
        kept = ("hallucination_rate", "degenerate_rate", "object_recall")
        return {
            **{name: measured.values[name] for name in kept},
            "images": measured.counted.tested,
        }

    def _with_controls(self, held_out: HeldOut) -> HeldOut:
        if not self._controls:
            return held_out
        with Project.open(self._folder) as project:
            return with_controls(held_out, project, self._key(), self._controls)

    @staticmethod
    def _key() -> str:
        return fingerprint(DEMO_FOLDER / "model")
