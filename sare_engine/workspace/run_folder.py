"""One run of a project: its settings, events, checkpoints and how it ended, in one folder.

runs/0001-sare/
    config.json         every setting of the job
    environment.json    versions, device, effective batch sizes, seed
    examples.jsonl      the captions it trains on, with the trained spans of each
    metrics.jsonl       the job's events, one per line, as they happened
    status.json         running, done, stopped, failed; which process; the result
    alive               empty; touched every few seconds while the process lives
    checkpoints/        step-000050/ …
    best.safetensors    the best weights so far, while a run that keeps them has not ended
    adapter/ or model/  what the run produced
"""

from __future__ import annotations

import contextlib
import datetime
import json
import logging
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, TypeVar, get_args

from sare_engine.errors import StorageError
from sare_engine.events import (
    Event,
    Json,
    ProbeMetrics,
    StepMetrics,
    event_from_dict,
    event_to_dict,
)
from sare_engine.files import (
    append_line,
    atomic_folder,
    atomic_write_text,
    parse_json,
    plain_storage_errors,
    read_text,
    remove_leftovers,
)
from sare_engine.workspace.locks import lock_file
from sare_engine.workspace.run_owner import (
    Owner,
    hold,
    is_this_process,
    let_go,
    owner_of,
    this_process,
)

RunState = Literal["running", "done", "stopped", "failed", "interrupted"]

_STATUS: dict[str, type | tuple[type, ...]] = {
    "status": str,
    "kind": str,
    "started": str,
    "host": str,
    "pid": int,
    "process_started": (int, float),
}
"""What a run's status file must contain."""

_BEGUN, _WORKED = "begun", "worked_seconds"
"""When the present part of a run that was resumed began, and how long the parts before took."""

_Metrics = TypeVar("_Metrics", StepMetrics, ProbeMetrics)

_log = logging.getLogger(__name__)


class TakenOverError(StorageError):
    """Another process has taken over the run that this one works on."""


@dataclass(frozen=True)
class RunInfo:
    """What is known about a run as a whole.

    Attributes:
        status: "running", "done", "stopped" (by the user), "failed", or "interrupted" (the
            process died).
        kind: the job: "erase", "relearn", "evaluate" …
        started: UTC time in ISO format.
        ended: the same, or None while it runs or if it was interrupted.
        seconds: how long was worked on it, without the time between its parts if it was resumed;
            None while it runs, if it was interrupted, or if it is unknown.
        result: what the job reported when it ended.
        owner: the process that works on it or died at it; None once it has ended.
    """

    status: RunState
    kind: str
    started: str
    ended: str | None
    seconds: float | None
    result: Mapping[str, Json]
    owner: Owner | None = None


@dataclass(frozen=True)
class Checkpoint:
    """A saved state of a run: the optimisation steps done, and its folder."""

    step: int
    path: Path


