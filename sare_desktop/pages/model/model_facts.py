"""What is in a model folder: a table of facts, and how its weights are divided."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from sare_desktop import theme
from sare_desktop.widgets.primitives.amounts import bytes_text, count_text, share_text
from sare_desktop.widgets.primitives.fact_table import Fact, FactTable
from sare_desktop.widgets.primitives.share_bar import Part, ShareBar
from sare_desktop.widgets.primitives.small_parts import make_label


class ModelFacts(QWidget):
    """Facts of a model, above the bar of its parts."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.SPACE.M)
        self._facts = FactTable()
        self._facts.setObjectName("model.facts")
        self._parts = ShareBar()
        self._parts.setObjectName("model.parts")
        column.addWidget(self._facts)
        column.addWidget(bold_heading(self.tr("Parts")))
        column.addWidget(self._parts)
        column.addStretch(1)

    def show_facts(self, facts: dict[str, Any]) -> None:
        """Show what `sare_engine.inspect` returned."""
        self._facts.set_facts(self._facts_of(facts))
        self._show_parts(facts)

    def _facts_of(self, facts: dict[str, Any]) -> list[Fact]:
        context, fit = facts["context_length"], facts.get("adapter")
        processor: Fact = (
            (self.tr("Image processor"), self.tr("found"))
            if facts["processor"]
            else (self.tr("Image processor"), self.tr("missing"), "error")
        )
        common: list[Fact] = [
            (self.tr("Kind"), self.tr("LoRA adapter") if facts["is_adapter"] else ""),
            (self.tr("Base model"), facts["base"] if facts["is_adapter"] else ""),
            (
                self.tr("Weights that fit"),
                self.tr("{0} of {1}").format(fit["loaded"], fit["tensors"]) if fit else "",
            ),
            (self.tr("Architecture"), facts["architecture"]),
            (self.tr("Parameters"), count_text(facts["parameters"])),
            (self.tr("Number format"), facts["dtype"]),
            (self.tr("Size on disk"), bytes_text(facts["bytes_on_disk"])),
            (self.tr("Licence"), facts["licence"] or self.tr("not stated")),
            (
                self.tr("Context"),
                self.tr("{count} tokens").format(count=count_text(context)) if context else "",
            ),
        ]
        return common if facts["is_adapter"] else [*common, processor]

    def _show_parts(self, facts: dict[str, Any]) -> None:
        names = {
            "vision_tower": self.tr("Vision tower"),
            "projector": self.tr("Projector"),
            "language_model": self.tr("Language model"),
        }
        total = max(1, sum(facts["parts"].values()))
        self._parts.set_parts(
            [
                Part(
                    names.get(name, name),
                    count,
                    f"{count_text(count)} · {share_text(count / total)}",
                    f"series:{index}",
                )
                for index, (name, count) in enumerate(facts["parts"].items())
                if count
            ]
        )


def bold_heading(text: str) -> QLabel:
    """Return a heading within a card."""
    label = make_label(text, "muted")
    font = label.font()
    font.setBold(True)
    label.setFont(font)
    return label
