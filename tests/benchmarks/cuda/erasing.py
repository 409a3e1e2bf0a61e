"""EFUF and SARE on a model of full size: time, memory, running out of it, and stopping."""

from __future__ import annotations

import contextlib
import statistics
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import torch
from PIL import Image
from torch.utils.flop_counter import FlopCounterMode

from sare_engine.config import EraseConfig, GenerationConfig
from sare_engine.control import Control, Stopped
from sare_engine.erasure.batches import Batch, encode_example_set, microbatches
from sare_engine.erasure.examples import CaptionExample, ExampleSet, Target
from sare_engine.erasure.trainer import train_erasure
from sare_engine.errors import DeviceError
from sare_engine.events import Event, Notice, StepMetrics
from sare_engine.models.device_memory import free_memory
from sare_engine.models.generation import caption_images
from sare_engine.models.memory import estimate_erase_bytes
from sare_engine.models.prompting import pad_id
from sare_engine.models.shapes import model_shape
from sare_engine.models.trainable import attach_lora
from sare_engine.models.vision import VisionFeatures
from tests.benchmarks.cuda.checkpoints import Shape, load_random, write_checkpoint
from tests.benchmarks.cuda.meters import Meter

PROMPT = "Describe the image."
SENTENCES = "A red fork, a blue knife and a green cup on the table. There is no spoon."
METHODS = ("efuf", "sare")

Figures = dict[str, Any]


class Bench:
    """A loaded model with an adapter, captions to train on, and the device it is on.

    Attributes:
        checkpointing: whether activations are recomputed, because they would not fit otherwise.

    Args:
        folder: where the checkpoint and the pictures go.
        shape: sizes of the model.
        meter: measures its device.
        quantisation: how the frozen weights are held.
        placement: "one" device, or "spread" over all GPUs.
    """

    def __init__(
        self,
        folder: Path,
        shape: Shape,
        meter: Meter,
        *,
        quantisation: str = "none",
        placement: str = "one",
    ) -> None:
        self.meter = meter
        self.shape = shape
        self.checkpointing = False
        self.folder = write_checkpoint(folder / "model", shape)
        self.placement = placement
        # A spread model is on all GPUs.
        self.device = str(meter.device) if placement == "one" else "cuda"
        self.loaded = load_random(self.folder, self.device, quantisation, placement)
        self.pictures = _pictures(folder / "pictures", 2 * shape.batch, shape.vision["image_size"])
        self.features = VisionFeatures(self.loaded)
        attach_lora(self.loaded, "language_model", shape.rank, 2.0 * shape.rank, seed=0)
        self._move_off_zero()
        self.data = encode_example_set(
            self.loaded,
            self.features,
            _examples(self.pictures, shape),
            negative_batch=self.shape.batch,
            retain_batch=self.shape.batch,
            seed=0,
        )
        free = free_memory(meter.device) if placement == "one" else None
        self.checkpointing = free is not None and self.estimate() > self.weights() + free

    def _move_off_zero(self) -> None:
        """Give B what it has after some steps: at B = 0 the gradient of A is zero."""
        generator = torch.Generator().manual_seed(1)
        with torch.no_grad():
            for name, parameter in self.loaded.model.named_parameters():
                if "lora_B" in name:
                    # Drawn on the CPU, so that it is the same wherever the layers are.
                    parameter.copy_(torch.randn(parameter.shape, generator=generator) * 1e-3)

    def train(
        self,
        method: str,
        steps: int,
        *,
        control: Control | None = None,
        checkpoints: Path | None = None,
    ) -> Iterator[Event]:
        """Yield the events of the engine's own loop."""
        config = self.config(steps, method=method, gradient_checkpointing=self.checkpointing)
        return self.run(config, control=control, checkpoints=checkpoints)

    def config(self, steps: int, **settings: Any) -> EraseConfig:
        """Return the settings of an erasure of so many steps."""
        usual: dict[str, Any] = {"negative_ceiling": 0.0, "rho": 0.01, "learning_rate": 1e-5}
        return EraseConfig(
            project=Path("none"),
            steps=steps,
            warmup=0.0,
            negative_batch=self.shape.batch,
            retain_batch=self.shape.batch,
            lora_rank=self.shape.rank,
            checkpoint_every=0,
            **{**usual, **settings},
        )

    def run(
        self,
        config: EraseConfig,
        *,
        control: Control | None = None,
        checkpoints: Path | None = None,
    ) -> Iterator[Event]:
        """Yield the events of the engine's own loop with these settings."""

        @contextlib.contextmanager
        def new_checkpoint(step: int) -> Iterator[Path]:
            assert checkpoints is not None
            path = checkpoints / str(step)
            path.mkdir(parents=True)
            yield path

        return train_erasure(
            self.loaded,
            self.features,
            self.data,
            config,
            control=control or Control(),
            new_checkpoint=new_checkpoint if checkpoints else None,
        )

    def batches(self) -> list[Batch]:
        """What a step passes through the model once, each stream as one batch."""
        pad = pad_id(self.loaded)
        return [
            collated
            for stream in (self.data.negative(0), self.data.retain(0))
            for collated in microbatches(stream, 0, pad, "cpu")
        ]

    def estimate(self) -> int:
        """Bytes that the engine expects one step to need at most."""
        shape = model_shape(self.folder)
        return max(
            estimate_erase_bytes(
                shape,
                rank=self.shape.rank,
                batch=self.shape.batch,
                text_tokens=batch.text["input_ids"].shape[1] - shape.image_tokens,
                target_tokens=len(batch.labels) // self.shape.batch,
                checkpointing=self.checkpointing,
            )
            for batch in self.batches()
        )

    def weights(self) -> int:
        """Bytes of all weights, the adapter's included."""
        return sum(one.numel() * one.element_size() for one in self.loaded.model.parameters())

    def held(self, device: torch.device | None = None) -> int:
        """Bytes of the weights, with the scales of those that are rounded; of one device or all."""
        found: dict[int, torch.Tensor] = {}
        for module in self.loaded.model.modules():
            for weight in module._parameters.values():
                state = getattr(weight, "quant_state", None)
                scales = getattr(state, "absmax", None)
                found.update({id(one): one for one in (weight, scales) if one is not None})
        return sum(one.nbytes for one in found.values() if device in (None, one.device))

    def __enter__(self) -> Bench:
        return self

    def __exit__(self, *_error: object) -> None:
        self.close()

    def close(self) -> None:
        """Let go of everything on the device."""
        self.loaded.unload()
        self.features.clear()
        del self.features, self.data


