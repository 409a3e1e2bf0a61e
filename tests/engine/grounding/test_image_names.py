"""Names in files find the pictures that they mean, and none that they may not mean."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sare_engine.grounding.image_names import ImageNames


@pytest.mark.parametrize(
    ("names", "image", "found"),
    [
        (["a.jpg"], "/x/a.jpg", "a.jpg"),
        (["a.jpg"], "/x/a.png", None),
        (["a"], "/x/a.png", "a"),
        (["v1.2"], "/x/v1.2.png", "v1.2"),
        (["day\\1.jpg", "night/1.jpg"], "/x/night/1.jpg", "night/1.jpg"),
        (["day/1.jpg", "night/1.jpg"], "/x/1.jpg", None),
        (["day/1", "night/1"], "/x/night/1.jpg", "night/1"),
        (["1.jpg", "night/1.jpg"], "/x/night/1.jpg", "night/1.jpg"),
        (["40468"], "/x/COCO_val2014_000000040468.jpg", "40468"),
        (["40468"], "/x/40468", "40468"),
        (["COCO_val2014_000000040468.jpg"], "/x/40468", "COCO_val2014_000000040468.jpg"),
        (["COCO_val2014_000000040468.jpg"], "/x/40468.jpg", None),
        (["7"], "/x/page-17.jpg", None),
        (["a", "a.jpg"], "/x/a.jpg", "a.jpg"),
        ([], "/x/a.jpg", None),
    ],
)
def test_a_picture_is_found_by(names: list[str], image: str, found: str | None) -> None:
    assert ImageNames(names).find(Path(image)) == found


@given(st.lists(st.text(max_size=12), max_size=5), st.text("abc019./", min_size=1, max_size=12))
def test_what_is_found_was_given(names: list[str], image: str) -> None:
    found = ImageNames(names).find(Path("/x") / image)
    assert found is None or found in names


@pytest.mark.parametrize(
    ("names", "images", "found"),
    [
        # Two pictures with one name: nobody can tell which is meant.
        (["a.jpg"], ["/x/a.jpg", "/y/a.jpg"], [None, None]),
        (["x/a.jpg"], ["/x/a.jpg", "/y/a.jpg"], ["x/a.jpg", None]),
        (["images/a.jpg"], ["/d/images/a.jpg", "/d/masks/a.jpg"], ["images/a.jpg", None]),
        # Capitals and the two spellings of an umlaut.
        (["A.jpg"], ["/x/a.JPG"], ["A.jpg"]),
        (["a.jpg"], ["/x/a.JPG", "/x/a.Jpg"], [None, None]),
        (["a.jpg"], ["/x/a.jpg", "/x/a.JPG"], ["a.jpg", None]),
        (["Ku\u0308che.jpg"], ["/x/K\u00fcche.jpg"], ["Ku\u0308che.jpg"]),
        (["K\u00fcche"], ["/x/Ku\u0308che.jpg"], ["K\u00fcche"]),
        # Addresses.
        (["my%20cup.jpg"], ["/x/my cup.jpg"], ["my%20cup.jpg"]),
        (["my%20cup.jpg"], ["/x/my%20cup.jpg", "/x/my cup.jpg"], ["my%20cup.jpg", None]),
        (["http://h.org/p/a.jpg?s=1"], ["/x/a.jpg"], ["http://h.org/p/a.jpg?s=1"]),
        (
            ["/data/local-files/?d=p/a%20b.jpg"],
            ["/x/a b.jpg"],
            ["/data/local-files/?d=p/a%20b.jpg"],
        ),
        # What labelling tools add.
        (["upload/1/cb0618f6-a.jpg"], ["/x/a.jpg"], ["upload/1/cb0618f6-a.jpg"]),
        (["cb0618f6-a.jpg", "cb0618f7-a.jpg"], ["/x/a.jpg"], [None]),
        (["a.jpg"], ["/x/cb0618f6-a.jpg"], ["a.jpg"]),
        (["a_jpg.rf.0f1e2d.jpg"], ["/x/a.jpg"], ["a_jpg.rf.0f1e2d.jpg"]),
        (["cb0618f6-a"], ["/x/a.jpg"], ["cb0618f6-a"]),
        (["a_jpg.rf.0f1e2d"], ["/x/a.jpg"], ["a_jpg.rf.0f1e2d"]),
        (["cb0618f6-my_cup.jpg"], ["/x/my cup.jpg"], ["cb0618f6-my_cup.jpg"]),
        (["my cup.jpg"], ["/x/my%20cup.jpg"], ["my cup.jpg"]),
        # Numbers: those of one side must all be on the other.
        (["1", "2"], ["/x/IMG_0001.jpg", "/x/IMG_0002.jpg"], ["1", "2"]),
        (["0", "1"], ["/x/IMG_0001.jpg", "/x/IMG_0002.jpg"], [None, None]),
        (["0", "1", "2"], ["/x/IMG_0001.jpg", "/x/IMG_0002.jpg"], [None, None]),
        (["1", "3"], ["/x/IMG_0001.jpg", "/x/IMG_0002.jpg"], [None, None]),
        # COCO's own numbers are too wide for that.
        (
            ["1", "3"],
            ["/x/COCO_val2014_000000000001.jpg", "/x/000000000002.jpg"],
            ["1", None],
        ),
        (["1"], ["/x/a_1.jpg", "/x/b_1.jpg"], [None, None]),
    ],
)
def test_pictures_are_matched_together(
    names: list[str], images: list[str], found: list[str | None]
) -> None:
    matched = ImageNames(names).match(map(Path, images))
    assert [matched.get(Path(one)) for one in images] == found


def test_how_pictures_were_matched_is_reported() -> None:
    names = ImageNames(["7", "b.jpg", "c.jpg"])
    matches = names.matches([Path("/x/photo_7.jpg"), Path("/x/b.jpg"), Path("/y/b.jpg")])
    assert matches.by_number == [Path("/x/photo_7.jpg")]
    assert matches.ambiguous == [Path("/x/b.jpg"), Path("/y/b.jpg")]
    numbers, ambiguous = matches.notices()
    assert "“7” for photo_7.jpg" in numbers
    assert "2 (b.jpg, for example)" in ambiguous
    assert names.matches([Path("/x/c.jpg")]).notices() == []


def test_a_description_belongs_to_the_picture_of_the_same_folder() -> None:
    names = ImageNames(["1", "2"], {"1": ["/d/labels/day/1"], "2": ["/d/labels/day/2"]})
    images = [Path(f"/d/images/{folder}/1.jpg") for folder in ("day", "night")]
    assert names.match(images) == {images[0]: "1"}


def test_names_are_relative_to_the_folder_of_their_file(tmp_path: Path) -> None:
    """As Roboflow and many others write it: each part of a dataset with its own file beside."""
    parts = ("train", "valid", "test")
    pictures = {part: tmp_path / part / "0001.jpg" for part in parts}
    for part in parts:
        names = ImageNames(["0001.jpg"], origin=tmp_path / part / "_annotations.coco.json")
        matches = names.matches(pictures.values())
        assert matches.found == {pictures[part]: "0001.jpg"}
        assert not matches.ambiguous
    above = ImageNames(["valid/0001.jpg", "test/0001.jpg"], origin=tmp_path / "all.json")
    assert above.match(pictures.values()) == {
        pictures["valid"]: "valid/0001.jpg",
        pictures["test"]: "test/0001.jpg",
    }
    # A file that lies elsewhere says nothing: folders that happen to have the same name are not it.
    far = ImageNames(["0001.jpg"], origin=tmp_path / "elsewhere" / "valid" / "all.json")
    assert far.match(pictures.values()) == {}
    assert len(far.matches(pictures.values()).ambiguous) == len(parts)
    # A single picture needs no folder.
    assert far.match([pictures["test"]]) == {pictures["test"]: "0001.jpg"}
