"""Choose which weights of a loaded model are trained: a LoRA adapter, or the weights themselves."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import torch

from sare_engine.errors import ModelError
from sare_engine.models.loading import LoadedModel, base_model
from sare_engine.models.parts import PROJECTOR_NAMES, VISION_NAMES
from sare_engine.models.quiet import quiet_libraries

PARTS = {
    "language_model": ("language_model",),
    "projector": ("projector",),
    "both": ("projector", "language_model"),
}
"""A config's choice of `parts` → the names in `part_prefixes` that it means."""


@dataclass(frozen=True)
class TrainedWeights:
    """What a training run changes.

    Attributes:
        named: name → parameter that requires a gradient, in the model's own order.
        layers: peft's layers with a trained adapter; empty where the weights themselves are
            trained.
    """

    named: dict[str, torch.nn.Parameter]
    layers: tuple[Any, ...] = ()

    @property
    def parameters(self) -> list[torch.Tensor]:
        """The trained parameters in their order."""
        return list(self.named.values())

    @property
    def adapted(self) -> tuple[torch.nn.Parameter, ...]:
        """The frozen weight matrices that the adapters add to, float [out, in] each."""
        return tuple(layer.base_layer.weight for layer in self.layers)

    def movable(self) -> list[torch.Tensor]:
        """Return the weights under the adapters, to be moved for a while.

        Raises:
            ModelError: there are none, or they are rounded to 8 or 4 bits.
        """
        adapted = self.adapted
        if not adapted or not all(one.is_floating_point() for one in adapted):
            raise ModelError(
                "The weights under the adapters cannot be perturbed.",
                "There are none that can be moved: nothing is adapted, or the weights are held in "
                "8 or 4 bits.",
                "Train an adapter on a model that is loaded without quantisation, or choose "
                "another ascent.",
            )
        return list(adapted)

    @contextmanager
    def merged(self) -> Iterator[None]:
        """Compute with the adapters' updates added to the weights under them.

        A layer is then one product instead of three, which pays off where the gradient of the
        weights is needed anyway: the gradient of the adapters follows from it
        (`pass_to_adapters`). In 16 bits the sum is rounded, as in a merged checkpoint. Afterwards
        the adapters are separate again, but the updates are still in the weights: the caller
        restores these from a copy.
        """
        try:
            for layer in self.layers:
                layer.merge()
            yield
        finally:
            for layer in self.layers:
                layer.merged_adapters.clear()

    @torch.no_grad()
    def pass_to_adapters(self) -> None:
        """Set the gradients of A and B from those of the merged weights; without one, none.

        W = W_0 + s B A gives dA = s B^T dW and dB = s dW A^T, as LoRA itself would have them.
        """
        for layer in self.layers:
            gradient = layer.base_layer.weight.grad
            if gradient is not None:
                for name in layer.active_adapters:
                    a, b = layer.lora_A[name].weight, layer.lora_B[name].weight
                    change = layer.scaling[name] * gradient.to(a.dtype)
                    a.grad, b.grad = b.T @ change, change @ a.T


@contextmanager
def requiring_gradients(weights: Sequence[torch.Tensor]) -> Iterator[None]:
    """Give frozen weights gradients; afterwards they are frozen again and hold none."""
    try:
        for one in weights:
            one.requires_grad_(True)
        yield
    finally:
        for one in weights:
            one.requires_grad_(False)
            one.grad = None


