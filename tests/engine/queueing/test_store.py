"""The queue on disk: its order, several programs at once, and files that are not understood."""

from __future__ import annotations

import json
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sare_engine import files
from sare_engine.errors import DataError, StorageError
from sare_engine.queueing import store as store_module
from sare_engine.queueing.items import (
    DONE,
    FAILED,
    INTERRUPTED,
    REMOVED,
    RUNNING,
    WAITING,
    Queue,
    QueueItem,
)
from sare_engine.queueing.store import QueueStore
from sare_engine.workspace.run_owner import this_process


@pytest.fixture
def store(tmp_path: Path) -> QueueStore:
    return QueueStore(tmp_path / "queue")


def filled(store: QueueStore, count: int = 3) -> list[int]:
    """Put erasures into the queue; return their numbers."""
    return [store.add("erase", {"project": "/p", "seed": n}, f"job {n}").id for n in range(count)]


def order(queue: Queue) -> list[int]:
    return [one.id for one in queue.items if one.state != REMOVED]


def test_what_was_added_is_read_by_another_program(store: QueueStore) -> None:
    added = store.add("erase", {"project": "/p", "rho": 0.1}, "Erasing", given={"rho", "project"})
    assert QueueStore(store.folder).read() == Queue((added,), next_id=2)
    assert (added.id, added.state, added.project) == (1, WAITING, "/p")
    assert added.given == ("project", "rho")


def test_a_number_is_never_used_again(store: QueueStore) -> None:
    filled(store, 2)
    store.remove([1, 2])
    assert filled(store, 1) == [3]


def test_jobs_run_next_where_asked(store: QueueStore) -> None:
    filled(store)
    assert order(store.move_first([3])) == [3, 1, 2]
    assert order(store.move([3], None)) == [1, 2, 3]
    assert order(store.move([3], 2)) == [1, 3, 2]
    store.add("erase", {}, "urgent", first=True)
    assert order(store.read()) == [4, 1, 3, 2]


@settings(max_examples=40)
@given(st.integers(1, 8), st.data())
def test_reordering_moves_the_chosen_jobs_and_no_others(count: int, data: st.DataObject) -> None:
    numbers = list(range(1, count + 1))
    items = tuple(QueueItem(n, "erase", {}, "") for n in data.draw(st.permutations(numbers)))
    moving = data.draw(st.sets(st.sampled_from(numbers)))
    before = data.draw(st.none() | st.sampled_from(numbers))
    old = [one.id for one in items]
    new = [one.id for one in Queue(items).reordered(moving, before).items]
    assert sorted(new) == numbers
    assert [one for one in new if one not in moving] == [one for one in old if one not in moving]
    moved = [one for one in old if one in moving]
    if moved:
        at = new.index(moved[0])
        assert new[at : at + len(moved)] == moved
        behind = old[old.index(before) :] if before is not None else []
        following = next((one for one in behind if one not in moving), None)
        assert new[at + len(moved) :][:1] == ([following] if following else [])


def test_a_removed_job_comes_back_to_its_place(store: QueueStore) -> None:
    filled(store)
    assert order(store.remove([1, 2])) == [3]
    assert store.read().find(2) is None
    back = store.restore([2, 1])
    assert order(back) == [1, 2, 3]
    assert {one.state for one in back.items} == {WAITING}


def test_a_running_job_is_neither_removed_nor_moved(store: QueueStore) -> None:
    filled(store)
    alive = {**this_process(), "pid": 1, "process_started": 0.0, "place": "", "ticks": None}
    store.change(
        lambda queue: queue.with_item(1, state=RUNNING, owner={**alive, "host": "elsewhere"})
    )
    (store.folder / "alive").touch()  # That computer has just given a sign of life.
    before = (store.folder / "queue.json").read_bytes()
    for change in (store.remove, store.move_first, store.repeat):
        with pytest.raises(DataError, match="It is running"):
            change([1])
    assert (store.folder / "queue.json").read_bytes() == before
    assert store.ask_to_stop().find(1) == store.read().find(1)
    assert store.read().items[0].wish == "stop"


def test_unknown_numbers_are_named(store: QueueStore) -> None:
    filled(store, 2)
    with pytest.raises(DataError, match="jobs 1, 2"):
        store.remove([2, 7])
    with pytest.raises(DataError, match="None is running"):
        store.ask_to_stop()


