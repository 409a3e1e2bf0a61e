"""Gathering a project's runs into its report."""

from __future__ import annotations

import dataclasses
import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sare_engine.config import ReportConfig
from sare_engine.erasure.kinds import BASE, method_kind, method_title, options_in_words
from sare_engine.errors import DataError
from sare_engine.exporting.report import write_report
from sare_engine.exporting.report_data import (
    CaptionExample,
    Chart,
    ConceptFact,
    Curve,
    MethodFigures,
    ReportData,
    ToldCaption,
    chart,
    curve,
    figures,
)
from sare_engine.grounding.concepts import concept_table
from sare_engine.grounding.mentions import find_mentions
from sare_engine.grounding.vocabulary import Vocabulary
from sare_engine.jobs.judged import table_rows
from sare_engine.jobs.opening import HELD_OUT_SPLIT, MODEL_SETTING, project_vocabulary
from sare_engine.jobs.summarising import (
    MethodSummary,
    RobustnessSummary,
    summarise,
    told_step,
)
from sare_engine.workspace.project import Project
from sare_engine.workspace.runs import RunFolder, Runs


@dataclass(frozen=True)
class _Row:
    """One row of the report: an erasure, or the base model, with the last attack on it.

    `seeds` is what several seeds say together, where the same was done with more than one.
    """

    kind: str
    name: str
    erasure: RunFolder | None
    attack: RunFolder | None
    seeds: MethodSummary | None = None

    @property
    def resurgence(self) -> Mapping[str, Mapping[str, float]]:
        return self.attack.info.result["resurgence"] if self.attack else {}

    @property
    def before_attack(self) -> Mapping[str, float]:
        if "0" in self.resurgence:
            return self.resurgence["0"]
        probes = self.erasure.probes("erase") if self.erasure else []
        return probes[-1].values if probes else {}


def write_project_report(config: ReportConfig) -> Path:
    """Write the report of a project's newest runs; see `sare_engine.jobs.report`."""
    with Project.open(config.project) as project:
        told = _rows(Runs(project.folder), summarise(project))
        if not any(row.erasure or row.attack for row in told):
            raise DataError(
                "There is nothing to report.",
                "The project has no finished run.",
                "Erase something first (sare erase).",
            )
        out = config.out or project.folder / "report.html"
        return write_report(out, _report_data(project, told)).resolve()


def _rows(runs: Runs, summary: RobustnessSummary) -> list[_Row]:
    """The newest finished erasure of each kind, and the newest attack on each and on the base.

    Where these are among runs with several seeds, the figures are those of all seeds.
    """
    attacks: dict[str, RunFolder] = {}
    for run in runs.list("relearn"):
        info = run.info
        if info.status == "done":
            attacks[str(info.result["attacked"])] = run
    newest: dict[str, RunFolder] = {}
    for run in runs.list("erase"):
        if run.status == "done":
            newest[method_kind(run.config_dict())] = run
    rows = [_Row(BASE, method_title(BASE), None, attacks.get(""))]
    rows += [
        _Row(kind, method_title(kind), run, attacks.get(run.name)) for kind, run in newest.items()
    ]
    return [dataclasses.replace(row, seeds=_seeds_of(row, summary)) for row in rows]


def _seeds_of(row: _Row, summary: RobustnessSummary) -> MethodSummary | None:
    found = summary.method(row.kind)
    if found is None or len(found.runs) < 2 or row.attack is None:
        return None
    return found if row.attack in [run.attack for run in found.runs] else None


def _report_data(project: Project, told: Sequence[_Row]) -> ReportData:
    step = told_step(int(measured) for row in told for measured in row.resurgence)
    chosen = project.chosen_concepts()
    base_before = next((row for row in told if row.kind == BASE), None)
    methods = []
    for row in told:
        before = figures(row.before_attack)
        if row.kind == BASE and not before:
            before = figures(_base_values(told))
        attacked = figures(row.resurgence.get(str(step), {}))
        if row.seeds is not None:
            before, attacked = row.seeds.at(0) or before, row.seeds.at(step)
        if before:
            methods.append(MethodFigures(row.name, row.kind, before, attacked))
    attack = base_before.attack if base_before else None
    attack = attack or next((row.attack for row in told if row.attack), None)
    runs = [row.erasure for row in told if row.erasure] + ([attack] if attack else [])
    return ReportData(
        model=Path(str(project.settings.get(MODEL_SETTING, "model"))).name,
        created=datetime.datetime.now().strftime("%d %B %Y, %H:%M"),
        methods=tuple(methods),
        resurgence=_resurgence(told),
        relearn_steps=step,
        attack=_attack_in_words(attack, step),
        held_out_images=len(project.images(HELD_OUT_SPLIT)),
        tested_images=len(project.captions()),
        charts=_charts(told),
        examples=_examples(project, told),
        concepts=tuple(
            ConceptFact(
                row.concept,
                row.mentions,
                row.hallucinated,
                tuple(trigger.concept for trigger in row.triggers),
                row.concept in chosen,
            )
            for row in concept_table(table_rows(project, None))
            if row.hallucinated
        ),
        notes=tuple(_options(row) for row in told if row.erasure and _options(row)),
        configs={run.name: run.config_dict() for run in runs},
        environment=runs[0].environment if runs else {},
    )


def _options(row: _Row) -> str:
    """Which options beyond the papers' a row's erasure was run with, as a sentence; "" for none."""
    options = options_in_words(row.erasure.config_dict()) if row.erasure else ()
    return f"{row.name} was run with: {'; '.join(options)}." if options else ""


