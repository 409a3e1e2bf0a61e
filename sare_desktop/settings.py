"""What the program remembers between two starts: one versioned JSON file.

Written atomically a moment after a change. A file that cannot be read is kept aside under
another name, and the program starts with the defaults and reports it.
"""

from __future__ import annotations

import json
import os
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import platformdirs
from PySide6.QtCore import QIODevice, QObject, QSaveFile, QSettings, QTimer, Signal

from sare_desktop import APP_ID
from sare_engine import EngineError, ModelConfig

HOME_VARIABLE = "SARE_DESKTOP_HOME"
"""Environment variable naming a folder that holds everything instead of the system's folders."""

STOP_ON_FAILURE, NOTIFICATIONS = "queue.stop_on_failure", "notifications"
"""Settings: whether a failing job pauses the queue, and whether the desktop is notified."""

VERSION = 1
_SAVE_AFTER_MS = 400
_RECENT = 10
_UNSET = object()


class Settings(QObject):
    """The settings file and the folders of the program.

    Attributes:
        changed: emitted with the key of a value that changed.
        notice: what the user should know about the file ("" if all is well).
    """

    changed = Signal(str)

    def __init__(self, folder: Path | None = None, parent: QObject | None = None) -> None:
        """Read the file.

        Args:
            folder: holds everything; default: SARE_DESKTOP_HOME, else the system's folders.
            parent: Qt parent.
        """
        super().__init__(parent)
        given = os.environ.get(HOME_VARIABLE)
        if folder is None and given:
            folder = Path(given)
        self._injected = folder is not None
        self._folder = folder or platformdirs.user_config_path(APP_ID, appauthor=False)
        self._log_folder = (
            self._folder / "logs" if folder else platformdirs.user_log_path(APP_ID, appauthor=False)
        )
        self.notice = ""
        self._values: dict[str, Any] = self._read()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_SAVE_AFTER_MS)
        self._timer.timeout.connect(self.save)

    @property
    def folder(self) -> Path:
        """Folder of the settings file."""
        return self._folder

    @property
    def path(self) -> Path:
        """The settings file."""
        return self._folder / "settings.json"

    @property
    def log_folder(self) -> Path:
        """Folder of the crash log and of the program's log."""
        return self._log_folder

    @property
    def queue_folder(self) -> Path:
        """Folder of the queue, which the command line uses too."""
        from sare_engine import FOLDER_VARIABLE, queue_folder

        if self._injected and not os.environ.get(FOLDER_VARIABLE):
            return self._folder / "queue"
        return queue_folder()

    @property
    def projects_folder(self) -> Path:
        """Folder in which new projects are made unless the user chooses another."""
        chosen = self.value("projects_folder", "")
        if chosen:
            return Path(chosen)
        if self._injected:
            return self._folder / "projects"
        return platformdirs.user_documents_path() / "SARE projects"

    def geometry(self) -> QSettings:
        """Return the store of window places and sizes, the only thing kept there."""
        return QSettings(str(self._folder / "window.ini"), QSettings.Format.IniFormat)

    def value(self, key: str, default: Any = None) -> Any:
        """Return what was stored under a key, or the default."""
        return self._values.get(key, default)

    def set(self, key: str, value: Any) -> None:
        """Store a JSON value; it is on disk within half a second.

        Args:
            key: dotted name, e.g. "images.splitter".
            value: anything JSON knows; None removes the key.

        Raises:
            TypeError: the value is not JSON.
        """
        plain = json.loads(json.dumps(value))
        if self._values.get(key, _UNSET) == plain:
            return
        if plain is None:
            if key not in self._values:
                return
            del self._values[key]
        else:
            self._values[key] = plain
        self._timer.start()
        self.changed.emit(key)

    def all(self) -> dict[str, Any]:
        """Return a copy of everything stored."""
        values: dict[str, Any] = json.loads(json.dumps(self._values))
        return values

    def save(self) -> bool:
        """Write the file now; return whether that worked (`notice` has the reason if not)."""
        self._timer.stop()
        text = json.dumps({"version": VERSION, "values": self._values}, indent=2, sort_keys=True)
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            self.notice = self.tr("Settings could not be saved: {0}").format(error)
            return False
        file = QSaveFile(str(self.path))
        if (
            file.open(QIODevice.OpenModeFlag.WriteOnly)
            and file.write(text.encode("utf-8") + b"\n") >= 0
            and file.commit()
        ):
            return True
        self.notice = self.tr("Settings could not be saved: {0}").format(file.errorString())
        return False

    def close(self) -> None:
        """Write what is not written yet."""
        if self._timer.isActive():
            self.save()

    # Recent models and projects

    def recent_models(self) -> list[Path]:
        """Return model folders, the last used first, without those that no longer exist."""
        return list(dict.fromkeys(one.model for one in self.recent_loads()))

    def recent_projects(self) -> list[Path]:
        """Return project folders, the last used first, without those that no longer exist."""
        return self._recent("recent_projects")

    def recent_loads(self) -> list[ModelConfig]:
        """Return models as they were loaded, with their adapters, the last used first.

        Those whose folders no longer exist are left out. The device is "auto", and code of their
        own is not allowed.
        """
        found = []
        for stored in self.value("recent_models", []):
            values = {"model": stored} if isinstance(stored, str) else stored
            try:
                adapter = values.get("adapter")
                config = ModelConfig(
                    model=Path(values["model"]),
                    adapter=Path(adapter) if adapter else None,
                    dtype=str(values.get("dtype", "auto")),
                    quantisation=str(values.get("quantisation", "none")),
                    placement=str(values.get("placement", "one")),
                )
                config.validate()
            except (KeyError, TypeError, AttributeError, EngineError):
                continue  # written by another version, or by hand
            if config.model.is_dir() and (config.adapter is None or config.adapter.is_dir()):
                found.append(config)
        return found

    def add_recent_model(
        self,
        folder: Path,
        adapter: Path | None = None,
        *,
        dtype: str = "auto",
        quantisation: str = "none",
        placement: str = "one",
    ) -> None:
        """Put a model first among the recent ones, as it was loaded."""
        held = (dtype, quantisation, placement)
        if adapter is None and held == ("auto", "none", "one"):
            self._add_recent("recent_models", str(folder.absolute()))
            return
        entry = {
            "model": str(folder.absolute()),
            "adapter": str(adapter.absolute()) if adapter else None,
            "dtype": dtype,
            "quantisation": quantisation,
            "placement": placement,
        }
        self._add_recent("recent_models", entry)

    def add_recent_project(self, folder: Path) -> None:
        """Put a project folder first among the recent ones."""
        self._add_recent("recent_projects", str(folder.absolute()))

    def clear_recent(self) -> None:
        """Forget the recent models and projects; their folders stay."""
        self.set("recent_models", None)
        self.set("recent_projects", None)

    def _recent(self, key: str) -> list[Path]:
        stored: Sequence[Any] = self.value(key, [])
        return [Path(one) for one in stored if isinstance(one, str) and Path(one).is_dir()]

    def _add_recent(self, key: str, entry: str | dict[str, Any]) -> None:
        stored = [one for one in self.value(key, []) if one != entry]
        self.set(key, [entry, *stored][:_RECENT])

    def _read(self) -> dict[str, Any]:
        try:
            text = self.path.read_text(encoding="utf-8")
        except FileNotFoundError:
            return {}
        except (OSError, UnicodeDecodeError) as error:
            return self._set_aside(str(error))
        try:
            stored = json.loads(text)
            version, values = stored["version"], stored["values"]
            if not isinstance(values, dict) or not isinstance(version, int):
                raise TypeError("no settings in it")
        except (ValueError, KeyError, TypeError) as error:
            return self._set_aside(str(error))
        if version > VERSION:
            return self._set_aside(self.tr("it was written by a newer version"))
        return values

    def _set_aside(self, why: str) -> dict[str, Any]:
        aside = self.path.with_name(f"settings.broken-{time.strftime('%Y%m%d-%H%M%S')}.json")
        try:
            self.path.replace(aside)
        except OSError:
            aside = self.path
        self.notice = self.tr(
            "The settings could not be read ({0}). Defaults are used; the old file was kept as {1}."
        ).format(why, aside.name)
        return {}
