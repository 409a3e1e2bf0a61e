"""Reload what was written, in a process of its own, and compare its captions token by token."""

from __future__ import annotations

import contextlib
import json
import tempfile
import time
from collections.abc import Generator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch

from sare_engine.control import Control
from sare_engine.errors import ModelError
from sare_engine.events import Event
from sare_engine.exporting import reload_script
from sare_engine.exporting.form import ExportForm
from sare_engine.exporting.reload_process import ReloadProcess
from sare_engine.files import plain_storage_errors
from sare_engine.models.images import open_image
from sare_engine.models.processor_plan import is_incomplete
from sare_engine.progress import PhaseProgress


@dataclass(frozen=True)
class CaptionDifference:
    """An image that the reloaded export answered differently.

    Attributes:
        image: the picture.
        position: 0-based place of the first token that differs.
        expected: the token ids the model gave before export.
        found: the token ids the reloaded export gave.
    """

    image: Path
    position: int
    expected: tuple[int, ...]
    found: tuple[int, ...]


@dataclass(frozen=True)
class VerificationResult:
    """The outcome of the comparison.

    Attributes:
        compared: number of captions compared.
        differences: those that were not the same token by token.
        seconds: how long it took.
    """

    compared: int
    differences: tuple[CaptionDifference, ...]
    seconds: float

    @property
    def identical(self) -> bool:
        """Whether captions were compared and all were the same."""
        return self.compared > 0 and not self.differences

    def sentence(self) -> str:
        """Return the outcome in one sentence."""
        if not self.compared:
            return "The export was not compared: no images were given."
        if self.identical:
            return (
                f"The reloaded export answers {self.compared} of {self.compared} images with "
                "exactly the same tokens."
            )
        first = self.differences[0]
        return (
            f"The reloaded export answers {len(self.differences)} of {self.compared} images "
            f"differently, first {first.image.name} from token {first.position + 1} on."
        )

    def to_dict(self) -> dict[str, Any]:
        """Return the result as JSON."""
        return {
            "identical": self.identical,
            "compared": self.compared,
            "different": len(self.differences),
            "seconds": round(self.seconds, 2),
            "sentence": self.sentence(),
            "differences": [
                {
                    "image": str(one.image),
                    "position": one.position,
                    "expected": list(one.expected),
                    "found": list(one.found),
                }
                for one in self.differences
            ],
        }


def verifying_export(
    folder: Path,
    form: ExportForm,
    *,
    base_folder: Path,
    images: Sequence[Path],
    prompt: str,
    expected: Sequence[Sequence[int]],
    max_new_tokens: int,
    device: str = "cpu",
    dtype: str = "float32",
    trust_remote_code: bool = False,
    control: Control | None = None,
    process: ReloadProcess | None = None,
) -> Generator[Event, None, VerificationResult]:
    """Caption images with the export in a new process and compare with what is expected.

    Yields how many captions there are, and returns the outcome. The new process uses plain
    transformers (and PEFT for an adapter), is offline, and captions one image at a time. Unload the
    model of this process first where memory is scarce.

    Args:
        folder: the exported folder.
        form: what was exported.
        base_folder: the base model.
        images: pictures to caption.
        prompt: what to ask.
        expected: the token ids the model gave for each picture before export, greedily, with the
            end-of-turn token where there was one.
        max_new_tokens: the longest answer that was allowed for them.
        device: where to compute; should be what `expected` was computed on.
        dtype: number format; likewise.
        trust_remote_code: whether the model needs code of its own, which the user has allowed.
        control: stopping it ends the process.
        process: a process that reloads several exports; without one, a process of its own.

    Raises:
        ModelError: the export cannot be loaded or run with plain transformers.
        Stopped: the user stopped the job.
    """
    if len(images) != len(expected):
        raise ValueError(f"{len(images)} images but {len(expected)} expected captions")
    started = time.monotonic()
    if not images:
        return VerificationResult(0, (), 0.0)
    phase = PhaseProgress(
        "verify", f"Reloading the {form.noun} in a new process", len(images), "captions"
    )
    yield phase.started()
    folders = form.reload(folder.absolute(), base_folder.absolute())
    with tempfile.TemporaryDirectory(prefix="sare-verify-") as temporary:
        work = Path(temporary)
        request = {
            "model": str(folders.model),
            "processor": str(folders.model),
            "adapter": str(folders.adapter or ""),
            "images": _plain_pictures(images, work),
            "prompt": prompt,
            "max_new_tokens": max_new_tokens,
            "device": device,
            "dtype": dtype,
            "trust_remote_code": trust_remote_code,
            # With another number of threads sums are rounded differently.
            "threads": torch.get_num_threads(),
            # Where `sare_engine` lies, for processors that plain transformers cannot read here.
            "incomplete": is_incomplete(folders.model),
            "engine": str(Path(reload_script.__file__).parents[2]),
            "answer": str(work / "answer.json"),
            "done": str(work / "done"),
        }
        (work / "request.json").write_text(json.dumps(request), encoding="utf-8")
        found = yield from _answered(work, phase, control or Control(), process)
    differences = tuple(
        CaptionDifference(image, _first_difference(want, got), tuple(want), tuple(got))
        for image, want, got in zip(images, expected, found, strict=True)
        if list(want) != list(got)
    )
    return VerificationResult(len(images), differences, time.monotonic() - started)


def _plain_pictures(images: Sequence[Path], folder: Path) -> list[str]:
    """Write the pictures as the engine sees them (rotation applied, RGB), without loss."""
    paths = []
    for index, image in enumerate(images):
        path = folder / f"{index:06d}.png"
        with plain_storage_errors(path):
            open_image(image).save(path)
        paths.append(str(path))
    return paths


def _answered(
    work: Path, phase: PhaseProgress, control: Control, given: ReloadProcess | None
) -> Generator[Event, None, list[list[int]]]:
    own = ReloadProcess() if given is None else contextlib.nullcontext(given)
    answer, code = work / "answer.json", None
    with own as process:
        control.poll()
        process.ask(work / "request.json")
        while code is None and not answer.is_file():
            control.poll()
            code = process.ended_with(answer)
            if (done := _size(work / "done")) > phase.done:
                yield phase.advance(done - phase.done)
        # Ctrl-C in a terminal ends the child too: that is a stop, not a failure.
        control.poll()
        if not answer.is_file():
            lines = process.log.read_text(encoding="utf-8", errors="replace").splitlines()
            raise _not_loadable(
                f"Its process ended with code {code}"
                + (f": {lines[-1].strip()}." if lines else ".")
            )
    values = json.loads(answer.read_text(encoding="utf-8"))
    if "error" in values:
        raise _not_loadable(str(values["error"]).splitlines()[0])
    yield phase.advance(len(values["token_ids"]) - phase.done)
    token_ids: list[list[int]] = values["token_ids"]
    return token_ids


def _size(path: Path) -> int:
    return path.stat().st_size if path.exists() else 0


def _not_loadable(why: str) -> ModelError:
    return ModelError(
        "The export could not be reloaded.",
        why,
        "The files were written, but do not rely on them; check disk and memory and export again.",
    )


def _first_difference(one: Sequence[int], other: Sequence[int]) -> int:
    return next(
        (place for place, (a, b) in enumerate(zip(one, other, strict=False)) if a != b),
        min(len(one), len(other)),
    )
