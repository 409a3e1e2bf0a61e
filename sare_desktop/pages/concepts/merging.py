"""Counting a concept as another, such as couch as sofa."""

from __future__ import annotations

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QInputDialog, QWidget

from sare_desktop.aside import Aside
from sare_desktop.item_models.concepts import ConceptsModel
from sare_desktop.pages.concepts.concept_table import ConceptTable
from sare_desktop.session import Session
from sare_desktop.undo.edits import Merge, TakeMergeBack


class Merging(QObject):
    """Asks which concepts to merge, or which merge to undo."""

    def __init__(
        self,
        session: Session,
        edits: Aside,
        model: ConceptsModel,
        table: ConceptTable,
        owner: QWidget,
    ) -> None:
        """Ask nothing yet.

        Args:
            session: whose project.
            edits: applies the merges.
            model: the concepts.
            table: where the concept to merge is selected.
            owner: parent of this object and of the dialogs.
        """
        super().__init__(owner)
        self._session = session
        self._edits = edits
        self._model = model
        self._table = table
        self._owner = owner

    def merges(self) -> dict[str, str]:
        """Return the merges of the project: concept → the concept that it counts as."""
        project = self._session.project
        stored = project.settings.get("merges") if project is not None else None
        if not isinstance(stored, dict):
            return {}
        return {
            str(source): str(record["into"])
            for source, record in stored.items()
            if isinstance(record, dict) and "into" in record
        }

    @Slot()
    def choose_merge(self) -> None:
        """Ask which concept the selected one is to count as."""
        current = self._table.current()
        if current is None:
            return
        others = sorted(row.concept for row in self._model.rows if row.concept != current.concept)
        if not others:
            return
        into, chosen = QInputDialog.getItem(
            self._owner,
            self.tr("Merge concept"),
            self.tr("Count “{0}” as:").format(current.concept),
            others,
            0,
            False,
        )
        if chosen:
            self._table.prefer(into)
            self._session.undo.push(Merge(self._session, self._edits, current.concept, into))

    @Slot()
    def choose_unmerge(self) -> None:
        """Ask which merge is to be undone."""
        merges = self.merges()
        if not merges:
            return
        texts = {f"{source} → {into}": source for source, into in sorted(merges.items())}
        text, chosen = QInputDialog.getItem(
            self._owner,
            self.tr("Undo a merge"),
            self.tr("Count separately again:"),
            list(texts),
            0,
            False,
        )
        if chosen:
            source = texts[text]
            self._session.undo.push(
                TakeMergeBack(self._session, self._edits, source, merges[source])
            )
