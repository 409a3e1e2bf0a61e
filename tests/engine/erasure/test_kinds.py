"""SARE's ways to the worst case are told apart, and options beyond the papers' are named."""

from __future__ import annotations

from pathlib import Path

import pytest

from sare_engine.config import EraseConfig
from sare_engine.erasure.ascents import ASCENTS
from sare_engine.erasure.kinds import kind_of, method_kind, method_title, options_in_words
from sare_engine.erasure.methods import METHODS
from sare_engine.tuned import METHOD_SETTINGS, RECOMMENDED, RECOMMENDED_KIND


def settings(**changed: object) -> dict[str, object]:
    return EraseConfig(project=Path("p"), **changed).to_dict()  # type: ignore[arg-type]


def test_every_method_and_ascent_has_a_title_of_its_own() -> None:
    kinds = [method_kind({"method": method}) for method in METHODS]
    kinds += [method_kind({"method": "sare", "ascent": one}) for one in ASCENTS if one != "step"]
    titles = [method_title(kind) for kind in ("base", *kinds)]
    assert len(set(titles)) == len(titles)
    assert not set(titles) & set(kinds)
    assert all(
        title.startswith("SARE")
        for kind, title in zip(kinds, titles[1:], strict=True)
        if kind.startswith("sare")
    )
    # Something newer than this program is named by its key.
    assert method_title("sare_beyond") == "sare_beyond"


def test_the_papers_sare_is_told_apart_from_the_recommended_one() -> None:
    assert method_kind(settings()) == method_kind({"method": "sare"}) == "sare"
    assert method_title("sare") == "SARE"
    # An ascent is SARE's alone.
    assert method_kind(settings(method="efuf", ascent="relearning")) == "efuf"
    for chosen in (RECOMMENDED, METHOD_SETTINGS["recommended"]):
        assert method_kind(chosen) == RECOMMENDED_KIND == "sare_fresh_adversary"
    assert method_title(RECOMMENDED_KIND) == "SARE, fresh adversary"


def test_kinds_have_their_places() -> None:
    kinds = ["new", "kl", "sare_relearning", "sare", "efuf", "base"]
    assert sorted(kinds, key=lambda kind: kind_of(kind).place) == kinds[::-1]


def test_the_papers_methods_have_no_options_to_tell() -> None:
    for method in METHODS:
        assert options_in_words(settings(method=method)) == ()
    assert options_in_words({"method": "sare"}) == ()


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"ascent": "relearning", "simulated_steps": 7, "simulated_learning_rate": 2e-3},
         "the same adapter arrives, up to 7 steps at a learning rate of 0.002"),
        ({"ascent": "steps", "ascent_steps": 4}, "4 steps to the worst case"),
        ({"ascent": "adaptive"}, "ASAM"),
        ({"rho_schedule": "rising"}, "a perturbation that grows"),
        ({"rho_schedule": "falling"}, "a perturbation that fades"),
        ({"keep": "best"}, "the weights that are best on the held-out images"),
        ({"patience": 3}, "an early stop once 3 measurements in a row brought no improvement"),
        ({"negative_target": "mention"}, "hallucinated words alone"),
        ({"replay_target": "mention"}, "true mentions"),
        ({"negative_ceiling": 8.0}, "cross-entropy of 8 nats"),
        ({"negative_clip": 4.0}, "no longer than 4"),
        ({"corrections": True}, "without what was made up"),
        ({"project_negative": True}, "what works against what is kept"),
        ({"anneal": True}, "falls to 0"),
        ({"cooldown": 0.3}, "the last 30 % of the run"),
    ],
)  # fmt: skip
def test_an_option_is_told(changed: dict[str, object], words: str) -> None:
    [told] = options_in_words(settings(**changed))
    assert words in told


def test_every_ascent_but_the_papers_is_an_option() -> None:
    for ascent in ASCENTS:
        assert len(options_in_words(settings(ascent=ascent))) == (ascent != "step")
        # For a method without one it is none.
        assert options_in_words(settings(method="efuf", ascent=ascent)) == ()
    assert options_in_words(settings(method="npo", rho_schedule="rising")) == ()
    assert options_in_words(settings(method="npo", negative_ceiling=8.0)) == ()


def test_what_has_no_effect_is_no_option() -> None:
    chosen = {"keep": "best", "patience": 3}
    assert options_in_words(settings(**chosen, evaluate_every=0)) == ()
    assert options_in_words(settings(**chosen, method="task_vector")) == ()


def test_the_recommended_options_are_all_told() -> None:
    told = options_in_words(METHOD_SETTINGS["recommended"])
    assert len(told) == 7
    assert "an attack that grows over the first half of the run" in told
