"""The sentence at the top of a report, made from its figures and honest about them."""

from __future__ import annotations

from dataclasses import dataclass

from sare_engine.erasure.kinds import BASE, kind_of
from sare_engine.exporting.figures import metric
from sare_engine.exporting.report_data import Figure, MethodFigures, ReportData
from sare_engine.tuned import RECOMMENDED_KIND

_RATE = "hallucination_rate"
_NOTICEABLE = 0.05
"""A change of recall by this much is told."""
_BROKEN = 0.02
"""More broken captions than this are told, because they look like success."""


@dataclass(frozen=True)
class Verdict:
    """The outcome in words: one sentence, and what belongs beside it."""

    headline: str
    details: tuple[str, ...]


def verdict(data: ReportData) -> Verdict:
    """Return the outcome of a report in words."""
    base = next((one for one in data.methods if one.kind == BASE), None)
    erased = [one for one in data.methods if one.kind != BASE and _RATE in one.erased]
    sares = sorted(
        (one for one in erased if kind_of(one.kind).proposed),
        key=lambda one: (
            _RATE not in one.attacked,
            one.kind != RECOMMENDED_KIND,
            kind_of(one.kind).place,
        ),
    )
    main = next(iter([*sares, *erased[::-1]]), None)
    rival = next((one for one in erased if kind_of(one.kind).baseline and one is not main), None)
    if main is None:
        return Verdict(data.headline or _of_base(base), ())
    # Where there are several ways of SARE, the sentence says which one it is about.
    who = f" with {main.name}" if len(sares) > 1 else ""
    headline = data.headline or _of_attack(data, main, who, rival) or _of_erasure(base, main)
    details = [
        *_other_ways(sares[1:]),
        *_before_and_after(base, main, rival),
        *_comparison(main, rival),
        *_costs(base, main),
        *_basis(data, main),
    ]
    return Verdict(headline, tuple(details))


def _of_base(base: MethodFigures | None) -> str:
    if base is None or _RATE not in base.erased:
        return "Nothing has been measured yet."
    return (
        f"On {_shown(base.erased[_RATE])} of images the model names one of the chosen objects "
        "that is not there."
    )


def _of_erasure(base: MethodFigures | None, main: MethodFigures) -> str:
    now = _shown(main.erased[_RATE])
    if base is None or _RATE not in base.erased:
        return f"After erasure the hallucination is left on {now} of images."
    before = base.erased[_RATE].mean
    if main.erased[_RATE].mean < before:
        was = _shown(base.erased[_RATE])
        return f"Erasure lowers the hallucination from {was} of images to {now}."
    return f"Erasure did not lower the hallucination: it is on {now} of images."


def _of_attack(data: ReportData, main: MethodFigures, who: str, rival: MethodFigures | None) -> str:
    back = main.attacked.get(_RATE)
    if back is None:
        return ""
    after = (
        f"After relearning for {data.relearn_steps} steps"
        if data.relearn_steps
        else "After relearning"
    )
    stays = _is_nothing(back)
    text = (
        f"{after} the hallucination stays away{who}"
        if stays
        else f"{after} the hallucination returns on {_shown(back)} of images{who}"
    )
    theirs = rival.attacked.get(_RATE) if rival else None
    if theirs is None:
        return text + "."
    if stays and _is_nothing(theirs):
        return f"{text}, and so it does with plain erasure (EFUF)."
    if stays:
        return f"{text}; with plain erasure (EFUF) it returns on {_shown(theirs)} of images."
    return f"{text}; with plain erasure (EFUF) on {_shown(theirs)}."


def _before_and_after(
    base: MethodFigures | None, main: MethodFigures, rival: MethodFigures | None
) -> list[str]:
    if not main.attacked:
        return []
    right_after = f"right after erasure on {_shown(main.erased[_RATE])}"
    if rival is not None:
        right_after += f" ({rival.name}: {_shown(rival.erased[_RATE])})"
    if base is None or _RATE not in base.erased:
        return [f"The hallucination was, {right_after} of images."]
    return [f"Before erasure it was on {_shown(base.erased[_RATE])} of images, {right_after}."]


def _other_ways(others: list[MethodFigures]) -> list[str]:
    """Say what the ways of SARE come to that the first sentence is not about."""
    told = []
    for one in others:
        back = one.attacked.get(_RATE)
        if back is not None:
            where = "stays away" if _is_nothing(back) else f"returns on {_shown(back)} of images"
            told.append(f"With {one.name} the hallucination {where}.")
    return told


def _comparison(main: MethodFigures, rival: MethodFigures | None) -> list[str]:
    mine = main.attacked.get(_RATE)
    theirs = rival.attacked.get(_RATE) if rival else None
    if mine is None or theirs is None or rival is None:
        return []
    if mine.mean >= theirs.mean:
        return [f"Here {main.name} did not withstand the attack better than {rival.name}."]
    if None not in (mine.high, theirs.low) and (mine.high or 0) >= (theirs.low or 0):
        return [f"The 95 % intervals of {main.name} and {rival.name} overlap."]
    return []


def _costs(base: MethodFigures | None, main: MethodFigures) -> list[str]:
    told = []
    for key, words in (
        ("concept_recall", "Where an erased object is in the image, it is named in {now} of cases"),
        ("object_recall", "Of all objects in the images, {now} are named"),
    ):
        now = main.erased.get(key)
        was = base.erased.get(key) if base else None
        if now is None:
            continue
        sentence = words.format(now=_shown(now, key))
        if was is None:
            told.append(sentence + ".")
        elif abs(now.mean - was.mean) < _NOTICEABLE:
            told.append(f"{sentence}, about as before ({_shown(was, key)}).")
        else:
            less = "less than" if now.mean < was.mean else "more than"
            told.append(f"{sentence}, {less} before ({_shown(was, key)}).")
    broken = main.erased.get("degenerate_rate")
    if broken is not None and broken.mean > _BROKEN:
        told.append(
            f"{_shown(broken, 'degenerate_rate')} of the captions are empty or repeat themselves: "
            "that is a failure, not an erasure."
        )
    return told


def _basis(data: ReportData, main: MethodFigures) -> list[str]:
    if not data.held_out_images:
        return []
    seeds = max(figure.seeds for figure in (*main.erased.values(), *main.attacked.values()))
    over = f"{seeds} seeds" if seeds > 1 else "one seed, so read it as a sketch"
    return [f"Measured on {data.held_out_images} images kept from training, with {over}."]


def _shown(figure: Figure, key: str = _RATE) -> str:
    return metric(key).format(figure.mean)


def _is_nothing(figure: Figure) -> bool:
    return figure.mean < 0.0005  # What is written as 0 %.
