"""Recording which objects the images of a project show, as annotated."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sare_engine.config import AnnotateConfig
from sare_engine.domain import ObjectBox
from sare_engine.errors import DataError
from sare_engine.formatting import count_text
from sare_engine.grounding.annotations.gathering import Annotations
from sare_engine.grounding.annotations.reading import read_annotations
from sare_engine.grounding.vocabulary import Vocabulary, counted_as
from sare_engine.jobs.collecting import no_collection
from sare_engine.jobs.image_places import AnnotatedImages
from sare_engine.jobs.judge import counts_of, rejudge
from sare_engine.jobs.opening import project_merges, project_vocabulary, unmerged_vocabulary
from sare_engine.workspace.locks import changing
from sare_engine.workspace.project import Project
from sare_engine.workspace.rows import ImageRow

_SETTING = "annotations"
"""Project setting: the annotation file, and the vocabulary with which it was read."""
_NAMED = 20


@dataclass(frozen=True)
class AnnotationReport:
    """How annotations matched a project's images.

    Attributes:
        format: title of their format.
        matched: number of images that are annotated now.
        unmatched: file names of images that are not in the annotations.
        missing: names in the annotations that match no image of the project.
        unknown_categories: categories that the vocabulary has no word for.
        problems: sentences about entries that could not be used, and about pictures that no name
            certainly stands for.
        undecided: file names of images that are in the annotations without being decided.
        notices: sentences about matches that a person should check.
        joined: captions imported under an id that now belong to a picture.
    """

    format: str
    matched: int
    unmatched: tuple[str, ...]
    missing: tuple[str, ...]
    unknown_categories: tuple[str, ...]
    problems: tuple[str, ...]
    undecided: tuple[str, ...] = ()
    notices: tuple[str, ...] = ()
    joined: int = 0


@no_collection()
def annotate(config: AnnotateConfig) -> dict[str, Any]:
    """Add annotations, in any known format, that state which objects a project's images show.

    Images are matched by file name, categories are mapped to the project's vocabulary, and all
    mentions are judged again.

    Returns:
        `format`; `matched`: number of images annotated; `unmatched`: file names of the project's
        images that the annotations do not name; `missing`: number of annotated names that are not
        in the project, and `missing_names`: the first of them; `undecided`: file names of images
        whose annotations could not be understood; `unknown_categories`; `problems` and `notices`
        as sentences; and the counts of the captions that are shown, see `judge.counts_of`.

    Raises:
        EngineError: the folder is not a project, or the annotations cannot be read or match none
            of its images.
    """
    config.validate()
    with (
        Project.open(config.project) as project,
        changing(project.folder, "annotating images"),
    ):
        annotations, name = read_annotations(config.annotations, project_vocabulary(project))
        with project.transaction():
            report = apply_annotations(project, config.annotations, annotations, name)
            remember(project, config.annotations, unmerged_vocabulary(project))
            counts = counts_of(project, rejudge(project))
        return {
            "format": report.format,
            "matched": report.matched,
            "unmatched": list(report.unmatched),
            "missing": len(report.missing),
            "missing_names": list(report.missing[:_NAMED]),
            "unknown_categories": list(report.unknown_categories),
            "problems": list(report.problems),
            **({"undecided": list(report.undecided)} if report.undecided else {}),
            **({"joined": report.joined} if report.joined else {}),
            **({"notices": list(report.notices)} if report.notices else {}),
            **counts,
        }


def apply_annotations(
    project: Project, path: Path, annotations: Annotations, format_name: str
) -> AnnotationReport:
    """Record the true objects of the images in the annotations.

    Captions that were imported under an id of the annotations are moved to the picture with this
    id; what the ids stand for is kept for captions that are imported later.

    Raises:
        DataError: none of the project's images is in them, or they decide nothing on those that
            are.
    """
    with project.transaction():
        places = AnnotatedImages.match(project, annotations)
        joined = places.join_captions(project)
        images = project.images()
        found = [(one, places.found[one.id]) for one in images if one.id in places.found]
        if images and not found:
            raise _nothing_matches(path, annotations, images, places.problems)
        decided = [name for _, name in found if annotations.covers_something(name)]
        useful = decided and annotations.shows_something
        if found and not useful:
            raise DataError(
                "The annotations decide nothing.",
                " ".join(
                    (
                        f"{path} ({format_name}) names the project's images, but has no object "
                        "that is in one of them.",
                        *annotations.problems,
                    )
                ),
                "Check the file, or choose another export of these annotations.",
            )
        replaced, found = _replacing(project, path, annotations, found)
        project.annotate_images(_known_objects(found, annotations, project_merges(project)))
        project.set_boxes((image.id, annotations.boxes.get(name, ())) for image, name in found)
        places.remember_ids(project)
    matched = {image.id for image, _ in found}
    named = {name for _, name in found}
    doubtful = annotations.doubtful
    return AnnotationReport(
        format=format_name,
        matched=len(decided),
        unmatched=tuple(image.path.name for image in images if image.id not in matched),
        missing=tuple(name for name in annotations.objects if name not in named),
        unknown_categories=annotations.unknown_categories,
        problems=(*annotations.problems, *places.problems),
        undecided=tuple(image.path.name for image, name in found if name in doubtful),
        notices=(*places.notices, *replaced),
        joined=joined,
    )


def _replacing(
    project: Project, path: Path, annotations: Annotations, found: Sequence[tuple[ImageRow, str]]
) -> tuple[list[str], list[tuple[ImageRow, str]]]:
    """Return notices about earlier annotations, and the images to annotate.

    An image on which the new file decides nothing keeps what another file says.
    """
    before = (project.settings.get(_SETTING) or {}).get("path")
    if before == str(path.resolve()):
        merges = project_merges(project)
        changed = sum(
            image.true_objects is not None and (image.true_objects, image.decided) != tuple(known)
            for (image, _), (_, *known) in zip(
                found, _known_objects(found, annotations, merges), strict=True
            )
        )
        images = count_text(changed, "images")
        return [f"{path.name} replaces earlier annotations of {images}."] if changed else [], [
            *found
        ]
    earlier = (
        "Earlier annotations" if before is None else f"The annotations from {Path(before).name}"
    )
    kept = {
        image.id
        for image, name in found
        if image.true_objects is not None and not annotations.covers_something(name)
    }
    replaced = sum(image.true_objects is not None and image.id not in kept for image, _ in found)
    notices = []
    if replaced:
        images = count_text(replaced, "images")
        notices.append(f"{earlier} are replaced in {images}.")
    if kept:
        images = count_text(len(kept), "images")
        notices.append(f"{earlier} are kept in {images}: {path.name} decides nothing there.")
    return notices, [(image, name) for image, name in found if image.id not in kept]


def _known_objects(
    found: Iterable[tuple[ImageRow, str]], annotations: Annotations, merges: dict[str, str]
) -> Iterator[tuple[int, frozenset[str], frozenset[str] | None]]:
    """Yield key, objects and decided concepts of the annotated images."""
    for image, name in found:
        scope = annotations.scope(name)
        objects = _merged(annotations.objects[name], merges)
        yield image.id, objects, None if scope is None else _merged(scope, merges)


def _nothing_matches(
    path: Path, annotations: Annotations, images: list[ImageRow], problems: Sequence[str]
) -> DataError:
    if problems:
        return DataError(
            "The annotations do not match the images.",
            f"{path} does not say with certainty which pictures it means. {' '.join(problems)}",
            "Give each picture a name of its own, write the folders of the pictures into the "
            "annotations (a/1.jpg), or correct the names that contradict each other.",
        )
    example = next(iter(annotations.objects), "")
    return DataError(
        "The annotations do not match the images.",
        f"None of the project's images is in {path}: it names “{example}”, for example, and the "
        f"project has “{images[0].path.name}”.",
        "Choose the annotations of these images; they are matched by file name, whose ending "
        "counts too.",
    )


def annotated_boxes(project: Project, image_id: int) -> list[ObjectBox]:
    """Return where annotations have objects in an image, by the concepts that they count as."""
    merges = project_merges(project)
    return [
        one._replace(concept=counted_as(one.concept, merges)) for one in project.boxes(image_id)
    ]


def remember(project: Project, path: Path, vocabulary: Vocabulary) -> None:
    """Keep the file of the annotations, so that it can be read again with another vocabulary."""
    project.settings[_SETTING] = {
        "path": str(path.resolve()),
        "vocabulary": _fingerprint(vocabulary),
    }


def outdated_annotations(project: Project, vocabulary: Vocabulary) -> Path | None:
    """Return the file that the project was annotated from, if that was with another vocabulary."""
    stored = project.settings.get(_SETTING)
    if not stored or stored["vocabulary"] == _fingerprint(vocabulary):
        return None
    return Path(stored["path"])


def _merged(concepts: Iterable[str], merges: dict[str, str]) -> frozenset[str]:
    if not merges:
        return frozenset(concepts)
    return frozenset(counted_as(one, merges) for one in concepts)


def _fingerprint(vocabulary: Vocabulary) -> str:
    forms = "\n".join(f"{form}\t{concept}" for form, concept in sorted(vocabulary.forms.items()))
    return hashlib.sha256(forms.encode()).hexdigest()[:16]
