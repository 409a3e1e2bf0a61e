"""Questions about the current image, and the answers of the model."""

from __future__ import annotations

import dataclasses
from collections import defaultdict
from collections.abc import Iterator
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)

from sare_desktop import theme
from sare_desktop.engine_thread import Job
from sare_desktop.session import Session
from sare_desktop.widgets.primitives.amounts import share_text
from sare_engine import AskConfig, Event, Failed, Finished, command_of

if TYPE_CHECKING:
    from sare_engine import Control, ModelSlot

KIND = "ask"
"""Kind of the jobs that ask."""


class Transcript(QTextBrowser):
    """The conversation; letters typed into it go to the line for the question.

    Attributes:
        typed: emitted with the letters.
    """

    typed = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        theme.quiet(self)

    def event(self, event: QEvent) -> bool:
        """Keep letters from being shortcuts."""
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and _letters(event)
        ):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Hand letters on; other keys scroll and copy."""
        if _letters(event):
            self.typed.emit(event.text())
        else:
            super().keyPressEvent(event)


def _letters(event: QKeyEvent) -> str:
    """Return what a key types, "" if it types nothing."""
    plain = Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier
    typed = not event.modifiers() & ~plain and event.text().isprintable()
    return event.text() if typed else ""


class AskPanel(QWidget):
    """The conversation about the current image, with a line for the next question at its end.

    Attributes:
        model_missing: a question was asked, but no model is loaded.
    """

    model_missing = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._path: Path | None = None
        self._asking: Path | None = None
        self._said: dict[Path, list[tuple[str, str]]] = defaultdict(list)
        self.transcript = Transcript()
        self.transcript.typed.connect(self._type)
        self.transcript.setObjectName("images.ask.transcript")
        self.transcript.setAccessibleName(self.tr("Questions and answers"))
        self.transcript.setToolTip(self.tr("Your questions about this image, and the answers"))
        self.transcript.setPlaceholderText(
            self.tr("Ask about the image, for example: Is there a knife in the image?")
        )
        self.line = QLineEdit()
        self.line.setObjectName("images.ask.question")
        self.line.setAccessibleName(self.tr("Question to the model"))
        self.line.setToolTip(self.tr("A question about this image; press Enter to ask"))
        self.line.setPlaceholderText(self.tr("Ask the model about this image"))
        self.line.returnPressed.connect(self._ask)
        self.button = QPushButton(self.tr("Ask"))
        self.button.setObjectName("images.ask.send")
        self.button.setAccessibleName(self.tr("Ask the model"))
        self.button.setToolTip(self.tr("Ask the loaded model about this image"))
        self.button.clicked.connect(self._ask)
        row = QHBoxLayout()
        row.setSpacing(theme.SPACE.S)
        row.setContentsMargins(theme.SPACE.S, 0, theme.SPACE.S, theme.SPACE.S)
        row.addWidget(self.line, 1)
        row.addWidget(self.button)
        box = QFrame()
        theme.card(box)
        inside = QVBoxLayout(box)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(0)
        inside.addWidget(self.transcript, 1)
        inside.addLayout(row)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(theme.SPACE.S, theme.SPACE.S, theme.SPACE.S, theme.SPACE.S)
        layout.addWidget(box)
        theme.notifier().changed.connect(self._render)
        session.engine.ended.connect(self._on_ended)

    def show_picture(self, path: Path | None) -> None:
        """Show the conversation about another image."""
        self._path = path
        self.line.setEnabled(path is not None)
        self.button.setEnabled(path is not None)
        self._render()

    @Slot(str)
    def _type(self, letters: str) -> None:
        if self.line.isEnabled():
            self.line.setFocus(Qt.FocusReason.OtherFocusReason)
            self.line.insert(letters)

    @Slot()
    def _ask(self) -> None:
        question, path, model = self.line.text().strip(), self._path, self._session.model_config
        if not question or path is None:
            self.line.setFocus()
            return
        if model is None:
            self.model_missing.emit()
            return
        config = AskConfig(image=path, question=question, **dataclasses.asdict(model))

        def work(slot: ModelSlot, control: Control) -> Iterator[Event]:
            from sare_engine import ask

            return ask(config, model=slot.model, control=control)

        job = Job(
            KIND, self.tr("Asking the model"), work, command=command_of(config), pausable=False
        )
        if self._session.start(job):
            self._asking = path
            self._said[path].append(("question", question))
            self._said[path].append(("waiting", self.tr("The model is thinking …")))
            self.line.clear()
            self._render()

    @Slot(object, object)
    def _on_ended(self, job: Job, event: Finished | Failed) -> None:
        path = self._asking
        if job.kind != KIND or path is None:
            return
        self._asking = None
        if isinstance(event, Failed):
            entry = ("problem", " ".join(filter(None, (event.what, event.why, event.fix))))
        elif "answer" in event.result:
            entry = ("answer", self._answer_text(event))
        else:
            entry = ("problem", self.tr("Stopped."))
        said = self._said[path]
        if said and said[-1][0] == "waiting":
            said.pop()
        said.append(entry)
        self._render()

    def _answer_text(self, event: Finished) -> str:
        """Return the answer, with the probability of "yes" if the question can be answered so."""
        answer, yes = str(event.result["answer"]), event.result.get("yes")
        if yes is None:
            return answer
        return answer + " " + self.tr("(yes: {0})").format(share_text(yes))

    def _render(self) -> None:
        colours = theme.colours()
        tones = {
            "question": colours.muted,
            "answer": colours.text,
            "waiting": colours.muted,
            "problem": colours.error,
        }
        said = self._said.get(self._path, []) if self._path else []
        self.transcript.setHtml(
            "".join(
                f'<p style="color:{tones[kind]}; margin:2px 0">{escape(text)}</p>'
                for kind, text in said
            )
        )
        bar = self.transcript.verticalScrollBar()
        bar.setValue(bar.maximum())
