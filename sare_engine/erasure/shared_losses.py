"""The losses of a step whose captions are shared out among processes.

Each process passes its share forward and backward, weighted by the number of targets of all shares;
gradients and losses are then summed. So `.grad` holds the gradient of the whole step after each
pass, in every process, and what is derived from it (epsilon, norms, whether it overshot) is the
same everywhere. The mean of the processes' own means would weight targets by how they happen to be
shared out, and an epsilon from a process's own gradient would point elsewhere in each.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar

import torch
from torch import Tensor

from sare_engine.erasure.batches import Batch, EncodedExample
from sare_engine.erasure.examples import Stream
from sare_engine.erasure.gradients import clear_gradients
from sare_engine.erasure.losses import Forward, NegativeLoss
from sare_engine.erasure.method import NegativePass
from sare_engine.erasure.numbers import Number
from sare_engine.erasure.preference import PreferenceLoss
from sare_engine.erasure.reference import ReferenceWeights
from sare_engine.erasure.retain_loss import RetainLoss
from sare_engine.team.team import Team

_Result = TypeVar("_Result")


def count_targets(examples: Iterable[EncodedExample], stream: Stream) -> int:
    """Return the number of targets of a stream."""
    return sum(kind == stream for one in examples for kind, _ in one.targets)


def own_pass(team: Team, forward: Forward, work: Callable[[], _Result]) -> _Result:
    """Return what a pass over this process's share returns; gradients are summed afterwards.

    What was in `.grad` before is the same in all processes and counts once.

    Raises:
        MemoryError, Stopped, EngineError: as `Team.together`.
    """
    if not team.leads:
        clear_gradients(forward.parameters())
    return team.together(work)


class SharedNegativeLoss(NegativeLoss):
    """L_neg of a step whose negative captions are shared out; see `NegativeLoss`.

    Args:
        team: the processes.
        forward: computes the model's outputs.
        batches: this process's share, which may be empty.
        ceiling: in nats; 0: none.
        total: number of targets of all shares.
    """

    def __init__(
        self, team: Team, forward: Forward, batches: Sequence[Batch], ceiling: float, total: int
    ) -> None:
        super().__init__(forward, batches, ceiling, total=total)
        self._team = team

    def backward(self, weight: float = 1.0) -> NegativePass:
        """Add `weight` times the gradient of -CE over all tokens to `.grad`, ceiling or not."""
        own = self._pass(lambda: self._backward(weight))
        [ce] = self._team.add([own.ce])
        self._team.add_gradients(self._forward.parameters())
        return dataclasses.replace(own, ce=ce)

    def suppress(
        self, weight: float, *, since: NegativePass | None = None, below: Number | None = None
    ) -> NegativePass:
        """Add `weight` times grad L_neg over the tokens that the ceiling does not leave alone.

        Whether CE is below the bound is only known once all processes have passed their share.
        """
        own = self._pass(lambda: self._suppress(weight, since))
        ce, capped = self._team.add([own.ce, own.capped])
        if below is not None and not ce < below:
            self._forward.drop_gradients()
            return NegativePass(ce, dropped=True)
        self._team.add_gradients(self._forward.parameters())
        return dataclasses.replace(own, ce=ce, capped=capped > 0)

    def backward_both(
        self,
        attacked: Sequence[Tensor],
        weight: float,
        *,
        trained: Sequence[Tensor] | None = None,
    ) -> tuple[Tensor, list[Tensor]]:
        """Set `.grad` as `suppress` does; return CE in nats and grad L_neg over *all* tokens."""
        own, whole = self._pass(lambda: self._backward_both(attacked, weight, trained))
        [ce] = self._team.add([own])
        self._team.add_up(whole)
        self._team.add_gradients(attacked if trained is None else trained)
        return ce, whole

    def value(self) -> float:
        """Return CE in nats, without a gradient."""
        parts = [ce.sum() for ce in self.target_ce()]
        [ce] = self._team.add([sum(parts, torch.zeros(())) / self._total])
        return float(ce)

    def target_ce(self) -> list[Tensor]:
        """Return the mean CE of each target of this process's share, in nats."""
        return self._team.together(super().target_ce)

    def backward_targets(
        self, penalty: Callable[[int, Tensor, Tensor], Tensor], weight: float
    ) -> Tensor:
        """Add `weight` times the gradient of the targets' mean penalty to `.grad`."""
        own = self._pass(lambda: self._backward_targets(penalty, weight))
        [ce] = self._team.add([own])
        self._team.add_gradients(self._forward.parameters())
        return ce

    def _pass(self, work: Callable[[], _Result]) -> _Result:
        return own_pass(self._team, self._forward, work)

    # The passes over this process's own share.

    def _backward(self, weight: float) -> NegativePass:
        return super().backward(weight) if self._batches else NegativePass(0.0)

    def _suppress(self, weight: float, since: NegativePass | None) -> NegativePass:
        return super().suppress(weight, since=since) if self._batches else NegativePass(0.0)

    def _backward_both(
        self, attacked: Sequence[Tensor], weight: float, trained: Sequence[Tensor] | None
    ) -> tuple[Tensor, list[Tensor]]:
        if self._batches:
            return super().backward_both(attacked, weight, trained=trained)
        return torch.zeros(()), [torch.zeros_like(one) for one in attacked]

    def _backward_targets(
        self, penalty: Callable[[int, Tensor, Tensor], Tensor], weight: float
    ) -> Tensor:
        return super().backward_targets(penalty, weight) if self._batches else torch.zeros(())


