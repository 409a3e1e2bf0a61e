"""Caption sets, and databases of older versions, for the tests."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from sare_engine import Project
from sare_engine.domain import CaptionSet
from sare_engine.workspace.schema import DATABASE_NAME


def set_of(project: Project, model: str, prompt: str) -> int:
    """Return the key of the set of a model's captions with a prompt, which is added if missing."""
    return project.open_caption_set(CaptionSet(model, model, prompt)).id


def make_older(folder: Path, *, version: int) -> None:
    """Turn a project's database into what a former version of the schema would have held.

    Args:
        folder: the project, which is closed.
        version: 1 to 5.
    """
    raw = sqlite3.connect(folder / DATABASE_NAME)
    raw.executescript("DROP TABLE boxes; PRAGMA user_version = 5;")
    if version == 5:
        raw.close()
        return
    raw.executescript(
        """
        ALTER TABLE captions DROP COLUMN origin;
        ALTER TABLE captions DROP COLUMN finish;
        DROP TABLE origins;
        PRAGMA user_version = 4;
        """
    )
    if version == 4:
        raw.close()
        return
    raw.executescript("ALTER TABLE captions DROP COLUMN shortfall; PRAGMA user_version = 3;")
    if version == 3:
        raw.close()
        return
    raw.executescript(
        """
        CREATE TABLE old_captions (
            id INTEGER PRIMARY KEY,
            image_id INTEGER NOT NULL REFERENCES images(id) ON DELETE CASCADE,
            model TEXT NOT NULL,
            prompt TEXT NOT NULL,
            text TEXT NOT NULL,
            token_ids TEXT NOT NULL,
            degenerate INTEGER NOT NULL,
            UNIQUE (image_id, model, prompt)
        );
        INSERT INTO old_captions
        SELECT captions.id, image_id, model, coalesce(captions.prompt, caption_sets.prompt), text,
            token_ids, degenerate
        FROM captions JOIN caption_sets ON caption_sets.id = set_id;
        DROP TABLE captions;
        ALTER TABLE old_captions RENAME TO captions;
        DROP TABLE caption_sets;
        PRAGMA user_version = 2;
        """
    )
    if version == 1:
        raw.executescript("ALTER TABLE images DROP COLUMN decided; PRAGMA user_version = 1;")
    raw.close()