def part_prefixes(model: Any) -> dict[str, str]:
    """Locate the parts of an MLLM.

    Args:
        model: a transformers model, or a `PeftModel` around one.

    Returns:
        "vision_tower", "projector" and "language_model" → dotted module name inside the
        transformers model (`base_model(model).get_submodule(name)`). The language model is the
        decoder without embeddings' output layer. A part that an architecture does not have
        separately is missing (a projector inside the vision encoder is found there).

    Raises:
        ModelError: there is no language model or no vision encoder in it.
    """
    inner = base_model(model)
    names = {id(module): name for name, module in inner.named_modules()}
    decoder = inner.get_decoder() if hasattr(inner, "get_decoder") else None
    # Some families answer with a whole causal model, output layer included.
    while decoder is not None and decoder is not inner and _writes(decoder):
        below = decoder.get_decoder() if hasattr(decoder, "get_decoder") else decoder
        if below is decoder:
            break
        decoder = below
    found: dict[str, str] = {}
    language = names.get(id(decoder), "") if decoder is not None and decoder is not inner else ""
    # Some architectures answer `get_decoder` with the whole inner model, vision included.
    inside = language + "." if language else ""
    if not language or any(
        name.startswith(inside) and name.rsplit(".", 1)[-1] in VISION_NAMES
        for name in names.values()
    ):
        language = _shortest(names.values(), ("language_model", "text_model", "llm", "decoder"))
    vision = _shortest(names.values(), VISION_NAMES)
    if not language or not vision:
        raise ModelError(
            "This model is not supported.",
            f"No {'vision encoder' if language else 'language model'} was found in "
            f"{type(inner).__name__}.",
            "Choose another MLLM, such as a llava-hf model.",
        )
    found["vision_tower"] = vision
    projector = _shortest(
        (name for name in names.values() if not name.startswith(language + ".")), PROJECTOR_NAMES
    )
    if projector:
        found["projector"] = projector
    found["language_model"] = language
    return found


def _writes(module: Any) -> bool:
    """Whether a module has an output layer of its own."""
    ask = getattr(module, "get_output_embeddings", None)
    return ask is not None and ask() is not None


def attach_lora(
    loaded: LoadedModel,
    parts: str,
    rank: int,
    alpha: float,
    seed: int,
    *,
    name: str = "default",
) -> None:
    """Put a new LoRA adapter on all linear layers of the chosen parts and freeze all else.

    The matrices are float32 whatever the model's format, without dropout; B starts at zero, so the
    model's answers do not change. The global random state is left as it was. `loaded.model`
    becomes a `PeftModel`.

    Args:
        loaded: the model; an adapter that it already has must be merged first.
        parts: a key of `PARTS`.
        rank: rank r.
        alpha: the update is scaled by alpha / r.
        seed: seed of the A matrices.
        name: the adapter's name.

    Raises:
        ModelError: the model already has an adapter, or the parts have no linear layers.
    """
    from peft import LoraConfig, get_peft_model

    if hasattr(loaded.model, "peft_config"):
        raise ModelError(
            "The model already has an adapter.",
            "A second adapter on top could not be exported as one adapter.",
            "Merge the first adapter into the model.",
        )
    targets = _linear_layers(loaded.model, parts)
    config = LoraConfig(
        r=rank,
        lora_alpha=alpha,
        lora_dropout=0.0,
        bias="none",
        target_modules=targets,
    )
    loaded.model.requires_grad_(False)
    devices = list(loaded.devices) if loaded.device.type == "cuda" else []
    with quiet_libraries(), torch.random.fork_rng(devices=devices):
        torch.manual_seed(seed)
        loaded.model = get_peft_model(loaded.model, config, adapter_name=name)
    # PEFT's new layers come in training mode.
    loaded.model.eval()
    for layer in adapted_layers(loaded.model):
        # Beside the weights that it adds to, which are not on one device in every model.
        home = layer.base_layer.weight.device
        for matrix in (layer.lora_A[name], layer.lora_B[name]):
            matrix.to(home, torch.float32)


