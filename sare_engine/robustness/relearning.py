"""Relearning: fine-tune an erased model on captions with the hallucination and watch it return."""

from __future__ import annotations

import functools
import time
from collections.abc import Iterator, Sequence

import torch

from sare_engine.config import RelearnConfig
from sare_engine.control import Control
from sare_engine.erasure.batches import EncodedExample, Shuffler, microbatches
from sare_engine.erasure.fitting import FittingBatches
from sare_engine.erasure.losses import Forward, backward_retain
from sare_engine.erasure.trainer import Measure
from sare_engine.errors import DataError, EngineError
from sare_engine.events import Event, StepMetrics
from sare_engine.models.loading import LoadedModel
from sare_engine.models.prompting import pad_id
from sare_engine.models.trainable import trainable_parameters
from sare_engine.models.vision import VisionFeatures
from sare_engine.progress import PhaseProgress
from sare_engine.robustness.attacks import ATTACKS


def relearn(
    loaded: LoadedModel,
    features: VisionFeatures,
    examples: Sequence[EncodedExample],
    config: RelearnConfig,
    *,
    control: Control,
    measure: Measure | None = None,
) -> Iterator[Event]:
    """Attack `loaded` in place, yielding events.

    Args:
        loaded: the model as the defender leaves it; changed by the attack.
        features: vision features of the images in `examples`.
        examples: whole captions, each one "sent" target; `config.samples` of them are used.
        config: the attack's settings.
        control: polled at every step.
        measure: called after 0 steps, after each number of steps in `measure_at` and after the
            last.

    Raises:
        DataError: there is nothing to relearn.
        EngineError: the loss became infinite or not a number.
        DeviceError: memory ran out although captions passed through the model one by one.
        Stopped: the user stopped the job.
    """
    if not examples:
        raise DataError(
            "There is nothing to relearn.",
            "No caption with one of the erased hallucinations was found.",
            "Test more images with the model before its erasure.",
        )
    ATTACKS[config.attack](loaded, config)
    chosen = Shuffler(len(examples), config.seed, "samples").take(
        0, min(config.samples, len(examples))
    )
    order = Shuffler(len(chosen), config.seed, "relearning")
    size = min(config.batch, len(chosen))
    parameters = list(trainable_parameters(loaded.model).values())
    optimizer = torch.optim.AdamW(parameters, lr=config.learning_rate, weight_decay=0.0)
    measured = {*config.measure_at, config.steps}
    forward = Forward(
        loaded, features, checkpointing=config.gradient_checkpointing, control=control
    )
    fitting = FittingBatches(size)
    loaded.model.eval()
    phase = PhaseProgress("relearn", "Relearning", config.steps, "steps")
    yield phase.started()
    if measure is not None:
        yield from measure(0)
    for step in range(config.steps):
        control.poll()
        started = time.monotonic()
        optimizer.zero_grad(set_to_none=True)
        drawn = [examples[chosen[i]] for i in order.take(step * size, size)]
        gradients = functools.partial(_gradients, forward, loaded, drawn)
        loss = yield from fitting.run(gradients, forward.drop_gradients)
        if not loss < float("inf"):
            raise EngineError(
                "The relearning diverged.",
                f"At step {step + 1} the loss was no longer a finite number.",
                "Lower the learning rate of the attack.",
            )
        optimizer.step()
        yield StepMetrics(
            "relearn",
            step + 1,
            {
                "loss": loss,
                "learning_rate": config.learning_rate,
                "seconds": time.monotonic() - started,
            },
        )
        yield phase.advance()
        if measure is not None and step + 1 in measured:
            yield from measure(step + 1)
    optimizer.zero_grad(set_to_none=True)


def _gradients(
    forward: Forward, loaded: LoadedModel, drawn: Sequence[EncodedExample], size: int
) -> float:
    """Set the gradients of a step, at most `size` captions per pass; return its loss in nats."""
    batches = microbatches(drawn, size, pad_id(loaded), loaded.device)
    return backward_retain(forward, batches, lambda_sent=1.0)[1]
