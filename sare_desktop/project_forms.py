"""Forms whose values belong to a project: kept between starts, and filled in where they are new."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, QSignalBlocker

from sare_desktop.session import Session
from sare_desktop.widgets.config_form import ConfigForm
from sare_engine import DEMO_FOLDER, presets

GIVEN = ("project", "model", "device", "dtype", "trust_remote_code")
"""Settings of a project's job that the window knows itself; see `given_settings`."""

_DEMO_PRESET = "demo"


def project_model(session: Session) -> Path | None:
    """Return the folder of the model that the open project was tested with, or None."""
    stored = session.project.settings.get("model") if session.project is not None else None
    return Path(stored) if stored else None


def given_settings(session: Session) -> dict[str, Any]:
    """Return project, device and number format of a job on the open project.

    A job computes where the loaded model was put; without one, on the default device.
    """
    if session.project is None:
        raise ValueError("no project is open")
    loaded = session.model_config
    if loaded is None:
        device = str(session.settings.value("device", "auto"))
        return {"project": session.project.folder, "device": device}
    return {
        "project": session.project.folder,
        "device": loaded.device,
        "dtype": loaded.dtype,
        "trust_remote_code": loaded.trust_remote_code,
    }


class KeptForm(QObject):
    """Keeps a form's values under a name for each project, in the settings.

    A project that has none yet gets the defaults; one on the demo model, the demo's preset.
    """

    def __init__(self, session: Session, form: ConfigForm[Any], name: str) -> None:
        super().__init__(form)
        self._session = session
        self._form = form
        self._name = name
        self._defaults = form.raw()
        session.project_changed.connect(self.restore)
        form.changed.connect(self._keep)
        self.restore()

    def restore(self) -> None:
        """Show what was kept for the open project."""
        project = self._session.project
        if project is None:
            return
        stored = self._session.settings.value(self._key(project.folder))
        model = project_model(self._session)
        with QSignalBlocker(self._form):
            self._form.show_raw(self._defaults)
            if isinstance(stored, dict):
                self._form.show_raw(stored)
            elif model is not None and model.is_relative_to(DEMO_FOLDER):
                for preset in presets(self._form.config_type):
                    if preset.name == _DEMO_PRESET:
                        self._form.set_values(preset.values)

    def _keep(self) -> None:
        project = self._session.project
        if project is not None:
            self._session.settings.set(self._key(project.folder), self._form.raw())

    def _key(self, folder: Path) -> str:
        return f"{self._name}:{folder}"
