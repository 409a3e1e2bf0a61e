"""Edits of a form, for undo."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from typing import Any

from PySide6.QtGui import QUndoCommand

ShowStates = Callable[[Mapping[str, Any]], None]
"""Shows raw states in their fields, as `ConfigForm.show_raw` does."""

_TYPING_PAUSE = 1.5
"""Seconds without a key after which further typing is a separate edit."""

_FIELD_EDIT = 4711
"""What `QUndoCommand.id` returns for edits that can be merged."""


class FieldEdit(QUndoCommand):
    """A change of one field that the user has made; changes while typing become one edit."""

    def __init__(self, label: str, show: ShowStates, name: str, *, before: Any, after: Any) -> None:
        super().__init__(label)
        self._show = show
        self._name = name
        self._before = before
        self._after = after
        self._when = time.monotonic()
        self._applied = True

    def id(self) -> int:
        return _FIELD_EDIT

    def mergeWith(self, other: QUndoCommand) -> bool:
        if (
            not isinstance(other, FieldEdit)
            or other._show != self._show
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
        # The field shows the change already when the command is pushed.
        if self._applied:
            self._applied = False
        else:
            self._show({self._name: self._after})

    def undo(self) -> None:
        self._show({self._name: self._before})


class FormEdit(QUndoCommand):
    """A change of several fields at once: a preset, or everything back to the defaults."""

    def __init__(
        self, text: str, show: ShowStates, *, before: dict[str, Any], after: dict[str, Any]
    ) -> None:
        super().__init__(text)
        self._show = show
        self._before = before
        self._after = after

    def redo(self) -> None:
        self._show(self._after)

    def undo(self) -> None:
        self._show(self._before)
