"""What the pages show of a project, read at once and outside the window's thread."""

from __future__ import annotations

import contextlib
import functools
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from sare_desktop.aside import Aside
from sare_engine import HALLUCINATED, Decision, Mention

if TYPE_CHECKING:
    from sare_desktop.session import Session
    from sare_engine import Failed

_RELOAD_PAUSE = 2.0
"""Seconds between two readings while a job adds rows; longer where reading itself takes long."""


@dataclass(slots=True)
class TestedImage:
    """An image of the project with the caption that is shown for it.

    `caption_id` is None for an image without a caption.
    """

    id: int
    path: Path
    width: int
    height: int
    true_objects: frozenset[str] | None
    split: str
    caption_id: int | None = None
    caption: str = ""
    model: str = ""
    prompt: str = ""
    degenerate: bool = False
    mentions: list[Mention] = field(default_factory=list)
    _haystack: str = ""

    __test__ = False  # Not a test class, whatever its name looks like to a collector.

    @property
    def tested(self) -> bool:
        """Whether there is a caption."""
        return self.caption_id is not None

    @property
    def haystack(self) -> str:
        """What a search looks through, in folded case; made at the first search."""
        if not self._haystack:
            self._haystack = f"{self.path.name}\n{self.caption}".casefold()
        return self._haystack

    def count(self, verdict: str) -> int:
        """Return how many mentions have a verdict; what the caption denies claims nothing."""
        return sum(one.verdict == verdict and not one.negated for one in self.mentions)


@dataclass
class ProjectRows:
    """Everything that was read, and how to find it again."""

    images: list[TestedImage] = field(default_factory=list)
    image_of_mention: dict[int, TestedImage] = field(default_factory=dict)
    by_id: dict[int, TestedImage] = field(default_factory=dict)
    concepts: tuple[str, ...] = ()
    seconds: float = 0.0

    @functools.cached_property
    def tested(self) -> int:
        """Number of captioned images."""
        return sum(image.tested for image in self.images)

    @functools.cached_property
    def hallucinated(self) -> int:
        """Number of hallucinated mentions, counted again after `forget_counts`."""
        return sum(image.count(HALLUCINATED) for image in self.images)

    def forget_counts(self) -> None:
        """Count again: verdicts changed."""
        self.__dict__.pop("hallucinated", None)

    def mentions_of(self, concept: str) -> Iterator[tuple[TestedImage, Mention]]:
        """Yield every claim of a concept with its image."""
        for image in self.images:
            for mention in image.mentions:
                if mention.concept == concept and not mention.negated:
                    yield image, mention

    def mention(self, mention_id: int) -> Mention | None:
        """Look up a mention by its key."""
        image = self.image_of_mention.get(mention_id)
        if image is None:
            return None
        return next((one for one in image.mentions if one.id == mention_id), None)

    def set_decision(self, mention_id: int, decision: Decision) -> TestedImage | None:
        """Change the decision on a mention; return its image, or None if the mention is gone."""
        image = self.image_of_mention.get(mention_id)
        if image is not None:
            image.mentions = [
                one._replace(verdict=decision.verdict, by=decision.by)
                if one.id == mention_id
                else one
                for one in image.mentions
            ]
            self.forget_counts()
        return image


