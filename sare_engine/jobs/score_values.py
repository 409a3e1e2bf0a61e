"""Scores of a project's mentions, by verdict."""

from __future__ import annotations

import math
from pathlib import Path
from typing import Any

from sare_engine.domain import VERDICTS
from sare_engine.jobs.judge import calibrated_source
from sare_engine.jobs.opening import chosen_captions
from sare_engine.workspace.project import Project


def score_values(
    project: Path, concept: str | None = None, captions_of: str = ""
) -> dict[str, Any]:
    """Return the scores (of CLIP: 100 x cosine) of the mentions of a concept, or of all.

    Args:
        project: the project's folder.
        concept: the concept, or None for all.
        captions_of: name of the captions; "" for the base model's.

    Returns:
        `grounded`, `hallucinated` and `unsure`: the scores of the mentions that have this verdict
        now, from whatever source; `t1` and `t0` in force, None if there are none.

    Raises:
        EngineError: the folder is not a project, or there are no captions of this name.
    """
    with Project.open(project) as opened:
        source = calibrated_source(opened)
        chosen = chosen_captions(opened, captions_of)
        scores: dict[str, Any] = {verdict: [] for verdict in VERDICTS}
        given = opened.scores(chosen.id, source.key) if chosen else {}
        for _, mentions in opened.mentions_of_set(chosen.id) if chosen and given else ():
            for one in mentions:
                score = given.get(one.id)
                if one.negated or not one.by or score is None or not math.isfinite(score):
                    continue
                if concept is None or one.concept == concept:
                    scores[one.verdict].append(score)
        limits = source.limits_in_force(opened)
        low, high, _ = source.calibrates
        return {**scores, "t1": limits.get(low), "t0": limits.get(high)}
