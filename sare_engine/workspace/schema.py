"""The tables of a project's database, and how an older database is upgraded."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from sare_engine.errors import StorageError
from sare_engine.workspace.upgrades import upgrade

DATABASE_NAME = "project.sqlite"

_APPLICATION_ID = 0x53415245  # "SARE": distinguishes our databases from other SQLite files.
SCHEMA_VERSION = 6
"""Version of the tables, which `upgrade` brings older databases to."""
_SCHEMA = """
CREATE TABLE images (
    id INTEGER PRIMARY KEY,
    path TEXT NOT NULL UNIQUE,
    width INTEGER NOT NULL,
    height INTEGER NOT NULL,
    sha256 TEXT NOT NULL,
    true_objects TEXT,
    split TEXT NOT NULL DEFAULT '',
    decided TEXT
);
CREATE TABLE boxes (
    image_id INTEGER PRIMARY KEY REFERENCES images(id) ON DELETE CASCADE,
    boxes TEXT NOT NULL
);
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
CREATE TABLE origins (
    id INTEGER PRIMARY KEY,
    server TEXT NOT NULL,
    served_model TEXT NOT NULL,
    sampling TEXT NOT NULL,
    UNIQUE (server, served_model, sampling)
);
CREATE TABLE captions (
    id INTEGER PRIMARY KEY,
    set_id INTEGER NOT NULL REFERENCES caption_sets(id) ON DELETE CASCADE,
    image_id INTEGER NOT NULL REFERENCES images(id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    prompt TEXT,
    text TEXT NOT NULL,
    token_ids TEXT NOT NULL,
    degenerate INTEGER NOT NULL,
    shortfall REAL,
    origin INTEGER REFERENCES origins(id),
    finish TEXT,
    UNIQUE (set_id, image_id, position)
);
CREATE INDEX captions_of_image ON captions(image_id);
CREATE TABLE mentions (
    id INTEGER PRIMARY KEY,
    caption_id INTEGER NOT NULL REFERENCES captions(id) ON DELETE CASCADE,
    concept TEXT NOT NULL,
    start INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    sub_start INTEGER NOT NULL,
    sub_end INTEGER NOT NULL,
    negated INTEGER NOT NULL
);
CREATE INDEX mentions_of_caption ON mentions(caption_id, start);
CREATE TABLE evidence (
    mention_id INTEGER NOT NULL REFERENCES mentions(id) ON DELETE CASCADE,
    source TEXT NOT NULL,
    verdict TEXT NOT NULL,
    score REAL,
    details TEXT NOT NULL,
    PRIMARY KEY (mention_id, source)
);
CREATE TABLE verdicts (
    mention_id INTEGER PRIMARY KEY REFERENCES mentions(id) ON DELETE CASCADE,
    verdict TEXT NOT NULL,
    by TEXT NOT NULL
);
CREATE TABLE overrides (
    image_id INTEGER NOT NULL REFERENCES images(id) ON DELETE CASCADE,
    concept TEXT NOT NULL,
    caption_text TEXT NOT NULL,
    start INTEGER NOT NULL,
    verdict TEXT NOT NULL,
    PRIMARY KEY (image_id, concept, caption_text, start)
);
CREATE TABLE chosen_concepts (concept TEXT PRIMARY KEY);
CREATE TABLE settings (key TEXT PRIMARY KEY, value TEXT NOT NULL);
"""


def prepare(connection: sqlite3.Connection, folder: Path) -> None:
    """Create the tables of a new database, or upgrade those of an older version.

    Raises:
        StorageError: the database is from a newer version, or not a project's.
    """
    version = connection.execute("PRAGMA user_version").fetchone()[0]
    if version > SCHEMA_VERSION:
        raise StorageError(
            f"The project in {folder} could not be opened.",
            "It was saved by a newer version of SARE Desktop.",
            "Update SARE Desktop.",
        )
    # WAL allows the window to read while a job writes; FULL waits for the disk at every commit.
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("PRAGMA foreign_keys = ON")
    # 16 MiB instead of 2: changes of a hundred thousand captions are then written once.
    connection.execute("PRAGMA cache_size = -16384")
    if version == SCHEMA_VERSION and _application(connection) == _APPLICATION_ID:
        return  # Reading needs no lock: another program may be writing for minutes.
    # An upgrade replaces tables that others refer to.
    connection.execute("PRAGMA foreign_keys = OFF")
    connection.execute("BEGIN IMMEDIATE")
    try:
        tables = connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()[0]
        if not tables:
            for statement in _SCHEMA.split(";"):
                connection.execute(statement)
            connection.execute(f"PRAGMA application_id = {_APPLICATION_ID}")
            connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")
        elif _application(connection) == _APPLICATION_ID:
            # Read again: another process may have upgraded it in the meantime.
            version = connection.execute("PRAGMA user_version").fetchone()[0]
            for older in range(version, SCHEMA_VERSION):
                upgrade(connection, folder, older)
                connection.execute(f"PRAGMA user_version = {older + 1}")
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise
    connection.execute("PRAGMA foreign_keys = ON")
    if _application(connection) != _APPLICATION_ID:
        raise StorageError(
            f"The project in {folder} could not be opened.",
            f"Its {DATABASE_NAME} was not created by SARE Desktop.",
            "Choose another folder.",
        )


def _application(connection: sqlite3.Connection) -> int:
    return int(connection.execute("PRAGMA application_id").fetchone()[0])
