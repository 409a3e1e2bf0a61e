"""A measurement of a model on held-out images: rates, and the CE of hallucinated spans."""

from __future__ import annotations

from collections.abc import Iterator

from torch import Tensor

from sare_engine.control import Control
from sare_engine.erasure.batches import EncodedExample, encode_examples, microbatches
from sare_engine.erasure.fitting import FittingBatches
from sare_engine.erasure.losses import Forward, mean_target_ce
from sare_engine.erasure.sharpness import Sharpness, measure_sharpness
from sare_engine.errors import DataError
from sare_engine.evaluation.tally import TALLY
from sare_engine.events import Event, ProbeMetrics
from sare_engine.jobs.held_out import HeldOut
from sare_engine.models.loading import LoadedModel
from sare_engine.models.prompting import pad_id
from sare_engine.models.trainable import trainable_parameters
from sare_engine.models.vision import VisionFeatures
from sare_engine.robustness.attack import AttackMeasure
from sare_engine.team.team import Team

_SPAN_BATCH = 32
_SPAN_LIMIT = 64


class SpanProbe:
    """The hallucinated spans of the model's own captions of held-out images, as a fixed probe.

    Args:
        loaded: the model, measured as it is at each call.
        features: vision features of the images.
        held_out: what is measured on.
        limit: largest number of captions.
        control: polled before each forward pass.
        prompt: what the captions answer; "" is what they were generated with. See
            `HeldOut.measure_asked`.
    """

    def __init__(
        self,
        loaded: LoadedModel,
        features: VisionFeatures,
        held_out: HeldOut,
        *,
        limit: int = _SPAN_LIMIT,
        control: Control | None = None,
        prompt: str = "",
    ) -> None:
        self._loaded = loaded
        self._forward = Forward(loaded, features, control=control)
        negative = held_out.hallucinated_spans(prompt)[:limit]
        self._examples: list[EncodedExample] = list(encode_examples(loaded, features, negative))

    def __bool__(self) -> bool:
        return bool(self._examples)

    def cross_entropy(self, *, batch: int = _SPAN_BATCH) -> float:
        """Return the mean CE of the spans in nats, `batch` captions per forward pass."""
        return mean_target_ce(
            self._forward,
            self._examples,
            "neg",
            batch_size=batch,
            pad_token_id=pad_id(self._loaded),
            device=self._loaded.device,
        )

    def sharpness(self, rho: float, *, seed: int = 0, batch: int = _SPAN_BATCH) -> Sharpness:
        """Return the sharpness over the trainable parameters of the model.

        Args:
            rho: radius.
            seed: seed of the random directions.
            batch: captions per forward pass; their number changes no value.

        Raises:
            DataError: no caption of a held-out image hallucinates an erased object.
        """
        if not self._examples:
            raise DataError(
                "Sharpness cannot be measured.",
                "No caption of a held-out image hallucinates one of the erased objects.",
                "Choose objects that are hallucinated more often, or test more images.",
            )
        parameters: list[Tensor] = list(trainable_parameters(self._loaded.model).values())
        passes = microbatches(self._examples, batch, pad_id(self._loaded), self._loaded.device)
        total = sum(one.count("neg") for one in passes)

        def mean_ce() -> Iterator[Tensor]:
            for one in passes:
                ce = one.targets["neg"].mean_per_target(self._forward.token_ce(one))
                yield ce.sum() / total

        return measure_sharpness(mean_ce, parameters, rho=rho, seed=seed)

    def forget_gradients(self) -> None:
        """Drop what a measurement that failed half-way left behind."""
        self._forward.drop_gradients()


def measuring(
    phase: str,
    loaded: LoadedModel,
    features: VisionFeatures,
    held_out: HeldOut,
    control: Control,
    *,
    sharpness_rho: float = 0.0,
    batch: int = 0,
    team: Team | None = None,
) -> AttackMeasure:
    """Return a function that measures `loaded` and yields a `ProbeMetrics`.

    Args:
        phase: the phase of the events.
        loaded: the model, measured as it is at each call.
        features: vision features of the images.
        held_out: what is measured on.
        control: polled while captioning and before each forward pass.
        sharpness_rho: radius at which sharpness is measured; 0 leaves it out.
        batch: captions per forward pass of the spans; 0 takes what is usual.
        team: processes that caption the images together.
    """
    probe = SpanProbe(loaded, features, held_out, control=control)
    fitting = FittingBatches(min(batch or _SPAN_BATCH, _SPAN_BATCH))

    def measure(step: int, *, prompt: str = "") -> Iterator[Event]:
        if prompt:
            measurement = held_out.measure_asked(loaded, features, control, prompt, team)
            spans = SpanProbe(loaded, features, held_out, control=control, prompt=prompt)
        else:
            measurement = held_out.measure_captions(loaded, features, control, team)
            spans = probe
        values = dict(measurement.values)
        if spans and sharpness_rho > 0:
            sharp = yield from fitting.run(
                lambda size: spans.sharpness(sharpness_rho, batch=size), spans.forget_gradients
            )
            values |= {
                "ce_neg": sharp.ce,
                "sharpness_worst": sharp.worst,
                "sharpness_average": sharp.average,
                "sharpness_rho": sharp.rho,
            }
        elif spans:
            values["ce_neg"] = yield from fitting.run(
                lambda size: spans.cross_entropy(batch=size), spans.forget_gradients
            )
        yield ProbeMetrics(
            phase,
            step,
            values,
            held_out.watched(measurement),
            {**measurement.counted.to_dict(), TALLY: measurement.tally.to_dict(with_units=False)},
        )

    return measure
