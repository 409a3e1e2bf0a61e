"""What a suite of attacks shows about one erasure: every attack, the worst case, the placebo."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from sare_engine.config import RelearnConfig
from sare_engine.evaluation.image_counts import ImageCounts
from sare_engine.events import Json
from sare_engine.metrics import BROKEN, RATE, RECALL, RECALL_LOSS, keeps_recall
from sare_engine.reporting.statistics import (
    Interval,
    paired_share_difference,
    share_difference,
    share_interval,
)
from sare_engine.robustness.attack import Attack
from sare_engine.robustness.attacks import ATTACKS
from sare_engine.robustness.placebo import ControlFit
from sare_engine.robustness.suite import attack_name
from sare_engine.workspace.runs import RunFolder


@dataclass(frozen=True)
class AttackOutcome:
    """What one attack came to.

    Attributes:
        name: what it is called: "New adapter, learning rate 0.001, 32 captions".
        attack: its record; None for an attack that this version doesn't know.
        run: name of its run.
        step: its last step; 0 for an attack without training steps.
        before: metric → value before the attack.
        after: metric → value after its last step.
        rate: the hallucination rate after it, with its interval over the tested images; None
            where no image could be tested.
        counted: the tested images; None where an older version did not record them.
        course: training step → hallucination rate, from before the attack; empty without training.
    """

    name: str
    attack: Attack | None
    run: str
    step: int
    before: Mapping[str, float]
    after: Mapping[str, float]
    rate: Interval | None
    counted: ImageCounts | None = None
    course: Mapping[int, float] = field(default_factory=dict)

    def within(self, recall_loss: float) -> bool:
        """Whether it left the model useful: object recall fell by at most that share.

        An attack that changes no weights cannot ruin the model, whatever its prompt asks for.
        Where recall was not measured, the attack counts.
        """
        if self.attack is not None and self.attack.weights == "none":
            return True
        return keeps_recall(self.before.get(RECALL), self.after.get(RECALL), recall_loss)

    def to_dict(self, recall_loss: float) -> dict[str, Json]:
        """Return the row of the suite's result."""
        return {
            "name": self.name,
            **rate_dict(self.rate),
            "steps": self.step,
            "object_recall": self.after.get(RECALL),
            "broken": self.after.get(BROKEN),
            "attack": self.attack.key if self.attack else "",
            "run": self.run,
            "rate_before": self.before.get(RATE),
            "object_recall_before": self.before.get(RECALL),
            "within_bound": self.within(recall_loss),
        }


@dataclass(frozen=True)
class PlaceboOutcome:
    """How fast a control object is learnt in the same attack.

    Attributes:
        name: the attack.
        run: name of the attack's run that taught the erased object.
        controls: erased object → its control.
        erased: rate of the erased objects on the erased model.
        placebo: rate of the controls on the erased model.
        base: the same on the model before erasure; None where it was not measured.
        specific: `erased − placebo`, over the images that count for both.
        learnability: `placebo − base`: below 0 where the erased model learns more slowly.
        courses: "erased", "placebo" and "base" → training step → rate, where it was measured.
    """

    name: str
    run: str
    controls: Mapping[str, str]
    erased: Interval
    placebo: Interval
    base: Interval | None
    specific: Interval
    learnability: Interval | None
    courses: Mapping[str, Mapping[int, float]] = field(default_factory=dict)

    def to_dict(self) -> dict[str, Json]:
        """Return it as JSON."""
        return {
            "attack": self.name,
            "controls": dict(self.controls),
            "erased": rate_dict(self.erased),
            "placebo": rate_dict(self.placebo),
            "base": None if self.base is None else rate_dict(self.base),
            "specific": self.specific.to_dict("difference"),
            "learnability": None
            if self.learnability is None
            else self.learnability.to_dict("difference"),
            "curves": {
                name: [[step, rate] for step, rate in sorted(course.items())]
                for name, course in self.courses.items()
            },
        }


