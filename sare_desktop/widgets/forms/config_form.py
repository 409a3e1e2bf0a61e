"""A form made of a config dataclass: fields, units, ranges, tooltips, presets and validation."""

from __future__ import annotations

import itertools
from collections.abc import Collection, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QGuiApplication, QUndoStack
from PySide6.QtWidgets import (
    QGridLayout,
    QLabel,
    QVBoxLayout,
    QWidget,
)

from sare_desktop import theme
from sare_desktop.engine_words import engine_text, shown_settings
from sare_desktop.widgets.forms.arrangement import Arrangement
from sare_desktop.widgets.forms.choice_words import choice_title
from sare_desktop.widgets.forms.field_row import FIELD, LABEL, ROWS, FieldRow
from sare_desktop.widgets.forms.folded_fields import FoldedFields
from sare_desktop.widgets.forms.form_edits import FieldEdit, FormEdit
from sare_desktop.widgets.forms.form_presets import FormPresets, useful_presets
from sare_desktop.widgets.forms.form_values import FormValues
from sare_desktop.widgets.forms.grouped_fields import GroupedFields
from sare_desktop.widgets.forms.preset_picker import PresetPicker
from sare_engine import Config, Setting

if TYPE_CHECKING:
    from sare_engine import Preset

ConfigT = TypeVar("ConfigT", bound=Config)

_GAP = theme.SPACE.S


def copy_command(*configs: Config) -> str:
    """Put the command lines that do the same without a window on the clipboard."""
    from sare_engine import command_of

    command = "\n".join(command_of(config) for config in configs)
    QGuiApplication.clipboard().setText(command)
    return command


