"""The runs of a project: one folder each, complete enough to repeat the run and read its history.

runs/0001-sare/
    config.json         every setting of the job
    environment.json    versions, device, effective batch sizes, seed
    examples.jsonl      the captions it trains on, with the spans of each
    metrics.jsonl       the job's events, one per line, as they happened
    status.json         running, done, stopped, failed; which process; the result
    checkpoints/        step-000050/ …
    adapter/ or model/  what the run produced
"""

from __future__ import annotations

import contextlib
import dataclasses
import datetime
import json
import logging
import os
import platform
import re
import shutil
import socket
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path
from typing import Literal, TypeVar, get_args

import psutil

from sare_engine.errors import DataError, StorageError
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
    ensure_folder,
    parse_json,
    plain_storage_errors,
    read_text,
)
from sare_engine.settings import Config, settings_of

RunState = Literal["running", "done", "stopped", "failed", "interrupted"]

_LIBRARIES = (
    "torch",
    "transformers",
    "peft",
    "accelerate",
    "safetensors",
    "tokenizers",
    "numpy",
    "pillow",
    "sare-desktop",
)
_BATCH_FIELDS = ("negative_batch", "retain_batch", "microbatch", "batch", "batch_size")
_STATUS: dict[str, type | tuple[type, ...]] = {
    "status": str,
    "kind": str,
    "started": str,
    "host": str,
    "pid": int,
    "process_started": (int, float),
}
"""What a run's status file has to say."""

_SILENT_AFTER_SECONDS = 3600
"""A run on another computer that wrote nothing for so long is taken for dead."""

_Metrics = TypeVar("_Metrics", StepMetrics, ProbeMetrics)

_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class RunInfo:
    """What is known about a run as a whole.

    Attributes:
        status: "running", "done", "stopped" (by the user), "failed", or "interrupted" (the
            process died).
        kind: the job: "erase", "relearn", "evaluate" …
        started: UTC time in ISO format.
        ended: the same, or None while it runs or where it was interrupted.
        result: what the job reported at its end.
    """

    status: RunState
    kind: str
    started: str
    ended: str | None
    result: Mapping[str, Json]


@dataclass(frozen=True)
class Checkpoint:
    """A saved state of a run: the optimisation steps done, and its folder."""

    step: int
    path: Path


