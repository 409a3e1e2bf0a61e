"""Ways to choose a model: drop it, name it, pick a recent one, or try the demo."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import (
    QFileDialog,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from sare_desktop import theme
from sare_desktop.model_lookup import format_words, model_title
from sare_desktop.session import Session
from sare_desktop.widgets.primitives.drop_area import DropArea
from sare_desktop.widgets.primitives.small_parts import (
    make_button,
    make_card,
    make_label,
    row_height,
    rows_height,
)
from sare_engine import ModelConfig

_RECENT_SHOWN = 5
_LAST_FOLDER = "model.last_folder"


class ModelChooser(QWidget):
    """Drop area and path on the left; the demo and recent models on the right.

    Attributes:
        chosen: emitted with the path or the name that the user chose.
        load_chosen: emitted with the `ModelConfig` of a recent model.
    """

    chosen = Signal(str)
    load_chosen = Signal(object)

    def __init__(
        self, session: Session, open_demo: Callable[[], object], parent: QWidget | None = None
    ) -> None:
        """Show the recent models.

        Args:
            session: whose settings list them.
            open_demo: opens the demo.
            parent: the owner.
        """
        super().__init__(parent)
        self._session = session
        self._loads: list[ModelConfig] = []
        left = QVBoxLayout()
        left.setSpacing(theme.SPACE.S)
        left.addWidget(self._make_drop(), 1)
        left.addLayout(self._make_path())
        right = QVBoxLayout()
        right.setSpacing(theme.SPACE.S)
        right.addWidget(self._make_demo(open_demo))
        right.addWidget(self._make_recent(), 1)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(theme.SPACE.L)
        grid.setColumnStretch(0, 3)
        grid.setColumnStretch(1, 2)
        grid.addLayout(left, 0, 0)
        grid.addLayout(right, 0, 1)
        session.settings.changed.connect(self._on_setting)
        self._show_recent()

    def _make_drop(self) -> QWidget:
        drop = DropArea(
            self.tr("Drop a model folder here"),
            self.tr("Hugging Face format: config.json, safetensors weights, processor files."),
            [(self.tr("Choose a folder…"), "model.choose", self.choose_folder)],
        )
        drop.setObjectName("model.drop")
        drop.dropped.connect(self._on_dropped)
        self.setFocusProxy(drop.buttons[0])
        return drop

    def _make_path(self) -> QHBoxLayout:
        self._path = QLineEdit()
        self._path.setObjectName("model.path")
        self._path.setAccessibleName(self.tr("Model folder or Hub name"))
        self._path.setToolTip(
            self.tr("Path of a folder, or a name on the Hugging Face Hub; press Enter to inspect.")
        )
        self._path.setPlaceholderText(self.tr("Path, or a name such as llava-hf/llava-1.5-7b-hf"))
        self._path.returnPressed.connect(self._on_path)
        look = make_button(
            self.tr("Inspect"),
            "model.look",
            self.tr("Inspect the folder without loading the model."),
            self._on_path,
        )
        row = QHBoxLayout()
        row.setSpacing(theme.SPACE.S)
        row.addWidget(self._path, 1)
        row.addWidget(look)
        return row

    def _make_demo(self, open_demo: Callable[[], object]) -> QFrame:
        card, inside = make_card()
        inside.setSpacing(theme.SPACE.S)
        text = self.tr(
            "A tiny LLaVA that says “knife” wherever it sees a fork, with drawn pictures. All "
            "steps together take minutes on any computer."
        )
        self._demo = make_button(
            self.tr("Try the demo"),
            "model.demo",
            self.tr("Open the demo project and load its model."),
            open_demo,
        )
        row = QHBoxLayout()
        row.addWidget(self._demo)
        row.addStretch(1)
        inside.addWidget(make_label(self.tr("Demo model"), "heading"))
        inside.addWidget(make_label(text, "muted"))
        inside.addLayout(row)
        return card

    def _make_recent(self) -> QFrame:
        card, inside = make_card()
        inside.setSpacing(theme.SPACE.S)
        self._no_recent = make_label(self.tr("Models that you load are listed here."), "muted")
        self._recent = QListWidget()
        self._recent.setObjectName("model.recent")
        self._recent.setAccessibleName(self.tr("Recent models"))
        self._recent.setToolTip(self.tr("Click a model to load it instead of the loaded model."))
        self._recent.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self._recent.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._recent.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._recent.setFrameShape(QFrame.Shape.NoFrame)
        self._recent.itemClicked.connect(self._on_recent)
        self._recent.itemActivated.connect(self._on_recent)
        inside.addWidget(make_label(self.tr("Recent models"), "heading"))
        inside.addWidget(self._no_recent)
        inside.addWidget(self._recent)
        inside.addStretch(1)
        return card

    def show_path(self, text: str) -> None:
        """Show what is inspected."""
        self._path.setText(text)

    def set_busy(self, busy: bool) -> None:
        """Follow whether a job runs."""
        self._demo.setEnabled(not busy)

    def choose_folder(self) -> None:
        """Ask for the folder of a model."""
        settings = self._session.settings
        start = settings.value(_LAST_FOLDER) or settings.value("models_folder") or Path.home()
        chosen = QFileDialog.getExistingDirectory(
            self, self.tr("Choose a model folder"), str(start)
        )
        if chosen:
            settings.set(_LAST_FOLDER, str(Path(chosen).parent))
            self.chosen.emit(chosen)

    def choose_download_folder(self, name: str) -> Path | None:
        """Ask where to download a model to; return None if the user cancels.

        Args:
            name: the model's name.
        """
        settings = self._session.settings
        start = settings.value("models_folder") or settings.value(_LAST_FOLDER) or Path.home()
        chosen = QFileDialog.getExistingDirectory(
            self, self.tr("Download {name} to a new folder in").format(name=name), str(start)
        )
        if not chosen:
            return None
        settings.set(_LAST_FOLDER, chosen)
        return Path(chosen)

    def _on_dropped(self, paths: list[Path]) -> None:
        self.chosen.emit(str(paths[0]))

    def _on_path(self) -> None:
        text = self._path.text().strip()
        if text:
            self.chosen.emit(text)
        else:
            self._path.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_recent(self, item: QListWidgetItem) -> None:
        self.load_chosen.emit(self._loads[self._recent.row(item)])

    def _on_setting(self, key: str) -> None:
        if key == "recent_models":
            self._show_recent()

    def _show_recent(self) -> None:
        self._recent.clear()
        row = row_height(self._recent)
        self._loads = self._session.settings.recent_loads()[:_RECENT_SHOWN]
        for config in self._loads:
            words = [model_title(config), str(config.model.parent)]
            words.insert(1, format_words(config.dtype, config.quantisation))
            item = QListWidgetItem(" · ".join(filter(None, words)))
            item.setToolTip("\n".join(str(one) for one in (config.model, config.adapter) if one))
            item.setSizeHint(QSize(0, row))
            self._recent.addItem(item)
        count = self._recent.count()
        self._recent.setVisible(count > 0)
        self._no_recent.setVisible(count == 0)
        if count:
            self._recent.setFixedHeight(rows_height(self._recent, count))
