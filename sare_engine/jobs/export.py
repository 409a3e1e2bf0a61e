"""Exporting an erasure run, then reloading what was written and comparing its captions."""

from __future__ import annotations

import dataclasses
import functools
import math
import time
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sare_engine.config import EraseConfig, ExportConfig, ReportConfig
from sare_engine.config.export import ALL_FORMS
from sare_engine.control import Control
from sare_engine.errors import DataError, EngineError
from sare_engine.events import Event, Finished, Notice, PhaseStarted
from sare_engine.exporting.form import ExportForm
from sare_engine.exporting.forms import FORMS
from sare_engine.exporting.model_card import CardData
from sare_engine.exporting.reload_process import ReloadProcess
from sare_engine.files import require_free_folder
from sare_engine.jobs.expected_captions import expected_captions
from sare_engine.jobs.opening import (
    HELD_OUT_SPLIT,
    OpenedModel,
    project_generation,
    project_model_config,
)
from sare_engine.jobs.relearn import erased_model_config, finished_erasure
from sare_engine.jobs.report import report
from sare_engine.jobs.runner import job
from sare_engine.metrics import RATE, metric
from sare_engine.reporting.attacked_runs import is_placebo
from sare_engine.reporting.kept_probe import kept_probe
from sare_engine.reporting.suite_file import largest_suite_result
from sare_engine.robustness.attack import PHASE
from sare_engine.robustness.attacks import ATTACKS
from sare_engine.workspace.project import Project
from sare_engine.workspace.rows import ImageRow
from sare_engine.workspace.runs import RunFolder, Runs

if TYPE_CHECKING:
    from sare_engine.exporting.verification import CaptionDifference, VerificationResult
    from sare_engine.models.loading import LoadedModel


REPORT_FILE = "report.html"
"""The project's report, written beside the forms."""


@job
def export(config: ExportConfig, *, control: Control | None = None) -> Iterator[Event]:
    """Write an erasure run in one or all of its forms, reload it and compare its captions.

    `Finished.result` has the folder of each form by its key, `captions_compared`,
    `captions_identical` (None where nothing was compared) and `differences`: for each form the
    images whose caption changed, with the `expected` and the `found` text and the 0-based `token`
    at which they begin to differ.
    """
    from sare_engine.exporting.verification import verifying_export

    control = control or Control()
    started = time.monotonic()
    require_free_folder(config.out)
    with Project.open(config.project) as project:
        runs = Runs(project.folder)
        run = runs.find(config.run)
        stored = finished_erasure(run)
        forms = _forms(config, stored)
        # Whatever it was trained on, the export is made of the weights as they are on disk.
        base = dataclasses.replace(project_model_config(config, project), quantisation="none")
        generation = project_generation(project)
        images = _verification_images(project.images(), config.verify_images)
        card = card_data(runs, run, stored, len(project.images(HELD_OUT_SPLIT)))
        yield from _warn_of_resurgence(runs, run)
        expected: dict[str, list[tuple[int, ...]]] = {}
        opened = OpenedModel(erased_model_config(base, run, stored))
        yield from opened.load(control)
        with opened as loaded:
            for form in forms:
                control.poll()
                if form.prepare is not None:
                    form.prepare(loaded)
                title = f"Captioning images for the {form.noun}"
                expected[form.key] = yield from expected_captions(
                    loaded, images, generation, title, control
                )
                yield from _writing(form, loaded, config, card, control)
            tokenizer = loaded.tokenizer
            device, dtype = loaded.reloaded_on, str(loaded.dtype).removeprefix("torch.")
        checks: dict[str, VerificationResult] = {}
        with ReloadProcess() as process:
            # Complete models first, while the process has not imported PEFT: they must not need it.
            for form in sorted(forms if images else (), key=lambda form: form.needs_adapter):
                checks[form.key] = yield from verifying_export(
                    config.out / form.key,
                    form,
                    base_folder=base.model,
                    images=images,
                    prompt=generation.prompt,
                    expected=expected[form.key],
                    max_new_tokens=generation.max_new_tokens,
                    device=device,
                    dtype=dtype,
                    trust_remote_code=config.trust_remote_code,
                    control=control,
                    process=process,
                )
                yield _notice(form, checks[form.key])
        yield PhaseStarted("report", "Writing the report")
        result = _result(config, run, forms, checks, tokenizer, started)
        try:
            result["report"] = str(
                report(ReportConfig(project=config.project, out=config.out / REPORT_FILE))
            )
        except EngineError as error:
            # An export without its report is still an export.
            yield Notice("warning", error.what, f"{error.why} {error.fix}".strip())
        yield Finished("done", result)


def _forms(config: ExportConfig, stored: EraseConfig) -> list[ExportForm]:
    """Return the forms to write, those that leave the loaded model as it is first.

    Raises:
        DataError: the run does not have the chosen form.
    """
    adapter = stored.trainable == "lora"
    if config.form == ALL_FORMS:
        possible = [form for form in FORMS.values() if adapter or not form.needs_adapter]
        return sorted(possible, key=lambda form: form.prepare is not None)
    form = FORMS[config.form]
    if form.needs_adapter and not adapter:
        raise DataError(
            f"The form “{form.title}” is not possible for this run.",
            "It trained the weights themselves, so there is no adapter.",
            "Choose another form.",
        )
    return [form]


