"""How often a training step makes the host wait for the device, counted on the CPU."""

from __future__ import annotations

import dataclasses
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
import torch
from torch.overrides import TorchFunctionMode
from torch.utils._python_dispatch import TorchDispatchMode

from sare_engine.config import EraseConfig
from sare_engine.control import Control
from sare_engine.erasure import trainer
from sare_engine.erasure.batches import microbatches
from sare_engine.erasure.losses import Forward, NegativeLoss
from sare_engine.erasure.trainer import train_erasure
from sare_engine.events import StepMetrics
from sare_engine.models.answers import Answers, KnownTokens
from sare_engine.models.trainable import trained_weights
from tests.engine.erasure.conftest import Workbench

READING = {"_local_scalar_dense", "nonzero", "masked_select", "unique", "_unique2", "equal"}
"""Operators whose result is, or depends on, a value that the host must have."""

COPYING = {"tolist", "cpu", "numpy", "item"}
"""Methods that copy to the host without an operator of their own if the tensor is there."""


def where() -> str:
    """The lines of ours and of transformers that asked."""
    lines = [
        f"{Path(one.filename).name}:{one.lineno}"
        for one in traceback.extract_stack()
        if "sare_engine" in one.filename or "transformers" in one.filename
    ]
    return " ".join(lines[-2:])