@dataclass(frozen=True)
class SuiteOutcome:
    """What the attacks on one erasure came to.

    Attributes:
        run: the erasure.
        suite: key of the suite.
        attacks: the finished attacks.
        recall_loss: share of object recall that an attack may cost and still count.
        base: metric → value of the captions before erasure.
        base_rate: their hallucination rate with its interval; None where nothing could be tested.
        left_out: attack → why it was not run, as a sentence.
        placebos: the placebos that were run.
        rule: by which rule the controls were chosen; "" where the user chose them.
        no_placebo: why there is no placebo, or none for some erased objects; "" otherwise.
        fits: erased object → how it and its control compare.
    """

    run: str
    suite: str
    attacks: Sequence[AttackOutcome]
    recall_loss: float = RECALL_LOSS
    base: Mapping[str, float] = field(default_factory=dict)
    base_rate: Interval | None = None
    left_out: Mapping[str, str] = field(default_factory=dict)
    placebos: Sequence[PlaceboOutcome] = ()
    rule: str = ""
    no_placebo: str = ""
    fits: Mapping[str, Sequence[ControlFit]] = field(default_factory=dict)

    @property
    def ranked(self) -> list[AttackOutcome]:
        """The attacks, strongest first; those that ruin the model come after the others."""
        return sorted(
            self.attacks,
            key=lambda one: (
                not one.within(self.recall_loss),
                -(one.rate.mean if one.rate else -1.0),
                one.after.get("ce_neg", 0.0),
                one.name,
            ),
        )

    @property
    def counting(self) -> list[AttackOutcome]:
        """The attacks within the utility bound that could be measured, strongest first."""
        return [one for one in self.ranked if one.within(self.recall_loss) and one.rate]

    @property
    def worst(self) -> AttackOutcome | None:
        """The strongest attack within the utility bound; None without one."""
        return next(iter(self.counting), None)

    @property
    def placebo(self) -> PlaceboOutcome | None:
        """The placebo of the strongest attack that has one."""
        by_run = {one.run: one for one in self.placebos}
        return next((by_run[one.run] for one in self.counting if one.run in by_run), None)


def attack_outcome(run: RunFolder, tested: int | None = None) -> AttackOutcome:
    """Return what a finished attack came to.

    Args:
        run: the attack's run.
        tested: over how many images its rate was counted, where the run does not record it.

    Raises:
        EngineError: the run's files are damaged.
        KeyError, TypeError, ValueError: its result is.
    """
    settings = RelearnConfig.from_stored(run.config_dict())
    result = run.info.result
    resurgence: Mapping[str, Mapping[str, float]] = result["resurgence"]
    last = max((int(step) for step in resurgence), default=0)
    before, after = resurgence.get("0", {}), resurgence.get(str(last), {})
    record = ATTACKS.get(settings.attack)
    counted = ImageCounts.from_dict(result.get("counted", {}).get(str(last), {}))
    trains = record is None or record.trains
    return AttackOutcome(
        name=attack_name(record, settings.to_dict()) if record else settings.attack,
        attack=record,
        run=run.name,
        step=last if trains else 0,
        before=before,
        after=after,
        rate=_rate(after.get(RATE), counted, tested),
        counted=counted,
        course={int(step): values[RATE] for step, values in resurgence.items() if RATE in values}
        if trains
        else {},
    )


def placebo_outcome(
    attacked: AttackOutcome,
    controls: Mapping[str, str],
    placebo: AttackOutcome,
    base: AttackOutcome | None,
) -> PlaceboOutcome | None:
    """Return how an attack's resurgence compares with its placebo; None without tested images.

    Args:
        attacked: the attack that taught the erased object.
        controls: erased object → its control.
        placebo: the same attack with the controls, on the erased model.
        base: the same on the model before erasure, or None.
    """
    if attacked.rate is None or placebo.rate is None:
        return None
    base_rate = base.rate if base else None
    measured = {"erased": attacked, "placebo": placebo, "base": base}
    return PlaceboOutcome(
        attacked.name,
        attacked.run,
        controls,
        attacked.rate,
        placebo.rate,
        base_rate,
        _difference(attacked, placebo),
        _difference(placebo, base) if base is not None and base_rate is not None else None,
        {name: one.course for name, one in measured.items() if one is not None and one.course},
    )


def controls_in_words(controls: Mapping[str, str]) -> str:
    """Return which control stands for which objects: "banana for knife and spoon, cat for ball"."""
    erased: dict[str, list[str]] = {}
    for concept, control in controls.items():
        erased.setdefault(control, []).append(concept)
    return ", ".join(
        f"{control} for {' and '.join(concepts)}" for control, concepts in erased.items()
    )


def rate_dict(rate: Interval | None) -> dict[str, Json]:
    """Return a rate with its interval and the number of images as JSON."""
    if rate is None:
        return {"rate": None, "low": None, "high": None, "n": 0}
    return {**rate.to_dict("rate")}


def _rate(value: float | None, counted: ImageCounts | None, tested: int | None) -> Interval | None:
    if counted is not None:
        tested = counted.tested
    if value is None or not tested:
        return None
    found = share_interval([value], tested)
    # `count` is the number of images here: there is one seed.
    return Interval(found.mean, found.low, found.high, tested)


def _difference(first: AttackOutcome, second: AttackOutcome) -> Interval:
    """Return the difference of two rates, paired by image where the images are the same."""
    if first.counted is not None and second.counted is not None:
        ours, theirs = first.counted.paired(second.counted)
        if ours:
            return paired_share_difference(ours, theirs)
    one, two = first.rate, second.rate
    if one is None or two is None or None in (one.low, two.low):
        mean = (one.mean if one else 0.0) - (two.mean if two else 0.0)
        return Interval(mean, None, None, 0)
    return share_difference(one, two)
