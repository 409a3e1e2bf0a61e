"""Settings of an erasure."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sare_engine.config.compute import FitConfig, ProcessesConfig, ProjectConfig
from sare_engine.erasure.ascents import ASCENTS
from sare_engine.erasure.ascents.step import ENTRY as STEP
from sare_engine.erasure.methods import METHODS
from sare_engine.erasure.methods.sare import ENTRY as SARE
from sare_engine.metrics import RECALL_LOSS
from sare_engine.settings import Config, Group, setting

LAST, BEST = "last", "best"
"""Which weights an erasure ends with: those of its last step, or the best that it measured."""

BROKEN_ADDED = 0.05
"""Share of captions that may be broken in addition to those of the model before erasure, where the
best weights are chosen."""

_BEST_IN_WORDS = (
    "the lowest hallucination rate on held-out images, of the measurements in which recall of the "
    f"erased and of all objects is at most {100 * RECALL_LOSS:.0f} % lower than before erasure "
    f"(the utility bound) and at most {100 * BROKEN_ADDED:.0f} more captions in 100 are broken"
)


_MEASURED = ("keep", "patience")
_MEASURING = ("evaluate_every", "measure_images")
"""What decides which measurements those settings choose from."""


@dataclass(frozen=True)
class TrainableConfig(Config):
    """Which weights are trained."""

    trainable: str = setting(
        "lora",
        choices=("lora", "full"),
        help="lora trains small added matrices; full trains the weights themselves.",
        group=Group.OPTIMISER,
    )
    parts: str = setting(
        "language_model",
        choices=("language_model", "projector", "both"),
        help="The parts of the MLLM that are trained; the vision tower never is.",
        group=Group.OPTIMISER,
    )
    lora_rank: int = setting(
        16,
        minimum=1,
        maximum=1024,
        label="LoRA rank",
        help="Rank r of the LoRA matrices.",
        symbol="r",
        group=Group.OPTIMISER,
    )
    lora_alpha: float = setting(
        32.0,
        minimum=0.001,
        help="LoRA scale: the update is multiplied by alpha / r.",
        advanced=True,
        label="LoRA scale",
        symbol="α",
        group=Group.OPTIMISER,
    )
    gradient_checkpointing: bool = setting(
        False,
        help="Compute the layers' activations again for the backward pass instead of keeping "
        "them: steps take about a third longer and need far less memory; the result is the same.",
        advanced=True,
        affects_outcome=False,
        group=Group.RUN,
    )


@dataclass(frozen=True)
class EraseConfig(TrainableConfig, ProcessesConfig, FitConfig, ProjectConfig):
    """Erase the chosen hallucinations.

    The objective is SARE's (arXiv 2601.16527) over EFUF's examples (arXiv 2402.09801):
    lambda_neg * L_neg(theta + epsilon) + L_pos(theta) + lambda_sent * L_sent(theta).
    """

    resume: str = setting(
        "",
        help="Name of a stopped or interrupted run to resume; its own settings are used.",
        affects_outcome=False,
        group=Group.RUN,
    )
    take_over: bool = setting(
        False,
        help="Resume the run even though the process that works on it may still be alive, on "
        "another computer or in a container that cannot be seen from here.",
        advanced=True,
        affects_outcome=False,
        group=Group.RUN,
    )
    concepts: tuple[str, ...] = setting(
        (),
        help="Objects to erase; default: those chosen in the project.",
        group=Group.RUN,
    )
    examples: Path | None = setting(
        None,
        help="A run's folder, or the examples.jsonl in it: train on exactly what that run was "
        "trained on. Default: what the project's verdicts give now.",
        advanced=True,
        group=Group.DATA,
    )
    parent: str = setting(
        "",
        label="Continue from run",
        help="Name of a finished erasure whose adapter is trained further, on the captions of the "
        "model that it made. Default: a new adapter, trained on the captions of the base model.",
        advanced=True,
        group=Group.DATA,
    )
    rounds: int = setting(
        1,
        minimum=1,
        maximum=20,
        unit="rounds",
        help="After the first round, the training images are captioned again with the erased "
        "model, and what it still hallucinates is erased, as a run that continues the adapter of "
        "the round before. Ends early when too little is left to train on.",
        affects_outcome=False,
        group=Group.DATA,
    )
    method: str = setting(
        SARE.key,
        choices=METHODS,
        help="The erasure method.",
        group=Group.OBJECTIVE,
    )
    ascent: str = setting(
        STEP.key,
        choices=ASCENTS,
        help="How SARE finds the worst case near the weights.",
        group=Group.WORST_CASE,
    )
    name: str = setting(
        "",
        help="Name of the run; default: the method and a number.",
        affects_outcome=False,
        group=Group.RUN,
    )
    steps: int = setting(
        120,
        minimum=1,
        maximum=1_000_000,
        unit="steps",
        help="Training steps.",
        group=Group.OPTIMISER,
    )
    learning_rate: float = setting(
        1e-3,
        minimum=1e-9,
        maximum=1.0,
        help="Peak learning rate of AdamW.",
        group=Group.OPTIMISER,
    )
    rho: float = setting(
        0.05,
        minimum=0.0,
        maximum=100.0,
        help="Radius of the worst-case perturbation over all trained weights as one vector.",
        label="Worst-case radius",
        symbol="ρ",
        group=Group.WORST_CASE,
    )
    lambda_neg: float = setting(
        0.3,
        minimum=0.0,
        maximum=100.0,
        help="Weight of the negative loss (EFUF's lambda 1).",
        label="Weight of forgetting",
        symbol="λ_neg",
        group=Group.OBJECTIVE,
    )
    lambda_sent: float = setting(
        0.2,
        minimum=0.0,
        maximum=100.0,
        help="Weight of the sentence loss (EFUF's lambda 2).",
        label="Weight of whole captions",
        symbol="λ_sent",
        group=Group.OBJECTIVE,
    )
    negative_batch: int = setting(
        8,
        minimum=1,
        maximum=4096,
        unit="captions",
        help="Captions with hallucinations per step.",
        label="Captions to forget",
        group=Group.DATA,
    )
    retain_batch: int = setting(
        16,
        minimum=1,
        maximum=4096,
        unit="captions",
        help="Captions per step that keep what is right: grounded mentions and whole responses.",
        label="Captions to keep",
        group=Group.DATA,
    )
    microbatch: int = setting(
        0,
        minimum=0,
        maximum=4096,
        unit="captions",
        help="Captions per forward pass; 0 takes a batch at once. Smaller saves memory and "
        "leaves every gradient as it is.",
        advanced=True,
        affects_outcome=False,
        group=Group.RUN,
    )
    negative_target: str = setting(
        "sub-sentence",
        choices=("sub-sentence", "mention"),
        help="How much of a hallucinated sub-sentence is unlearned: all of it, as in EFUF, or the "
        "mention alone, which leaves the wording of true clauses as it is.",
        advanced=True,
        group=Group.OBJECTIVE,
    )
    replay_target: str = setting(
        "sub-sentence",
        choices=("sub-sentence", "mention"),
        help="How true mentions of an erased object are kept: within their sub-sentence, or "
        "each also as a separate target with the weight of a whole sub-sentence.",
        advanced=True,
        group=Group.OBJECTIVE,
    )
    corrections: bool = setting(
        False,
        help="Teach what to say instead: each caption to unlearn is also kept, without its "
        "hallucinations, from that point on. Otherwise the model tends to repeat itself there.",
        advanced=True,
        group=Group.OBJECTIVE,
    )
    negative_ceiling: float = setting(
        0.0,
        minimum=0.0,
        maximum=1000.0,
        unit="nats",
        help="A token of a hallucinated span whose cross-entropy is above this, at the weights and "
        "at the worst case, is no longer pushed; 0 means no ceiling, as in the papers.",
        advanced=True,
        group=Group.OBJECTIVE,
    )
    negative_clip: float = setting(
        0.0,
        minimum=0.0,
        help="Longest gradient of the negative loss; a longer gradient is shortened and keeps its "
        "direction, so that what is unlearned does not drown what is kept. 0: no limit.",
        advanced=True,
        group=Group.OBJECTIVE,
    )
    project_negative: bool = setting(
        False,
        help="Remove from the negative gradient, matrix by matrix, the part that opposes the "
        "running gradient of what is kept. This keeps more recall and gains less resistance.",
        advanced=True,
        group=Group.OBJECTIVE,
    )
    anneal: bool = setting(
        False,
        help="Lower lambda_neg linearly to 0, starting at 40 % of the run, as EFUF's code does.",
        advanced=True,
        group=Group.OBJECTIVE,
    )
    warmup: float = setting(
        0.05,
        minimum=0.0,
        maximum=1.0,
        label="Warm-up",
        help="Share of the steps with rising learning rate.",
        advanced=True,
        group=Group.OPTIMISER,
    )
    cooldown: float = setting(
        0.0,
        minimum=0.0,
        maximum=1.0,
        help="Share of the steps, at the end, over which the learning rate falls to 0.",
        advanced=True,
        group=Group.OPTIMISER,
    )
    weight_decay: float = setting(
        0.0,
        minimum=0.0,
        maximum=1.0,
        help="AdamW's weight decay.",
        advanced=True,
        group=Group.OPTIMISER,
    )
    gradient_clip: float = setting(
        1.0,
        minimum=0.0,
        help="Longest gradient; a longer gradient is shortened and keeps its direction. "
        "0: no limit.",
        advanced=True,
        group=Group.OPTIMISER,
    )
    overshoot_tries: int = setting(
        3,
        minimum=0,
        maximum=20,
        help="How often rho is halved within a step whose perturbation did not bring the "
        "hallucination back.",
        advanced=True,
        group=Group.WORST_CASE,
    )
    rho_schedule: str = setting(
        "constant",
        choices=("constant", "rising", "falling"),
        help="rising: rho, or the learning rate of the simulated attack, grows from 0 over the "
        "first half of the run; falling: it falls to 0, starting at 40 % of the run.",
        advanced=True,
        group=Group.WORST_CASE,
    )
    ascent_steps: int = setting(
        3,
        minimum=1,
        maximum=100,
        unit="steps",
        help="Number of shorter ascent steps; each costs a pass over the negative captions.",
        advanced=True,
        group=Group.WORST_CASE,
    )
    simulated_steps: int = setting(
        16,
        minimum=1,
        maximum=10_000,
        unit="steps",
        help="Steps after which the simulated attack restarts from the current weights.",
        advanced=True,
        group=Group.WORST_CASE,
    )
    simulated_learning_rate: float = setting(
        1e-3,
        minimum=1e-9,
        maximum=1.0,
        help="Learning rate of the simulated attack.",
        advanced=True,
        group=Group.WORST_CASE,
    )
    npo_beta: float = setting(
        0.1,
        minimum=1e-4,
        maximum=100.0,
        help="How soon NPO lets go of a hallucination that is already less likely than before; "
        "near 0 it is plain gradient ascent.",
        advanced=True,
        label="NPO strictness",
        symbol="β",
        group=Group.OBJECTIVE,
    )
    dpo_beta: float = setting(
        0.1,
        minimum=1e-4,
        maximum=100.0,
        help="How soon DPO is satisfied with a pair of captions.",
        advanced=True,
        label="DPO strictness",
        symbol="β",
        group=Group.OBJECTIVE,
    )
    task_vector_scale: float = setting(
        1.0,
        minimum=0.0,
        maximum=100.0,
        help="How far task-vector negation moves away from the start, opposite to what was learnt.",
        advanced=True,
        group=Group.OBJECTIVE,
    )
    sharpness_rho: float = setting(
        0.05,
        minimum=1e-6,
        maximum=100.0,
        help="Fixed radius at which sharpness is measured on held-out examples.",
        advanced=True,
        affects_outcome=False,
        label="Radius for sharpness",
        symbol="ρ",
        group=Group.MEASURING,
    )
    evaluate_every: int = setting(
        20,
        minimum=0,
        unit="steps",
        help="Steps between measurements on held-out images; 0: only at the end.",
        affects_outcome=False,
        group=Group.MEASURING,
    )
    keep: str = setting(
        LAST,
        choices=(LAST, BEST),
        label="Weights to keep",
        help=f"{LAST}: those of the last step; {BEST}: those with {_BEST_IN_WORDS}. At equal rates "
        "fewer broken captions decide, then higher recall, then the later step.",
        advanced=True,
        group=Group.MEASURING,
    )
    patience: int = setting(
        0,
        minimum=0,
        unit="measurements",
        label="Early stop after",
        help="Stop after this many measurements in a row on held-out images without an "
        "improvement, by the rule for the best weights; 0: never.",
        advanced=True,
        group=Group.MEASURING,
    )
    measure_images: int = setting(
        64,
        minimum=0,
        unit="images",
        help="Held-out images captioned at each measurement; 0 takes all of them.",
        advanced=True,
        affects_outcome=False,
        group=Group.MEASURING,
    )
    checkpoint_every: int = setting(
        50,
        minimum=0,
        unit="steps",
        help="Steps between checkpoints; 0: only at the end.",
        affects_outcome=False,
        group=Group.RUN,
    )
    held_out: float = setting(
        0.2,
        minimum=0.0,
        maximum=0.9,
        label="Held-out share",
        help="Share of the project's images that are not trained on but used to measure.",
        advanced=True,
        group=Group.DATA,
    )
    seed: int = setting(
        0,
        minimum=0,
        maximum=2**32 - 1,
        help="Seed of order and initial weights.",
        group=Group.OPTIMISER,
    )

    def problems(self) -> list[tuple[str, str]]:
        """Return the problems of the fields, and of an ascent that lacks the adapter it needs."""
        found = super().problems()
        ascent = ASCENTS.get(self.ascent)
        if ascent is not None and ascent.needs_adapter and self.trainable != "lora":
            text = f"{ascent.title} works with an adapter; train a LoRA adapter."
            found.append(("ascent", text))
        if self.trainable != "lora":
            text = "continues an adapter; train a LoRA adapter."
            found += [("rounds", text)] if self.rounds > 1 else []
            found += [("parent", text)] if self.parent else []
        return found

    @property
    def depends_on_measurements(self) -> bool:
        """Whether the result depends on what is measured on the way."""
        used = self.applies("patience") or (self.keep == BEST and "keep" not in self.unused())
        return used and self.evaluate_every > 0

    def unused(self) -> frozenset[str]:
        """Return the settings without use; a method may need all of its steps."""
        method = METHODS.get(self.method)
        needs_all = {"keep", "patience"} if method is not None and method.whole else set()
        return super().unused() | needs_all

    def outcome_settings(self) -> dict[str, Any]:
        """Return the values that decide what a run measures.

        How often and on what is measured decides nothing unless the result depends on it.
        """
        found = super().outcome_settings()
        if not self.parent:
            del found["parent"]  # Runs of versions without it are the same.
        if not self.depends_on_measurements:
            return {name: value for name, value in found.items() if name not in _MEASURED}
        return found | {name: getattr(self, name) for name in _MEASURING}
