"""Adding images to the project, and importing annotations and captions of them."""

from __future__ import annotations

import dataclasses
import functools
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Qt, Slot
from PySide6.QtWidgets import QFileDialog, QWidget

from sare_desktop.answer_job import as_job
from sare_desktop.engine_thread import Job
from sare_desktop.exports import free_folder
from sare_desktop.pages.images.captions_dialog import CaptionsDialog
from sare_desktop.pages.images.dropping import annotation_suffixes, image_suffixes, sort_dropped
from sare_desktop.session import Session
from sare_engine import (
    AddImagesConfig,
    AnnotateConfig,
    Config,
    Event,
    ImportCaptionsConfig,
    command_of,
    formats_in_words,
)

if TYPE_CHECKING:
    from sare_engine import Control, ModelSlot

ADD, ANNOTATE, CAPTIONS = "images", "annotate", "captions"
"""Kinds of the jobs that are started here."""

_FOLDER_SETTING = "images.folder"


class Intake(QObject):
    """Asks for files and starts the jobs that add or import them."""

    def __init__(
        self, session: Session, vocabulary: Callable[[], Path | None], owner: QWidget
    ) -> None:
        """Start nothing yet.

        Args:
            session: whose project.
            vocabulary: returns the vocabulary that imported captions are searched with, None for
                the one of the program.
            owner: parent of this object and of the file dialogs.
        """
        super().__init__(owner)
        self._session = session
        self._vocabulary = vocabulary
        self._owner = owner
        self._next: Sequence[Callable[[], bool]] = ()
        """The jobs of a drop that follow when the current one has ended well."""

    # Dropped files

    def accept_drop(self, paths: Sequence[Path]) -> bool:
        """Add or import dropped files and folders; returns False if none can be used.

        Images that are dropped while no project is open get a new one. Annotations and captions
        follow once the images are there.
        """
        dropped = sort_dropped(paths)
        if self._session.project is None and not self._make_project(dropped.images):
            return False
        jobs = [functools.partial(self.add_images, dropped.images)] if dropped.images else []
        jobs += [functools.partial(self.offer_captions, path) for path in dropped.captions]
        jobs += [functools.partial(self.import_annotations, path) for path in dropped.annotations]
        return self._start_first(jobs)

    def go_on(self, well: bool) -> None:
        """Start the next job of a drop after one has ended.

        Args:
            well: whether that one did what it should; if not, the others are given up.
        """
        following, self._next = self._next, ()
        if well:
            self._start_first(following)

    def _start_first(self, jobs: Sequence[Callable[[], bool]]) -> bool:
        if not jobs or not jobs[0]():
            return False
        self._next = jobs[1:]
        return True

    @Slot()
    def _give_up_drop(self) -> None:
        self._next = ()

    def _make_project(self, images: Sequence[Path]) -> bool:
        """Create and open a project that is named after the folder of the images."""
        if not images or self._session.engine.busy:
            return False
        first = images[0].absolute()
        name = first.name if first.is_dir() else first.parent.name
        return self._session.new_project(
            free_folder(self._session.settings.projects_folder / (name or self.tr("project")))
        )

    # Asking for files

    @Slot()
    def choose_images(self) -> None:
        """Ask for image files and add them."""
        patterns = " ".join(f"*{suffix}" for suffix in sorted(image_suffixes()))
        names, _ = QFileDialog.getOpenFileNames(
            self._owner,
            self.tr("Add images"),
            self._last_folder(),
            f"{self.tr('Images')} ({patterns})",
        )
        if names:
            self.add_images([Path(name) for name in names])

    @Slot()
    def choose_folder(self) -> None:
        """Ask for a folder and add its images."""
        self._choose_folder(
            self.tr("Add a folder of images"), lambda folder: self.add_images([folder])
        )

    @Slot()
    def choose_annotations(self) -> None:
        """Ask for an annotation file and import it."""
        patterns = " ".join(f"*{suffix}" for suffix in annotation_suffixes())
        self._choose_file(
            self.tr("Import annotations: {0}").format(formats_in_words()),
            f"{self.tr('Annotations')} ({patterns})",
            self.import_annotations,
        )

    @Slot()
    def choose_annotation_folder(self) -> None:
        """Ask for a folder of annotations and import it."""
        self._choose_folder(
            self.tr("Import a folder of annotations: {0}").format(formats_in_words(folders=True)),
            self.import_annotations,
        )

    @Slot()
    def choose_captions(self) -> None:
        """Ask for a file of captions and whose they are, and import it."""
        self._choose_file(
            self.tr("Import captions: one JSON object with file_name and caption per line"),
            f"{self.tr('Captions')} (*.jsonl *.json)",
            self.offer_captions,
        )

    def _choose_file(self, title: str, files: str, use: Callable[[Path], object]) -> None:
        name, _ = QFileDialog.getOpenFileName(self._owner, title, self._last_folder(), files)
        if name:
            use(Path(name))

    def _choose_folder(self, title: str, use: Callable[[Path], object]) -> None:
        name = QFileDialog.getExistingDirectory(self._owner, title, self._last_folder())
        if name:
            use(Path(name))

    def _last_folder(self) -> str:
        return str(self._session.settings.value(_FOLDER_SETTING, str(Path.home())))

    def _remember_folder(self, path: Path) -> None:
        self._session.settings.set(_FOLDER_SETTING, str(path.parent))

    # Jobs

    def add_images(self, paths: Sequence[Path]) -> bool:
        """Add images and folders to the project; returns False while another job runs."""
        if self._session.project is None:
            return False
        self._remember_folder(paths[0])
        config = AddImagesConfig(project=self._session.project.folder, images=tuple(paths))

        def work(_slot: ModelSlot, control: Control) -> Iterator[Event]:
            from sare_engine import add_images

            return add_images(config, control=control)

        title = self.tr("Adding images")
        return self._session.start(Job(ADD, title, work, command=command_of(config)))

    def import_annotations(self, path: Path) -> bool:
        """Import annotations of the project's images; returns False while another job runs."""
        if self._session.project is None:
            return False
        config = AnnotateConfig(project=self._session.project.folder, annotations=path)

        def call() -> Any:
            from sare_engine import annotate

            return annotate(config)

        return self._import(ANNOTATE, self.tr("Importing annotations"), path, config, call)

    def import_captions(self, path: Path) -> bool:
        """Import captions of the project's images; returns False while another job runs."""
        if self._session.project is None:
            return False
        config = ImportCaptionsConfig(
            project=self._session.project.folder, captions=path, vocabulary=self._vocabulary()
        )

        def call() -> Any:
            from sare_engine import import_captions

            return import_captions(config)

        return self._import(CAPTIONS, self.tr("Importing captions"), path, config, call)

    def offer_captions(self, path: Path) -> bool:
        """Import captions; if a model is loaded, ask first whether they are its own words.

        Returns:
            False if nothing was started, and nobody is asked.
        """
        model, _ = self._session.loaded_words()
        if not model or self._session.project is None:
            return self.import_captions(path)
        dialog = CaptionsDialog(path, model, self.check_captions, self.import_captions, self._owner)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.rejected.connect(self._give_up_drop)
        dialog.open()
        return True

    def check_captions(self, path: Path, prompt: str = "") -> bool:
        """Import the captions that the loaded model confirms as its own words.

        Args:
            path: the file.
            prompt: what the model was asked; "" for the prompts in the file.

        Returns:
            False without a model, or while another job runs.
        """
        project, model = self._session.project, self._session.model_config
        if project is None or model is None:
            return False
        config = ImportCaptionsConfig(
            project=project.folder,
            captions=path,
            vocabulary=self._vocabulary(),
            prompt=prompt,
            **dataclasses.asdict(model),
        )

        def work(slot: ModelSlot, control: Control) -> Iterator[Event]:
            from sare_engine import import_own_captions

            return import_own_captions(config, model=slot.model, control=control)

        self._remember_folder(path)
        title = self.tr("Checking captions")
        return self._session.start(Job(CAPTIONS, title, work, command=command_of(config)))

    def _import(
        self, kind: str, title: str, path: Path, config: Config, call: Callable[[], Any]
    ) -> bool:
        self._remember_folder(path)
        work = as_job(kind, title, call)
        command = command_of(config)
        return self._session.start(Job(kind, title, work, command=command, pausable=False))
