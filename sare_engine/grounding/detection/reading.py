"""What a detector's outputs say about each object, family by family of outputs."""

from __future__ import annotations

import inspect
from collections.abc import Iterator, Sequence
from typing import Any

import torch
from torch import Tensor

from sare_engine.domain import Box

_BEST = 50
"""Boxes of an object in a picture that are looked at; the others are worse."""

BoxesByText = list[list[Box]]
"""The boxes of each text, or label, of a picture."""


def read_open(
    processor: Any,
    outputs: Any,
    inputs: Any,
    texts: Sequence[Sequence[str]],
    sizes: Sequence[tuple[int, int]],
) -> list[BoxesByText]:
    """Return the boxes of each text of each picture.

    Args:
        processor: the family's.
        outputs: of the model, on the CPU.
        inputs: what the model was given, on the CPU.
        texts: the texts of each picture.
        sizes: width and height of each picture.

    Raises:
        ValueError: the outputs are of no known form.
    """
    if outputs.get("decoder_class_logits") is not None:
        return list(_per_class(outputs, texts))
    if _labels_by_token(processor):
        return list(_per_token(processor, outputs, inputs["input_ids"], texts))
    return _by_family(processor, outputs, texts, sizes)


def read_closed(
    processor: Any, outputs: Any, labels: int, sizes: Sequence[tuple[int, int]]
) -> list[BoxesByText]:
    """Return the boxes of each label in each picture, from the family's own post-processing.

    Args:
        processor: the family's.
        outputs: of the model, on the CPU.
        labels: how many labels there are.
        sizes: width and height of each picture.
    """
    results = processor.post_process_object_detection(
        outputs, threshold=0.0, target_sizes=[(height, width) for width, height in sizes]
    )
    return [_sorted_by_label(one, labels, size) for one, size in zip(results, sizes, strict=True)]


def usual_threshold(processor: Any) -> float | None:
    """Return the threshold of a family's own post-processing, if it has one."""
    for name in ("post_process_grounded_object_detection", "post_process_object_detection"):
        method = getattr(processor, name, None)
        if method is not None:
            default = inspect.signature(method).parameters["threshold"].default
            return float(default) if isinstance(default, (int, float)) else None
    return None


def _labels_by_token(processor: Any) -> bool:
    method = processor.post_process_grounded_object_detection
    return "text_threshold" in inspect.signature(method).parameters


def _per_token(
    processor: Any, outputs: Any, ids: Tensor, texts: Sequence[Sequence[str]]
) -> Iterator[BoxesByText]:
    """Grounding DINO: a logit for each token of "cat. dog."; a text scores their mean.

    The mean of the tokens' probabilities is what the authors evaluate on COCO
    (demo/test_ap_on_coco.py, PostProcessCocoGrounding).
    """
    probabilities = outputs["logits"].float().sigmoid()
    boxes = _corners(outputs["pred_boxes"].float())
    for place, wanted in enumerate(texts):
        spans = token_spans(processor.tokenizer, ids[place].tolist())
        if len(spans) != len(wanted):
            raise ValueError(f"{len(wanted)} texts became {len(spans)} phrases of tokens")
        yield [
            _best(probabilities[place][:, span].mean(dim=-1), boxes[place], text)
            for span, text in zip(spans, wanted, strict=True)
        ]


def token_spans(tokenizer: Any, ids: Sequence[int]) -> list[list[int]]:
    """Return the places of the tokens of each phrase in a prompt such as "cat. dining table."."""
    stop = tokenizer.convert_tokens_to_ids(".")
    special = set(tokenizer.all_special_ids) - {tokenizer.unk_token_id}
    spans: list[list[int]] = [[]]
    for place, token in enumerate(ids):
        if token == stop:
            spans.append([])
        elif token not in special:
            spans[-1].append(place)
    return [span for span in spans if span]


def _per_class(outputs: Any, texts: Sequence[Sequence[str]]) -> Iterator[BoxesByText]:
    """OmDet-Turbo: a logit for each text at each place."""
    probabilities = outputs["decoder_class_logits"].float().sigmoid()
    boxes = _corners(outputs["decoder_coord_logits"].float())
    for place, wanted in enumerate(texts):
        yield [
            _best(probabilities[place][:, number], boxes[place], text)
            for number, text in enumerate(wanted)
        ]


def _by_family(
    processor: Any,
    outputs: Any,
    texts: Sequence[Sequence[str]],
    sizes: Sequence[tuple[int, int]],
) -> list[BoxesByText]:
    """OWL-ViT and OWLv2: one logit for each text; the family's code knows where boxes lie.

    Each text is read by itself, so that its score does not depend on the others.
    """
    logits = outputs["logits"]
    found: list[BoxesByText] = [[] for _ in texts]
    for number in range(max(map(len, texts))):
        outputs["logits"] = logits[..., number : number + 1]
        results = processor.post_process_grounded_object_detection(
            outputs, threshold=0.0, target_sizes=[(height, width) for width, height in sizes]
        )
        for place, result in enumerate(results):
            if number < len(texts[place]):
                label, size = texts[place][number], sizes[place]
                found[place].append(_best(result["scores"], _shares(result["boxes"], size), label))
    return found


def _sorted_by_label(result: Any, labels: int, size: tuple[int, int]) -> BoxesByText:
    boxes = _shares(result["boxes"], size)
    numbers = result["labels"]
    return [
        _best(result["scores"][numbers == label], boxes[numbers == label], "")
        for label in range(labels)
    ]


def _best(scores: Tensor, boxes: Tensor, label: str) -> list[Box]:
    """Return the best boxes; scores that are no numbers are skipped."""
    usable = torch.isfinite(scores) & torch.isfinite(boxes).all(dim=-1)
    scores, boxes = scores[usable], boxes[usable]
    best = scores.topk(min(_BEST, len(scores)))
    edges = boxes[best.indices].clamp(0.0, 1.0).tolist()
    return [
        Box._make((*places, score, label))
        for places, score in zip(edges, best.values.tolist(), strict=True)
    ]


def _corners(boxes: Tensor) -> Tensor:
    """Turn (…, 4) of centre, width and height into left, top, right and bottom."""
    middle, half = boxes[..., :2], boxes[..., 2:] / 2
    return torch.cat([middle - half, middle + half], dim=-1)


def _shares(boxes: Tensor, size: tuple[int, int]) -> Tensor:
    """Turn edges in pixels into shares of width and height."""
    return boxes.float() / torch.tensor([*size, *size], dtype=torch.float32)
