from __future__ import annotations

import math
from pathlib import Path

import pytest

from sare_engine.domain import Decision, Evidence, Mention
from sare_engine.grounding.questions import paraphrases
from sare_engine.grounding.sources import EVIDENCE_SOURCES
from sare_engine.grounding.sources.annotation import ENTRY as ANNOTATION
from sare_engine.grounding.sources.clip import ENTRY as CLIP
from sare_engine.grounding.sources.poll import ENTRY as POLL
from sare_engine.grounding.verdicts import combine, count_agreement, decide
from sare_engine.workspace.rows import ImageRow


def evidence(source: str, verdict: str) -> Evidence:
    return Evidence(1, source, verdict)


def poll(answers: list[float], low: float = 0.1, high: float = 0.9, **details: object) -> Evidence:
    return POLL.evidence(1, answers, low, high, **details)


@pytest.mark.parametrize(
    ("objects", "decided", "verdict"),
    [
        ({"cat"}, None, "grounded"),
        ({"dog"}, None, "hallucinated"),
        ({"dog"}, {"cat", "dog"}, "hallucinated"),
        ({"dog"}, {"dog"}, None),
        (None, None, None),
    ],
)
def test_annotations_decide_what_they_cover(
    objects: set[str] | None, decided: set[str] | None, verdict: str | None
) -> None:
    image = ImageRow(
        7,
        Path("a.png"),
        8,
        8,
        "",
        None if objects is None else frozenset(objects),
        "",
        None if decided is None else frozenset(decided),
    )
    found = ANNOTATION.derive(Mention("cat", 0, 3, 0, 3, id=1), image)
    assert found == (evidence("annotation", verdict) if verdict else None)


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
    assert CLIP.evidence(1, score, 23.0, 32.0).verdict == verdict


def test_precedence() -> None:
    order = ["user", "annotation", "detector", "second_detector", "clip", "poll"]
    assert [key for key in EVIDENCE_SOURCES if key in order] == order
    user, annotation = evidence("user", "grounded"), evidence("annotation", "hallucinated")
    clip, asked = evidence("clip", "grounded"), poll([0.01])
    assert combine([asked, clip, annotation, user]) == Decision("grounded", "user")
    assert combine([asked, clip, annotation]) == Decision("hallucinated", "annotation")
    assert combine([asked, clip]) == Decision("grounded", "clip")
    assert combine([asked]) == Decision("hallucinated", "poll")
    assert combine([]) == Decision("unsure", "nothing")


def test_an_unsure_source_leaves_the_verdict_to_the_next_but_the_user_does_not() -> None:
    annotation = evidence("annotation", "hallucinated")
    assert combine([evidence("clip", "unsure"), poll([0.99])]).by == "poll"
    assert combine([evidence("clip", "unsure")]) == Decision("unsure", "clip")
    assert combine([evidence("user", "unsure"), annotation]) == Decision("unsure", "user")


def test_a_denied_object_is_not_a_hallucination() -> None:
    annotation = evidence("annotation", "hallucinated")
    assert combine([annotation], negated=True) == Decision("unsure", "negated")
    assert combine([annotation, evidence("user", "hallucinated")], negated=True).by == "user"


def test_what_a_project_stores_is_without_the_override() -> None:
    rows = [evidence("annotation", "hallucinated"), evidence("user", "grounded")]
    assert decide(rows) == Decision("hallucinated", "annotation")
    assert decide(rows, negated=True) == Decision("unsure", "negated")


def test_unknown_sources_and_verdicts_are_refused() -> None:
    assert combine([Evidence(1, "clip", "grounded", 33.0)]).verdict == "grounded"
    with pytest.raises(ValueError, match="rumour"):
        combine([evidence("rumour", "grounded")])
    with pytest.raises(ValueError, match="perhaps"):
        combine([evidence("clip", "perhaps")])


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
def test_the_model_decides_if_its_answers_to_all_wordings_agree(
    answers: list[float], verdict: str
) -> None:
    said = poll(answers, questions=["?"])
    assert said.verdict == verdict
    assert said.score == pytest.approx(sum(answers) / len(answers))
    assert said.details["spread"] == pytest.approx(max(answers) - min(answers))
    assert said.details["questions"] == ["?"]
    assert poll(answers, 0.995, 0.999).verdict == "hallucinated"


def test_questions_have_the_right_article() -> None:
    assert paraphrases("oven")[0] == "Is there an oven in the image?"
    assert all(" a dining table" in text for text in paraphrases("dining table"))
    assert len(set(paraphrases("cat"))) == 3


def test_agreement_is_counted_two_by_two_among_sources_that_are_sure() -> None:
    yes, no, unsure = "grounded", "hallucinated", "unsure"

    def said(**verdicts: str) -> list[Evidence]:
        return [evidence(source, verdict) for source, verdict in verdicts.items()]

    mentions = [
        said(poll=yes, clip=yes, annotation=yes),
        said(poll=yes, clip=no, annotation=no),
        said(clip=unsure, poll=yes),
        said(annotation=no, clip=no),
        said(user=no, poll=yes),
        [],
    ]
    answer = "the model's own answer"
    assert count_agreement(mentions) == [
        {"sources": f"you and {answer}", "mentions": 1, "agree": 0, "share": 0.0},
        {"sources": "annotation and CLIP score", "mentions": 3, "agree": 3, "share": 1.0},
        {"sources": f"annotation and {answer}", "mentions": 2, "agree": 1, "share": 0.5},
        {"sources": f"CLIP score and {answer}", "mentions": 2, "agree": 1, "share": 0.5},
    ]
