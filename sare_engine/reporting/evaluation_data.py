"""The content of an evaluation as plain data: jobs fill it, `evaluation` lays it out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from sare_engine.events import Json
from sare_engine.reporting.report_data import Chart, ConceptFact, ShownExample

Cell = str | int | float | bool | tuple[str, ...] | None
"""A value of one image: a number, a text, or names."""


@dataclass(frozen=True)
class FigureTable:
    """Figures of several sets side by side.

    Attributes:
        title: its heading.
        help: one sentence on how to read it.
        rows: name of the set → metric → value.
    """

    title: str
    help: str
    rows: Mapping[str, Mapping[str, float]]


@dataclass(frozen=True)
class EvaluationData:
    """Everything that an evaluation's page and table show; empty parts are left out.

    Attributes:
        subject: what was measured: a model's or a file's name.
        created: date and time in words.
        headline: the outcome in one sentence.
        counted: what a row is ("images", "captions", "questions").
        figures: metric → value over all rows.
        rows: name → value, with the same names in each row; the first name identifies the image.
        tables: further figures.
        charts: plots.
        objects: objects named though absent, the most frequent first.
        examples: captions with their hallucinated words.
        notes: sentences that the reader needs to judge the figures.
        settings: the evaluation's settings.
    """

    subject: str
    created: str
    headline: str
    counted: str
    figures: Mapping[str, float]
    rows: tuple[Mapping[str, Cell], ...]
    tables: tuple[FigureTable, ...] = ()
    charts: tuple[Chart, ...] = ()
    objects: tuple[ConceptFact, ...] = ()
    examples: tuple[ShownExample, ...] = ()
    notes: tuple[str, ...] = ()
    settings: Mapping[str, Json] = field(default_factory=dict)
