"""Judging the mentions of a project again, from the evidence it keeps: no model is needed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from typing import Any

from sare_engine.config import JudgeConfig
from sare_engine.domain import VERDICTS, Decision, Evidence, apply_override
from sare_engine.errors import DataError
from sare_engine.grounding.sources import EVIDENCE_SOURCES
from sare_engine.grounding.sources.record import Source
from sare_engine.grounding.verdicts import decide, override_of
from sare_engine.settings import settings_of
from sare_engine.workspace.locks import changing
from sare_engine.workspace.project import Project


def judge(config: JudgeConfig) -> dict[str, Any]:
    """Judge all mentions again with other thresholds, from the project's scores and answers.

    Annotations and the user's overrides count as before. Later tests with the same CLIP folder
    keep the thresholds.

    Returns:
        `t1`, `t0`, `t2` now in force; the number of `mentions`, and how many of them are
        `grounded`, `hallucinated` and `unsure`; how many verdicts `changed`.

    Raises:
        EngineError: the folder is not a project, it has neither scores nor answers, or a lower
            limit lies above an upper limit.
    """
    config.validate()
    given = {
        one.name: getattr(config, one.name)
        for one in settings_of(type(config))
        if getattr(config, one.name) is not None
    }
    with (
        Project.open(config.project) as project,
        changing(project.folder, "judging mentions"),
        project.transaction(),
    ):
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
        captions = project.captions(with_tokens=False)
        image_of = {row.id: images[row.image_id] for row in captions}
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
            decided = decide(evidence.values(), negated=mention.negated)
            decisions[mention.id] = decided
            verdict = apply_override(decided, override_of(evidence.values())).verdict
            if not mention.negated:
                counts["mentions"] += 1
                counts[verdict] += 1
            counts["changed"] += not mention.by or mention.verdict != verdict
        for key, mentions in withdrawn.items():
            project.remove_evidence(key, mentions)
        project.set_evidence(renewed)
        project.set_verdicts(decisions)
    return counts


def calibrated_source(evidence: Collection[Evidence]) -> Source:
    """Return the source whose scores T1, T0 and T2 apply to.

    Of the sources that can be calibrated it is the first with scores in the evidence, else the
    first.
    """
    sources = [one for one in EVIDENCE_SOURCES.values() if one.calibrates]
    scored = {row.source for row in evidence if row.score is not None}
    return next((one for one in sources if one.key in scored), sources[0])