class ConfigForm(QWidget, Generic[ConfigT]):
    """The settings of a job as fields.

    Every field is named `form.<setting>` and has a reset button `form.<setting>.reset` that shows
    only where the value is not that of the chosen preset, or the default without one. Advanced
    settings are folded away behind `form.advanced`; with `plain`, the form has a plain and an
    expert mode instead. Settings that the chosen entries of registries do not use
    (`Config.unused`) are hidden; their values are kept for when they are used again.

    Attributes:
        modes: the plain and the expert mode, or None.
        picker: the presets, or None where there are none.

    Args:
        config_type: the config dataclass.
        only: the settings to show, in this order; None shows all.
        hidden: settings that the page sets itself.
        undo: where edits are recorded for undo; None records none.
        with_presets: whether to offer the engine's presets for this config.
        plain: names of the settings that plain mode lists; None has no modes.
        parent: the owner.
    """

    changed = Signal()
    """A value changed, by the user or by `set_values`."""

    def __init__(
        self,
        config_type: type[ConfigT],
        *,
        only: Collection[str] | None = None,
        hidden: Collection[str] = (),
        undo: QUndoStack | None = None,
        with_presets: bool = True,
        plain: Collection[str] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.config_type = config_type
        self._declared = {one.name: one for one in shown_settings(config_type)}
        names = list(self._declared) if only is None else list(only)
        shown = [self._declared[name] for name in names if name not in hidden]
        self._fields: dict[str, FieldRow] = {}
        self._values = FormValues(config_type, self._declared, self._fields)
        self._presets = FormPresets(
            useful_presets(config_type, shown) if with_presets else (), self._fields
        )
        self._undo = undo
        self._grids: list[QGridLayout] = []
        self._aligned: list[QLabel] = []
        self._silent = 0
        self._choices: list[Any] | None = None
        self._chosen: Preset | None = None
        """The preset that the values were last equal to."""

        page = QVBoxLayout(self)
        page.setContentsMargins(0, 0, 0, 0)
        page.setSpacing(theme.SPACE.M)
        self.picker = self._add_presets(page)
        self.modes = None if plain is None else GroupedFields(shown, plain, self._grid, self)
        self._arrangement: Arrangement = self.modes or FoldedFields(shown, self._grid, self)
        self._arrangement.reset_all.clicked.connect(self._reset_all_clicked)
        self._arrangement.rearranged.connect(self._align_labels)
        page.addWidget(self._arrangement)
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

    def value_text(self, name: str, value: Any) -> str:
        """Return a value of a setting in the words of the form."""
        return choice_title(self._declared[name], value) if isinstance(value, str) else str(value)

    def set_note(self, name: str, text: str) -> None:
        """Show a sentence below the field of a setting; "" for none."""
        self._fields[name].show_note(text)

    def field(self, name: str) -> QWidget:
        """Return the widget of a setting that takes the keyboard."""
        return self._fields[name].editor.focus_field

    def values(self) -> dict[str, Any]:
        """Return the values of the form's settings, without those that cannot be read."""
        return self._values.readable()[0]

    def set_values(self, values: Mapping[str, Any]) -> None:
        """Show values, as they are or as in a config's JSON; unknown names are ignored."""
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
        """Return the state of all fields as JSON, also where it is not a value yet."""
        return {name: field.editor.raw() for name, field in self._fields.items()}

    def show_raw(self, states: Mapping[str, Any]) -> None:
        """Show what `raw` returned; unknown names are ignored."""
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
        """Return `(setting, sentence)` for everything wrong with the values in the fields.

        Args:
            fixed: values of settings that the page sets itself.
        """
        return self._values.read(fixed)[1]

    def config(self, **fixed: Any) -> ConfigT | None:
        """Return the config, or None after showing all problems next to their fields.

        Args:
            fixed: values of settings that the page sets itself; they win over the fields.
        """
        config, problems = self._values.read(fixed)
        self.show_problems(problems)
        return None if problems else config

    def show_problems(self, problems: Collection[tuple[str, str]]) -> None:
        """Show sentences next to their fields, and move to the first; also a ConfigError's."""
        beside: dict[str, list[str]] = {}
        general = []
        for name, text in problems:
            if name in self._fields and self._fields[name].used:
                beside.setdefault(name, []).append(text)
            else:
                label = self._declared[name].label if name in self._declared else name
                general.append(f"{label}: {engine_text(text)}")
        for name, field in self._fields.items():
            field.show_problem(" ".join(beside.get(name, [])))
            field.touched = field.touched or name in beside
        self._general.setText("\n".join(general))
        self._general.setVisible(bool(general))
        if beside:
            self._arrangement.reveal(beside)
            first = next(name for name in self._fields if name in beside)
            self._fields[first].editor.focus_field.setFocus(Qt.FocusReason.OtherFocusReason)

    def reset(self, name: str) -> None:
        """Restore the value of one setting in the chosen preset, or its default."""
        field = self._fields[name]
        if not field.declared.required:
            field.editor.set_raw(field.home_raw)

    def reset_all(self) -> None:
        """Restore the defaults of all settings that have one."""
        self._apply(self.tr("Reset all"), self._presets.default_states())

    def apply_preset(self, preset: Preset) -> None:
        """Show a preset: its values, and the defaults of what only other presets set."""
        if self._presets.is_shown(preset, self.raw()):
            self._follow_preset(preset)
        self._apply(engine_text(preset.title), self._presets.states_of(preset))

    def fill(self, text: str, values: Mapping[str, Any]) -> None:
        """Show values, as one edit that can be undone; unknown names are ignored.

        Args:
            text: what the edit is called.
            values: as they are or as in a config's JSON.
        """
        states = {
            name: self._fields[name].editor.raw_of(value)
            for name, value in values.items()
            if name in self._fields
        }
        self._apply(text, states)

    def set_own_presets(self, own: Sequence[Preset], broken: Mapping[str, str]) -> None:
        """Offer presets of the user's own behind those of the engine.

        Args:
            own: the presets.
            broken: titles of presets that cannot be used → why not.
        """
        if self.picker is not None:
            self._presets.own = tuple(own)
            self.picker.show_own(own, broken)
            before = self._chosen
            if before is not None and before not in self._presets.offered:
                self._chosen = None
                self._presets.set_homes(None)
                self.start_from(before.name)  # Its values are others now.
            self._refresh()

    @property
    def base_preset(self) -> Preset | None:
        """The preset that the values were last equal to, against which changes are shown."""
        return self._chosen

    def start_from(self, name: str) -> None:
        """Show changes against a preset, whatever the values are; unknown names are ignored."""
        preset = next((one for one in self._presets.offered if one.name == name), None)
        if preset is not None:
            self._follow_preset(preset)
            self._refresh()
            self.changed.emit()

    def kept_values(self) -> dict[str, Any]:
        """Return the values that a preset of the user's own keeps, as JSON.

        Raises:
            ValueError: a field has no usable value.
        """
        return self._presets.kept_values()

    def align(self, label: QLabel) -> None:
        """Give a label outside the form the width of the labels in it."""
        self._aligned.append(label)
        self._align_labels()

    # Building

    def _add_presets(self, page: QVBoxLayout) -> PresetPicker | None:
        if not self._presets.all:
            return None
        picker = PresetPicker(self._presets.all)
        picker.chosen.connect(self.apply_preset)
        self._aligned.append(picker.label)
        page.addWidget(picker)
        return picker

    def _grid(self, declared: Sequence[Setting]) -> QGridLayout:
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(_GAP)
        grid.setVerticalSpacing(theme.SPACE.S)
        grid.setColumnStretch(FIELD, 1)
        self._grids.append(grid)
        for index, one in enumerate(declared):
            field = FieldRow(one, grid, ROWS * index, self)
            self._fields[one.name] = field
            field.editor.changed.connect(self._editor_changed)
            field.editor.finished.connect(self._editor_finished)
            field.reset.clicked.connect(self._reset_clicked)
        return grid

    def _set_tab_order(self) -> None:
        order = [] if self.picker is None else self.picker.tab_stops()
        order += self._arrangement.tab_stops(self._fields)
        for before, after in itertools.pairwise(order):
            QWidget.setTabOrder(before, after)

    def changeEvent(self, event: QEvent) -> None:
        """Follow another font or style sheet, whose words are wider."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._align_labels()

    def _align_labels(self) -> None:
        """Give the fields that can be listed one left edge."""
        labels = [
            field.label
            for name, field in self._fields.items()
            if field.label is not None and self._arrangement.may_list(name)
        ]
        width = max((label.sizeHint().width() for label in labels), default=0)
        for grid in self._grids:
            grid.setColumnMinimumWidth(LABEL, width)
        reset = max((field.reset.sizeHint().width() for field in self._fields.values()), default=0)
        for label in self._aligned:
            label.setMinimumWidth(width + _GAP + reset)

    # Following the user

    def _sender_field(self) -> tuple[str, FieldRow]:
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
            self._undo.push(
                FieldEdit(field.declared.label, self.show_raw, name, before=before, after=field.raw)
            )
        self._refresh()
        # While the user types, a problem disappears as soon as it is solved, but none appears: half
        # a number is not a mistake.
        self._check(self._with_problem())
        self.changed.emit()

    def _editor_finished(self) -> None:
        name, field = self._sender_field()
        # Nor is it a mistake to tab through an untouched required field.
        if field.touched or field.raw != "":
            self._check([*self._with_problem(), name])

    def _reset_clicked(self) -> None:
        name, field = self._sender_field()
        self.reset(name)
        field.editor.focus_field.setFocus(Qt.FocusReason.OtherFocusReason)

    def _reset_all_clicked(self) -> None:
        homes = {
            name: field.home_raw
            for name, field in self._fields.items()
            if not field.declared.required
        }
        self._apply(self.tr("Reset all"), homes)

    def _apply(self, text: str, states: Mapping[str, Any]) -> None:
        now = self.raw()
        after = {name: state for name, state in states.items() if state != now[name]}
        if not after:
            self._refresh()
        elif self._undo is None:
            self.show_raw(after)
        else:
            before = {name: now[name] for name in after}
            self._undo.push(FormEdit(text, self.show_raw, before=before, after=after))

    # Showing

    def _with_problem(self) -> list[str]:
        return [name for name, field in self._fields.items() if field.has_problem()]

    def _check(self, names: Collection[str]) -> None:
        """Show or clear the problems of some fields."""
        if not names:
            return
        found: dict[str, list[str]] = {}
        for name, text in self.problems():
            found.setdefault(name, []).append(text)
        for name in names:
            self._fields[name].show_problem(" ".join(found.get(name, [])))

    def _refresh(self) -> None:
        """Show which fields are used, which preset it is, and what differs from it."""
        self._follow_choices()
        if self.picker is not None:
            preset = self._presets.matching(self.raw(), self._chosen)
            self.picker.show_preset(preset, self._chosen)
            if preset is not None and preset is not self._chosen:
                self._follow_preset(preset)
        for field in self._fields.values():
            field.show_reset()
        title = engine_text(self._chosen.title) if self._chosen is not None else ""
        self._arrangement.follow(self._fields, title)

    def _follow_preset(self, preset: Preset) -> None:
        self._chosen = preset
        self._presets.set_homes(preset)

    def _follow_choices(self) -> None:
        """Hide the settings that the chosen entries do not use.

        Done only when a choice changed, or whether a line is empty: nothing moves while the user
        types a number.
        """
        choices = [
            one.editor.raw() if one.declared.entries else not str(one.editor.raw()).strip()
            for one in self._fields.values()
            if one.declared.entries or _is_line(one.declared)
        ]
        if choices == self._choices:
            return
        self._choices = choices
        unused = self._values.read({})[0].unused()
        returned = []
        for name, field in self._fields.items():
            if field.used == (name in unused):
                field.set_used(name not in unused)
                if field.used and field.touched:
                    returned.append(name)
        self._check(returned)


def _is_line(one: Setting) -> bool:
    """Whether a setting is free text, which others may need."""
    return one.type is str and not one.many and not one.choices
