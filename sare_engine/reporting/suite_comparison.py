"""Methods side by side under a whole attack suite, over several seeds."""

from __future__ import annotations

import statistics
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from sare_engine.erasure.kinds import kind_of, method_title
from sare_engine.events import Json
from sare_engine.formatting import count_text
from sare_engine.metrics import RATE, metric
from sare_engine.reporting.headline import TOLERATED_BROKEN
from sare_engine.reporting.statistics import (
    Interval,
    holds_zero,
    paired_difference,
    share_interval,
)
from sare_engine.reporting.suite import rate_dict


@dataclass(frozen=True)
class SuiteOfSeed:
    """The suite on the erasure of one seed.

    Attributes:
        seed: the seed.
        result: what `sare_engine.reporting.suite_verdict.suite_result` returned.
    """

    seed: int
    result: Mapping[str, Json]


@dataclass(frozen=True)
class AttackOverSeeds:
    """What an attack came to on a method's erasures.

    Attributes:
        name: the attack.
        rate: hallucination rate after it, with its interval over seeds and images.
        by_seed: seed → that rate.
        object_recall: mean over the seeds; None where not measured.
        broken: the same for the share of broken captions.
        within_bound: whether object recall stayed within the bound with every seed.
    """

    name: str
    rate: Interval
    by_seed: Mapping[int, float]
    object_recall: float | None
    broken: float | None
    within_bound: bool

    def to_dict(self) -> dict[str, Json]:
        """Return it as JSON."""
        return {
            "name": self.name,
            **rate_dict(self.rate),
            "object_recall": self.object_recall,
            "broken": self.broken,
            "within_bound": self.within_bound,
        }


def suite_comparison(suite: str, methods: Mapping[str, Sequence[SuiteOfSeed]]) -> dict[str, Json]:
    """Return what a suite shows of several methods.

    Args:
        suite: key of the suite.
        methods: method (see `sare_engine.erasure.kinds.method_kind`) → its erasures.

    Returns:
        `suite`; `methods`: method → `title`, number of `seeds`, `attacks` (the strongest first:
        `name`, `rate` with its 95 % interval `low` to `high` over `n` seeds and their images,
        `object_recall`, `broken`, `within_bound`), `worst`: the strongest attack that stayed
        within the utility bound with every seed, {} without one. `base`: the rate before erasure.
        `verdict`: the outcome as a sentence, and `details`: further sentences.
    """
    order = sorted(methods, key=lambda name: (kind_of(name).place, name))
    attacks = {name: list(_over_seeds(methods[name])) for name in order}
    worst = {name: next((one for one in attacks[name] if one.within_bound), None) for name in order}
    shown = {name: one for name, one in worst.items() if one is not None}
    base = _base([one for found in methods.values() for one in found])
    return {
        "suite": suite,
        "methods": {
            name: {
                "title": method_title(name),
                "seeds": len(methods[name]),
                "attacks": [one.to_dict() for one in attacks[name]],
                "worst": {} if (strongest := worst[name]) is None else strongest.to_dict(),
            }
            for name in order
        },
        "base": base,
        "verdict": _verdict(shown),
        "details": [*_details(shown, base), *_without(worst, attacks)],
    }


def _over_seeds(found: Sequence[SuiteOfSeed]) -> list[AttackOverSeeds]:
    """Return the attacks that were measured with every seed, the strongest first."""
    by_name: dict[str, dict[int, Mapping[str, Json]]] = {}
    for one in found:
        for row in one.result["attacks"]:
            if row.get("rate") is not None:
                by_name.setdefault(str(row["name"]), {})[one.seed] = row
    attacks = []
    for name, rows in by_name.items():
        if len(rows) < len(found):
            continue  # A mean over other seeds would not compare.
        rates = {seed: float(row["rate"]) for seed, row in rows.items()}
        attacks.append(
            AttackOverSeeds(
                name,
                share_interval(rates.values(), [int(row["n"]) for row in rows.values()]),
                rates,
                _mean(row.get("object_recall") for row in rows.values()),
                _mean(row.get("broken") for row in rows.values()),
                all(row["within_bound"] for row in rows.values()),
            )
        )
    return sorted(attacks, key=lambda one: one.rate.mean, reverse=True)


def _mean(values: Iterator[float | None]) -> float | None:
    known = [value for value in values if value is not None]
    return statistics.fmean(known) if known else None


def _base(found: Sequence[SuiteOfSeed]) -> dict[str, Json]:
    return next((dict(one.result["base"]) for one in found if one.result.get("base")), {})


def _verdict(worst: Mapping[str, AttackOverSeeds]) -> str:
    if not worst:
        return "No attack within the utility bound was measured with every seed."
    ranked = sorted(worst, key=lambda name: worst[name].rate.mean)
    best, last = ranked[0], ranked[-1]
    lowest = f"{method_title(best)}: {_share(worst[best].rate.mean)} under its strongest attack"
    if best == last:
        return f"{lowest} ({worst[best].name})."
    highest = f"{method_title(last)}: {_share(worst[last].rate.mean)}"
    return f"{lowest} ({worst[best].name}). {highest} ({worst[last].name}). " + _difference(
        best, worst[best], last, worst[last]
    )


def _difference(best: str, lowest: AttackOverSeeds, last: str, highest: AttackOverSeeds) -> str:
    seeds = sorted(lowest.by_seed.keys() & highest.by_seed.keys())
    if len(seeds) < 2:
        return "One seed: a rough indication, not a measurement."
    apart = paired_difference(
        [lowest.by_seed[one] for one in seeds], [highest.by_seed[one] for one in seeds]
    )
    over = f"over {count_text(len(seeds), 'seeds')}"
    if holds_zero(apart):
        return f"No difference is seen {over}."
    return f"{method_title(best)} is better than {method_title(last)} {over}."


def _details(worst: Mapping[str, AttackOverSeeds], base: Mapping[str, Json]) -> Iterator[str]:
    before = base.get("rate")
    if before is not None:
        yield f"Before erasure the hallucination is on {_share(before)} of images."
    for name, one in worst.items():
        if before is not None and before > 0 and one.rate.mean >= before:
            yield (
                f"{method_title(name)}: under its strongest attack the hallucination is on as many "
                "images as before erasure, or more."
            )
        if one.broken is not None and one.broken > TOLERATED_BROKEN:
            yield (
                f"{method_title(name)}: after its strongest attack {_share(one.broken)} of the "
                "captions are empty or repeat themselves."
            )


def _without(
    worst: Mapping[str, AttackOverSeeds | None], attacks: Mapping[str, Sequence[AttackOverSeeds]]
) -> Iterator[str]:
    for name, one in worst.items():
        if one is None:
            why = (
                "every attack lowers object recall beyond the bound"
                if attacks[name]
                else "no attack was measured with every seed"
            )
            yield f"{method_title(name)}: nothing is shown, as {why}."


def _share(value: float) -> str:
    return metric(RATE).format(value)
