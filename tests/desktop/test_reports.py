"""The reports of the Images page show what was not understood, and claim no good news."""

from __future__ import annotations

from typing import Any

from sare_desktop.pages.images import intake, probe_panel
from sare_desktop.pages.images.reports import Report, Reports
from sare_engine import Finished


def report(kind: str, **result: Any) -> Report:
    found = Reports().report(kind, Finished("done", result))
    assert found is not None
    return found


def test_a_test_that_judged_nothing_is_no_success() -> None:
    found = report(probe_panel.KIND, captions=5, mentions=12, hallucinated=0, unsure=12)
    assert found.level == "warning"
    assert "None of the 12 mentions could be judged" in found.what
    assert "annotations" in found.why
    found = report(probe_panel.KIND, captions=5, mentions=12, hallucinated=0, unsure=11)
    assert found.level == "success"


def test_annotations_report_what_remains_undecided_and_what_to_check() -> None:
    found = report(
        intake.ANNOTATE,
        matched=3,
        format="COCO",
        undecided=["a.jpg"],
        notices=["Matched by the numbers in their names: 2 images."],
    )
    assert found.level == "warning"
    assert "Images that remain undecided: 1 (a.jpg)." in found.why
    assert "Matched by the numbers in their names" in found.details


def test_imported_captions_report_what_to_check() -> None:
    found = report(intake.CAPTIONS, captions=4, notices=["2 more captions were skipped."])
    assert (found.level, found.details) == ("warning", "2 more captions were skipped.")
    assert report(intake.CAPTIONS, captions=4).level == "success"


def test_broken_captions_stand_beside_what_was_found() -> None:
    found = report(
        probe_panel.KIND, captions=25, mentions=89, hallucinated=9, unsure=0, degenerate_captions=8
    )
    assert found.why == "Captions that are empty or repeat themselves: 8."
    whole = report(
        probe_panel.KIND, captions=25, mentions=89, hallucinated=9, degenerate_captions=0
    )
    assert whole.why == ""


def test_further_captions_report_the_images_that_they_add() -> None:
    found = report(
        probe_panel.KIND,
        images_captioned=16,
        captions=64,
        mentions=120,
        hallucinated=30,
        unsure=0,
        images_with_hallucination=12,
        images_added_by_further_captions=5,
    )
    assert found.what.startswith("Images tested: 16.")
    assert found.why == "Images with a hallucination: 12; without further captions 7."
