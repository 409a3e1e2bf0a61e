"""The evidence panel shows a row for each source, made from its record."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from sare_desktop.item_models.mentions import agreement
from sare_desktop.widgets.captions.evidence_panel import EvidencePanel
from sare_engine import EVIDENCE_SOURCES, Evidence, Mention
from sare_engine.grounding.sources.record import Scale, Source

SILENT = Source(
    key="silent",
    title="Silent witness",
    sentence="Shown even without evidence.",
    silence="Nothing.",
)
SCORED = Source(
    key="scored",
    title="Scored witness",
    sentence="Has a scale.",
    explanations={"": "Score {score}, between {low} and {high}."},
    scale=Scale("a", "b", "first", "last"),
)
MENTION = Mention("fork", 0, 4, 0, 4, verdict="grounded", by="scored", id=1)


@pytest.fixture
def panel(qtbot: QtBot) -> Iterator[EvidencePanel]:
    with EVIDENCE_SOURCES.registered(SILENT), EVIDENCE_SOURCES.registered(SCORED):
        panel = EvidencePanel()
        qtbot.addWidget(panel)
        yield panel


def test_a_new_source_has_its_row(panel: EvidencePanel) -> None:
    evidence = Evidence(1, "scored", "grounded", 2.5, {"a": 1.0, "b": 2.0})
    panel.show_mention(MENTION, "fork", [evidence])
    texts, scales = panel._texts, panel._scales
    assert list(texts) == [
            "annotation", "detector", "second_detector", "clip", "poll", "silent", "scored",
        ]  # fmt: skip
    assert texts["scored"].text() == "Score 2.5, between 1 and 2."
    assert texts["silent"].text() == "Nothing."
    assert scales.keys() == {"detector", "second_detector", "clip", "poll", "scored"}
    assert not scales["scored"].isHidden() and scales["clip"].isHidden()
    assert "first at 1 and last at 2" in scales["scored"].accessibleName()
    assert "Decided by: scored witness." in panel._by.text()
    # Without evidence only those are shown that have something to say about that.
    panel.show_mention(MENTION, "fork", [])
    hidden = {source for source, text in texts.items() if text.isHidden()}
    assert hidden == {"detector", "second_detector", "poll", "scored"}


@pytest.mark.parametrize(
    ("verdicts", "said"),
    [
        (
            {"user": "grounded", "clip": "hallucinated", "annotation": "hallucinated"},
            "hallucinated",
        ),
        ({"user": "grounded", "clip": "hallucinated"}, "hallucinated"),
        ({"user": "grounded", "clip": "hallucinated", "annotation": "grounded"}, "disagree"),
    ],
)
def test_agreement_among_the_sources_is_no_agreement_with_the_user(
    verdicts: dict[str, str], said: str
) -> None:
    text = agreement([Evidence(1, source, verdict) for source, verdict in verdicts.items()])
    assert said in text
    assert not any(word in text for word in ("sources agree", "decides", "comes first"))


def test_what_decides_where_sources_disagree() -> None:
    said = {"detector": "grounded", "second_detector": "hallucinated", "clip": "hallucinated"}
    rows = [Evidence(1, source, verdict) for source, verdict in said.items()]
    assert agreement(rows, "detector") == "The sources disagree: detector comes first."
    # The detectors contradict each other, so that the next source decides.
    assert agreement(rows, "clip") == "The sources disagree."
    by_majority = agreement(rows, "second_detector", "majority")
    assert by_majority == "The sources disagree. Combination: Majority."
