"""One fraction and one remaining time for a job of several parts."""

from __future__ import annotations

import pytest

from sare_engine.events import Notice, PhaseStarted, Progress, StepMetrics
from sare_engine.jobs.overall import Expected, OverallProgress

LONG = Expected("long", {"erase": 6, "relearn": 4})
SHORT = Expected("short", {"relearn": 4})


class Clock:
    """Seconds that pass when the test says so."""

    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


def step(overall: OverallProgress, title: str, phase: str, number: int) -> list[Progress]:
    return list(overall.follow(title, StepMetrics(phase, number, {})))


def test_the_time_left_is_that_of_all_parts(clock: Clock) -> None:
    overall = OverallProgress("all", "All", "runs", [SHORT, LONG, LONG], clock=clock)
    assert overall.started().total == 3
    began = overall.begin("a", SHORT)
    assert (began.eta_seconds, began.fraction, began.running) == (None, 0.0, ("a",))
    clock.now += 20
    [first] = step(overall, "a", "relearn", 1)
    assert first.eta_seconds is None
    clock.now += 5
    [half] = step(overall, "a", "relearn", 2)
    # 20 s before the first step, then 5 s a step: 10 s are left of this part, and the others take
    # 20 + 10 · 5 s each.
    assert half.eta_seconds == pytest.approx(10 + 70 + 70)
    assert half.fraction == pytest.approx(20 / (40 + 70 + 70))
    clock.now += 15
    assert overall.end("a") == pytest.approx(40)
    after = overall.progress()
    assert (after.done, after.total, after.running) == (1, 3, ())
    # 20 s before the first step, 20 s for the other three.
    assert after.eta_seconds == pytest.approx(2 * (20 + 10 * 20 / 3))

    overall.begin("b", LONG)
    clock.now += 60
    step(overall, "b", "erase", 6)
    step(overall, "b", "relearn", 4)
    clock.now += 20
    overall.end("b")
    # This kind takes 80 s, whatever the others take.
    assert overall.progress().eta_seconds == pytest.approx(80)
    overall.begin("c", LONG)
    overall.end("c")
    end = overall.complete()
    assert (end.done, end.fraction, end.eta_seconds) == (3, 1.0, 0.0)


def test_parts_side_by_side_take_as_long_as_the_fullest_worker(clock: Clock) -> None:
    overall = OverallProgress("all", "All", "runs", [LONG] * 5, at_once=2, clock=clock)
    overall.begin("a", LONG)
    overall.begin("b", LONG)
    step(overall, "a", "erase", 1)
    step(overall, "b", "erase", 1)
    clock.now += 40
    step(overall, "a", "erase", 5)
    step(overall, "b", "erase", 5)
    progress = overall.progress()
    assert progress.running == ("a", "b")
    # 50 s are left of both, then 100 s each of two more, then 100 s of the fifth.
    assert progress.eta_seconds == pytest.approx(250)
    assert progress.fraction == pytest.approx(0.2)


def test_what_was_there_already_says_nothing_of_the_time(clock: Clock) -> None:
    overall = OverallProgress("all", "All", "runs", [LONG, LONG], clock=clock)
    overall.begin("a", LONG)
    clock.now += 0.1
    assert list(overall.follow("a", Notice("info", "It is there."))) == []
    overall.end("a")
    assert overall.progress().eta_seconds is None
    overall.skip(LONG)
    assert overall.progress().fraction == 1.0


def test_pauses_do_not_count_and_the_fraction_never_falls(clock: Clock) -> None:
    overall = OverallProgress("all", "All", "runs", [LONG, LONG], clock=clock)
    overall.begin("a", LONG)
    step(overall, "a", "erase", 1)
    clock.now += 8
    step(overall, "a", "erase", 5)
    clock.now += 1000
    overall.waited(1000)
    before = overall.progress()
    assert before.eta_seconds == pytest.approx(10 + 20)  # 2 s a step
    overall.give_up("a")
    again = overall.progress()
    assert again.done == 0
    assert again.fraction == before.fraction


def test_nothing_is_complete_before_all_parts_have_ended(clock: Clock) -> None:
    overall = OverallProgress("all", "All", "runs", [SHORT, SHORT], clock=clock)
    overall.begin("a", SHORT)
    for number in range(1, 5):
        clock.now += 10
        step(overall, "a", "relearn", number)
    clock.now += 20
    overall.end("a")
    overall.begin("b", SHORT)
    for number in range(1, 5):
        clock.now += 10
        [last] = step(overall, "b", "relearn", number)
    # A part of this kind took 60 s, of which 40 have passed: it measures after its last step.
    assert last.eta_seconds == pytest.approx(20)
    clock.now += 100
    late = overall.progress()
    assert (late.done, late.total) == (1, 2)
    assert late.eta_seconds == 1.0
    assert late.fraction == 0.99
    overall.end("b")
    end = overall.complete()
    assert (end.fraction, end.eta_seconds) == (1.0, 0.0)


def test_the_steps_of_a_phase_that_comes_again_add_up(clock: Clock) -> None:
    suite = Expected("suite", {"relearn": 3 * 2})
    overall = OverallProgress("all", "All", "runs", [suite], clock=clock)
    overall.begin("a", suite)
    fractions = []
    for _ in range(3):
        clock.now += 5
        list(overall.follow("a", PhaseStarted("relearn", "Fine-tuning", 2, "steps")))
        for number in (1, 2):
            clock.now += 5
            [progress] = step(overall, "a", "relearn", number)
            fractions.append(progress.fraction)
    assert fractions == pytest.approx([1 / 6, 2 / 6, 3 / 6, 4 / 6, 5 / 6, 0.99])
    # A phase that is opened in the middle of its steps goes on.
    overall.give_up("a")
    overall.begin("a", suite)
    step(overall, "a", "relearn", 2)
    list(overall.follow("a", PhaseStarted("relearn", "Fine-tuning", 6, "steps")))
    step(overall, "a", "relearn", 3)
    assert overall._running["a"].done == 3
