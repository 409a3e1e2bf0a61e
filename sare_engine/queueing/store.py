"""The queue on disk: one JSON file of the user, changed by one program at a time.

queue.json      the jobs in their order
queue.lock      held while it is changed
runner.lock     held by the program that runs jobs
runner.json     which program that is, what it runs, and how far it is
alive           touched every few seconds while a job of the queue runs
"""

from __future__ import annotations

import contextlib
import dataclasses
import datetime
import json
import os
from collections.abc import Callable, Collection, Mapping
from pathlib import Path
from typing import Any

import platformdirs

from sare_engine.errors import DataError, StorageError
from sare_engine.events import Json
from sare_engine.files import (
    atomic_write_text,
    ensure_folder,
    parse_json,
    plain_storage_errors,
    read_text,
)
from sare_engine.queueing.items import (
    DONE,
    ENDED,
    INTERRUPTED,
    PENDING,
    REMOVED,
    RUNNING,
    STOP,
    STOPPED,
    WAITING,
    Queue,
    QueueItem,
)
from sare_engine.queueing.made_runs import RESUME, continued
from sare_engine.workspace.locks import lock_file
from sare_engine.workspace.run_owner import owner_of

FOLDER_VARIABLE = "SARE_QUEUE"
"""Environment variable that names another folder for the queue."""

_APP = "sare-desktop"
_VERSION = 1
_FILE, _LOCK, RUNNER_LOCK, RUNNER_FILE = "queue.json", "queue.lock", "runner.lock", "runner.json"


def queue_folder() -> Path:
    """Return the folder of the user's queue, which all projects share."""
    given = os.environ.get(FOLDER_VARIABLE, "").strip()
    return Path(given) if given else platformdirs.user_data_path(_APP, appauthor=False) / "queue"


def utc_now() -> str:
    """Return the time as it stands in the queue."""
    return datetime.datetime.now(datetime.UTC).isoformat(timespec="milliseconds")


class QueueStore:
    """The queue in a folder; any number of programs and threads may use it at once.

    Every change is on disk when its method returns. All methods raise `StorageError` if the file
    cannot be read or written, and leave it as it was.
    """

    def __init__(self, folder: Path | None = None) -> None:
        """Use the queue in a folder; default: the user's."""
        self.folder = folder or queue_folder()

    # Reading

    def read(self) -> Queue:
        """Return the queue; a job whose program has ended is `INTERRUPTED`."""
        queue = self._stored()
        for item in queue.in_state(RUNNING):
            if not self._lives(item):
                queue = queue.with_item(item.id, state=INTERRUPTED)
        return queue

    def stamp(self) -> tuple[int, int]:
        """Return what differs after every change: time and size of the file; zeros without one."""
        try:
            found = (self.folder / _FILE).stat()
        except OSError:
            return 0, 0
        return found.st_mtime_ns, found.st_size

    def runner(self) -> dict[str, Json]:
        """Return what the program that runs jobs wrote about itself, {} if none does.

        `program`, `title`, `item` (None for a job that is not of the queue), `fraction`,
        `eta_seconds`, and what identifies the process.
        """
        try:
            stored = parse_json(read_text(self.folder / RUNNER_FILE))
            alive = owner_of(self.folder, stored).alive
        except (StorageError, ValueError, KeyError, TypeError):
            return {}
        return dict(stored) if alive else {}

    # Changing

    def add(
        self,
        verb: str,
        settings: Mapping[str, Json],
        title: str,
        *,
        given: Collection[str] = (),
        first: bool = False,
    ) -> QueueItem:
        """Put a job at the end of the queue, or before all others that wait."""
        added: list[QueueItem] = []

        def change(queue: Queue) -> Queue:
            item = QueueItem(
                id=queue.next_id,
                verb=verb,
                settings=dict(settings),
                title=title,
                given=tuple(sorted(given)),
                project=str(settings.get("project") or ""),
                added=utc_now(),
            )
            added.append(item)
            longer = dataclasses.replace(
                queue, items=(*queue.items, item), next_id=queue.next_id + 1
            )
            return _to_front(longer, [item.id]) if first else longer

        self.change(change)
        return added[-1]

    def move(self, numbers: Collection[int], before: int | None) -> Queue:
        """Move jobs that have not begun in front of another job, or to the end if that is None.

        Raises:
            DataError: one of them has begun, or is not in the queue.
        """
        return self.change(
            lambda queue: queue.reordered(_checked(queue, numbers, PENDING, "moved"), before)
        )

    def move_first(self, numbers: Collection[int]) -> Queue:
        """Let jobs run right after the present one.

        Raises:
            DataError: one of them has begun, or is not in the queue.
        """
        return self.change(
            lambda queue: _to_front(queue, _checked(queue, numbers, PENDING, "moved"))
        )

    def remove(self, numbers: Collection[int]) -> Queue:
        """Take jobs out of the queue; `restore` puts them back. What they did is kept.

        Raises:
            DataError: one of them is running, or not in the queue.
        """

        def change(queue: Queue) -> Queue:
            for number in _checked(queue, numbers, (*PENDING, *ENDED), "removed"):
                item = queue.find(number)
                assert item is not None
                queue = queue.with_item(number, state=REMOVED, before=item.state)
            return queue

        return self.change(change)

    def restore(self, numbers: Collection[int]) -> Queue:
        """Put jobs that were removed back where they were."""

        def change(queue: Queue) -> Queue:
            for item in queue.in_state(REMOVED):
                if item.id in numbers:
                    queue = queue.with_item(item.id, state=item.before or WAITING, before="")
            return queue

        return self.change(change)

    def repeat(self, numbers: Collection[int]) -> Queue:
        """Let jobs that were interrupted or have ended wait again, at the front of the queue.

        A run that was not finished is resumed.

        Raises:
            DataError: one of them is waiting or running, or not in the queue.
        """

        def change(queue: Queue) -> Queue:
            again = []
            for number in _checked(queue, numbers, (INTERRUPTED, *ENDED), "repeated"):
                item = queue.find(number)
                assert item is not None
                if item.state == INTERRUPTED:
                    item = continued(item)
                    if item.state == DONE:  # Its program died before it could record that.
                        queue = queue.with_item(number, state=DONE, run=item.run)
                        continue
                again.append(number)
                settings, given = _settings_again(item)
                queue = queue.with_item(
                    number,
                    state=WAITING,
                    settings=settings,
                    given=given,
                    started="",
                    ended="",
                    error={},
                    owner={},
                    wish="",
                )
            return _to_front(queue, again)

        return self.change(change)

    def pause(self, paused: bool = True) -> Queue:
        """Let no further job begin and the running one wait, or let them go on."""
        return self.change(lambda queue: dataclasses.replace(queue, paused=paused))

    def ask_to_stop(self, number: int | None = None) -> Queue:
        """Ask the program that runs a job to stop it; None: the one that is running.

        Raises:
            DataError: it is not running.
        """

        def change(queue: Queue) -> Queue:
            running = [one.id for one in queue.in_state(RUNNING)]
            if number is None and not running:
                raise DataError("No job was stopped.", "None is running.")
            chosen = running[:1] if number is None else [number]
            [checked] = _checked(queue, chosen, (RUNNING,), "stopped")
            return queue.with_item(checked, wish=STOP)

        return self.change(change)

    def change(self, change: Callable[[Queue], Queue]) -> Queue:
        """Write the queue that `change` makes of the present one; return it.

        Nobody else changes it meanwhile. What `change` raises leaves it as it was.
        """
        ensure_folder(self.folder)
        with lock_file(self.folder / _LOCK):
            before = self.read()
            after = change(before).trimmed()
            if after != before:
                atomic_write_text(self.folder / _FILE, _to_text(after))
        return after

    # The file

    def _stored(self) -> Queue:
        path = self.folder / _FILE
        if not path.exists():
            return Queue()
        fix = "Move it away to begin an empty queue."
        with plain_storage_errors(path, verb="read"):
            content = path.read_bytes()
        try:
            values = parse_json(content)
        except ValueError as error:
            raise self._unreadable(f"It is damaged ({error}).", fix) from None
        try:
            version = int(values["version"])
            if version == _VERSION:
                return _from_values(values)
        except (ValueError, KeyError, TypeError):
            raise self._unreadable("It is damaged: it has no list of jobs.", fix) from None
        raise self._unreadable(
            f"It was written by a newer version of the program (format {version}).",
            "Update this program, or move the file away to begin an empty queue.",
        )

    def _unreadable(self, why: str, fix: str) -> StorageError:
        return StorageError(f"The queue {self.folder / _FILE} could not be read.", why, fix)

    def _lives(self, item: QueueItem) -> bool:
        with contextlib.suppress(KeyError, TypeError, ValueError):
            return owner_of(self.folder, item.owner).alive
        return False


