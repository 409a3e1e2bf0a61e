"""Weights that are missing or have another shape are found without reading any."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
import torch
from safetensors.torch import load_file, save_file

from sare_engine.config import InspectConfig, ModelConfig
from sare_engine.errors import ModelError
from sare_engine.jobs.inspect import inspect
from sare_engine.models import loading
from sare_engine.models.model_fit import ModelFit, model_fit
from tests.engine.real_shapes import SHAPES

Tensors = dict[str, torch.Tensor]
DROPPED = "layers.1.self_attn.q_proj.weight"


def _drop(weights: Tensors) -> None:
    [name] = [one for one in weights if "language" in one and one.endswith(DROPPED)]
    del weights[name]


def _cut(weights: Tensors) -> None:
    [name] = [one for one in weights if "language" in one and one.endswith(DROPPED)]
    weights[name] = weights[name][:-1].clone()


@pytest.fixture
def changed(tiny_llava_folder: Path, tmp_path: Path) -> Callable[[Callable[[Tensors], None]], Path]:
    def change(by: Callable[[Tensors], None]) -> Path:
        folder = Path(shutil.copytree(tiny_llava_folder, tmp_path / "model"))
        weights = load_file(folder / "model.safetensors")
        by(weights)
        save_file(weights, folder / "model.safetensors", metadata={"format": "pt"})
        return folder

    return change


def test_a_whole_model_fits(tiny_llava_folder: Path) -> None:
    assert model_fit(tiny_llava_folder) == ModelFit()
    assert inspect(InspectConfig(model=tiny_llava_folder))["supported"]


@pytest.mark.parametrize(
    ("change", "words", "what"),
    [
        (_drop, "Its files lack 1 weight that config.json requires", "not complete"),
        (_cut, "Its files have 1 weight of another shape than config.json says", "do not fit"),
    ],
)
def test_inspection_names_what_does_not_fit(
    changed: Callable[[Callable[[Tensors], None]], Path],
    monkeypatch: pytest.MonkeyPatch,
    change: Callable[[Tensors], None],
    words: str,
    what: str,
) -> None:
    folder = changed(change)
    facts = inspect(InspectConfig(model=folder))
    assert not facts["supported"]
    [reason] = facts["reasons"]
    assert reason.startswith(words)
    assert DROPPED in reason
    # The window asks without PyTorch, and loading says the same before it reads a large model.
    assert inspect(InspectConfig(model=folder), weights=False)["supported"]
    monkeypatch.setattr(loading, "_SLOW_TO_READ", 0)
    monkeypatch.setattr(loading, "_read", None)
    with pytest.raises(ModelError, match=what) as caught:
        loading.load_model(ModelConfig(model=folder, device="cpu"))
    assert DROPPED in caught.value.why


def test_what_cannot_be_built_is_left_to_loading(tmp_path: Path) -> None:
    folder = SHAPES["LLaVA-1.5-7B"](tmp_path / "llava")
    assert model_fit(folder) is None
    assert inspect(InspectConfig(model=folder))["supported"]


def test_a_kind_that_transformers_does_not_know_is_not_supported(
    tiny_llava_folder: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "model"
    shutil.copytree(tiny_llava_folder, folder)
    config = json.loads((folder / "config.json").read_text())
    (folder / "config.json").write_text(json.dumps({**config, "model_type": "llava_of_2031"}))
    found = inspect(InspectConfig(model=folder))
    assert not found["supported"]
    assert "llava_of_2031" in found["reasons"][0]
