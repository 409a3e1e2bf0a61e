"""An erasure by several processes, with a real model: the same adapter, whoever computes it."""

from __future__ import annotations

import dataclasses
import os
import shutil
import socket
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import Any

import pytest
import torch
from safetensors.torch import load_file

from sare_engine.config import EraseConfig, RelearnConfig
from sare_engine.control import Control
from sare_engine.events import Event, Finished, Notice, ProbeMetrics, StepMetrics
from sare_engine.jobs import worker_process
from sare_engine.jobs.erase import erase
from sare_engine.jobs.probe import probe
from sare_engine.jobs.relearn import relearn
from sare_engine.workspace.project import Project
from sare_engine.workspace.runs import Runs
from tests.engine.jobs.conftest import SHORT, World, ended
from tests.waiting import eventually

CLOSE = 1e-5


def config_of(project: Path, **changes: Any) -> EraseConfig:
    return EraseConfig(
        **{**SHORT, "project": project, "concepts": ("image", "dog", "table"), "steps": 4,
           "negative_batch": 3, "retain_batch": 5, **changes}
    )  # fmt: skip


def adapter(project: Path) -> torch.Tensor:
    [run] = Runs(project).list("erase")
    tensors = load_file(run.adapter_folder / "adapter_model.safetensors")
    return torch.cat([tensors[name].flatten() for name in sorted(tensors)])


def distance(found: torch.Tensor, expected: torch.Tensor) -> float:
    return float((found - expected).norm() / expected.norm())


def files(project: Path) -> set[str]:
    [run] = Runs(project).list("erase")
    return {str(one.relative_to(run.path)) for one in run.path.rglob("*") if one.is_file()}


@pytest.mark.slow
def test_two_processes_pause_and_stop_and_one_or_three_resume(
    project: Path, tmp_path: Path
) -> None:
    alone = Path(shutil.copytree(project, tmp_path / "alone"))
    expected = ended(erase(config_of(alone)))

    control = Control()
    waited: list[float] = []

    def resume_when_it_waits() -> None:
        began = time.monotonic()
        eventually(lambda: control.waiting, True)
        waited.append(time.monotonic() - began)
        control.resume()

    events: list[Event] = []
    for event in erase(config_of(project, processes=2), control=control):
        events.append(event)
        if isinstance(event, StepMetrics) and event.step == 1:
            control.pause()
            threading.Thread(target=resume_when_it_waits).start()
        if isinstance(event, StepMetrics) and event.step == 2:
            control.stop()
    assert events[-1] == Finished("stopped"), events[-1]
    steps = [one for one in events if isinstance(one, StepMetrics)]
    [seconds] = waited
    print(f"Paused after {seconds:.2f} s.")
    assert len(steps) < 4
    assert len([one for one in events if isinstance(one, ProbeMetrics)]) == 1
    [run] = Runs(project).list("erase")
    assert (run.status, run.config_dict()["processes"]) == ("stopped", 2)
    assert run.checkpoints()[-1].step >= 2

    # What two began, one ends, or three do.
    by_three = Path(shutil.copytree(project, tmp_path / "three"))
    for folder, processes in ((project, 1), (by_three, 3)):
        config = config_of(folder, resume=run.name, processes=processes)
        [*_, finished] = erase(config)
        assert isinstance(finished, Finished), finished
        assert distance(adapter(folder), adapter(alone)) < CLOSE
        # The others have written nothing.
        added = files(folder) - files(alone)
        assert all(one.startswith(("checkpoints", ".resume")) for one in added), added
        assert finished.result["held_out"] == pytest.approx(expected.result["held_out"], rel=1e-4)


