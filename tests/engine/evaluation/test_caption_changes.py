"""What became of the objects in a picture's captions."""

from __future__ import annotations

from pathlib import Path

import pytest

from sare_engine.domain import Mention
from sare_engine.evaluation.caption_changes import ComparedCaption, compare_picture


def said(*objects: str, degenerate: bool = False) -> ComparedCaption:
    """A caption that names objects: "cat!" is hallucinated, "cat?" undecided, "-cat" denied."""
    mentions = []
    for one in objects:
        name = one.strip("!?-")
        verdict = {"!": "hallucinated", "?": "unsure"}.get(one[-1], "grounded")
        mentions.append(Mention(name, 0, 1, 0, 1, one.startswith("-"), verdict, "annotation"))
    return ComparedCaption("…", tuple(mentions), degenerate)


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        (("fork!",), (), {"gone": ("fork",)}),
        (("fork!",), ("fork!",), {"still": ("fork",)}),
        (("fork!",), ("fork?",), {"still": ("fork",)}),
        (("fork?",), ("fork!",), {"still": ("fork",)}),
        ((), ("fork!",), {"new": ("fork",)}),
        (("-fork?",), ("fork!",), {"new": ("fork",)}),
        (("fork!",), ("-fork?",), {"gone": ("fork",)}),
        (("fork",), (), {"lost": ("fork",)}),
        (("fork",), ("fork",), {}),
        (("fork?",), (), {}),
        ((), ("fork?",), {}),
        ((), ("fork",), {}),
        # Sources that contradict each other about the same picture decide nothing.
        (("fork",), ("fork!",), {}),
        (
            ("knife!", "fork!", "cup", "fork!"),
            ("knife!", "dog!", "dog!"),
            {"gone": ("fork",), "still": ("knife",), "new": ("dog",), "lost": ("cup",)},
        ),
    ],
)
def test_each_object_of_a_picture_counts_once(
    before: tuple[str, ...], after: tuple[str, ...], expected: dict[str, tuple[str, ...]]
) -> None:
    change = compare_picture(Path("a.png"), [said(*before)], [said(*after)])
    assert dict(change.objects) == expected
    assert change.kinds == tuple(one for one in ("gone", "still", "new", "lost") if one in expected)


def test_several_captions_of_a_picture_count_together() -> None:
    before = [said("fork!"), said("cup", "knife!")]
    after = [said("knife!"), said("cup", degenerate=True)]
    change = compare_picture(Path("a.png"), before, after)
    # One caption is broken: that it does not name the fork says nothing.
    assert dict(change.objects) == {"repeats": ("fork",), "still": ("knife",)}
    assert change.kinds == ("still", "repeats")
    whole = compare_picture(Path("a.png"), before, [said("knife!"), said("cup")])
    assert dict(whole.objects) == {"gone": ("fork",), "still": ("knife",)}
