"""Testing images: caption them, find the objects mentioned, judge each mention."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from typing import TYPE_CHECKING, Any

from sare_engine.config import ProbeConfig
from sare_engine.control import Control
from sare_engine.domain import HALLUCINATED, VERDICTS
from sare_engine.errors import DataError
from sare_engine.events import Event, Finished, Notice
from sare_engine.grounding.annotations.reading import read_annotations
from sare_engine.grounding.mentions import find_mentions
from sare_engine.grounding.sources import EVIDENCE_SOURCES
from sare_engine.grounding.sources.record import CaptionToJudge, OpenSource, Probe, Source
from sare_engine.grounding.verdicts import decide
from sare_engine.grounding.vocabulary import Vocabulary
from sare_engine.jobs.add_images import read_images, warn_of_skipped_files
from sare_engine.jobs.annotate import (
    AnnotationReport,
    apply_annotations,
    outdated_annotations,
    remember,
)
from sare_engine.jobs.image_places import join_absent
from sare_engine.jobs.judge import rejudge
from sare_engine.jobs.judged import (
    agreement,
    mentions_by_caption,
    table_rows,
    warn_of_missing_files,
)
from sare_engine.jobs.opening import (
    FINGERPRINT_SETTING,
    GENERATION_SETTING,
    MODEL_SETTING,
    OpenedModel,
    model_config,
    open_vocabulary,
    project_merges,
    remember_vocabulary,
)
from sare_engine.jobs.runner import job
from sare_engine.jobs.tested_adapter import ADAPTER_SETTING
from sare_engine.models.images import search_images
from sare_engine.progress import PhaseProgress
from sare_engine.workspace.project import Project
from sare_engine.workspace.rows import CaptionRow

if TYPE_CHECKING:
    from sare_engine.models.loading import LoadedModel
    from sare_engine.models.vision import VisionFeatures

_NAMED_FILES = 5
_AT_ONCE = 32
"""Captions that sources prepare together."""


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
    given = search_images(config.images)
    sources = [one for one in EVIDENCE_SOURCES.values() if one.configured(config)]
    asking = [one for one in sources if one.needs_model]
    others = [one for one in sources if not one.needs_model]
    opened = OpenedModel(model_config(config, config.model, config.adapter), model)
    with Project.open_or_create(config.project) as project:
        yield from warn_of_skipped_files(given)
        yield from read_images(project, given.paths, control)
        if join_absent(project):
            rejudge(project)
        images = project.images()
        if not images:
            raise DataError(
                "There is no image to test.",
                "The project has no images, and none of the given files can be read.",
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
            yield from _report(report)
        yield from opened.load(control)
        with opened as loaded:
            _remember_model(project, loaded)
            remember_vocabulary(project, config.vocabulary, vocabulary)
            project.settings[GENERATION_SETTING] = {
                "prompt": config.prompt,
                "max_new_tokens": config.max_new_tokens,
            }
            words = vocabulary.merged(project_merges(project))
            # Sources that need the model use the features that captioning the images computed.
            features = VisionFeatures(loaded) if asking else None
            yield from _caption(project, loaded, config, words, features, control)
            fingerprint = loaded.fingerprint
            device = str(loaded.device)
            captions = _captions_to_judge(project, fingerprint, config.prompt)
            if asking:
                probe = Probe(project, config, captions, device, loaded, features)
                yield from _ask(asking, probe, control)
        yield from _judge(others, Probe(project, config, captions, device), control)
        summary = _summary(project, fingerprint)
        if summary["mentions"] and summary["unsure"] == summary["mentions"]:
            yield Notice(
                "warning",
                f"None of the {summary['mentions']} mentions could be judged, so nothing is known "
                "about hallucinations.",
                "Add annotations of the images, choose a CLIP model, or have the model asked about "
                "each object.",
            )
        yield Finished("done", summary)


def _remember_model(project: Project, loaded: LoadedModel) -> None:
    project.settings[MODEL_SETTING] = str(loaded.folder.resolve())
    project.settings[FINGERPRINT_SETTING] = loaded.fingerprint
    project.settings[ADAPTER_SETTING] = str(loaded.adapter.resolve()) if loaded.adapter else None


def _report(report: AnnotationReport) -> Iterator[Event]:
    for text in (*report.problems, *report.notices):
        yield Notice("warning", text)
    if report.unknown_categories:
        yield Notice(
            "info",
            f"The vocabulary has no word for {_some(report.unknown_categories)}; these "
            "annotations are skipped.",
        )
    if report.unmatched:
        yield Notice(
            "info",
            f"Images without annotations: {len(report.unmatched)} ({_some(report.unmatched)}).",
            "Their mentions are judged by the other evidence.",
        )
    if report.missing:
        yield Notice(
            "info",
            f"Annotated images that are not in the project: {len(report.missing)} "
            f"({_some(report.missing)}).",
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
        yield Notice("info", f"Images skipped, with an imported caption but no picture: {absent}.")
    todo = [one for one in images if one.id not in done and one.has_picture]
    yield from warn_of_missing_files(todo)
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
        # The vocabulary may have changed since these were captioned.
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


def _captions_to_judge(project: Project, fingerprint: str, prompt: str) -> list[CaptionToJudge]:
    images = {image.id: image for image in project.images()}
    mentions = mentions_by_caption(project)
    return [
        CaptionToJudge(images[caption.image_id], mentions[caption.id])
        for caption in project.captions(fingerprint, with_tokens=False)
        if caption.prompt == prompt
    ]


def _ask(sources: Sequence[Source], probe: Probe, control: Control) -> Iterator[Event]:
    """Collect the evidence that needs the model; it is judged once all sources have been asked."""
    with _opened(sources, probe) as opened:
        for source in opened:
            yield from source.prepare(probe.captions, control)
        for caption in probe.captions:
            found = [one for source in opened for one in source.judge(caption, control)]
            if found:
                probe.project.set_evidence(found)
        for source in opened:
            yield from source.finish()


def _judge(sources: Sequence[Source], probe: Probe, control: Control) -> Iterator[Event]:
    """Collect the other evidence, and judge each mention by all that the project has on it."""
    project, captions = probe.project, probe.captions
    with _opened(sources, probe) as opened:
        phase = PhaseProgress("judge", "Judging mentions", len(captions), "captions")
        yield phase.started()
        for start in range(0, len(captions), _AT_ONCE):
            batch = captions[start : start + _AT_ONCE]
            for source in opened:
                yield from source.prepare(batch, control)
            for caption in batch:
                control.poll()
                found = [one for source in opened for one in source.judge(caption, control)]
                with project.transaction():
                    project.set_evidence(found)
                    project.set_verdicts(
                        {
                            mention.id: decide(
                                project.evidence(mention.id), negated=mention.negated
                            )
                            for mention in caption.mentions
                        }
                    )
                yield phase.advance()
        for source in opened:
            yield from source.finish()


@contextmanager
def _opened(sources: Sequence[Source], probe: Probe) -> Iterator[list[OpenSource]]:
    with ExitStack() as stack:
        opened = []
        for source in sources:
            opened.append(source.open(probe))
            stack.callback(opened[-1].close)
        yield opened


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
        **{name: verdicts.count(name) for name in VERDICTS},
        "captions_with_hallucination": sum(
            any(m.verdict == HALLUCINATED and not m.negated for m in row.mentions) for row in rows
        ),
        "agreement": agreement(project, fingerprint),
    }
