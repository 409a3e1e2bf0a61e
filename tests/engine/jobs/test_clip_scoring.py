"""Testing images with the scores of CLIP and SigLIP."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import pytest

from sare_engine import JudgeConfig, Notice, ProbeConfig, Project, judge, probe, score_values
from sare_engine.grounding.clip_scorer import ClipScorer
from tests.engine.jobs.conftest import World, ended
from tests.engine.tiny_image_text import write_tiny_clip, write_tiny_siglip


@pytest.fixture(scope="module")
def siglip(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_tiny_siglip(tmp_path_factory.mktemp("siglip"))


@pytest.fixture
def config(project: Path, world: World, siglip: Path) -> ProbeConfig:
    """A test of the project's images with SigLIP, without annotations."""
    with Project.open(project) as opened:
        for image in opened.images():
            opened.set_true_objects(image.id, None)
        opened.remove_evidence("annotation", [mention.id for mention in opened.mentions()])
    given = dataclasses.replace(world.probe_config(project), annotations=None, images=())
    return dataclasses.replace(given, clip=siglip, clip_scoring="whole")


def stored(project: Path) -> dict[int, tuple[str, float, str]]:
    """Return mention → verdict, score and signature of CLIP's evidence."""
    with Project.open(project) as opened:
        return {
            row.mention_id: (row.verdict, row.score or 0.0, row.details["signature"])
            for row in opened.evidence()
            if row.source == "clip"
        }


def test_scores_without_known_thresholds_decide_nothing(config: ProbeConfig) -> None:
    events = list(probe(config))
    told = [one for one in events if isinstance(one, Notice) and "thresholds" in one.text]
    assert len(told) == 1 and "calibrate" in told[0].hint
    result = events[-1].result
    assert result["mentions"] == result["unsure"] > 0
    values = score_values(config.project, None)
    assert values["t1"] == min(values["unsure"]) and values["t0"] == max(values["unsure"])
    # What nobody chose stays open for images that come later; what the user chose is kept.
    middle = (values["t1"] + values["t0"]) / 2
    chosen = judge(JudgeConfig(project=config.project, t1=middle))
    assert chosen["hallucinated"] > 0 and chosen["grounded"] == 0
    again = ended(probe(config)).result
    assert again["hallucinated"] == chosen["hallucinated"] and again["grounded"] == 0
    judge(JudgeConfig(project=config.project, t0=middle))
    notices = [one.text for one in probe(config) if isinstance(one, Notice)]
    # Of captions by random weights some may be broken.
    assert not [one for one in notices if "empty or repeat themselves" not in one]


def test_given_thresholds_decide(config: ProbeConfig) -> None:
    result = ended(probe(dataclasses.replace(config, t1=-90.0, t0=-89.0))).result
    assert result["grounded"] == result["mentions"] > 0


def test_scores_are_made_once_for_an_image_and_a_text(
    config: ProbeConfig, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ended(probe(config))
    before = stored(config.project)
    encoded: list[int] = []
    encode = ClipScorer._encode_images

    def counted(self: ClipScorer, pictures: list[object]) -> object:
        encoded.append(len(pictures))
        return encode(self, pictures)  # type: ignore[arg-type]

    monkeypatch.setattr(ClipScorer, "_encode_images", counted)
    ended(probe(dataclasses.replace(config, t1=-20.0, t0=20.0)))
    after = stored(config.project)
    assert encoded == []
    assert {one: row[1] for one, row in after.items()} == {
        one: row[1] for one, row in before.items()
    }
    # Judging anew keeps how a score was made; another model or way of scoring makes new ones.
    judge(JudgeConfig(project=config.project, t1=-10.0, t0=10.0))
    ended(probe(config))
    assert encoded == []
    ended(probe(dataclasses.replace(config, clip_scoring="windows")))
    assert encoded
    encoded.clear()
    ended(probe(dataclasses.replace(config, clip=write_tiny_clip(tmp_path / "clip"))))
    assert sum(encoded) == len(_images(config.project))
    assert stored(config.project).keys() == before.keys()


def _images(project: Path) -> set[int]:
    """Return the images whose captions mention something."""
    with Project.open(project) as opened:
        image_of = {caption.id: caption.image_id for caption in opened.captions()}
        return {image_of[mention.caption_id] for mention in opened.mentions()}
