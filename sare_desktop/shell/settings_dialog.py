"""Settings of the program: applied at once, kept in its settings file."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from sare_desktop import motion, theme
from sare_desktop.engine_words import shown_settings
from sare_desktop.language import SYSTEM, languages
from sare_desktop.session import Session
from sare_desktop.settings import NOTIFICATIONS, STOP_ON_FAILURE
from sare_desktop.shell.tray import tray_available
from sare_desktop.widgets.forms.choice_words import choice_title, help_text
from sare_desktop.widgets.forms.path_editors import DropLine
from sare_desktop.widgets.forms.wheel_guard import guard_wheel
from sare_desktop.widgets.primitives.banner import Banner
from sare_desktop.widgets.primitives.choice_box import ChoiceBox
from sare_desktop.widgets.primitives.small_parts import make_button, make_label
from sare_engine import ModelConfig


class SettingsDialog(QDialog):
    """Theme, language, device, folders, logs; not modal, and there is nothing to confirm."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._settings = session.settings
        self.setObjectName("settings")
        self.setWindowTitle(self.tr("Settings"))
        self.setModal(False)
        self._combos: dict[QObject, str] = {}
        self._folders: dict[QObject, tuple[str, QLineEdit]] = {}
        page = QVBoxLayout(self)
        page.setContentsMargins(theme.SPACE.XL, theme.SPACE.XL, theme.SPACE.XL, theme.SPACE.L)
        page.setSpacing(theme.SPACE.L)
        page.addWidget(make_label(self.tr("Settings"), "title"))
        self._banner = Banner()
        page.addWidget(self._banner)
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(theme.SPACE.L)
        self._grid.setVerticalSpacing(theme.SPACE.M)
        self._grid.setColumnStretch(1, 1)
        self._grid.setColumnMinimumWidth(1, self.fontMetrics().averageCharWidth() * 72)
        self._add_choices()
        self._add_switches()
        self._add_folders()
        self._add_log()
        page.addLayout(self._grid)
        page.addStretch(1)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        close = buttons.button(QDialogButtonBox.StandardButton.Close)
        close.setObjectName("settings.close")
        close.setText(self.tr("Close"))
        close.setAccessibleName(self.tr("Close the settings"))
        close.setToolTip(self.tr("Close; everything is applied already."))
        buttons.rejected.connect(self.close)
        page.addWidget(buttons)
        self._settings.changed.connect(self._setting_changed)

    def open(self) -> None:
        """Show outside the window's thread, which stays usable."""
        self.setWindowModality(Qt.WindowModality.NonModal)
        self.show()

    # Building

    def _add_choices(self) -> None:
        self._add_combo(
            "theme",
            self.tr("Theme"),
            self.tr("Colours of the window."),
            [
                (self.tr("As the system"), "system"),
                (self.tr("Light"), "light"),
                (self.tr("Dark"), "dark"),
            ],
        )
        self._add_combo(
            motion.SETTING,
            self.tr("Motion"),
            self.tr(
                "Reduced: busy bars stand still, menus do not fade, the cursor does not blink."
            ),
            [
                (self.tr("As the system"), motion.SYSTEM),
                (self.tr("Reduced"), motion.REDUCED),
                (self.tr("Full"), motion.FULL),
            ],
        )
        known = languages()
        if len(known) > 1:
            self._add_combo(
                "language",
                self.tr("Language"),
                self.tr("Language of the window; a change takes effect at the next start."),
                [
                    (self.tr("As the system"), SYSTEM),
                    *((name, code) for code, name in known.items()),
                ],
            )
        device = next(one for one in shown_settings(ModelConfig) if one.name == "device")
        self._add_combo(
            "device",
            self.tr("Default device"),
            help_text(device),
            [(choice_title(device, choice), choice) for choice in device.choices],
        )

    def _add_combo(self, key: str, label: str, tip: str, items: list[tuple[str, str]]) -> None:
        box = ChoiceBox()
        box.setObjectName(f"settings.{key}")
        box.setAccessibleName(label)
        box.setToolTip(tip)
        guard_wheel(box)
        for text, data in items:
            box.addItem(text, data)
        box.setCurrentIndex(max(0, box.findData(self._settings.value(key, items[0][1]))))
        self._combos[box] = key
        box.currentIndexChanged.connect(self._combo_changed)
        self._add_row(label, box, tip)

    def _add_switches(self) -> None:
        notify = self.tr("Say when a job has ended or failed, unless the window is in front.")
        if not tray_available():
            notify += self.tr(
                " This desktop has no notification area: the window's entry in the task bar blinks."
            )
        for key, label, text, tip, default in (
            (NOTIFICATIONS, self.tr("Notifications"), self.tr("When a job ends"), notify, True),
            (
                STOP_ON_FAILURE,
                self.tr("Queue"),
                self.tr("Pause it when a job fails"),
                self.tr("Else the next job begins."),
                False,
            ),
        ):
            box = QCheckBox(text)
            box.setObjectName(f"settings.{key}")
            box.setAccessibleName(f"{label}: {text}")
            box.setToolTip(tip)
            box.setChecked(bool(self._settings.value(key, default)))
            box.toggled.connect(partial(self._settings.set, key))
            self._add_row(label, box, tip)

    def _add_folders(self) -> None:
        for key, label, tip, default in (
            (
                "projects_folder",
                self.tr("Projects"),
                self.tr("Where new projects are made."),
                str(self._settings.projects_folder),
            ),
            (
                "models_folder",
                self.tr("Models"),
                self.tr("Where the dialog for a model folder opens."),
                self.tr("home folder"),
            ),
            (
                "exports_folder",
                self.tr("Exports"),
                self.tr("Where exports are written."),
                self.tr("exports, in the project's folder"),
            ),
        ):
            self._add_folder(key, label, tip, default)

    def _add_folder(self, key: str, label: str, tip: str, default: str) -> None:
        line = DropLine()
        line.setObjectName(f"settings.{key}")
        line.setAccessibleName(label)
        line.setToolTip(tip)
        line.setPlaceholderText(default)
        line.setText(str(self._settings.value(key, "") or ""))
        browse = make_button(
            self.tr("Browse…"),
            f"settings.{key}.browse",
            self.tr("Choose a folder."),
            self._browse,
        )
        browse.setAccessibleName(self.tr("Browse for {label}").format(label=label))
        problem = make_label("", None, f"settings.{key}.problem")
        theme.tone(problem, "error")
        problem.hide()
        field = QWidget()
        inside = QVBoxLayout(field)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(theme.SPACE.XS)
        row = QHBoxLayout()
        row.setSpacing(theme.SPACE.S)
        row.addWidget(line, 1)
        row.addWidget(browse)
        inside.addLayout(row)
        inside.addWidget(problem)
        field.setFocusProxy(line)
        for sender in (line, browse):
            self._folders[sender] = (key, line)
        line.editingFinished.connect(self._folder_edited)
        self._add_row(label, field, tip)

    def _add_log(self) -> None:
        button = make_button(
            self.tr("Open the log folder"),
            "settings.logs",
            self.tr("Logs, and the records of crashes if there were any."),
            self._open_logs,
        )
        self._crashes = make_label("", "muted", "settings.crashes")
        row = QWidget()
        inside = QHBoxLayout(row)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.addWidget(self._crashes, 1)
        inside.addWidget(button)
        row.setFocusProxy(button)
        self._add_row(self.tr("Logs"), row, button.toolTip())
        self._show_crashes()

    def _add_row(self, text: str, field: QWidget, tip: str) -> None:
        label = QLabel(text)
        label.setBuddy(field)
        label.setToolTip(tip)
        at = self._grid.rowCount()
        self._grid.addWidget(label, at, 0, Qt.AlignmentFlag.AlignVCenter)
        self._grid.addWidget(field, at, 1)

    # Following the user

    def _combo_changed(self) -> None:
        box = self.sender()
        if not isinstance(box, QComboBox):
            return
        key, value = self._combos[box], box.currentData()
        self._settings.set(key, value)
        app = QApplication.instance()
        if key == "theme" and isinstance(app, QApplication) and theme.scheme() != value:
            theme.apply(app, value)
        elif key == motion.SETTING and isinstance(app, QApplication):
            motion.apply(app, value)

    def _folder_edited(self) -> None:
        key, line = self._folders[self.sender()]
        self._store_folder(key, line)

    def _browse(self) -> None:
        key, line = self._folders[self.sender()]
        start = line.text() or str(self._settings.projects_folder)
        chosen = QFileDialog.getExistingDirectory(self, line.accessibleName(), start)
        if chosen:
            line.setText(str(Path(chosen)))
            self._store_folder(key, line)

    def _store_folder(self, key: str, line: QLineEdit) -> None:
        text = line.text().strip()
        folder = Path(text).expanduser()
        wrong = ""
        if text and not folder.is_absolute():
            wrong = self.tr("Please enter the full path.")
        elif text and folder.exists() and not folder.is_dir():
            wrong = self.tr("This is a file, not a folder.")
        problem = self.findChild(QLabel, f"settings.{key}.problem")
        if isinstance(problem, QLabel):
            problem.setText(wrong)
            problem.setVisible(bool(wrong))
        line.setProperty("invalid", bool(wrong))
        theme.restyle(line)
        if not wrong:
            self._settings.set(key, str(folder) if text else None)

    def _setting_changed(self, key: str) -> None:
        """Follow a change made elsewhere, such as in the menu."""
        for box, its_key in self._combos.items():
            if its_key == key and isinstance(box, QComboBox):
                index = box.findData(self._settings.value(key))
                if index >= 0:
                    box.setCurrentIndex(index)

    # Logs

    def _show_crashes(self) -> None:
        records = sorted(self._settings.log_folder.glob("crash-*.log"))
        self._crashes.setText(
            self.tr("Latest crash record: {name}").format(name=records[-1].name)
            if records
            else self.tr("No crash was recorded.")
        )

    def _open_logs(self) -> None:
        folder = self._settings.log_folder
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            self._banner.show_message(
                "error", self.tr("The log folder could not be opened."), str(error)
            )
            return
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))

    def event(self, event: QEvent) -> bool:
        """Look for crash records again when the dialog is come back to."""
        if event.type() == QEvent.Type.WindowActivate:
            self._show_crashes()
        return super().event(event)
