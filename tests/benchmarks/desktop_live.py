"""What watching costs: plots of long runs, and an erasure with the window open.

    python -m tests.benchmarks.desktop_live

(a) Curves of 100,000 points grow in a live plot; each frame is timed until it is on the screen.
(b) The demo is erased in the window, on its Erase page. Every few steps the window's event loop
    stands still for as many, so that the engine has the machine to itself as it has headless; the
    next erasure, of the same batches, has it the other way round. So each step is timed with and
    without the window, seconds apart, and the drift of a machine, which is larger than what is
    measured here, cancels out. Erasures in processes without a window are timed beside them. The
    event loop is asked for a sign of life every few milliseconds: what it is late by is a gap.

Without a display it runs offscreen. The limits are checked: a missed one ends it with status 1.
"""

from __future__ import annotations

import argparse
import functools
import json
import os
import platform
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

REDRAW_LIMIT_MS = 33.0
GAP_P95_LIMIT_MS = 25.0
GAP_MAX_LIMIT_MS = 200.0
SPEED_LIMIT = 0.95
"""Smallest allowed share of the steps per second without a window."""

POINTS = 100_000
_FRAMES = 200
_NEW_POINTS = 50
_TICK_MS = 10
_BLOCK = 5
"""Steps from one standstill of the event loop to the next."""
_WATCHED = ("headless", "window", "window-resting-first")
_WATCHED_SECONDS = 60.0
_RESULTS = Path(__file__).parent / "results" / "desktop_live.json"


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure, print, write; returns the exit status."""
    wanted = _parse(arguments)
    if wanted.part:
        print(json.dumps(_PARTS[wanted.part](wanted)))
        return 0
    figures: dict[str, Any] = {"machine": _machine(), "points": POINTS}
    with tempfile.TemporaryDirectory() as scratch:
        print(f"(a) {POINTS:,} points per curve")
        figures["redraw"] = _child("redraw", wanted, Path(scratch))
        _print_redraw(figures["redraw"])
        print("(b) an erasure with and without the window")
        project = wanted.project or _prepared(wanted, Path(scratch))
        rounds: list[dict[str, Any]] = []
        for number in range(wanted.rounds):
            found = {part: _child(part, wanted, Path(scratch), project) for part in _WATCHED}
            rounds.append(found)
            alone = found["headless"]["rate"]
            print(
                f"    round {number + 1}: the window leaves {100 * _share([found]):.1f} % "
                f"(without a window: {alone:.2f} steps/s)",
                flush=True,
            )
        figures["live"] = _live_figures(rounds)
        _print_live(figures["live"])
    figures["met"] = _met(figures)
    if wanted.out is not None:
        wanted.out.write_text(json.dumps(figures, indent=2) + "\n", encoding="utf-8")
    missed = [name for name, met in figures["met"].items() if not met]
    print(f"missed: {', '.join(missed)}" if missed else "all limits met")
    return 1 if missed else 0


def _parse(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser("desktop_live", description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--part", choices=("", *_PARTS), default="", help=argparse.SUPPRESS)
    parser.add_argument("--project", type=Path, help="a tested project with chosen concepts")
    parser.add_argument("--steps", type=int, default=150, help="steps of each erasure")
    parser.add_argument("--rounds", type=int, default=2, help="pairs of erasures")
    parser.add_argument("--out", type=Path, default=_RESULTS, help="JSON file of the figures")
    return parser.parse_args(arguments)


def _machine() -> dict[str, Any]:
    return {
        "platform": platform.platform(),
        "python": platform.python_version(),
        "cpus": os.cpu_count(),
        "qt_platform": _qt_platform(),
    }


def _qt_platform() -> str:
    display = os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
    return os.environ.get("QT_QPA_PLATFORM") or ("" if display else "offscreen")


def _child(
    part: str, wanted: argparse.Namespace, scratch: Path, project: Path | None = None
) -> dict[str, Any]:
    command = [sys.executable, "-m", "tests.benchmarks.desktop_live", "--part", part]
    command += ["--steps", str(wanted.steps)]
    if project is not None:
        command += ["--project", str(project)]
    environment = {**os.environ, "SARE_DESKTOP_HOME": str(scratch / "home")}
    if _qt_platform():
        environment["QT_QPA_PLATFORM"] = _qt_platform()
    done = subprocess.run(command, env=environment, stdout=subprocess.PIPE, check=True)
    figures: dict[str, Any] = json.loads(done.stdout.decode().splitlines()[-1])
    return figures


def _percentile(values: Iterable[float], share: float) -> float:
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))] if ordered else 0.0


# (a) Redrawing


def redraw(_wanted: argparse.Namespace) -> dict[str, Any]:
    """Let curves of many points grow, and time each frame until it is painted."""
    from PySide6.QtWidgets import QApplication

    from sare_desktop import theme
    from sare_desktop.curves import Series
    from sare_desktop.widgets.plots.live_plot import LivePlot
    from sare_desktop.widgets.plots.plot_panel import erasure_plots

    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    theme.apply(app, "dark")
    spec = erasure_plots()[0]
    plot = LivePlot("bench", spec.title, spec.curves, y_label=spec.y_label)
    plot.resize(900, 420)
    plot.show()
    plot.set_live(True)
    found = {}
    for smoothing in (0.0, 0.9):
        series = {curve.key: _noise(Series(), number) for number, curve in enumerate(spec.curves)}
        for key, one in series.items():
            plot.set_series(key, one)
        plot.set_smoothing(smoothing)
        for _ in range(5):
            app.processEvents()
        times = []
        for _ in range(_FRAMES):
            for number, one in enumerate(series.values()):
                for _ in range(_NEW_POINTS):
                    one.append(len(one), (len(one) * (number + 7)) % 101 / 101)
            began = time.perf_counter()
            plot.redraw()
            plot.canvas.viewport().repaint()
            times.append(1000 * (time.perf_counter() - began))
            app.processEvents()
        found[f"smoothing {smoothing:g}"] = {
            "curves": len(series),
            "points": min(len(one) for one in series.values()),
            "p50_ms": _percentile(times, 0.5),
            "p95_ms": _percentile(times, 0.95),
            "max_ms": max(times),
        }
    plot.hide()
    plot.deleteLater()
    return found


def _noise(series: Any, number: int) -> Any:
    for x in range(POINTS):
        series.append(x, (x * (number + 3)) % 97 / 97 + x / POINTS)
    return series


def _print_redraw(found: dict[str, Any]) -> None:
    for name, one in found.items():
        print(
            f"    {one['curves']} curves, {name}: p50 {one['p50_ms']:.1f} ms, "
            f"p95 {one['p95_ms']:.1f} ms, max {one['max_ms']:.1f} ms"
        )


# (b) An erasure, watched or not


def _prepared(wanted: argparse.Namespace, scratch: Path) -> Path:
    """Return a tested demo project with chosen concepts."""
    print("    preparing the demo project", flush=True)
    found = _child("prepare", wanted, scratch, scratch / "project")
    return Path(found["project"])


def prepare(wanted: argparse.Namespace) -> dict[str, Any]:
    """Draw the demo's scenes, test the model on them, choose what to erase."""
    from sare_engine import Control, DemoConfig
    from sare_engine.jobs.demo import prepare_demo

    project: Path = wanted.project
    for _ in prepare_demo(DemoConfig(seed=0), project, project.parent / "scenes", Control()):
        pass
    return {"project": str(project)}


