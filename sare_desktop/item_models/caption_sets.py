"""The caption sets of a project, in words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from sare_desktop.model_lookup import display_name
from sare_desktop.widgets.primitives.amounts import plural
from sare_engine import CaptionSet

if TYPE_CHECKING:
    from sare_engine import Project


@dataclass(frozen=True)
class ListedSet:
    """A caption set as lists show it.

    Attributes:
        captions_of: the set.
        captions: number of its captions.
        base: whether erasures start from it.
    """

    captions_of: CaptionSet
    captions: int
    base: bool

    @property
    def name(self) -> str:
        """Its name."""
        return self.captions_of.name


def read_sets(project: Project) -> tuple[ListedSet, ...]:
    """Return a project's caption sets in the order in which they were added."""
    base = project.base_set()
    return tuple(
        ListedSet(one, project.count_captions(one.id), base is not None and one.id == base.id)
        for one in project.caption_sets()
    )


def title_of(one: ListedSet) -> str:
    """Return name, number of captions, and whether erasures start from them."""
    parts = [one.name, plural(one.captions, _say("1 caption"), _say("{0} captions"))]
    if one.base and not without_model(one.captions_of):
        parts.append(_say("used for erasure"))
    return " · ".join(parts)


def origin_of(one: CaptionSet) -> str:
    """Return, in a few lines, where captions come from: model, adapter or run, and prompt."""
    lines = []
    if one.served:
        lines.append(_say("Written by the server {0}").format(one.generation.get("server")))
        lines.append(_say("Not confirmed as a model's own words"))
    elif without_model(one):
        file = one.generation.get("file")
        lines.append(
            _say("Imported from {0}").format(file) if file else _say("Imported from a file")
        )
    if one.model_folder is not None:
        lines.append(_say("Model: {0}").format(display_name(one.model_folder)))
    if one.run:
        lines.append(_say("Erased by the run {0}").format(one.run))
    elif one.adapter_folder is not None:
        lines.append(_say("Adapter: {0}").format(display_name(one.adapter_folder)))
    if one.prompt:
        lines.append(_say("Prompt: {0}").format(one.prompt))
    how = one.generation
    if one.several and how.get("further_prompts"):
        lines.append(_say("Further prompts: {0}").format(" | ".join(how["further_prompts"])))
    if one.several and "temperature" in how:
        lines.append(
            _say("Sampled after the first: temperature {0}, top-p {1}, seed {2}").format(
                how["temperature"], how["top_p"], how["sampling_seed"]
            )
        )
    return "\n".join(lines)


def without_model(one: CaptionSet) -> bool:
    """Whether no model on this computer is known to have written captions from elsewhere."""
    return one.imported and one.model_folder is None


def can_be_base(one: CaptionSet) -> bool:
    """Whether erasures can start from captions, perhaps after an adapter is merged."""
    return not without_model(one) and not (one.run and one.adapter_folder is not None)


def _say(text: str) -> str:
    return QCoreApplication.translate("CaptionSets", text)
