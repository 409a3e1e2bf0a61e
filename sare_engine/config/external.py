"""Settings of evaluations by programs of others."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from sare_engine.settings import Config, setting


@dataclass(frozen=True)
class ExternalConfig(Config):
    """Run lmms-eval on the model before erasure and on an export, and show both side by side.

    lmms-eval is installed in an environment of its own, which is named here; it downloads what its
    tasks need.
    """

    tasks: tuple[str, ...] = setting(
        help="Tasks of lmms-eval, such as pope, mme or mmbench_en_dev; lmms-eval tasks lists them."
    )
    model: Path = setting(help="Folder of the model before erasure.")
    export: Path = setting(
        help="Folder of the erased model: an export with merged weights, not an adapter."
    )
    program: Path | None = setting(
        None,
        label="lmms-eval",
        help="The environment in which lmms-eval is installed, its Python, or the program itself. "
        "Default: the program lmms-eval, if it is on the PATH.",
    )
    backend: str = setting(
        "",
        help="lmms-eval's name of the kind of model, such as llava_hf or qwen2_5_vl. Default: "
        "found from the model's config.json.",
    )
    model_args: str = setting(
        "",
        label="Model arguments",
        help="More of lmms-eval's --model_args, such as attn_implementation=sdpa; the folder is "
        "added as pretrained.",
    )
    device: str = setting(
        "", help="Device that lmms-eval uses, such as cuda:0 or cpu. Default: its own."
    )
    batch_size: int = setting(1, minimum=1, maximum=4096, help="Samples at once.")
    samples: int = setting(
        0,
        minimum=0,
        label="Samples",
        help="Evaluate only so many samples of each task, to try it out; 0 evaluates all.",
    )
    output: Path | None = setting(
        None, help="Folder to keep lmms-eval's own results and samples in. Default: none are kept."
    )
    keep_in: Path | None = setting(
        None,
        label="Keep in project",
        help="Also keep both results in this project folder, to compare a model before and after "
        "an erasure (sare evaluate side-effects).",
    )
    keep_as: str = setting(
        "",
        label="Keep as",
        help="Name of the erased model in that project, such as 0003-sare. Default: the export's "
        "folder.",
    )

    def problems(self) -> list[tuple[str, str]]:
        """Return the problems of the fields."""
        found = super().problems()
        if not any(one.strip() for one in self.tasks):
            found.append(("tasks", "must name at least one."))
        if any("," in one or one.startswith("-") for one in self.tasks):
            found.append(("tasks", "must be names, separated by commas."))
        if self.keep_as and self.keep_in is None:
            found.append(("keep_as", "needs the project in which the result is kept."))
        return found
