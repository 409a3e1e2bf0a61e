"""The switches of a job."""

from __future__ import annotations

import threading

import pytest

from sare_engine.control import Control, Stopped
from tests.waiting import eventually


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
    eventually(lambda: control.waiting)
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
    eventually(lambda: control.waiting)
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
