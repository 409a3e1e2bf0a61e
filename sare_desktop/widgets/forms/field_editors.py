"""One editor per type of setting: shows a value, takes the user's, and says what is wrong with it.

Every editor has a raw state (text, a number, a check mark) that always exists, and a value that
exists only where the raw state can be converted.
"""

from __future__ import annotations

import re
from abc import abstractmethod
from pathlib import Path
from typing import Any

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QTextOption
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDoubleSpinBox,
    QFileDialog,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QMenu,
    QPlainTextEdit,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from sare_desktop import theme
from sare_desktop.widgets.forms.choice_words import choice_words
from sare_desktop.widgets.forms.wheel_guard import guard_wheel
from sare_desktop.widgets.primitives.small_parts import pad_spin
from sare_engine import Setting

_LARGEST_WHOLE = 2.0**53
"""Whole numbers up to here are exact in the double that a spin box holds."""


def number_text(value: float) -> str:
    """Return a number as a person writes it: 0.001, 32, 1e-9."""
    text = repr(float(value))
    text = text.removesuffix(".0")
    return re.sub(r"e([+-])0*(\d)", lambda match: f"e{match[1].replace('+', '')}{match[2]}", text)


def range_text(declared: Setting) -> str:
    """Return the allowed range in words, or ""."""
    low, high = declared.minimum, declared.maximum
    unit = f" {declared.unit}" if declared.unit else ""
    if low is not None and high is not None:
        return QCoreApplication.translate("Setting", "{low} to {high}{unit}").format(
            low=number_text(low), high=number_text(high), unit=unit
        )
    if low is not None:
        return QCoreApplication.translate("Setting", "at least {low}{unit}").format(
            low=number_text(low), unit=unit
        )
    if high is not None:
        return QCoreApplication.translate("Setting", "at most {high}{unit}").format(
            high=number_text(high), unit=unit
        )
    return ""


class Editor(QWidget):
    """What all editors share."""

    changed = Signal()
    """The raw state is another one, by the user or by `set_raw`."""
    finished = Signal()
    """The user has left the field or pressed Enter."""

    def __init__(self, declared: Setting, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.declared = declared
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)

    @property
    @abstractmethod
    def focus_field(self) -> QWidget:
        """The widget that takes the keyboard; it carries object name and accessible name."""

    def _nothing(self) -> str:
        """Return what stands in an empty field: what then happens is said by the help."""
        return self.tr("default") if "default" in self.declared.help.lower() else self.tr("none")

    def tab_stops(self) -> list[QWidget]:
        """Return the widgets that the tab key visits, in order."""
        return [self.focus_field]

    @abstractmethod
    def raw(self) -> Any:
        """Return the state as JSON."""

    @abstractmethod
    def set_raw(self, state: Any) -> None:
        """Show a state given by `raw`."""

    @abstractmethod
    def value(self) -> Any:
        """Return the value.

        Raises:
            ValueError: the state is no value of this setting; the text says why.
        """

    @abstractmethod
    def raw_of(self, value: Any) -> Any:
        """Return the state that shows a value of the setting."""


class WholeNumberEditor(Editor):
    """A spin box, also for numbers beyond 32 bits, which seeds are."""

    def __init__(self, declared: Setting, parent: QWidget | None = None) -> None:
        super().__init__(declared, parent)
        self._box = QDoubleSpinBox()
        self._box.setDecimals(0)
        self._box.setGroupSeparatorShown(False)
        self._box.setRange(
            -_LARGEST_WHOLE if declared.minimum is None else declared.minimum,
            _LARGEST_WHOLE if declared.maximum is None else declared.maximum,
        )
        self._box.setKeyboardTracking(True)
        if declared.unit:
            self._box.setSuffix(f" {declared.unit}")
        guard_wheel(self._box)
        pad_spin(self._box)
        # A range up to billions must not make the box that wide.
        letters = max(8, 9 + len(declared.unit))
        self._box.setMinimumWidth(self._box.fontMetrics().averageCharWidth() * letters)
        self._box.valueChanged.connect(self.changed)
        self._box.editingFinished.connect(self.finished)
        self._row.addWidget(self._box)

    @property
    def focus_field(self) -> QWidget:
        return self._box

    def raw(self) -> Any:
        return int(self._box.value())

    def set_raw(self, state: Any) -> None:
        self._box.setValue(float(state))

    def value(self) -> Any:
        return int(self._box.value())

    def raw_of(self, value: Any) -> Any:
        return int(value)