class RunFolder:
    """One run on disk; cheap to create, because it reads files only when asked."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def __repr__(self) -> str:
        return f"RunFolder({str(self._path)!r})"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, RunFolder) and self._path == other._path

    def __hash__(self) -> int:
        return hash(self._path)

    # Identity

    @property
    def path(self) -> Path:
        """The run's folder."""
        return self._path

    @property
    def name(self) -> str:
        """The folder's name, for example "0001-sare": unique within the project."""
        return self._path.name

    @property
    def number(self) -> int:
        """The run's number within the project; never used twice."""
        return int(self._path.name.split("-")[0])

    @property
    def adapter_folder(self) -> Path:
        """Where the trained adapter is stored, even before it exists."""
        return self._path / "adapter"

    @property
    def model_folder(self) -> Path:
        """Where a fully trained model is stored, even before it exists."""
        return self._path / "model"

    # Status

    @property
    def info(self) -> RunInfo:
        """Status, kind, times and result.

        Raises:
            StorageError: the run's status file is missing or damaged.
        """
        stored = self._stored_status()
        status, owner = stored["status"], None
        if status == "running":
            owner = owner_of(self._path, stored)
            status = status if owner.alive else "interrupted"
        return RunInfo(
            status=status,
            kind=stored["kind"],
            started=stored["started"],
            ended=stored["ended"],
            seconds=_worked_seconds(stored, stored["ended"]),
            result=stored["result"] or {},
            owner=owner,
        )

    @property
    def status(self) -> RunState:
        """The status alone; see `RunInfo`."""
        return self.info.status

    def finish(self, status: RunState, result: Mapping[str, Json] | None = None) -> None:
        """Record how the run ended: "done", "stopped" or "failed".

        Raises:
            StorageError: another process has taken the run over, or its files cannot be written.
        """
        stored = self._stored_status()
        self._require_ours(stored)
        stored.update(status=status, ended=now(), result=dict(result or {}))
        self._write("status.json", stored)
        let_go(self._path)

    def resume(self, *, take_over: bool = False) -> None:
        """Make this process the owner of a run that was stopped, interrupted or failed.

        Args:
            take_over: resume it too if its owner may still be alive but cannot be seen from here;
                should it live, it stops at its next step.

        Raises:
            StorageError: the run is still running, or its files cannot be written.
        """
        # Of two that resume at the same time, the second sees that it is running.
        with lock_file(self._path / ".resume.lock"):
            stored = self._stored_status()
            if stored["status"] == "running" and not is_this_process(stored):
                owner = owner_of(self._path, stored)
                if owner.alive and (owner.certain or not take_over):
                    raise self._still_running(owner)
            worked = _worked_seconds(stored, stored["ended"] or self._last_event_time())
            stored.update(
                {_WORKED: stored.get(_WORKED, 0.0) if worked is None else worked, _BEGUN: now()},
                status="running",
                ended=None,
                result=None,
                **this_process(),
            )
            self._write("status.json", stored)
        hold(self._path)
        for folder in (self._path, self._path / "checkpoints"):
            remove_leftovers(folder)

    def require_free(self, *, take_over: bool = False) -> None:
        """Check that `resume` would not be refused, before long work.

        Raises:
            StorageError: the run is still running.
        """
        stored, owner = self._stored_status(), self.info.owner
        if (
            owner is not None
            and owner.alive
            and not is_this_process(stored)
            and (owner.certain or not take_over)
        ):
            raise self._still_running(owner)

    def require_ours(self) -> None:
        """Check that no other process has taken the run over.

        Raises:
            StorageError: one has.
        """
        self._require_ours(self._stored_status())

    def _require_ours(self, stored: Mapping[str, Json]) -> None:
        if not is_this_process(stored):
            raise TakenOverError(
                f"The run {self.name} continues elsewhere.",
                f"It was taken over by process {stored['pid']} on the computer {stored['host']}.",
                "Nothing is lost: wait for it there.",
            )

    def _still_running(self, owner: Owner) -> StorageError:
        what = f"The run {self.name} cannot be resumed."
        if owner.certain:
            return StorageError(
                what, f"It is still running in another process ({owner}).", "Stop it there first."
            )
        return StorageError(
            what,
            f"It may still be running in another process ({owner}), which cannot be seen from this "
            "computer.",
            "If that process has ended, take the run over: give --take-over, or use the button "
            "“Take over” in the window.",
        )

    # Settings

    def config_dict(self) -> dict[str, Json]:
        """Return the run's settings; `from_dict` of the job's config class rebuilds the config."""
        return self._read("config.json")

    @property
    def environment(self) -> dict[str, Json]:
        """Versions, device, batch sizes and seed of the run."""
        return self._read("environment.json")

    def update_config(self, values: Mapping[str, Json]) -> None:
        """Replace settings that may change without changing the run: the place of the model."""
        self._write("config.json", {**self.config_dict(), **values})

    def update_environment(self, values: Mapping[str, Json]) -> None:
        """Add what is known only once the model is loaded (device, dtype, batch sizes …)."""
        self._write("environment.json", {**self.environment, **values})

    # Events

    def write_event(self, event: Event) -> None:
        """Append an event to the record; it is on disk when this returns."""
        append_line(
            self._path / "metrics.jsonl", json.dumps(event_to_dict(event), ensure_ascii=False)
        )

    def events(self) -> Iterator[Event]:
        """Read the record from the start.

        Incomplete lines of a killed process, and events of unknown kinds, are skipped.
        """
        path = self._path / "metrics.jsonl"
        if not path.exists():
            return
        with plain_storage_errors(path, verb="read"), path.open("rb") as lines:
            for number, line in enumerate(lines, start=1):
                try:
                    yield event_from_dict(parse_json(line))
                except (ValueError, TypeError, AttributeError):
                    # Bytes that are not UTF-8 raise UnicodeDecodeError, a ValueError.
                    if line.strip():
                        _log.warning("%s: line %d is not readable and was skipped", path, number)

    def steps(self, phase: str | None = None) -> list[StepMetrics]:
        """Return the metrics of each optimisation step, in order.

        A run resumed from a checkpoint has measured some steps twice; the later measurement is
        returned.
        """
        return _without_abandoned(self.events(), StepMetrics, phase)

    def probes(self, phase: str | None = None) -> list[ProbeMetrics]:
        """Return the measurements on held-out data, in order; see `steps`."""
        return _without_abandoned(self.events(), ProbeMetrics, phase)

    def rewind(self, step: int | None) -> None:
        """Remove from the record what is measured again after resuming.

        Args:
            step: the step of the checkpoint that the run continues from; None removes all.

        Raises:
            StorageError: the record cannot be written.
        """
        path = self._path / "metrics.jsonl"
        if not path.exists():
            return
        kept = end = 0
        with plain_storage_errors(path), path.open("r+b") as file:
            for line in file if step is not None else ():
                end += len(line)
                try:
                    event = event_from_dict(parse_json(line))
                except (ValueError, TypeError, AttributeError):
                    continue
                if isinstance(event, (StepMetrics, ProbeMetrics)):
                    if event.step > (step or 0):
                        break
                    kept = end
            # Cutting the end off leaves no moment without a record.
            file.truncate(kept)

    # Checkpoints

    def checkpoints(self) -> list[Checkpoint]:
        """Return the complete checkpoints, oldest first."""
        folder = self._path / "checkpoints"
        if not folder.is_dir():
            return []
        found = (
            (re.fullmatch(r"step-(\d+)", path.name), path)
            for path in folder.iterdir()
            if path.is_dir()
        )
        return sorted(
            (Checkpoint(int(match[1]), path) for match, path in found if match),
            key=lambda checkpoint: checkpoint.step,
        )

    @contextlib.contextmanager
    def new_checkpoint(self, step: int) -> Iterator[Path]:
        """Yield a temporary folder to write a checkpoint into.

        It becomes `checkpoints/step-000050` only after the block has succeeded and everything is
        on disk, so every checkpoint that is listed is complete.

        Raises:
            StorageError: it cannot be written, or another process has taken the run over.
        """
        self.require_ours()
        target = self._path / "checkpoints" / f"step-{step:06d}"
        with atomic_folder(target, replace=True) as folder:
            yield folder

    # Plumbing

    def _read(self, name: str) -> dict[str, Json]:
        try:
            stored = parse_json(read_text(self._path / name))
        except ValueError as error:
            raise self._unreadable(name, f"It is not valid JSON ({error}).") from None
        if not isinstance(stored, dict):
            raise self._unreadable(name, "It does not contain a JSON object.")
        return stored

    def _unreadable(self, name: str, why: str) -> StorageError:
        what = f"{self._path / name} could not be read."
        return StorageError(what, why, "Restore the file, or remove the run's folder.")

    def _last_event_time(self) -> str | None:
        """Return when a process last recorded an event of the run, if it did."""
        try:
            changed = (self._path / "metrics.jsonl").stat().st_mtime
        except OSError:
            return None
        return datetime.datetime.fromtimestamp(changed, datetime.UTC).isoformat()

    def _write(self, name: str, values: Mapping[str, Json]) -> None:
        atomic_write_text(self._path / name, to_text(values))

    def _stored_status(self) -> dict[str, Json]:
        stored = {"ended": None, "result": None, **self._read("status.json")}
        whole = all(isinstance(stored.get(name), kind) for name, kind in _STATUS.items())
        whole = whole and stored["status"] in get_args(RunState)
        whole = whole and isinstance(stored["ended"] or "", str)
        whole = whole and isinstance(stored.get(_BEGUN, ""), str)
        whole = whole and isinstance(stored.get(_WORKED, 0), (int, float))
        if not whole or not isinstance(stored["result"] or {}, dict):
            raise self._unreadable("status.json", "It does not contain the run's status.")
        return stored


