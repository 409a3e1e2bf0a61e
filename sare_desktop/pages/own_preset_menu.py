"""The button behind a form's presets: save the settings as a preset, rename it, delete it."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QInputDialog, QMenu, QMessageBox, QToolButton

from sare_desktop.own_presets import OwnPresets
from sare_desktop.session import Session
from sare_desktop.undo.preset_edits import ChangePresets
from sare_desktop.widgets.forms.config_form import ConfigForm
from sare_engine import Preset

FOLDER = "presets"
"""Folder of the files, beside the settings."""


class OwnPresetMenu(QObject):
    """Keeps the user's own presets of a form.

    Attributes:
        presets: the file.
        button: opens the menu; named `form.preset.menu`.
        menu: what can be done.
    """

    def __init__(self, session: Session, form: ConfigForm[Any]) -> None:
        super().__init__(form)
        self._session = session
        self._form = form
        self.presets = OwnPresets(session.settings.folder / FOLDER, form.config_type)
        self.button = QToolButton(form)
        self.button.setObjectName("form.preset.menu")
        self.button.setText("⋯")
        self.button.setProperty("kind", "more")  # The dots say that there is a menu.
        self.button.setAccessibleName(self.tr("Presets of your own"))
        self.button.setToolTip(self.tr("Save these settings as a preset, rename or delete one."))
        self.button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.menu = QMenu(self.button)
        self.button.setMenu(self.menu)
        self._update = self.menu.addAction("", self._save_changes)
        self._save = self.menu.addAction(self.tr("Save as a preset…"), self.save)
        self._rename = self.menu.addAction(self.tr("Rename the preset…"), self.rename)
        self._delete = self.menu.addAction(self.tr("Delete the preset"), self.delete)
        for name, action in (
            ("update", self._update),
            ("save", self._save),
            ("rename", self._rename),
            ("delete", self._delete),
        ):
            action.setObjectName(f"form.preset.{name}")
        self.menu.aboutToShow.connect(self.refresh)
        if form.picker is not None:
            form.picker.add_tool(self.button)
        self.read()

    def read(self) -> None:
        """Offer what the file holds."""
        good, broken = self.presets.read()
        self._form.set_own_presets(good, broken)
        if self.presets.notice:
            self._session.notified.emit("warning", self.presets.notice)
            self.presets.notice = ""

    @property
    def current(self) -> Preset | None:
        """The preset of the user's own that is shown, or was before a change."""
        base, stored = self._form.base_preset, self.presets.read()[0]
        return next((one for one in stored if base is not None and one.name == base.name), None)

    def refresh(self) -> None:
        """Say what can be done now."""
        own = self.current
        title = own.title if own is not None else ""
        self._update.setText(self.tr("Save the changes to “{0}”").format(title))
        self._update.setVisible(own is not None)
        self._rename.setEnabled(own is not None)
        self._delete.setEnabled(own is not None)

    # What the user does

    def save(self) -> None:
        """Ask for a name, and save the settings under it."""
        values = self._values()
        name = self._ask_name(self.tr("Save as a preset"), "") if values is not None else ""
        if name and values is not None:
            self._write(self.tr("save the preset “{0}”").format(name), {name: values}, name)

    def rename(self) -> None:
        """Ask for another name."""
        own = self.current
        name = self._ask_name(self.tr("Rename the preset"), own.title) if own is not None else ""
        if own is not None and name and name != own.title:
            text = self.tr("rename the preset “{0}”").format(own.title)
            self._write(text, {own.title: None, name: own.values}, name)

    def delete(self) -> None:
        """Delete the preset; the settings stay as they are."""
        own = self.current
        if own is not None:
            self._write(self.tr("delete the preset “{0}”").format(own.title), {own.title: None})

    def _save_changes(self) -> None:
        own, values = self.current, self._values()
        if own is not None and values is not None:
            text = self.tr("change the preset “{0}”").format(own.title)
            self._write(text, {own.title: values}, own.title)

    def _values(self) -> dict[str, Any] | None:
        """Return what a preset keeps, or None after saying that a setting cannot be used."""
        problems = {name for name, _ in self._form.problems(project="-")}
        try:
            values = self._form.kept_values()
        except ValueError:
            values = None
        if values is None or problems & values.keys():
            self._session.notified.emit(
                "warning", self.tr("No preset was saved: a setting has a value that can't be used.")
            )
            return None
        return values

    def _ask_name(self, title: str, name: str) -> str:
        """Return a name that can be used, or ""."""
        while True:
            name, accepted = QInputDialog.getText(
                self._form, title, self.tr("Name of the preset:"), text=name
            )
            name = name.strip()
            if not accepted:
                return ""
            why = self.presets.why_not(name)
            if not why and (name not in self.presets.stored() or self._may_replace(name)):
                return name
            if why:
                QMessageBox.warning(self._form, title, why)

    def _may_replace(self, name: str) -> bool:
        text = self.tr("There is a preset “{0}” already. Replace it?").format(name)
        answer = QMessageBox.question(self._form, self.tr("Replace the preset"), text)
        return answer == QMessageBox.StandardButton.Yes

    def _write(self, text: str, changes: dict[str, Any], shown: str = "") -> None:
        self._session.undo.push(
            ChangePresets(self._session, text, self.presets, changes, self.read)
        )
        if shown:
            for preset in self.presets.read()[0]:
                if preset.title == shown:
                    self._form.start_from(preset.name)
