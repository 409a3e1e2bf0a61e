"""Settings of writing verdicts as preference pairs."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from sare_engine.config.compute import CaptionsConfig, GenerationConfig, ProjectConfig
from sare_engine.exporting.pair_formats import PAIR_FORMATS
from sare_engine.settings import same_setting, setting

PAIR_SPLITS = ("train", "held_out", "all")
ALL_SPLITS = PAIR_SPLITS[-1]


@dataclass(frozen=True)
class ExportPairsConfig(CaptionsConfig):
    """Write the verdicts of a project as preference pairs, for training with other programs.

    Rejected is a caption as the model wrote it, chosen the same caption without its hallucinated
    sub-sentences. Unsure mentions do not count as hallucinated.
    """

    project: Path = same_setting(ProjectConfig, "project")
    out: Path = setting(label="Folder", help="Folder to write to; must be missing or empty.")
    format: str = setting(
        next(iter(PAIR_FORMATS)), choices=PAIR_FORMATS, help="Format of the pairs."
    )
    concepts: tuple[str, ...] = setting(
        (),
        help="Objects: a caption that hallucinates one of them gives a pair. "
        "Default: those chosen in the project.",
    )
    all_concepts: bool = setting(
        False, label="All objects", help="Every caption with a hallucinated object gives a pair."
    )
    split: str = setting(
        PAIR_SPLITS[0],
        choices=PAIR_SPLITS,
        label="Images",
        help="Images whose captions are used. By default only those that erasures train on, so "
        "that the held-out images, on which erasures are measured, stay unseen; with all, they are "
        "in the pairs.",
    )
    prompt: str = same_setting(
        GenerationConfig,
        "prompt",
        label="Question",
        help="Question of captions that were imported without a question.",
    )
    relative: bool = setting(
        False,
        label="Relative paths",
        help="Write the paths of images relative to the folder instead of absolute.",
    )
    copy_images: bool = setting(
        False,
        help="Copy the images of the pairs into the folder, so that it can be shared; their paths "
        "are then relative.",
    )

    def problems(self) -> list[tuple[str, str]]:
        """Return the problems of the fields, and of two different choices of objects."""
        found = super().problems()
        if self.concepts and self.all_concepts:
            found.append(("concepts", "cannot be given together with all objects."))
        return found
