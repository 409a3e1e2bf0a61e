"""A search for settings as it lies in a project, without an erasure."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from sare_engine.config import EraseConfig, TuneConfig
from sare_engine.jobs.tuning_results import about_search
from sare_engine.jobs.tuning_study import STUDIES_FILE, TuningStudy

BASE = {"hallucination_rate": 0.72, "concept_recall": 0.98, "degenerate_rate": 0.0}
START: dict[str, Any] = {"learning_rate": 1e-3, "lambda_neg": 0.6, "lambda_sent": 2.0, "rho": 0.2}

FIGURES = (
    (0.62, 0.97, 0.00),
    (0.31, 0.95, 0.00),
    (0.08, 0.71, 0.12),
    None,
    (0.22, 0.93, 0.01),
    (0.45, 0.90, 0.00),
    (0.20, 0.96, 0.00),
)
"""Rate after the attack, concept recall and broken captions; None for a trial ended early."""


Figures = tuple[float, float, float] | None


def open_search(
    project: Path, *, trials: int = 12, concepts: tuple[str, ...] = ("knife",)
) -> TuningStudy:
    """Open the study of a search, to be closed by the caller.

    Args:
        project: the project's folder.
        trials: how many trials it is to make.
        concepts: what the search is for.
    """
    config = TuneConfig(project=project, trials=trials, concepts=concepts, model=Path("/model"))
    start = EraseConfig(project=project, concepts=concepts, model=Path("/model"), **START)
    about = about_search(config, start)
    return TuningStudy(project, {"concepts": concepts}, START, 0, about)


def measure(study: TuningStudy, figures: Figures) -> None:
    """Record what came of the trial that was proposed last."""
    values = {"hallucination_rate": 0.01, "concept_recall": 0.6, "degenerate_rate": 0.0}
    if figures is not None:
        after, recall, broken = figures
        values |= {"rate_after_attack": after, "concept_recall": recall, "degenerate_rate": broken}
    study.tell(values, BASE)


def make_search(project: Path, figures: Sequence[Figures] = FIGURES, **settings: Any) -> Path:
    """Write a search with its trials into a project, and return the file.

    Args:
        project: the project's folder.
        figures: of the trials.
        settings: as of `open_search`.
    """
    with open_search(project, **settings) as study:
        for one in figures:
            study.propose()
            measure(study, one)
    return project / STUDIES_FILE