@pytest.mark.slow
def test_memory_that_runs_out_in_one_process_halves_the_passes_of_all(
    project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    alone = Path(shutil.copytree(project, tmp_path / "alone"))
    ended(erase(config_of(alone)))
    command = [sys.executable, "-P", "-m", "tests.engine.jobs.worker_without_memory"]
    monkeypatch.setattr(worker_process, "_command", lambda: command)
    events = list(erase(config_of(project, processes=2)))
    assert isinstance(events[-1], Finished), events[-1]
    notices = [one.text for one in events if isinstance(one, Notice)]
    assert any("captions now pass through the model" in one for one in notices), notices
    assert distance(adapter(project), adapter(alone)) < CLOSE


@pytest.mark.slow
def test_processes_test_images_and_attack_as_one_does(
    world: World, tested_project: Path, tmp_path: Path
) -> None:
    project = tmp_path / "project"
    config = dataclasses.replace(world.probe_config(project), processes=2, batch_size=4)
    ended(probe(config))

    def captions(folder: Path) -> list[tuple[str, object]]:
        with Project.open(folder) as opened:
            [chosen] = opened.caption_sets()
            return [(one.text, one.token_ids) for one in opened.captions(chosen.id)]

    assert captions(project) == captions(tested_project)
    alone = Path(shutil.copytree(project, tmp_path / "alone"))
    attack = RelearnConfig(
        project=project, concepts=("image", "dog", "table"), attack="full", samples=3, steps=3,
        batch=3, measure_at=(1,), measure_images=4, device="cpu", processes=2,
    )  # fmt: skip
    events = list(relearn(attack))
    expected = list(relearn(dataclasses.replace(attack, project=alone, processes=1)))
    assert isinstance(events[-1], Finished), events[-1]
    found = [one for one in events if isinstance(one, ProbeMetrics)]
    other = [one for one in expected if isinstance(one, ProbeMetrics)]
    assert [one.samples for one in found] == [one.samples for one in other]
    for one, two in zip(found, other, strict=True):
        assert one.values == pytest.approx(two.values, rel=1e-5)


def torchrun(*words: str) -> subprocess.CompletedProcess[str]:
    """Let torchrun start two processes."""
    command = [
        sys.executable, "-m", "torch.distributed.run", "--standalone", "--nproc-per-node", "2",
    ]  # fmt: skip
    environment = {**os.environ, "PYTHONPATH": str(Path.cwd()), "OMP_NUM_THREADS": "1"}
    return subprocess.run(
        [*command, *words], env=environment, capture_output=True, text=True, check=False
    )


@pytest.mark.slow
def test_processes_of_torchrun_erase_what_one_does(project: Path, tmp_path: Path) -> None:
    alone = Path(shutil.copytree(project, tmp_path / "alone"))
    ended(erase(config_of(alone)))
    config = config_of(project)
    words = [
        "erase", str(project), "--steps", "4", "--negative-batch", "3", "--retain-batch", "5",
        "--evaluate-every", "0", "--checkpoint-every", "0", "--measure-images", "2",
        "--device", "cpu", "--lora-rank", "4", "--concepts", *config.concepts,
    ]  # fmt: skip
    done = torchrun("-m", "sare_engine.cli", *words)
    assert done.returncode == 0, done.stderr
    assert done.stdout.count("folder") == 1, done.stdout
    assert distance(adapter(project), adapter(alone)) < CLOSE

    refused = torchrun("-m", "sare_engine.cli", "judge", str(project))
    assert refused.returncode != 0
    text = "sare judge cannot be done by several processes together."
    assert refused.stderr.count(text) == 1, refused.stderr
    assert dataclasses.replace(config, processes=2).outcome_settings() == config.outcome_settings()


WITHOUT_GPU = """
import os, sys
from sare_engine.cli import main, torchrun
from sare_engine.errors import ConfigError

def take_place(*_):
    raise ConfigError([("processes", "2 were asked for, but there is 1 GPU.")])

if os.environ["RANK"] == "1":
    torchrun._take_place = take_place
sys.exit(main(["erase", "work", "--device", "cpu"]))
"""


@pytest.mark.slow
def test_a_process_that_cannot_start_ends_all(tmp_path: Path) -> None:
    script = tmp_path / "without_gpu.py"
    script.write_text(WITHOUT_GPU)
    began = time.monotonic()
    ended = torchrun(str(script))
    assert time.monotonic() - began < 120, "It waited for a process that had left."
    assert ended.returncode != 0
    lines = [one for one in ended.stderr.splitlines() if one.startswith("sare erase: ")]
    assert lines == [
        f"sare erase: Process 2 of 2, on {socket.gethostname()}, could not start. The settings are "
        "not valid. --processes: 2 were asked for, but there is 1 GPU. See 'sare erase --help'."
    ], ended.stderr