class SharedRetainLoss(RetainLoss):
    """L_pos + lambda_sent * L_sent of a step whose captions to keep are shared out.

    Args:
        team: the processes.
        forward: computes the model's outputs.
        batches: this process's share, which may be empty.
        lambda_sent: weight of L_sent.
        examples: the captions of all shares.
    """

    def __init__(
        self,
        team: Team,
        forward: Forward,
        batches: Sequence[Batch],
        lambda_sent: float,
        examples: Sequence[EncodedExample],
    ) -> None:
        streams: tuple[Stream, Stream] = ("pos", "sent")
        totals = {stream: count_targets(examples, stream) for stream in streams}
        super().__init__(forward, batches, lambda_sent, totals)
        self._team = team

    def _backward(self, token_loss: Callable[[Batch], Tensor]) -> tuple[Number, Number]:
        work = super()._backward
        own = own_pass(self._team, self._forward, lambda: work(token_loss))
        pos, sent = self._team.add(own)
        self._team.add_gradients(self._forward.parameters())
        return pos, sent


class SharedPreferenceLoss(PreferenceLoss):
    """DPO's loss over one step's pairs, shared out.

    Args:
        team: the processes.
        forward: computes the model's outputs.
        batches: this process's pairs; may be empty.
        captions: the captions of all pairs.
    """

    def __init__(
        self,
        team: Team,
        forward: Forward,
        batches: Sequence[Batch],
        captions: Sequence[EncodedExample],
    ) -> None:
        totals = count_targets(captions, "sent") // 2, count_targets(captions, "neg")
        super().__init__(forward, batches, totals)
        self._team = team

    def backward(self, reference: ReferenceWeights, beta: float, weight: float) -> float:
        """Set `.grad` to `weight` times the gradient; return CE of the negative targets in nats."""
        work = super().backward
        own = own_pass(self._team, self._forward, lambda: work(reference, beta, weight))
        [ce] = self._team.add([own])
        self._team.add_gradients(self._forward.parameters())
        return float(ce)


def share_of_pairs(team: Team, captions: Sequence[EncodedExample]) -> list[EncodedExample]:
    """Return this process's pairs out of captions in which each pair's two follow each other."""
    pairs = team.share_of(list(zip(captions[::2], captions[1::2], strict=True)))
    return [one for pair in pairs for one in pair]
