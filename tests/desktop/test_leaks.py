"""What a test leaves running is found, with the line that started it."""

from __future__ import annotations

import threading
from typing import Any

import pytest
from PySide6.QtCore import QObject, QThread, QThreadPool, QTimer, Signal

from tests.desktop import leaks
from tests.waiting import eventually


class Sender(QObject):
    typed = Signal(str)


@pytest.fixture
def parent(qapp: Any) -> QObject:
    return QObject()


def test_a_timer_is_found_until_it_stops(parent: QObject) -> None:
    timer = QTimer(parent)
    timer.start(100_000)
    [found] = leaks.running()
    assert "every 100000 ms" in found
    assert "tests/desktop/test_leaks.py" in found
    assert "test_a_timer_is_found_until_it_stops" in found
    timer.stop()
    assert leaks.running() == []


def test_a_timer_started_by_a_signal_is_found(parent: QObject) -> None:
    timer, sender = QTimer(parent), Sender()
    timer.setInterval(100_000)
    sender.typed.connect(timer.start)
    sender.typed.emit("a word, not a time")
    assert len(leaks.running()) == 1 and timer.interval() == 100_000
    timer.stop()


def test_a_thread_is_found_until_it_ends(parent: QObject) -> None:
    class Worker(QThread):
        gate = threading.Event()

        def run(self) -> None:
            self.gate.wait(60)

    worker = Worker(parent)
    worker.setObjectName("patient")
    worker.start()
    found = leaks.running()
    worker.gate.set()
    eventually(worker.isFinished)
    assert len(found) == 1 and found[0].startswith("thread patient")
    assert leaks.running() == []


def test_a_pool_is_found_until_its_call_ends(
    parent: QObject, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(leaks, "_POOL_MS", 1)
    gate = threading.Event()
    pool = QThreadPool(parent)
    pool.start(lambda: gate.wait(60))
    found = leaks.running()
    gate.set()
    assert pool.waitForDone(60_000)
    assert len(found) == 1 and found[0].startswith("thread pool")
    assert leaks.running() == []


def test_what_is_gone_is_not_found() -> None:
    QTimer().start(100_000)
    assert leaks.running() == []


def test_python_threads_count_unless_they_are_daemons() -> None:
    gate = threading.Event()
    threads = [threading.Thread(target=gate.wait, daemon=daemon) for daemon in (True, False)]
    for thread in threads:
        thread.start()
    assert set(threads) & leaks.python_threads() == {threads[1]}
    gate.set()
    for thread in threads:
        thread.join()
