"""Summaries of the rows: choices of settings, means with intervals, ratios, rank correlation."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from sare_engine.metrics import metric
from sare_engine.reporting.statistics import mean_interval, share_interval
from tests.benchmarks.science.grid import (
    COMMON,
    EVERY,
    FULL_SIZE,
    LONG_AT,
    METHODS,
    RADII,
    RECOMMENDED,
    REFERENCES,
    RELEARNING,
    SHOWN,
    SPACE,
    TITLES,
    WEIGHT_CHANGES,
    Budget,
    as_settings,
)

DEPTH_TOLERANCE = 1.0
"""Nats of CE_neg before an attack within which two methods are erased equally deep."""

Row = Mapping[str, Any]


@dataclass(frozen=True)
class Choice:
    """The trial that a method is run with.

    Attributes:
        settings: the trial, as JSON.
        met: condition → whether it meets it.
    """

    settings: str
    met: dict[str, bool]


def choose(rows: Sequence[Row], method: str, depth: float) -> Choice | None:
    """Return the method's best trial; None if every trial failed.

    Among the trials that meet most conditions (erased: at most 2 % before the attack; kept: concept
    recall of at least 95 %; deep: CE_neg within the tolerance of `depth`), the one with the lowest
    mean hallucination rate after the attacks that every method faces; of equal trials the one with
    the highest CE_neg after them.
    """
    best: tuple[Any, Choice] | None = None
    for trial in SPACE[method]:
        settings = as_settings(trial)
        found = [
            flat_values(row)
            for row in rows
            if (row["part"], row["method"], row["settings"]) == ("tuning", method, settings)
            and row["values"]
        ]
        if not found:
            continue
        mean = {name: float(np.mean([one[name] for one in found])) for name in found[0]}
        met = {
            "erased": mean["before.hallucination_rate"] <= 0.02,
            "kept": mean["before.concept_recall"] >= 0.95,
            "deep": abs(mean["before.ce_neg"] - depth) <= DEPTH_TOLERANCE,
        }
        after = sum(mean[f"attacks.{name}.hallucination_rate"] for name in EVERY)
        left = sum(mean[f"attacks.{name}.ce_neg"] for name in EVERY)
        rank = (-sum(met.values()), after, -left)
        if best is None or rank < best[0]:
            best = (rank, Choice(settings, met))
    return None if best is None else best[1]


def flat_values(row: Row) -> dict[str, float]:
    """Return a row's numbers under dotted names; lists (slices) are left out."""
    found: dict[str, float] = {}

    def walk(prefix: str, value: Any) -> None:
        if isinstance(value, Mapping):
            for name, one in value.items():
                walk(f"{prefix}.{name}" if prefix else name, one)
        elif isinstance(value, int | float):
            found[prefix] = float(value)

    walk("", row["values"])
    return found


def steps_to_half(row: Row, base_rate: float) -> tuple[float, bool] | None:
    """Return after how many steps of the long attack the rate passes half of the base model's.

    Linear between the steps that were measured. The flag is whether it ever passed; if not,
    the number is that of the last step. None without a long attack.
    """
    long = row["values"].get("long")
    if not long:
        return None
    level = base_rate / 2.0
    step_before, rate_before = 0.0, row["values"]["before"]["hallucination_rate"]
    if rate_before > level:
        return 0.0, True
    for step, values in sorted((int(step), values) for step, values in long.items()):
        rate = values["hallucination_rate"]
        if rate > level:
            share = (level - rate_before) / (rate - rate_before)
            return step_before + share * (step - step_before), True
        step_before, rate_before = float(step), rate
    return step_before, False


def summarise(rows: Sequence[Row]) -> dict[str, dict[str, dict[str, Any]]]:
    """Return method → number → mean and 95 % interval over the test seeds."""
    base_rates = {
        row["seed"]: row["values"]["before"]["hallucination_rate"]
        for row in rows
        if _is_test(row, "base")
    }
    images = min((row["budget"]["images"] for row in rows), default=0)
    groups: dict[str, list[dict[str, float]]] = {}
    for row in rows:
        if row["part"] == "test" and row["values"]:
            flat = _with_mean(flat_values(row))
            half = steps_to_half(row, base_rates.get(row["seed"], float("nan")))
            if half is not None:
                flat["steps_to_half"], flat["passed_half"] = half[0], float(half[1])
            groups.setdefault(row["method"], []).append(flat)
    return {
        method: {
            name: _interval(name, [one[name] for one in figures if name in one], images)
            for name in figures[0]
        }
        for method, figures in groups.items()
    }