class TextEditor(Editor):
    """A line of text that holds words, numbers in any notation, or several of either."""

    def __init__(self, declared: Setting, parent: QWidget | None = None) -> None:
        super().__init__(declared, parent)
        self._line = QLineEdit()
        self._line.textChanged.connect(self.changed)
        self._line.editingFinished.connect(self.finished)
        self._line.setPlaceholderText(self._placeholder())
        self._row.addWidget(self._line)

    def _placeholder(self) -> str:
        if self.declared.many:
            return self.tr("separated by commas")
        return self._nothing() if self.declared.optional else ""

    @property
    def focus_field(self) -> QWidget:
        return self._line

    def raw(self) -> Any:
        return self._line.text()

    def set_raw(self, state: Any) -> None:
        if state != self._line.text():
            self._line.setText(str(state))

    def value(self) -> Any:
        text = self._line.text()
        if self.declared.many:
            pieces = [piece.strip() for piece in re.split(r"[,;\n]", text)]
            if self.declared.type in (int, float):
                pieces = [number for piece in pieces for number in piece.split()]
            return tuple(self._convert(piece) for piece in pieces if piece)
        if self.declared.optional and not text.strip():
            return None
        return self._convert(text)

    def raw_of(self, value: Any) -> Any:
        if value is None:
            return ""
        if self.declared.many:
            return ", ".join(self._text(one) for one in value)
        return self._text(value)

    def _text(self, value: Any) -> str:
        return number_text(value) if self.declared.type is float else str(value)

    def _convert(self, text: str) -> Any:
        kind = self.declared.type
        if kind is str:
            if self.declared.required and not text.strip():
                raise ValueError(self.tr("Please fill this in."))
            return text
        text = text.strip()
        if not text:
            raise ValueError(self.tr("Please enter a number."))
        if kind is int:
            try:
                return int(text)
            except ValueError:
                raise ValueError(
                    self.tr("“{text}” is not a whole number.").format(text=text)
                ) from None
        try:
            # A decimal comma is what many keyboards have.
            return float(text.replace(",", "."))
        except ValueError:
            raise ValueError(self.tr("“{text}” is not a number.").format(text=text)) from None


class SwitchEditor(Editor):
    """A check box that carries its own label."""

    def __init__(self, declared: Setting, parent: QWidget | None = None) -> None:
        super().__init__(declared, parent)
        self._box = QCheckBox(declared.label)
        self._box.toggled.connect(self.changed)
        self._row.addWidget(self._box)
        self._row.addStretch(1)

    @property
    def focus_field(self) -> QWidget:
        return self._box

    def raw(self) -> Any:
        return self._box.isChecked()

    def set_raw(self, state: Any) -> None:
        self._box.setChecked(bool(state))

    def value(self) -> Any:
        return self._box.isChecked()

    def raw_of(self, value: Any) -> Any:
        return bool(value)


class ChoiceEditor(Editor):
    """A combo box of the allowed values."""

    def __init__(self, declared: Setting, parent: QWidget | None = None) -> None:
        super().__init__(declared, parent)
        self._box = QComboBox()
        if declared.optional:
            self._box.addItem(self.tr("Default"), None)
        for choice in declared.choices:
            self._box.addItem(choice_words(choice), choice)
        self._box.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        guard_wheel(self._box)
        self._box.currentIndexChanged.connect(self.changed)
        self._row.addWidget(self._box)

    @property
    def focus_field(self) -> QWidget:
        return self._box

    def raw(self) -> Any:
        return self._box.currentData()

    def set_raw(self, state: Any) -> None:
        index = self._box.findData(state)
        if index >= 0:
            self._box.setCurrentIndex(index)

    def value(self) -> Any:
        return self._box.currentData()

    def raw_of(self, value: Any) -> Any:
        return value


