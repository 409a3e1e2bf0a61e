"""Fields of which those that are rarely changed are folded away."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QVBoxLayout, QWidget

from sare_desktop import theme
from sare_desktop.widgets.forms.arrangement import Arrangement, MakeRows, stops_of
from sare_desktop.widgets.forms.field_row import FieldRow
from sare_engine import Setting


class FoldedFields(Arrangement):
    """The usual settings, and the advanced ones below the switch `form.advanced`.

    Attributes:
        switch: shows and hides the advanced settings.
    """

    def __init__(
        self, settings: Sequence[Setting], make_rows: MakeRows, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._usual = [one.name for one in settings if not one.advanced]
        self._advanced = [one.name for one in settings if one.advanced]
        self.switch = QToolButton(self)
        self.switch.setObjectName("form.advanced")
        self.switch.setAccessibleName(self.tr("Advanced settings"))
        self.switch.setToolTip(self.tr("Show or hide settings that are rarely changed."))
        self.switch.setCheckable(True)
        self.switch.setAutoRaise(True)
        self.switch.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.switch.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.switch.setArrowType(Qt.ArrowType.RightArrow)
        self.switch.toggled.connect(self._toggled)
        usual = make_rows([one for one in settings if not one.advanced])
        self._folded = QWidget(self)
        inside = QVBoxLayout(self._folded)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.addLayout(make_rows([one for one in settings if one.advanced]))
        self._folded.hide()
        row = QHBoxLayout()
        row.addWidget(self.switch)
        row.addStretch(1)
        row.addWidget(self.reset_all)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.SPACE.M)
        column.addLayout(usual)
        column.addLayout(row)
        column.addWidget(self._folded)

    def reveal(self, names: Collection[str]) -> None:
        """Unfold if one of the settings is an advanced one."""
        if not set(names).isdisjoint(self._advanced):
            self.switch.setChecked(True)

    def follow(self, fields: Mapping[str, FieldRow], preset: str) -> None:
        """Show the switch only while one of its fields is used, and how many are changed."""
        folded = [fields[name] for name in self._advanced if fields[name].used]
        self.switch.setVisible(bool(folded))
        self._folded.setVisible(bool(folded) and self.switch.isChecked())
        changed = sum(field.is_changed() for field in folded)
        self.reset_all.setVisible(any(one.used and one.is_changed() for one in fields.values()))
        self.switch.setText(
            self.tr("Advanced settings ({count} changed)").format(count=changed)
            if changed
            else self.tr("Advanced settings")
        )

    def may_list(self, name: str) -> bool:
        """Return True: fields keep one left edge whether they are unfolded or not."""
        return True

    def tab_stops(self, fields: Mapping[str, FieldRow]) -> list[QWidget]:
        """Return the usual fields, the switch, and the advanced fields."""
        return [
            *stops_of(fields, self._usual),
            self.switch,
            self.reset_all,
            *stops_of(fields, self._advanced),
        ]

    def _toggled(self, shown: bool) -> None:
        self.switch.setArrowType(Qt.ArrowType.DownArrow if shown else Qt.ArrowType.RightArrow)
        self._folded.setVisible(shown)
