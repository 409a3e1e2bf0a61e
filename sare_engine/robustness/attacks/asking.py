"""Asking for the erased object: the weights stay as they are, the prompt suggests the answer."""

from __future__ import annotations

from collections.abc import Iterator

from sare_engine.events import Event
from sare_engine.progress import PhaseProgress
from sare_engine.robustness.attack import PHASE, Attack, AttackContext


def run(context: AttackContext) -> Iterator[Event]:
    """Measure with the project's prompt, then with the suggestive one."""
    phase = PhaseProgress(PHASE, "Asking for the object", 1, "prompts")
    yield phase.started()
    yield from context.measured(0)
    yield from context.measured(1, prompt=context.config.prompt)
    yield phase.advance()


ENTRY = Attack(
    key="asking",
    title="Asking for the object",
    sentence="Asks about the erased object instead of asking for a description; no weight changes.",
    uses=("prompt",),
    run=run,
    weights="none",
    phrase="asked “{prompt}”",
    occasion="Under a prompt that asks for the object",
    axis="0: the project's prompt, 1: the prompt of the attack",
)
