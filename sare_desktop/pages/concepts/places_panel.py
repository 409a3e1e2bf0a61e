"""Where the selected concept is mentioned: pictures with the phrases of their captions."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from sare_desktop import theme
from sare_desktop.item_models.concepts import PlacesModel
from sare_desktop.item_models.mentions import verdict_word
from sare_desktop.item_models.project_rows import ProjectReader
from sare_desktop.session import Session
from sare_desktop.undo.edits import Overrule
from sare_desktop.widgets.captions.place_list import PlaceList
from sare_desktop.widgets.captions.verdict_buttons import make_verdict_buttons
from sare_desktop.widgets.forms.wheel_guard import guard_wheel
from sare_desktop.widgets.primitives.choice_box import ChoiceBox
from sare_desktop.widgets.primitives.head_row import HeadRow
from sare_desktop.widgets.primitives.small_parts import make_button, make_label
from sare_engine import GROUNDED, HALLUCINATED, UNSURE, USER


class PlacesPanel(QWidget):
    """The mentions of one concept, of one verdict or of all.

    Attributes:
        selection_changed: other mentions are selected, or none.
        model: the mentions.
        list: the pictures and phrases.
        buttons: verdict → the button that overrules the selected mentions; "" removes the user's.
    """

    selection_changed = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._reader = ProjectReader.of(session)
        self._concept = ""
        self.model = PlacesModel(self)
        self.title = make_label("", "heading", "concepts.places.title")
        self.title.setWordWrap(False)
        self.which = ChoiceBox()
        self.which.setObjectName("concepts.places.which")
        self.which.setAccessibleName(self.tr("Which mentions are shown"))
        self.which.setToolTip(self.tr("Show only mentions with one verdict"))
        for verdict in (HALLUCINATED, UNSURE, GROUNDED):
            self.which.addItem(verdict_word(verdict).capitalize(), verdict)
        self.which.addItem(self.tr("All mentions"), "")
        guard_wheel(self.which)
        self.which.currentIndexChanged.connect(self.refresh)
        self.open_button = make_button(
            self.tr("Open image"),
            "concepts.places.open",
            self.tr("Show the image on the Images page, with its evidence"),
            self.open_image,
        )
        self.list = PlaceList(self.model)
        self.list.setObjectName("concepts.places")
        self.list.activated.connect(self.open_image)
        self.list.selectionModel().currentChanged.connect(self.selection_changed)
        self.list.selectionModel().selectionChanged.connect(self._on_selected)
        self.buttons = make_verdict_buttons("concepts", self.overrule, several=True)
        self._head = HeadRow()
        self._head.fill((self.title,), (*self.buttons.values(), self.which, self.open_button))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, theme.SPACE.XS, 0, 0)
        layout.setSpacing(theme.SPACE.XS)
        layout.addWidget(self._head)
        layout.addWidget(self.list, 1)

    @property
    def selected(self) -> bool:
        """Whether a mention is selected."""
        return self.list.current() is not None

    @property
    def overruled(self) -> bool:
        """Whether a selected mention has a verdict of the user, which can be removed."""
        return any(one.mention.by == USER for one in self.list.selected_places())

    def show_concept(self, concept: str) -> None:
        """Show the mentions of another concept, or none for ""."""
        self._concept = concept
        self.refresh()

    @Slot()
    def refresh(self) -> None:
        """Show the mentions as they were read last."""
        verdict = str(self.which.currentData())
        kept = self.list.currentIndex().row()
        selected = {one.mention.id for one in self.list.selected_places()}
        self.model.show(self._reader.rows, self._concept, verdict)
        count = self.model.rowCount()
        if count:
            self.list.setCurrentIndex(self.model.index(min(max(kept, 0), count - 1)))
        if len(selected) > 1:
            self.list.select_mentions(selected)
        self.title.setText(self._title(count, verdict) if self._concept else "")
        self._head.arrange()
        self.open_button.setEnabled(count > 0)
        self._on_selected()

    @Slot()
    def _on_selected(self) -> None:
        free = not self._session.rewriting
        for verdict, button in self.buttons.items():
            button.setEnabled(free and (self.overruled if not verdict else self.selected))
        self.selection_changed.emit()

    def _title(self, count: int, verdict: str) -> str:
        if verdict:
            one, more = self.tr("“{1}”: 1 {2} mention"), self.tr("“{1}”: {0} {2} mentions")
        else:
            one, more = self.tr("“{1}”: 1 mention"), self.tr("“{1}”: {0} mentions")
        text = one if count == 1 else more
        return text.format(count, self._concept, verdict_word(verdict))

    @Slot()
    def open_image(self) -> None:
        """Show the image of the selected mention on the Images page."""
        place = self.list.current()
        if place is not None:
            self._session.show("images", image=place.image.id, mention=place.mention.id)

    def overrule(self, verdict: str) -> None:
        """Overrule the verdicts on the selected mentions; "" removes the user's."""
        mentions = [one.mention for one in self.list.selected_places()]
        if not verdict:
            mentions = [one for one in mentions if one.by == USER]
        if mentions and not self._session.rewriting:
            edit = Overrule(self._session, self._reader, mentions, verdict or None)
            self._session.undo.push(edit)
