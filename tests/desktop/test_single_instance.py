"""A second start of the program asks the first one."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from sare_desktop.single_instance import WISH, Request, SingleInstance, ask_first
from tests.waiting import eventually

WANTED = {"folder": None, "demo": False}


@pytest.fixture
def first(qapp: Any, tmp_path: Path) -> Iterator[SingleInstance]:
    instance = SingleInstance(tmp_path)
    assert instance.hold()
    yield instance
    instance.close()


def asked(folder: Path, answers: list[bool], patience_s: float = 30.0) -> threading.Thread:
    thread = threading.Thread(
        target=lambda: answers.append(ask_first(folder, WANTED, patience_s)), daemon=True
    )
    thread.start()
    return thread


@pytest.mark.parametrize("fulfilled", [True, False])
def test_the_first_instance_answers(first: SingleInstance, tmp_path: Path, fulfilled: bool) -> None:
    wishes: list[Request] = []

    def answer(request: Request) -> bool:
        wishes.append(request)
        return fulfilled

    first.listen(answer)
    assert not SingleInstance(tmp_path).hold()
    answers: list[bool] = []
    thread = asked(tmp_path, answers)
    eventually(lambda: answers, [fulfilled])
    thread.join()
    assert [(one["folder"], one["demo"]) for one in wishes] == [(None, False)]


def test_an_instance_that_stands_still_is_not_waited_for(
    first: SingleInstance, tmp_path: Path
) -> None:
    assert not ask_first(tmp_path, WANTED, patience_s=0.1)
    assert not (tmp_path / WISH).exists()


def test_the_place_is_free_when_the_first_ends(first: SingleInstance, tmp_path: Path) -> None:
    first.close()
    following = SingleInstance(tmp_path)
    assert following.hold()
    following.close()


def test_a_wish_that_is_not_understood_is_ignored(first: SingleInstance, tmp_path: Path) -> None:
    called: list[Request] = []

    def answer(request: Request) -> bool:
        called.append(request)
        return True

    first.listen(answer)
    (tmp_path / WISH).write_text("{", encoding="utf-8")
    first.look()
    assert called == []
