from __future__ import annotations

import time

import pytest

from sare_engine.evaluation.chair import chair
from sare_engine.grounding.vocabulary import Vocabulary
from tests.made_captions import counted_chair, made_captions
from tests.real_captions import needs_real_captions, read_rows

COCO = Vocabulary.coco()
FIGURES = {
    "i1_llava": (18.9, 63.0, 77.5, 91.2),
    "i2_llava": (10.6, 32.8, 68.7, 64.3),
    "i2_mplug": (15.0, 25.8, 47.3, 35.8),
}
"""CHAIR_i, CHAIR_s, recall in percent and length, from a calculation outside this project."""


def test_figures_of_two_thousand_made_captions() -> None:
    made = made_captions(2_000)
    captions = {one.image: one.text for one in made}
    started = time.process_time()
    result = chair(captions, {one.image: one.objects for one in made}, COCO)
    assert time.process_time() - started < 5
    assert result.values() == pytest.approx(counted_chair(made))
    for one in made:
        assert result.per_image[one.image].mentioned == one.mentioned
        assert result.per_image[one.image].hallucinated == one.hallucinated


@needs_real_captions
@pytest.mark.parametrize("name", FIGURES)
def test_figures_of_real_models(name: str) -> None:
    objects = {row["image_id"]: row["objects"] for row in read_rows("objects")}
    captions = {row["image_id"]: row["caption"] for row in read_rows(name)}
    started = time.process_time()
    result = chair(captions, objects, COCO)
    assert time.process_time() - started < 5
    assert len(captions) == 2_000
    chair_i, chair_s, recall, length = FIGURES[name]
    assert 100 * (result.chair_i or 0) == pytest.approx(chair_i, abs=0.5)
    assert 100 * (result.chair_s or 0) == pytest.approx(chair_s, abs=0.5)
    assert 100 * (result.recall or 0) == pytest.approx(recall, abs=0.5)
    assert result.mean_words == pytest.approx(length, abs=0.1)


def test_figures_by_hand() -> None:
    captions = {
        1: "A cat and a dog. The dog sleeps.",  # 3 mentions, the dog is made up twice
        2: "Two dogs, a hot dog.",  # 2 mentions, all true
        3: "Nothing to see here.",
    }
    objects = {1: {"cat", "bed"}, 2: {"dog", "hot dog"}, 3: {"person"}}
    result = chair(captions, objects, COCO)
    assert result.values() == {
        "chair_i": pytest.approx(2 / 5),
        "chair_s": pytest.approx(1 / 3),
        "recall": pytest.approx(3 / 5),
        "mean_words": pytest.approx((8 + 5 + 4) / 3),
    }
    assert result.per_image[1].hallucinated == ("dog", "dog")
    assert result.per_image[1].missed == {"bed"}
    assert result.per_image[2].mentioned == ("dog", "hot dog")


def test_denied_objects_count_as_in_the_original_unless_asked() -> None:
    captions, objects = {1: "There are no people."}, {1: {"cat"}}
    assert chair(captions, objects, COCO).chair_s == 1.0
    assert chair(captions, objects, COCO, count_denied=False).chair_s == 0.0


def test_true_objects_may_have_other_names() -> None:
    result = chair({1: "A car."}, {1: {"automobile", "gizmo"}}, COCO)
    assert (result.chair_i, result.recall) == (0.0, 1.0)


def test_without_captions_nothing_is_defined() -> None:
    assert chair({}, {}, COCO).values() == {}
    assert set(chair({1: "Hm."}, {1: []}, COCO).values()) == {"chair_s", "mean_words"}
