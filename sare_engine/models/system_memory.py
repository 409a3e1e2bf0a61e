"""The computer's memory that this process can have: what is available, and what its cgroups allow.

In a container, or under a memory limit of systemd, the kernel kills a process at its cgroup's
limit, however much the computer has left.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import psutil

_allowed: list[int] = []
"""How many bytes this process may take, where it shares the computer with others of its job."""

_V2_LIMITS = ("memory.max", "memory.high")
"""At the first the kernel kills; above the second it takes memory away until nothing moves."""


@dataclass(frozen=True)
class SystemMemory:
    """Memory in bytes.

    Attributes:
        total: all that this process could ever have.
        free: what it can still have without swapping.
    """

    total: int
    free: int


@dataclass(frozen=True)
class GroupLimit:
    """A cgroup's limit and what of it is taken, in bytes; page cache doesn't count as taken."""

    limit: int
    used: int


def allow_memory(limit: int) -> None:
    """Let this process plan with no more than so many bytes, of which it has some already."""
    _allowed[:] = [limit]


def system_memory(root: Path = Path("/")) -> SystemMemory:
    """Return the memory of this computer, or of the cgroup or the share with the least left.

    Args:
        root: where `proc` and `sys` are.
    """
    found = psutil.virtual_memory()
    limits = list(group_limits(root))
    limits += [GroupLimit(one, int(psutil.Process().memory_info().rss)) for one in _allowed]
    return SystemMemory(
        min([int(found.total), *(one.limit for one in limits)]),
        max(0, min([int(found.available), *(one.limit - one.used for one in limits)])),
    )


def group_limits(root: Path = Path("/")) -> Iterator[GroupLimit]:
    """Yield the memory limits of this process's cgroups, of version 1 and 2, from the inside out.

    Args:
        root: where `proc` and `sys` are.
    """
    for folder, base, version in _hierarchies(root):
        inside = folder if folder.is_dir() else base
        while True:
            yield from _limits_of(inside, version)
            if inside == base or base not in inside.parents:
                break
            inside = inside.parent


def killed_for_memory(root: Path = Path("/")) -> int | None:
    """Return how many processes the kernel has killed for lack of memory since it started.

    None where it doesn't count them: on other systems than Linux, and before Linux 4.13.
    """
    for line in _text(root / "proc" / "vmstat").splitlines():
        name, _, value = line.partition(" ")
        if name == "oom_kill":
            return _number(value)
    return None


def _hierarchies(root: Path) -> Iterator[tuple[Path, Path, int]]:
    """Yield this process's folder in each hierarchy that limits memory, its base, its version."""
    mounted = root / "sys" / "fs" / "cgroup"
    for line in _text(root / "proc" / "self" / "cgroup").splitlines():
        number, _, rest = line.partition(":")
        controllers, _, name = rest.partition(":")
        # Seen from another namespace, the path leads out of what is mounted here.
        inside = "" if ".." in name.split("/") else name.lstrip("/")
        if number == "0" and not controllers:
            yield mounted / inside, mounted, 2
        elif "memory" in controllers.split(","):
            base = mounted / "memory"
            yield base / inside, base, 1


def _limits_of(folder: Path, version: int) -> Iterator[GroupLimit]:
    names = _V2_LIMITS if version == 2 else ("memory.limit_in_bytes",)
    limits = [one for name in names if (one := _number(_text(folder / name))) is not None]
    used = _number(_text(folder / ("memory.current" if version == 2 else "memory.usage_in_bytes")))
    if not limits or used is None:
        return
    statistics = dict(
        line.split(" ", 1) for line in _text(folder / "memory.stat").splitlines() if " " in line
    )
    prefix = "" if version == 2 else "total_"
    cached = sum(
        _number(statistics.get(f"{prefix}{name}", "")) or 0
        for name in ("inactive_file", "active_file")
    )
    yield GroupLimit(min(limits), max(0, used - cached))


def _number(text: str) -> int | None:
    """A number of bytes; None for "max" and for what is not there."""
    try:
        return int(text)
    except ValueError:
        return None


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="ascii", errors="replace")
    except OSError:
        return ""
