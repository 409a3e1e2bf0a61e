"""A project folder's SQLite database: connection, transactions and plain error messages."""

from __future__ import annotations

import contextlib
import json
import sqlite3
import threading
from collections.abc import Iterable, Iterator, MutableMapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Self

from sare_engine.errors import StorageError
from sare_engine.events import Json
from sare_engine.files import disk_is_full
from sare_engine.workspace.schema import DATABASE_NAME, prepare

_AT_ONCE = 2000
"""Rows that `Database.stream` holds at once."""


_only_reads: list[bool] = []
"""Not empty where no connection of this process may change a database."""


def only_read() -> None:
    """Let connections that this process opens from now on refuse every change.

    For worker processes: the process that started them is the only one that writes.
    """
    _only_reads[:] = [True]


class Database:
    """A connection to a project's database, which several threads may share.

    Every change is on disk when its method returns, or, inside `transaction`, when that block
    ends. A thread that reads while another is inside a transaction waits, so keep transactions
    short.
    """

    def __init__(self, folder: Path, connection: sqlite3.Connection) -> None:
        self._folder = folder
        self._connection = connection
        self._lock = threading.RLock()
        self._depth = 0

    @classmethod
    def connect(cls, folder: Path, *, shared: bool = False) -> Self:
        """Open the database in a folder; it is created or upgraded as needed.

        On a full disk, where there is no room for the index that connections share, others are
        locked out until the database is closed.

        Args:
            folder: the project's folder.
            shared: whether others must not be locked out, as it stays open for long; on a full
                disk it is then not opened.

        Raises:
            StorageError: it is damaged, from a newer version, or the folder is not writable.
        """
        folder = folder.resolve()
        with plain_database_errors(folder):
            try:
                connection = _open(folder)
            except sqlite3.OperationalError:
                if shared or not disk_is_full(folder):
                    raise
                connection = _open(folder, alone=True)
        return cls(folder, connection)

    @property
    def folder(self) -> Path:
        """Absolute path of the project folder."""
        return self._folder

    @property
    def settings(self) -> ProjectSettings:
        """Small JSON values stored with the project, as a mutable mapping."""
        return ProjectSettings(self)

    def close(self) -> None:
        """Close the database; closing twice does nothing."""
        with self._lock:
            self._connection.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    @contextlib.contextmanager
    def transaction(self) -> Iterator[None]:
        """Keep all changes of the block or, if it raises, none of them; fast for many changes.

        May be nested; the outermost block decides.
        """
        with self._lock:
            outermost = self._depth == 0
            if outermost:
                with plain_database_errors(self._folder):
                    self._connection.execute("BEGIN IMMEDIATE")
            self._depth += 1
            try:
                yield
            except BaseException:
                if outermost and self._connection.in_transaction:
                    self._connection.execute("ROLLBACK")
                raise
            else:
                if outermost:
                    self._commit()
            finally:
                self._depth -= 1

    def data_version(self) -> int | None:
        """Return a number that changes when another connection has changed the database.

        Returns:
            None while another thread uses this connection: it is not waited for.
        """
        if not self._lock.acquire(blocking=False):
            return None
        try:
            return int(self.query("PRAGMA data_version")[0][0])
        finally:
            self._lock.release()

    def query(self, sql: str, values: Sequence[Json] = ()) -> list[tuple[Json, ...]]:
        """Run one statement and return its rows."""
        with self._lock, plain_database_errors(self._folder):
            return self._connection.execute(sql, values).fetchall()

    def stream(self, sql: str, values: Sequence[Json] = ()) -> Iterator[tuple[Json, ...]]:
        """Run one statement and yield its rows, of which only a few thousand are in memory.

        The tables that it reads should not be changed before the last row.
        """
        with self._lock, plain_database_errors(self._folder):
            cursor = self._connection.execute(sql, values)
        try:
            while True:
                with self._lock, plain_database_errors(self._folder):
                    rows = cursor.fetchmany(_AT_ONCE)
                if not rows:
                    return
                yield from rows
        finally:
            cursor.close()

    def query_many(self, sql: str, rows: Iterable[Sequence[Json]]) -> None:
        """Run one statement for each row of values, all in one transaction."""
        with self.transaction(), plain_database_errors(self._folder):
            self._connection.executemany(sql, rows)

    def _commit(self) -> None:
        with plain_database_errors(self._folder):
            try:
                self._connection.execute("COMMIT")
            except sqlite3.Error:
                if self._connection.in_transaction:
                    self._connection.execute("ROLLBACK")
                raise


