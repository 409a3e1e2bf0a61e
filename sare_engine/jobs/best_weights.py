"""Keep the best weights of an erasure, and end it early when nothing improves."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from sare_engine.config.erase import BEST, EraseConfig
from sare_engine.erasure.best_step import (
    DECISIVE,
    Measured,
    best_measured,
    within_bound,
    without_improvement,
)
from sare_engine.erasure.best_weights import load_best, read_best, save_best
from sare_engine.erasure.trainer import Measure
from sare_engine.events import Event, Json, Notice, ProbeMetrics
from sare_engine.files import plain_storage_errors
from sare_engine.metrics import metric
from sare_engine.models.trainable import trained_weights
from sare_engine.workspace.runs import RunFolder

if TYPE_CHECKING:
    from sare_engine.models.loading import LoadedModel

BEST_FILE = "best.safetensors"
"""The best weights so far, in the folder of a run that has not ended."""


def warn_of_no_measurements(config: EraseConfig) -> Iterator[Event]:
    """Yield a notice if settings were chosen that have nothing to choose from."""
    chosen = config.keep == BEST or config.applies("patience")
    if chosen and "keep" not in config.unused() and config.evaluate_every == 0:
        yield Notice(
            "warning",
            "The weights of the last step will be kept, and the erasure will not stop early: it "
            "measures only at its end.",
            "Set the steps between measurements (--evaluate-every).",
        )


class BestWeights:
    """Follows the measurements of an erasure, and keeps the weights of the best on disk.

    What is on disk counts with its own measurement: a run that continues at an earlier checkpoint
    makes that measurement again.

    Args:
        run: the erasure.
        config: its settings.
        loaded: the model, whose trainable parameters are those that are trained.
        measured: what was measured before the run was resumed, in order.

    Raises:
        StorageError: the weights that were kept before the run was resumed are damaged.
    """

    def __init__(
        self,
        run: RunFolder,
        config: EraseConfig,
        loaded: LoadedModel,
        measured: Sequence[ProbeMetrics],
    ) -> None:
        self._path = run.path / BEST_FILE
        self._run, self._config = run, config
        self._parameters = trained_weights(loaded.model).named
        if not measured:  # The run begins, or begins again.
            with plain_storage_errors(self._path):
                self._path.unlink(missing_ok=True)
        self._kept = read_best(self._path) if config.keep == BEST else None
        self._measured = [Measured(one.step, one.values) for one in measured]

    def following(self, measure: Measure) -> Measure:
        """Return a function that measures as `measure` does, and keeps the weights if they win."""

        def follow(step: int) -> Iterator[Event]:
            for event in measure(step):
                if isinstance(event, ProbeMetrics):
                    # Before anyone learns of the measurement: a stop may come at the yield.
                    self._take(Measured(event.step, dict(event.values)))
                yield event

        return follow

    def enough(self) -> bool:
        """Whether so many measurements brought no improvement that training ends."""
        patience = self._config.patience
        return 0 < patience <= without_improvement(self._base, self._after_steps)

    def settle(self, done: int) -> Iterator[Event]:
        """Put the weights to keep into the model, and yield why it is these.

        Args:
            done: the last step.

        Raises:
            StorageError: the weights that were kept cannot be read.
        """
        if done < self._config.steps:
            yield Notice("info", self._why_ended(done))
        if self._config.keep == BEST:
            if self._kept is not None and self._kept.step != done:
                load_best(self._path, self._parameters)
            yield Notice("info" if self._kept is not None else "warning", self._why_kept(done))

    def result(self, done: int) -> dict[str, Json]:
        """Return what the run's result says of it; see `erase`."""
        found: dict[str, Json] = {
            "kept_step": self._kept_step(done),
            "trained_steps": done,
            "stopped_early": done < self._config.steps,
        }
        whys = [self._why_ended(done)] if done < self._config.steps else []
        whys += [self._why_kept(done)] if self._config.keep == BEST else []
        return found | {"kept_why": " ".join(whys)}

    def values(self) -> dict[str, float]:
        """Return what was measured of the weights that are kept."""
        if self._kept is not None:
            return dict(self._kept.values)
        return dict(self._measured[-1].values) if self._measured else {}

    def drop_copy(self) -> None:
        """Remove the copy of a run that is done: its result holds these weights."""
        if self._run.status == "done":
            with contextlib.suppress(OSError):
                self._path.unlink(missing_ok=True)

    @property
    def _base(self) -> dict[str, float]:
        return dict(self._measured[0].values) if self._measured else {}

    @property
    def _after_steps(self) -> list[Measured]:
        return [one for one in self._measured if one.step > 0]

    def _take(self, measured: Measured) -> None:
        self._measured.append(measured)
        if self._config.keep != BEST or measured.step == 0:
            return
        candidates = [measured] if self._kept is None else [self._kept, measured]
        if best_measured(self._base, candidates) is measured:
            save_best(self._path, self._parameters, measured)
            self._kept = measured

    def _kept_step(self, done: int) -> int:
        return done if self._kept is None else self._kept.step

    def _why_ended(self, done: int) -> str:
        count = self._config.patience
        row = "measurement" if count == 1 else f"{count} measurements in a row"
        return (
            f"Stopped early, after step {done} of {self._config.steps}: {row} on held-out images "
            "brought no improvement."
        )

    def _why_kept(self, done: int) -> str:
        if not self._after_steps:
            return "Kept the weights of the last step: there are no held-out images to measure on."
        last = self._after_steps[-1]
        if self._kept is None:
            return (
                f"Kept the weights of the last step, {done}: no measurement on held-out images was "
                f"within the utility bound ({_figures(last)})."
            )
        if self._kept.step == done:
            return (
                f"Kept the weights of the last step, {done}: no earlier step was better on "
                f"held-out images ({_figures(last)})."
            )
        bound = "" if within_bound(self._base, last.values) else ", outside the utility bound"
        return (
            f"Kept the weights of step {self._kept.step} of {done}, the best on held-out images: "
            f"{_figures(self._kept)}. After the last step: {_figures(last)}{bound}."
        )


def _figures(measured: Measured) -> str:
    known = [metric(name) for name in DECISIVE if name in measured.values]
    return ", ".join(
        f"{one.title[:1].lower()}{one.title[1:]} {one.format(measured.values[one.key])}"
        for one in known
    )
