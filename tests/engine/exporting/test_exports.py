"""What is exported loads with plain libraries, is complete, and says the same."""

from __future__ import annotations

import json
import shutil
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import torch
from safetensors.torch import load_file, save_file

from sare_engine.config import GenerationConfig, ModelConfig
from sare_engine.control import Control, Stopped
from sare_engine.errors import ModelError, StorageError
from sare_engine.exporting import reload_script
from sare_engine.exporting.base_model import base_name
from sare_engine.exporting.forms import FORMS
from sare_engine.exporting.forms.adapter import export_adapter
from sare_engine.exporting.forms.merged import export_merged
from sare_engine.exporting.model_card import CardData
from sare_engine.models.generation import caption_images
from sare_engine.models.loading import LoadedModel, load_model
from sare_engine.models.trainable import attach_lora
from tests.engine.exporting.verified import verify_export

CARD = CardData("sare", ("knife",))
PROMPT = "Describe the image."
TOKENS = 10


@pytest.fixture(scope="module")
def base(tiny_llava_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The tiny LLaVA as people publish models: with licence, card, and files for other tools."""
    folder = tmp_path_factory.mktemp("base") / "model"
    shutil.copytree(tiny_llava_folder, folder)
    (folder / "LICENSE").write_text("Permission is granted.\n")
    (folder / "README.md").write_text("---\nlicense: apache-2.0\n---\nThe base model.\n")
    (folder / "pytorch_model.bin").write_bytes(b"old weights")
    (folder / "onnx").mkdir()
    (folder / "onnx" / "model.onnx").write_bytes(b"other weights")
    (folder / ".gitattributes").write_text("*.safetensors filter=lfs\n")
    generation = json.loads((folder / "generation_config.json").read_text())
    # Settings that transformers itself calls inconsistent, as many published models have them.
    (folder / "generation_config.json").write_text(
        json.dumps({**generation, "temperature": 0.2, "max_length": 4096})
    )
    return folder


@pytest.fixture
def erased(base: Path) -> Iterator[LoadedModel]:
    """The base with an adapter whose effect on the captions is plain to see."""
    (base / "pytorch_model.bin").unlink(missing_ok=True)
    loaded = load_model(ModelConfig(model=base, device="cpu"))
    (base / "pytorch_model.bin").write_bytes(b"old weights")
    attach_lora(loaded, "language_model", 4, 8.0, 0)
    torch.manual_seed(1)
    for name, parameter in loaded.model.named_parameters():
        if "lora_B" in name:
            parameter.data.normal_(std=0.3)
    yield loaded
    loaded.unload()


def captions(loaded: LoadedModel, images: list[Path]) -> list[tuple[int, ...]]:
    config = GenerationConfig(prompt=PROMPT, max_new_tokens=TOKENS)
    return [one.token_ids for one in caption_images(loaded, images, config)]


def plain_captions(model: Path, images: list[Path], adapter: Path | None = None) -> list[list[int]]:
    """What the script of the new process answers, without the process."""
    return reload_script.caption(
        {
            "model": str(model),
            "processor": str(model),
            "adapter": str(adapter) if adapter else "",
            "images": [str(path) for path in images],
            "prompt": PROMPT,
            "max_new_tokens": TOKENS,
            "device": "cpu",
            "dtype": "float32",
            "trust_remote_code": False,
            "threads": 0,
        }
    )


@pytest.fixture
def verify(base: Path, tiny_images: list[Path]) -> Callable[..., Any]:
    def run(folder: Path, form: str, expected: Any, **options: Any) -> Any:
        return verify_export(
            folder,
            FORMS[form],
            base_folder=base,
            images=tiny_images[:3],
            prompt=PROMPT,
            expected=expected,
            max_new_tokens=TOKENS,
            **options,
        )

    return run


def test_an_adapter_loads_onto_its_base_and_says_the_same(
    erased: LoadedModel, base: Path, tiny_images: list[Path], tmp_path: Path
) -> None:
    images = tiny_images[:3]
    expected = captions(erased, images)
    out = export_adapter(erased, tmp_path / "adapter", card=CARD)
    assert {path.name for path in out.iterdir()} == {
        "adapter_config.json",
        "adapter_model.safetensors",
        "README.md",
        "sare_erasure.json",
        "LICENSE",
    }
    config = json.loads((out / "adapter_config.json").read_text())
    assert config["base_model_name_or_path"] == str(base.resolve())
    assert config["inference_mode"] is True
    assert [tuple(one) for one in plain_captions(base, images, out)] == expected
    assert [tuple(one) for one in plain_captions(base, images)] != expected
    # The model in memory goes on as it was.
    assert captions(erased, images) == expected


def test_a_merged_model_is_complete_and_verified_in_a_new_process(
    erased: LoadedModel, base: Path, tmp_path: Path, tiny_images: list[Path], verify: Any
) -> None:
    expected = captions(erased, tiny_images[:3])
    out = export_merged(erased, tmp_path / "merged", "100KB", card=CARD)
    names = {path.name for path in out.iterdir()}
    weights = {name for name in names if name.endswith(".safetensors")}
    assert len(weights) > 1
    assert names - weights == {
        "config.json",
        "generation_config.json",
        "processor_config.json",
        "tokenizer.json",
        "tokenizer_config.json",
        "chat_template.jinja",
        "model.safetensors.index.json",
        "LICENSE",
        "README.md",
        "sare_erasure.json",
        "BASE_MODEL_README.md",
    }
    assert "\nlicense: apache-2.0\n" in (out / "README.md").read_text()
    assert "The base model." in (out / "BASE_MODEL_README.md").read_text()
    assert not any("lora" in name for path in weights for name in load_file(out / path))
    result = verify(out, "merged", expected)
    assert result.identical
    assert result.compared == 3
    assert "3 of 3" in result.sentence()


@pytest.mark.usefixtures("same_process")
def test_a_damaged_weight_is_found(
    erased: LoadedModel, tmp_path: Path, tiny_images: list[Path], verify: Any
) -> None:
    expected = captions(erased, tiny_images[:3])
    out = export_merged(erased, tmp_path / "merged", card=CARD)
    path = out / "model.safetensors"
    tensors = load_file(path)
    name = next(name for name in tensors if name.endswith("layers.1.mlp.down_proj.weight"))
    tensors[name] = -tensors[name]
    save_file(tensors, path, metadata={"format": "pt"})
    result = verify(out, "merged", expected)
    assert not result.identical
    first = result.differences[0]
    assert first.expected[: first.position] == first.found[: first.position]
    assert first.expected[first.position :] != first.found[first.position :]
    assert "differently" in result.sentence()
    stored = result.to_dict()
    assert stored["identical"] is False
    assert json.loads(json.dumps(stored)) == stored


@pytest.mark.usefixtures("same_process")
def test_an_export_that_does_not_load_is_an_error(
    erased: LoadedModel, tmp_path: Path, verify: Any
) -> None:
    out = export_merged(erased, tmp_path / "merged", card=CARD)
    path = out / "model.safetensors"
    tensors = load_file(path)
    missing = next(name for name in tensors if name.endswith("layers.1.mlp.down_proj.weight"))
    del tensors[missing]
    save_file(tensors, path, metadata={"format": "pt"})
    with pytest.raises(ModelError, match="weights are missing"):
        verify(out, "merged", [[1]] * 3)
    path.write_bytes(path.read_bytes()[:1000])
    with pytest.raises(ModelError, match="could not be reloaded"):
        verify(out, "merged", [[1]] * 3)


@pytest.mark.usefixtures("same_process")
def test_a_shorter_answer_is_a_difference(
    erased: LoadedModel, tmp_path: Path, tiny_images: list[Path], verify: Any
) -> None:
    expected = captions(erased, tiny_images[:3])
    out = export_adapter(erased, tmp_path / "adapter", card=CARD)
    assert verify(out, "adapter", expected).identical
    cut = [expected[0], expected[1][:-1], expected[2]]
    [difference] = verify(out, "adapter", cut).differences
    assert difference.position == len(expected[1]) - 1
    assert difference.image == tiny_images[1]


def test_nothing_compared_is_not_identical(tmp_path: Path) -> None:
    result = verify_export(
        tmp_path,
        FORMS["merged"],
        base_folder=tmp_path,
        images=[],
        prompt=PROMPT,
        expected=[],
        max_new_tokens=1,
    )
    assert not result.identical
    assert "not compared" in result.sentence()


def test_stop_ends_the_new_process_at_once(tmp_path: Path, verify: Any) -> None:
    control = Control()
    control.stop()
    started = time.monotonic()
    with pytest.raises(Stopped):
        verify(tmp_path, "merged", [[1]] * 3, control=control)
    assert time.monotonic() - started < 5


@pytest.mark.parametrize("export", [export_adapter, export_merged])
def test_a_folder_with_content_is_left_alone(
    erased: LoadedModel, tmp_path: Path, export: Any
) -> None:
    (tmp_path / "thesis.txt").write_text("x")
    with pytest.raises(StorageError, match="not empty"):
        export(erased, tmp_path, card=CARD)
    assert [path.name for path in tmp_path.iterdir()] == ["thesis.txt"]


@pytest.mark.parametrize("export", [export_adapter, export_merged])
def test_a_failure_leaves_nothing_half_written(
    erased: LoadedModel, tmp_path: Path, export: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    save = type(erased.model.get_base_model()).save_pretrained
    peft_save = type(erased.model).save_pretrained

    def fail(self: Any, folder: Path, **options: Any) -> None:
        (peft_save if hasattr(self, "peft_config") else save)(self, folder, **options)
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(type(erased.model), "save_pretrained", fail)
    monkeypatch.setattr(type(erased.model.get_base_model()), "save_pretrained", fail)
    with pytest.raises(StorageError, match="disk is full"):
        export(erased, tmp_path / "out", card=CARD)
    assert list(tmp_path.iterdir()) == []


def test_too_small_a_disk_is_told_before_writing(
    erased: LoadedModel, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    usage = shutil.disk_usage(tmp_path)._replace(free=1000)
    monkeypatch.setattr(shutil, "disk_usage", lambda _: usage)
    with pytest.raises(StorageError, match=r"kB are needed; the disk has 1\.00 kB free"):
        export_merged(erased, tmp_path / "out", card=CARD)
    assert list(tmp_path.iterdir()) == []


def test_without_an_adapter_there_is_none_to_export(
    tiny_llava: LoadedModel, tmp_path: Path
) -> None:
    with pytest.raises(ModelError, match="no adapter"):
        export_adapter(tiny_llava, tmp_path / "out", card=CARD)


def test_tied_weights_stay_tied(
    tiny_llava_folder: Path, tiny_images: list[Path], tmp_path: Path
) -> None:
    tied = tmp_path / "tied"
    shutil.copytree(tiny_llava_folder, tied)
    config = json.loads((tied / "config.json").read_text())
    config["tie_word_embeddings"] = config["text_config"]["tie_word_embeddings"] = True
    (tied / "config.json").write_text(json.dumps(config))
    tensors = load_file(tied / "model.safetensors")
    head = next(name for name in tensors if "lm_head" in name)
    embedding = next(name for name in tensors if name.endswith("embed_tokens.weight"))
    tensors[embedding] = tensors.pop(head)
    save_file(tensors, tied / "model.safetensors", metadata={"format": "pt"})
    loaded = load_model(ModelConfig(model=tied, device="cpu"))
    attach_lora(loaded, "language_model", 4, 8.0, 0)
    for name, parameter in loaded.model.named_parameters():
        if "lora_B" in name:
            parameter.data.normal_(std=0.3)
    expected = captions(loaded, tiny_images[:2])
    out = export_merged(loaded, tmp_path / "merged", card=CARD)
    names = load_file(out / "model.safetensors")
    assert not any("lm_head" in name for name in names)
    assert [tuple(one) for one in plain_captions(out, tiny_images[:2])] == expected


def test_the_weights_can_be_written_in_sixteen_bits(erased: LoadedModel, tmp_path: Path) -> None:
    out = export_merged(erased, tmp_path / "merged", dtype=torch.bfloat16)
    tensors = load_file(out / "model.safetensors")
    assert {tensor.dtype for tensor in tensors.values()} == {torch.bfloat16}
    assert json.loads((out / "config.json").read_text())["dtype"] == "bfloat16"
    assert not (out / "README.md").exists()


def test_replacing_is_possible_when_asked(erased: LoadedModel, tmp_path: Path) -> None:
    for _ in range(2):
        export_adapter(erased, tmp_path / "out", replace=True)
    assert (tmp_path / "out" / "adapter_model.safetensors").is_file()


def test_a_model_of_the_hub_cache_is_called_by_its_hub_name(tmp_path: Path) -> None:
    folder = tmp_path / "hub" / "models--llava-hf--llava-1.5-7b-hf" / "snapshots" / "0a1b"
    folder.mkdir(parents=True)
    assert base_name(folder) == "llava-hf/llava-1.5-7b-hf"
    assert base_name(tmp_path / "hub") == str((tmp_path / "hub").resolve())


def test_the_script_of_the_new_process_loads_the_model_without_the_engine() -> None:
    source = Path(reload_script.__file__).read_text()
    assert "import sare_engine" not in source
    imported = [line for line in source.splitlines() if "from sare_engine" in line]
    # Only to read what plain transformers reads with torchvision alone.
    assert [line.strip() for line in imported] == [
        "from sare_engine.models.processors import load_processor"
    ]
