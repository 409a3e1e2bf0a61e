"""Kinds of erasure: where runs are grouped, drawn and named, SARE with another ascent than the
paper's is a kind of its own.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from sare_engine.config import EraseConfig
from sare_engine.config.erase import BEST
from sare_engine.erasure.ascents import ASCENTS
from sare_engine.erasure.ascents.step import ENTRY as STEP
from sare_engine.erasure.methods import METHODS
from sare_engine.erasure.records import AscentEntry, Look, MethodEntry
from sare_engine.settings import settings_of

BASE = "base"
"""The kind of the model before any erasure."""

_BASE_LOOK = Look(5, "#6d6d6d", "#a8a8a8", (1.5, 1.8), "D")


@dataclass(frozen=True)
class Kind:
    """A kind of erasure, or the model before any.

    Attributes:
        key: `BASE`, a method's key, or a method's and an ascent's ("sare_fine_tuning").
        title: its name for a person.
        method: its method; None for the base model.
        ascent: its ascent; None where the method has none.
        place: where it stands in a list: base first, then the baseline, SARE and its ascents, then
            the other methods.
        look: how it is drawn; None: as the others are.
    """

    key: str
    title: str
    method: MethodEntry | None
    ascent: AscentEntry | None
    place: int
    look: Look | None

    @property
    def proposed(self) -> bool:
        """Whether it is a way of running the method that this program is about."""
        return self.method is not None and self.method.proposed

    @property
    def baseline(self) -> bool:
        """Whether it is the plain erasure that others are compared with."""
        return self.method is not None and self.method.baseline


def kinds() -> dict[str, Kind]:
    """Return all kinds by key, in the order of lists."""
    return {kind.key: kind for kind in _all_kinds()}


def kind_of(key: str) -> Kind:
    """Return a kind; one that this version does not know comes last and is named by its key."""
    known = kinds()
    return known.get(key) or Kind(key, key, None, None, len(known), None)


def _all_kinds() -> Iterator[Kind]:
    place = 0
    yield Kind(BASE, "Base model", None, None, place, _BASE_LOOK)
    for method in METHODS.values():
        if not _has_ascent(method):
            place += 1
            yield Kind(method.key, method.title, method, None, place, method.look)
            continue
        for ascent in ASCENTS.values():
            place += 1
            key = method_kind({"method": method.key, "ascent": ascent.key})
            if ascent.key == STEP.key:
                yield Kind(key, method.title, method, ascent, place, method.look)
            else:
                title = f"{method.title}, {ascent.title[:1].lower()}{ascent.title[1:]}"
                yield Kind(key, title, method, ascent, place, ascent.look)


def _has_ascent(method: MethodEntry) -> bool:
    return "ascent" in method.uses


def method_kind(settings: Mapping[str, Any]) -> str:
    """Return the kind of an erasure with these settings: "sare", "sare_relearning", "efuf" …

    Args:
        settings: those of an `EraseConfig` as JSON; a setting that an old record lacks counts as
            its default.
    """
    method, ascent = str(settings["method"]), str(settings.get("ascent", STEP.key))
    record = METHODS.get(method)
    plain = record is None or not _has_ascent(record) or ascent == STEP.key
    return method if plain else f"{method}_{ascent}"


def method_title(kind: str) -> str:
    """Return the name of a kind of erasure, or of the base model, for a person."""
    return kind_of(kind).title


def method_colour(kind: str) -> int | None:
    """Return the number of a kind's colour in the window's palette; None: as the others."""
    look = kind_of(kind).look
    return None if look is None else look.palette


@dataclass(frozen=True)
class HeldCopies:
    """Copies of weights that an erasure holds beside gradient and optimiser.

    Attributes:
        copies: of the trained weights.
        copies_under: of the frozen weights under the adapters.
    """

    copies: int
    copies_under: int


def held_copies(config: EraseConfig) -> HeldCopies:
    """Return the copies that the method and ascent of an erasure hold."""
    # The running gradient of what is kept, and the negative gradient while that is computed.
    projecting = 2 if config.applies("project_negative") else 0
    if "ascent" in config.unused():
        return HeldCopies(METHODS[config.method].copies + projecting, 0)
    ascent = ASCENTS[config.ascent]
    return HeldCopies(ascent.copies + projecting, ascent.copies_under)


def options_in_words(settings: Mapping[str, Any]) -> tuple[str, ...]:
    """Return the options of an erasure that the papers' methods do not have, a phrase each.

    Args:
        settings: as for `method_kind`.
    """
    value = {one.name: one.default for one in settings_of(EraseConfig)} | dict(settings)
    method, ascent = METHODS.get(value["method"]), ASCENTS.get(value["ascent"])
    if method is None or ascent is None:
        return ()
    used = set(method.uses)
    simulated = "ascent" in used and ascent.simulates_attack
    found = []
    if "ascent" in used and ascent.option:
        found.append(ascent.option.format(**value))
    if "rho_schedule" in used and value["rho_schedule"] != "constant":
        what = "an attack" if simulated else "a perturbation"
        rising = value["rho_schedule"] == "rising"
        found.append(
            f"{what} that grows over the first half of the run"
            if rising
            else f"{what} that fades in the course of the run"
        )
    if value["negative_target"] == "mention":
        found.append("the hallucinated words alone are unlearned, not their sub-sentences")
    if value["replay_target"] == "mention":
        found.append("true mentions of the erased objects are kept by targets of their own")
    if value["corrections"] and "corrections" in used:
        found.append("the captions without what was made up in them are kept as well")
    if value["negative_ceiling"] > 0 and "negative_ceiling" in used:
        found.append(f"no push beyond a cross-entropy of {value['negative_ceiling']:g} nats")
    if value["negative_clip"] > 0 and "negative_clip" in used:
        found.append(f"a gradient of the negative loss no longer than {value['negative_clip']:g}")
    if value["project_negative"] and "project_negative" in used:
        found.append("the negative gradient without what works against what is kept")
    if value["anneal"]:
        found.append("a weight of the negative loss that falls to 0")
    if value["cooldown"] > 0:
        share = f"{100 * value['cooldown']:.0f} %"
        found.append(f"a learning rate that falls over the last {share} of the run")
    if value["evaluate_every"] > 0 and not method.whole:
        found += _chosen_by_measurements(value)
    return tuple(found)


def _chosen_by_measurements(value: Mapping[str, Any]) -> Iterator[str]:
    if value["keep"] == BEST:
        yield (
            "the weights that are best on the held-out images, whose figures are then slightly "
            "optimistic"
        )
    if value["patience"] > 0:
        count = value["patience"]
        row = "a measurement" if count == 1 else f"{count} measurements in a row"
        yield f"an early stop once {row} brought no improvement"