def test_many_threads_add_at_once(store: QueueStore) -> None:
    def add() -> None:
        filled(QueueStore(store.folder), 5)

    threads = [threading.Thread(target=add, daemon=True) for _ in range(4)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    queue = store.read()
    assert [one.id for one in queue.items] == list(range(1, 21))
    assert queue.next_id == 21


def test_two_programs_add_at_once(store: QueueStore) -> None:
    script = (
        "import sys; from pathlib import Path; from sare_engine.queueing.store import QueueStore\n"
        "for n in range(8): QueueStore(Path(sys.argv[1])).add('erase', {}, f'theirs {n}')"
    )
    with subprocess.Popen([sys.executable, "-c", script, str(store.folder)]) as program:
        for n in range(8):
            store.add("erase", {}, f"ours {n}")
        assert program.wait(30) == 0
    titles = [one.title for one in store.read().items]
    for whose in ("ours", "theirs"):
        assert [one for one in titles if one.startswith(whose)] == [
            f"{whose} {n}" for n in range(8)
        ]
    assert [one.id for one in store.read().items] == list(range(1, 17))


def test_a_failed_write_leaves_the_queue(
    store: QueueStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    filled(store)

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(files, "_sync_file", full)
    with pytest.raises(StorageError, match="disk is full"):
        store.add("erase", {}, "lost")
    assert [one.title for one in store.read().items] == ["job 0", "job 1", "job 2"]


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ('{"version": 2, "jobs": []}', "newer version"),
        ("{", "damaged"),
        ("[]", "damaged"),
        ('{"version": 1, "next_id": 1, "paused": false, "items": [{"id": "x"}]}', "damaged"),
        ('{"version": 1, "next_id": 1, "paused": false, "items": [3]}', "damaged"),
        ('{"version": "x", "items": []}', "damaged"),
        ("null", "damaged: it has no list of jobs"),
        ('{"version": 1}', "damaged: it has no list of jobs"),
    ],
)
def test_a_file_that_is_not_understood_is_not_overwritten(
    store: QueueStore, text: str, why: str
) -> None:
    store.folder.mkdir()
    path = store.folder / "queue.json"
    path.write_text(text, encoding="utf-8")
    for call in (store.read, lambda: store.add("erase", {}, "x"), store.pause):
        with pytest.raises(StorageError, match=why):
            call()
    assert path.read_text(encoding="utf-8") == text


def test_a_file_that_is_not_text_is_to_be_moved_away(store: QueueStore) -> None:
    store.folder.mkdir()
    (store.folder / "queue.json").write_bytes(b"\xff\xfe")
    with pytest.raises(StorageError, match="damaged") as caught:
        store.read()
    assert "Move it away" in caught.value.fix


def test_fields_of_a_later_version_are_ignored(store: QueueStore) -> None:
    filled(store, 1)
    path = store.folder / "queue.json"
    values = json.loads(path.read_text(encoding="utf-8"))
    values["items"][0]["mood"] = "good"
    path.write_text(json.dumps(values), encoding="utf-8")
    assert store.read().items[0].title == "job 0"


def test_a_job_of_a_dead_program_is_interrupted_and_repeated_first(store: QueueStore) -> None:
    filled(store)
    store.change(
        lambda queue: queue.with_item(3, state=RUNNING, owner={**this_process(), "ticks": -1})
    )
    assert store.read().items[2].state == INTERRUPTED
    again = store.repeat([3])
    assert (again.items[0].id, again.items[0].state) == (3, WAITING)
    with pytest.raises(DataError, match="It is waiting"):
        store.repeat([3])


def test_old_ends_are_forgotten(store: QueueStore) -> None:
    items = [QueueItem(n, "erase", {}, "", state=DONE if n % 2 else FAILED) for n in range(1, 151)]
    trimmed = Queue((*items, QueueItem(151, "erase", {}, ""))).trimmed()
    assert [one.id for one in trimmed.items] == list(range(51, 152))


def test_the_folder_can_be_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv(store_module.FOLDER_VARIABLE, str(tmp_path))
    assert QueueStore().folder == tmp_path
    monkeypatch.delenv(store_module.FOLDER_VARIABLE)
    assert QueueStore().folder.name == "queue"
