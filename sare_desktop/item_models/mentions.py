"""The mentions of one caption and the evidence on them, in words."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from html import escape
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QCoreApplication,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
)

from sare_desktop.item_models.project_rows import (
    GROUNDED,
    HALLUCINATED,
    UNSURE,
    USER,
    Mention,
    TestedImage,
)

_Index = QModelIndex | QPersistentModelIndex

SOURCES = ("annotation", "clip", "poll")
"""Sources of evidence shown beside the user's own word, the strongest first."""


@dataclass(frozen=True)
class Testimony:
    """What one source found on a mention.

    Attributes:
        source: "annotation", "clip", "poll" or "user".
        verdict: "grounded", "hallucinated" or "unsure".
        score: the source's number, or None.
        details: thresholds and other numbers behind it.
    """

    source: str
    verdict: str
    score: float | None = None
    details: Mapping[str, Any] = field(default_factory=dict)


def verdict_word(verdict: str) -> str:
    """Return a verdict in the user's language."""
    return {
        GROUNDED: QCoreApplication.translate("Verdict", "grounded"),
        HALLUCINATED: QCoreApplication.translate("Verdict", "hallucinated"),
        UNSURE: QCoreApplication.translate("Verdict", "unsure"),
    }.get(verdict, verdict)


def source_word(source: str) -> str:
    """Return who decided, in the user's language."""
    return {
        "annotation": QCoreApplication.translate("Source", "annotation"),
        "clip": QCoreApplication.translate("Source", "CLIP score"),
        "poll": QCoreApplication.translate("Source", "the model's own answer"),
        USER: QCoreApplication.translate("Source", "you"),
        "negated": QCoreApplication.translate("Source", "the caption denies it"),
    }.get(source, QCoreApplication.translate("Source", "no evidence"))


def explain(one: Testimony, concept: str) -> str:
    """Return in a sentence what a source found."""
    say = QCoreApplication.translate
    if one.source == "annotation":
        if one.verdict == GROUNDED:
            return say("Evidence", "The annotation lists “{0}” in this picture.").format(concept)
        return say("Evidence", "The annotation lists no “{0}” in this picture.").format(concept)
    if one.source == "clip" and one.score is not None:
        low, high = one.details.get("t1"), one.details.get("t0")
        score = f"{one.score:.1f}".replace("-", "−")
        if low is None or high is None:
            return say("Evidence", "CLIP score {0}.").format(score)
        if one.verdict == GROUNDED:
            text = say("Evidence", "CLIP score {0}, above T0 = {2:g}.")
        elif one.verdict == HALLUCINATED:
            text = say("Evidence", "CLIP score {0}, below T1 = {1:g}.")
        else:
            text = say("Evidence", "CLIP score {0}, between T1 = {1:g} and T0 = {2:g}.")
        return text.format(score, low, high)
    if one.source == "poll" and one.score is not None:
        return say(
            "Evidence", "Asked whether it is there, the model answers yes with probability {0:.0%}."
        ).format(one.score)
    if one.source == USER:
        return say("Evidence", "Your verdict: {0}.").format(verdict_word(one.verdict))
    return f"{source_word(one.source)}: {verdict_word(one.verdict)}"


def agreement(evidence: Sequence[Testimony]) -> str:
    """Return in a sentence whether the sources that decided agree."""
    say = QCoreApplication.translate
    decided = [one for one in evidence if one.source != USER and one.verdict != UNSURE]
    if not decided:
        if any(one.source != USER for one in evidence):
            return say("Evidence", "No source is sure.")
        return say("Evidence", "No source has judged this mention.")
    if len(decided) == 1:
        return say("Evidence", "One source decides.")
    if len({one.verdict for one in decided}) == 1:
        return say("Evidence", "All {0} sources agree.").format(len(decided))
    return say("Evidence", "The sources disagree; annotations take precedence over CLIP scores.")


class MentionsModel(QAbstractListModel):
    """The mentions of the shown caption in reading order."""

    def __init__(
        self,
        evidence_of: Callable[[int], Sequence[Testimony]],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._evidence_of = evidence_of
        self._image: TestedImage | None = None
        self._known: dict[int, tuple[Testimony, ...]] = {}

    @property
    def mentions(self) -> list[Mention]:
        """The mentions."""
        return self._image.mentions if self._image is not None else []

    @property
    def caption(self) -> str:
        """The caption's text, "" without one."""
        return self._image.caption if self._image is not None else ""

    def show(self, image: TestedImage | None) -> None:
        """Show another caption, or the same one read again."""
        self.beginResetModel()
        self._image = image
        self._known.clear()
        self.endResetModel()

    def touch(self) -> None:
        """Read the evidence again: a verdict of this caption changed."""
        self._known.clear()
        if self.mentions:
            self.dataChanged.emit(self.index(0), self.index(len(self.mentions) - 1))

    def mention(self, mention_id: int) -> Mention | None:
        """Look up a mention of this caption."""
        return next((one for one in self.mentions if one.id == mention_id), None)

    def evidence(self, mention_id: int) -> tuple[Testimony, ...]:
        """Return the evidence on a mention, read when it is first asked for."""
        if mention_id not in self._known:
            self._known[mention_id] = tuple(self._evidence_of(mention_id))
        return self._known[mention_id]

    def phrase(self, mention: Mention) -> str:
        """Return the mention as the caption writes it."""
        return self.caption[mention.start : mention.end]

    def sentence(self, mention: Mention) -> str:
        """Say the verdict on a mention and who decided it."""
        return QCoreApplication.translate("Evidence", "“{0}” is {1}, by: {2}").format(
            self.phrase(mention), verdict_word(mention.verdict), source_word(mention.by)
        )

    def tooltip(self, mention: Mention) -> str:
        """Return the evidence on a mention as rich text."""
        lines = [f"<b>{escape(self.sentence(mention))}</b>"]
        lines += [escape(explain(one, mention.concept)) for one in self.evidence(mention.id)]
        lines.append(
            escape(QCoreApplication.translate("Evidence", "Click, then G, H or U to overrule."))
        )
        return "<br>".join(lines)

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        """Return the number of mentions."""
        return 0 if parent.isValid() else len(self.mentions)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return the mention as written, and its verdict for screen readers."""
        if not 0 <= index.row() < len(self.mentions):
            return None
        mention = self.mentions[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return self.phrase(mention)
        if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
            return self.sentence(mention)
        return None
