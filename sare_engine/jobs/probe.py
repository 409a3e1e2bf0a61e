"""Testing images: caption them, find the objects mentioned, judge each mention."""

from __future__ import annotations

import dataclasses
import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sare_engine.config import ProbeConfig
from sare_engine.control import Control
from sare_engine.errors import DataError
from sare_engine.events import Event, Finished, Notice
from sare_engine.grounding.evidence.annotation_formats import read_annotations
from sare_engine.grounding.evidence.thresholds import (
    UNDECIDED,
    WINDOWS,
    Thresholds,
    around,
    default_thresholds,
)
from sare_engine.grounding.evidence.verdicts import clip_evidence
from sare_engine.grounding.mentions import find_mentions
from sare_engine.grounding.vocabulary import Vocabulary
from sare_engine.jobs.add_images import read_images
from sare_engine.jobs.annotate import (
    AnnotationReport,
    apply_annotations,
    outdated_annotations,
    remember,
)
from sare_engine.jobs.judge import annotated_evidence, judge_anew, without_user
from sare_engine.jobs.judged import agreement, table_rows, tell_vanished
from sare_engine.jobs.opening import (
    FINGERPRINT_SETTING,
    GENERATION_SETTING,
    MODEL_SETTING,
    THRESHOLDS_SETTING,
    OpenedModel,
    model_config,
    open_vocabulary,
    project_merges,
    remember_vocabulary,
)
from sare_engine.jobs.poll import polling
from sare_engine.jobs.runner import job
from sare_engine.models.images import find_images
from sare_engine.progress import PhaseProgress
from sare_engine.workspace.project import (
    CaptionRow,
    EvidenceRow,
    ImageRow,
    MentionRow,
    Project,
)

if TYPE_CHECKING:
    from sare_engine.grounding.evidence.clip import ClipScorer
    from sare_engine.models.loading import LoadedModel
    from sare_engine.models.vision import VisionFeatures

_NAMED_FILES = 5
_AT_ONCE = 32
"""Captions whose images are scored together."""


@job
def probe(
    config: ProbeConfig, *, model: LoadedModel | None = None, control: Control | None = None
) -> Iterator[Event]:
    """Add images to a project, caption them, and judge every object mentioned.

    Images that this model has captioned with this prompt before are not captioned again, so a
    stopped probe continues where it was.

    Args:
        config: the settings.
        model: a loaded model to use instead of loading `config.model`; it stays loaded.
        control: pause, resume and stop.
    """
    from sare_engine.models.vision import VisionFeatures

    control = control or Control()
    vocabulary = open_vocabulary(config.vocabulary, config.model)
    annotations = None
    if config.annotations is not None:
        annotations = read_annotations(config.annotations, vocabulary)
    paths = find_images(config.images)
    opened = OpenedModel(model_config(config, config.model, config.adapter), model)
    with Project.open_or_create(config.project) as project:
        yield from read_images(project, paths, control)
        images = project.images()
        if not images:
            raise DataError(
                "There is no image to test.",
                "The project holds none, and none were given that can be read.",
                "Give image files or folders.",
            )
        annotated_from = config.annotations
        if annotations is None and (outdated := outdated_annotations(project, vocabulary)):
            try:
                annotations, annotated_from = read_annotations(outdated, vocabulary), outdated
            except DataError as error:
                yield Notice("warning", f"{error.what} {error.why}", "Annotate the project again.")
        if annotations is not None and annotated_from is not None:
            report = apply_annotations(project, annotated_from, *annotations)
            remember(project, annotated_from, vocabulary)
            yield from _tell(report)
        yield from opened.load(control)
        with opened as loaded:
            project.settings[MODEL_SETTING] = str(loaded.folder.resolve())
            project.settings[FINGERPRINT_SETTING] = loaded.fingerprint
            remember_vocabulary(project, config.vocabulary, vocabulary)
            project.settings[GENERATION_SETTING] = {
                "prompt": config.prompt,
                "max_new_tokens": config.max_new_tokens,
            }
            words = vocabulary.merged(project_merges(project))
            # What is asked about the pictures takes the features that captioning them made.
            features = VisionFeatures(loaded) if config.poll else None
            yield from _caption(project, loaded, config, words, features, control)
            if features is not None:
                yield from polling(project, loaded, config, features, control)
            fingerprint = loaded.fingerprint
            device = str(loaded.device)
        yield from _judge(project, config, fingerprint, device, control)
        yield Finished("done", _summary(project, fingerprint))


def _tell(report: AnnotationReport) -> Iterator[Event]:
    for problem in report.problems:
        yield Notice("warning", problem)
    if report.unknown_categories:
        yield Notice(
            "info",
            f"The vocabulary has no word for {_some(report.unknown_categories)}; these "
            "annotations are left out.",
        )
    if report.unmatched:
        yield Notice(
            "info",
            f"{len(report.unmatched)} images are not in the annotations: "
            f"{_some(report.unmatched)}.",
            "Their mentions are judged by the other evidence.",
        )
    if report.missing:
        yield Notice(
            "info",
            f"{len(report.missing)} annotated images are not in the project: "
            f"{_some(report.missing)}.",
        )


