"""Captions, greedy or sampled, and yes/no answers in batches."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch

from sare_engine.config import GenerationConfig
from sare_engine.control import Control
from sare_engine.errors import DataError
from sare_engine.models.batching import in_batches
from sare_engine.models.chat_template import decode, end_ids, tokens_in_context
from sare_engine.models.degenerate import is_degenerate
from sare_engine.models.loading import LoadedModel, base_model
from sare_engine.models.prompting import PromptInputs, pad_batch, pad_id, pad_questions
from sare_engine.models.sampling import Sampling, TokenDrawer
from sare_engine.models.vision import VisionFeatures

_OWN_FEATURES = 256 * 1024**2
"""Bytes of features kept if the caller passes no cache: enough for the current batch."""


@dataclass(frozen=True)
class CaptionRequest:
    """What the model is asked for.

    Attributes:
        image: path of the picture.
        prompt: what is asked about it.
        sampling: how the tokens are drawn; None for a greedy caption.
    """

    image: Path
    prompt: str
    sampling: Sampling | None = None


@dataclass(frozen=True)
class GeneratedCaption:
    """What the model answered to one image.

    Attributes:
        index: position of the image, or of the request, in the sequence given.
        text: the answer without special tokens and without white space around it.
        token_ids: the ids generated, with the end-of-turn token where the answer ended by itself.
        degenerate: whether the text is not a caption; see `is_degenerate`.
    """

    index: int
    text: str
    token_ids: tuple[int, ...]
    degenerate: bool


def caption_images(
    loaded: LoadedModel,
    images: Sequence[Path],
    config: GenerationConfig,
    control: Control | None = None,
    *,
    features: VisionFeatures | None = None,
) -> Iterator[GeneratedCaption]:
    """Caption images greedily, in the order given.

    The batch size affects only the speed. It is halved for the rest of the call when memory runs
    out.

    Args:
        loaded: the model.
        images: paths of pictures.
        config: prompt, length and batch size.
        control: polled at every image and every token.
        features: a cache to take the vision features from, and to put them in.

    Raises:
        ImageError: a picture cannot be read.
        DeviceError: there is not enough memory even for one image.
        Stopped: the control was stopped.
    """
    requests = [CaptionRequest(path, config.prompt) for path in images]
    yield from write_captions(loaded, requests, config, control, features=features)


def write_captions(
    loaded: LoadedModel,
    requests: Sequence[CaptionRequest],
    config: GenerationConfig,
    control: Control | None = None,
    *,
    features: VisionFeatures | None = None,
) -> Iterator[GeneratedCaption]:
    """Write the captions that are asked for, greedy or sampled, in the order given.

    A sampled caption follows from the model, the request and its seed: it does not depend on the
    other requests, up to the rounding in batches of other sizes, as with greedy captions.

    Args:
        loaded: the model.
        requests: pictures with their prompts; neighbours with the same picture are cheapest.
        config: length and batch size; the prompts are those of the requests.
        control: polled at every image and every token.
        features: a cache to take the vision features from, and to put them in.

    Raises:
        ImageError, DeviceError, Stopped: as `caption_images`.
    """
    control = control or Control()
    features = features or VisionFeatures(loaded, max_bytes=_OWN_FEATURES, storage=loaded.device)

    def caption(rows: Sequence[tuple[int, CaptionRequest]]) -> list[GeneratedCaption]:
        asked = [one for _, one in rows]
        inputs = _inputs(loaded, features, [(one.image, one.prompt) for one in asked], control)
        with torch.no_grad():
            shown = features.generation_inputs([one.image for one in asked])
        drawn = [one.sampling for one in asked]
        answers = _generate(loaded, {**inputs, **shown}, config.max_new_tokens, drawn, control)
        return [_caption(loaded, index, ids) for (index, _), ids in zip(rows, answers, strict=True)]

    yield from in_batches(list(enumerate(requests)), config.batch_size, caption, control)


def poll_objects(
    loaded: LoadedModel,
    questions: Sequence[tuple[Path, str]],
    batch_size: int = 16,
    control: Control | None = None,
    *,
    features: VisionFeatures | None = None,
) -> Iterator[float]:
    """Ask yes/no questions about images; yield P(yes) / (P(yes) + P(no)) for each.

    The probabilities are those of the answer's first token, each summed over its spellings
    ("Yes", "yes", "YES").

    Args:
        loaded: the model.
        questions: (picture, question) pairs; neighbours with the same picture are cheapest.
        batch_size: questions at once.
        control: polled at every question.
        features: a cache for the vision features.

    Raises:
        DataError: the model's tokenizer starts yes and no with the same token.
        ImageError, DeviceError, Stopped: as `caption_images`.
    """
    control = control or Control()
    features = features or VisionFeatures(loaded, max_bytes=_OWN_FEATURES, storage=loaded.device)
    if not questions:
        return
    yes, no = _answer_ids(loaded, questions[0][1])
    model = base_model(loaded.model)

    @torch.inference_mode()
    def poll(rows: Sequence[tuple[Path, str]]) -> list[float]:
        inputs = _inputs(loaded, features, rows, control)
        shown = features.model_inputs([path for path, _ in rows])
        if "position_ids" not in inputs:
            # Left padding moves the tokens: without positions the padding would be counted.
            inputs.update(_positions(model, inputs))
        logits = model(**inputs, **shown, logits_to_keep=1, use_cache=False).logits[:, -1].float()
        parts = logits.log_softmax(-1)
        odds = parts[:, yes].logsumexp(-1) - parts[:, no].logsumexp(-1)
        return [float(one) for one in odds.sigmoid()]

    yield from in_batches(list(questions), batch_size, poll, control)


def _inputs(
    loaded: LoadedModel,
    features: VisionFeatures,
    rows: Sequence[tuple[Path, str]],
    control: Control,
) -> dict[str, torch.Tensor]:
    prompts: list[PromptInputs] = []
    for path, prompt in rows:
        control.poll()  # large pictures and large vision towers take their time
        prompts.append(features.prompt(path, prompt))
    batch = pad_batch(
        [one.ids for one in prompts],
        pad_id(loaded),
        left=True,
        extras=[one.extras for one in prompts],
    )
    batch.update(pad_questions([one.question for one in prompts]))
    return {name: value.to(loaded.device) for name, value in batch.items()}


def _generate(
    loaded: LoadedModel,
    inputs: dict[str, Any],
    max_new_tokens: int,
    drawn: Sequence[Sampling | None],
    control: Control,
) -> list[list[int]]:
    from transformers import GenerationConfig as Settings
    from transformers import LogitsProcessorList, StoppingCriteria, StoppingCriteriaList

    class Polled(StoppingCriteria):  # type: ignore[misc]
        """Lets pause and stop act between two tokens."""

        def __call__(self, input_ids: torch.Tensor, scores: Any, **_: Any) -> torch.Tensor:
            control.poll()
            return torch.zeros(len(input_ids), dtype=torch.bool, device=input_ids.device)

    ends = sorted(end_ids(loaded))
    # Stated in full: settings left out would come from the model's own generation config.
    settings = Settings(
        do_sample=False,
        num_beams=1,
        max_new_tokens=max_new_tokens,
        repetition_penalty=1.0,
        no_repeat_ngram_size=0,
        temperature=None,
        top_p=None,
        top_k=None,
        eos_token_id=ends or None,
        pad_token_id=pad_id(loaded),
        use_cache=True,
    )
    model = base_model(loaded.model)
    with torch.inference_mode():
        ids = model.generate(
            **inputs,
            generation_config=settings,
            stopping_criteria=StoppingCriteriaList([Polled()]),
            logits_processor=LogitsProcessorList([TokenDrawer(drawn)] if any(drawn) else []),
        )
    return [_cut(row, frozenset(ends)) for row in ids[:, inputs["input_ids"].shape[1] :].tolist()]


def _cut(ids: list[int], ends: frozenset[int]) -> list[int]:
    """Drop the padding after the first end-of-turn token."""
    for index, one in enumerate(ids):
        if one in ends:
            return ids[: index + 1]
    return ids


def _caption(loaded: LoadedModel, index: int, ids: list[int]) -> GeneratedCaption:
    text = decode(loaded, ids).strip()
    return GeneratedCaption(index, text, tuple(ids), is_degenerate(text))


def _positions(model: Any, inputs: dict[str, torch.Tensor]) -> dict[str, torch.Tensor]:
    if hasattr(model, "get_rope_index") or hasattr(getattr(model, "model", None), "get_rope_index"):
        return {}  # these compute three-dimensional positions from the attention mask themselves
    positions = inputs["attention_mask"].cumsum(-1) - 1
    return {"position_ids": positions.clamp(min=0)}


def _answer_ids(loaded: LoadedModel, question: str) -> tuple[list[int], list[int]]:
    def first(words: Sequence[str]) -> set[int]:
        return {ids[0] for word in words if (ids := tokens_in_context(loaded, question, word)[0])}

    yes = first(("Yes", "yes", "YES"))
    no = first(("No", "no", "NO"))
    unknown = {loaded.tokenizer.unk_token_id}
    yes, no = yes - no - unknown, no - yes - unknown
    if not yes or not no:
        raise DataError(
            "This model cannot be asked yes/no questions.",
            "Its tokenizer starts yes and no with the same token.",
            "Measure it on its captions only.",
        )
    return sorted(yes), sorted(no)
