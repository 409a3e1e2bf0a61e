from __future__ import annotations

import math

import pytest

from sare_engine.grounding.evidence.agreement import count_agreement, is_disputed
from sare_engine.grounding.evidence.polling import paraphrases
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
    clip, poll = Evidence("clip", "grounded"), poll_evidence([0.01])
    assert combine([poll, clip, annotation, user]) == Decision("grounded", "user")
    assert combine([poll, clip, annotation]) == Decision("hallucinated", "annotation")
    assert combine([poll, clip]) == Decision("grounded", "clip")
    assert combine([poll]) == Decision("hallucinated", "poll")
    assert combine([]) == Decision("unsure", "nothing")


def test_unsure_sources_leave_the_word_to_the_next_but_the_user_does_not() -> None:
    annotation = Evidence("annotation", "hallucinated")
    assert combine([Evidence("clip", "unsure"), poll_evidence([0.99])]).by == "poll"
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


@pytest.mark.parametrize(
    ("answers", "verdict"),
    [
        ([0.95, 0.99, 0.91], "grounded"),
        ([0.05, 0.0, 0.09], "hallucinated"),
        ([0.95, 0.99, 0.89], "unsure"),
        ([0.95, 0.99, 0.01], "unsure"),
        ([0.05, 0.11, 0.0], "unsure"),
        ([0.5, 0.5, 0.5], "unsure"),
        ([0.95], "grounded"),
    ],
)
def test_the_model_is_heard_where_all_wordings_agree(answers: list[float], verdict: str) -> None:
    said = poll_evidence(answers, details={"questions": ["?"]})
    assert said.verdict == verdict
    assert said.score == pytest.approx(sum(answers) / len(answers))
    assert said.details["spread"] == pytest.approx(max(answers) - min(answers))
    assert said.details["questions"] == ["?"]
    assert poll_evidence(answers, 0.995, 0.999).verdict == "hallucinated"


def test_questions_have_the_right_article() -> None:
    assert paraphrases("oven")[0] == "Is there an oven in the image?"
    assert all(" a dining table" in text for text in paraphrases("dining table"))
    assert len(set(paraphrases("cat"))) == 3


def test_agreement_is_counted_two_by_two_among_sources_that_are_sure() -> None:
    yes, no, unsure = "grounded", "hallucinated", "unsure"

    def said(**verdicts: str) -> list[EvidenceRow]:
        return [EvidenceRow(1, source, verdict, None) for source, verdict in verdicts.items()]

    mentions = [
        said(poll=yes, clip=yes, annotation=yes),
        said(poll=yes, clip=no, annotation=no),
        said(clip=unsure, poll=yes),
        said(annotation=no, clip=no),
        said(user=no, poll=yes),
        [],
    ]
    assert count_agreement(mentions) == [
        {"sources": "user and poll", "mentions": 1, "agree": 0, "share": 0.0},
        {"sources": "annotation and clip", "mentions": 3, "agree": 3, "share": 1.0},
        {"sources": "annotation and poll", "mentions": 2, "agree": 1, "share": 0.5},
        {"sources": "clip and poll", "mentions": 2, "agree": 1, "share": 0.5},
    ]
    assert [is_disputed(one) for one in mentions] == [False, True, False, False, True, False]
