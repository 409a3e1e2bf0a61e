"""What an object detector sees in the picture, with the thresholds of its authors."""

from __future__ import annotations

import dataclasses
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sare_engine.config import ProbeConfig
from sare_engine.control import Control
from sare_engine.domain import GROUNDED, HALLUCINATED, UNSURE, Evidence, boxes_of, boxes_to_json
from sare_engine.errors import ConfigError
from sare_engine.events import Event, Notice
from sare_engine.formatting import count_text, some_names
from sare_engine.grounding.detection.boxes import Found
from sare_engine.grounding.sources.record import (
    CaptionToJudge,
    OpenSource,
    Probe,
    Scale,
    Source,
    verdict_between,
)

if TYPE_CHECKING:
    from sare_engine.workspace.project import Project

PAIR = "detectors"
_DETECTORS_SETTING = "detectors"
"""Project setting: source → its folder, the `low` and `high` thresholds in force, and whether the
last test `used` it."""
_CHOSEN_SETTING = "detector_thresholds"
"""Project setting: folder of a detector → the thresholds that the user chose for it."""
_USUAL = (0.25, 0.35)
"""Thresholds where no detector has been used yet."""
_NAMED = 5


@dataclasses.dataclass(frozen=True, kw_only=True)
class DetectorSource(Source):
    """A detector as a source of evidence.

    Attributes:
        place: which of the test's detectors it is, from 0.
    """

    place: int = 0

    @property
    def _settings(self) -> tuple[str, str]:
        return f"{self.key}_low", f"{self.key}_high"

    def configured(self, config: ProbeConfig) -> bool:
        """Whether enough detectors are given."""
        return len(config.detector) > self.place

    def check(self, config: ProbeConfig) -> None:
        """Recognise the detector in the folder.

        Raises:
            ModelError: there is none.
        """
        from sare_engine.grounding.detection.folders import read_folder

        read_folder(config.detector[self.place])

    def open(self, probe: Probe) -> OpenSource:
        """Load the detector.

        Raises:
            ModelError: the folder has no usable detector, or damaged thresholds.
        """
        return _OpenDetector(self, probe, probe.config.detector[self.place])

    def evidence(
        self, mention_id: int, score: float, low: float, high: float, **details: Any
    ) -> Evidence:
        """Judge by the best score of any box: below `low` hallucinated, above `high` grounded."""
        verdict = verdict_between(score, low, high)
        return Evidence(mention_id, self.key, verdict, score, {**details, "low": low, "high": high})

    def limits_in_force(self, project: Project) -> dict[str, Any]:
        """Return the thresholds of the project."""
        stored = self._stored(project)
        names = zip(self._settings, ("low", "high"), strict=True)
        return {setting: stored[name] for setting, name in names if name in stored}

    def limits(self, project: Project, given: Mapping[str, Any]) -> dict[str, Any]:
        """Return the thresholds; at first those of Grounding DINO.

        Raises:
            ConfigError: the lower threshold would be above the upper.
        """
        low, high = self._settings
        in_force = self.limits_in_force(project)
        if self.place and not in_force:
            return {}  # There never was a second detector.
        values = {
            **dict(zip(self._settings, _USUAL, strict=True)),
            **in_force,
            **{name: given[name] for name in self._settings if name in given},
        }
        if values[low] > values[high]:
            raise ConfigError([(low, f"must not be above the limit for “seen”, {values[high]:g}.")])
        return values

    def set_limits(
        self, project: Project, limits: Mapping[str, Any], given: Mapping[str, Any]
    ) -> None:
        """Keep the thresholds as chosen for the detector."""
        low, high = self._settings
        values = {"low": limits[low], "high": limits[high]}
        self._store(project, **values)
        _choose(project, self._stored(project).get("folder"), values)

    def judge_again(self, kept: Evidence, limits: Mapping[str, Any]) -> Evidence:
        """Judge a kept score by other thresholds."""
        if kept.score is None:
            return kept
        low, high = self._settings
        details = {**kept.details, "low": limits[low], "high": limits[high]}
        return self.evidence(kept.mention_id, kept.score, **details)

    def settings_of_last_test(self, project: Project) -> dict[str, Any]:
        """Return the folders of the detectors; the first source returns those of all."""
        if self.place:
            return {}
        kept = project.settings.get(_DETECTORS_SETTING) or {}
        used = [Path(one["folder"]) for one in kept.values() if one.get("used") and "folder" in one]
        return {self.uses[0]: tuple(used)} if used else {}

    def choose_limits(self, probe: Probe, folder: Path, own: tuple[float, float]) -> dict[str, Any]:
        """Return the thresholds of a test, and keep them in the project.

        They are those given, else those that the user chose for this folder, else the detector's
        own.
        """
        path = str(folder.resolve())
        own_values = {"low": own[0], "high": own[1]}
        found = (probe.project.settings.get(_CHOSEN_SETTING) or {}).get(path, own_values)
        given = {
            name: value
            for name, setting in zip(own_values, self._settings, strict=True)
            if (value := getattr(probe.config, setting)) is not None
        }
        values = {**found, **given}
        if values["low"] > values["high"]:
            low, _ = self._settings
            raise ConfigError(
                [(low, f"must not be above the limit for “seen”, {values['high']:g}.")]
            )
        _choose(probe.project, path, None if values == own_values else values)
        self._store(probe.project, folder=path, used=True, **values)
        return values

    def leave_unused(self, project: Project) -> None:
        """Note that the last test did without it; its thresholds still hold for its evidence."""
        if self._stored(project):
            self._store(project, used=False)

    def _stored(self, project: Project) -> dict[str, Any]:
        kept = project.settings.get(_DETECTORS_SETTING) or {}
        return dict(kept.get(self.key) or {})

    def _store(self, project: Project, **values: Any) -> None:
        kept = project.settings.get(_DETECTORS_SETTING) or {}
        project.settings[_DETECTORS_SETTING] = {
            **kept,
            self.key: {**(kept.get(self.key) or {}), **values},
        }


