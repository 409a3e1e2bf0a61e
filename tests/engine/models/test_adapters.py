"""Adapters are used as a whole or refused: names, shapes, pairs, kinds and files."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import torch
from safetensors.torch import load_file, save_file

from sare_engine.config import InspectConfig, ModelConfig
from sare_engine.errors import EngineError, ModelError
from sare_engine.events import Notice
from sare_engine.jobs.inspect import inspect
from sare_engine.models.adapters import adapter_fit
from sare_engine.models.loading import load_model, loading
from sare_engine.models.quiet import quiet_libraries
from tests.engine.architectures.builders import FAMILIES
from tests.engine.conftest import write_tiny_llava

Tensors = dict[str, torch.Tensor]
WEIGHTS = "adapter_model.safetensors"
TODAY = "base_model.model.model.language_model.layers"
PROJECTOR = "base_model.model.model.multi_modal_projector"


def write_adapter(base: Path, folder: Path, **settings: Any) -> Path:
    """Write an adapter for a model, as PEFT does, with random weights."""
    from peft import LoraConfig, get_peft_model
    from transformers import AutoModelForImageTextToText

    with quiet_libraries():
        model = AutoModelForImageTextToText.from_pretrained(base)
        config = LoraConfig(
            r=4, lora_alpha=8, target_modules=r".*language_model.*\.(q_proj|v_proj)", **settings
        )
        wrapped = get_peft_model(model, config)
        torch.manual_seed(0)
        for name, one in wrapped.named_parameters():
            if "lora_" in name or "modules_to_save" in name:
                one.data.normal_(std=0.2)
        wrapped.save_pretrained(folder)
    config_file = folder / "adapter_config.json"
    data = json.loads(config_file.read_text())
    config_file.write_text(json.dumps({**data, "base_model_name_or_path": str(base)}))
    return folder


@pytest.fixture(scope="module")
def written(tiny_llava_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An adapter of eight matrices, with a projector trained as a whole (four tensors)."""
    folder = tmp_path_factory.mktemp("written") / "adapter"
    return write_adapter(tiny_llava_folder, folder, modules_to_save=["multi_modal_projector"])


@pytest.fixture
def adapter(written: Path, tmp_path: Path) -> Path:
    """A copy to be changed."""
    return Path(shutil.copytree(written, tmp_path / "adapter"))


def change(adapter: Path, how: Callable[[Tensors], Tensors]) -> None:
    save_file(how(load_file(adapter / WEIGHTS)), adapter / WEIGHTS)


def renamed(old: str, new: str) -> Callable[[Tensors], Tensors]:
    return lambda tensors: {name.replace(old, new): one for name, one in tensors.items()}


def test_every_tensor_of_a_fitting_adapter_is_counted(
    tiny_llava_folder: Path, written: Path
) -> None:
    fit = adapter_fit(written, tiny_llava_folder)
    assert fit.whole
    assert (fit.tensors, fit.loaded) == (12, 12)
    assert fit.notice() == ""
    facts = inspect(InspectConfig(model=written))
    assert facts["supported"] is True
    assert facts["adapter"] == {
        "tensors": 12, "loaded": 12, "renamed": 0, "foreign": 0, "missing": 0, "mismatched": 0,
        "not_finite": 0,
    }  # fmt: skip


