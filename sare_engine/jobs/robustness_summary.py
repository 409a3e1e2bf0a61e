"""The robustness summary of a project folder."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from sare_engine.jobs.opening import HELD_OUT_SPLIT
from sare_engine.reporting.robustness import RobustnessSummary, summarise
from sare_engine.workspace.project import Project


def robustness_summary(project: Path) -> dict[str, Any]:
    """Summarise what the finished attacks of a project show about each method.

    Only runs that differ in nothing but their seeds are averaged; see
    `sare_engine.reporting.comparability`.

    Returns:
        `methods`: "base", "efuf", "sare", "sare_fine_tuning" … → `title`, the number of `seeds`,
        `steps` of the attack, and for each metric (`hallucination_rate`, `concept_recall`,
        `ce_neg` …) a list as long as `steps` of `{"mean", "low", "high", "n"}`, or None where it
        was not measured; `low` and `high` are the 95 % interval over the seeds, None with one
        seed. `attack`: its title, and `step_axis`: what its steps count. `step`: the step that
        the verdict reports. `verdict`: the outcome in one sentence, and `details`: further
        sentences. `runs`: `{"attack", "erasure", "method", "seed"}` of the
        runs used.

    Raises:
        EngineError: the folder is not a project.
    """
    with Project.open(project) as opened:
        return summary_of(opened).to_dict()


def summary_of(project: Project, only: Iterable[str] | None = None) -> RobustnessSummary:
    """Return what the finished attacks of a project say; see `summarise`."""
    return summarise(project, len(project.images(HELD_OUT_SPLIT)), only)