class RunFolder:
    """One run on disk; cheap to make, reads what it is asked for when it is asked."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def __repr__(self) -> str:
        return f"RunFolder({str(self._path)!r})"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, RunFolder) and self._path == other._path

    def __hash__(self) -> int:
        return hash(self._path)

    # Who it is

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
        """The run's number within the project; never given twice."""
        return int(self._path.name.split("-")[0])

    @property
    def adapter_folder(self) -> Path:
        """Where the trained adapter is kept, whether or not it is there yet."""
        return self._path / "adapter"

    @property
    def model_folder(self) -> Path:
        """Where a fully trained model is kept, whether or not it is there yet."""
        return self._path / "model"

    # How it stands

    @property
    def info(self) -> RunInfo:
        """Status, kind, times and result.

        Raises:
            StorageError: the run's status file is missing or damaged.
        """
        stored = self._stored_status()
        status = stored["status"]
        if status == "running" and not self._owner_lives(stored):
            status = "interrupted"
        return RunInfo(
            status=status,
            kind=stored["kind"],
            started=stored["started"],
            ended=stored["ended"],
            result=stored["result"] or {},
        )

    @property
    def status(self) -> RunState:
        """The status alone; see `RunInfo`."""
        return self.info.status

    def finish(self, status: RunState, result: Mapping[str, Json] | None = None) -> None:
        """Record how the run ended: "done", "stopped" or "failed"."""
        stored = self._stored_status()
        stored.update(status=status, ended=_now(), result=dict(result or {}))
        self._write("status.json", stored)

    def resume(self) -> None:
        """Make this process the owner of a run that was stopped, interrupted or failed.

        Raises:
            StorageError: the run is still running, or its files cannot be written.
        """
        stored = self._stored_status()
        if self.status == "running" and not _is_this_process(stored):
            raise StorageError(
                f"The run {self.name} cannot be resumed.",
                "It is still running in another process.",
                "Stop it there first.",
            )
        stored.update(status="running", ended=None, result=None, **_owner())
        self._write("status.json", stored)

    # What it was asked to do

    def config_dict(self) -> dict[str, Json]:
        """Return the run's settings; `EraseConfig.from_dict` and the like rebuild the config."""
        return self._read("config.json")

    @property
    def environment(self) -> dict[str, Json]:
        """Versions, device, batch sizes and seed of the run."""
        return self._read("environment.json")

    def update_environment(self, values: Mapping[str, Json]) -> None:
        """Add what is known only once the model is loaded (device, dtype, batch sizes …)."""
        self._write("environment.json", {**self.environment, **values})

    # What happened

    def write_event(self, event: Event) -> None:
        """Append an event to the record; it is on disk when this returns."""
        append_line(
            self._path / "metrics.jsonl", json.dumps(event_to_dict(event), ensure_ascii=False)
        )

    def events(self) -> Iterator[Event]:
        """Read the record from the start.

        Lines that a dying process left torn, and kinds of events that this version does not
        know, are skipped.
        """
        path = self._path / "metrics.jsonl"
        if not path.exists():
            return
        with plain_storage_errors(path, verb="read"), path.open("rb") as lines:
            for number, line in enumerate(lines, start=1):
                try:
                    yield event_from_dict(parse_json(line))
                except (ValueError, TypeError, AttributeError):
                    # Bytes that are no UTF-8 raise UnicodeDecodeError, a ValueError.
                    if line.strip():
                        _log.warning("%s: line %d is not readable and was skipped", path, number)

    def steps(self, phase: str | None = None) -> list[StepMetrics]:
        """Return the metrics of each optimisation step, in order.

        A run that was resumed from a checkpoint has measured some steps twice; the later
        measurement counts.
        """
        return _without_abandoned(self.events(), StepMetrics, phase)

    def probes(self, phase: str | None = None) -> list[ProbeMetrics]:
        """Return the measurements on held-out data, in order; see `steps`."""
        return _without_abandoned(self.events(), ProbeMetrics, phase)

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
            key=lambda one: one.step,
        )

    @contextlib.contextmanager
    def new_checkpoint(self, step: int) -> Iterator[Path]:
        """Give a temporary folder to write a checkpoint into.

        It becomes `checkpoints/step-000050` only when the block has ended well and all of it is
        on disk; a checkpoint that is listed is complete.
        """
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
            raise self._unreadable(name, "It holds no JSON object.")
        return stored

    def _unreadable(self, name: str, why: str) -> StorageError:
        what = f"{self._path / name} could not be read."
        return StorageError(what, why, "Restore the file, or remove the run's folder.")

    def _write(self, name: str, values: Mapping[str, Json]) -> None:
        atomic_write_text(self._path / name, _to_text(values))

    def _stored_status(self) -> dict[str, Json]:
        stored = {"ended": None, "result": None, **self._read("status.json")}
        whole = all(isinstance(stored.get(name), kind) for name, kind in _STATUS.items())
        whole = whole and stored["status"] in get_args(RunState)
        whole = whole and isinstance(stored["ended"] or "", str)
        if not whole or not isinstance(stored["result"] or {}, dict):
            raise self._unreadable("status.json", "It does not say how the run stands.")
        return stored

    def _owner_lives(self, stored: Mapping[str, Json]) -> bool:
        if stored["host"] != socket.gethostname():
            newest = max(
                (self._path / name).stat().st_mtime
                for name in ("status.json", "metrics.jsonl")
                if (self._path / name).exists()
            )
            return time.time() - newest < _SILENT_AFTER_SECONDS
        try:
            process = psutil.Process(stored["pid"])
            # A process number is used again after a while, so the start time must fit too.
            same = abs(process.create_time() - stored["process_started"]) < 2
            return bool(same and process.status() != psutil.STATUS_ZOMBIE)
        except (psutil.Error, ValueError, OverflowError):
            return False


