from __future__ import annotations

import math

import pytest

from sare_engine.grounding.evidence.verdicts import (
    Decision,
    Evidence,
    annotation_evidence,
    clip_evidence,
    combine,
    poll_evidence,
    user_evidence,
)
from sare_engine.workspace.project import EvidenceRow


def test_annotations_speak_for_and_against() -> None:
    assert annotation_evidence("cat", {"cat"}).verdict == "grounded"
    assert annotation_evidence("cat", {"dog"}).verdict == "hallucinated"


@pytest.mark.parametrize(
    ("score", "verdict"),
    [
        (22.9, "hallucinated"),
        (23.0, "unsure"),
        (32.0, "unsure"),
        (32.1, "grounded"),
        (math.nan, "unsure"),
    ],
)
def test_clip_between_its_thresholds_is_unsure(score: float, verdict: str) -> None:
    assert clip_evidence(score, 23.0, 32.0).verdict == verdict


def test_who_counts_first() -> None:
    user, annotation = user_evidence("grounded"), Evidence("annotation", "hallucinated")
    clip, poll = Evidence("clip", "grounded"), poll_evidence(0.01)
    assert combine([poll, clip, annotation, user]) == Decision("grounded", "user")
    assert combine([poll, clip, annotation]) == Decision("hallucinated", "annotation")
    assert combine([poll, clip]) == Decision("grounded", "clip")
    assert combine([poll]) == Decision("hallucinated", "poll")
    assert combine([]) == Decision("unsure", "nothing")


def test_unsure_sources_leave_the_word_to_the_next_but_the_user_does_not() -> None:
    annotation = Evidence("annotation", "hallucinated")
    assert combine([Evidence("clip", "unsure"), poll_evidence(0.99)]).by == "poll"
    assert combine([Evidence("clip", "unsure")]) == Decision("unsure", "clip")
    assert combine([user_evidence("unsure"), annotation]) == Decision("unsure", "user")


def test_a_denied_object_is_no_hallucination() -> None:
    annotation = Evidence("annotation", "hallucinated")
    assert combine([annotation], negated=True) == Decision("unsure", "negated")
    assert combine([annotation, user_evidence("hallucinated")], negated=True).by == "user"


def test_rows_of_a_project_are_evidence_too() -> None:
    assert combine([EvidenceRow(1, "clip", "grounded", 33.0)]).verdict == "grounded"
    with pytest.raises(ValueError, match="rumour"):
        combine([EvidenceRow(1, "rumour", "grounded")])
    with pytest.raises(ValueError, match="perhaps"):
        combine([EvidenceRow(1, "clip", "perhaps")])
