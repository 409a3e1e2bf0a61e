"""The current image: its picture, the caption with its mentions, and the verdicts on them."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QTabWidget, QVBoxLayout, QWidget

from sare_desktop import theme
from sare_desktop.item_models.mentions import MentionsModel
from sare_desktop.item_models.project_rows import ProjectReader
from sare_desktop.item_models.tested_images import TestedImage
from sare_desktop.pages.images.ask_panel import AskPanel
from sare_desktop.session import Session
from sare_desktop.undo.edits import Overrule
from sare_desktop.widgets.captions.caption_view import CaptionView
from sare_desktop.widgets.captions.evidence_panel import EvidencePanel
from sare_desktop.widgets.captions.picture_boxes import ShownBox, shown_boxes
from sare_desktop.widgets.captions.picture_view import PictureView
from sare_desktop.widgets.primitives.amounts import short_name
from sare_desktop.widgets.primitives.small_parts import make_button, make_label
from sare_engine import (
    GROUNDED,
    HALLUCINATED,
    UNSURE,
    EngineError,
    Evidence,
    ObjectBox,
    annotated_boxes,
    describe_failure,
)


class Viewer(QObject):
    """Shows one image; the page puts its three parts below each other.

    Attributes:
        selection_changed: another mention is selected, or none.
        shown: another image is shown, or the same with other boxes.
        failed: emitted with a `Failed` when the evidence cannot be read.
        picture: the first part.
        text: the second part: facts about the image, and the caption.
        tabs: the third part: evidence on the selected mention, and questions to the model.
        mentions: the mentions of the caption.
        boxes: those on the picture.
    """

    selection_changed = Signal()
    shown = Signal()
    failed = Signal(object)

    def __init__(
        self,
        session: Session,
        enlarge: Callable[[], object],
        show_in_folder: Callable[[], object],
        parent: QObject | None = None,
    ) -> None:
        """Show no image yet.

        Args:
            session: whose project.
            enlarge: shows the picture in a window of its own.
            show_in_folder: shows the file in the file manager.
            parent: the owner.
        """
        super().__init__(parent)
        self._session = session
        self._reader = ProjectReader.of(session)
        self._image_id: int | None = None
        self.mentions = MentionsModel(self._read_evidence, self)
        self.picture = PictureView()
        self.picture.setObjectName("images.picture")
        self.evidence = EvidencePanel()
        self.ask_panel = AskPanel(session)
        self.boxes: Sequence[ShownBox] = ()
        self.enlarge_button = make_button(
            self.tr("Enlarge"),
            "images.enlarge",
            self.tr("Show the picture in a large window, with zoom (Ctrl+Shift+Enter)"),
            enlarge,
        )
        self.folder_button = make_button(
            self.tr("Show in folder"),
            "images.show_in_folder",
            self.tr("Show the file of the picture in the file manager"),
            show_in_folder,
        )
        self.text = self._make_text()
        self.tabs = self._make_tabs()
        self.caption.selected.connect(self._on_selected)
        self.caption.hovered.connect(self._on_hovered)
        self.picture.pointed.connect(self.caption.light)
        self.picture.box_clicked.connect(self.caption.select)
        self.evidence.overruled.connect(self._overrule)

    def _make_text(self) -> QWidget:
        self.caption = CaptionView(self.mentions)
        self.caption.setObjectName("images.caption")
        self.facts = make_label("", "muted", "images.facts")
        self.facts.setTextFormat(Qt.TextFormat.PlainText)
        text = QWidget()
        self.caption.setMinimumHeight(text.fontMetrics().height() * 4)
        inner = QVBoxLayout(text)
        inner.setContentsMargins(0, theme.SPACE.XS, 0, 0)
        inner.setSpacing(theme.SPACE.XS)
        head = QHBoxLayout()
        head.setSpacing(theme.SPACE.XS)
        head.addWidget(self.facts, 1)
        for button in (self.enlarge_button, self.folder_button):
            theme.quiet(button)
            head.addWidget(button)
        inner.addLayout(head)
        inner.addWidget(self.caption, 1)
        return text

    def _make_tabs(self) -> QTabWidget:
        scroll = QScrollArea()
        scroll.setObjectName("images.evidence.scroll")
        scroll.setAccessibleName(self.tr("Evidence on the selected mention"))
        scroll.setWidgetResizable(True)
        scroll.setWidget(self.evidence)
        tabs = QTabWidget()
        tabs.setObjectName("images.tabs")
        tabs.setAccessibleName(self.tr("Evidence or questions"))
        tabs.setDocumentMode(True)
        tabs.addTab(scroll, self.tr("Evidence"))
        tabs.addTab(self.ask_panel, self.tr("Ask the model"))
        tabs.setTabToolTip(0, self.tr("Why the selected mention has its verdict"))
        tabs.setTabToolTip(1, self.tr("Ask the model about this image (Ctrl+Shift+A)"))
        return tabs

    # The image

    def show_image(self, image: TestedImage | None) -> None:
        """Show another image, or the same one after it was read again."""
        path = image.path if image is not None and image.has_picture else None
        words = "" if image is None else self.tr("No picture: its caption was imported alone.")
        self.picture.show_picture(path, words)
        # A project of captions alone has no use for the place of a picture.
        self.picture.setVisible(self._reader.rows.pictured)
        for button in (self.enlarge_button, self.folder_button):
            button.setEnabled(path is not None)
        self.ask_panel.show_picture(path)
        self.mentions.show(image)
        self.facts.setText(self._facts(image))
        self.facts.setToolTip(str(image.path) if image else "")
        self._image_id = image.id if image else None
        self._show_boxes()
        self._show_evidence()

    def refresh(self) -> None:
        """Show the verdicts again after some of them changed."""
        self.mentions.touch()
        self._show_boxes()
        self._show_evidence()

    def _show_boxes(self) -> None:
        mentions = self.mentions.mentions
        self.boxes = shown_boxes(mentions, self.mentions.evidence, self._annotated())
        self.picture.show_boxes(self.boxes)
        self.shown.emit()
        self._on_hovered(frozenset())

    def _annotated(self) -> list[ObjectBox]:
        project = self._session.project
        if project is None or self._image_id is None:
            return []
        try:
            return annotated_boxes(project, self._image_id)
        except EngineError as error:
            self.failed.emit(describe_failure(error))
            return []

    @Slot(object)
    def _on_hovered(self, mentions: frozenset[int]) -> None:
        selected = self.caption.mention_id
        self.picture.light(mentions or (() if selected is None else (selected,)))

    def _facts(self, image: TestedImage | None) -> str:
        if image is None:
            return ""
        size = f"{image.width} x {image.height}" if image.has_picture else self.tr("no picture")
        parts = [short_name(image.name), size]
        if image.split == "train":
            parts.append(self.tr("used for the erasure"))
        elif image.split == "held_out":
            parts.append(self.tr("held out for evaluation"))
        if not image.tested:
            parts.append(self.tr("not tested yet"))
        elif image.captions > 1:
            shown = self._reader.rows.captions_of
            text = self.tr("{0} captions")
            if shown is not None and shown.several:
                text = self.tr("{0} captions, the first is greedy")
            parts.append(text.format(image.captions))
            if image.degenerate:
                parts.append(self.tr("a caption repeats itself or is empty"))
        elif image.degenerate:
            parts.append(self.tr("the caption repeats itself or is empty"))
        return "  ·  ".join(parts)

    # Mentions and their evidence

    def select(self, mention_id: int | None) -> None:
        """Select a mention of the caption, or none."""
        self.caption.select(mention_id)

    @property
    def selected(self) -> bool:
        """Whether a mention is selected."""
        return self.caption.mention_id is not None

    @property
    def evidence_shown(self) -> bool:
        """Whether the evidence is in front, and not the conversation."""
        return self.tabs.currentWidget() is not self.ask_panel

    @property
    def overruled(self) -> bool:
        """Whether the selected mention has a verdict of the user, which can be withdrawn."""
        return self.selected and self.evidence.buttons[""].isEnabled()

    @Slot()
    def _on_selected(self) -> None:
        self._show_evidence()
        self._on_hovered(frozenset())
        if self.selected:
            self.tabs.setCurrentIndex(0)

    def _show_evidence(self) -> None:
        mention_id = self.caption.mention_id
        mention = self.mentions.mention(mention_id) if mention_id is not None else None
        if mention is None:
            self.evidence.show_mention(None, "", ())
        else:
            project = self._session.project
            self.evidence.show_mention(
                mention,
                self.mentions.phrase(mention),
                self.mentions.evidence(mention.id),
                project.settings.get("rule") if project is not None else None,
            )
        self.selection_changed.emit()

    def _read_evidence(self, mention_id: int) -> list[Evidence]:
        project = self._session.project
        if project is None:
            return []
        try:
            return project.evidence(mention_id)
        except EngineError as error:
            self.failed.emit(describe_failure(error))
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
    def overrule_grounded(self) -> None:
        """Overrule: the object is in the image."""
        self._overrule(GROUNDED)

    @Slot()
    def overrule_hallucinated(self) -> None:
        """Overrule: the object is not in the image."""
        self._overrule(HALLUCINATED)

    @Slot()
    def overrule_unsure(self) -> None:
        """Overrule: nobody can tell."""
        self._overrule(UNSURE)

    @Slot()
    def withdraw_override(self) -> None:
        """Let the evidence decide again."""
        self._overrule("")

    # Asking

    @Slot()
    def go_to_ask(self) -> None:
        """Put the keyboard into the question field."""
        self.tabs.setCurrentWidget(self.ask_panel)
        self.ask_panel.line.setFocus(Qt.FocusReason.ShortcutFocusReason)
