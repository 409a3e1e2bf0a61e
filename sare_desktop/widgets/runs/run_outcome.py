"""How an erasure ended: the numbers before and after, and where to go next."""

from __future__ import annotations

import math
from collections.abc import Callable

from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from sare_desktop import theme
from sare_desktop.engine_words import engine_text
from sare_desktop.item_models.runs import RunRow, percent, status_word
from sare_desktop.widgets.primitives.amounts import duration_text, plural
from sare_desktop.widgets.primitives.small_parts import make_button, make_label


class RunOutcome(QFrame):
    """A card about a run that does not run any more, or runs in another program.

    Args:
        name: first part of the object names of its buttons: `<name>.robustness`, `<name>.export`,
            `<name>.load`, `<name>.resume`, `<name>.take_over`.
        robustness: called to attack the run.
        export: called to export it.
        load: called to load the erased model.
        resume: called to go on with it, also where that takes it over.
        parent: the owner.
    """

    def __init__(
        self,
        name: str,
        *,
        robustness: Callable[[], object],
        export: Callable[[], object],
        load: Callable[[], object],
        resume: Callable[[], object],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        theme.card(self)
        self._title = make_label("", "heading", f"{name}.title")
        self._numbers = make_label("", None, f"{name}.numbers")
        self._robustness = make_button(
            self.tr("Attack it"),
            f"{name}.robustness",
            self.tr("See whether the hallucination comes back when the model is fine-tuned"),
            robustness,
        )
        self._export = make_button(
            self.tr("Export"), f"{name}.export", self.tr("Write the erased model"), export
        )
        self._load = make_button(
            self.tr("Load the erased model"),
            f"{name}.load",
            self.tr("Load the model with this erasure, to try it on images"),
            load,
        )
        self._resume = make_button(
            self.tr("Resume"),
            f"{name}.resume",
            self.tr("Resume from the last checkpoint with the run's own settings"),
            resume,
        )
        self._take_over = make_button(
            self.tr("Take over"),
            f"{name}.take_over",
            self.tr(
                "Resume the run here if the program that worked on it has ended; if it still "
                "lives, it stops at its next step"
            ),
            resume,
        )
        for button in (self._robustness, self._resume, self._take_over):
            theme.primary(button)
        head = QHBoxLayout()
        head.setSpacing(theme.SPACE.S)
        head.addWidget(self._title, 1)
        for button in (
            *(self._load, self._export, self._robustness, self._resume, self._take_over),
        ):
            head.addWidget(button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(theme.SPACE.L, theme.SPACE.S, theme.SPACE.M, theme.SPACE.S)
        layout.setSpacing(theme.SPACE.XS)
        layout.addLayout(head)
        layout.addWidget(self._numbers)
        self.hide()

    def show_run(self, row: RunRow, recall_before: float) -> None:
        """Show a run's end.

        Args:
            row: the run.
            recall_before: recall of the erased concepts before it, NaN if unknown.
        """
        words = self.tr("running in another program") if row.owner else status_word(row.status)
        self._title.setText(f"{row.name} · {words}")
        theme.tone(self._title, {"done": "success", "failed": "error"}.get(row.status, "warning"))
        parts = [row.owner[:1].upper() + row.owner[1:]]
        if row.rounds > 1:
            parts.append(self.tr("round {0} of {1}").format(row.round, row.rounds))
        if math.isfinite(row.after):
            parts.append(
                self.tr("hallucination {0} → {1}").format(percent(row.before), percent(row.after))
            )
        if math.isfinite(row.recall):
            parts.append(
                self.tr("concept recall {0} → {1}").format(
                    percent(recall_before), percent(row.recall)
                )
            )
        parts.append(plural(row.steps, self.tr("1 step"), self.tr("{0} steps")))
        if "kept_step" in row.result:
            parts.append(self.tr("weights of step {0} kept").format(row.result["kept_step"]))
        if row.seconds >= 0:
            # In one piece, where the line has to break.
            parts.append(duration_text(row.seconds).replace(" ", "\N{NO-BREAK SPACE}"))
        if row.result.get("what"):
            failure = [engine_text(str(row.result.get(name, ""))) for name in ("what", "why")]
            parts = [*failure, *parts[-2:]]
        self._numbers.setText(" · ".join(part for part in parts if part))
        self._numbers.setToolTip(engine_text(str(row.result.get("kept_why", ""))))
        for button in (self._robustness, self._export, self._load):
            button.setVisible(row.erased)
        self._resume.setVisible(row.resumable)
        self._take_over.setVisible(row.takeable)
        self.show()

    def text(self) -> str:
        """Return the text shown, for tests and screen readers."""
        return f"{self._title.text()} {self._numbers.text()}"