class Waits(TorchDispatchMode):
    """Collects what a GPU would make the host wait for."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self.paused = 0

    @contextmanager
    def pause(self) -> Iterator[None]:
        """Do not count what computes on the host wherever the model is."""
        self.paused += 1
        try:
            yield
        finally:
            self.paused -= 1

    def note(self, name: str) -> None:
        if not self.paused:
            self.found.append(name + " " + where())

    def __torch_dispatch__(
        self, func: Any, types: Any, args: tuple[Any, ...] = (), kwargs: Any = None
    ) -> Any:
        name = func.overloadpacket.__name__
        indices = args[1] if name in ("index", "index_put", "index_put_") else ()
        masked = any(one is not None and one.dtype is torch.bool for one in indices)
        if name in READING or masked:
            self.note(name)
        return func(*args, **(kwargs or {}))


class Copies(TorchFunctionMode):
    """Adds the copies that no operator shows."""

    def __init__(self, waits: Waits) -> None:
        super().__init__()
        self._waits = waits

    def __torch_function__(
        self, func: Any, types: Any, args: tuple[Any, ...] = (), kwargs: Any = None
    ) -> Any:
        name = getattr(func, "__name__", "")
        if name in COPYING:
            self._waits.note(name)
            with self._waits.pause():  # `item` is one wait, not two.
                return func(*args, **(kwargs or {}))
        return func(*args, **(kwargs or {}))


def waits_per_step(
    bench: Workbench, config: EraseConfig, monkeypatch: pytest.MonkeyPatch
) -> list[list[str]]:
    waits = Waits()

    def on_the_host(work: Any) -> Any:
        def paused(*args: Any, **more: Any) -> Any:
            with waits.pause():
                return work(*args, **more)

        return paused

    # Batches are put together on the host, and AdamW counts its steps there.
    monkeypatch.setattr(trainer, "microbatches", on_the_host(microbatches))
    monkeypatch.setattr(torch.optim.AdamW, "step", on_the_host(torch.optim.AdamW.step))
    steps = []
    with Copies(waits), waits:
        for event in train_erasure(
            bench.loaded, bench.features, bench.data(config), config, control=Control()
        ):
            if isinstance(event, StepMetrics):
                steps.append(waits.found)
            waits.found = []  # What is done before the first step is done once.
    return steps


@pytest.mark.parametrize(
    "settings",
    [
        {"method": "efuf"},
        {"method": "sare"},
        {"method": "sare", "negative_clip": 4.0, "negative_ceiling": 10.0},
        {"method": "sare", "ascent": "fresh_adversary", "negative_ceiling": 10.0},
        {"method": "sare", "ascent": "relearning"},
        # Several passes a step.
        {"method": "efuf", "microbatch": 1},
        {"method": "sare", "microbatch": 1, "negative_ceiling": 10.0},
        {
            "method": "sare", "ascent": "fresh_adversary", "microbatch": 1,
            "negative_ceiling": 1000.0, "negative_clip": 4.0,
        },
        {"method": "sare", "ascent": "relearning", "microbatch": 1},
        {"method": "npo", "microbatch": 1},
        {"method": "dpo", "microbatch": 1},
    ],
    ids=lambda one: "-".join(str(value) for value in one.values()),
)  # fmt: skip
def test_a_step_waits_at_most_twice(
    workbench: Workbench,
    config: EraseConfig,
    settings: dict[str, Any],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    config = dataclasses.replace(config, steps=3, rho=0.01, **settings)
    check_waits(waits_per_step(workbench, config, monkeypatch))


def check_waits(steps: list[list[str]]) -> None:
    first, *others = steps
    # In its first step, SARE looks whether eps* overshoots before it computes a gradient there.
    assert len(first) <= 3, first
    assert others
    for found in others:
        assert len(found) <= 2, found


@pytest.mark.parametrize("ceiling", [0.5, 3.0])
def test_passes_that_ask_later_find_the_same(
    workbench: Workbench, config: EraseConfig, ceiling: float
) -> None:
    """Which tokens lie above the ceiling is asked in each pass, or once behind all of them."""
    forward = Forward(workbench.loaded, workbench.features)
    trained = trained_weights(workbench.loaded.model).parameters
    batches = microbatches(workbench.data(config).negative(0), 1, 0, "cpu")
    found = []
    for above in (True, False):
        forward.above_ceiling = above
        loss = NegativeLoss(forward, batches, ceiling)
        ce, whole = loss.backward_both(trained, 0.7)
        assert forward.above_ceiling
        found.append([ce, *whole, *(one.grad for one in trained)])
        forward.drop_gradients()
    for asked, later in zip(*found, strict=True):
        assert asked is later is None or torch.equal(asked, later)


def test_what_is_counted(workbench: Workbench) -> None:
    waits = Waits()
    mask = torch.tensor([True, False])
    with Copies(waits), waits:
        float(mask.sum())
        bool(mask.all())
        mask.tolist()
        mask.nonzero()
        torch.zeros(2)[mask]
        torch.zeros(2)[torch.tensor([1])] + 1
    assert len(waits.found) == 5


def test_answers_are_those_of_the_device(
    workbench: Workbench, config: EraseConfig, monkeypatch: pytest.MonkeyPatch
) -> None:
    forward = Forward(workbench.loaded, workbench.features)
    batches = [
        batch
        for size in (1, 3)
        for batch in microbatches(workbench.data(config).retain(0), size, 0, "cpu")
    ]
    assert {batch.known.padded for batch in batches} == {False, True}
    found = [forward.logits(batch) for batch in batches]

    @contextmanager
    def silent(self: Answers, known: KnownTokens) -> Iterator[None]:
        yield

    monkeypatch.setattr(Answers, "to", silent)
    monkeypatch.setattr(Answers, "selects", False)
    for batch, logits in zip(batches, found, strict=True):
        assert torch.equal(forward.logits(batch), logits)


def test_another_number_of_image_tokens_is_refused(
    workbench: Workbench, config: EraseConfig
) -> None:
    forward = Forward(workbench.loaded, workbench.features)
    [batch] = microbatches(workbench.data(config).negative(0)[:1], 1, 0, "cpu")
    token = workbench.loaded.model.get_base_model().config.image_token_id
    wrong = batch.text["input_ids"].clone()
    wrong[wrong == token] = token - 1
    known = dataclasses.replace(batch.known, ids=wrong.numpy())
    text = {**batch.text, "input_ids": wrong}
    with pytest.raises(ValueError, match="do not match"):
        forward.logits(dataclasses.replace(batch, text=text, known=known))
