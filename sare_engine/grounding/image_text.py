"""Models that map pictures and texts into one space: CLIP, SigLIP and SigLIP 2, from a folder."""

from __future__ import annotations

import string
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

import torch
from PIL import Image
from torch import Tensor
from torch.nn import functional

from sare_engine.errors import EngineError, ModelError
from sare_engine.files import parse_json
from sare_engine.models.fingerprint import fingerprint
from sare_engine.models.quiet import quiet_libraries

CLIP: Final = "clip"
KINDS = (CLIP, "siglip", "siglip2")
"""Values of `model_type` in config.json that can be loaded."""

_WEIGHTS = ("model.safetensors", "model.safetensors.index.json")
_WHAT = "The CLIP model could not be loaded."
_FIX = "Choose a CLIP or SigLIP folder: config.json, model.safetensors, tokenizer files."
_SIGLIP_TOKENS = 64
"""Length to which SigLIP's texts are padded if its config gives none."""


class ImageTextModel:
    """Unit vectors of pictures and texts, whose scalar products are cosines.

    Attributes:
        kind: one of `KINDS`.
        fingerprint: short id of config and weights.
    """

    def __init__(self, folder: Path, device: torch.device | str = "cpu") -> None:
        """Load the model.

        Args:
            folder: in Hugging Face's format with safetensors weights.
            device: where to compute.

        Raises:
            ModelError: the folder is missing, incomplete, of another kind or without safetensors.
        """
        folder = Path(folder)
        self.kind = read_kind(folder)
        self.device = torch.device(device)
        _check_weights(folder)
        try:
            with quiet_libraries():
                self._model, self._tokenizer, self._image_processor = _load(folder)
                self._model.eval().to(self.device)
            plain = _is_first_siglip(folder)
            self._dropped = str.maketrans("", "", string.punctuation if plain else "")
            self.fingerprint = fingerprint(folder)
        except EngineError:
            raise
        except Exception as error:
            raise ModelError(
                _WHAT,
                f"{folder}: {type(error).__name__}: {error}",
                "Choose a complete CLIP or SigLIP folder: config.json, model.safetensors, "
                "tokenizer.json and preprocessor_config.json.",
            ) from error

    @torch.inference_mode()
    def encode_images(self, pictures: Sequence[Image.Image]) -> Tensor:
        """Return the vectors of RGB pictures, (pictures, dimension), on the CPU."""
        inputs = self._image_processor(images=list(pictures), return_tensors="pt")
        shown = {name: value.to(self.device) for name, value in inputs.items()}
        return _unit(self._model.get_image_features(**shown))

    @torch.inference_mode()
    def encode_texts(self, texts: Sequence[str]) -> Tensor:
        """Return the vectors of texts, (texts, dimension), on the CPU."""
        if self.kind == CLIP:
            inputs = self._tokenizer(
                list(texts), padding=True, truncation=True, return_tensors="pt"
            ).to(self.device)
            return _unit(
                self._model.get_text_features(
                    input_ids=inputs["input_ids"], attention_mask=inputs["attention_mask"]
                )
            )
        # SigLIP was trained on lower-case text, padded to one length, with attention to the
        # padding; the first version also without punctuation, which its tokenizer class removes.
        length = getattr(self._model.config.text_config, "max_position_embeddings", _SIGLIP_TOKENS)
        inputs = self._tokenizer(
            [text.lower().translate(self._dropped) for text in texts],
            padding="max_length",
            max_length=length,
            truncation=True,
            return_tensors="pt",
        ).to(self.device)
        return _unit(self._model.get_text_features(input_ids=inputs["input_ids"]))

    def unload(self) -> None:
        """Free the model; it cannot be used afterwards."""
        self._model = self._tokenizer = self._image_processor = None


def read_kind(folder: Path) -> str:
    """Return which of `KINDS` a folder contains.

    Raises:
        ModelError: the folder or its config.json is missing, or the model is of another kind.
    """
    if not folder.is_dir():
        raise ModelError(_WHAT, f"{folder} is not a folder.", _FIX)
    try:
        kind = parse_json((folder / "config.json").read_bytes()).get("model_type")
    except OSError:
        raise ModelError(_WHAT, f"{folder} contains no config.json.", _FIX) from None
    except (ValueError, AttributeError):
        raise ModelError(_WHAT, f"{folder / 'config.json'} is not a JSON record.", _FIX) from None
    if kind not in KINDS:
        raise ModelError(
            _WHAT,
            f"{folder} has a model of type “{kind}”, not one of {', '.join(KINDS)}.",
            _FIX,
        )
    return str(kind)


def _check_weights(folder: Path) -> None:
    if not any((folder / name).is_file() for name in _WEIGHTS):
        raise ModelError(
            _WHAT,
            f"{folder} contains no safetensors weights; other formats can contain programs.",
            "Convert the weights to safetensors, or choose another folder.",
        )


def _load(folder: Path) -> tuple[Any, Any, Any]:
    from transformers import AutoImageProcessor, AutoModel

    model = AutoModel.from_pretrained(
        folder, local_files_only=True, use_safetensors=True, dtype=torch.float32
    )
    # Pillow, even if torchvision is installed: the two resize differently.
    processor = AutoImageProcessor.from_pretrained(folder, local_files_only=True, backend="pil")
    return model, _tokenizer(folder), processor


def _tokenizer(folder: Path) -> Any:
    from transformers import AutoTokenizer, PreTrainedTokenizerFast

    # SigLIP's own class needs sentencepiece; its tokenizer.json gives the same tokens without it.
    if _is_first_siglip(folder):
        if not (folder / "tokenizer.json").is_file():
            raise ModelError(
                _WHAT,
                f"{folder} contains no tokenizer.json, only the older spiece.model.",
                "Choose a SigLIP folder with tokenizer.json.",
            )
        return PreTrainedTokenizerFast.from_pretrained(folder, local_files_only=True)
    return AutoTokenizer.from_pretrained(folder, local_files_only=True)


def _is_first_siglip(folder: Path) -> bool:
    """Whether the tokenizer is that of SigLIP's first version."""
    try:
        settings = parse_json((folder / "tokenizer_config.json").read_bytes())
        return str(settings.get("tokenizer_class")).startswith("SiglipTokenizer")
    except (OSError, ValueError, AttributeError):
        return False  # loading reports what is wrong, if anything is


def _unit(features: Any) -> Tensor:
    # transformers ≥ 5 returns an output object whose pooler_output is the projected vector.
    vectors: Tensor = getattr(features, "pooler_output", features)
    return functional.normalize(vectors.float(), dim=-1).cpu()
