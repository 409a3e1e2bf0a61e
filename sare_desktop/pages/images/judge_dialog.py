"""Asks before the first test how the objects in the captions are to be judged."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QDialog,
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from sare_desktop import theme
from sare_desktop.engine_thread import Job
from sare_desktop.engine_words import engine_text
from sare_desktop.pages.images.probe_panel import ProbePanel
from sare_desktop.session import Session
from sare_desktop.widgets.primitives.small_parts import make_button, make_card, make_label
from sare_engine import (
    EVIDENCE_SOURCES,
    DownloadConfig,
    Event,
    Failed,
    Finished,
    ProbeConfig,
    command_of,
    download,
)

if TYPE_CHECKING:
    from sare_engine import Control, ModelSlot

KIND = "download_judge"
"""Kind of the jobs that download what judges captions."""

_WIDTH_IN_LETTERS = 96
_ASKED = "images.asked_how_to_judge"


def offered_sources() -> dict[str, Any]:
    """Return setting → the source that it turns on; of sources that share it, the first."""
    found: dict[str, Any] = {}
    for source in EVIDENCE_SOURCES.values():
        if source.uses:
            found.setdefault(source.uses[0], source)
    return found


def was_asked(session: Session) -> bool:
    """Whether the user of the open project has answered, or skipped, the question."""
    project = session.project
    return project is None or bool(session.settings.value(f"{_ASKED}:{project.folder}", False))


class JudgeDialog(QDialog):
    """The sources of evidence with what each finds and costs, and what turns it on.

    Attributes:
        downloaded: emitted with a setting and the folder of the model that was downloaded for it.
    """

    downloaded = Signal(str, Path)

    def __init__(
        self,
        session: Session,
        probe: ProbePanel,
        annotate: Callable[[], object],
        test: Callable[[], object],
        parent: QWidget | None = None,
    ) -> None:
        """Build the dialog.

        Args:
            session: whose project; starts downloads.
            probe: the settings of the test.
            annotate: asks for annotations and imports them.
            test: starts the test.
            parent: the owner.
        """
        super().__init__(parent)
        self._session = session
        self._probe = probe
        self._annotate = annotate
        self._test = test
        self._downloads: dict[str, str] = {}
        self.setObjectName("images.judge_dialog")
        self.setWindowTitle(self.tr("Test images"))
        intro = make_label(
            self.tr(
                "The model describes the images. Something else has to decide which of the objects "
                "in its captions are really there. You can change this later in the settings."
            ),
            "muted",
        )
        intro.setWordWrap(True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(theme.SPACE.XL, theme.SPACE.XL, theme.SPACE.XL, theme.SPACE.L)
        layout.setSpacing(theme.SPACE.M)
        layout.addWidget(make_label(self.tr("What judges the captions?"), "heading"))
        layout.addWidget(intro)
        self._area = self._make_cards()
        layout.addWidget(self._area, 1)
        layout.addLayout(self._foot())
        session.engine.ended.connect(self._on_ended)

    def _make_cards(self) -> QScrollArea:
        inside = QWidget()
        inside.setProperty("page", True)
        cards = QVBoxLayout(inside)
        cards.setContentsMargins(0, 0, theme.SPACE.S, 0)
        cards.setSpacing(theme.SPACE.S)
        for setting, source in offered_sources().items():
            cards.addWidget(self._card(setting, source))
        cards.addStretch(1)
        area = QScrollArea()
        area.setObjectName("images.judge_dialog.sources")
        area.setAccessibleName(self.tr("What can judge the captions"))
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidgetResizable(True)
        area.setWidget(inside)
        # Words that wrap have no height before a width: room for all of them, where the screen
        # has it.
        width = self.fontMetrics().averageCharWidth() * _WIDTH_IN_LETTERS
        area.setMinimumWidth(width)
        self._wanted_height = cards.heightForWidth(width)
        return area

    def showEvent(self, event: QShowEvent) -> None:
        """Show all sources where the screen has room for them."""
        super().showEvent(event)
        room = self.screen().availableGeometry().height() - 4 * theme.SPACE.XL
        others = self.sizeHint().height() - self._area.sizeHint().height()
        self.resize(self.width(), min(room, self._wanted_height + others + theme.SPACE.L))

    def _card(self, setting: str, source: Any) -> QFrame:
        card, inside = make_card()
        inside.setSpacing(theme.SPACE.XS)
        head = QHBoxLayout()
        head.setSpacing(theme.SPACE.S)
        head.addWidget(make_label(engine_text(source.title), "heading"), 1)
        for button in self._buttons(setting, source):
            head.addWidget(button)
        inside.addLayout(head)
        for title, text in (
            (self.tr("Finds: {0}"), source.finds),
            (self.tr("Costs: {0}"), source.costs),
        ):
            label = make_label(title.format(engine_text(text)), "muted")
            label.setWordWrap(True)
            inside.addWidget(label)
        return card

    def _buttons(self, setting: str, source: Any) -> Iterator[QPushButton]:
        name = f"images.judge_dialog.{source.key}"
        if source.derived:
            tip = self.tr("Choose the file, then test again")
            yield make_button(self.tr("Import annotations …"), name, tip, self._on_annotate)
            return
        if isinstance(getattr(ProbeConfig, setting, None), bool):
            tip = self.tr("Start the test, with this setting on")
            label = self._probe.form.label_of(setting)
            yield make_button(label, name, tip, lambda: self._use(setting, True))
            return
        if source.default_model:
            model = source.default_model.rpartition("/")[2]
            text = self.tr("Download {0} ({1}) …").format(model, source.default_size)
            tip = self.tr("Choose where {0} is downloaded to from the Hugging Face hub").format(
                source.default_model
            )
            yield make_button(text, f"{name}.download", tip, lambda: self._get(setting, source))
        tip = self.tr("Choose the folder of a model that is on this computer, and start the test")
        yield make_button(self.tr("Choose a folder …"), name, tip, lambda: self._choose(setting))

    def _foot(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(theme.SPACE.S)
        row.addStretch(1)
        for text, name, tip, slot in (
            (self.tr("Cancel"), "cancel", self.tr("Test nothing"), self.reject),
            (
                self.tr("Test without"),
                "skip",
                self.tr("Caption the images; all mentions stay unsure until something judges them"),
                self._skip,
            ),
        ):
            row.addWidget(make_button(text, f"images.judge_dialog.{name}", tip, slot))
        return row

    # What was chosen

    def _answered(self) -> None:
        project = self._session.project
        if project is not None:
            self._session.settings.set(f"{_ASKED}:{project.folder}", True)
        self.accept()

    def _skip(self) -> None:
        self._answered()
        self._test()

    def _use(self, setting: str, value: object) -> None:
        self._probe.form.set_values({setting: value})
        self._answered()
        self._test()

    def _on_annotate(self) -> None:
        self.accept()  # Without annotations in the end, the next test asks again.
        self._annotate()

    def _choose(self, setting: str) -> None:
        chosen = QFileDialog.getExistingDirectory(self, self._probe.form.label_of(setting))
        if chosen:
            self._use(setting, self._value(setting, Path(chosen)))

    def _get(self, setting: str, source: Any) -> None:
        title = self.tr("Where to download {0} to").format(source.default_model)
        chosen = QFileDialog.getExistingDirectory(self, title)
        if not chosen:
            return
        out = Path(chosen) / source.default_model.rpartition("/")[2]
        config = DownloadConfig(model=source.default_model, out=out)

        def work(_slot: ModelSlot, control: Control) -> Iterator[Event]:
            return download(config, control=control)

        words = self.tr("Downloading {name}").format(name=source.default_model)
        if self._session.start(Job(KIND, words, work, command_of(config))):
            self._downloads[str(out)] = setting
            self.accept()

    def _on_ended(self, _job: Job, event: Finished | Failed) -> None:
        folder = event.result.get("folder") if isinstance(event, Finished) else None
        setting = self._downloads.pop(str(folder), "")
        if setting:
            self._probe.form.set_values({setting: self._value(setting, Path(str(folder)))})
            self.downloaded.emit(setting, Path(str(folder)))

    @staticmethod
    def _value(setting: str, folder: Path) -> object:
        return (folder,) if isinstance(getattr(ProbeConfig, setting), tuple) else folder


def _say(text: str) -> str:
    return QCoreApplication.translate("Evidence", text)