def _is_test(row: Row, method: str) -> bool:
    return row["part"] == "test" and row["method"] == method and bool(row["values"])


def _interval(name: str, values: Sequence[float], images: int) -> dict[str, Any]:
    finite = [value for value in values if np.isfinite(value)]
    if not finite:
        return {"mean": None, "low": None, "high": None, "seeds": 0}
    measured = name.rpartition(".")[2]
    is_share = measured in _SHARES or metric(measured).percent
    # The rate of hallucination alone is counted over so many images in every row.
    counted = images if measured == "hallucination_rate" else None
    one = share_interval(finite, counted) if is_share else mean_interval(finite)
    return {"mean": one.mean, "low": one.low, "high": one.high, "seeds": one.count}


def depth_matched(rows: Sequence[Row], method: str, other: str) -> list[int]:
    """Return the test seeds on which both methods are erased equally deep before an attack."""
    depths = {
        (row["method"], row["seed"]): row["values"]["before"]["ce_neg"]
        for row in rows
        if row["part"] == "test" and row["values"]
    }
    return sorted(
        seed
        for name, seed in depths
        if name == method
        and (other, seed) in depths
        and abs(depths[name, seed] - depths[other, seed]) <= DEPTH_TOLERANCE
    )


def pareto_front(summary: Mapping[str, Any], attack: str) -> list[str]:
    """Return the methods that none beats in both: less resurgence, more concept recall."""
    points = {
        method: (
            figures[f"attacks.{attack}.hallucination_rate"]["mean"],
            -figures["before.concept_recall"]["mean"],
        )
        for method, figures in summary.items()
        if method not in REFERENCES
    }
    return [
        method
        for method, own in points.items()
        if not any(
            all(a <= b for a, b in zip(other, own, strict=True)) and other != own
            for other in points.values()
        )
    ]


def by_strength(summary: Mapping[str, Any]) -> list[str]:
    """Return the relearning attacks on 32 captions, the one that EFUF resists least first."""
    figures = summary["efuf"]
    names = [name for name in RELEARNING if f"attacks.{name}.hallucination_rate" in figures]
    return sorted(names, key=lambda name: -figures[f"attacks.{name}.hallucination_rate"]["mean"])


def rank_correlation(x: Sequence[float], y: Sequence[float]) -> float:
    """Return Spearman's rho: Pearson's correlation of the ranks, ties at their mean rank.

    Not a number where one side does not vary.
    """
    first, second = _ranks(x), _ranks(y)
    if len(first) < 2 or first.std() == 0.0 or second.std() == 0.0:
        return float("nan")
    return float(np.corrcoef(first, second)[0, 1])


def _ranks(values: Sequence[float]) -> Any:
    array = np.asarray(values, dtype=float)
    return np.asarray([(array < one).sum() + ((array == one).sum() - 1) / 2.0 for one in array])


def flatness_against_resurgence(rows: Sequence[Row]) -> dict[str, Any]:
    """Return the rank correlation of each measure of sharpness with the rate after an attack.

    Over all erasures of the test seeds whose geometry was measured. A positive number says that
    the sharper an erasure, the more of the hallucination comes back.
    """
    figures = [
        flat_values(row)
        for row in rows
        if row["part"] == "test" and row["method"] in METHODS and row["values"].get("geometry")
    ]
    result: dict[str, Any] = {}
    for attack in EVERY:
        after = f"attacks.{attack}.hallucination_rate"
        for name in sorted(
            {name for one in figures for name in one if name.startswith("geometry.")}
        ):
            whole = [one for one in figures if name in one and after in one]
            value = rank_correlation([one[name] for one in whole], [one[after] for one in whole])
            result.setdefault(attack, {})[name.removeprefix("geometry.")] = {
                "correlation": None if np.isnan(value) else value,
                "runs": len(whole),
            }
    return result


