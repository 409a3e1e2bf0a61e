"""Scores of a CLIP or SigLIP model for each object in each image, with the thresholds of EFUF."""

from __future__ import annotations

import dataclasses
import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sare_engine.config import ProbeConfig
from sare_engine.control import Control
from sare_engine.domain import GROUNDED, HALLUCINATED, UNSURE, Evidence
from sare_engine.errors import ConfigError
from sare_engine.events import Event, Notice
from sare_engine.grounding.sources.record import (
    CaptionToJudge,
    OpenSource,
    Probe,
    Scale,
    Source,
    verdict_between,
)
from sare_engine.grounding.thresholds import (
    THRESHOLDS_SETTING,
    UNDECIDED,
    WINDOWS,
    Thresholds,
    around,
    default_thresholds,
)

if TYPE_CHECKING:
    from sare_engine.grounding.clip_scorer import ClipScorer
    from sare_engine.workspace.project import Project

_NAMES = ("t1", "t0", "t2")


class _Clip(Source):
    def configured(self, config: ProbeConfig) -> bool:
        """Whether a CLIP folder is given."""
        return config.clip is not None

    def open(self, probe: Probe) -> OpenSource:
        """Load the CLIP model.

        Raises:
            ModelError: the folder has no usable model, or damaged thresholds.
        """
        if probe.config.clip is None:
            raise ValueError("no CLIP folder is given")
        return _OpenClip(self, probe, probe.config.clip)

    def evidence(
        self, mention_id: int, score: float, t1: float, t0: float, **details: Any
    ) -> Evidence:
        """Judge by a score, 100 x cosine: below T1 hallucinated, above T0 grounded, else unsure."""
        verdict = verdict_between(score, t1, t0)
        return Evidence(mention_id, self.key, verdict, score, {**details, "t1": t1, "t0": t0})

    def limits_in_force(self, project: Project) -> dict[str, Any]:
        """Return T1, T0 and T2 of the project."""
        stored = project.settings.get(THRESHOLDS_SETTING) or {}
        return {name: stored[name] for name in _NAMES if name in stored}

    def limits(self, project: Project, given: Mapping[str, Any]) -> dict[str, Any]:
        """Return T1, T0 and T2; the defaults are EFUF's.

        Raises:
            ConfigError: T1 would be above T0.
        """
        values = {
            **dataclasses.asdict(Thresholds()),
            **self.limits_in_force(project),
            **{name: given[name] for name in _NAMES if name in given},
        }
        if values["t1"] > values["t0"]:
            raise ConfigError([("t1", f"T1 must not be above T0, {values['t0']:g}.")])
        return values

    def set_limits(
        self, project: Project, limits: Mapping[str, Any], given: Mapping[str, Any]
    ) -> None:
        """Keep the thresholds as chosen; those that nobody has given stay undecided."""
        stored = project.settings.get(THRESHOLDS_SETTING) or {}
        undecided = [one for one in stored.get("undecided", ()) if one not in given]
        kept = {**stored, **limits, "chosen": True, "undecided": undecided}
        project.settings[THRESHOLDS_SETTING] = kept

    def judge_again(self, kept: Evidence, limits: Mapping[str, Any]) -> Evidence:
        """Judge a kept score by other thresholds."""
        if kept.score is None:
            return kept
        details = {**kept.details, "t1": limits["t1"], "t0": limits["t0"]}
        return self.evidence(kept.mention_id, kept.score, **details)

    def settings_of_last_test(self, project: Project) -> dict[str, Any]:
        """Return the CLIP folder and the way of scoring."""
        stored = project.settings.get(THRESHOLDS_SETTING) or {}
        return {"clip": stored.get("clip"), "clip_scoring": stored.get("scoring")}


def choose_thresholds(config: ProbeConfig, project: Project) -> Thresholds:
    """Return T1, T0 and T2: the config's, else the user's choice for this CLIP, else CLIP's own.

    Raises:
        ModelError: the CLIP folder is missing, or its thresholds.json is damaged.
    """
    found = Thresholds()
    if config.clip is not None:
        stored = project.settings.get(THRESHOLDS_SETTING) or {}
        same = stored.get("clip") == str(config.clip.resolve())
        if stored.get("chosen") and same and stored.get("scoring", WINDOWS) == config.clip_scoring:
            open_ends = {name: getattr(UNDECIDED, name) for name in stored.get("undecided", ())}
            found = Thresholds(**{name: stored[name] for name in _NAMES} | open_ends)
        else:
            found = default_thresholds(config.clip, config.clip_scoring)
    given = {name: getattr(config, name) for name in _NAMES}
    return dataclasses.replace(
        found, **{name: value for name, value in given.items() if value is not None}
    )


