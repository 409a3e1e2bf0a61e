"""Settings of exports and reports."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from sare_engine.config.compute import CaptionsConfig, ProjectConfig
from sare_engine.exporting.forms import FORMS
from sare_engine.settings import setting

ALL_FORMS = "both"
"""The choice of every form that a run can give; the name dates from when there were two."""


@dataclass(frozen=True)
class ExportConfig(ProjectConfig):
    """Write an erased model for use outside, then reload it and compare its captions."""

    run: str = setting(help="Erasure run to export.")
    out: Path = setting(label="Folder", help="Folder to write to; must be missing or empty.")
    form: str = setting(
        ALL_FORMS,
        choices=FORMS,
        also={ALL_FORMS: "All forms that the run can give."},
        help="What is written.",
    )
    shard_size: str = setting(
        "4GB",
        label="Largest weights file",
        help="Largest weights file of a merged model.",
        advanced=True,
    )
    verify_images: int = setting(
        8,
        minimum=0,
        unit="images",
        label="Images to compare",
        help="Number of images captioned to compare the reloaded export with the model.",
    )


@dataclass(frozen=True)
class ReportConfig(CaptionsConfig):
    """Write a self-contained HTML report of a project."""

    project: Path = setting(help="Project folder.")
    out: Path | None = setting(
        None, help="HTML file to write; default: report.html in the project folder."
    )
