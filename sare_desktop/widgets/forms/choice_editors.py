"""Editors of settings with a list of allowed values: a combo box, or check boxes for several."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QGridLayout, QSizePolicy, QWidget

from sare_desktop import theme
from sare_desktop.widgets.forms.choice_words import choice_title
from sare_desktop.widgets.forms.editor import Editor
from sare_desktop.widgets.forms.wheel_guard import guard_wheel
from sare_desktop.widgets.primitives.choice_box import ChoiceBox
from sare_desktop.widgets.primitives.small_parts import allow_narrow
from sare_engine import Setting


class ChoiceEditor(Editor):
    """A combo box of the allowed values."""

    def __init__(self, declared: Setting, parent: QWidget | None = None) -> None:
        super().__init__(declared, parent)
        self._box = ChoiceBox()
        if declared.optional:
            self._box.addItem(self.tr("Default"), None)
        for choice in declared.choices:
            self._box.addItem(choice_title(declared, choice), choice)
            if choice in declared.sentences:
                sentence, last = declared.sentences[choice], self._box.count() - 1
                self._box.setItemData(last, sentence, Qt.ItemDataRole.ToolTipRole)
        self._box.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        allow_narrow(self._box)
        guard_wheel(self._box)
        self._box.currentIndexChanged.connect(self.changed)
        self._row.addWidget(self._box)

    @property
    def focus_field(self) -> QWidget:
        return self._box

    def raw(self) -> Any:
        return self._box.currentData()

    def set_raw(self, state: Any) -> None:
        index = self._box.findData(state)
        if index < 0 and self.declared.is_choice(state):
            # A numbered choice, such as the second GPU: not listed until it is chosen.
            self._box.addItem(str(state), state)
            index = self._box.count() - 1
        if index >= 0:
            self._box.setCurrentIndex(index)

    def value(self) -> Any:
        return self._box.currentData()

    def raw_of(self, value: Any) -> Any:
        return value


class ChoicesEditor(Editor):
    """Check boxes in two columns, for any number of the allowed values."""

    def __init__(self, declared: Setting, parent: QWidget | None = None) -> None:
        super().__init__(declared, parent)
        self._boxes: dict[str, QCheckBox] = {}
        grid = QGridLayout()
        grid.setHorizontalSpacing(theme.SPACE.M)
        grid.setVerticalSpacing(theme.SPACE.XS)
        for place, choice in enumerate(declared.choices):
            title = choice_title(declared, choice)
            box = QCheckBox(title)
            box.setObjectName(f"form.{declared.name}.{choice}")
            box.setAccessibleName(f"{declared.label}: {title}")
            box.setToolTip(declared.sentences.get(choice, declared.own_help))
            box.setAccessibleDescription(box.toolTip())
            box.toggled.connect(self.changed)
            self._boxes[choice] = box
            grid.addWidget(box, *divmod(place, 2))
        self._row.addLayout(grid)
        self._row.addStretch(1)

    @property
    def focus_field(self) -> QWidget:
        return next(iter(self._boxes.values()))

    def tab_stops(self) -> list[QWidget]:
        return list(self._boxes.values())

    def raw(self) -> Any:
        return [choice for choice, box in self._boxes.items() if box.isChecked()]

    def set_raw(self, state: Any) -> None:
        for choice, box in self._boxes.items():
            box.setChecked(choice in state)

    def value(self) -> Any:
        chosen = tuple(self.raw())
        if not chosen and self.declared.default != ():
            raise ValueError(self.tr("Please check at least one."))
        return chosen

    def raw_of(self, value: Any) -> Any:
        return [choice for choice in self._boxes if choice in value]
