"""Colours of methods in the resurgence curves."""

from __future__ import annotations

from sare_desktop.colours import LIGHT
from sare_desktop.widgets.plots.resurgence_view import method_colours
from sare_engine import method_colour


def test_a_method_with_a_colour_of_its_own_keeps_it() -> None:
    for shown in (["base", "efuf", "sare"], ["sare"], ["dpo", "npo", "sare", "sam"]):
        assert method_colours(shown)["sare"] == method_colour("sare")


def test_the_others_take_what_no_known_method_owns() -> None:
    own = {method_colour(kind) for kind in ("base", "efuf", "sare", "sare_fine_tuning")}
    assert None not in own and len(own) == 4
    found = method_colours(["npo", "of_another_version"])
    assert len(set(found.values())) == 2
    assert not own & set(found.values())


def test_many_methods_share_colours_of_the_palette() -> None:
    kinds = ["base", "sare", *(f"kind{n}" for n in range(9))]
    found = method_colours(kinds)
    assert list(found) == kinds
    assert set(found.values()) <= set(range(len(LIGHT.series)))
