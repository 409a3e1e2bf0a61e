"""Testing images: caption them, find the objects mentioned, judge each mention."""

from __future__ import annotations

from collections.abc import Collection, Generator, Iterator, Sequence
from contextlib import ExitStack, contextmanager, nullcontext
from typing import TYPE_CHECKING, Any

from sare_engine.config import ProbeConfig
from sare_engine.control import Control
from sare_engine.domain import CaptionSet
from sare_engine.errors import ConfigError, DataError
from sare_engine.events import Event, Finished, Notice
from sare_engine.grounding.annotations.gathering import Annotations
from sare_engine.grounding.annotations.reading import read_annotations
from sare_engine.grounding.rules import RULE_SETTING
from sare_engine.grounding.sources import EVIDENCE_SOURCES
from sare_engine.grounding.sources.record import OpenSource, Probe, Source
from sare_engine.grounding.vocabulary import Vocabulary
from sare_engine.jobs.add_images import join_pictures, read_images, warn_of_skipped_files
from sare_engine.jobs.annotate import (
    apply_annotations,
    outdated_annotations,
    remember,
)
from sare_engine.jobs.captioning import caption_with_model
from sare_engine.jobs.captions_to_judge import CaptionsToJudge
from sare_engine.jobs.combining import project_rule, rules_of
from sare_engine.jobs.fitted import fitted
from sare_engine.jobs.followed_test import follow_test
from sare_engine.jobs.judge import rejudge
from sare_engine.jobs.judged import agreement
from sare_engine.jobs.opening import (
    OpenedModel,
    base_change,
    base_of_several,
    project_merges,
    remember_captions_per_image,
    remember_vocabulary,
    show_captions_of_model,
)
from sare_engine.jobs.probe_notices import (
    report_annotations,
    warn_if_nothing_judges,
    warn_of_what_says_nothing,
    what_further_captions_add,
)
from sare_engine.jobs.runner import job
from sare_engine.jobs.server_captions import ServerCaptions
from sare_engine.jobs.team_processes import done_together, tell_team
from sare_engine.jobs.tested_model import (
    checking_set,
    tested_model,
    tested_set,
    tested_vocabulary,
)
from sare_engine.jobs.verdict_writer import VerdictWriter
from sare_engine.models.images import search_images
from sare_engine.models.serving.client import ServedModel
from sare_engine.progress import PhaseProgress
from sare_engine.team.seats import current_team
from sare_engine.workspace.locks import changing
from sare_engine.workspace.project import Project

if TYPE_CHECKING:
    from sare_engine.models.loading import LoadedModel
    from sare_engine.models.vision import VisionFeatures

_AT_ONCE = 32
"""Captions that sources prepare together."""


@job
def probe(
    config: ProbeConfig,
    *,
    model: LoadedModel | None = None,
    control: Control | None = None,
    given: Collection[str] = (),
    split: str = "",
) -> Iterator[Event]:
    """Add images to a project, caption them, and judge every object mentioned.

    With a server, it writes the captions. They are kept beside those of models, and join the
    captions of the model on this computer once it has confirmed them as its own words.

    The captions form a set of their own for each model, adapter, prompt and length, and for each
    way of writing several of them; those of other sets stay as they are. Captions that are in the
    set are not written again, so a stopped probe continues where it was.

    `Finished.result` has the `project`, its `images`, those that are captioned in the set
    (`images_captioned`), the `captions`, the `degenerate_captions` among them, the `mentions` that
    claim an object, how many are `grounded`, `hallucinated` and `unsure`, in how many captions and
    images there is a hallucination (`captions_with_hallucination`, `images_with_hallucination`),
    and with several captions of each image, in how many of these images the first caption has
    none (`images_added_by_further_captions`).

    Args:
        config: the settings.
        model: a loaded model to use instead of loading `config.model`; it stays loaded.
        control: pause, resume and stop.
        given: settings of memory that were stated although they have their default value; the
            others at their defaults are planned, unless `config.fit` is "off".
        split: caption only the images of this split, on the objects that the project was tested
            on; "" for all images.
    """
    control = control or Control()
    if (why := _why_alone(config, model)) and (config.processes > 1 or current_team() is not None):
        raise ConfigError([("processes", f"must be 1 {why}")])
    yield from done_together(
        probe,
        config,
        control,
        lambda: _probe(config, model, control, given, split),
        follow_test,
        given=list(given),
        split=split,
    )


