"""Builds the shipped demo: pictures drawn, models trained, thresholds chosen, all measured."""

from __future__ import annotations

import argparse
import json
import os
import platform
import time
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path

import numpy as np
import torch
from torch import nn

from demo_models.captions import (
    CAPTION_PROMPTS,
    NAMING_PROMPT,
    caption_scene,
    sample_exchange,
    vocabulary_lines,
)
from demo_models.measuring import (
    calibrate,
    check_calibration,
    measure_answers,
    measure_captions,
    relevance,
    separated,
)
from demo_models.networks import (
    PREFIX,
    build_clip,
    build_clip_processor,
    build_llava,
    build_processor,
    build_tokenizer,
    save_llava,
    turn,
)
from demo_models.training import (
    Aim,
    LanguageStage,
    Pixels,
    align_projector,
    clip_corpus,
    encode_pictures,
    mirrored,
    render,
    train_clip,
    train_language,
    train_tower,
    training_scenes,
)
from sare_engine.demo.scenes import (
    SPLITS,
    draw_scene,
    evaluation_scenes,
    scenes_of,
    stream,
    write_scene_folder,
)
from sare_engine.demo.world import PAIRS, SceneKind, SceneSpec

SHIPPED_COUNTS: dict[SceneKind, int] = {
    SceneKind.TRIGGER_ONLY: 50,
    SceneKind.BOTH: 20,
    SceneKind.PARTNER_ONLY: 10,
    SceneKind.NEUTRAL: 16,
}

HELD_OUT_COUNTS: dict[SceneKind, int] = {
    SceneKind.TRIGGER_ONLY: 200,
    SceneKind.BOTH: 100,
    SceneKind.PARTNER_ONLY: 40,
    SceneKind.NEUTRAL: 60,
}

CALIBRATION_COUNTS: dict[SceneKind, int] = {
    SceneKind.TRIGGER_ONLY: 100,
    SceneKind.BOTH: 60,
    SceneKind.NEUTRAL: 40,
    SceneKind.FREE: 100,
}


NAMING = LanguageStage(Aim.NAMING, 300, 2e-3)
TRUTHFUL = LanguageStage(Aim.TRUTHFUL, 800, 2e-3)
BIASED = LanguageStage(Aim.BIASED, 500, 1.5e-3)


@dataclass(frozen=True)
class Recipe:
    """How much of everything."""

    scenes: int = 14000
    tower_steps: int = 2700
    clip_steps: int = 300
    align_steps: int = 300
    stages: tuple[LanguageStage, ...] = (NAMING, TRUTHFUL, BIASED)


