"""Asking a model for the objects that its own captions mention, as evidence on them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from sare_engine.config import ProbeConfig
from sare_engine.control import Control
from sare_engine.errors import DataError
from sare_engine.events import Event, Notice
from sare_engine.grounding.evidence.polling import paraphrases
from sare_engine.grounding.evidence.verdicts import Evidence, poll_evidence
from sare_engine.jobs.judge import polled_anew
from sare_engine.jobs.judged import mentions_by_caption
from sare_engine.jobs.opening import POLL_SETTING
from sare_engine.progress import PhaseProgress
from sare_engine.workspace.project import EvidenceRow, Project

if TYPE_CHECKING:
    from sare_engine.models.loading import LoadedModel
    from sare_engine.models.vision import VisionFeatures


def polling(
    project: Project,
    loaded: LoadedModel,
    config: ProbeConfig,
    features: VisionFeatures,
    control: Control,
) -> Iterator[Event]:
    """Ask for every object that a caption claims, once for each image, and keep the answers.

    Objects that were asked for before, in the same words, are not asked for again.
    """
    from sare_engine.models.generation import poll_objects

    limits = {"low": config.poll_low, "high": config.poll_high}
    project.settings[POLL_SETTING] = limits
    claimed = _claimed(project, loaded.fingerprint, config.prompt)
    asked = {row.mention_id: row for row in project.evidence() if row.source == "poll"}
    todo: list[tuple[Path, str, list[int]]] = []
    for (path, concept), mentions in claimed.items():
        kept = next((asked[one] for one in mentions if one in asked), None)
        if kept is not None and kept.details.get("questions") == list(paraphrases(concept)):
            _keep(project, mentions, polled_anew(kept, **limits))
        else:
            todo.append((path, concept, mentions))
    questions = [(path, text) for path, concept, _ in todo for text in paraphrases(concept)]
    phase = PhaseProgress("poll", "Asking the model", len(questions), "questions")
    yield phase.started()
    answers: list[float] = []
    waiting = iter(todo)
    try:
        for answer in poll_objects(
            loaded, questions, config.batch_size, control, features=features
        ):
            answers.append(answer)
            yield phase.advance()
            if len(answers) == len(paraphrases("")):
                _, concept, mentions = next(waiting)
                words = {"questions": list(paraphrases(concept))}
                _keep(project, mentions, poll_evidence(answers, **limits, details=words))
                answers.clear()
    except DataError as error:
        # The answers are one source of evidence among others.
        yield Notice("warning", f"{error.what} {error.why}", "The other evidence decides.")


def _claimed(project: Project, fingerprint: str, prompt: str) -> dict[tuple[Path, str], list[int]]:
    """Return (picture, object) → mentions that claim it; a picture's objects lie together."""
    images = {image.id: image for image in project.images() if image.path.is_file()}
    mentions = mentions_by_caption(project)
    found: dict[tuple[Path, str], list[int]] = defaultdict(list)
    for caption in project.captions(fingerprint):
        if caption.prompt != prompt or caption.image_id not in images:
            continue
        for mention in mentions[caption.id]:
            if not mention.negated:
                found[images[caption.image_id].path, mention.concept].append(mention.id)
    return dict(found)


def _keep(project: Project, mentions: list[int], said: Evidence) -> None:
    project.set_evidence(
        EvidenceRow(one, said.source, said.verdict, said.score, said.details) for one in mentions
    )
