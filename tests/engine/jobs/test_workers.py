"""Worker processes measure what one process measures."""

from __future__ import annotations

import hashlib
import shutil
from pathlib import Path
from typing import Any

import pytest

from sare_engine.config import CompareConfig, EraseConfig
from sare_engine.events import Finished, Notice, Progress
from sare_engine.jobs import worker_pool
from sare_engine.jobs.compare import compare
from sare_engine.jobs.erase_examples import assign_missing_splits
from sare_engine.robustness.attacks import ATTACKS
from sare_engine.workspace.project import Project
from sare_engine.workspace.runs import Runs

SAME = next(one for one in ATTACKS.values() if one.trains and one.needs_adapter)


def comparison(project: Path, **changes: Any) -> CompareConfig:
    """Two methods with one seed, as short as can be; the model before erasure is left out."""
    return CompareConfig(
        **{
            "project": project, "seeds": (0,), "concepts": ("image", "dog", "table"), "steps": 2,
            "negative_batch": 2, "retain_batch": 2, "attack": SAME.key, "attack_steps": 1,
            "attack_batch": 2,
            "samples": 2, "measure_at": (1,), "measure_images": 2, "lora_rank": 2,
            "device": "cpu", **changes,
        }
    )  # fmt: skip


def adapters(project: Path) -> dict[str, str]:
    """Return the user's name of each erasure → hash of its adapter."""
    return {
        run.name.split("-", 1)[1]: hashlib.sha256(
            (run.adapter_folder / "adapter_model.safetensors").read_bytes()
        ).hexdigest()
        for run in Runs(project).list("erase")
    }


def curves(result: Any) -> dict[str, Any]:
    """Return what a comparison measured, without the names of runs."""
    return {name: result[name] for name in ("methods", "step", "verdict", "details")}


def test_two_workers_do_what_one_process_does(
    project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Project.open(project) as opened:
        assign_missing_splits(opened, EraseConfig(project=project))
    alone = Path(shutil.copytree(project, tmp_path / "alone"))
    expected = list(compare(comparison(alone)))[-1]
    assert isinstance(expected, Finished), expected

    with Project.open(project) as opened:
        before = opened.data_version()
        events = list(compare(comparison(project, workers=2)))
        assert opened.data_version() == before  # Workers write no row.
    assert isinstance(events[-1], Finished), events[-1]
    assert curves(events[-1].result) == curves(expected.result)
    assert adapters(project) == adapters(alone)
    assert len(adapters(alone)) == 2
    progress = [one for one in events if isinstance(one, Progress)]
    fractions = [one.fraction for one in progress]
    assert None not in fractions
    assert fractions == sorted(fractions, key=float)  # type: ignore[arg-type]
    assert (progress[-1].done, progress[-1].fraction, progress[-1].eta_seconds) == (2, 1.0, 0.0)
    assert max(len(one.running) for one in progress) == 2
    assert {title for one in progress for title in one.running} == {
        "EFUF, seed 0", "SARE, seed 0",
    }  # fmt: skip

    # Nothing is left to compute: no worker is started for that.
    with monkeypatch.context() as patch:
        patch.setattr(worker_pool, "WorkerProcess", None)
        again = list(compare(comparison(project, workers=2)))
    assert again[-1] == events[-1]
    assert sum(isinstance(e, Notice) and "already there" in e.text for e in again) == 4
