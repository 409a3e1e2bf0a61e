"""The check of a GPU, run on the CPU with a tiny model: only the device differs."""

from __future__ import annotations

import copy
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import torch

from sare_engine.config import DemoConfig
from sare_engine.control import Control
from sare_engine.events import Event, Finished, Notice
from sare_engine.jobs import demo as demo_job
from sare_engine.models.inspection import inspect_model
from sare_engine.models.shapes import model_shape
from tests.benchmarks.cuda import __main__ as cuda
from tests.benchmarks.cuda.agreement import (
    SCENES,
    TRAINED,
    UNTRAINED,
    differences,
    run_demo,
)
from tests.benchmarks.cuda.checkpoints import SHAPES, write_checkpoint
from tests.benchmarks.cuda.meters import Meter


@pytest.fixture(scope="module")
def figures() -> dict[str, Any]:
    """All figures of the tiny model; read only."""
    return cuda.check("cpu", "tiny", steps=2, demo=False)


@pytest.mark.skipif(torch.cuda.is_available(), reason="CUDA is there")
def test_without_cuda_it_says_so_and_is_no_failure(capsys: pytest.CaptureFixture[str]) -> None:
    assert cuda.main([]) == 0
    out, err = capsys.readouterr()
    assert out == cuda.NO_CUDA + "\n"
    assert err == ""


@pytest.mark.slow
def test_everything_is_measured(figures: dict[str, Any]) -> None:
    model = figures["model"]
    assert "failed" not in model
    for method in ("efuf", "sare"):
        assert len(model["speed"][method]["seconds"]) == 2
        assert model["speed"][method]["share_of_matmul_rate"] > 0
    # The forward and backward passes of the negatives once more.
    flops = [model["speed"][method]["flops_per_step"] for method in ("efuf", "sare")]
    assert 1.3 < flops[1] / flops[0] < 1.5
    assert not model["gradient_checkpointing"]
    json.dumps(figures, allow_nan=False)


@pytest.mark.slow
def test_what_does_not_hang_on_the_speed_of_the_machine_holds(figures: dict[str, Any]) -> None:
    held = {text: ok for text, ok in figures["claims"].items() if "EFUF steps" not in text}
    assert len(held) == 10
    assert all(held.values()), held


@pytest.mark.slow
@pytest.mark.parametrize(
    ("place", "value"),
    [
        (("speed", "sare_over_efuf"), 1.9),
        (("memory", "measured_over_estimate"), 1.3),
        (("out_of_memory", "halvings"), []),
        (("out_of_memory", "checkpoints_kept"), []),
        (("out_of_memory", "steps_afterwards"), 0),
        (("cancel", "erasing"), 2.5),
        (("returned", "left_after_stop"), 10**9),
        (("forms", "recommended", "measured_over_planned"), 1.3),
        (("forms", "efuf", "fits"), False),
        (("four_bits", "measured_over_planned"), 0.7),
    ],
)
def test_each_claim_can_fail(
    figures: dict[str, Any], place: tuple[str, ...], value: object
) -> None:
    worse = copy.deepcopy(figures)
    worse["model"]["speed"]["sare_over_efuf"] = 1.3
    before = cuda.claims(worse)
    part = worse if place[0] in worse else worse["model"]
    for name in place[:-1]:
        part = part[name]
    part[place[-1]] = value
    after = cuda.claims(worse)
    assert sum(before.values()) - sum(after.values()) == 1
    assert "DOES NOT HOLD" in cuda.table({**worse, "claims": after})


def test_a_part_that_fails_takes_its_claims_with_it() -> None:
    figures = {"device": "x", "torch": "", "shape": "7b", "model": {"failed": "RuntimeError: no"}}
    held = cuda.claims(figures)
    assert held and not any(held.values())
    assert "RuntimeError: no" in cuda.table({**figures, "claims": held})


