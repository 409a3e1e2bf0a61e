"""Edits of the user's own presets."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from sare_desktop.own_presets import OwnPresets
from sare_desktop.session import Session
from sare_desktop.undo.edits import ProjectEdit


class ChangePresets(ProjectEdit):
    """Save, rename or delete presets.

    Args:
        session: reports what cannot be written.
        text: what the edit is called.
        presets: the file.
        changes: name → values, or None for a preset that goes.
        shown: called after each change.
    """

    def __init__(
        self,
        session: Session,
        text: str,
        presets: OwnPresets,
        changes: Mapping[str, Mapping[str, Any] | None],
        shown: Callable[[], object],
    ) -> None:
        super().__init__(session, text)
        self._presets = presets
        self._changes = dict(changes)
        stored = presets.stored()
        self._before = {name: stored.get(name) for name in changes}
        self._shown = shown

    def do(self) -> None:
        """Write the changes."""
        self._presets.change(self._changes)
        self._shown()

    def take_back(self) -> None:
        """Write what was there before."""
        self._presets.change(self._before)
        self._shown()
