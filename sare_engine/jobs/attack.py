"""Attacking an erasure in every way of a suite, with a placebo beside the strongest attack."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sare_engine.config import AttackConfig
from sare_engine.control import Control
from sare_engine.errors import EngineError
from sare_engine.events import Event, Finished, Notice
from sare_engine.jobs.runner import job
from sare_engine.jobs.suite_plan import SuitePlan, plan_suite
from sare_engine.jobs.suite_work import SuiteTask, SuiteWork
from sare_engine.jobs.worker_places import worker_places
from sare_engine.reporting.suite import (
    AttackOutcome,
    PlaceboOutcome,
    SuiteOutcome,
    placebo_outcome,
)
from sare_engine.reporting.suite_file import write_suite_result
from sare_engine.reporting.suite_verdict import suite_result
from sare_engine.robustness.suite import SuiteAttack
from sare_engine.team.seats import current_team


@job
def attack(config: AttackConfig, *, control: Control | None = None) -> Iterator[Event]:
    """Attack an erasure in every way of a suite, as ordinary runs of the project.

    A second call continues where the first one ended: finished attacks with the same settings are
    reused. An attack that cannot be run, or that fails, is listed in the result with its reason.
    `Finished.result` is that of `sare_engine.reporting.suite_verdict.suite_result`; it is kept in
    the erasure's folder too.

    Args:
        config: the settings.
        control: pause, resume and stop.
    """
    control = control or Control()
    if current_team() is not None:
        raise EngineError(
            "A suite of attacks is not possible under torchrun.",
            "Each of its attacks starts processes of its own, so that the suite continues if one "
            "of them fails.",
            "Use --processes instead of torchrun, or let torchrun start sare relearn for one "
            "attack.",
        )
    places = worker_places(config.device, config.workers)
    plan = plan_suite(config)
    if plan.controls:
        for why in plan.choice.missing.values():
            yield Notice("warning", f"No control object for {why}")
    expected = [one.attack.trains for one in plan.possible]
    placebos = plan.expected_placebos
    work = SuiteWork(
        config,
        control,
        plan.tested,
        [*expected, *[True] * placebos],
        placebos,
        places=places,
    )
    yield work.started()
    yield from work.do(
        SuiteTask(one.name, plan.attack_config(one), one.attack.trains) for one in plan.possible
    )
    attacked = [
        (one, work.outcomes[one.name]) for one in plan.possible if one.name in work.outcomes
    ]
    compared = _to_compare(plan, attacked)
    yield from work.do(_placebos(plan, work, [one for one, _ in compared], missing=not places))
    found = []
    for one, outcome in compared:
        placebo = work.outcomes.get(_placebo(one))
        if placebo is not None:
            before = work.outcomes.get(_before(one))
            found.append(placebo_outcome(outcome, plan.controls, placebo, before))
    yield work.finished()
    result = suite_result(
        _outcome(
            plan,
            work,
            [outcome for _, outcome in attacked],
            [one for one in found if one is not None],
        )
    )
    write_suite_result(plan.run, result)
    yield Finished("done", result)


def _to_compare(
    plan: SuitePlan, attacked: Sequence[tuple[SuiteAttack, AttackOutcome]]
) -> list[tuple[SuiteAttack, AttackOutcome]]:
    """Return the attacks that get a placebo: the strongest relearning attack, or all of them."""
    if not plan.controls:
        return []
    by_run = {outcome.run: (one, outcome) for one, outcome in attacked if one.attack.relearns}
    ranked = _ranked(plan, [outcome for _, outcome in attacked])
    pairs = [by_run[outcome.run] for outcome in ranked if outcome.run in by_run]
    return pairs if plan.suite.every_placebo else pairs[:1]


def _ranked(plan: SuitePlan, attacks: Sequence[AttackOutcome]) -> list[AttackOutcome]:
    config = plan.config
    return SuiteOutcome(plan.run.name, config.suite, attacks, config.recall_loss).counting


def _placebo(one: SuiteAttack) -> str:
    return f"Placebo: {one.name}"


def _before(one: SuiteAttack) -> str:
    return f"{_placebo(one)}, before erasure"


def _placebos(
    plan: SuitePlan, work: SuiteWork, attacks: Sequence[SuiteAttack], *, missing: bool
) -> Iterator[SuiteTask]:
    """Yield the placebos of attacks, each on the erased model and on the model before erasure.

    Args:
        plan: the suite.
        work: knows which of them have been run.
        attacks: the attacks.
        missing: whether a placebo has been run before the next is asked for, so that one without
            an outcome needs no other to compare it with.
    """
    for one in attacks:
        yield SuiteTask(_placebo(one), plan.attack_config(one, placebo=True), trains=True)
        if not one.attack.needs_adapter and (not missing or _placebo(one) in work.outcomes):
            wanted = plan.attack_config(one, placebo=True, base=True)
            yield SuiteTask(_before(one), wanted, trains=True)


def _outcome(
    plan: SuitePlan,
    work: SuiteWork,
    attacks: Sequence[AttackOutcome],
    placebos: Sequence[PlaceboOutcome],
) -> SuiteOutcome:
    config = plan.config
    fits = {
        erased: [known[name] for name in (erased, plan.choice.controls.get(erased)) if name]
        for erased, known in plan.choice.fits.items()
    }
    return SuiteOutcome(
        run=plan.run.name,
        suite=config.suite,
        attacks=attacks,
        recall_loss=config.recall_loss,
        base=plan.base_values,
        base_rate=plan.base_rate,
        left_out={**plan.impossible, **work.left_out},
        placebos=placebos,
        rule="" if config.control else config.control_rule,
        no_placebo=_why_none(plan, attacks, placebos),
        fits=fits,
    )


def _why_none(
    plan: SuitePlan, attacks: Sequence[AttackOutcome], placebos: Sequence[PlaceboOutcome]
) -> str:
    """Return why the placebo, or that of some erased objects, is missing; "" if none is."""
    if not plan.config.placebo:
        return "It was not asked for."
    if plan.choice.missing:
        return " ".join(plan.choice.missing.values())
    if placebos:
        return ""
    relearning = [one for one in _ranked(plan, attacks) if one.attack and one.attack.relearns]
    if not relearning:
        return "No attack that teaches the hallucination finished within the utility bound."
    return "It was not run, or no held-out image is suitable for it."
