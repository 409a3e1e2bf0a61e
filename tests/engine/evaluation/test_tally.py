"""What each image contributes to the figures, added up, paired and stored."""

from __future__ import annotations

import json
from typing import Any

import pytest

from sare_engine.evaluation.chair import chair
from sare_engine.evaluation.hallucination import EvaluatedCaption, hallucination_report
from sare_engine.evaluation.pope import PopeQuestion, score_pope
from sare_engine.evaluation.tally import Tally, answer_shares, caption_shares
from sare_engine.evaluation.text_quality import text_quality
from sare_engine.grounding.vocabulary import Vocabulary

WORDS = Vocabulary.coco()
SAID = {
    "a": ("A fork and a knife.", {"fork"}),
    "b": ("A cup, a cup and a dog.", {"cup", "knife"}),
    "c": ("knife knife knife knife", {"knife"}),
    "d": ("A dog.", {"fork", "dog"}),
}


def measured() -> tuple[Tally, dict[str, float]]:
    report = hallucination_report(
        [EvaluatedCaption(key, text, there, key == "c") for key, (text, there) in SAID.items()],
        WORDS,
        ["knife"],
    )
    texts = {key: text for key, (text, _) in SAID.items()}
    found = chair(texts, {key: there for key, (_, there) in SAID.items()}, WORDS)
    rows = [
        (one.image, caption_shares(one, found.per_image[str(one.image)], texts[str(one.image)]))
        for one in report.per_image
    ]
    values = {
        **report.values(),
        "chair_i": found.chair_i,
        "chair_s": found.chair_s,
        "mean_words": found.mean_words,
        "repetition": text_quality(texts.values()).repetition,
    }
    return Tally.of(rows), {key: value for key, value in values.items() if value is not None}


def test_the_sums_are_the_figures_of_the_evaluations() -> None:
    tally, values = measured()
    assert tally.values == pytest.approx(values)
    assert set(tally.values) == set(values)
    # Worked out by hand: a names the knife, and b, c and d do not count or do not name it.
    assert tally.figures["hallucination_rate"].parts == (1, 0, 0, 0)
    assert tally.figures["hallucination_rate"].wholes == (1, 0, 0, 1)
    assert tally.figures["hallucination_rate"].is_share_of_images
    assert not tally.figures["chair_i"].is_share_of_images


def test_answers_about_an_image_are_one_unit() -> None:
    asked = [("a", True, True), ("a", False, True), ("b", True, False), ("b", False, False)]
    tally = Tally.of((image, answer_shares("pope", there, said)) for image, there, said in asked)
    assert tally.units == ("a", "b")
    score = score_pope(
        [PopeQuestion(image, "", "", there, "") for image, there, _ in asked],
        [said for *_, said in asked],
    )
    assert tally.values == {f"pope_{key}": value for key, value in score.values().items()}
    assert tally.figures["pope_accuracy"].parts == (1, 1)
    assert tally.figures["pope_accuracy"].wholes == (2, 2)


def test_only_what_both_have_is_paired() -> None:
    first = Tally.of(
        [("a", {"x": (1, 1), "y": (0, 1)}), ("b", {"x": (0, 1)}), ("c", {"x": (1, 1)})]
    )
    second = Tally.of([("c", {"x": (0, 1)}), ("a", {"x": (1, 2)})])
    one, two = first.paired(second)
    assert (one.units, list(one.figures)) == (("a", "c"), ["x"])
    assert (one.figures["x"].parts, two.figures["x"].parts) == ((1, 1), (1, 0))
    assert two.figures["x"].wholes == (2, 1)


def test_a_tally_is_stored_and_read_again() -> None:
    tally, _ = measured()
    stored = json.loads(json.dumps(tally.to_dict()))
    again = Tally.from_dict(stored)
    assert again is not None and again.units == tally.units
    assert again.values == pytest.approx(tally.values, abs=1e-5)
    short = json.loads(json.dumps(tally.to_dict(with_units=False)))
    numbered = Tally.from_dict(short)
    assert numbered is not None and numbered.units == ("0", "1", "2", "3")


@pytest.mark.parametrize(
    "damaged",
    [
        {},
        {"figures": []},
        {"figures": {"x": [[1]]}},
        {"figures": {"x": [[1], [1, 2]]}},
        {"figures": {"x": [[True], [1]]}},
        {"figures": {"x": [[float("nan")], [1]]}},
        {"units": ["a", "a"], "figures": {"x": [[1, 1], [1, 1]]}},
        {"units": ["a"], "figures": {"x": [[1, 1], [1, 1]]}},
    ],
)
def test_damaged_counts_are_not_read(damaged: dict[str, Any]) -> None:
    assert Tally.from_dict(damaged) is None
