"""Objects are chosen for erasure by the trigger beside which they are hallucinated."""

from __future__ import annotations

from pathlib import Path

import pytest

from sare_engine import ConceptsConfig, DataError, concepts
from sare_engine.domain import Decision, Mention
from sare_engine.workspace.project import Project
from sare_engine.workspace.rows import NewImage
from tests.caption_sets import set_of

SCENES: tuple[tuple[set[str], tuple[str, ...]], ...] = (
    *(({"table"}, ("fork", "cup")),) * 3,
    *(({"road"}, ("car",)),) * 3,
    *((set(), ()),) * 4,
)
"""What is in each picture, and what its caption makes up."""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    with Project.create(tmp_path / "project") as project, project.transaction():
        for number, (shown, made_up) in enumerate(SCENES):
            path = tmp_path / f"{number}.png"
            [image] = project.add_images([NewImage(path, 8, 8, f"{number:064x}")])
            project.set_true_objects(image, shown)
            text = " ".join(made_up)
            captions = set_of(project, "model", "Describe the image.")
            caption = project.set_caption(captions, image, text, [1], False)
            found = [Mention(one, 0, 1, 0, len(text)) for one in made_up]
            keys = project.add_mentions(caption, found)
            project.set_verdicts(dict.fromkeys(keys, Decision("hallucinated", "annotation")))
    return tmp_path / "project"


def test_all_that_a_trigger_brings_is_chosen(project: Path) -> None:
    listed = concepts(ConceptsConfig(project=project))
    assert listed["chosen"] == []
    assert listed["triggers"] == [
        {"trigger": "table", "concepts": ("cup", "fork"), "images": 6},
        {"trigger": "road", "concepts": ("car",), "images": 3},
    ]
    config = ConceptsConfig(project=project, choose_trigger=("table",))
    assert concepts(config)["chosen"] == ["cup", "fork"]
    config = ConceptsConfig(project=project, choose_trigger=("table, road",), release=("cup",))
    assert concepts(config)["chosen"] == ["car", "fork"]


def test_what_is_not_a_trigger_is_refused(project: Path) -> None:
    with pytest.raises(DataError, match="'fork' is not a trigger") as raised:
        concepts(ConceptsConfig(project=project, choose_trigger=("fork",)))
    assert raised.value.fix == "Choose one of: table, road."
    assert concepts(ConceptsConfig(project=project))["chosen"] == []
