"""Measuring on held-out images, with little memory and a user who has had enough."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import torch

from sare_engine.config import ModelConfig
from sare_engine.control import Control, Stopped
from sare_engine.domain import GROUNDED, Decision, Mention
from sare_engine.erasure.batches import Batch
from sare_engine.erasure.losses import Forward
from sare_engine.events import Notice, ProbeMetrics
from sare_engine.jobs.held_out import HeldOut
from sare_engine.jobs.held_out_images import open_held_out
from sare_engine.jobs.measuring import SpanProbe, measuring
from sare_engine.models.loading import LoadedModel, load_model
from sare_engine.models.trainable import attach_lora
from sare_engine.models.vision import VisionFeatures
from sare_engine.workspace.project import Project
from sare_engine.workspace.rows import NewCaption, NewImage
from tests.caption_sets import set_of
from tests.engine.jobs.conftest import World

CONCEPTS = frozenset({"image", "dog", "table"})


@pytest.fixture
def loaded(world: World) -> Iterator[LoadedModel]:
    loaded = load_model(ModelConfig(model=world.model, device="cpu"))
    attach_lora(loaded, "language_model", 4, 8.0, seed=0)
    yield loaded
    loaded.unload()


@pytest.fixture
def held_out(project: Path, loaded: LoadedModel) -> HeldOut:
    with Project.open(project) as opened:
        opened.set_splits({image.id: "held_out" for image in opened.images()})
        found = open_held_out(opened, loaded.fingerprint, CONCEPTS)
    assert len(found.judged) > 4
    return found


def test_all_captions_of_an_image_say_what_is_in_it(tmp_path: Path) -> None:
    picture = tmp_path / "a.png"
    picture.touch()
    said = {"A cat.": "cat", "A dog.": "dog"}
    with Project.create(tmp_path / "project") as opened:
        [image] = opened.add_images([NewImage(picture, 4, 4, "0" * 64)])
        opened.set_splits({image: "held_out"})
        captions = [
            NewCaption(image, text, [Mention(concept, 2, 5, 0, 6)], position=position)
            for position, (text, concept) in enumerate(said.items())
        ]
        opened.add_captions(set_of(opened, "model", "?"), captions)
        opened.set_verdicts({one.id: Decision(GROUNDED, "clip") for one in opened.mentions()})
        found = open_held_out(opened, "model", CONCEPTS)
    assert found.objects == {picture: frozenset({"cat", "dog"})}
    assert found.base_captions == {picture: "A cat."}


@pytest.mark.parametrize("rho", [0.0, 0.05])
def test_a_measurement_in_halves_gives_the_same_values(
    loaded: LoadedModel, held_out: HeldOut, monkeypatch: pytest.MonkeyPatch, rho: float
) -> None:
    features = VisionFeatures(loaded)
    measure = measuring("erase", loaded, features, held_out, Control(), sharpness_rho=rho)
    [whole] = list(measure(0))
    genuine = Forward.token_ce

    def cramped(self: Forward, batch: Batch) -> torch.Tensor:
        if len(batch.images) > 2:
            raise torch.OutOfMemoryError("CUDA out of memory.")
        return genuine(self, batch)

    monkeypatch.setattr(Forward, "token_ce", cramped)
    *notices, halved = list(measure(0))
    assert notices and all(isinstance(one, Notice) for one in notices)
    assert isinstance(whole, ProbeMetrics) and isinstance(halved, ProbeMetrics)
    assert halved.values == pytest.approx(whole.values, rel=1e-3, abs=1e-5)
    assert list(measure(0))[:-1] == []  # what fits is remembered
    given = measuring("erase", loaded, features, held_out, Control(), sharpness_rho=rho, batch=1)
    assert len(list(given(0))) == 1
    assert all(one.grad is None for one in loaded.model.parameters())


def test_stop_acts_between_the_passes_of_a_measurement(
    loaded: LoadedModel, held_out: HeldOut, monkeypatch: pytest.MonkeyPatch
) -> None:
    control = Control()
    probe = SpanProbe(loaded, VisionFeatures(loaded), held_out, control=control)
    before = {name: one.detach().clone() for name, one in loaded.model.named_parameters()}
    genuine = Forward.token_ce
    passes: list[Any] = []

    def counted(self: Forward, batch: Batch) -> torch.Tensor:
        passes.append(batch)
        if len(passes) == 7:
            control.stop()
        return genuine(self, batch)

    monkeypatch.setattr(Forward, "token_ce", counted)
    with pytest.raises(Stopped):
        probe.sharpness(0.05, batch=1)
    assert len(passes) == 7  # the seventh was asked for and not made
    assert all(torch.equal(one, before[name]) for name, one in loaded.model.named_parameters())
