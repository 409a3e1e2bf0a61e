"""Plans for models of published sizes, and how a job follows its plan."""

from __future__ import annotations

import dataclasses
from pathlib import Path
from typing import Any

import pytest

from sare_engine import (
    EraseConfig,
    MemoryUse,
    ModelConfig,
    ProbeConfig,
    RelearnConfig,
    inspect,
    loading_plan,
    memory_plan,
)
from sare_engine.assets import DEMO_FOLDER
from sare_engine.config import InspectConfig
from sare_engine.erasure.ascents import ASCENTS
from sare_engine.errors import ConfigError, DeviceError
from sare_engine.events import Finished, Notice
from sare_engine.jobs.erase import erase
from sare_engine.jobs.fitted import fitted
from sare_engine.jobs.memory_plan import Room, plan_jobs
from sare_engine.models.fit import usable
from sare_engine.models.memory import estimate_erase_bytes, held_as
from sare_engine.models.shapes import model_shape
from sare_engine.tuned import RECOMMENDED
from sare_engine.workspace.runs import Runs
from tests.engine.real_shapes import SHAPES

GB = 10**9
LARGE = ("LLaVA-1.5-7B", "Qwen2.5-VL-7B", "InternVL3-8B")
FORMS: dict[str, dict[str, Any]] = {
    "recommended": RECOMMENDED,
    "sare": {},
    "efuf": {"method": "efuf"},
}