def _to_text(queue: Queue) -> str:
    values = {
        "version": _VERSION,
        "next_id": queue.next_id,
        "paused": queue.paused,
        "items": [item.to_dict() for item in queue.items],
    }
    return json.dumps(values, indent=1, ensure_ascii=False) + "\n"


def _from_values(values: Mapping[str, Any]) -> Queue:
    items = tuple(QueueItem.from_dict(one) for one in values["items"])
    highest = max((item.id for item in items), default=0)
    return Queue(items, bool(values["paused"]), max(int(values["next_id"]), highest + 1))


def _to_front(queue: Queue, numbers: Collection[int]) -> Queue:
    pending = queue.in_state(*PENDING)
    return queue.reordered(numbers, pending[0].id) if pending else queue


def _checked(
    queue: Queue, numbers: Collection[int], states: Collection[str], done: str
) -> list[int]:
    """Return the numbers, all of which are of jobs in one of the states."""
    for number in numbers:
        item = queue.find(number)
        if item is None:
            known = ", ".join(str(one.id) for one in queue.items if one.state != REMOVED)
            raise DataError(
                f"Job {number} was not {done}.",
                f"It is not in the queue, which has {f'the jobs {known}' if known else 'no jobs'}.",
                "See: sare queue list",
            )
        if item.state not in states:
            fix = f"Stop it first: sare queue stop {number}" if item.state == RUNNING else ""
            raise DataError(f"Job {number} was not {done}.", f"It is {item.state}.", fix)
    return list(dict.fromkeys(numbers))


def _settings_again(item: QueueItem) -> tuple[Mapping[str, Json], tuple[str, ...]]:
    """Return the settings that continue a job: a run resumes with its own."""
    unfinished = item.state in (INTERRUPTED, STOPPED) or item.settings.get(RESUME)
    if not (unfinished and item.run and RESUME in item.settings):
        return item.settings, item.given
    kept = {name: item.settings[name] for name in ("project", "device") if name in item.settings}
    return {**kept, RESUME: item.run}, ("project", RESUME)
