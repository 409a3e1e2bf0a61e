"""Add images to a project."""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Collection, Generator, Iterator, Sequence
from pathlib import Path

from sare_engine.background import in_order
from sare_engine.config import AddImagesConfig
from sare_engine.control import Control
from sare_engine.errors import ImageError
from sare_engine.events import Event, Finished, Notice
from sare_engine.jobs.image_places import join_absent
from sare_engine.jobs.judge import rejudge
from sare_engine.jobs.runner import job
from sare_engine.models.images import FoundImages, image_info, search_images
from sare_engine.progress import PhaseProgress
from sare_engine.workspace.locks import changing
from sare_engine.workspace.project import Project
from sare_engine.workspace.rows import NewImage

_NAMED = 5
_AT_ONCE = 64
"""Images added in one transaction: few enough that a window sees them appear."""


@job
def add_images(config: AddImagesConfig, *, control: Control | None = None) -> Iterator[Event]:
    """Add images to a project without testing them; `probe` tests them later.

    `Finished.result` has the number of `images` in the project, and how many of the given images
    were `added`, `known` already, and `failed` to be read; the names of files that were `skipped`,
    if there are any; and how many images with imported captions have found their picture
    (`joined`), if there are any.
    """
    control = control or Control()
    given = search_images(config.images)
    paths = given.paths
    yield from warn_of_skipped_files(given)
    with (
        Project.open_or_create(config.project) as project,
        changing(project.folder, "adding images"),
    ):
        before = project.count_images()
        failed = 0
        for event in read_images(project, paths, control):
            failed += isinstance(event, Notice) and event.level == "warning"
            yield event
        added = project.count_images() - before
        joined = yield from join_pictures(project)
        now = project.count_images()
        yield Finished(
            "done",
            {
                "images": now,
                "added": added,
                "known": len(paths) - added - failed,
                "failed": failed,
                **({"skipped": [str(one) for one in given.skipped]} if given.skipped else {}),
                **({"joined": joined} if joined else {}),
            },
        )


def join_pictures(project: Project) -> Generator[Event, None, int]:
    """Give captions that were imported before their pictures to these; return how many images."""
    joined, notices = join_absent(project)
    yield from (Notice("warning", text) for text in notices)
    if joined:
        rejudge(project)
    return joined


def warn_of_skipped_files(given: FoundImages) -> Iterator[Event]:
    """Warn about files that look like pictures and cannot be read, if there are any."""
    if given.skipped:
        yield Notice(
            "warning",
            f"Skipped, because their format cannot be read: {len(given.skipped)} "
            f"({_some([one.name for one in given.skipped])}).",
            "Convert them to JPEG or PNG and add them again. For HEIC, install pillow-heif.",
        )


def _some(names: Sequence[str]) -> str:
    """Return the first names as a list in a sentence."""
    text = ", ".join(names[:_NAMED])
    return text if len(names) <= _NAMED else f"{text} …"


def read_images(project: Project, paths: Sequence[Path], control: Control) -> Iterator[Event]:
    """Add the images that the project does not have yet, and yield the progress.

    A file that cannot be read is skipped with a `Notice`. Images read before a stop are kept. A
    picture whose former file is gone is recognised by its content, and keeps all that is known.
    """
    if not paths:
        return
    phase = PhaseProgress("add", "Reading images", len(paths), "images")
    yield phase.started()
    known: set[str] = set()
    gone: dict[str, list[int]] = defaultdict(list)
    for image in project.each_image():
        known.add(os.path.normcase(image.path))
        if image.has_picture and not image.path.is_file():
            gone[image.sha256].append(image.id)
    read: list[NewImage] = []
    moved: dict[int, Path] = {}
    try:
        for found in in_order(paths, lambda path: _read(path, known)):
            control.poll()
            if isinstance(found, ImageError):
                yield Notice("warning", f"{found.what} {found.why}", found.fix)
            elif found is not None and gone.get(found.sha256):
                moved[gone[found.sha256].pop(0)] = found.path
            elif found is not None:
                read.append(found)
            if len(read) >= _AT_ONCE:
                project.add_images(read)
                read = []
            yield phase.advance()
    finally:
        project.add_images(read)
        project.move_images(moved)
    if moved:
        yield Notice("info", f"Pictures found again that had been moved: {len(moved)}.")


def _read(path: Path, known: Collection[str]) -> NewImage | ImageError | None:
    """Return a picture's facts, or why it cannot be read; None if the project has it."""
    place = path.resolve()
    if os.path.normcase(place) in known:
        return None
    try:
        return NewImage(place, *image_info(path))
    except ImageError as error:
        return error
