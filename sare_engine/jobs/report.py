"""Gathering a project's runs into its report."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from sare_engine.config import EraseConfig, RelearnConfig, ReportConfig
from sare_engine.domain import CaptionSet
from sare_engine.erasure.kinds import BASE, held_copies, options_in_words
from sare_engine.errors import DataError
from sare_engine.grounding.concepts import Concept, concept_table_of_images
from sare_engine.grounding.mentions import find_mentions
from sare_engine.grounding.vocabulary import Vocabulary
from sare_engine.jobs.judged import table_rows
from sare_engine.jobs.opening import (
    HELD_OUT_SPLIT,
    MODEL_SETTING,
    chosen_captions,
    project_vocabulary,
)
from sare_engine.jobs.report_charts import further_charts, resurgence_chart
from sare_engine.jobs.report_rows import ReportRow, report_rows
from sare_engine.jobs.reproduction import reproduction
from sare_engine.jobs.robustness_summary import summary_of
from sare_engine.metrics import RATE
from sare_engine.reporting.kept_probe import kept_probe
from sare_engine.reporting.report_data import (
    ConceptFact,
    ErasureCost,
    MethodFigures,
    ReportData,
    ReportedCaption,
    ShownExample,
    figures,
)
from sare_engine.reporting.reproduction import REPRODUCTION_FILE
from sare_engine.reporting.robustness import (
    occasion,
    reported_step,
)
from sare_engine.reporting.suite_file import largest_suite_result
from sare_engine.robustness.attack import PHASE, Attack
from sare_engine.robustness.attacks import ATTACKS
from sare_engine.workspace.project import Project
from sare_engine.workspace.runs import RunFolder, Runs


def report(config: ReportConfig) -> Path:
    """Write the HTML report of a project's newest runs and return its path.

    Beside it, `reproduce.json` has all that `reproduce` needs to run them again, except the model
    and the pictures.

    Raises:
        EngineError: the folder is not a project, it has no finished run, there are no captions of
            the given name, or the file cannot be written.
    """
    # The page's templates and pictures are only needed here.
    from sare_engine.reporting.report import write_report

    config.validate()
    with Project.open(config.project) as project:
        rows = report_rows(Runs(project.folder), summary_of(project))
        if not any(row.erasure or row.attack for row in rows):
            raise DataError(
                "There is nothing to report.",
                "The project has no finished run.",
                "Erase something first (sare erase).",
            )
        out = config.out or project.folder / "report.html"
        captions = chosen_captions(project, config.captions_of)
        written = write_report(out, _report_data(project, rows, captions)).resolve()
        needed = reproduction(project, _runs_of(rows))
        if needed is not None:
            needed.write(written.with_name(REPRODUCTION_FILE))
        return written


def _runs_of(rows: Sequence[ReportRow]) -> Iterator[RunFolder]:
    """Yield the erasures and attacks that rows show."""
    for row in rows:
        shown = [(row.erasure, row.attack)]
        shown += [(one.erasure, one.attack) for one in row.seeds.runs] if row.seeds else []
        yield from (run for pair in shown for run in pair if run is not None)


def _report_data(
    project: Project, rows: Sequence[ReportRow], captions: CaptionSet | None
) -> ReportData:
    step = reported_step(int(measured) for row in rows for measured in row.resurgence)
    base = project.base_set()
    other = captions is not None and captions != base
    chosen = project.chosen_concepts()
    methods = []
    for row in rows:
        before = figures(row.before_attack)
        if row.kind == BASE and not before:
            before = figures(_base_values(rows))
        attacked = figures(row.resurgence.get(str(step), {}))
        by_seed: Mapping[tuple[int, int], float] = {}
        if row.seeds is not None:
            before, attacked = row.seeds.at(0) or before, row.seeds.at(step)
            by_seed = row.seeds.by_seed(RATE, step)
        if before:
            methods.append(MethodFigures(row.name, row.kind, before, attacked, by_seed))
    # The base model's row comes first.
    attack = next((row.attack for row in rows if row.attack), None)
    runs = [row.erasure for row in rows if row.erasure] + ([attack] if attack else [])
    record = _attack_of(attack)
    axis = record.axis if record else "steps of the attack"
    return ReportData(
        model=_model_name(project),
        created=datetime.datetime.now().strftime("%d %B %Y, %H:%M"),
        methods=tuple(methods),
        costs=tuple(_cost(row, row.erasure) for row in rows if row.erasure),
        resurgence=resurgence_chart(rows, axis),
        occasion=occasion(_key_of(attack), step),
        attack=_attack_in_words(attack, step),
        held_out_images=len(project.images(HELD_OUT_SPLIT)),
        tested_images=project.count_captioned_images(base.id) if base else 0,
        charts=further_charts(rows, axis),
        examples=_examples(project, rows),
        concepts=tuple(
            ConceptFact(
                row.concept,
                row.mentions,
                row.hallucinated,
                tuple(trigger.concept for trigger in row.triggers),
                row.concept in chosen,
            )
            for row in _objects(project, captions)
            if row.hallucinated
        ),
        notes=(
            *(_options(row) for row in rows if row.erasure and _options(row)),
            *(
                (f"The objects are those of the captions “{captions.name}”.",)
                if captions and other
                else ()
            ),
        ),
        configs={run.name: _used_settings(run) for run in runs},
        environment=runs[0].environment if runs else {},
        suites={
            row.name: found
            for row in rows
            if row.erasure and (found := largest_suite_result(row.erasure))
        },
    )


def _cost(row: ReportRow, run: RunFolder) -> ErasureCost:
    """Return what a row's erasure took; of several seeds, the newest."""
    config = EraseConfig.from_stored(run.config_dict())
    held = held_copies(config)
    seconds = run.info.result.get("training_seconds")
    return ErasureCost(row.name, config.steps, seconds, held.copies, held.copies_under)


