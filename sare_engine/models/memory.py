"""Estimate the memory that jobs take.

The estimates add up what PyTorch holds at the peak of a job, term by term; on the families tested
they lie within 20 % of what is measured on the CPU. The process itself and the libraries need about
half a gigabyte more.
"""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass

FEATURE_CACHE_BYTES = 2 * 1024**3
"""Cached vision features per model: 2 GiB hold 1,800 images of a LLaVA-1.5 in bfloat16."""

_NF4_BLOCK = 64
"""Weights that share a scale in 4 bits."""

_TRAINED_BYTES = 4
"""Trained weights, gradients and optimiser state are float32."""


@dataclass(frozen=True)
class BlockShape:
    """One transformer block of the language model, as far as memory depends on it.

    Attributes:
        norm_inputs: sum of the widths of what its norms read.
        linear_inputs: sum of the widths of what its linear layers read.
        linears: number of its linear layers.
        gated: whether its feed-forward layer is gated (SwiGLU), which keeps three tensors more.
        layer_norm: whether it has LayerNorm, which computes in the weights' format, and not
            RMSNorm, which computes in float32.
        capped_heads: heads of an attention with capped scores, whose scores are kept; else 0.
    """

    norm_inputs: int
    linear_inputs: int
    linears: int
    gated: bool = True
    layer_norm: bool = False
    capped_heads: int = 0


@dataclass(frozen=True)
class ModelShape:
    """The sizes that memory depends on.

    Attributes:
        parameters: number of weights in all parts.
        bytes_per_weight: bytes of one frozen weight as it is held in memory.
        layers: transformer blocks of the language model.
        hidden: width of the language model.
        intermediate: width of its feed-forward layers.
        attention_width: width of one layer's queries (heads times head size).
        key_value_width: width of one layer's keys (heads for keys times head size).
        vocabulary: number of tokens known.
        image_tokens: tokens that one image takes in the prompt.
        adapter_units: sum of (inputs + outputs) over the linear layers a LoRA adapter goes on; an
            adapter of rank r has r times as many weights.
        language_parameters: weights of the language model alone.
        block: its transformer block.
        linear_parameters: weights of the linear layers within the blocks, which are those that
            quantisation rounds.
        linear_outputs: sum of these layers' outputs.
        widest_linear: weights of the largest of them.
        features: values kept per image where vision features are cached.
        projector_parameters: weights of the projector.
        projector_units: as `adapter_units`, over the projector's linear layers.
    """

    parameters: int
    bytes_per_weight: int
    layers: int
    hidden: int
    intermediate: int
    attention_width: int
    key_value_width: int
    vocabulary: int
    image_tokens: int
    adapter_units: int
    language_parameters: int
    block: BlockShape
    linear_parameters: int = 0
    linear_outputs: int = 0
    widest_linear: int = 0
    features: int = 0
    projector_parameters: int = 0
    projector_units: int = 0


def held_as(shape: ModelShape, dtype: str, device: str) -> ModelShape:
    """Return the sizes with weights in the format that loading brings them to.

    Args:
        shape: sizes of the model as it is on disk.
        dtype: a `ComputeConfig`'s; "auto" keeps the format on disk but on the CPU.
        device: "cpu", "cuda" or "mps".
    """
    size = {"float32": 4, "bfloat16": 2, "float16": 2}.get(dtype)
    if size is None:
        size = 4 if device == "cpu" or shape.bytes_per_weight < 2 else shape.bytes_per_weight
    return dataclasses.replace(shape, bytes_per_weight=size)


def weight_bytes(shape: ModelShape, quantisation: str = "none") -> int:
    """Return the bytes of the frozen weights in memory.

    Of 8 bits (LLM.int8) each output has a float32 scale, of 4 bits (NF4) every block of 64 weights.

    Args:
        shape: sizes of the model.
        quantisation: "none", "8bit" or "4bit".
    """
    d = shape.bytes_per_weight
    if quantisation == "none":
        return shape.parameters * d
    rest = (shape.parameters - shape.linear_parameters) * d
    if quantisation == "8bit":
        return rest + shape.linear_parameters + 4 * shape.linear_outputs
    return rest + shape.linear_parameters // 2 + 4 * shape.linear_parameters // _NF4_BLOCK


def estimate_feature_bytes(shape: ModelShape, images: int, limit: int | None = None) -> int:
    """Return the bytes of the cached vision features of so many ordinary photos.

    Args:
        shape: sizes of the model.
        images: number of images.
        limit: the cache's own bound, beyond which it drops images.
    """
    needed = images * shape.features * shape.bytes_per_weight
    return needed if limit is None else min(needed, limit)


def estimate_probe_bytes(
    shape: ModelShape, *, batch: int = 16, text_tokens: int = 192, quantisation: str = "none"
) -> int:
    """Return the bytes needed to caption `batch` images at once.

    weights + what `estimate_captioning_bytes` adds.
    """
    weights = weight_bytes(shape, quantisation)
    weights += _rounded_at_work(shape, quantisation, shape.bytes_per_weight)
    return weights + estimate_captioning_bytes(shape, batch=batch, text_tokens=text_tokens)


