"""The record of an export form: how it is written, reloaded and described."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from sare_engine.registry import Entry

if TYPE_CHECKING:
    from sare_engine.config import ExportConfig
    from sare_engine.exporting.model_card import CardData
    from sare_engine.models.loading import LoadedModel


@dataclass(frozen=True)
class ReloadFolders:
    """What a reload of an export needs, for plain transformers and PEFT.

    Attributes:
        model: folder of the model and its processor.
        adapter: folder of the adapter to put on top, or None.
    """

    model: Path
    adapter: Path | None = None


@dataclass(frozen=True, kw_only=True)
class ExportForm(Entry):
    """A form in which an erased model is written.

    Attributes:
        write: writes a model into a folder that is missing or empty, with a model card.
        reload: returns what to load, given the written folder and the base model's.
        prepare: changes the loaded model before it is written, for example merges its adapter; None
            changes nothing. The captions of the model as it is then are those expected of the
            export.
        needs_adapter: whether only a run that trained an adapter has it.
        noun: what it is called within a sentence ("adapter").
        description: what was written, as the beginning of the model card's text.
        library: the library that loads it, as the hub calls it.
        relation: how it is related to the base model, as the hub calls it.
        usage: returns Python code that loads it, given where the base model is found.
    """

    write: Callable[[LoadedModel, Path, ExportConfig, CardData], Path]
    reload: Callable[[Path, Path], ReloadFolders]
    prepare: Callable[[LoadedModel], None] | None = None
    needs_adapter: bool = False
    noun: str
    description: str
    library: str = "transformers"
    relation: str = "finetune"
    usage: Callable[[str], str]
