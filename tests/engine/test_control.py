"""The switches of a job."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable

import pytest

from sare_engine.control import Control, Stopped


def wait_for(check: Callable[[], bool], seconds: float = 30.0) -> None:
    end = time.monotonic() + seconds
    while not check():
        assert time.monotonic() < end
        time.sleep(0.002)


def test_waiting_is_true_only_inside_a_poll() -> None:
    control = Control()
    passed = threading.Event()
    control.pause()
    assert control.paused and not control.waiting

    def job() -> None:
        control.poll()
        passed.set()

    thread = threading.Thread(target=job)
    thread.start()
    wait_for(lambda: control.waiting)
    assert not passed.is_set()
    control.resume()
    assert not control.waiting
    thread.join(30)
    assert passed.is_set() and not control.waiting


def test_stop_wakes_a_paused_job() -> None:
    control = Control()
    raised = threading.Event()
    control.pause()

    def job() -> None:
        try:
            control.poll()
        except Stopped:
            raised.set()

    thread = threading.Thread(target=job)
    thread.start()
    wait_for(lambda: control.waiting)
    control.stop()
    thread.join(30)
    assert raised.is_set() and not control.waiting


def test_a_checkpoint_request_is_taken_once() -> None:
    control = Control()
    assert not control.take_checkpoint_request()
    control.request_checkpoint()
    assert control.take_checkpoint_request()
    assert not control.take_checkpoint_request()


def test_a_poll_returns_while_nothing_is_asked() -> None:
    Control().poll()
    control = Control()
    control.stop()
    with pytest.raises(Stopped):
        control.poll()
