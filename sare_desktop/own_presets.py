"""The user's own presets of a job: one file for each kind of job, beside the settings.

A file is read again before each change and written whole, so that two windows lose nothing of each
other. A preset that this version cannot use stays in the file and is reported with the reason.
"""

from __future__ import annotations

import json
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from PySide6.QtCore import QCoreApplication, QIODevice, QSaveFile

from sare_desktop.engine_words import engine_text, shown_settings
from sare_engine import Config, EngineError, Preset, StorageError, presets, settings_of

VERSION = 1
LONGEST = 60
"""Characters of the longest name."""

_PREFIX = "own:"


class OwnPresets:
    """The presets in one file.

    Attributes:
        path: the file.
        notice: what the user should know about the file ("" if all is well).

    Args:
        folder: holds the files.
        config_type: the job's config.
    """

    def __init__(self, folder: Path, config_type: type[Config]) -> None:
        self._config_type = config_type
        self.path = folder / f"{config_type.__name__.removesuffix('Config').lower()}.json"
        self.notice = ""

    def read(self) -> tuple[list[Preset], dict[str, str]]:
        """Return the presets in the order of their names, and of the others why not, by name."""
        good, broken = [], {}
        for name, values in sorted(self.stored().items(), key=lambda one: one[0].casefold()):
            why = self._problem(values)
            if why:
                broken[name] = why
            else:
                text = QCoreApplication.translate("OwnPresets", "A preset of your own.")
                good.append(Preset(f"{_PREFIX}{name}", name, text, values))
        return good, broken

    def stored(self) -> dict[str, Any]:
        """Return what the file holds: name → values, also where they cannot be used.

        A file that is not understood is kept aside under another name, with a notice.
        """
        try:
            text = self.path.read_text(encoding="utf-8")
        except FileNotFoundError:
            return {}
        except (OSError, UnicodeDecodeError) as error:
            return self._set_aside(str(error))
        try:
            found = json.loads(text)
            if not 1 <= int(found["version"]) <= VERSION:
                raise ValueError(_say("it was written by a newer version"))
            return {str(name): values for name, values in dict(found["presets"]).items()}
        except (ValueError, KeyError, TypeError) as error:
            return self._set_aside(str(error))

    def change(self, changes: Mapping[str, Mapping[str, Any] | None]) -> None:
        """Write presets by their names; None removes a preset.

        Raises:
            StorageError: the file cannot be written; the old one is untouched.
        """
        presets = self.stored()
        for name, values in changes.items():
            presets.pop(name, None)
            if values is not None:
                presets[name] = dict(values)
        text = json.dumps({"version": VERSION, "presets": presets}, indent=2, sort_keys=True)
        file = QSaveFile(str(self.path))
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise self._unwritten(str(error)) from error
        written = file.open(QIODevice.OpenModeFlag.WriteOnly) and file.write(text.encode()) >= 0
        if not (written and file.commit()):
            raise self._unwritten(file.errorString())

    def why_not(self, name: str) -> str:
        """Return why a preset cannot have a name, or ""."""
        if not name.strip():
            return _say("A preset needs a name.")
        if len(name) > LONGEST:
            return _say("A name has at most {0} characters.").format(LONGEST)
        if not name.isprintable():
            return _say("A name has only characters that can be seen.")
        shipped = {one.title.casefold() for one in presets(self._config_type)}
        if name.strip().casefold() in shipped:
            return _say("A preset of the program has this name. Choose another.")
        return ""

    def _problem(self, values: Any) -> str:
        """Return why stored values cannot be used, or ""; unknown settings are ignored."""
        if not isinstance(values, dict):
            return _say("Its values cannot be read.")
        needed = {one.name: "-" for one in settings_of(self._config_type) if one.required}
        try:
            problems = self._config_type.from_stored({**needed, **values}).problems()
        except EngineError as error:
            return engine_text(error.why or error.what)
        labels = {one.name: one.label for one in shown_settings(self._config_type)}
        return " ".join(f"{labels[name]}: {text}" for name, text in problems if name in values)

    def _set_aside(self, why: str) -> dict[str, Any]:
        aside = self.path.with_name(
            f"{self.path.stem}.broken-{time.strftime('%Y%m%d-%H%M%S')}.json"
        )
        try:
            self.path.replace(aside)
        except OSError:
            aside = self.path
        self.notice = _say(
            "Your presets could not be read ({0}). The old file was kept as {1}."
        ).format(why, aside.name)
        return {}

    def _unwritten(self, why: str) -> StorageError:
        return StorageError(
            _say("The preset could not be saved."),
            why,
            _say("Check the disk and the folder {0}, then try again.").format(self.path.parent),
        )


def _say(text: str) -> str:
    return QCoreApplication.translate("OwnPresets", text)
