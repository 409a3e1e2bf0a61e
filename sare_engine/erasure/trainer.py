"""The erasure loop: one optimisation step after another, for every method.

    gradient = lambda_neg * grad L_neg(theta [+ epsilon*]) + grad L_pos(theta)
               + lambda_sent * grad L_sent(theta)

is the gradient of EFUF and SARE. How each method computes its gradient is in `methods`, the
paper's step in `sam`; the training data are in `examples` and `batches`.
"""

from __future__ import annotations

import contextlib
import functools
import itertools
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager
from pathlib import Path

import torch
from torch import Tensor

from sare_engine.config import EraseConfig
from sare_engine.control import Control
from sare_engine.erasure.batches import Batch, EncodedExample, ErasureData, microbatches
from sare_engine.erasure.fitting import FittingBatches
from sare_engine.erasure.gradients import gradient_norm, shorten_gradient
from sare_engine.erasure.losses import Forward, NegativeLoss
from sare_engine.erasure.method import Method, NegativeReading, StepLosses, StepReading
from sare_engine.erasure.methods import METHODS
from sare_engine.erasure.pass_room import pass_room
from sare_engine.erasure.preference import PreferenceLoss
from sare_engine.erasure.retain_loss import RetainLoss
from sare_engine.erasure.sam import descend
from sare_engine.erasure.schedules import learning_rate, negative_weight
from sare_engine.erasure.shared_losses import (
    SharedNegativeLoss,
    SharedPreferenceLoss,
    SharedRetainLoss,
    count_targets,
    share_of_pairs,
)
from sare_engine.erasure.training_state import load_training_state, save_training_state
from sare_engine.errors import DeviceError, EngineError
from sare_engine.events import Event, StepMetrics
from sare_engine.models.loading import LoadedModel
from sare_engine.models.prompting import pad_id
from sare_engine.models.trainable import trained_weights
from sare_engine.models.vision import VisionFeatures
from sare_engine.progress import PhaseProgress
from sare_engine.team.team import Team

Measure = Callable[[int], Iterator[Event]]
"""Measures on held-out data after a step and yields what it found."""

NewCheckpoint = Callable[[int], AbstractContextManager[Path]]
"""Returns a folder to fill with the checkpoint after a step; it appears whole or not at all."""


def train_erasure(
    loaded: LoadedModel,
    features: VisionFeatures,
    data: ErasureData,
    config: EraseConfig,
    *,
    control: Control,
    measure: Measure | None = None,
    new_checkpoint: NewCheckpoint | None = None,
    resume_from: Path | None = None,
    measured: bool = True,
    enough: Callable[[], bool] = lambda: False,
    team: Team | None = None,
) -> Iterator[Event]:
    """Train the trainable parameters of `loaded` in place, yielding events.

    The model is in evaluation mode throughout: no dropout, so that both passes of a SARE step
    see the same function, and frozen statistics.

    Args:
        loaded: model whose trainable parameters (`requires_grad`) are in float32.
        features: vision features of the images in `data`.
        data: draws the captions of each step.
        config: the run's settings.
        control: polled at every step; a requested checkpoint is saved after the step. In a team
            see `Team.control`.
        measure: called before the first step, every `evaluate_every` steps and at the end.
        new_checkpoint: where checkpoints are saved; None: nowhere.
        resume_from: a checkpoint folder to continue from.
        measured: whether the measurement after that checkpoint's step was made; a stop may have
            come first.
        enough: asked before each step whether to end the training there.
        team: the processes among which the captions of each step are shared out; each trains the
            same weights with the same data. Only the leading one is asked whether it is enough.

    Raises:
        Stopped: after a checkpoint, when the user stopped the job.
        EngineError: the loss became infinite or not a number.
        DeviceError: memory ran out although captions passed through the model one by one; a
            checkpoint is kept.
    """
    trained = trained_weights(loaded.model)
    optimizer = torch.optim.AdamW(
        trained.parameters, lr=config.learning_rate, weight_decay=config.weight_decay
    )
    # Before a checkpoint is read: a method may keep the weights that the run began with.
    method = METHODS[config.method].build(trained, config)
    done = load_training_state(resume_from, trained.named, optimizer, method) if resume_from else 0
    forward = Forward(
        loaded, features, checkpointing=config.gradient_checkpointing, control=control
    )
    lacking = pass_room(loaded, data.captions(), config) if config.planned else None
    fitting = FittingBatches(
        config.microbatch or max(config.negative_batch, config.retain_batch),
        lacking if team is None else team.lacking(lacking),
    )

    def gradients(step: int, size: int) -> tuple[StepReading, float]:
        with contextlib.nullcontext() if team is None else team.in_step():
            losses = _step_losses(loaded, forward, data, config, step, size, team)
            return _gradients(method, losses, forward, config)

    def save(step: int) -> None:
        if new_checkpoint is not None:
            with new_checkpoint(step) as folder:
                save_training_state(folder, step, trained.named, optimizer, method)

    loaded.model.eval()
    phase = PhaseProgress("erase", "Erasing", config.steps, "steps", done=done)
    yield phase.started()
    missing = not measured and _is_due(done, config.evaluate_every, config.steps)
    if measure is not None and (done == 0 or missing):
        yield from measure(done)
    try:
        for step in itertools.takewhile(
            lambda _: _goes_on(control, enough, team), range(done, config.steps)
        ):
            started = time.monotonic()
            optimizer.zero_grad(set_to_none=True)
            found, norm = yield from fitting.run(
                functools.partial(gradients, step), forward.drop_gradients
            )
            reading = found.negative
            _check_finite(step, float(reading.reported_ce), norm)
            rate = learning_rate(config, step)
            descend(optimizer, rate)
            done = step + 1
            if done == config.steps:
                method.finish()
            values = {
                **_reading_values(reading),
                **{name: float(value) for name, value in found.retain.items()},
                "grad_norm": norm,
                "learning_rate": rate,
                "lambda_neg": negative_weight(config, step),
                "seconds": time.monotonic() - started,
            }
            yield StepMetrics("erase", done, values)
            yield phase.advance()
            if measure is not None and _is_due(done, config.evaluate_every, config.steps):
                yield from measure(done)
            asked = control.take_checkpoint_request() or enough()
            if asked or _is_due(done, config.checkpoint_every, config.steps):
                save(done)
    except DeviceError:
        if done:
            save(done)
        raise
    finally:
        optimizer.zero_grad(set_to_none=True)
        if control.stop_requested and done:
            save(done)


