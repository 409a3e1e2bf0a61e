"""The commands of `sare`: their config, their job, and how their result is printed."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import sare_engine
from sare_engine import config as configs
from sare_engine.cli import queue_tables, results
from sare_engine.control import Control
from sare_engine.events import Event, Failed, Finished, Notice
from sare_engine.settings import Config

Runner = Callable[[Any, Control, Collection[str]], Iterator[Event]]
"""Starts a job with its config, its switches, and the names of the settings that were given."""


@dataclass(frozen=True)
class Command:
    """One command.

    Attributes:
        name: the word after `sare`; a form of a command is `command form`.
        config: its settings; the docstring's first line is its help text.
        positional: the setting that may be given without its flag, or None.
        run: starts the job.
        show: prints the job's result for a person.
        queued: whether it can wait in the queue.
        takes_rest: whether all words from the positional setting on belong to that setting.
        refusal: returns why the result makes the command fail, or None; it is printed instead.
    """

    name: str
    config: type[Config]
    positional: str | None
    run: Runner
    show: Callable[[Mapping[str, Any]], None] = results.show_anything
    refusal: Callable[[Mapping[str, Any]], Failed | None] = lambda _: None
    queued: bool = False
    takes_rest: bool = False

    @property
    def summary(self) -> str:
        """The first line of the config's description."""
        return (self.config.__doc__ or "").strip().partition("\n")[0]

    @property
    def description(self) -> str:
        """The config's whole description as one text."""
        lines = (self.config.__doc__ or "").strip().splitlines()
        return "\n".join(line.strip() for line in lines)


def _job(name: str) -> Runner:
    """Run a verb of the engine that yields events."""

    def run(config: Any, control: Control, _given: Collection[str]) -> Iterator[Event]:
        events: Iterator[Event] = getattr(sare_engine, name)(config, control=control)
        yield from events

    return run


def _resumable_job(name: str) -> Runner:
    """Run a verb of the engine that can resume a run, with the settings that run began with."""

    def run(config: Any, control: Control, given: Collection[str]) -> Iterator[Event]:
        if config.resume:
            sare_engine.check_resuming(name, config, given)
        yield from _planned_job(name)(config, control, given)

    return run


def _planned_job(name: str) -> Runner:
    """Run a verb of the engine that plans the settings of memory that were not given."""

    def run(config: Any, control: Control, given: Collection[str]) -> Iterator[Event]:
        events: Iterator[Event] = getattr(sare_engine, name)(config, control=control, given=given)
        yield from events

    return run


def _answer(name: str) -> Runner:
    """Run a verb of the engine that returns its result at once, perhaps with notices."""

    def run(config: Any, _control: Control, _given: Collection[str]) -> Iterator[Event]:
        answer = getattr(sare_engine, name)(config)
        result = dict(answer) if isinstance(answer, Mapping) else {name: str(answer)}
        for text in result.pop("notices", ()):
            yield Notice("warning", text)
        yield Finished("done", result)

    return run


def _queue(name: str) -> Runner:
    """Run a command of the queue; what these need is imported when one of them runs."""

    def run(config: Any, control: Control, given: Collection[str]) -> Iterator[Event]:
        from sare_engine.cli import queue_commands

        events: Iterator[Event] = getattr(queue_commands, name)(config, control, given)
        yield from events

    return run


def _unsupported(model: Mapping[str, Any]) -> Failed | None:
    """Return why a model folder that was inspected cannot be used, if it cannot."""
    if model.get("supported", True):
        return None
    reasons = [f"{str(one).rstrip('.')}." for one in model.get("reasons", ())]
    return Failed(
        "The model cannot be used.",
        " ".join(reasons) or "It is not supported.",
        "Choose another model folder.",
    )


def _import_captions(
    config: configs.ImportCaptionsConfig, control: Control, given: Collection[str]
) -> Iterator[Event]:
    """Import captions, and check them first if their model is given."""
    checked = config.model is not None
    run = _job("import_own_captions") if checked else _answer("import_captions")
    yield from run(config, control, given)


