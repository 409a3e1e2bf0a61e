"""What the suites on a project's erasures came to."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from sare_engine.reporting.suite_file import largest_suite_result
from sare_engine.workspace.project import Project
from sare_engine.workspace.runs import Runs


def suite_results(project: Path) -> dict[str, dict[str, Any]]:
    """Return erasure → the result of the suite with the most attacks on it, oldest first.

    The results are those of `attack`; erasures without one are left out.

    Raises:
        EngineError: the folder is not a project.
    """
    with Project.open(project) as opened:
        runs = Runs(opened.folder).list("erase")
    found = {run.name: largest_suite_result(run) for run in runs}
    return {name: result for name, result in found.items() if result}
