from __future__ import annotations

from collections import Counter
from typing import get_args

import pytest

from sare_engine.evaluation.pope import (
    STRATEGIES,
    PopeQuestion,
    Strategy,
    build_pope,
    parse_answer,
    question_text,
    score_pope,
)

CONCEPTS = ["fork", "knife", "cup", "cat", "dog", "apple"]
OBJECTS = {
    1: {"fork", "knife"},
    2: {"fork", "knife"},
    3: {"fork", "cup"},
    4: {"cat"},
    5: {"cat", "cup"},
    6: {"cat", "cup"},
    7: {"cup", "gizmo"},
}


@pytest.mark.parametrize("strategy", STRATEGIES)
def test_questions_are_balanced_right_and_repeatable(strategy: Strategy) -> None:
    questions = build_pope(OBJECTS, CONCEPTS, strategy, per_image=2, seed=3)
    assert questions == build_pope(OBJECTS, CONCEPTS, strategy, per_image=2, seed=3)
    assert all(one.present == (one.concept in OBJECTS[one.image]) for one in questions)
    assert len({(one.image, one.concept) for one in questions}) == len(questions)
    for image in OBJECTS:
        answers = Counter(one.present for one in questions if one.image == image)
        assert answers[True] == answers[False] > 0
    assert "gizmo" not in {one.concept for one in questions}


def test_every_strategy_is_listed() -> None:
    assert get_args(Strategy) == STRATEGIES


def asked_absent(strategy: Strategy, image: int) -> list[str]:
    questions = build_pope(OBJECTS, CONCEPTS, strategy, per_image=1)
    return [one.concept for one in questions if one.image == image and not one.present]


def test_popular_asks_for_the_most_frequent_absent_object() -> None:
    # cup is in 4 images, fork and cat in 3.
    assert asked_absent("popular", 1) == ["cup"]
    assert asked_absent("popular", 4) == ["cup"]


def test_adversarial_asks_for_what_goes_with_the_image() -> None:
    # Image 3 shows fork and cup; beside a fork there is a knife twice, beside a cup a cat twice,
    # so image 1 (fork, knife) meets cup, and image 3 one of knife and cat.
    assert asked_absent("adversarial", 1) == ["cup"]
    assert asked_absent("adversarial", 3)[0] in {"knife", "cat"}
    assert asked_absent("adversarial", 7) == ["cat"]


def test_the_seed_changes_the_draw() -> None:
    draws = {
        tuple(one.concept for one in build_pope(OBJECTS, CONCEPTS, "random", seed=seed))
        for seed in range(5)
    }
    assert len(draws) > 1


def test_question_text() -> None:
    assert question_text("fork") == "Is there a fork in the image?"
    assert question_text("apple") == "Is there an apple in the image?"


@pytest.mark.parametrize(
    ("answer", "yes"),
    [
        ("Yes.", True),
        ("No.", False),
        ("There is not. Yes indeed.", False),
        ("Yes. There is no doubt.", True),
        ("There isn't a fork", False),
        ("A notable fork is known here", True),
        ("", True),
        ("NO", False),
    ],
)
def test_the_first_sentence_decides(answer: str, yes: bool) -> None:
    assert parse_answer(answer) is yes


def test_scores_by_hand() -> None:
    truth = [True, True, True, False, False, False, False, False]
    said = [True, True, False, True, False, False, False, False]
    questions = [PopeQuestion(0, "cat", "?", present, "random") for present in truth]
    score = score_pope(questions, said)
    assert score.values() == {
        "accuracy": pytest.approx(6 / 8),
        "precision": pytest.approx(2 / 3),
        "recall": pytest.approx(2 / 3),
        "f1": pytest.approx(2 / 3),
        "yes_ratio": pytest.approx(3 / 8),
    }


def test_undefined_scores_are_left_out() -> None:
    assert score_pope([], []).values() == {}
    only_no = [PopeQuestion(0, "cat", "?", False, "random")]
    assert score_pope(only_no, [False]).values() == {"accuracy": 1.0, "yes_ratio": 0.0}
    with pytest.raises(ValueError, match="zip"):
        score_pope(only_no, [])
