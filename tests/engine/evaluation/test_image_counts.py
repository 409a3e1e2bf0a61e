"""The images behind a rate are kept, and two measurements are paired by image."""

from __future__ import annotations

from sare_engine.evaluation.hallucination import EvaluatedCaption, hallucination_report
from sare_engine.evaluation.image_counts import ImageCounts
from sare_engine.grounding.vocabulary import Vocabulary

WORDS = Vocabulary.from_lines(["knife", "fork"])


def counts(*captions: str) -> ImageCounts:
    truth = [("fork",), ("fork",), ("fork", "knife"), ("fork",)]
    report = hallucination_report(
        [EvaluatedCaption(n, text, truth[n]) for n, text in enumerate(captions)], WORDS, ["knife"]
    )
    return ImageCounts.of(report.per_image)


def test_the_counts_are_those_of_the_rate() -> None:
    found = counts("A knife.", "A fork.", "A knife.", "A knife and a fork.")
    assert found.outcomes == "10-1"
    assert (found.tested, found.hallucinated) == (3, 2)
    stored = found.to_dict()
    assert (stored["tested"], stored["hallucinated"]) == (3, 2)
    assert ImageCounts.from_dict(stored) == found


def test_pairs_are_of_images_that_count_in_both() -> None:
    first = counts("A knife.", "A fork.", "A knife.", "A knife.")
    second = ImageCounts("0-01", first.order)
    assert first.paired(second) == ([True, True], [False, True])
    assert first.paired(ImageCounts("0001", "of other images")) == ([], [])


def test_a_damaged_record_is_none() -> None:
    for stored in ({}, {"outcomes": "10", "order": 3}, {"outcomes": "1x", "order": "a"}):
        assert ImageCounts.from_dict(stored) is None
