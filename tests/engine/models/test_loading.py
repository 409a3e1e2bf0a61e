"""Loading: right numbers, safe refusals, memory given back."""

from __future__ import annotations

import gc
import json
import shutil
import weakref
from collections.abc import Callable, Generator
from pathlib import Path
from typing import Any

import pytest
import torch
from safetensors.torch import load_file, save_file

from sare_engine.config import ModelConfig
from sare_engine.control import Control, Stopped
from sare_engine.errors import DeviceError, ModelError
from sare_engine.events import PhaseStarted, Progress
from sare_engine.models.fingerprint import fingerprint
from sare_engine.models.loading import (
    LoadedModel,
    base_model,
    load_model,
    loading,
    resolve_device,
    resolve_dtype,
)
from sare_engine.models.memory import held_as, weight_bytes
from sare_engine.models.quiet import quiet_libraries
from sare_engine.models.shapes import model_shape
from sare_engine.models.trainable import attach_lora, trainable_parameters
from tests.benchmarks.allocation import PeakBytes
from tests.engine.conftest import write_tiny_llava


@pytest.fixture
def copy(tiny_llava_folder: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(tiny_llava_folder, tmp_path / "copy"))


def save_adapter(loaded: LoadedModel, folder: Path) -> Path:
    """Give the model an adapter that changes its answers, and save it."""
    attach_lora(loaded, "language_model", 4, 8.0, seed=0)
    with torch.no_grad():
        for name, parameter in trainable_parameters(loaded.model).items():
            if "lora_B" in name:
                parameter.normal_(std=0.3)
    loaded.model.save_pretrained(folder)
    return folder


def test_weights_are_those_on_disk_frozen_and_in_evaluation(tiny_llava: LoadedModel) -> None:
    on_disk = load_file(tiny_llava.folder / "model.safetensors")
    head = next(value for name, value in on_disk.items() if name.endswith("lm_head.weight"))
    assert torch.equal(tiny_llava.model.lm_head.weight, head)
    assert not tiny_llava.model.training
    assert not trainable_parameters(tiny_llava.model)
    assert tiny_llava.device.type == "cpu"
    assert tiny_llava.dtype is torch.float32


def test_a_dtype_can_be_asked_for(tiny_llava_folder: Path) -> None:
    loaded = load_model(ModelConfig(model=tiny_llava_folder, device="cpu", dtype="bfloat16"))
    assert loaded.dtype is loaded.model.dtype is torch.bfloat16


@pytest.mark.parametrize(
    ("name", "disk", "device", "expected"),
    [
        ("auto", "bfloat16", "cpu", torch.float32),
        ("auto", "float16", "mps", torch.float16),
        ("auto", "float32", "cuda", torch.float32),
        ("float16", "float32", "cpu", torch.float16),
    ],
)
def test_dtype_rules(name: str, disk: str, device: str, expected: torch.dtype) -> None:
    assert resolve_dtype(name, disk, torch.device(device)) is expected


