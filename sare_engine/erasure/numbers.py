"""Numbers that a step computes on the device, brought to the host together.

Reading a number waits until the device has computed everything before it. A step therefore leaves
what it measures on the device, and reads it once.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, TypeAlias, Union

if TYPE_CHECKING:
    from torch import Tensor

Number: TypeAlias = Union[float, "Tensor"]
"""A number, or a 0-d tensor that holds it on the device."""


def on_host(numbers: Sequence[Number]) -> list[float]:
    """Return numbers as Python's, with a single synchronisation for all tensors among them."""
    import torch

    held = [one.detach() for one in numbers if isinstance(one, torch.Tensor)]
    if not held:
        return [float(one) for one in numbers]
    # A norm without gradients is on the CPU, wherever the rest is.
    home = next((one.device for one in held if one.device.type != "cpu"), held[0].device)
    read = iter(torch.stack([one.to(home, torch.float32) for one in held]).tolist())
    return [next(read) if isinstance(one, torch.Tensor) else float(one) for one in numbers]
