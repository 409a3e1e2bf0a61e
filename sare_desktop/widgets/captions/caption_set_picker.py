"""Which captions a page shows: those of one model, adapter and prompt, or of an imported file."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QSignalBlocker, Qt, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QInputDialog,
    QLabel,
    QMenu,
    QMessageBox,
    QPushButton,
    QSizePolicy,
    QWidget,
)

from sare_desktop import theme
from sare_desktop.aside import Aside
from sare_desktop.engine_words import engine_text
from sare_desktop.item_models.caption_sets import (
    ListedSet,
    can_be_base,
    origin_of,
    title_of,
    without_model,
)
from sare_desktop.item_models.project_rows import ProjectReader
from sare_desktop.session import Session
from sare_desktop.undo.caption_set_edits import RenameCaptions, UseForErasure
from sare_desktop.widgets.forms.wheel_guard import guard_wheel
from sare_desktop.widgets.primitives.amounts import plural
from sare_desktop.widgets.primitives.choice_box import ChoiceBox
from sare_desktop.widgets.primitives.small_parts import make_button, make_label
from sare_engine import EngineError, Failed


class CaptionSetPicker(QWidget):
    """A list of the caption sets, and what can be done with the one shown.

    All pages show the same set, so that numbers on different pages belong together.

    Args:
        session: whose project.
        name: first part of the object names: `<name>.choice` is the list, `<name>.menu` the button.
        parent: the owner.

    Attributes:
        choice: the list.
        button: opens the menu.
        note: says which captions erasures start from, if others are shown.
        confirmation: asks before captions are removed; None while nothing is asked.
    """

    def __init__(self, session: Session, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._reader = ProjectReader.of(session)
        self._aside = Aside(self)
        self.confirmation: QMessageBox | None = None
        self.setObjectName(name)
        self.choice = ChoiceBox()
        self.choice.setObjectName(f"{name}.choice")
        self.choice.setAccessibleName(self.tr("Captions shown"))
        self.choice.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.choice.setMinimumContentsLength(16)
        self.choice.setMaximumWidth(self.fontMetrics().averageCharWidth() * 64)
        guard_wheel(self.choice)
        self.choice.activated.connect(self._choose)
        label = QLabel(self.tr("Captions of"))
        label.setBuddy(self.choice)
        label.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
        theme.role(label, "muted")
        self.button = self._make_menu(name)
        self.note = make_label("", "muted", f"{name}.note")
        self.note.setTextFormat(Qt.TextFormat.PlainText)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.SPACE.S)
        row.addWidget(label)
        row.addWidget(self.choice, 3)
        row.addWidget(self.button)
        row.addWidget(self.note, 1)
        row.addStretch()
        self._reader.changed.connect(self.refresh)
        session.sets_changed.connect(self._mark)
        session.engine.state_changed.connect(self._follow)
        self.refresh()

    def _make_menu(self, name: str) -> QPushButton:
        button = make_button(
            self.tr("Manage"),
            f"{name}.menu",
            self.tr("Rename, compare or remove these captions, or use them for erasure"),
        )
        button.setAccessibleName(self.tr("Manage the captions shown"))
        button.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        menu = QMenu(button)
        menu.setToolTipsVisible(True)
        self.compare, self.rename, self.use, self.remove = (
            self._action(menu, text, tip, called)
            for text, tip, called in (
                (
                    self.tr("Compare before and after …"),
                    self.tr("Compare these captions with others, picture by picture"),
                    self._compare,
                ),
                (self.tr("Rename …"), self.tr("Give these captions another name"), self._rename),
                (
                    self.tr("Use for erasure"),
                    self.tr("Erasures start from the captions of this model"),
                    self._use,
                ),
                (
                    self.tr("Remove …"),
                    self.tr("Remove these captions with their verdicts; the images stay"),
                    self._ask_to_remove,
                ),
            )
        )
        button.setMenu(menu)
        return button

    def _action(self, menu: QMenu, text: str, tip: str, called: object) -> QAction:
        action = menu.addAction(text)
        action.setToolTip(tip)
        action.triggered.connect(called)
        return action

    # Showing

    @property
    def shown(self) -> ListedSet | None:
        """The set that is shown."""
        present = self._reader.rows.captions_of
        if present is None:
            return None
        sets = self._reader.rows.sets
        return next((one for one in sets if one.captions_of.id == present.id), None)

    @Slot()
    def refresh(self) -> None:
        """Show what was read of the project."""
        rows = self._reader.rows
        with QSignalBlocker(self.choice):
            self.choice.clear()
            for place, one in enumerate(rows.sets):
                self.choice.addItem(title_of(one), one.name)
                tip = origin_of(one.captions_of)
                self.choice.setItemData(place, tip, Qt.ItemDataRole.ToolTipRole)
        self.setVisible(bool(rows.sets))
        self._mark()

    @Slot()
    def _mark(self) -> None:
        """Mark the set that is shown, also before its captions have been read."""
        project = self._session.project
        try:
            wanted = project.shown_set() if project is not None else None
        except EngineError:
            wanted = self._reader.rows.captions_of
        names = [one.captions_of.id for one in self._reader.rows.sets]
        with QSignalBlocker(self.choice):
            found = names.index(wanted.id) if wanted is not None and wanted.id in names else -1
            self.choice.setCurrentIndex(found)
        self._follow()

    @Slot()
    def _follow(self) -> None:
        shown, rows = self.shown, self._reader.rows
        free = shown is not None and not self._session.rewriting
        own = shown is not None and can_be_base(shown.captions_of)
        self.choice.setToolTip(
            "\n".join(
                filter(
                    None,
                    (
                        self.tr("Whose captions all pages show"),
                        origin_of(shown.captions_of) if shown is not None else "",
                    ),
                )
            )
        )
        self.compare.setEnabled(len(rows.sets) > 1)
        self.rename.setEnabled(free)
        self.remove.setEnabled(free)
        self.use.setEnabled(free and own and not (shown is not None and shown.base))
        self.note.setText(self._note(shown))
        self.note.setVisible(bool(self.note.text()))

    def _note(self, shown: ListedSet | None) -> str:
        base = self._reader.rows.base
        if base is None or shown is None or shown.base or without_model(base):
            return ""
        return self.tr("Erasure uses “{0}”").format(base.name)

    # What the user does

    @Slot(int)
    def _choose(self, place: int) -> None:
        self._session.show_captions(str(self.choice.itemData(place)))

    def _compare(self) -> None:
        shown = self.shown
        self._session.show("changes", after=shown.name if shown and not shown.base else "")

    def _rename(self) -> None:
        shown = self.shown
        if shown is None:
            return
        name, accepted = QInputDialog.getText(
            self, self.tr("Rename captions"), self.tr("Name of these captions:"), text=shown.name
        )
        if accepted and name.strip() != shown.name:
            self._session.undo.push(RenameCaptions(self._session, shown.name, name))

    def _use(self) -> None:
        shown = self.shown
        if shown is not None and not shown.base:
            self._session.undo.push(UseForErasure(self._session, shown.name))

    def _ask_to_remove(self) -> None:
        shown = self.shown
        if shown is None:
            return
        captions = plural(shown.captions, self.tr("1 caption"), self.tr("{0} captions"))
        text = self.tr(
            "{0} and the verdicts on them, yours included, are deleted. This cannot be undone. "
            "The images and the other captions stay."
        ).format(captions)
        if shown.base and len(self._reader.rows.sets) > 1:
            text += " " + self.tr("Erasures start from other captions then.")
        box = QMessageBox(
            QMessageBox.Icon.Warning,
            self.tr("Remove captions"),
            self.tr("Remove the captions “{0}”?").format(shown.name),
            QMessageBox.StandardButton.Cancel,
            self,
        )
        box.setObjectName(f"{self.objectName()}.confirm")
        box.setInformativeText(text)
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        confirm = box.addButton(self.tr("Remove"), QMessageBox.ButtonRole.DestructiveRole)
        confirm.setObjectName(f"{self.objectName()}.confirm.remove")
        confirm.clicked.connect(lambda: self._remove(shown.name))
        confirm.clicked.connect(box.close)
        box.finished.connect(self._asked)
        self.confirmation = box
        box.open()

    @Slot()
    def _asked(self) -> None:
        self.confirmation = None

    def _remove(self, name: str) -> None:
        project = self._session.project
        if project is None or self._session.rewriting:
            return
        folder = project.folder

        def work() -> object:
            from sare_engine import CaptionSetsConfig, caption_sets

            return caption_sets(CaptionSetsConfig(project=folder, remove=(name,)))

        self._aside.submit("remove", work, self._removed, self._failed, overtaken=False)

    def _removed(self, answer: Any) -> None:
        self._session.notified.emit("info", self.tr("The captions were removed."))
        for text in answer.get("notices", ()):
            self._session.notified.emit("warning", engine_text(text))
        self._session.sets_changed.emit()
        self._session.images_changed.emit()
        self._session.concepts_changed.emit()

    def _failed(self, failure: Failed) -> None:
        self._session.failed.emit(failure)