@pytest.fixture(scope="module")
def folders(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    place = tmp_path_factory.mktemp("shapes")
    return {name: write(place / name) for name, write in SHAPES.items()}


def erasing(folder: Path, **settings: Any) -> EraseConfig:
    return EraseConfig(project=Path("none"), model=folder, device="cuda", **settings)


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("name", SHAPES)
def test_every_form_fits_into_24_gb_without_quantisation(
    folders: dict[str, Path], name: str, form: str
) -> None:
    config = erasing(folders[name], **FORMS[form])
    plan = memory_plan(config, memory=24 * GB)
    assert plan["fits"]
    assert plan["bytes"] <= usable(24 * GB)
    assert plan["settings"]["quantisation"] == "none"
    # What is planned is what the estimate of these settings says.
    shape = held_as(model_shape(folders[name]), "auto", "cuda")
    ascent = ASCENTS[config.ascent]
    estimate = estimate_erase_bytes(
        shape,
        batch=plan["settings"]["microbatch"],
        checkpointing=plan["settings"]["gradient_checkpointing"],
        copies=0 if form == "efuf" else ascent.copies,
    )
    assert plan["bytes"] == pytest.approx(estimate, rel=0.01)


@pytest.mark.parametrize("name", LARGE)
def test_7b_models_in_4_bits_fit_into_12_gb(folders: dict[str, Path], name: str) -> None:
    given = memory_plan(erasing(folders[name], quantisation="4bit", **RECOMMENDED), memory=12 * GB)
    assert given["fits"]
    assert "quantisation" not in given["changes"]
    planned = memory_plan(erasing(folders[name], **RECOMMENDED), memory=12 * GB)
    assert planned["fits"]
    assert planned["changes"]["quantisation"] in ("8bit", "4bit")
    assert "bits: answers differ" in planned["why"]
    assert memory_plan(ModelConfig(model=folders[name], device="cuda"), memory=12 * GB)["fits"]


def test_what_changes_no_result_comes_first_and_of_that_the_fastest(
    folders: dict[str, Path],
) -> None:
    large, small = folders["LLaVA-1.5-7B"], folders["SmolVLM-256M"]
    at_ease = memory_plan(erasing(large), memory=160 * GB)
    assert at_ease["changes"] == {}
    assert at_ease["why"].endswith("Nothing needs to change.")
    # Small passes of a large model cost less time than recomputing: these are tried before.
    roomy = memory_plan(erasing(large), memory=40 * GB)
    assert set(roomy["changes"]) == {"microbatch"}
    tight = memory_plan(erasing(large), memory=24 * GB)
    assert set(tight["changes"]) == {"microbatch", "gradient_checkpointing"}
    assert "about a third longer" in tight["why"]
    # For a small model many passes cost more.
    little = memory_plan(erasing(small), memory=3 * GB)
    assert little["changes"]["gradient_checkpointing"]
    assert little["settings"]["microbatch"] > 1
    assert memory_plan(erasing(large), memory=12 * GB)["changes"]["quantisation"] == "8bit"


def test_weights_are_held_in_16_bits_on_a_cpu_before_they_are_rounded(
    folders: dict[str, Path],
) -> None:
    config = dataclasses.replace(erasing(folders["LLaVA-1.5-7B"]), device="cpu")
    plan = memory_plan(config, memory=24 * GB)
    assert plan["device"] == "cpu"
    assert plan["changes"]["dtype"] == "bfloat16"
    assert plan["settings"]["quantisation"] == "none"


def test_settings_that_are_given_stay(folders: dict[str, Path]) -> None:
    folder = folders["LLaVA-1.5-7B"]
    plan = memory_plan(erasing(folder, microbatch=2, quantisation="4bit"), memory=12 * GB)
    assert plan["fits"]
    assert (plan["settings"]["microbatch"], plan["settings"]["quantisation"]) == (2, "4bit")
    stated = memory_plan(erasing(folder), memory=12 * GB, given=["quantisation"])
    assert not stated["fits"]
    assert stated["settings"]["quantisation"] == "none"
    assert stated["would_fit"].startswith("With other settings it would fit (")
    assert "Quantisation: 8bit" in stated["would_fit"]


@pytest.mark.parametrize("name", LARGE)
def test_forms_that_move_the_weights_do_not_fit_and_say_what_would(
    folders: dict[str, Path], name: str
) -> None:
    for memory in (24 * GB, 12 * GB):
        plan = memory_plan(erasing(folders[name], ascent="fine_tuning"), memory=memory)
        assert not plan["fits"]
        assert plan["settings"]["quantisation"] == "none"
        assert "holds 6 copies of them, which 8 and 4 bits do not allow." in plan["why"]
        assert plan["would_fit"].startswith("The ascent “Single step” would fit.")
        assert plan["would_fit"] in plan["why"]
    attack = RelearnConfig(project=Path("none"), model=folders[name], device="cuda", attack="full")
    plan = memory_plan(attack, memory=24 * GB)
    assert not plan["fits"]
    assert plan["would_fit"].startswith("The attack “New adapter” would fit.")
    full = memory_plan(erasing(folders[name], trainable="full"), memory=24 * GB)
    assert full["would_fit"].startswith("Training a LoRA adapter would fit.")


def test_jobs_together_get_one_plan(folders: dict[str, Path]) -> None:
    folder = folders["LLaVA-1.5-7B"]
    shape = model_shape(folder)
    room = Room("cuda", 12 * GB, here=False)
    small, large = erasing(folder, retain_batch=8), erasing(folder, ascent="relearning")
    plan = plan_jobs([small, large], shape, room)
    assert plan.settings == plan_jobs([large], shape, room).settings
    # One of them cannot do with rounded weights, so none is planned with them.
    both = plan_jobs([small, erasing(folder, ascent="merged")], shape, room)
    assert not both.fits
    assert both.settings["quantisation"] == "none"


def test_inspect_plans_for_a_device_that_is_not_here(folders: dict[str, Path]) -> None:
    config = InspectConfig(model=folders["LLaVA-1.5-7B"], device="cuda", memory="24GB")
    plan = inspect(config, weights=False)["plan"]
    assert set(plan) == {"probe", "erase"}
    expected = memory_plan(erasing(config.model, **RECOMMENDED), memory=24 * GB)
    assert plan["erase"] == {**expected, "settings": {**RECOMMENDED, **expected["settings"]}}
    assert plan["probe"]["fits"]
    assert plan["probe"]["settings"]["batch_size"] == 8
    for wrong in ("lots", "-1GB", "0"):
        with pytest.raises(ConfigError, match="not an amount of memory"):
            inspect(dataclasses.replace(config, memory=wrong))
    with pytest.raises(DeviceError, match="state its memory"):
        inspect(dataclasses.replace(config, device="cuda:7", memory=""))


def follow(config: Any, **more: Any) -> tuple[list[Any], Any]:
    """The events of planning and the settings used."""
    work, events = fitted(config, **more), []
    while True:
        try:
            events.append(next(work))
        except StopIteration as ended:
            return events, ended.value[0]


def here(monkeypatch: pytest.MonkeyPatch, device: str, memory: int) -> None:
    monkeypatch.setattr("sare_engine.jobs.fitted._room", lambda *_: Room(device, memory))


def test_a_job_follows_its_plan_and_says_so(
    folders: dict[str, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    config = erasing(folders["LLaVA-1.5-7B"])
    here(monkeypatch, "cuda", 12 * GB)
    [event], used = follow(config)
    assert event.level == "info"
    assert event.text.startswith("Planned to fit into memory. Takes about 9.")
    assert (used.quantisation, used.gradient_checkpointing) == ("8bit", True)
    # Recorded like the user's own setting, it decides which runs are comparable.
    assert (
        used.outcome_settings()
        == dataclasses.replace(config, quantisation="8bit").outcome_settings()
        != config.outcome_settings()
    )
    off = dataclasses.replace(config, fit="off")
    assert follow(off) == ([], off)
    [event], _ = follow(config, given=["quantisation"])
    assert event.level == "warning"
    assert "Quantisation: 8bit" in event.text
    probe = ProbeConfig(project=Path("none"), model=folders["LLaVA-1.5-7B"], device="cuda")
    assert follow(probe)[1].quantisation == "8bit"


def test_what_the_kernel_would_kill_is_refused_on_a_cpu(
    folders: dict[str, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    here(monkeypatch, "cpu", 2 * GB)
    config = erasing(folders["LLaVA-1.5-7B"])
    with pytest.raises(DeviceError, match="--fit off"):
        follow(config)
    here(monkeypatch, "cuda", 2 * GB)
    assert follow(config)[0][0].level == "warning"


def test_nothing_is_planned_where_there_is_room() -> None:
    config = EraseConfig(project=Path("none"), model=DEMO_FOLDER / "model", device="cpu")
    assert follow(config) == ([], config)


def test_a_run_records_its_plan_and_trains_by_it(
    erase_config: EraseConfig, monkeypatch: pytest.MonkeyPatch
) -> None:
    config = dataclasses.replace(erase_config, steps=1)
    whole = memory_plan(config, memory=64 * GB)["bytes"]
    # A little less than it takes, and what is kept in reserve.
    here(monkeypatch, "cpu", int((0.97 * whole + 5e8) / 0.9))
    events = list(erase(config))
    assert isinstance(events[-1], Finished), events[-1]
    run = Runs(config.project).list("erase")[-1]
    stored = run.environment["plan"]
    assert stored["fits"] and stored["changes"] == {"microbatch": 2}
    assert EraseConfig.from_dict(run.config_dict()).microbatch == 2
    notices = [one.text for one in events if isinstance(one, Notice)]
    assert any(one.startswith("Planned to fit into memory.") for one in notices)


def test_a_model_is_loaded_so_that_the_recommended_erasure_fits(
    folders: dict[str, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sare_engine.jobs.memory_plan.held_bits_problem", lambda *_, **__: ("", ""))
    config = ModelConfig(model=folders["LLaVA-1.5-7B"], device="cuda")

    def within(gigabytes: int, freed: int = 0) -> dict[str, Any]:
        use = MemoryUse("cuda", 80 * GB, 0, 0, gigabytes * GB)
        return loading_plan(config, measured=use, freed=freed * GB)

    roomy, tight, testing, nothing = (within(one) for one in (24, 12, 7, 2))
    assert roomy["changes"] == {}
    assert roomy["erase"] == memory_plan(erasing(config.model, **RECOMMENDED), memory=24 * GB)
    assert tight["changes"] == {"quantisation": "8bit"}
    assert tight["erase"]["fits"] and tight["probe"]["settings"]["quantisation"] == "8bit"
    assert within(10, freed=2) == tight
    # Only testing fits: the model is held as that needs.
    assert testing["probe"]["fits"] and not testing["erase"]["fits"]
    assert testing["settings"] == {
        name: testing["probe"]["settings"][name] for name in ("dtype", "quantisation")
    }
    assert not nothing["probe"]["fits"] and not nothing["erase"]["fits"]
    given = dataclasses.replace(config, quantisation="4bit")
    assert loading_plan(given)["settings"]["quantisation"] == "4bit"
