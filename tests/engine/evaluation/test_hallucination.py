from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sare_engine.evaluation.hallucination import (
    EvaluatedCaption,
    HallucinationReport,
    hallucination_report,
)
from sare_engine.grounding.vocabulary import Vocabulary

VOCABULARY = Vocabulary.from_lines(["fork", "knife/knives", "cup", "spoon"])
CAPTIONS = [
    EvaluatedCaption("lie", "A fork and a knife.", {"fork"}),
    EvaluatedCaption("truth", "A fork.", {"fork", "cup"}),
    EvaluatedCaption("denied", "A fork, no knife.", {"fork"}),
    EvaluatedCaption("both there", "A fork and two knives.", {"fork", "knife"}),
    EvaluatedCaption("no trigger", "A cup and a spoon.", {"cup"}),
    EvaluatedCaption("broken", "a a a a a", {"fork"}, degenerate=True),
    EvaluatedCaption("empty", " ", {"fork"}),
    EvaluatedCaption("broken truth", "knife knife knife", {"knife"}, degenerate=True),
]


def report(captions: list[EvaluatedCaption], **options: object) -> HallucinationReport:
    return hallucination_report(captions, VOCABULARY, ["knife"], **options)  # type: ignore[arg-type]


def test_rates_by_hand() -> None:
    found = report(CAPTIONS)
    assert (found.images, found.tested_images) == (8, 6)
    assert found.values() == {
        "hallucination_rate": pytest.approx(1 / 6),
        "degenerate_rate": pytest.approx(3 / 8),
        "hallucination_or_degenerate_rate": pytest.approx(3 / 6),
        "other_hallucination_rate": pytest.approx(1 / 8),
        "concept_recall": pytest.approx(1 / 2),
        # present: fork, fork cup, fork, fork knife, cup, fork, fork, knife = 10
        "object_recall": pytest.approx(6 / 10),
    }


def test_with_triggers_only_images_with_a_trigger_are_tested() -> None:
    found = report(CAPTIONS, triggers={"knife": {"fork"}})
    assert [one.image for one in found.per_image if one.tested] == [
        "lie",
        "truth",
        "denied",
        "broken",
        "empty",
    ]
    assert found.hallucination_rate == pytest.approx(1 / 5)
    assert found.hallucination_or_degenerate_rate == pytest.approx(3 / 5)


def test_every_number_opens_down_to_its_images() -> None:
    outcomes = {one.image: one for one in report(CAPTIONS).per_image}
    assert outcomes["lie"].erased_said == {"knife"}
    assert outcomes["lie"].hallucinated
    assert not outcomes["denied"].hallucinated
    assert outcomes["no trigger"].others_said == {"spoon"}
    assert outcomes["empty"].degenerate
    assert outcomes["empty"].failed
    assert not outcomes["both there"].tested
    assert outcomes["both there"].erased_found == {"knife"}


@pytest.mark.parametrize(
    "silent",
    [
        EvaluatedCaption(0, "", {"fork"}),
        EvaluatedCaption(0, " \n", {"fork"}),
        EvaluatedCaption(0, "the the the the", {"fork"}, degenerate=True),
    ],
)
def test_a_model_that_says_nothing_does_not_pass(silent: EvaluatedCaption) -> None:
    """Falling silent must never look like having stopped to hallucinate."""
    found = report([silent])
    assert found.hallucination_or_degenerate_rate == 1.0
    assert found.degenerate_rate == 1.0
    assert found.object_recall == 0.0


def test_several_erased_concepts() -> None:
    captions = [EvaluatedCaption(1, "A knife, a spoon.", {"knife"})]
    found = hallucination_report(captions, VOCABULARY, ["knife", "spoon"])
    assert found.hallucination_rate == 1.0
    assert found.concept_recall == 1.0
    assert found.other_hallucination_rate == 0.0


def test_names_may_be_synonyms() -> None:
    captions = [EvaluatedCaption(1, "A fork.", {"knives", "gizmo"})]
    (outcome,) = hallucination_report(captions, VOCABULARY, ["knives"]).per_image
    assert outcome.erased_present == {"knife"}
    assert outcome.present == {"knife"}


def test_what_no_image_can_tell_is_left_out() -> None:
    assert report([]).values() == {}
    present = report([EvaluatedCaption(1, "A knife.", {"knife"})])
    assert present.hallucination_rate is None
    assert "hallucination_rate" not in present.values()


objects = st.frozensets(st.sampled_from(["fork", "knife", "cup", "spoon"]))


@given(st.lists(st.tuples(objects, objects, st.booleans()), min_size=1, max_size=12))
def test_the_rate_to_show_lies_above_its_parts(
    images: list[tuple[frozenset[str], frozenset[str], bool]],
) -> None:
    found = report(
        [
            EvaluatedCaption(n, " and ".join(sorted(said)), shown, degenerate)
            for n, (said, shown, degenerate) in enumerate(images)
        ]
    )
    if found.tested_images:
        shown_rate = found.hallucination_or_degenerate_rate or 0.0
        tested = [one for one in found.per_image if one.tested]
        silent = sum(one.degenerate for one in tested) / len(tested)
        assert shown_rate >= max(found.hallucination_rate or 0.0, silent) - 1e-12
        assert shown_rate <= (found.hallucination_rate or 0.0) + silent + 1e-12
