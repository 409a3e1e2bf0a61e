"""The demo can be run again and again in one folder."""

from __future__ import annotations

from pathlib import Path

import pytest

from sare_engine.jobs.demo import _unused_name


@pytest.mark.parametrize("kind", ["project", "scenes", "export"])
def test_an_earlier_run_is_never_touched(tmp_path: Path, kind: str) -> None:
    assert _unused_name(tmp_path, "seed-1") == "seed-1"
    (tmp_path / f"{kind}-seed-1").mkdir()
    (tmp_path / "project-seed-10").mkdir()
    assert _unused_name(tmp_path, "seed-1") == "seed-1-2"
    (tmp_path / f"{kind}-seed-1-2").mkdir()
    assert _unused_name(tmp_path, "seed-1") == "seed-1-3"
    assert _unused_name(tmp_path, "seed-2") == "seed-2"
