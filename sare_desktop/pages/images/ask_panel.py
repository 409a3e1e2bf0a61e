"""Questions about the shown picture and what the model answered."""

from __future__ import annotations

from collections import defaultdict
from html import escape
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)

from sare_desktop import theme
from sare_desktop.widgets.primitives.amounts import share_text


class AskPanel(QWidget):
    """A line to ask in, and the conversation about the present picture."""

    asked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._path: Path | None = None
        self._said: dict[Path, list[tuple[str, str]]] = defaultdict(list)
        self.transcript = QTextBrowser()
        self.transcript.setObjectName("images.ask.transcript")
        self.transcript.setAccessibleName(self.tr("Questions and answers"))
        self.transcript.setToolTip(self.tr("What you asked about this picture, and the answers"))
        self.transcript.setPlaceholderText(
            self.tr("Ask about the picture, for example: Is there a knife in the image?")
        )
        self.line = QLineEdit()
        self.line.setObjectName("images.ask.question")
        self.line.setAccessibleName(self.tr("Question to the model"))
        self.line.setToolTip(self.tr("A question about this picture; Enter asks"))
        self.line.setPlaceholderText(self.tr("Ask the model about this picture"))
        self.line.returnPressed.connect(self._ask)
        self.button = QPushButton(self.tr("Ask"))
        self.button.setObjectName("images.ask.send")
        self.button.setAccessibleName(self.tr("Ask the model"))
        self.button.setToolTip(self.tr("Ask the loaded model about this picture"))
        self.button.clicked.connect(self._ask)
        row = QHBoxLayout()
        row.setSpacing(theme.SPACE.S)
        row.addWidget(self.line, 1)
        row.addWidget(self.button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(theme.SPACE.S, theme.SPACE.S, theme.SPACE.S, theme.SPACE.S)
        layout.setSpacing(theme.SPACE.S)
        layout.addWidget(self.transcript, 1)
        layout.addLayout(row)
        theme.notifier().changed.connect(self._render)

    def show_picture(self, path: Path | None) -> None:
        """Show the conversation about another picture."""
        self._path = path
        self.line.setEnabled(path is not None)
        self.button.setEnabled(path is not None)
        self._render()

    def add_question(self, path: Path, question: str) -> None:
        """Write down a question that was sent, and clear the line for the next one."""
        self._said[path].append(("question", question))
        self._said[path].append(("waiting", self.tr("The model is thinking …")))
        self.line.clear()
        self._render()

    def add_answer(self, path: Path, answer: str, yes: float | None) -> None:
        """Write down an answer; `yes` is the probability of "yes" where that was the question."""
        if yes is not None:
            answer += " " + self.tr("(yes: {0})").format(share_text(yes))
        self._replace_waiting(path, ("answer", answer))

    def give_up(self, path: Path, why: str) -> None:
        """Write down why there is no answer."""
        self._replace_waiting(path, ("problem", why))

    def _replace_waiting(self, path: Path, entry: tuple[str, str]) -> None:
        said = self._said[path]
        if said and said[-1][0] == "waiting":
            said.pop()
        said.append(entry)
        self._render()

    def _ask(self) -> None:
        question = self.line.text().strip()
        if question:
            self.asked.emit(question)
        else:
            self.line.setFocus()

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
