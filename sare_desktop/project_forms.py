"""Forms whose values belong to a project: kept between starts, and filled in where they are new."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, QSignalBlocker

from sare_desktop.session import Session
from sare_desktop.widgets.forms.config_form import ConfigForm
from sare_engine import DEMO_FOLDER, EVIDENCE_SOURCES, presets

GIVEN = (
    *("project", "model", "device", "placement", "dtype", "quantisation", "trust_remote_code"),
    *("resume", "take_over"),
)
"""Settings of a project's job that the window knows itself; see `given_settings`."""

_DEMO_PRESET = "demo"

EXPERT_SETTING = "forms.expert"
"""Setting: whether forms are shown in expert mode; of the user, in all projects."""


def project_model(session: Session) -> Path | None:
    """Return the folder of the model that erasures of the open project start from, or None."""
    if session.project is None:
        return None
    base = session.project.base_set()
    if base is not None and base.model_folder is not None:
        return base.model_folder
    stored = session.project.settings.get("model")
    return Path(stored) if stored else None


def given_settings(session: Session) -> dict[str, Any]:
    """Return project, device and number format of a job on the open project.

    A job computes as the model that is or was loaded was held; before any, on the default device.
    Consent to run a folder's code is for that folder alone.
    """
    if session.project is None:
        raise ValueError("no project is open")
    held = session.held_config
    if held is None:
        device = str(session.settings.value("device", "auto"))
        return {"project": session.project.folder, "device": device}
    return {
        "project": session.project.folder,
        "device": held.device,
        "placement": held.placement,
        "dtype": held.dtype,
        "quantisation": held.quantisation,
        "trust_remote_code": held.trust_remote_code and held.model == project_model(session),
    }


def settings_of_last_test(session: Session) -> dict[str, Any]:
    """Return the settings of the last test of the open project, as far as it keeps them."""
    if session.project is None:
        return {}
    kept = session.project.settings
    found = {**(kept.get("generation") or {}), "vocabulary": kept.get("vocabulary")}
    for source in EVIDENCE_SOURCES.values():
        found |= source.settings_of_last_test(session.project)
    return {name: value for name, value in found.items() if value is not None}


class KeptForm(QObject):
    """Keeps a form's values under a name for each project, in the settings, and its mode for all.

    A project that has none yet gets what it knows itself, and else the defaults; one on the demo
    model, the demo's preset.
    """

    def __init__(
        self,
        session: Session,
        form: ConfigForm[Any],
        name: str,
        known: Callable[[Session], Mapping[str, Any]] | None = None,
    ) -> None:
        """Keep a form's values.

        Args:
            session: whose projects.
            form: the form, with its defaults.
            name: first part of the key in the settings.
            known: gives the values that the session's open project itself knows.
        """
        super().__init__(form)
        self._session = session
        self._form = form
        self._name = name
        self._known = known
        self._defaults = form.raw()
        session.project_changed.connect(self.restore)
        form.changed.connect(self._keep)
        if form.modes is not None:
            self._follow_mode(EXPERT_SETTING)
            form.modes.rearranged.connect(self._keep_mode)
            session.settings.changed.connect(self._follow_mode)
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
                base = self._session.settings.value(self._base_key(project.folder), "")
                self._form.start_from(str(base))
                return
            if model is not None and model.is_relative_to(DEMO_FOLDER):
                for preset in presets(self._form.config_type):
                    if preset.name == _DEMO_PRESET:
                        self._form.set_values(preset.values)
            if self._known is not None:
                self._form.set_values(self._known(self._session))

    def _keep(self) -> None:
        project = self._session.project
        if project is not None:
            settings, base = self._session.settings, self._form.base_preset
            settings.set(self._key(project.folder), self._form.raw())
            if self._form.picker is not None:
                settings.set(self._base_key(project.folder), base.name if base else None)

    def _keep_mode(self) -> None:
        if self._form.modes is not None:
            self._session.settings.set(EXPERT_SETTING, self._form.modes.expert)

    def _follow_mode(self, key: str) -> None:
        if key == EXPERT_SETTING and self._form.modes is not None:
            expert = bool(self._session.settings.value(EXPERT_SETTING, False))
            self._form.modes.set_expert(expert)

    def _base_key(self, folder: Path) -> str:
        return f"{self._name}.preset:{folder}"

    def _key(self, folder: Path) -> str:
        return f"{self._name}:{folder}"
