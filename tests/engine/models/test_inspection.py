"""Looking into model folders: right figures for good ones, plain words for bad ones."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st
from safetensors.torch import save_file

from sare_engine.errors import ModelError
from sare_engine.models.inspection import check_loadable, inspect_model
from sare_engine.models.loading import LoadedModel
from sare_engine.models.parts import part_of
from sare_engine.models.safetensors_headers import read_safetensors_header


@pytest.fixture
def copy(tiny_llava_folder: Path, tmp_path: Path) -> Path:
    """A copy of the tiny model that a test may damage."""
    return Path(shutil.copytree(tiny_llava_folder, tmp_path / "copy"))


def edit_json(path: Path, **values: object) -> None:
    data = json.loads(path.read_text())
    data.update(values)
    path.write_text(json.dumps(data))


def test_figures_agree_with_the_loaded_model(tiny_llava: LoadedModel) -> None:
    summary = inspect_model(tiny_llava.folder)
    inner = tiny_llava.model.model
    counts = {part.name: part.parameters for part in summary.parts}
    assert summary.parameters == sum(one.numel() for one in tiny_llava.model.parameters())
    assert counts["vision_tower"] == sum(one.numel() for one in inner.vision_tower.parameters())
    assert counts["projector"] == sum(
        one.numel() for one in inner.multi_modal_projector.parameters()
    )
    assert (summary.architecture, summary.model_type) == ("LlavaForConditionalGeneration", "llava")
    assert (summary.dtype, summary.context_length) == ("float32", 512)
    assert summary.processor
    assert summary.supported
    assert summary.safe
    assert not summary.tied
    weights = summary.parameters * 4
    assert weights < summary.probe_bytes < summary.erase_bytes


def test_summary_is_json(tiny_llava_folder: Path) -> None:
    data = json.loads(json.dumps(inspect_model(tiny_llava_folder).to_dict()))
    assert data["parts"].keys() == {"vision_tower", "projector", "language_model"}


def test_inspecting_imports_no_heavy_library(tiny_llava_folder: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from sare_engine.models.inspection import *; "
        "inspect_model(Path(sys.argv[1])); "
        "print(sorted({'torch', 'transformers', 'peft', 'numpy'} & set(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(tiny_llava_folder)],
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.strip() == "[]"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("---\nlicense: apache-2.0\ntags: [a]\n---\n# Model", "apache-2.0"),
        ("# Model without a head\nlicense: mit", ""),
    ],
)
def test_licence_comes_from_the_model_card(copy: Path, text: str, expected: str) -> None:
    (copy / "README.md").write_text(text)
    assert inspect_model(copy).licence == expected


def _text_only(folder: Path) -> None:
    (folder / "config.json").write_text(
        json.dumps({"architectures": ["LlamaForCausalLM"], "model_type": "llama"})
    )


def _clip(folder: Path) -> None:
    edit_json(folder / "config.json", architectures=["CLIPModel"], model_type="clip")


def _pickle(folder: Path) -> None:
    (folder / "model.safetensors").rename(folder / "pytorch_model.bin")


def _truncate(folder: Path) -> None:
    path = folder / "model.safetensors"
    path.write_bytes(path.read_bytes()[:-1000])


def _cut_header(folder: Path) -> None:
    path = folder / "model.safetensors"
    path.write_bytes(path.read_bytes()[:100])


def _garbage(folder: Path) -> None:
    path = folder / "model.safetensors"
    data = bytearray(path.read_bytes())
    data[8:200] = b"\xff{[" * 64
    path.write_bytes(bytes(data))


def _lost_shard(folder: Path) -> None:
    index = {"weight_map": {"a": "model-00001-of-00002.safetensors"}}
    (folder / "model.safetensors.index.json").write_text(json.dumps(index))


def _lost_index(folder: Path) -> None:
    (folder / "model.safetensors").rename(folder / "model-00001-of-00002.safetensors")


@pytest.mark.parametrize(
    ("damage", "words"),
    [
        (shutil.rmtree, "was not found"),
        (_lost_index, "model.safetensors.index.json is damaged or incomplete"),
        (lambda folder: [one.unlink() for one in folder.iterdir()], "empty"),
        (lambda folder: (folder / "config.json").unlink(), "is not a model"),
        (lambda folder: (folder / "config.json").write_text("{nonsense"), "config.json"),
        (lambda folder: (folder / "config.json").write_text("[]"), "config.json"),
        (_text_only, "cannot see"),
        (_clip, "cannot write captions"),
        (_pickle, "not in a safe format"),
        (lambda folder: (folder / "model.safetensors").unlink(), "no weights"),
        (lambda folder: (folder / "model.safetensors").write_bytes(b""), "damaged"),
        (_truncate, "damaged"),
        (_cut_header, "damaged"),
        (_garbage, "damaged"),
        (_lost_shard, "00001-of-00002"),
    ],
)
def test_bad_folders_are_refused_in_plain_words(
    copy: Path, damage: Callable[[Path], object], words: str
) -> None:
    damage(copy)
    with pytest.raises(ModelError) as caught:
        inspect_model(copy)
    assert words in caught.value.what
    assert caught.value.why
    assert caught.value.fix


def test_a_file_is_no_folder(tiny_llava_folder: Path) -> None:
    with pytest.raises(ModelError, match="not a file"):
        inspect_model(tiny_llava_folder / "config.json")


@pytest.mark.parametrize("name", ["config.json", "processor_config.json", "tokenizer_config.json"])
def test_custom_code_needs_consent(copy: Path, name: str) -> None:
    edit_json(copy / name, auto_map={"AutoModel": "modeling_x.Model"})
    summary = inspect_model(copy)
    assert not summary.safe
    with pytest.raises(ModelError, match="--trust-remote-code"):
        check_loadable(summary)
    check_loadable(summary, trust_remote_code=True)


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"is_encoder_decoder": True}, "encoder-decoder"),
        ({"quantization_config": {"bits": 4}}, "quantised"),
        ({"vision_config": None, "mm_vision_tower": "clip"}, "original LLaVA"),
    ],
)
def test_what_is_not_supported_is_said_before_loading(
    copy: Path, values: dict[str, object], words: str
) -> None:
    if "mm_vision_tower" in values:
        data = json.loads((copy / "config.json").read_text())
        del data["vision_config"]
        (copy / "config.json").write_text(json.dumps(data))
        values = {"mm_vision_tower": "clip"}
    edit_json(copy / "config.json", **values)
    summary = inspect_model(copy)
    assert not summary.supported
    with pytest.raises(ModelError, match=words):
        check_loadable(summary)


def test_missing_processor_is_not_supported(copy: Path) -> None:
    (copy / "processor_config.json").unlink()
    assert "image processor" in " ".join(inspect_model(copy).reasons)


@pytest.mark.parametrize(
    ("name", "part"),
    [
        ("vision_tower.vision_model.encoder.layers.0.mlp.fc1.weight", "vision_tower"),
        ("model.visual.blocks.0.attn.qkv.weight", "vision_tower"),
        ("model.visual.merger.mlp.0.weight", "projector"),
        ("model.connector.modality_projection.proj.weight", "projector"),
        ("multi_modal_projector.linear_1.bias", "projector"),
        ("language_model.model.layers.0.self_attn.q_proj.weight", "language_model"),
        ("lm_head.weight", "language_model"),
    ],
)
def test_weights_are_counted_to_their_part(name: str, part: str) -> None:
    assert part_of(name) == part


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=64), st.integers(0, 300), st.integers(0, 400))
def test_damaged_headers_never_escape_as_other_errors(
    tmp_path_factory: pytest.TempPathFactory, noise: bytes, at: int, cut: int
) -> None:
    path = tmp_path_factory.getbasetemp() / "fuzz.safetensors"
    save_file({"a": torch.zeros(3, 2), "b": torch.zeros(4, dtype=torch.bfloat16)}, path)
    data = bytearray(path.read_bytes())
    data[at : at + len(noise)] = noise
    path.write_bytes(bytes(data[: max(0, len(data) - cut)]))
    try:
        read = read_safetensors_header(path)
    except ModelError as error:
        assert error.what and error.fix
    else:
        size = path.stat().st_size
        assert all(one.start + one.size <= size for one in read)


def test_a_hub_name_is_told_from_a_missing_folder() -> None:
    with pytest.raises(ModelError, match="Nothing is downloaded") as caught:
        inspect_model(Path("llava-hf/llava-1.5-7b-hf"))
    assert "sare download llava-hf/llava-1.5-7b-hf --out" in caught.value.fix
    with pytest.raises(ModelError, match="There is no"):
        inspect_model(Path("/nowhere/llava-1.5-7b-hf"))
