"""The control object: chosen by rule, put where the erased one stood, in number and article."""

from __future__ import annotations

from pathlib import Path

import pytest

from sare_engine.erasure.examples import CaptionExample, Target
from sare_engine.grounding.vocabulary import Vocabulary
from sare_engine.robustness.placebo import (
    CONTROL_RULES,
    LIKE_FREQUENCY,
    LIKE_RECALL,
    LIKE_TRIGGERS,
    SeenImage,
    choose_controls,
    control_fits,
)
from sare_engine.robustness.substitution import both_numbers, placebo_examples, substituted

WORDS = Vocabulary.from_lines(
    ["knife/knives, blade", "banana", "orange", "skis/skis, ski/ski", "scissors/scissors", "fork",
     "person/people", "sheep/sheep"]
)  # fmt: skip


@pytest.mark.parametrize(
    ("before", "control", "after"),
    [
        ("A fork and a knife.", "orange", "A fork and an orange."),
        ("A fork and a red knife.", "orange", "A fork and a red orange."),
        ("Two knives beside an  old fork", "banana", "Two bananas beside an  old fork"),
        ("Knives and the blade; a fork", "banana", "Bananas and the banana; a fork"),
        ("A knife, a knife", "skis", "A ski, a ski"),
        ("three knives", "skis", "three skis"),
        ("There is no knife on the table.", "banana", "There is no knife on the table."),
        ("An orange", "banana", "An orange"),
    ],
)
def test_number_article_and_capital_follow(before: str, control: str, after: str) -> None:
    assert substituted(before, {"knife": control}, WORDS) == after


def test_an_article_changes_both_ways_and_in_capitals() -> None:
    assert substituted("An orange; an orange", {"orange": "fork"}, WORDS) == "A fork; a fork"
    assert substituted("A knife", {"knife": "orange"}, WORDS) == "An orange"
    assert substituted("people and a person", {"person": "fork"}, WORDS) == "forks and a fork"
    # A word without a plural of its own goes by what stands before it.
    sheep = "Two sheep, a sheep and a white sheep"
    assert substituted(sheep, {"sheep": "fork"}, WORDS) == "Two forks, a fork and a white fork"
    assert substituted("A knife", {"knife": "sheep"}, WORDS) == "A sheep"


def test_a_name_without_a_singular_cannot_stand_for_one_object() -> None:
    assert both_numbers("scissors", WORDS) is None
    assert both_numbers("skis", WORDS) == ("ski", "skis")
    assert both_numbers("knife", WORDS) == ("knife", "knives")


def example(name: str, caption: str) -> CaptionExample:
    whole = (Target("sent", 0, len(caption)),)
    return CaptionExample(Path(name), "Describe.", caption, whole, token_ids=(1, 2))


def test_captions_that_would_teach_the_truth_are_left_out() -> None:
    captions = [
        example("a.jpg", "A fork and a knife."),
        example("b.jpg", "A knife."),  # its image shows the control
        example("c.jpg", "A knife and a banana."),  # names it already
        example("d.jpg", "A fork."),  # nothing to replace
    ]
    shown = {Path("b.jpg"): {"banana"}}
    [found] = placebo_examples(captions, {"knife": "banana"}, WORDS, shown)
    assert found.caption == "A fork and a banana."
    assert found.token_ids is None
    assert found.targets == (Target("sent", 0, len(found.caption)),)


def seen(shown: str, named: str | None = None, *, known: bool = True) -> SeenImage:
    shown_set = frozenset(shown.split())
    return SeenImage(shown_set, frozenset((named or shown).split()), known)


TRIGGER = {"knife": frozenset({"fork"})}
KITCHEN = [
    *[seen("fork", "fork knife")] * 4,  # the planted hallucination
    *[seen("fork knife")] * 4,
    seen("fork cup", "fork cup dog"),  # the dog is invented beside the fork
    *[seen("fork plate")] * 4,
    seen("cat", "cat bird"),  # the bird is invented, but elsewhere
    *[seen("dog"), seen("bird"), seen("cup")] * 4,
    *[seen("bird fork")] * 2,
    *[seen("lamp", "cat")] * 4,  # never recalled
    seen("moon"),
]


