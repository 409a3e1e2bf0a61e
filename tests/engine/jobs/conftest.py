"""A project of a random LLaVA, tested once and copied for each test that changes it."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from sare_engine.config import EraseConfig, ProbeConfig
from sare_engine.events import Event, Failed, Finished
from sare_engine.jobs.probe import probe
from tests.engine.conftest import write_images

OBJECTS = (
    "fork", "knife", "cup", "table", "spoon", "cat", "dog", "bird", "sky", "image", "red", "blue",
)  # fmt: skip
"""Nearly all words that the random model can say."""

SHORT: dict[str, Any] = {
    "negative_batch": 4,
    "retain_batch": 4,
    "evaluate_every": 0,
    "checkpoint_every": 0,
    "measure_images": 2,
    "device": "cpu",
    "lora_rank": 4,
}


def ended(events: Iterator[Event]) -> Finished:
    """Run a job and return how it ended, which must not be a failure."""
    last = list(events)[-1]
    assert isinstance(last, Finished), last
    return last


def failure(events: Iterator[Event]) -> Failed:
    """Run a job and return its failure."""
    last = list(events)[-1]
    assert isinstance(last, Failed), last
    assert last.details == "", last.details
    return last


@dataclass(frozen=True)
class World:
    """What a project is made of."""

    model: Path
    images: Path
    annotations: Path
    vocabulary: Path

    def probe_config(self, project: Path) -> ProbeConfig:
        """Settings that test all images of the world."""
        return ProbeConfig(
            project=project,
            model=self.model,
            images=(self.images,),
            annotations=self.annotations,
            vocabulary=self.vocabulary,
            max_new_tokens=16,
            device="cpu",
        )


@pytest.fixture(scope="session")
def world(tiny_llava_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> World:
    """Sixteen pictures, each annotated with half of the objects."""
    root = tmp_path_factory.mktemp("world")
    paths = write_images(root / "images", 16)
    (root / "words.txt").write_text("\n".join(OBJECTS) + "\n")
    count = len(OBJECTS)
    document = {
        "images": [{"id": i, "file_name": path.name} for i, path in enumerate(paths)],
        "categories": [{"id": i, "name": name} for i, name in enumerate(OBJECTS)],
        "annotations": [
            {"id": i * count + j, "image_id": i, "category_id": (i + j) % count}
            for i in range(len(paths))
            for j in range(count // 2)
        ],
    }
    (root / "annotations.json").write_text(json.dumps(document))
    return World(tiny_llava_folder, root / "images", root / "annotations.json", root / "words.txt")


@pytest.fixture(scope="session")
def tested_project(world: World, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project whose images are tested; do not change it."""
    project = tmp_path_factory.mktemp("tested") / "project"
    ended(probe(world.probe_config(project)))
    return project


@pytest.fixture
def project(tested_project: Path, tmp_path: Path) -> Path:
    """A copy of the tested project."""
    return Path(shutil.copytree(tested_project, tmp_path / "project"))


@pytest.fixture
def erase_config(project: Path) -> EraseConfig:
    """A short erasure of everything that the random model makes up."""
    return EraseConfig(project=project, concepts=("image", "dog", "table"), steps=3, **SHORT)
