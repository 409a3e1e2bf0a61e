"""Checking many concepts at once: all above a rate, or all that a trigger brings."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QGridLayout,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QPushButton,
    QSpinBox,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from sare_desktop import theme
from sare_desktop.engine_words import engine_text
from sare_desktop.item_models.concepts import ConceptRow, ConceptsFilter
from sare_desktop.session import Session
from sare_desktop.undo.edits import Choose
from sare_desktop.widgets.forms.wheel_guard import guard_wheel
from sare_desktop.widgets.primitives.amounts import plural
from sare_desktop.widgets.primitives.small_parts import (
    list_rows,
    make_button,
    make_label,
    pad_spin,
    row_height,
    say,
)

RATE_SETTING, TIMES_SETTING = "concepts.check_rate", "concepts.check_times"
"""Settings: the least rate in percent and the least number of hallucinations, as used last."""

TRIGGER, BRINGS, IMAGES = range(3)

_USUAL_PERCENT = 50
_MOST_TIMES = 9999
_NAMED = 6
"""Concepts that are named before they are checked."""
_LINES = 8


@dataclass(frozen=True)
class BringingTrigger:
    """A trigger as the engine lists it: the concepts hallucinated beside it, and in how many images
    that happens."""

    trigger: str
    concepts: tuple[str, ...]
    images: int


def triggers_of(answer: Sequence[Mapping[str, Any]]) -> list[BringingTrigger]:
    """Return the triggers in the engine's answer, the strongest first."""
    return [
        BringingTrigger(
            str(one["trigger"]), tuple(str(name) for name in one["concepts"]), int(one["images"])
        )
        for one in answer
    ]