def test_fits_are_counted() -> None:
    fits = control_fits(KITCHEN, TRIGGER["knife"], ["knife", "dog", "lamp", "bird"])
    # 15 images with a fork: 4 + 4 + 1 + 4 + 2.
    assert (fits["knife"].shown, fits["knife"].beside) == (4, pytest.approx(4 / 15))
    assert fits["knife"].invented == 4
    assert (fits["dog"].invented, fits["bird"].invented) == (1, 0)
    assert fits["bird"].beside == pytest.approx(2 / 15)
    assert (fits["lamp"].recall, fits["bird"].recall) == (0.0, 1.0)


def test_the_control_is_never_invented_recalled_and_as_frequent() -> None:
    words = ["fork", "cup", "plate", "dog", "bird", "cat", "lamp", "moon"]
    chosen = choose_controls(KITCHEN, TRIGGER, ["knife"], words)
    # The plate occurs beside the fork as often as the knife does.
    assert chosen.controls == {"knife": "plate"}
    assert chosen.missing == {}
    for rule in CONTROL_RULES:
        [control] = choose_controls(KITCHEN, TRIGGER, ["knife"], words, rule).controls.values()
        assert control not in ("dog", "lamp", "moon", "fork", "knife"), rule


def test_rules_prefer_different_objects() -> None:
    images = [
        *[seen("fork", "fork knife")] * 8,
        *[seen("fork knife")] * 2, *[seen("knife")] * 6, *[seen("knife", "fork")] * 1,
        *[seen("fork cup")] * 2, *[seen("cup")] * 2,  # beside as often
        *[seen("plate")] * 9,  # overall as often
        *[seen("lamp")] * 6, seen("lamp", "fork"),  # recalled most alike
    ]  # fmt: skip
    found = {
        rule: choose_controls(images, TRIGGER, ["knife"], ["cup", "plate", "lamp"], rule).controls
        for rule in CONTROL_RULES
    }
    assert found == {
        LIKE_TRIGGERS: {"knife": "cup"},
        LIKE_FREQUENCY: {"knife": "plate"},
        LIKE_RECALL: {"knife": "lamp"},
    }


def test_where_none_fits_the_reason_is_said() -> None:
    chosen = choose_controls(KITCHEN, TRIGGER, ["knife"], ["dog", "lamp", "moon"])
    assert chosen.controls == {}
    assert chosen.missing["knife"].startswith("knife: none of 3 other objects fits")
    for reason in ("1 named beside", "1 recalled", "1 shown much more or less often"):
        assert reason in chosen.missing["knife"]
    assert "no other object" in choose_controls(KITCHEN, TRIGGER, ["knife"], []).missing["knife"]


def test_two_erased_objects_have_two_controls_where_there_are_two() -> None:
    images = [*KITCHEN, *[seen("table", "table spoon")] * 4, *[seen("table spoon")] * 4]
    triggers = {**TRIGGER, "spoon": frozenset({"table"})}
    both = choose_controls(images, triggers, ["knife", "spoon"], ["plate", "cup"])
    assert sorted(both.controls.values()) == ["cup", "plate"]
    shared = choose_controls(images, triggers, ["knife", "spoon"], ["plate"])
    assert shared.controls == {"knife": "plate", "spoon": "plate"}


def test_only_images_whose_objects_are_known_decide_where_there_are_any() -> None:
    guessed = [seen("fork", "fork plate", known=False)] * 3
    fits = control_fits([*KITCHEN, *guessed], TRIGGER["knife"], ["plate"])
    assert fits["plate"].invented == 0
    unknown = [SeenImage(one.shown, one.named, known=False) for one in KITCHEN]
    fits = control_fits([*unknown, *guessed], TRIGGER["knife"], ["plate"])
    assert fits["plate"].invented == 3
    assert fits["plate"].recall is None
