"""L_neg, L_pos and L_sent as the papers define them: means of the cross-entropy of targets.

CE of a target is the mean over its tokens; a stream's loss is the mean over its targets.
L_neg = -CE(D_neg), L_pos = CE(D_pos), L_sent = CE(D_sent) (EFUF, arXiv 2402.09801; SARE,
arXiv 2601.16527).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import torch
from torch import Tensor, nn

from sare_engine.control import Control
from sare_engine.erasure.batches import Batch, EncodedExample, microbatches
from sare_engine.erasure.examples import Stream
from sare_engine.erasure.gradients import clear_gradients
from sare_engine.erasure.method import NegativePass
from sare_engine.erasure.numbers import Number, on_host
from sare_engine.models.answers import Answers
from sare_engine.models.checkpointing import language_layers, recomputing
from sare_engine.models.loading import LoadedModel
from sare_engine.models.vision import VisionFeatures


class Forward:
    """Computes the cross-entropy of a batch's target tokens and nothing beyond.

    The frozen vision tower's features come from the cache, and the output layer runs only where
    a target token is predicted.

    Args:
        loaded: the model.
        features: serves the pictures.
        checkpointing: whether to recompute the layers' activations in the backward pass.
        control: polled before each pass, so that also a step of many passes can be stopped.

    Attributes:
        above_ceiling: whether tokens of the last step lay above the ceiling.

    Raises:
        ModelError: the model's layers cannot be recomputed.
    """

    def __init__(
        self,
        loaded: LoadedModel,
        features: VisionFeatures,
        *,
        checkpointing: bool = False,
        control: Control | None = None,
    ) -> None:
        self._model: Any = loaded.model
        self._features = features
        self._recomputed = language_layers(loaded.model) if checkpointing else []
        self._control = control or Control()
        self._answers = Answers(loaded.model)
        self.above_ceiling = False

    def logits(self, batch: Batch) -> Tensor:
        """Return the logits of the batch's predicted tokens, float32 [N, vocabulary]."""
        self._control.poll()
        images = self._features.model_inputs(batch.images)
        recomputed = self._recomputed if torch.is_grad_enabled() else []
        kept = 0 if self._answers.selects else batch.predicts
        with recomputing(recomputed), self._answers.to(batch.known):
            output = self._model(**batch.text, logits_to_keep=kept, use_cache=False, **images)
        logits: Tensor = output.logits.float()
        return logits

    def token_ce(self, batch: Batch) -> Tensor:
        """Return the cross-entropy of the batch's predicted tokens in nats, float32 [N]."""
        return nn.functional.cross_entropy(self.logits(batch), batch.labels, reduction="none")

    def parameters(self) -> list[Tensor]:
        """Return the model's weights that take gradients now, in its own order."""
        return [one for one in self._model.parameters() if one.requires_grad]

    def drop_gradients(self) -> None:
        """Forget the gradients accumulated so far."""
        self._model.zero_grad(set_to_none=True)