def test_each_gpu_of_a_spread_model_is_held_to_its_plan() -> None:
    share = {"device": "cuda:0", "layers": 16, "bytes": 10**10, "measured": 10**10}
    spread = {
        "fits": True, "settings": {"microbatch": 2}, "planned": 2 * 10**10, "measured": 2 * 10**10,
        "seconds": [1.0], "devices": [share, {**share, "device": "cuda:1"}],
        "largest_difference": 1e-6, "largest_weight": 0.1,
    }  # fmt: skip
    figures: dict[str, Any] = {
        "device": "x", "torch": "", "shape": "7b", "model": {"failed": "no"}, "spread": spread,
        "wall_seconds": 300.0,
    }  # fmt: skip
    held = {text: ok for text, ok in cuda.claims(figures).items() if ok}
    assert len(held) == 3
    for worse in (
        {**spread, "devices": [{**share, "measured": 2 * 10**10}]},
        {**spread, "largest_difference": 0.01},
        {"failed": "RuntimeError: no"},
    ):
        assert sum(cuda.claims({**figures, "spread": worse}).values()) < 3
    assert "cuda:1: 16 layers" in cuda.table({**figures, "claims": held})
    skipped = {**figures, "spread": {"skipped": "1 NVIDIA GPUs are here"}}
    assert "spread: not tried" in cuda.table({**skipped, "claims": {}})


def test_the_large_checkpoint_is_llavas_and_takes_no_room(tmp_path: Path) -> None:
    folder = write_checkpoint(tmp_path / "7b", SHAPES["7b"])
    summary = inspect_model(folder)
    assert summary.supported and summary.safe
    assert summary.parameters == 7_063_427_072  # as llava-hf/llava-1.5-7b-hf
    assert model_shape(folder).image_tokens == 576
    held = (folder / "model.safetensors").stat()
    assert held.st_size > 14e9
    assert held.st_blocks * 512 < 1e6


def test_memory_can_be_made_small() -> None:
    meter = Meter("cpu")
    with meter.limited(5000):
        torch.ones(1000)
        with pytest.raises(torch.OutOfMemoryError):
            torch.ones(2000)
    with meter.watching() as used:
        torch.ones(250) + 1
    assert used.peak == 2000


def test_tensors_that_are_held_are_counted_once() -> None:
    meter = Meter("cpu")
    before = meter.held()
    kept = torch.ones(1000)
    same = kept[:500]
    assert meter.held() - before == kept.numel() * 4
    del kept, same
    assert meter.held() == before


def test_figures_of_two_devices_are_compared() -> None:
    base = dict.fromkeys(UNTRAINED, 0.5)
    trained = dict.fromkeys(TRAINED, 0.5)
    cpu = {"methods": {"base": base, "sare": trained}}
    other = copy.deepcopy(cpu)
    assert all(one.agrees for one in differences(cpu, other))
    other["methods"]["sare"]["ce_neg"] += 0.6
    other["methods"]["base"]["ce_neg"] -= 0.02
    apart = [(one.method, one.figure) for one in differences(cpu, other) if not one.agrees]
    assert apart == [("base", "ce_neg"), ("sare", "ce_neg")]


def test_the_demo_runs_smaller_on_the_device_asked_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    job: Any = demo_job
    usual = job.SCENES, job.METHOD_SETTINGS["sare"]["steps"]

    def demo(config: DemoConfig, *, control: Control) -> Iterator[Event]:
        yield Notice("info", "begun")
        settings = job.METHOD_SETTINGS
        yield Finished("done", {"device": config.device, "sare": settings["sare"]})
        assert demo_job.SCENES is SCENES

    monkeypatch.setattr(demo_job, "run_demo", demo)
    result = run_demo("cuda", tmp_path, steps=3)
    assert (result["device"], result["sare"]["steps"]) == ("cuda", 3)
    assert result["sare"]["rho"] > 0
    assert (job.SCENES, job.METHOD_SETTINGS["sare"]["steps"]) == usual
