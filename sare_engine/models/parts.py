"""Which part of an MLLM a weight belongs to: vision tower, projector or language model."""

from __future__ import annotations

PROJECTOR_NAMES = (
    "multi_modal_projector",
    "mm_projector",
    "projector",
    "connector",
    "merger",
    "deepstack_merger_list",
    "aligner",
    "abstractor",
    "resampler",
    "language_projection",
    "qformer",
    "query_tokens",
    "embed_vision",
    "image_newline",
)
"""Module names under which architectures keep the link from vision to language."""
VISION_NAMES = (
    "vision_tower",
    "vision_model",
    "vision_encoder",
    "vision_backbone",
    "visual",
    "vision",
    "image_encoder",
    "image_tower",
    "vpm",
)
"""Module names under which architectures keep the image encoder."""


def part_of(name: str) -> str:
    """Return the part a weight or module belongs to by its dotted name.

    A projector that sits inside the vision encoder (Qwen's `visual.merger`) counts as projector.
    """
    pieces = name.split(".")
    if any(piece in PROJECTOR_NAMES for piece in pieces):
        return "projector"
    if any(piece in VISION_NAMES for piece in pieces):
        return "vision_tower"
    return "language_model"
