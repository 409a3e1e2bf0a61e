"""The settings of an erasure, with what they need, above the button that starts it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from sare_desktop import theme
from sare_desktop.aside import Aside
from sare_desktop.erasures import Erasures
from sare_desktop.model_lookup import display_name
from sare_desktop.pages.erase.choice_card import ChoiceCard
from sare_desktop.pages.erase.compute_row import ComputeRow
from sare_desktop.pages.erase.memory_card import MemoryCard
from sare_desktop.pages.erase.merge_card import MergeCard
from sare_desktop.pages.own_preset_menu import OwnPresetMenu
from sare_desktop.project_forms import GIVEN, KeptForm, given_settings, project_model
from sare_desktop.session import Session
from sare_desktop.widgets.forms.config_form import ConfigForm
from sare_desktop.widgets.primitives.banner import Banner
from sare_desktop.widgets.primitives.small_parts import (
    SetupArea,
    make_button,
    make_card,
    make_label,
)
from sare_engine import EraseConfig

PLAIN = ("steps",)
"""Settings that the form lists in plain mode, besides the preset and where to compute."""


class ErasureSetup(QWidget):
    """What is erased, the memory it needs, and how; below, why it cannot start.

    Attributes:
        merge: merges the adapter that the images were tested with; hidden if there is none.
        choice: the chosen concepts.
        memory: the estimate.
        form: the settings.
        own_presets: the user's own presets of them.
        compute: where to compute.
        start_button: starts the erasure.
    """

    def __init__(
        self,
        session: Session,
        aside: Aside,
        erasures: Erasures,
        banner: Banner,
        start: Callable[[], object],
        copy: Callable[[], object],
        parent: QWidget | None = None,
    ) -> None:
        """Show the settings that are kept for the open project.

        Args:
            session: whose project and model.
            aside: counts the examples.
            erasures: starts the erasure, and knows whether it can use the loaded model.
            banner: the page's messages.
            start: called by the button that starts.
            copy: called by the button that copies the command.
            parent: the owner.
        """
        super().__init__(parent)
        self._session = session
        self._erasures = erasures
        self._valid_values: dict[str, Any] | None = None
        """Values of the form when it last had no mistake."""
        self.merge = MergeCard(session, banner)
        self.choice = ChoiceCard(session, aside, self._go_to_concepts)
        self.choice.adapter_found.connect(self.merge.show_adapter)
        self.form: ConfigForm[EraseConfig] = ConfigForm(
            EraseConfig, hidden=(*GIVEN, "concepts"), undo=session.undo, plain=PLAIN
        )
        self.own_presets = OwnPresetMenu(session, self.form)
        KeptForm(session, self.form, "erase.form")
        self.memory = MemoryCard(session, self.form, self._to_estimate, erasures.shares_model)
        self.choice.counted.connect(self.memory.estimate.set_images)
        self.memory.changed.connect(self._show_memory)
        how, how_inside = make_card()
        how_inside.addLayout(self._make_how_head())
        how_inside.addWidget(self.form)
        self.compute = ComputeRow(session)
        self.form.align(self.compute.label)
        how_inside.addWidget(self.compute)
        pane = QWidget()
        pane.setProperty("page", True)
        panes = QVBoxLayout(pane)
        panes.setContentsMargins(0, 0, theme.SPACE.S, 0)
        panes.setSpacing(theme.SPACE.M)
        panes.addWidget(self.merge)
        panes.addWidget(self.choice)
        panes.addWidget(self.memory)
        panes.addWidget(how)
        panes.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, theme.SPACE.S, 0, 0)
        layout.setSpacing(theme.SPACE.S)
        layout.addWidget(SetupArea(pane, "erase.setup.scroll"), 1)
        layout.addWidget(self._make_start_row(start, copy))

    def _make_how_head(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.addWidget(make_label(self.tr("How"), "heading"), 1)
        modes = self.form.modes
        assert modes is not None
        row.addWidget(modes.switch)
        modes.rearranged.connect(self._follow_mode)
        self._follow_mode()
        return row

    def _follow_mode(self) -> None:
        self.memory.show_plain(self.form.modes is not None and not self.form.modes.expert)

    def use_settings(self, text: str, values: Mapping[str, Any]) -> None:
        """Fill the form, as an edit that can be undone; the run's name and examples stay.

        Args:
            text: what the edit is called.
            values: settings of an erasure, as in its config's JSON.
        """
        kept = ("name", "examples")
        self.form.fill(text, {name: one for name, one in values.items() if name not in kept})

    def _make_start_row(self, start: Callable[[], object], copy: Callable[[], object]) -> QWidget:
        self._model_label = make_label("", "muted", "erase.model")
        self.memory_advice = make_label("", None, "erase.memory_advice")
        theme.tone(self.memory_advice, "warning")
        self.reason = make_label("", None, "erase.reason")
        theme.tone(self.reason, "warning")
        self.start_button = make_button(
            self.tr("Start erasing"),
            "erase.start",
            self.tr("Erase the chosen hallucinations with these settings, as a new run"),
            start,
        )
        theme.primary(self.start_button)
        self._copy_button = make_button(
            self.tr("Copy the command"),
            "erase.copy",
            self.tr("Copy the command line that does the same without a window"),
            copy,
        )
        row = QWidget()
        layout = QVBoxLayout(row)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.SPACE.XS)
        layout.addWidget(self._model_label)
        layout.addWidget(self.memory_advice)
        layout.addWidget(self.reason)
        buttons = QHBoxLayout()
        buttons.setSpacing(theme.SPACE.S)
        buttons.addWidget(self.start_button, 1)
        buttons.addWidget(self._copy_button)
        layout.addLayout(buttons)
        return row

    # The erasure

    def config(self) -> EraseConfig | None:
        """Return the erasure as it would start now, or None after showing what is wrong."""
        if self._session.project is None:
            return None
        return self.form.config(**given_settings(self._session), concepts=self.choice.concepts)

    def why_not(self) -> str:
        """Return why nothing can be started, or ""."""
        engine = self._session.engine
        if self._session.project is None:
            return self.tr("Open a project first.")
        if self.choice.imported_only:
            return self.tr("Test the images with the model first; see above.")
        if not self.choice.concepts:
            return self.tr("Choose concepts first.")
        if self.choice.too_few:
            return self.tr("There are too few examples to erase from; see above.")
        if self.merge.adapter is not None and engine.job is None:
            return self.tr("Merge the adapter first; see above.")
        return ""

    @property
    def can_start(self) -> bool:
        """Whether an erasure can be started."""
        return not self.why_not() and not self._erasures.waiting

    def _to_estimate(self) -> EraseConfig | None:
        model = project_model(self._session)
        if model is None or self._running:
            return None
        given = {**given_settings(self._session), "model": model}
        config = EraseConfig(**{**self.form.values(), **given})
        if not config.problems():
            self._valid_values = self.form.values()
        elif self._valid_values is not None:
            # Without an estimate the card would go, and the form move under the user's hands.
            config = EraseConfig(**{**self._valid_values, **given})
        return None if config.problems() else config

    # Showing how things stand

    @property
    def _running(self) -> bool:
        job = self._session.engine.job
        return job is not None and job.kind == "erase"

    def refresh(self) -> None:
        """Follow the project, the model and the engine."""
        reason = self.why_not()
        self.start_button.setEnabled(self.can_start)
        self.reason.setText(reason or self._session.waits_for())
        self.reason.setVisible(bool(self.reason.text()))
        theme.tone(self.reason, "warning" if reason else "")
        self._model_label.setText(self._model_words())
        self._show_memory()
        self._copy_button.setEnabled(self._session.project is not None)

    def _show_memory(self) -> None:
        known = self.memory.known and not self._running
        advice = self.memory.advice() if known else ""
        self.memory.setVisible(known)
        self.memory_advice.setText(advice)
        self.memory_advice.setVisible(bool(advice))

    def _model_words(self) -> str:
        model = project_model(self._session)
        if self._session.project is None or model is None:
            return ""
        trainable = str(self.form.values().get("trainable", EraseConfig.trainable))
        if self._erasures.shares_model(trainable):
            return self.tr("Trains an adapter on the loaded model, which itself stays unchanged.")
        if self._session.model is not None:
            words = self.tr("Unloads the loaded model, and loads “{0}” for the run.")
        else:
            words = self.tr("Loads “{0}” for the run, and unloads it afterwards.")
        return words.format(display_name(model))

    def _go_to_concepts(self) -> None:
        self._session.show("concepts")
