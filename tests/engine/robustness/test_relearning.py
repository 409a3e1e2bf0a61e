"""Relearning brings back what was erased, whatever the attacker trains."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from pathlib import Path

import pytest
import torch

from sare_engine.config import RelearnConfig
from sare_engine.control import Control, Stopped
from sare_engine.erasure.batches import encode_examples
from sare_engine.erasure.examples import CaptionExample, Target
from sare_engine.errors import DataError, ModelError
from sare_engine.events import Event, ProbeMetrics, StepMetrics
from sare_engine.models.loading import LoadedModel
from sare_engine.models.trainable import attach_lora, trainable_parameters
from sare_engine.models.vision import VisionFeatures
from sare_engine.robustness.attack import AttackContext
from sare_engine.robustness.attacks import ATTACKS, full, same_adapter
from sare_engine.robustness.relearning import put_new_adapter
from sare_engine.team.team import Team
from tests.engine.threads_as_processes import in_team, join_by_threads

CAPTION = "A red fork lies on the table, a blue knife is beside it."


@pytest.fixture
def erased(tiny_llava: LoadedModel) -> LoadedModel:
    """The tiny model with an adapter that is not zero, as an erasure leaves it."""
    attach_lora(tiny_llava, "language_model", rank=4, alpha=8.0, seed=0)
    with torch.random.fork_rng():
        torch.manual_seed(3)
        for parameter in trainable_parameters(tiny_llava.model).values():
            parameter.data += 0.05 * torch.randn_like(parameter)
    tiny_llava.model.requires_grad_(False)
    return tiny_llava


def captions(images: list[Path]) -> list[CaptionExample]:
    return [
        CaptionExample(image, "Describe the image.", CAPTION, (Target("sent", 0, len(CAPTION)),))
        for image in images[:4]
    ]


def config(attack: str, **values: object) -> RelearnConfig:
    settings: dict[str, object] = {
        "project": Path("p"),
        "attack": attack,
        "samples": 3,
        "steps": 8,
        "batch": 2,
        "learning_rate": 5e-3,
        "lora_rank": 4,
        "lora_alpha": 8.0,
        "measure_at": (4, 8),
    }
    return RelearnConfig(**{**settings, **values})  # type: ignore[arg-type]


def attack(
    loaded: LoadedModel,
    images: list[Path],
    settings: RelearnConfig,
    control: Control | None = None,
    team: Team | None = None,
) -> list[Event]:
    features = VisionFeatures(loaded)
    examples = list(encode_examples(loaded, features, captions(images)))

    def measure(step: int, *, prompt: str = "") -> Iterator[Event]:
        assert not prompt
        yield ProbeMetrics("relearn", step, {})

    control = control or Control()
    context = AttackContext(loaded, features, examples, settings, control, measure, team)
    return list(ATTACKS[settings.attack].attack(context))


@pytest.mark.parametrize("name", [key for key, one in ATTACKS.items() if one.trains])
def test_the_caption_is_learned_again(
    erased: LoadedModel, tiny_images: list[Path], name: str
) -> None:
    events = attack(erased, tiny_images, config(name))
    losses = [event.values["loss"] for event in events if isinstance(event, StepMetrics)]
    assert losses[-1] < losses[0] - 0.3
    assert [e.step for e in events if isinstance(e, ProbeMetrics)] == [0, 4, 8]


@pytest.mark.parametrize("measure_at", [(), (2,), (2, 3), (2, 200)])
def test_the_end_of_the_attack_is_always_measured(
    erased: LoadedModel, tiny_images: list[Path], measure_at: tuple[int, ...]
) -> None:
    events = attack(erased, tiny_images, config("full", steps=3, measure_at=measure_at))
    measured = [event.step for event in events if isinstance(event, ProbeMetrics)]
    assert measured == ([0, 2, 3] if measure_at else [0, 3])


def test_each_attack_trains_what_it_says(erased: LoadedModel, tiny_images: list[Path]) -> None:
    adapter = {
        name: p.detach().clone() for name, p in erased.model.named_parameters() if "lora_" in name
    }
    same_adapter.prepare(erased)
    assert set(trainable_parameters(erased.model)) == set(adapter)

    put_new_adapter(erased, config("fresh_adapter"))
    fresh = trainable_parameters(erased.model)
    assert all("lora_" in name for name in fresh)
    assert all(not p.any() for name, p in fresh.items() if "lora_B" in name)

    full.prepare(erased, config("full"))
    names = list(trainable_parameters(erased.model))
    assert names
    assert all("lora_" not in name for name in names)
    assert all("vision_tower" not in name for name in names)


def test_merging_does_not_change_the_attacked_model(
    erased: LoadedModel, tiny_images: list[Path]
) -> None:
    features = VisionFeatures(erased)
    [example] = list(encode_examples(erased, features, captions(tiny_images)[:1]))

    def logits() -> torch.Tensor:
        with torch.no_grad():
            output = erased.model(
                input_ids=example.input_ids[None], **features.model_inputs([example.image])
            )
        return output.logits  # type: ignore[no-any-return]

    before = logits()
    put_new_adapter(erased, config("fresh_adapter"))
    torch.testing.assert_close(logits(), before, rtol=1e-4, atol=1e-4)


def test_the_same_adapter_needs_an_adapter(
    tiny_llava: LoadedModel, tiny_images: list[Path]
) -> None:
    with pytest.raises(ModelError, match="not possible"):
        attack(tiny_llava, tiny_images, config("same_adapter"))


def test_nothing_to_relearn_is_an_error(erased: LoadedModel) -> None:
    with pytest.raises(DataError, match="nothing to relearn"):
        context = AttackContext(erased, VisionFeatures(erased), [], config("full"), Control())
        list(ATTACKS["full"].attack(context))


def test_stop_ends_the_attack(erased: LoadedModel, tiny_images: list[Path]) -> None:
    control = Control()
    control.stop()
    with pytest.raises(Stopped):
        attack(erased, tiny_images, config("full"), control)


def test_seeds_choose_samples_and_order(tiny_llava_folder: Path, tiny_images: list[Path]) -> None:
    from sare_engine.config import ModelConfig
    from sare_engine.models.loading import load_model

    def losses(seed: int) -> list[float]:
        loaded = load_model(ModelConfig(model=tiny_llava_folder, device="cpu"))
        events = attack(loaded, tiny_images, config("full", seed=seed, samples=2, steps=3))
        return [event.values["loss"] for event in events if isinstance(event, StepMetrics)]

    assert losses(0) == losses(0)
    assert len({tuple(losses(seed)) for seed in range(4)}) > 1


def trained(loaded: LoadedModel) -> torch.Tensor:
    return torch.cat([p.detach().flatten() for p in trainable_parameters(loaded.model).values()])


@pytest.mark.parametrize("name", ["same_adapter", "fresh_adapter", "full"])
def test_processes_attack_as_one_does(
    erased: LoadedModel, tiny_images: list[Path], monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    join_by_threads(monkeypatch)
    # Three captions are shared by two: halves are uneven.
    settings = config(name, steps=4, batch=3, measure_at=(2,))
    models = [copy.deepcopy(erased) for _ in range(2)]
    alone = attack(erased, tiny_images, settings)

    def member(team: Team) -> list[Event]:
        return attack(models[team.rank], tiny_images, settings, team=team)

    def losses(events: list[Event]) -> list[float]:
        return [one.values["loss"] for one in events if isinstance(one, StepMetrics)]

    for events in in_team(2, member):
        assert list(map(type, events)) == list(map(type, alone))
        assert losses(events) == pytest.approx(losses(alone), rel=1e-5)
    first, second, expected = map(trained, (*models, erased))
    assert torch.equal(first, second)
    assert (first - expected).norm() < 1e-5 * expected.norm()


def test_a_stop_ends_the_attack_of_all_processes(
    erased: LoadedModel, tiny_images: list[Path]
) -> None:
    models = [copy.deepcopy(erased), erased]
    control = Control()
    control.stop()

    def member(team: Team) -> str:
        try:
            attack(models[team.rank], tiny_images, config("full"), control, team)
        except Stopped:
            return "stopped"
        return "done"

    assert in_team(2, member) == ["stopped", "stopped"]
