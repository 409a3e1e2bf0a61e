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


def test_moved_pictures_are_recognised_and_keep_what_is_known(tmp_path: Path) -> None:
    first, second, *_ = write_images(tmp_path / "pictures", 3)
    (tmp_path / "pictures" / "twin.png").write_bytes(second.read_bytes())
    config = AddImagesConfig(project=tmp_path / "project", images=(tmp_path / "pictures",))
    ended(add_images(config))
    with Project.open(config.project) as project:
        before = project.images()
        project.set_true_objects(before[0].id, ["cat"])
    (tmp_path / "elsewhere").mkdir()
    first.rename(tmp_path / "elsewhere" / "another name.png")
    second.rename(tmp_path / "elsewhere" / second.name)
    again = AddImagesConfig(project=config.project, images=(tmp_path / "elsewhere",))
    events = list(add_images(again))
    assert any("had been moved: 2" in one.text for one in events if isinstance(one, Notice))
    last = events[-1]
    assert isinstance(last, Finished)
    assert last.result == {"images": 4, "added": 0, "known": 2, "failed": 0}
    with Project.open(config.project) as project:
        after = {image.id: image for image in project.images()}
    assert after.keys() == {image.id for image in before}
    assert all(image.path.is_file() for image in after.values())
    assert after[before[0].id].path.name == "another name.png"
    assert after[before[0].id].true_objects == {"cat"}


def test_a_copy_of_a_picture_that_is_there_is_an_image_of_its_own(tmp_path: Path) -> None:
    [only] = write_images(tmp_path / "pictures", 1)
    config = AddImagesConfig(project=tmp_path / "project", images=(tmp_path / "pictures",))
    ended(add_images(config))
    (tmp_path / "copies").mkdir()
    (tmp_path / "copies" / "copy.png").write_bytes(only.read_bytes())
    result = ended(
        add_images(AddImagesConfig(project=config.project, images=(tmp_path / "copies",)))
    )
    assert result.result["added"] == 1
