"""The thumbnails of the images, the filter above them, and verdicts on several below."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from sare_desktop import theme
from sare_desktop.item_models.images import WITH_HALLUCINATION, ImagesModel
from sare_desktop.item_models.project_rows import ProjectReader
from sare_desktop.pages.images.batch_bar import BatchBar
from sare_desktop.pages.images.filter_row import FilterRow
from sare_desktop.pages.images.gallery_view_menu import GalleryViewMenu
from sare_desktop.session import Session
from sare_desktop.undo.edits import RemoveImages
from sare_desktop.widgets.images.thumbnail_grid import ThumbnailGrid
from sare_desktop.widgets.primitives.amounts import plural
from sare_desktop.widgets.primitives.empty_state import EmptyState


class Gallery(QWidget):
    """Shows the images that pass the filter, and remembers the current one for each project.

    Attributes:
        current_changed: another image is current, or none.
        filtered: other images pass the filter, or they are in another order.
        model: the images that pass the filter.
        grid: their thumbnails, or the list of them.
        filter: which images are asked for.
        view: their order and size.
        batch: verdicts on the selected ones.
    """

    current_changed = Signal()
    filtered = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._reader = ProjectReader.of(session)
        self._wanted: int | None = None
        self.model = ImagesModel(self)
        self.grid = ThumbnailGrid()
        self.grid.setObjectName("images.grid")
        self.grid.setModel(self.model)
        self.grid.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
        self.view = GalleryViewMenu(session, self)
        self.filter = FilterRow(self.view.button)
        self.batch = BatchBar(session, self.grid)
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
        layout.addWidget(self.filter)
        layout.addWidget(self._stack, 1)
        layout.addWidget(self.batch)
        self.model.set_order(self.view.order)
        self._resize()
        self.model.filtered.connect(self._on_filtered)
        self.filter.changed.connect(self._filter)
        self.view.ordered.connect(self._sort)
        self.view.resized.connect(self._resize)
        self.grid.zoomed.connect(self.view.step)
        self.grid.selectionModel().currentChanged.connect(self._on_current)

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
        self.filter.offer_concepts(rows.concepts)
        self.filter.offer_folders(rows.folders)
        self.model.set_rows(rows)
        self._resize()
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

    # Filter, order and size

    @Slot()
    def show_all(self) -> None:
        """Remove the filter."""
        self.filter.clear()

    def show_concept(self, concept: str, which: str = WITH_HALLUCINATION) -> None:
        """Show the images with mentions of a concept."""
        self.filter.ask_for_concept(concept, which)

    @Slot()
    def _filter(self) -> None:
        current = self.grid.current_image()
        which, concept, text, folder = self.filter.values()
        self.model.set_filter(which, concept, text, folder)
        self._keep(current.id if current else None)

    @Slot()
    def _sort(self) -> None:
        current = self.grid.current_image()
        self.model.set_order(self.view.order)
        self._keep(current.id if current else None)

    def _keep(self, image_id: int | None) -> None:
        """Keep an image current, or make the first one current where it is not shown."""
        if self.model.rowCount():
            self.grid.go_to(max(self.model.row_of(image_id) if image_id is not None else 0, 0))

    @Slot()
    def _resize(self) -> None:
        pictured = self._reader.rows.pictured
        self.view.allow_views(pictured)
        self.grid.show_as(self.view.view, pictured=pictured)

    @Slot()
    def _on_filtered(self) -> None:
        hidden = bool(self._reader.rows.images) and not self.model.rowCount()
        self._stack.setCurrentWidget(self.nothing if hidden else self.grid)
        self.filtered.emit()
