"""Memory limits of cgroups, in made folder trees."""

from __future__ import annotations

from pathlib import Path

import psutil

from sare_engine.models.system_memory import (
    GroupLimit,
    group_limits,
    killed_for_memory,
    system_memory,
)


def write(root: Path, files: dict[str, str]) -> None:
    for name, text in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text)


def test_each_group_of_version_2_limits(tmp_path: Path) -> None:
    write(tmp_path, {
        "proc/self/cgroup": "0::/outer/inner\n",
        "sys/fs/cgroup/outer/memory.max": "5000\n",
        "sys/fs/cgroup/outer/memory.current": "3000\n",
        "sys/fs/cgroup/outer/memory.stat": "anon 1\ninactive_file 400\nactive_file 100\n",
        "sys/fs/cgroup/outer/inner/memory.max": "max\n",
        "sys/fs/cgroup/outer/inner/memory.high": "4000\n",
        "sys/fs/cgroup/outer/inner/memory.current": "1000\n",
    })  # fmt: skip
    assert list(group_limits(tmp_path)) == [GroupLimit(4000, 1000), GroupLimit(5000, 2500)]
    found = system_memory(tmp_path)
    assert (found.total, found.free) == (4000, 2500)


def test_a_group_of_version_1_limits(tmp_path: Path) -> None:
    write(tmp_path, {
        "proc/self/cgroup": "7:cpu,memory:/job\n3:pids:/\n",
        "sys/fs/cgroup/memory/job/memory.limit_in_bytes": "9000\n",
        "sys/fs/cgroup/memory/job/memory.usage_in_bytes": "9500\n",
        "sys/fs/cgroup/memory/job/memory.stat": "total_inactive_file 200\n",
    })  # fmt: skip
    assert list(group_limits(tmp_path)) == [GroupLimit(9000, 9300)]
    assert system_memory(tmp_path).free == 0


def test_the_path_of_another_namespace_leads_to_what_is_mounted(tmp_path: Path) -> None:
    write(tmp_path, {
        "proc/self/cgroup": "0::/../../elsewhere\n",
        "sys/fs/cgroup/memory.max": "700\n",
        "sys/fs/cgroup/memory.current": "100\n",
    })  # fmt: skip
    assert list(group_limits(tmp_path)) == [GroupLimit(700, 100)]


def test_without_groups_the_computer_counts(tmp_path: Path) -> None:
    assert list(group_limits(tmp_path)) == []
    assert system_memory(tmp_path).total == psutil.virtual_memory().total


def test_the_path_of_a_container_that_is_not_mounted(tmp_path: Path) -> None:
    write(tmp_path, {
        "proc/self/cgroup": "4:memory:/docker/ab\n0::/\n",
        "sys/fs/cgroup/memory/memory.limit_in_bytes": "800\n",
        "sys/fs/cgroup/memory/memory.usage_in_bytes": "300\n",
    })  # fmt: skip
    assert list(group_limits(tmp_path)) == [GroupLimit(800, 300)]


def test_kills_for_lack_of_memory_are_counted(tmp_path: Path) -> None:
    assert killed_for_memory(tmp_path) is None
    write(tmp_path, {"proc/vmstat": "nr_free_pages 12\noom_kill 3\n"})
    assert killed_for_memory(tmp_path) == 3
