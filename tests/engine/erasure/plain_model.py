"""The losses and their gradients as the papers write them, on the plain model.

One caption at a time, no key/value cache, all logits: slow and without anything
that the engine does to be fast.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Sequence

import torch
from torch import Tensor

from sare_engine.erasure.batches import EncodedExample
from sare_engine.models.trainable import trainable_parameters
from tests.engine.erasure.conftest import Workbench

WEIGHT, LAMBDA_SENT, RHO = 0.3, 0.2, 0.03


def examples_of(bench: Workbench, *streams: str) -> list[EncodedExample]:
    found = []
    for one in bench.encoded:
        targets = tuple(target for target in one.targets if target[0] in streams)
        if targets:
            found.append(dataclasses.replace(one, targets=targets))
    return found


def parameters_of(bench: Workbench) -> list[Tensor]:
    return list(trainable_parameters(bench.loaded.model).values())


def move(parameters: Sequence[Tensor], by: float) -> None:
    generator = torch.Generator().manual_seed(5)
    with torch.no_grad():
        for parameter in parameters:
            parameter += by * torch.randn(parameter.shape, generator=generator)


def flat(tensors: Sequence[Tensor | None]) -> Tensor:
    return torch.cat([t.detach().flatten() for t in tensors if t is not None])


def log_probabilities(bench: Workbench, example: EncodedExample) -> Tensor:
    """Of every next token, [T - 1, vocabulary]: one caption alone, no cache, all logits."""
    images = bench.features.model_inputs((example.image,))
    output = bench.loaded.model(input_ids=example.input_ids[None], use_cache=False, **images)
    logits: Tensor = output.logits[0].float()
    return logits.log_softmax(-1)[:-1]


def target_means(
    bench: Workbench, streams: str, of_tokens: Callable[[EncodedExample, Tensor], Tensor]
) -> Tensor:
    """Mean over the stream's targets of what `of_tokens` says about their positions."""
    values = []
    for example in examples_of(bench, streams):
        for _, positions in example.targets:
            values.append(of_tokens(example, positions))
    return torch.stack(values).mean()


def cross_entropy(bench: Workbench, stream: str) -> Tensor:
    def mean_ce(example: EncodedExample, positions: Tensor) -> Tensor:
        told = log_probabilities(bench, example)[positions - 1]
        return -told[torch.arange(len(positions)), example.input_ids[positions]].mean()

    return target_means(bench, stream, mean_ce)


def objective(bench: Workbench) -> Tensor:
    return (
        -WEIGHT * cross_entropy(bench, "neg")
        + cross_entropy(bench, "pos")
        + LAMBDA_SENT * cross_entropy(bench, "sent")
    )


def gradient_of(bench: Workbench, value: Tensor) -> list[Tensor]:
    return list(torch.autograd.grad(value, parameters_of(bench)))


def agrees(found: Tensor, expected: Tensor) -> None:
    torch.testing.assert_close(found, expected, rtol=1e-3, atol=2e-6)
