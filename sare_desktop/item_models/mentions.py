"""The mentions of one caption and the evidence on them, in words."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from html import escape
from typing import Any, Protocol

from PySide6.QtCore import (
    QAbstractListModel,
    QCoreApplication,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
)

from sare_desktop.engine_words import engine_text
from sare_engine import (
    EVIDENCE_SOURCES,
    GROUNDED,
    HALLUCINATED,
    NEGATED,
    RULES,
    UNSURE,
    USER,
    Evidence,
    Mention,
)

_Index = QModelIndex | QPersistentModelIndex


def verdict_word(verdict: str) -> str:
    """Return a verdict in the user's language."""
    return {
        GROUNDED: QCoreApplication.translate("Verdict", "grounded"),
        HALLUCINATED: QCoreApplication.translate("Verdict", "hallucinated"),
        UNSURE: QCoreApplication.translate("Verdict", "unsure"),
    }.get(verdict, verdict)


def source_word(source: str) -> str:
    """Return who decided, in the user's language."""
    if source in EVIDENCE_SOURCES:
        return engine_text(EVIDENCE_SOURCES[source].words)
    if source == NEGATED:
        return QCoreApplication.translate("Source", "the caption denies it")
    return QCoreApplication.translate("Source", "no evidence")


def explain(evidence: Evidence, concept: str) -> str:
    """Say in one sentence what a source found."""
    verdict = verdict_word(evidence.verdict)
    if evidence.source not in EVIDENCE_SOURCES:  # from a version with other sources
        return f"{evidence.source}: {verdict}."
    text, values = EVIDENCE_SOURCES[evidence.source].explain(evidence, concept)
    values["verdict"] = verdict
    return engine_text(text).format(**values)


def agreement(evidence: Sequence[Evidence], by: str | None = None, rule: str | None = None) -> str:
    """Say whether the sources that decided agree.

    Args:
        evidence: what the sources say about a mention.
        by: the source that decided; None for the first that is sure.
        rule: key of the rule that combines the sources; None for the default.
    """
    say = QCoreApplication.translate
    decided = {one.source: one.verdict for one in evidence if one.source != USER}
    sure = [one for one in EVIDENCE_SOURCES if decided.get(one, UNSURE) != UNSURE]
    if not sure:
        if decided:
            return say("Evidence", "No source is sure.")
        return say("Evidence", "No source has judged this mention.")
    if len(sure) == 1:
        if any(one.source == USER for one in evidence):
            return say("Evidence", "One source says “{0}”.").format(verdict_word(decided[sure[0]]))
        return say("Evidence", "One source decides.")
    if len({decided[one] for one in sure}) == 1:
        user = next((one.verdict for one in evidence if one.source == USER), None)
        if user is not None and user != decided[sure[0]]:
            return say("Evidence", "All {0} sources say “{1}”.").format(
                len(sure), verdict_word(decided[sure[0]])
            )
        return say("Evidence", "All {0} sources agree.").format(len(sure))
    if any(one.source == USER for one in evidence):
        return say("Evidence", "The sources disagree.")
    if rule is not None and rule in RULES and rule != next(iter(RULES)):
        title = engine_text(RULES[rule].title)
        return say("Evidence", "The sources disagree. Combination: {0}.").format(title)
    if by not in (None, sure[0]):
        # Two detectors that contradict each other leave the decision to the next source.
        return say("Evidence", "The sources disagree.")
    return say("Evidence", "The sources disagree: {0} comes first.").format(source_word(sure[0]))


class Captioned(Protocol):
    """What has a caption: an image of the project, or one side of a comparison."""

    @property
    def caption(self) -> str:
        """Its text."""

    @property
    def mentions(self) -> Sequence[Mention]:
        """Its mentions in reading order."""


class MentionsModel(QAbstractListModel):
    """The mentions of the shown caption in reading order."""

    def __init__(
        self,
        evidence_of: Callable[[int], Sequence[Evidence]],
        parent: QObject | None = None,
        *,
        overruled: bool = True,
    ) -> None:
        """Show nothing yet.

        Args:
            evidence_of: reads the evidence on a mention by its key.
            parent: the owner.
            overruled: whether the keys that overrule verdicts work where the caption is shown.
        """
        super().__init__(parent)
        self._evidence_of = evidence_of
        self._overruled = overruled
        self._image: Captioned | None = None
        self._known: dict[int, tuple[Evidence, ...]] = {}

    @property
    def mentions(self) -> Sequence[Mention]:
        """The mentions."""
        return self._image.mentions if self._image is not None else []

    @property
    def caption(self) -> str:
        """The caption's text, "" without one."""
        return self._image.caption if self._image is not None else ""

    def show(self, image: Captioned | None) -> None:
        """Show another caption, or the same after it was read again."""
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

    def evidence(self, mention_id: int) -> tuple[Evidence, ...]:
        """Return the evidence on a mention, read when it is first needed."""
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
        if self._overruled:
            lines.append(
                escape(QCoreApplication.translate("Evidence", "Click, then G, H or U to override."))
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
