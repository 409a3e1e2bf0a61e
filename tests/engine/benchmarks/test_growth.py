"""How time and memory grow is measured on what the steps really do, and computed rightly."""

from __future__ import annotations

import json
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from sare_engine.workspace.project import Project
from tests.benchmarks import growth
from tests.benchmarks.growth import STEPS
from tests.engine.models.fake_server import FakeServer

COUNT = 5


@pytest.fixture
def server() -> Iterator[FakeServer]:
    server = growth.captioning_server()
    thread = threading.Thread(target=server.serve_forever, args=(0.01,))
    thread.start()
    yield server
    server.shutdown()
    server.server_close()
    thread.join()


def figures_of(seconds: dict[int, float], peak: dict[int, float]) -> dict[str, dict[int, Any]]:
    return {
        step: {
            size: {"seconds": value, "cpu_seconds": value / 2, "peak_mb": peak[size]}
            for size, value in seconds.items()
        }
        for step in STEPS
    }


def test_each_step_does_its_work_on_what_the_steps_before_made(
    tmp_path: Path, server: FakeServer
) -> None:
    growth.write_pictures(tmp_path / "files", COUNT)
    project = tmp_path / "project"
    found = {
        step: growth.run_step(step, tmp_path / "files", project, server.address) for step in STEPS
    }
    counted = {step: one["counted"] for step, one in found.items()}
    assert {one: counted[one] for one in ("add", "caption", "judge")} == dict.fromkeys(
        ("add", "caption", "judge"), COUNT
    )
    assert all(one["peak_mb"] > 0 and one["seconds"] >= 0 for one in found.values())
    with Project.open(project) as opened:
        mentions = opened.mentions()
        assert len({one.text for one in opened.each_caption()}) > 1
    # Objects that no picture shows stay unsure.
    assert {one.verdict for one in mentions} >= {"grounded", "hallucinated"}
    assert counted["concepts"] == len({one.concept for one in mentions}) > 1


def test_an_exponent_is_the_slope_on_logarithmic_axes() -> None:
    for power in (0.0, 0.5, 1.0, 2.0):
        values = {size: 3.0 * size**power for size in (10, 100, 5000)}
        assert growth.exponent(values) == pytest.approx(power, abs=1e-9)


def test_growth_and_table_of_figures() -> None:
    figures = figures_of({10: 0.1, 1000: 10.0}, {10: 100.0, 1000: 199.0})
    found = growth.growth(figures)
    assert list(found) == list(STEPS)
    assert found["judge"]["time"] == pytest.approx(1.0)
    assert found["judge"]["cpu_time"] == pytest.approx(1.0)
    assert found["judge"]["bytes_per_picture"] == pytest.approx(100_000)
    head, *lines = growth.table(figures).splitlines()
    assert head.split()[:3] == ["pictures", "10", "1,000"]
    assert [line.split()[0] for line in lines] == list(STEPS)
    assert "10.00 s  199 MB  ^1.00" in lines[0]
    assert "100000 bytes for each further picture" in lines[0]


@pytest.mark.parametrize(
    ("seconds", "peak", "code"), [(100.0, 100.0, 0), (200.0, 100.0, 1), (100.0, 300.0, 1)]
)
def test_growth_beyond_the_aim_is_an_exit_code(
    seconds: float,
    peak: float,
    code: int,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    asked: list[list[int]] = []

    def measure(sizes: list[int]) -> dict[str, dict[int, Any]]:
        asked.append(sizes)
        return figures_of({10: 10.0, 100: seconds}, {10: 100.0, 100: peak})

    monkeypatch.setattr(growth, "measure", measure)
    monkeypatch.setattr(sys, "argv", ["growth", "--sizes", "10,100", "--json", f"{tmp_path}/f"])
    assert growth.main() == code
    assert asked == [[10, 100]]
    stored = json.loads((tmp_path / "f").read_text())
    assert list(stored["figures"]) == list(stored["growth"]) == list(STEPS)
    assert "pictures" in capsys.readouterr().out


@pytest.mark.parametrize("sizes", ["5", "5,5"])
def test_one_size_is_no_growth(
    sizes: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "argv", ["growth", "--sizes", sizes])
    with pytest.raises(SystemExit) as ended:
        growth.main()
    assert ended.value.code == 2
    assert "at least two" in capsys.readouterr().err


@pytest.mark.slow
def test_tiny_sizes_are_measured_in_processes_of_their_own(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "tests.benchmarks.growth", "--sizes", "5,10"]
    done = subprocess.run(
        [*command, "--json", str(tmp_path / "growth.json")],
        capture_output=True,
        text=True,
        check=False,
    )
    # So few pictures show nothing of how time grows.
    assert done.returncode in (0, 1), done.stderr
    stored = json.loads((tmp_path / "growth.json").read_text())["figures"]
    for step in ("add", "caption", "judge"):
        assert {int(size): one["counted"] for size, one in stored[step].items()} == {5: 5, 10: 10}
    assert [line.split()[0] for line in done.stdout.splitlines()] == ["pictures", *STEPS]
