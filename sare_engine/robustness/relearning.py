"""Relearning: fine-tune an erased model on captions and watch the hallucination return."""

from __future__ import annotations

import functools
import time
from collections.abc import Iterator, Sequence

import torch

from sare_engine.config import RelearnConfig
from sare_engine.erasure.batches import EncodedExample, Shuffler, microbatches
from sare_engine.erasure.fitting import FittingBatches
from sare_engine.erasure.losses import Forward
from sare_engine.erasure.pass_room import pass_room
from sare_engine.erasure.retain_loss import backward_retain
from sare_engine.erasure.shared_losses import SharedRetainLoss
from sare_engine.errors import EngineError
from sare_engine.events import Event, StepMetrics
from sare_engine.models.loading import LoadedModel
from sare_engine.models.prompting import pad_id
from sare_engine.models.trainable import attach_lora, merge_adapter, trainable_parameters
from sare_engine.progress import PhaseProgress
from sare_engine.robustness.attack import PHASE, AttackContext, nothing_to_relearn
from sare_engine.team.team import Team


def put_new_adapter(loaded: LoadedModel, config: RelearnConfig) -> None:
    """Merge the erasure into the weights and put a new adapter, to be trained, on top."""
    merge_adapter(loaded)
    attach_lora(
        loaded,
        parts=config.parts,
        rank=config.lora_rank,
        alpha=config.lora_alpha,
        seed=config.seed,
    )


def fine_tune(context: AttackContext) -> Iterator[Event]:
    """Train the trainable weights on whole captions, yielding events.

    `config.samples` of the examples are used, each one "sent" target. Measured after 0 steps, after
    each number of steps in `config.measure_at`, and after the last.

    Raises:
        DataError: there are no captions to train on.
        EngineError: the loss became infinite or not a number.
        DeviceError: memory ran out although captions passed through the model one by one.
        Stopped: the user stopped the job.
    """
    loaded, examples, config = context.loaded, context.examples, context.config
    if not examples:
        raise nothing_to_relearn("captions that this attack trains on")
    chosen = Shuffler(len(examples), config.seed, "samples").take(
        0, min(config.samples, len(examples))
    )
    order = Shuffler(len(chosen), config.seed, "relearning")
    size = min(config.batch, len(chosen))
    parameters = list(trainable_parameters(loaded.model).values())
    optimizer = torch.optim.AdamW(parameters, lr=config.learning_rate, weight_decay=0.0)
    measured = {*config.measure_at, config.steps}
    forward = Forward(
        loaded,
        context.features,
        checkpointing=config.gradient_checkpointing,
        control=context.control,
    )
    team = context.team
    lacking = pass_room(loaded, examples, config) if config.planned else None
    fitting = FittingBatches(
        min(size, config.microbatch or size), lacking if team is None else team.lacking(lacking)
    )
    loaded.model.eval()
    phase = PhaseProgress(PHASE, "Fine-tuning", config.steps, "steps")
    yield phase.started()
    yield from context.measured(0)
    for step in range(config.steps):
        if team is None:
            context.control.poll()
        else:
            team.goes_on(context.control, lambda: False)
        started = time.monotonic()
        optimizer.zero_grad(set_to_none=True)
        drawn = [examples[chosen[i]] for i in order.take(step * size, size)]
        gradients = functools.partial(_gradients, forward, loaded, drawn, team)
        loss = yield from fitting.run(gradients, forward.drop_gradients)
        if not loss < float("inf"):
            raise EngineError(
                "The attack diverged.",
                f"At step {step + 1} the loss was no longer a finite number.",
                "Lower the learning rate of the attack.",
            )
        optimizer.step()
        yield StepMetrics(
            PHASE,
            step + 1,
            {
                "loss": loss,
                "learning_rate": config.learning_rate,
                "seconds": time.monotonic() - started,
            },
        )
        yield phase.advance()
        if step + 1 in measured:
            yield from context.measured(step + 1)
    optimizer.zero_grad(set_to_none=True)


def _gradients(
    forward: Forward,
    loaded: LoadedModel,
    drawn: Sequence[EncodedExample],
    team: Team | None,
    size: int,
) -> float:
    """Set the gradients of a step, at most `size` captions per pass; return its loss in nats."""
    if team is None:
        batches = microbatches(drawn, size, pad_id(loaded), loaded.device)
        return float(backward_retain(forward, batches, lambda_sent=1.0)[1])
    with team.in_step():
        own = microbatches(team.share_of(drawn), size, pad_id(loaded), loaded.device)
        return float(SharedRetainLoss(team, forward, own, 1.0, drawn).backward()[1])
