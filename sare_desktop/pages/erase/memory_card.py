"""Whether an erasure fits into memory, and which settings to lower if not."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Mapping
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from sare_desktop import theme
from sare_desktop.engine_words import engine_text
from sare_desktop.session import Session
from sare_desktop.widgets.forms.config_form import ConfigForm
from sare_desktop.widgets.memory.memory_estimate import MemoryEstimate, Question
from sare_desktop.widgets.memory.plan_line import PlanLine
from sare_desktop.widgets.primitives.amounts import bytes_text
from sare_desktop.widgets.primitives.small_parts import make_label
from sare_engine import EraseConfig

_NEED = "erase"
"""What the estimate calls the memory of an erasure."""


class MemoryCard(QFrame):
    """Estimates the memory of the erasure in the form: with bars and plan, or in a line.

    Attributes:
        changed: the estimate or the free memory is another.
        estimate: the bars.
        fits: the line.
        plan: the plan that the erasure will follow.
    """

    changed = Signal()

    def __init__(
        self,
        session: Session,
        form: ConfigForm[EraseConfig],
        chosen: Callable[[], EraseConfig | None],
        shares_model: Callable[[str], bool],
        parent: QWidget | None = None,
    ) -> None:
        """Estimate nothing yet.

        Args:
            session: whose model.
            form: the settings, whose labels the advice names.
            chosen: returns the erasure to estimate, or None.
            shares_model: whether an erasure of such trained weights uses the loaded model.
            parent: the owner.
        """
        super().__init__(parent)
        self._session = session
        self._form = form
        self._chosen = chosen
        self._shares_model = shares_model
        self.estimate = MemoryEstimate(((_NEED, self.tr("To erase")),), self._question)
        self.estimate.setObjectName("erase.memory")
        self.estimate.setToolTip(self.tr("Estimated for the settings below"))
        theme.card(self)
        inside = QVBoxLayout(self)
        inside.setContentsMargins(theme.SPACE.L, theme.SPACE.L, theme.SPACE.L, theme.SPACE.L)
        inside.setSpacing(theme.SPACE.S)
        self._inside = inside
        self._heading = make_label(self.tr("Memory"), "heading")
        self.fits = make_label("", None, "erase.fits")
        self.fits.setToolTip(self.estimate.toolTip())
        self._plain = False
        inside.addWidget(self._heading)
        inside.addWidget(self.fits)
        inside.addWidget(self.estimate)
        self.plan = PlanLine("erase.plan")
        inside.addWidget(self.plan)
        self.show_plain(False)
        self.estimate.changed.connect(self._show_plan)
        self.estimate.changed.connect(self.changed)
        form.changed.connect(self.estimate.ask)
        session.model_changed.connect(self.refresh)
        session.settings.changed.connect(self._on_setting)

    @property
    def known(self) -> bool:
        """Whether there is an estimate."""
        return self.estimate.needs is not None

    def refresh(self) -> None:
        """Estimate for the model as it is held now; a loaded model is used, or makes room."""
        self.estimate.set_given_back(self._session.held_bytes)
        self.estimate.ask()

    def show_plain(self, plain: bool) -> None:
        """Show one line instead of bars and plan, or those again."""
        self._plain = plain
        self._heading.setVisible(not plain)
        self.fits.setVisible(plain)
        self.estimate.show_bars(not plain)
        self._inside.setSpacing(0 if plain else theme.SPACE.S)
        self._show_plan()

    def advice(self) -> str:
        """Return which settings to lower if the memory may not suffice, else ""."""
        needs, free = self.estimate.needs, self.estimate.free
        if needs is None or self.estimate.fits(_NEED):
            return ""
        if self.estimate.plan is not None:
            other = self.tr("Close other programs, or choose a smaller model.")
            return self.tr("It may not fit into memory. {0}").format(
                engine_text(self.estimate.plan["would_fit"] or "") or other
            )
        cheaper = next((one for one in needs["cheaper"] if one[_NEED] <= free), None)
        if cheaper is not None:
            return self.tr("It may not fit into memory. With {0} it takes {1}.").format(
                self._name_settings(cheaper["changes"]), bytes_text(cheaper[_NEED])
            )
        return self.tr(
            "It may not fit into memory. Close other programs, load the model in fewer bits, or "
            "choose a smaller one."
        )

    def _question(self) -> Question | None:
        config = self._chosen()
        if config is None:
            return None
        fixed: tuple[str, ...] = ()
        model, held = self._session.model, self._session.model_config
        if model is not None and held is not None and self._shares_model(config.trainable):
            config = dataclasses.replace(
                config, dtype=str(model["dtype"]), quantisation=held.quantisation
            )
            fixed = ("dtype", "quantisation")
        return Question(config, config.planned, fixed)

    def _show_plan(self) -> None:
        needs = self.estimate.needs
        if needs is not None:
            fits = self.estimate.fits(_NEED)
            words = (
                self.tr("Fits: takes about {0} of the {1} of memory that are free.")
                if fits
                else self.tr("May not fit: takes about {0}, and {1} of memory are free.")
            )
            text = words.format(bytes_text(needs[_NEED]), bytes_text(self.estimate.free))
            changes = (self.estimate.plan or {}).get("changes")
            if fits and changes:
                text += " " + self.tr("With {0}.").format(self._name_settings(changes))
            self.fits.setText(text)
            theme.tone(self.fits, "success" if fits else "warning")
        if self._plain:
            self.plan.hide()
            return
        plan, otherwise = self.estimate.plan, ""
        if plan is None and self.known:
            label = self._form.label_of("fit")
            otherwise = self.tr("“{0}” is off: settings are used as they are.").format(label)
        self.plan.show_plan(plan, otherwise)

    def _name_settings(self, changes: Mapping[str, Any]) -> str:
        """Name settings with their values: "Microbatch 4"."""
        words = []
        for name, value in changes.items():
            label = self._form.label_of(name)
            if value is not True:
                label += f" {self._form.value_text(name, value)}"
            words.append(label)
        return ", ".join(words)

    def _on_setting(self, key: str) -> None:
        if key == "device":
            self.estimate.ask()
