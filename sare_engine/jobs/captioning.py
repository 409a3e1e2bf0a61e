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
from sare_engine.jobs.caption_plan import known_greedy_captions, missing_captions
from sare_engine.jobs.caption_writer import CaptionWriter
from sare_engine.jobs.followed_test import CaptionTask, generation_config
from sare_engine.jobs.judged import warn_of_missing_files
from sare_engine.jobs.shared_captions import write_together
from sare_engine.jobs.team_processes import tell_team
from sare_engine.progress import PhaseProgress
from sare_engine.team.seats import current_team
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
    split: str = "",
) -> Iterator[Event]:
    """Write the captions that a set lacks, and store them there.

    Args:
        project: whose images.
        chosen: the set.
        loaded: the model.
        config: the settings.
        vocabulary: what captions are searched for; those that are there are searched again.
        features: a cache for the vision features.
        control: pause and stop.
        split: only the images of this split are captioned; "" for all.
    """
    team = current_team()
    captions = project.captions(chosen.id, with_tokens=False)
    missing = missing_captions(project, chosen, captions, config)
    if missing and chosen.several:
        with project.transaction():
            project.add_captions(
                chosen.id,
                [
                    one._replace(mentions=find_mentions(one.text, vocabulary))
                    for one in known_greedy_captions(project, chosen, missing)
                ],
            )
        captions = project.captions(chosen.id, with_tokens=False)
        missing = missing_captions(project, chosen, captions, config)
    images = project.images(split or None)
    absent = sum(not image.has_picture for image in images)
    if absent:
        yield Notice("info", f"Images skipped, with an imported caption but no picture: {absent}.")
    todo = [one for one in images if one.id in missing and one.has_picture]
    yield from warn_of_missing_files(todo)
    planned = [(image, one) for image in todo if image.path.is_file() for one in missing[image.id]]
    done = len(captions) if chosen.several else len({one.image_id for one in captions})
    unit = "captions" if chosen.several else "images"
    phase = PhaseProgress("caption", "Captioning images", len(planned) + done, unit, done=done)
    yield phase.started()
    requests = [one.request(image, config) for image, one in planned]
    tell_team(CaptionTask(requests, generation_config(config)).to_dict())
    with CaptionWriter(project, chosen.id) as writer:
        for answer in write_together(team, loaded, requests, config, control, features):
            image, one = planned[answer.index]
            new = NewCaption(
                image.id,
                answer.text,
                find_mentions(answer.text, vocabulary),
                answer.token_ids,
                answer.degenerate,
                position=one.position,
                prompt=one.prompt if one.prompt != chosen.prompt else None,
            )
            yield from (phase.advance() for _ in range(writer.add(new)))
        yield from (phase.advance() for _ in range(writer.write()))
    refresh_mentions(project, captions, vocabulary)


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