def _choose(project: Project, folder: str | None, values: Mapping[str, float] | None) -> None:
    """Keep the thresholds chosen for a detector, whichever of the two it is; None forgets them."""
    chosen = dict(project.settings.get(_CHOSEN_SETTING) or {})
    if folder is not None:
        chosen.pop(folder, None)
        project.settings[_CHOSEN_SETTING] = {**chosen, **({folder: values} if values else {})}


class _OpenDetector(OpenSource):
    """A loaded detector, and what the project already has of it."""

    source: DetectorSource

    def __init__(self, source: DetectorSource, probe: Probe, folder: Path) -> None:
        from sare_engine.grounding.detection.detector import Detector

        super().__init__(source)
        self._project = probe.project
        self._captions = probe.captions
        known = probe.vocabulary
        self._detector = Detector(
            folder, known.concept_of if known is not None else lambda word: word, probe.device
        )
        own = self._detector.limits
        self._limits = source.choose_limits(probe, folder, (own.low, own.high))
        self._kept = _kept(probe.project, self._detector.signature)
        others = _pair(source)
        unused = [other for other in others if not other.configured(probe.config)]
        for other in unused:
            other.leave_unused(probe.project)
        self._others = {other.key for other in others}
        self._unused = {other.key for other in unused}

    def prepare(self, captions: Sequence[CaptionToJudge], control: Control) -> Iterator[Event]:
        """Look for what several captions mention in full batches."""
        self._withdraw(captions)
        wanted: dict[int, tuple[Path, list[str]]] = {}
        for caption in captions:
            image = caption.image
            if not image.path.is_file():
                continue  # The file was removed after it was captioned.
            for concept in caption.concepts:
                if self._detector.can_judge(concept) and (image.id, concept) not in self._kept:
                    concepts = wanted.setdefault(image.id, (image.path, []))[1]
                    if concept not in concepts:
                        concepts.append(concept)
        for image_id, by_concept in zip(
            wanted, self._detector.detect(list(wanted.values()), control), strict=True
        ):
            for concept, found in by_concept.items():
                self._kept[image_id, concept] = found
        yield from ()

    def _withdraw(self, captions: Sequence[CaptionToJudge]) -> None:
        """Remove what the detectors of earlier tests said, so that only this test's have a vote.

        A detector that changed its place in the pair would have two.
        """
        mentions = [mention.id for caption in captions for mention in caption.mentions]
        outdated: dict[str, list[int]] = defaultdict(list)
        for rows in self._project.evidence_on(mentions).values():
            for row in rows:
                own = row.details.get("signature") == self._detector.signature
                if row.source == self.source.key:
                    withdrawn = not own
                else:
                    withdrawn = row.source in self._others and (own or row.source in self._unused)
                if withdrawn:
                    outdated[row.source].append(row.mention_id)
        for key, withdrawn_from in outdated.items():
            self._project.remove_evidence(key, withdrawn_from)

    def judge(self, caption: CaptionToJudge, control: Control) -> Iterable[Evidence]:
        """Return what was found of the objects that a caption mentions."""
        for mention in caption.mentions:
            found = self._kept.get((caption.image.id, mention.concept))
            if found is not None:
                yield self.source.evidence(
                    mention.id,
                    found.score,
                    self._limits["low"],
                    self._limits["high"],
                    signature=self._detector.signature,
                    model=self._detector.name,
                    boxes=boxes_to_json(found.boxes),
                )

    def finish(self) -> Iterator[Event]:
        """Report the objects that the detector cannot judge."""
        concepts = {concept for caption in self._captions for concept in caption.concepts}
        beyond = sorted(one for one in concepts if not self._detector.can_judge(one))
        if beyond:
            yield Notice(
                "info",
                f"The detector {self._detector.name} has no label for "
                f"{count_text(len(beyond), 'objects')} that captions mention: "
                f"{some_names(beyond, _NAMED)}.",
                "Their mentions are judged by the other evidence.",
            )

    def close(self) -> None:
        """Free the model."""
        self._detector.unload()