class Runs:
    """All runs of a project folder."""

    def __init__(self, project_folder: Path) -> None:
        self._folder = project_folder / "runs"

    def create(self, kind: str, name: str, config: Config) -> RunFolder:
        """Make the folder of a new run, owned by this process, with status "running".

        Two runs never share a number or a folder, also when two processes create one at once.
        Paths in the config are written as absolute paths.

        Args:
            kind: the job: "erase", "relearn", "evaluate" …
            name: what the user calls it; "" takes `kind`.
            config: the settings, complete: anything the job takes from elsewhere (concepts
                marked in the project …) filled in, so that the file alone repeats the run.

        Raises:
            StorageError: the folder cannot be written.
        """
        ensure_folder(self._folder)
        number = self._reserve_number()
        path = self._folder / f"{number:04d}-{_file_name(name) or _file_name(kind)}"
        settings = _with_absolute_paths(config).to_dict()
        files = {
            "config.json": settings,
            "environment.json": _environment(settings),
            "status.json": {
                "status": "running",
                "kind": kind,
                "started": _now(),
                "ended": None,
                "result": None,
                **_owner(),
            },
        }
        with atomic_folder(path) as folder:
            for file_name, values in files.items():
                (folder / file_name).write_text(_to_text(values), encoding="utf-8")
        return RunFolder(path)

    def list(self, kind: str | None = None) -> list[RunFolder]:
        """Return the runs, oldest first; all or those of one job."""
        if not self._folder.is_dir():
            return []
        with plain_storage_errors(self._folder, verb="read"):
            found = [
                RunFolder(path)
                for path in self._folder.iterdir()
                if re.match(r"\d+-", path.name) and (path / "status.json").is_file()
            ]
        found.sort(key=lambda run: run.number)
        return [run for run in found if kind is None or run.info.kind == kind]

    def find(self, name_or_number: str | int) -> RunFolder:
        """Return a run by number ("3", "0003"), folder name, or the user's name for it.

        Where several runs have the user's name, the newest is meant.

        Raises:
            DataError: there is no such run.
        """
        wanted = str(name_or_number).strip()
        runs = self.list()
        for run in runs:
            if wanted == run.name or (wanted.isdecimal() and int(wanted) == run.number):
                return run
        for run in reversed(runs):
            if run.name.split("-", 1)[1] == _file_name(wanted):
                return run
        raise DataError(
            f"There is no run {wanted!r} in {self._folder.parent}.",
            f"It has {', '.join(run.name for run in runs)}." if runs else "It has no runs yet.",
            "Choose one of its runs." if runs else "Start an erasure first.",
        )

    def remove(self, run: RunFolder) -> None:
        """Delete a run with everything in it.

        Raises:
            StorageError: it is still running, or cannot be deleted.
        """
        if run.status == "running":
            raise StorageError(
                f"The run {run.name} was not deleted.", "It is still running.", "Stop it first."
            )
        with plain_storage_errors(run.path, verb="deleted"):
            # Renamed first, so that a half-deleted run is never listed.
            hidden = run.path.with_name(f".deleted-{run.name}-{time.time_ns()}")
            run.path.rename(hidden)
            shutil.rmtree(hidden)

    def _reserve_number(self) -> int:
        # Creating a file exclusively is atomic, also between processes and on network disks.
        # The files stay, so the number of a deleted run is not given again.
        reserved = self._folder / ".numbers"
        with plain_storage_errors(reserved):
            reserved.mkdir(exist_ok=True)
            taken = {int(path.name) for path in reserved.iterdir() if path.name.isdecimal()}
            taken |= {run.number for run in self.list()}
            number = max(taken, default=0) + 1
            while True:
                try:
                    (reserved / f"{number:04d}").touch(exist_ok=False)
                except FileExistsError:
                    number += 1
                else:
                    return number


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


def _with_absolute_paths(config: Config) -> Config:
    values = {
        declared.name: getattr(config, declared.name)
        for declared in settings_of(type(config))
        if declared.type is Path
    }
    absolute = {
        name: tuple(one.absolute() for one in value)
        if isinstance(value, tuple)
        else value.absolute()
        for name, value in values.items()
        if value is not None
    }
    return dataclasses.replace(config, **absolute)  # type: ignore[type-var]


def _environment(settings: Mapping[str, Json]) -> dict[str, Json]:
    versions: dict[str, str] = {}
    for library in _LIBRARIES:
        with contextlib.suppress(metadata.PackageNotFoundError):
            versions[library] = metadata.version(library)
    return {
        "python": platform.python_version(),
        "platform": platform.platform(),
        "processor": platform.processor() or platform.machine(),
        "cpu_count": os.cpu_count(),
        "versions": versions,
        "seed": settings.get("seed"),
        "batch_sizes": {name: settings[name] for name in _BATCH_FIELDS if name in settings},
    }


def _owner() -> dict[str, Json]:
    process = psutil.Process()
    return {
        "pid": process.pid,
        "process_started": process.create_time(),
        "host": socket.gethostname(),
    }


def _is_this_process(stored: Mapping[str, Json]) -> bool:
    return {key: stored.get(key) for key in ("pid", "host")} == {
        "pid": os.getpid(),
        "host": socket.gethostname(),
    }


def _file_name(name: str) -> str:
    """Return the name with everything a file system may reject replaced by dashes."""
    return re.sub(r"[^\w.-]+", "-", name).strip("-. ")[:60]


def _now() -> str:
    return datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds")


def _to_text(values: Mapping[str, Json]) -> str:
    return json.dumps(values, indent=2, ensure_ascii=False) + "\n"
