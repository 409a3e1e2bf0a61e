"""Running again what a report shows, in a project of its own, and comparing the figures."""

from __future__ import annotations

from collections.abc import Generator, Iterator, Mapping
from pathlib import Path
from typing import Any

from sare_engine.config import EraseConfig, ModelConfig, RelearnConfig, ReproduceConfig
from sare_engine.control import Control
from sare_engine.errors import ConfigError, DataError, ModelError
from sare_engine.events import Event, Finished, Notice
from sare_engine.files import atomic_write_text, ensure_folder
from sare_engine.jobs.opening import MODEL_SETTING, base_fingerprint
from sare_engine.jobs.picture_search import checksum_of, find_pictures
from sare_engine.jobs.reproduction import measured_of
from sare_engine.jobs.reusing import attack_once, erase_once
from sare_engine.jobs.runner import job
from sare_engine.jobs.worker_places import worker_places
from sare_engine.progress import PhaseProgress
from sare_engine.reporting.reproduced import RepeatedRun, compared
from sare_engine.reporting.reproduction import KINDS, RecordedRun, Reproduction
from sare_engine.robustness.attack import PHASE
from sare_engine.workspace.project import Project
from sare_engine.workspace.runs import Runs
from sare_engine.workspace.schema import DATABASE_NAME

_FOLDER = "reproduced"
_SETTING = "reproduces"
"""Project setting: checksum of the file that the project was made from."""
_EXAMPLES = "examples"


@job
def reproduce(config: ReproduceConfig, *, control: Control | None = None) -> Iterator[Event]:
    """Run erasures and attacks of a report again, in a new project made from its file.

    A second call continues: finished runs are kept. `Finished.result` has the new `project` and
    what `sare_engine.reporting.reproduced.compared` returns.

    Args:
        config: the settings.
        control: pause, resume and stop.
    """
    control = control or Control()
    recorded = Reproduction.read(config.file)
    chosen = recorded.selected(config.runs)
    for one in chosen:  # What cannot be read is refused before anything is written.
        KINDS[one.kind].from_stored({**one.config, "project": ""}).validate()
    model = _checked_model(config, recorded)
    folder = config.project or config.file.absolute().parent / _FOLDER
    yield from _open(config, recorded, model, folder, control)
    phase = PhaseProgress("reproduce", "Running again", len(chosen), "runs")
    yield phase.started()
    names: dict[str, str] = {"": ""}
    for one in chosen:
        control.poll()
        names[one.name] = yield from _again(config, one, model, folder, names, control)
        yield phase.advance()
    made = Runs(folder)
    repeated = []
    for one in chosen:
        run = made.find(names[one.name])
        repeated.append(RepeatedRun(one, run.name, measured_of(run), run.environment))
    yield Finished("done", {"project": str(folder), **compared(repeated)})


def _checked_model(config: ReproduceConfig, recorded: Reproduction) -> Path:
    """Return the folder of the model.

    Raises:
        ModelError: it is missing, or its weights are others.
    """
    folder = (config.model or recorded.model).absolute()
    if not folder.is_dir():
        raise ModelError(
            "The model was not found.",
            f"It is not in {folder}.",
            "Name the folder where it is now (--model).",
        )
    if base_fingerprint(ModelConfig(model=folder)) != recorded.fingerprint:
        raise ModelError(
            "This is not the model that the runs were made with.",
            f"The weights in {folder} are others.",
            "Name the folder of the same model (--model).",
        )
    return folder


def _open(
    config: ReproduceConfig, recorded: Reproduction, model: Path, folder: Path, control: Control
) -> Iterator[Event]:
    """Make the project, unless an earlier call has made it from the same file.

    Raises:
        DataError: the folder has another project, or pictures are missing.
    """
    checksum = checksum_of(config.file)
    if (folder / DATABASE_NAME).exists():
        with Project.open(folder) as project:
            if project.settings.get(_SETTING) == checksum:
                yield Notice("info", f"Continuing in {folder}.")
                return
        raise DataError(
            f"{folder} was not changed.",
            "It has a project that was not made from this file.",
            "Name another folder (--project).",
        )
    paths, checksums, widths = (
        recorded.project.column("images", name) for name in ("path", "sha256", "width")
    )
    wanted = {
        path: checksum
        for path, checksum, width in zip(paths, checksums, widths, strict=True)
        if width  # Others stand for captions whose picture nobody has.
    }
    places = yield from find_pictures(wanted, config.images, control)
    moved = recorded.moved(model, lambda path: places.get(path, path))
    moved.project.restore(folder)
    for key, text in moved.examples.items():
        ensure_folder(folder / _EXAMPLES)
        atomic_write_text(_examples_file(folder, key), text)
    with Project.open(folder) as project:
        project.settings[MODEL_SETTING] = str(model)
        project.settings[_SETTING] = checksum


def _examples_file(folder: Path, key: str) -> Path:
    return folder.resolve() / _EXAMPLES / f"{key}.jsonl"


def _again(
    config: ReproduceConfig,
    one: RecordedRun,
    model: Path,
    folder: Path,
    names: Mapping[str, str],
    control: Control,
) -> Generator[Event, None, str]:
    """Yield the events of repeating a run; return the name of the new one.

    Args:
        config: the settings.
        one: the run as it was.
        model: folder of the model.
        folder: the new project.
        names: folder names of the erasures in the file → in the new project.
        control: pause, resume and stop.
    """
    stored: dict[str, Any] = {
        **one.config,
        "project": str(folder.resolve()),
        "model": str(model),
        "device": config.device,
        "placement": "one",
        "trust_remote_code": config.trust_remote_code,
        "fit": "off",
        "resume": "",
        "take_over": False,
    }
    # The captions of a placebo are made from those of the project.
    if one.examples and not one.config.get("placebo"):
        stored["examples"] = str(_examples_file(folder, one.examples))
    stored["processes"] = _possible_processes(one, config.device)
    if one.kind == PHASE:
        stored["run"] = names[str(one.config.get("run", ""))]
        attack = RelearnConfig.from_stored(stored)
        return (yield from attack_once(attack, one.name, control, take_over=False))
    if one.config.get("parent"):
        stored["parent"] = names[str(one.config["parent"])]
    stored["rounds"] = 1  # The other rounds are runs of their own.
    return (yield from erase_once(EraseConfig.from_stored(stored), one.name, control))


def _possible_processes(one: RecordedRun, device: str) -> int:
    """Return how many processes did a run, or 1 where there are too few GPUs for them."""
    count = int(one.config.get("processes") or 1)
    try:
        worker_places(device, count, "processes")
    except ConfigError:
        return 1
    return count
