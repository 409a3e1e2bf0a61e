"""The trained LoRA matrices alone, in PEFT's format."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

from sare_engine.errors import ModelError
from sare_engine.exporting.base_model import base_name, copy_licence
from sare_engine.exporting.form import ExportForm, ReloadFolders
from sare_engine.files import atomic_folder

if TYPE_CHECKING:
    from sare_engine.config import ExportConfig
    from sare_engine.exporting.model_card import CardData
    from sare_engine.models.loading import LoadedModel


def export_adapter(
    loaded: LoadedModel, out: Path, *, card: CardData | None = None, replace: bool = False
) -> Path:
    """Write the adapter of a model so that `PeftModel.from_pretrained(base, out)` loads it.

    `base_model_name_or_path` names the base model's hub name where its folder is a download of
    the Hugging Face cache, and its absolute folder otherwise.

    Args:
        loaded: a model with an adapter; it is not changed.
        out: folder to write; must be missing or empty. It appears complete or not at all.
        card: what the model card reports; None writes no card.
        replace: whether `out` may have content, which is then replaced.

    Returns:
        `out`.

    Raises:
        ModelError: the model has no adapter.
        StorageError: `out` is not empty or cannot be written.
    """
    if not hasattr(loaded.model, "peft_config"):
        raise ModelError(
            "There is no adapter to export.",
            "The erasure trained the weights themselves.",
            "Export the merged model instead.",
        )
    base = base_name(loaded.folder)
    with atomic_folder(out, replace=replace) as folder:
        # Embeddings are never trained by an adapter; asked to find out itself, PEFT looks for
        # the base model on the hub.
        loaded.model.save_pretrained(folder, safe_serialization=True, save_embedding_layers=False)
        path = folder / "adapter_config.json"
        config = json.loads(path.read_text(encoding="utf-8"))
        config["base_model_name_or_path"] = base
        path.write_text(json.dumps(config, indent=2, sort_keys=True) + "\n", encoding="utf-8")
        copy_licence(loaded.folder, folder)
        # PEFT has written an empty card of its own.
        (folder / "README.md").unlink(missing_ok=True)
        if card is not None:
            from sare_engine.exporting.model_card import write_card

            licence = loaded.summary.licence
            write_card(folder, card, form=ENTRY, base=base, licence=licence)
    return out


def _write(loaded: LoadedModel, out: Path, config: ExportConfig, card: CardData) -> Path:
    del config
    return export_adapter(loaded, out, card=card)


def _usage(base: str) -> str:
    return (
        "from peft import PeftModel\n"
        "from transformers import AutoModelForImageTextToText, AutoProcessor\n\n"
        f"base = AutoModelForImageTextToText.from_pretrained({json.dumps(base)})\n"
        'model = PeftModel.from_pretrained(base, "path/to/this/folder")\n'
        f"processor = AutoProcessor.from_pretrained({json.dumps(base)})"
    )


ENTRY = ExportForm(
    key="adapter",
    title="Adapter",
    sentence="The LoRA matrices alone, to be loaded on top of the base model.",
    write=_write,
    reload=lambda folder, base: ReloadFolders(base, adapter=folder),
    needs_adapter=True,
    noun="adapter",
    description="A LoRA adapter",
    library="peft",
    relation="adapter",
    usage=_usage,
)
