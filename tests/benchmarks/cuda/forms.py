"""The recommended form and the others against their plans, in 4 bits, and spread over two GPUs."""

from __future__ import annotations

import dataclasses
import tempfile
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import torch

from sare_engine.config import EraseConfig
from sare_engine.events import StepMetrics
from sare_engine.jobs.memory_plan import memory_plan
from sare_engine.models.device_memory import free_memory
from sare_engine.models.trainable import trained_weights
from sare_engine.tuned import RECOMMENDED
from tests.benchmarks.cuda.checkpoints import SHAPES, Shape
from tests.benchmarks.cuda.erasing import Bench
from tests.benchmarks.cuda.meters import Meter

FORMS: dict[str, dict[str, Any]] = {
    "recommended": RECOMMENDED,
    "sare": {},
    "efuf": {"method": "efuf"},
}
STEPS = 3
"""The first of them warms up."""

Figures = dict[str, Any]


def measure_forms(shape: Shape, meter: Meter) -> Figures:
    """Return of each form what was planned, what was taken, and the time of a step."""
    with tempfile.TemporaryDirectory() as name, Bench(Path(name), shape, meter) as bench:
        return {form: planned(bench, settings) for form, settings in FORMS.items()}


def measure_four_bits(shape: Shape, meter: Meter) -> Figures:
    """Return the same of the recommended form, with the frozen weights in 4 bits."""
    with (
        tempfile.TemporaryDirectory() as name,
        Bench(Path(name), shape, meter, quantisation="4bit") as bench,
    ):
        return planned(bench, RECOMMENDED)


def measure_spread(shape: Shape, meter: Meter) -> Figures:
    """Return what each GPU takes of a spread model, and whether it trains as on one GPU.

    The second is tried with a tiny model, whose weights are drawn on the CPU.
    """
    count = torch.cuda.device_count()
    if not meter.cuda or count < 2:
        return {"skipped": f"{count} NVIDIA GPUs are here"}
    with (
        tempfile.TemporaryDirectory() as name,
        Bench(Path(name), shape, meter, placement="spread") as bench,
    ):
        figures = planned(bench, RECOMMENDED)
    trained = [_tiny_adapter(meter, placement) for placement in ("one", "spread")]
    pairs = zip(*trained, strict=True)
    figures["largest_difference"] = max(float((a - b).abs().max()) for a, b in pairs)
    figures["largest_weight"] = max(float(one.abs().max()) for one in trained[0])
    return figures


def _tiny_adapter(meter: Meter, placement: str) -> list[torch.Tensor]:
    with (
        tempfile.TemporaryDirectory() as name,
        Bench(Path(name), SHAPES["tiny"], meter, placement=placement) as bench,
    ):
        # At a rate at which a wrong gradient shows.
        list(bench.run(bench.config(STEPS, learning_rate=1e-2, **RECOMMENDED)))
        named = trained_weights(bench.loaded.model).named
        return [one.detach().float().cpu() for one in named.values()]


def planned(bench: Bench, settings: Mapping[str, Any]) -> Figures:
    """Train some steps as planned for the memory that is free; return plan, peak and time."""
    asked = dataclasses.replace(
        bench.config(STEPS, **settings),
        model=bench.folder,
        device=bench.device,
        placement=bench.placement,
        dtype="bfloat16",
        quantisation=bench.loaded.quantisation,
    )
    plan = memory_plan(asked, memory=_memory(bench))
    config: EraseConfig = dataclasses.replace(asked, **plan["settings"])
    seconds = []
    with bench.meter.watching(bench.loaded.devices) as used:
        started = time.perf_counter()
        for event in bench.run(config):
            if isinstance(event, StepMetrics):
                bench.meter.wait()
                now = time.perf_counter()
                seconds.append(now - started)
                started = now
    figures = {
        "fits": plan["fits"],
        "settings": plan["settings"],
        "planned": plan["bytes"],
        "measured": bench.held() + used.peak,
        "seconds": seconds[1:],
    }
    figures["measured_over_planned"] = figures["measured"] / figures["planned"]
    if "devices" in plan:
        figures["devices"] = [
            {**share, "measured": bench.held(device) + used.peaks[device]}
            for share, device in zip(plan["devices"], bench.loaded.devices, strict=True)
        ]
    return figures


def _memory(bench: Bench) -> int | list[int]:
    """Return what an erasure can have of each device: what is free, and what the model has."""
    found = [(free_memory(device) or 0) + bench.held(device) for device in bench.loaded.devices]
    return found if len(found) > 1 else found[0]
