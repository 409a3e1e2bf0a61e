"""A long call of a library that is watched, paused, stopped or left behind."""

from __future__ import annotations

import threading
import weakref
from collections.abc import Callable
from typing import Any

import pytest
from transformers.utils import logging

from sare_engine.control import Control, Stopped
from sare_engine.models.quiet import quiet_libraries
from sare_engine.models.watched import Report, counted_items, watched
from tests.waiting import eventually


class Weights:
    """Something that must not be kept."""


def run(call: Callable[[Report], Any], control: Control) -> tuple[list[int], Any]:
    told, work = [], watched(call, control)
    while True:
        try:
            told.append(next(work))
        except StopIteration as ended:
            return told, ended.value


def threads() -> list[threading.Thread]:
    return [one for one in threading.enumerate() if one.name == "watched call"]


def test_the_result_and_how_far_it_was_come_back() -> None:
    def call(report: Report) -> str:
        report(3)
        return "done"

    told, result = run(call, Control())
    assert result == "done"
    assert told == sorted(set(told))
    assert not threads()


def test_what_the_call_raises_is_raised() -> None:
    def call(_report: Report) -> None:
        raise ValueError("no such file")

    with pytest.raises(ValueError, match="no such file"):
        run(call, Control())


def test_a_stop_ends_the_call_at_its_next_report_and_keeps_nothing() -> None:
    control, kept = Control(), []

    def call(report: Report) -> None:
        weights = Weights()
        kept.append(weakref.ref(weights))
        control.stop()
        report(1)
        raise AssertionError("it went on")

    with pytest.raises(Stopped) as caught:
        run(call, control)
    del caught
    eventually(lambda: kept[0]() is None)
    assert not threads()


def test_a_result_that_comes_after_the_stop_is_dropped() -> None:
    control, kept = Control(), []

    def call(_report: Report) -> Weights:
        weights = Weights()
        kept.append(weakref.ref(weights))
        control.stop()
        return weights

    with pytest.raises(Stopped):
        run(call, control)
    eventually(lambda: kept[0]() is None)


def test_a_pause_holds_the_call() -> None:
    control = Control()
    passed = threading.Event()

    def call(report: Report) -> None:
        control.pause()
        report(1)
        passed.set()

    work = watched(call, control)
    next(work)
    eventually(lambda: control.waiting)
    assert not passed.is_set()
    control.resume()
    list(work)
    assert passed.is_set()


def test_a_call_whose_owner_left_ends_by_itself() -> None:
    go_on = threading.Event()

    def call(report: Report) -> None:
        while True:
            report(1)
            go_on.wait(0.01)

    work = watched(call, Control())
    next(work)
    work.close()
    eventually(lambda: not threads())


def test_a_call_that_does_not_notice_the_stop_is_left_behind(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("sare_engine.models.watched._PATIENCE_SECONDS", 0.05)
    control, importing, order = Control(), threading.Event(), []

    def slow(report: Report) -> None:
        control.stop()
        importing.wait(20)
        order.append("first")
        report(1)
        order.append("went on")

    with pytest.raises(Stopped):
        run(slow, control)
    assert threads()
    second = watched(lambda report: order.append("second"), Control())
    next(second, None)
    importing.set()
    list(second)
    assert order == ["first", "second"]
    eventually(lambda: not threads())


def test_items_of_progress_bars_are_counted_in_this_thread_alone() -> None:
    told: list[int] = []
    others: list[int] = []

    def elsewhere() -> None:
        others.extend(logging.tqdm([1, 2]))

    with quiet_libraries(), counted_items(told.append, lambda item: item * 10):
        assert list(logging.tqdm([1, 2, 3], desc="Loading weights")) == [1, 2, 3]
        thread = threading.Thread(target=elsewhere)
        thread.start()
        thread.join()
    assert told == [0, 10, 30, 60]
    assert others == [1, 2]
    with quiet_libraries():
        assert list(logging.tqdm([4])) == [4]
    assert told == [0, 10, 30, 60]
