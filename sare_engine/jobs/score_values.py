"""Scores of a project's mentions, by verdict."""

from __future__ import annotations

import math
from pathlib import Path
from typing import Any

from sare_engine.domain import VERDICTS
from sare_engine.jobs.judge import calibrated_source, scored_sources
from sare_engine.jobs.opening import chosen_captions
from sare_engine.workspace.project import Project


def score_values(
    project: Path, concept: str | None = None, captions_of: str = "", source: str = ""
) -> dict[str, Any]:
    """Return the scores of the mentions of a concept, or of all, by a source of evidence.

    CLIP's are 100 x cosine, those of detectors from 0 to 1.

    Args:
        project: the project's folder.
        concept: the concept, or None for all.
        captions_of: name of the captions; "" for the base model's.
        source: key of the source; "" for the first that has scores.

    Returns:
        `grounded`, `hallucinated` and `unsure`: the scores of the mentions that have this verdict
        now, from whatever source; `t1` and `t0` in force, None if there are none; key of the
        `source`, and keys of all `sources` that have scores.

    Raises:
        EngineError: the folder is not a project, there are no captions of this name, or the source
            has no thresholds.
    """
    with Project.open(project) as opened:
        chosen_source = calibrated_source(opened, source)
        sources = [one.key for one in scored_sources(opened)]
        chosen = chosen_captions(opened, captions_of)
        scores: dict[str, Any] = {verdict: [] for verdict in VERDICTS}
        given = opened.scores(chosen.id, chosen_source.key) if chosen else {}
        for _, mentions in opened.mentions_of_set(chosen.id) if chosen and given else ():
            for one in mentions:
                score = given.get(one.id)
                if one.negated or not one.by or score is None or not math.isfinite(score):
                    continue
                if concept is None or one.concept == concept:
                    scores[one.verdict].append(score)
        limits = chosen_source.limits_in_force(opened)
        low, high, *_ = chosen_source.calibrates
        return {
            **scores,
            "t1": limits.get(low),
            "t0": limits.get(high),
            "source": chosen_source.key,
            "sources": sources,
        }
