"""Where an export goes, and what it left on the disk; and the report alone."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QCoreApplication

from sare_engine import (
    Event,
    Finished,
    PhaseStarted,
    ReportConfig,
    report,
)


@dataclass(frozen=True)
class WrittenFile:
    """A file of an export: its path within the export's folder, and its size in bytes."""

    name: str
    size: int


def free_folder(wanted: Path) -> Path:
    """Return a folder that is missing or empty: the wanted one, or the same with a number."""
    number = 1
    found = wanted
    while _taken(found):
        number += 1
        found = wanted.with_name(f"{wanted.name}-{number}")
    return found


def _taken(folder: Path) -> bool:
    try:
        return (not folder.is_dir() and folder.exists()) or any(folder.iterdir())
    except FileNotFoundError:
        return False
    except OSError:
        return True


def written_files(folder: Path) -> list[WrittenFile]:
    """Return the files of an export, sorted by name."""
    return [
        WrittenFile(path.relative_to(folder).as_posix(), path.stat().st_size)
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    ]


def report_alone(config: ReportConfig) -> Iterator[Event]:
    """Yield the events of writing a project's report."""
    yield PhaseStarted("report", QCoreApplication.translate("Export", "Writing the report"))
    yield Finished("done", {"report": str(report(config))})