@dataclass(frozen=True)
class Claim:
    """A statement that the bench is there to check.

    Attributes:
        text: the statement.
        holds: whether the means bear it out.
        found: the figures behind it.
    """

    text: str
    holds: bool
    found: str


def paired_difference(rows: Sequence[Row], method: str, other: str, name: str) -> list[float]:
    """Return a number of one method minus that of another, for each test seed of both."""
    found = {
        (row["method"], row["seed"]): _with_mean(flat_values(row))
        for row in rows
        if row["part"] == "test" and row["values"] and row["method"] in (method, other)
    }
    seeds = sorted({seed for _, seed in found})
    return [
        found[method, seed][name] - found[other, seed][name]
        for seed in seeds
        if (method, seed) in found and (other, seed) in found
    ]


MEAN_RATE = "mean_rate"
"""The mean rate over the seven relearning attacks."""

_SHARES = ("polling_accuracy", "repetition", "distinct_1", "distinct_2")
"""Shares that only this bench measures."""


def _with_mean(flat: dict[str, float]) -> dict[str, float]:
    """Add the mean over the relearning attacks, where a row has all of them."""
    rates = [flat.get(f"attacks.{name}.hallucination_rate") for name in RELEARNING]
    known = [one for one in rates if one is not None]
    return {**flat, MEAN_RATE: float(np.mean(known))} if len(known) == len(rates) else flat


def claims(rows: Sequence[Row], summary: Mapping[str, Any]) -> list[Claim]:
    """Check what erasure should do against the means over the test seeds."""

    def mean(method: str, name: str) -> float:
        return float(summary[method][name]["mean"])

    def rate(method: str, attack: str) -> float:
        return mean(method, f"attacks.{attack}.hallucination_rate")

    ours, name = RECOMMENDED, _name(RECOMMENDED)
    found = []

    def claim(text: str, holds: bool, figures: str) -> None:
        found.append(Claim(text, holds, figures))

    strongest, *_ = attacks = by_strength(summary)
    held = [one for one in attacks if rate("sare", one) <= rate("efuf", one) / 3.0]
    claim(
        f"after the strongest attack on 32 captions ({strongest}), the hallucination rate of "
        f"{_name('sare')} is at most 1/3 of EFUF's",
        strongest in held,
        f"{rate('sare', strongest):.3f} against {rate('efuf', strongest):.3f}; holds for "
        f"{', '.join(held) or 'none'} of {len(attacks)} attacks",
    )
    differences = paired_difference(rows, ours, FULL_SIZE, MEAN_RATE)
    more = mean_interval(differences)
    claim(
        f"{name} hallucinates after the seven attacks on 32 captions, on average, at most .03 more "
        f"than {_name(FULL_SIZE)}, which holds copies of the language model",
        more.mean <= 0.03,
        f"{more.mean:+.3f}"
        + (f" [{more.low:+.3f}, {more.high:+.3f}]" if more.low is not None else "")
        + f" over {more.count} paired seeds",
    )
    for attack in ("fresh 5e-4", "full 1e-4"):
        claim(
            f"after {attack} it hallucinates at most a quarter as often as EFUF",
            rate(ours, attack) <= rate("efuf", attack) / 4.0,
            f"{rate(ours, attack):.3f} against {rate('efuf', attack):.3f}",
        )
    never = summary["never_learnt"]
    shared = [
        one
        for one in attacks
        if f"attacks.{one}.hallucination_rate" in never and one != "fresh 1e-3"
    ]
    less = [one for one in shared if rate(ours, one) <= rate("never_learnt", one)]
    claim(
        "after every attack on 32 captions that needs no adapter, but fresh 1e-3, it hallucinates "
        "no more than a model that never learnt it",
        less == shared,
        f"holds for {', '.join(less) or 'none'} of {len(shared)} attacks; after fresh 1e-3 "
        f"{rate(ours, 'fresh 1e-3'):.3f} against {rate('never_learnt', 'fresh 1e-3'):.3f}",
    )
    recall, efuf_recall = (mean(one, "before.concept_recall") for one in (ours, "efuf"))
    claim(
        "its concept recall is within .02 of EFUF's",
        recall >= efuf_recall - 0.02,
        f"{recall:.3f} against {efuf_recall:.3f}",
    )
    for key, title in (
        ("object_recall", "object recall"),
        ("polling_accuracy", "polling accuracy"),
    ):
        lost = mean("base", f"before.{key}") - mean(ours, f"before.{key}")
        claim(f"its {title} is within .01 of the base model's", lost <= 0.01, f"{lost:.4f} lost")
    ratio = mean(ours, "before.perplexity") / mean("base", "before.perplexity")
    claim("its perplexity is at most 1.05 times the base model's", ratio <= 1.05, f"{ratio:.3f}")
    repeats = [mean(one, "before.repetition") for one in (ours, "base", "efuf")]
    claim(
        "it repeats itself at most three times as much as the base model",
        repeats[0] <= 3.0 * repeats[1],
        "{:.4f} against {:.4f}; EFUF {:.4f}".format(*repeats),
    )
    others = [mean(one, "before.other_hallucination_rate") for one in (ours, "base")]
    claim(
        "it invents other objects at most .01 more often than the base model",
        others[0] <= others[1] + 0.01,
        "{:.3f} against {:.3f}".format(*others),
    )
    longer = mean(ours, "steps_to_half") / max(mean("efuf", "steps_to_half"), 1e-9)
    claim(
        "with 140 captions, returning to half of the base model's rate takes at least 5 times as "
        f"many steps as for EFUF (measured up to {LONG_AT[-1]})",
        longer >= 5.0,
        f"{mean(ours, 'steps_to_half'):.0f} against {mean('efuf', 'steps_to_half'):.0f}",
    )
    return found


