"""The switches of a job."""

from __future__ import annotations

import threading
import time

import pytest

from sare_engine.control import Control, Stopped


def wait_for(check: object, seconds: float = 5.0) -> None:
    end = time.monotonic() + seconds
    while not check():  # type: ignore[operator]
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
    thread.join(5)
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
    thread.join(5)
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
