"""A loaded object detector, which looks for named objects in pictures."""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import torch
from PIL import Image

from sare_engine.control import Control
from sare_engine.errors import EngineError, ModelError
from sare_engine.formatting import some_names
from sare_engine.grounding.detection.boxes import Found, found
from sare_engine.grounding.detection.folders import (
    CLOSED,
    WHAT,
    DetectorFolder,
    Limits,
    published_limits,
    read_folder,
)
from sare_engine.grounding.detection.processors import load_processor
from sare_engine.grounding.detection.reading import read_closed, read_open, usual_threshold
from sare_engine.grounding.thresholds import read_thresholds
from sare_engine.models.fingerprint import fingerprint
from sare_engine.models.images import open_image
from sare_engine.models.quiet import quiet_libraries

_TEXTS_AT_ONCE = 24
"""Texts in one prompt: Grounding DINO reads 256 tokens at most."""
_PICTURES_AT_ONCE = 8
"""On an accelerator. On a CPU several take as long as one after the other, and delay a stop."""
_NAMED = 3
_WAY_OF_READING = 1
"""Changes when the same model would be given other inputs, or its outputs be read differently."""

Wanted = tuple[Path, Sequence[str]]
"""A picture, and the concepts to look for in it."""


class Detector:
    """Finds objects in pictures with a detector from a local folder.

    An open detector is given the concepts of a picture as texts, in lower case: as one prompt,
    where the family takes one ("cat. dog."), otherwise as a list. A closed-set detector knows its
    labels; those that the vocabulary knows are concepts.

    Attributes:
        folder: where it is from.
        limits: the folder's own thresholds, else the family's.
        signature: identifies the model and how it is used: with equal signatures, the scores of
            a picture can be compared.
    """

    def __init__(
        self,
        folder: Path,
        concept_of: Callable[[str], str | None],
        device: torch.device | str = "cpu",
        *,
        batch_size: int = 0,
    ) -> None:
        """Load the model.

        Args:
            folder: in Hugging Face's format with safetensors weights.
            concept_of: returns the concept of a closed-set detector's label, or None.
            device: where to compute.
            batch_size: pictures looked at together; 0 stands for what suits the device.

        Raises:
            ModelError: the folder is missing, incomplete, not a detector or without safetensors,
                or needs a library that is not installed; or no label of a closed-set detector is
                in the vocabulary.
        """
        known = read_folder(folder)
        self.folder = known.folder
        self.device = torch.device(device)
        usual = 1 if self.device.type == "cpu" else _PICTURES_AT_ONCE
        self.batch_size = batch_size or usual
        self._labels = {
            number: concept
            for number, label in known.labels.items()
            if (concept := concept_of(label)) is not None
        }
        self._names = known.labels
        if known.kind == CLOSED and not self._labels:
            raise ModelError(
                "The detector cannot judge any object.",
                f"The vocabulary knows none of its {len(known.labels)} labels.",
                "Add the labels to the vocabulary as objects or synonyms, or choose another "
                "detector.",
            )
        self._known = known
        self._processor: Any = None
        self._model: Any = None
        own = read_thresholds(known.folder)
        self._load()
        published = published_limits(known.model_type, usual_threshold(self._processor))
        self.limits = published if own is None else Limits(own.t1, own.t0)
        way = [_WAY_OF_READING, fingerprint(known.folder), sorted(self._labels.items())]
        self.signature = hashlib.sha256(json.dumps(way).encode()).hexdigest()[:16]

    @property
    def name(self) -> str:
        """The folder's name."""
        return self.folder.resolve().name

    def can_judge(self, concept: str) -> bool:
        """Whether the detector can say if an object is in a picture."""
        return self._known.kind != CLOSED or concept in self._labels.values()

    @property
    def mapped(self) -> Mapping[str, str]:
        """The labels of a closed-set detector that the vocabulary knows, with their concepts."""
        return {self._names[number]: concept for number, concept in self._labels.items()}

    def detect(
        self, wanted: Sequence[Wanted], control: Control | None = None
    ) -> list[dict[str, Found]]:
        """Look for concepts in pictures.

        Pictures of equal size are looked at together, so that none is padded: what is found in a
        picture depends on no other.

        Args:
            wanted: pictures, each with concepts of which `can_judge` is true.
            control: polled between batches.

        Returns:
            For each picture, concept → what was found.

        Raises:
            ImageError: a file cannot be read.
            ModelError: the model fails, or its outputs are not understood.
        """
        results: list[dict[str, Found]] = [{} for _ in wanted]
        if self._known.kind == CLOSED:
            parts = [(place, path, list(texts)) for place, (path, texts) in enumerate(wanted)]
        else:
            parts = [
                (place, path, list(texts[start : start + _TEXTS_AT_ONCE]))
                for place, (path, texts) in enumerate(wanted)
                for start in range(0, len(texts), _TEXTS_AT_ONCE)
            ]
        by_size: dict[tuple[int, int], list[tuple[int, Image.Image, list[str]]]] = defaultdict(list)
        for place, path, texts in parts:
            if not texts:
                continue
            if control is not None:
                control.poll()
            picture = open_image(path)
            waiting = by_size[picture.size]
            waiting.append((place, picture, texts))
            if len(waiting) == self.batch_size:
                self._look(waiting, results)
                waiting.clear()
        for waiting in by_size.values():
            if control is not None:
                control.poll()
            if waiting:
                self._look(waiting, results)
        return results

    def unload(self) -> None:
        """Free the model; it cannot be used afterwards."""
        self._model = self._processor = None

    def _load(self) -> None:
        folder = self._known.folder
        try:
            with quiet_libraries():
                self._processor = load_processor(self._known)
                self._model = _load_model(self._known).eval().to(self.device)
        except EngineError:
            raise
        except ImportError as error:
            raise ModelError(
                WHAT,
                f"{folder} needs a library that is not installed: {_first_line(error)}",
                "Install it, or choose another detector.",
            ) from error
        except Exception as error:
            raise ModelError(
                WHAT,
                f"{folder}: {type(error).__name__}: {_first_line(error)}",
                "Choose a complete folder: config.json, model.safetensors, "
                "preprocessor_config.json and, for a detector that reads texts, tokenizer files.",
            ) from error

    def _look(
        self,
        batch: Sequence[tuple[int, Image.Image, list[str]]],
        results: list[dict[str, Found]],
    ) -> None:
        pictures = [picture for _, picture, _ in batch]
        asked = [texts for _, _, texts in batch]
        try:
            with torch.inference_mode(), quiet_libraries():
                boxes = self._boxes(pictures, asked)
        except Exception as error:
            raise ModelError(
                "The detector failed.",
                f"{self.folder}: {type(error).__name__}: {_first_line(error)}",
                "Choose another detector.",
            ) from error
        least = self.limits.low / 2
        for (place, _, texts), by_concept in zip(batch, boxes, strict=True):
            for text in texts:
                results[place][text] = found(by_concept[text], least)

    def _boxes(
        self, pictures: Sequence[Image.Image], asked: Sequence[list[str]]
    ) -> list[dict[str, list[Any]]]:
        sizes = [picture.size for picture in pictures]
        if self._known.kind == CLOSED:
            inputs = self._processor(images=list(pictures), return_tensors="pt")
            outputs = _on_cpu(self._model(**inputs.to(self.device)))
            listed = read_closed(self._processor, outputs, len(self._names), sizes)
            return [
                self._by_concept(boxes, texts) for boxes, texts in zip(listed, asked, strict=True)
            ]
        texts = [[as_prompt(text) for text in one] for one in asked]
        inputs = self._processor(
            images=list(pictures), text=texts, return_tensors="pt", **self._padding()
        )
        outputs = _on_cpu(self._model(**inputs.to(self.device)))
        listed = read_open(self._processor, outputs, inputs.to("cpu"), texts, sizes)
        return [
            dict(zip(one, boxes, strict=True)) for one, boxes in zip(asked, listed, strict=True)
        ]

    def _padding(self) -> dict[str, Any]:
        """Return how prompts of different lengths are padded, where the family does not say."""
        usual = getattr(type(self._processor), "text_kwargs", {})
        return {"truncation": True, **({} if "padding" in usual else {"padding": True})}

    def _by_concept(
        self, boxes: Sequence[Sequence[Any]], concepts: Iterable[str]
    ) -> dict[str, list[Any]]:
        by_concept: dict[str, list[Any]] = {concept: [] for concept in concepts}
        for number, concept in self._labels.items():
            if concept in by_concept:
                label = self._names[number]
                by_concept[concept] += [box._replace(label=label) for box in boxes[number]]
        return by_concept


