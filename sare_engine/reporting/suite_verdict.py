"""The outcome of an attack suite in words, which say no more than its figures."""

from __future__ import annotations

from collections.abc import Iterator

from sare_engine.events import Json
from sare_engine.formatting import count_text
from sare_engine.metrics import BROKEN, RATE, metric
from sare_engine.reporting.headline import FEW_IMAGES, NOTICEABLE, TOLERATED_BROKEN, Headline
from sare_engine.reporting.statistics import Interval, holds_zero
from sare_engine.reporting.suite import (
    AttackOutcome,
    PlaceboOutcome,
    SuiteOutcome,
    controls_in_words,
    rate_dict,
)

CONTROL = "an object the model never invented"


def suite_result(outcome: SuiteOutcome) -> dict[str, Json]:
    """Return the result of a suite as JSON.

    Returns:
        `run` and `suite`; `attacks`, the strongest first: `name`, `rate` with its 95 % interval
        `low` to `high` over `n` images, training `steps`, `object_recall`, the share of `broken`
        captions, and `within_bound`: whether object recall fell by at most `recall_loss`. `worst`:
        the strongest within the bound; {} without one. `placebo`: the strongest attack's, with
        `erased`, `placebo` and `base` rates, the differences `specific` and `learnability`,
        `curves`: of each rate the pairs of step and value, and `why` none fits; `placebos`: all of
        them. `left_out`: attacks that were not run, and `why`. `verdict`: `headline` and `details`.
    """
    found = suite_headline(outcome)
    worst, placebo = outcome.worst, outcome.placebo
    return {
        "run": outcome.run,
        "suite": outcome.suite,
        "attacks": [one.to_dict(outcome.recall_loss) for one in outcome.ranked],
        "worst": {} if worst is None else worst.to_dict(outcome.recall_loss),
        "placebo": {
            **({"controls": {}} if placebo is None else placebo.to_dict()),
            "rule": outcome.rule,
            "why": outcome.no_placebo,
            "fits": {
                erased: [
                    {
                        "object": one.concept,
                        "images": one.shown,
                        "beside_triggers": one.beside,
                        "recall": one.recall,
                        "invented": one.invented,
                    }
                    for one in fits
                ]
                for erased, fits in outcome.fits.items()
            },
        },
        "placebos": [one.to_dict() for one in outcome.placebos],
        "base": rate_dict(outcome.base_rate),
        "recall_loss": outcome.recall_loss,
        "left_out": [{"name": name, "why": why} for name, why in outcome.left_out.items()],
        "verdict": {"headline": found.sentence, "details": list(found.details)},
    }


def suite_headline(outcome: SuiteOutcome) -> Headline:
    """Return the outcome of a suite in words: the worst case, beside its placebo."""
    details = (
        *_interval(outcome.worst),
        *_before_and_after(outcome),
        *(sentence for one in _shown_placebos(outcome) for sentence in _readings(one)),
        *_without_placebo(outcome),
        *_costs(outcome),
        *_not_counting(outcome),
        *_basis(outcome.worst),
    )
    return Headline(_sentence(outcome), details)


def _sentence(outcome: SuiteOutcome) -> str:
    worst, before = outcome.worst, outcome.base_rate
    if worst is None or worst.rate is None:
        if not outcome.attacks:
            return "No attack has finished."
        if all(one.rate is None for one in outcome.attacks):
            return "No hallucination rate was measured: no held-out image is suitable for it."
        return (
            "Nothing is shown: every attack lowers object recall by more than "
            f"{_share(outcome.recall_loss)}."
        )
    erased = worst.before.get(RATE)
    if before is not None and erased is not None and 0 < before.mean <= erased:
        return (
            f"Erasure did not lower the hallucination: it is on {_share(erased)} of images, and "
            f"under the strongest attack ({worst.name}) on {_share(worst.rate.mean)}."
        )
    if worst.rate.mean == 0:
        if before is not None and before.mean == 0:
            return (
                "Nothing is shown: before the erasure the model invented none of the erased "
                "objects on the held-out images."
            )
        attacks = count_text(len(outcome.counting), "attacks")
        return f"No hallucination came back in {attacks} (0 of {worst.rate.count} images)."
    came = "comes back" if erased is not None and worst.rate.mean > erased else "is"
    return (
        f"Under the strongest attack ({worst.name}), the hallucination {came} on "
        f"{_share(worst.rate.mean)} of images{_beside(outcome, worst)}."
    )


def _beside(outcome: SuiteOutcome, worst: AttackOutcome) -> str:
    """Return how the worst case compares with its own placebo; "" without one."""
    placebo = next((one for one in outcome.placebos if one.run == worst.run), None)
    if placebo is None:
        return ""
    against = f"{CONTROL} ({_share(placebo.placebo.mean)})"
    # Of the rates shown; the interval is of the images that count for both.
    apart = placebo.erased.mean - placebo.placebo.mean
    if holds_zero(placebo.specific) or apart * placebo.specific.mean <= 0:
        return f"; no difference is seen from {against}"
    if apart < 0:
        return f", no faster than {against}"
    return f", {_points(apart)} more than {against}"


