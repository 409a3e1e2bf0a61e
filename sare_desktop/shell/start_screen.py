"""What the window shows before a project is open: three ways in, and what was used last."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)
from superqt import QElidingLabel

from sare_desktop import APP_NAME, theme
from sare_desktop.colours import Colours, mix
from sare_desktop.model_lookup import display_name, model_title
from sare_engine import ModelConfig

_SHOWN = 4


class ActionCard(QPushButton):
    """A large button with a title and a sentence."""

    def __init__(self, name: str, title: str, text: str, key: str = "") -> None:
        super().__init__()
        self.setObjectName(name)
        self.setProperty("kind", "card")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName(title)
        self.setAccessibleDescription(text)
        self.setToolTip(text)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        self._title = QLabel(title)
        theme.role(self._title, "heading")
        self._text = QLabel(text)
        theme.role(self._text, "muted")
        for label in (self._title, self._text):
            label.setWordWrap(True)
        self._key = QLabel(key)
        theme.role(self._key, "muted")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(theme.SPACE.L, theme.SPACE.L, theme.SPACE.L, theme.SPACE.M)
        layout.setSpacing(theme.SPACE.S)
        for label in (self._title, self._text):
            layout.addWidget(label)
        layout.addStretch(1)
        layout.addWidget(self._key)
        for label in (self._title, self._text, self._key):
            label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def sizeHint(self) -> QSize:
        return QSize(200, self._needed(max(200, self.width())))

    def minimumSizeHint(self) -> QSize:
        return QSize(180, self._needed(max(180, self.width())))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.updateGeometry()

    def _needed(self, width: int) -> int:
        layout = self.layout()
        assert layout is not None
        return layout.totalHeightForWidth(width) + 2


class _Name(QElidingLabel):
    """A name that asks for the width of all of it, also while it is cut."""

    def sizeHint(self) -> QSize:
        return QSize(self._width_of(self.text()), super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        return QSize(self._width_of("n…n"), super().minimumSizeHint().height())

    def _width_of(self, text: str) -> int:
        return self.fontMetrics().horizontalAdvance(text) + theme.SPACE.XS


class RecentRow(QPushButton):
    """A folder that was used before: its name, and where it is."""

    def __init__(
        self, name: str, title: str, folder: Path, tip: str, config: ModelConfig | None = None
    ) -> None:
        super().__init__()
        self.folder = folder
        self.config = config
        self.setObjectName(name)
        self.setProperty("kind", "row")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName(tip.format(title))
        self.setToolTip(str(folder))
        self._name = _Name(title)
        self._name.setElideMode(Qt.TextElideMode.ElideMiddle)
        self._place = QLabel()
        theme.role(self._place, "muted")
        self._place.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(theme.SPACE.S, theme.SPACE.XS, theme.SPACE.S, theme.SPACE.XS)
        layout.setSpacing(theme.SPACE.M)
        layout.addWidget(self._name)
        layout.addWidget(self._place, 1)
        for label in (self._name, self._place):
            label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def sizeHint(self) -> QSize:
        layout = self.layout()
        assert layout is not None
        # Both columns are as wide, whatever the names in them.
        return QSize(min(layout.sizeHint().width(), 180), layout.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place.setText(
            self.fontMetrics().elidedText(
                _short(self.folder.parent), Qt.TextElideMode.ElideMiddle, self._place.width()
            )
        )


def _short(folder: Path) -> str:
    """Return a path with the home folder as ~."""
    try:
        return str(Path("~") / folder.relative_to(Path.home()))
    except ValueError:
        return str(folder)


class StartScreen(QWidget):
    """The way in.

    Attributes:
        demo_chosen: try the demo.
        model_chosen: open a model folder; emitted with the folder, or None to ask for one.
        load_chosen: load a model; emitted with its `ModelConfig`.
        project_chosen: open a project; emitted with the folder, or None to ask for one.
        new_chosen: make a new project.
    """

    demo_chosen = Signal()
    model_chosen = Signal(object)
    load_chosen = Signal(object)
    project_chosen = Signal(object)
    new_chosen = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("start")
        self.setProperty("page", True)
        self._recent = QGridLayout()
        self._recent.setHorizontalSpacing(theme.SPACE.XL)
        self._recent.setVerticalSpacing(theme.SPACE.XS)
        self._recent.setColumnStretch(0, 1)
        self._recent.setColumnStretch(1, 1)
        column = QVBoxLayout()
        column.setSpacing(theme.SPACE.XL)
        column.addStretch(2)
        column.addLayout(self._make_heading())
        column.addLayout(self._make_cards())
        column.addLayout(self._make_hint())
        column.addLayout(self._recent)
        column.addStretch(3)
        body = QWidget()
        body.setLayout(column)
        body.setMaximumWidth(920)
        outer = QHBoxLayout(self)
        outer.setContentsMargins(theme.SPACE.XL, theme.SPACE.XL, theme.SPACE.XL, theme.SPACE.XL)
        outer.addStretch(1)
        outer.addWidget(body, 20)
        outer.addStretch(1)

    def _make_heading(self) -> QHBoxLayout:
        icon = QLabel()
        icon.setPixmap(theme.app_icon().pixmap(QSize(56, 56)))
        icon.setAccessibleName(self.tr("Icon of {0}").format(APP_NAME))
        title = QLabel(APP_NAME)
        theme.role(title, "title")
        text = QLabel(
            self.tr("Find the objects a model sees that are not there, and erase them robustly.")
        )
        text.setWordWrap(True)
        theme.role(text, "muted")
        heading = QVBoxLayout()
        heading.setSpacing(theme.SPACE.XS)
        heading.addWidget(title)
        heading.addWidget(text)
        top = QHBoxLayout()
        top.setSpacing(theme.SPACE.L)
        top.addWidget(icon, 0, Qt.AlignmentFlag.AlignTop)
        top.addLayout(heading, 1)
        return top

    def _make_cards(self) -> QHBoxLayout:
        self._demo = ActionCard(
            "start.demo",
            self.tr("Try the demo"),
            self.tr("A small model that hallucinates objects, with images: every step in minutes."),
            "Ctrl+D",
        )
        self._model = ActionCard(
            "start.model",
            self.tr("Open a model folder"),
            self.tr("A vision-language model on this computer, in the Hugging Face layout."),
            "Ctrl+Shift+O",
        )
        self._project = ActionCard(
            "start.project",
            self.tr("Open a project"),
            self.tr("Continue where you left off: images, verdicts, runs."),
            "Ctrl+O",
        )
        self._demo.clicked.connect(self.demo_chosen)
        self._model.clicked.connect(self._choose_model)
        self._project.clicked.connect(self._choose_project)
        cards = QHBoxLayout()
        cards.setSpacing(theme.SPACE.L)
        for card in (self._demo, self._model, self._project):
            cards.addWidget(card, 1)
        return cards

    def _make_hint(self) -> QHBoxLayout:
        new = QPushButton(self.tr("New project…"))
        new.setObjectName("start.new")
        new.setAccessibleName(self.tr("New project"))
        new.setToolTip(self.tr("Make an empty project in a folder of your choice (Ctrl+N)"))
        new.clicked.connect(self.new_chosen)
        theme.quiet(new)
        hint = QLabel(self.tr("Or drop a project, a model folder or images anywhere here."))
        hint.setWordWrap(True)
        theme.role(hint, "muted")
        under = QHBoxLayout()
        under.addWidget(hint, 1)
        under.addWidget(new)
        return under

    def take_focus(self) -> None:
        """Put the focus on the first way in."""
        self._demo.setFocus(Qt.FocusReason.OtherFocusReason)

    def set_recent(self, projects: Sequence[Path], models: Sequence[ModelConfig]) -> None:
        """List what was used last."""
        while self._recent.count():
            item = self._recent.takeAt(0)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        open_project, load_model = self.tr("Open project {0}"), self.tr("Load model {0}")
        columns = (
            (
                self.tr("Recent projects"),
                [
                    RecentRow(f"start.recent_project{row}", display_name(one), one, open_project)
                    for row, one in enumerate(projects[:_SHOWN])
                ],
                self._open_recent,
            ),
            (
                self.tr("Recent models"),
                [
                    RecentRow(
                        f"start.recent_model{row}", model_title(one), one.model, load_model, one
                    )
                    for row, one in enumerate(models[:_SHOWN])
                ],
                self._load_recent,
            ),
        )
        for column, (title, rows, chosen) in enumerate(columns):
            if not rows:
                continue
            label = QLabel(title)
            theme.role(label, "heading")
            self._recent.addWidget(label, 0, column)
            for row, entry in enumerate(rows):
                entry.clicked.connect(chosen)
                self._recent.addWidget(entry, row + 1, column)

    def _open_recent(self) -> None:
        row = self.sender()
        if isinstance(row, RecentRow):
            self.project_chosen.emit(row.folder)

    def _load_recent(self) -> None:
        row = self.sender()
        if isinstance(row, RecentRow):
            self.load_chosen.emit(row.config)

    def _choose_model(self) -> None:
        self.model_chosen.emit(None)

    def _choose_project(self) -> None:
        self.project_chosen.emit(None)


def _rules(use: Colours, _points: float) -> str:
    hover = mix(use.accent, use.surface, 0.07)
    return (
        'QPushButton[kind="card"] { border-radius: 10px; text-align: left; padding: 0; }\n'
        f'QPushButton[kind="card"]:hover {{ border-color: {use.accent}; background: {hover}; }}\n'
        f'QPushButton[kind="card"]:focus {{ border: 2px solid {use.accent}; padding: 0; }}\n'
        'QPushButton[kind="row"] { background: transparent; border-color: transparent; '
        "text-align: left; padding: 0; }\n"
        f'QPushButton[kind="row"]:hover {{ background: {hover}; }}\n'
        f'QPushButton[kind="row"]:focus {{ border: 2px solid {use.accent}; padding: 0; }}\n'
    )


theme.add_part(_rules)
