"""The verbs of the engine: each takes a config and gives events, or its answer at once.

A job is an iterator of events whose last one is `Finished` or `Failed`; it raises nothing that a
user can cause. The same iterator runs in a script, under the command line and in the window:

    for event in erase(EraseConfig(project=folder)):
        print(event)

Heavy libraries are imported when a job starts, not before.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sare_engine.config import (
    AddImagesConfig,
    AskConfig,
    ConceptsConfig,
    DemoConfig,
    EraseConfig,
    EvaluateConfig,
    ExportConfig,
    InspectConfig,
    ProbeConfig,
    RelearnConfig,
    ReportConfig,
)
from sare_engine.control import Control
from sare_engine.events import Event
from sare_engine.jobs.guarding import guarded

if TYPE_CHECKING:
    from sare_engine.models.loading import LoadedModel

__all__ = [
    "add_images",
    "ask",
    "concepts",
    "demo",
    "erase",
    "evaluate",
    "export",
    "inspect",
    "probe",
    "relearn",
    "report",
]


def inspect(config: InspectConfig) -> dict[str, Any]:
    """Return what is in a model folder, without loading it.

    Raises:
        EngineError: the folder is missing, no model, or damaged.
    """
    from sare_engine.models.catalog import inspect_model

    config.validate()
    return inspect_model(config.model).to_dict()


def probe(
    config: ProbeConfig, *, model: LoadedModel | None = None, control: Control | None = None
) -> Iterator[Event]:
    """Add images to a project, caption them, and judge every object mentioned.

    Images that this model has captioned with this prompt before are not captioned again, so a
    stopped probe goes on where it was.

    Args:
        config: the settings.
        model: a loaded model to use instead of loading `config.model`; it stays loaded.
        control: pause, resume and stop.
    """
    from sare_engine.jobs.probing import probing

    control = control or Control()
    return guarded(config, lambda: probing(config, model, control))


def add_images(config: AddImagesConfig, *, control: Control | None = None) -> Iterator[Event]:
    """Add images to a project without testing them; `probe` tests them later.

    `Finished.result` counts `images` (all of the project), `added`, `known` and `failed`.
    """
    from sare_engine.jobs.adding import adding

    control = control or Control()
    return guarded(config, lambda: adding(config, control))


def ask(
    config: AskConfig, *, model: LoadedModel | None = None, control: Control | None = None
) -> Iterator[Event]:
    """Ask a model a question about one image.

    `Finished.result` is `{"answer": text, "yes": P(yes) / (P(yes) + P(no)) or None}`; `yes` is
    given for questions that want yes or no.

    Args:
        config: the settings.
        model: a loaded model to use instead of loading `config.model`; it stays loaded.
        control: stop.
    """
    from sare_engine.jobs.asking import asking

    control = control or Control()
    return guarded(config, lambda: asking(config, model, control))


def concepts(config: ConceptsConfig) -> dict[str, Any]:
    """Return the table of mentioned objects, after marking concepts for erasure as asked.

    Raises:
        EngineError: no project, nothing tested, or a concept that no caption mentions.
    """
    from sare_engine.jobs.choosing import choose_concepts

    config.validate()
    return choose_concepts(config)


def erase(
    config: EraseConfig, *, model: LoadedModel | None = None, control: Control | None = None
) -> Iterator[Event]:
    """Erase the chosen hallucinations, as a run in the project's folder.

    Args:
        config: the settings.
        model: a loaded model to train in place instead of loading it from its folder.
        control: pause, resume, stop and checkpoint-now.
    """
    from sare_engine.jobs.erasing import erasing

    control = control or Control()
    return guarded(config, lambda: erasing(config, model, control))


def relearn(config: RelearnConfig, *, control: Control | None = None) -> Iterator[Event]:
    """Attack an erasure run by fine-tuning on captions with the hallucination, as a run."""
    from sare_engine.jobs.attacking import attacking

    control = control or Control()
    return guarded(config, lambda: attacking(config, control))


def evaluate(
    config: EvaluateConfig, *, model: LoadedModel | None = None, control: Control | None = None
) -> Iterator[Event]:
    """Measure a model on images with known objects."""
    from sare_engine.jobs.evaluating import evaluating

    control = control or Control()
    return guarded(config, lambda: evaluating(config, model, control))


def export(config: ExportConfig, *, control: Control | None = None) -> Iterator[Event]:
    """Write an erasure run as adapter or merged model, reload it and compare its captions."""
    from sare_engine.jobs.delivering import delivering

    control = control or Control()
    return guarded(config, lambda: delivering(config, control))


def report(config: ReportConfig) -> Path:
    """Write the HTML report of a project and return its path.

    Raises:
        EngineError: no project, no finished run, or the file cannot be written.
    """
    from sare_engine.jobs.reporting import write_project_report

    config.validate()
    return write_project_report(config)


def demo(config: DemoConfig, *, control: Control | None = None) -> Iterator[Event]:
    """Run the whole loop on the shipped demo model, on scenes drawn by seed."""
    from sare_engine.jobs.demonstrating import demonstrating

    control = control or Control()
    return guarded(config, lambda: demonstrating(config, control))