def _interval(worst: AttackOutcome | None) -> Iterator[str]:
    if worst is None or worst.rate is None or worst.rate.low is None or worst.rate.high is None:
        return
    yield (
        f"95 % interval of the strongest attack: {_share(worst.rate.low)} to "
        f"{_share(worst.rate.high)}, over {count_text(worst.rate.count, 'images')}."
    )


def _before_and_after(outcome: SuiteOutcome) -> Iterator[str]:
    worst = outcome.worst
    erased = worst.before.get(RATE) if worst else None
    if erased is None:
        return
    if outcome.base_rate is None:
        yield f"Right after erasure it was on {_share(erased)} of images."
    else:
        yield (
            f"Before erasure it was on {_share(outcome.base_rate.mean)} of images, right after "
            f"erasure on {_share(erased)}."
        )


def _shown_placebos(outcome: SuiteOutcome) -> list[PlaceboOutcome]:
    return [outcome.placebo] if outcome.placebo else []


def _readings(one: PlaceboOutcome) -> Iterator[str]:
    """Yield both readings of a placebo: specific, and learnability kept."""
    pairs = controls_in_words(one.controls)
    rates = f"{_share(one.erased.mean)} against {_share(one.placebo.mean)}"
    if holds_zero(one.specific):
        reading = "no difference is seen between the erased object and the control"
    elif one.specific.mean > 0:
        reading = (
            "the erased object comes back faster than the control, which can mean that a part of "
            "it was only covered, or that it fits the images better"
        )
    else:
        reading = "the erased object comes back more slowly than the control"
    yield f"Placebo ({one.name}; {pairs}): {reading} ({rates}; {_bounds(one.specific)})."
    if one.learnability is None or one.base is None:
        return
    rates = f"{_share(one.placebo.mean)} against {_share(one.base.mean)}"
    if holds_zero(one.learnability):
        reading = "no difference is seen in how fast the erased model and the base model learn it"
    elif one.learnability.mean < 0:
        reading = "the erased model learns the control more slowly than the base model"
    else:
        reading = "the erased model learns the control faster than the base model"
    yield f"Learnability: {reading} ({rates}; {_bounds(one.learnability)})."


def _without_placebo(outcome: SuiteOutcome) -> Iterator[str]:
    if outcome.no_placebo:
        yield f"No placebo: {outcome.no_placebo}"


def _costs(outcome: SuiteOutcome) -> Iterator[str]:
    worst = outcome.worst
    if worst is None:
        return
    for key, words in (
        ("concept_recall", "Where an erased object is present, it is named in {now} of cases"),
        ("object_recall", "The captions name {now} of all objects in the images"),
    ):
        now, was = worst.before.get(key), outcome.base.get(key)
        if now is None:
            continue
        sentence = words.format(now=_share(now))
        if was is None:
            yield f"{sentence}."
        elif abs(now - was) < NOTICEABLE:
            yield f"{sentence}, about as before ({_share(was)})."
        else:
            yield f"{sentence}, {'less' if now < was else 'more'} than before ({_share(was)})."
    for values, when in ((worst.before, ""), (worst.after, "After the strongest attack, ")):
        broken = values.get(BROKEN)
        if broken is not None and broken > TOLERATED_BROKEN:
            yield (
                f"{when}{_share(broken)} of the captions are empty or repeat themselves: that is "
                "a failure, not an erasure."
            )


def _not_counting(outcome: SuiteOutcome) -> Iterator[str]:
    ruined = [one.name for one in outcome.ranked if not one.within(outcome.recall_loss)]
    if ruined:
        yield (
            f"Not counted, as object recall falls by more than {_share(outcome.recall_loss)}: "
            f"{'; '.join(ruined)}."
        )
    for name, why in outcome.left_out.items():
        yield f"Not run: {name}. {why}"


def _basis(worst: AttackOutcome | None) -> Iterator[str]:
    if worst is None or worst.rate is None:
        return
    yield "One seed: a rough indication, not a measurement."
    if worst.rate.count < FEW_IMAGES:
        one = _share(1 / worst.rate.count)
        yield f"With so few images the rates are coarse: one image is {one}."


def _share(value: float) -> str:
    return metric(RATE).format(value)


def _points(value: float) -> str:
    points = f"{100 * value:.1f}".removesuffix(".0")
    return count_text(1, "points") if points == "1" else f"{points} points"


def _bounds(difference: Interval) -> str:
    if difference.low is None or difference.high is None:
        return "no interval"
    low, high = 100 * difference.low, 100 * difference.high
    bounds = f"difference {low:+.0f} to {high:+.0f} points".replace("-", "\N{MINUS SIGN}")
    return f"{bounds} over {count_text(difference.count, 'images')}"
