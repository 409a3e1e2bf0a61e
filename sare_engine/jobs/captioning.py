"""Captioning a project's images with a model on this computer."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from sare_engine.config import ProbeConfig
from sare_engine.control import Control
from sare_engine.domain import CaptionSet
from sare_engine.events import Event, Notice
from sare_engine.grounding.mentions import find_mentions
from sare_engine.grounding.vocabulary import Vocabulary
from sare_engine.jobs.caption_writer import CaptionWriter
from sare_engine.jobs.judged import warn_of_missing_files
from sare_engine.progress import PhaseProgress
from sare_engine.workspace.project import Project
from sare_engine.workspace.rows import CaptionRow, NewCaption

if TYPE_CHECKING:
    from sare_engine.models.loading import LoadedModel
    from sare_engine.models.vision import VisionFeatures


def caption_with_model(
    project: Project,
    chosen: CaptionSet,
    loaded: LoadedModel,
    config: ProbeConfig,
    vocabulary: Vocabulary,
    features: VisionFeatures | None,
    control: Control,
) -> Iterator[Event]:
    """Caption the images that have no caption in a set, and store the captions there.

    Args:
        project: whose images.
        chosen: the set.
        loaded: the model.
        config: the settings.
        vocabulary: what captions are searched for; those that are there are searched again.
        features: a cache for the vision features.
        control: pause and stop.
    """
    from sare_engine.models.generation import caption_images

    last_before = project.last_caption_id()
    done = {key for key, _ in project.captioned_images(chosen.id)}
    absent = sum(1 for _ in project.paths_without_picture())
    if absent:
        yield Notice("info", f"Images skipped, with an imported caption but no picture: {absent}.")
    todo = [one for one in project.each_image() if one.id not in done and one.has_picture]
    yield from warn_of_missing_files(todo)
    todo = [one for one in todo if one.path.is_file()]
    phase = PhaseProgress(
        "caption", "Captioning images", len(todo) + len(done), "images", done=len(done)
    )
    yield phase.started()
    paths = [image.path for image in todo]
    with CaptionWriter(project, chosen.id) as writer:
        for answer in caption_images(loaded, paths, config, control, features=features):
            written = writer.add(
                NewCaption(
                    todo[answer.index].id,
                    answer.text,
                    find_mentions(answer.text, vocabulary),
                    answer.token_ids,
                    answer.degenerate,
                )
            )
            yield from (phase.advance() for _ in range(written))
        yield from (phase.advance() for _ in range(writer.write()))
    earlier = project.each_caption(chosen.id, with_tokens=False)
    refresh_mentions(project, (one for one in earlier if one.id <= last_before), vocabulary)


def refresh_mentions(
    project: Project, captions: Iterable[CaptionRow], vocabulary: Vocabulary
) -> None:
    """Search captions again, as the vocabulary may have changed since they were stored."""
    with project.transaction():
        for one in captions:
            _refresh(project, one, vocabulary)


def _refresh(project: Project, caption: CaptionRow, vocabulary: Vocabulary) -> None:
    found = find_mentions(caption.text, vocabulary)
    stored = project.mentions(caption.id)
    if [(m.concept, m.start, m.end) for m in found] != [
        (m.concept, m.start, m.end) for m in stored
    ]:
        project.remove_mentions(caption.id)
        project.add_mentions(caption.id, found)