class ProjectSettings(MutableMapping[str, Json]):
    """Key → JSON value, stored in the project's database."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def __getitem__(self, key: str) -> Json:
        rows = self._database.query("SELECT value FROM settings WHERE key = ?", (key,))
        if not rows:
            raise KeyError(key)
        return json.loads(rows[0][0])

    def __setitem__(self, key: str, value: Json) -> None:
        self._database.query(
            "INSERT OR REPLACE INTO settings VALUES (?, ?)", (key, json.dumps(value))
        )

    def __delitem__(self, key: str) -> None:
        if key not in self:
            raise KeyError(key)
        self._database.query("DELETE FROM settings WHERE key = ?", (key,))

    def __iter__(self) -> Iterator[str]:
        rows = self._database.query("SELECT key FROM settings ORDER BY key")
        return iter([row[0] for row in rows])

    def __len__(self) -> int:
        return int(self._database.query("SELECT count(*) FROM settings")[0][0])


def _open(folder: Path, *, alone: bool = False) -> sqlite3.Connection:
    connection = sqlite3.connect(
        folder / DATABASE_NAME, check_same_thread=False, timeout=30, isolation_level=None
    )
    try:
        if alone:
            # Its index is then in memory instead of a file beside the database.
            connection.execute("PRAGMA locking_mode = EXCLUSIVE")
        prepare(connection, folder)
        if _only_reads:
            connection.execute("PRAGMA query_only = ON")
    except BaseException:
        connection.close()
        raise
    return connection


_FULL = ("The disk is full.", "Free some space on that disk, then try again.")
_DATABASE_CAUSES: dict[int, tuple[str, str]] = {
    sqlite3.SQLITE_FULL: _FULL,
    sqlite3.SQLITE_READONLY: (
        "The database is read-only.",
        "Copy the project folder to a writable disk.",
    ),
    sqlite3.SQLITE_CANTOPEN: (
        "The system does not allow opening the database for writing.",
        "Check the permissions of the folder, or copy it to a writable disk.",
    ),
    sqlite3.SQLITE_BUSY: (
        "Another program is writing to it.",
        "Close other windows of this project, then try again.",
    ),
    sqlite3.SQLITE_CORRUPT: (
        "The database is damaged.",
        "Restore the project folder from a copy; the runs in it can still be read.",
    ),
    sqlite3.SQLITE_NOTADB: (
        f"{DATABASE_NAME} is not a database.",
        "Restore the project folder from a copy; the runs in it can still be read.",
    ),
    sqlite3.SQLITE_IOERR: (
        "The disk reported a read or write error.",
        "Check the disk and its connection, then try again.",
    ),
}


@contextlib.contextmanager
def plain_database_errors(folder: Path) -> Iterator[None]:
    """Turn SQLite errors into a `StorageError` with a cause and a fix."""
    try:
        yield
    except sqlite3.IntegrityError as error:
        if error.sqlite_errorcode != sqlite3.SQLITE_CONSTRAINT_FOREIGNKEY:
            raise
        raise StorageError(
            f"The project in {folder} was changed by another program.",
            "It removed the images or captions that this was about.",
            "Nothing else is lost. Try again once it has ended.",
        ) from error
    except (sqlite3.ProgrammingError, sqlite3.InterfaceError):
        raise  # A bug in the calling code, not a fault of the disk.
    except sqlite3.Error as error:
        code = getattr(error, "sqlite_errorcode", 0) & 0xFF  # The primary code.
        why, fix = _DATABASE_CAUSES.get(
            code, (f"The database reports: {error}.", "Check the disk, then try again.")
        )
        if code in (sqlite3.SQLITE_IOERR, sqlite3.SQLITE_CANTOPEN) and disk_is_full(folder):
            why, fix = _FULL  # SQLite says so only of its main file.
        raise StorageError(
            f"The project in {folder} could not be read or written.", why, fix
        ) from error