def _pictures(folder: Path, count: int, size: int) -> list[Path]:
    folder.mkdir(parents=True, exist_ok=True)
    paths = [folder / f"{number}.png" for number in range(count)]
    for path in paths:
        Image.effect_noise((size, size), 80).convert("RGB").save(path)
    return paths


def _examples(pictures: list[Path], shape: Shape) -> ExampleSet:
    caption = " ".join([SENTENCES] * shape.sentences)
    last = caption.rindex(" a blue knife and a green cup on the table.")
    whole = Target("sent", 0, len(caption))
    clause = (last, caption.rindex(" There is"))

    def one(path: Path, *targets: Target) -> CaptionExample:
        return CaptionExample(path, PROMPT, caption, targets)

    return ExampleSet(
        negative=tuple(one(path, Target("neg", *clause)) for path in pictures[: shape.batch]),
        retain=tuple(one(path, Target("pos", *clause), whole) for path in pictures[shape.batch :]),
        concepts=frozenset({"knife"}),
    )


def measure_model(shape: Shape, meter: Meter, *, steps: int) -> Figures:
    """Return all figures of a model of that shape.

    Args:
        shape: sizes of the model.
        meter: measures the device.
        steps: optimisation steps timed of each method, in two turns.
    """
    before = meter.held()
    with tempfile.TemporaryDirectory() as name:
        bench = Bench(Path(name), shape, meter)
        figures: Figures = {
            "image_tokens": shape.image_tokens,
            "batch_per_stream": shape.batch,
            "lora_rank": shape.rank,
            "gradient_checkpointing": bench.checkpointing,
            "parameters": sum(p.numel() for p in bench.loaded.model.parameters()),
        }
        try:
            figures["memory"] = memory(bench)
            figures["speed"] = speed(bench, steps)
            peak = figures["memory"]["peak_beyond_weights"]
            figures["out_of_memory"] = out_of_memory(bench, peak, Path(name))
            figures["cancel"] = cancel(bench, figures["speed"]["sare"]["median_seconds"])
            held = bench.weights()
        finally:
            bench.close()
            del bench
    figures["returned"] = {"weights": held, "left_after_stop": meter.held() - before}
    return figures


def memory(bench: Bench) -> Figures:
    """Compare the most memory that SARE steps take with what was expected."""
    with bench.meter.watching() as used:
        list(bench.train("sare", 2))
    measured, estimate = bench.weights() + used.peak, bench.estimate()
    return {
        "estimate": estimate,
        "measured": measured,
        "measured_over_estimate": measured / estimate,
        "peak_beyond_weights": used.peak,
    }


