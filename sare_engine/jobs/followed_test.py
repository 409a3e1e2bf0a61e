"""A test of images in the processes that do not lead: they caption and ask along, no more."""

from __future__ import annotations

import contextlib
import dataclasses
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from sare_engine.config import GenerationConfig, ModelConfig
from sare_engine.control import Control
from sare_engine.errors import EngineError
from sare_engine.events import Event, Finished, Json
from sare_engine.grounding.shared_answers import ask_together
from sare_engine.jobs.opening import OpenedModel
from sare_engine.jobs.shared_captions import write_together
from sare_engine.settings import shared_values
from sare_engine.team.team import Team

if TYPE_CHECKING:
    from sare_engine.models.generation import CaptionRequest


@dataclass(frozen=True)
class CaptionTask:
    """What the leading process tells the others to write.

    Attributes:
        requests: the captions.
        generation: length and batch size.
    """

    requests: Sequence[CaptionRequest]
    generation: GenerationConfig

    def to_dict(self) -> dict[str, Json]:
        """Return it as JSON."""
        return {
            "requests": [
                [str(one.image), one.prompt, one.sampling and dataclasses.astuple(one.sampling)]
                for one in self.requests
            ],
            "generation": self.generation.to_dict(),
        }

    @classmethod
    def from_dict(cls, stored: Mapping[str, Json]) -> CaptionTask:
        """Return what `to_dict` was called on."""
        from sare_engine.models.generation import CaptionRequest
        from sare_engine.models.sampling import Sampling

        return cls(
            [
                CaptionRequest(Path(image), prompt, Sampling(*sampling) if sampling else None)
                for image, prompt, sampling in stored["requests"]
            ],
            GenerationConfig.from_dict(stored["generation"]),
        )


def generation_config(config: GenerationConfig) -> GenerationConfig:
    """Return the settings of a test that its captions are written with."""
    return GenerationConfig(**shared_values(config, GenerationConfig))


def follow_test(team: Team, control: Control) -> Iterator[Event]:
    """Caption, and ask the model, along with the leading process; only `Finished` is reported.

    Raises:
        EngineError: why the leading process, or another, failed.
        Stopped: the job was stopped.
    """
    from sare_engine.models.vision import VisionFeatures

    control = team.control(control)
    opened = OpenedModel(ModelConfig.from_dict(team.tell()["model"]))
    for _ in opened.load(control):
        pass
    with opened as loaded:
        task = CaptionTask.from_dict(team.tell())
        features = VisionFeatures(loaded)
        for _ in write_together(team, loaded, task.requests, task.generation, control, features):
            pass
        while (asked := team.tell()) is not None:
            questions = [(Path(path), text) for path, text in asked["questions"]]
            # The leading process goes on without the answers if the model cannot give any.
            with contextlib.suppress(EngineError):
                for _ in ask_together(team, loaded, questions, asked["size"], control, features):
                    pass
    yield Finished("done")