def estimate_captioning_bytes(shape: ModelShape, *, batch: int = 16, text_tokens: int = 192) -> int:
    """Return the bytes that captioning `batch` images at once adds to the model's weights.

    key/value cache of all layers + what one layer holds while the prompt is read + the logits of
    one position.
    """
    length = shape.image_tokens + text_tokens
    tokens = batch * length
    d = shape.bytes_per_weight
    cache = 2 * shape.layers * shape.key_value_width * tokens * d
    attention = (2 * shape.hidden + 5 * shape.attention_width) * d
    attention += shape.block.capped_heads * length * (4 + d)  # scores, and their float32 softmax
    feed_forward = (2 * shape.hidden + (3 if shape.block.gated else 2) * shape.intermediate) * d
    layer = tokens * max(attention, feed_forward)
    logits = 3 * batch * shape.vocabulary * 4
    return cache + layer + logits


def estimate_erase_bytes(
    shape: ModelShape,
    *,
    rank: int | None = 16,
    batch: int = 16,
    text_tokens: int = 192,
    target_tokens: int = 64,
    checkpointing: bool = False,
    quantisation: str = "none",
    copies: int = 1,
    copies_under: int = 0,
    parts: str = "language_model",
) -> int:
    """Return the bytes needed for one step of an erasure on `batch` captions.

    weights + trained weights in float32 four times over (themselves, gradient, two moments of
    AdamW) + the copies that the method holds of them and of the weights under them + what all
    blocks keep for the backward pass + embeddings + logits, their logarithm and their gradients at
    the target tokens.

    Args:
        shape: sizes of the model.
        rank: LoRA rank, or None for training all weights of the parts.
        batch: captions in one forward pass.
        text_tokens: tokens of prompt and caption.
        target_tokens: tokens per caption at which logits are computed.
        checkpointing: whether activations are recomputed in the backward pass.
        quantisation: how the frozen weights are held: "none", "8bit" or "4bit"; with LoRA only.
        copies: copies of the trained weights that the method holds beside their gradient.
        copies_under: copies that it holds of the frozen weights under the adapters.
        parts: what is trained; a `TrainableConfig`'s.
    """
    d = _TRAINED_BYTES if rank is None else shape.bytes_per_weight
    language, projector = parts != "projector", parts != "language_model"
    trained = trained_weights(shape, rank, parts)
    if rank is None:
        frozen = (shape.parameters - trained) * d
    else:
        frozen = weight_bytes(shape, quantisation) + _rounded_at_work(shape, quantisation, d)
    under = language * shape.linear_parameters + projector * shape.projector_parameters
    states = (4 + copies) * trained * _TRAINED_BYTES + copies_under * under * d
    return (
        frozen
        + states
        + estimate_pass_bytes(
            shape,
            rank=rank,
            batch=batch,
            text_tokens=text_tokens,
            target_tokens=target_tokens,
            checkpointing=checkpointing,
            parts=parts,
        )
    )


def trained_weights(shape: ModelShape, rank: int | None, parts: str) -> int:
    """Return how many weights are trained: those of the adapters, or the parts' own.

    Args:
        shape: sizes of the model.
        rank: LoRA rank, or None for training all weights of the parts.
        parts: what is trained; a `TrainableConfig`'s.
    """
    language, projector = parts != "projector", parts != "language_model"
    if rank is None:
        return language * shape.language_parameters + projector * shape.projector_parameters
    return rank * (language * shape.adapter_units + projector * shape.projector_units)


def estimate_pass_bytes(
    shape: ModelShape,
    *,
    rank: int | None = 16,
    batch: int = 16,
    text_tokens: int = 192,
    target_tokens: int = 64,
    checkpointing: bool = False,
    parts: str = "language_model",
) -> int:
    """Return the bytes that a forward and backward pass over `batch` captions adds at its peak.

    What all blocks keep for the backward pass + embeddings + logits. The arguments are those of
    `estimate_erase_bytes`.
    """
    length = shape.image_tokens + text_tokens
    tokens = batch * length
    d = _TRAINED_BYTES if rank is None else shape.bytes_per_weight
    kept = _kept_by_block(shape, d, rank, length, trained=parts != "projector")
    blocks = shape.layers * kept
    if checkpointing:
        blocks = shape.layers * shape.hidden * d + kept
    embeddings = 4 * shape.hidden * d
    logits = 4 * batch * target_tokens * shape.vocabulary * 4
    return tokens * (blocks + embeddings) + logits


def _rounded_at_work(shape: ModelShape, quantisation: str, d: int) -> int:
    """Bytes of the one layer whose rounded weights are written out for a product."""
    return 0 if quantisation == "none" else shape.widest_linear * d


def _kept_by_block(
    shape: ModelShape, d: int, rank: int | None, length: int, *, trained: bool
) -> int:
    """Bytes per token that one block keeps for the backward pass; `d` bytes per value."""
    block = shape.block
    norms = block.norm_inputs * (d if block.layer_norm else 4)
    attention = 4 * shape.attention_width * d  # queries, keys and values (repeated), result
    scores = block.capped_heads * length * (4 + 4 if d == 4 else 2 + 4 + 2)
    inner = (3 if block.gated else 0) * shape.intermediate * d
    if not trained:
        # Gradients pass through the linear layers, and need none of their inputs.
        inner += 0 if block.gated else shape.intermediate * d
        return norms + attention + scores + inner
    if d == _TRAINED_BYTES:
        # The linear layers' inputs: of each norm one; the attention's result counts already.
        inputs = (2 * shape.hidden + shape.intermediate) * d
    else:
        # An adapter reads a float32 copy of its own.
        inputs = block.linear_inputs * _TRAINED_BYTES
        inner += 0 if block.gated else shape.intermediate * d
    adapters = (rank or 0) * block.linears * _TRAINED_BYTES
    return norms + attention + scores + inner + inputs + adapters
