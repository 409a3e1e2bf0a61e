"""Processes that train one model together do what one process does."""

from __future__ import annotations

import copy
import dataclasses
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest
import torch
from torch import Tensor

from sare_engine.config import EraseConfig
from sare_engine.control import Control, Stopped
from sare_engine.erasure import trainer
from sare_engine.erasure.losses import Forward
from sare_engine.erasure.trainer import train_erasure
from sare_engine.errors import DeviceError, EngineError
from sare_engine.events import Event, Notice, StepMetrics
from sare_engine.models.trainable import trainable_parameters
from sare_engine.team.team import Team
from sare_engine.tuned import RECOMMENDED
from tests.engine.erasure.conftest import Workbench
from tests.engine.threads_as_processes import in_team

CLOSE = 1e-5
"""How far the adapter of several processes may be from that of one, relative to its length."""

FORMS: dict[str, dict[str, Any]] = {
    "EFUF": {"method": "efuf"},
    "SARE": {"method": "sare", "rho": 0.3},
    "fresh adversary": {"ascent": "fresh_adversary", "simulated_steps": 3},
    "recommended": dict(RECOMMENDED),
}


def adapter(bench: Workbench) -> Tensor:
    parameters = trainable_parameters(bench.loaded.model).values()
    return torch.cat([one.detach().flatten() for one in parameters])


def train(
    bench: Workbench, config: EraseConfig, team: Team | None = None, **options: Any
) -> tuple[Tensor, list[Event]]:
    """Return the trained adapter and the events."""
    events = list(
        train_erasure(
            bench.loaded,
            bench.features,
            bench.data(config),
            config,
            team=team,
            **{"control": Control(), **options},
        )
    )
    return adapter(bench), events


def distance(found: Tensor, expected: Tensor) -> float:
    return float((found - expected).norm() / expected.norm())


def values(events: Sequence[Event]) -> list[dict[str, float]]:
    found = [dict(one.values) for one in events if isinstance(one, StepMetrics)]
    return [{name: value for name, value in one.items() if name != "seconds"} for one in found]


@pytest.mark.parametrize("form", FORMS)
def test_two_and_three_processes_train_the_adapter_of_one(
    workbench: Workbench, config: EraseConfig, form: str
) -> None:
    config = dataclasses.replace(config, **FORMS[form])
    benches = [copy.deepcopy(workbench) for _ in range(5)]
    alone, events = train(workbench, config)
    # Three captions to keep and two to unlearn: uneven halves, and a third that is empty.
    for size in (2, 3):
        found = in_team(size, lambda team: train(benches.pop(), config, team))
        for trained, _ in found:
            assert torch.equal(trained, found[0][0])
        assert distance(found[0][0], alone) < CLOSE
        for told, expected in zip(values(found[0][1]), values(events), strict=True):
            assert told == pytest.approx(expected, rel=1e-4, abs=1e-5)
