"""What is known of a device's memory, without importing torch for it."""

from __future__ import annotations

import subprocess
import sys

from sare_engine.models.device_memory import free_memory, memory_use, release_memory


def test_free_memory_of_the_cpu_is_known() -> None:
    free = free_memory("cpu")
    assert free is not None
    assert 1e6 < free < 1e15
    release_memory()


def test_memory_use_adds_up() -> None:
    use = memory_use("cpu")
    assert use.device == "cpu"
    assert 0 < use.ours < use.total
    assert use.ours + use.others + use.free <= use.total + use.ours
    assert memory_use("auto").total > 0


def test_memory_use_does_not_import_torch() -> None:
    script = (
        "import sys; from sare_engine import memory_use, ModelSlot, command_of, DEMO_FOLDER, Runs;"
        "memory_use('cuda'); ModelSlot(); sys.exit('torch' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", script], check=False).returncode == 0