def as_prompt(concept: str) -> str:
    """Return a concept as detectors were trained to read it: lower case, without full stops."""
    return " ".join(concept.lower().replace(".", " ").split())


def _load_model(known: DetectorFolder) -> Any:
    from transformers import AutoModelForObjectDetection, AutoModelForZeroShotObjectDetection

    closed = known.kind == CLOSED
    auto = AutoModelForObjectDetection if closed else AutoModelForZeroShotObjectDetection
    model, loading = auto.from_pretrained(
        known.folder,
        local_files_only=True,
        use_safetensors=True,
        trust_remote_code=False,
        dtype=torch.float32,
        output_loading_info=True,
    )
    own = dict(model.named_parameters())
    if absent := sorted(own.keys() & set(loading["missing_keys"])):
        # Their weights would be random numbers.
        missing = some_names(absent, _NAMED)
        raise ModelError(
            WHAT,
            f"The weights in {known.folder} lack {missing}.",
            "Download or copy the detector's folder again.",
        )
    return model


def _on_cpu(outputs: Any) -> Any:
    for name, value in outputs.items():
        if isinstance(value, torch.Tensor):
            outputs[name] = value.cpu()
    return outputs


def _first_line(error: Exception) -> str:
    text = str(error).strip()
    return (text.splitlines()[0] if text else "no reason was given")[:300]