def set_trainable_full(loaded: LoadedModel, parts: str) -> None:
    """Let the weights of the chosen parts themselves be trained, and freeze all else.

    The language model's output layer belongs to the language model. The whole model is brought to
    float32: small steps would be rounded away in 16 bits, and mixed formats do not multiply.

    Raises:
        ModelError: the model has an adapter, or has no such part.
    """
    if hasattr(loaded.model, "peft_config"):
        raise ModelError(
            "The model has an adapter.",
            "All weights can only be trained in a plain model.",
            "Merge the adapter into the model first.",
        )
    if loaded.quantisation != "none":
        raise ModelError(
            "The weights themselves cannot be trained.",
            f"They are held in {loaded.quantisation.removesuffix('bit')} bits.",
            "Train an adapter (LoRA), or load the model without quantisation.",
        )
    model = loaded.model
    prefixes = part_prefixes(model)
    chosen = _chosen_prefixes(prefixes, parts)
    model.to(torch.float32)
    loaded.dtype = torch.float32
    model.requires_grad_(False)
    for prefix in chosen:
        model.get_submodule(prefix).requires_grad_(True)
    if "language_model" in PARTS[parts] and model.get_output_embeddings() is not None:
        model.get_output_embeddings().requires_grad_(True)
    # A part may contain another part; the vision tower is never trained.
    tower = model.get_submodule(prefixes["vision_tower"])
    projector = prefixes.get("projector", "")
    inside = projector.startswith(prefixes["vision_tower"] + ".") and "projector" in PARTS[parts]
    kept = set(map(id, model.get_submodule(projector).parameters())) if inside else set()
    for parameter in tower.parameters():
        if id(parameter) not in kept:
            parameter.requires_grad_(False)


def trainable_parameters(model: Any) -> dict[str, torch.nn.Parameter]:
    """Return the parameters that require a gradient, by name, in the model's own order."""
    return {
        name: parameter for name, parameter in model.named_parameters() if parameter.requires_grad
    }


def trained_weights(model: Any) -> TrainedWeights:
    """Return what a training of the model as it is now would change."""
    return TrainedWeights(trainable_parameters(model), adapted_layers(model))


def adapted_layers(model: Any) -> tuple[Any, ...]:
    """Return peft's layers with an adapter, in the model's own order."""
    return tuple(
        module
        for module in model.modules()
        if hasattr(module, "lora_A") and hasattr(module, "base_layer")
    )


def merge_adapter(loaded: LoadedModel) -> None:
    """Add the adapter's update to the weights and drop the adapter; without one, do nothing.

    The sum is rounded to the format of the weights: in 16 bits the merged model's answers can
    differ slightly from those with the adapter.
    """
    if not hasattr(loaded.model, "peft_config"):
        return
    loaded.model = loaded.model.merge_and_unload()
    if hasattr(loaded.model, "peft_config"):
        del loaded.model.peft_config
    loaded.model.requires_grad_(False)


def _linear_layers(model: Any, parts: str) -> list[str]:
    inner = base_model(model)
    prefixes = part_prefixes(model)
    chosen = _chosen_prefixes(prefixes, parts)
    found = [
        name
        for name, module in inner.named_modules()
        if isinstance(module, torch.nn.Linear)
        and any(name == prefix or name.startswith(prefix + ".") for prefix in chosen)
    ]
    if "projector" not in PARTS[parts] and "projector" in prefixes:
        found = [name for name in found if not name.startswith(prefixes["projector"] + ".")]
    for part, prefix in zip(PARTS[parts], chosen, strict=True):
        # Gemma 3's projector is one matrix and no layer.
        if not any(name == prefix or name.startswith(prefix + ".") for name in found):
            raise ModelError(
                "No adapter could be put on the model.",
                f"Its {part.replace('_', ' ')} has no linear layers.",
                "Choose other parts, or full training.",
            )
    return found


def _chosen_prefixes(prefixes: dict[str, str], parts: str) -> list[str]:
    missing = [part for part in PARTS[parts] if part not in prefixes]
    if missing:
        raise ModelError(
            "The chosen parts cannot be trained.",
            f"This model has no separate {missing[0].replace('_', ' ')}.",
            "Train the language model instead.",
        )
    return [prefixes[part] for part in PARTS[parts]]


def _shortest(names: Any, endings: tuple[str, ...]) -> str:
    """The outermost module whose last name is among `endings`, the earlier ending first."""
    fitting = [name for name in names if name.rsplit(".", 1)[-1] in endings]
    return min(
        fitting,
        key=lambda name: (name.count("."), endings.index(name.rsplit(".", 1)[-1])),
        default="",
    )