def _config(wanted: argparse.Namespace) -> Any:
    from sare_engine import EraseConfig, Project, presets

    demo = next(one for one in presets(EraseConfig) if one.name == "demo")
    with Project.open(wanted.project) as project:
        concepts = project.chosen_concepts()
    values = {**demo.values, "steps": wanted.steps, "evaluate_every": 40, "checkpoint_every": 0}
    return EraseConfig(project=wanted.project, concepts=concepts, name="bench", **values)


class _Pace:
    """The seconds of each step by the clock; what lies between steps is left out."""

    def __init__(self) -> None:
        self._last = 0.0
        self.step = 0
        self.seconds: dict[int, float] = {}

    def take(self, event: Any) -> bool:
        """Take an event; returns whether it ends a step."""
        from sare_engine import PhaseStarted, ProbeMetrics, StepMetrics

        now = time.perf_counter()
        if isinstance(event, StepMetrics):
            if self._last:
                self.seconds[self.step] = now - self._last
            self._last = now
            self.step += 1
            return True
        if isinstance(event, (PhaseStarted, ProbeMetrics)):
            self._last = 0.0
        return False

    @property
    def rate(self) -> float:
        """Steps per second."""
        return len(self.seconds) / sum(self.seconds.values()) if self.seconds else 0.0


