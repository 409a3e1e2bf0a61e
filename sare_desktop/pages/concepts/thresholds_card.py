"""The CLIP scores as a histogram, and the thresholds that judge them."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QSignalBlocker, QTimer, Signal, Slot
from PySide6.QtWidgets import (
    QCheckBox,
    QDoubleSpinBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QVBoxLayout,
    QWidget,
)

from sare_desktop import theme
from sare_desktop.aside import Aside
from sare_desktop.pages.concepts.calibration_dialog import CalibrationDialog
from sare_desktop.session import Session
from sare_desktop.undo.edits import SetThresholds, ThresholdValues
from sare_desktop.widgets.forms.wheel_guard import guard_wheel
from sare_desktop.widgets.plots.score_histogram import STEP, ScoreHistogram
from sare_desktop.widgets.primitives.small_parts import make_label, pad_spin
from sare_engine import Failed

_TYPING_MS = 600
"""A threshold that was typed or stepped takes effect after this pause."""
_NO_CLIP = ThresholdValues(23.0, 32.0)
"""Where the lines are while there is no score to judge; nothing is judged by them."""


class ThresholdsCard(QFrame):
    """Two lines to drag in a histogram, with a spin box for each; changes can be undone.

    Attributes:
        scores_read: the histogram shows the scores of the project.
        failed: emitted with a `Failed` when the scores cannot be read.
        histogram: the scores with the lines.
        spins: "t1" and "t0" → the spin box.
    """

    scores_read = Signal()
    failed = Signal(object)

    def __init__(
        self, session: Session, aside: Aside, edits: Aside, parent: QWidget | None = None
    ) -> None:
        """Show no scores yet.

        Args:
            session: whose project.
            aside: reads the scores.
            edits: applies changed thresholds.
            parent: the owner.
        """
        super().__init__(parent)
        self._session = session
        self._aside = aside
        self._edits = edits
        self._concept = ""
        self._in_force = _NO_CLIP
        self._scored = False
        self.calibration: CalibrationDialog | None = None
        self._typing = QTimer(self)
        self._typing.setSingleShot(True)
        self._typing.setInterval(_TYPING_MS)
        self._typing.timeout.connect(self._judge_by_spins)
        self.only = QCheckBox(self.tr("Selected concept only"))
        self.only.setObjectName("concepts.histogram.only")
        self.only.setToolTip(self.tr("Show the scores of the selected concept only"))
        self.only.setAccessibleName(self.only.text())
        self.only.toggled.connect(self.read)
        self.histogram = ScoreHistogram()
        self.histogram.setObjectName("concepts.histogram")
        self.histogram.moving.connect(self._on_moving)
        self.histogram.moved.connect(self._judge)
        head = QHBoxLayout()
        head.addWidget(make_label(self.tr("CLIP scores"), "heading"))
        head.addStretch(1)
        head.addWidget(self.only)
        theme.card(self)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(theme.SPACE.M, theme.SPACE.S, theme.SPACE.M, theme.SPACE.S)
        layout.setSpacing(theme.SPACE.XS)
        layout.addLayout(head)
        layout.addWidget(self.histogram, 1)
        layout.addLayout(self._make_spins())
        edits.busy_changed.connect(self._on_judging)

    def _make_spins(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(theme.SPACE.S)
        self.spins: dict[str, QDoubleSpinBox] = {}
        for name, text, tip in (
            ("t1", self.tr("T1"), self.tr("A score below T1 counts as hallucinated")),
            ("t0", self.tr("T0"), self.tr("A score above T0 counts as grounded")),
        ):
            label = QLabel(text)
            spin = QDoubleSpinBox()
            spin.setObjectName(f"concepts.{name}")
            spin.setRange(-100.0, 100.0)
            spin.setDecimals(2)
            spin.setSingleStep(STEP)
            spin.setKeyboardTracking(False)
            spin.setToolTip(tip)
            spin.setAccessibleName(f"{text}: {tip}")
            guard_wheel(spin)
            pad_spin(spin)
            label.setBuddy(spin)
            spin.valueChanged.connect(self._on_spin)
            row.addWidget(label)
            row.addWidget(spin)
            self.spins[name] = spin
        row.addStretch(1)
        self.judging = QLabel()
        self.judging.setObjectName("concepts.judging")
        theme.role(self.judging, "muted")
        row.addWidget(self.judging)
        return row

    # The scores

    def clear(self) -> None:
        """Forget the scores: another project is open."""
        self._typing.stop()
        self._in_force, self._scored = _NO_CLIP, False
        self._show_thresholds(_NO_CLIP)
        self.histogram.show_waiting()

    def show_concept(self, concept: str) -> None:
        """Take note which concept is selected."""
        before, self._concept = self._concept, concept
        if self.only.isChecked() and concept != before:
            self.read()

    @Slot()
    def read(self) -> None:
        """Read the scores again."""
        project = self._session.project
        if project is None:
            return
        folder, shown = project.folder, project.shown_set()
        concept = self._concept if self.only.isChecked() and self._concept else None

        def scores() -> Any:
            from sare_engine import score_values

            return score_values(folder, concept, shown.name if shown else "")

        self._aside.submit("scores", scores, self._show_scores, self._give_up)

    def _give_up(self, failure: Failed) -> None:
        self.histogram.show_scores({}, *self.histogram.thresholds)
        self.failed.emit(failure)

    def _show_scores(self, answer: dict[str, Any]) -> None:
        t1, t0 = answer.get("t1"), answer.get("t0")
        self._scored = t1 is not None and t0 is not None
        if t1 is not None and t0 is not None:
            self._in_force = ThresholdValues(float(t1), float(t0))
        if not self._edits.busy and not self._typing.isActive():
            self._show_thresholds(self._in_force)
        if self._typing.isActive():
            shown = self.histogram.thresholds
        else:
            shown = (self._in_force.t1, self._in_force.t0)
        self.histogram.show_scores(answer, *shown)
        self.scores_read.emit()

    def refresh(self) -> None:
        """Allow changes while there are scores and no job writes to the verdicts."""
        for widget in (self.histogram, *self.spins.values()):
            widget.setEnabled(self._scored and not self._session.rewriting)

    # The thresholds

    @Slot(float, float)
    def _on_moving(self, t1: float, t0: float) -> None:
        self._show_spins(ThresholdValues(t1, t0))

    @Slot()
    def _on_spin(self) -> None:
        t1, t0 = self.spins["t1"].value(), self.spins["t0"].value()
        if t1 > t0:
            # The threshold that was moved gives way: T1 is never above T0.
            moved_t1 = t1 != self.histogram.thresholds[0]
            t1, t0 = (t0, t0) if moved_t1 else (t1, t1)
            self._show_spins(ThresholdValues(t1, t0))
        self.histogram.set_thresholds(t1, t0)
        self._typing.start()

    @Slot()
    def _judge_by_spins(self) -> None:
        self._judge(self.spins["t1"].value(), self.spins["t0"].value())

    @Slot(float, float)
    def _judge(self, t1: float, t0: float) -> None:
        self._typing.stop()
        wanted = ThresholdValues(t1, t0)
        if self._session.project is None or wanted == self._in_force:
            return
        edit = SetThresholds(self._session, self._edits, self._in_force, wanted)
        self._in_force = wanted
        self._session.undo.push(edit)

    @Slot()
    def open_calibration(self) -> None:
        """Open the dialog that fits the thresholds to what is known."""
        if self.calibration is None:
            self.calibration = CalibrationDialog(self._session, self._use_calibrated, self)
        self.calibration.open()

    def _use_calibrated(self, t1: float, t0: float, t2: float) -> None:
        project = self._session.project
        if project is None:
            return
        self._typing.stop()
        kept = project.settings.get("thresholds")
        before = kept.get("t2") if isinstance(kept, dict) else None
        edit = SetThresholds(
            self._session,
            self._edits,
            ThresholdValues(self._in_force.t1, self._in_force.t0, before),
            ThresholdValues(t1, t0, t2),
        )
        self._in_force = ThresholdValues(t1, t0)
        self._session.undo.push(edit)

    @Slot(bool)
    def _on_judging(self, busy: bool) -> None:
        self.judging.setText(self.tr("Judging again …") if busy else "")
        if not busy:
            # Also after a failure: the lines go back to the thresholds in force.
            self.read()

    def _show_thresholds(self, values: ThresholdValues) -> None:
        self._show_spins(values)
        self.histogram.set_thresholds(values.t1, values.t0)

    def _show_spins(self, values: ThresholdValues) -> None:
        for name, value in (("t1", values.t1), ("t0", values.t0)):
            with QSignalBlocker(self.spins[name]):
                self.spins[name].setValue(value)
