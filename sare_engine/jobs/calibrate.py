"""Thresholds for CLIP scores from the mentions on which the truth is known."""

from __future__ import annotations

import math
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sare_engine.config import CalibrateConfig, JudgeConfig
from sare_engine.errors import DataError
from sare_engine.jobs.judge import judge
from sare_engine.jobs.opening import THRESHOLDS_SETTING, current_fingerprint
from sare_engine.workspace.project import Project

if TYPE_CHECKING:
    from sare_engine.grounding.evidence.calibration import Floats

_TRUTH = ("user", "annotation")
"""Sources that know, the one that counts more first."""


@dataclass(frozen=True)
class _Samples:
    """Scores of the objects mentioned of which it is known whether they are there."""

    present: Floats
    absent: Floats
    images: int
    in_force: dict[str, float]


def calibrate(config: CalibrateConfig) -> dict[str, Any]:
    """Suggest T1, T0 and T2 from the scores of objects whose presence is known.

    T1 is the largest threshold that condemns at most `condemned` of the present objects, T0 the
    smallest that accepts at most `accepted` of the absent objects; T2 lies halfway from T0 to the
    median present object. Each object counts once for each image.

    Returns:
        `t1`, `t0`, `t2`; the number of `images`, of `present` and of `absent` objects used; `auc`
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
    from sare_engine.grounding.evidence.calibration import (
        area_interval,
        area_under_curve,
        roc,
        suggest_thresholds,
    )

    config.validate()
    with Project.open(config.project) as project:
        samples = _samples(project)
    present, absent = samples.present, samples.absent
    suggested = suggest_thresholds(
        present, absent, condemned=config.condemned, accepted=config.accepted
    )
    area = area_under_curve(present, absent)
    low, high = area_interval(area, len(present), len(absent))
    curve = roc(present, absent)
    result = {
        "images": samples.images,
        "present": len(present),
        "absent": len(absent),
        "auc": area,
        "auc_low": low,
        "auc_high": high,
        "t1": suggested.t1,
        "t0": suggested.t0,
        "t2": suggested.t2,
        **_outcome(samples, suggested.t1, suggested.t0),
        "warnings": _warnings(config, samples, low),
        "roc": {
            # Nothing is called present at the first point: its threshold is beyond all scores.
            "thresholds": [None, *curve.thresholds[1:].tolist()],
            "false_positive_rate": curve.false_positive_rate.tolist(),
            "true_positive_rate": curve.true_positive_rate.tolist(),
        },
    }
    if {"t1", "t0"} <= samples.in_force.keys():
        limits = {name: samples.in_force[name] for name in ("t1", "t0")}
        result["in_force"] = {**limits, **_outcome(samples, **limits)}
    if config.apply:
        chosen = JudgeConfig(
            project=config.project, t1=suggested.t1, t0=suggested.t0, t2=suggested.t2
        )
        result["judged"] = judge(chosen)
    return result


def _samples(project: Project) -> _Samples:
    """Return each object once for each image: its mentions there have the same score."""
    import numpy as np

    image_of = {one.id: one.image_id for one in project.captions(current_fingerprint(project))}
    claimed = {
        one.id: (image_of[one.caption_id], one.concept)
        for one in project.mentions()
        if one.caption_id in image_of and not one.negated
    }
    scores: dict[tuple[int, str], float] = {}
    told: dict[int, dict[str, str]] = defaultdict(dict)
    for row in project.evidence():
        if row.mention_id not in claimed:
            continue
        if row.source == "clip" and row.score is not None and math.isfinite(row.score):
            scores[claimed[row.mention_id]] = row.score
        elif row.source in _TRUTH and row.verdict != "unsure":
            told[row.mention_id][row.source] = row.verdict
    if not scores:
        raise DataError(
            "There are no scores to calibrate.",
            "The project's captions were not tested with a CLIP model.",
            "Test them again with a CLIP or SigLIP folder (sare probe --clip).",
        )
    truth: dict[tuple[int, str], set[str]] = defaultdict(set)
    for mention, said in told.items():
        truth[claimed[mention]].add(next(said[one] for one in _TRUTH if one in said))
    known = {pair: scores[pair] for pair in truth if pair in scores and len(truth[pair]) == 1}
    split: dict[str, Floats] = {
        verdict: np.array([score for pair, score in known.items() if verdict in truth[pair]])
        for verdict in ("grounded", "hallucinated")
    }
    for verdict, what in (("grounded", "is there"), ("hallucinated", "is not there")):
        if not len(split[verdict]):
            raise DataError(
                "The scores could not be calibrated.",
                f"Of no mentioned object with a score it is known that it {what}.",
                "Annotate some of the images (sare annotate), or judge some mentions yourself.",
            )
    stored = project.settings.get(THRESHOLDS_SETTING) or {}
    images = {image for image, _ in known}
    return _Samples(split["grounded"], split["hallucinated"], len(images), stored)


def _outcome(samples: _Samples, t1: float, t0: float) -> dict[str, float]:
    """Return what thresholds do to the samples, as shares."""
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
        ("there", len(samples.present), config.condemned, "T1 is the lowest score among them"),
        ("not there", len(samples.absent), config.accepted, "T0 is the highest score among them"),
    ):
        if count * share < 1:
            found.append(
                f"Only {count} objects are known to be {name}: too few for a share of {share:g}, "
                f"so {end}. Annotate more images."
            )
    if auc_low <= 0.5:
        found.append(
            "The scores may tell present from absent objects no better than chance: use another "
            "model, or another way of scoring."
        )
    return found
