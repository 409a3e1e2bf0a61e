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
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from sare_engine.errors import StorageError
from sare_engine.events import (
    Event,
    Json,
    ProbeMetrics,
    StepMetrics,
)
from sare_engine.files import (
    atomic_folder,
    atomic_write_text,
    parse_json,
    read_text,
    remove_leftovers,
)
from sare_engine.workspace.event_record import EventRecord
from sare_engine.workspace.locks import lock_file
from sare_engine.workspace.run_owner import (
    Owner,
    hold,
    is_this_process,
    let_go,
    owner_of,
    this_process,
)
from sare_engine.workspace.run_status import (
    BEGUN,
    WORKED,
    RunInfo,
    RunState,
    is_whole,
    now,
    worked_seconds,
)


class TakenOverError(StorageError):
    """Another process has taken over the run that this one works on."""


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
            seconds=worked_seconds(stored, stored["ended"]),
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
            worked = worked_seconds(stored, stored["ended"] or self.record.last_time())
            stored.update(
                {WORKED: stored.get(WORKED, 0.0) if worked is None else worked, BEGUN: now()},
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

    @property
    def record(self) -> EventRecord:
        """The record of the run's events, which other threads and processes may read meanwhile."""
        return EventRecord(self._path / "metrics.jsonl")

    def write_event(self, event: Event) -> None:
        """Append an event to the record; see `EventRecord.append`."""
        self.record.append(event)

    def events(self) -> Iterator[Event]:
        """Read the record from the start; see `EventRecord.events`."""
        return self.record.events()

    def steps(self, phase: str | None = None) -> list[StepMetrics]:
        """Return the metrics of each optimisation step; see `EventRecord.steps`."""
        return self.record.steps(phase)

    def probes(self, phase: str | None = None) -> list[ProbeMetrics]:
        """Return the measurements on held-out data; see `EventRecord.probes`."""
        return self.record.probes(phase)

    def rewind(self, step: int | None) -> None:
        """Remove from the record what is measured again; see `EventRecord.rewind`."""
        self.record.rewind(step)

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

    def _write(self, name: str, values: Mapping[str, Json]) -> None:
        atomic_write_text(self._path / name, to_text(values))

    def _stored_status(self) -> dict[str, Json]:
        stored = {"ended": None, "result": None, **self._read("status.json")}
        if not is_whole(stored):
            raise self._unreadable("status.json", "It does not contain the run's status.")
        return stored


def to_text(values: Mapping[str, Json]) -> str:
    """Return values as the JSON text of a run's files."""
    return json.dumps(values, indent=2, ensure_ascii=False) + "\n"
