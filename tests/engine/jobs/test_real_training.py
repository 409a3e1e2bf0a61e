"""A model of real size is trained within its plan."""

from __future__ import annotations

import json
import math
import subprocess
import sys
from pathlib import Path

import pytest

from sare_engine.erasure.pass_room import BESIDE


@pytest.mark.slow
@pytest.mark.timeout(1800)
@pytest.mark.skipif(sys.platform != "linux", reason="reads the process's high-water mark in /proc")
def test_the_recommended_form_trains_within_its_plan(tmp_path: Path) -> None:
    folder = tmp_path / "smolvlm"
    command = [sys.executable, "-m", "tests.engine.jobs.real_training", str(folder)]
    subprocess.run(command, check=True)
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True)
    found = json.loads(done.stdout.splitlines()[-1])
    assert found["plan"]["fits"], found["plan"]["why"]
    assert len(found["losses"]) == 3 and all(math.isfinite(one) for one in found["losses"])
    # The estimate is for captions of 192 tokens beside the image's.
    assert found["tokens"] == pytest.approx(64 + 192, rel=0.1)
    # The plan counts tensors; what a process takes beside them is left free before a pass begins.
    assert found["taken"] == pytest.approx(found["plan"]["bytes"] + BESIDE, rel=0.2), found
