"""Several devices on a CPU: tensors with real values that say where they are.

An `Elsewhere` holds its values in an ordinary tensor and claims to be on meta:0, meta:1 … As on
GPUs, an operation on tensors of different devices fails, a tensor on the CPU must be moved first,
and only copies go from one device to another. Autograd works as usual. What no test on a CPU can
show is whether the kernels of a GPU agree: streams, copies between GPUs, and their speed.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import torch
from torch.overrides import TorchFunctionMode
from torch.utils._python_dispatch import TorchDispatchMode

COPIES = {"_to_copy", "copy_", "_foreach_copy_", "to", "set_", "_copy_from"}
"""Operators that take tensors of different devices."""

INDEXED = {"index", "index_put", "index_put_", "_index_put_impl_"}
"""Operators whose indices may be on the CPU."""


class Elsewhere(torch.Tensor):
    """A tensor on an emulated device.

    Attributes:
        held: its values, on the CPU.
    """

    held: torch.Tensor

    @staticmethod
    def __new__(cls, held: torch.Tensor, device: torch.device) -> Elsewhere:
        made = torch.Tensor._make_wrapper_subclass(
            cls,
            held.size(),
            strides=held.stride(),
            storage_offset=held.storage_offset(),
            dtype=held.dtype,
            device=device,
            requires_grad=held.requires_grad,
        )
        made.held = held
        return made

    def __repr__(self, **_: Any) -> str:  # type: ignore[override]
        return f"Elsewhere({self.held!r}, {self.device})"

    def tolist(self) -> Any:
        return self.held.tolist()

    @classmethod
    def __torch_dispatch__(  # type: ignore[override]
        cls, func: Any, types: Any, args: Any = (), kwargs: Any = None
    ) -> Any:
        return _run(func, args, kwargs or {})


class EmulatedDevices(TorchDispatchMode):
    """Within the block, tensors can be made on emulated devices and moved to them."""

    def __torch_dispatch__(self, func: Any, types: Any, args: Any = (), kwargs: Any = None) -> Any:
        return _run(func, args, kwargs or {})


class MadeThere(TorchFunctionMode):
    """Lets `torch.tensor` make tensors there, which otherwise no operator shows."""

    def __torch_function__(self, func: Any, types: Any, args: Any = (), kwargs: Any = None) -> Any:
        device = (kwargs or {}).get("device")
        if func is torch.tensor and device is not None and _emulated(torch.device(device)):
            plain = [_numbers(args[0]), *args[1:]]
            return torch.tensor(*plain, **{**kwargs, "device": "cpu"}).to(device)
        return func(*args, **(kwargs or {}))


def _numbers(data: Any) -> Any:
    """Return what `torch.tensor` makes a tensor of, without tensors that are elsewhere."""
    if isinstance(data, Elsewhere):
        return data.tolist()
    return [_numbers(one) for one in data] if isinstance(data, list | tuple) else data


def _run(func: Any, args: Any, kwargs: dict[str, Any]) -> Any:
    name = func.overloadpacket.__name__
    asked = kwargs.get("device")
    found = [one for one in _tensors((args, kwargs)) if isinstance(one, Elsewhere)]
    target = torch.device(asked) if asked is not None else None
    if not found and (target is None or not _emulated(target)):
        return func(*args, **kwargs)
    if name not in COPIES:
        _check(name, args, kwargs)
    if target is not None and _emulated(target):
        kwargs = {**kwargs, "device": torch.device("cpu")}
    home = target or (_home(name, args) if found else None)
    known = {id(one.held): one for one in found}

    def outside(result: Any) -> Any:
        if type(result) in (list, tuple):
            return type(result)(outside(one) for one in result)
        if not isinstance(result, torch.Tensor) or isinstance(result, Elsewhere):
            return result
        if id(result) in known:
            return known[id(result)]  # In place.
        if home is None or not _emulated(home):
            return result
        return Elsewhere(result, home)

    result = func(*_inside(args), **_inside(kwargs))
    if name.startswith("_foreach") and isinstance(result, list | tuple):
        homes = [one.device for one in args[0]]
        return [
            Elsewhere(one, place) if _emulated(place) else one
            for one, place in zip(result, homes, strict=True)
        ]
    return outside(result)


def _tensors(value: Any) -> Iterator[torch.Tensor]:
    if isinstance(value, torch.Tensor):
        yield value
    elif isinstance(value, list | tuple):
        for one in value:
            yield from _tensors(one)
    elif isinstance(value, dict):
        yield from _tensors(list(value.values()))


def _inside(value: Any) -> Any:
    if isinstance(value, Elsewhere):
        return value.held
    if type(value) in (list, tuple):
        return type(value)(_inside(one) for one in value)
    if type(value) is dict:
        return {name: _inside(one) for name, one in value.items()}
    return value


def _emulated(device: torch.device) -> bool:
    return device.type == "meta" and device.index is not None


def _home(name: str, args: Any) -> torch.device:
    """Where the result is: where the first tensor is that is not a number from the host."""
    if name == "copy_":
        return torch.device(args[0].device)
    return next(one.device for one in _tensors(args) if isinstance(one, Elsewhere))


def _check(name: str, args: Any, kwargs: dict[str, Any]) -> None:
    """Refuse tensors of different devices; a number on the CPU may meet any."""
    if name.startswith("_foreach"):
        lists = [one for one in args if isinstance(one, list | tuple)]
        lists = [one for one in lists if one and isinstance(one[0], torch.Tensor)]
        singles = [one for one in args if isinstance(one, torch.Tensor)]
        for group in zip(*lists, strict=True):
            _same(name, [*group, *singles])
        return
    if name in INDEXED:
        indices = [one for one in args[1] if one is not None]
        values = [one for one in (args[0], *args[2:]) if isinstance(one, torch.Tensor)]
        _same(name, [*values, *(one for one in indices if one.device.type != "cpu")])
        return
    _same(name, list(_tensors((args, kwargs))))


def _same(name: str, tensors: list[torch.Tensor]) -> None:
    devices = {one.device for one in tensors if one.ndim or one.device.type != "cpu"}
    if len(devices) > 1:
        words = ", ".join(sorted(map(str, devices)))
        raise RuntimeError(f"{name}: expected all tensors to be on the same device, found {words}")


def put(tensor: torch.Tensor, device: torch.device) -> torch.Tensor:
    """Return a tensor or parameter on an emulated device, with the same values."""
    moved = Elsewhere(tensor.detach().clone(), device)
    if isinstance(tensor, torch.nn.Parameter):
        return torch.nn.Parameter(moved, requires_grad=tensor.requires_grad)
    return moved


@contextmanager
def emulated_devices() -> Iterator[None]:
    """Within the block, meta:0, meta:1 … are devices with values."""
    with MadeThere(), EmulatedDevices():
        yield
