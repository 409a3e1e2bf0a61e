"""The page where images are added, tested and looked at, and verdicts are overruled."""

from __future__ import annotations

import contextlib
import dataclasses
import functools
import itertools
import json
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QSignalBlocker, Qt, QTimer, Slot
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QImageReader
from PySide6.QtWidgets import (
    QComboBox,
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QMenu,
    QScrollArea,
    QStackedWidget,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from sare_desktop import theme
from sare_desktop.answer_job import as_job
from sare_desktop.engine_thread import Job
from sare_desktop.exports import free_folder
from sare_desktop.item_models.images import (
    ALL,
    UNTESTED,
    WITH_HALLUCINATION,
    WITH_UNSURE,
    ImagesModel,
)
from sare_desktop.item_models.mentions import MentionsModel
from sare_desktop.item_models.project_rows import ProjectReader, TestedImage
from sare_desktop.pages.concepts.nouns_dialog import NounsDialog
from sare_desktop.pages.images.ask_panel import AskPanel
from sare_desktop.pages.page import Page
from sare_desktop.project_forms import KeptForm, settings_of_last_test
from sare_desktop.session import Session
from sare_desktop.undo.edits import Overrule, RemoveImages
from sare_desktop.widgets.captions.caption_view import CaptionView
from sare_desktop.widgets.captions.evidence_panel import EvidencePanel
from sare_desktop.widgets.captions.picture_view import PictureView
from sare_desktop.widgets.forms.config_form import ConfigForm
from sare_desktop.widgets.forms.wheel_guard import guard_wheel
from sare_desktop.widgets.images.thumbnail_grid import ThumbnailGrid
from sare_desktop.widgets.primitives.drop_area import DropArea
from sare_desktop.widgets.primitives.empty_state import EmptyState
from sare_desktop.widgets.primitives.small_parts import make_button
from sare_desktop.widgets.runs.job_card import JobCard
from sare_desktop.widgets.runs.loading_state import LoadingState
from sare_engine import (
    ANNOTATION_FORMATS,
    EVIDENCE_SOURCES,
    HALLUCINATED,
    AddImagesConfig,
    AnnotateConfig,
    AskConfig,
    EngineError,
    Event,
    Evidence,
    Failed,
    Finished,
    ImportCaptionsConfig,
    Notice,
    ProbeConfig,
    Progress,
    command_of,
    describe_failure,
    formats_in_words,
)

if TYPE_CHECKING:
    from sare_engine import Control, ModelSlot

JOBS = ("images", "annotate", "captions", "probe", "ask")
"""Kinds of jobs that this page starts."""

_TEST_SETTINGS = ("prompt", "max_new_tokens", "batch_size", "vocabulary")
"""Settings of a test besides those of the sources of evidence."""
_LOOKED_AT = 300
"""Entries of a dropped folder looked at to tell images from annotations."""
_NAMED_SHORT, _NAMED = 3, 200
"""Names listed in a report, and in its details."""
_TYPING_MS = 200


class ImagesPage(Page):
    """Pictures on the left; picture, caption, evidence and questions on the right."""

    key = "images"

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self.setAcceptDrops(True)
        self._reader = ProjectReader.of(session)
        self._nouns: NounsDialog | None = None
        self._notices: list[Notice] = []
        self._asking: Path | None = None
        self._next_steps: Sequence[Callable[[], bool]] = ()
        """What of a drop is to be taken when the present job has ended."""
        self._wanted: int | None = None
        self.model = ImagesModel(self)
        self.mentions = MentionsModel(self._evidence_of, self)
        self._make_actions()
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
        """Take dropped images, folders, annotation and caption files; False if none is such.

        Images without a project to put them in get one. What was written about them is taken once
        they are there.
        """
        images, annotations, captions = sort_dropped(paths)
        if self._session.project is None and not self._make_project(images):
            return False
        steps = [functools.partial(self.add_images, images)] if images else []
        steps += [functools.partial(self.import_captions, path) for path in captions]
        steps += [functools.partial(self.import_annotations, path) for path in annotations]
        return self._take_steps(steps)

    def _take_steps(self, steps: Sequence[Callable[[], bool]]) -> bool:
        """Start the first of some jobs; the others follow when it has ended well."""
        if not steps or not steps[0]():
            return False
        self._next_steps = steps[1:]
        return True

    def _make_project(self, images: Sequence[Path]) -> bool:
        """Make a project named after the folder of the images, and open it."""
        if not images or self._session.engine.busy:
            return False
        first = images[0].absolute()
        name = first.name if first.is_dir() else first.parent.name
        return self._session.new_project(
            free_folder(self._session.settings.projects_folder / (name or self.tr("project")))
        )

    # Building

    def _make_actions(self) -> None:
        for name, text, keys, slot in (
            ("add", self.tr("Add images …"), "Ctrl+I", self.choose_images),
            ("add_folder", self.tr("Add a folder of images …"), "Ctrl+Shift+I", self.choose_folder),
            ("annotations", self.tr("Import annotations …"), "", self.choose_annotations),
            (
                "annotation_folder",
                self.tr("Import a folder of annotations …"),
                "",
                self.choose_annotation_folder,
            ),
            ("captions", self.tr("Import captions …"), "", self.choose_captions),
            ("test", self.tr("Test images"), "Ctrl+T", self.test),
            (
                "nouns",
                self.tr("Find objects missing from the vocabulary …"),
                "",
                self.open_nouns,
            ),
            ("copy_command", self.tr("Copy the test as a command"), "", self.copy_command),
            ("next", self.tr("Next image"), "J", self.next_image),
            ("previous", self.tr("Previous image"), "K", self.previous_image),
            ("next_mention", self.tr("Next hallucinated mention"), "N", self.next_hallucinated),
            (
                "previous_mention",
                self.tr("Previous hallucinated mention"),
                "Shift+N",
                self.previous_hallucinated,
            ),
            ("grounded", self.tr("Overrule: grounded"), "G", self.say_grounded),
            ("hallucinated", self.tr("Overrule: hallucinated"), "H", self.say_hallucinated),
            ("unsure", self.tr("Overrule: unsure"), "U", self.say_unsure),
            ("take_back", self.tr("Take my word back"), "Backspace", self.take_word_back),
            ("remove", self.tr("Remove from the project"), "Del", self.remove_images),
            ("search", self.tr("Search images"), "Ctrl+F", self.go_to_search),
            ("ask", self.tr("Ask the model about the image"), "Ctrl+Shift+A", self.go_to_ask),
        ):
            self._add_action(name, text, slot, keys=keys)
        self._actions["remove"].setToolTip(
            self.tr("Take the selected images out of the project; their files stay on the disk")
        )

    def _build(self) -> None:
        self.job_card = JobCard(self._session, JOBS, "images.job")
        of_sources = (name for source in EVIDENCE_SOURCES.values() for name in source.uses)
        self.form = ConfigForm(
            ProbeConfig, only=(*_TEST_SETTINGS, *of_sources), undo=self._session.undo
        )
        KeptForm(self._session, self.form, "images.test", settings_of_last_test)
        layout = self._make_column()
        layout.addLayout(self._tools())
        layout.addWidget(self.banner)
        layout.addWidget(self.job_card)
        layout.addWidget(self._settings_panel())
        self.stack = QStackedWidget()
        self.stack.setObjectName("images.stack")
        self._no_project = self._make_no_project(
            self.tr("A project keeps images, captions, verdicts and runs in one folder.")
        )
        self._no_images = DropArea(
            self.tr("Drop images or folders here"),
            self.tr(
                "The model describes each of them, and every object it mentions is checked. "
                "Annotations (COCO, VOC, YOLO, POPE, CSV) may be dropped too."
            ),
            [
                (self.tr("Add images …"), "images.empty.add", self.choose_images),
                (self.tr("Add a folder …"), "images.empty.add_folder", self.choose_folder),
            ],
        )
        self._no_images.dropped.connect(self.accept_drop)
        self._loading = LoadingState(self.tr("Reading the project …"))
        self._main = self._main_part()
        for part in (self._no_project, self._loading, self._no_images, self._main):
            self.stack.addWidget(part)
        layout.addWidget(self.stack, 1)

    def _tools(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(theme.SPACE.S)
        heading = QLabel(self.tr("Images"))
        theme.role(heading, "title")
        row.addWidget(heading)
        self.summary = QLabel()
        self.summary.setObjectName("images.summary")
        theme.role(self.summary, "muted")
        row.addWidget(self.summary)
        row.addStretch(1)
        self.add_button = make_button(self.tr("Add"), "images.add", self.tr("Add images"))
        menu = QMenu(self.add_button)
        for name in ("add", "add_folder"):
            menu.addAction(self._actions[name])
        self.add_button.setMenu(menu)
        self.import_button = make_button(
            self.tr("Import"), "images.import", self.tr("Import annotations or captions")
        )
        menu = QMenu(self.import_button)
        for name in ("annotations", "annotation_folder", "captions"):
            menu.addAction(self._actions[name])
        self.import_button.setMenu(menu)
        self.settings_button = make_button(
            self.tr("Settings"), "images.settings", self.tr("Prompt, CLIP folder and thresholds")
        )
        self.settings_button.setCheckable(True)
        self.test_button = make_button(
            self.tr("Test"),
            "images.test",
            self.tr("Caption the images and check every object mentioned (Ctrl+T)"),
            self.test,
        )
        theme.primary(self.test_button)
        for button in (
            self.add_button,
            self.import_button,
            self.settings_button,
            self.test_button,
        ):
            # A word alone says too little to one who does not see where it stands.
            button.setAccessibleName(button.toolTip())
            row.addWidget(button)
        return row

    def _settings_panel(self) -> QWidget:
        panel = QFrame()
        panel.setObjectName("images.settings.panel")
        theme.card(panel)
        inner = QVBoxLayout(panel)
        inner.setContentsMargins(theme.SPACE.L, theme.SPACE.M, theme.SPACE.L, theme.SPACE.M)
        inner.addWidget(self.form)
        copy = make_button(
            self.tr("Copy the command"),
            "images.copy_command",
            self.tr("Copy the command line that tests the images without this window"),
            self.copy_command,
        )
        self.nouns_button = make_button(
            self.tr("Find missing objects …"),
            "images.nouns",
            self.tr("List nouns of the captions that the vocabulary lacks, and add some to it"),
            self.open_nouns,
        )
        row = QHBoxLayout()
        row.addWidget(self.nouns_button)
        row.addStretch(1)
        row.addWidget(copy)
        inner.addLayout(row)
        scroll = QScrollArea()
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidgetResizable(True)
        scroll.setWidget(panel)
        scroll.setMaximumHeight(self.fontMetrics().height() * 22)
        scroll.setVisible(False)
        self.settings_panel = scroll
        self.settings_button.toggled.connect(scroll.setVisible)
        return scroll

    def _main_part(self) -> QWidget:
        return self._make_splitter(
            "splitter",
            Qt.Orientation.Horizontal,
            (self._left(), 5),
            (self._right(), 4),
            sizes=(550, 490),
        )

    def _left(self) -> QWidget:
        left = QWidget()
        layout = QVBoxLayout(left)
        layout.setContentsMargins(0, 0, theme.SPACE.S, 0)
        layout.setSpacing(theme.SPACE.S)
        row = QHBoxLayout()
        row.setSpacing(theme.SPACE.S)
        self.which = QComboBox()
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
        self.concept = QComboBox()
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
        self.search.setToolTip(self.tr("Words that file name or caption must hold"))
        self.search.setPlaceholderText(self.tr("Search names and captions"))
        self.search.setClearButtonEnabled(True)
        self._typing = QTimer(self)
        self._typing.setSingleShot(True)
        self._typing.setInterval(_TYPING_MS)
        self._typing.timeout.connect(self._filter)
        self.search.textChanged.connect(self._typing.start)
        self.search.returnPressed.connect(self._filter)
        row.addWidget(self.which)
        row.addWidget(self.concept)
        row.addWidget(self.search, 1)
        layout.addLayout(row)
        self.grid = ThumbnailGrid()
        self.grid.setObjectName("images.grid")
        self.grid.set_model(self.model)
        self.grid.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
        self.grid.addAction(self._actions["remove"])
        self._nothing = EmptyState(
            self.tr("No image passes the filter"),
            self.tr("Other images of the project are hidden by it."),
            [(self.tr("Show all images"), self.show_all)],
        )
        self._grid_stack = QStackedWidget()
        self._grid_stack.addWidget(self.grid)
        self._grid_stack.addWidget(self._nothing)
        layout.addWidget(self._grid_stack, 1)
        return left

    def _right(self) -> QWidget:
        self.picture = PictureView()
        self.picture.setObjectName("images.picture")
        self.caption = CaptionView(self.mentions)
        self.caption.setObjectName("images.caption")
        self.caption.setMinimumHeight(self.fontMetrics().height() * 4)
        self.facts = QLabel()
        self.facts.setObjectName("images.facts")
        self.facts.setTextFormat(Qt.TextFormat.PlainText)
        self.facts.setWordWrap(True)
        theme.role(self.facts, "muted")
        self.evidence = EvidencePanel()
        self.ask_panel = AskPanel()
        scroll = QScrollArea()
        scroll.setObjectName("images.evidence.scroll")
        scroll.setAccessibleName(self.tr("Evidence on the selected mention"))
        scroll.setWidgetResizable(True)
        scroll.setWidget(self.evidence)
        self.tabs = QTabWidget()
        self.tabs.setObjectName("images.tabs")
        self.tabs.setAccessibleName(self.tr("Evidence or questions"))
        self.tabs.setDocumentMode(True)
        self.tabs.addTab(scroll, self.tr("Evidence"))
        self.tabs.addTab(self.ask_panel, self.tr("Ask the model"))
        self.tabs.setTabToolTip(0, self.tr("Why the selected mention was judged as it was"))
        self.tabs.setTabToolTip(1, self.tr("Ask the model about this picture (Ctrl+Shift+A)"))
        text = QWidget()
        inner = QVBoxLayout(text)
        inner.setContentsMargins(0, theme.SPACE.XS, 0, 0)
        inner.setSpacing(theme.SPACE.XS)
        inner.addWidget(self.facts)
        inner.addWidget(self.caption, 1)
        return self._make_splitter(
            "right",
            Qt.Orientation.Vertical,
            (self.picture, 4),
            (text, 2),
            (self.tabs, 4),
            sizes=(210, 130, 250),
        )

    def _connect(self) -> None:
        session = self._session
        session.project_changed.connect(self._on_project)
        session.model_changed.connect(self._refresh_tools)
        self._reader.changed.connect(self._on_rows)
        self._reader.patched.connect(self._on_patched)
        self._reader.failed.connect(self._tell_failure)
        self._reader.wanted.connect(self._grant)
        session.engine.started.connect(self._on_started)
        session.engine.events.connect(self._on_events)
        session.engine.ended.connect(self._on_ended)
        self.model.filtered.connect(self._on_filtered)
        self.grid.selectionModel().currentChanged.connect(self._on_current)
        self.caption.selected.connect(self._on_mention)
        self.evidence.overruled.connect(self._overrule)
        self.ask_panel.asked.connect(self._ask)

    # Project and rows

    @Slot()
    def _on_project(self) -> None:
        project = self._session.project
        self.banner.clear()
        self._wanted = None
        if project is not None:
            seen = self._session.settings.value(f"images.current:{project.folder}")
            self._wanted = seen if isinstance(seen, int) else None
        self.show_all()
        self._on_rows()

    @Slot()
    def _on_rows(self) -> None:
        rows = self._reader.rows
        present = self.grid.current_image()
        wanted = present.id if present is not None else self._wanted
        self._fill_concepts(rows.concepts)
        self.model.set_rows(rows)
        if self._session.project is None:
            part: QWidget = self._no_project
        elif not self._reader.loaded:
            part = self._loading
        else:
            part = self._main if rows.images else self._no_images
        self.stack.setCurrentWidget(part)
        if rows.images:
            row = self.model.row_of(wanted) if wanted is not None else -1
            if self.grid.currentIndex().row() != max(row, 0) or present is None:
                self.grid.go_to(max(row, 0))
            if (
                present is None
                and self.isVisible()
                and (self.focusWidget() in (None, self.add_button))
            ):
                self.grid.setFocus(Qt.FocusReason.OtherFocusReason)
        self._show_image(self.grid.current_image())
        self._refresh_tools()
        self._grant()

    @Slot()
    def _grant(self) -> None:
        """Show the image that another page asked for."""
        if not self._reader.rows.images:
            return
        wish = self._reader.take_wish()
        if wish is None:
            return
        image_id, mention_id = wish
        if self.model.row_of(image_id) < 0:
            self.show_all()
        self.grid.go_to(self.model.row_of(image_id))
        self.caption.select(mention_id)
        self.caption.setFocus(Qt.FocusReason.OtherFocusReason)

    def _fill_concepts(self, concepts: Sequence[str]) -> None:
        chosen = self.concept.currentData()
        with QSignalBlocker(self.concept):
            self.concept.clear()
            self.concept.addItem(self.tr("Any concept"), "")
            for concept in concepts:
                self.concept.addItem(concept, concept)
            self.concept.setCurrentIndex(max(self.concept.findData(chosen), 0))

    @Slot(object)
    def _on_patched(self, image_ids: list[int]) -> None:
        self.model.touch(image_ids)
        image = self.grid.current_image()
        if image is not None and image.id in image_ids:
            self.mentions.touch()
            self._show_evidence()
        self._refresh_tools()

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
    def show_all(self) -> None:
        """Take the filter off."""
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
    def _on_filtered(self) -> None:
        nothing = not self.model.rowCount() and bool(self._reader.rows.images)
        self._grid_stack.setCurrentWidget(self._nothing if nothing else self.grid)
        self._refresh_tools()

    @Slot()
    def _refresh_tools(self) -> None:
        rows = self._reader.rows
        project = self._session.project
        busy = self._session.engine.job is not None
        total, tested = len(rows.images), rows.tested
        shown = self.model.rowCount()
        if not total:
            self.summary.clear()
        elif shown != total:
            self.summary.setText(self.tr("{0} of {1} images shown").format(shown, total))
        elif tested == total:
            self.summary.setText(
                self.tr("{0} images, {1} hallucinated mentions").format(total, rows.hallucinated)
            )
        else:
            self.summary.setText(self.tr("{0} images, {1} tested").format(total, tested))
        untested = total - tested
        self.test_button.setText(
            self.tr("Test {0} images").format(untested)
            if untested and untested != total
            else (self.tr("Test again") if total and not untested else self.tr("Test images"))
        )
        for widget in (self.add_button, self.import_button, self.test_button):
            widget.setEnabled(project is not None and not busy)
        self.test_button.setEnabled(bool(total) and not busy)
        for name in ("add", "add_folder", "annotations", "annotation_folder", "captions"):
            self._actions[name].setEnabled(project is not None and not busy)
        for name in ("test", "copy_command"):
            self._actions[name].setEnabled(bool(total) and not busy)
        self._actions["remove"].setEnabled(bool(total) and not busy)
        for offer in (self.nouns_button, self._actions["nouns"]):
            offer.setEnabled(bool(tested) and not busy)
        for name in ("next", "previous", "next_mention", "previous_mention", "search", "ask"):
            self._actions[name].setEnabled(bool(total))
        chosen = self.caption.mention_id is not None
        for name in ("grounded", "hallucinated", "unsure"):
            self._actions[name].setEnabled(chosen)
        self._actions["take_back"].setEnabled(chosen and self.evidence.buttons[""].isEnabled())
        self._tell_state()

    # The shown image

    @Slot()
    def _on_current(self) -> None:
        image = self.grid.current_image()
        self._show_image(image)
        project = self._session.project
        if image is not None and project is not None:
            self._session.settings.set(f"images.current:{project.folder}", image.id)

    def _show_image(self, image: TestedImage | None) -> None:
        self.picture.show_picture(image.path if image else None)
        self.ask_panel.show_picture(image.path if image else None)
        self.mentions.show(image)
        self.facts.setText(self._facts(image))
        self._show_evidence()

    def _facts(self, image: TestedImage | None) -> str:
        if image is None:
            return ""
        parts = [image.path.name, f"{image.width} x {image.height}"]
        if image.split == "train":
            parts.append(self.tr("used for erasing"))
        elif image.split == "held_out":
            parts.append(self.tr("held out for measuring"))
        if not image.tested:
            parts.append(self.tr("not tested yet"))
        elif image.degenerate:
            parts.append(self.tr("the caption is a repetition or empty"))
        return "  ·  ".join(parts)

    @Slot()
    def _on_mention(self) -> None:
        self._show_evidence()
        if self.caption.mention_id is not None:
            self.tabs.setCurrentIndex(0)

    def _show_evidence(self) -> None:
        mention_id = self.caption.mention_id
        mention = self.mentions.mention(mention_id) if mention_id is not None else None
        if mention is None:
            self.evidence.show_mention(None, "", ())
        else:
            self.evidence.show_mention(
                mention, self.mentions.phrase(mention), self.mentions.evidence(mention.id)
            )
        self._refresh_tools()

    def _evidence_of(self, mention_id: int) -> list[Evidence]:
        project = self._session.project
        if project is None:
            return []
        try:
            return project.evidence(mention_id)
        except EngineError as error:
            self._tell_failure(describe_failure(error))
            return []

    # Overruling

    @Slot(str)
    def _overrule(self, verdict: str) -> None:
        mention_id = self.caption.mention_id
        mention = self.mentions.mention(mention_id) if mention_id is not None else None
        if mention is not None:
            edit = Overrule(self._session, self._reader, [mention], verdict or None)
            self._session.undo.push(edit)
        self._show_evidence()

    @Slot()
    def say_grounded(self) -> None:
        """Overrule: it is in the picture."""
        self._overrule("grounded")

    @Slot()
    def say_hallucinated(self) -> None:
        """Overrule: it is not in the picture."""
        self._overrule("hallucinated")

    @Slot()
    def say_unsure(self) -> None:
        """Overrule: nobody can say."""
        self._overrule("unsure")

    @Slot()
    def take_word_back(self) -> None:
        """Let the evidence decide again."""
        self._overrule("")

    @Slot()
    def remove_images(self) -> None:
        """Take the selected images out of the project; undo brings them back."""
        chosen = self.grid.selected_ids()
        if not chosen or self._session.engine.job is not None:
            return
        self.grid.leave_selection()
        self._session.undo.push(RemoveImages(self._session, chosen))
        self._session.notified.emit(
            "info",
            self.tr("{0} images removed from the project; undo (Ctrl+Z) brings them back.").format(
                len(chosen)
            ),
        )

    # Going about

    @Slot()
    def next_image(self) -> None:
        """Show the next image of the list."""
        self.grid.go_to(self.grid.currentIndex().row() + 1)

    @Slot()
    def previous_image(self) -> None:
        """Show the previous image of the list."""
        self.grid.go_to(self.grid.currentIndex().row() - 1)

    @Slot()
    def next_hallucinated(self) -> None:
        """Select the next hallucinated mention, in this image or a later one."""
        self._go_to_hallucinated(1)

    @Slot()
    def previous_hallucinated(self) -> None:
        """Select the previous hallucinated mention, in this image or an earlier one."""
        self._go_to_hallucinated(-1)

    def _go_to_hallucinated(self, by: int) -> None:
        if self.caption.step(by, HALLUCINATED):
            return
        row = self.grid.currentIndex().row() + by
        while (image := self.model.image(row)) is not None:
            if image.count(HALLUCINATED):
                self.grid.go_to(row)
                self.caption.select(None)
                self.caption.step(by, HALLUCINATED)
                return
            row += by
        self._session.notified.emit("info", self.tr("There is no other hallucinated mention."))

    @Slot()
    def go_to_search(self) -> None:
        """Put the keyboard into the search field."""
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    @Slot()
    def go_to_ask(self) -> None:
        """Put the keyboard into the question field."""
        self.tabs.setCurrentWidget(self.ask_panel)
        self.ask_panel.line.setFocus(Qt.FocusReason.ShortcutFocusReason)

    # Files

    @Slot()
    def choose_images(self) -> None:
        """Ask for image files and add them."""
        names, _ = QFileDialog.getOpenFileNames(
            self, self.tr("Add images"), self._last_folder(), f"{self.tr('Images')} ({_patterns()})"
        )
        if names:
            self.add_images([Path(name) for name in names])

    @Slot()
    def choose_folder(self) -> None:
        """Ask for a folder and add its images."""
        name = QFileDialog.getExistingDirectory(
            self, self.tr("Add a folder of images"), self._last_folder()
        )
        if name:
            self.add_images([Path(name)])

    @Slot()
    def choose_annotations(self) -> None:
        """Ask for an annotation file and import it."""
        name, _ = QFileDialog.getOpenFileName(
            self,
            self.tr("Import annotations: {0}").format(formats_in_words()),
            self._last_folder(),
            f"{self.tr('Annotations')} ({' '.join(f'*{one}' for one in _annotation_suffixes())})",
        )
        if name:
            self.import_annotations(Path(name))

    @Slot()
    def choose_annotation_folder(self) -> None:
        """Ask for a folder of annotations and import it."""
        name = QFileDialog.getExistingDirectory(
            self,
            self.tr("Import a folder of annotations: {0}").format(formats_in_words(folders=True)),
            self._last_folder(),
        )
        if name:
            self.import_annotations(Path(name))

    @Slot()
    def choose_captions(self) -> None:
        """Ask for a file of captions and import it."""
        name, _ = QFileDialog.getOpenFileName(
            self,
            self.tr("Import captions: one JSON object with file_name and caption per line"),
            self._last_folder(),
            f"{self.tr('Captions')} (*.jsonl *.json)",
        )
        if name:
            self.import_captions(Path(name))

    def _last_folder(self) -> str:
        return str(self._session.settings.value("images.folder", str(Path.home())))

    def _remember_folder(self, path: Path) -> None:
        self._session.settings.set("images.folder", str(path.parent))

    def add_images(self, paths: Sequence[Path]) -> bool:
        """Add images and folders to the project; False where another job runs."""
        if self._session.project is None:
            return False
        self._remember_folder(paths[0])
        config = AddImagesConfig(project=self._session.project.folder, images=tuple(paths))

        def work(_slot: ModelSlot, control: Control) -> Iterator[Event]:
            from sare_engine import add_images

            return add_images(config, control=control)

        return self._start("images", self.tr("Adding images"), work, command_of(config))

    def import_annotations(self, path: Path) -> bool:
        """Import annotations for the project's images; False where another job runs."""
        if self._session.project is None:
            return False
        self._remember_folder(path)
        config = AnnotateConfig(project=self._session.project.folder, annotations=path)

        def call() -> Any:
            from sare_engine import annotate

            return annotate(config)

        title = self.tr("Importing annotations")
        work = as_job("annotate", title, call)
        return self._start("annotate", title, work, command_of(config))

    def import_captions(self, path: Path) -> bool:
        """Import captions for the project's images; False where another job runs."""
        if self._session.project is None:
            return False
        self._remember_folder(path)
        vocabulary = self.form.values().get("vocabulary")
        config = ImportCaptionsConfig(
            project=self._session.project.folder, captions=path, vocabulary=vocabulary
        )

        def call() -> Any:
            from sare_engine import import_captions

            return import_captions(config)

        title = self.tr("Importing captions")
        work = as_job("captions", title, call)
        return self._start("captions", title, work, command_of(config))

    # The vocabulary

    @Slot()
    def open_nouns(self) -> None:
        """Open the dialog that lists nouns which the vocabulary lacks."""
        if self._nouns is None:
            self._nouns = NounsDialog(self._session, self._take_vocabulary, self)
        self._nouns.open()

    def _take_vocabulary(self, path: Path, words: int) -> None:
        self.form.set_values({"vocabulary": path})
        self.banner.show_message(
            "success",
            self.tr("Vocabulary written, words added: {0}.").format(words),
            str(path),
            self.tr("Test again: the new objects are searched in the captions that are there."),
        )

    # Jobs

    @Slot()
    def test(self) -> None:
        """Caption the images that have no caption yet, and judge every mention."""
        config = self._test_config()
        if config is None:
            return

        def work(slot: ModelSlot, control: Control) -> Iterator[Event]:
            from sare_engine import probe

            return probe(config, model=slot.model, control=control)

        self._start("probe", self.tr("Testing images"), work, command_of(config))

    @Slot()
    def copy_command(self) -> None:
        """Copy the command line that tests the images headless."""
        config = self._test_config()
        if config is not None:
            self._copy_commands(config)

    def _test_config(self) -> ProbeConfig | None:
        project, model = self._session.project, self._session.model_config
        if project is None or not self._has_model() or model is None:
            return None
        config = self.form.config(
            project=project.folder,
            **dataclasses.asdict(model),
        )
        if config is None:
            self.settings_button.setChecked(True)
        return config

    def _has_model(self) -> bool:
        if self._session.model_config is not None:
            return True
        self.banner.show_message(
            "warning",
            self.tr("No model is loaded."),
            self.tr("The images are described and questions answered by the model."),
            self.tr("Load one on the Model page (the first step), then come back."),
        )
        return False

    @Slot(str)
    def _ask(self, question: str) -> None:
        image, model = self.grid.current_image(), self._session.model_config
        if image is None or not self._has_model() or model is None:
            return
        config = AskConfig(
            image=image.path,
            question=question,
            **dataclasses.asdict(model),
        )

        def work(slot: ModelSlot, control: Control) -> Iterator[Event]:
            from sare_engine import ask

            return ask(config, model=slot.model, control=control)

        if self._start("ask", self.tr("Asking the model"), work, command_of(config)):
            self._asking = image.path
            self.ask_panel.add_question(image.path, question)

    def _start(
        self,
        kind: str,
        title: str,
        work: Callable[[ModelSlot, Control], Iterator[Event]],
        command: str,
    ) -> bool:
        self.banner.clear()
        pausable = kind in ("images", "probe")
        return self._session.start(Job(kind, title, work, command=command, pausable=pausable))

    @Slot(object)
    def _on_started(self, job: Job) -> None:
        self._notices.clear()
        self._refresh_tools()

    @Slot(object)
    def _on_events(self, events: list[Event]) -> None:
        job = self._session.engine.job
        if job is None or job.kind not in JOBS:
            return
        self._notices += [event for event in events if isinstance(event, Notice)]
        if job.kind in ("images", "probe") and any(isinstance(one, Progress) for one in events):
            self._reader.reload()

    @Slot(object, object)
    def _on_ended(self, job: Job, event: Finished | Failed) -> None:
        self._refresh_tools()
        if job.kind not in JOBS:
            return
        if job.kind == "ask":
            self._take_answer(event)
            return
        following, self._next_steps = self._next_steps, ()
        if isinstance(event, Failed):
            self._tell_failure(event)
            return
        details = "\n".join(f"{one.text} {one.hint}".strip() for one in self._notices)
        self._report(job.kind, event, details)
        if event.status == "done":
            self._take_steps(following)

    def _take_answer(self, event: Finished | Failed) -> None:
        path, self._asking = self._asking, None
        if path is None:
            return
        if isinstance(event, Failed):
            self.ask_panel.give_up(path, " ".join(filter(None, (event.what, event.why, event.fix))))
        elif "answer" in event.result:
            self.ask_panel.add_answer(path, str(event.result["answer"]), event.result.get("yes"))
        else:
            self.ask_panel.give_up(path, self.tr("Stopped."))

    def _report(self, kind: str, event: Finished, details: str) -> None:
        result = dict(event.result)
        what, why, level = "", "", "warning" if details else "success"
        if kind == "images" and "added" in result:
            what = self.tr("Images added: {0}.").format(result["added"])
            if result.get("failed"):
                why = self.tr("Files that could not be read: {0}.").format(result["failed"])
            elif result.get("known"):
                why = self.tr("In the project already: {0}.").format(result["known"])
        elif kind == "probe" and event.status == "stopped":
            level, what = "info", self.tr("The test was stopped.")
            why = self.tr("Captions made so far are kept; testing again goes on from there.")
        elif kind == "probe" and "mentions" in result:
            what = self.tr("Images tested: {0}. Mentions: {1}, of them hallucinated: {2}.").format(
                result.get("captions", 0), result["mentions"], result.get("hallucinated", 0)
            )
        elif kind == "annotate" and "matched" in result:
            what = self.tr("Images annotated: {0} ({1}).").format(
                result["matched"], result.get("format", "")
            )
            why, found = self._misfits(result)
            details = "\n".join(filter(None, (details, found)))
            level = "warning" if why or details else "success"
        elif kind == "captions" and "captions" in result:
            what = self.tr("Captions imported: {0}.").format(result["captions"])
            why = self._left_out(result)
            level = "warning" if why else "success"
        if what:
            self.banner.show_message(level, what, why, "", details)

    def _misfits(self, result: dict[str, Any]) -> tuple[str, str]:
        """Return in one line, and in all detail, what of annotations did not fit."""
        told: list[str] = []
        details = [str(one) for one in result.get("problems", ())]
        for text, names, count in (
            (
                self.tr("Images without annotation: {0} ({1})."),
                result.get("unmatched", ()),
                len(result.get("unmatched", ())),
            ),
            (
                self.tr("Annotated images that are not in the project: {0} ({1})."),
                result.get("missing_names", ()),
                int(result.get("missing", 0)),
            ),
            (
                self.tr("Categories that are no object of the vocabulary: {0} ({1})."),
                result.get("unknown_categories", ()),
                len(result.get("unknown_categories", ())),
            ),
        ):
            listed = [str(name) for name in names]
            if not count:
                continue
            more = " …" if count > _NAMED_SHORT else ""
            told.append(text.format(count, ", ".join(listed[:_NAMED_SHORT]) + more))
            details.append(text.format(count, ", ".join(listed[:_NAMED])))
        return " ".join(told), "\n".join(details)

    def _left_out(self, result: dict[str, Any]) -> str:
        """Say which lines of a caption file were not taken as they are."""
        return " ".join(
            text.format(result[name])
            for name, text in (
                ("without_picture", self.tr("Of images without a picture: {0}.")),
                ("unusable_lines", self.tr("Unusable lines: {0}.")),
                ("repeated_images", self.tr("Repeated images left out: {0}.")),
            )
            if result.get(name)
        )

    # Drag and drop

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Accept files and folders."""
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Take what was dropped."""
        paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        if self.accept_drop(paths):
            event.acceptProposedAction()
        elif self._session.project is not None:
            self.banner.show_message(
                "warning",
                self.tr("Nothing was added."),
                self.tr("What was dropped are neither images nor annotations."),
                self.tr("Drop image files, folders, or annotation files."),
            )


def sort_dropped(paths: Sequence[Path]) -> tuple[list[Path], list[Path], list[Path]]:
    """Tell images and folders of images from annotations and captions."""
    images: list[Path] = []
    annotations: list[Path] = []
    captions: list[Path] = []
    suffixes = _image_suffixes()
    for path in paths:
        suffix = path.suffix.lower()
        if path.is_dir():
            (images if _holds_images(path, suffixes) else annotations).append(path)
        elif suffix in suffixes:
            images.append(path)
        elif suffix == ".jsonl" and _holds_captions(path):
            captions.append(path)
        elif suffix in _annotation_suffixes():
            annotations.append(path)
    return images, annotations, captions


def _holds_images(folder: Path, suffixes: frozenset[str]) -> bool:
    """Whether a folder is one of images; an odd one is taken for images, and told about."""
    notes = 0
    with contextlib.suppress(OSError):
        for path in itertools.islice(folder.rglob("*"), _LOOKED_AT):
            if path.suffix.lower() in suffixes:
                return True
            notes += path.suffix.lower() in _annotation_suffixes()
    return not notes


def _holds_captions(path: Path) -> bool:
    try:
        with path.open(encoding="utf-8") as lines:
            first = json.loads(next(line for line in lines if line.strip()))
    except (OSError, ValueError, RecursionError, StopIteration):
        return False
    return isinstance(first, dict) and "caption" in first


def _annotation_suffixes() -> tuple[str, ...]:
    suffixes = (one for form in ANNOTATION_FORMATS.values() for one in form.suffixes)
    return tuple(dict.fromkeys(suffixes))


def _image_suffixes() -> frozenset[str]:
    known = {f".{bytes(one.data()).decode()}" for one in QImageReader.supportedImageFormats()}
    return frozenset(known - {".svg", ".svgz", ".pdf"}) | {".tif", ".tiff", ".webp"}


def _patterns() -> str:
    return " ".join(f"*{suffix}" for suffix in sorted(_image_suffixes()))