def _goes_on(control: Control, enough: Callable[[], bool], team: Team | None) -> bool:
    """Return whether there is another step; block while paused."""
    if team is not None:
        return team.goes_on(control, enough)
    if enough():
        return False
    control.poll()
    return True


def _gradients(
    method: Method, losses: StepLosses, forward: Forward, config: EraseConfig
) -> tuple[StepReading, float]:
    """Leave a step's gradient in `.grad`; return its reading and the norm before it was clipped."""
    while True:
        found = method.gradient(losses)
        # All numbers of the step are read here, together.
        reading, [norm] = found.read(_clip(method.parameters, config.gradient_clip))
        if not method.again(reading):
            return reading, norm
        forward.drop_gradients()


def _step_losses(
    loaded: LoadedModel,
    forward: Forward,
    data: ErasureData,
    config: EraseConfig,
    step: int,
    size: int,
    team: Team | None = None,
) -> StepLosses:
    """Return the losses of a step, at most `size` captions in each forward pass."""

    def batches(captions: list[EncodedExample], size: int = size) -> list[Batch]:
        return microbatches(captions, size, pad_id(loaded), loaded.device)

    # Both captions of a pair stay in one pass, even where captions pass one by one.
    of_pairs = max(2, size - size % 2)
    if team is not None:
        negative, retain, paired = data.negative(step), data.retain(step), data.pairs(step)
        own = batches(team.share_of(negative)), batches(team.share_of(retain))
        total = count_targets(negative, "neg")
        own_pairs = batches(share_of_pairs(team, paired), of_pairs)
        return StepLosses(
            step,
            SharedNegativeLoss(team, forward, own[0], config.negative_ceiling, total),
            SharedRetainLoss(team, forward, own[1], config.lambda_sent, retain),
            negative_weight(config, step),
            SharedPreferenceLoss(team, forward, own_pairs, paired) if paired else None,
        )
    pairs = batches(data.pairs(step), of_pairs)
    return StepLosses(
        step,
        NegativeLoss(forward, batches(data.negative(step)), config.negative_ceiling),
        RetainLoss(forward, batches(data.retain(step)), config.lambda_sent),
        negative_weight(config, step),
        PreferenceLoss(forward, pairs) if pairs else None,
    )


def _check_finite(step: int, ce: float, norm: float) -> None:
    if not (abs(ce) < float("inf") and norm < float("inf")):
        raise EngineError(
            "The erasure diverged.",
            f"At step {step + 1} the loss or its gradient was no longer a finite number.",
            "Lower the learning rate or rho. The last checkpoint is kept.",
        )


def _is_due(done: int, every: int, steps: int) -> bool:
    return done == steps or (every > 0 and done % every == 0)


def _clip(parameters: Sequence[Tensor], longest: float) -> Tensor:
    """Shorten the combined gradient to `longest` (0: never); return its norm before that.

    Only the combined gradient is clipped, so that its direction stays what the objective says.
    """
    return shorten_gradient(parameters, longest) if longest > 0 else gradient_norm(parameters)


def _reading_values(reading: NegativeReading) -> dict[str, float]:
    values = {
        "ce_neg": reading.ce,
        "loss_neg": -reading.reported_ce,
        "grad_norm_neg": reading.gradient_norm,
        "rho": reading.rho,
        "overshoots": float(reading.overshoots),
        "ce_neg_perturbed": reading.ce_perturbed,
        "sharpness": reading.sharpness,
        "curvature": reading.curvature,
    }
    return {name: float(value) for name, value in values.items() if value is not None}
