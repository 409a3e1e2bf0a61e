"""Folders that are something else are named, with what to get instead."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import torch
from safetensors.torch import load_file, save_file

from sare_engine.config import ModelConfig
from sare_engine.errors import ModelError
from sare_engine.models.foreign_formats import names_a_model
from sare_engine.models.inspection import inspect_model
from sare_engine.models.loading import load_model


def edit_config(folder: Path, **values: Any) -> None:
    path = folder / "config.json"
    path.write_text(json.dumps({**json.loads(path.read_text()), **values}))


@pytest.fixture
def copy(tiny_llava_folder: Path, tmp_path: Path) -> Path:
    """A copy of the tiny model that a test may change."""
    return Path(shutil.copytree(tiny_llava_folder, tmp_path / "copy"))


@pytest.mark.parametrize(
    ("files", "words"),
    [
        (["model-Q4_K_M.gguf", "mmproj-model-f16.gguf"], ["GGUF", "mmproj", "safetensors"]),
        (["config.json", "llava-q4.gguf"], ["GGUF"]),
        (["onnx/decoder_model_merged.onnx", "tokenizer.json"], ["ONNX"]),
        (["config.json", "onnx/vision_encoder.onnx"], ["ONNX"]),
        (["openvino_language_model.xml", "openvino_language_model.bin"], ["OpenVINO"]),
        (["config.json", "openvino_language_model.xml", "openvino_vision.bin"], ["OpenVINO"]),
        (["model_index.json", "unet/config.json", "vae/config.json"], ["diffusers", "MLLM"]),
        (["pytorch_lora_weights.safetensors"], ["LoRA", "diffusers"]),
        (["adapter_model.safetensors"], ["adapter_config.json", "base model"]),
        (["params.json", "consolidated.safetensors"], ["config.json", "-hf"]),
        (["model.task"], ["LiteRT"]),
        (["rank0.engine"], ["TensorRT"]),
        (["Model.mlpackage/Manifest.json"], ["Core ML"]),
        (["zero_to_fp32.py", "global_step10/states.pt"], ["DeepSpeed", "zero_to_fp32.py"]),
        (["manifests/registry", "blobs/sha256-1"], ["Ollama", "GGUF"]),
    ],
)
def test_other_formats_are_named(tmp_path: Path, files: list[str], words: list[str]) -> None:
    for name in files:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("{}")
    with pytest.raises(ModelError) as caught:
        inspect_model(tmp_path)
    for word in words:
        assert word in str(caught.value)
    assert caught.value.why and caught.value.fix
    with pytest.raises(ModelError) as loading:
        load_model(ModelConfig(model=tmp_path, device="cpu"))
    assert str(loading.value) == str(caught.value)
    assert names_a_model(tmp_path)


def test_a_single_file_is_named(tmp_path: Path) -> None:
    path = tmp_path / "llava-v1.5-7b-Q4_K.gguf"
    path.touch()
    with pytest.raises(ModelError, match="This file is a GGUF model"):
        inspect_model(path)
    assert names_a_model(path)
    (tmp_path / "cat.png").touch()
    assert not names_a_model(tmp_path / "cat.png")


def test_the_model_card_names_what_to_get(tmp_path: Path) -> None:
    (tmp_path / "model.gguf").touch()
    (tmp_path / "README.md").write_text(
        "---\nlicense: mit\nbase_model:\n- llava-hf/llava-1.5-7b-hf\ntags: [gguf]\n---\n"
    )
    with pytest.raises(ModelError) as caught:
        inspect_model(tmp_path)
    assert "sare download llava-hf/llava-1.5-7b-hf" in caught.value.fix


def _mlx(folder: Path) -> None:
    """As mlx_vlm.convert writes it: rounded weights with scales and biases."""
    settings = {"group_size": 64, "bits": 4}
    edit_config(folder, quantization=settings, quantization_config=settings)
    _with_tensors(
        folder,
        "mlx",
        {
            "language_model.lm_head.scales": torch.zeros(4, 1, dtype=torch.bfloat16),
            "language_model.lm_head.biases": torch.zeros(4, 1, dtype=torch.bfloat16),
        },
    )


def _mlx_unrounded(folder: Path) -> None:
    _with_tensors(folder, "mlx", {})


def _mlx_without_metadata(folder: Path) -> None:
    scales = {f"language_model.lm_head.{name}": torch.zeros(4, 1) for name in ("scales", "biases")}
    _with_tensors(folder, "pt", scales)


def _gptq(folder: Path) -> None:
    edit_config(folder, quantization_config={"quant_method": "gptq", "bits": 4, "group_size": 128})


def _old_gptq(folder: Path) -> None:
    (folder / "quantize_config.json").write_text('{"bits": 4, "group_size": 128}')


def _awq(folder: Path) -> None:
    edit_config(folder, quantization_config={"quant_method": "awq", "bits": 4})


def _old_awq(folder: Path) -> None:
    (folder / "quant_config.json").write_text('{"w_bit": 4, "q_group_size": 128}')


def _packed(folder: Path) -> None:
    _with_tensors(folder, "pt", {"language_model.q_proj.qweight": torch.zeros(2, 2)})


def _bitsandbytes(folder: Path) -> None:
    settings = {"quant_method": "bitsandbytes", "load_in_4bit": True}
    edit_config(folder, quantization_config=settings)


def _with_tensors(folder: Path, made_by: str, more: dict[str, torch.Tensor]) -> None:
    path = folder / "model.safetensors"
    save_file({**load_file(path), **more}, path, metadata={"format": made_by})


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (_mlx, ["MLX", "safetensors"]),
        (_mlx_unrounded, ["MLX"]),
        (_mlx_without_metadata, ["MLX"]),
        (_gptq, ["GPTQ", "bfloat16"]),
        (_old_gptq, ["GPTQ"]),
        (_awq, ["AWQ"]),
        (_old_awq, ["AWQ"]),
        (_packed, ["qweight"]),
        (_bitsandbytes, ["bitsandbytes", "choose 8 or 4 bits when loading"]),
    ],
)
def test_rounded_weights_are_named(
    copy: Path, change: Callable[[Path], None], words: list[str]
) -> None:
    change(copy)
    summary = inspect_model(copy)
    assert not summary.supported
    with pytest.raises(ModelError) as caught:
        load_model(ModelConfig(model=copy, device="cpu"))
    for word in words:
        assert word in " ".join(summary.reasons)
        assert word in str(caught.value)


def test_folders_around_a_model_lead_to_it(copy: Path, tmp_path: Path) -> None:
    with pytest.raises(ModelError) as above:
        inspect_model(tmp_path)
    assert above.value.fix == f"Choose {copy}."
    (copy / "originals").mkdir()
    (copy / "originals" / "notes.txt").touch()
    with pytest.raises(ModelError) as below:
        inspect_model(copy / "originals")
    assert below.value.fix == f"Choose {copy}."
    assert names_a_model(copy)
    assert not names_a_model(tmp_path)


def test_a_run_leads_to_its_adapter(copy: Path, tmp_path: Path) -> None:
    run = tmp_path / "runs" / "0001-sare"
    run.mkdir(parents=True)
    for name in ("config.json", "status.json", "metrics.jsonl"):
        (run / name).write_text("{}")
    with pytest.raises(ModelError, match="no adapter"):
        inspect_model(run)
    shutil.copytree(copy, run / "model")
    with pytest.raises(ModelError) as caught:
        inspect_model(run)
    assert caught.value.fix == f"Choose {run / 'model'}."
    (tmp_path / "runs" / "project.sqlite").touch()
    with pytest.raises(ModelError, match="a project"):
        inspect_model(tmp_path / "runs")


def test_the_hub_s_cache_leads_to_its_snapshot(copy: Path, tmp_path: Path) -> None:
    hub = tmp_path / "hub"
    version = hub / "models--llava-hf--llava" / "snapshots" / "0123abc"
    shutil.copytree(copy, version)
    with pytest.raises(ModelError) as caught:
        inspect_model(version.parents[1])
    assert caught.value.fix == f"Choose {version}."
    with pytest.raises(ModelError, match="llava-hf/llava"):
        inspect_model(hub)
    assert inspect_model(version).supported


def test_a_pointer_of_git_lfs_is_named(copy: Path) -> None:
    (copy / "model.safetensors").write_text(
        "version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 14000000000\n"
    )
    with pytest.raises(ModelError, match="Git LFS"):
        inspect_model(copy)


def test_extra_formats_beside_the_weights_are_no_obstacle(copy: Path) -> None:
    (copy / "onnx").mkdir()
    (copy / "onnx" / "model.onnx").touch()
    (copy / "model.gguf").touch()
    assert inspect_model(copy).supported
