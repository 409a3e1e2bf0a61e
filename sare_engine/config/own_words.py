"""When captions that were written elsewhere count as a model's own words."""

from __future__ import annotations

from dataclasses import dataclass

from sare_engine.settings import Config, setting


@dataclass(frozen=True)
class OwnWordsConfig(Config):
    """Limits of the check that captions from elsewhere are the model's own words."""

    max_shortfall: float = setting(
        0.25,
        minimum=0.0,
        maximum=100.0,
        unit="nats",
        label="Largest shortfall",
        help="A caption is the model's own if each of its tokens falls short of the model's first "
        "choice, in log-probability, by less than this. Number formats cause up to about 0.03.",
        advanced=True,
    )
    max_failing: float = setting(
        0.02,
        minimum=0.0,
        maximum=1.0,
        label="Largest failing share",
        help="If a larger share of the sample is not the model's own, none is accepted.",
        advanced=True,
    )
    sample: int = setting(
        200,
        minimum=1,
        unit="captions",
        label="Sample",
        help="Captions from elsewhere, drawn at random, that are checked before any is accepted.",
        advanced=True,
    )