def speed(bench: Bench, steps: int) -> Figures:
    """Time steps of both methods in turns, so that a drift of the device meets both."""
    rate = bench.meter.matmul_rate(bench.shape.matrix)
    tokens = sum(int(one.text["attention_mask"].sum()) for one in bench.batches())
    seconds: dict[str, list[float]] = {method: [] for method in METHODS}
    overshoots: dict[str, list[float]] = {method: [] for method in METHODS}
    for _ in range(2):
        for method in METHODS:
            timed = _timed_steps(bench, method, 1 + (steps + 1) // 2)
            seconds[method] += [one for one, _ in timed[1:]]  # the first step warms up
            overshoots[method] += [one for _, one in timed[1:]]
    figures: Figures = {"matmul_flops_per_second": rate, "tokens_per_step": tokens}
    for method in METHODS:
        with FlopCounterMode(display=False) as counter:
            list(bench.train(method, 1))
        median = statistics.median(seconds[method])
        figures[method] = {
            "median_seconds": median,
            "seconds": seconds[method],
            "overshoots_per_step": statistics.mean(overshoots[method]),
            "tokens_per_second": tokens / median,
            "flops_per_step": counter.get_total_flops(),
            "share_of_matmul_rate": counter.get_total_flops() / median / rate,
        }
    pairs = zip(seconds["sare"], seconds["efuf"], strict=True)
    figures["sare_over_efuf"] = statistics.median(sare / efuf for sare, efuf in pairs)
    return figures


def _timed_steps(bench: Bench, method: str, steps: int) -> list[tuple[float, float]]:
    """Seconds and overshoots of each step."""
    timed = []
    bench.meter.wait()
    started = time.perf_counter()
    for event in bench.train(method, steps):
        if isinstance(event, StepMetrics):
            bench.meter.wait()
            now = time.perf_counter()
            timed.append((now - started, event.values.get("overshoots", 0.0)))
            started = now
    return timed


def out_of_memory(bench: Bench, peak: int, folder: Path) -> Figures:
    """Train with room for part of a batch, then take the room for even one caption away.

    Args:
        bench: the model.
        peak: bytes that a step takes beyond the weights.
        folder: where a checkpoint may go.
    """
    events = []
    with bench.meter.limited(int(0.45 * peak)):
        events = list(bench.train("sare", 2))
    halvings = [one.text for one in events if isinstance(one, Notice)]
    checkpoints = folder / "checkpoints"
    refusal = ""
    with contextlib.ExitStack() as stack:
        try:
            for event in bench.train("efuf", 3, checkpoints=checkpoints):
                if isinstance(event, StepMetrics) and event.step == 1:
                    stack.enter_context(bench.meter.limited(int(0.01 * peak)))
        except DeviceError as error:
            refusal = error.what
    again = sum(isinstance(one, StepMetrics) for one in bench.train("efuf", 1))
    return {
        "halvings": halvings,
        "steps_done": sum(isinstance(one, StepMetrics) for one in events),
        "refusal": refusal,
        "checkpoints_kept": sorted(path.name for path in checkpoints.glob("*")),
        "steps_afterwards": again,
    }


def cancel(bench: Bench, step_seconds: float) -> Figures:
    """Stop an erasure in the middle of a step and captions in the middle of a text."""

    def erase(control: Control, begun: Callable[[], None]) -> None:
        for event in bench.train("sare", 1_000_000, control=control):
            if isinstance(event, StepMetrics):
                begun()

    def caption(control: Control, begun: Callable[[], None]) -> None:
        config = GenerationConfig(prompt=PROMPT, max_new_tokens=256, batch_size=bench.shape.batch)
        begun()
        while True:
            list(
                caption_images(
                    bench.loaded, bench.pictures[: bench.shape.batch], config, control=control
                )
            )

    return {
        "erasing": _seconds_to_stop(bench.meter, erase, 1.4 * step_seconds),
        "captioning": _seconds_to_stop(bench.meter, caption, step_seconds),
    }


def _seconds_to_stop(
    meter: Meter, work: Callable[[Control, Callable[[], None]], None], delay: float
) -> float:
    """Seconds from a stop, so long after the work has begun, until the device is idle."""
    control = Control()
    asked: list[float] = []

    def stop() -> None:
        asked.append(time.perf_counter())
        control.stop()

    timer = threading.Timer(delay, stop)

    def begun() -> None:
        if not timer.is_alive() and not asked:
            timer.start()

    with contextlib.suppress(Stopped):
        work(control, begun)
    meter.wait()
    return time.perf_counter() - asked[0]
