"""Plans for models of published sizes: which settings fit into a GPU that is not here."""

from __future__ import annotations

import dataclasses
import json
from pathlib import Path
from typing import Any

import pytest

from sare_engine import MemoryUse, inspect, memory_plan
from sare_engine.cli import main
from sare_engine.config import EraseConfig, InspectConfig
from sare_engine.errors import ConfigError, DeviceError
from sare_engine.formatting import bytes_of
from sare_engine.models.fit import usable
from sare_engine.tuned import RECOMMENDED
from tests.engine.real_shapes import SHAPES

GB = 10**9
WITHIN_12_GB = {
    "LLaVA-1.5-7B": "8bit",
    "Qwen2.5-VL-7B": "4bit",
    "InternVL3-8B": "4bit",
    "SmolVLM-256M": "none",
    "SmolVLM-2.2B": "none",
}


@pytest.fixture(scope="module")
def folders(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    made = tmp_path_factory.mktemp("shapes")
    return {name: write(made / name) for name, write in SHAPES.items()}


def plan_of(folder: Path, memory: str, device: str = "cuda") -> Any:
    config = InspectConfig(model=folder, memory=memory, device=device)
    return inspect(config, weights=False)["plan"]


@pytest.mark.parametrize("name", SHAPES)
def test_the_recommended_form_fits_into_24_gb(folders: dict[str, Path], name: str) -> None:
    plan = plan_of(folders[name], "24GB")
    for job in ("probe", "erase"):
        assert plan[job]["fits"], plan[job]["why"]
        assert 0 < plan[job]["bytes"] <= usable(24 * GB)
        assert plan[job]["why"]


@pytest.mark.parametrize("name", SHAPES)
def test_within_12_gb_large_models_are_held_in_fewer_bits(
    folders: dict[str, Path], name: str
) -> None:
    plan = plan_of(folders[name], "12GB")["erase"]
    assert plan["fits"], plan["why"]
    assert plan["bytes"] <= usable(12 * GB)
    bits = WITHIN_12_GB[name]
    assert plan["settings"]["quantisation"] == bits
    assert bits == "none" or f"{bits[0]} bits" in plan["why"]


def test_weights_held_differently_for_testing_are_pointed_out(folders: dict[str, Path]) -> None:
    plan = plan_of(folders["LLaVA-1.5-7B"], "18GB")
    held = {
        job: {name: plan[job]["settings"][name] for name in ("dtype", "quantisation")}
        for job in ("probe", "erase")
    }
    assert held["probe"] != held["erase"]
    advice = "; to test the model as it will be erased, give sare probe "
    words = plan["erase"]["why"].partition(advice)[2].removesuffix(".").split()
    given = dict(zip(words[::2], words[1::2], strict=True))
    as_erased = {f"--{name}": value for name, value in held["erase"].items()}
    assert given.items() <= as_erased.items()
    assert given["--quantisation"] == held["erase"]["quantisation"]
    # Nothing to say where both hold them alike.
    assert advice not in plan_of(folders["SmolVLM-256M"], "24GB")["erase"]["why"]


def test_a_plan_has_the_recommended_settings_of_an_erasure(folders: dict[str, Path]) -> None:
    settings = plan_of(folders["LLaVA-1.5-7B"], "24GB")["erase"]["settings"]
    assert RECOMMENDED.items() <= settings.items()
    memory = {name: value for name, value in settings.items() if name != "dtype"}
    memory.pop("quantisation")
    EraseConfig(project=Path("p"), **memory).validate()


def test_what_does_not_fit_says_so(folders: dict[str, Path]) -> None:
    plan = plan_of(folders["LLaVA-1.5-7B"], "2GB")["erase"]
    assert not plan["fits"]
    assert plan["why"].startswith("Does not fit")


def test_a_large_memory_needs_no_changes(folders: dict[str, Path]) -> None:
    plan = plan_of(folders["SmolVLM-256M"], "900GB")["erase"]
    assert plan["settings"]["gradient_checkpointing"] is False
    assert plan["why"].endswith("Nothing needs to change.")


def test_apples_gpu_gets_no_quantisation(folders: dict[str, Path]) -> None:
    plan = plan_of(folders["LLaVA-1.5-7B"], "8GB", "mps")
    assert not plan["erase"]["fits"]
    assert plan["erase"]["settings"]["quantisation"] == "none"


def test_the_command_line_prints_the_plan(
    folders: dict[str, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    words = ["inspect", str(folders["Qwen2.5-VL-7B"]), "--memory", "24GB", "--device", "cuda"]
    assert main([*words, "--json", "-"]) == 0
    plan = json.loads(capsys.readouterr().out)["plan"]
    assert plan["probe"]["fits"] and plan["erase"]["fits"]


def test_without_an_amount_it_is_what_is_free_now(
    folders: dict[str, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    use = MemoryUse("cpu", 32 * GB, 1 * GB, 21 * GB, 10 * GB)
    monkeypatch.setattr("sare_engine.jobs.memory_plan.memory_use", lambda _: use)
    config = InspectConfig(model=folders["SmolVLM-256M"], device="cpu")
    plan = inspect(config, weights=False)["plan"]
    assert (plan["erase"]["device"], plan["erase"]["memory"]) == ("cpu", 10 * GB)


@pytest.mark.parametrize("text", ["24", "many", "-1GB", "0GB", "24GB of it"])
def test_an_amount_that_is_none_is_refused(folders: dict[str, Path], text: str) -> None:
    with pytest.raises(ConfigError, match="amount of memory"):
        inspect(InspectConfig(model=folders["SmolVLM-256M"], memory=text))


def test_amounts_are_read_in_both_units() -> None:
    assert bytes_of("24GB") == 24 * GB
    assert bytes_of("1.5 gib") == 3 * 2**29


def test_a_model_spread_over_gpus_has_a_plan_for_each(folders: dict[str, Path]) -> None:
    folder = folders["LLaVA-1.5-7B"]
    plan = plan_of(folder, "2x12GB")["erase"]
    assert plan["fits"] and plan["settings"]["placement"] == "spread"
    assert plan["settings"]["quantisation"] == "none"
    assert [one["device"] for one in plan["devices"]] == ["cuda:0", "cuda:1"]
    assert sum(one["layers"] for one in plan["devices"]) == 32
    assert sum(one["bytes"] for one in plan["devices"]) == plan["bytes"]
    for one in plan["devices"]:
        assert 0 < one["bytes"] <= usable(one["memory"]) == usable(12 * GB)
        assert f"on {one['device']} ({one['layers']} layers)" in plan["why"]
    # On one of them it fits in fewer bits alone.
    assert plan_of(folder, "12GB")["erase"]["settings"]["quantisation"] != "none"
    assert "devices" not in plan_of(folder, "24GB")["erase"]


def test_gpus_may_differ_and_what_does_not_fit_says_where(folders: dict[str, Path]) -> None:
    plan = plan_of(folders["LLaVA-1.5-7B"], "24GB+12GB")["probe"]
    first, second = plan["devices"]
    assert plan["fits"] and first["layers"] > second["layers"]
    plan = plan_of(folders["LLaVA-1.5-7B"], "2x3GB")["erase"]
    assert not plan["fits"]
    assert plan["why"].startswith("Does not fit: it takes about")
    assert "can be planned with" in plan["why"]
    assert plan["why"].endswith("choose a smaller model, or a device with more memory.")


@pytest.mark.parametrize("device", ["cpu", "cuda:1", "mps"])
def test_several_gpus_are_no_single_device(folders: dict[str, Path], device: str) -> None:
    config = InspectConfig(model=folders["LLaVA-1.5-7B"], memory="2x24GB", device=device)
    with pytest.raises(ConfigError, match="names several GPUs"):
        inspect(config)


@pytest.mark.parametrize("text", ["0x24GB", "x24GB", "2x", "24GB+", "65x24GB", "2x24"])
def test_gpus_that_are_none_are_refused(folders: dict[str, Path], text: str) -> None:
    with pytest.raises(ConfigError, match="amount of memory"):
        inspect(InspectConfig(model=folders["SmolVLM-256M"], memory=text))


def test_a_spread_model_needs_the_memory_of_each_gpu(folders: dict[str, Path]) -> None:
    config = InspectConfig(model=folders["SmolVLM-256M"], memory="24GB", placement="spread")
    with pytest.raises(ConfigError, match="such as 2x24GB"):
        inspect(config)
    with pytest.raises(DeviceError, match="spread over several GPUs"):
        inspect(dataclasses.replace(config, memory=""))


def test_what_one_gpu_lacks_several_have(
    folders: dict[str, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    gpu = MemoryUse("cuda", 12 * GB, 0, 0, 12 * GB)
    monkeypatch.setattr("sare_engine.jobs.memory_plan.gpu_memories", lambda: [gpu] * 2)
    config = EraseConfig(project=Path("none"), model=folders["LLaVA-1.5-7B"], device="cuda")
    alone = memory_plan(config, measured=gpu, given=["quantisation"])
    assert not alone["fits"]
    assert alone["would_fit"].startswith("Spread over 2 GPUs it would fit (Placement: spread).")
    spread = memory_plan(dataclasses.replace(config, placement="spread"), given=["quantisation"])
    assert spread["fits"] and len(spread["devices"]) == 2
    # Six copies of the weights are too many for both together.
    moving = dataclasses.replace(config, ascent="fine_tuning")
    assert "Placement: spread" not in memory_plan(moving, measured=gpu)["would_fit"]
