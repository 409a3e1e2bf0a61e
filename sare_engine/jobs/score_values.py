"""Scores of a project's mentions, by verdict."""

from __future__ import annotations

import math
from pathlib import Path
from typing import Any

from sare_engine.domain import VERDICTS
from sare_engine.jobs.judge import calibrated_source
from sare_engine.jobs.opening import current_fingerprint
from sare_engine.workspace.project import Project


def score_values(project: Path, concept: str | None = None) -> dict[str, Any]:
    """Return the scores (of CLIP: 100 x cosine) of the mentions of a concept, or of all.

    Returns:
        `grounded`, `hallucinated` and `unsure`: the scores of the mentions that have this verdict
        now, from whatever source; `t1` and `t0` in force, None if there are none.

    Raises:
        EngineError: the folder is not a project.
    """
    with Project.open(project) as opened:
        evidence = opened.evidence()
        source = calibrated_source(evidence)
        fingerprint = current_fingerprint(opened)
        captions = {caption.id for caption in opened.captions(fingerprint)}
        claimed = {
            mention.id: mention
            for mention in opened.mentions()
            if mention.caption_id in captions
            and not mention.negated
            and (concept is None or mention.concept == concept)
        }
        scores: dict[str, Any] = {verdict: [] for verdict in VERDICTS}
        for row in evidence:
            if row.source != source.key or row.score is None or not math.isfinite(row.score):
                continue
            if row.mention_id in claimed and claimed[row.mention_id].by:
                scores[claimed[row.mention_id].verdict].append(row.score)
        limits = source.limits_in_force(opened)
        low, high, _ = source.calibrates
        return {**scores, "t1": limits.get(low), "t0": limits.get(high)}
