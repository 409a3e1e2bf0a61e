"""Images come into a project whatever is wrong with some of them."""

from __future__ import annotations

from pathlib import Path

from sare_engine import AddImagesConfig, Control, Project, add_images
from sare_engine.events import Finished, Notice, Progress
from tests.engine.conftest import write_images
from tests.engine.jobs.conftest import ended, failure


def test_images_are_added_once(tmp_path: Path) -> None:
    write_images(tmp_path / "pictures", 3)
    (tmp_path / "pictures" / "broken.png").write_bytes(b"no picture")
    config = AddImagesConfig(project=tmp_path / "project", images=(tmp_path / "pictures",))
    events = list(add_images(config))
    assert [e.text for e in events if isinstance(e, Notice) and "broken.png" in e.text]
    assert isinstance(events[-1], Finished)
    assert events[-1].result == {"images": 3, "added": 3, "known": 0, "failed": 1}
    assert ended(add_images(config)).result == {"images": 3, "added": 0, "known": 3, "failed": 1}


def test_what_was_read_before_a_stop_is_kept(tmp_path: Path) -> None:
    write_images(tmp_path / "pictures", 5)
    config = AddImagesConfig(project=tmp_path / "project", images=(tmp_path / "pictures",))
    control = Control()
    for event in add_images(config, control=control):
        if isinstance(event, Progress) and event.done == 2:
            control.stop()
    assert isinstance(event, Finished)
    assert event.status == "stopped"
    with Project.open(config.project) as project:
        assert len(project.images()) == 2


def test_a_missing_folder_is_told_in_words(tmp_path: Path) -> None:
    config = AddImagesConfig(project=tmp_path / "project", images=(tmp_path / "none",))
    assert "was not found" in failure(add_images(config)).what