def test_an_absent_device_is_an_error_in_words(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(torch.cuda, "is_available", lambda: False)
    monkeypatch.setattr(torch.backends.mps, "is_available", lambda: False)
    assert resolve_device("auto").type == "cpu"
    for name in ("cuda", "cuda:7", "mps", "abacus"):
        with pytest.raises(DeviceError) as caught:
            resolve_device(name)
        assert caught.value.fix


@pytest.mark.parametrize(
    "error",
    [
        torch.OutOfMemoryError("CUDA out of memory."),
        RuntimeError("DefaultCPUAllocator: can't allocate memory"),
    ],
)
def test_a_model_that_does_not_fit_says_what_would(
    tiny_llava_folder: Path, monkeypatch: pytest.MonkeyPatch, error: Exception
) -> None:
    from transformers import AutoModelForImageTextToText

    def fail(*_: object, **__: object) -> None:
        raise error

    monkeypatch.setattr(AutoModelForImageTextToText, "from_pretrained", fail)
    with pytest.raises(DeviceError, match="does not fit") as caught:
        load_model(ModelConfig(model=tiny_llava_folder, device="cpu"))
    assert "spread it over several NVIDIA GPUs (placement)" in caught.value.fix
    assert "8 or 4 bits" in caught.value.fix


def test_unload_frees_the_weights(tiny_llava_folder: Path) -> None:
    loaded = load_model(ModelConfig(model=tiny_llava_folder, device="cpu"))
    watched = [weakref.ref(one) for one in loaded.model.parameters()]
    loaded.unload()
    gc.collect()
    assert not loaded.loaded
    assert not any(one() is not None for one in watched)


def test_a_stopped_control_stops_the_loading(tiny_llava_folder: Path) -> None:
    control = Control()
    control.stop()
    with pytest.raises(Stopped):
        load_model(ModelConfig(model=tiny_llava_folder, device="cpu"), control)


@pytest.fixture(scope="module")
def sharded(tiny_llava_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The tiny LLaVA in half precision, in several files."""
    folder = tmp_path_factory.mktemp("sharded") / "model"
    shutil.copytree(tiny_llava_folder, folder)
    (folder / "model.safetensors").unlink()
    from transformers import AutoModelForImageTextToText

    with quiet_libraries():
        model = AutoModelForImageTextToText.from_pretrained(tiny_llava_folder, dtype=torch.float16)
        model.save_pretrained(folder, max_shard_size="60KB")
    assert len(list(folder.glob("*.safetensors"))) > 2
    return folder


class EveryTensor(Control):
    """Does something whenever the loading could be stopped."""

    def __init__(self, do: Callable[[int], None]) -> None:
        super().__init__()
        self.polls = 0
        self._do = do

    def poll(self) -> None:
        self.polls += 1
        self._do(self.polls)
        super().poll()


def reported_at_once(call: Callable[[Any], Any], _: Control) -> Generator[int, None, Any]:
    """Stand in for `watched`, whose thread is looked at a few times a second: yield all reports."""
    reports: list[int] = []
    result = call(reports.append)
    yield from reports
    return result


@pytest.mark.parametrize("quantisation", ["none", "8bit", "4bit"])
def test_loading_tells_how_many_bytes_are_read(
    sharded: Path, monkeypatch: pytest.MonkeyPatch, quantisation: str
) -> None:
    monkeypatch.setattr("sare_engine.models.loading.watched", reported_at_once)
    config = ModelConfig(model=sharded, device="cpu", quantisation=quantisation)
    events = list(loading(config, Control()))
    [started] = [one for one in events if isinstance(one, PhaseStarted)]
    done = [one.done for one in events if isinstance(one, Progress)]
    files = [load_file(path) for path in sharded.glob("*.safetensors")]
    sizes = [one.nbytes for tensors in files for one in tensors.values()]
    assert (started.total, started.unit) == (sum(sizes), "bytes")
    assert done == sorted(set(done))
    assert done[-1] == sum(sizes)
    steps = [after - before for before, after in zip([0, *done], done, strict=False)]
    assert sorted(steps) == sorted(sizes)


@pytest.mark.parametrize("quantisation", ["none", "8bit"])
@pytest.mark.parametrize("at", [2, 12, 40])
def test_a_load_stopped_midway_keeps_nothing(sharded: Path, quantisation: str, at: int) -> None:
    others = models_in_memory()
    control = EveryTensor(lambda polls: control.stop() if polls == at else None)
    config = ModelConfig(model=sharded, device="cpu", quantisation=quantisation)
    with pytest.raises(Stopped):
        load_model(config, control)
    assert control.polls <= at + 1
    gc.collect()
    assert [one for one in models_in_memory() if not any(one is other for other in others)] == []


def models_in_memory() -> list[object]:
    """Every LLaVA of this process: other tests may keep theirs."""
    named = "LlavaForConditionalGeneration"
    return [one for one in gc.get_objects() if type(one).__name__ == named]


@pytest.mark.parametrize("dtype", ["float32", "bfloat16"])
@pytest.mark.parametrize("quantisation", ["none", "4bit", "8bit"])
def test_loading_takes_the_memory_that_is_estimated(
    heavy: Path, monkeypatch: pytest.MonkeyPatch, quantisation: str, dtype: str
) -> None:
    # In this thread alone, in which tensors can be counted.
    monkeypatch.setattr("sare_engine.models.loading.watched", reported_at_once)
    monkeypatch.setenv("HF_DEACTIVATE_ASYNC_LOAD", "1")
    config = ModelConfig(model=heavy, device="cpu", dtype=dtype, quantisation=quantisation)
    with PeakBytes() as measured:
        load_model(config)
    shape = held_as(model_shape(heavy), dtype, "cpu")
    held = weight_bytes(shape, quantisation)
    # While a layer is rounded, it is there in full too.
    rounded = 0 if quantisation == "none" else 2 * 4 * shape.widest_linear
    assert 0.95 * held < measured.peak < 1.05 * (held + rounded)


@pytest.fixture(scope="module")
def heavy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A LLaVA in float16 and several files, wide enough that its matrices outweigh the rest."""
    folder = tmp_path_factory.mktemp("heavy") / "model"
    write_tiny_llava(folder, layers=3, width=192)
    tensors = {name: one.half() for name, one in load_file(folder / "model.safetensors").items()}
    (folder / "model.safetensors").unlink()
    names = sorted(tensors)
    for number in range(3):
        part = {name: tensors[name] for name in names[number::3]}
        save_file(part, folder / f"model-{number}.safetensors", metadata={"format": "pt"})
    index = {name: f"model-{place % 3}.safetensors" for place, name in enumerate(names)}
    (folder / "model.safetensors.index.json").write_text(
        json.dumps({"metadata": {}, "weight_map": index})
    )
    return folder


def test_custom_code_is_refused_before_anything_is_loaded(copy: Path) -> None:
    (copy / "modeling_evil.py").write_text("raise SystemExit('code ran')")
    data = json.loads((copy / "config.json").read_text())
    data["auto_map"] = {"AutoModelForImageTextToText": "modeling_evil.Model"}
    (copy / "config.json").write_text(json.dumps(data))
    with pytest.raises(ModelError, match="its own code"):
        load_model(ModelConfig(model=copy, device="cpu"))


def test_missing_weights_are_no_random_weights(copy: Path) -> None:
    weights = load_file(copy / "model.safetensors")
    dropped = next(name for name in weights if name.endswith("q_proj.weight"))
    del weights[dropped]
    save_file(weights, copy / "model.safetensors", metadata={"format": "pt"})
    with pytest.raises(ModelError, match="not complete"):
        load_model(ModelConfig(model=copy, device="cpu"))


def test_weights_of_another_size_are_refused(copy: Path) -> None:
    data = json.loads((copy / "config.json").read_text())
    data["text_config"]["intermediate_size"] = 48
    (copy / "config.json").write_text(json.dumps(data))
    with pytest.raises(ModelError, match=r"do not fit its config\.json"):
        load_model(ModelConfig(model=copy, device="cpu"))


def test_unknown_architecture_is_refused(copy: Path) -> None:
    data = json.loads((copy / "config.json").read_text())
    data["model_type"] = "llava_of_the_future"
    (copy / "config.json").write_text(json.dumps(data))
    with pytest.raises(ModelError):
        load_model(ModelConfig(model=copy, device="cpu"))


def test_fingerprint_follows_the_content(copy: Path, tiny_llava_folder: Path) -> None:
    first = fingerprint(tiny_llava_folder)
    assert first == fingerprint(copy)
    weights = load_file(copy / "model.safetensors")
    name = next(name for name in weights if "linear_1.weight" in name)
    weights[name] = weights[name] + 1e-3
    save_file(weights, copy / "model.safetensors", metadata={"format": "pt"})
    assert first != fingerprint(copy)


def test_an_adapter_goes_on_top_whichever_way_it_is_named(
    tiny_llava: LoadedModel, tmp_path: Path
) -> None:
    base = tiny_llava.folder
    plain = tiny_llava.fingerprint
    adapter = save_adapter(tiny_llava, tmp_path / "adapter")
    by_option = load_model(ModelConfig(model=base, adapter=adapter, device="cpu"))
    by_folder = load_model(ModelConfig(model=adapter, device="cpu"))
    expected = {name: one for name, one in tiny_llava.model.named_parameters() if "lora_" in name}
    for loaded in (by_option, by_folder):
        found = dict(loaded.model.named_parameters())
        assert expected
        assert all(torch.equal(found[name], one) for name, one in expected.items())
        assert loaded.fingerprint != plain
        assert not trainable_parameters(loaded.model)
    assert by_option.fingerprint == by_folder.fingerprint
    assert type(base_model(by_folder.model)).__name__ == "LlavaForConditionalGeneration"
    assert by_folder.adapter == adapter


def test_an_adapter_without_its_base_says_what_to_do(
    tiny_llava: LoadedModel, tmp_path: Path
) -> None:
    adapter = save_adapter(tiny_llava, tmp_path / "adapter")
    data = json.loads((adapter / "adapter_config.json").read_text())
    data["base_model_name_or_path"] = "someone/else"
    (adapter / "adapter_config.json").write_text(json.dumps(data))
    with pytest.raises(ModelError, match="base model"):
        load_model(ModelConfig(model=adapter, device="cpu"))
    loaded = load_model(ModelConfig(model=tiny_llava.folder, adapter=adapter, device="cpu"))
    assert loaded.adapter == adapter


def test_a_model_is_no_adapter(tiny_llava_folder: Path) -> None:
    config = ModelConfig(model=tiny_llava_folder, adapter=tiny_llava_folder, device="cpu")
    with pytest.raises(ModelError, match="LoRA adapter"):
        load_model(config)