def read_rows(folder: Path, model: str = "") -> ProjectRows:
    """Read a project's images with a caption each: the model's own, else the newest.

    Args:
        folder: the project's folder.
        model: fingerprint of the loaded model, or "".

    Raises:
        EngineError: the project cannot be read.
    """
    from sare_engine import Project

    begun = time.perf_counter()
    # A connection of its own: the window's stays free for the clicks of the user.
    with contextlib.closing(Project.open(folder)) as project:
        rows = project.images()
        captions = project.captions(with_tokens=False)
        found = project.mentions()
    images = [
        TestedImage(row.id, row.path, row.width, row.height, row.true_objects, row.split)
        for row in rows
    ]
    by_id = {image.id: image for image in images}
    shown: dict[int, Any] = {}
    for caption in captions:
        present = shown.get(caption.image_id)
        if present is None or _rank(caption, model) >= _rank(present, model):
            shown[caption.image_id] = caption
    image_of_caption: dict[int, TestedImage] = {}
    for caption in shown.values():
        image = by_id[caption.image_id]
        image.caption_id = caption.id
        image.caption, image.model, image.prompt = caption.text, caption.model, caption.prompt
        image.degenerate = caption.degenerate
        image_of_caption[caption.id] = image
    image_of_mention: dict[int, TestedImage] = {}
    concepts: set[str] = set()
    for one in found:
        image_or_none = image_of_caption.get(one.caption_id)
        if image_or_none is None:
            continue
        image_or_none.mentions.append(one)
        image_of_mention[one.id] = image_or_none
        concepts.add(one.concept)
    return ProjectRows(
        images,
        image_of_mention,
        by_id,
        tuple(sorted(concepts)),
        time.perf_counter() - begun,
    )


def _rank(caption: Any, model: str) -> tuple[bool, int]:
    return bool(model) and caption.model == model, caption.id


class ProjectReader(QObject):
    """The rows of the session's project, kept up to date for all pages that show them."""

    changed = Signal()
    patched = Signal(object)  # list[int]: images whose mentions changed
    busy_changed = Signal(bool)
    failed = Signal(object)  # Failed

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.setObjectName("project.reader")
        self._session = session
        self.rows = ProjectRows()
        self.loaded = False
        self._patching = False
        self._last = 0.0
        self._aside = Aside(self)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._read)
        session.project_changed.connect(self._restart)
        session.model_changed.connect(self.reload)
        session.images_changed.connect(self.reload)
        session.verdicts_changed.connect(self._on_verdicts)
        session.engine.ended.connect(self._read_now)
        session.closing.connect(self._timer.stop)
        self._restart()

    @classmethod
    def of(cls, session: Session) -> ProjectReader:
        """Return the session's reader; all pages share one."""
        for child in session.children():
            if isinstance(child, cls):
                return child
        return cls(session)

    @property
    def busy(self) -> bool:
        """Whether rows are being read or about to be."""
        return self._aside.busy or self._timer.isActive()

    @Slot()
    def reload(self) -> None:
        """Read again soon; calls close together become one."""
        if self._session.project is None:
            return
        if not self._timer.isActive():
            # Reading takes the interpreter from the running job: at most a fifth of the time.
            pause = max(_RELOAD_PAUSE, 5 * self.rows.seconds)
            wait = self._last + pause - time.monotonic() if self._session.engine.job else 0.0
            self._timer.start(max(0, int(1000 * wait)))

    def show_decisions(self, decisions: Mapping[int, Decision]) -> None:
        """Show new decisions, by mention id, at once, without reading the project again."""
        images = [self.rows.set_decision(*decided) for decided in decisions.items()]
        self.patched.emit([image.id for image in images if image is not None])
        self._patching = True
        try:
            self._session.verdicts_changed.emit()
        finally:
            self._patching = False

    @Slot()
    def _restart(self) -> None:
        self._timer.stop()
        self._aside.forget()
        self.rows = ProjectRows()
        self.loaded = self._session.project is None
        self._last = 0.0
        self.changed.emit()
        self.reload()

    @Slot()
    def _read_now(self) -> None:
        """Stop waiting: there is no job left that reading would slow down."""
        if self._timer.isActive():
            self._timer.start(0)

    @Slot()
    def _on_verdicts(self) -> None:
        if not self._patching:
            self.reload()

    @Slot()
    def _read(self) -> None:
        project = self._session.project
        if project is None:
            return
        folder = project.folder
        model = str((self._session.model or {}).get("fingerprint") or "")
        self.busy_changed.emit(True)
        self._aside.submit("rows", lambda: read_rows(folder, model), self._take, self._give_up)

    def _take(self, rows: ProjectRows) -> None:
        self.rows = rows
        self.loaded = True
        self._last = time.monotonic()
        self.changed.emit()
        self.busy_changed.emit(False)

    def _give_up(self, failure: Failed) -> None:
        self.loaded = True
        self.failed.emit(failure)
        self.busy_changed.emit(False)
