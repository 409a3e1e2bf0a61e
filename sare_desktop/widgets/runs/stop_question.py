"""Stops the running job; asks first when more than a minute of work is at stake."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QMessageBox, QWidget

from sare_desktop.engine_thread import EngineThread, Job
from sare_desktop.widgets.primitives.amounts import duration_text

_AT_STAKE_S = 60.0


def stop_job(engine: EngineThread, parent: QWidget) -> None:
    """Stop the job that runs, unless the user answers that it goes on."""
    job, seconds = engine.job, engine.working_s
    if job is None or (seconds > _AT_STAKE_S and not confirmed(job, seconds, parent)):
        return
    if engine.job is job:  # It may have ended while the question was open.
        engine.stop()


def confirmed(job: Job, seconds: float, parent: QWidget) -> bool:
    """Ask whether a job that has worked for some time is stopped."""
    say = QCoreApplication.translate
    box = QMessageBox(parent.window())
    box.setObjectName("stop_question")
    box.setIcon(QMessageBox.Icon.Question)
    box.setWindowTitle(say("StopQuestion", "Stop the job?"))
    box.setText(
        say("StopQuestion", "“{0}” has worked for {1}.").format(job.title, duration_text(seconds))
    )
    box.setInformativeText(
        say("StopQuestion", "Stopping writes a checkpoint; the run can continue from it later.")
        if job.checkpoints
        else say("StopQuestion", "What is finished is kept; the part at work is lost.")
    )
    stop = box.addButton(say("StopQuestion", "Stop"), QMessageBox.ButtonRole.DestructiveRole)
    stop.setObjectName("stop_question.stop")
    go_on = box.addButton(say("StopQuestion", "Keep running"), QMessageBox.ButtonRole.RejectRole)
    go_on.setObjectName("stop_question.keep_running")
    box.setDefaultButton(go_on)
    box.setEscapeButton(go_on)
    box.exec()
    clicked = box.clickedButton()
    box.deleteLater()
    return clicked is stop
