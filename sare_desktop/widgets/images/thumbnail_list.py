"""What all lists of pictures share: those in view are decoded, and only those."""

from __future__ import annotations

from PySide6.QtCore import QAbstractItemModel, Qt
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QListView, QWidget

from sare_desktop import theme
from sare_desktop.widgets.images.thumbnails import Thumbnails


class ThumbnailList(QListView):
    """A list whose delegate draws thumbnails in rows or cells of one size.

    Attributes:
        thumbnails: the decoded pictures, which the delegate draws.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.thumbnails = Thumbnails(self)
        self.setUniformItemSizes(True)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMouseTracking(True)
        self.thumbnails.arrived.connect(self.viewport().update)
        # The pictures in view are asked for again by the paint that follows.
        self.verticalScrollBar().valueChanged.connect(self.thumbnails.drop_requests)
        theme.notifier().changed.connect(self.viewport().update)

    def setModel(self, model: QAbstractItemModel | None) -> None:
        """Show these pictures; what was asked for before is forgotten when they change."""
        super().setModel(model)
        if model is not None:
            model.modelReset.connect(self.thumbnails.drop_requests)

    def hideEvent(self, event: QHideEvent) -> None:
        """Decode nothing for a page that is not shown."""
        super().hideEvent(event)
        self.thumbnails.drop_requests()
