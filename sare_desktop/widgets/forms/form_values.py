"""Reading a form's fields: the config they come to, and what is wrong with them."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QCoreApplication

from sare_desktop.widgets.forms.field_row import FieldRow
from sare_engine import Config, Setting

ConfigT = TypeVar("ConfigT", bound=Config)


class FormValues(Generic[ConfigT]):
    """The fields of a form as a config.

    Args:
        config_type: the config dataclass.
        declared: all its settings by name.
        fields: the rows of those that the form shows, by name; the form may still add some.
    """

    def __init__(
        self,
        config_type: type[ConfigT],
        declared: Mapping[str, Setting],
        fields: Mapping[str, FieldRow],
    ) -> None:
        self._config_type = config_type
        self._declared = declared
        self._fields = fields

    def readable(self) -> tuple[dict[str, Any], dict[str, str]]:
        """Return the values of the fields, and why the others cannot be read."""
        values: dict[str, Any] = {}
        wrong: dict[str, str] = {}
        for name, field in self._fields.items():
            try:
                values[name] = field.editor.value()
            except ValueError as error:
                wrong[name] = str(error)
        return values, wrong

    def read(self, fixed: Mapping[str, Any]) -> tuple[ConfigT, list[tuple[str, str]]]:
        """Return a config and its problems; what cannot be read has a stand-in there.

        Args:
            fixed: values that win over the fields.
        """
        values, wrong = self.readable()
        wrong = {name: why for name, why in wrong.items() if name not in fixed}
        values.update(fixed)
        for name, declared in self._declared.items():
            if declared.required and name not in values:
                missing = QCoreApplication.translate("ConfigForm", "must be given.")
                wrong.setdefault(name, missing)
                values[name] = _stand_in(declared)
        config = self._without_unused_mistakes(self._config_type(**values), wrong, fixed)
        problems = list(wrong.items())
        problems += [found for found in config.problems() if found[0] not in wrong]
        order = list(self._declared)
        problems.sort(key=lambda found: order.index(found[0]))
        return config, problems

    def _without_unused_mistakes(
        self, config: ConfigT, wrong: dict[str, str], fixed: Mapping[str, Any]
    ) -> ConfigT:
        """Use the default of an unused setting with a mistake, which nobody could see."""
        unused = config.unused() & self._fields.keys() - fixed.keys()
        for name in unused:
            wrong.pop(name, None)
        defaults = {
            name: self._declared[name].default
            for name, _ in config.problems()
            if name in unused and not self._declared[name].required
        }
        return dataclasses.replace(config, **defaults) if defaults else config  # type: ignore[type-var]


def _stand_in(declared: Setting) -> Any:
    """Return any valid value, so that the other settings can be checked."""
    if declared.many:
        return ()
    if declared.choices:
        return declared.choices[0]
    if declared.type in (int, float):
        return declared.type(declared.minimum or 0)
    return declared.type()