FAULTS: dict[str, tuple[Callable[[Tensors], Tensors], str]] = {
    # The matrices, but not the projector, whose names are today's.
    "foreign": (
        renamed(TODAY, "base_model.model.model.layers"),
        "8 of the adapter's 12 weights do not belong",
    ),
    "foreign all": (
        lambda tensors: {f"diffusion.{name}": one for name, one in tensors.items()},
        "None of the adapter's 12 weights belongs",
    ),
    "no B": (
        lambda tensors: {name: one for name, one in tensors.items() if "lora_B" not in name},
        "4 weights that its settings require are missing",
    ),
    "no projector": (
        lambda tensors: {name: one for name, one in tensors.items() if "projector" not in name},
        "4 weights that its settings require are missing",
    ),
    "another rank": (
        lambda tensors: {
            name: one[:2].contiguous() if "lora_A" in name else one for name, one in tensors.items()
        },
        "4 of its 12 weights have another shape",
    ),
    "one more": (
        lambda tensors: {**tensors, f"{TODAY}.9.self_attn.q_proj.lora_A.weight": torch.zeros(4)},
        "1 of the adapter's 13 weights do not belong",
    ),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_what_does_not_fit_is_refused_before_the_model_is_read(
    tiny_llava_folder: Path, adapter: Path, monkeypatch: pytest.MonkeyPatch, fault: str
) -> None:
    from transformers import AutoModelForImageTextToText

    how, words = FAULTS[fault]
    change(adapter, how)
    facts = inspect(InspectConfig(model=adapter))
    assert facts["supported"] is False
    assert words in " ".join(facts["reasons"])
    monkeypatch.setattr(AutoModelForImageTextToText, "from_pretrained", None)
    with pytest.raises(ModelError, match="does not fit") as caught:
        load_model(ModelConfig(model=tiny_llava_folder, adapter=adapter, device="cpu"))
    assert words in caught.value.why
    assert len(caught.value.why) < 1200, "only a few names are listed"


@pytest.mark.parametrize("parts", ["matrices", "projector", "both"])
def test_names_of_earlier_versions_are_matched_and_said(
    tiny_llava_folder: Path, written: Path, adapter: Path, parts: str
) -> None:
    if parts != "projector":
        change(adapter, renamed(TODAY, "base_model.model.language_model.model.layers"))
    if parts != "matrices":
        change(adapter, renamed(PROJECTOR, "base_model.model.multi_modal_projector"))
    count = {"matrices": 8, "projector": 4, "both": 12}[parts]
    config = ModelConfig(model=tiny_llava_folder, adapter=adapter, device="cpu")
    events, loaded = result_of(loading(config, control()))
    [notice] = [one for one in events if isinstance(one, Notice)]
    assert notice.text.startswith(f"{count} of the adapter's 12 weights have names of another")
    today = load_model(ModelConfig(model=tiny_llava_folder, adapter=written, device="cpu"))
    expected = dict(today.model.named_parameters())
    for name, one in loaded.model.named_parameters():
        assert torch.equal(one, expected[name]), name
    facts = inspect(InspectConfig(model=adapter))
    assert facts["supported"] is True
    assert facts["adapter"]["renamed"] == count
    assert facts["notices"]


def test_names_that_only_transformers_knows_are_matched(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    # PEFT has no rules for this family, of which there are many adapters with the earlier names.
    base = tmp_path_factory.mktemp("qwen") / "model"
    with quiet_libraries():
        FAMILIES["Qwen2-VL"](base)
    adapter = write_adapter(base, base.with_name("adapter"))
    before = load_model(ModelConfig(model=base, adapter=adapter, device="cpu"))
    change(adapter, renamed(TODAY, "base_model.model.model.layers"))
    fit = adapter_fit(adapter, base)
    assert len(fit.renamed) == fit.loaded == fit.tensors > 0
    after = load_model(ModelConfig(model=base, adapter=adapter, device="cpu"))
    assert after.adapter_tensors == fit.tensors
    expected = dict(before.model.named_parameters())
    for name, one in after.model.named_parameters():
        assert torch.equal(one, expected[name]), name


def control() -> Any:
    from sare_engine.control import Control

    return Control()


def result_of(events: Any) -> tuple[list[Any], Any]:
    seen = []
    while True:
        try:
            seen.append(next(events))
        except StopIteration as ended:
            return seen, ended.value


def test_an_adapter_of_a_larger_model_is_refused(
    written: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    other = write_tiny_llava(tmp_path_factory.mktemp("wide") / "model", width=64)
    fit = adapter_fit(written, other)
    assert len(fit.mismatched) == 12
    assert not fit.whole
    facts = inspect(InspectConfig(model=written, base=other))
    assert "have another shape" in " ".join(facts["reasons"])


def test_an_adapter_with_more_layers_than_the_model_is_refused(
    written: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    other = write_tiny_llava(tmp_path_factory.mktemp("flat") / "model", layers=1)
    assert len(adapter_fit(written, other).foreign) == 4


def test_modules_that_the_model_lacks_are_named(tiny_llava_folder: Path, adapter: Path) -> None:
    settings(adapter, target_modules=["c_attn"])
    fit = adapter_fit(adapter, tiny_llava_folder)
    assert list(fit.problems()) == [
        "The model has none of the modules that the adapter's settings name."
    ]


@pytest.mark.parametrize("changes", [{"r": "four"}, {"r": -1}, {"rank_pattern": 3}])
def test_settings_of_the_wrong_kind_are_refused_in_words(
    tiny_llava_folder: Path, adapter: Path, changes: dict[str, Any]
) -> None:
    settings(adapter, **changes)
    [reason] = adapter_fit(adapter, tiny_llava_folder).problems()
    assert reason.startswith("The adapter's settings (adapter_config.json) do not suit the model")
    assert "'" not in reason.removeprefix("The adapter's")


def settings(adapter: Path, **changes: Any) -> None:
    path = adapter / "adapter_config.json"
    path.write_text(json.dumps({**json.loads(path.read_text()), **changes}))


@pytest.mark.parametrize("kind", [{"use_dora": True}, {"use_rslora": True}, {"bias": "lora_only"}])
def test_variants_of_lora_are_counted_and_loaded(
    tiny_llava_folder: Path, tmp_path: Path, kind: dict[str, Any]
) -> None:
    adapter = write_adapter(tiny_llava_folder, tmp_path / "adapter", **kind)
    fit = adapter_fit(adapter, tiny_llava_folder)
    assert fit.whole, list(fit.problems())
    assert fit.loaded == len(load_file(adapter / WEIGHTS))
    loaded = load_model(ModelConfig(model=tiny_llava_folder, adapter=adapter, device="cpu"))
    values = [one for one in load_file(adapter / WEIGHTS).values() if one.count_nonzero()]
    found = [one for one in loaded.model.state_dict().values() if one.is_floating_point()]
    for value in values:
        assert any(value.shape == one.shape and torch.equal(value, one) for one in found)


@pytest.mark.parametrize("kind", ["IA3", "VERA", "PROMPT_TUNING", ""])
def test_other_kinds_of_adapters_are_named(
    tiny_llava_folder: Path, adapter: Path, kind: str
) -> None:
    settings(adapter, peft_type=kind)
    assert inspect(InspectConfig(model=adapter))["supported"] is False
    with pytest.raises(ModelError, match="could not be used") as caught:
        load_model(ModelConfig(model=tiny_llava_folder, adapter=adapter, device="cpu"))
    assert "not LoRA" in caught.value.why


def damages() -> Iterator[tuple[str, Callable[[Path], Any], str]]:
    yield "none", lambda folder: (folder / WEIGHTS).unlink(), "no weights"
    yield "cut", lambda folder: cut(folder / WEIGHTS), "damaged"
    yield "pickle", lambda folder: (folder / WEIGHTS).rename(folder / "adapter_model.bin"), "safe"
    yield "json", lambda folder: (folder / "adapter_config.json").write_text("{"), "be read"


def cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-100])


@pytest.mark.parametrize(
    ("damage", "words"), [pytest.param(*one[1:], id=one[0]) for one in damages()]
)
def test_damaged_and_unsafe_files_are_refused(
    tiny_llava_folder: Path, adapter: Path, damage: Callable[[Path], Any], words: str
) -> None:
    damage(adapter)
    with pytest.raises(EngineError, match=words):
        inspect(InspectConfig(model=adapter))
    with pytest.raises(EngineError, match=words):
        load_model(ModelConfig(model=tiny_llava_folder, adapter=adapter, device="cpu"))


def test_weights_in_a_pickle_beside_the_adapter_are_not_left_out_silently(
    tiny_llava_folder: Path, adapter: Path
) -> None:
    (adapter / "non_lora_trainables.bin").write_bytes(b"the projector")
    assert "pickle" in " ".join(inspect(InspectConfig(model=adapter))["reasons"])
    with pytest.raises(ModelError, match="could not be used"):
        load_model(ModelConfig(model=tiny_llava_folder, adapter=adapter, device="cpu"))


@pytest.mark.parametrize("value", [float("nan"), float("inf")])
def test_values_that_are_no_numbers_are_refused_before_the_model_is_read(
    tiny_llava_folder: Path, adapter: Path, monkeypatch: pytest.MonkeyPatch, value: float
) -> None:
    from transformers import AutoModelForImageTextToText

    def spoil(tensors: Tensors) -> Tensors:
        name = next(one for one in tensors if "lora_B" in one)
        tensors[name][0, 0] = value
        return {one: found.to(torch.bfloat16) for one, found in tensors.items()}

    change(adapter, spoil)
    facts = inspect(InspectConfig(model=adapter))
    assert (facts["supported"], facts["adapter"]["not_finite"]) == (False, 1)
    assert "1 of its 12 weights" in facts["reasons"][0]
    monkeypatch.setattr(AutoModelForImageTextToText, "from_pretrained", None)
    with pytest.raises(ModelError, match="cannot be used") as caught:
        load_model(ModelConfig(model=tiny_llava_folder, adapter=adapter, device="cpu"))
    assert "lora_B" in caught.value.why


def test_without_its_base_an_adapter_says_what_could_not_be_checked(
    tiny_llava_folder: Path, adapter: Path
) -> None:
    for stated, advice in (
        ("someone/elsewhere", "sare download someone/elsewhere --out BASE"),
        ("/home/bob/llava", "was in /home/bob/llava, which is not on this computer"),
        ("", "does not name the base model"),
    ):
        settings(adapter, base_model_name_or_path=stated)
        facts = inspect(InspectConfig(model=adapter))
        [reason] = facts["reasons"]
        assert "12 weights fit could not be checked" in reason
        assert advice in reason
        assert "--base" in reason
        with pytest.raises(ModelError, match="base model was not found") as caught:
            load_model(ModelConfig(model=adapter, device="cpu"))
        assert advice in f"{caught.value.why} {caught.value.fix}"
        assert "--adapter adapter" in caught.value.fix
    assert "adapter" not in facts
    facts = inspect(InspectConfig(model=adapter, base=tiny_llava_folder))
    assert facts["supported"] is True
    assert facts["adapter"]["loaded"] == 12


def test_only_adapters_have_a_base(tiny_llava_folder: Path) -> None:
    with pytest.raises(EngineError, match="adapter"):
        inspect(InspectConfig(model=tiny_llava_folder, base=tiny_llava_folder))


def test_a_downloaded_base_is_found_by_its_name_on_the_hub(
    tiny_llava_folder: Path, adapter: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import huggingface_hub.constants

    cache = tmp_path / "hub"
    snapshot = cache / "models--someone--llava" / "snapshots" / "0123"
    shutil.copytree(tiny_llava_folder, snapshot)
    (cache / "models--someone--llava" / "refs").mkdir()
    (cache / "models--someone--llava" / "refs" / "main").write_text("0123")
    monkeypatch.setattr(huggingface_hub.constants, "HF_HUB_CACHE", str(cache))
    settings(adapter, base_model_name_or_path="someone/llava")
    facts = inspect(InspectConfig(model=adapter))
    assert facts["base"] == str(snapshot)
    assert facts["supported"] is True
