"""An attack in the processes that do not lead: they train along, and touch nothing on disk."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from sare_engine.config import GenerationConfig, ModelConfig, RelearnConfig
from sare_engine.control import Control
from sare_engine.erasure.example_files import read_examples
from sare_engine.events import Event, Finished, Json
from sare_engine.jobs.opening import OpenedModel
from sare_engine.jobs.shared_captions import answer_along, caption_together
from sare_engine.robustness.attack import AttackContext
from sare_engine.robustness.attacks import ATTACKS
from sare_engine.team.team import Team


@dataclass(frozen=True)
class AttackTask:
    """What the leading process tells the others to do.

    Attributes:
        config: the run's settings.
        examples: the file of the captions that the attack trains on; None if it does not train.
        images: the held-out images that are captioned at each measurement.
        generation: how.
    """

    config: RelearnConfig
    examples: Path | None
    images: tuple[Path, ...]
    generation: GenerationConfig

    def to_dict(self) -> dict[str, Json]:
        """Return it as JSON."""
        return {
            "config": self.config.to_dict(),
            "examples": str(self.examples) if self.examples else None,
            "images": [str(one) for one in self.images],
            "generation": self.generation.to_dict(),
        }

    @classmethod
    def from_dict(cls, stored: Mapping[str, Json]) -> AttackTask:
        """Return what `to_dict` was called on."""
        return cls(
            RelearnConfig.from_dict(stored["config"]),
            Path(stored["examples"]) if stored["examples"] else None,
            tuple(map(Path, stored["images"])),
            GenerationConfig.from_dict(stored["generation"]),
        )


def follow_attack(team: Team, control: Control) -> Iterator[Event]:
    """Attack and measure along with the leading process; only `Finished` is reported.

    Raises:
        EngineError: why the leading process, or another, failed.
        Stopped: the job was stopped.
    """
    from sare_engine.erasure.batches import encode_examples
    from sare_engine.models.vision import VisionFeatures

    control = team.control(control)
    opened = OpenedModel(ModelConfig.from_dict(team.tell()["model"]))
    for _ in opened.load(control):
        pass
    with opened as loaded:
        task = AttackTask.from_dict(team.tell())
        concepts = frozenset(task.config.concepts)
        captions = read_examples(task.examples, concepts).retain if task.examples else ()
        features = VisionFeatures(loaded)

        def measure(step: int, *, prompt: str = "") -> Iterator[Event]:
            if prompt:
                answer_along(team, loaded, control, features)
            else:
                caption_together(team, loaded, task.images, task.generation, control, features)
            yield from ()

        context = AttackContext(
            loaded,
            features,
            list(encode_examples(loaded, features, captions, control)),
            task.config,
            control,
            measure if task.images else None,
            team,
        )
        for _ in ATTACKS[task.config.attack].attack(context):
            pass
    yield Finished("done")