class _Standstill:
    """Lets the event loop stand still in every other block of steps.

    Args:
        resting: whether it stands still in the first block.
    """

    def __init__(self, resting: bool) -> None:
        from PySide6.QtCore import QObject, Signal

        class Call(QObject):
            asked = Signal()

        self._resting_first = resting
        self._over = threading.Event()
        self._call = Call()
        self._call.asked.connect(self._stand_still)
        self.stood_still: Callable[[], None] = lambda: None

    def rests_in(self, step: int) -> bool:
        """Return whether the event loop stands still in a step."""
        return bool(step // _BLOCK % 2) != self._resting_first

    def begin(self) -> None:
        """Rest from the start if the first step is to rest, on the engine's thread."""
        self._set(self.rests_in(0))

    def step_begins(self, step: int) -> None:
        """Rest or run, as planned for a step, on the engine's thread."""
        if self.rests_in(step) != self.rests_in(step - 1):
            self._set(self.rests_in(step))

    def end(self) -> None:
        """Let the event loop continue."""
        self._over.set()

    def _set(self, resting: bool) -> None:
        if resting:
            self._over.clear()
            self._call.asked.emit()  # Queued: it waits in the window's thread, not in this one.
        else:
            self._over.set()

    def _stand_still(self) -> None:
        self._over.wait()
        self.stood_still()


def headless(wanted: argparse.Namespace) -> dict[str, Any]:
    """Erase without a window."""
    from sare_engine import Failed, erase

    pace = _Pace()
    for event in erase(_config(wanted)):
        pace.take(event)
        if isinstance(event, Failed):
            raise SystemExit(f"{event.what} {event.why}")
    return {"rate": pace.rate, "seconds": pace.seconds}


class _Pulse:
    """Late signs of life of the event loop, in milliseconds, while `watching` says so."""

    def __init__(self, watching: Callable[[], bool]) -> None:
        from PySide6.QtCore import QTimer

        self.gaps: list[float] = []
        self._watching = watching
        self._last = time.perf_counter()
        self._timer = QTimer()
        self._timer.setInterval(_TICK_MS)
        self._timer.timeout.connect(self._beat)
        self._timer.start()

    def _beat(self) -> None:
        now = time.perf_counter()
        if self._watching():
            self.gaps.append(1000 * (now - self._last))
        self._last = now

    def skip(self) -> None:
        """Leave out the time since the last sign of life."""
        self._last = time.perf_counter()

    def stop(self) -> None:
        """Watch no longer."""
        self._timer.stop()


def window(wanted: argparse.Namespace, *, resting_first: bool = False) -> dict[str, Any]:
    """Erase in the window, on the Erase page, and watch the event loop."""
    from sare_desktop import theme
    from sare_desktop.app import make_application, open_window
    from sare_desktop.engine_thread import Job
    from sare_desktop.session import Session
    from sare_desktop.settings import Settings
    from sare_engine import Failed

    app = make_application(["desktop_live"])
    theme.apply(app, "dark")
    session = Session(Settings())
    shown = open_window(app, session)
    shown.resize(1440, 900)
    if not session.open_project(wanted.project):
        raise SystemExit(f"{wanted.project} could not be opened")
    session.show("erase")
    config, pace, standstill = _config(wanted), _Pace(), _Standstill(resting_first)

    def work(_slot: Any, control: Any) -> Iterator[Any]:
        from sare_engine import erase

        standstill.begin()
        try:
            for event in erase(config, control=control):
                # On the engine's thread: when the step was done, not when it was shown.
                if pace.take(event):
                    standstill.step_begins(pace.step)
                yield event
        finally:
            standstill.end()

    ends: list[Any] = []

    def ended(_job: Any, event: Any) -> None:
        ends.append(event)
        app.quit()

    session.engine.ended.connect(ended)
    pulse = _Pulse(lambda: bool(pace.seconds))
    standstill.stood_still = pulse.skip
    session.engine.prepared.connect(lambda: session.start(Job("erase", "Erasing", work)))
    app.exec()
    pulse.stop()
    shown.hide()
    session.close()
    if isinstance(ends[0], Failed):
        raise SystemExit(f"{ends[0].what} {ends[0].why}")
    return {
        "seconds": pace.seconds,
        "resting": [step for step in pace.seconds if standstill.rests_in(step)],
        "gaps_ms": pulse.gaps,
    }


def _share(rounds: Sequence[dict[str, Any]]) -> float:
    """Return which share of the engine's speed the window leaves.

    Over all steps: the seconds of each without the window by those with it.
    """
    with_window = without = 0.0
    for found in rounds:
        for part in _WATCHED[1:]:
            resting = set(found[part]["resting"])
            for step, seconds in found[part]["seconds"].items():
                if int(step) in resting:
                    without += seconds
                else:
                    with_window += seconds
    return without / with_window


def _live_figures(rounds: Sequence[dict[str, Any]]) -> dict[str, Any]:
    gaps = [gap for found in rounds for part in _WATCHED[1:] for gap in found[part]["gaps_ms"]]
    return {
        "headless_steps_per_second": [found["headless"]["rate"] for found in rounds],
        "steps_timed_on_each_side": sum(len(found["window"]["seconds"]) for found in rounds),
        "shares": [_share([found]) for found in rounds],
        "share": _share(rounds),
        "watched_seconds": sum(gaps) / 1000,
        "gap_p50_ms": _percentile(gaps, 0.5),
        "gap_p95_ms": _percentile(gaps, 0.95),
        "gap_max_ms": max(gaps, default=0.0),
    }


def _print_live(found: dict[str, Any]) -> None:
    print(
        f"    the window leaves {100 * found['share']:.1f} % of the engine's speed, over "
        f"{found['steps_timed_on_each_side']} steps timed with and without it"
    )
    print(
        f"    gaps over {found['watched_seconds']:.0f} s: p50 {found['gap_p50_ms']:.1f} ms, "
        f"p95 {found['gap_p95_ms']:.1f} ms, max {found['gap_max_ms']:.1f} ms"
    )


def _met(figures: dict[str, Any]) -> dict[str, bool]:
    live = figures["live"]
    redraws = figures["redraw"].values()
    return {
        f"redraw p95 <= {REDRAW_LIMIT_MS:g} ms": all(
            one["p95_ms"] <= REDRAW_LIMIT_MS for one in redraws
        ),
        f"gap p95 <= {GAP_P95_LIMIT_MS:g} ms": live["gap_p95_ms"] <= GAP_P95_LIMIT_MS,
        f"gap max <= {GAP_MAX_LIMIT_MS:g} ms": live["gap_max_ms"] <= GAP_MAX_LIMIT_MS,
        f"watched >= {_WATCHED_SECONDS:g} s": live["watched_seconds"] >= _WATCHED_SECONDS,
        f"speed >= {100 * SPEED_LIMIT:g} %": live["share"] >= SPEED_LIMIT,
    }


_PARTS: dict[str, Callable[[argparse.Namespace], dict[str, Any]]] = {
    "redraw": redraw,
    "prepare": prepare,
    "headless": headless,
    "window": window,
    "window-resting-first": functools.partial(window, resting_first=True),
}


if __name__ == "__main__":
    sys.exit(main())
