"""Runs as the engine writes them, made without any training, for tests of pages."""

from __future__ import annotations

import math
import time
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

from sare_engine import (
    Control,
    EraseConfig,
    Event,
    Finished,
    PhaseStarted,
    ProbeMetrics,
    Progress,
    RelearnConfig,
    RunFolder,
    Runs,
    StepMetrics,
    Stopped,
)
from sare_engine.workspace.run_status import RunState

BEFORE = "A fork lies on the table, and a knife lies beside it."
NOW = "A fork lies on the table."


def step_event(step: int, phase: str = "erase") -> StepMetrics:
    """Return what a step of an erasure measures."""
    return StepMetrics(
        phase,
        step,
        {
            "loss_neg": -0.1 * step,
            "loss_pos": 0.5 / step,
            "loss_sent": 0.4 / step,
            "ce_neg": 0.1 * step,
            "sharpness": 0.01 * step,
            "overshoots": 1.0 if step % 5 == 0 else 0.0,
            "seconds": 0.01,
        },
    )


def probe_event(step: int, rate: float, image: str = "picture.png") -> ProbeMetrics:
    """Return what a measurement of an erasure gives."""
    values = {"hallucination_rate": rate, "concept_recall": 0.9, "ce_neg": 0.2 + 0.05 * step}
    return ProbeMetrics(
        "erase", step, values, ({"image": image, "before": BEFORE, "now": NOW if step else BEFORE},)
    )


def erasure_events(steps: int, start: int = 0, image: str = "picture.png") -> Iterator[Event]:
    """Yield the events of an erasure, without its end."""
    yield PhaseStarted("erase", "Erasing", steps, "steps")
    if not start:
        yield probe_event(0, 0.7, image)
    for step in range(start + 1, steps + 1):
        yield step_event(step)
        yield Progress("erase", step, steps, 50.0, (steps - step) / 50)
    yield probe_event(steps, 0.1, image)


def make_erasure(
    project: Path,
    method: str = "sare",
    steps: int = 10,
    status: RunState = "done",
    result: Mapping[str, Any] | None = None,
    **settings: Any,
) -> RunFolder:
    """Write an erasure run, with more in its result if it is done."""
    config = EraseConfig(
        project=project, method=method, steps=steps, concepts=("knife",), **settings
    )
    run = Runs(project).create("erase", method, config)
    for event in erasure_events(steps):
        if not isinstance(event, Progress):
            run.write_event(event)
    done = {"run": run.name, "seconds": 3.0, **(result or {})}
    run.finish(status, done if status == "done" else {})
    return run


def make_attack(
    project: Path, attacked: str = "", rates: tuple[float, ...] = (0.1, 0.3)
) -> RunFolder:
    """Write a relearning run."""
    config = RelearnConfig(project=project, run=attacked, steps=8 * (len(rates) - 1))
    run = Runs(project).create("relearn", f"relearn-{attacked or 'base'}", config)
    resurgence = {}
    for number, rate in enumerate(rates):
        values = {"hallucination_rate": rate, "concept_recall": 0.9, "ce_neg": 3.0 - number}
        run.write_event(ProbeMetrics("relearn", 8 * number, values))
        resurgence[str(8 * number)] = values
    run.finish("done", {"run": run.name, "attacked": attacked, "resurgence": resurgence})
    return run


ENDLESS = 10**9
"""Steps of an erasure that only ends when it is stopped."""


def fake_erase(steps: int = 40, pause: float = 0.005) -> Callable[..., Iterator[Event]]:
    """Return an `erase` that goes through the motions: run folder, record, stop, resume."""

    def erase(
        config: EraseConfig, *, model: Any = None, control: Control | None = None
    ) -> Iterator[Event]:
        control = control or Control()
        runs = Runs(config.project)
        if config.resume:
            run = runs.find(config.resume)
            start = max((one.step for one in run.steps()), default=0)
            run.resume()
        else:
            run, start = runs.create("erase", config.method, config), 0
        for event in erasure_events(steps, start):
            try:
                control.poll()
            except Stopped:
                run.finish("stopped")
                yield Finished("stopped")
                return
            time.sleep(pause)
            if not isinstance(event, Progress):
                run.write_event(event)
            yield event
        run.finish("done", {"run": run.name, "seconds": 1.0})
        yield Finished("done", {"run": run.name})

    return erase


def same(first: float, second: float) -> bool:
    """Whether two numbers agree, NaN with NaN."""
    return first == second or (math.isnan(first) and math.isnan(second))
