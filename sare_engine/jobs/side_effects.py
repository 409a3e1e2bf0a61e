"""Every figure of a model before and after an erasure, from all that a project has measured."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sare_engine.config import EraseConfig, SideEffectsConfig
from sare_engine.domain import HALLUCINATED, UNSURE, CaptionSet
from sare_engine.errors import DataError
from sare_engine.evaluation.caption_changes import ComparedCaption
from sare_engine.evaluation.chair import chair
from sare_engine.evaluation.hallucination import EvaluatedCaption, hallucination_report
from sare_engine.evaluation.tally import TALLY, Share, Tally, caption_shares
from sare_engine.evaluation.text_quality import repetition_of
from sare_engine.events import ProbeMetrics
from sare_engine.files import require_writable_file
from sare_engine.formatting import count_text
from sare_engine.jobs.caption_lists import listed_captions
from sare_engine.jobs.evaluated_objects import scopes_of
from sare_engine.jobs.opening import project_vocabulary
from sare_engine.reporting.evaluation import write_rows
from sare_engine.reporting.kept_evaluations import KeptEvaluation, read_kept_evaluations
from sare_engine.reporting.kept_probe import kept_probe
from sare_engine.reporting.side_effects import (
    FigureChange,
    figure_changes,
    measured_changes,
    plain_changes,
    side_effects_headline,
    worst_first,
)
from sare_engine.workspace.project import Project
from sare_engine.workspace.runs import RunFolder, Runs

BASE_NAME = "base"
"""What kept evaluations may call the model before erasure."""

_RADIUS = "sharpness_rho"
"""Recorded beside the sharpness, but chosen, not measured."""


@dataclass(frozen=True)
class SideEffects:
    """Figures before and after an erasure.

    Attributes:
        before: name of the model before.
        after: name of the model after.
        headline: the outcome in one sentence.
        figures: the figures, worst first.
        notes: sentences on what could not be compared.
    """

    before: str
    after: str
    headline: str
    figures: tuple[FigureChange, ...]
    notes: tuple[str, ...]


@dataclass(frozen=True)
class _Model:
    """A model whose figures are wanted: its name, its run, its captions."""

    name: str
    run: RunFolder | None
    captions: CaptionSet | None

    def is_of(self, kept: KeptEvaluation, names: tuple[str, ...] = ()) -> bool:
        """Whether a kept evaluation is of this model."""
        if self.run is not None and kept.run:
            return kept.run == self.run.name
        if self.captions is not None and kept.model:
            return kept.model == self.captions.model
        return kept.subject in (self.name, *names)


def compare_figures(project: Path, after: str = "", before: str = "") -> SideEffects:
    """Compare every figure that a project has of two models.

    Args:
        project: the project's folder.
        after: run of an erasure, or name of captions or of a kept evaluation; "" for the newest
            finished erasure.
        before: name of the captions or of a kept evaluation before; "" for the base model.

    Raises:
        EngineError: the folder is not a project, a name is not known, or nothing was erased yet.
    """
    with Project.open(project) as opened:
        kept = list(read_kept_evaluations(opened.folder))
        old, new = _before(opened, before, kept), _after(opened, after, kept)
        if old.name == new.name:
            raise DataError(
                "There is nothing to compare.",
                f"Before and after are the same model, {new.name!r}.",
                "Choose another model.",
            )
        notes: list[str] = []
        figures = [
            *(_of_run(new.run, notes) if new.run is not None and not before else ()),
            *_of_captions(opened, old, new, notes),
            *_of_kept(old, new, kept, notes, base=not before),
        ]
        found = worst_first(figures)
        return SideEffects(
            old.name, new.name, side_effects_headline(found), tuple(found), (*notes,)
        )


def compared_models(project: Path) -> tuple[str, ...]:
    """Return what can be compared with the model before erasure.

    These are the finished erasures, the newest first, then other captions and kept evaluations.

    Raises:
        EngineError: the folder is not a project, or a kept evaluation is damaged.
    """
    with Project.open(project) as opened:
        base = opened.base_set()
        runs = [run.name for run in Runs(opened.folder).list("erase") if run.status == "done"]
        sets = [
            one.run or one.name
            for one in opened.caption_sets()
            if base is None or one.id != base.id
        ]
        kept = [
            one.subject
            for one in read_kept_evaluations(opened.folder)
            if one.subject not in (BASE_NAME, base.name if base else "")
            and not (base is not None and one.model == base.model)
        ]
    return tuple(dict.fromkeys((*reversed(runs), *sets, *kept)))


def side_effects(config: SideEffectsConfig) -> dict[str, Any]:
    """Compare every figure of a model before and after an erasure.

    Returns:
        `before` and `after`: names of the models; `headline`; `figures`, worst first: `metric`,
        its `title`, what it was `measured_on`, which direction is `better`, `before`, `after` and
        their `difference` (after − before), each with `value`, the 95 % interval from `low` to
        `high` and `n`, the number of `images` compared, and the `outcome`: "worse", "different",
        "no interval", "no difference seen" or "better"; `notes` on what could not be compared;
        `csv`: the file, if one was written.

    Raises:
        EngineError: as `compare_figures`, or the file cannot be written.
    """
    config.validate()
    if config.csv is not None:
        require_writable_file(config.csv)
    found = compare_figures(config.project, config.after, config.before)
    result: dict[str, Any] = {
        "before": found.before,
        "after": found.after,
        "headline": found.headline,
        "figures": [one.to_dict() for one in found.figures],
        "notes": list(found.notes),
    }
    if config.csv is not None:
        result["csv"] = str(write_rows(config.csv, [_row(one) for one in found.figures]).resolve())
    return result


def _row(one: FigureChange) -> dict[str, str | float | int | None]:
    row: dict[str, str | float | int | None] = {
        "metric": one.metric,
        "measured_on": one.measured_on,
        "outcome": one.outcome,
        "images": one.units,
    }
    for name, found in (("before", one.before), ("after", one.after), ("diff", one.difference)):
        row |= {name: found.mean, f"{name}_low": found.low, f"{name}_high": found.high}
    return row


def _before(project: Project, name: str, kept: list[KeptEvaluation]) -> _Model:
    if name:
        return _named(project, name, kept)
    base = project.base_set()
    return _Model(base.name if base else BASE_NAME, None, base)


def _after(project: Project, name: str, kept: list[KeptEvaluation]) -> _Model:
    if name:
        return _named(project, name, kept)
    done = [run for run in Runs(project.folder).list("erase") if run.status == "done"]
    if not done:
        raise DataError(
            "There is nothing to compare.",
            "The project has no finished erasure.",
            "Erase something first (sare erase), or name the captions or the evaluation after.",
        )
    return _named(project, done[-1].name, kept)


def _named(project: Project, name: str, kept: list[KeptEvaluation]) -> _Model:
    sets = project.caption_sets()
    runs = {one.name: one for one in Runs(project.folder).list("erase")}
    run = runs.get(name)
    captions = next((one for one in sets if name == one.name), None)
    captions = captions or next((one for one in reversed(sets) if name == one.run), None)
    if run is None and captions is not None and captions.run:
        run = runs.get(captions.run)
    if run is None and captions is None and not any(one.subject == name for one in kept):
        names = [*(one.name for one in sets), *(one.subject for one in kept), *runs]
        raise DataError(
            f"{name!r} was not found.",
            "It is the name of no erasure, of no captions and of no kept evaluation.",
            f"Known are: {', '.join(dict.fromkeys(names)) or 'none'}.",
        )
    return _Model(name, run, captions)


def _of_run(run: RunFolder, notes: list[str]) -> list[FigureChange]:
    """Return what an erasure measured on held-out images before its first step and at its end."""
    probes = run.probes("erase")
    last = kept_probe(run)
    if not probes or probes[0].step != 0 or last is None or last.step == 0:
        notes.append(
            f"{run.name} did not measure the held-out images before its first step and at its end."
        )
        return []
    measured_on = "held-out images"
    before, after = _tally_of(probes[0]), _tally_of(last)
    images = len(before.units) if before else len(str(probes[0].counted.get("outcomes", "")))
    found = figure_changes(measured_on, before, after) if before and after else []
    known = {one.metric for one in found}
    rest = [
        {key: value for key, value in one.values.items() if key not in known | {_RADIUS}}
        for one in (probes[0], last)
    ]
    if not found:
        notes.append(
            f"{run.name} was made by an older version, which did not keep what each held-out "
            "image contributes: its figures have no intervals."
        )
    return [*found, *plain_changes(measured_on, rest[0], rest[1], images)]


def _tally_of(probe: ProbeMetrics) -> Tally | None:
    stored = probe.counted.get(TALLY)
    order = probe.counted.get("order")
    if not isinstance(stored, dict) or not isinstance(order, str):
        return None
    found = Tally.from_dict(stored)
    if found is None:
        return None
    # Only the same images in the same order may be paired.
    return Tally(tuple(f"{order}:{unit}" for unit in found.units), found.figures)


def _of_captions(
    project: Project, before: _Model, after: _Model, notes: list[str]
) -> Iterator[FigureChange]:
    if after.captions is None or before.captions is None:
        name = after.name if after.captions is None else before.name
        notes.append(
            f"The project has no captions of {name}: test its images with that model (sare probe) "
            "to compare figures of all images."
        )
        return
    if before.captions.prompt != after.captions.prompt:
        notes.append("The captions before and after answer different prompts.")
    concepts = project.chosen_concepts()
    if after.run is not None:
        concepts = EraseConfig.from_stored(after.run.config_dict()).concepts or concepts
    rows = _Captions(project, concepts)
    old, new = rows.judged(before.captions), rows.judged(after.captions)
    yield from figure_changes("all captions, by verdict", old, new)
    try:
        old, new = rows.annotated(before.captions), rows.annotated(after.captions)
    except DataError as error:
        notes.append(error.why)
        return
    if old.units and new.units:
        yield from figure_changes("annotated images", old, new)
    else:
        notes.append("No captioned image is annotated: nothing is measured against annotations.")


@dataclass(frozen=True)
class _Captions:
    """Measures the captions of a project's sets."""

    project: Project
    concepts: tuple[str, ...]

    def _measured(self, one: CaptionSet) -> Iterator[tuple[int, list[ComparedCaption]]]:
        """Yield the captions of each image; of several captions, the greedy one alone counts."""
        for image, captions in listed_captions(self.project, one.id):
            kept = [each for each in captions if not one.several or each.position == 0]
            if kept:
                yield image, kept

    def judged(self, one: CaptionSet) -> Tally:
        """Return what the verdicts on the captions come to, and how the captions are written."""
        rows: list[tuple[int, dict[str, Share]]] = []
        for image, captions in self._measured(one):
            rows += [(image, _verdict_shares(caption)) for caption in captions]
        return Tally.of(rows)

    def annotated(self, one: CaptionSet) -> Tally:
        """Return what the captions of annotated images come to."""
        vocabulary = project_vocabulary(self.project)
        said = dict(self._measured(one))
        images = [row for row in self.project.each_image() if row.id in said]
        scopes = scopes_of(images)
        known = [row for row in images if row.path in scopes]
        captions = [
            (row, "\n".join(caption.text for caption in said[row.id]), said[row.id])
            for row in known
        ]
        report = hallucination_report(
            [
                EvaluatedCaption(
                    row.id,
                    text,
                    row.true_objects or frozenset(),
                    any(caption.degenerate for caption in found),
                    scopes[row.path],
                )
                for row, text, found in captions
            ],
            vocabulary,
            [name for name in self.concepts if vocabulary.concept_of(name)],
        )
        texts = {row.id: text for row, text, _ in captions}
        words = chair(
            texts,
            {row.id: row.true_objects or frozenset() for row in known},
            vocabulary,
            scopes={row.id: scopes[row.path] for row in known},
        )
        # How captions are written is measured for all captions.
        written = ("mean_words", "repetition", "degenerate_rate")
        return Tally.of(
            (
                outcome.image,
                {
                    key: share
                    for key, share in caption_shares(
                        outcome, words.per_image[row.id], texts[row.id]
                    ).items()
                    if key not in written
                },
            )
            for outcome, row in zip(report.per_image, known, strict=True)
        )


