"""All runs of a project: creating, listing, finding and deleting them."""

from __future__ import annotations

import contextlib
import dataclasses
import functools
import os
import platform
import re
import shutil
import time
from collections.abc import Mapping
from importlib import metadata
from pathlib import Path

from sare_engine.errors import DataError, StorageError
from sare_engine.events import Json
from sare_engine.files import atomic_folder, ensure_folder, plain_storage_errors
from sare_engine.settings import Config, settings_of
from sare_engine.workspace.run_folder import Checkpoint, RunFolder, to_text
from sare_engine.workspace.run_owner import hold, this_process
from sare_engine.workspace.run_status import RunInfo, now

__all__ = ["Checkpoint", "RunFolder", "RunInfo", "Runs"]

RUNS_FOLDER = "runs"
"""Folder of the runs in a project's folder."""

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


class Runs:
    """All runs of a project folder."""

    def __init__(self, project_folder: Path) -> None:
        self._folder = project_folder / RUNS_FOLDER

    def create(self, kind: str, name: str, config: Config) -> RunFolder:
        """Create the folder of a new run, owned by this process, with status "running".

        Two runs never share a number or a folder, even if two processes create one at the same
        time. Paths in the config are written as absolute paths.

        Args:
            kind: the job: "erase", "relearn", "evaluate" …
            name: the user's name for it; "" means `kind`.
            config: the complete settings, including everything that the job takes from elsewhere
                (concepts marked in the project …), so that the file alone repeats the run.

        Raises:
            StorageError: the folder cannot be written.
        """
        ensure_folder(self._folder)
        number = self._reserve_number()
        path = self._folder / f"{number:04d}-{_file_name(name) or _file_name(kind)}"
        settings = with_absolute_paths(config).to_dict()
        files = {
            "config.json": settings,
            "environment.json": _environment(settings),
            "status.json": {
                "status": "running",
                "kind": kind,
                "started": now(),
                "ended": None,
                "result": None,
                **this_process(),
            },
        }
        with atomic_folder(path) as folder:
            for file_name, values in files.items():
                (folder / file_name).write_text(to_text(values), encoding="utf-8")
        hold(path)
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

        If several runs have that name, the newest is returned.

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
        """Delete a run and everything in it.

        Raises:
            StorageError: it is still running, or cannot be deleted.
        """
        if run.status == "running":
            owner = run.info.owner
            raise StorageError(
                f"The run {run.name} was not deleted.",
                f"It is still running ({owner})." if owner else "It is still running.",
                "Stop it first.",
            )
        with plain_storage_errors(run.path, verb="deleted"):
            # Renamed first, so that a half-deleted run is never listed.
            hidden = run.path.with_name(f".deleted-{run.name}-{time.time_ns()}")
            run.path.rename(hidden)
            shutil.rmtree(hidden)

    def _reserve_number(self) -> int:
        # Creating a file exclusively is atomic, even between processes and on network disks.
        # The files stay, so the number of a deleted run is not used again.
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


def with_absolute_paths(config: Config) -> Config:
    """Return a config whose paths do not depend on the current folder."""
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
    return {
        "python": platform.python_version(),
        "platform": platform.platform(),
        "processor": platform.processor() or platform.machine(),
        "cpu_count": os.cpu_count(),
        "versions": dict(_versions()),
        "seed": settings.get("seed"),
        "batch_sizes": {name: settings[name] for name in _BATCH_FIELDS if name in settings},
    }


@functools.cache
def _versions() -> dict[str, str]:
    """Return the versions of the libraries that this process uses; reading them is slow."""
    versions: dict[str, str] = {}
    for library in _LIBRARIES:
        with contextlib.suppress(metadata.PackageNotFoundError):
            versions[library] = metadata.version(library)
    return versions


def _file_name(name: str) -> str:
    """Return the name with everything a file system may reject replaced by dashes."""
    return re.sub(r"[^\w.-]+", "-", name).strip("-. ")[:60]