def _without_abandoned(
    events: Iterator[Event], kind: type[_Metrics], phase: str | None
) -> list[_Metrics]:
    kept: dict[str, list[_Metrics]] = {}
    order: list[_Metrics] = []
    for event in events:
        if not isinstance(event, kind) or (phase is not None and event.phase != phase):
            continue
        so_far = kept.setdefault(event.phase, [])
        while so_far and so_far[-1].step >= event.step:
            order.remove(so_far.pop())
        so_far.append(event)
        order.append(event)
    return order


def _worked_seconds(stored: Mapping[str, Any], ended: str | None) -> float | None:
    """Return how long was worked on a run whose last part ended then; None if it is unknown."""
    if ended is None:
        return None
    begun = stored.get(_BEGUN, stored["started"])
    try:
        last = datetime.datetime.fromisoformat(ended) - datetime.datetime.fromisoformat(begun)
    except (TypeError, ValueError):  # damaged, or one of them lacks the time zone
        return None
    return float(stored.get(_WORKED, 0.0)) + max(0.0, last.total_seconds())


def now() -> str:
    """Return the UTC time in ISO format, in seconds."""
    return datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds")


def to_text(values: Mapping[str, Json]) -> str:
    """Return values as the JSON text of a run's files."""
    return json.dumps(values, indent=2, ensure_ascii=False) + "\n"
