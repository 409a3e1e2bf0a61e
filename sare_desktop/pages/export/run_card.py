"""Which erasure is exported, and how."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from sare_desktop import theme
from sare_desktop.exports import free_folder
from sare_desktop.item_models.runs import RunRow, percent, status_word
from sare_desktop.session import Session
from sare_desktop.widgets.forms.config_form import ConfigForm
from sare_desktop.widgets.forms.wheel_guard import guard_wheel
from sare_desktop.widgets.primitives.choice_box import ChoiceBox
from sare_desktop.widgets.primitives.fact_table import FactTable
from sare_desktop.widgets.primitives.small_parts import limit_width, make_button, make_label
from sare_engine import ExportConfig

_FORM = ("form", "out", "verify_images", "device", "shard_size", "dtype")


class RunCard(QFrame):
    """The erasure, the settings of its export, and the buttons.

    Attributes:
        changed: another erasure is chosen, or other erasures can be chosen.
        rows: the erasures that are done or can be resumed, oldest first.
        attacks: the attacks that are done.
        resurgence: whether an attack on the chosen erasure brought the hallucination back.
        export_button: starts the export.
        report_button: writes only the report.
        copy_button: copies the command.
    """

    changed = Signal()

    def __init__(
        self,
        session: Session,
        *,
        export: Callable[[], object],
        report: Callable[[], object],
        copy: Callable[[], object],
        parent: QWidget | None = None,
    ) -> None:
        """Show no erasures yet.

        Args:
            session: whose project.
            export: exports the chosen erasure.
            report: writes only the report.
            copy: copies the command of the export.
            parent: the owner.
        """
        super().__init__(parent)
        self._session = session
        self._proposed: Path | None = None
        self.rows: list[RunRow] = []
        self.attacks: list[RunRow] = []
        theme.card(self)
        inside = QVBoxLayout(self)
        inside.setContentsMargins(theme.SPACE.L, theme.SPACE.L, theme.SPACE.L, theme.SPACE.L)
        inside.setSpacing(theme.SPACE.M)
        self._box = ChoiceBox()
        self._box.setObjectName("export.run")
        self._box.setAccessibleName(self.tr("Erasure run"))
        self._box.setToolTip(self.tr("The erasure to export."))
        limit_width(self._box)
        guard_wheel(self._box)
        self._box.currentIndexChanged.connect(self._on_chosen)
        label = QLabel(self.tr("Erasure"))
        label.setBuddy(self._box)
        row = QHBoxLayout()
        row.setSpacing(theme.SPACE.S)
        row.addWidget(label)
        row.addWidget(self._box, 1)
        self._facts = FactTable(columns=2)
        self._facts.setObjectName("export.run_facts")
        self.resurgence = make_label("", None, "export.resurgence")
        self.form: ConfigForm[ExportConfig] = ConfigForm(
            ExportConfig, only=_FORM, undo=session.undo
        )
        self.form.align(label)
        self.form.changed.connect(self._keep_form)
        self._why_not = make_label("", "muted", "export.why_not")
        inside.addLayout(row)
        inside.addWidget(self._facts)
        inside.addWidget(self.resurgence)
        inside.addWidget(self.form)
        inside.addWidget(self._why_not)
        inside.addLayout(self._make_buttons(export, report, copy))
        session.settings.changed.connect(self._on_setting)

    def _make_buttons(
        self,
        export: Callable[[], object],
        report: Callable[[], object],
        copy: Callable[[], object],
    ) -> QHBoxLayout:
        self.export_button = make_button(
            self.tr("Export"), "export.start", self.tr("Write, reload and compare."), export
        )
        theme.primary(self.export_button)
        self.report_button = make_button(
            self.tr("Write only the report"),
            "export.report",
            self.tr("Write the HTML report into the project's folder."),
            report,
        )
        self.copy_button = make_button(
            self.tr("Copy the command"),
            "export.copy",
            self.tr("Put the command line that does the same on the clipboard."),
            copy,
        )
        buttons = QHBoxLayout()
        buttons.setSpacing(theme.SPACE.S)
        buttons.addWidget(self.copy_button)
        buttons.addStretch(1)
        buttons.addWidget(self.report_button)
        buttons.addWidget(self.export_button)
        return buttons

    # The erasures

    def row(self) -> RunRow | None:
        """Return the chosen erasure, or None."""
        name = self._box.currentData()
        return next((row for row in self.rows if row.name == name), None)

    def choose(self, name: str) -> bool:
        """Choose an erasure; return whether it is there."""
        index = self._box.findData(name)
        if index >= 0:
            self._box.setCurrentIndex(index)
        return index >= 0

    def show_runs(self, rows: Sequence[RunRow], attacks: Sequence[RunRow] = ()) -> None:
        """Show which erasures can be chosen.

        At first, the newest that is done is chosen, or the newest but those that are known not to
        have lowered the hallucination rate.

        Args:
            rows: the erasures that are done or can be resumed, oldest first.
            attacks: the attacks of the project that are done.
        """
        self.rows = list(rows)
        self.attacks = list(attacks)
        chosen = self._box.currentData()
        with QSignalBlocker(self._box):
            self._box.clear()
            for row in reversed(self.rows):
                concepts = ", ".join(str(one) for one in row.config.get("concepts") or ())
                parts = (row.name, concepts, "" if row.erased else status_word(row.status))
                self._box.addItem(" · ".join(part for part in parts if part), row.name)
            done = [row.name for row in self.rows if row.erased]
            lowered = [row.name for row in self.rows if row.erased and not row.after >= row.before]
            wanted = chosen if chosen in [row.name for row in self.rows] else None
            wanted = wanted or next(iter([*lowered[-1:], *done[-1:]]), None)
            if wanted is not None:
                self._box.setCurrentIndex(self._box.findData(wanted))
        self._on_chosen()

    def _on_chosen(self) -> None:
        row = self.row()
        if row is not None:
            self._facts.set_facts(
                [
                    (self.tr("Method"), row.method),
                    (self.tr("Steps"), str(row.steps) if row.steps else ""),
                    (self.tr("Hallucination rate before"), percent(row.before, "")),
                    (self.tr("Hallucination rate after"), percent(row.after, "")),
                ]
            )
            self._show_resurgence(row)
            self.propose_folder()
        self.changed.emit()

    def _show_resurgence(self, row: RunRow) -> None:
        """Say what the attack with the highest rate did to an erasure."""
        measured = [
            one
            for one in self.attacks
            if one.attacked == row.name and min(one.before, one.after) >= 0
        ]
        worst = max(measured, key=lambda one: one.after, default=None)
        if worst is None:
            tone, words = "muted", self.tr("Not attacked yet: see the Robustness page.")
        elif worst.after > worst.before:
            tone = "error"
            words = self.tr(
                "✗ An attack brought the hallucination back: {0} → {1} of images ({2})."
            )
        else:
            tone, words = "success", self.tr("✓ No attack brought the hallucination back.")
        if worst is not None:
            words = words.format(percent(worst.before), percent(worst.after), worst.name)
        self.resurgence.setText(words)
        self.resurgence.setVisible(row.erased)
        theme.tone(self.resurgence, tone)

    # The settings

    def restore(self) -> None:
        """Show the settings that are kept for the open project."""
        project = self._session.project
        if project is None:
            return
        stored = self._session.settings.value(self._setting(project.folder), {})
        self.form.reset_all()
        device = self._session.settings.value("device", "auto")
        self.form.show_raw({"device": device, **stored, "out": ""})
        self._proposed = None

    def propose_folder(self) -> None:
        """Name a free folder after the erasure, unless the user has named one."""
        project, row = self._session.project, self.row()
        if project is None or row is None:
            return
        before = self.form.values().get("out")
        if before is not None and before != self._proposed:
            return
        chosen = self._session.settings.value("exports_folder", "")
        if chosen:
            wanted = Path(chosen) / f"{project.folder.name}-{row.name}"
        else:
            wanted = project.folder / "exports" / row.name
        self._proposed = free_folder(wanted)
        self.form.show_raw({"out": str(self._proposed)})

    def config(self) -> ExportConfig | None:
        """Return the export as it would start now, or None after showing what is wrong."""
        project, row = self._session.project, self.row()
        if project is None or row is None:
            return None
        # Where the erasure was allowed to run the model's own code, so is its export.
        trusted = bool(row.config.get("trust_remote_code", False))
        return self.form.config(project=project.folder, run=row.name, trust_remote_code=trusted)

    def why_not(self) -> str:
        """Return why the chosen erasure cannot be exported now, or ""."""
        row = self.row()
        if row is not None and not row.erased:
            return self.tr("This erasure is {status}. Resume it on the Erase page first.").format(
                status=status_word(row.status)
            )
        return ""

    def refresh(self) -> None:
        """Follow the choice and the engine."""
        row, why = self.row(), self.why_not()
        self._why_not.setText(why or self._session.waits_for())
        self._why_not.setVisible(bool(self._why_not.text()))
        theme.tone(self._why_not, "warning" if why else "")
        self.export_button.setEnabled(row is not None and not why)
        free = self._session.engine.job is None
        self.report_button.setEnabled(free and any(each.erased for each in self.rows))
        self.copy_button.setEnabled(row is not None)

    def _keep_form(self) -> None:
        project = self._session.project
        if project is not None:
            kept = {name: raw for name, raw in self.form.raw().items() if name != "out"}
            self._session.settings.set(self._setting(project.folder), kept)

    def _on_setting(self, key: str) -> None:
        if key == "exports_folder":
            self.propose_folder()

    @staticmethod
    def _setting(folder: Path) -> str:
        return f"export.form:{folder}"
