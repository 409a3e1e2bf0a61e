"""The images as a grid of thumbnails or as a list, for ten thousand as well as for ten."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QListView, QWidget

from sare_desktop.item_models.images import ImagesModel
from sare_desktop.item_models.tested_images import TestedImage
from sare_desktop.widgets.images.image_cells import CaptionRows, ImageCells, ThumbnailCells
from sare_desktop.widgets.images.thumbnail_list import ThumbnailList

AS_LIST, SMALL, MEDIUM, LARGE = "list", "small", "medium", "large"
"""How images are shown."""

VIEWS = (AS_LIST, SMALL, MEDIUM, LARGE)
"""From little to much room for a picture."""

_LINES = {SMALL: 5, MEDIUM: 7, LARGE: 12}
"""Edges of thumbnails in lines of text."""


class ThumbnailGrid(ThumbnailList):
    """The pictures as a grid or as a list; arrow keys move, space and control select.

    Attributes:
        zoomed: emitted with 1 for more room for each picture, and with -1 for less.
    """

    zoomed = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._thumbnail_cells = ThumbnailCells(self.thumbnails, _LINES[MEDIUM], self)
        self._caption_rows = CaptionRows(self.thumbnails, self)
        self._delegate: ImageCells = self._thumbnail_cells
        self.setItemDelegate(self._delegate)
        self._shown_as = (MEDIUM, True)
        # List mode with wrapping: unlike icon mode its layout is a division, not a search tree.
        self.setFlow(QListView.Flow.LeftToRight)
        self.setWrapping(True)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        # Always there: a bar that comes and goes would change the number of columns each time.
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setSelectionMode(QListView.SelectionMode.ExtendedSelection)
        self.setFrameShape(QListView.Shape.NoFrame)
        self.setAccessibleName(self.tr("Pictures of the project"))
        self._adapt()

    def show_as(self, view: str, *, pictured: bool = True) -> None:
        """Show the images as a list, or as thumbnails of a size.

        Args:
            view: one of `VIEWS`; without pictures it is always the list.
            pictured: whether any image has a picture.
        """
        if (view, pictured) == self._shown_as:
            return
        self._shown_as = (view, pictured)
        listed = view == AS_LIST or not pictured
        self._caption_rows.pictured = pictured
        self._thumbnail_cells.lines = _LINES.get(view, self._thumbnail_cells.lines)
        self._delegate = self._caption_rows if listed else self._thumbnail_cells
        self.setItemDelegate(self._delegate)
        self._adapt()
        self.scrollTo(self.currentIndex())

    def current_image(self) -> TestedImage | None:
        """Return the picture that has the keyboard."""
        model = self.model()
        return model.image(self.currentIndex().row()) if isinstance(model, ImagesModel) else None

    def go_to(self, row: int) -> None:
        """Select a row and bring it into view."""
        model = self.model()
        if model is not None and 0 <= row < model.rowCount():
            index = model.index(row, 0)
            self.setCurrentIndex(index)
            self.scrollTo(index)

    def selected_ids(self) -> list[int]:
        """Return the ids of the selected images, in the order of the list."""
        return [image.id for image in self.selected_images()]

    def selected_images(self) -> Iterator[TestedImage]:
        """Yield the selected images, in the order of the list."""
        model = self.model()
        if isinstance(model, ImagesModel):
            for first, last in sorted(self._selected_ranges()):
                for row in range(first, last + 1):
                    image = model.image(row)
                    if image is not None:
                        yield image

    def count_selected(self) -> int:
        """Return the number of selected images; quick, also where all are."""
        return sum(last - first + 1 for first, last in self._selected_ranges())

    def _selected_ranges(self) -> list[tuple[int, int]]:
        selection = self.selectionModel().selection()
        ranges = (selection.at(place) for place in range(selection.count()))
        return [(one.top(), one.bottom()) for one in ranges]

    def leave_selection(self) -> None:
        """Go to the next image that is not selected, else to the one before; stay if all are."""
        model = self.model()
        rows = {row for first, last in self._selected_ranges() for row in range(first, last + 1)}
        if model is None or not rows:
            return
        others = (*range(max(rows) + 1, model.rowCount()), *range(max(rows) - 1, -1, -1))
        self.go_to(next((row for row in others if row not in rows), -1))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Forget requests for what may be out of sight now."""
        super().resizeEvent(event)
        self.thumbnails.drop_requests()
        # One pixel less than there is: a row that fits exactly is broken by rounding.
        self._delegate.fill(self.viewport().width() - 1)
        if self._delegate.cell != self.gridSize():
            self.setGridSize(self._delegate.cell)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scroll, or with Ctrl give each picture more or less room."""
        turned = event.angleDelta().y()
        if event.modifiers() == Qt.KeyboardModifier.ControlModifier and turned:
            self.zoomed.emit(1 if turned > 0 else -1)
            event.accept()
            return
        super().wheelEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the font and the screen."""
        super().changeEvent(event)
        if hasattr(self, "_delegate") and event.type() in (
            QEvent.Type.FontChange,
            QEvent.Type.StyleChange,
        ):
            self._adapt()

    def _adapt(self) -> None:
        self._delegate.adapt(self)
        self._delegate.fill(self.viewport().width() - 1)
        self.setGridSize(self._delegate.cell)
        self.verticalScrollBar().setSingleStep(self._delegate.cell.height() // 3)
