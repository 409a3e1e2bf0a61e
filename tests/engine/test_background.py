"""Threads that work ahead of a loop: in order, not too far, and gone when the loop is."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from types import TracebackType

import pytest

from sare_engine import background
from sare_engine.background import in_order
from tests.waiting import eventually


def threads() -> list[str]:
    return [one.name for one in threading.enumerate() if one.name.startswith("ahead")]


@pytest.mark.parametrize("count", [0, 1, 3])
def test_results_come_in_the_order_of_the_items(count: int) -> None:
    assert list(in_order(range(100), lambda one: one * one, count)) == [n * n for n in range(100)]
    assert list(in_order([], str, count)) == []
    assert threads() == []


def test_a_later_item_is_done_before_an_earlier_one_has_ended() -> None:
    second = threading.Event()

    def work(item: int) -> int:
        if item == 0:
            assert second.wait(30)
        elif item == 1:
            second.set()
        return item

    assert list(in_order(range(4), work, 2)) == [0, 1, 2, 3]


def test_few_items_are_taken_ahead() -> None:
    taken = []

    def items() -> Iterator[int]:
        for number in range(1000):
            taken.append(number)
            yield number

    results = in_order(items(), str, 2)
    assert next(results) == "0"
    assert len(taken) == 16
    assert [next(results) for _ in range(10)] == [str(number) for number in range(1, 11)]
    assert len(taken) == 26
    results.close()  # type: ignore[attr-defined]
    assert len(taken) == 26
    assert threads() == []


def test_what_fails_raises_when_it_is_its_turn() -> None:
    results = in_order([4, 2, 0, 1], lambda one: 4 // one, 2)
    assert [next(results), next(results)] == [1, 2]
    with pytest.raises(ZeroDivisionError):
        next(results)
    assert list(results) == []
    assert threads() == []


def test_items_that_cannot_be_listed_fail_and_leave_no_thread() -> None:
    def items() -> Iterator[int]:
        yield 1
        raise OSError("The disk is gone.")

    with pytest.raises(OSError, match="gone"):
        list(in_order(items(), str, 2))
    assert threads() == []


def test_what_was_not_begun_is_dropped_with_the_loop(monkeypatch: pytest.MonkeyPatch) -> None:
    begun: list[int] = []
    ending = threading.Event()

    class Pool(ThreadPoolExecutor):
        def __exit__(
            self,
            kind: type[BaseException] | None,
            error: BaseException | None,
            trace: TracebackType | None,
        ) -> bool | None:
            ending.set()
            return super().__exit__(kind, error, trace)

    monkeypatch.setattr(background, "ThreadPoolExecutor", Pool)

    def work(item: int) -> int:
        begun.append(item)
        if item:
            assert ending.wait(30)
        return item

    results = in_order(range(5), work, 1)
    assert next(results) == 0
    eventually(lambda: begun, [0, 1])
    results.close()  # type: ignore[attr-defined]
    assert begun == [0, 1]
    assert threads() == []
