"""What the presets of a form set in its fields."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sare_desktop.engine_words import engine_text
from sare_desktop.widgets.forms.field_row import FieldRow
from sare_engine import Config, Setting

if TYPE_CHECKING:
    from sare_engine import Preset


class FormPresets:
    """The presets of a form as states of its fields.

    Attributes:
        all: the presets that set something the form shows; empty if there is nothing to choose.
        own: the user's own presets.

    Args:
        presets: those presets.
        fields: the rows of the form by name; the form may still add some.
    """

    def __init__(self, presets: Sequence[Preset], fields: Mapping[str, FieldRow]) -> None:
        self.all = tuple(presets)
        self.own: tuple[Preset, ...] = ()
        self._fields = fields

    @property
    def offered(self) -> tuple[Preset, ...]:
        """All presets."""
        return (*self.all, *self.own)

    def default_states(self) -> dict[str, Any]:
        """Return the states of the defaults of all settings that have one."""
        return {
            name: field.default_raw()
            for name, field in self._fields.items()
            if not field.declared.required
        }

    def states_of(self, preset: Preset) -> dict[str, Any]:
        """Return a preset's states, with the defaults of what only other presets set.

        A preset of the user's own sets everything but names and files, which belong to a project.
        """
        if preset in self.own:
            controlled = set(self._kept())
        else:
            controlled = {name for one in self.all for name in one.values}
        states = {
            name: state for name, state in self.default_states().items() if name in controlled
        }
        for name, value in preset.values.items():
            if name in self._fields:
                states[name] = self._fields[name].editor.raw_of(value)
        return states

    def is_shown(self, preset: Preset, states: Mapping[str, Any]) -> bool:
        """Return whether the fields show a preset, as far as the chosen entries use them."""
        wanted = self.states_of(preset)
        return all(
            states[name] == state for name, state in wanted.items() if self._fields[name].used
        )

    def matching(self, states: Mapping[str, Any], before: Preset | None = None) -> Preset | None:
        """Return the preset that the fields show: the one before, or the user's, or any."""
        offered: list[Preset] = [*self.own, *self.all]
        if before is not None and before in offered:
            offered.insert(0, before)
        return next((preset for preset in offered if self.is_shown(preset, states)), None)

    def kept_values(self) -> dict[str, Any]:
        """Return the values that a preset of the user's own keeps, as JSON.

        Raises:
            ValueError: a field has no usable value.
        """
        values = {name: self._fields[name].editor.value() for name in self._kept()}
        return {
            name: list(value) if isinstance(value, tuple) else value
            for name, value in values.items()
        }

    def _kept(self) -> list[str]:
        return [name for name, field in self._fields.items() if is_kept(field.declared)]

    def set_homes(self, preset: Preset | None) -> None:
        """Let the reset buttons restore the values of a preset; None restores the defaults."""
        states = {} if preset is None else self.states_of(preset)
        title = "" if preset is None else engine_text(preset.title)
        for name, default in self.default_states().items():
            self._fields[name].set_home(states.get(name, default), title)


def is_kept(declared: Setting) -> bool:
    """Whether a preset of the user's own keeps a setting: not names and files."""
    free_text = declared.type is str and not declared.choices
    return not (declared.required or free_text or declared.type is Path)


def useful_presets(config_type: type[Config], shown: Sequence[Setting]) -> tuple[Preset, ...]:
    """Return the engine's presets that set something which a form shows."""
    from sare_engine import presets

    names = {one.name for one in shown}
    found = tuple(one for one in presets(config_type) if not one.values or names & set(one.values))
    # A preset without values means the defaults; by itself it offers nothing to choose.
    return found if any(one.values for one in found) else ()
