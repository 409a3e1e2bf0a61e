"""A search for settings as it lies in a project, without an erasure."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from sare_engine.config import EraseConfig, TuneConfig
from sare_engine.jobs.tuning_results import about_search
from sare_engine.jobs.tuning_study import TuningStudy

BASE = {"hallucination_rate": 0.72, "concept_recall": 0.98, "degenerate_rate": 0.0}
START = {"learning_rate": 1e-3, "lambda_neg": 0.6, "lambda_sent": 2.0, "rho": 0.2}

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


def make_search(
    project: Path,
    figures: Sequence[tuple[float, float, float] | None] = FIGURES,
    *,
    trials: int = 12,
    running: bool = False,
    concepts: tuple[str, ...] = ("knife",),
) -> TuneConfig:
    """Write a search into a project, and return its settings.

    Args:
        project: the project's folder.
        figures: of its trials.
        trials: how many it was to make.
        running: whether another trial was begun and has not ended.
        concepts: what the search is for.
    """
    config = TuneConfig(project=project, trials=trials, concepts=concepts, model=Path("/model"))
    start = EraseConfig(project=project, concepts=concepts, model=Path("/model"), **START)
    about = about_search(config, start)
    with TuningStudy(project, {"concepts": concepts}, START, 0, about) as study:
        for one in figures:
            study.propose()
            values = {"hallucination_rate": 0.01, "concept_recall": 0.6, "degenerate_rate": 0.0}
            if one is not None:
                after, recall, broken = one
                values |= {"rate_after_attack": after, "concept_recall": recall}
                values |= {"degenerate_rate": broken}
            study.tell(values, BASE)
        if running:
            study.propose()
    return config