def _why_alone(config: ProbeConfig, model: LoadedModel | None) -> str:
    """Return why only one process can write the captions; "" if several can."""
    if config.server:
        return "where a server writes the captions: it answers many requests at once by itself."
    if model is not None:
        return "for a model that is loaded already: each process loads its own."
    return ""


def _probe(
    config: ProbeConfig,
    model: LoadedModel | None,
    control: Control,
    given: Collection[str],
    split: str,
) -> Iterator[Event]:
    """Test images in this process, which leads if there are several."""
    described = tested_model(config, model)
    vocabulary = tested_vocabulary(config, described, as_before=bool(split))
    annotations = None
    if config.annotations is not None:
        annotations = read_annotations(config.annotations, vocabulary)
    found = search_images(config.images)
    asking, others = _usable_sources(config, model)
    config = (yield from fitted(config, given=given, model=model))[0]
    described = tested_model(config, model)
    with (
        ServedModel(config) if config.server else nullcontext() as server,
        Project.open_or_create(config.project) as project,
        changing(project.folder, "testing images"),
    ):
        yield from warn_of_skipped_files(found)
        yield from read_images(project, found.paths, control)
        yield from join_pictures(project)
        if not project.count_images():
            raise DataError(
                "There is no image to test.",
                "The project has no images, and none of the given files can be read.",
                "Give image files or folders.",
            )
        annotated = yield from _annotate(project, config, annotations, vocabulary)
        yield from warn_if_nothing_judges(project, config)
        served = ServerCaptions(project, config, server) if server is not None else None
        if served is not None:
            yield from served.reach(checking_set(config, described, model), control)
        opened = OpenedModel(described, model) if described is not None else None
        if described is not None:
            tell_team({"model": described.to_dict()})
        if opened is not None:
            yield from opened.load(control)
        with opened or nullcontext() as loaded:
            # Sources that need the model use the features that captioning the images computed.
            features = _features(loaded) if asking and loaded is not None else None
            if config.rule is not None:
                project.settings[RULE_SETTING] = config.rule
            chosen, outcome = yield from _caption(
                project, config, vocabulary, loaded, served, features, control, split
            )
            device = _device(config, loaded, others)
            captions = CaptionsToJudge(project, chosen.id)
            if asking:
                probe = Probe(project, config, captions, device, loaded, features)
                yield from _ask(asking, probe, control)
            tell_team(None)  # There are no more questions.
        words = vocabulary.merged(project_merges(project))
        unasked = Probe(project, config, captions, device, vocabulary=words)
        yield from _judge(others, unasked, control)
        if annotated or config.rule is not None:
            # What the images show, and the rule, hold for the other captions of them, too.
            rejudge(project, sets=[one.id for one in project.caption_sets() if one != chosen])
        summary = _summary(project, chosen) | outcome
        yield from warn_of_what_says_nothing(summary)
        yield from what_further_captions_add(summary)
        yield Finished("done", summary)


def _features(loaded: LoadedModel) -> VisionFeatures:
    from sare_engine.models.vision import VisionFeatures

    return VisionFeatures(loaded)


def _device(config: ProbeConfig, loaded: LoadedModel | None, sources: Sequence[Source]) -> str:
    """Return where models of sources compute; without any, torch is not loaded for the answer."""
    if loaded is not None:
        return str(loaded.device)
    if all(one.derived for one in sources):
        return config.device
    from sare_engine.models.loading import resolve_device

    return str(resolve_device(config.device))


