"""A complete model, the erasure merged into its weights, for plain transformers."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING

from sare_engine.errors import ModelError
from sare_engine.exporting.base_model import base_name
from sare_engine.exporting.form import ExportForm, ReloadFolders
from sare_engine.files import atomic_folder, require_free_folder, require_space

if TYPE_CHECKING:
    import torch

    from sare_engine.config import ExportConfig
    from sare_engine.exporting.model_card import CardData
    from sare_engine.models.loading import LoadedModel

_NOT_COPIED = (
    # Weights, which are written by the export itself, and their indices.
    "*.safetensors",
    "*.safetensors.index.json",
    "*.bin",
    "*.bin.index.json",
    "*.pt",
    "*.pth",
    "*.ckpt",
    "*.gguf",
    "*.onnx",
    "*.h5",
    "*.msgpack",
    "*.pkl",
    "*.pickle",
    # The base model's card is kept under another name.
    "README.md",
    "readme.md",
    # Housekeeping of hubs and editors.
    ".*",
)


def export_merged(
    loaded: LoadedModel,
    out: Path,
    shard_size: str = "4GB",
    *,
    dtype: torch.dtype | None = None,
    card: CardData | None = None,
    readme: str = "",
    replace: bool = False,
) -> Path:
    """Write a model that `AutoModelForImageTextToText.from_pretrained(out)` loads.

    Everything of the base model's folder that is not weights is copied: processor, tokenizer, chat
    template, licence. Processor files that lack something are completed. The base model's card
    becomes `BASE_MODEL_README.md`.

    Args:
        loaded: the model. Its adapter is merged in memory, and `dtype` applied: export the
            adapter first, and do not go on with this object.
        out: folder to write; must be missing or empty. It appears complete or not at all.
        shard_size: largest weights file, for example "4GB".
        dtype: number format of the written weights; None keeps the one in memory.
        card: what the model card reports; None writes no card.
        readme: another text for the card, if no erasure made the model; "" writes none.
        replace: whether `out` may have content, which is then replaced.

    Returns:
        `out`.

    Raises:
        ModelError: the model is held in 8 or 4 bits.
        StorageError: `out` is not empty, the disk has too little space, or it cannot be written.
    """
    from sare_engine.models.processor_plan import write_completed
    from sare_engine.models.quiet import quiet_libraries
    from sare_engine.models.trainable import merge_adapter

    if loaded.quantisation != "none":
        raise ModelError(
            "The model was not exported.",
            "Its weights are held in fewer bits than on disk, and would be written rounded.",
            "Load it without quantisation to export it.",
        )
    require_free_folder(out, replace=replace)
    merge_adapter(loaded)
    if dtype is not None:
        loaded.model.to(dtype)
        loaded.dtype = dtype
    require_space(out, _bytes_in_memory(loaded))
    base = base_name(loaded.folder)
    with atomic_folder(out, replace=replace) as folder:
        _copy_companions(loaded.folder, folder)
        write_completed(loaded.folder, folder)
        with quiet_libraries():
            loaded.model.save_pretrained(folder, max_shard_size=shard_size)
        if card is not None:
            from sare_engine.exporting.model_card import write_card

            licence = loaded.summary.licence
            write_card(folder, card, form=ENTRY, base=base, licence=licence)
        elif readme:
            (folder / "README.md").write_text(readme, encoding="utf-8")
    return out


def _copy_companions(source: Path, target: Path) -> None:
    skipped = shutil.ignore_patterns(*_NOT_COPIED)

    def ignore(folder: str, names: list[str]) -> set[str]:
        # Sub-folders hold other formats of the weights (onnx/, original/), except templates and
        # further tokenizers (InstructBLIP's qformer_tokenizer/).
        folders = {
            name
            for name in names
            if Path(folder, name).is_dir()
            and name != "additional_chat_templates"
            and not name.endswith("tokenizer")
        }
        return skipped(folder, names) | folders

    # Links of the Hugging Face cache are followed, so that the export stands alone.
    shutil.copytree(source, target, ignore=ignore, dirs_exist_ok=True, symlinks=False)
    for name in ("README.md", "readme.md"):
        if (source / name).is_file():
            shutil.copyfile(source / name, target / "BASE_MODEL_README.md")


def _bytes_in_memory(loaded: LoadedModel) -> int:
    # Tied weights are one tensor here and are written once.
    return sum(one.numel() * one.element_size() for one in loaded.model.parameters())


def _prepare(loaded: LoadedModel) -> None:
    from sare_engine.models.trainable import merge_adapter

    # The merged weights are rounded once; their captions are the ones to expect.
    merge_adapter(loaded)


def _write(loaded: LoadedModel, out: Path, config: ExportConfig, card: CardData) -> Path:
    return export_merged(loaded, out, config.shard_size, card=card)


def _usage(base: str) -> str:
    del base
    return (
        "from transformers import AutoModelForImageTextToText, AutoProcessor\n\n"
        'model = AutoModelForImageTextToText.from_pretrained("path/to/this/folder")\n'
        'processor = AutoProcessor.from_pretrained("path/to/this/folder")'
    )


ENTRY = ExportForm(
    key="merged",
    title="Merged model",
    sentence="A complete model in safetensors, with the erasure merged into its weights.",
    uses=("shard_size",),
    write=_write,
    reload=lambda folder, base: ReloadFolders(folder),
    prepare=_prepare,
    noun="merged model",
    description="A complete model",
    usage=_usage,
)
