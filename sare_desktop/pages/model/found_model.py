"""A model that was inspected: what it is, whether it fits, and how to load it."""

from __future__ import annotations

import dataclasses
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from sare_desktop import theme
from sare_desktop.engine_words import engine_text
from sare_desktop.model_lookup import FoundModel, display_name
from sare_desktop.pages.model.model_facts import ModelFacts, bold_heading
from sare_desktop.widgets.forms.config_form import ConfigForm
from sare_desktop.widgets.memory.memory_estimate import MemoryEstimate, Question
from sare_desktop.widgets.memory.plan_line import PlanLine
from sare_desktop.widgets.primitives.small_parts import make_button, make_label
from sare_engine import ModelConfig, quantisation_problem, settings_of


class FoundModelCard(QFrame):
    """Facts on the left, memory and settings on the right.

    Attributes:
        load_requested: emitted with the `ModelConfig` when the user wants it loaded.
        loadable_changed: whether it can be loaded now may have changed.
        grown: the plan appeared, and with it lines above the button.
    """

    load_requested = Signal(object)
    loadable_changed = Signal()
    grown = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        theme.card(self)
        self._found: FoundModel | None = None
        self._busy_with = ""
        self._load_when_planned = False
        page = QVBoxLayout(self)
        page.setContentsMargins(theme.SPACE.L, theme.SPACE.L, theme.SPACE.L, theme.SPACE.L)
        page.setSpacing(theme.SPACE.M)
        self._name = make_label("", "heading", "model.found_name")
        self._path = make_label("", "muted", "model.found_path")
        self._path.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._verdict = make_label("", None, "model.supported")
        self._notices = make_label("", "muted", "model.notices")
        for label in (self._name, self._path, self._verdict, self._notices):
            page.addWidget(label)
        self._facts = ModelFacts()
        columns = QHBoxLayout()
        columns.setSpacing(theme.SPACE.XL)
        columns.addWidget(self._facts, 1)
        columns.addLayout(self._make_loading(), 1)
        page.addLayout(columns)

    # What the page asks

    @property
    def found(self) -> FoundModel | None:
        """What is shown."""
        return self._found

    @property
    def loadable(self) -> bool:
        """Whether the load button does something."""
        return self._found is not None and self._load.isEnabled()

    def show_model(self, found: FoundModel | None) -> None:
        """Show another model, or none."""
        self._found = found
        self._load_when_planned = False
        if found is not None:
            facts = found.facts
            self._name.setText(found.hub_name or display_name(found.folder))
            self._path.setText(str(found.folder))
            self._facts.show_facts(facts)
            self._show_verdict(facts)
            self._consent.setChecked(False)
            self._form.set_values({"adapter": found.folder if facts["is_adapter"] else None})
            known = facts["probe_bytes"] > 0
            self._memory_heading.setVisible(known)
            self._memory.show_needs(_first_needs(facts) if known else None)
            if known:
                self._memory.ask_now()
        self._show_load()

    def take_adapter(self, folder: Path) -> None:
        """Apply an adapter to the model."""
        self._form.set_values({"adapter": folder})

    def set_device(self, device: str) -> None:
        """Choose where to load it."""
        self._form.set_values({"device": device})

    def set_given_back(self, amount: int) -> None:
        """Set how many bytes the loaded model frees before this one is loaded instead."""
        self._memory.set_given_back(amount)

    def set_busy(self, title: str) -> None:
        """Set the title of the running job, "" for none."""
        self._busy_with = title
        self._show_load()

    def load(self) -> None:
        """Ask for the model to be loaded, if it can be; as planned, once the plan is known."""
        if self._found is None or not self.loadable:
            return
        self._load_when_planned = self._planning and self._memory.busy
        if self._load_when_planned:
            return
        config = self._form.config(
            model=self._model_folder(self._found),
            trust_remote_code=not self._found.facts["safe"] and self._consent.isChecked(),
        )
        if config is not None:
            plan = self._memory.plan if self._planning else None
            changes = {} if plan is None else plan["changes"]
            self.load_requested.emit(dataclasses.replace(config, **changes))

    # Building

    def _make_loading(self) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(theme.SPACE.M)
        self._memory_heading = bold_heading(self.tr("Memory"))
        self._memory = MemoryEstimate(
            (("probe", self.tr("To test")), ("erase", self.tr("To erase"))), self._question
        )
        self._memory.setObjectName("model.memory")
        self._memory.setToolTip(
            self.tr(
                "Estimated for the settings below: captioning images, and erasing with the "
                "recommended settings."
            )
        )
        self._memory.changed.connect(self._memory_changed)
        self._plan = PlanLine("model.plan")
        self._fit = QCheckBox(self.tr("Choose what fits into memory"))
        self._fit.setObjectName("model.fit")
        self._fit.setAccessibleName(self._fit.text())
        self._fit.setToolTip(
            self.tr(
                "Choose number format and quantisation, where they are at their defaults below, so "
                "that the recommended erasure fits. Otherwise the model is loaded as set below."
            )
        )
        self._fit.setChecked(True)
        self._fit.toggled.connect(self._settings_changed)
        self._form: ConfigForm[ModelConfig] = ConfigForm(
            ModelConfig,
            only=("device", "placement", "adapter", "dtype", "quantisation"),
            with_presets=False,
        )
        self._form.changed.connect(self._settings_changed)
        self._warning = make_label("", None, "model.dangers")
        theme.tone(self._warning, "warning")
        self._consent = QCheckBox(self.tr("I trust the source: run the code in this folder"))
        self._consent.setObjectName("model.consent")
        self._consent.setAccessibleName(self._consent.text())
        self._consent.setToolTip(
            self.tr("The Python code in the folder can do anything on this computer that you can.")
        )
        self._consent.toggled.connect(self._show_load)
        self._why_not = make_label("", "muted", "model.why_not")
        self._load = make_button(self.tr("Load"), "model.load", "", self.load)
        theme.primary(self._load)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self._load)
        for widget in (
            self._memory_heading,
            self._memory,
            self._plan,
            bold_heading(self.tr("Load with")),
            self._fit,
            self._form,
            self._warning,
            self._consent,
            self._why_not,
        ):
            column.addWidget(widget)
        column.addLayout(row)
        column.addStretch(1)
        return column

    # Showing

    def _show_verdict(self, facts: dict[str, Any]) -> None:
        if facts["supported"]:
            self._verdict.setText(self.tr("✓ Supported"))
            theme.tone(self._verdict, "success")
        else:
            reasons = " ".join(map(engine_text, facts["reasons"]))
            self._verdict.setText(self.tr("✗ Not supported: {reasons}").format(reasons=reasons))
            theme.tone(self._verdict, "error")
        notices = facts.get("notices", ()) if facts["supported"] else ()
        self._notices.setText("\n".join(map(engine_text, notices)))
        self._notices.setVisible(bool(notices))
        self._warning.setText(" ".join(map(engine_text, facts["dangers"])))
        self._warning.setVisible(not facts["safe"])
        self._consent.setVisible(not facts["safe"] and facts["supported"])

    def _settings_changed(self) -> None:
        if self._memory.needs is not None:
            self._memory.ask()
        self._show_load()

    def _memory_changed(self) -> None:
        known = self._memory.needs is not None
        plan = self._memory.plan if known else None
        appears = plan is not None and self._plan.isHidden()
        self._plan.show_plan(None if plan is None else self._shown_plan(plan))
        if appears:
            self.grown.emit()
        self._show_load()
        if self._load_when_planned and not self._memory.busy:
            self.load()

    def _shown_plan(self, plan: dict[str, Any]) -> dict[str, Any]:
        """Return the plan of the recommended erasure; where only testing fits, what that takes."""
        erasing, testing = plan["erase"], plan["probe"]
        if erasing["fits"] or not testing["fits"]:
            return dict(erasing)
        why = self.tr("Only testing fits. {0} For erasing: {1}").format(
            engine_text(testing["why"]), engine_text(erasing["why"])
        )
        return {**testing, "why": why}

    @property
    def _planning(self) -> bool:
        supported = self._found is not None and bool(self._found.facts["supported"])
        return supported and self._fit.isChecked()

    def _question(self) -> Question | None:
        config = self._chosen()
        return None if config is None else Question(config, self._planning)

    def _chosen(self) -> ModelConfig | None:
        """Return the model with the settings in the form, to be estimated."""
        if self._found is None:
            return None
        return ModelConfig(model=self._model_folder(self._found), **self._form.values())

    @staticmethod
    def _model_folder(found: FoundModel) -> Path:
        return Path(found.facts["base"]) if found.facts["is_adapter"] else found.folder

    def _show_load(self) -> None:
        if self._found is None:
            self.loadable_changed.emit()
            return
        facts = self._found.facts
        why = ""
        if not facts["supported"]:
            why = self.tr("It cannot be loaded; see above.")
        elif not facts["safe"] and not self._consent.isChecked():
            why = self.tr("Loading it would run its own code. Allow that to load it.")
        elif self._held_problem():
            why = self._held_problem()
        elif self._busy_with:
            why = self.tr("“{title}” is running.").format(title=self._busy_with)
        fits = self._memory.fits("probe")
        self._load.setText(self.tr("Load") if fits else self.tr("Load anyway"))
        self._load.setAccessibleName(self._load.text())
        self._load.setToolTip(
            self.tr("Load the model into memory.")
            if fits
            else self.tr("By the estimate it does not fit; it may still work.")
        )
        self._load.setEnabled(not why)
        if not why and not fits:
            why = self._advice()
        self._why_not.setText(why)
        self._why_not.setVisible(bool(why))
        self.loadable_changed.emit()

    def _held_problem(self) -> str:
        """Return why the weights cannot be held as the form says, with the remedy; or ""."""
        config = self._chosen()
        words = () if config is None else quantisation_problem(config)
        return " ".join(engine_text(one) for one in words if one)

    def _advice(self) -> str:
        if self._form.values().get("quantisation") == _fewest_bits():
            return self.tr(
                "It may not fit into memory. Close other programs, or choose a smaller model."
            )
        return self.tr(
            "It may not fit into memory. Close other programs, or choose a quantisation with fewer "
            "bits under Advanced settings."
        )


def _first_needs(facts: dict[str, Any]) -> dict[str, Any]:
    """Return what inspecting the model found, to be shown until its settings are estimated."""
    plan = facts.get("plan")
    if plan is None:
        return {"probe": facts["probe_bytes"], "erase": facts["erase_bytes"]}
    return {job: plan[job]["bytes"] for job in ("probe", "erase")}


def _fewest_bits() -> str:
    """Return the quantisation that takes the least memory."""
    declared = next(one for one in settings_of(ModelConfig) if one.name == "quantisation")
    return str(declared.choices[-1])
