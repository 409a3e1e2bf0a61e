"""Settings of an erasure."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from sare_engine.config.compute import ProjectConfig
from sare_engine.settings import Config, setting

METHOD_NAMES = (
    "sare", "efuf", "sam", "random", "npo", "ascent", "kl", "dpo", "task_vector",
)  # fmt: skip
"""The erasure methods."""


@dataclass(frozen=True)
class TrainableConfig(Config):
    """Which weights are trained."""

    trainable: str = setting(
        "lora",
        choices=("lora", "full"),
        help="lora trains small added matrices; full trains the weights themselves.",
    )
    parts: str = setting(
        "language_model",
        choices=("language_model", "projector", "both"),
        help="The parts of the MLLM that are trained; the vision tower never is.",
    )
    lora_rank: int = setting(
        16, minimum=1, maximum=1024, label="LoRA rank", help="Rank r of the LoRA matrices."
    )
    lora_alpha: float = setting(
        32.0,
        minimum=0.001,
        label="LoRA alpha",
        help="LoRA scale: the update is multiplied by alpha / r.",
        advanced=True,
    )
    gradient_checkpointing: bool = setting(
        False,
        help="Compute the layers' activations again for the backward pass instead of keeping "
        "them: steps take about a third longer and need far less memory; the result is the same.",
        advanced=True,
        affects_outcome=False,
    )


@dataclass(frozen=True)
class EraseConfig(TrainableConfig, ProjectConfig):
    """Erase the chosen hallucinations.

    The objective is SARE's (arXiv 2601.16527) over EFUF's examples (arXiv 2402.09801):
    lambda_neg * L_neg(theta + epsilon) + L_pos(theta) + lambda_sent * L_sent(theta).
    """

    resume: str = setting(
        "",
        help="Name of a stopped or interrupted run to go on with; its own settings are used.",
        affects_outcome=False,
    )
    concepts: tuple[str, ...] = setting(
        (), help="Objects to erase; default: those marked in the project."
    )
    examples: Path | None = setting(
        None,
        help="A run's folder, or the examples.jsonl in it: train on exactly what that run was "
        "trained on. Default: what the project's verdicts give now.",
        advanced=True,
    )
    method: str = setting(
        "sare",
        choices=METHOD_NAMES,
        help="sare suppresses the hallucination at the worst case near the weights (Targeted-SAM); "
        "efuf at the weights themselves. To compare with: sam takes the worst case of the whole "
        "objective, random a random one at rho, npo a loss that is bounded against the model "
        "before, ascent keeps nothing, kl keeps what the model before would have said, dpo prefers "
        "the caption without the hallucination, task_vector learns it and turns back.",
    )
    ascent: str = setting(
        "step",
        choices=(
            "step",
            "line_search",
            "steps",
            "adaptive",
            "layerwise",
            "subset",
            "momentum",
            "merged",
            "relearning",
            "fine_tuning",
        ),
        help="How sare finds the worst case. step: one step of length rho along the gradient, as "
        "in the paper. line_search: to where on it the hallucination is strongest. steps: several "
        "shorter ones. adaptive: each weight in proportion to its size (ASAM). layerwise: the same "
        "length in every layer. subset: in a random half of the layers. momentum: along earlier "
        "steps' gradients, in one pass. merged: in the weights under the adapters. relearning: "
        "where a simulated relearning attack with the same adapter has come to, in one pass. "
        "fine_tuning: where one on the weights under the adapters has come to.",
    )
    name: str = setting(
        "", help="Name of the run; default: the method and a number.", affects_outcome=False
    )
    steps: int = setting(120, minimum=1, maximum=1_000_000, unit="steps", help="Training steps.")
    learning_rate: float = setting(
        1e-3, minimum=1e-9, maximum=1.0, help="Peak learning rate of AdamW."
    )
    rho: float = setting(
        0.05,
        minimum=0.0,
        maximum=100.0,
        help="Radius of the worst-case perturbation over all trained weights as one vector.",
    )
    lambda_neg: float = setting(
        0.3, minimum=0.0, maximum=100.0, help="Weight of the negative loss (EFUF's lambda 1)."
    )
    lambda_sent: float = setting(
        0.2, minimum=0.0, maximum=100.0, help="Weight of the sentence loss (EFUF's lambda 2)."
    )
    negative_batch: int = setting(
        8, minimum=1, maximum=4096, unit="captions", help="Captions with hallucinations per step."
    )
    retain_batch: int = setting(
        16,
        minimum=1,
        maximum=4096,
        unit="captions",
        help="Captions per step that keep what is right: grounded mentions and whole responses.",
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
    )
    negative_target: str = setting(
        "sub-sentence",
        choices=("sub-sentence", "mention"),
        help="How much of a hallucinated sub-sentence is unlearned: all of it, as in EFUF, or the "
        "mention alone, which leaves the wording of true clauses as it is.",
        advanced=True,
    )
    replay_target: str = setting(
        "sub-sentence",
        choices=("sub-sentence", "mention"),
        help="How true mentions of an erased object are kept: within their sub-sentence, or each "
        "by a target of its own as well, which weighs as much as a whole sub-sentence.",
        advanced=True,
    )
    negative_ceiling: float = setting(
        0.0,
        minimum=0.0,
        maximum=1000.0,
        unit="nats",
        help="A token of a hallucinated span whose cross-entropy is above this, at the weights and "
        "at the worst case, is no longer pushed; 0 means no ceiling, as in the papers.",
        advanced=True,
    )
    negative_clip: float = setting(
        0.0,
        minimum=0.0,
        help="Longest gradient of the negative loss; a longer one keeps its direction. It keeps "
        "what is unlearned from drowning what is kept. 0 means no limit.",
        advanced=True,
    )
    anneal: bool = setting(
        False,
        help="Lower lambda_neg linearly to 0 from 40 % of the run on, as EFUF's code does.",
        advanced=True,
    )
    warmup: float = setting(
        0.05,
        minimum=0.0,
        maximum=1.0,
        label="Warm-up",
        help="Share of the steps with rising learning rate.",
        advanced=True,
    )
    cooldown: float = setting(
        0.0,
        minimum=0.0,
        maximum=1.0,
        help="Share of the steps, at the end, over which the learning rate falls to 0.",
        advanced=True,
    )
    weight_decay: float = setting(
        0.0, minimum=0.0, maximum=1.0, help="AdamW's weight decay.", advanced=True
    )
    gradient_clip: float = setting(
        1.0,
        minimum=0.0,
        help="Longest gradient; a longer one keeps its direction. 0 means no limit.",
        advanced=True,
    )
    overshoot_tries: int = setting(
        3,
        minimum=0,
        maximum=20,
        help="How often rho is halved within a step whose perturbation did not bring the "
        "hallucination back.",
        advanced=True,
    )
    rho_schedule: str = setting(
        "constant",
        choices=("constant", "rising", "falling"),
        help="rising: rho, or the rate of simulated relearning, grows from 0 over the first half "
        "of the run; falling: it goes to 0 from 40 % of the run on.",
        advanced=True,
    )
    ascent_steps: int = setting(
        3,
        minimum=1,
        maximum=100,
        unit="steps",
        help="Steps of the ascent called steps; each costs a pass over the negative captions.",
        advanced=True,
    )
    simulated_steps: int = setting(
        16,
        minimum=1,
        maximum=10_000,
        unit="steps",
        help="Steps after which the attack of the ascent called relearning begins anew from the "
        "weights as they are.",
        advanced=True,
    )
    simulated_learning_rate: float = setting(
        1e-3,
        minimum=1e-9,
        maximum=1.0,
        help="Learning rate of the attack of the ascent called relearning.",
        advanced=True,
    )
    npo_beta: float = setting(
        0.1,
        minimum=1e-4,
        maximum=100.0,
        label="NPO beta",
        help="How soon the method npo lets go of a hallucination that is already less likely than "
        "before; near 0 it is plain gradient ascent. The other methods have no use for it.",
        advanced=True,
    )
    dpo_beta: float = setting(
        0.1,
        minimum=1e-4,
        maximum=100.0,
        label="DPO beta",
        help="How soon the method dpo is content with a pair. The other methods have no use for "
        "it.",
        advanced=True,
    )
    task_vector_scale: float = setting(
        1.0,
        minimum=0.0,
        maximum=100.0,
        help="How far beyond the start the method task_vector goes, against what it has learnt.",
        advanced=True,
    )
    sharpness_rho: float = setting(
        0.05,
        minimum=1e-6,
        maximum=100.0,
        help="Fixed radius at which sharpness is measured on held-out examples.",
        advanced=True,
        affects_outcome=False,
    )
    evaluate_every: int = setting(
        20,
        minimum=0,
        unit="steps",
        help="Measure on held-out images so often; 0: only at the end.",
        affects_outcome=False,
    )
    measure_images: int = setting(
        64,
        minimum=0,
        unit="images",
        help="Held-out images captioned at each measurement; 0 takes all of them.",
        advanced=True,
        affects_outcome=False,
    )
    checkpoint_every: int = setting(
        50,
        minimum=0,
        unit="steps",
        help="Save a checkpoint so often; 0: only at the end.",
        affects_outcome=False,
    )
    held_out: float = setting(
        0.2,
        minimum=0.0,
        maximum=0.9,
        label="Held-out share",
        help="Share of the project's images kept from training and used to measure.",
        advanced=True,
    )
    seed: int = setting(0, minimum=0, maximum=2**32 - 1, help="Seed of order and initial weights.")

    def problems(self) -> list[tuple[str, str]]:
        """Return the problems of the fields, and of an ascent that needs an adapter without one."""
        found = super().problems()
        if self.ascent in ("merged", "fine_tuning") and self.trainable != "lora":
            text = f"{self.ascent} perturbs the weights under an adapter; train a lora."
            found.append(("ascent", text))
        return found