def _objects(project: Project, captions: CaptionSet | None) -> list[Concept]:
    return [] if captions is None else concept_table_of_images(table_rows(project, captions))


def _model_name(project: Project) -> str:
    base = project.base_set()
    folder = base.model_folder if base else None
    return (folder or Path(str(project.settings.get(MODEL_SETTING, "model")))).name


def _used_settings(run: RunFolder) -> Mapping[str, Any]:
    """A run's settings without those that its method or attack does not use."""
    kind = RelearnConfig if run.info.kind == PHASE else EraseConfig
    unused = kind.from_stored(run.config_dict()).unused()
    return {name: value for name, value in run.config_dict().items() if name not in unused}


def _options(row: ReportRow) -> str:
    """Which options beyond the papers' a row's erasure was run with, as a sentence; "" for none."""
    options = options_in_words(row.erasure.config_dict()) if row.erasure else ()
    return f"{row.name} was run with: {'; '.join(options)}." if options else ""


def _base_values(rows: Sequence[ReportRow]) -> Mapping[str, float]:
    """The base model's figures: what an erasure run measured before its first step."""
    for row in rows:
        probes = row.erasure.probes("erase") if row.erasure else []
        if probes and probes[0].step == 0:
            return probes[0].values
    return {}


def _attack_in_words(run: RunFolder | None, step: int) -> str:
    attack = _attack_of(run)
    if run is None or attack is None:
        return ""
    samples = int(run.info.result.get("samples", 0))
    return attack.in_words(run.config_dict(), step=step, samples=samples)


def _attack_of(run: RunFolder | None) -> Attack | None:
    """Return the record of a run's attack; None for one that this version does not know."""
    return ATTACKS.get(_key_of(run))


def _key_of(run: RunFolder | None) -> str:
    return str(run.config_dict()["attack"]) if run else ""


def _examples(project: Project, rows: Sequence[ReportRow]) -> tuple[ShownExample, ...]:
    vocabulary = project_vocabulary(project)
    truth = {str(image.path): image.all_objects for image in project.images()}
    said: dict[str, list[ReportedCaption]] = {}
    for row in rows:
        for who, sample in _samples(row):
            image = str(sample["image"])
            reported = said.setdefault(image, [])
            if not reported:
                reported.append(
                    _reported_caption(
                        "Before", BASE, sample["before"], truth.get(image), vocabulary
                    )
                )
            if row.kind != BASE:
                reported.append(
                    _reported_caption(who, row.kind, sample["now"], truth.get(image), vocabulary)
                )
    return tuple(
        ShownExample(Path(image), tuple(captions), tuple(sorted(truth.get(image) or ())))
        for image, captions in said.items()
    )


def _samples(row: ReportRow) -> list[tuple[str, Mapping[str, Any]]]:
    if row.attack:
        probes = row.attack.probes(PHASE)
        last = max(probes, key=lambda one: one.step)
        when = occasion(_key_of(row.attack), last.step)
        return [(row.name, one) for one in probes[0].samples] + [
            (f"{row.name}, {when[:1].lower()}{when[1:]}", one) for one in last.samples
        ]
    probe = kept_probe(row.erasure) if row.erasure else None
    return [(row.name, one) for one in probe.samples] if probe else []


def _reported_caption(
    who: str, kind: str, text: str, present: frozenset[str] | None, vocabulary: Vocabulary
) -> ReportedCaption:
    spans: tuple[tuple[int, int], ...] = ()
    if present is not None:
        spans = tuple(
            (mention.start, mention.end)
            for mention in find_mentions(text, vocabulary)
            if not mention.negated and mention.concept not in present
        )
    return ReportedCaption(who, text, spans, kind)