def _pair(source: DetectorSource) -> list[DetectorSource]:
    """Return the other detectors of the registry."""
    from sare_engine.grounding.sources import EVIDENCE_SOURCES

    return [
        one
        for one in EVIDENCE_SOURCES.values()
        if isinstance(one, DetectorSource) and one.key != source.key
    ]


def _kept(project: Project, signature: str) -> dict[tuple[int, str], Found]:
    """Return (image, concept) → what the same detector found before, in whichever place."""
    image_of = {row.id: row.image_id for row in project.each_caption(with_tokens=False)}
    mentions = {mention.id: mention for mention in project.mentions()}
    kept = {}
    for row in project.evidence():
        if row.score is not None and row.details.get("signature") == signature:
            mention = mentions[row.mention_id]
            key = image_of[mention.caption_id], mention.concept
            kept[key] = Found(row.score, boxes_of(row))
    return kept


EXPLANATIONS = {
    GROUNDED: "The detector sees “{concept}” with {score}, above {high}.",
    HALLUCINATED: "The detector does not see “{concept}”: its best place has {score}, below {low}.",
    UNSURE: "The detector is unsure about “{concept}”: {score}, between {low} and {high}.",
    "": "The detector sees “{concept}” with {score}.",
}
SCALE = Scale("low", "high", "not seen", "seen", number=".2f", ends=(0.0, 1.0))

ENTRY = DetectorSource(
    key="detector",
    title="Detector",
    sentence="Whether an object detector, such as Grounding DINO or OWLv2, sees the object.",
    citation="[Grounding DINO](https://arxiv.org/abs/2303.05499)",
    uses=("detector", "detector_low", "detector_high"),
    explanations=EXPLANATIONS,
    scale=SCALE,
    calibrates=("detector_low", "detector_high"),
    pair=PAIR,
    finds="Objects that can be seen, with their places. Small and hidden objects may be missed; "
    "two detectors that agree are more certain than one.",
    costs="About 1 GB of memory; less than a second for an image on a GPU, some seconds on a CPU.",
    default_model="IDEA-Research/grounding-dino-tiny",
    default_size="0.7 GB",
)
