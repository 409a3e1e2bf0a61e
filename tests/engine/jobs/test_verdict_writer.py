"""What a test finds is written a few times a second, and nothing of it is lost at its end."""

from __future__ import annotations

from pathlib import Path

import pytest

from sare_engine.domain import GROUNDED, HALLUCINATED, CaptionSet, Evidence, Mention
from sare_engine.grounding.rules import RULES
from sare_engine.grounding.sources.record import CaptionToJudge
from sare_engine.jobs.verdict_writer import VerdictWriter
from sare_engine.workspace.project import Project
from sare_engine.workspace.rows import NewCaption, NewImage

RULE = next(iter(RULES.values()))
SOURCE = "clip"


@pytest.fixture
def captions(tmp_path: Path) -> tuple[Project, list[CaptionToJudge]]:
    """A project with three captions of a word each."""
    project = Project.create(tmp_path / "project")
    ids = project.add_images(
        NewImage(tmp_path / f"{number}.png", 4, 4, f"{number:064}") for number in range(3)
    )
    chosen = project.add_caption_set(CaptionSet("base", "model", "Describe."))
    project.add_captions(
        chosen.id, [NewCaption(one, "cat", (Mention("cat", 0, 3, 0, 3),)) for one in ids]
    )
    images = {image.id: image for image in project.images()}
    mentions = dict(project.mentions_of_set(chosen.id))
    return project, [
        CaptionToJudge(images[one.image_id], mentions[one.id]) for one in project.each_caption()
    ]


def evidence(caption: CaptionToJudge, verdict: str) -> list[Evidence]:
    return [Evidence(one.id, SOURCE, verdict, 0.5) for one in caption.mentions]


def verdicts(project: Project) -> list[str]:
    return [one.verdict for one in project.mentions()]


def test_evidence_waits_half_a_second_at_most(
    captions: tuple[Project, list[CaptionToJudge]],
) -> None:
    project, [first, second, third] = captions
    now = 0.0
    with project, VerdictWriter(project, RULE, clock=lambda: now) as writer:
        writer.add(first, evidence(first, GROUNDED))
        assert verdicts(project) == ["unsure"] * 3
        now = 0.6
        writer.add(second, evidence(second, HALLUCINATED))
        assert verdicts(project) == ["grounded", "hallucinated", "unsure"]
        now = 0.9
        writer.add(third, evidence(third, GROUNDED))
        assert verdicts(project)[2] == "unsure"
        writer.write()
        assert verdicts(project) == ["grounded", "hallucinated", "grounded"]


def test_a_stop_writes_what_was_found(captions: tuple[Project, list[CaptionToJudge]]) -> None:
    project, [first, *_] = captions
    with project:
        with (
            pytest.raises(KeyboardInterrupt),
            VerdictWriter(project, RULE, clock=lambda: 0.0) as writer,
        ):
            writer.add(first, evidence(first, HALLUCINATED))
            raise KeyboardInterrupt
        assert verdicts(project) == ["hallucinated", "unsure", "unsure"]
