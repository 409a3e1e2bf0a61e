"""`reproduce.json`: all that is needed to run again what a report shows, in one file."""

from __future__ import annotations

import dataclasses
import json
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self

from sare_engine.config import EraseConfig, RelearnConfig
from sare_engine.errors import DataError
from sare_engine.events import Json
from sare_engine.files import atomic_write_text, parse_json, read_text
from sare_engine.robustness.attack import PHASE
from sare_engine.workspace.snapshot import Snapshot

REPRODUCTION_FILE = "reproduce.json"
"""Name of the file beside a report."""

KINDS: dict[str, type[EraseConfig | RelearnConfig]] = {"erase": EraseConfig, PHASE: RelearnConfig}
"""Kinds of runs that can be repeated → their settings."""

_FORMAT = 1
_RUN_NAME = re.compile(r"\d+-[\w.-]+")


@dataclass(frozen=True)
class RecordedRun:
    """A run as it was.

    Attributes:
        name: folder name of the run.
        kind: "erase" or "relearn".
        config: its settings.
        environment: versions, device and seed.
        examples: key of what it was trained on in `Reproduction.examples`; "" without training.
        measured: step → metric → value.
    """

    name: str
    kind: str
    config: Mapping[str, Json]
    environment: Mapping[str, Json]
    examples: str
    measured: Mapping[str, Mapping[str, float]]


@dataclass(frozen=True)
class Reproduction:
    """Everything needed to run the runs of a report again, except model and pictures.

    Attributes:
        program: version of SARE Desktop that wrote it.
        model: folder of the model before erasure.
        fingerprint: of that model.
        runs: the runs, each after the erasure that it needs.
        examples: key → what runs were trained on, in the format of `examples.jsonl`.
        project: the images with what is known of them, and the captions.
    """

    program: str
    model: Path
    fingerprint: str
    runs: Sequence[RecordedRun]
    examples: Mapping[str, str]
    project: Snapshot

    def selected(self, names: Iterable[str]) -> list[RecordedRun]:
        """Return the runs of these names and the erasures that they need; all without names.

        Raises:
            DataError: there is no run of a name, or a run needs an erasure that is not before it.
        """
        by_name = {one.name: one for one in self.runs}
        wanted = set(names) or set(by_name)
        unknown = sorted(wanted - by_name.keys())
        if unknown:
            raise DataError(
                f"The file has no run {', '.join(unknown)}.",
                f"It has {', '.join(by_name)}.",
                "Choose among them.",
            )
        wanted |= {str(by_name[name].config.get("run") or name) for name in wanted}
        for one in reversed(self.runs):  # A run comes after the one that it continues.
            if one.name in wanted and one.config.get("parent"):
                wanted.add(str(one.config["parent"]))
        chosen = [one for one in self.runs if one.name in wanted]
        before: set[str] = set()
        for one in chosen:
            for needed in map(str, filter(None, map(one.config.get, ("run", "parent")))):
                if needed not in before:
                    raise DataError(
                        f"{one.name} cannot be repeated.",
                        f"It needs {needed}, which the file does not list before it.",
                        "Choose other runs of the file (--runs).",
                    )
            before.add(one.name)
        return chosen

    def moved(self, model: Path, place: Callable[[str], str]) -> Self:
        """Return the same for a computer where model and pictures lie elsewhere.

        Args:
            model: folder of the model.
            place: path of a picture → where it is now.
        """
        self.project.change("images", "path", place)
        former = str(self.model)
        self.project.change(
            "caption_sets", "model_folder", lambda one: str(model) if one == former else one
        )
        examples = {key: _moved_lines(text, place) for key, text in self.examples.items()}
        return dataclasses.replace(self, model=model, examples=examples)

    def write(self, path: Path) -> None:
        """Write the file; an older one is replaced.

        Raises:
            StorageError: it cannot be written.
        """
        stored = {
            "format": _FORMAT,
            "program": self.program,
            "model": {"folder": str(self.model), "fingerprint": self.fingerprint},
            "runs": [dataclasses.asdict(one) for one in self.runs],
            "examples": dict(self.examples),
            "project": self.project.to_dict(),
        }
        atomic_write_text(path, json.dumps(stored, ensure_ascii=False, indent=1) + "\n")

    @classmethod
    def read(cls, path: Path) -> Self:
        """Read a file.

        Raises:
            StorageError: it cannot be read.
            DataError: it is not such a file, or one of a later version.
        """
        try:
            stored = parse_json(read_text(path))
            if not isinstance(stored, dict) or not isinstance(stored.get("format"), int):
                raise ValueError("it is not the object that a report writes")
            if stored["format"] > _FORMAT:
                raise DataError(
                    f"{path.name} cannot be read.",
                    f"SARE Desktop {stored.get('program', '')} wrote it, which is newer.",
                    "Update SARE Desktop.",
                )
            model = stored["model"]
            return cls(
                program=str(stored["program"]),
                model=Path(_text(model["folder"])),
                fingerprint=_text(model["fingerprint"]),
                runs=[_run(one) for one in stored["runs"]],
                examples={
                    str(key): _moved_lines(_text(text), str)
                    for key, text in stored["examples"].items()
                },
                project=Snapshot.from_dict(stored["project"]),
            )
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            # What a KeyError says is a name alone.
            why = f"{error} is missing" if isinstance(error, KeyError) else str(error)
            raise DataError(
                f"{path.name} cannot be read.",
                f"It is not what sare report writes: {why}.",
                "Give the reproduce.json beside a report.",
            ) from None


def _run(stored: Any) -> RecordedRun:
    measured = {
        str(int(step)): {
            str(name): float(value)
            for name, value in values.items()
            if isinstance(value, (int, float))
        }
        for step, values in stored["measured"].items()
    }
    name, kind = _text(stored["name"]), _text(stored["kind"])
    if not _RUN_NAME.fullmatch(name):
        raise ValueError(f"{name!r} is not the name of a run")
    if kind not in KINDS:
        raise ValueError(f"{kind!r} is not a kind of run that can be repeated")
    return RecordedRun(
        name=name,
        kind=kind,
        config=dict(stored["config"]),
        environment=dict(stored["environment"]),
        examples=_text(stored["examples"]),
        measured=measured,
    )


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError(f"{value!r} should be text")
    return value


def _moved_lines(text: str, place: Callable[[str], str]) -> str:
    lines = []
    for line in text.split("\n"):
        if line:
            stored = parse_json(line)
            moved = {**stored, "image": place(_text(stored["image"]))}
            lines.append(json.dumps(moved, ensure_ascii=False))
    return "".join(line + "\n" for line in lines)
