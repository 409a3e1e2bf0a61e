"""What a test of images says beside its result: what is missing, broken, or could not be judged."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from sare_engine.config import ProbeConfig
from sare_engine.events import Event, Notice
from sare_engine.formatting import count_text
from sare_engine.grounding.sources import EVIDENCE_SOURCES
from sare_engine.jobs.annotate import AnnotationReport
from sare_engine.workspace.project import Project

_WHAT_JUDGES = (
    "Add annotations of the images, choose a detector or a CLIP model, or have the model asked "
    "about each object."
)
_NAMED_FILES = 5
_MANY_BROKEN = 0.05
"""Share of broken captions from which on a test says that something is wrong."""


def warn_of_what_says_nothing(summary: Mapping[str, Any]) -> Iterator[Event]:
    """Warn where no mention could be judged, or many captions are broken."""
    if summary["mentions"] and summary["unsure"] == summary["mentions"]:
        yield Notice(
            "warning",
            f"None of the {summary['mentions']} mentions could be judged, so nothing is known "
            "about hallucinations.",
            _WHAT_JUDGES,
        )
    broken, captions = summary["degenerate_captions"], summary["captions"]
    if broken >= max(1, _MANY_BROKEN * captions):
        yield Notice(
            "warning",
            f"{broken} of {count_text(captions, 'captions')} are empty or repeat "
            "themselves, so what they leave out says nothing.",
            "Check the model: an erasure that was too strong, or damaged weights, do this.",
        )


def what_further_captions_add(summary: Mapping[str, Any]) -> Iterator[Event]:
    """Say how many images with a hallucination were found only by several captions of each."""
    added = summary.get("images_added_by_further_captions")
    if added is not None and summary["unsure"] < summary["mentions"]:
        found = summary["images_with_hallucination"]
        yield Notice(
            "info",
            f"Further captions found {count_text(added, 'more images')} with a hallucination: "
            f"{found} instead of {found - added}.",
            "Different images help an erasure more than further captions of the same images: to "
            "get more examples, test more images.",
        )


def warn_if_nothing_judges(project: Project, config: ProbeConfig) -> Iterator[Event]:
    """Warn before captions are written that nothing will judge their mentions."""
    annotated = project.has_annotations()
    if not any(one.can_judge(config, annotated=annotated) for one in EVIDENCE_SOURCES.values()):
        yield Notice(
            "warning",
            "Nothing can judge new mentions in this test: the images have no annotations, no "
            "detector or CLIP model is chosen, and the model is not asked.",
            _WHAT_JUDGES,
        )


def report_annotations(report: AnnotationReport) -> Iterator[Event]:
    """Say what annotations do not cover, and what in them was not understood."""
    for text in (*report.problems, *report.notices):
        yield Notice("warning", text)
    if report.unknown_categories:
        yield Notice(
            "info",
            f"The vocabulary has no word for {_some(report.unknown_categories)}; these "
            "annotations are skipped.",
        )
    if report.unmatched:
        yield Notice(
            "info",
            f"Images without annotations: {len(report.unmatched)} ({_some(report.unmatched)}).",
            "Their mentions are judged by the other evidence.",
        )
    if report.missing:
        yield Notice(
            "info",
            f"Annotated images that are not in the project: {len(report.missing)} "
            f"({_some(report.missing)}).",
        )


def _some(names: Sequence[str]) -> str:
    text = ", ".join(names[:_NAMED_FILES])
    return text if len(names) <= _NAMED_FILES else f"{text} …"
