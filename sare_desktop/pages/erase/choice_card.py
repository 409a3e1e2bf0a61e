"""What is erased: the chosen concepts, and how many training examples they give."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from sare_desktop import theme
from sare_desktop.aside import Aside
from sare_desktop.engine_words import engine_text
from sare_desktop.item_models.caption_sets import without_model
from sare_desktop.session import Session
from sare_desktop.widgets.primitives.small_parts import make_button, make_label
from sare_engine import CaptionSet, EngineError, Failed

if TYPE_CHECKING:
    from sare_engine import Project


class ChoiceCard(QFrame):
    """Follows the choice of concepts.

    Attributes:
        too_few: whether the choice gives too few examples to erase from.
        changed: other concepts are chosen, or their examples were counted.
        counted: emitted with the number of images that the examples come from.
        adapter_found: emitted with the folder of the adapter that must be merged first, or "".
    """

    changed = Signal()
    counted = Signal(int)
    adapter_found = Signal(str)

    def __init__(
        self,
        session: Session,
        aside: Aside,
        change: Callable[[], object],
        parent: QWidget | None = None,
    ) -> None:
        """Show the choice of the open project.

        Args:
            session: whose project.
            aside: counts the examples.
            change: lets the user choose others.
            parent: the owner.
        """
        super().__init__(parent)
        self._session = session
        self._aside = aside
        self._base: CaptionSet | None = None
        self.too_few = False
        self.names = make_label("", None, "erase.concepts")
        self.captions_of = make_label("", "muted", "erase.captions_of")
        self.captions_of.setTextFormat(Qt.TextFormat.PlainText)
        self.counts = make_label("", "muted", "erase.counts")
        self.explain_button = make_button(
            self.tr("What are these?"),
            "erase.explain",
            self.tr("Show in the glossary what D_neg, D_pos and D_sent are"),
            lambda: session.explained.emit("D_"),
        )
        theme.quiet(self.explain_button)
        self.explain_button.hide()
        self.warnings = make_label("", None, "erase.warnings")
        theme.tone(self.warnings, "warning")
        button = make_button(
            self.tr("Change the choice"), "erase.choose", self.tr("Go to the concepts"), change
        )
        self.test_button = make_button(
            self.tr("Go to Images"),
            "erase.test_images",
            self.tr("Test the images with the model there"),
            lambda: session.show("images"),
        )
        self.test_button.hide()
        theme.card(self)
        inside = QVBoxLayout(self)
        inside.setContentsMargins(theme.SPACE.L, theme.SPACE.L, theme.SPACE.L, theme.SPACE.L)
        inside.setSpacing(theme.SPACE.S)
        inside.addWidget(make_label(self.tr("What is erased"), "heading"))
        for label in (self.names, self.captions_of, self.counts, self.warnings):
            inside.addWidget(label)
        buttons = QHBoxLayout()
        buttons.setSpacing(theme.SPACE.S)
        buttons.addWidget(button)
        buttons.addWidget(self.test_button)
        buttons.addWidget(self.explain_button)
        buttons.addStretch(1)
        inside.addLayout(buttons)
        session.concepts_changed.connect(self.refresh)
        session.verdicts_changed.connect(self.refresh)
        session.images_changed.connect(self.refresh)
        session.sets_changed.connect(self.refresh)

    @property
    def concepts(self) -> tuple[str, ...]:
        """The chosen concepts."""
        project = self._session.project
        return project.chosen_concepts() if project is not None else ()

    @property
    def imported_only(self) -> bool:
        """Whether the captions were imported, so that there are none of the model itself."""
        return self._base is not None and without_model(self._base)

    def refresh(self) -> None:
        """Show the choice, and count its examples again."""
        project, concepts = self._session.project, self.concepts
        self._base = _base_of(project)
        self._show_captions()
        self.names.setText(", ".join(concepts) if concepts else self.tr("No concept is chosen."))
        self.counts.setText(self.tr("Counting examples…") if concepts else "")
        self.counts.setVisible(bool(concepts) and not self.imported_only)
        self.warnings.hide()
        self.explain_button.hide()
        self.too_few = False
        if project is None:
            self.adapter_found.emit("")
        if project is not None and concepts and not self.imported_only:
            from sare_engine import example_counts

            folder = project.folder
            self._aside.submit(
                "counts",
                lambda: example_counts(folder, concepts),
                self._show_counts,
                self._show_failure,
            )
        self.changed.emit()

    def _show_captions(self) -> None:
        """Say which captions the examples come from, and why there may be none."""
        base = self._base
        if base is None:
            self.captions_of.clear()
        elif base.served:
            self.captions_of.setText(
                self.tr(
                    "The captions “{0}” were written by a server, and no model on this computer "
                    "has confirmed them as its own. An erasure trains a model on its own captions. "
                    "Load the model, then test the images with the same server: captions that are "
                    "there are not asked for again."
                ).format(base.name)
            )
        elif self.imported_only:
            self.captions_of.setText(
                self.tr(
                    "The captions “{0}” were imported, and it is not known which model wrote them. "
                    "An erasure trains a model on its own captions. Load the model, then import "
                    "them again as its own, or test the images with it."
                ).format(base.name)
            )
        else:
            self.captions_of.setText(self.tr("Examples from the captions “{0}”").format(base.name))
        self.captions_of.setVisible(base is not None)
        theme.tone(self.captions_of, "warning" if self.imported_only else "")
        self.test_button.setVisible(self.imported_only)

    def _show_counts(self, counts: dict[str, Any]) -> None:
        self.counts.setText(
            self.tr(
                "{0} hallucinated (D_neg), {1} grounded (D_pos), {2} whole captions (D_sent)"
            ).format(counts["negative"], counts["positive"], counts["sentence"])
        )
        self.explain_button.show()
        warnings = [engine_text(str(one)) for one in counts.get("warnings", ())]
        self.warnings.setText("\n".join(warnings))
        self.warnings.setVisible(bool(warnings))
        self.too_few = bool(counts["too_few"])
        self.counted.emit(counts["images"])
        self.adapter_found.emit(counts["adapter"] or "")
        self.changed.emit()

    def _show_failure(self, failure: Failed) -> None:
        self.counts.setText("")
        self.warnings.setText(" ".join(part for part in (failure.what, failure.why) if part))
        self.warnings.show()


def _base_of(project: Project | None) -> CaptionSet | None:
    try:
        return project.base_set() if project is not None else None
    except EngineError:
        return None
