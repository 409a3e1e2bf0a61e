"""The record of an attack suite: which attacks it runs, and how strong each is."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sare_engine.registry import Entry
from sare_engine.robustness.attack import Attack
from sare_engine.robustness.attacks import ATTACKS

_WORDS = {
    "learning_rate": "learning rate {:g}",
    "samples": "{} captions",
    "noise_scale": "{:g} of the norm",
    "prune_share": "{:.0%}",
}
"""Setting that suites vary → how the name of an attack says it."""


@dataclass(frozen=True)
class SuiteAttack:
    """An attack of a suite.

    Attributes:
        attack: its record.
        settings: the settings that the suite chooses for it.
    """

    attack: Attack
    settings: Mapping[str, Any] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """What it is called in tables: "New adapter, learning rate 0.0005, 32 captions"."""
        return attack_name(self.attack, self.settings)


@dataclass(frozen=True, kw_only=True)
class Suite(Entry):
    """A list of attacks that are run one after the other on the same erasure.

    Attributes:
        attacks: the attacks, those expected to be strongest first, so that a budget of time is
            spent on them.
        every_placebo: whether each relearning attack has its placebo, or the strongest alone.
    """

    attacks: Sequence[SuiteAttack]
    every_placebo: bool = False

    @property
    def training_runs(self) -> int:
        """How many of its runs train if all attacks are possible, placebos included."""
        return sum(one.attack.trains for one in self.attacks) + self.placebo_runs(self.attacks)

    def placebo_runs(self, attacks: Sequence[SuiteAttack]) -> int:
        """Return how many runs the placebo of attacks takes: on the erased model and before."""
        runs = [1 if one.attack.needs_adapter else 2 for one in attacks if one.attack.relearns]
        return sum(runs) if self.every_placebo else max(runs, default=0)


def attack_name(attack: Attack, settings: Mapping[str, Any]) -> str:
    """Return an attack's title with the settings that suites vary and it uses."""
    words = [
        text.format(settings[name])
        for name, text in _WORDS.items()
        if name in settings and name in attack.uses
    ]
    return ", ".join([attack.title, *words])


def every_attack(*chosen: SuiteAttack) -> tuple[SuiteAttack, ...]:
    """Return the attacks of a suite, and after them every other attack as it is by default."""
    named = {one.attack.key for one in chosen}
    return (*chosen, *(SuiteAttack(one) for key, one in ATTACKS.items() if key not in named))


def varied(attack: Attack, **settings: Sequence[Any]) -> Iterator[SuiteAttack]:
    """Yield an attack under every combination of settings."""
    for values in itertools.product(*settings.values()):
        yield SuiteAttack(attack, dict(zip(settings, values, strict=True)))
