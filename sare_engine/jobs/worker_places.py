"""Where worker processes compute: one on each GPU, or several that share the CPU."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass

from sare_engine.errors import ConfigError
from sare_engine.models.device_memory import memory_use

_VISIBLE = "CUDA_VISIBLE_DEVICES"


@dataclass(frozen=True)
class WorkerPlace:
    """What one worker process has of the computer.

    Attributes:
        environment: variables that it is started with.
        threads: how many threads it computes with on the CPU.
        memory: how many bytes of the computer's memory it may take; None: what is free.
    """

    environment: Mapping[str, str]
    threads: int
    memory: int | None


def worker_places(device: str, workers: int, setting: str = "workers") -> list[WorkerPlace]:
    """Return the places of so many workers on a device ("auto", "cpu", "cuda" …); [] for one.

    A single one is the job's own process. Threads and, on the CPU, memory are split evenly.

    Args:
        device: where they compute.
        workers: how many they are.
        setting: the setting that says how many, which errors name.

    Raises:
        ConfigError: there are fewer GPUs, or a single GPU is named.
        DeviceError: the device is absent.
    """
    if workers < 2:
        return []
    import torch

    from sare_engine.models.loading import resolve_device

    kind = resolve_device(device).type
    threads = max(1, torch.get_num_threads() // workers)
    if kind == "cpu":
        count = {"OMP_NUM_THREADS": str(threads), "MKL_NUM_THREADS": str(threads)}
        share = memory_use("cpu").free // workers
        return [WorkerPlace(count, threads, share) for _ in range(workers)]
    gpus = visible_gpus(os.environ, torch.cuda.device_count()) if kind == "cuda" else ["0"]
    if ":" in device:
        raise ConfigError([(setting, f"more than one cannot share {device}; use --device cuda.")])
    if workers > len(gpus):
        found = "is 1 GPU" if len(gpus) == 1 else f"are {len(gpus)} GPUs"
        raise ConfigError([(setting, f"{workers} were asked for, but there {found}.")])
    return [WorkerPlace({_VISIBLE: gpu}, threads, None) for gpu in gpus[:workers]]


def usual_workers(device: str) -> int:
    """Return how many workers do the parts of small models fastest: two on a CPU with two cores.

    Raises:
        DeviceError: the device is absent.
    """
    import torch

    from sare_engine.models.loading import resolve_device

    on_cpu = resolve_device(device).type == "cpu"
    return 2 if on_cpu and torch.get_num_threads() >= 2 else 1


def visible_gpus(environment: Mapping[str, str], count: int) -> list[str]:
    """Return what names each GPU that this process sees in the environment of another process.

    Args:
        environment: the variables of this process, which may number the GPUs in its own way.
        count: how many GPUs it sees.
    """
    named = [one.strip() for one in environment.get(_VISIBLE, "").split(",") if one.strip()]
    return (named or [str(number) for number in range(count)])[:count]
