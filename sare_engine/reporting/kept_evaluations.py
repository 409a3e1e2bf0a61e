"""Evaluations that a project keeps, to compare a model before and after an erasure.

Each is a JSON file in the project's folder `evaluations`: what was measured on which model, the
figures, and what each image contributes to them.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, TypeGuard

from sare_engine.errors import DataError
from sare_engine.evaluation.tally import Tally
from sare_engine.events import Json
from sare_engine.files import atomic_write_text, ensure_folder, parse_json

EVALUATIONS_FOLDER: Final = "evaluations"
_FORMAT: Final = 1


@dataclass(frozen=True)
class KeptEvaluation:
    """A measurement of one model.

    Attributes:
        benchmark: what it was measured with, in words; the same for all models.
        subject: the model's name: of its run, its captions or its folder.
        values: metric → value.
        tally: what each image contributes; without it there are no intervals.
        errors: metric → standard error, where a benchmark gives one instead.
        higher: metric → whether higher is better, for figures of other programs.
        images: number of images, captions or questions.
        model: fingerprint of the model; "" if it is not known.
        run: run of the project that made the model; "" for any other.
        questions: identifies what was asked; only the same is compared. "" where the images do.
        created: date and time in words.
    """

    benchmark: str
    subject: str
    values: Mapping[str, float]
    tally: Tally | None = None
    errors: Mapping[str, float] = field(default_factory=dict)
    higher: Mapping[str, bool] = field(default_factory=dict)
    images: int = 0
    model: str = ""
    run: str = ""
    questions: str = ""
    created: str = ""

    def write(self, project: Path) -> Path:
        """Write it into a project, instead of an older one of this benchmark and this model.

        Raises:
            StorageError: it cannot be written; an older one is then untouched.
        """
        stored = {
            "format": _FORMAT,
            "benchmark": self.benchmark,
            "subject": self.subject,
            "model": self.model,
            "run": self.run,
            "questions": self.questions,
            "created": self.created,
            "images": self.images,
            "values": dict(self.values),
            "errors": dict(self.errors),
            "higher": dict(self.higher),
            "tally": None if self.tally is None else self.tally.to_dict(),
        }
        folder = ensure_folder(project / EVALUATIONS_FOLDER)
        # Names that differ only in what a file name leaves out are still different.
        mark = hashlib.sha256(f"{self.benchmark}\n{self.subject}".encode()).hexdigest()[:6]
        path = folder / f"{_slug(self.benchmark)}--{_slug(self.subject)}-{mark}.json"
        atomic_write_text(path, json.dumps(stored, ensure_ascii=False) + "\n")
        return path


def read_kept_evaluations(project: Path) -> Iterator[KeptEvaluation]:
    """Yield what a project keeps, in the order of the file names.

    Raises:
        DataError: a file is damaged, or a newer version of the program wrote it.
    """
    folder = project / EVALUATIONS_FOLDER
    for path in sorted(folder.glob("*.json")) if folder.is_dir() else ():
        yield _read(path)


def _read(path: Path) -> KeptEvaluation:
    try:
        stored = parse_json(path.read_text("utf-8"))
    except (OSError, ValueError):
        raise _damaged(path, "It is not readable as JSON.") from None
    if not isinstance(stored, dict):
        raise _damaged(path, "It is not an evaluation.")
    version = stored.get("format")
    if isinstance(version, int) and version > _FORMAT:
        raise _damaged(path, "A newer version of the program wrote it.")
    texts = {
        name: stored.get(name, "")
        for name in ("benchmark", "subject", "model", "run", "questions", "created")
    }
    values, errors = stored.get("values"), stored.get("errors", {})
    higher, images = stored.get("higher", {}), stored.get("images", 0)
    if (
        not all(isinstance(one, str) for one in texts.values())
        or not texts["benchmark"]
        or not _is_figures(values)
        or not _is_figures(errors)
        or not isinstance(images, int)
        or not isinstance(higher, dict)
        or not all(isinstance(one, bool) for one in higher.values())
    ):
        raise _damaged(path, "A part of it is missing.")
    tally = None
    if stored.get("tally") is not None:
        found = stored["tally"]
        tally = Tally.from_dict(found) if isinstance(found, dict) else None
        if tally is None:
            raise _damaged(path, "The counts of its images are damaged.")
    return KeptEvaluation(
        **texts, values=values, errors=errors, higher=higher, tally=tally, images=images
    )


def _is_figures(values: Json) -> TypeGuard[dict[str, float]]:
    return isinstance(values, dict) and all(
        isinstance(one, (int, float)) and not isinstance(one, bool) for one in values.values()
    )


def _damaged(path: Path, why: str) -> DataError:
    return DataError(
        f"The evaluation {path.name} cannot be read.",
        why,
        f"Delete {path}, and measure again.",
    )


def _slug(text: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")[:80] or "model"
