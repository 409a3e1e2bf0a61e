"""What a running job shows: calm lines in a log, a live bar on a terminal."""

from __future__ import annotations

import io

import pytest

from sare_engine.cli.rendering import (
    LiveRenderer,
    PlainRenderer,
    make_renderer,
)
from sare_engine.events import Notice, PhaseStarted, ProbeMetrics, Progress, StepMetrics


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


class Clock:
    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


def test_plain_lines_come_at_most_every_two_seconds() -> None:
    out, clock = io.StringIO(), Clock()
    with PlainRenderer(out, clock=clock) as renderer:
        renderer.show(PhaseStarted("caption", "Captioning images", 100, "images"))
        for done in range(1, 101):
            clock.now += 0.1
            renderer.show(Progress("caption", done, 100, 10.0, (100 - done) / 10))
    lines = out.getvalue().splitlines()
    assert lines[0] == "Captioning images (100 images)"
    assert lines[1] == "  20 of 100 images, 10.0 images/s, 8.0 s left"
    assert lines[-1] == "  100 of 100 images in 10 s"
    # Ten seconds hold at most five lines between the first and the last.
    assert 5 <= len(lines) <= 7


def test_plain_lines_show_measurements_and_notices() -> None:
    out, clock = io.StringIO(), Clock()
    with PlainRenderer(out, clock=clock) as renderer:
        renderer.show(PhaseStarted("erase", "Erasing", 8, "steps"))
        renderer.show(StepMetrics("erase", 1, {"ce_neg": 6.5, "rho": 0.05, "loss_pos": 0.25}))
        renderer.show(ProbeMetrics("erase", 1, {"hallucination_rate": 0.125}))
        renderer.show(Notice("warning", "Few examples.", "Add images."))
        clock.now += 3
        renderer.show(Progress("erase", 1, 8))
        renderer.show(PhaseStarted("export", "Exporting"))
    text = out.getvalue()
    assert "step 1: hallucination 12\N{NO-BREAK SPACE}%" in text
    assert "Warning: Few examples. Add images." in text
    assert "  1 of 8 steps; CE of hallucinations 6.5, positive loss 0.25" in text
    assert "rho" not in text
    assert text.index("  1 of 8 steps in 3.0 s") < text.index("Exporting\n")


def test_a_measurement_shows_its_main_numbers_and_all_on_request() -> None:
    event = ProbeMetrics("erase", 4, {"repetition": 0.5, "concept_recall": 1, "mean_words": 9})
    brief, full = io.StringIO(), io.StringIO()
    PlainRenderer(brief).show(event)
    PlainRenderer(full, verbose=True).show(event)
    assert brief.getvalue() == "  step 4: concept recall 100\N{NO-BREAK SPACE}%\n"
    assert full.getvalue() == "  step 4: repetition 0.5, concept_recall 1, mean_words 9\n"


def test_a_phase_of_one_thing_says_only_how_long_it_took() -> None:
    out, clock = io.StringIO(), Clock()
    with PlainRenderer(out, clock=clock) as renderer:
        renderer.show(PhaseStarted("load", "Loading llava"))
        clock.now += 4
        renderer.show(Progress("load", 1, 1))
    assert out.getvalue().splitlines() == ["Loading llava", "  took 4.0 s"]


def test_verbose_plain_lines_show_every_value_and_watched_captions() -> None:
    out, clock = io.StringIO(), Clock()
    with PlainRenderer(out, verbose=True, clock=clock) as renderer:
        renderer.show(PhaseStarted("erase", "Erasing", 8, "steps"))
        renderer.show(StepMetrics("erase", 1, {"rho": 0.05}))
        renderer.show(ProbeMetrics("erase", 1, {}, ({"image": "a.png", "now": "A fork."},)))
    assert "rho 0.05" in out.getvalue()
    assert "A fork." in out.getvalue()


def test_a_terminal_gets_a_bar_with_count_and_time_left(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setenv("COLUMNS", "120")
    out = Terminal()
    renderer = make_renderer(out)
    assert isinstance(renderer, LiveRenderer)
    with renderer:
        renderer.show(PhaseStarted("load", "Loading [the] model"))
        renderer.show(PhaseStarted("caption", "Captioning images", 100, "images"))
        renderer.show(Progress("caption", 25, 100, 5.0, 15.0))
        renderer.show(Notice("info", "Half the [bold]batch[/bold] was used."))
        renderer._bars.refresh()
        live = out.getvalue()
    assert "Captioning images" in live and "25/100 images" in live and "15 s left" in live
    assert "Loading [the] model" in live
    assert "Note: Half the [bold]batch[/bold] was used." in live
    assert "Starting" not in out.getvalue().splitlines()[-1]
    # The cursor, hidden while the bar moves, is shown again.
    assert out.getvalue().rfind("\x1b[?25h") > out.getvalue().rfind("\x1b[?25l")


def test_pipes_and_dumb_terminals_get_plain_lines(monkeypatch: pytest.MonkeyPatch) -> None:
    assert isinstance(make_renderer(io.StringIO()), PlainRenderer)
    monkeypatch.setenv("TERM", "dumb")
    assert isinstance(make_renderer(Terminal()), PlainRenderer)


@pytest.mark.parametrize("renderer_type", [PlainRenderer, LiveRenderer])
def test_progress_of_an_outer_job_is_not_counted_in_the_units_of_the_inner(
    renderer_type: type[PlainRenderer | LiveRenderer],
) -> None:
    out = Terminal()
    with renderer_type(out) as renderer:
        renderer.show(PhaseStarted("compare", "Comparing", 3, "runs"))
        renderer.show(PhaseStarted("relearn", "Adding noise", 38, "tensors"))
        renderer.show(Progress("relearn", 38, 38))
        renderer.show(Progress("compare", 1, 3, 0.1, 65.0))
    assert "38 of 38 tensors" in out.getvalue() or "38/38 tensors" in out.getvalue()
    assert "3 tensors" not in out.getvalue()
    # The outer job has a line of its own.
    assert "Comparing: 1 of 3 runs, 1 min 5 s left" in out.getvalue()


@pytest.mark.parametrize("renderer_type", [PlainRenderer, LiveRenderer])
def test_a_job_of_several_parts_has_one_remaining_time(
    renderer_type: type[PlainRenderer | LiveRenderer],
) -> None:
    out = Terminal()
    with renderer_type(out) as renderer:
        renderer.show(PhaseStarted("compare", "Comparing", 3, "runs"))
        renderer.show(Progress("compare", 0, 3, fraction=0.0, running=("SARE, seed 0",)))
        renderer.show(PhaseStarted("erase", "Erasing", 38, "steps"))
        renderer.show(Progress("erase", 1, 38, 1.0, 37.0))
        both = ("EFUF, seed 0", "EFUF, seed 1")
        renderer.show(Progress("compare", 1, 3, 0.1, 130.0, fraction=0.4, running=both))
    shown = out.getvalue()
    assert "Comparing: 1 of 3 runs (40 %), 2 min 10 s left; EFUF, seed 0; EFUF, seed 1" in shown
    assert "37 s left" not in shown
    assert "took 0" not in shown.split("Erasing")[0]
