"""An erasure in the processes that do not lead: they train along, and touch nothing on disk."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from sare_engine.config import EraseConfig, GenerationConfig, ModelConfig
from sare_engine.control import Control
from sare_engine.erasure.example_files import read_examples
from sare_engine.events import Event, Finished, Json
from sare_engine.jobs.erasure_data import prepare_training, training_data
from sare_engine.jobs.opening import OpenedModel
from sare_engine.jobs.shared_captions import caption_together
from sare_engine.team.team import Team


@dataclass(frozen=True)
class ErasureTask:
    """What the leading process tells the others to do.

    Attributes:
        config: the run's settings.
        examples: the file of what it trains on.
        checkpoint: folder of the checkpoint to continue at; None: from the beginning.
        measured: whether the measurement after that checkpoint's step was made.
        images: the held-out images that are captioned at each measurement.
        generation: how.
        adapter: folder of the adapter that is trained further; None for a new one.
    """

    config: EraseConfig
    examples: Path
    checkpoint: Path | None
    measured: bool
    images: tuple[Path, ...]
    generation: GenerationConfig
    adapter: Path | None = None

    def to_dict(self) -> dict[str, Json]:
        """Return it as JSON."""
        return {
            "config": self.config.to_dict(),
            "examples": str(self.examples),
            "checkpoint": str(self.checkpoint) if self.checkpoint else None,
            "measured": self.measured,
            "images": [str(one) for one in self.images],
            "generation": self.generation.to_dict(),
            "adapter": str(self.adapter) if self.adapter else None,
        }

    @classmethod
    def from_dict(cls, stored: Mapping[str, Json]) -> ErasureTask:
        """Return what `to_dict` was called on."""
        checkpoint, adapter = stored["checkpoint"], stored["adapter"]
        return cls(
            EraseConfig.from_dict(stored["config"]),
            Path(stored["examples"]),
            Path(checkpoint) if checkpoint else None,
            bool(stored["measured"]),
            tuple(map(Path, stored["images"])),
            GenerationConfig.from_dict(stored["generation"]),
            Path(adapter) if adapter else None,
        )


def follow_erasure(team: Team, control: Control) -> Iterator[Event]:
    """Train and measure along with the leading process; only `Finished` is reported.

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
        prepare_training(loaded, config, task.adapter)
        data = training_data(loaded, features, examples, config, control)

        def measure(_step: int) -> Iterator[Event]:
            caption_together(team, loaded, task.images, task.generation, control, features)
            yield from ()

        for _ in train_erasure(
            loaded,
            features,
            data,
            config,
            control=control,
            measure=measure if task.images else None,
            resume_from=task.checkpoint,
            measured=task.measured,
            team=team,
        ):
            pass
    yield Finished("done")
