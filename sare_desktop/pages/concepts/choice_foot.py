"""How many training examples the checked concepts give, and the way on."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from sare_desktop import theme
from sare_desktop.aside import Aside
from sare_desktop.engine_words import engine_text
from sare_desktop.session import Session
from sare_desktop.widgets.primitives.amounts import plural
from sare_desktop.widgets.primitives.small_parts import make_button, make_label


class ChoiceFoot(QFrame):
    """Counts the examples of the choice.

    Attributes:
        failed: emitted with a `Failed` when they cannot be counted.
    """

    failed = Signal(object)

    def __init__(
        self,
        session: Session,
        aside: Aside,
        go_on: Callable[[], object],
        parent: QWidget | None = None,
    ) -> None:
        """Show no numbers yet.

        Args:
            session: whose project.
            aside: counts.
            go_on: goes to the page that erases.
            parent: the owner.
        """
        super().__init__(parent)
        self._session = session
        self._aside = aside
        self.counts = make_label("", None, "concepts.counts")
        self.warnings = make_label("", None, "concepts.warnings")
        self.meaning = make_label(
            self.tr(
                "An erasure makes D_neg less likely and keeps D_pos; D_sent keeps the language "
                "fluent."
            ),
            "muted",
            "concepts.meaning",
        )
        self.explain_button = make_button(
            self.tr("What are these?"),
            "concepts.explain",
            self.tr("Show in the glossary what D_neg, D_pos and D_sent are"),
            lambda: session.explained.emit("D_"),
        )
        self.explain_button.setAccessibleName(self.tr("What are D_neg, D_pos and D_sent?"))
        theme.quiet(self.explain_button)
        for label in (self.counts, self.meaning, self.warnings):
            label.setTextFormat(Qt.TextFormat.PlainText)
        theme.tone(self.warnings, "warning")
        self.next_button = make_button(
            self.tr("Next: erase"),
            "concepts.next",
            self.tr("Go on to erase the checked concepts (Ctrl+Enter)"),
            go_on,
        )
        self.next_button.setAccessibleName(self.tr("Go on to erase"))
        theme.primary(self.next_button)
        texts = QVBoxLayout()
        texts.setSpacing(0)
        for label in (self.counts, self.meaning, self.warnings):
            texts.addWidget(label)
        theme.card(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.SPACE.M, theme.SPACE.S, theme.SPACE.M, theme.SPACE.S)
        row.setSpacing(theme.SPACE.M)
        row.addLayout(texts, 1)
        row.addWidget(self.explain_button)
        row.addWidget(self.next_button)

    def clear(self) -> None:
        """Show no numbers."""
        self.counts.clear()
        self.warnings.clear()

    def read(self, chosen: Sequence[str]) -> None:
        """Count the examples of a choice.

        Args:
            chosen: the checked concepts.
        """
        project = self._session.project
        if project is None:
            return
        folder, names = project.folder, tuple(chosen)

        def count() -> Any:
            from sare_engine import example_counts

            return example_counts(folder, names)

        self._aside.submit("counts", count, self._show, self.failed.emit)

    def _show(self, answer: dict[str, Any]) -> None:
        project = self._session.project
        chosen = len(project.chosen_concepts()) if project is not None else 0
        self.counts.setText(
            self.tr(
                "{0}:  {1} hallucinated (D_neg)  ·  {2} grounded (D_pos)  ·  {3} (D_sent) from {4}"
            ).format(
                plural(chosen, self.tr("1 concept checked"), self.tr("{0} concepts checked")),
                answer["negative"],
                answer["positive"],
                plural(
                    answer["sentence"], self.tr("1 whole caption"), self.tr("{0} whole captions")
                ),
                plural(answer["images"], self.tr("1 image"), self.tr("{0} images")),
            )
        )
        self.warnings.setText(" ".join(engine_text(str(one)) for one in answer["warnings"]))
        self.warnings.setVisible(bool(answer["warnings"]))