COMMANDS: tuple[Command, ...] = (
    Command(
        "inspect",
        configs.InspectConfig,
        "model",
        _answer("inspect"),
        results.show_model,
        refusal=_unsupported,
    ),
    Command("download", configs.DownloadConfig, "model", _job("download")),
    Command("add", configs.AddImagesConfig, "project", _job("add_images")),
    Command(
        "probe",
        configs.ProbeConfig,
        "project",
        _planned_job("probe"),
        results.show_verdicts,
        queued=True,
    ),
    Command(
        "import", configs.ImportCaptionsConfig, "project", _import_captions, results.show_verdicts
    ),
    Command("annotate", configs.AnnotateConfig, "project", _answer("annotate")),
    Command("ask", configs.AskConfig, "model", _job("ask")),
    Command(
        "concepts",
        configs.ConceptsConfig,
        "project",
        _answer("concepts"),
        results.show_concepts,
    ),
    Command(
        "mentions", configs.MentionsConfig, "project", _answer("mentions"), results.show_mentions
    ),
    Command(
        "sets", configs.CaptionSetsConfig, "project", _answer("caption_sets"), results.show_sets
    ),
    Command("nouns", configs.NewNounsConfig, "project", _answer("new_nouns"), results.show_nouns),
    Command("judge", configs.JudgeConfig, "project", _answer("judge"), results.show_verdicts),
    Command(
        "calibrate",
        configs.CalibrateConfig,
        "project",
        _answer("calibrate"),
        results.show_calibration,
    ),
    Command("erase", configs.EraseConfig, "project", _resumable_job("erase"), queued=True),
    Command(
        "relearn",
        configs.RelearnConfig,
        "project",
        _resumable_job("relearn"),
        results.show_attack,
        queued=True,
    ),
    Command(
        "attack", configs.AttackConfig, "project", _job("attack"), results.show_suite, queued=True
    ),
    Command("landscape", configs.LandscapeConfig, "project", _job("landscape"), queued=True),
    Command(
        "compare",
        configs.CompareConfig,
        "project",
        _planned_job("compare"),
        results.show_summary,
        queued=True,
    ),
    Command("tune", configs.TuneConfig, "project", _job("tune"), results.show_tuning, queued=True),
    Command("diff", configs.DiffConfig, "project", _answer("diff"), results.show_diff),
    Command("evaluate", configs.EvaluateConfig, None, _job("evaluate"), queued=True),
    Command("evaluate chair", configs.ChairConfig, None, _answer("score_captions")),
    Command("evaluate pope", configs.PopeConfig, None, _job("pope")),
    Command("evaluate amber", configs.AmberConfig, None, _job("amber")),
    Command("evaluate hallusion", configs.HallusionConfig, None, _job("hallusion")),
    Command(
        "evaluate object-halbench", configs.ObjectHalbenchConfig, None, _job("object_halbench")
    ),
    Command(
        "evaluate external",
        configs.ExternalConfig,
        None,
        _job("evaluate_external"),
        results.show_side_effects,
    ),
    Command(
        "evaluate side-effects",
        configs.SideEffectsConfig,
        "project",
        _answer("side_effects"),
        results.show_side_effects,
    ),
    Command("export", configs.ExportConfig, "project", _job("export"), queued=True),
    Command(
        "export-pairs", configs.ExportPairsConfig, "project", _job("export_pairs"), queued=True
    ),
    Command("merge", configs.MergeConfig, "model", _job("merge"), queued=True),
    Command("report", configs.ReportConfig, "project", _answer("report")),
    Command(
        "reproduce",
        configs.ReproduceConfig,
        "file",
        _job("reproduce"),
        results.show_reproduced,
        queued=True,
    ),
    Command("queue", configs.QueueConfig, None, _queue("listing"), queue_tables.show_queue),
    Command("queue list", configs.QueueConfig, None, _queue("listing"), queue_tables.show_queue),
    Command(
        "queue add",
        configs.QueueAddConfig,
        "job",
        _queue("add"),
        queue_tables.show_queued,
        takes_rest=True,
    ),
    Command(
        "queue run",
        configs.QueueRunConfig,
        None,
        _queue("run"),
        queue_tables.show_queue_run,
        refusal=queue_tables.any_failed,
    ),
    Command(
        "queue remove",
        configs.QueueRemoveConfig,
        "jobs",
        _queue("remove"),
        queue_tables.show_queue,
    ),
    Command("queue move", configs.QueueMoveConfig, "jobs", _queue("move"), queue_tables.show_queue),
    Command(
        "queue repeat",
        configs.QueueRepeatConfig,
        "jobs",
        _queue("repeat"),
        queue_tables.show_queue,
    ),
    Command(
        "queue pause", configs.QueuePauseConfig, None, _queue("pause"), queue_tables.show_queue
    ),
    Command(
        "queue resume",
        configs.QueueResumeConfig,
        None,
        _queue("resume"),
        queue_tables.show_queue,
    ),
    Command("queue stop", configs.QueueStopConfig, "job", _queue("stop"), queue_tables.show_queue),
    Command("demo", configs.DemoConfig, None, _job("run_demo"), results.show_demo),
)
"""All commands, in the order of the work; a form comes after its command."""
