"""The page that compares two caption sets: what an erasure changed, picture by picture."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, QTimer, QUrl, Slot
from PySide6.QtGui import QDesktopServices, QShowEvent
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from sare_desktop import theme
from sare_desktop.aside import Aside
from sare_desktop.item_models.changes import ChangesModel
from sare_desktop.item_models.project_rows import ProjectReader
from sare_desktop.pages.changes.change_list import ChangeList
from sare_desktop.pages.changes.filter_row import ChangeFilterRow
from sare_desktop.pages.changes.set_pair import SetPair
from sare_desktop.pages.changes.sides import Sides
from sare_desktop.pages.page import Page
from sare_desktop.session import Destination, Session
from sare_desktop.widgets.primitives.amounts import plural
from sare_desktop.widgets.primitives.empty_state import EmptyState
from sare_desktop.widgets.primitives.small_parts import make_button, make_label
from sare_desktop.widgets.runs.loading_state import LoadingState
from sare_engine import (
    CaptionSetComparison,
    DiffConfig,
    EngineError,
    Evidence,
    Failed,
    compare_caption_sets,
    describe_failure,
    diff,
)

_TYPING_MS = 200


class ChangesPage(Page):
    """Two sets above, the changed pictures on the left, the current one with both captions.

    Attributes:
        pair: which sets are compared.
        filter: which changes are listed.
        model: the pictures listed.
        list: shows them.
        sides: the current picture with both captions.
    """

    key = "changes"

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self._reader = ProjectReader.of(session)
        self._aside = Aside(self)
        self._saving = Aside(self)
        self._found: CaptionSetComparison | None = None
        self._dirty = True
        self._wanted = ""
        """Captions, or the run that wrote them, that another page asked for."""
        self.model = ChangesModel(self)
        self.pair = SetPair()
        self.filter = ChangeFilterRow()
        self.list = ChangeList(self.model)
        self.list.setObjectName("changes.list")
        self.sides = Sides(self._evidence_of)
        self._typing = QTimer(self)
        self._typing.setSingleShot(True)
        self._typing.setInterval(_TYPING_MS)
        self._typing.timeout.connect(self._filter)
        self._make_actions()
        self._build()
        self._connect()
        self._on_project()

    # What the window asks

    def state(self) -> str:
        """Return "empty" without two caption sets, else "ready"."""
        return "ready" if len(self._reader.rows.sets) > 1 else "empty"

    def reveal(self, destination: Destination) -> None:
        """Compare captions with those that erasures start from, once the sets have been read."""
        if destination.after:
            self._wanted = destination.after
            self._show_sets()

    # Building

    def _make_actions(self) -> None:
        for name, text, keys, slot in (
            ("next", self.tr("Next picture"), "J", self.next_picture),
            ("previous", self.tr("Previous picture"), "K", self.previous_picture),
            ("swap", self.tr("Exchange before and after"), "X", self.pair.swap),
            ("search", self.tr("Search names and captions"), "Ctrl+F", self.go_to_search),
            ("open", self.tr("Show the picture on the Images page"), "Ctrl+G", self.open_image),
            ("save", self.tr("Save the comparison as HTML …"), "Ctrl+S", self.choose_file),
        ):
            self._add_action(name, text, slot, keys=keys)

    def _build(self) -> None:
        self.stack = QStackedWidget()
        self.stack.setObjectName("changes.stack")
        self._no_project = self._make_no_project(
            self.tr("The captions that are compared belong to a project.")
        )
        self._loading = LoadingState(self.tr("Comparing the captions …"))
        self._single = EmptyState(
            self.tr("Nothing to compare yet"),
            self.tr(
                "Every model that you test keeps its own captions. Load another model, such as an "
                "erased one, test the same images, and see here what changed in each caption."
            ),
            [
                (self.tr("Go to Images"), lambda: self._session.show("images")),
                (self.tr("Go to Erase"), lambda: self._session.show("erase")),
            ],
        )
        self._nothing = EmptyState(
            self.tr("No picture matches"),
            self.tr("No caption changed in this way, or none contains the words."),
            [(self.tr("Show all changes"), self.show_all)],
        )
        self._pictures = QStackedWidget()
        splitter = self._make_splitter(
            "splitter",
            Qt.Orientation.Horizontal,
            (self.list, 2),
            (self.sides, 5),
            sizes=(320, 760),
        )
        self._pictures.addWidget(splitter)
        self._pictures.addWidget(self._nothing)
        self._splitter = splitter
        self._main = QWidget()
        inner = QVBoxLayout(self._main)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(theme.SPACE.S)
        inner.addWidget(self.filter)
        inner.addWidget(self._pictures, 1)
        for part in (self._no_project, self._loading, self._single, self._main):
            self.stack.addWidget(part)
        layout = self._make_column()
        layout.addLayout(self._make_head())
        layout.addWidget(self.banner)
        layout.addWidget(self.pair)
        layout.addWidget(self.stack, 1)

    def _make_head(self) -> QHBoxLayout:
        self.summary = make_label("", "muted", "changes.summary")
        self.save_button = make_button(
            self.tr("Save as HTML …"),
            "changes.save",
            self.tr("Write the comparison to a single file that opens in any browser"),
            self.choose_file,
        )
        row = QHBoxLayout()
        row.setSpacing(theme.SPACE.S)
        title = make_label(self.tr("Before and after"), "title")
        title.setWordWrap(False)
        row.addWidget(title)
        row.addWidget(self.summary, 1)
        row.addWidget(self.save_button)
        return row

    def _connect(self) -> None:
        session = self._session
        session.project_changed.connect(self._on_project)
        session.verdicts_changed.connect(self._mark_dirty)
        self._reader.changed.connect(self._on_rows)
        self._reader.failed.connect(self._give_up)
        self.pair.chosen.connect(self._on_pair)
        self.filter.typed.connect(self._typing.start)
        self.filter.chosen.connect(self._filter)
        self.list.selectionModel().currentChanged.connect(self._on_current)
        self.list.activated.connect(self.open_image)
        self.model.modelReset.connect(self._on_listed)

    # Reading

    @Slot()
    def _on_project(self) -> None:
        self._aside.forget()
        self._saving.forget()
        self.banner.clear()
        self._found, self._wanted = None, ""
        self.model.set_changes(())
        self.filter.show_counts({}, 0)
        self._on_rows()

    @Slot()
    def _on_rows(self) -> None:
        self._show_sets()
        self._mark_dirty()

    def _show_sets(self) -> None:
        """List the sets; those chosen stay, or the choice of last time, or erased against base."""
        rows = self._reader.rows
        names = [one.name for one in rows.sets]
        before, after = self.pair.names
        project = self._session.project
        if not before and project is not None:
            kept = self._session.settings.value(self._setting(project.folder))
            if isinstance(kept, list) and len(kept) == 2:
                before, after = (str(one) for one in kept)
        base = rows.base.name if rows.base is not None else ""
        shown = rows.captions_of.name if rows.captions_of is not None else ""
        if self._wanted and rows.sets:
            found = [
                one.name for one in rows.sets if self._wanted in (one.name, one.captions_of.run)
            ]
            if found:
                before, after = base, found[-1]
            else:
                self._tell_untested(self._wanted)
            self._wanted = ""
            self._dirty = True
        if before not in names:
            before = base
        if after not in names or after == before:
            after = next((one for one in (shown, *reversed(names)) if one and one != before), "")
        self.pair.show_sets(rows.sets, before, after)
        self._read_if_seen()

    def _tell_untested(self, run: str) -> None:
        self.banner.show_message(
            "info",
            self.tr("The model of {0} has no captions yet.").format(run),
            self.tr("It was not tested on the images of this project."),
            self.tr("Load the erased model on the Erase page, then test the images."),
        )
        self.banner.add_action(
            "changes.go_to_erase",
            self.tr("Go to Erase"),
            lambda: self._session.show("erase", run=run),
        )

    @Slot()
    def _on_pair(self) -> None:
        project = self._session.project
        if project is not None:
            self._session.settings.set(self._setting(project.folder), list(self.pair.names))
        self.banner.clear()
        self._mark_dirty()

    @Slot()
    def _mark_dirty(self) -> None:
        self._dirty = True
        self._read_if_seen()

    def showEvent(self, event: QShowEvent) -> None:
        """Read what changed while the page was not shown."""
        super().showEvent(event)
        self._read_if_seen()

    def _read_if_seen(self) -> None:
        if self._dirty and self.isVisible():
            self._read()
        self._refresh()

    def _read(self) -> None:
        self._dirty = False
        project, (before, after) = self._session.project, self.pair.names
        if project is None or not before or not after:
            self._aside.forget()
            self._found = None
            return
        folder = project.folder
        self._aside.submit(
            "changes",
            lambda: compare_caption_sets(folder, before, after),
            self._take,
            self._give_up,
        )

    def _take(self, found: CaptionSetComparison) -> None:
        self._found = found
        self.sides.set_titles(found.before.name, found.after.name)
        self.filter.show_counts(found.counts, len(found.changes))
        kept = self.list.current()
        self.model.set_changes(found.changes)
        self.list.go_to(max(self.model.row_of(kept), 0))
        self._refresh()

    @Slot(object)
    def _give_up(self, failure: Failed) -> None:
        self._found = None
        self.model.set_changes(())
        self.filter.show_counts({}, 0)
        self._tell_failure(failure)
        self._refresh()

    def _evidence_of(self, mention_id: int) -> Sequence[Evidence]:
        project = self._session.project
        if project is None:
            return ()
        try:
            return project.evidence(mention_id)
        except EngineError as error:
            self._tell_failure(describe_failure(error))
            return ()

    # Showing

    def _part(self) -> QWidget:
        if self._session.project is None:
            return self._no_project
        if not self._reader.loaded:
            return self._loading
        if len(self._reader.rows.sets) < 2:
            return self._single
        return self._loading if self._found is None and self._aside.busy else self._main

    def _refresh(self) -> None:
        several = self._session.project is not None and len(self._reader.rows.sets) > 1
        found, listed = self._found, self.model.rowCount()
        self.stack.setCurrentWidget(self._part())
        self.pair.setVisible(several)
        self.save_button.setVisible(several)
        self.save_button.setEnabled(found is not None and not self._saving.busy)
        self.summary.setText(self._summary())
        self._pictures.setCurrentWidget(self._splitter if listed else self._nothing)
        for name, enabled in (
            ("next", listed > 1),
            ("previous", listed > 1),
            ("swap", several),
            ("search", several),
            ("open", bool(listed)),
            ("save", found is not None),
        ):
            self._actions[name].setEnabled(enabled)
        self._tell_state()

    def _summary(self) -> str:
        found = self._found
        if found is None:
            return ""
        text = plural(
            found.pictures, self.tr("1 picture compared"), self.tr("{0} pictures compared")
        )
        alone = found.only_before + found.only_after
        if alone:
            text += ", " + plural(
                alone,
                self.tr("1 more has captions of one set only"),
                self.tr("{0} more have captions of one set only"),
            )
        return text

    @Slot()
    def _on_listed(self) -> None:
        if self.model.rowCount():
            self.list.go_to(0)
        self._on_current()
        self._refresh()

    @Slot()
    def _on_current(self) -> None:
        self.sides.show_change(self.list.current())

    # What the user does

    @Slot()
    def _filter(self) -> None:
        self._typing.stop()
        kept = self.list.current()
        self.model.set_filter(self.filter.kind, self.filter.search.text())
        self.list.go_to(max(self.model.row_of(kept), 0))

    @Slot()
    def show_all(self) -> None:
        """Remove the filter."""
        self.filter.reset()

    @Slot()
    def next_picture(self) -> None:
        """Show the next picture of the list."""
        self.list.go_to(self.list.currentIndex().row() + 1)

    @Slot()
    def previous_picture(self) -> None:
        """Show the previous picture of the list."""
        self.list.go_to(self.list.currentIndex().row() - 1)

    @Slot()
    def go_to_search(self) -> None:
        """Put the keyboard into the search field."""
        self.filter.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.filter.search.selectAll()

    @Slot()
    def open_image(self) -> None:
        """Show the current picture on the Images page."""
        change = self.list.current()
        images = self._reader.rows.images
        wanted = next((one.id for one in images if change and one.path == change.image), None)
        if wanted is not None:
            self._session.show("images", image=wanted)

    @Slot()
    def choose_file(self) -> None:
        """Ask where the page goes, and write it."""
        project = self._session.project
        if project is None or self._found is None:
            return
        after = self.pair.names[1]
        proposed = project.folder / f"{_file_name(after)}-changes.html"
        name, _ = QFileDialog.getSaveFileName(
            self, self.tr("Save the comparison"), str(proposed), f"{self.tr('Web page')} (*.html)"
        )
        if name:
            self.save(Path(name))

    def save(self, path: Path) -> None:
        """Write the comparison as a page, beside the window."""
        project, (before, after) = self._session.project, self.pair.names
        if project is None:
            return
        config = DiffConfig(project=project.folder, before=before, after=after, output=path)
        self._saving.submit("save", lambda: diff(config), self._saved, self._not_saved)
        self.banner.show_message("info", self.tr("Writing {0} …").format(path.name))
        self._refresh()

    def _saved(self, answer: dict[str, Any]) -> None:
        path = Path(answer["output"])
        self.banner.show_message("success", self.tr("Saved: {0}").format(path))
        self.banner.add_action(
            "changes.open_page",
            self.tr("Open"),
            lambda: QDesktopServices.openUrl(QUrl.fromLocalFile(str(path))),
        )
        self._refresh()

    def _not_saved(self, failure: Failed) -> None:
        self._tell_failure(failure)
        self._refresh()

    @staticmethod
    def _setting(folder: Path) -> str:
        return f"changes.sets:{folder}"


def _file_name(name: str) -> str:
    """Return a set's name as a part of a file name."""
    return "".join(one if one.isalnum() or one in "-_." else "-" for one in name)
