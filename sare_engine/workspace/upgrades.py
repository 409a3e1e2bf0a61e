"""How an older project's database is upgraded, one version after the other."""

from __future__ import annotations

import contextlib
import dataclasses
import json
import sqlite3
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

from sare_engine.domain import CaptionSet
from sare_engine.workspace.caption_names import IMPORTED, set_name, unique_name


def upgrade(connection: sqlite3.Connection, folder: Path, version: int) -> None:
    """Upgrade a database from a version to the next, inside a transaction.

    Foreign keys must be off: tables are replaced.

    Args:
        connection: the database.
        folder: the project's folder.
        version: the version that the database has.
    """
    _UPGRADES[version](connection, folder)


def _add_decided(connection: sqlite3.Connection, _folder: Path) -> None:
    connection.execute("ALTER TABLE images ADD COLUMN decided TEXT")


def _add_shortfall(connection: sqlite3.Connection, _folder: Path) -> None:
    connection.execute("ALTER TABLE captions ADD COLUMN shortfall REAL")


def _add_origins(connection: sqlite3.Connection, _folder: Path) -> None:
    connection.execute(
        "CREATE TABLE origins (id INTEGER PRIMARY KEY, server TEXT NOT NULL, "
        "served_model TEXT NOT NULL, sampling TEXT NOT NULL, "
        "UNIQUE (server, served_model, sampling))"
    )
    connection.execute("ALTER TABLE captions ADD COLUMN origin INTEGER REFERENCES origins(id)")
    connection.execute("ALTER TABLE captions ADD COLUMN finish TEXT")


def _add_boxes(connection: sqlite3.Connection, _folder: Path) -> None:
    connection.execute(
        "CREATE TABLE boxes (image_id INTEGER PRIMARY KEY "
        "REFERENCES images(id) ON DELETE CASCADE, boxes TEXT NOT NULL)"
    )


def _add_caption_sets(connection: sqlite3.Connection, folder: Path) -> None:
    """Give each model with each prompt, and each imported file, a caption set of its own.

    Keys of captions stay, and with them their mentions, evidence and verdicts.
    """
    for statement in _NEW_TABLES.split(";"):
        connection.execute(statement)
    tested = _setting(connection, "fingerprint")
    asked = dict(_setting(connection, "generation") or {})
    prompt = asked.pop("prompt", None)
    shown = None
    sets: list[CaptionSet] = []
    for found in _origins(connection, _model_folders(connection, folder)):
        generation = asked if (found.model, found.prompt) == (tested, prompt) else {}
        one = dataclasses.replace(
            found, id=len(sets) + 1, name=unique_name(found, sets), generation=generation
        )
        sets.append(one)
        connection.execute(
            "INSERT INTO caption_sets (id, name, model, model_folder, prompt, generation, "
            "imported, made) VALUES (?, ?, ?, ?, ?, ?, ?, '')",
            (
                one.id,
                one.name,
                one.model,
                str(one.model_folder) if one.model_folder else None,
                one.prompt,
                json.dumps(generation),
                one.imported,
            ),
        )
        if one.model == tested and (shown is None or generation):
            shown = one.id
    for statement in _MOVED_CAPTIONS.split(";"):
        connection.execute(statement)
    if shown is not None:
        connection.execute("INSERT INTO settings VALUES ('shown_set', ?)", (json.dumps(shown),))
    connection.execute("DELETE FROM settings WHERE key IN ('fingerprint', 'generation')")


_NEW_TABLES = """
CREATE TABLE caption_sets (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE,
    model TEXT NOT NULL,
    model_folder TEXT,
    adapter_folder TEXT,
    run TEXT,
    prompt TEXT NOT NULL,
    generation TEXT NOT NULL,
    imported INTEGER NOT NULL,
    made TEXT NOT NULL
);
CREATE TABLE new_captions (
    id INTEGER PRIMARY KEY,
    set_id INTEGER NOT NULL REFERENCES caption_sets(id) ON DELETE CASCADE,
    image_id INTEGER NOT NULL REFERENCES images(id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    prompt TEXT,
    text TEXT NOT NULL,
    token_ids TEXT NOT NULL,
    degenerate INTEGER NOT NULL,
    UNIQUE (set_id, image_id, position)
)
"""

_MOVED_CAPTIONS = """
INSERT INTO new_captions (id, set_id, image_id, position, prompt, text, token_ids, degenerate)
SELECT captions.id, caption_sets.id, image_id,
    row_number() OVER (PARTITION BY caption_sets.id, image_id ORDER BY captions.id) - 1,
    nullif(captions.prompt, caption_sets.prompt), text, token_ids, degenerate
FROM captions JOIN caption_sets ON caption_sets.model = captions.model
    AND (imported OR caption_sets.prompt = captions.prompt);
DROP TABLE captions;
ALTER TABLE new_captions RENAME TO captions;
CREATE INDEX captions_of_image ON captions(image_id)
"""


def _origins(connection: sqlite3.Connection, folders: Mapping[str, Path]) -> Iterator[CaptionSet]:
    """Yield the sets that the captions make, in the order of their first captions."""
    rows = connection.execute(
        "SELECT model, min(prompt), count(DISTINCT prompt) FROM captions "
        f"GROUP BY model, CASE WHEN model LIKE '{IMPORTED}%' THEN '' ELSE prompt END "
        "ORDER BY min(id)"
    ).fetchall()
    for model, prompt, prompts in rows:
        imported = model.startswith(IMPORTED)
        name = model.removeprefix(IMPORTED) if imported else f"model {model[:8]}"
        if model in folders:
            name = set_name(folders[model])
        yield CaptionSet(
            name=name,
            model=model,
            prompt=prompt if prompts == 1 else "",
            model_folder=folders.get(model),
            imported=imported,
        )


def _model_folders(connection: sqlite3.Connection, folder: Path) -> dict[str, Path]:
    """Return fingerprint → folder of the models that runs began with, and of the last test's."""
    found = {}
    model, fingerprint = _setting(connection, "model"), _setting(connection, "fingerprint")
    if isinstance(model, str) and isinstance(fingerprint, str):
        found[fingerprint] = Path(model)
    for path in sorted(folder.glob("runs/*/environment.json")):
        # What cannot be read names nothing; the run itself is not needed here.
        with contextlib.suppress(OSError, ValueError, KeyError, TypeError):
            model = json.loads((path.parent / "config.json").read_text("utf-8"))["model"]
            found[json.loads(path.read_text("utf-8"))["model_fingerprint"]] = Path(model)
    return found


def _setting(connection: sqlite3.Connection, key: str) -> Any:
    row = connection.execute("SELECT value FROM settings WHERE key = ?", (key,)).fetchone()
    return json.loads(row[0]) if row else None


_UPGRADES: dict[int, Callable[[sqlite3.Connection, Path], None]] = {
    1: _add_decided,
    2: _add_caption_sets,
    3: _add_shortfall,
    4: _add_origins,
    5: _add_boxes,
}
"""Version of a project → what upgrades it to the next version."""
