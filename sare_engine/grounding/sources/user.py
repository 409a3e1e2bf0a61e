"""The user's own verdict on a mention."""

from __future__ import annotations

from sare_engine.config import ProbeConfig
from sare_engine.domain import USER
from sare_engine.grounding.sources.record import Source


class _User(Source):
    def configured(self, config: ProbeConfig) -> bool:
        """Return False: the project stores overrides by itself, and applies them when read."""
        return False


ENTRY = _User(
    key=USER,
    title="You",
    sentence="Your own verdict on a mention, which overrides every other source.",
    explanations={"": "You said: {verdict}."},
    is_truth=True,
)
