"""Fields in two modes: the few that most runs need, or all of them in groups, with a search."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QToolButton, QVBoxLayout, QWidget

from sare_desktop import theme
from sare_desktop.engine_words import engine_text
from sare_desktop.widgets.forms.arrangement import Arrangement, MakeRows, stops_of
from sare_desktop.widgets.forms.choice_words import help_text
from sare_desktop.widgets.forms.field_row import FieldRow
from sare_desktop.widgets.forms.mode_switch import ModeSwitch
from sare_desktop.widgets.help.terms_here import TermLabel, term_for, with_hint
from sare_desktop.widgets.primitives.small_parts import make_button, make_label
from sare_engine import Group, Setting

_NAMED = 4
"""Settings named where a line says how many differ from the preset."""


class GroupedFields(Arrangement):
    """Settings in plain and in expert mode.

    Plain mode lists a few settings, and says which of the others differ from the preset: what an
    expert has changed is never hidden silently. Expert mode lists all in groups; `form.search`
    finds settings by their words, symbols and help, and `form.changed_only` lists those that differ
    from the preset.

    Attributes:
        switch: chooses the mode; the form's owner places it.
        search: what to search for.
        changed_only: lists changed settings only.
        differing: says in plain mode which hidden settings are changed.
        show_differing: lists them in expert mode.
    """

    def __init__(
        self,
        settings: Sequence[Setting],
        plain: Collection[str],
        make_rows: MakeRows,
        parent: QWidget | None = None,
    ) -> None:
        """Lay out settings, in plain mode at first.

        Args:
            settings: all of them, in their order.
            plain: names of those that plain mode lists.
            make_rows: makes their rows.
            parent: the owner.
        """
        super().__init__(parent)
        self._plain = frozenset(plain)
        self._expert = False
        self._words = {one.name: _words_of(one) for one in settings}
        self._fields: Mapping[str, FieldRow] = {}
        self._preset = ""
        self._any_changed = False
        self._hidden: list[str] = []
        """Changed settings that plain mode does not list."""
        self.switch = ModeSwitch()
        self.switch.changed.connect(self.set_expert)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.SPACE.M)
        column.addWidget(self._make_search())
        self._groups: list[tuple[QWidget, QWidget, list[str]]] = []
        for group in Group:
            inside = [one for one in settings if (one.group or Group.RUN) is group]
            if inside:
                column.addWidget(self._make_group(group, inside, make_rows))
        self.nothing = make_label(self.tr("No setting matches."), "muted", "form.nothing")
        self.nothing.hide()
        column.addWidget(self.nothing)
        self._foot = self._make_foot()
        column.addWidget(self._foot)

    def _make_search(self) -> QWidget:
        self.search = QLineEdit()
        self.search.setObjectName("form.search")
        self.search.setPlaceholderText(self.tr("Search in settings"))
        self.search.setAccessibleName(self.tr("Search in settings"))
        self.search.setToolTip(self.tr("Find settings by name, symbol or what they do."))
        self.search.setClearButtonEnabled(True)
        self.search.textChanged.connect(self._list)
        self.changed_only = QToolButton()
        self.changed_only.setObjectName("form.changed_only")
        self.changed_only.setText(self.tr("Changed"))
        self.changed_only.setAccessibleName(self.tr("Changed settings only"))
        self.changed_only.setToolTip(self.tr("List only settings that differ from the preset."))
        self.changed_only.setCheckable(True)
        self.changed_only.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.changed_only.toggled.connect(self._list)
        self._searching = QWidget()
        row = QHBoxLayout(self._searching)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.SPACE.S)
        row.addWidget(self.search, 1)
        row.addWidget(self.changed_only)
        self._searching.hide()
        return self._searching

    def _make_group(self, group: Group, inside: list[Setting], make_rows: MakeRows) -> QWidget:
        heading = TermLabel(engine_text(group.value))
        heading.setWordWrap(True)
        term = term_for(group.value)
        heading.show_term(term)
        heading.setToolTip(with_hint("", term))
        heading.setObjectName(f"form.group.{group.name.lower()}")
        theme.role(heading, "heading")
        heading.hide()
        box = QWidget()
        rows = QVBoxLayout(box)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(theme.SPACE.S)
        rows.addWidget(heading)
        rows.addLayout(make_rows(inside))
        self._groups.append((box, heading, [one.name for one in inside]))
        return box

    def _make_foot(self) -> QWidget:
        self.differing = make_label("", "muted", "form.differing")
        self.show_differing = make_button(
            self.tr("Show them"),
            "form.show_differing",
            self.tr("List the settings that differ from the preset, in expert mode."),
            self._show_differing,
        )
        foot = QWidget()
        column = QVBoxLayout(foot)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.SPACE.S)
        column.addWidget(self.differing)
        row = QHBoxLayout()
        row.addWidget(self.show_differing)
        row.addStretch(1)
        row.addWidget(self.reset_all)
        column.addLayout(row)
        return foot

    # What the form asks

    @property
    def expert(self) -> bool:
        """Whether the expert mode is shown."""
        return self._expert

    def set_expert(self, expert: bool) -> None:
        """Choose a mode; the search starts empty."""
        if expert == self._expert:
            return
        self._expert = expert
        self.switch.show_mode(expert)
        self.search.clear()
        self.changed_only.setChecked(False)
        self._list()
        self._tell_differing()
        self.rearranged.emit()

    def reveal(self, names: Collection[str]) -> None:
        """Show settings in expert mode if they are not listed."""
        if any(not self._fields[name].listed for name in names):
            self.set_expert(True)
            self.search.clear()
            self.changed_only.setChecked(False)

    def follow(self, fields: Mapping[str, FieldRow], preset: str) -> None:
        """Say what differs from the preset."""
        self._fields, self._preset = fields, preset
        changed = [name for name, one in fields.items() if one.used and one.is_changed()]
        self._any_changed = bool(changed)
        self.reset_all.setVisible(self._any_changed)
        self._hidden = [name for name in changed if name not in self._plain]
        self._tell_differing()
        self._list(keep_changed=True)

    def _tell_differing(self) -> None:
        hidden = self._hidden
        told = bool(hidden) and not self._expert
        self.differing.setVisible(told)
        self.show_differing.setVisible(told)
        self._foot.setVisible(told or self._any_changed)
        if told:
            self.differing.setText(self._differing_words(hidden))

    def may_list(self, name: str) -> bool:
        """Return whether the present mode lists a setting."""
        return self._expert or name in self._plain

    def tab_stops(self, fields: Mapping[str, FieldRow]) -> list[QWidget]:
        """Return the search, the fields in their groups, and what is below them."""
        names = [name for _, _, inside in self._groups for name in inside]
        return [
            self.search,
            self.changed_only,
            *stops_of(fields, names),
            self.show_differing,
            self.reset_all,
        ]

    # Listing

    def _differing_words(self, names: Sequence[str]) -> str:
        labels = [self._fields[name].declared.label for name in names[:_NAMED]]
        if len(names) > _NAMED:
            labels.append("…")
        if self._preset:
            one = self.tr("1 more setting differs from the preset “{1}”: {2}")
            more = self.tr("{0} more settings differ from the preset “{1}”: {2}")
        else:
            one = self.tr("1 more setting differs from its default: {2}")
            more = self.tr("{0} more settings differ from their defaults: {2}")
        words = one if len(names) == 1 else more
        return words.format(len(names), self._preset, ", ".join(labels))

    def _show_differing(self) -> None:
        self.set_expert(True)
        self.changed_only.setChecked(True)
        self.search.setFocus(Qt.FocusReason.OtherFocusReason)

    def _list(self, *_: object, keep_changed: bool = False) -> None:
        """List what the mode, the search and the filter leave.

        Args:
            keep_changed: whether a setting that is listed stays while its value becomes that of the
                preset, or the row would go from under the hands that typed it.
        """
        wanted = self.search.text().casefold().split()
        only_changed = self._expert and self.changed_only.isChecked()
        found = False
        for box, heading, names in self._groups:
            any_listed = False
            for name in names:
                field = self._fields.get(name)
                if field is None:
                    continue
                listed = self.may_list(name)
                if self._expert and wanted:
                    listed = all(word in self._words[name] for word in wanted)
                if only_changed and not field.is_changed():
                    listed = listed and keep_changed and field.listed
                field.set_listed(listed)
                any_listed = any_listed or (listed and field.used)
            heading.setVisible(self._expert)
            box.setVisible(any_listed)
            found = found or any_listed
        self._searching.setVisible(self._expert)
        self.nothing.setVisible(self._expert and bool(self._fields) and not found)


def _words_of(declared: Setting) -> str:
    """Return what a search for a setting looks at."""
    symbol = declared.symbol.replace("_", "")
    group = engine_text((declared.group or Group.RUN).value)
    parts = (declared.label, declared.name, declared.symbol, symbol, group, help_text(declared))
    return " ".join(parts).casefold()
