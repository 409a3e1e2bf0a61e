"""Measuring the loss landscape around a model's weights, as a run of a project."""

from __future__ import annotations

import contextlib
import dataclasses
import time
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from sare_engine.config import EraseConfig, LandscapeConfig
from sare_engine.control import Control
from sare_engine.erasure.examples import CaptionExample, Stream, build_examples
from sare_engine.errors import DataError
from sare_engine.events import Event, Finished, ProbeMetrics
from sare_engine.jobs.erase_examples import assign_missing_splits
from sare_engine.jobs.judged import judged_captions
from sare_engine.jobs.opening import (
    HELD_OUT_SPLIT,
    OpenedModel,
    base_fingerprint,
    project_model_config,
)
from sare_engine.jobs.relearn import erased_model_config, finished_erasure
from sare_engine.jobs.run_record import recorded
from sare_engine.jobs.runner import job
from sare_engine.progress import PhaseProgress
from sare_engine.workspace.project import Project
from sare_engine.workspace.runs import RunFolder, Runs

if TYPE_CHECKING:
    from sare_engine.erasure.batches import EncodedExample
    from sare_engine.models.loading import LoadedModel

_SPAN_BATCH = 32
_SPAN_LIMIT = 64
"""Captions of each kind that are measured at every point."""


@job
def landscape(config: LandscapeConfig, *, control: Control | None = None) -> Iterator[Event]:
    """Measure the loss around a model's merged weights, as a run of kind "landscape".

    At each point: mean cross-entropy of the held-out hallucinated spans (`ce_neg`) and of the
    held-out grounded spans (`ce_pos`), in nats. `Finished.result` has `run`, `looked_at` (the
    erasure, "" for the base model), `dimensions` (1 or 2), `offsets` along each direction, and
    `ce_neg` and `ce_pos` as lists as long as `offsets`, with two dimensions as such lists of rows:
    `ce_neg[i][j]` is at `offsets[j]` of the first and `offsets[i]` of the second direction. Each
    point is also a `ProbeMetrics` with `x` (and `y`).
    """
    control = control or Control()
    with Project.open(config.project) as project:
        runs = Runs(project.folder)
        # Weights held in few bits cannot be moved by a little.
        base = dataclasses.replace(project_model_config(config, project), quantisation="none")
        looked_at, concepts = base, config.concepts or project.chosen_concepts()
        if config.run:
            erasure = runs.find(config.run)
            stored = finished_erasure(erasure)
            looked_at, concepts = erased_model_config(base, erasure, stored), stored.concepts
            config = dataclasses.replace(config, run=erasure.name)
        assign_missing_splits(project, EraseConfig(project=config.project))
        spans = _spans(project, base_fingerprint(base), frozenset(concepts))
        config = dataclasses.replace(config, model=base.model, concepts=tuple(concepts))
        opened = OpenedModel(looked_at)
        yield from opened.load(control)
        with opened as loaded:
            run = runs.create("landscape", f"landscape-{config.run or 'base'}", config)
            yield from recorded(run, _survey(run, config, loaded, spans, control))


def _spans(
    project: Project, fingerprint: str, concepts: frozenset[str]
) -> dict[Stream, Sequence[CaptionExample]]:
    """Return the held-out captions with their hallucinated and with their grounded spans.

    Raises:
        DataError: there is no hallucinated span to measure.
    """
    judged = judged_captions(project, fingerprint, HELD_OUT_SPLIT, with_picture=True)
    captions = [one for _, one in judged if not one.further]
    examples = build_examples(captions, concepts)
    if not examples.negative:
        raise DataError(
            "There is no landscape to measure.",
            "No held-out caption hallucinates one of the chosen objects."
            if concepts
            else "No object is chosen.",
            "Test more images, choose objects that are hallucinated, or name an erasure run.",
        )
    grounded = [
        dataclasses.replace(one, targets=targets)
        for one in examples.retain
        if (targets := tuple(target for target in one.targets if target.stream == "pos"))
    ]
    return {"neg": examples.negative[:_SPAN_LIMIT], "pos": grounded[:_SPAN_LIMIT]}


def _survey(
    run: RunFolder,
    config: LandscapeConfig,
    loaded: LoadedModel,
    spans: dict[Stream, Sequence[CaptionExample]],
    control: Control,
) -> Iterator[Event]:
    from sare_engine.erasure.batches import encode_examples
    from sare_engine.erasure.losses import Forward, mean_target_ce
    from sare_engine.models.prompting import pad_id
    from sare_engine.models.trainable import merge_adapter
    from sare_engine.models.vision import VisionFeatures
    from sare_engine.robustness.landscape import even_offsets, walk
    from sare_engine.robustness.weights import weights_of

    started = time.monotonic()
    merge_adapter(loaded)
    run.update_environment({"device": str(loaded.device), "dtype": str(loaded.dtype)})
    features = VisionFeatures(loaded)
    encoded: dict[Stream, list[EncodedExample]] = {
        stream: list(encode_examples(loaded, features, captions, control))
        for stream, captions in spans.items()
    }
    forward = Forward(loaded, features)

    def measure() -> dict[str, float]:
        values = {}
        for stream, examples in encoded.items():
            control.poll()
            if examples:
                values[f"ce_{stream}"] = mean_target_ce(
                    forward,
                    examples,
                    stream,
                    batch_size=_SPAN_BATCH,
                    pad_token_id=pad_id(loaded),
                    device=loaded.device,
                )
        return values

    dimensions = int(config.dimensions)
    offsets = even_offsets(config.span, config.points)
    phase = PhaseProgress(
        "landscape", "Measuring the loss landscape", config.points**dimensions, "points"
    )
    yield phase.started()
    found: dict[str, list[float]] = {}
    places = walk(
        list(weights_of(loaded, "language_model").values()),
        measure,
        offsets,
        dimensions,
        seed=config.seed,
        control=control,
    )
    with contextlib.closing(places):
        for place in places:
            for name, value in place.values.items():
                found.setdefault(name, []).append(value)
            at = dict(zip(("x", "y"), place.coordinates, strict=False))
            yield ProbeMetrics("landscape", phase.done + 1, {**at, **place.values})
            yield phase.advance()
    yield Finished(
        "done",
        {
            "run": run.name,
            "looked_at": config.run,
            "dimensions": dimensions,
            "offsets": offsets,
            **{name: _shaped(values, config.points, dimensions) for name, values in found.items()},
            "spans": {f"ce_{stream}": len(examples) for stream, examples in encoded.items()},
            "seconds": time.monotonic() - started,
        },
    )


def _shaped(values: list[float], points: int, dimensions: int) -> Any:
    if dimensions == 1:
        return values
    return [values[start : start + points] for start in range(0, len(values), points)]
