"""Write a model's weights, watched; and describe one into which an adapter was merged."""

from __future__ import annotations

from collections.abc import Callable, Generator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sare_engine.control import Control
from sare_engine.events import Event
from sare_engine.exporting.base_model import base_name, is_hub_name
from sare_engine.exporting.forms.merged import export_merged
from sare_engine.models.safetensors_headers import read_tensors
from sare_engine.models.watched import Report, counted_items, watched
from sare_engine.progress import PhaseProgress

if TYPE_CHECKING:
    from sare_engine.models.loading import LoadedModel


def writing_merged(
    loaded: LoadedModel, out: Path, adapter: Path, shard_size: str, control: Control
) -> Generator[Event, None, None]:
    """Write a merged model as `export_merged` does, and yield how many bytes are written.

    Raises:
        what `writing_weights` raises.
    """
    description = _description(loaded, adapter)
    yield from writing_weights(
        lambda: export_merged(loaded, out, shard_size, readme=description),
        loaded,
        "Writing the merged model",
        control,
    )


def writing_weights(
    write: Callable[[], object], loaded: LoadedModel, title: str, control: Control
) -> Generator[Event, None, None]:
    """Write all weights of a model, and yield how many bytes are written.

    A stop takes effect after the file that is being written.

    Args:
        write: writes them through transformers.
        loaded: the model.
        title: the title of the phase.
        control: pauses and stops it.

    Raises:
        what `write` raises.
        Stopped: the control was stopped.
    """
    sizes = {one.name: one.size for one in read_tensors(loaded.folder)}
    total = sum(sizes.values())
    phase = PhaseProgress("write", title, total, "bytes")
    yield phase.started()

    def call(report: Report) -> None:
        with counted_items(report, lambda item: _bytes_of(item, sizes)):
            write()

    for done in watched(call, control):
        if done > phase.done:
            yield phase.advance(done - phase.done)
    yield phase.advance(total - phase.done)


def _bytes_of(item: Any, sizes: Mapping[str, int]) -> int:
    """Return the bytes of a file that transformers is about to write, by the base model's sizes."""
    _, names = item
    return sum(sizes.get(name, 0) for name in names)


def _description(loaded: LoadedModel, adapter: Path) -> str:
    """Return the README.md, with the licence of the base model."""
    from huggingface_hub import ModelCardData

    base = base_name(loaded.folder)
    head: dict[str, Any] = {"pipeline_tag": "image-text-to-text", "library_name": "transformers"}
    if loaded.summary.licence:
        head["license"] = loaded.summary.licence
    if is_hub_name(base):
        head |= {"base_model": base, "base_model_relation": "finetune"}
    name = base if is_hub_name(base) else Path(base).name
    return (
        f"---\n{ModelCardData(**head).to_yaml()}\n---\n\n"
        f"# {name} with the adapter {adapter.name}\n\n"
        f"The LoRA adapter {adapter.name} is merged into the weights of {name}. The card of the "
        "base model, if it has one, is BASE_MODEL_README.md.\n"
    )
