"""Judging the mentions of a project again, from the evidence it keeps: no model is needed."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Collection, Mapping
from pathlib import Path
from typing import Any

from sare_engine.config import JudgeConfig
from sare_engine.domain import VERDICTS, Decision, Evidence
from sare_engine.errors import DataError
from sare_engine.grounding.sources import EVIDENCE_SOURCES
from sare_engine.grounding.sources.record import Source
from sare_engine.grounding.verdicts import combine, decide
from sare_engine.jobs.opening import current_fingerprint
from sare_engine.settings import settings_of
from sare_engine.workspace.project import Project


def judge_with_thresholds(config: JudgeConfig) -> dict[str, Any]:
    """Apply thresholds to the scores of a project; see `sare_engine.jobs.judge`."""
    given = {
        one.name: getattr(config, one.name)
        for one in settings_of(type(config))
        if getattr(config, one.name) is not None
    }
    with Project.open(config.project) as project, project.transaction():
        limits = {source.key: source.limits(project, given) for source in EVIDENCE_SOURCES.values()}
        scored = {row.source for row in project.evidence() if limits.get(row.source)}
        if not scored:
            raise no_scores("judge by", [EVIDENCE_SOURCES[key] for key in limits if limits[key]])
        limits = {key: limits[key] for key in EVIDENCE_SOURCES if key in scored}
        for key, values in limits.items():
            EVIDENCE_SOURCES[key].set_limits(project, values, given)
        shown = {name: value for values in limits.values() for name, value in values.items()}
        return {**shown, **rejudge(project, limits)}


def no_scores(purpose: str, sources: Collection[Source]) -> DataError:
    """Return the error for a project without scores of any of these sources."""
    options = ", ".join(f"--{one.uses[0]}" for one in sources if one.uses)
    return DataError(
        f"There are no scores to {purpose}.",
        f"The project's captions have no evidence by {' or '.join(one.words for one in sources)}.",
        f"Test the images again with such evidence (sare probe {options}).",
    )


def rejudge(
    project: Project, limits: Mapping[str, Mapping[str, Any]] | None = None
) -> dict[str, int]:
    """Set the verdicts of all mentions from annotations, kept scores and overrides.

    Args:
        project: the project.
        limits: source → the limits to judge its scores by; evidence of other sources stays as it
            is.

    Returns:
        `mentions` that claim an object, how many of them are `grounded`, `hallucinated` and
        `unsure`, and how many verdicts `changed`.
    """
    with project.transaction():
        images = {image.id: image for image in project.images()}
        image_of = {caption.id: images[caption.image_id] for caption in project.captions()}
        kept: dict[int, dict[str, Evidence]] = defaultdict(dict)
        for row in project.evidence():
            kept[row.mention_id][row.source] = row
        counts = dict.fromkeys(("mentions", *VERDICTS, "changed"), 0)
        renewed: list[Evidence] = []
        withdrawn: dict[str, list[int]] = defaultdict(list)
        decisions: dict[int, Decision] = {}
        derived = [source for source in EVIDENCE_SOURCES.values() if source.derived]
        for mention in project.mentions():
            evidence = kept[mention.id]
            for source in derived:
                found = source.derive(mention, image_of[mention.caption_id])
                if found is not None:
                    evidence[source.key] = found
                    renewed.append(found)
                elif evidence.pop(source.key, None) is not None:
                    withdrawn[source.key].append(mention.id)
            for key, values in (limits or {}).items():
                if key in evidence:
                    evidence[key] = EVIDENCE_SOURCES[key].judge_again(evidence[key], values)
                    renewed.append(evidence[key])
            decisions[mention.id] = decide(evidence.values(), negated=mention.negated)
            verdict = combine(evidence.values(), negated=mention.negated).verdict
            if not mention.negated:
                counts["mentions"] += 1
                counts[verdict] += 1
            counts["changed"] += not mention.by or mention.verdict != verdict
        for key, mentions in withdrawn.items():
            project.remove_evidence(key, mentions)
        project.set_evidence(renewed)
        project.set_verdicts(decisions)
    return counts


def scores_by_verdict(folder: Path, concept: str | None) -> dict[str, Any]:
    """Return scores by verdict; see `sare_engine.jobs.score_values`."""
    with Project.open(folder) as project:
        evidence = project.evidence()
        source = calibrated_source(evidence)
        fingerprint = current_fingerprint(project)
        captions = {caption.id for caption in project.captions(fingerprint)}
        claimed = {
            mention.id: mention
            for mention in project.mentions()
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
        limits = source.limits_in_force(project)
        low, high, _ = source.calibrates
        return {**scores, "t1": limits.get(low), "t0": limits.get(high)}


def calibrated_source(evidence: Collection[Evidence]) -> Source:
    """Return the source whose scores T1, T0 and T2 apply to.

    Of the sources that can be calibrated it is the first with scores in the evidence, else the
    first.
    """
    sources = [one for one in EVIDENCE_SOURCES.values() if one.calibrates]
    scored = {row.source for row in evidence if row.score is not None}
    return next((one for one in sources if one.key in scored), sources[0])
