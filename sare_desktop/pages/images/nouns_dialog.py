"""Nouns in the captions that the vocabulary lacks, and a vocabulary with some of them added."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFileDialog,
    QHeaderView,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from sare_desktop.pages.project_tool import ProjectTool
from sare_desktop.session import Session
from sare_desktop.widgets.forms.config_form import ConfigForm
from sare_desktop.widgets.primitives.amounts import plural
from sare_desktop.widgets.primitives.copying import offer_copies
from sare_desktop.widgets.primitives.small_parts import make_button, make_label
from sare_engine import NewNounsConfig

NOUN, COUNTS_AS, CAPTIONS, EXAMPLE = range(4)


class NounsDialog(ProjectTool):
    """Lists the nouns and writes a vocabulary that has the checked ones added."""

    def __init__(
        self,
        session: Session,
        use: Callable[[Path, int], None],
        parent: QWidget | None = None,
    ) -> None:
        """Show no nouns yet.

        Args:
            session: whose project.
            use: called with the file that was written and the number of words added.
            parent: the owner.
        """
        self._use = use
        form = ConfigForm(NewNounsConfig, only=("minimum", "limit"))
        super().__init__(
            session,
            "nouns",
            self.tr("Objects missing from the vocabulary"),
            self.tr(
                "Nouns in the captions that the vocabulary does not cover, so they are not checked "
                "yet. They are found by their position in the sentence; a few are not objects."
            ),
            form,
            self.tr("Find nouns"),
            self.tr("List the nouns in the captions that the vocabulary lacks"),
            parent,
        )

    def _add_answer(self, page: QVBoxLayout) -> None:
        self.summary = make_label("", None, "nouns.summary")
        self.table = QTableWidget(0, 4)
        self.table.setObjectName("nouns.table")
        self.table.setAccessibleName(self.tr("Nouns that the vocabulary lacks"))
        self.table.setToolTip(
            self.tr("Check the words to add; “counts as” names the object that a word stands for")
        )
        self.table.setHorizontalHeaderLabels(
            [self.tr("Noun"), self.tr("Counts as"), self.tr("Captions"), self.tr("Example")]
        )
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.setAlternatingRowColors(True)
        self.table.setShowGrid(False)
        self.table.setWordWrap(False)
        self.table.setTabKeyNavigation(False)
        self.table.verticalHeader().setVisible(False)
        header = self.table.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(EXAMPLE, QHeaderView.ResizeMode.Stretch)
        self.table.setMinimumHeight(self.fontMetrics().height() * 12)
        offer_copies(self.table)
        self.table.itemChanged.connect(self._item_changed)
        self.write_button = make_button(
            self.tr("Write a vocabulary …"),
            "nouns.write",
            self.tr("Write the vocabulary with the checked words to a file, and test with it"),
            self.choose_file,
        )
        page.addWidget(self.summary)
        page.addWidget(self.table, 1)

    def _answer_buttons(self) -> Sequence[QWidget]:
        return (self.write_button,)

    def _has_answer(self) -> bool:
        return bool(self.taken())

    def _forget(self) -> None:
        self.summary.clear()
        self.summary.hide()
        self.table.setRowCount(0)
        self.table.hide()

    def _call(self, config: Any) -> dict[str, Any]:
        from sare_engine import new_nouns

        return new_nouns(config)

    def _show_answer(self, answer: dict[str, Any]) -> None:
        rows = answer["nouns"]
        where = plural(answer["captions"], self.tr("1 caption"), self.tr("{0} captions"))
        nouns = plural(answer["found"], self.tr("1 noun"), self.tr("{0} nouns"))
        self.summary.setText(
            self.tr("{0} in {1}; the most frequent are listed first.").format(nouns, where)
            if rows
            else self.tr("The vocabulary covers all nouns in {0}.").format(where)
        )
        self.summary.show()
        self.table.blockSignals(True)
        self.table.setRowCount(len(rows))
        for place, row in enumerate(rows):
            noun = QTableWidgetItem(str(row["noun"]))
            noun.setFlags(
                Qt.ItemFlag.ItemIsEnabled
                | Qt.ItemFlag.ItemIsSelectable
                | Qt.ItemFlag.ItemIsUserCheckable
            )
            noun.setCheckState(Qt.CheckState.Unchecked)
            noun.setToolTip(self.tr("Check to add “{0}” to the vocabulary").format(row["noun"]))
            counts_as = QTableWidgetItem(str(row["noun"]))
            counts_as.setToolTip(self.tr("The object the word stands for; press F2 to change it"))
            captions = QTableWidgetItem(str(row["captions"]))
            captions.setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            example = QTableWidgetItem(str(row["example"]))
            example.setToolTip(f"{row['example']}\n{Path(str(row['image'])).name}")
            for item in (captions, example):
                item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable)
            for column, item in enumerate((noun, counts_as, captions, example)):
                self.table.setItem(place, column, item)
        self.table.blockSignals(False)
        self.table.setVisible(bool(rows))

    def taken(self) -> tuple[str, ...]:
        """Return the words to add, as the engine expects them: a word, or word=object."""
        found = []
        for place in range(self.table.rowCount()):
            noun, counts_as = self.table.item(place, NOUN), self.table.item(place, COUNTS_AS)
            if noun is None or counts_as is None or noun.checkState() != Qt.CheckState.Checked:
                continue
            target = counts_as.text().strip()
            same = target in ("", noun.text())
            found.append(noun.text() if same else f"{noun.text()}={target}")
        return tuple(found)

    @Slot()
    def choose_file(self) -> None:
        """Ask for the file of the new vocabulary and write it."""
        project = self._session.project
        if project is None:
            return
        name, _ = QFileDialog.getSaveFileName(
            self,
            self.tr("Write the vocabulary with the checked words"),
            str(project.folder / "vocabulary.txt"),
            f"{self.tr('Vocabularies')} (*.txt)",
            options=QFileDialog.Option.DontConfirmOverwrite,
        )
        config = self._config(take=self.taken(), out=Path(name)) if name else None
        if config is not None:
            self._ask(config, self._written)

    def _written(self, answer: dict[str, Any]) -> None:
        self._use(Path(str(answer["vocabulary"])), len(answer["taken"]))
        self.close()

    @Slot()
    def _item_changed(self) -> None:
        count = len(self.taken())
        self.write_button.setText(
            plural(
                count,
                self.tr("Write a vocabulary with 1 word …"),
                self.tr("Write a vocabulary with {0} words …"),
            )
            if count
            else self.tr("Write a vocabulary …")
        )
        self.refresh()
