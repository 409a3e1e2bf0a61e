"""How close each rule's placebo comes to the model that never learnt."""

from __future__ import annotations

import statistics
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sare_engine.formatting import count_text
from sare_engine.metrics import RATE
from sare_engine.reporting.statistics import (
    Interval,
    holds_zero,
    mean_interval,
    paired_difference,
    share_interval,
)
from sare_engine.robustness.placebo import CONTROL_RULES
from tests.benchmarks.placebo.grid import (
    ATTACKS,
    BASE,
    ERASED,
    NEVER_LEARNT,
    NO_RULE,
    RULES_IN_WORDS,
    TITLES,
)
from tests.benchmarks.placebo.record import Row, science_rows

Cases = Mapping[str, "Share"]
"""Attack → its rate."""

_FEWEST_FOR_INTERVAL = 3
"""Seeds."""


@dataclass(frozen=True)
class Share:
    """A rate, and over how many images it was counted."""

    rate: float
    images: int


@dataclass(frozen=True)
class Distance:
    """How far a placebo is from the model that never learnt, on the same seeds.

    Attributes:
        apart: mean distance over attacks and seeds, with an interval over the seeds.
        more: mean difference; below 0 where the placebo is learnt more slowly.
    """

    apart: Interval
    more: Interval


class Figures:
    """The rates of the bench, by seed.

    Attributes:
        never_learnt: seed → attack → rate of the erased objects, taught to the model that never
            learnt them.
        placebos: model and rule → seed → attack → rate of the controls.

    Args:
        rows: the rows of this bench.
        science: the rows of the science bench, which has the first seeds of the other model.
    """

    def __init__(self, rows: Sequence[Row], science: Sequence[Row]) -> None:
        self._rows = rows
        self.never_learnt: dict[int, Cases] = {
            row["seed"]: {
                name: Share(row["values"]["attacks"][name][RATE], row["budget"]["images"])
                for name in ATTACKS
            }
            for row in science
            if row["part"] == "test" and row["method"] == NEVER_LEARNT and row["values"]
        }
        self.placebos: dict[tuple[str, str], dict[int, Cases]] = {}
        for row in rows:
            cases = {
                name: Share(one[RATE], int(one["images"])) for name, one in row["attacks"].items()
            }
            if row["rule"] == NO_RULE:
                self.never_learnt[row["seed"]] = cases
            else:
                self.placebos.setdefault((row["model"], row["rule"]), {})[row["seed"]] = cases

    def seeds(self, model: str) -> list[int]:
        """Return the seeds on which every rule was measured on a model."""
        known = [set(self.placebos.get((model, rule), ())) for rule in CONTROL_RULES]
        return sorted(set(self.never_learnt).intersection(*known))

    def distance(self, model: str, rule: str) -> Distance:
        """Return how far a rule's placebo is from the model that never learnt."""
        return Distance(
            share_interval(self.distances(model, rule)),
            mean_interval(map(statistics.fmean, self._differences(model, rule))),
        )

    def distances(self, model: str, rule: str) -> list[float]:
        """Return the mean distance over the attacks, for each seed."""
        return [statistics.fmean(map(abs, one)) for one in self._differences(model, rule)]

    def _differences(self, model: str, rule: str) -> list[list[float]]:
        found = self.placebos[model, rule]
        return [
            [found[seed][name].rate - self.never_learnt[seed][name].rate for name in ATTACKS]
            for seed in self.seeds(model)
        ]

    def closest(self) -> str:
        """Return the rule whose placebo on the base model is nearest to never having learnt."""
        return min(CONTROL_RULES, key=lambda rule: self.distance(BASE, rule).apart.mean)

    def controls(self, rule: str) -> dict[str, Counter[str]]:
        """Return erased object → how often each control was chosen, over the seeds that count."""
        counts: dict[str, Counter[str]] = {}
        seeds = self.seeds(BASE)
        for row in self._rows:
            if (row["model"], row["rule"]) == (BASE, rule) and row["seed"] in seeds:
                for erased, control in row["controls"].items():
                    counts.setdefault(erased, Counter())[control] += 1
        return counts


