"""A form made of a config dataclass: fields, units, ranges, tooltips, presets and validation."""

from __future__ import annotations

import itertools
import time
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from PySide6.QtCore import QEvent, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QGuiApplication, QUndoCommand, QUndoStack
from PySide6.QtWidgets import (
    QComboBox,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from sare_desktop import theme
from sare_desktop.widgets.forms.field_editors import (
    Editor,
    PathEditor,
    SwitchEditor,
    TextEditor,
    editor_for,
)
from sare_desktop.widgets.forms.wheel_guard import guard_wheel
from sare_engine import Config, Setting, settings_of

if TYPE_CHECKING:
    from sare_engine import Preset

ConfigT = TypeVar("ConfigT", bound=Config)

_LABEL, _RESET, _FIELD = range(3)
"""Columns of the fields."""
_GAP = theme.SPACE.S
_TYPING_PAUSE = 1.5
"""Seconds without a key after which further typing is an edit of its own for undo."""


def copy_command(*configs: Config) -> str:
    """Put the command lines that do the same without a window on the clipboard."""
    from sare_engine import command_of

    command = "\n".join(command_of(config) for config in configs)
    QGuiApplication.clipboard().setText(command)
    return command


@dataclass
class _Field:
    """One setting in the form."""

    declared: Setting
    editor: Editor
    label: QLabel | None
    reset: QToolButton
    problem: QLabel
    raw: Any
    """The state that is known to the form, against which a change is told."""
    touched: bool = False


class _FieldEdit(QUndoCommand):
    """A change of one field; changes while typing become one."""

    def __init__(self, form: ConfigForm[Any], name: str, before: Any, after: Any) -> None:
        super().__init__(form.label_of(name))
        self._form = form
        self._name = name
        self._before = before
        self._after = after
        self._when = time.monotonic()
        self._applied = True

    def id(self) -> int:
        return 4711

    def mergeWith(self, other: QUndoCommand) -> bool:
        if (
            not isinstance(other, _FieldEdit)
            or other._form is not self._form
            or other._name != self._name
            or other._when - self._when > _TYPING_PAUSE
        ):
            return False
        self._after = other._after
        self._when = other._when
        if self._after == self._before:
            self.setObsolete(True)
        return True

    def redo(self) -> None:
        # The user has already made the change when the command is pushed.
        if self._applied:
            self._applied = False
        else:
            self._form.show_raw({self._name: self._after})

    def undo(self) -> None:
        self._form.show_raw({self._name: self._before})


class _FormEdit(QUndoCommand):
    """A change of many fields at once: a preset, or everything back to the defaults."""

    def __init__(
        self, form: ConfigForm[Any], text: str, before: dict[str, Any], after: dict[str, Any]
    ) -> None:
        super().__init__(text)
        self._form = form
        self._before = before
        self._after = after

    def redo(self) -> None:
        self._form.show_raw(self._after)

    def undo(self) -> None:
        self._form.show_raw(self._before)


class ConfigForm(QWidget, Generic[ConfigT]):
    """The settings of a job as fields.

    Every field is named `form.<setting>` and has a reset button `form.<setting>.reset` that shows
    only where the value is not the default. Advanced settings are folded away behind
    `form.advanced`.

    Args:
        config_type: the config dataclass.
        only: the settings to show, in this order; None shows all.
        hidden: settings that the page gives itself.
        undo: where edits are recorded for undo; None records none.
        with_presets: whether to offer the engine's presets for this config.
        parent: the owner.
    """

    changed = Signal()
    """A value is another one, by the user or by `set_values`."""

    def __init__(
        self,
        config_type: type[ConfigT],
        *,
        only: Collection[str] | None = None,
        hidden: Collection[str] = (),
        undo: QUndoStack | None = None,
        with_presets: bool = True,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.config_type = config_type
        self._declared = {one.name: one for one in settings_of(config_type)}
        names = list(self._declared) if only is None else list(only)
        shown = [self._declared[name] for name in names if name not in hidden]
        self._presets = _useful_presets(config_type, shown) if with_presets else ()
        self._undo = undo
        self._fields: dict[str, _Field] = {}
        self._grids: list[QGridLayout] = []
        self._aligned: list[QLabel] = []
        self._silent = 0

        page = QVBoxLayout(self)
        page.setContentsMargins(0, 0, 0, 0)
        page.setSpacing(theme.SPACE.M)
        self._add_top_row(page)
        usual = [one for one in shown if not one.advanced]
        advanced = [one for one in shown if one.advanced]
        page.addLayout(self._grid(usual))
        self._fold, self._folded = self._add_advanced(page, advanced)
        self._general = QLabel()
        self._general.setObjectName("form.problems")
        self._general.setWordWrap(True)
        theme.tone(self._general, "error")
        self._general.hide()
        page.addWidget(self._general)
        page.addStretch(1)
        self._set_tab_order()
        self._align_labels()
        self._refresh()

    # What the page asks

    def label_of(self, name: str) -> str:
        """Return the words beside a setting."""
        return self._declared[name].label

    def field(self, name: str) -> QWidget:
        """Return the widget of a setting that takes the keyboard."""
        return self._fields[name].editor.focus_field

    def values(self) -> dict[str, Any]:
        """Return the values of the shown settings; those that cannot be read are left out."""
        found = {}
        for name, field in self._fields.items():
            try:
                found[name] = field.editor.value()
            except ValueError:
                continue
        return found

    def set_values(self, values: Mapping[str, Any]) -> None:
        """Show values, as given or as a config's JSON has them; unknown names are ignored."""
        states = {}
        for name, value in values.items():
            if name not in self._fields:
                continue
            try:
                states[name] = self._fields[name].editor.raw_of(value)
            except (TypeError, ValueError):
                continue
        self.show_raw(states)

    def raw(self) -> dict[str, Any]:
        """Return what stands in the fields as JSON, also where it is no value yet."""
        return {name: field.editor.raw() for name, field in self._fields.items()}

    def show_raw(self, states: Mapping[str, Any]) -> None:
        """Show what `raw` gave; unknown names are ignored."""
        self._silent += 1
        try:
            for name, state in states.items():
                if name in self._fields:
                    field = self._fields[name]
                    field.editor.set_raw(state)
                    field.raw = field.editor.raw()
        finally:
            self._silent -= 1
        self._refresh()
        self._check(self._with_problem())
        self.changed.emit()

    def problems(self, **fixed: Any) -> list[tuple[str, str]]:
        """Return `(setting, sentence)` for everything wrong with what stands in the fields.

        Args:
            fixed: values of settings that the page gives itself.
        """
        return self._read(fixed)[1]

    def config(self, **fixed: Any) -> ConfigT | None:
        """Return the config, or None after showing all problems next to their fields.

        Args:
            fixed: values of settings that the page gives itself; they win over the fields.
        """
        config, problems = self._read(fixed)
        self.show_problems(problems)
        return None if problems else config

    def show_problems(self, problems: Collection[tuple[str, str]]) -> None:
        """Show sentences next to their fields, and move to the first; also a ConfigError's."""
        told: dict[str, list[str]] = {}
        general = []
        for name, text in problems:
            if name in self._fields:
                told.setdefault(name, []).append(text)
            else:
                label = self._declared[name].label if name in self._declared else name
                general.append(f"{label}: {text}")
        for name, field in self._fields.items():
            self._tell(field, " ".join(told.get(name, [])))
            field.touched = field.touched or name in told
        self._general.setText("\n".join(general))
        self._general.setVisible(bool(general))
        if any(self._fields[name].declared.advanced for name in told):
            self._fold.setChecked(True)
        if told:
            first = next(name for name in self._fields if name in told)
            self._fields[first].editor.focus_field.setFocus(Qt.FocusReason.OtherFocusReason)

    def reset(self, name: str) -> None:
        """Put one setting back to its default."""
        declared = self._declared[name]
        if not declared.required:
            field = self._fields[name]
            field.editor.set_raw(field.editor.raw_of(declared.default))

    def reset_all(self) -> None:
        """Put every setting that has a default back to it."""
        self._apply(self.tr("Reset all"), self._default_states())

    def apply_preset(self, preset: Preset) -> None:
        """Show a preset: its values, and defaults for what other presets would set."""
        controlled = {name for one in self._presets for name in one.values}
        states = {
            name: state for name, state in self._default_states().items() if name in controlled
        }
        for name, value in preset.values.items():
            if name in self._fields:
                states[name] = self._fields[name].editor.raw_of(value)
        self._apply(preset.title, states)

    def align(self, label: QLabel) -> None:
        """Give a label outside of the form the width of the labels in it."""
        self._aligned.append(label)
        self._align_labels()

    # Building

    def _add_top_row(self, page: QVBoxLayout) -> None:
        row = QHBoxLayout()
        self._preset_box = QComboBox()
        self._preset_box.setObjectName("form.preset")
        self._preset_box.setAccessibleName(self.tr("Preset"))
        self._preset_box.setToolTip(self.tr("Settings that fit a goal or the memory at hand."))
        self._preset_box.setPlaceholderText(self.tr("Own settings"))
        guard_wheel(self._preset_box)
        for one in self._presets:
            self._preset_box.addItem(one.title, one.name)
            self._preset_box.setItemData(
                self._preset_box.count() - 1, one.text, Qt.ItemDataRole.ToolTipRole
            )
        self._preset_box.activated.connect(self._preset_chosen)
        self._preset_text = QLabel()
        self._preset_text.setWordWrap(True)
        theme.role(self._preset_text, "muted")
        self._reset_all = QPushButton(self.tr("Reset all"))
        self._reset_all.setObjectName("form.reset_all")
        self._reset_all.setToolTip(self.tr("Put every setting back to its default."))
        self._reset_all.setAccessibleName(self.tr("Reset all settings"))
        self._reset_all.clicked.connect(self.reset_all)
        if self._presets:
            label = QLabel(self.tr("Preset"))
            label.setBuddy(self._preset_box)
            self._aligned.append(label)
            row.setSpacing(_GAP)
            row.addWidget(label)
            row.addWidget(self._preset_box, 1)
            page.addLayout(row)
            page.addWidget(self._preset_text)
        else:
            self._preset_box.setParent(self)
            self._preset_box.hide()
            self._preset_text.setParent(self)
            self._preset_text.hide()

    def _add_advanced(
        self, page: QVBoxLayout, advanced: list[Setting]
    ) -> tuple[QToolButton, QWidget]:
        fold = QToolButton(self)
        fold.setObjectName("form.advanced")
        fold.setAccessibleName(self.tr("Advanced settings"))
        fold.setToolTip(self.tr("Show or hide settings that are rarely changed."))
        fold.setCheckable(True)
        fold.setAutoRaise(True)
        fold.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        fold.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        fold.setArrowType(Qt.ArrowType.RightArrow)
        folded = QWidget(self)
        inside = QVBoxLayout(folded)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.addLayout(self._grid(advanced))
        folded.hide()
        fold.setVisible(bool(advanced))
        fold.toggled.connect(self._fold_toggled)
        row = QHBoxLayout()
        row.addWidget(fold)
        row.addStretch(1)
        row.addWidget(self._reset_all)
        page.addLayout(row)
        page.addWidget(folded)
        return fold, folded

    def _grid(self, declared: list[Setting]) -> QGridLayout:
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(_GAP)
        grid.setVerticalSpacing(theme.SPACE.S)
        grid.setColumnStretch(_FIELD, 1)
        self._grids.append(grid)
        for index, one in enumerate(declared):
            self._add_field(grid, 2 * index, one)
        return grid

    def _add_field(self, grid: QGridLayout, row: int, declared: Setting) -> None:
        editor = editor_for(declared, self)
        label = None
        if not isinstance(editor, SwitchEditor):
            label = QLabel(declared.label)
            label.setBuddy(editor.focus_field)
            label.setToolTip(editor.focus_field.toolTip())
            grid.addWidget(label, row, _LABEL, _label_place(editor))
        grid.addWidget(_with_unit(editor, declared), row, _FIELD)
        reset = QToolButton(self)
        reset.setObjectName(f"form.{declared.name}.reset")
        reset.setText("↺")
        reset.setAutoRaise(True)
        reset.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        reset.setAccessibleName(self.tr("Reset {label}").format(label=declared.label))
        reset.setToolTip(self.tr("Back to the default."))
        # Its place stays, or the fields would jump when it comes and goes; it is where the labels
        # end, so that the fields reach the form's edge.
        policy = reset.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        reset.setSizePolicy(policy)
        grid.addWidget(reset, row, _RESET, Qt.AlignmentFlag.AlignTop)
        problem = QLabel(self)
        problem.setObjectName(f"form.{declared.name}.problem")
        problem.setWordWrap(True)
        theme.tone(problem, "error")
        problem.hide()
        grid.addWidget(problem, row + 1, _FIELD)
        if not declared.required:
            editor.set_raw(editor.raw_of(declared.default))
        field = _Field(declared, editor, label, reset, problem, editor.raw())
        self._fields[declared.name] = field
        editor.changed.connect(self._editor_changed)
        editor.finished.connect(self._editor_finished)
        reset.clicked.connect(self._reset_clicked)

    def _set_tab_order(self) -> None:
        order: list[QWidget] = [self._preset_box] if self._presets else []
        for advanced in (False, True):
            for field in self._fields.values():
                if field.declared.advanced == advanced:
                    order += [*field.editor.tab_stops(), field.reset]
            if not advanced:
                order += [self._fold, self._reset_all]
        for before, after in itertools.pairwise(order):
            QWidget.setTabOrder(before, after)

    def changeEvent(self, event: QEvent) -> None:
        """Follow another font or style sheet, whose words are wider."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._align_labels()

    def _align_labels(self) -> None:
        """Give the usual and the advanced fields one left edge."""
        labels = [field.label for field in self._fields.values() if field.label is not None]
        width = max((label.sizeHint().width() for label in labels), default=0)
        for grid in self._grids:
            grid.setColumnMinimumWidth(_LABEL, width)
        reset = max((field.reset.sizeHint().width() for field in self._fields.values()), default=0)
        for label in self._aligned:
            label.setMinimumWidth(width + _GAP + reset)

    # Reading

    def _read(self, fixed: Mapping[str, Any]) -> tuple[ConfigT, list[tuple[str, str]]]:
        """Return a config and its problems; what cannot be read has a stand-in there."""
        values: dict[str, Any] = {}
        wrong: dict[str, str] = {}
        for name, field in self._fields.items():
            if name in fixed:
                continue
            try:
                values[name] = field.editor.value()
            except ValueError as error:
                wrong[name] = str(error)
        values.update(fixed)
        for name, declared in self._declared.items():
            if declared.required and name not in values:
                wrong.setdefault(name, self.tr("must be given."))
                values[name] = _stand_in(declared)
        config = self.config_type(**values)
        problems = list(wrong.items())
        problems += [found for found in config.problems() if found[0] not in wrong]
        order = list(self._declared)
        problems.sort(key=lambda found: order.index(found[0]))
        return config, problems

    # Following the user

    def _sender_field(self) -> tuple[str, _Field]:
        sender = self.sender()
        return next(
            (name, field)
            for name, field in self._fields.items()
            if sender in (field.editor, field.reset)
        )

    def _editor_changed(self) -> None:
        if self._silent:
            return
        name, field = self._sender_field()
        before, field.raw = field.raw, field.editor.raw()
        if before == field.raw:
            return
        if self._undo is not None:
            self._undo.push(_FieldEdit(self, name, before, field.raw))
        self._refresh()
        # While typing, a problem goes away as soon as it is solved, but none comes up: half of a
        # number is no mistake.
        self._check(self._with_problem())
        self.changed.emit()

    def _editor_finished(self) -> None:
        name, field = self._sender_field()
        # Tabbing through an untouched required field is no mistake either.
        if field.touched or field.raw != "":
            self._check([*self._with_problem(), name])

    def _reset_clicked(self) -> None:
        name, field = self._sender_field()
        self.reset(name)
        field.editor.focus_field.setFocus(Qt.FocusReason.OtherFocusReason)

    def _preset_chosen(self, index: int) -> None:
        self.apply_preset(self._presets[index])

    def _fold_toggled(self, shown: bool) -> None:
        self._fold.setArrowType(Qt.ArrowType.DownArrow if shown else Qt.ArrowType.RightArrow)
        self._folded.setVisible(shown)

    def _default_states(self) -> dict[str, Any]:
        return {
            name: field.editor.raw_of(field.declared.default)
            for name, field in self._fields.items()
            if not field.declared.required
        }

    def _apply(self, text: str, states: Mapping[str, Any]) -> None:
        now = self.raw()
        after = {name: state for name, state in states.items() if state != now[name]}
        if not after:
            self._refresh()
        elif self._undo is None:
            self.show_raw(after)
        else:
            before = {name: now[name] for name in after}
            self._undo.push(_FormEdit(self, text, before, after))

    # Showing

    def _with_problem(self) -> list[str]:
        return [name for name, field in self._fields.items() if not field.problem.isHidden()]

    def _check(self, names: Collection[str]) -> None:
        """Tell or take back the problems of some fields."""
        if not names:
            return
        told: dict[str, list[str]] = {}
        for name, text in self.problems():
            told.setdefault(name, []).append(text)
        for name in names:
            self._tell(self._fields[name], " ".join(told.get(name, [])))

    def _tell(self, field: _Field, text: str) -> None:
        field.problem.setText(text)
        field.problem.setVisible(bool(text))
        widget = field.editor.focus_field
        described = widget.toolTip() + (f"\n{text}" if text else "")
        widget.setAccessibleDescription(described)
        if bool(widget.property("invalid")) != bool(text):
            widget.setProperty("invalid", bool(text))
            theme.restyle(widget)

    def _refresh(self) -> None:
        """Show which fields are not at their defaults, and which preset that is."""
        changed = 0
        advanced = 0
        for field in self._fields.values():
            declared = field.declared
            other = not declared.required and field.editor.raw() != field.editor.raw_of(
                declared.default
            )
            field.reset.setVisible(other)
            changed += other
            advanced += other and declared.advanced
        self._reset_all.setVisible(changed > 0)
        self._fold.setText(
            self.tr("Advanced settings ({count} changed)").format(count=advanced)
            if advanced
            else self.tr("Advanced settings")
        )
        self._show_preset()

    def _show_preset(self) -> None:
        with QSignalBlocker(self._preset_box):
            self._preset_box.setCurrentIndex(self._matching_preset())
        index = self._preset_box.currentIndex()
        text = self._presets[index].text if index >= 0 else ""
        self._preset_text.setText(text)
        self._preset_text.setVisible(bool(text))

    def _matching_preset(self) -> int:
        states = self.raw()
        defaults = self._default_states()
        controlled = {name for one in self._presets for name in one.values}
        for index, one in enumerate(self._presets):
            wanted = {name: state for name, state in defaults.items() if name in controlled}
            for name, value in one.values.items():
                if name in self._fields:
                    wanted[name] = self._fields[name].editor.raw_of(value)
            if all(states[name] == state for name, state in wanted.items()):
                return index
        return -1


def _useful_presets(config_type: type[Config], shown: list[Setting]) -> tuple[Preset, ...]:
    """Return the engine's presets that set something which the form shows."""
    from sare_engine import presets

    names = {one.name for one in shown}
    found = tuple(one for one in presets(config_type) if not one.values or names & set(one.values))
    # A preset without values means the defaults; alone it is no choice.
    return found if any(one.values for one in found) else ()


def _label_place(editor: Editor) -> Qt.AlignmentFlag:
    if isinstance(editor, PathEditor) and editor.declared.many:
        return Qt.AlignmentFlag.AlignTop
    return Qt.AlignmentFlag.AlignVCenter


def _with_unit(editor: Editor, declared: Setting) -> QWidget:
    """Put the unit behind a field that cannot show it itself."""
    if isinstance(editor, TextEditor) and declared.unit:
        unit = QLabel(declared.unit)
        theme.role(unit, "muted")
        layout = editor.layout()
        if layout is not None:
            layout.addWidget(unit)
    editor.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
    return editor


def _stand_in(declared: Setting) -> Any:
    """Return any valid value, so that the other settings can be checked."""
    if declared.many:
        return ()
    if declared.choices:
        return declared.choices[0]
    if declared.type in (int, float):
        return declared.type(declared.minimum or 0)
    return declared.type()
