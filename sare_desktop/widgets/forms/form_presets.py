"""What the presets of a form set in its fields."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from sare_desktop.widgets.forms.field_row import FieldRow
from sare_engine import Config, Setting

if TYPE_CHECKING:
    from sare_engine import Preset


class FormPresets:
    """The presets of a form as states of its fields.

    Attributes:
        all: the presets that set something the form shows; empty if there is nothing to choose.

    Args:
        presets: those presets.
        fields: the rows of the form by name; the form may still add some.
    """

    def __init__(self, presets: Sequence[Preset], fields: Mapping[str, FieldRow]) -> None:
        self.all = tuple(presets)
        self._fields = fields

    def default_states(self) -> dict[str, Any]:
        """Return the states of the defaults of all settings that have one."""
        return {
            name: field.default_raw()
            for name, field in self._fields.items()
            if not field.declared.required
        }

    def states_of(self, preset: Preset) -> dict[str, Any]:
        """Return a preset's states, with the defaults of what only other presets set."""
        controlled = {name for one in self.all for name in one.values}
        states = {
            name: state for name, state in self.default_states().items() if name in controlled
        }
        for name, value in preset.values.items():
            if name in self._fields:
                states[name] = self._fields[name].editor.raw_of(value)
        return states

    def matching(self, states: Mapping[str, Any]) -> Preset | None:
        """Return the preset that the fields show, as far as the chosen entries use them."""
        for preset in self.all:
            wanted = self.states_of(preset)
            used = {name: state for name, state in wanted.items() if self._fields[name].used}
            if all(states[name] == state for name, state in used.items()):
                return preset
        return None

    def set_homes(self, preset: Preset) -> None:
        """Let the reset buttons restore the values of a preset."""
        states = self.states_of(preset)
        for name, default in self.default_states().items():
            self._fields[name].set_home(states.get(name, default), preset.title)


def useful_presets(config_type: type[Config], shown: Sequence[Setting]) -> tuple[Preset, ...]:
    """Return the engine's presets that set something which a form shows."""
    from sare_engine import presets

    names = {one.name for one in shown}
    found = tuple(one for one in presets(config_type) if not one.values or names & set(one.values))
    # A preset without values means the defaults; by itself it offers nothing to choose.
    return found if any(one.values for one in found) else ()
