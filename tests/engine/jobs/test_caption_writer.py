"""Captions of a test are written some at a time, and those that wait are not lost at its end."""

from __future__ import annotations

from pathlib import Path

import pytest

from sare_engine.domain import CaptionSet, Mention
from sare_engine.jobs.caption_writer import CaptionWriter
from sare_engine.workspace.project import Project
from sare_engine.workspace.rows import NewCaption, NewImage

IMAGES = 40


@pytest.fixture(scope="module")
def images(tmp_path_factory: pytest.TempPathFactory) -> list[NewImage]:
    folder = tmp_path_factory.mktemp("pictures")
    return [NewImage(folder / f"{one}.png", 4, 4, f"{one:064}") for one in range(IMAGES)]


class Case:
    """A project with images, a caption of each that is not written yet, and a clock."""

    def __init__(self, folder: Path, images: list[NewImage]) -> None:
        self.folder = folder
        self.project = Project.create(folder)
        ids = self.project.add_images(images)
        self.set_id = self.project.add_caption_set(CaptionSet("base", "model", "Describe.")).id
        self.new = [
            NewCaption(one, f"cat {one}", (Mention("cat", 0, 3, 0, 3),), [7, one]) for one in ids
        ]
        self.now = 0.0

    def writer(self) -> CaptionWriter:
        return CaptionWriter(self.project, self.set_id, clock=lambda: self.now)

    def written(self) -> list[str]:
        """Return the captions as another program finds them."""
        with Project.open(self.folder) as other:
            return [one.text for one in other.each_caption()]


@pytest.fixture
def case(tmp_path: Path, images: list[NewImage]) -> Case:
    return Case(tmp_path / "project", images)


def test_sixteen_captions_are_written_together(case: Case) -> None:
    texts = [one.text for one in case.new]
    with case.project, case.writer() as writer:
        assert [writer.add(one) for one in case.new[:15]] == [0] * 15
        assert case.written() == []
        assert writer.add(case.new[15]) == 16
        assert case.written() == texts[:16]
        assert [writer.add(one) for one in case.new[16:32]] == [*[0] * 15, 16]
        assert writer.add(case.new[32]) == 0
        assert case.written() == texts[:32]
        assert writer.write() == 1
        assert writer.write() == 0
        assert case.written() == texts[:33]


def test_captions_wait_half_a_second_at_most(case: Case) -> None:
    with case.project, case.writer() as writer:
        assert writer.add(case.new[0]) == 0
        case.now = 0.4
        assert writer.add(case.new[1]) == 0
        assert case.written() == []
        case.now = 0.6
        assert writer.add(case.new[2]) == 3
        # The half second begins again.
        case.now = 1.0
        assert writer.add(case.new[3]) == 0
        case.now = 1.2
        assert writer.add(case.new[4]) == 2
        assert len(case.written()) == 5


def test_a_model_that_takes_longer_has_each_caption_written_at_once(case: Case) -> None:
    with case.project, case.writer() as writer:
        for number in range(3):
            case.now += 5.0
            assert writer.add(case.new[number]) == 1
            assert len(case.written()) == number + 1


@pytest.mark.parametrize("stop", [KeyboardInterrupt, GeneratorExit, RuntimeError])
def test_a_stop_writes_what_waits(case: Case, stop: type[BaseException]) -> None:
    with case.project:
        with pytest.raises(stop), case.writer() as writer:
            writer.add(case.new[0])
            writer.add(case.new[1])
            raise stop
        assert case.written() == [one.text for one in case.new[:2]]
        stored = list(case.project.each_caption())
        assert [list(one.token_ids) for one in stored] == [one.token_ids for one in case.new[:2]]
        found = [[m.concept for m in case.project.mentions(one.id)] for one in stored]
        assert found == [["cat"], ["cat"]]


def test_a_write_that_fails_is_not_tried_again(case: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError("The disk is full.")

    with case.project:
        with pytest.raises(OSError, match="full"), case.writer() as writer:
            writer.add(case.new[0])
            with monkeypatch.context() as patched:
                patched.setattr(case.project, "add_captions", full)
                writer.write()
        assert case.written() == []
