"""The sentence at the top of a report, made from its figures and honest about them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sare_engine.erasure.kinds import BASE, kind_of
from sare_engine.metrics import RATE, metric
from sare_engine.reporting.report_data import Figure, MethodFigures, ReportData
from sare_engine.reporting.statistics import holds_zero, paired_difference
from sare_engine.tuned import RECOMMENDED_KIND

NOTICEABLE = 0.05
"""Smaller changes of recall are called "about as before"."""
TOLERATED_BROKEN = 0.02
"""A larger share of broken captions is reported, because it looks like success."""

FEW_IMAGES = 30
"""With fewer images a note says how much a single one changes the rate."""


@dataclass(frozen=True)
class Headline:
    """The outcome in words.

    Attributes:
        sentence: the outcome in one sentence.
        details: further sentences that belong beside it.
    """

    sentence: str
    details: tuple[str, ...]


def headline(data: ReportData) -> Headline:
    """Return the outcome of a report in words."""
    base = next((one for one in data.methods if one.kind == BASE), None)
    erased = [one for one in data.methods if one.kind != BASE and RATE in one.erased]
    sares = sorted(
        (one for one in erased if kind_of(one.kind).proposed),
        key=lambda one: (
            RATE not in one.attacked,
            one.kind != RECOMMENDED_KIND,
            kind_of(one.kind).place,
        ),
    )
    main = next(iter([*sares, *erased[::-1]]), None)
    rival = next((one for one in erased if kind_of(one.kind).baseline and one is not main), None)
    if main is None:
        return Headline(data.headline or _without_erasure(data, base), ())
    # Where there are several ways of SARE, the sentence says which one it is about.
    who = f" with {main.name}" if len(sares) > 1 else ""
    alone = _outcome(data, base, main, who, rival)
    worst = _worst_of_suite(data, main)
    details = [
        *([alone] if worst and main.attacked else []),
        *_other_suites(data, main, erased),
        *_other_ways(sares[1:]),
        *_worst(erased, main),
        *_before_and_after(base, main, rival),
        *_comparison(main, rival),
        *_costs(base, main),
        *_basis(data, main),
    ]
    return Headline(data.headline or worst or alone, tuple(details))


def _worst_of_suite(data: ReportData, main: MethodFigures) -> str:
    """Return what the strongest attack of a suite came to; "" where another was stronger."""
    suite = data.suites.get(main.name) or {}
    worst = (suite.get("worst") or {}).get("rate")
    back = main.attacked.get(RATE)
    if worst is None or (back is not None and back.mean > worst):
        return ""
    return f"{main.name}: {suite['verdict']['headline']}"


def _other_suites(
    data: ReportData, main: MethodFigures, erased: Sequence[MethodFigures]
) -> Iterator[str]:
    """Yield the worst cases that the first sentence is not about, the mildest first."""
    others = [one.name for one in erased if one is not main and data.suites.get(one.name)]
    known = {name: (data.suites[name].get("worst") or {}).get("rate") for name in others}
    for name in sorted(others, key=lambda name: (known[name] is None, known[name] or 0.0)):
        yield f"{name}: {data.suites[name]['verdict']['headline']}"


def _outcome(
    data: ReportData,
    base: MethodFigures | None,
    main: MethodFigures,
    who: str,
    rival: MethodFigures | None,
) -> str:
    attacked = _of_attack(data, main, who, rival)
    if not attacked:
        return _of_erasure(base, main)
    before = base.erased.get(RATE) if base else None
    now = main.erased[RATE].mean
    if before is not None and now > 0.0 and now >= before.mean:
        # What was never erased cannot come back.
        return f"{attacked} {_of_erasure(base, main)}"
    return attacked


def _worst(erased: list[MethodFigures], main: MethodFigures) -> list[str]:
    """Name the method that withstands the attack least, where several are shown."""
    shown = [one for one in erased if RATE in one.attacked]
    if len(shown) < 2 or main not in shown:
        return []
    ranked = sorted(shown, key=lambda one: one.attacked[RATE].mean)
    best, worst = ranked[0].attacked[RATE], ranked[-1].attacked[RATE]
    if _shown(best) == _shown(worst):
        return []
    return [
        f"Of the methods shown, {ranked[0].name} is the best ({_shown(best)}) and "
        f"{ranked[-1].name} the worst ({_shown(worst)})."
    ]


def _without_erasure(data: ReportData, base: MethodFigures | None) -> str:
    if not any(one.erased for one in data.methods):
        return "Nothing has been measured yet."
    if base is None or RATE not in base.erased:
        return "No hallucination rate was measured: no held-out image is suitable for it."
    return (
        f"On {_shown(base.erased[RATE])} of images the model names one of the chosen objects "
        "that is not there."
    )


def _of_erasure(base: MethodFigures | None, main: MethodFigures) -> str:
    now = _shown(main.erased[RATE])
    if base is None or RATE not in base.erased:
        return f"After erasure the hallucination remains on {now} of images."
    before = base.erased[RATE].mean
    if main.erased[RATE].mean < before:
        was = _shown(base.erased[RATE])
        return f"Erasure lowers the hallucination from {was} of images to {now}."
    return f"Erasure did not lower the hallucination: it is on {now} of images."


def _of_attack(data: ReportData, main: MethodFigures, who: str, rival: MethodFigures | None) -> str:
    back = main.attacked.get(RATE)
    if back is None:
        return ""
    text = f"{data.occasion or 'After the attack'}, {_returns(back)}{who}"
    theirs = rival.attacked.get(RATE) if rival else None
    if theirs is None:
        return text + "."
    if not _is_nothing(back):
        return f"{text}; with plain erasure (EFUF), on {_shown(theirs)}."
    if _is_nothing(theirs):
        return f"{text}, and none with plain erasure (EFUF)."
    return f"{text}; with plain erasure (EFUF), {_returns(theirs)}."


def _returns(back: Figure) -> str:
    """Say on how many images the hallucination returns."""
    if _is_nothing(back):
        return "no hallucination comes back"
    return f"the hallucination returns on {_shown(back)} of images"


def _before_and_after(
    base: MethodFigures | None, main: MethodFigures, rival: MethodFigures | None
) -> list[str]:
    if not main.attacked:
        return []
    right_after = f"right after erasure on {_shown(main.erased[RATE])}"
    if rival is not None:
        right_after += f" ({rival.name}: {_shown(rival.erased[RATE])})"
    if base is None or RATE not in base.erased:
        return [f"It was {right_after} of images."]
    return [f"Before erasure it was on {_shown(base.erased[RATE])} of images, {right_after}."]


def _other_ways(others: list[MethodFigures]) -> list[str]:
    """Say what the ways of SARE come to that the first sentence is not about."""
    return [
        f"With {one.name}, {_returns(back)}."
        for one in others
        if (back := one.attacked.get(RATE)) is not None
    ]


def _comparison(main: MethodFigures, rival: MethodFigures | None) -> list[str]:
    mine = main.attacked.get(RATE)
    theirs = rival.attacked.get(RATE) if rival else None
    if mine is None or theirs is None or rival is None:
        return []
    if mine.mean >= theirs.mean:
        return [f"Here {main.name} did not withstand the attack better than {rival.name}."]
    shared = sorted(main.by_seed.keys() & rival.by_seed.keys())
    if len(shared) > 1:
        found = paired_difference(
            [rival.by_seed[seed] for seed in shared], [main.by_seed[seed] for seed in shared]
        )
        if found.low is None or found.high is None:
            return []
        pair = f"{main.name} and {rival.name}"
        points = f"{100 * found.low:.1f} to {100 * found.high:.1f} percentage points"
        if holds_zero(found):
            return [
                f"No difference seen between {pair} over {len(shared)} paired seeds "
                f"(95 % interval: {points})."
            ]
        return [
            f"Over {len(shared)} paired seeds, {main.name} is lower than {rival.name} by {points} "
            "(95 % interval)."
        ]
    if None not in (mine.high, theirs.low) and (mine.high or 0) >= (theirs.low or 0):
        return [f"The 95 % intervals of {main.name} and {rival.name} overlap."]
    return []


def _costs(base: MethodFigures | None, main: MethodFigures) -> list[str]:
    found = []
    for key, words in (
        ("concept_recall", "Where an erased object is present, it is named in {now} of cases"),
        ("object_recall", "The captions name {now} of all objects in the images"),
    ):
        now = main.erased.get(key)
        was = base.erased.get(key) if base else None
        if now is None:
            continue
        sentence = words.format(now=_shown(now, key))
        if was is None:
            found.append(sentence + ".")
        elif abs(now.mean - was.mean) < NOTICEABLE:
            found.append(f"{sentence}, about as before ({_shown(was, key)}).")
        else:
            less = "less than" if now.mean < was.mean else "more than"
            found.append(f"{sentence}, {less} before ({_shown(was, key)}).")
    for figures, when in ((main.erased, ""), (main.attacked, "After the attack, ")):
        broken = figures.get("degenerate_rate")
        if broken is None or broken.mean <= TOLERATED_BROKEN:
            continue
        found.append(
            f"{when}{_shown(broken, 'degenerate_rate')} of the captions are empty or repeat "
            "themselves: that is a failure, not an erasure."
        )
    return found


def _basis(data: ReportData, main: MethodFigures) -> list[str]:
    if not data.held_out_images:
        return []
    seeds = max(figure.seeds for figure in (*main.erased.values(), *main.attacked.values()))
    over = f"{seeds} seeds" if seeds > 1 else "one seed: a rough indication, not a measurement"
    found = [f"Measured on {data.held_out_images} images kept from training, with {over}."]
    if data.held_out_images < FEW_IMAGES:
        one = _shown(Figure(1 / data.held_out_images))
        found.append(f"With so few images the rates are coarse: one image is {one} or more.")
    return found


def _shown(figure: Figure, key: str = RATE) -> str:
    return metric(key).format(figure.mean)


def _is_nothing(figure: Figure) -> bool:
    return figure.mean < 0.0005  # What is written as 0 %.
