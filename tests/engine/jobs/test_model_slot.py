"""One model in memory at a time, usable by every job that takes one."""

from __future__ import annotations

import dataclasses
from pathlib import Path

from sare_engine import AskConfig, Control, EraseConfig, ModelConfig, ModelSlot, ask, erase, probe
from sare_engine.events import Failed, Finished, Progress
from tests.engine.jobs.conftest import World, ended, failure


def test_a_slot_loads_tells_and_unloads(tiny_llava_folder: Path) -> None:
    slot = ModelSlot()
    result = ended(slot.load(ModelConfig(model=tiny_llava_folder, device="cpu"))).result
    assert slot.model is not None
    assert result["device"] == "cpu"
    assert result["dtype"] == "float32"
    assert result["fingerprint"] == slot.model.fingerprint
    assert result["adapter"] is None
    assert result["parameters"] > 0
    assert result["supported"] is True
    freed = ended(slot.unload()).result["freed_bytes"]
    assert freed >= 0
    assert slot.model is None
    assert ended(slot.unload()).result == {"freed_bytes": 0}


def test_the_former_model_goes_before_the_next_comes(tiny_llava_folder: Path) -> None:
    slot = ModelSlot()
    ended(slot.load(ModelConfig(model=tiny_llava_folder, device="cpu")))
    former = slot.model
    assert former is not None
    for event in slot.load(ModelConfig(model=tiny_llava_folder, device="cpu")):
        if isinstance(event, Progress):
            assert not former.loaded
    assert slot.model is not None
    assert slot.model is not former


def test_a_failed_load_leaves_the_slot_empty(tiny_llava_folder: Path, tmp_path: Path) -> None:
    slot = ModelSlot()
    ended(slot.load(ModelConfig(model=tiny_llava_folder, device="cpu")))
    assert failure(slot.load(ModelConfig(model=tmp_path / "none"))).why
    assert slot.model is None


def test_a_stopped_load_leaves_the_slot_empty(tiny_llava_folder: Path) -> None:
    control = Control()
    control.stop()
    slot = ModelSlot()
    assert ended(slot.load(ModelConfig(model=tiny_llava_folder), control)).status == "stopped"
    assert slot.model is None


def test_jobs_use_the_model_of_the_slot_and_leave_it(world: World, tmp_path: Path) -> None:
    slot = ModelSlot()
    ended(slot.load(ModelConfig(model=world.model, device="cpu")))
    events = list(probe(world.probe_config(tmp_path / "project"), model=slot.model))
    assert isinstance(events[-1], Finished)
    assert not any(getattr(event, "phase", "") == "load" for event in events)
    picture = next(world.images.iterdir())
    question = AskConfig(
        model=world.model, image=picture, question="Is there a fork?", max_new_tokens=6
    )
    answer = ended(ask(question, model=slot.model)).result
    assert isinstance(answer["answer"], str)
    assert 0.0 <= answer["yes"] <= 1.0
    assert slot.model is not None


def test_only_closed_questions_have_a_probability(world: World) -> None:
    picture = next(world.images.iterdir())
    config = AskConfig(
        model=world.model, image=picture, question="Name it.", max_new_tokens=4, device="cpu"
    )
    result = ended(ask(config)).result
    assert result["yes"] is None or result["answer"].lower().startswith(("yes", "no"))


def test_a_picture_that_is_not_there_is_told_in_words(world: World, tmp_path: Path) -> None:
    config = AskConfig(model=world.model, image=tmp_path / "none.png", question="Is it?")
    assert "not found" in failure(ask(config)).what
    empty = AskConfig(model=world.model, image=tmp_path, question="  ")
    last = list(ask(empty))[-1]
    assert isinstance(last, Failed)
    assert "question" in last.why


def test_full_training_leaves_no_changed_model_behind(
    erase_config: EraseConfig, world: World
) -> None:
    slot = ModelSlot()
    ended(slot.load(ModelConfig(model=world.model, device="cpu")))
    lora = dataclasses.replace(erase_config, steps=1)
    ended(erase(lora, model=slot.model))
    assert slot.model is not None
    ended(erase(dataclasses.replace(lora, trainable="full"), model=slot.model))
    assert slot.model is None