def _some(names: Sequence[str]) -> str:
    text = ", ".join(names[:_NAMED_FILES])
    return text if len(names) <= _NAMED_FILES else f"{text} …"


def _caption(
    project: Project,
    loaded: LoadedModel,
    config: ProbeConfig,
    vocabulary: Vocabulary,
    features: VisionFeatures | None,
    control: Control,
) -> Iterator[Event]:
    from sare_engine.models.generation import caption_images

    captions = project.captions(loaded.fingerprint)
    done = {caption.image_id for caption in captions if caption.prompt == config.prompt}
    images = project.images()
    absent = sum(not image.has_picture for image in images)
    if absent:
        yield Notice(
            "info", f"{absent} images have imported captions but no picture and are left out."
        )
    todo = [one for one in images if one.id not in done and one.has_picture]
    yield from tell_vanished(todo)
    todo = [one for one in todo if one.path.is_file()]
    phase = PhaseProgress(
        "caption", "Captioning images", len(todo) + len(done), "images", done=len(done)
    )
    yield phase.started()
    paths = [image.path for image in todo]
    for answer in caption_images(loaded, paths, config, control, features=features):
        with project.transaction():
            caption = project.set_caption(
                todo[answer.index].id,
                loaded.fingerprint,
                config.prompt,
                answer.text,
                answer.token_ids,
                answer.degenerate,
            )
            project.add_mentions(caption, find_mentions(answer.text, vocabulary))
        yield phase.advance()
    with project.transaction():
        # Another vocabulary may be in force than when these were captioned.
        for kept in captions:
            if kept.image_id in done and kept.prompt == config.prompt:
                _refresh_mentions(project, kept, vocabulary)


def _refresh_mentions(project: Project, caption: CaptionRow, vocabulary: Vocabulary) -> None:
    found = find_mentions(caption.text, vocabulary)
    stored = project.mentions(caption.id)
    if [(m.concept, m.start, m.end) for m in found] != [
        (m.concept, m.start, m.end) for m in stored
    ]:
        project.remove_mentions(caption.id)
        project.add_mentions(caption.id, found)


def _judge(
    project: Project, config: ProbeConfig, fingerprint: str, device: str, control: Control
) -> Iterator[Event]:
    images = {image.id: image for image in project.images()}
    tasks = [
        _Judging(images[caption.image_id], project.mentions(caption.id))
        for caption in project.captions(fingerprint)
        if caption.prompt == config.prompt
    ]
    thresholds = choose_thresholds(config, project)
    scores: _Scores | None = None
    if config.clip is not None:
        scores = _Scores.load(config.clip, config.clip_scoring, device, project)
        _remember_thresholds(project, config, config.clip, thresholds)
    phase = PhaseProgress("judge", "Judging mentions", len(tasks), "captions")
    yield phase.started()
    for start in range(0, len(tasks), _AT_ONCE):
        batch = tasks[start : start + _AT_ONCE]
        if scores is not None:
            scores.prepare(batch, control)
        for task in batch:
            control.poll()
            evidence = task.evidence(scores, thresholds, control)
            with project.transaction():
                project.set_evidence(evidence)
                project.set_verdicts(
                    without_user(mention.id, project.evidence(mention.id), negated=mention.negated)
                    for mention in task.mentions
                )
            yield phase.advance()
    if scores is not None and project.settings[THRESHOLDS_SETTING]["undecided"]:
        yield from _tell_undecided(project, thresholds)


def _remember_thresholds(
    project: Project, config: ProbeConfig, clip: Path, thresholds: Thresholds
) -> None:
    values = dataclasses.asdict(thresholds)
    project.settings[THRESHOLDS_SETTING] = {
        **values,
        "clip": str(clip.resolve()),
        "scoring": config.clip_scoring,
        "chosen": thresholds != default_thresholds(clip, config.clip_scoring),
        "undecided": [name for name in ("t1", "t0") if values[name] == getattr(UNDECIDED, name)],
    }


def _tell_undecided(project: Project, thresholds: Thresholds) -> Iterator[Event]:
    """Move thresholds that nobody knows to the ends of the scores, and say so."""
    kept = [row.score for row in project.evidence() if row.source == "clip"]
    shown = around(thresholds, [one for one in kept if one is not None and math.isfinite(one)])
    limits = {"t1": shown.t1, "t0": shown.t0}
    project.settings[THRESHOLDS_SETTING] = {**project.settings[THRESHOLDS_SETTING], **limits}
    judge_anew(project, limits)
    yield Notice(
        "warning",
        "No thresholds are known for this model and this way of scoring: the scores are kept, but "
        "decide nothing yet.",
        "Calibrate them on annotated images (sare calibrate), or choose T1 and T0 (sare judge).",
    )


