"""The plan with which a job fits into memory, in a line, and below it what that costs."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from sare_desktop import theme
from sare_desktop.engine_words import engine_text, shown_settings
from sare_desktop.widgets.forms.choice_words import choice_title
from sare_desktop.widgets.primitives.small_parts import make_label
from sare_engine import EraseConfig, Setting

_SHOWN = ("dtype", "quantisation", "gradient_checkpointing", "microbatch")
"""Planned settings in the order in which they are read."""


class PlanLine(QWidget):
    """ "Fits: Quantisation 8bit, Gradient checkpointing on, Microbatch 4", and the costs.

    The widget is hidden until there is a plan. The labels' object names are `<name>` and
    `<name>.why`.

    Args:
        name: object name of the line.
        parent: the owner.
    """

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._declared = {one.name: one for one in shown_settings(EraseConfig)}
        self._line = make_label("", None, name)
        self._why = make_label("", "muted", f"{name}.why")
        page = QVBoxLayout(self)
        page.setContentsMargins(0, 0, 0, 0)
        page.setSpacing(theme.SPACE.XS)
        page.addWidget(self._line)
        page.addWidget(self._why)
        self.hide()

    def show_plan(self, plan: Mapping[str, Any] | None, otherwise: str = "") -> None:
        """Show a plan.

        Args:
            plan: what `memory_plan` returns, or None.
            otherwise: text to show instead of a plan; "" hides the line.
        """
        if plan is None:
            self._line.setText(otherwise)
            theme.tone(self._line, "")
        elif plan["fits"]:
            self._line.setText(self.tr("Fits: {0}.").format(self._settings(plan["settings"])))
            theme.tone(self._line, "success")
        else:
            self._line.setText(
                self.tr("Does not fit, not even with {0}.").format(self._settings(plan["settings"]))
            )
            theme.tone(self._line, "error")
        self._why.setText("" if plan is None else engine_text(str(plan["why"])))
        self._why.setVisible(plan is not None)
        self.setVisible(plan is not None or bool(otherwise))

    def _settings(self, settings: Mapping[str, Any]) -> str:
        return ", ".join(
            f"{self._declared[name].label} {self._value(self._declared[name], settings[name])}"
            for name in _SHOWN
            if name in settings
        )

    def _value(self, declared: Setting, value: Any) -> str:
        if isinstance(value, bool):
            return self.tr("on") if value else self.tr("off")
        return choice_title(declared, value).lower() if declared.choices else str(value)