class ChoicesEditor(Editor):
    """Check boxes, two in a row: any number of the allowed values."""

    def __init__(self, declared: Setting, parent: QWidget | None = None) -> None:
        super().__init__(declared, parent)
        self._boxes: dict[str, QCheckBox] = {}
        grid = QGridLayout()
        grid.setHorizontalSpacing(theme.SPACE.M)
        grid.setVerticalSpacing(theme.SPACE.XS)
        for place, choice in enumerate(declared.choices):
            box = QCheckBox(choice_words(choice))
            box.setObjectName(f"form.{declared.name}.{choice}")
            box.setAccessibleName(f"{declared.label}: {choice_words(choice)}")
            box.setToolTip(declared.help)
            box.toggled.connect(self.changed)
            self._boxes[choice] = box
            grid.addWidget(box, *divmod(place, 2))
        self._row.addLayout(grid)
        self._row.addStretch(1)

    @property
    def focus_field(self) -> QWidget:
        return next(iter(self._boxes.values()))

    def tab_stops(self) -> list[QWidget]:
        return list(self._boxes.values())

    def raw(self) -> Any:
        return [choice for choice, box in self._boxes.items() if box.isChecked()]

    def set_raw(self, state: Any) -> None:
        for choice, box in self._boxes.items():
            box.setChecked(choice in state)

    def value(self) -> Any:
        chosen = tuple(self.raw())
        if not chosen and self.declared.default != ():
            raise ValueError(self.tr("Please check at least one."))
        return chosen

    def raw_of(self, value: Any) -> Any:
        return [choice for choice in self._boxes if choice in value]


