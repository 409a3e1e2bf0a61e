"""What to do with a running job when the window is closed."""

from __future__ import annotations

from enum import Enum

from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from sare_desktop import APP_NAME, theme
from sare_desktop.engine_thread import Job
from sare_desktop.widgets.primitives.amounts import plural


class CloseAnswer(Enum):
    """The user's choice."""

    STOP = "stop"
    KEEP_RUNNING = "keep running"
    CANCEL = "cancel"


class CloseDialog(QDialog):
    """Asks whether a job is stopped, goes on without the window, or the window stays.

    Attributes:
        answer: the choice; `CANCEL` until one is made.
    """

    def __init__(
        self, job: Job, parent: QWidget | None = None, *, tray: bool = False, waiting: int = 0
    ) -> None:
        """Ask about a job.

        Args:
            job: the job that runs.
            parent: the owner.
            tray: whether the desktop has a notification area, in which the window can be hidden.
            waiting: number of jobs that follow it in the queue.
        """
        super().__init__(parent)
        self.setObjectName("close_dialog")
        self.setWindowTitle(APP_NAME)
        self.answer = CloseAnswer.CANCEL
        title = QLabel(self.tr("“{0}” is still running").format(job.title))
        title.setWordWrap(True)
        theme.role(title, "heading")
        if job.checkpoints:
            stop_text = self.tr("Keep a checkpoint and stop")
            what = self.tr("Stopping writes a checkpoint; the run can continue from it later.")
        else:
            stop_text = self.tr("Stop and close")
            what = self.tr("Stopping keeps what is done so far.")
        text = QLabel(" ".join([what, *self._consequences(tray, waiting)]))
        text.setWordWrap(True)
        theme.role(text, "muted")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(theme.SPACE.XL, theme.SPACE.XL, theme.SPACE.XL, theme.SPACE.L)
        layout.setSpacing(theme.SPACE.M)
        layout.addWidget(title)
        layout.addWidget(text)
        layout.addSpacing(theme.SPACE.S)
        row = QHBoxLayout()
        row.setSpacing(theme.SPACE.S)
        row.addStretch(1)
        self._answers: dict[str, CloseAnswer] = {}
        for name, label, tip, answer in (
            ("cancel", self.tr("Cancel"), self.tr("The window stays"), CloseAnswer.CANCEL),
            (
                "keep_running",
                self.tr("Keep running"),
                self.tr("Hide the window in the notification area; start the program to see it")
                if tray
                else self.tr("Minimise the window; the program ends with the job"),
                CloseAnswer.KEEP_RUNNING,
            ),
            ("stop", stop_text, what, CloseAnswer.STOP),
        ):
            button = QPushButton(label)
            button.setObjectName(f"close_dialog.{name}")
            button.setToolTip(tip)
            button.setAccessibleName(label)
            button.clicked.connect(self._chosen)
            self._answers[button.objectName()] = answer
            row.addWidget(button)
            if answer is CloseAnswer.STOP:
                theme.primary(button)
                button.setDefault(True)
                button.setFocus()
        layout.addLayout(row)
        self.setMinimumWidth(460)

    def words(self) -> list[str]:
        """Return what the dialog says."""
        return [label.text() for label in self.findChildren(QLabel)]

    def _consequences(self, tray: bool, waiting: int) -> list[str]:
        """Return what keeping it running means on this desktop, and what happens to the queue."""
        if tray:
            words = [
                self.tr(
                    "Keeping it running hides the window in the notification area, which notifies "
                    "you when it has ended. Starting the program again brings the window back."
                )
            ]
        else:
            words = [
                self.tr(
                    "This desktop has no notification area: keeping it running minimises the "
                    "window, which closes when the job has ended."
                )
            ]
        if waiting:
            words.append(
                plural(
                    waiting,
                    self.tr("The job that waits in the queue stays there if you stop."),
                    self.tr("The {0} jobs that wait in the queue stay there if you stop."),
                )
            )
        return words

    def _chosen(self) -> None:
        sender = self.sender()
        self.answer = self._answers[sender.objectName()]
        self.accept()