class _OpenClip(OpenSource):
    """A loaded CLIP model, and the scores that the project already has of it."""

    source: _Clip

    def __init__(self, source: _Clip, probe: Probe, folder: Path) -> None:
        from sare_engine.grounding.clip_scorer import ClipScorer

        super().__init__(source)
        self._project = probe.project
        self._captions = probe.captions
        self._thresholds = choose_thresholds(probe.config, probe.project)
        self._scorer = ClipScorer(folder, probe.device, scoring=probe.config.clip_scoring)
        self._kept = _kept_scores(probe.project, self._scorer)
        self._remember(probe.config, folder)

    def prepare(self, captions: Sequence[CaptionToJudge], control: Control) -> Iterator[Event]:
        """Encode several whole images in one batch; windows fill batches by themselves."""
        if self._scorer.scoring != WINDOWS:
            new = [caption.image for caption in captions if self._new(caption)]
            self._scorer.prepare([(image.path, image.sha256) for image in new], control)
        yield from ()

    def judge(self, caption: CaptionToJudge, control: Control) -> Iterable[Evidence]:
        """Score what a caption mentions."""
        image = caption.image
        scores = {
            concept: self._kept[image.id, concept]
            for concept in caption.concepts
            if (image.id, concept) in self._kept
        }
        if new := self._new(caption):
            scores |= self._scorer.score(image.path, new, key=image.sha256, control=control)
        for mention in caption.mentions:
            if mention.concept in scores:
                yield self.source.evidence(
                    mention.id,
                    scores[mention.concept],
                    self._thresholds.t1,
                    self._thresholds.t0,
                    signature=self._scorer.signature,
                )

    def finish(self) -> Iterator[Event]:
        """If no thresholds are known, move them to the ends of the scores, and report that."""
        stored = self._project.settings[THRESHOLDS_SETTING]
        if not stored["undecided"]:
            return
        known = self._project.evidence_on(
            mention.id for caption in self._captions for mention in caption.mentions
        )
        rows = [row for found in known.values() for row in found if row.source == self.source.key]
        scores = [row.score for row in rows if row.score is not None and math.isfinite(row.score)]
        shown = around(self._thresholds, scores)
        limits = {"t1": shown.t1, "t0": shown.t0}
        with self._project.transaction():
            self._project.settings[THRESHOLDS_SETTING] = {**stored, **limits}
            self._project.set_evidence(self.source.judge_again(row, limits) for row in rows)
        yield Notice(
            "warning",
            "No thresholds are known for this model and this way of scoring: the scores are kept, "
            "but decide nothing yet.",
            "Calibrate the thresholds on annotated images (sare calibrate), or choose T1 and T0 "
            "(sare judge).",
        )

    def close(self) -> None:
        """Free the model."""
        self._scorer.unload()

    def _new(self, caption: CaptionToJudge) -> list[str]:
        if not caption.image.path.is_file():
            return []  # The file was removed after it was captioned.
        return [one for one in caption.concepts if (caption.image.id, one) not in self._kept]

    def _remember(self, config: ProbeConfig, folder: Path) -> None:
        values = dataclasses.asdict(self._thresholds)
        self._project.settings[THRESHOLDS_SETTING] = {
            **values,
            "clip": str(folder.resolve()),
            "scoring": config.clip_scoring,
            "chosen": self._thresholds != default_thresholds(folder, config.clip_scoring),
            "undecided": [
                name for name in ("t1", "t0") if values[name] == getattr(UNDECIDED, name)
            ],
        }


def _kept_scores(project: Project, scorer: ClipScorer) -> dict[tuple[int, str], float]:
    """Return (image, concept) → score that the same model gave before in the same way."""
    image_of = {row.id: row.image_id for row in project.each_caption(with_tokens=False)}
    mentions = {mention.id: mention for mention in project.mentions()}
    kept = {}
    for row in project.evidence():
        if row.source == ENTRY.key and row.details.get("signature") == scorer.signature:
            mention = mentions[row.mention_id]
            if row.score is not None:
                kept[image_of[mention.caption_id], mention.concept] = row.score
    return kept


ENTRY = _Clip(
    key="clip",
    title="CLIP score",
    sentence="The similarity of the object's name and the image, by a CLIP or SigLIP model.",
    citation="[EFUF](https://arxiv.org/abs/2402.09801)",
    uses=("clip", "clip_scoring", "t1", "t0", "t2"),
    explanations={
        GROUNDED: "CLIP score {score}, above T0 = {high}.",
        HALLUCINATED: "CLIP score {score}, below T1 = {low}.",
        UNSURE: "CLIP score {score}, between T1 = {low} and T0 = {high}.",
        "": "CLIP score {score}.",
    },
    silence="Not scored.",
    finds="Whether word and image fit. Small objects are easily missed, and what usually occurs in "
    "such a scene easily fits; many mentions stay unsure.",
    costs="About 1 GB of memory; less than a second for an image on a GPU, some seconds on a CPU.",
    scale=Scale("t1", "t0", "T1", "T0"),
    calibrates=_NAMES,
)
