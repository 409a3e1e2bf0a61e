"""One setting in a form: its label, editor, reset button and problem."""

from __future__ import annotations

import html
from typing import Any

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QSizePolicy, QToolButton, QWidget

from sare_desktop import theme
from sare_desktop.engine_words import engine_text
from sare_desktop.widgets.forms.editor import Editor
from sare_desktop.widgets.forms.field_editors import (
    SwitchEditor,
    TextEditor,
    editor_for,
    tooltip_of,
)
from sare_desktop.widgets.forms.path_editors import PathEditor
from sare_desktop.widgets.help.terms_here import TERM, TermLabel, term_of, with_hint
from sare_engine import Setting

LABEL, RESET, FIELD = range(3)
"""Columns of the grid. The reset buttons end the labels' column, so that the fields reach the
form's edge."""


ROWS = 3
"""Rows of the grid for each setting."""


class FieldRow:
    """The widgets of one setting, in rows of a grid: the field, and its problem and note below.

    Attributes:
        declared: the setting.
        editor: its field.
        label: the label, or None for a check box, which carries its own.
        reset: the button that restores the default.
        problem: what is wrong with the value; hidden if nothing is.
        note: what else there is to say; hidden if nothing is.
        raw: the state that the form knows, to notice changes against.
        touched: whether a problem was shown here before.
        used: whether the chosen entries use the setting; the row is hidden if not.
        listed: whether the form's arrangement lists it now; the row is hidden if not.
        home_raw: the state that the reset button restores: at first the default's.
    """

    def __init__(self, declared: Setting, grid: QGridLayout, row: int, parent: QWidget) -> None:
        """Make the widgets, and put them into the grid from row `row` on."""
        self.declared = declared
        self.touched = False
        self.used = True
        self.listed = True
        self._problem_text = ""
        self.editor = editor_for(declared, parent)
        term = term_of(declared)
        self.editor.setProperty(TERM, term)
        self.label: TermLabel | None = None
        if not isinstance(self.editor, SwitchEditor):
            self.label = TermLabel(_label_words(declared), parent)
            self.label.setBuddy(self.editor.focus_field)
            self.label.setToolTip(with_hint(tooltip_of(declared), term))
            self.label.show_term(term)
            grid.addWidget(self.label, row, LABEL, _label_place(self.editor))
        _add_unit(self.editor)
        self.editor.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        grid.addWidget(self.editor, row, FIELD)
        self.reset = _make_reset(declared, parent)
        grid.addWidget(self.reset, row, RESET, Qt.AlignmentFlag.AlignTop)
        self.problem = QLabel(parent)
        self.problem.setObjectName(f"form.{declared.name}.problem")
        self.problem.setWordWrap(True)
        theme.tone(self.problem, "error")
        self.problem.hide()
        grid.addWidget(self.problem, row + 1, FIELD)
        self.note = QLabel(parent)
        self.note.setObjectName(f"form.{declared.name}.note")
        self.note.setWordWrap(True)
        theme.role(self.note, "muted")
        self.note.hide()
        grid.addWidget(self.note, row + 2, FIELD)
        self.home_raw: Any = None
        if not declared.required:
            self.home_raw = self.default_raw()
            self.editor.set_raw(self.home_raw)
        self._hold_reset_place()
        self.raw = self.editor.raw()

    def default_raw(self) -> Any:
        """Return the state that shows the default; the setting must have one."""
        return self.editor.raw_of(self.declared.default)

    def is_changed(self) -> bool:
        """Return whether the value differs from what the reset button restores."""
        return not self.declared.required and self.editor.raw() != self.home_raw

    def set_home(self, state: Any, preset: str) -> None:
        """Let the reset button restore the state of a preset; "" names the defaults."""
        self.home_raw = state
        if preset:
            tip = QCoreApplication.translate("FieldRow", "Restore the value of the preset “{0}”.")
        else:
            tip = QCoreApplication.translate("FieldRow", "Restore the default.")
        self.reset.setToolTip(tip.format(preset))

    def set_used(self, used: bool) -> None:
        """Show the row, or hide it with its value kept."""
        self.used = used
        if not used:
            self.show_problem("")
        self._show()

    def set_listed(self, listed: bool) -> None:
        """Show the row if it is used, or hide it with its value and problem kept."""
        if listed != self.listed:
            self.listed = listed
            self._show()

    def _show(self) -> None:
        seen = self.used and self.listed
        if self.label is not None:
            self.label.setVisible(seen)
        self.editor.setVisible(seen)
        self.problem.setVisible(seen and bool(self._problem_text))
        self.note.setVisible(seen and bool(self.note.text()))
        self._hold_reset_place()
        self.show_reset()

    def show_reset(self) -> None:
        """Show the reset button where there is something to reset."""
        self.reset.setVisible(self.used and self.listed and self.is_changed())

    def show_problem(self, text: str) -> None:
        """Show what is wrong with the value; "" for nothing."""
        self._problem_text = text
        self.problem.setText(engine_text(text))
        self.problem.setVisible(self.listed and bool(text))
        field = self.editor.focus_field
        field.setAccessibleDescription(field.toolTip() + (f"\n{text}" if text else ""))
        if bool(field.property("invalid")) != bool(text):
            field.setProperty("invalid", bool(text))
            theme.restyle(field)

    def show_note(self, text: str) -> None:
        """Show a sentence below the field; "" for none."""
        self.note.setText(text)
        self.note.setVisible(self.listed and bool(text))

    def has_problem(self) -> bool:
        """Return whether the value has a problem that was shown."""
        return bool(self._problem_text)

    def _hold_reset_place(self) -> None:
        """Keep the place of a hidden reset button, or the fields would jump when it appears."""
        policy = self.reset.sizePolicy()
        policy.setRetainSizeWhenHidden(self.used and self.listed)
        self.reset.setSizePolicy(policy)


def _make_reset(declared: Setting, parent: QWidget) -> QToolButton:
    reset = QToolButton(parent)
    reset.setObjectName(f"form.{declared.name}.reset")
    reset.setText("↺")
    reset.setAutoRaise(True)
    reset.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    reset.setAccessibleName(
        QCoreApplication.translate("FieldRow", "Reset {label}").format(label=declared.label)
    )
    reset.setToolTip(QCoreApplication.translate("FieldRow", "Restore the default."))
    return reset


def _label_words(declared: Setting) -> str:
    """Return a label with the paper's symbol behind it, its index set below the line."""
    if not declared.symbol:
        return declared.label
    letter, _, index = declared.symbol.partition("_")
    small = f"<sub>{html.escape(index)}</sub>" if index else ""
    return f"{html.escape(declared.label)}, <i>{html.escape(letter)}</i>{small}"


def _label_place(editor: Editor) -> Qt.AlignmentFlag:
    if isinstance(editor, PathEditor) and editor.declared.many:
        return Qt.AlignmentFlag.AlignTop
    return Qt.AlignmentFlag.AlignVCenter


def _add_unit(editor: Editor) -> None:
    """Show the unit behind a field that cannot show it itself."""
    layout = editor.layout()
    if isinstance(editor, TextEditor) and editor.declared.unit and layout is not None:
        unit = QLabel(editor.declared.unit)
        theme.role(unit, "muted")
        layout.addWidget(unit)
