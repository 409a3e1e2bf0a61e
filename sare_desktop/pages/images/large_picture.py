"""The current picture in a window of its own, with zoom, and the way to the next."""

from __future__ import annotations

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from sare_desktop import theme
from sare_desktop.item_models.images import describe
from sare_desktop.pages.images.gallery import Gallery
from sare_desktop.pages.images.viewer import Viewer
from sare_desktop.widgets.captions.picture_view import PictureView
from sare_desktop.widgets.primitives.head_row import HeadRow
from sare_desktop.widgets.primitives.small_parts import make_button, make_label

_STEP = 1.25
_SHARE = 0.9
"""Of the page's window."""


class LargePicture(QDialog):
    """Follows the page: it shows the current picture, with the boxes on it.

    Attributes:
        picture: the picture.
        zoom: its scale in words.
    """

    def __init__(self, gallery: Gallery, viewer: Viewer, parent: QWidget) -> None:
        """Show no picture yet.

        Args:
            gallery: has the current picture, and the next.
            viewer: has the boxes on it.
            parent: the page.
        """
        super().__init__(parent)
        self._page = parent
        self._gallery = gallery
        self._viewer = viewer
        self.setObjectName("images.large")
        self.setWindowTitle(self.tr("Picture"))
        self.setWindowFlag(Qt.WindowType.WindowMaximizeButtonHint)
        self.picture = PictureView()
        self.picture.setObjectName("images.large.picture")
        self.name = make_label("", "muted", "images.large.name")
        self.name.setTextFormat(Qt.TextFormat.PlainText)
        self.name.setWordWrap(False)
        self.name.setMinimumWidth(1)
        self.zoom = make_label("", "muted", "images.large.zoom")
        self.zoom.setWordWrap(False)
        self.zoom.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.zoom.setMinimumWidth(self.fontMetrics().horizontalAdvance("1000 %") + theme.SPACE.S)
        self.previous_button = make_button(
            self.tr("Previous"),
            "images.large.previous",
            self.tr("Show the previous picture (left arrow)"),
            lambda: self._go(-1),
        )
        self.next_button = make_button(
            self.tr("Next"),
            "images.large.next",
            self.tr("Show the next picture (right arrow)"),
            lambda: self._go(1),
        )
        zoom_out = make_button(
            "−",
            "images.large.zoom_out",
            self.tr("Show the picture smaller (−)"),
            lambda: self.picture.set_zoom(self.picture.zoom / _STEP),
        )
        zoom_out.setAccessibleName(self.tr("Zoom out"))
        zoom_in = make_button(
            "+",
            "images.large.zoom_in",
            self.tr("Show the picture larger (+)"),
            lambda: self.picture.set_zoom(self.picture.zoom * _STEP),
        )
        zoom_in.setAccessibleName(self.tr("Zoom in"))
        fit = make_button(
            self.tr("Fit"),
            "images.large.fit",
            self.tr("Fit the picture into the window (0)"),
            lambda: self.picture.set_zoom(1.0),
        )
        actual = make_button(
            self.tr("Actual size"),
            "images.large.actual",
            self.tr("Show each pixel of the picture as a pixel of the screen (1)"),
            self.picture.show_actual_size,
        )
        self.zoom.setMinimumHeight(fit.sizeHint().height())
        close = make_button(
            self.tr("Close"), "images.large.close", self.tr("Back to the page (Esc)"), self.close
        )
        head = HeadRow()
        head.fill(
            (self.name,),
            (
                *(self.previous_button, self.next_button),
                *(zoom_out, self.zoom, zoom_in, fit, actual, close),
            ),
        )
        self.caption = make_label("", None, "images.large.caption")
        self.caption.setTextFormat(Qt.TextFormat.PlainText)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.SPACE.M, theme.SPACE.M, theme.SPACE.M, theme.SPACE.M)
        column.setSpacing(theme.SPACE.S)
        column.addWidget(head)
        column.addWidget(self.picture, 1)
        column.addWidget(self.caption)
        for key, by in ((Qt.Key.Key_Left, -1), (Qt.Key.Key_Right, 1)):
            shortcut = QShortcut(QKeySequence(key), self)
            shortcut.activated.connect(lambda by=by: self._go(by))
        gallery.filtered.connect(self.follow)
        viewer.shown.connect(self.follow)
        self.picture.zoomed.connect(self._show_zoom)
        self.picture.box_clicked.connect(viewer.caption.select)
        self.picture.pointed.connect(viewer.caption.light)

    def open(self) -> None:
        """Open next to the window, nearly as large as it."""
        self.setWindowModality(Qt.WindowModality.NonModal)
        if not self.isVisible():
            self.resize(self._page.window().size() * _SHARE)
        self.show()
        self.raise_()
        self.activateWindow()
        self.follow()
        self.picture.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def follow(self) -> None:
        """Show the current picture."""
        if not self.isVisible():
            return
        image = self._gallery.grid.current_image()
        pictured = image is not None and image.has_picture
        self.picture.show_picture(image.path if image is not None and pictured else None)
        self.picture.show_boxes(self._viewer.boxes if pictured else ())
        self.name.setText(describe(image) if image is not None else "")
        self.caption.setText(image.caption if image is not None else "")
        row, rows = self._gallery.grid.currentIndex().row(), self._gallery.model.rowCount()
        self.previous_button.setEnabled(row > 0)
        self.next_button.setEnabled(0 <= row < rows - 1)
        self._show_zoom()

    @Slot()
    def _show_zoom(self) -> None:
        scale = self.picture.scale
        self.zoom.setText(f"{round(100 * scale)} %" if scale else "")

    def _go(self, by: int) -> None:
        if by > 0:
            self._gallery.next_image()
        else:
            self._gallery.previous_image()
