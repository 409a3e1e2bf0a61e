"""Testing images: caption them, find the objects mentioned, judge each mention."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sare_engine.config import ProbeConfig
from sare_engine.control import Control
from sare_engine.errors import DataError
from sare_engine.events import Event, Finished, Notice
from sare_engine.grounding.evidence.annotation_formats import read_annotations
from sare_engine.grounding.evidence.thresholds import Thresholds, read_thresholds
from sare_engine.grounding.evidence.verdicts import clip_evidence
from sare_engine.grounding.mentions import find_mentions
from sare_engine.grounding.vocabulary import Vocabulary
from sare_engine.jobs.adding import read_images
from sare_engine.jobs.annotating import (
    AnnotationReport,
    apply_annotations,
    outdated_annotations,
    remember,
)
from sare_engine.jobs.judged import table_rows
from sare_engine.jobs.judging import annotated_evidence, without_user
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
from sare_engine.models.generation import caption_images
from sare_engine.models.images import find_images
from sare_engine.models.loading import LoadedModel
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

_NAMED_FILES = 5


def probing(config: ProbeConfig, model: LoadedModel | None, control: Control) -> Iterator[Event]:
    """Yield the events of a probe; see `sare_engine.jobs.probe`."""
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
            yield from _caption(project, loaded, config, words, control)
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
    control: Control,
) -> Iterator[Event]:
    captions = project.captions(loaded.fingerprint)
    done = {caption.image_id for caption in captions if caption.prompt == config.prompt}
    images = project.images()
    absent = sum(not image.has_picture for image in images)
    if absent:
        yield Notice(
            "info", f"{absent} images have imported captions but no picture and are left out."
        )
    todo = [image for image in images if image.id not in done and image.has_picture]
    phase = PhaseProgress(
        "caption", "Captioning images", len(todo) + len(done), "images", done=len(done)
    )
    yield phase.started()
    for answer in caption_images(loaded, [image.path for image in todo], config, control):
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
    scorer: ClipScorer | None = None
    if config.clip is not None:
        from sare_engine.grounding.evidence.clip import ClipScorer

        scorer = ClipScorer(config.clip, device)
        project.settings[THRESHOLDS_SETTING] = {
            **dataclasses.asdict(thresholds),
            "clip": str(config.clip.resolve()),
            "chosen": thresholds != (read_thresholds(config.clip) or Thresholds()),
        }
    phase = PhaseProgress("judge", "Judging mentions", len(tasks), "captions")
    yield phase.started()
    for task in tasks:
        control.poll()
        evidence = task.evidence(scorer, thresholds, control)
        with project.transaction():
            project.set_evidence(evidence)
            project.set_verdicts(
                without_user(mention.id, project.evidence(mention.id), negated=mention.negated)
                for mention in task.mentions
            )
        yield phase.advance()


@dataclass(frozen=True)
class _Judging:
    """One caption's mentions and the image they are about."""

    image: ImageRow
    mentions: list[MentionRow]

    def evidence(
        self, scorer: ClipScorer | None, thresholds: Thresholds, control: Control
    ) -> list[EvidenceRow]:
        rows: list[EvidenceRow] = []
        scores: Mapping[str, float] = {}
        if scorer is not None and self.mentions:
            scores = scorer.score(
                self.image.path,
                sorted({mention.concept for mention in self.mentions}),
                key=self.image.sha256,
                control=control,
            )
        for mention in self.mentions:
            found = []
            annotated = annotated_evidence(self.image, mention.concept)
            if annotated is not None:
                found.append(annotated)
            if mention.concept in scores:
                score = scores[mention.concept]
                found.append(clip_evidence(score, thresholds.t1, thresholds.t0))
            rows.extend(
                EvidenceRow(mention.id, one.source, one.verdict, one.score, one.details)
                for one in found
            )
        return rows


def choose_thresholds(config: ProbeConfig, project: Project) -> Thresholds:
    """Return T1, T0 and T2: the config's, else what the user chose for this CLIP, else its own.

    A CLIP folder without thresholds takes EFUF's.

    Raises:
        ModelError: the CLIP folder's thresholds.json is damaged.
    """
    found = read_thresholds(config.clip) if config.clip is not None else None
    stored = project.settings.get(THRESHOLDS_SETTING) or {}
    if config.clip and stored.get("chosen") and stored.get("clip") == str(config.clip.resolve()):
        found = Thresholds(stored["t1"], stored["t0"], stored["t2"])
    given = {"t1": config.t1, "t0": config.t0, "t2": config.t2}
    return dataclasses.replace(
        found or Thresholds(), **{name: one for name, one in given.items() if one is not None}
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
    }