@dataclass(frozen=True)
class _Scores:
    """CLIP scores: those that the project keeps, and new ones."""

    scorer: ClipScorer
    kept: Mapping[tuple[int, str], float]

    @classmethod
    def load(cls, folder: Path, scoring: str, device: str, project: Project) -> _Scores:
        """Load the model; scores that it gave before, in the same way, are not made again."""
        from sare_engine.grounding.evidence.clip import ClipScorer

        scorer = ClipScorer(folder, device, scoring=scoring)
        image_of = {caption.id: caption.image_id for caption in project.captions()}
        mentions = {one.id: one for one in project.mentions()}
        kept = {}
        for row in project.evidence():
            if row.source == "clip" and row.details.get("signature") == scorer.signature:
                mention = mentions[row.mention_id]
                if row.score is not None:
                    kept[image_of[mention.caption_id], mention.concept] = row.score
        return cls(scorer, kept)

    def prepare(self, tasks: Sequence[_Judging], control: Control) -> None:
        """Encode the images of some captions at once, as far as they are needed."""
        if self.scorer.scoring != WINDOWS:
            new = [task.image for task in tasks if self._new(task)]
            self.scorer.prepare([(image.path, image.sha256) for image in new], control)

    def of(self, task: _Judging, control: Control) -> dict[str, float]:
        """Return concept → score of what a caption mentions."""
        found = {
            concept: self.kept[task.image.id, concept]
            for concept in task.concepts
            if (task.image.id, concept) in self.kept
        }
        if new := self._new(task):
            image = task.image
            found |= self.scorer.score(image.path, new, key=image.sha256, control=control)
        return found

    def _new(self, task: _Judging) -> list[str]:
        if not task.image.path.is_file():
            return []  # It was captioned while it was there.
        return [one for one in task.concepts if (task.image.id, one) not in self.kept]


@dataclass(frozen=True)
class _Judging:
    """One caption's mentions and the image they are about."""

    image: ImageRow
    mentions: list[MentionRow]

    @property
    def concepts(self) -> list[str]:
        """What the caption mentions, each once."""
        return sorted({mention.concept for mention in self.mentions})

    def evidence(
        self, scores: _Scores | None, thresholds: Thresholds, control: Control
    ) -> list[EvidenceRow]:
        rows: list[EvidenceRow] = []
        scored = scores.of(self, control) if scores is not None else {}
        signature = {"signature": scores.scorer.signature} if scores is not None else {}
        for mention in self.mentions:
            found = []
            annotated = annotated_evidence(self.image, mention.concept)
            if annotated is not None:
                found.append(annotated)
            if mention.concept in scored:
                score = scored[mention.concept]
                found.append(clip_evidence(score, thresholds.t1, thresholds.t0, signature))
            rows.extend(
                EvidenceRow(mention.id, one.source, one.verdict, one.score, one.details)
                for one in found
            )
        return rows


def choose_thresholds(config: ProbeConfig, project: Project) -> Thresholds:
    """Return T1, T0 and T2: the config's, else what the user chose for this CLIP, else its own.

    Raises:
        ModelError: no CLIP folder, or its thresholds.json is damaged.
    """
    found = Thresholds()
    if config.clip is not None:
        stored = project.settings.get(THRESHOLDS_SETTING) or {}
        same = stored.get("clip") == str(config.clip.resolve())
        if stored.get("chosen") and same and stored.get("scoring", WINDOWS) == config.clip_scoring:
            open_ends = {name: getattr(UNDECIDED, name) for name in stored.get("undecided", ())}
            found = Thresholds(**{name: stored[name] for name in ("t1", "t0", "t2")} | open_ends)
        else:
            found = default_thresholds(config.clip, config.clip_scoring)
    given = {"t1": config.t1, "t0": config.t0, "t2": config.t2}
    return dataclasses.replace(
        found, **{name: one for name, one in given.items() if one is not None}
    )


def _summary(project: Project, fingerprint: str) -> dict[str, Any]:
    rows = table_rows(project, fingerprint)
    mentions = [mention for row in rows for mention in row.mentions if not mention.negated]
    verdicts = [mention.verdict for mention in mentions]
    captions = project.captions(fingerprint)
    return {
        "project": str(project.folder),
        "images": len(project.images()),
        "captions": len(captions),
        "degenerate_captions": sum(caption.degenerate for caption in captions),
        "mentions": len(mentions),
        **{name: verdicts.count(name) for name in ("grounded", "hallucinated", "unsure")},
        "captions_with_hallucination": sum(
            any(m.verdict == "hallucinated" and not m.negated for m in row.mentions) for row in rows
        ),
        "agreement": agreement(project, fingerprint),
    }
