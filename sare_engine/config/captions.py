"""Settings of listing and comparing the captions of a project."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from sare_engine.config.compute import CaptionsConfig, ProjectConfig
from sare_engine.domain import CAPTION_CHANGES
from sare_engine.settings import Config, same_setting, setting


@dataclass(frozen=True)
class MentionsConfig(CaptionsConfig):
    """List the captions of a project with the objects that they mention, and the verdicts.

    The list is complete as JSON (--json -); as text, only the counts are shown.
    """

    project: Path = same_setting(ProjectConfig, "project")


@dataclass(frozen=True)
class CaptionSetsConfig(Config):
    """List the caption sets of a project: those of each model, prompt and imported file.

    Each test with another model, adapter or prompt adds a set; the others stay as they are.
    """

    project: Path = same_setting(ProjectConfig, "project")
    rename: tuple[str, ...] = setting(
        (), help="Sets to rename, each written name=new name.", label="Rename"
    )
    remove: tuple[str, ...] = setting(
        (), help="Names of sets to remove with their captions and verdicts."
    )
    base: str = setting(
        "",
        help="Name of the set that erasures start from. Default: unchanged; at first it is that of "
        "the first tested model that no run of the project has made.",
    )
    show: str = setting("", help="Name of the set that the window shows. Default: unchanged.")

    def problems(self) -> list[tuple[str, str]]:
        """Return the problems of the fields, and of names that are not pairs."""
        found = super().problems()
        found += [
            ("rename", f"{pair!r} is not written as name=new name.")
            for pair in self.rename
            if not all(name.strip() for name in pair.partition("=")[::2])
        ]
        return found


@dataclass(frozen=True)
class DiffConfig(Config):
    """Compare the captions of two models on all pictures that both describe.

    A hallucinated object is gone, still there or new; a true mention can be lost, and a caption can
    begin to repeat itself.
    """

    project: Path = same_setting(ProjectConfig, "project")
    before: str = setting(
        "",
        help="Name of the captions before, as listed by sare sets. Default: those of the model "
        "that erasures start from.",
    )
    after: str = setting(help="Name of the captions after, or of the run whose model wrote them.")
    kinds: tuple[str, ...] = setting(
        (),
        choices=tuple(CAPTION_CHANGES),
        label="Changes",
        help="List only pictures with one of these changes. Default: with any.",
    )
    output: Path | None = setting(
        None,
        label="HTML file",
        help="HTML page to write, in a single file that loads nothing from the network.",
    )
    limit: int = setting(
        200,
        minimum=0,
        unit="pictures",
        label="Pictures on the page",
        help="Maximum number of pictures for each kind of change; 0 shows all.",
    )
