"""Thresholds for scores, from the mentions for which the truth is known."""

from __future__ import annotations

import math
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sare_engine.config import CalibrateConfig, JudgeConfig
from sare_engine.domain import GROUNDED, HALLUCINATED, UNSURE
from sare_engine.errors import DataError
from sare_engine.grounding.sources import EVIDENCE_SOURCES
from sare_engine.grounding.sources.record import Source
from sare_engine.jobs.judge import calibrated_source, judge, no_scores
from sare_engine.jobs.opening import chosen_captions
from sare_engine.workspace.project import Project

if TYPE_CHECKING:
    from sare_engine.grounding.calibration import Floats

_LIMITS = 2
"""Limits of a mention's verdict; a third is the threshold of whole responses."""


@dataclass(frozen=True)
class _Samples:
    """Scores of mentioned objects that are known to be present or absent.

    Attributes:
        source: whose scores they are.
        present: scores of the objects that are there.
        absent: scores of the objects that are not.
        images: number of images that they are from.
        in_force: the present thresholds T1 and T0, or None.
    """

    source: Source
    present: Floats
    absent: Floats
    images: int
    in_force: tuple[float, float] | None


def calibrate(config: CalibrateConfig) -> dict[str, Any]:
    """Suggest T1, T0 and T2 from the scores of objects whose presence is known.

    T1 is the largest threshold that condemns at most `condemned` of the present objects, T0 the
    smallest that accepts at most `accepted` of the absent objects; T2 lies halfway from T0 to the
    median present object. Each object counts once for each image.

    Returns:
        Key of the `source`; `t1`, `t0`, and `t2` for a source that has one; the number of
        `images`, of `present` and of `absent` objects used; `auc`
        with its 95 % interval `auc_low`, `auc_high`; what the thresholds do to these objects, as
        fractions: `present_below_t1`, `absent_above_t0`, `absent_below_t1`, `present_above_t0`,
        `unsure` (of both); `in_force`: the same for the current thresholds, if there are any;
        `roc`: lists `thresholds` (the first is None), `false_positive_rate` and
        `true_positive_rate`; `warnings`: sentences about too little data; `judged`: what `judge`
        returned, if the config applies the thresholds.

    Raises:
        EngineError: the folder is not a project, it holds no scores, or no object is known to be
            present, or to be absent.
    """
    from sare_engine.grounding.calibration import (
        area_interval,
        area_under_curve,
        roc,
        suggest_thresholds,
    )

    config.validate()
    with Project.open(config.project) as project:
        samples = _samples(project, config)
    present, absent = samples.present, samples.absent
    suggested = suggest_thresholds(
        present, absent, condemned=config.condemned, accepted=config.accepted
    )
    area = area_under_curve(present, absent)
    low, high = area_interval(area, len(present), len(absent))
    curve = roc(present, absent)
    result = {
        "source": samples.source.key,
        "images": samples.images,
        "present": len(present),
        "absent": len(absent),
        "auc": area,
        "auc_low": low,
        "auc_high": high,
        "t1": suggested.t1,
        "t0": suggested.t0,
        **({"t2": suggested.t2} if len(samples.source.calibrates) > _LIMITS else {}),
        **_outcome(samples, suggested.t1, suggested.t0),
        "warnings": _warnings(config, samples, low),
        "roc": {
            # At the first point nothing is called present: its threshold is above all scores.
            "thresholds": [None, *curve.thresholds[1:].tolist()],
            "false_positive_rate": curve.false_positive_rate.tolist(),
            "true_positive_rate": curve.true_positive_rate.tolist(),
        },
    }
    if samples.in_force is not None:
        t1, t0 = samples.in_force
        result["in_force"] = {"t1": t1, "t0": t0, **_outcome(samples, t1, t0)}
    if config.apply:
        values = (suggested.t1, suggested.t0, suggested.t2)
        chosen = dict(zip(samples.source.calibrates, values, strict=False))
        result["judged"] = judge(JudgeConfig.from_dict({"project": str(config.project), **chosen}))
    return result


def _samples(project: Project, config: CalibrateConfig) -> _Samples:
    """Return each object once for each image: its mentions there have the same score."""
    import numpy as np

    chosen = chosen_captions(project, config.captions_of)
    source = calibrated_source(project, config.source)
    truths = [one.key for one in EVIDENCE_SOURCES.values() if one.is_truth]
    claimed: dict[int, tuple[int, str]] = {}
    scores: dict[tuple[int, str], float] = {}
    known: dict[int, dict[str, str]] = defaultdict(dict)
    for one in project.mentions_to_judge(chosen.id) if chosen else ():
        if one.mention.negated:
            continue
        key = one.mention.id
        claimed[key] = (one.image.id, one.mention.concept)
        for row in one.evidence:
            if row.source == source.key and row.score is not None and math.isfinite(row.score):
                scores[claimed[key]] = row.score
            elif row.source in truths and row.verdict != UNSURE:
                known[key][row.source] = row.verdict
    if not scores:
        raise no_scores("calibrate", [source])
    truth: dict[tuple[int, str], set[str]] = defaultdict(set)
    for mention, verdicts in known.items():
        truth[claimed[mention]].add(next(verdicts[one] for one in truths if one in verdicts))
    # Objects on which the truths of two mentions contradict each other are not used.
    certain = {pair: scores[pair] for pair in truth if pair in scores and len(truth[pair]) == 1}
    split: dict[str, Floats] = {
        verdict: np.array([score for pair, score in certain.items() if verdict in truth[pair]])
        for verdict in (GROUNDED, HALLUCINATED)
    }
    for verdict, what in ((GROUNDED, "present"), (HALLUCINATED, "absent")):
        if not len(split[verdict]):
            raise DataError(
                "The scores could not be calibrated.",
                f"No mentioned object with a score is known to be {what}.",
                "Annotate some of the images (sare annotate), or judge some mentions yourself.",
            )
    limits = source.limits_in_force(project)
    low, high, *_ = source.calibrates
    in_force = (limits[low], limits[high]) if {low, high} <= limits.keys() else None
    images = {image for image, _ in certain}
    return _Samples(source, split[GROUNDED], split[HALLUCINATED], len(images), in_force)


def _outcome(samples: _Samples, t1: float, t0: float) -> dict[str, float]:
    """Return the shares of the samples below, between and above two thresholds."""
    import numpy as np

    present, absent = samples.present, samples.absent
    both = np.concatenate([present, absent])
    return {
        "present_below_t1": float((present < t1).mean()),
        "absent_above_t0": float((absent > t0).mean()),
        "absent_below_t1": float((absent < t1).mean()),
        "present_above_t0": float((present > t0).mean()),
        "unsure": float(((both >= t1) & (both <= t0)).mean()),
    }


def _warnings(config: CalibrateConfig, samples: _Samples, auc_low: float) -> list[str]:
    found = []
    for name, count, share, end in (
        ("present", len(samples.present), config.condemned, "T1 is the lowest of their scores"),
        ("absent", len(samples.absent), config.accepted, "T0 is the highest of their scores"),
    ):
        if count * share < 1:
            found.append(
                f"Only {count} objects are known to be {name}: too few for a share of {share:g}, "
                f"so {end}. Annotate more images."
            )
    if auc_low <= 0.5:
        found.append(
            "The scores may separate present from absent objects no better than chance: use "
            "another model, or another way of scoring."
        )
    return found
