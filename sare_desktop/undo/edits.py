"""Every edit of a project as a command that can be undone.

A command writes to the project when it is done or undone, and reports the change to the session. An
edit that cannot be written (a full disk, a mention that no longer exists) reports why and leaves
the stack.
"""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QUndoCommand

from sare_desktop.aside import Aside
from sare_desktop.engine_words import engine_text
from sare_desktop.item_models.mentions import verdict_word
from sare_desktop.item_models.project_rows import ProjectReader
from sare_desktop.session import Session
from sare_desktop.widgets.primitives.amounts import figure_text, plural
from sare_engine import (
    EVIDENCE_SOURCES,
    RULES,
    UNJUDGED,
    USER,
    EngineError,
    Failed,
    Mention,
    apply_override,
    describe_failure,
)

if TYPE_CHECKING:
    from sare_engine import RemovedImages


class ProjectEdit(QUndoCommand):
    """Base of all edits: errors are reported, and a failed edit is not offered for undo."""

    def __init__(self, session: Session, text: str) -> None:
        super().__init__(text)
        self.session = session

    def redo(self) -> None:
        """Do the edit."""
        self._attempt(self.do)

    def undo(self) -> None:
        """Undo the edit."""
        self._attempt(self.take_back)

    @abstractmethod
    def do(self) -> None:
        """Write the edit to the project."""

    @abstractmethod
    def take_back(self) -> None:
        """Write the state before the edit."""

    def fail(self, failure: Failed) -> None:
        """Report why the edit could not be written, and drop it."""
        self.setObsolete(True)
        self.session.failed.emit(failure)

    def _attempt(self, step: Callable[[], None]) -> None:
        try:
            step()
        except EngineError as error:
            self.fail(describe_failure(error))
        except IndexError:
            # The mention does not exist any more: its image was captioned again meanwhile.
            self.fail(
                Failed(
                    _say("The edit could not be made."),
                    _say("The image was captioned again, and the mention no longer exists."),
                    _say("Choose the mention in the new caption."),
                )
            )


class Overrule(ProjectEdit):
    """The user's override of the verdict on mentions; None removes it."""

    def __init__(
        self,
        session: Session,
        reader: ProjectReader,
        mentions: Sequence[Mention],
        verdict: str | None,
    ) -> None:
        super().__init__(session, _overrule_text(mentions, verdict))
        self._reader = reader
        self._verdict = verdict
        self._before = {one.id: one.verdict if one.by == USER else None for one in mentions}

    def do(self) -> None:
        """Record the override."""
        self._write(dict.fromkeys(self._before, self._verdict))

    def take_back(self) -> None:
        """Record the former override, or none."""
        self._write(self._before)

    def _write(self, overrides: Mapping[int, str | None]) -> None:
        project = self.session.project
        if project is None:
            return
        project.override_mentions(overrides)
        # What the evidence decides is needed, and read, only where there is no override now.
        decided = project.verdicts() if None in overrides.values() else {}
        self._reader.show_decisions(
            {
                mention_id: apply_override(decided.get(mention_id, UNJUDGED), override)
                for mention_id, override in overrides.items()
            }
        )


def _overrule_text(mentions: Sequence[Mention], verdict: str | None) -> str:
    concepts = {one.concept for one in mentions}
    subject = f"“{concepts.pop()}”" if len(concepts) == 1 else ""
    if len(mentions) > 1:
        many = _say("{0} mentions of {1}") if subject else _say("{0} mentions")
        subject = many.format(len(mentions), subject)
    if verdict is None:
        return _say("Remove my verdict on {0}").format(subject)
    words = _say("{0} is {1}") if len(mentions) == 1 else _say("{0} are {1}")
    return words.format(subject, verdict_word(verdict))


class RemoveImages(ProjectEdit):
    """Remove images from the project; their files stay."""

    def __init__(self, session: Session, image_ids: Sequence[int]) -> None:
        text = plural(len(image_ids), _say("Remove 1 image"), _say("Remove {0} images"))
        super().__init__(session, text)
        self._image_ids = tuple(image_ids)
        self._removed: RemovedImages | None = None

    def do(self) -> None:
        """Remove them."""
        if self.session.project is not None:
            self._removed = self.session.project.remove_images(self._image_ids)
            self._tell()

    def take_back(self) -> None:
        """Restore them with everything that is known of them."""
        if self.session.project is not None and self._removed is not None:
            self.session.project.restore_images(self._removed)
            self._tell()

    def _tell(self) -> None:
        self.session.images_changed.emit()
        self.session.concepts_changed.emit()


