"""The project's database: what is put in comes out, fast, and failures are told in plain words."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sare_engine.domain import Decision, Evidence, Mention
from sare_engine.errors import DataError, StorageError
from sare_engine.workspace.project import Project
from sare_engine.workspace.rows import NewImage
from sare_engine.workspace.schema import DATABASE_NAME
from tests.caption_sets import set_of


def found(concept: str, start: int, end: int) -> Mention:
    return Mention(concept, start, end, 0, 99)


def image(name: str | Path, digest: str = "") -> NewImage:
    return NewImage(Path(name), 640, 480, digest or f"sha-{name}")


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    with Project.create(tmp_path / "project") as project:
        yield project


def described(project: Project) -> int:
    """Return the key of the set of most captions here."""
    return set_of(project, "model", "Describe.")


def one_caption(project: Project, text: str = "A dog and a cat.") -> tuple[int, int, list[int]]:
    [image_id] = project.add_images([image("/pictures/a.png")])
    caption_id = project.set_caption(described(project), image_id, text, [5, 7, 2], False)
    start = text.index("cat")
    mentions = [found("dog", 2, 5), found("cat", start, start + 3)]
    return image_id, caption_id, project.add_mentions(caption_id, mentions)


def test_create_open_and_open_or_create(tmp_path: Path) -> None:
    folder = tmp_path / "project"
    with pytest.raises(StorageError, match="is not a project"):
        Project.open(folder)
    Project.create(folder).close()
    with pytest.raises(StorageError, match="already contains a project"):
        Project.create(folder)
    Project.open(folder).close()
    Project.open_or_create(folder).close()
    assert (folder / DATABASE_NAME).is_file()


def test_everything_is_there_after_reopening(tmp_path: Path) -> None:
    with Project.create(tmp_path) as project:
        image_id, caption_id, [dog, cat] = one_caption(project)
        project.set_true_objects(image_id, ["dog", "dog", "ball"])
        project.set_evidence([Evidence(cat, "clip", "hallucinated", 21.5, {"patches": [1, 2]})])
        project.set_verdicts(
            {dog: Decision("grounded", "annotation"), cat: Decision("hallucinated", "clip")}
        )
        project.set_chosen("cat", True)
        project.set_chosen("ball", True)
        project.set_chosen("ball", False)
        project.settings["clip"] = {"t1": 23.0}
    with Project.open(tmp_path) as project:
        [row] = project.images()
        assert (row.id, row.path, row.width, row.height) == (
            image_id,
            Path("/pictures/a.png"),
            640,
            480,
        )
        assert row.true_objects == frozenset({"dog", "ball"})
        [caption] = project.captions()
        assert (caption.id, caption.text, caption.token_ids, caption.degenerate) == (
            caption_id,
            "A dog and a cat.",
            (5, 7, 2),
            False,
        )
        assert project.set_of_model("another model") is None
        assert [m.concept for m in project.mentions(caption_id)] == ["dog", "cat"]
        assert [m.negated for m in project.mentions()] == [False, False]
        assert project.evidence() == [
            Evidence(cat, "clip", "hallucinated", 21.5, {"patches": [1, 2]})
        ]
        assert project.verdicts()[dog] == Decision("grounded", "annotation")
        assert project.chosen_concepts() == ("cat",)
        assert dict(project.settings) == {"clip": {"t1": 23.0}}


def test_the_same_path_is_the_same_image(project: Project) -> None:
    ids = project.add_images([image("/a.png"), image("/b.png"), image("/x/../a.png", "new")])
    assert ids[0] == ids[2] != ids[1]
    assert [row.sha256 for row in project.images()] == ["new", "sha-/b.png"]


def test_images_inside_a_moved_project_are_found(tmp_path: Path) -> None:
    old = tmp_path / "old"
    with Project.create(old) as project:
        project.add_images([image(old / "images" / "a.png"), image(tmp_path / "b.png")])
    old.rename(tmp_path / "new")
    with Project.open(tmp_path / "new") as project:
        assert [row.path for row in project.images()] == [
            tmp_path / "new" / "images" / "a.png",
            tmp_path / "b.png",
        ]


def test_a_new_caption_replaces_the_old_with_its_mentions(project: Project) -> None:
    image_id, old, [dog, _] = one_caption(project)
    project.set_verdicts({dog: Decision("grounded", "clip")})
    other = project.set_caption(
        set_of(project, "model", "Other prompt"), image_id, "A dog.", [1], False
    )
    new = project.set_caption(described(project), image_id, "", [], True)
    assert {row.id for row in project.captions()} == {other, new}
    assert project.mentions() == []
    assert project.verdicts() == {}
    assert old not in {other} and next(c for c in project.captions() if c.id == new).degenerate


def test_removing_an_image_removes_what_hangs_on_it(project: Project) -> None:
    image_id, _, [dog, _] = one_caption(project)
    project.override(dog, "grounded")
    project.remove_images([image_id])
    assert (project.images(), project.captions(), project.mentions(), project.verdicts()) == (
        [],
        [],
        [],
        {},
    )


def every_row(project: Project) -> list[object]:
    """All that a project knows of its images."""
    return [
        project.images(),
        project.captions(),
        project.mentions(),
        project.evidence(),
        project.verdicts(),
    ]


def test_removed_images_come_back_with_all_that_hung_on_them(project: Project) -> None:
    image_id, _, [dog, cat] = one_caption(project)
    project.set_evidence([Evidence(cat, "clip", "hallucinated", 20.0)])
    project.set_verdicts({cat: Decision("hallucinated", "clip")})
    project.override(dog, "grounded")
    project.set_true_objects(image_id, ["dog"])
    project.set_splits({image_id: "held_out"})
    stays = project.add_images([NewImage(Path("/other.png"), 5, 5, "ff")])
    before = every_row(project)

    removed = project.remove_images([image_id])
    assert len(removed) == 1
    assert [row.id for row in project.images()] == stays
    assert project.verdicts() == {}
    project.restore_images(removed)
    assert every_row(project) == before
    again = project.set_caption(described(project), image_id, "A dog and a cat.", [5], False)
    [dog, _] = project.add_mentions(again, [found("dog", 2, 5), found("cat", 12, 15)])
    assert project.verdicts()[dog].by == "user"  # The user's word on the caption came back too.


def test_removed_images_do_not_push_others_out(project: Project) -> None:
    image_id, _, _ = one_caption(project)
    path = project.images()[0].path
    removed = project.remove_images([image_id])
    project.add_images([NewImage(path, 5, 5, "ff")])
    before = every_row(project)
    with pytest.raises(DataError, match="cannot be restored"):
        project.restore_images(removed)
    assert every_row(project) == before


def test_the_users_word_wins_and_survives_the_same_caption(project: Project) -> None:
    image_id, _, [dog, cat] = one_caption(project)
    project.set_evidence([Evidence(cat, "clip", "hallucinated", 20.0)])
    project.set_verdicts({cat: Decision("hallucinated", "clip")})
    project.override(cat, "grounded")
    assert project.verdicts() == {cat: Decision("grounded", "user")}
    assert [row.source for row in project.evidence(cat)] == ["clip", "user"]
    project.set_verdicts({dog: Decision("hallucinated", "poll")})
    said = {one.id: (one.verdict, one.by) for one in project.mentions()}
    assert said == {dog: ("hallucinated", "poll"), cat: ("grounded", "user")}

    again = project.set_caption(described(project), image_id, "A dog and a cat.", [5], False)
    [_, cat] = project.add_mentions(again, [found("dog", 2, 5), found("cat", 12, 15)])
    assert project.verdicts() == {cat: Decision("grounded", "user")}

    changed = project.set_caption(described(project), image_id, "A fat and a cat.", [5], False)
    project.add_mentions(changed, [found("cat", 12, 15)])
    assert project.verdicts() == {}
    assert [(one.verdict, one.by) for one in project.mentions()] == [("unsure", "")]

    once_more = project.set_caption(described(project), image_id, "A dog and a cat.", [5], False)
    [cat] = project.add_mentions(once_more, [found("cat", 12, 15)])
    project.set_verdicts({cat: Decision("hallucinated", "clip")})
    project.override(cat, None)
    assert project.verdicts() == {cat: Decision("hallucinated", "clip")}


def test_a_failed_transaction_changes_nothing(project: Project) -> None:
    with pytest.raises(RuntimeError), project.transaction():
        project.add_images([image("/a.png")])
        with project.transaction():
            project.set_chosen("dog", True)
        raise RuntimeError
    assert project.images() == []
    assert project.chosen_concepts() == ()
    project.add_images([image("/a.png")])  # and the next one works
    assert len(project.images()) == 1


def test_two_thousand_captions_are_quick(project: Project) -> None:
    started = time.monotonic()
    with project.transaction():
        ids = project.add_images(image(f"/p/{n}.png") for n in range(2000))
        for image_id in ids:
            caption = project.set_caption(
                set_of(project, "m", "p"), image_id, "A dog and a cat.", range(40), False
            )
            project.add_mentions(caption, [found("dog", 2, 5), found("cat", 12, 15)])
    mentions = project.mentions()
    project.set_evidence(Evidence(m.id, "clip", "unsure", 25.0) for m in mentions)
    project.set_verdicts({m.id: Decision("unsure", "clip") for m in mentions})
    assert len(project.verdicts()) == 4000
    assert time.monotonic() - started < 8


def test_other_threads_may_use_it(project: Project) -> None:
    failures: list[BaseException] = []

    def work(number: int) -> None:
        try:
            for n in range(20):
                project.add_images([image(f"/{number}/{n}.png")])
                project.images()
        except BaseException as error:
            failures.append(error)

    threads = [threading.Thread(target=work, args=(n,)) for n in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    assert len(project.images()) == 80


def test_a_second_window_reads_while_a_job_writes(project: Project) -> None:
    with Project.open(project.folder) as window, project.transaction():
        project.add_images([image("/a.png")])
        assert window.images() == []
    with Project.open(project.folder) as window:
        assert len(window.images()) == 1


def test_a_killed_process_loses_nothing_that_it_reported(tmp_path: Path) -> None:
    program = (
        "import sys; from pathlib import Path\n"
        "from sare_engine.workspace.project import Project\n"
        "from sare_engine.workspace.rows import NewImage\n"
        "project = Project.create(Path(sys.argv[1]))\n"
        "n = 0\n"
        "while True:\n"
        "    project.add_images([NewImage(Path(f'/{n}.png'), 1, 1, str(n))])\n"
        "    print(n, flush=True); n += 1\n"
    )
    process = subprocess.Popen(
        [sys.executable, "-c", program, str(tmp_path)], stdout=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    while int(process.stdout.readline()) < 10:
        pass
    process.send_signal(signal.SIGKILL)
    with process:  # waits for its end and closes the pipe
        reported = [10, *map(int, process.stdout.read().split())]
    with Project.open(tmp_path) as project:
        names = {row.sha256 for row in project.images()}
    assert {str(n) for n in range(reported[-1] + 1)} <= names


# Splits


def split_of(project: Project) -> dict[str, str]:
    return {row.sha256: row.split for row in project.images()}


def test_splits_keep_copies_together_and_repeat(tmp_path: Path) -> None:
    found = []
    for name in ("one", "two"):
        with Project.create(tmp_path / name) as project:
            names = range(50) if name == "one" else reversed(range(50))
            project.add_images(image(f"/{name}/{n}.png", f"digest {n}") for n in names)
            project.add_images([image("/copy.png", "digest 7")])
            project.assign_splits(0.2, seed=3)
            assert len({row.split for row in project.images() if row.sha256 == "digest 7"}) == 1
            found.append(split_of(project))
    assert found[0] == found[1]
    assert sorted(found[0].values()).count("held_out") == 10


def test_another_seed_chooses_others(project: Project) -> None:
    project.add_images(image(f"/{n}.png") for n in range(50))
    project.assign_splits(0.2, seed=0)
    first = split_of(project)
    project.assign_splits(0.2, seed=1)
    assert split_of(project) != first


def test_no_image_changes_sides_when_others_come(project: Project) -> None:
    project.add_images(image(f"/{n}.png") for n in range(10))
    project.assign_splits(0.2, seed=0)
    before = split_of(project)
    project.add_images(image(f"/{n}.png") for n in range(10, 100))
    project.assign_splits(0.2, seed=0)
    after = split_of(project)
    assert {name: after[name] for name in before} == before
    assert list(after.values()).count("held_out") == 20
    assert len(project.images("held_out")) == 20


def test_splits_made_by_hand_stay(project: Project) -> None:
    ids = project.add_images(image(f"/{n}.png") for n in range(12))
    project.set_splits({ids[0]: "attack", ids[1]: "attack", ids[2]: "held_out"})
    project.assign_splits(0.2, seed=0)
    splits = [row.split for row in project.images()]
    assert splits[:3] == ["attack", "attack", "held_out"]
    assert splits.count("held_out") == 2
    assert "" not in splits


@given(count=st.integers(0, 12), share=st.floats(0, 1), seed=st.integers(0, 2**32 - 1))
@settings(max_examples=25, deadline=None)
def test_shares_are_kept(
    tmp_path_factory: pytest.TempPathFactory, count: int, share: float, seed: int
) -> None:
    with Project.create(tmp_path_factory.mktemp("splits")) as project:
        project.add_images(image(f"/{n}.png") for n in range(count))
        project.assign_splits(share, seed)
        held_out = len(project.images("held_out"))
        assert held_out + len(project.images("train")) == count
        assert abs(held_out - share * count) <= 1
        if count > 1 and 0 < share < 1:
            assert 0 < held_out < count


# Damage


def test_a_newer_project_is_not_touched(tmp_path: Path) -> None:
    Project.create(tmp_path).close()
    raw = sqlite3.connect(tmp_path / DATABASE_NAME)
    raw.execute("PRAGMA user_version = 99")
    raw.close()
    with pytest.raises(StorageError, match="newer version"):
        Project.open(tmp_path)


def test_another_programs_database_is_refused(tmp_path: Path) -> None:
    raw = sqlite3.connect(tmp_path / DATABASE_NAME)
    raw.execute("CREATE TABLE other (a)")
    raw.commit()
    raw.close()
    with pytest.raises(StorageError, match="not created by SARE"):
        Project.open(tmp_path)


def test_a_project_whose_creation_was_cut_short_is_completed(tmp_path: Path) -> None:
    (tmp_path / DATABASE_NAME).touch()
    with Project.open(tmp_path) as project:
        assert project.images() == []


def test_garbage_is_told_in_plain_words(tmp_path: Path) -> None:
    (tmp_path / DATABASE_NAME).write_bytes(b"garbage " * 1000)
    with pytest.raises(StorageError, match="not a database"):
        Project.open(tmp_path)


def test_a_damaged_database_is_told_in_plain_words(tmp_path: Path) -> None:
    with Project.create(tmp_path) as project:
        project.add_images(image(f"/{'x' * 200}{n}.png") for n in range(500))
    path = tmp_path / DATABASE_NAME
    data = bytearray(path.read_bytes())
    data[4096:] = os.urandom(len(data) - 4096)
    path.write_bytes(bytes(data))
    with Project.open(tmp_path) as project, pytest.raises(StorageError, match="damaged"):
        project.images()


def test_a_full_disk_is_told_in_plain_words_and_undone(tmp_path: Path) -> None:
    disk = tmp_path / "disk"
    disk.mkdir()
    if subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=512k", "tmpfs", str(disk)],
        capture_output=True,
        check=False,
    ).returncode:
        pytest.skip("mounting is not allowed here")
    try:
        with Project.create(disk / "project") as project:
            project.add_images([image("/a.png")])
            with pytest.raises(StorageError, match="disk is full"):
                project.settings["big"] = "x" * 1_000_000
            assert len(project.images()) == 1
            assert "big" not in project.settings
    finally:
        subprocess.run(["umount", "-l", str(disk)], check=True)


def test_a_mistake_of_the_caller_is_no_storage_error(project: Project) -> None:
    with pytest.raises(sqlite3.IntegrityError):
        project.query("INSERT INTO images (id) VALUES (1)")


def test_an_image_that_another_program_removed_is_told_in_plain_words(project: Project) -> None:
    with pytest.raises(StorageError, match="removed the images or captions") as caught:
        project.set_caption(set_of(project, "model", "prompt"), 12345, "text", [], False)
    assert "constraint" not in str(caught.value)


@given(
    key=st.text(),
    value=st.recursive(
        st.none() | st.booleans() | st.integers(-(2**53), 2**53) | st.text(),
        lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
        max_leaves=8,
    ),
)
@settings(max_examples=25, deadline=None)
def test_settings_are_a_mapping(
    tmp_path_factory: pytest.TempPathFactory, key: str, value: object
) -> None:
    with Project.create(tmp_path_factory.mktemp("settings")) as project:
        project.settings[key] = value
        assert project.settings[key] == value
        assert list(project.settings) == [key]
        del project.settings[key]
        assert project.settings.get(key) is None
        with pytest.raises(KeyError):
            del project.settings[key]


def test_images_are_stored_where_they_really_are(project: Project, tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    for name in ("a.png", "target.png"):
        (tmp_path / "real" / name).touch()
    (tmp_path / "real" / "link.png").symlink_to(tmp_path / "real" / "target.png")
    (tmp_path / "linked").symlink_to(tmp_path / "real")
    paths = [
        *(
            tmp_path / folder / name
            for folder in ("real", "linked")
            for name in ("a.png", "link.png")
        ),
        tmp_path / "absent" / "b.png",
        tmp_path / "real" / ".." / "real" / "a.png",
        tmp_path / "real" / "..",
        tmp_path / "absent" / ("n" * 300) / "c.png",
        project.folder / "inside" / "d.png",
        Path("/e.png"),
        Path("f.png"),
    ]
    ids = project.add_images(map(image, paths))
    stored = {one.id: one.path for one in project.images()}
    assert [stored[key] for key in ids] == [path.resolve() for path in paths]