def _verification_images(images: list[ImageRow], count: int) -> list[Path]:
    """Held-out images first: the erasure did not train on their captions."""
    ordered = sorted(images, key=lambda image: image.split != HELD_OUT_SPLIT)
    return [image.path for image in ordered if image.path.is_file()][:count]


def _writing(
    form: ExportForm, loaded: LoadedModel, config: ExportConfig, card: CardData, control: Control
) -> Iterator[Event]:
    from sare_engine.exporting.merging import writing_weights

    title, out = f"Writing the {form.noun}", config.out / form.key
    if form.needs_adapter:
        yield PhaseStarted("write", title)
        form.write(loaded, out, config, card)
    else:
        write = functools.partial(form.write, loaded, out, config, card)
        yield from writing_weights(write, loaded, title, control)


def _warn_of_resurgence(runs: Runs, run: RunFolder) -> Iterator[Notice]:
    """Name the attack that brought the hallucination back furthest, if any did."""
    rates = {one.name: _first_and_last_rate(one) for one in _attacks(runs, run)}
    returned = {name: (first, last) for name, (first, last) in rates.items() if last > first}
    if returned:
        worst = max(returned, key=lambda name: returned[name][1])
        first, last = (metric(RATE).format(rate) for rate in returned[worst])
        yield Notice(
            "warning",
            f"An attack brought the hallucination back: from {first} of images to {last} "
            f"({worst}).",
            "Erase with more steps or another method if the export has to withstand it.",
        )


def _first_and_last_rate(attack: RunFolder) -> tuple[float, float]:
    """Return the hallucination rate before and after an attack, NaN where not measured."""
    measured = attack.info.result["resurgence"]
    rates = [float(measured[step].get(RATE, math.nan)) for step in sorted(measured, key=int)]
    return (rates[0], rates[-1]) if rates else (math.nan, math.nan)


def _notice(form: ExportForm, check: VerificationResult) -> Notice:
    if check.identical:
        return Notice(
            "info",
            f"The reloaded {form.noun} gives the same {check.compared} captions, token by token.",
        )
    return Notice(
        "warning",
        f"The reloaded {form.noun} differs in {len(check.differences)} of {check.compared} "
        "captions.",
        "In 16 bits rounding can change a caption; in 32 bits do not rely on the export.",
    )


def _result(
    config: ExportConfig,
    run: RunFolder,
    forms: list[ExportForm],
    checks: dict[str, VerificationResult],
    tokenizer: Any,
    started: float,
) -> dict[str, Any]:
    return {
        "run": run.name,
        **{form.key: str((config.out / form.key).resolve()) for form in forms},
        "captions_compared": {
            form.key: checks[form.key].compared for form in forms if form.key in checks
        },
        "captions_identical": all(check.identical for check in checks.values()) if checks else None,
        "differences": {
            form.key: [_difference(one, tokenizer) for one in checks[form.key].differences]
            for form in forms
            if form.key in checks
        },
        "seconds": time.monotonic() - started,
    }


def _difference(one: CaptionDifference, tokenizer: Any) -> dict[str, Any]:
    return {
        "image": str(one.image),
        "token": one.position,
        "expected": tokenizer.decode(one.expected, skip_special_tokens=True).strip(),
        "found": tokenizer.decode(one.found, skip_special_tokens=True).strip(),
    }


def card_data(runs: Runs, run: RunFolder, stored: EraseConfig, images: int) -> CardData:
    """Return what a model card reports of an erasure run and the last attack on it."""
    probes, after = run.probes("erase"), kept_probe(run)
    attacks = _attacks(runs, run)
    attacked: dict[str, float] = {}
    attack = ""
    if attacks:
        result = attacks[-1].info.result
        last = max(result["resurgence"], key=int, default="0")
        record = ATTACKS.get(str(result["attack"]))
        if int(last) > 0 and record is not None:
            attacked = result["resurgence"][last]
            attack = record.in_words(
                attacks[-1].config_dict(), step=int(last), samples=int(result["samples"])
            )
    return CardData(
        method=stored.method,
        concepts=stored.concepts,
        before=probes[0].values if probes else {},
        after=after.values if after else {},
        attacked=attacked,
        attack=attack,
        images=images,
        config=run.config_dict(),
        environment=run.environment,
        suite=largest_suite_result(run),
        kept=str(run.info.result.get("kept_why", "")),
    )


def _attacks(runs: Runs, run: RunFolder) -> list[RunFolder]:
    """Return the finished attacks on a run, oldest first."""
    return [
        one
        for one in runs.list(PHASE)
        if one.status == "done"
        and one.info.result.get("attacked") == run.name
        and not is_placebo(one)
    ]
