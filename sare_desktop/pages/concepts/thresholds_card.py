"""The scores of a source of evidence as a histogram, and the thresholds that judge them."""

from __future__ import annotations

from collections.abc import Sequence
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
from sare_desktop.engine_words import engine_text
from sare_desktop.pages.concepts.calibration_dialog import CalibrationDialog
from sare_desktop.session import Session
from sare_desktop.undo.edits import SetThresholds, ThresholdValues, threshold_names
from sare_desktop.widgets.forms.wheel_guard import guard_wheel
from sare_desktop.widgets.plots.score_histogram import STEP, ScoreHistogram
from sare_desktop.widgets.primitives.choice_box import ChoiceBox
from sare_desktop.widgets.primitives.head_row import HeadRow
from sare_desktop.widgets.primitives.small_parts import make_label, pad_spin
from sare_engine import EVIDENCE_SOURCES, Failed

_TYPING_MS = 600
"""A threshold that was typed or stepped takes effect after this pause."""
_LETTERS = 7
_RANGE = (-100.0, 100.0)
"""Of thresholds on a scale without ends."""
_NO_CLIP = ThresholdValues(23.0, 32.0)
"""Where the lines are while there is no score to judge; nothing is judged by them."""


class ThresholdsCard(QFrame):
    """Two lines to drag in a histogram, with a spin box for each; changes can be undone.

    Attributes:
        scores_read: the histogram shows the scores of the project.
        failed: emitted with a `Failed` when the scores cannot be read.
        histogram: the scores with the lines.
        spins: "t1" and "t0" → the spin box of the lower and of the upper threshold.
        sources: whose scores are shown, if there are any.
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
        self._wanted = self._source = ""
        self._sources: tuple[str, ...] = ()
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
        self.sources = ChoiceBox()
        self.sources.setObjectName("concepts.histogram.source")
        self.sources.setAccessibleName(self.tr("Source of the scores"))
        self.sources.setToolTip(self.tr("Whose scores are shown, and judged by the thresholds"))
        self.sources.setSizeAdjustPolicy(
            ChoiceBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.sources.setMinimumContentsLength(_LETTERS)
        self.sources.hide()
        self.sources.currentIndexChanged.connect(self._on_source)
        guard_wheel(self.sources)
        title = make_label(self.tr("Scores"), "heading")
        title.setWordWrap(False)  # Else Chinese would break between any two characters.
        head = HeadRow()
        head.fill(
            (title, self.sources),
            (self.only, self.histogram.save_button, self.histogram.guide_button),
        )
        theme.card(self)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(theme.SPACE.M, theme.SPACE.S, theme.SPACE.M, theme.SPACE.S)
        self._column.setSpacing(theme.SPACE.XS)
        self._column.addWidget(head)
        self._column.addWidget(self.histogram, 1)
        self._column.addLayout(self._make_spins())
        edits.busy_changed.connect(self._on_judging)

    def add_below(self, part: QWidget) -> None:
        """Add what also belongs to judging, below the thresholds."""
        self._column.addWidget(part)

    def _make_spins(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(theme.SPACE.S)
        self.spins: dict[str, QDoubleSpinBox] = {}
        self._labels: dict[str, QLabel] = {}
        for name, text in (("t1", self.tr("T1")), ("t0", self.tr("T0"))):
            label = self._labels[name] = QLabel(text)
            spin = QDoubleSpinBox()
            spin.setObjectName(f"concepts.{name}")
            spin.setRange(*_RANGE)
            spin.setDecimals(2)
            spin.setSingleStep(STEP)
            spin.setKeyboardTracking(False)
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
        self._name_spins((self.tr("T1"), self.tr("T0")))
        return row

    def _name_spins(self, names: tuple[str, str]) -> None:
        tips = (
            self.tr("A score below {0} counts as hallucinated").format(names[0]),
            self.tr("A score above {0} counts as grounded").format(names[1]),
        )
        for (key, spin), name, tip in zip(self.spins.items(), names, tips, strict=True):
            self._labels[key].setText(name)
            spin.setToolTip(tip)
            spin.setAccessibleName(f"{name}: {tip}")

    # Whose scores

    @Slot()
    def _on_source(self) -> None:
        self._typing.stop()
        self._wanted = str(self.sources.currentData() or "")
        self.read()

    def _show_source(self, source: str, sources: Sequence[str]) -> None:
        if source == self._source and tuple(sources) == self._sources:
            return
        self._source, self._sources = source, tuple(sources)
        record = EVIDENCE_SOURCES[source]
        with QSignalBlocker(self.sources):
            self.sources.clear()
            for key in sources:
                self.sources.addItem(engine_text(EVIDENCE_SOURCES[key].title), key)
            self.sources.setCurrentIndex(self.sources.findData(source))
        self.sources.setVisible(bool(sources))
        self.sources.setEnabled(len(sources) > 1)
        ends = record.scale.ends if record.scale else None
        low, high = ends or _RANGE
        step = (high - low) / 100 if ends else STEP
        for spin in self.spins.values():
            with QSignalBlocker(spin):
                spin.setRange(low, high)
                spin.setSingleStep(step)
        names = threshold_names(source)
        self._name_spins(names)
        self.histogram.set_scale(names, step)

    # The scores

    def clear(self) -> None:
        """Forget the scores: another project is open."""
        self._typing.stop()
        self._in_force, self._scored = _NO_CLIP, False
        self._wanted = self._source = ""
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
        source = self._wanted

        def scores() -> Any:
            from sare_engine import score_values

            return score_values(folder, concept, shown.name if shown else "", source)

        self._aside.submit("scores", scores, self._show_scores, self._give_up)

    def _give_up(self, failure: Failed) -> None:
        self.histogram.show_scores({}, *self.histogram.thresholds)
        self.failed.emit(failure)

    def _show_scores(self, answer: dict[str, Any]) -> None:
        self._show_source(answer["source"], answer["sources"])
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
        edit = SetThresholds(self._session, self._edits, self._source, self._in_force, wanted)
        self._in_force = wanted
        self._session.undo.push(edit)

    @Slot()
    def open_calibration(self) -> None:
        """Open the dialog that fits the thresholds to what is known."""
        if self.calibration is None:
            self.calibration = CalibrationDialog(
                self._session, lambda: self._source, self._use_calibrated, self
            )
        self.calibration.open()

    def _use_calibrated(self, source: str, t1: float, t0: float, t2: float | None) -> None:
        project = self._session.project
        if project is None:
            return
        self._typing.stop()
        record = EVIDENCE_SOURCES[source]
        limits = record.limits_in_force(project)
        low, high, *_ = record.calibrates
        kept = project.settings.get("thresholds")
        before = kept.get("t2") if isinstance(kept, dict) else None
        edit = SetThresholds(
            self._session,
            self._edits,
            source,
            ThresholdValues(
                float(limits[low]), float(limits[high]), before if t2 is not None else None
            ),
            ThresholdValues(t1, t0, t2),
        )
        if source == self._source:
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
