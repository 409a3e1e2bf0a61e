"""The page where images are added, tested and looked at, and verdicts are overruled."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent
from PySide6.QtWidgets import QSizePolicy, QStackedWidget, QWidget

from sare_desktop.engine_thread import Job
from sare_desktop.file_manager import show_in_folder
from sare_desktop.item_models.project_rows import ProjectReader
from sare_desktop.pages.images import ask_panel, intake, judge_dialog, probe_panel
from sare_desktop.pages.images.dropping import drop_words
from sare_desktop.pages.images.gallery import Gallery
from sare_desktop.pages.images.intake import Intake
from sare_desktop.pages.images.judge_dialog import JudgeDialog, was_asked
from sare_desktop.pages.images.judge_note import JudgeNote
from sare_desktop.pages.images.large_picture import LargePicture
from sare_desktop.pages.images.page_actions import action_specs
from sare_desktop.pages.images.probe_panel import ProbePanel
from sare_desktop.pages.images.reports import Reports
from sare_desktop.pages.images.steps import MentionSteps
from sare_desktop.pages.images.toolbar import Toolbar
from sare_desktop.pages.images.viewer import Viewer
from sare_desktop.pages.page import Page
from sare_desktop.session import Destination, Session
from sare_desktop.widgets.captions.caption_set_picker import CaptionSetPicker
from sare_desktop.widgets.primitives.drop_area import DropArea
from sare_desktop.widgets.primitives.drop_hint import DropHint
from sare_desktop.widgets.primitives.dropped_paths import accept_as_copy, dropped_paths
from sare_desktop.widgets.runs.job_card import JobCard
from sare_desktop.widgets.runs.loading_state import LoadingState
from sare_engine import EngineError, Event, Failed, Finished, Notice, Progress

JOBS = (
    *(intake.ADD, intake.ANNOTATE, intake.CAPTIONS),
    *(probe_panel.KIND, ask_panel.KIND, judge_dialog.KIND),
)
"""Kinds of jobs that this page starts."""


_LINES, _STACKED_LINES = 23, 56
"""Least height of the images with the picture beside them, and below them, in lines of text."""

_MENTION_KEYS = (
    *("next_mention", "previous_mention"),
    *("grounded", "hallucinated", "unsure", "take_back"),
)
"""Actions whose keys belong to the caption and its evidence."""


class ImagesPage(Page):
    """Thumbnails on the left; the current image with its caption and evidence on the right.

    Attributes:
        toolbar: the title and the buttons for adding and testing.
        gallery: the thumbnails and their filter.
        viewer: the current image.
        probe: the settings of a test.
        intake: adds images, imports annotations and captions.
        captions_of: which captions are shown.
        judge_note: says before a test that nothing could judge its mentions.
        large: the current picture in a window of its own; made when it is wanted first.
    """

    key = "images"
    stackable = True

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self.setAcceptDrops(True)
        self._reader = ProjectReader.of(session)
        self._destination: Destination | None = None
        self._reports = Reports(self)
        self._reported_set: int | None = None
        """Key of the captions that the banner's report is about."""
        self.viewer = Viewer(session, self.enlarge, self.show_in_folder, self)
        self.probe = ProbePanel(session, self._copy_commands)
        self.intake = Intake(session, lambda: self.probe.vocabulary, self)
        self.gallery = Gallery(session)
        self._steps = MentionSteps(session, self.gallery, self.viewer, self)
        self._make_actions()
        self.toolbar = Toolbar(session, self._actions, self._test)
        self.captions_of = CaptionSetPicker(session, "images.captions_of")
        self.judge_dialog: JudgeDialog | None = None
        self.large: LargePicture | None = None
        self.judge_note = JudgeNote(
            session, self.probe, self.intake.choose_annotations, self._show_settings
        )
        self._build()
        self._connect()
        self._on_project()

    # What the window asks

    def state(self) -> str:
        """Return "empty", "ready", "running" or "done"."""
        job = self._session.engine.job
        if job is not None and job.kind in JOBS:
            return "running"
        rows = self._reader.rows
        if not rows.images:
            return "empty"
        return "done" if rows.tested == len(rows.images) else "ready"

    def accept_drop(self, paths: Sequence[Path]) -> bool:
        """Use dropped images, folders, annotations and captions; returns whether there were any."""
        return self.intake.accept_drop(paths)

    def reveal(self, destination: Destination) -> None:
        """Show an image, with one of its mentions selected."""
        if destination.image is not None:
            self._destination = destination
            self._reveal_image()

    # Building

    def _make_actions(self) -> None:
        gallery, viewer = self.gallery, self.viewer
        for name, text, keys, slot in action_specs(self, self._steps, self._test):
            everywhere = name in ("add", "add_folder", "test")
            self._add_action(name, text, slot, keys=keys, everywhere=everywhere)
        self._actions["remove"].setToolTip(
            self.tr("Take the selected images out of the project; their files stay on the disk")
        )
        self.removeAction(self._actions["remove"])  # Its key acts where the images are selected.
        for name in ("enlarge", "show_in_folder", "remove"):
            gallery.grid.addAction(self._actions[name])
        for name in _MENTION_KEYS:
            # Where the mentions and their verdicts are seen, and not where letters are typed.
            self.removeAction(self._actions[name])
            for part in (viewer.picture, viewer.text, viewer.evidence):
                part.addAction(self._actions[name])

    def _build(self) -> None:
        layout = self._make_column()
        layout.addWidget(self.toolbar)
        layout.addWidget(self.banner)
        layout.addWidget(self.captions_of)
        layout.addWidget(JobCard(self._session, JOBS, "images.job"))
        layout.addWidget(self.judge_note)
        self.probe.hide()
        self.stack = QStackedWidget()
        self.stack.setObjectName("images.stack")
        self._no_project = self._make_no_project(
            self.tr("A project keeps images, captions, verdicts and runs in one folder.")
        )
        self._no_images = DropArea(
            self.tr("Drop images or folders here"),
            self.tr(
                "The model describes each image, and every object it mentions is checked. You can "
                "also drop annotations (COCO, VOC, YOLO, POPE, CSV)."
            ),
            [
                (self.tr("Add images …"), "images.empty.add", self.intake.choose_images),
                (self.tr("Add a folder …"), "images.empty.add_folder", self.intake.choose_folder),
            ],
        )
        self._no_images.dropped.connect(self.accept_drop)
        self._loading = LoadingState(self.tr("Reading the project …"))
        self._right = self._make_splitter(
            "right",
            Qt.Orientation.Vertical,
            (self.viewer.picture, 4),
            (self.viewer.text, 2),
            (self.viewer.tabs, 4),
            sizes=(210, 130, 250),
        )
        self._main = self._make_splitter(
            "splitter",
            Qt.Orientation.Horizontal,
            (self.gallery, 5),
            (self._right, 4),
            sizes=(550, 490),
        )
        for part in (self._no_project, self._loading, self._no_images, self._main):
            self.stack.addWidget(part)
        self.drop_hint = DropHint(self.stack, "images.drop_hint")
        # Beside words that wrap, a layout asks for preferred heights, and the page would scroll.
        self.stack.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Ignored)
        # The settings take the place of the picture and its caption; the thumbnails stay.
        self._beside = self._make_splitter(
            "beside",
            Qt.Orientation.Horizontal,
            (self.stack, 5),
            (self.probe, 4),
            sizes=(550, 490),
        )
        self._arrange(stacked=False)
        layout.addWidget(self._beside, 1)

    def _arrange(self, *, stacked: bool) -> None:
        """Put the picture and the settings below the thumbnails where there is no room beside."""
        way = Qt.Orientation.Vertical if stacked else Qt.Orientation.Horizontal
        self._main.setOrientation(way)
        self._beside.setOrientation(way)
        lines = _STACKED_LINES if stacked else _LINES
        self.stack.setMinimumHeight(lines * self.fontMetrics().height())

    @Slot(bool)
    def _toggle_settings(self, shown: bool) -> None:
        inside = self.probe.isAncestorOf(self.focusWidget() or self)
        self._right.setVisible(not shown)
        self.probe.setVisible(shown)
        if inside:
            self.toolbar.settings_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _connect(self) -> None:
        session = self._session
        session.project_changed.connect(self._on_project)
        session.model_changed.connect(self._refresh_tools)
        session.sets_changed.connect(self._on_sets)
        self._reader.changed.connect(self._on_rows)
        self._reader.patched.connect(self._on_patched)
        self._reader.failed.connect(self._tell_failure)
        session.engine.started.connect(self._on_started)
        session.engine.events.connect(self._on_events)
        session.engine.ended.connect(self._on_ended)
        self.toolbar.settings_button.toggled.connect(self._toggle_settings)
        self.probe.closed.connect(lambda: self.toolbar.settings_button.setChecked(False))
        self.gallery.grid.activated.connect(self.enlarge)
        self.gallery.filtered.connect(self._refresh_tools)
        self.gallery.current_changed.connect(self._on_current)
        self.viewer.selection_changed.connect(self._refresh_tools)
        self.viewer.tabs.currentChanged.connect(self._refresh_tools)
        self.viewer.failed.connect(self._tell_failure)
        self.viewer.ask_panel.model_missing.connect(self._ask_for_model)
        self.probe.model_missing.connect(self._ask_for_model)
        self.probe.rejected.connect(self._show_settings)
        self.probe.vocabulary_written.connect(self._on_vocabulary)

    # The project

    @Slot()
    def _on_project(self) -> None:
        self.banner.clear()
        self._destination = None
        self.gallery.restore()
        self._on_rows()

    @Slot()
    def _on_sets(self) -> None:
        """Drop the report on other captions than those shown now."""
        if self._reported_set is not None and self._reported_set != self._shown_set():
            self._reported_set = None
            self.banner.clear()

    def _shown_set(self) -> int | None:
        project = self._session.project
        try:
            shown = project.shown_set() if project is not None else None
        except EngineError:
            return None
        return shown.id if shown is not None else None

    @Slot()
    def _on_rows(self) -> None:
        first = self.gallery.show_rows()
        if self._session.project is None:
            part: QWidget = self._no_project
        elif not self._reader.loaded:
            part = self._loading
        else:
            part = self._main if self._reader.rows.images else self._no_images
        self.stack.setCurrentWidget(part)
        if first and self.isVisible() and self.focusWidget() in (None, self.toolbar.add_button):
            self.gallery.grid.setFocus(Qt.FocusReason.OtherFocusReason)
        self._on_current()
        self._refresh_tools()
        self._reveal_image()

    @Slot(object)
    def _on_patched(self, image_ids: list[int]) -> None:
        self.gallery.model.touch(image_ids)
        image = self.gallery.grid.current_image()
        if image is not None and image.id in image_ids:
            self.viewer.refresh()
        self._refresh_tools()

    @Slot()
    def _on_current(self) -> None:
        self.viewer.show_image(self.gallery.grid.current_image())
        self._refresh_picture_actions()

    @Slot()
    def enlarge(self) -> None:
        """Show the current picture in a window of its own."""
        if self.viewer.picture.path is not None:
            if self.large is None:
                self.large = LargePicture(self.gallery, self.viewer, self)
            self.large.open()

    @Slot()
    def show_in_folder(self) -> None:
        """Show the file of the current picture in the file manager."""
        path = self.viewer.picture.path
        if path is not None and not show_in_folder(path):
            self.banner.show_message(
                "warning",
                self.tr("The folder could not be shown."),
                str(path.parent),
                self.tr("Check that the folder still exists."),
            )

    def _reveal_image(self) -> None:
        """Show the image that another page asked for, once it has been read."""
        destination = self._destination
        if destination is None or destination.image is None or not self._reader.rows.images:
            return
        self._destination = None
        self.gallery.show_image(destination.image)
        self.viewer.select(destination.mention)
        self.viewer.caption.setFocus(Qt.FocusReason.OtherFocusReason)

    # What can be done

    @Slot()
    def _refresh_tools(self) -> None:
        rows = self._reader.rows
        busy = self._session.engine.job is not None
        self.toolbar.refresh(self.gallery.model.rowCount())
        self.judge_note.refresh()
        self.probe.nouns_button.setEnabled(bool(rows.tested) and not busy)
        any_images = bool(rows.images)
        judged = self.viewer.evidence_shown
        for enabled, names in (
            (
                self._session.project is not None and not busy,
                ("add", "add_folder", "annotations", "annotation_folder", "captions"),
            ),
            (any_images, ("test",)),
            (any_images and rows.pictured, ("more_room", "less_room")),
            (any_images and not busy, ("copy_command", "remove")),
            (bool(rows.tested) and not busy, ("nouns",)),
            (
                any_images,
                ("next", "previous", "next_mention", "previous_mention", "search", "ask"),
            ),
            (
                self.viewer.selected and judged,
                ("grounded", "hallucinated", "unsure"),
            ),
            (self.viewer.overruled and judged, ("take_back",)),
        ):
            for name in names:
                self._actions[name].setEnabled(enabled)
        self._refresh_picture_actions()
        self._tell_state()

    def _refresh_picture_actions(self) -> None:
        for name in ("enlarge", "show_in_folder"):
            self._actions[name].setEnabled(self.viewer.picture.path is not None)

    # Tests and other jobs

    @Slot()
    def _test(self) -> None:
        """Test the images; before the first test that nothing would judge, ask what shall."""
        # Without a model, the test says that one is missing.
        known = self._session.model_config is None or was_asked(self._session)
        if known or not self.judge_note.first:
            self.probe.test()
            return
        if self.judge_dialog is None:
            self.judge_dialog = JudgeDialog(
                self._session, self.probe, self.intake.choose_annotations, self.probe.test, self
            )
            self.judge_dialog.downloaded.connect(self._on_downloaded)
        self.judge_dialog.open()

    @Slot(str, Path)
    def _on_downloaded(self, setting: str, folder: Path) -> None:
        self.banner.show_message(
            "success",
            self.tr("Downloaded: {0}.").format(folder.name),
            self.tr("Tests use it from now on ({0}).").format(self.probe.form.label_of(setting)),
        )
        self.banner.add_action("images.test_now", self.tr("Test images"), self._test)

    @Slot()
    def _show_settings(self) -> None:
        self.toolbar.settings_button.setChecked(True)

    @Slot()
    def _ask_for_model(self) -> None:
        self.banner.show_message(
            "warning",
            self.tr("No model is loaded."),
            self.tr("The model describes the images and answers questions about them."),
            self.tr("Load one on the Model page (the first step), then come back."),
        )
        self.banner.add_action(
            "images.go_to_model", self.tr("Go to Model"), lambda: self._session.show("model")
        )

    @Slot(Path, int)
    def _on_vocabulary(self, path: Path, words: int) -> None:
        self.banner.show_message(
            "success",
            self.tr("Vocabulary written, words added: {0}.").format(words),
            str(path),
            self.tr("Test again to search the existing captions for the new objects."),
        )

    @Slot(object)
    def _on_started(self, job: Job) -> None:
        if job.kind in JOBS:
            self._reported_set = None
            self.banner.clear()
        self._reports.clear()
        self._refresh_tools()

    @Slot(object)
    def _on_events(self, events: list[Event]) -> None:
        job = self._session.engine.job
        if job is None or job.kind not in JOBS:
            return
        self._reports.add([event for event in events if isinstance(event, Notice)])
        adds_rows = job.kind in (intake.ADD, probe_panel.KIND)
        if adds_rows and any(isinstance(event, Progress) for event in events):
            self._reader.reload()

    @Slot(object, object)
    def _on_ended(self, job: Job, event: Finished | Failed) -> None:
        self._refresh_tools()
        if job.kind not in JOBS or job.kind == ask_panel.KIND:
            return
        if isinstance(event, Failed):
            self._tell_failure(event)
            self.intake.go_on(well=False)
            return
        report = self._reports.report(job.kind, event)
        if report is not None:
            self.banner.show_message(report.level, report.what, report.why, details=report.details)
            self._reported_set = self._shown_set()
        self.intake.go_on(well=event.status == "done")

    # Drag and drop

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Accept files and folders, and show where they land."""
        if accept_as_copy(event):
            self.drop_hint.show_text(drop_words(dropped_paths(event.mimeData())))

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """Look as before the drag."""
        self.drop_hint.hide()
        super().dragLeaveEvent(event)

    def dropEvent(self, event: QDropEvent) -> None:
        """Use what was dropped."""
        self.drop_hint.hide()
        if not accept_as_copy(event):
            return
        if not self.accept_drop(dropped_paths(event.mimeData())) and self._session.project:
            self.banner.show_message(
                "warning",
                self.tr("Nothing was added."),
                self.tr("The dropped files are neither images nor annotations."),
                self.tr("Drop image files, folders, or annotation files."),
            )