class CheckingDialog(QDialog):
    """Says beforehand which concepts it would check, of those that the search of the page finds.

    Attributes:
        percent: the least rate.
        times: the least number of hallucinated mentions.
        preview: which concepts have it.
        above_button: checks them.
        table: the triggers with the concepts that they bring.
        trigger_button: checks those of the selected triggers.
    """

    def __init__(
        self, session: Session, proxy: ConceptsFilter, parent: QWidget | None = None
    ) -> None:
        """List no triggers yet.

        Args:
            session: whose project.
            proxy: the concepts that the search finds.
            parent: the owner.
        """
        super().__init__(parent)
        self._session = session
        self._proxy = proxy
        self._triggers: list[BringingTrigger] = []
        self.setObjectName("concepts.checking")
        self.setWindowTitle(self.tr("Check several concepts"))
        self.scope = make_label("", "muted", "concepts.checking.scope")
        close = make_button(
            self.tr("Close"),
            "concepts.checking.close",
            self.tr("Close without checking more concepts"),
            self.close,
        )
        feet = QHBoxLayout()
        feet.addStretch(1)
        feet.addWidget(close)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.SPACE.L, theme.SPACE.L, theme.SPACE.L, theme.SPACE.L)
        column.setSpacing(theme.SPACE.S)
        column.addWidget(self.scope)
        self._add_rate(column)
        column.addSpacing(theme.SPACE.S)
        self._add_triggers(column)
        column.addLayout(feet)
        self.resize(84 * self.fontMetrics().averageCharWidth(), self.sizeHint().height())
        for signal in (
            proxy.modelReset,
            proxy.dataChanged,
            proxy.rowsInserted,
            proxy.rowsRemoved,
            session.project_changed,
        ):
            signal.connect(self.refresh)
        self.refresh()

    # Building

    def _add_rate(self, column: QVBoxLayout) -> None:
        settings = self._session.settings
        self.percent = _spin(
            "concepts.checking.rate",
            self.tr("Least rate of hallucination"),
            self.tr("Least share of a concept's mentions that are hallucinated"),
            100,
            settings.value(RATE_SETTING, _USUAL_PERCENT),
        )
        self.percent.setSuffix(self.tr(" %"))
        self.times = _spin(
            "concepts.checking.times",
            self.tr("Fewest hallucinated mentions"),
            self.tr("A concept that is hallucinated less often is not checked"),
            _MOST_TIMES,
            settings.value(TIMES_SETTING, 1),
        )
        for spin in (self.percent, self.times):
            spin.valueChanged.connect(self._show_rate)
        self.preview = make_label("", "muted", "concepts.checking.preview")
        self.preview.setTextFormat(Qt.TextFormat.PlainText)
        self.above_button = make_button("", "concepts.checking.above", "", self._check_above)
        grid = QGridLayout()
        grid.setSpacing(theme.SPACE.S)
        grid.setColumnStretch(2, 1)
        for place, (words, spin) in enumerate(
            (
                (self.tr("Share of mentions, at least"), self.percent),
                (self.tr("Hallucinated mentions, at least"), self.times),
            )
        ):
            label = QLabel(words)
            label.setBuddy(spin)
            grid.addWidget(label, place, 0)
            grid.addWidget(spin, place, 1)
        column.addWidget(make_label(self.tr("Above a rate"), "heading"))
        column.addLayout(grid)
        column.addWidget(self.preview)
        column.addWidget(self.above_button, 0, Qt.AlignmentFlag.AlignLeft)

    def _add_triggers(self, column: QVBoxLayout) -> None:
        self.table = QTableWidget(0, 3)
        self.table.setObjectName("concepts.checking.triggers")
        self.table.setAccessibleName(self.tr("Triggers and the concepts that they bring"))
        self.table.setToolTip(self.tr("Select one or more triggers"))
        self.table.setHorizontalHeaderLabels(
            [self.tr("In the picture"), self.tr("Hallucinated beside it"), self.tr("Images")]
        )
        list_rows(self.table)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.table.setAlternatingRowColors(True)
        header = self.table.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(BRINGS, QHeaderView.ResizeMode.Stretch)
        self.table.verticalHeader().setDefaultSectionSize(row_height(self.table))
        self.table.setMinimumHeight((_LINES // 2) * row_height(self.table))
        self.table.itemSelectionChanged.connect(self._show_trigger_button)
        self.table.itemActivated.connect(self._check_brought)
        self.explain_button = make_button(
            self.tr("What is a trigger?"),
            "concepts.checking.explain",
            self.tr("Show in the glossary what a trigger is"),
            lambda: self._session.explained.emit(engine_text("Trigger")),
        )
        theme.quiet(self.explain_button)
        self.trigger_button = make_button("", "concepts.checking.brought", "", self._check_brought)
        head = QHBoxLayout()
        head.addWidget(make_label(self.tr("Brought by a trigger"), "heading"), 1)
        head.addWidget(self.explain_button)
        column.addLayout(head)
        column.addWidget(self.table, 1)
        column.addWidget(self.trigger_button, 0, Qt.AlignmentFlag.AlignLeft)

    # Opening

    def open_rate(self) -> None:
        """Open with the keyboard in the least rate."""
        self._open()
        self.percent.setFocus(Qt.FocusReason.OtherFocusReason)
        self.percent.selectAll()

    def open_triggers(self, trigger: str = "") -> None:
        """Open with the keyboard in the triggers.

        Args:
            trigger: the trigger to select, or "" for the strongest.
        """
        self._open()
        names = [one.trigger for one in self._listed]
        if names:
            self.table.selectRow(names.index(trigger) if trigger in names else 0)
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _open(self) -> None:
        self.setWindowModality(Qt.WindowModality.NonModal)
        self.show()
        self.raise_()
        self.activateWindow()
        self.refresh()

    # Showing

    def show_triggers(self, triggers: Sequence[BringingTrigger]) -> None:
        """List other triggers."""
        self._triggers = list(triggers)
        self.refresh()

    @Slot()
    def refresh(self) -> None:
        """Follow the table of concepts and its search."""
        if not self.isVisible():
            return
        shown = self._proxy.shown_rows()
        scope = plural(len(shown), self.tr("1 concept"), self.tr("{0} concepts"))
        if self._proxy.searching:
            scope = self.tr("Of the {0} that the search finds.").format(scope)
        else:
            scope = self.tr("Of all {0} in the table.").format(scope)
        self.scope.setText(scope)
        self._show_rate()
        self._show_triggers(shown)

    @Slot()
    def _show_rate(self) -> None:
        found = self._above()
        new = self._new(found)
        if not found:
            text = self.tr("No concept is hallucinated that often.")
        elif not new:
            text = self.tr("All of them are checked already.")
        else:
            text = ", ".join(new[:_NAMED]) + (" …" if len(new) > _NAMED else "")
        self.preview.setText(text)
        self._show_count(
            self.above_button, new, self.tr("Check the concepts with at least this rate")
        )

    def _show_triggers(self, shown: Sequence[ConceptRow]) -> None:
        names = {row.concept for row in shown}
        kept = {one.trigger for one in self._selected()}
        self._listed = [one for one in self._triggers if not names.isdisjoint(one.concepts)]
        table = self.table
        table.blockSignals(True)
        table.clearSelection()
        table.setRowCount(len(self._listed))
        for place, one in enumerate(self._listed):
            brings = ", ".join(name for name in one.concepts if name in names)
            for column, text in enumerate((one.trigger, brings, str(one.images))):
                item = QTableWidgetItem(text)
                item.setToolTip(text)
                table.setItem(place, column, item)
        table.setSelectionMode(QAbstractItemView.SelectionMode.MultiSelection)
        for place, one in enumerate(self._listed):
            if one.trigger in kept:
                table.selectRow(place)
        table.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        table.blockSignals(False)
        self._show_trigger_button()

    @Slot()
    def _show_trigger_button(self) -> None:
        self._show_count(
            self.trigger_button,
            self._new(self._brought()),
            self.tr("Check the concepts that the selected triggers bring"),
        )

    def _show_count(self, button: QPushButton, new: Sequence[str], tip: str) -> None:
        count = len(new)
        say(button, plural(count, self.tr("Check 1 concept"), self.tr("Check {0} concepts")), tip)
        button.setEnabled(count > 0)

    # Choosing

    _listed: Sequence[BringingTrigger] = ()
    """The triggers in the table."""

    def _selected(self) -> list[BringingTrigger]:
        rows = sorted({index.row() for index in self.table.selectedIndexes()})
        return [self._listed[row] for row in rows if row < len(self._listed)]

    def _above(self) -> list[str]:
        share, times = self.percent.value() / 100, self.times.value()
        return [
            row.concept
            for row in self._proxy.shown_rows()
            if row.rate is not None and row.rate >= share and row.hallucinated >= times
        ]

    def _brought(self) -> list[str]:
        wanted = {name for one in self._selected() for name in one.concepts}
        return [row.concept for row in self._proxy.shown_rows() if row.concept in wanted]

    def _new(self, concepts: Sequence[str]) -> list[str]:
        chosen = {row.concept for row in self._proxy.shown_rows() if row.chosen}
        return [one for one in concepts if one not in chosen]

    @Slot()
    def _check_above(self) -> None:
        percent, times = self.percent.value(), self.times.value()
        self._session.settings.set(RATE_SETTING, percent)
        self._session.settings.set(TIMES_SETTING, times)
        text = self.tr("Check all concepts from {0} %").format(percent)
        self._check(self._new(self._above()), text)

    @Slot()
    def _check_brought(self) -> None:
        names = ", ".join(f"“{one.trigger}”" for one in self._selected())
        text = self.tr("Check the concepts beside {0}").format(names)
        self._check(self._new(self._brought()), text)

    def _check(self, new: Sequence[str], text: str) -> None:
        if new and self._session.project is not None:
            self._session.undo.push(Choose(self._session, dict.fromkeys(new, True), text))
            self.close()


def _spin(name: str, words: str, tip: str, most: int, value: Any) -> QSpinBox:
    spin = QSpinBox()
    spin.setObjectName(name)
    spin.setAccessibleName(words)
    spin.setToolTip(tip)
    spin.setRange(1, most)
    spin.setValue(value if isinstance(value, int) else 1)
    guard_wheel(spin)
    pad_spin(spin)
    return spin