def _base_values(told: Sequence[_Row]) -> Mapping[str, float]:
    """What an erasure run measured before its first step is the base model's figure."""
    for row in told:
        probes = row.erasure.probes("erase") if row.erasure else []
        if probes and probes[0].step == 0:
            return probes[0].values
    return {}


def _attack_in_words(attack: RunFolder | None, step: int) -> str:
    if attack is None:
        return ""
    settings = attack.config_dict()
    kind = {
        "fresh_adapter": "a fresh adapter on the merged model",
        "same_adapter": "the erasure's own adapter",
        "full": "all weights of the language model",
    }[settings["attack"]]
    samples = attack.info.result["samples"]
    return (
        f"{step} steps on {samples} hallucinated captions, training {kind}, "
        f"{settings['batch']} captions a step, learning rate {settings['learning_rate']:g}"
    )


def _resurgence(told: Sequence[_Row]) -> Chart:
    return chart(
        "Does the hallucination come back?",
        "relearning steps",
        "hallucination rate",
        (_attack_curve(row, "hallucination_rate") for row in told if row.attack),
        percent=True,
        help="Share of held-out images whose caption names an erased object that is not there.",
    )


def _attack_curve(row: _Row, key: str) -> Curve | None:
    """A value over the steps of the attack, with its interval where there are several seeds."""
    if row.attack is None:
        return None
    intervals = row.seeds.values.get(key) if row.seeds else None
    if row.seeds is None or not intervals or None in intervals:
        return curve(row.name, row.kind, row.attack.probes("relearn"), key)
    measured = [one for one in intervals if one is not None]
    low = [one.mean if one.low is None else one.low for one in measured]
    return Curve(
        row.name,
        row.kind,
        tuple(float(step) for step in row.seeds.steps),
        tuple(one.mean for one in measured),
        # Nothing shown here can be negative, whatever the normal law says.
        tuple(max(0.0, one) for one in low),
        tuple(one.mean if one.high is None else one.high for one in measured),
    )


def _erasure_curve(row: _Row, run: RunFolder, key: str) -> Curve | None:
    """A value over the steps of an erasure; one that looks at its worst case alone says so."""
    steps = run.steps("erase")
    found = curve(row.name, row.kind, steps, key)
    if found is None and key == "ce_neg":
        return curve(f"{row.name}, worst case", row.kind, steps, "ce_neg_perturbed")
    return found


def _charts(told: Sequence[_Row]) -> tuple[Chart, ...]:
    runs = [(row, row.erasure) for row in told if row.erasure]
    charts = [
        chart(
            "Cross-entropy of the hallucinated spans under relearning",
            "relearning steps",
            "nats",
            (_attack_curve(row, "ce_neg") for row in told if row.attack),
            help="Higher is better erased; a falling line is the hallucination coming back.",
        )
    ]
    for key, title, y_label, text in (
        (
            "ce_neg",
            "Erasing: cross-entropy of the hallucinated spans",
            "nats",
            "Rises as the hallucination is unlearned.",
        ),
        ("loss_pos", "Keeping: loss of grounded sub-sentences", "nats", "Should stay low."),
        ("loss_sent", "Keeping: loss of whole captions", "nats", "Should stay low."),
        (
            "sharpness",
            "Sharpness at each step",
            "nats",
            "How much of the hallucination the worst-case perturbation of the step brings back.",
        ),
    ):
        charts.append(
            chart(
                title,
                "steps",
                y_label,
                (_erasure_curve(row, run, key) for row, run in runs),
                help=text,
            )
        )
    return tuple(charts)


def _examples(project: Project, told: Sequence[_Row]) -> tuple[CaptionExample, ...]:
    vocabulary = project_vocabulary(project)
    truth = {str(image.path): image.all_objects for image in project.images()}
    said: dict[str, list[ToldCaption]] = {}
    for row in told:
        for who, sample in _samples(row):
            image = str(sample["image"])
            told_captions = said.setdefault(image, [])
            if not told_captions:
                told_captions.append(
                    _told_caption("Before", BASE, sample["before"], truth.get(image), vocabulary)
                )
            if row.kind != BASE:
                told_captions.append(
                    _told_caption(who, row.kind, sample["now"], truth.get(image), vocabulary)
                )
    return tuple(
        CaptionExample(Path(image), tuple(captions), tuple(sorted(truth.get(image) or ())))
        for image, captions in said.items()
    )


def _samples(row: _Row) -> list[tuple[str, Mapping[str, Any]]]:
    if row.attack:
        probes = row.attack.probes("relearn")
        last = max(probes, key=lambda one: one.step)
        return [(row.name, one) for one in probes[0].samples] + [
            (f"{row.name}, after {last.step} steps of relearning", one) for one in last.samples
        ]
    probes = row.erasure.probes("erase") if row.erasure else []
    return [(row.name, one) for one in probes[-1].samples] if probes else []


def _told_caption(
    who: str, kind: str, text: str, present: frozenset[str] | None, vocabulary: Vocabulary
) -> ToldCaption:
    spans: tuple[tuple[int, int], ...] = ()
    if present is not None:
        spans = tuple(
            (mention.start, mention.end)
            for mention in find_mentions(text, vocabulary)
            if not mention.negated and mention.concept not in present
        )
    return ToldCaption(who, text, spans, kind)
