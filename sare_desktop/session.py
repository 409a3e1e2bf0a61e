"""What all pages share: the project, the loaded model, the engine, settings and undo."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from sare_desktop.engine_thread import EngineThread, Job
from sare_desktop.job_queue import OTHER_PROJECT, JobQueue
from sare_desktop.model_lookup import device_words, format_words, model_title
from sare_desktop.settings import Settings
from sare_desktop.undo_stack import UndoStack
from sare_engine import EngineError, Failed, Finished, describe_failure

if TYPE_CHECKING:
    from sare_engine import Control, Event, ModelConfig, ModelSlot, Project

STEPS = ("model", "images", "concepts", "erase", "robustness", "export")
"""Keys of the pages that are steps of the work, in its order."""

PAGES = (*STEPS, "changes", "effects", "history")
"""Keys of all pages; the last ones look back at the work."""

START = ""
"""Key of the start screen, which is there before any page."""

LAST_PROJECT = "last_project"
"""Setting: the folder of the project that the next start opens."""

_TOUCHES: dict[str, tuple[str, ...]] = {
    "images": ("images",),
    "annotate": ("images", "verdicts", "concepts"),
    "captions": ("images", "verdicts", "concepts"),
    "probe": ("images", "verdicts", "concepts"),
    "judge": ("verdicts", "concepts"),
    "erase": ("runs",),
    "relearn": ("runs",),
    "attack": ("runs",),
    "compare": ("runs",),
    "tune": ("runs",),
    "landscape": ("runs",),
    "evaluate": ("runs",),
    "export": ("runs",),
}
"""Kind of job → what has changed after it."""


def touches(kind: str) -> tuple[str, ...]:
    """Return what has changed after a job of a kind: "images", "verdicts", "concepts", "runs"."""
    return _TOUCHES.get(kind, ())


@dataclass(frozen=True)
class Destination:
    """A page, and what it should show; see `Session.show`.

    Attributes:
        page: key of the page, or `START`.
        run: name of a run of the open project, or "".
        image: id of an image of the open project, or None.
        mention: id of a mention in the image's caption, or None.
        folder: model folder to inspect, or None.
        load: model to load instead of the loaded one, or None.
        after: name of captions to compare with those before, or of the run whose model wrote them;
            "" for none.
        settings: settings of the run that the page's form should take, as JSON, or None.
    """

    page: str
    run: str = ""
    image: int | None = None
    mention: int | None = None
    folder: Path | None = None
    load: ModelConfig | None = None
    after: str = ""
    settings: Mapping[str, Any] | None = None


class Session(QObject):
    """The state of one window.

    Attributes:
        engine: the engine's thread.
        settings: what is remembered between starts.
        queue: the jobs that wait.
        undo: every edit of the project, to be undone.
        project: the open project, or None.
        model: facts about the loaded model (the result of inspecting it, with "device" and
            "dtype"), or None.
        model_config: how the model was loaded, or None.
        may_open: called before a project is opened; False where another window has it open.
        held_config: how a model was loaded last, even if unloaded since, or None.
        project_changed: another project was opened, or the project was closed.
        model_changed: another model was loaded, or the model was unloaded.
        images_changed: images or captions were added or removed.
        verdicts_changed: verdicts changed.
        concepts_changed: the table of concepts or the choice of concepts changed.
        runs_changed: a run was added, ended or removed.
        sets_changed: other captions are shown, or caption sets were renamed, removed or chosen for
            erasure.
        show_requested: emitted with a `Destination`; emit it by calling `show`.
        explained: emitted with a term that the user wants to have explained.
        notified: emitted with level ("info", "success", "warning", "error") and a line of text.
        failed: emitted with a `Failed` that belongs to no page.
        closing: the session ends; waiting is pointless from here on.
    """

    project_changed = Signal()
    model_changed = Signal()
    images_changed = Signal()
    verdicts_changed = Signal()
    concepts_changed = Signal()
    runs_changed = Signal()
    sets_changed = Signal()
    show_requested = Signal(object)
    explained = Signal(str)
    notified = Signal(str, str)
    failed = Signal(object)
    closing = Signal()

    def __init__(
        self,
        settings: Settings,
        parent: QObject | None = None,
        *,
        engine: EngineThread | None = None,
    ) -> None:
        super().__init__(parent)
        self.settings = settings
        self.engine = engine or EngineThread(self)
        self.queue = JobQueue(self.engine, settings, self)
        self.queue.notified.connect(self.notified)
        self.queue.failed.connect(self.failed)
        self.undo = UndoStack(self)
        self.project: Project | None = None
        self.model: dict[str, Any] | None = None
        self.model_config: ModelConfig | None = None
        self.held_config: ModelConfig | None = None
        self.may_open: Callable[[Path], bool] = lambda _folder: True
        self._loading: ModelConfig | None = None
        self.engine.ended.connect(self._after)
        self.engine.line.connect(self.notified)

    @property
    def rewriting(self) -> bool:
        """Whether a job writes what is known of the images; edits of it would race with the job."""
        job = self.engine.job
        return job is not None and not {"images", "verdicts"}.isdisjoint(_TOUCHES.get(job.kind, ()))

    @property
    def held_bytes(self) -> int:
        """Memory that the loaded model's weights take; 0 where none is loaded."""
        if self.model is None:
            return 0
        return int(self.model.get("bytes_in_memory", self.model["bytes_on_disk"]))

    def loaded_words(self) -> tuple[str, str]:
        """Return the name of what is loaded, and where and in which format; "" if nothing is."""
        if self.model is None or self.model_config is None:
            return "", ""
        config = self.model_config
        held = format_words(str(self.model.get("dtype", "?")), config.quantisation)
        return model_title(config), f"{device_words(self.model)} · {held}"

    # Projects

    def open_project(self, folder: Path) -> bool:
        """Open a project; report why and keep the present one if that fails."""
        from sare_engine import Project

        return self._take(folder, lambda folder: Project.open(folder, shared=True))

    def new_project(self, folder: Path) -> bool:
        """Make a project in a folder and open it."""
        from sare_engine import Project

        return self._take(folder, Project.create)

    def close_project(self) -> None:
        """Close the project; everything is on disk already."""
        if self.project is None or self._held():
            return
        self.undo.clear()
        self.project.close()
        self.project = self.queue.project = None
        self.settings.set(LAST_PROJECT, None)
        self.project_changed.emit()

    def open_demo(self) -> bool:
        """Open the demo project, made at its first opening, and load the demo model."""
        from sare_engine import DEMO_FOLDER, ModelConfig, Project

        if not (DEMO_FOLDER / "model" / "config.json").is_file():
            self.failed.emit(
                Failed(
                    self.tr("The demo is missing."),
                    self.tr("This installation does not include {0}.").format(DEMO_FOLDER),
                    self.tr("Open a model folder of your own instead."),
                )
            )
            return False
        config = ModelConfig(model=DEMO_FOLDER / "model")

        def opening(folder: Path) -> Project:
            project = Project.open_or_create(folder)
            # Before the project is announced: forms propose what suits its model.
            project.settings["model"] = str(config.model)
            return project

        if not self._take(self.settings.projects_folder / "demo", opening):
            return False
        assert self.project is not None
        self._loading = config
        folder = self.project.folder
        fresh = not self.project.images()

        def work(slot: ModelSlot, control: Control) -> Iterator[Event]:
            if fresh:
                yield from _demo_images(folder, control)
            yield from slot.load(config, control)

        return self.start(Job("load", self.tr("Opening the demo"), work, pausable=False))

    def show(
        self,
        page: str,
        *,
        run: str = "",
        image: int | None = None,
        mention: int | None = None,
        folder: Path | None = None,
        load: ModelConfig | None = None,
        after: str = "",
        settings: Mapping[str, Any] | None = None,
    ) -> None:
        """Show a page, or the start screen; the only way for one page to show another.

        The window builds the page if necessary, brings it to the front and passes the destination
        to its `Page.reveal`.

        Args:
            page: key of the page, or `START`.
            run: run that the page should show, or "" for whatever it shows now.
            image: image that the page should show, or None for whatever it shows now.
            mention: mention in the image's caption to select, or None.
            folder: model folder that the page should inspect, or None.
            load: model that the page should load instead of the loaded one, or None.
            after: captions to compare with those before, or the run that wrote them, or "".
            settings: settings of the run that the page's form should take, or None.
        """
        self.show_requested.emit(
            Destination(page, run, image, mention, folder, load, after, settings)
        )

    # Captions

    def show_captions(self, name: str) -> None:
        """Show the captions of a set on all pages, now and when the project is opened again."""
        if self.project is None:
            return
        try:
            self.project.show_set(name)
        except EngineError as error:
            self.failed.emit(describe_failure(error))
        self.sets_changed.emit()

    # Jobs and the model

    def waits_for(self) -> str:
        """Return after what a job would run that is started now, in words; "" if at once."""
        job = self.engine.job
        if job is None:
            return ""
        waiting = len(self.queue.waiting)
        if waiting:
            return self.tr("Runs after “{0}” and {1} more.").format(job.title, waiting)
        return self.tr("Runs after “{0}”.").format(job.title)

    def start(self, job: Job) -> bool:
        """Start a job, or let it wait in the queue; return whether it has started.

        A job that cannot wait is refused, and reported, if another job runs.
        """
        running = self.engine.job
        if running is None:
            return self.engine.submit(self.queue.watched(job) if job.configs else job)
        # The same again is a second click.
        if job.configs and running.configs != job.configs:
            self.queue.add(job.configs, job.title)
        else:
            self.notified.emit(
                "warning",
                self.tr("“{0}” was not started: “{1}” is running.").format(
                    job.title, running.title
                ),
            )
        return False

    def load_model(self, config: ModelConfig) -> bool:
        """Load a model instead of the present one."""

        def work(slot: ModelSlot, control: Control) -> Iterator[Event]:
            return slot.load(config, control)

        title = self.tr("Loading {0}").format(model_title(config))
        before, self._loading = self._loading, config
        if self.start(Job("load", title, work, pausable=False)):
            return True
        self._loading = before
        return False

    def unload_model(self) -> bool:
        """Unload the model and free its memory."""

        def work(slot: ModelSlot, _control: Control) -> Iterator[Event]:
            return slot.unload()

        return self.start(Job("unload", self.tr("Unloading the model"), work, pausable=False))

    def close(self, timeout_ms: int = 10000) -> bool:
        """Stop the engine, write the settings, close the project; whether the engine ended."""
        self.queue.leaving = True
        ended = self.engine.shut_down(timeout_ms)
        self.queue.close()
        self.closing.emit()
        self.settings.close()
        if self.project is not None and ended:
            self.project.close()
            self.project = None
        return ended

    def _take(self, folder: Path, opening: Any) -> bool:
        if self._held() or not self.may_open(folder):
            return False
        try:
            project: Project = opening(folder)
        except EngineError as error:
            self.failed.emit(describe_failure(error))
            return False
        self.undo.clear()
        if self.project is not None:
            self.project.close()
        self.project = project
        self.queue.project = project.folder
        self.settings.add_recent_project(project.folder)
        self.settings.set(LAST_PROJECT, str(project.folder))
        self.notified.emit("info", self.tr("Project {0} opened").format(project.folder))
        self.project_changed.emit()
        return True

    def _held(self) -> bool:
        """Return whether a running job needs the open project, and report it if so."""
        job = self.engine.job
        if job is None or job.kind in ("load", "unload", OTHER_PROJECT):
            return False
        self.notified.emit(
            "warning", self.tr("“{0}” is running; stop it or wait for it first.").format(job.title)
        )
        return True

    def _after(self, job: Job, event: Finished | Failed) -> None:
        self._say_end(job, event)
        if job.kind == "load":
            self._after_load(event)
        elif job.kind == "unload" and isinstance(event, Finished):
            self.model = self.model_config = None
            self.model_changed.emit()
        elif self.model is not None and not self.engine.has_model:
            # The job needed the model's memory, or trained the weights themselves.
            self.model = self.model_config = None
            self.model_changed.emit()
        for name in _TOUCHES.get(job.kind, ()):
            signal: Any = getattr(self, f"{name}_changed")
            signal.emit()

    def _after_load(self, event: Finished | Failed) -> None:
        config, self._loading = self._loading, None
        # Whatever happens, a model that was loaded before is not any more: its memory was needed.
        self.model = self.model_config = None
        if isinstance(event, Finished) and event.status == "done" and config is not None:
            self.model = dict(event.result)
            self.model_config = self.held_config = config
            self.settings.add_recent_model(
                config.model,
                config.adapter,
                dtype=config.dtype,
                quantisation=config.quantisation,
                placement=config.placement,
            )
        self.model_changed.emit()
        self.images_changed.emit()

    def _say_end(self, job: Job, event: Finished | Failed) -> None:
        if isinstance(event, Failed):
            parts = (f"{job.title}: {event.what}", event.why, event.fix)
            self.notified.emit("error", " ".join(part for part in parts if part))
        elif event.status == "stopped":
            self.notified.emit("info", self.tr("{0}: stopped").format(job.title))
        else:
            self.notified.emit("success", self.tr("{0}: done").format(job.title))


def _demo_images(project: Path, control: Control) -> Iterator[Event]:
    """Add the demo's images and annotations to its project; the job continues after it."""
    from sare_engine import DEMO_FOLDER, AddImagesConfig, AnnotateConfig, add_images, annotate

    images = DEMO_FOLDER / "images"
    for event in add_images(AddImagesConfig(project=project, images=(images,)), control=control):
        if not isinstance(event, Finished):
            yield event
    annotate(AnnotateConfig(project=project, annotations=images / "annotations.json"))