def _annotate(
    project: Project,
    config: ProbeConfig,
    annotations: tuple[Annotations, str] | None,
    vocabulary: Vocabulary,
) -> Generator[Event, None, bool]:
    """Apply the given annotations, or the project's if the vocabulary has changed since.

    Returns:
        Whether there are any.
    """
    path = config.annotations
    if annotations is None and (outdated := outdated_annotations(project, vocabulary)):
        try:
            annotations, path = read_annotations(outdated, vocabulary), outdated
        except DataError as error:
            yield Notice("warning", f"{error.what} {error.why}", "Annotate the project again.")
    if annotations is None or path is None:
        return False
    report = apply_annotations(project, path, *annotations)
    remember(project, path, vocabulary)
    yield from report_annotations(report)
    return True


def _caption(
    project: Project,
    config: ProbeConfig,
    vocabulary: Vocabulary,
    loaded: LoadedModel | None,
    served: ServerCaptions | None,
    features: VisionFeatures | None,
    control: Control,
    split: str,
) -> Generator[Event, None, tuple[CaptionSet, dict[str, Any]]]:
    """Caption the images that have no caption; return the set, and what else is to be reported."""
    base = project.base_set()
    words = vocabulary.merged(project_merges(project))
    own = None if loaded is None else tested_set(project, config, loaded)
    if served is not None:
        remember_vocabulary(project, config.vocabulary, vocabulary)
        chosen, outcome = yield from served.caption(loaded, own, words, control)
        yield from base_change(base, project.base_set())
        return chosen, outcome
    assert loaded is not None and own is not None
    chosen = show_captions_of_model(project, own)
    remember_captions_per_image(project, config.captions_per_image)
    yield from base_change(base, project.base_set())
    remember_vocabulary(project, config.vocabulary, vocabulary)
    yield from caption_with_model(project, chosen, loaded, config, words, features, control, split)
    yield from base_of_several(project, chosen)
    return chosen, {}


def _usable_sources(
    config: ProbeConfig, model: LoadedModel | None
) -> tuple[list[Source], list[Source]]:
    """Return the sources of a test that need the model, and the others.

    Raises:
        EngineError: one of them cannot work.
    """
    sources = [one for one in EVIDENCE_SOURCES.values() if one.configured(config)]
    if model is None and (problems := [two for one in sources for two in one.problems(config)]):
        raise ConfigError(problems)
    for source in sources:
        source.check(config)
    asking = [one for one in sources if one.needs_model]
    return asking, [one for one in sources if not one.needs_model]


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
    verdicts = VerdictWriter(project, project_rule(project))
    with verdicts, _opened(sources, probe) as opened:
        phase = PhaseProgress("judge", "Judging mentions", len(captions), "captions")
        yield phase.started()
        for start in range(0, len(captions), _AT_ONCE):
            batch = captions[start : start + _AT_ONCE]
            for source in opened:
                yield from source.prepare(batch, control)
            for caption in batch:
                control.poll()
                verdicts.add(
                    caption, [one for source in opened for one in source.judge(caption, control)]
                )
                yield phase.advance()
        verdicts.write()
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


def _summary(project: Project, chosen: CaptionSet) -> dict[str, Any]:
    verdicts = project.count_verdicts(chosen.id)
    facts = project.count_caption_facts(chosen.id)
    images = project.count_hallucinating_images(chosen.id)
    return {
        "project": str(project.folder),
        "images": project.count_images(),
        "images_captioned": project.count_captioned_images(chosen.id),
        "captions": facts.captions,
        "degenerate_captions": facts.degenerate,
        "mentions": sum(verdicts.values()),
        **verdicts,
        "captions_with_hallucination": facts.hallucinating,
        "images_with_hallucination": images.hallucinating,
        **({"images_added_by_further_captions": images.by_further} if chosen.several else {}),
        "agreement": agreement(project, chosen),
        **rules_of(project, chosen),
        "captions_of": chosen.name,
    }