class Choose(ProjectEdit):
    """Mark concepts for erasure, or remove the mark."""

    def __init__(self, session: Session, wanted: Mapping[str, bool], text: str = "") -> None:
        """Prepare the marks.

        Args:
            session: whose project.
            wanted: concept → whether it is to be erased.
            text: what the edit does in words; "" for the names of the concepts.
        """
        names = ", ".join(f"“{name}”" for name in list(wanted)[:3])
        if len(wanted) > 3:
            names += " …"
        words = _say("Erase {0}") if all(wanted.values()) else _say("Choice of {0}")
        if not any(wanted.values()):
            words = _say("Keep {0}")
        super().__init__(session, text or words.format(names))
        self._wanted = dict(wanted)
        chosen = set(session.project.chosen_concepts()) if session.project else set()
        self._before = {name: name in chosen for name in wanted}

    def do(self) -> None:
        """Write the marks."""
        self._write(self._wanted)

    def take_back(self) -> None:
        """Write the marks as they were."""
        self._write(self._before)

    def _write(self, marks: Mapping[str, bool]) -> None:
        project = self.session.project
        if project is None:
            return
        with project.transaction():
            for concept, chosen in marks.items():
                project.set_chosen(concept, chosen)
        self.session.concepts_changed.emit()


@dataclass(frozen=True)
class ThresholdValues:
    """Lower and upper threshold on the scale of a source's scores, and T2 if it changes too."""

    t1: float
    t0: float
    t2: float | None = None


class _BesideTheWindow(ProjectEdit):
    """An edit of every mention: made in a worker, in the order of the calls."""

    def __init__(self, session: Session, aside: Aside, text: str) -> None:
        super().__init__(session, text)
        self._aside = aside
        assert session.project is not None
        self._folder: Path = session.project.folder

    def _start(self, work: Callable[[], Any]) -> None:
        self._aside.submit("edit", work, self._done, self.fail, overtaken=False)

    def _done(self, _: Any) -> None:
        project = self.session.project
        if project is not None and project.folder == self._folder:
            self.session.verdicts_changed.emit()
            self.session.concepts_changed.emit()


class SetThresholds(_BesideTheWindow):
    """Judge all mentions again from the scores of a source of evidence."""

    def __init__(
        self,
        session: Session,
        aside: Aside,
        source: str,
        before: ThresholdValues,
        after: ThresholdValues,
    ) -> None:
        names = threshold_names(source)
        text = (
            f"{names[0]} = {figure_text(after.t1, 'g')}, {names[1]} = {figure_text(after.t0, 'g')}"
        )
        super().__init__(session, aside, text)
        self._settings = EVIDENCE_SOURCES[source].calibrates
        self._before, self._after = before, after

    def do(self) -> None:
        """Judge by the new thresholds."""
        self._judge(self._after)

    def take_back(self) -> None:
        """Judge by the former thresholds."""
        self._judge(self._before)

    def _judge(self, values: ThresholdValues) -> None:
        folder = self._folder
        numbers = (values.t1, values.t0, values.t2)
        given = dict(zip(self._settings, numbers, strict=False))

        def work() -> Any:
            from sare_engine import JudgeConfig, judge

            return judge(JudgeConfig.from_dict({"project": str(folder), **given}))

        self._start(work)


def threshold_names(source: str) -> tuple[str, str]:
    """Return the names of a source's lower and upper threshold, in the user's language."""
    scale = EVIDENCE_SOURCES[source].scale
    names = (scale.low_title, scale.high_title) if scale else ("T1", "T0")
    low, high = map(engine_text, names)
    return low[:1].upper() + low[1:], high[:1].upper() + high[1:]


class SetRule(_BesideTheWindow):
    """Combine the sources of evidence by another rule."""

    def __init__(self, session: Session, aside: Aside, before: str, after: str) -> None:
        title = engine_text(RULES[after].title)
        super().__init__(session, aside, _say("Combine evidence by: {0}").format(title))
        self._before, self._after = before, after

    def do(self) -> None:
        """Judge by the new rule."""
        self._judge(self._after)

    def take_back(self) -> None:
        """Judge by the former rule."""
        self._judge(self._before)

    def _judge(self, rule: str) -> None:
        folder = self._folder

        def work() -> Any:
            from sare_engine import JudgeConfig, judge

            return judge(JudgeConfig(project=folder, rule=rule))

        self._start(work)


class Merge(_BesideTheWindow):
    """Count a concept as another."""

    def __init__(self, session: Session, aside: Aside, source: str, into: str) -> None:
        super().__init__(session, aside, _say("Count “{0}” as “{1}”").format(source, into))
        self._source, self._into = source, into

    def do(self) -> None:
        """Merge."""
        folder, source, into = self._folder, self._source, self._into

        def work() -> Any:
            from sare_engine import merge_concepts

            return merge_concepts(folder, source, into)

        self._start(work)

    def take_back(self) -> None:
        """Count the concept separately again."""
        folder, source = self._folder, self._source

        def work() -> Any:
            from sare_engine import unmerge_concept

            return unmerge_concept(folder, source)

        self._start(work)


class TakeMergeBack(Merge):
    """Count a merged concept separately; undo merges it again."""

    def __init__(self, session: Session, aside: Aside, source: str, into: str) -> None:
        super().__init__(session, aside, source, into)
        self.setText(_say("Count “{0}” separately").format(source))

    def do(self) -> None:
        """Undo the merge."""
        super().take_back()

    def take_back(self) -> None:
        """Merge again."""
        super().do()


def _say(text: str) -> str:
    return QCoreApplication.translate("Edits", text)