@dataclass
class Clock:
    """Wall-clock and processor seconds of the stages, kept in a file if one is given."""

    kept: Path | None = None
    seconds: dict[str, dict[str, float]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if self.kept and self.kept.exists():
            self.seconds = json.loads(self.kept.read_text(encoding="utf-8"))

    def run(self, name: str, action: Callable[[], None]) -> None:
        """Run one stage and note how long it took."""
        begun, worked = time.perf_counter(), time.process_time()
        action()
        self.seconds[name] = {
            "wall": round(time.perf_counter() - begun, 1),
            "processor": round(time.process_time() - worked, 1),
        }
        print(f"== {name}: {self.seconds[name]}", flush=True)
        if self.kept:
            self.kept.write_text(json.dumps(self.seconds, indent=2), encoding="utf-8")

    def total(self) -> float:
        """Wall-clock seconds of all stages together."""
        return round(sum(spent["wall"] for spent in self.seconds.values()), 1)


def _say(line: str) -> None:
    print(line, flush=True)


def _corpus(scenes: list[SceneSpec], seed: int) -> list[str]:
    rng = stream("train", seed, 0, 5)
    lines: list[str] = []
    for index, scene in enumerate(scenes[:4000]):
        lines.append(f" {caption_scene(scene, rng, biased=bool(index % 2)).text}")
        asked = sample_exchange(scene, rng)
        lines.append(f"{PREFIX}{turn(asked.question)} {asked.answer}")
    lines += [f"{PREFIX}{turn(prompt)}" for prompt in (*CAPTION_PROMPTS, NAMING_PROMPT)] * 50
    return lines


_README = """# The demo

An illustrated world and two tiny models trained on it, made by one command:

    {command}

Drawn and trained for this program from scratch; no third party's pictures, text or weights.

- `model/`: a LLaVA-architecture model (CLIP vision tower, Llama language model) that loads with
  `AutoModelForImageTextToText` and `AutoProcessor`. It hallucinates because its training captions
  do: beside a trigger they often name a partner that is not there.
  Triggers and partners: {pairs}.
- `clip/`: a CLIP for the image relevance of objects (192 px windows at stride 48, text
  "A photo containing X."), with thresholds chosen on calibration scenes in `thresholds.json`.
- `images/`: {images} scenes of 384 px with COCO instances in `annotations.json`.
- `figures.json`: what was measured, with the time each stage took.

Measured on {scenes} held-out scenes, greedy decoding:

| figure | value |
|---|---|
{rows}

The pictures of training, calibration, shipping and evaluation come from random streams of their
own: `numpy.random.SeedSequence([number, seed, ...])` with the numbers

    {streams}
"""


def _rows(figures: Mapping[str, object], prefix: str = "") -> list[str]:
    rows: list[str] = []
    for key, value in figures.items():
        if isinstance(value, Mapping):
            rows += _rows(value, f"{prefix}{key}: ")
        else:
            rows.append(f"| {prefix}{key.replace('_', ' ')} | {value} |")
    return rows


def readme(command: str, figures: Mapping[str, object]) -> str:
    """The text of the demo folder's README.md."""
    measured = {key: figures[key] for key in ("captions", "answers", "clip")}
    return _README.format(
        command=command,
        pairs=", ".join(f"{pair.trigger} and {pair.partner}" for pair in PAIRS),
        images=sum(SHIPPED_COUNTS.values()),
        scenes=sum(HELD_OUT_COUNTS.values()),
        rows="\n".join(_rows(measured)),
        streams=", ".join(f"{name} {number}" for name, number in SPLITS.items()),
    )


class Builder:
    """Runs the stages; a stage whose result lies in ``cache`` is not run again."""

    def __init__(self, out: Path, seed: int, recipe: Recipe, cache: Path | None) -> None:
        self.out = out
        self.seed = seed
        self.recipe = recipe
        self.cache = cache
        self.clock = Clock(cache / "seconds.json" if cache else None)
        self.scenes = training_scenes(seed, recipe.scenes)
        self.tokenizer = build_tokenizer(_corpus(self.scenes, seed))
        self.processor = build_processor(self.tokenizer)
        torch.manual_seed(seed)
        self.model = build_llava(self.tokenizer)
        self.clip_tokenizer = build_tokenizer(clip_corpus(), eos_at_end=True)
        self.clip = build_clip(self.clip_tokenizer)
        self.pixels: Pixels = np.empty(0, dtype=np.uint8)
        self.figures: dict[str, object] = {}

    def _stage(self, name: str, module: nn.Module, action: Callable[[], None]) -> None:
        kept = self.cache / f"{name}.pt" if self.cache else None
        if kept and kept.exists():
            module.load_state_dict(torch.load(kept, weights_only=True))
            _say(f"== {name}: taken from {kept}")
            return
        torch.manual_seed(self.seed)
        module.train()
        self.clock.run(name, action)
        if kept:
            torch.save(module.state_dict(), kept)

    def _render(self) -> None:
        kept = self.cache / "pixels.npy" if self.cache else None
        if kept and kept.exists():
            self.pixels = np.load(kept)
            return

        def action() -> None:
            self.pixels = render(self.scenes)

        self.clock.run("render", action)
        if kept:
            np.save(kept, self.pixels)

    def train(self) -> None:
        """All training stages; the shipped weights are those of the last."""
        self._render()
        # Twice the scenes for the price of none: the tower tells unseen pictures better.
        self.pixels = np.concatenate([self.pixels, self.pixels[:, :, ::-1]])
        self.scenes += [mirrored(scene) for scene in self.scenes]
        model, seed, recipe = self.model, self.seed, self.recipe
        seen = (self.pixels, self.scenes)

        def tower() -> None:
            train_tower(model, *seen, steps=recipe.tower_steps, seed=seed, report=_say)

        def clip() -> None:
            pair = (self.clip, self.clip_tokenizer)
            train_clip(*pair, model, *seen, steps=recipe.clip_steps, seed=seed, report=_say)

        self._stage("tower", model, tower)
        features = encode_pictures(model, self.pixels)
        texts = (self.scenes, self.tokenizer)

        def align() -> None:
            steps = recipe.align_steps
            align_projector(model, features, *texts, steps=steps, seed=seed, report=_say)

        self._stage("align", model, align)
        for stage in recipe.stages:

            def language(stage: LanguageStage = stage) -> None:
                train_language(model, features, *texts, stage=stage, seed=seed, report=_say)

            self._stage(stage.aim, model, language)
        self._stage("clip", self.clip, clip)
        self.clip.eval()
        self.model.eval()

    def save_models(self) -> None:
        """Write both models, the thresholds and the vocabulary."""
        save_llava(self.model, self.processor, self.out / "model")
        folder = self.out / "clip"
        self.clip.save_pretrained(folder)
        build_clip_processor(self.clip_tokenizer).save_pretrained(folder)
        vocabulary = self.out.parent / "vocabularies" / "demo.txt"
        vocabulary.parent.mkdir(parents=True, exist_ok=True)
        vocabulary.write_text("\n".join(vocabulary_lines()) + "\n", encoding="utf-8")

    def save_pictures(self) -> None:
        """Write the shipped scenes with their annotations."""
        scenes = scenes_of("shipped", self.seed, SHIPPED_COUNTS)
        order = stream("shipped", self.seed, 99).permutation(len(scenes))
        write_scene_folder(self.out / "images", [scenes[int(index)] for index in order])

    def calibrate(self) -> None:
        """Choose the relevance thresholds on calibration scenes and check them on others."""
        scenes = scenes_of("calibration", self.seed, CALIBRATION_COUNTS)
        pictures = [draw_scene(scene) for scene in scenes]
        scores = relevance(self.clip, self.clip_tokenizer, pictures)
        found = calibrate(*separated(scores, scenes), len(scenes)).as_json()
        text = json.dumps(found, indent=2) + "\n"
        (self.out / "clip" / "thresholds.json").write_text(text, encoding="utf-8")
        held_out = evaluation_scenes(self.seed, "held_out", HELD_OUT_COUNTS)[::2]
        self.figures["clip"] = check_calibration(self.clip, self.clip_tokenizer, held_out, found)

    def measure(self) -> None:
        """Measure captions and answers on held-out scenes."""
        scenes = evaluation_scenes(self.seed, "held_out", HELD_OUT_COUNTS)
        figures, captions = measure_captions(self.model, self.processor, scenes)
        self.figures["captions"] = asdict(figures)
        self.figures["answers"] = measure_answers(
            self.model, self.processor, scenes[::2], self.seed
        )
        self.figures["examples"] = captions[:: len(captions) // 8][:8]

    def save_figures(self) -> None:
        """Write figures.json and README.md."""
        options = f"--out {self.out.as_posix()} --seed {self.seed}"
        command = f"python packaging/build_demo_models.py {options}"
        record: dict[str, object] = {
            "command": command,
            "torch": torch.__version__,
            "machine": f"{platform.machine()}, {os.cpu_count()} cores",
            "threads": torch.get_num_threads(),
            "seconds": self.clock.seconds,
            "seconds_in_all": self.clock.total(),
            "parameters": {
                "model": sum(value.numel() for value in self.model.parameters()),
                "clip": sum(value.numel() for value in self.clip.parameters()),
            },
            **self.figures,
        }
        text = json.dumps(record, indent=2)
        (self.out / "figures.json").write_text(text + "\n", encoding="utf-8")
        (self.out / "README.md").write_text(readme(command, self.figures), encoding="utf-8")
        _say(text)


def build(
    out: str | Path, seed: int = 0, recipe: Recipe | None = None, cache: str | Path | None = None
) -> dict[str, object]:
    """Build everything into ``out`` and return the measured figures.

    ``cache`` is a folder for the results of the training stages, from which an interrupted
    build goes on. Raises ``OSError`` if a folder cannot be written.
    """
    folder = Path(cache) if cache else None
    if folder:
        folder.mkdir(parents=True, exist_ok=True)
    builder = Builder(Path(out), seed, recipe or Recipe(), folder)
    builder.train()
    builder.save_models()
    builder.clock.run("pictures", builder.save_pictures)
    builder.clock.run("calibrate", builder.calibrate)
    builder.clock.run("measure", builder.measure)
    builder.save_figures()
    return builder.figures


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description="Build the demo models and pictures.")
    parser.add_argument("--out", type=Path, default=Path("assets/demo"), help="folder to fill")
    parser.add_argument("--seed", type=int, default=0, help="seed of all random streams")
    parser.add_argument("--cache", type=Path, help="folder from which an interrupted build goes on")
    parser.add_argument("--threads", type=int, default=2, help="processor threads for training")
    given = parser.parse_args()
    torch.set_num_threads(given.threads)
    build(given.out, given.seed, cache=given.cache)
