"""Write what an erasure trained into its run's folder."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from sare_engine.config import EraseConfig
from sare_engine.workspace.runs import RunFolder

if TYPE_CHECKING:
    from sare_engine.models.loading import LoadedModel

_SHARD_SIZE = "4GB"


def save_result(run: RunFolder, config: EraseConfig, loaded: LoadedModel) -> Path:
    """Write the trained adapter or model into the run's folder; return where.

    What a process that died right after writing it has left there is replaced.
    """
    from sare_engine.exporting.forms.adapter import export_adapter
    from sare_engine.exporting.forms.merged import export_merged

    if config.trainable == "lora":
        export_adapter(loaded, run.adapter_folder, replace=True)
        return run.adapter_folder
    export_merged(loaded, run.model_folder, _SHARD_SIZE, replace=True)
    return run.model_folder