def _verdict_shares(caption: ComparedCaption) -> dict[str, Share]:
    claims = [one for one in caption.mentions if not one.negated]
    wrong = sum(one.verdict == HALLUCINATED for one in claims)
    decided = sum(one.verdict not in (UNSURE, "") for one in claims)
    return {
        "judged_mentions_share": (float(wrong), float(decided)),
        "judged_captions_share": (float(bool(wrong)), 1.0),
        "named_objects": (float(len({one.concept for one in claims})), 1.0),
        "degenerate_rate": (float(caption.degenerate), 1.0),
        "mean_words": (float(len(caption.text.split())), 1.0),
        "repetition": (repetition_of(caption.text), 1.0),
    }


def _of_kept(
    before: _Model, after: _Model, kept: list[KeptEvaluation], notes: list[str], *, base: bool
) -> Iterator[FigureChange]:
    names = (BASE_NAME,) if base else ()
    old = {one.benchmark: one for one in kept if before.is_of(one, names)}
    new = {one.benchmark: one for one in kept if after.is_of(one)}
    for benchmark in dict.fromkeys((*old, *new)):
        first, second = old.get(benchmark), new.get(benchmark)
        if first is None or second is None:
            missing = before.name if first is None else after.name
            notes.append(f"{benchmark} was measured on one model only: {missing} is missing.")
            continue
        if first.questions != second.questions:
            notes.append(f"{benchmark} asked other questions before than after: not compared.")
            continue
        if first.tally is not None and second.tally is not None:
            shared = len(first.tally.paired(second.tally)[0].units)
            if not shared:
                notes.append(f"{benchmark} was measured on other images after than before.")
                continue
            if shared < max(len(first.tally.units), len(second.tally.units)):
                notes.append(
                    f"{benchmark} is compared on the {count_text(shared, 'images')} that both "
                    "measurements have."
                )
        yield from measured_changes(
            benchmark,
            (first.tally, second.tally),
            (first.values, second.values),
            (first.errors, second.errors),
            min(first.images, second.images),
            first.higher,
        )
