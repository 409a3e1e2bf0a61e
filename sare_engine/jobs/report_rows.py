"""The rows of a report: an erasure or the base model, with the newest attack on each."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass

from sare_engine.erasure.kinds import BASE, method_kind, method_title
from sare_engine.reporting.kept_probe import kept_probe
from sare_engine.reporting.robustness import MethodSummary, RobustnessSummary
from sare_engine.workspace.runs import RunFolder, Runs


@dataclass(frozen=True)
class ReportRow:
    """One row of the report: an erasure, or the base model, with the last attack on it.

    Attributes:
        kind: "base", or what the erasure counts as.
        name: what it is called.
        erasure: its run; None for the base model.
        attack: the newest attack on it; None without one.
        seeds: what several seeds come to; None where the same was done with one seed.
        placebo: how fast the model learns control objects in the same attack; None without.
    """

    kind: str
    name: str
    erasure: RunFolder | None
    attack: RunFolder | None
    seeds: MethodSummary | None = None
    placebo: MethodSummary | None = None

    @property
    def resurgence(self) -> Mapping[str, Mapping[str, float]]:
        """Step of the attack → metric → value."""
        return self.attack.info.result["resurgence"] if self.attack else {}

    @property
    def before_attack(self) -> Mapping[str, float]:
        """Metric → value before the attack."""
        if "0" in self.resurgence:
            return self.resurgence["0"]
        probe = kept_probe(self.erasure) if self.erasure else None
        return probe.values if probe else {}


def report_rows(runs: Runs, summary: RobustnessSummary) -> list[ReportRow]:
    """Return the newest finished erasure of each kind and the base, with the newest attack on each.

    All faced the attack of the summary. Where they are among runs with several seeds, the figures
    are those of all seeds.
    """
    attacks = {
        run.erasure.name if run.erasure else "": run.attack for run in reversed(summary.faced)
    }
    newest: dict[str, RunFolder] = {}
    for run in runs.list("erase"):
        if run.status == "done":
            newest[method_kind(run.config_dict())] = run
    rows = [ReportRow(BASE, method_title(BASE), None, attacks.get(""))]
    rows += [
        ReportRow(kind, method_title(kind), run, attacks.get(run.name))
        for kind, run in newest.items()
    ]
    return [
        dataclasses.replace(row, seeds=_seeds_of(row, summary), placebo=_placebo_of(row, summary))
        for row in rows
    ]


def _seeds_of(row: ReportRow, summary: RobustnessSummary) -> MethodSummary | None:
    found = summary.method(row.kind)
    if found is None or len(found.runs) < 2 or row.attack is None:
        return None
    return found if row.attack in [run.attack for run in found.runs] else None


def _placebo_of(row: ReportRow, summary: RobustnessSummary) -> MethodSummary | None:
    """Return the placebo of a row's own attack, or of all its seeds."""
    found, placebo = summary.method(row.kind), summary.placebo(row.kind)
    shown = found is not None and row.attack in [run.attack for run in found.runs]
    return placebo if shown else None
