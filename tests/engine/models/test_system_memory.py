"""Memory limits of cgroups, in folder trees as Linux shows them."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import psutil
import pytest

from sare_engine.models.system_memory import (
    GroupLimit,
    group_limits,
    killed_for_memory,
    system_memory,
)

MB = 1_000_000
UNLIMITED = 9223372036854771712


def tree(root: Path, files: Mapping[str, object]) -> Path:
    for name, text in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"{text}\n")
    return root


def test_version_2_counts_every_level_and_no_page_cache(tmp_path: Path) -> None:
    root = tree(
        tmp_path,
        {
            "proc/self/cgroup": "0::/user.slice/job",
            "sys/fs/cgroup/user.slice/memory.max": 300 * MB,
            "sys/fs/cgroup/user.slice/memory.high": 250 * MB,
            "sys/fs/cgroup/user.slice/memory.current": 200 * MB,
            "sys/fs/cgroup/user.slice/job/memory.max": "max",
            "sys/fs/cgroup/user.slice/job/memory.current": 90 * MB,
            "sys/fs/cgroup/user.slice/memory.stat": f"anon 1\ninactive_file {60 * MB}",
        },
    )
    assert list(group_limits(root)) == [GroupLimit(250 * MB, 140 * MB)]
    found = system_memory(root)
    assert (found.total, found.free) == (250 * MB, 110 * MB)


def test_version_1_and_both_at_once(tmp_path: Path) -> None:
    root = tree(
        tmp_path,
        {
            "proc/self/cgroup": "4:cpu,memory:/docker/ab\n1:cpu:/\n0::/",
            "sys/fs/cgroup/memory/docker/ab/memory.limit_in_bytes": 100 * MB,
            "sys/fs/cgroup/memory/docker/ab/memory.usage_in_bytes": 120 * MB,
            "sys/fs/cgroup/memory/docker/ab/memory.stat": f"total_active_file {30 * MB}",
            "sys/fs/cgroup/memory/memory.limit_in_bytes": UNLIMITED,
            "sys/fs/cgroup/memory/memory.usage_in_bytes": 900 * MB,
        },
    )
    assert list(group_limits(root)) == [
        GroupLimit(100 * MB, 90 * MB),
        GroupLimit(UNLIMITED, 900 * MB),
    ]
    assert system_memory(root).free == 10 * MB


@pytest.mark.parametrize("name", ["/docker/elsewhere", "/../.."])
def test_a_container_that_does_not_see_its_own_path(tmp_path: Path, name: str) -> None:
    root = tree(
        tmp_path,
        {
            "proc/self/cgroup": f"0::{name}",
            "sys/fs/cgroup/memory.max": 64 * MB,
            "sys/fs/cgroup/memory.current": 70 * MB,
        },
    )
    assert system_memory(root).free == 0


def test_without_cgroups_it_is_the_computers(tmp_path: Path) -> None:
    assert list(group_limits(tmp_path)) == []
    assert system_memory(tmp_path).total == psutil.virtual_memory().total
    assert killed_for_memory(tmp_path) is None


def test_kills_for_lack_of_memory_are_counted(tmp_path: Path) -> None:
    tree(tmp_path, {"proc/vmstat": "nr_free_pages 12\noom_kill 3"})
    assert killed_for_memory(tmp_path) == 3
