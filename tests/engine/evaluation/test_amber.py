"""AMBER's scores against figures worked out by hand."""

from __future__ import annotations

import pytest

from sare_engine.evaluation.amber import AmberImage, AmberResult, amber
from sare_engine.evaluation.amber_words import AmberWords

RELATION = {
    "person": ["people", "man", "woman"],
    "man": ["person", "people", "boy"],
    "forest": ["tree", "bush"],
    "tree": ["forest", "bush"],
    "lake": ["water", "river"],
    "ship": ["boat"],
    "seegull": ["bird"],
    "sky": [], "cloud": [], "dog": [], "can": [], "orange": [], "hot": [], "television": ["TV"],
    "glass": [], "air-conditioning": [],
}  # fmt: skip
WORDS = AmberWords.build(RELATION, ["orange"])


def test_scores_by_hand() -> None:
    images = {
        1: AmberImage(("sky", "man", "forest", "lake", "lake"), ("cloud", "ship", "dog")),
        2: AmberImage(("dog",), ("sky", "seegull")),
        3: AmberImage(("dog", "sky"), ("cloud",)),
        4: AmberImage(("television",), ()),
    }
    captions = {
        # Named: man, boat*, water, tree, boat*, clouds*: R' is man, boat, water, tree, cloud.
        # In A: man, water (lake), tree (forest). In H: boat (ship), cloud.
        1: "A man in a boat on the water, beside a tree. The boat drifts under clouds.",
        # Named: people*, dog, orange (not judged), bird* (seegull): R' is people, dog, bird.
        2: "Two people and a dog eat an orange. A bird watches.",
        # Nothing is named: "can" and "hot" are no nouns here.
        3: "It can be seen that it is hot.",
        4: "A TV.",
    }
    result = amber(captions, images, WORDS)
    first, second, third, fourth = result.per_image.values()
    assert (first.chair, first.cover, first.hal, first.cog) == (2 / 5, 3 / 4, True, 2 / 5)
    assert first.imagined == {"ship", "cloud"}
    assert (second.chair, second.cover, second.hal, second.cog) == (2 / 3, 1.0, True, 1 / 3)
    assert (third.chair, third.cover, third.hal, third.cog) == (None, 0.0, False, None)
    assert (fourth.chair, fourth.cover, fourth.hal, fourth.cog) == (0.0, 1.0, False, 0.0)
    assert result.values() == {
        "chair": pytest.approx((2 / 5 + 2 / 3 + 0) / 3),
        "cover": pytest.approx((3 / 4 + 1 + 0 + 1) / 4),
        "hal": 2 / 4,
        "cog": pytest.approx((2 / 5 + 1 / 3 + 0) / 3),
        "mean_words": (16 + 11 + 8 + 2) / 4,
    }
    assert result.pooled == {
        "chair": pytest.approx((3 + 2) / (6 + 3 + 1)),  # boat twice, cloud; people, bird
        "cover": pytest.approx((3 + 1 + 1) / (4 + 1 + 2 + 1)),
        "hal": 2 / 4,
        "cog": pytest.approx((2 + 1) / (3 + 2 + 1)),
    }


def test_a_word_names_itself_before_it_stands_for_another() -> None:
    image = AmberImage(("forest", "tree"), ())
    both = amber({1: "A tree and a bush."}, {1: image}, WORDS).per_image[1]
    assert both.words.found == {"tree", "forest"}  # a bush stands for the first that it may
    assert both.chair == 0.0


@pytest.mark.parametrize(
    ("caption", "named"),
    [
        ("Two cans and a trash can; it can hold a can.", ["can", "can", "can"]),
        ("A hot dog, a hot day.", ["hot", "dog"]),
        ("Glasses and an air conditioning.", ["glass", "air conditioning"]),
        ("SEEGULLS over ships", ["seegull", "ship"]),
        ("", []),
    ],
)
def test_words_are_found(caption: str, named: list[str]) -> None:
    assert [one.concept for one in WORDS.find(caption)] == named


def test_verbs_are_no_objects() -> None:
    words = AmberWords.build({"watch": [], "leave": [], "sailing": [], "water": []})

    def named(text: str) -> list[str]:
        return [one.concept for one in words.find(text)]

    assert named("They watch a man who leaves to water plants while sailing.") == []
    assert named("A watch, green leaves, the water and a sailing.") == [
        "watch", "leave", "water", "sailing",
    ]  # fmt: skip


def test_without_captions_nothing_is_defined() -> None:
    result: AmberResult[str] = amber({}, {}, WORDS)
    assert result.values() == {} and result.pooled == {}
