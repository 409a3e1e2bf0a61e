"""Editors of numbers, texts and switches, and the choice of the editor that fits a setting."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QCheckBox, QDoubleSpinBox, QLineEdit, QWidget

from sare_desktop.widgets.forms.choice_editors import ChoiceEditor, ChoicesEditor
from sare_desktop.widgets.forms.choice_words import help_text
from sare_desktop.widgets.forms.editor import Editor
from sare_desktop.widgets.forms.path_editors import PathEditor
from sare_desktop.widgets.forms.wheel_guard import guard_wheel
from sare_desktop.widgets.primitives.small_parts import pad_spin
from sare_engine import Setting

_LARGEST_WHOLE = 2.0**53
"""Whole numbers up to here are exact in the double that a spin box holds."""


def number_text(value: float) -> str:
    """Return a number as people write it: 0.001, 32, 1e-9."""
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
    """A line of text for words, numbers in any notation, or a list of either."""

    def __init__(self, declared: Setting, parent: QWidget | None = None) -> None:
        super().__init__(declared, parent)
        self._line = QLineEdit()
        self._line.textChanged.connect(self.changed)
        self._line.editingFinished.connect(self.finished)
        self._line.setPlaceholderText(self._placeholder())
        self._row.addWidget(self._line)

    def _placeholder(self) -> str:
        if self.declared.many and self.declared.separator != ",":
            return self.tr("separated by “{0}”").format(self.declared.separator)
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
            between = re.escape(self.declared.separator).replace(",", ",;")
            pieces = [piece.strip() for piece in re.split(rf"[{between}\n]", text)]
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
            mark = self.declared.separator
            return (", " if mark == "," else f" {mark} ").join(self._text(one) for one in value)
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


def tooltip_of(declared: Setting) -> str:
    """Return a setting's help, the meaning of its choices, and its range."""
    limits = range_text(declared)
    return help_text(declared) + (f"\n({limits})" if limits else "")


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
    if kind is not ChoicesEditor:  # its check boxes have names and tooltips of their own
        field.setObjectName(f"form.{declared.name}")
        field.setAccessibleName(declared.label)
        field.setToolTip(tooltip_of(declared))
        field.setAccessibleDescription(field.toolTip())
    if not isinstance(editor, SwitchEditor):
        editor.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    editor.setFocusProxy(field)
    return editor
