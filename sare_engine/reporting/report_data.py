"""The content of a report as plain data: jobs fill it, `report` lays it out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from sare_engine.events import Json, ProbeMetrics, StepMetrics


@dataclass(frozen=True)
class Figure:
    """A measured number.

    Attributes:
        mean: the value, or its mean over seeds.
        low: lower end of the 95 % interval over seeds, or None with one seed.
        high: its upper end, or None.
        seeds: over how many seeds it was measured.
    """

    mean: float
    low: float | None = None
    high: float | None = None
    seeds: int = 1


def figures(values: Mapping[str, float]) -> dict[str, Figure]:
    """Return the figures of one measurement with one seed."""
    return {key: Figure(value) for key, value in values.items()}


@dataclass(frozen=True)
class MethodFigures:
    """One row of the table.

    Attributes:
        name: what it is called ("Base model", "EFUF", "SARE").
        kind: "base" for the model before erasure, else what the erasure counts as ("efuf",
            "sare", "sare_fine_tuning"; see `sare_engine.erasure.kinds`); decides colour and place.
        erased: metric → figure before any attack.
        attacked: metric → figure after the attack; empty without an attack.
        by_seed: seeds of erasure and attack → hallucination rate after the attack, by which
            methods are compared in pairs; empty where unknown.
    """

    name: str
    kind: str
    erased: Mapping[str, Figure] = field(default_factory=dict)
    attacked: Mapping[str, Figure] = field(default_factory=dict)
    by_seed: Mapping[tuple[int, int], float] = field(default_factory=dict)


@dataclass(frozen=True)
class ErasureCost:
    """What an erasure took.

    Attributes:
        name: as `MethodFigures.name`.
        steps: training steps.
        seconds: of training; None where not recorded.
        copies: copies of the trained weights held beside gradient and optimiser.
        copies_under: the same of the frozen weights under the adapters.
    """

    name: str
    steps: int
    seconds: float | None
    copies: int
    copies_under: int


@dataclass(frozen=True)
class ChartCurve:
    """A line of a chart.

    Attributes:
        name: its label.
        kind: as `MethodFigures.kind`; other kinds get colours of their own.
        x: places, rising.
        y: values, as many.
        low: lower ends of a band around it, or ().
        high: its upper ends, or ().
        placebo: whether it is about a control object; drawn dotted.
    """

    name: str
    kind: str
    x: tuple[float, ...]
    y: tuple[float, ...]
    low: tuple[float, ...] = ()
    high: tuple[float, ...] = ()
    placebo: bool = False


@dataclass(frozen=True)
class Chart:
    """A plot.

    Attributes:
        title: its heading.
        x_label: what x counts.
        y_label: what y is, with its unit.
        curves: the lines; a chart without any is left out of the report.
        percent: whether y are fractions to be shown in percent.
        help: one sentence on how to read it.
    """

    title: str
    x_label: str
    y_label: str
    curves: tuple[ChartCurve, ...]
    percent: bool = False
    help: str = ""


@dataclass(frozen=True)
class ReportedCaption:
    """What a model writes about an image.

    Attributes:
        who: the model ("Before", "EFUF", "SARE, after relearning for 32 steps").
        text: the caption.
        hallucinated: character spans of words for objects that are not in the image.
        kind: as `MethodFigures.kind`.
    """

    who: str
    text: str
    hallucinated: tuple[tuple[int, int], ...] = ()
    kind: str = ""


@dataclass(frozen=True)
class ShownExample:
    """An image with its captions.

    Attributes:
        image: the picture, shown as missing where the file no longer exists; None for none.
        captions: the models' captions, in the order shown.
        present: objects that are in the image, if known.
    """

    image: Path | None
    captions: tuple[ReportedCaption, ...]
    present: tuple[str, ...] = ()


@dataclass(frozen=True)
class ConceptFact:
    """An object that was, or could be, erased.

    Attributes:
        concept: its name.
        mentions: how often the base model names it.
        hallucinated: how many of these mentions are hallucinated.
        triggers: objects beside which it is hallucinated.
        erased: whether it was chosen for erasure.
    """

    concept: str
    mentions: int
    hallucinated: int
    triggers: tuple[str, ...] = ()
    erased: bool = True


@dataclass(frozen=True)
class ReportData:
    """Everything a report shows; empty parts are left out.

    Attributes:
        model: name of the model.
        created: date and time in words.
        methods: the rows of the table.
        costs: what the erasures in the table took.
        resurgence: the hallucination rate over the steps of the attack.
        occasion: under which circumstance the figures in `MethodFigures.attacked` were measured
            ("After relearning for 32 steps"); "" without an attack.
        attack: the attack in words ("32 steps on 32 hallucinated captions, …").
        held_out_images: images that the figures were measured on.
        tested_images: images that the base model captioned.
        charts: further plots (losses, sharpness …).
        examples: images with captions.
        concepts: the objects.
        notes: sentences that the reader needs to judge the figures.
        configs: title → settings, shown collapsed.
        environment: versions, device …, shown collapsed.
        headline: replaces the sentence that is made from the figures.
        suites: name of a row → the result of the largest attack suite on it, as `sare attack`
            gives it.
    """

    model: str
    created: str
    methods: tuple[MethodFigures, ...] = ()
    costs: tuple[ErasureCost, ...] = ()
    resurgence: Chart | None = None
    occasion: str = ""
    attack: str = ""
    held_out_images: int = 0
    tested_images: int = 0
    charts: tuple[Chart, ...] = ()
    examples: tuple[ShownExample, ...] = ()
    concepts: tuple[ConceptFact, ...] = ()
    notes: tuple[str, ...] = ()
    configs: Mapping[str, Mapping[str, Json]] = field(default_factory=dict)
    environment: Mapping[str, Json] = field(default_factory=dict)
    headline: str = ""
    suites: Mapping[str, Mapping[str, Json]] = field(default_factory=dict)


def curve(
    name: str, kind: str, metrics: Iterable[StepMetrics | ProbeMetrics], key: str
) -> ChartCurve | None:
    """Return the line of one value over the steps of a run; None where it was never measured."""
    points = [(float(one.step), float(one.values[key])) for one in metrics if key in one.values]
    if not points:
        return None
    x, y = zip(*points, strict=True)
    return ChartCurve(name, kind, tuple(x), tuple(y))


def chart(
    title: str,
    x_label: str,
    y_label: str,
    curves: Iterable[ChartCurve | None],
    *,
    percent: bool = False,
    help: str = "",
) -> Chart:
    """Return a chart of the curves that are not None."""
    kept = tuple(one for one in curves if one is not None)
    return Chart(title, x_label, y_label, kept, percent, help)
