"""The robustness summary of a project folder."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from sare_engine.jobs.opening import HELD_OUT_SPLIT
from sare_engine.reporting.robustness import RobustnessSummary, summarise
from sare_engine.workspace.project import Project


def project_summary(folder: Path) -> dict[str, Any]:
    """Summarise a project's attacks; see `sare_engine.jobs.robustness_summary`."""
    with Project.open(folder) as project:
        return summary_of(project).to_dict()


def summary_of(project: Project, only: Iterable[str] | None = None) -> RobustnessSummary:
    """Return what the finished attacks of a project say; see `summarise`."""
    return summarise(project, len(project.images(HELD_OUT_SPLIT)), only)
