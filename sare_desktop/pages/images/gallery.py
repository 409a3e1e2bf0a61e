"""The thumbnails of the images, and the filter above them."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSignalBlocker, Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLineEdit,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from sare_desktop import theme
from sare_desktop.item_models.images import (
    ALL,
    UNTESTED,
    WITH_HALLUCINATION,
    WITH_UNSURE,
    ImagesModel,
)
from sare_desktop.item_models.project_rows import ProjectReader
from sare_desktop.session import Session
from sare_desktop.undo.edits import RemoveImages
from sare_desktop.widgets.forms.wheel_guard import guard_wheel
from sare_desktop.widgets.images.thumbnail_grid import ThumbnailGrid
from sare_desktop.widgets.primitives.amounts import plural
from sare_desktop.widgets.primitives.choice_box import ChoiceBox
from sare_desktop.widgets.primitives.empty_state import EmptyState

_TYPING_MS = 200


class Gallery(QWidget):
    """Shows the images that pass the filter, and remembers the current one for each project.

    Attributes:
        current_changed: another image is current, or none.
        filtered: other images pass the filter.
        model: the images that pass the filter.
        grid: their thumbnails.
    """

    current_changed = Signal()
    filtered = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._reader = ProjectReader.of(session)
        self._wanted: int | None = None
        self.model = ImagesModel(self)
        self._typing = QTimer(self)
        self._typing.setSingleShot(True)
        self._typing.setInterval(_TYPING_MS)
        self._typing.timeout.connect(self._filter)
        self.grid = ThumbnailGrid()
        self.grid.setObjectName("images.grid")
        self.grid.setModel(self.model)
        self.grid.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
        self.nothing = EmptyState(
            self.tr("No images match the filter"),
            self.tr("The filter hides the other images of the project."),
            [(self.tr("Show all images"), self.show_all)],
        )
        self._stack = QStackedWidget()
        self._stack.addWidget(self.grid)
        self._stack.addWidget(self.nothing)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, theme.SPACE.S, 0)
        layout.setSpacing(theme.SPACE.S)
        layout.addLayout(self._make_filter())
        layout.addWidget(self._stack, 1)
        self.model.filtered.connect(self._on_filtered)
        self.grid.selectionModel().currentChanged.connect(self._on_current)

    def _make_filter(self) -> QHBoxLayout:
        self.which = ChoiceBox()
        self.which.setObjectName("images.filter.which")
        self.which.setAccessibleName(self.tr("Which images are shown"))
        self.which.setToolTip(self.tr("Show only some of the images"))
        for text, value in (
            (self.tr("All images"), ALL),
            (self.tr("Hallucinated"), WITH_HALLUCINATION),
            (self.tr("Unsure"), WITH_UNSURE),
            (self.tr("Untested"), UNTESTED),
        ):
            self.which.addItem(text, value)
        self.concept = ChoiceBox()
        self.concept.setObjectName("images.filter.concept")
        self.concept.setAccessibleName(self.tr("Only images whose caption mentions"))
        self.concept.setToolTip(self.tr("Show only images whose caption mentions this concept"))
        self.concept.addItem(self.tr("Any concept"), "")
        self.concept.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.concept.setMinimumContentsLength(11)
        for combo in (self.which, self.concept):
            guard_wheel(combo)
            combo.currentIndexChanged.connect(self._filter)
        self.search = QLineEdit()
        self.search.setObjectName("images.filter.text")
        self.search.setAccessibleName(self.tr("Search names and captions"))
        self.search.setToolTip(self.tr("Words that the file name or the caption must contain"))
        self.search.setPlaceholderText(self.tr("Search names and captions"))
        self.search.setClearButtonEnabled(True)
        self.search.textChanged.connect(self._typing.start)
        self.search.returnPressed.connect(self._filter)
        row = QHBoxLayout()
        row.setSpacing(theme.SPACE.S)
        row.addWidget(self.which)
        row.addWidget(self.concept)
        row.addWidget(self.search, 1)
        return row

    # The images

    def restore(self) -> None:
        """Remove the filter; the image that was current in this project last time comes next."""
        self._wanted = None
        project = self._session.project
        if project is not None:
            seen = self._session.settings.value(f"images.current:{project.folder}")
            self._wanted = seen if isinstance(seen, int) else None
        self.show_all()

    def show_rows(self) -> bool:
        """Show what was read of the project; the current image stays current if it is still there.

        Returns:
            Whether these are the first images shown.
        """
        rows = self._reader.rows
        present = self.grid.current_image()
        wanted = present.id if present is not None else self._wanted
        self._fill_concepts(rows.concepts)
        self.model.set_rows(rows)
        if rows.images:
            row = self.model.row_of(wanted) if wanted is not None else -1
            if present is None or self.grid.currentIndex().row() != max(row, 0):
                self.grid.go_to(max(row, 0))
        return present is None and bool(rows.images)

    def show_image(self, image_id: int) -> None:
        """Make an image current, whatever the filter is."""
        if self.model.row_of(image_id) < 0:
            self.show_all()
        self.grid.go_to(self.model.row_of(image_id))

    @Slot()
    def next_image(self) -> None:
        """Show the next image of the list."""
        self.grid.go_to(self.grid.currentIndex().row() + 1)

    @Slot()
    def previous_image(self) -> None:
        """Show the previous image of the list."""
        self.grid.go_to(self.grid.currentIndex().row() - 1)

    @Slot()
    def remove_selected(self) -> None:
        """Take the selected images out of the project; undo brings them back."""
        chosen = self.grid.selected_ids()
        if not chosen or self._session.engine.job is not None:
            return
        self.grid.leave_selection()
        self._session.undo.push(RemoveImages(self._session, chosen))
        self._session.notified.emit(
            "info",
            plural(
                len(chosen),
                self.tr("1 image removed from the project; undo (Ctrl+Z) restores it."),
                self.tr("{0} images removed from the project; undo (Ctrl+Z) restores them."),
            ),
        )

    def go_to_next_with(self, verdict: str, by: int) -> bool:
        """Go to the next image that has a mention with a verdict.

        Args:
            verdict: the verdict.
            by: 1 to search forwards, -1 to search backwards.

        Returns:
            Whether there is one.
        """
        row = self.grid.currentIndex().row() + by
        while (image := self.model.image(row)) is not None:
            if image.count(verdict):
                self.grid.go_to(row)
                return True
            row += by
        return False

    @Slot()
    def _on_current(self) -> None:
        image = self.grid.current_image()
        self.current_changed.emit()
        project = self._session.project
        if image is not None and project is not None:
            self._session.settings.set(f"images.current:{project.folder}", image.id)

    # The filter

    @Slot()
    def show_all(self) -> None:
        """Remove the filter."""
        with QSignalBlocker(self.which), QSignalBlocker(self.concept), QSignalBlocker(self.search):
            self.which.setCurrentIndex(0)
            self.concept.setCurrentIndex(0)
            self.search.clear()
        self._filter()

    def show_concept(self, concept: str, which: str = WITH_HALLUCINATION) -> None:
        """Show the images with mentions of a concept."""
        self.which.setCurrentIndex(max(self.which.findData(which), 0))
        self.concept.setCurrentIndex(max(self.concept.findData(concept), 0))

    @Slot()
    def go_to_search(self) -> None:
        """Put the keyboard into the search field."""
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    @Slot()
    def _filter(self) -> None:
        self._typing.stop()
        current = self.grid.current_image()
        self.model.set_filter(
            str(self.which.currentData()), str(self.concept.currentData()), self.search.text()
        )
        if self.model.rowCount():
            self.grid.go_to(max(self.model.row_of(current.id) if current else 0, 0))

    @Slot()
    def _on_filtered(self) -> None:
        hidden = bool(self._reader.rows.images) and not self.model.rowCount()
        self._stack.setCurrentWidget(self.nothing if hidden else self.grid)
        self.filtered.emit()

    def _fill_concepts(self, concepts: Sequence[str]) -> None:
        chosen = self.concept.currentData()
        with QSignalBlocker(self.concept):
            self.concept.clear()
            self.concept.addItem(self.tr("Any concept"), "")
            for concept in concepts:
                self.concept.addItem(concept, concept)
            self.concept.setCurrentIndex(max(self.concept.findData(chosen), 0))
