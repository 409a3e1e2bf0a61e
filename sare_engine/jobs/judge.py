"""Judging the mentions of a project anew from the evidence it keeps: no model is needed."""

from __future__ import annotations

import dataclasses
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sare_engine.config import JudgeConfig, ProbeConfig
from sare_engine.errors import ConfigError, DataError
from sare_engine.grounding.evidence.thresholds import Thresholds
from sare_engine.grounding.evidence.verdicts import (
    VERDICTS,
    Evidence,
    annotation_evidence,
    clip_evidence,
    combine,
    poll_evidence,
)
from sare_engine.jobs.opening import POLL_SETTING, THRESHOLDS_SETTING
from sare_engine.workspace.project import EvidenceRow, ImageRow, Project, VerdictRow


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
    with Project.open(config.project) as project, project.transaction():
        thresholds = _thresholds(config, project)
        limits = _poll_limits(config, project)
        sources = {row.source for row in project.evidence()}
        if sources.isdisjoint(("clip", "poll")):
            raise DataError(
                "There are no scores to judge by.",
                "The project's captions were not tested with a CLIP model, nor the model asked.",
                "Test them again with a CLIP folder or with questions (sare probe --clip, --poll).",
            )
        if "clip" in sources:
            stored = project.settings.get(THRESHOLDS_SETTING) or {}
            undecided = [one for one in stored.get("undecided", ()) if getattr(config, one) is None]
            kept = {**stored, **thresholds, "chosen": True, "undecided": undecided}
            project.settings[THRESHOLDS_SETTING] = kept
        if "poll" in sources:
            project.settings[POLL_SETTING] = limits
        return {**thresholds, **judge_anew(project, thresholds, limits)}


def _thresholds(config: JudgeConfig, project: Project) -> dict[str, float]:
    """Return T1, T0 and T2: the config's, else those in force, else EFUF's."""
    values = {
        **dataclasses.asdict(Thresholds()),
        **(project.settings.get(THRESHOLDS_SETTING) or {}),
        **_given(config, ("t1", "t0", "t2")),
    }
    if values["t1"] > values["t0"]:
        raise ConfigError([("t1", f"T1 must not lie above T0, {values['t0']:g}.")])
    return {name: values[name] for name in ("t1", "t0", "t2")}


def _poll_limits(config: JudgeConfig, project: Project) -> dict[str, float]:
    """Return the limits of a no and a yes: the config's, else those in force, else the usual."""
    usual = {"low": ProbeConfig.poll_low, "high": ProbeConfig.poll_high}
    given = _given(config, ("poll_low", "poll_high"))
    limits = {
        **usual,
        **(project.settings.get(POLL_SETTING) or {}),
        **{name.removeprefix("poll_"): value for name, value in given.items()},
    }
    if limits["low"] > limits["high"]:
        problem = f"must not lie above the limit for a yes, {limits['high']:g}."
        raise ConfigError([("poll_low", problem)])
    return limits


def _given(config: JudgeConfig, names: Sequence[str]) -> dict[str, float]:
    values = {name: getattr(config, name) for name in names}
    return {name: value for name, value in values.items() if value is not None}


def judge_anew(
    project: Project,
    thresholds: Mapping[str, float] | None = None,
    poll_limits: Mapping[str, float] | None = None,
) -> dict[str, int]:
    """Set the verdicts of all mentions from annotations, kept scores and the user's word.

    Args:
        project: the project.
        thresholds: `t1` and `t0` for the CLIP scores; None leaves what they say as it is.
        poll_limits: `low` and `high` for the model's answers; None likewise.

    Returns:
        `mentions` that claim an object, how many of them are `grounded`, `hallucinated` and
        `unsure`, and how many verdicts `changed`.
    """
    with project.transaction():
        images = {image.id: image for image in project.images()}
        image_of = {caption.id: images[caption.image_id] for caption in project.captions()}
        kept: dict[int, dict[str, EvidenceRow]] = defaultdict(dict)
        for row in project.evidence():
            kept[row.mention_id][row.source] = row
        before = project.verdicts()
        counts = dict.fromkeys(("mentions", *VERDICTS, "changed"), 0)
        new_evidence: list[EvidenceRow] = []
        withdrawn: list[int] = []
        decided: list[VerdictRow] = []
        for mention in project.mentions():
            evidence = kept[mention.id]
            annotated = annotated_evidence(image_of[mention.caption_id], mention.concept)
            if annotated is not None:
                _hear(evidence, mention.id, annotated)
                new_evidence.append(evidence["annotation"])
            elif evidence.pop("annotation", None) is not None:
                withdrawn.append(mention.id)
            scored = evidence.get("clip")
            if thresholds is not None and scored is not None and scored.score is not None:
                limits = thresholds["t1"], thresholds["t0"]
                said = clip_evidence(scored.score, *limits, scored.details)
                _hear(evidence, mention.id, said)
                new_evidence.append(evidence["clip"])
            asked = evidence.get("poll")
            if poll_limits is not None and asked is not None and asked.details.get("answers"):
                _hear(evidence, mention.id, polled_anew(asked, **poll_limits))
                new_evidence.append(evidence["poll"])
            decision = combine(evidence.values(), negated=mention.negated)
            decided.append(without_user(mention.id, evidence.values(), negated=mention.negated))
            if not mention.negated:
                counts["mentions"] += 1
                counts[decision.verdict] += 1
            was = before.get(mention.id)
            counts["changed"] += was is None or was.verdict != decision.verdict
        project.remove_evidence("annotation", withdrawn)
        project.set_evidence(new_evidence)
        project.set_verdicts(decided)
    return counts


def without_user(mention: int, evidence: Iterable[EvidenceRow], *, negated: bool) -> VerdictRow:
    """Return what the other sources decide on a mention.

    That is what is kept as its verdict: the project puts the user's word above it when it is
    read, and once the word is taken back the kept one shows.
    """
    decision = combine((one for one in evidence if one.source != "user"), negated=negated)
    return VerdictRow(mention, decision.verdict, decision.by)


def annotated_evidence(image: ImageRow, concept: str) -> Evidence | None:
    """Return what an image's annotations say about an object; None where they say nothing."""
    if image.true_objects is None:
        return None
    return annotation_evidence(concept, image.true_objects, image.decided)


def polled_anew(row: EvidenceRow, low: float, high: float) -> Evidence:
    """Return what the kept answers of the model say by other limits."""
    return poll_evidence(row.details["answers"], low, high, row.details)


def _hear(evidence: dict[str, EvidenceRow], mention: int, said: Evidence) -> None:
    evidence[said.source] = EvidenceRow(
        mention, said.source, said.verdict, said.score, said.details
    )
