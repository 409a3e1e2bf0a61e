from __future__ import annotations

from pathlib import Path
from typing import Any

from sare_desktop.widgets.captions.watched_captions import (
    DROPPED,
    GONE,
    NEW,
    SAME,
    STILL,
    WatchedCaptions,
    compare_captions,
    hallucinated_phrases,
    to_html,
)
from sare_engine import Project
from tests.desktop.tested_project import SCENES, make_project
from tests.waiting import eventually


def kinds(pieces: Any) -> list[tuple[str, str]]:
    return [(one.text.strip(), one.kind) for one in pieces if one.text.strip()]


def test_what_vanished_is_marked() -> None:
    found = compare_captions(
        "A fork lies here, and a knife lies beside it.", "A fork lies on a plate.", ["knife"]
    )
    assert found.gone == ("knife",)
    assert found.still == ()
    assert ("knife", GONE) in kinds(found.before)
    assert ("plate.", NEW) in kinds(found.now)
    assert kinds(found.before)[0] == ("A fork lies", SAME)
    assert any(kind == DROPPED for _, kind in kinds(found.before))


def test_what_is_still_said_is_marked_on_both_sides() -> None:
    found = compare_captions("A Knife. A dog.", "A dog and a knife.", ["Knife"])
    assert found.still == ("Knife",)
    assert ("Knife", STILL) in kinds(found.before)
    assert ("knife", STILL) in kinds(found.now)


def test_whole_words_only() -> None:
    assert compare_captions("a cat on it", "a catalogue on it", ["cat"]).gone == ("cat",)


def test_nothing_is_gone_from_a_broken_caption() -> None:
    for broken in ("", "A fork.", "A fork lies on a on a on a on a on a"):
        found = compare_captions("A fork and a knife.", broken, ["knife", "fork"])
        assert (found.gone, found.broken) == ((), True)
        assert GONE not in {kind for _, kind in kinds(found.before)}
    assert compare_captions("A fork.", "A fork lies on a on a on a on a", ["fork"]).still == (
        "fork",
    )


def test_the_pieces_are_the_caption() -> None:
    for before, now in (("", "a b"), ("a  b c", ""), ("x <b>&", "x <i>")):
        found = compare_captions(before, now, ["b"])
        assert "".join(one.text for one in found.before) == before
        assert "".join(one.text for one in found.now) == now
    assert "&lt;b&gt;&amp;" in to_html(compare_captions("x <b>&", "").before)


def test_phrases_come_from_the_project(tmp_path: Path) -> None:
    with Project.open(make_project(tmp_path / "project", tmp_path / "images")) as project:
        image = str(project.images()[0].path)
        sample = {"image": image, "before": SCENES[0][0], "now": ""}
        assert hallucinated_phrases(project, [sample], ["knife"]) == {image: ("knife",)}
        assert hallucinated_phrases(project, [sample], ["fork"]) == {}
        other = {**sample, "before": "something else"}
        assert hallucinated_phrases(project, [other], ["knife"]) == {}


def test_cards(qtbot: Any, tmp_path: Path) -> None:
    make_project(tmp_path / "project", tmp_path / "images")
    image = str(tmp_path / "images" / "picture_000.png")
    view = WatchedCaptions("watched")
    qtbot.addWidget(view)
    view.resize(600, 300)
    view.show()
    assert "first measurement" in view.summary()
    view.show_samples([{"image": image, "before": SCENES[0][0], "now": "A fork lies here."}], 20)
    view.set_phrases({image: ("knife",)})
    assert view.summary() == (
        "At step 20, 1 of 1 hallucinated mentions in the watched captions are gone."
    )
    eventually(lambda: view._thumbnails.outstanding, 0)
    assert not view._cards[0]._picture.pixmap().isNull()
    view.show_samples([{"image": image, "before": SCENES[0][0], "now": "the the the the"}], 40)
    assert view.summary() == (
        "At step 40, 0 of 1 hallucinated mentions in the watched captions are gone."
    )
    assert "broken" in view._cards[0]._outcome.text()
    assert view._cards[0]._outcome.property("tone") == "hallucinated"
    view.show_samples([], 0)
    assert view._cards[0].isHidden()
