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
