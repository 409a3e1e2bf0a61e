"""Add images to a project."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Generator, Iterator, Sequence
from pathlib import Path

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
        before = len(project.images())
        failed = 0
        for event in read_images(project, paths, control):
            failed += isinstance(event, Notice) and event.level == "warning"
            yield event
        added = len(project.images()) - before
        joined = yield from join_pictures(project)
        now = len(project.images())
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
    images = project.images()
    known = {image.path for image in images}
    gone: dict[str, list[int]] = defaultdict(list)
    for image in images:
        if image.has_picture and not image.path.is_file():
            gone[image.sha256].append(image.id)
    read: list[NewImage] = []
    moved: dict[int, Path] = {}
    try:
        for path in paths:
            control.poll()
            if path.resolve() not in known:
                try:
                    found = NewImage(path.resolve(), *image_info(path))
                except ImageError as error:
                    yield Notice("warning", f"{error.what} {error.why}", error.fix)
                else:
                    if gone[found.sha256]:
                        moved[gone[found.sha256].pop(0)] = found.path
                    else:
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
