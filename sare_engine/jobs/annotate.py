"""Recording which objects the images of a project show, as annotated."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sare_engine.config import AnnotateConfig
from sare_engine.errors import DataError
from sare_engine.grounding.annotations.gathering import Annotations
from sare_engine.grounding.annotations.reading import read_annotations
from sare_engine.grounding.vocabulary import Vocabulary, counted_as
from sare_engine.jobs.judge import rejudge
from sare_engine.jobs.opening import project_merges, project_vocabulary, unmerged_vocabulary
from sare_engine.workspace.project import Project

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
        problems: sentences about entries that could not be used.
    """

    format: str
    matched: int
    unmatched: tuple[str, ...]
    missing: tuple[str, ...]
    unknown_categories: tuple[str, ...]
    problems: tuple[str, ...]


def annotate(config: AnnotateConfig) -> dict[str, Any]:
    """Add annotations, in any known format, that state which objects a project's images show.

    Images are matched by file name, categories are mapped to the project's vocabulary, and all
    mentions are judged again.

    Returns:
        `format`; `matched`: number of images annotated; `unmatched`: file names of the project's
        images that the annotations do not name; `missing`: number of annotated names that are not
        in the project, and `missing_names`: the first of them; `unknown_categories`; `problems`
        as sentences; and `mentions`, `grounded`, `hallucinated`, `unsure`, `changed` as `judge`.

    Raises:
        EngineError: the folder is not a project, or the annotations cannot be read or match none
            of its images.
    """
    config.validate()
    with Project.open(config.project) as project:
        annotations, name = read_annotations(config.annotations, project_vocabulary(project))
        with project.transaction():
            report = apply_annotations(project, config.annotations, annotations, name)
            remember(project, config.annotations, unmerged_vocabulary(project))
            counts = rejudge(project)
        return {
            "format": report.format,
            "matched": report.matched,
            "unmatched": list(report.unmatched),
            "missing": len(report.missing),
            "missing_names": list(report.missing[:_NAMED]),
            "unknown_categories": list(report.unknown_categories),
            "problems": list(report.problems),
            **counts,
        }


def apply_annotations(
    project: Project, path: Path, annotations: Annotations, format_name: str
) -> AnnotationReport:
    """Record the true objects of the images in the annotations.

    Raises:
        DataError: none of the project's images is in them.
    """
    images = project.images()
    found = annotations.find(image.path for image in images)
    if images and not found:
        raise DataError(
            "The annotations do not match the images.",
            f"None of the project's images is in {path}.",
            "Choose the annotations of these images; they are matched by file name.",
        )
    merges = project_merges(project)
    with project.transaction():
        for image in images:
            name = found.get(image.path)
            if name is not None:
                decided = annotations.scope(name)
                project.set_true_objects(
                    image.id,
                    _merged(annotations.objects[name], merges),
                    None if decided is None else _merged(decided, merges),
                )
    named = set(found.values())
    return AnnotationReport(
        format=format_name,
        matched=len(found),
        unmatched=tuple(image.path.name for image in images if image.path not in found),
        missing=tuple(name for name in annotations.objects if name not in named),
        unknown_categories=annotations.unknown_categories,
        problems=annotations.problems,
    )


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
    return frozenset(counted_as(one, merges) for one in concepts)


def _fingerprint(vocabulary: Vocabulary) -> str:
    forms = "\n".join(f"{form}\t{concept}" for form, concept in sorted(vocabulary.forms.items()))
    return hashlib.sha256(forms.encode()).hexdigest()[:16]