def _name(method: str) -> str:
    return TITLES[method].replace(", ", " with ")


def make_record(
    rows: Sequence[Row],
    chosen: Mapping[str, Choice],
    seeds: Sequence[int],
    tuning_seeds: Sequence[int],
    depth: float,
    budget: Budget,
) -> dict[str, Any]:
    """Return everything that tables, plots and texts are made of, as JSON."""
    rows = [row for row in rows if row["part"] == "test" and row["seed"] in seeds]
    summary = summarise(rows)
    order = [name for name in (*REFERENCES, *METHODS) if name in summary]
    summary = {name: summary[name] for name in order}
    return {
        "seeds": list(seeds),
        "tuning_seeds": list(tuning_seeds),
        "budget": dataclasses.asdict(budget),
        "common": COMMON,
        "methods": METHODS,
        "search_space": {method: list(SPACE[method]) for method in chosen},
        "chosen": {
            method: {"settings": json.loads(one.settings), "conditions": one.met}
            for method, one in chosen.items()
        },
        "attacks": {"relearning": RELEARNING, "weights": WEIGHT_CHANGES, "radii": list(RADII)},
        "depth": depth,
        "depth_matched_with_efuf": {
            method: depth_matched(rows, method, "efuf") for method in chosen
        },
        "failed": [
            {"method": row["method"], "seed": row["seed"], "why": row["failure"]}
            for row in rows
            if row["failure"]
        ],
        "by_strength": by_strength(summary),
        "pareto": {name: pareto_front(summary, name) for name in EVERY},
        "flatness_against_resurgence": flatness_against_resurgence(rows),
        "claims": [dataclasses.asdict(one) for one in _claims(rows, summary)],
        "summary": summary,
        "slices": _slices(rows),
    }


def _claims(rows: Sequence[Row], summary: Mapping[str, Any]) -> Iterable[Claim]:
    return claims(rows, summary) if set(SHOWN) <= set(summary) else ()


def _slices(rows: Sequence[Row]) -> dict[str, dict[str, Any]]:
    """Return method → the slices of its first seed that has them."""
    found: dict[str, dict[str, Any]] = {}
    for row in sorted(rows, key=lambda one: one["seed"]):
        lists = {
            name: value
            for name, value in (row["values"] or {}).get("geometry", {}).items()
            if isinstance(value, list)
        }
        if lists:
            found.setdefault(row["method"], lists)
    return found
