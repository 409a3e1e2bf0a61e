"""Projects of older versions are upgraded with all that they hold."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path
from typing import Any

import pytest

from sare_engine.domain import CaptionSet, Decision, Evidence
from sare_engine.workspace.project import Project
from sare_engine.workspace.rows import NewCaption, NewImage
from sare_engine.workspace.schema import DATABASE_NAME
from tests.caption_sets import make_older

BASE, ERASED, FILE = "0a1b2c3d4e5f", "ffee00112233", "imported:llava answers"

CAPTIONS = (
    # id, image, model, prompt, text
    (1, 1, BASE, "Describe.", "A dog."),
    (2, 2, BASE, "Describe.", "A cat."),
    (3, 1, FILE, "What is it?", "A cup."),
    (4, 1, BASE, "List all.", "A dog, a cup."),
    (5, 1, ERASED, "Describe.", "A bench."),
    (6, 1, FILE, "Where is it?", "On a table."),
    (7, 2, FILE, "What is it?", "A fork."),
)
"""What three models wrote, as version 2 kept it."""


def older_project(folder: Path, version: int) -> None:
    """Make a project of an older version with the captions, each with a mention of its own."""
    Project.create(folder).close()
    make_older(folder, version=version)
    raw = sqlite3.connect(folder / DATABASE_NAME)
    for number in (1, 2):
        raw.execute(
            "INSERT INTO images (id, path, width, height, sha256) VALUES (?, ?, 4, 3, ?)",
            (number, f"/pictures/{number}.png", f"sha-{number}"),
        )
    for key, image, model, prompt, text in CAPTIONS:
        raw.execute(
            "INSERT INTO captions VALUES (?, ?, ?, ?, ?, ?, 0)",
            (key, image, model, prompt, text, json.dumps([key, 2])),
        )
        raw.execute("INSERT INTO mentions VALUES (?, ?, ?, 2, 5, 0, 6, 0)", (key * 10, key, text))
        raw.execute("INSERT INTO evidence VALUES (?, 'clip', 'unsure', ?, '{}')", (key * 10, key))
        raw.execute("INSERT INTO verdicts VALUES (?, 'grounded', 'clip')", (key * 10,))
    raw.execute("INSERT INTO overrides VALUES (1, 'A bench.', 'A bench.', 2, 'hallucinated')")
    settings = {
        "model": "/models/llava-7b",
        "fingerprint": ERASED,
        "generation": {"prompt": "Describe.", "max_new_tokens": 40},
    }
    for name, value in settings.items():
        raw.execute("INSERT INTO settings VALUES (?, ?)", (name, json.dumps(value)))
    raw.commit()
    raw.close()
    run = folder / "runs" / "0001-sare"
    run.mkdir(parents=True)
    (run / "config.json").write_text(json.dumps({"model": "/models/llava-7b"}))
    (run / "environment.json").write_text(json.dumps({"model_fingerprint": BASE}))
    damaged = folder / "runs" / "0002-sare"
    damaged.mkdir()
    (damaged / "environment.json").write_text("{")


def columns(folder: Path) -> dict[str, list[tuple[Any, ...]]]:
    """Return what SQLite knows of the tables and their indices, without the wording."""
    raw = sqlite3.connect(folder / DATABASE_NAME)
    tables = [row[0] for row in raw.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")]
    found = {
        table: [
            *raw.execute(f"PRAGMA table_info({table})"),
            *raw.execute(f"PRAGMA foreign_key_list({table})"),
            *sorted(row[1:] for row in raw.execute(f"PRAGMA index_list({table})")),
        ]
        for table in tables
    }
    raw.close()
    return found


@pytest.mark.parametrize("version", [1, 2])
def test_captions_of_each_model_and_prompt_become_a_set(tmp_path: Path, version: int) -> None:
    older_project(tmp_path, version)
    for _ in range(2):  # Opened again, nothing is upgraded again.
        with Project.open(tmp_path) as project:
            sets = project.caption_sets()
            assert [(one.name, one.model, one.prompt, one.imported) for one in sets] == [
                ("llava-7b", BASE, "Describe.", False),
                ("llava answers", FILE, "", True),
                ("llava-7b (prompt 2)", BASE, "List all.", False),
                ("llava-7b (2)", ERASED, "Describe.", False),
            ]
            assert [one.model_folder for one in sets] == [
                Path("/models/llava-7b"), None, *[Path("/models/llava-7b")] * 2
            ]  # fmt: skip
            assert [dict(one.generation) for one in sets] == [{}, {}, {}, {"max_new_tokens": 40}]
            said = {
                one.name: [(row.id, row.image_id, row.position, row.prompt, row.text)
                           for row in project.captions(one.id)]
                for one in sets
            }  # fmt: skip
            assert said == {
                "llava-7b": [
                    (1, 1, 0, "Describe.", "A dog."), (2, 2, 0, "Describe.", "A cat."),
                ],
                "llava answers": [
                    (3, 1, 0, "What is it?", "A cup."), (6, 1, 1, "Where is it?", "On a table."),
                    (7, 2, 0, "What is it?", "A fork."),
                ],
                "llava-7b (prompt 2)": [(4, 1, 0, "List all.", "A dog, a cup.")],
                "llava-7b (2)": [(5, 1, 0, "Describe.", "A bench.")],
            }  # fmt: skip
            assert [row.token_ids for row in project.captions(sets[3].id)] == [(5, 2)]
            assert len(project.evidence()) == 8
            decided = project.verdicts()
            assert decided[50] == Decision("hallucinated", "user")
            assert [decided[key * 10] for key, *_ in CAPTIONS if key != 5] == [
                Decision("grounded", "clip")
            ] * 6
            assert project.evidence(50)[0] == Evidence(50, "clip", "unsure", 5.0)
            base, shown = project.base_set(), project.shown_set()
            assert base is not None and base.name == "llava-7b"
            assert shown is not None and shown.name == "llava-7b (2)"
            assert project.query("PRAGMA foreign_key_check") == []


def test_captions_of_version_3_have_no_shortfall(tmp_path: Path) -> None:
    with Project.create(tmp_path / "old") as project:
        [image] = project.add_images([NewImage(tmp_path / "a.png", 4, 3, "sha")])
        made = project.add_caption_set(CaptionSet("model", BASE, "Describe."))
        project.add_captions(made.id, [NewCaption(image, "A dog.", token_ids=(5, 2))])
    make_older(tmp_path / "old", version=3)
    Project.create(tmp_path / "new").close()
    with Project.open(tmp_path / "old") as project:
        [row] = project.captions()
        assert (row.text, row.token_ids, row.shortfall) == ("A dog.", (5, 2), None)
    assert columns(tmp_path / "old") == columns(tmp_path / "new")


def test_captions_of_version_4_have_no_origin(tmp_path: Path) -> None:
    with Project.create(tmp_path / "old") as project:
        [image] = project.add_images([NewImage(tmp_path / "a.png", 4, 3, "sha")])
        made = project.add_caption_set(CaptionSet("model", BASE, "Describe."))
        project.add_captions(made.id, [NewCaption(image, "A dog.", shortfall=0.1)])
    make_older(tmp_path / "old", version=4)
    Project.create(tmp_path / "new").close()
    with Project.open(tmp_path / "old") as project:
        [row] = project.captions()
        assert (row.text, row.shortfall) == ("A dog.", 0.1)
        assert project.origins(row.set_id) == [] and list(project.served_captions(row.set_id)) == []
        origin = project.origin_id("http://host/v1", "llava", {"temperature": 0.0})
        assert project.origin_id("http://host/v1", "llava", {"temperature": 0.0}) == origin
    assert columns(tmp_path / "old") == columns(tmp_path / "new")


@pytest.mark.parametrize("version", [1, 2])
def test_an_upgraded_project_is_like_a_new_one(tmp_path: Path, version: int) -> None:
    older_project(tmp_path / "old", version)
    Project.open(tmp_path / "old").close()
    Project.create(tmp_path / "new").close()
    upgraded, new = columns(tmp_path / "old"), columns(tmp_path / "new")
    if version == 1:  # ALTER TABLE can only add a column at the end, which is where it is.
        assert upgraded["images"][-2] == new["images"][-2]
    assert upgraded == new
    with Project.open(tmp_path / "old") as project:
        project.remove_caption_set("llava-7b")
        left = {row.id for row in project.captions()}
        assert left == {3, 4, 5, 6, 7}
        assert {one.caption_id for one in project.mentions()} == left


def test_a_failed_upgrade_leaves_the_project_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    older_project(tmp_path, 1)
    before = columns(tmp_path)
    with monkeypatch.context() as patch:
        patch.setattr("sare_engine.workspace.upgrades._MOVED_CAPTIONS", "SELECT no_such_column")
        with pytest.raises(Exception, match="no_such_column"):
            Project.open(tmp_path)
    assert columns(tmp_path) == before
    with Project.open(tmp_path) as project:
        assert len(project.captions()) == len(CAPTIONS)
