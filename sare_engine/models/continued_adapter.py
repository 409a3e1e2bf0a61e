"""Continue the training of an adapter that is on disk."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from safetensors import SafetensorError
from safetensors.torch import load_file

from sare_engine.errors import ModelError
from sare_engine.models.adapters import adapter_fit, check_adapter, first_sentence, put_adapter
from sare_engine.models.fingerprint import fingerprint
from sare_engine.models.loading import LoadedModel

_WEIGHTS = "adapter_model.safetensors"


def start_from_adapter(loaded: LoadedModel, adapter: Path) -> None:
    """Give the adapter that was just attached the weights of one on disk, float32.

    Args:
        loaded: a model with a new adapter of the same rank on the same layers.
        adapter: folder of the adapter in PEFT's format.

    Raises:
        ModelError: the adapter is missing, damaged, or does not fit as a whole.
    """
    from peft import get_peft_model_state_dict, set_peft_model_state_dict

    try:
        tensors = load_file(adapter / _WEIGHTS)
        wanted = get_peft_model_state_dict(loaded.model, save_embedding_layers=False)
        fits = {name: one.shape for name, one in wanted.items()} == {
            name: one.shape for name, one in tensors.items()
        }
        if fits:
            set_peft_model_state_dict(loaded.model, tensors)
    except (OSError, SafetensorError, RuntimeError, ValueError, KeyError) as error:
        raise _unusable(adapter, first_sentence(error)) from error
    if not fits:
        raise _unusable(adapter, "Its matrices have other names or sizes than those to train.")


@contextmanager
def with_adapter(loaded: LoadedModel, adapter: Path) -> Iterator[LoadedModel]:
    """Lend a loaded model an adapter: the model with it, for as long as the block lasts.

    Args:
        loaded: a model without an adapter; it is as before afterwards.
        adapter: folder of the adapter.

    Raises:
        ModelError: the adapter does not fit.
    """
    check_adapter(adapter, loaded.folder)
    fit = adapter_fit(adapter, loaded.folder, trust_remote_code=False)
    fit.check(adapter)
    adapted = replace(
        loaded,
        model=put_adapter(loaded.model, adapter, fit),
        adapter=adapter,
        fingerprint=fingerprint(loaded.folder, adapter),
        adapter_tensors=fit.loaded,
    )
    try:
        if not adapted.layers:
            adapted.model.to(adapted.device)
        adapted.model.requires_grad_(False)
        adapted.model.eval()
        yield adapted
    finally:
        loaded.model = adapted.model.unload()


def _unusable(adapter: Path, why: str) -> ModelError:
    return ModelError(
        f"The adapter in {adapter} cannot be trained further.",
        why,
        "Choose a run whose adapter has the same rank and parts, or start a new erasure.",
    )
