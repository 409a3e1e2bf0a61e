"""A project counts the same objects wherever it and its vocabulary's file lie."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from sare_engine import ImportCaptionsConfig, Project, import_captions
from sare_engine.grounding.mentions import find_mentions
from sare_engine.grounding.vocabulary import Vocabulary
from sare_engine.jobs.opening import project_vocabulary


@pytest.fixture
def tested(tmp_path: Path) -> Path:
    """A project whose captions were read with a vocabulary of the user's own."""
    words = tmp_path / "words.txt"
    words.write_text("teapot, tea pot\nsaucer\n")
    captions = tmp_path / "captions.jsonl"
    captions.write_text(json.dumps({"file_name": "a.jpg", "caption": "A tea pot on a saucer."}))
    folder = tmp_path / "project"
    import_captions(ImportCaptionsConfig(project=folder, captions=captions, vocabulary=words))
    return folder


def named(folder: Path, text: str) -> list[str]:
    with Project.open(folder) as project:
        return [one.concept for one in find_mentions(text, project_vocabulary(project))]


def test_it_needs_the_file_no_more(tested: Path, tmp_path: Path) -> None:
    text = "Two tea pots and a saucer beside a dog."
    assert named(tested, text) == ["teapot", "saucer"]
    (tmp_path / "words.txt").unlink()
    moved = tmp_path / "elsewhere" / "project"
    shutil.copytree(tested, moved)
    assert named(moved, text) == ["teapot", "saucer"]


@pytest.mark.parametrize("vocabulary", [Vocabulary.coco(), Vocabulary.demo()])
def test_nothing_is_lost_on_the_way(vocabulary: Vocabulary) -> None:
    again = Vocabulary.from_dict(json.loads(json.dumps(vocabulary.to_dict())))
    assert again.concepts == vocabulary.concepts
    assert again.forms == vocabulary.forms
    assert again.unless == vocabulary.unless
    text = "A toilet seat, two hot dogs and a baby bird near a passenger train."
    assert find_mentions(text, again) == find_mentions(text, vocabulary)