class DropLine(QLineEdit):
    """A line of text that takes a dropped file or folder as its path."""

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take local files and folders."""
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()
        else:
            super().dragEnterEvent(event)

    def dropEvent(self, event: QDropEvent) -> None:
        """Put the path in place of the text."""
        paths = [url.toLocalFile() for url in event.mimeData().urls() if url.isLocalFile()]
        if paths:
            self.setText(str(Path(paths[0])))
            self.editingFinished.emit()
            event.acceptProposedAction()
        else:
            super().dropEvent(event)


class DropLines(QPlainTextEdit):
    """Lines of text; dropped files and folders become one line each."""

    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTabChangesFocus(True)
        self.setWordWrapMode(QTextOption.WrapMode.NoWrap)
        self.setFixedHeight(self.fontMetrics().lineSpacing() * 4)

    def canInsertFromMimeData(self, source: Any) -> bool:
        """Take local files and folders besides text."""
        return any(url.isLocalFile() for url in source.urls()) or super().canInsertFromMimeData(
            source
        )

    def insertFromMimeData(self, source: Any) -> None:
        """Add dropped or pasted files below what is there."""
        paths = [str(Path(url.toLocalFile())) for url in source.urls() if url.isLocalFile()]
        if paths:
            self.add(paths)
        else:
            super().insertFromMimeData(source)

    def add(self, paths: list[str]) -> None:
        """Add paths that are not there yet."""
        lines = [line for line in self.toPlainText().splitlines() if line.strip()]
        self.setPlainText("\n".join(dict.fromkeys([*lines, *paths])))

    def focusOutEvent(self, event: Any) -> None:
        """Tell that the field was left."""
        super().focusOutEvent(event)
        self.left.emit()


class PathEditor(Editor):
    """A path with a button that browses for it; drops are taken too."""

    def __init__(self, declared: Setting, parent: QWidget | None = None) -> None:
        super().__init__(declared, parent)
        self._line: DropLine | DropLines
        if declared.many:
            self._line = DropLines()
            self._line.left.connect(self.finished)
        else:
            self._line = DropLine()
            self._line.editingFinished.connect(self.finished)
        self._line.setPlaceholderText(
            self._nothing() if declared.optional else self.tr("drop here or browse")
        )
        self._line.textChanged.connect(self.changed)
        self._row.addWidget(self._line, 1)
        self._browse = QPushButton(self.tr("Browse…"))
        self._browse.setObjectName(f"form.{declared.name}.browse")
        self._browse.setAccessibleName(self.tr("Browse for {label}").format(label=declared.label))
        self._browse.setToolTip(self.tr("Pick it in a file dialog."))
        self._connect_browse()
        if declared.many:
            column = QVBoxLayout()
            column.addWidget(self._browse)
            column.addStretch(1)
            self._row.addLayout(column)
        else:
            self._row.addWidget(self._browse)

    def _connect_browse(self) -> None:
        said = self.declared.help.lower()
        folder = "folder" in said
        file = re.search(r"\b(file|files|json|xml|csv)\b", said)
        # "Folder of the MLLM: config.json …" tells what is in the folder.
        if folder and file and not re.match(r"(\w+ )?folder\b", said):
            menu = QMenu(self._browse)
            menu.addAction(self.tr("A folder…"), self.browse_folder)
            menu.addAction(self.tr("A file…"), self.browse_file)
            self._browse.setMenu(menu)
        elif folder:
            self._browse.clicked.connect(self.browse_folder)
        else:
            self._browse.clicked.connect(self.browse_file)

    def browse_folder(self) -> None:
        """Ask for a folder."""
        chosen = QFileDialog.getExistingDirectory(self, self.declared.label, self._start())
        self._take([chosen])

    def browse_file(self) -> None:
        """Ask for a file, or for files where the setting holds several."""
        if self.declared.many:
            several, _ = QFileDialog.getOpenFileNames(self, self.declared.label, self._start())
            self._take(several)
        else:
            one, _ = QFileDialog.getOpenFileName(self, self.declared.label, self._start())
            self._take([one])

    def _start(self) -> str:
        lines = [line for line in str(self.raw()).splitlines() if line.strip()]
        return str(Path(lines[-1]).expanduser()) if lines else ""

    def _take(self, chosen: list[str]) -> None:
        paths = [str(Path(one)) for one in chosen if one]
        if not paths:
            return
        if isinstance(self._line, DropLines):
            self._line.add(paths)
        else:
            self._line.setText(paths[0])
        self.finished.emit()

    @property
    def focus_field(self) -> QWidget:
        return self._line

    def tab_stops(self) -> list[QWidget]:
        return [self._line, self._browse]

    def raw(self) -> Any:
        if isinstance(self._line, DropLines):
            return self._line.toPlainText()
        return self._line.text()

    def set_raw(self, state: Any) -> None:
        if state == self.raw():
            return
        if isinstance(self._line, DropLines):
            self._line.setPlainText(str(state))
        else:
            self._line.setText(str(state))

    def value(self) -> Any:
        lines = [line.strip() for line in str(self.raw()).splitlines() if line.strip()]
        paths = tuple(Path(line).expanduser() for line in lines)
        if not paths and self.declared.required:
            raise ValueError(self.tr("Please choose a path."))
        if self.declared.many:
            return paths
        return paths[0] if paths else None

    def raw_of(self, value: Any) -> Any:
        if value is None:
            return ""
        return "\n".join(str(one) for one in value) if self.declared.many else str(value)


def editor_for(declared: Setting, parent: QWidget | None = None) -> Editor:
    """Return the editor that fits a setting."""
    if declared.choices:
        kind: type[Editor] = ChoicesEditor if declared.many else ChoiceEditor
    elif declared.type is bool:
        kind = SwitchEditor
    elif declared.type is Path:
        kind = PathEditor
    elif declared.type is int and not declared.many and not declared.optional:
        kind = WholeNumberEditor
    else:
        kind = TextEditor
    editor = kind(declared, parent)
    field = editor.focus_field
    if not declared.many or not declared.choices:
        field.setObjectName(f"form.{declared.name}")
        field.setAccessibleName(declared.label)
    limits = range_text(declared)
    field.setToolTip(declared.help + (f"\n({limits})" if limits else ""))
    field.setAccessibleDescription(field.toolTip())
    if not isinstance(editor, SwitchEditor):
        editor.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    editor.setFocusProxy(field)
    return editor