def known_seeds() -> list[int]:
    """Return the seeds on which the science bench measured the model that never learnt."""
    return sorted(Figures([], science_rows()).never_learnt)


def placebo_table(figures: Figures) -> list[list[str]]:
    """Return a row for each attack, and how far each column is from the first."""
    columns = [
        (model, rule) for model in (BASE, ERASED) if figures.seeds(model) for rule in CONTROL_RULES
    ]
    head = ["attack", f"{TITLES[NEVER_LEARNT]}: erased objects"]
    head += [f"{TITLES[model]}: {RULES_IN_WORDS[rule]}" for model, rule in columns]
    seeds = figures.seeds(BASE)
    never = {seed: figures.never_learnt[seed] for seed in seeds}
    rows = [
        [
            name,
            _rate(never, name),
            *(
                _rate(_of(figures.placebos[column], figures.seeds(column[0])), name)
                for column in columns
            ),
        ]
        for name in ATTACKS
    ]
    found = [figures.distance(*column) for column in columns]
    rows.append(["distance from never learnt", "", *(_over_seeds(one.apart) for one in found)])
    rows.append(["difference", "", *(_over_seeds(one.more, signed=True) for one in found)])
    rows.append(
        ["seeds", str(len(seeds)), *(str(len(figures.seeds(model))) for model, _ in columns)]
    )
    return [head, *rows]


def placebo_lines(figures: Figures) -> str:
    """Return which rule comes closest, and how far the rules are apart."""
    seeds = figures.seeds(BASE)
    apart = {rule: figures.distance(BASE, rule).apart.mean for rule in CONTROL_RULES}
    best, *others = sorted(CONTROL_RULES, key=lambda rule: apart[rule])
    per_seed = {rule: figures.distances(BASE, rule) for rule in CONTROL_RULES}
    found = [paired_difference(per_seed[other], per_seed[best]) for other in others]
    compared = "; ".join(
        f"from “{RULES_IN_WORDS[other]}” by {one.mean:.3f}"
        + (", no difference seen" if holds_zero(one) else "")
        for other, one in zip(others, found, strict=True)
    )
    shown = ", ".join(map(str, seeds))
    return (
        f"{count_text(len(seeds), 'seeds')} ({shown}). On the base model, “{RULES_IN_WORDS[best]}” "
        f"comes closest to never having learnt: {apart[best]:.3f} apart. It differs {compared}."
    )


def control_table(figures: Figures) -> list[list[str]]:
    """Return which controls each rule chose, the most frequent first."""
    chosen = {rule: figures.controls(rule) for rule in CONTROL_RULES}
    erased = sorted({name for found in chosen.values() for name in found})
    return [
        ["erased object", *(RULES_IN_WORDS[rule] for rule in CONTROL_RULES)],
        *(
            [
                name,
                *(
                    ", ".join(
                        f"{control} ({count})"
                        for control, count in sorted(
                            chosen[rule].get(name, Counter()).items(),
                            key=lambda one: (-one[1], one[0]),
                        )
                    )
                    for rule in CONTROL_RULES
                ),
            ]
            for name in erased
        ),
    ]


def _of(found: Mapping[int, Cases], seeds: Sequence[int]) -> dict[int, Cases]:
    return {seed: found[seed] for seed in seeds}


def _rate(found: Mapping[int, Cases], attack: str) -> str:
    shares = [found[seed][attack] for seed in sorted(found)]
    return _text(share_interval([one.rate for one in shares], [one.images for one in shares]))


def _over_seeds(one: Interval, *, signed: bool = False) -> str:
    """Return a mean over seeds; with an interval from three on, since that of two says nothing."""
    enough = one.count >= _FEWEST_FOR_INTERVAL
    return _text(one if enough else Interval(one.mean, None, None, one.count), signed=signed)


def _text(one: Interval, *, signed: bool = False) -> str:
    sign = "+" if signed else ""
    spread = "" if one.low is None else f" [{one.low:{sign}.3f}, {one.high:{sign}.3f}]"
    return f"{one.mean:{sign}.3f}{spread}"
