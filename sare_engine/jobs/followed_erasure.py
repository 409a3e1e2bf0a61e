"""An erasure in the processes that do not lead: they train along, and touch nothing on disk."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from sare_engine.config import EraseConfig, ModelConfig
from sare_engine.control import Control
from sare_engine.erasure.example_files import read_examples
from sare_engine.events import Event, Finished, Json
from sare_engine.jobs.erasure_data import prepare_training, training_data
from sare_engine.jobs.opening import OpenedModel
from sare_engine.team.team import Team


@dataclass(frozen=True)
class ErasureTask:
    """What the leading process tells the others to train.

    Attributes:
        config: the run's settings.
        examples: the file of what it trains on.
        checkpoint: folder of the checkpoint to continue at; None: from the beginning.
    """

    config: EraseConfig
    examples: Path
    checkpoint: Path | None

    def to_dict(self) -> dict[str, Json]:
        """Return it as JSON."""
        return {
            "config": self.config.to_dict(),
            "examples": str(self.examples),
            "checkpoint": str(self.checkpoint) if self.checkpoint else None,
        }

    @classmethod
    def from_dict(cls, stored: Mapping[str, Json]) -> ErasureTask:
        """Return what `to_dict` was called on."""
        checkpoint = stored["checkpoint"]
        return cls(
            EraseConfig.from_dict(stored["config"]),
            Path(stored["examples"]),
            Path(checkpoint) if checkpoint else None,
        )


def follow_erasure(team: Team, control: Control) -> Iterator[Event]:
    """Train along with the leading process until it ends; only `Finished` is reported.

    Raises:
        EngineError: why the leading process, or another, failed.
        Stopped: the job was stopped.
    """
    from sare_engine.erasure.trainer import train_erasure
    from sare_engine.models.vision import VisionFeatures

    control = team.control(control)
    opened = OpenedModel(ModelConfig.from_dict(team.tell()["model"]))
    for _ in opened.load(control):
        pass
    with opened as loaded:
        task = ErasureTask.from_dict(team.tell())
        config = task.config
        examples = read_examples(task.examples, frozenset(config.concepts))
        features = VisionFeatures(loaded)
        prepare_training(loaded, config)
        data = training_data(loaded, features, examples, config, control)
        for _ in train_erasure(
            loaded,
            features,
            data,
            config,
            control=control,
            resume_from=task.checkpoint,
            team=team,
        ):
            pass
    yield Finished("done")