class NegativeLoss:
    """L_neg of one step's negative batch, over one or several forward passes.

    With a ceiling, a token is left alone once its cross-entropy is above the ceiling at the
    weights *and* at the worst case. A clamp at the worst case alone would also stop where the
    weights themselves still hallucinate, and a clamp at the weights alone would stop where only a
    small step away they do. A clamp on a target's mean would be met by a few tokens of its wording
    ("beside it") driven ever higher, while the object itself is still named in other words.

    Args:
        forward: computes the model's outputs.
        batches: the captions, over one or several forward passes.
        ceiling: in nats; 0: none.
        total: number of targets that the mean is over, where there are more than in `batches`.
    """

    def __init__(
        self,
        forward: Forward,
        batches: Sequence[Batch],
        ceiling: float = 0.0,
        *,
        total: int | None = None,
    ) -> None:
        self._forward = forward
        self._batches = list(batches)
        own = sum(batch.count("neg") for batch in self._batches)
        self._total = own if total is None else total
        self._ceiling = ceiling

    def backward(self, weight: float = 1.0) -> NegativePass:
        """Add `weight` times the gradient of -CE over all tokens to `.grad`, ceiling or not."""
        below: list[Tensor] = []
        means = []
        for batch in self._batches:
            token_ce = self._forward.token_ce(batch)
            ce = batch.targets["neg"].mean_per_target(token_ce).sum()
            torch.autograd.backward(-weight * ce / self._total)
            if self._ceiling > 0.0:
                below.append(token_ce.detach() < self._ceiling)
            means.append(ce.detach())
        return NegativePass(torch.stack(means).sum() / self._total, tuple(below))

    def suppress(
        self, weight: float, *, since: NegativePass | None = None, below: Number | None = None
    ) -> NegativePass:
        """Add `weight` times grad L_neg over the tokens that the ceiling does not leave alone.

        With several forward passes the gradient is accumulated before CE is known, and dropped
        again if CE is not below the bound.

        Args:
            weight: lambda_neg.
            since: the pass at the weights themselves, when these are perturbed now: a token below
                the ceiling there is not left alone.
            below: leave `.grad` empty unless CE is below this, in nats; None: never.
        """
        means, wanted = [], []
        capped: bool | Tensor = False
        single = len(self._batches) == 1
        for number, batch in enumerate(self._batches):
            token_ce = self._forward.token_ce(batch)
            targets = batch.targets["neg"]
            means.append(targets.mean_per_target(token_ce.detach()).sum())
            if single and below is not None and not means[0] / self._total < below:
                return NegativePass(means[0] / self._total, dropped=True)
            if self._ceiling > 0.0:
                kept = token_ce.detach() < self._ceiling
                wanted.append(kept)
                if since is not None:
                    kept = kept | since.below[number]
                capped = ~kept.all() | capped
                token_ce = token_ce * kept
            pushed = targets.mean_per_target(token_ce).sum()
            torch.autograd.backward(-weight * pushed / self._total)
        ce = torch.stack(means).sum() / self._total
        dropped = not single and below is not None and not ce < below
        if dropped:
            self._forward.drop_gradients()
        return NegativePass(ce, tuple(wanted), capped, dropped)

    def backward_both(
        self,
        attacked: Sequence[Tensor],
        weight: float,
        *,
        trained: Sequence[Tensor] | None = None,
    ) -> tuple[Tensor, list[Tensor]]:
        """Set `.grad` as `suppress` does; return CE in nats and grad L_neg over *all* tokens.

        An attacker who wants the hallucination back is not bound by the erasure's ceiling.
        A token is either below the ceiling or above it, so both gradients cost one backward pass
        where no batch has tokens of both kinds. Of which kind they are, the host asks the device
        once for all passes, unless tokens of the step before lay above the ceiling: what the
        attacker lacks of those is computed in passes of its own.

        Args:
            attacked: what the attacker trains; its `.grad` must be None.
            weight: of the gradient that is set.
            trained: what the erasure trains, if that is something else; its `.grad` must be None.

        Returns:
            CE, and the gradient of each attacked tensor.
        """
        means: list[Tensor] = []
        counts: list[Number] = []
        above: list[Tensor | None] = [None] * len(attacked)
        asking = self._ceiling > 0.0 and (len(self._batches) == 1 or self._forward.above_ceiling)

        def add_above(batch: Batch, token_ce: Tensor, below: Tensor, *, more: bool = False) -> None:
            rest = batch.targets["neg"].mean_per_target(token_ce * ~below).sum()
            parts = torch.autograd.grad(
                -rest / self._total, attacked, retain_graph=more, allow_unused=True
            )
            above[:] = [_sum(*both) for both in zip(above, parts, strict=True)]

        for batch in self._batches:
            token_ce = self._forward.token_ce(batch)
            targets = batch.targets["neg"]
            means.append(targets.mean_per_target(token_ce.detach()).sum())
            below = self._below(token_ce)
            count: Number = below.sum()
            some = every = True
            if asking:
                [count] = on_host([count])
                some, every = count > 0, count == len(below)
            counts.append(count)
            if not every:
                add_above(batch, token_ce, below, more=some)
            if some:
                pushed = targets.mean_per_target(token_ce * below).sum()
                torch.autograd.backward(-pushed / self._total)
        if self._ceiling > 0.0:
            found = on_host(counts)
            capped = [
                batch
                for batch, count in zip(self._batches, found, strict=True)
                if count < len(batch.labels)
            ]
            self._forward.above_ceiling = bool(capped)
            if not asking and not any(found):
                # If all tokens are above the ceiling, `.grad` stays None instead of becoming zeros.
                self._forward.drop_gradients()
                clear_gradients(attacked)
            for batch in () if asking else capped:
                token_ce = self._forward.token_ce(batch)
                add_above(batch, token_ce, self._below(token_ce))
        whole = []
        for parameter, part in zip(attacked, above, strict=True):
            own = parameter.grad
            if trained is not None:
                parameter.grad = None
            elif own is not None:
                own = own.clone()  # The erasure scales its own.
            both = _sum(part, own)
            whole.append(torch.zeros_like(parameter) if both is None else both)
        for parameter in attacked if trained is None else trained:
            if parameter.grad is not None:
                parameter.grad.mul_(weight)
        return torch.stack(means).sum() / self._total, whole

    def _below(self, token_ce: Tensor) -> Tensor:
        """Return which tokens lie below the ceiling, bool [N]; without one all do."""
        return token_ce.detach() < (self._ceiling or float("inf"))

    def value(self) -> float:
        """Return CE in nats, without a gradient."""
        parts = [ce.sum() for ce in self.target_ce()]
        return float(torch.stack(parts).sum() / self._total)

    @torch.no_grad()
    def target_ce(self) -> list[Tensor]:
        """Return the mean cross-entropy of each target in nats, float32 [K] for each pass."""
        return [
            batch.targets["neg"].mean_per_target(self._forward.token_ce(batch))
            for batch in self._batches
        ]

    def backward_targets(
        self, penalty: Callable[[int, Tensor, Tensor], Tensor], weight: float
    ) -> Tensor:
        """Add `weight` times the gradient of the targets' mean penalty to `.grad`.

        Args:
            penalty: takes the number of the forward pass, the mean cross-entropy of its targets
                and their lengths in tokens, both float32 [K]; returns each target's penalty [K].
            weight: of the mean penalty.

        Returns:
            CE in nats.
        """
        means = []
        for number, batch in enumerate(self._batches):
            targets = batch.targets["neg"]
            ce = targets.mean_per_target(self._forward.token_ce(batch))
            means.append(ce.detach().sum())
            torch.autograd.backward(
                weight * penalty(number, ce, targets.length).sum() / self._total
            )
        return torch.stack(means).sum() / self._total


def _sum(total: Tensor | None, part: Tensor | None) -> Tensor | None:
    """Add a gradient to what is there, in place; what is missing counts as zero."""
    if total is None or part is None:
        return part if total is None else total
    return total.add_(part)


@torch.no_grad()
def mean_target_ce(
    forward: Forward,
    examples: Sequence[EncodedExample],
    stream: Stream,
    *,
    batch_size: int,
    pad_token_id: int,
    device: torch.device | str,
) -> float:
    """Return the mean over all targets of a stream of their cross-entropy, in nats.

    Raises:
        ValueError: the examples have no target of that stream.
    """
    values = [
        batch.targets[stream].mean_per_target(forward.token_ce(batch))
        for batch in microbatches(examples, batch_size, pad_token_id, device)
        if stream in batch.targets
    ]
    if not values:
        raise ValueError(f"no example has a target of the stream {stream!r}")
    return float(torch.cat(values).mean())
