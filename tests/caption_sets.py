"""Caption sets for the tests."""

from __future__ import annotations

from sare_engine import Project
from sare_engine.domain import CaptionSet


def set_of(project: Project, model: str, prompt: str) -> int:
    """Return the key of the set of a model's captions with a prompt, which is added if missing."""
    return project.open_caption_set(CaptionSet(model, model, prompt)).id
