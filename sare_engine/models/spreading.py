"""A model whose layers lie on several GPUs: where each weight goes, and how a pass goes round.

Accelerate's hooks would do it, too. They sit on every module, and choose by chance to which GPU
the model's own inputs go; here a pass moves at the layers alone, and all else stays at home.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import torch
from torch import Tensor

from sare_engine.errors import DeviceError, ModelError
from sare_engine.models.checkpointing import language_layers
from sare_engine.models.loading import base_model

DeviceMap = dict[str, torch.device]
"""Names of modules and weights, which cover a model → where they are."""


def spread_devices(name: str) -> tuple[torch.device, ...]:
    """Return the GPUs to spread a model over, home first.

    Args:
        name: a config's device.

    Raises:
        DeviceError: there are no two NVIDIA GPUs, or another device is named.
    """
    count = torch.cuda.device_count() if torch.cuda.is_available() else 0
    if name not in ("auto", "cuda") or count < 2:
        found = {0: "no NVIDIA GPU", 1: "1 NVIDIA GPU"}.get(count, f"{count} NVIDIA GPUs")
        raise DeviceError(
            "The model cannot be spread over several GPUs.",
            f"PyTorch sees {found} on this computer, and the device is {name}.",
            "Spread it over two GPUs or more with the device auto or cuda, or keep it on one "
            "device (placement one).",
        )
    return tuple(torch.device("cuda", number) for number in range(count))


def device_map(model: Any, devices: Sequence[torch.device], counts: Sequence[int]) -> DeviceMap:
    """Return where the weights of a model go.

    Args:
        model: the model, whose weights need not be there yet.
        devices: the devices, home first.
        counts: layers of the language model for each of them, in the order of a pass.

    Raises:
        ModelError: its layers were not found, or are not so many.
    """
    layers = language_layers(model)
    if sum(counts) != len(layers):
        raise ModelError(
            "This model cannot be spread over several GPUs.",
            f"Its files name {sum(counts)} layers, and the model is built with {len(layers)}.",
            "Keep it on one device (placement one).",
        )
    there = [device for device, count in zip(devices, counts, strict=True) for _ in range(count)]
    place = dict(zip(map(id, layers), there, strict=True))
    above = {
        name
        for name, module in base_model(model).named_modules()
        if any(id(one) in place for one in module.modules())
    }
    placed: DeviceMap = {}

    def place_inside(module: Any, name: str) -> None:
        if id(module) in place:
            placed[name] = place[id(module)]
        elif name not in above:
            placed[name] = devices[0]
        else:
            inside = f"{name}." if name else ""
            weights = dict(module.named_parameters(recurse=False))
            buffers = dict(module.named_buffers(recurse=False))
            placed.update((inside + own, devices[0]) for own in {**weights, **buffers})
            for own, child in module.named_children():
                place_inside(child, inside + own)

    place_inside(base_model(model), "")
    return placed


def without_hooks(model: Any) -> Any:
    """Return a model without the hooks that loading onto several devices puts on its modules."""
    from accelerate.hooks import remove_hook_from_module

    return remove_hook_from_module(model, recurse=True)


def connect_layers(model: Any, placed: DeviceMap, home: torch.device) -> None:
    """Let a pass move to the GPU of each layer that is elsewhere, and home behind the last.

    Args:
        model: the model with its weights where `placed` says.
        placed: what `device_map` returned.
        home: where its inputs are, and its outputs shall be.
    """
    layers = language_layers(model)
    names = {id(module): name for name, module in base_model(model).named_modules()}
    for layer in layers:
        device = placed[names[id(layer)]]
        if device != home:
            layer.register_forward_pre_hook(_bring_to(device), with_kwargs=True)
    if placed[names[id(layers[-1])]] != home:
        layers[-1].register_forward_hook(lambda _layer, _inputs, output: _moved(output, home))


def _bring_to(device: torch.device) -> Any:
    def bring(_layer: Any, inputs: Any, named: Any) -> Any:
        return _moved(inputs, device), _moved(named, device)

    return bring


def _moved(value: Any, device: torch.device) -> Any:
    """Return tensors, also in tuples, lists and dicts, on a device; all else, such as a cache of
    keys and values, which belong to their layers, as it is."""
    if isinstance(value, Tensor):
        return value.to(device)
    if type(value) in (tuple, list):
        return type(value)(_moved(one, device) for one in value)
    if type(value) is dict:
        return {name: _moved(one, device) for name, one in value.items()}
    return value
