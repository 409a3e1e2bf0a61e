"""The line at the bottom: the loaded model, memory, and the running job with its switches."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QProgressBar, QPushButton, QWidget
from superqt import QElidingLabel

from sare_desktop import motion, theme
from sare_desktop.colours import Colours
from sare_desktop.engine_thread import IDLE, PAUSED, PAUSING, RUNNING, STOPPING, Job
from sare_desktop.engine_words import engine_text
from sare_desktop.shell.model_button import ModelButton
from sare_desktop.widgets.memory.memory_meter import MemoryMeter
from sare_desktop.widgets.primitives.amounts import clock_text, figure_text, units_text
from sare_desktop.widgets.primitives.small_parts import SteadyButton, say
from sare_engine import PhaseStarted, Progress

if TYPE_CHECKING:
    from sare_engine import Event

_PERMILLE = 1000


class StatusLine(QFrame):
    """One line; the job's part is there only while a job runs.

    Attributes:
        pause_clicked: the user wants to pause or resume the job.
        stop_clicked: the user wants to stop the job.
        checkpoint_clicked: the user wants a checkpoint now.
        model_clicked: the user wants to see the loaded model.
        queue_clicked: the user wants to see the queue, or hide it.
    """

    pause_clicked = Signal()
    stop_clicked = Signal()
    checkpoint_clicked = Signal()
    model_clicked = Signal()
    queue_clicked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("status_line")
        self._phases: dict[str, PhaseStarted] = {}
        self._whole: Progress | None = None
        """How far a job of several parts is as a whole; None for other jobs."""
        self._model = ModelButton()
        self._model.clicked.connect(self.model_clicked)
        self.memory = MemoryMeter()
        self._message = self._label("status.message")
        self._title = QElidingLabel()
        self._title.setObjectName("status.job")
        self._title.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        theme.role(self._title, "body")
        self._figures = self._label("status.figures")
        self._bar = QProgressBar()
        self._bar.setObjectName("status.progress")
        self._bar.setAccessibleName(self.tr("Progress of the job"))
        self._bar.setToolTip(self.tr("Progress of the job"))
        self._bar.setTextVisible(False)
        self._bar.setFixedHeight(theme.SPACE.S)
        self._bar.setMinimumWidth(40)
        self._bar.setMaximumWidth(140)
        self._pause = self._button("status.pause")
        self._pause.clicked.connect(self.pause_clicked)
        self._checkpoint = self._button("status.checkpoint")
        self._checkpoint.setText(self.tr("Checkpoint"))
        self._checkpoint.setAccessibleName(self.tr("Checkpoint now"))
        self._checkpoint.setToolTip(self.tr("Write a checkpoint at the next step"))
        self._checkpoint.clicked.connect(self.checkpoint_clicked)
        self._stop = self._button("status.stop")
        self._stop.clicked.connect(self.stop_clicked)
        self._queue = self._button("status.queue")
        self._queue.clicked.connect(self.queue_clicked)
        self._job_parts = (self._title, self._bar, self._figures, self._pause, self._stop)

        layout = QHBoxLayout(self)
        layout.setContentsMargins(theme.SPACE.M, theme.SPACE.XS, theme.SPACE.M, theme.SPACE.XS)
        layout.setSpacing(theme.SPACE.M)
        layout.addWidget(self._model)
        layout.addWidget(self.memory)
        layout.addWidget(self._message, 1)
        # Its own hint is that of the words that it showed last, however few.
        layout.addWidget(self._title, 2)
        for part in (self._bar, self._figures):
            layout.addWidget(part)
        layout.addWidget(self._queue)
        layout.addWidget(self._pause)
        layout.addWidget(self._checkpoint)
        layout.addWidget(self._stop)
        self._job: Job | None = None
        self.set_model("")
        self.set_waiting(0)
        self.set_state(IDLE)

    def set_model(self, name: str, place: str = "") -> None:
        """Show what is loaded, "" for nothing, and on which device in which format."""
        self._model.set_model(name or self.tr("No model loaded"), place)

    def set_waiting(self, count: int) -> None:
        """Show how many jobs wait in the queue; without any, there is nothing to show."""
        text = self.tr("Queue: {0}").format(count)
        say(self._queue, text, self.tr("Show or hide the jobs that wait (Ctrl+J)"))
        self._queue.setVisible(count > 0)

    def set_message(self, text: str, tone: str = "") -> None:
        """Say what happened last.

        Args:
            text: one line; it is cut at the end where there is no room.
            tone: name of a colour such as "error", or "".
        """
        self._message.setText(text)
        self._message.setToolTip(text)
        theme.tone(self._message, tone)

    def forget_error(self) -> None:
        """Clear an error that an earlier action left."""
        if self._message.property("tone") == "error":
            self.set_message("")

    def message(self) -> str:
        """Return the last message."""
        return self._message.text()

    def set_job(self, job: Job) -> None:
        """Show a job that begins."""
        self._job = job
        self._phases.clear()
        self._whole = None
        self._title.setText(job.title)
        self._figures.setText("")
        motion.show_busy(self._bar)
        self.set_message("")
        self.set_state(RUNNING)

    def set_state(self, state: str) -> None:
        """Show the engine's state; idle hides the job."""
        if state == IDLE:
            self._job = None
        for part in self._job_parts:
            part.setVisible(state != IDLE)
        job = self._job
        self._pause.setVisible(job is not None and job.pausable)
        self._checkpoint.setVisible(job is not None and job.checkpoints)
        words = {
            RUNNING: (self.tr("Pause"), self.tr("Pause the job at its next step")),
            PAUSING: (self.tr("Pausing…"), self.tr("Resume the job")),
            PAUSED: (self.tr("Resume"), self.tr("The job is paused; resume it")),
            STOPPING: (self.tr("Pause"), self.tr("The job is ending")),
        }
        text, tip = words.get(state, words[RUNNING])
        say(self._pause, text, tip)
        self._pause.setEnabled(state != STOPPING)
        self._checkpoint.setEnabled(state == RUNNING)
        if state == STOPPING:
            say(self._stop, self.tr("Stopping…"), self.tr("The job stops at its next step"))
        else:
            say(self._stop, self.tr("Stop"), self.tr("Stop the job; what is done is kept"))
        self._stop.setEnabled(state != STOPPING)
        if state == PAUSED:
            self._figures.setText(self.tr("Paused"))

    def show_events(self, events: Sequence[Event]) -> None:
        """Show how far the job is; only the last progress of a batch is drawn."""
        last: Progress | None = None
        for event in events:
            if isinstance(event, PhaseStarted):
                self._phases[event.phase] = event
                self._begin(event)
                last = None
            elif isinstance(event, Progress):
                if event.fraction is not None:
                    self._show_whole(event)
                last = event
        if last is not None and self._whole is None:
            self._show(last)

    def _show_whole(self, progress: Progress) -> None:
        """Show how far a job of several parts is, whose parts have phases of their own."""
        known = self._whole.running if self._whole else ()
        self._whole = progress
        if progress.running != known:
            self._title.setText("; ".join(progress.running))
        self._show(progress)
        self._bar.setRange(0, _PERMILLE)
        self._bar.setValue(round((progress.fraction or 0.0) * _PERMILLE))

    def _begin(self, phase: PhaseStarted) -> None:
        if self._whole is not None:
            self._title.setText(": ".join([*self._whole.running, phase.title]))
            return
        self._title.setText(phase.title)
        self._figures.setText("")
        self._bar.setRange(0, _PERMILLE if phase.total else 0)
        self._bar.setValue(0)

    def _show(self, progress: Progress) -> None:
        phase = self._phases.get(progress.phase)
        total = progress.total or (phase.total if phase else None)
        unit = phase.unit if phase else ""
        parts = []
        if total:
            self._bar.setRange(0, _PERMILLE)
            self._bar.setValue(round(min(1.0, progress.done / total) * _PERMILLE))
            done = f"{units_text(progress.done, unit)}/{units_text(total, unit)}"
        else:
            done = units_text(progress.done, unit)
        parts.append(done if unit == "bytes" else f"{done} {engine_text(unit)}".strip())
        if progress.rate and progress.fraction is None:
            rate = figure_text(progress.rate, ".1f" if progress.rate < 100 else ".0f")
            if unit == "bytes":
                rate = units_text(round(progress.rate), unit)
            parts.append(self.tr("{0}/s").format(rate))
        if progress.eta_seconds is not None and (progress.done or progress.fraction):
            parts.append(self.tr("{0} left").format(clock_text(progress.eta_seconds)))
        self._figures.setText(" · ".join(parts))
        self._bar.setAccessibleDescription(self._figures.text())

    def _label(self, name: str) -> QLabel:
        label = QLabel()
        label.setObjectName(name)
        label.setTextFormat(Qt.TextFormat.PlainText)
        theme.role(label, "muted")
        if name == "status.message":
            # A long message must not widen the window.
            label.setMinimumWidth(0)
            label.setSizePolicy(
                label.sizePolicy().Policy.Ignored, label.sizePolicy().verticalPolicy()
            )
        return label

    def _button(self, name: str) -> QPushButton:
        button = SteadyButton()
        button.setObjectName(name)
        button.setProperty("compact", True)
        return button


def _rules(use: Colours, _points: float) -> str:
    return (
        f"QFrame#status_line {{ background: {use.surface}; border: none; "
        f"border-top: 1px solid {use.border}; }}\n"
        'QPushButton[compact="true"] { padding: 2px 10px; }\n'
        'QPushButton[compact="true"]:focus { padding: 1px 9px; }\n'
    )


theme.add_part(_rules)
