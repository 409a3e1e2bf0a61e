"""What a model folder's processor files lack, and what is used instead.

Everything is decided from small JSON files, before a library that runs models is imported, so that
`inspect` reports what loading would fail at.
"""

from __future__ import annotations

import importlib.util
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sare_engine.files import atomic_write_text
from sare_engine.models.families import Family, family_of, fixed_image_size
from sare_engine.models.folder_files import is_there, read_json, whole
from sare_engine.models.template_files import find_templates, takes_images

PROCESSOR_CONFIG = "processor_config.json"
IMAGE_CONFIG = "preprocessor_config.json"
_TOKENIZER_CONFIG = "tokenizer_config.json"
_SENTENCEPIECE_FILES = ("tokenizer.model", "spiece.model", "sentencepiece.bpe.model")
_DEFAULTS = {
    "vision_aspect_ratio": "anyres_max_9",
    "merge_size": 2,
    "temporal_patch_size": 2,
    "spatial_merge_size": 1,
    "num_additional_image_tokens": 0,
    "image_seq_length": 256,
    "image_seq_len": 169,
}
"""What transformers uses where a file is silent; completing with the same value is no news."""


@dataclass(frozen=True)
class ProcessorPlan:
    """How the processor of a folder is loaded.

    Attributes:
        settings: settings of the processor that config.json fixes, whatever its files say.
        image_settings: the same for its image processor.
        template: the chat template to use; None where there is none and none is needed.
        notices: what was completed, in words for the user.
        reasons: why the folder cannot be used, with the remedy.
    """

    settings: Mapping[str, Any] = field(default_factory=dict)
    image_settings: Mapping[str, Any] = field(default_factory=dict)
    template: str | None = None
    notices: tuple[str, ...] = ()
    reasons: tuple[str, ...] = ()


def plan_processor(folder: Path, config: Mapping[str, Any]) -> ProcessorPlan:
    """Compare the processor files of a folder with what its config.json requires.

    Args:
        folder: the model folder.
        config: its config.json.

    Raises:
        ModelError: a file is not valid JSON.
    """
    stated = _read(folder, PROCESSOR_CONFIG)
    images = stated.get("image_processor")
    if not isinstance(images, dict):
        images = _read(folder, IMAGE_CONFIG)
    # Code that comes with a model has a processor of its own, which nothing is known of.
    own_code = any("AutoProcessor" in (one.get("auto_map") or {}) for one in (stated, images))
    family = None if own_code else family_of(config)
    notices: list[str] = []
    reasons = [*_missing_files(folder, images), *_wrong_sizes(config, images)]
    settings: dict[str, Any] = {}
    image_settings: dict[str, Any] = {}
    if family is not None:
        known = family.values(config)
        settings = _complete(folder / PROCESSOR_CONFIG, known.processor, stated, notices, reasons)
        if images:
            image_settings = _complete(
                folder / IMAGE_CONFIG, known.images, images, notices, reasons
            )
        files = (stated, images, _read(folder, _TOKENIZER_CONFIG))
        if family.processor and not any(one.get("processor_class") for one in files):
            settings["processor_class"] = image_settings["processor_class"] = family.processor
        lacking = [name for name in family.needs if not is_there(folder / name)]
        if lacking:
            reasons.append(
                f"Its processor needs {' and '.join(lacking)}, which the folder does not have. "
                "Copy that from the published model into the folder."
            )
        reasons += _missing_image_token(folder, config)
    template, noticed, refused = _template(folder, family, _signs(folder, stated, family))
    if refused and family is None:
        refused = [
            f"How models of type {config.get('model_type')} are prompted is not known here.",
            *refused,
        ]
    if own_code:
        if refused:
            notices.append("No chat template takes images; prompts are written without roles.")
    else:
        notices += noticed
        reasons += refused
    return ProcessorPlan(settings, image_settings, template, tuple(notices), tuple(reasons))


def is_incomplete(folder: Path) -> bool:
    """Return whether the processor files of a model folder are completed when it is loaded.

    Raises:
        ModelError: a file is not valid JSON.
    """
    path = folder / "config.json"
    return path.is_file() and bool(plan_processor(folder, read_json(path)).notices)


def write_completed(source: Path, target: Path) -> None:
    """Complete the processor files of a copied model folder, so that other programs can use it.

    Args:
        source: the folder that they were copied from.
        target: the folder with the copies. Nothing changes if nothing was lacking.

    Raises:
        ModelError: a file is not valid JSON.
        StorageError: a file cannot be written.
    """
    plan = plan_processor(source, read_json(source / "config.json"))
    if not plan.notices:
        return
    settings = _read(source, PROCESSOR_CONFIG)
    images = settings.get("image_processor")
    if isinstance(images, dict):
        settings["image_processor"] = {**images, **plan.image_settings}
    elif plan.image_settings:
        _write(target / IMAGE_CONFIG, {**_read(source, IMAGE_CONFIG), **plan.image_settings})
    # Both would be read before chat_template.jinja.
    settings.pop("chat_template", None)
    (target / "chat_template.json").unlink(missing_ok=True)
    settings.update(plan.settings)
    if settings:
        _write(target / PROCESSOR_CONFIG, settings)
    if plan.template is not None:
        atomic_write_text(target / "chat_template.jinja", plan.template)


def _write(path: Path, values: Mapping[str, Any]) -> None:
    atomic_write_text(path, json.dumps(values, indent=2) + "\n")


def has_image_settings(folder: Path) -> bool:
    """Return whether the settings of an image processor are in the folder."""
    nested = _read(folder, PROCESSOR_CONFIG).get("image_processor")
    return isinstance(nested, dict) or (folder / IMAGE_CONFIG).is_file()


def _read(folder: Path, name: str) -> dict[str, Any]:
    return read_json(folder / name) if (folder / name).is_file() else {}


def _complete(
    path: Path,
    known: Mapping[str, Any],
    written: Mapping[str, Any],
    notices: list[str],
    reasons: list[str],
) -> dict[str, Any]:
    """Return the settings of a file that config.json fixes, and note which differ from the file."""
    settings = {key: value for key, value in known.items() if value is not None}
    filled = [
        f"{key} = {value}"
        for key, value in settings.items()
        if written.get(key) is None and _DEFAULTS.get(key) != value
    ]
    corrected = [
        f"{key} = {value} instead of {written[key]}"
        for key, value in settings.items()
        if written.get(key) is not None and not _same(written[key], value)
    ]
    unknown = [key for key in known.keys() - settings.keys() if written.get(key) is None]
    if filled:
        lack = "lacks settings" if path.is_file() else "is missing"
        notices.append(
            f"{path.name} {lack}; completed from the model's config.json: {', '.join(filled)}."
        )
    if corrected:
        notices.append(
            f"{path.name} contradicts the model's config.json, which is used: "
            f"{', '.join(corrected)}."
        )
    if unknown:
        reasons.append(
            f"{path.name} does not state {' and '.join(sorted(unknown))}, and config.json does not "
            "determine it for this vision tower. Copy that file from the published model into "
            "the folder."
        )
    return settings


def _same(written: Any, value: Any) -> bool:
    if isinstance(written, dict):  # a size such as {"height": 14, "width": 14}
        return bool(written) and all(one == value for one in written.values())
    return bool(written == value)


def _missing_files(folder: Path, images: Mapping[str, Any]) -> Iterator[str]:
    """Yield what is missing of the files of image processor and tokenizer."""
    if not images:
        yield (
            f"The settings of its image processor ({IMAGE_CONFIG}) are missing. Copy that file "
            "from the published model into the folder."
        )
    if (folder / "tokenizer.json").is_file() or (folder / "tekken.json").is_file():
        return
    if (folder / "vocab.json").is_file() and (folder / "merges.txt").is_file():
        return
    slow = next((name for name in _SENTENCEPIECE_FILES if (folder / name).is_file()), "")
    if not slow:
        yield (
            "The files of its tokenizer (tokenizer.json) are missing. Copy tokenizer.json and "
            f"{_TOKENIZER_CONFIG} from the published model into the folder."
        )
        return
    lacking = [
        name
        for name, module in (("sentencepiece", "sentencepiece"), ("protobuf", "google.protobuf"))
        if not _installed(module)
    ]
    if lacking:
        yield (
            f"Its tokenizer is a SentencePiece file ({slow}) without tokenizer.json, which needs "
            f"Python libraries that are not installed. Install them (pip install "
            f"{' '.join(lacking)}), or copy tokenizer.json from the published model."
        )


def _installed(module: str) -> bool:
    try:
        return importlib.util.find_spec(module) is not None
    except ModuleNotFoundError:  # its parent is not there
        return False


def _wrong_sizes(config: Mapping[str, Any], images: Mapping[str, Any]) -> Iterator[str]:
    """Yield where images are cut to a size that the vision tower does not take."""
    wanted = fixed_image_size(config)
    if wanted is None or not images or config.get("model_type") not in ("llava",):
        return
    crop = images.get("crop_size") if images.get("do_center_crop", True) else None
    size = crop or images.get("size")
    if isinstance(size, dict):
        size = size.get("height") or (None if crop else size.get("shortest_edge"))
    found = whole(size)
    if found is not None and found != wanted:
        yield (
            f"{IMAGE_CONFIG} cuts images to {found} pixels, but the vision tower takes "
            f"{wanted}. Copy that file from the published model into the folder."
        )


def _missing_image_token(folder: Path, config: Mapping[str, Any]) -> Iterator[str]:
    """Yield a reason if the tokenizer has no token of the number that stands for an image."""
    number = whole(config.get("image_token_index"), whole(config.get("image_token_id")))
    if number is None:
        if config.get("num_query_tokens") is not None:
            yield (
                "config.json names no token for images (image_token_index): the folder is older "
                "than transformers 4.46. Download the published model again."
            )
        return
    if not (folder / "tokenizer.json").is_file():
        return
    added = _read(folder, _TOKENIZER_CONFIG).get("added_tokens_decoder")
    if isinstance(added, dict) and str(number) in added:
        return
    if number in _read(folder, "added_tokens.json").values():
        return
    tokenizer = read_json(folder / "tokenizer.json")
    more = tokenizer.get("added_tokens")
    if any(isinstance(one, dict) and one.get("id") == number for one in more or ()):
        return
    model = tokenizer.get("model")
    vocabulary = model.get("vocab") if isinstance(model, dict) else None
    if isinstance(vocabulary, dict) and number in vocabulary.values():
        return
    if isinstance(vocabulary, list) and number < len(vocabulary):
        return
    yield (
        f"Its tokenizer has no token {number}, which stands for an image in config.json. Copy "
        f"tokenizer.json, {_TOKENIZER_CONFIG} and added_tokens.json from the published model into "
        "the folder."
    )


def _signs(folder: Path, stated: Mapping[str, Any], family: Family | None) -> tuple[str, ...]:
    """Return the placeholders of an image that a prompt of this folder may have."""
    if family is None:
        return ()
    written = [stated.get("image_token")]
    settings = _read(folder, _TOKENIZER_CONFIG)
    for one in (settings, settings.get("extra_special_tokens")):
        if isinstance(one, dict):
            written += [one.get(key) for key in ("image_token", "boi_token", "context_image_token")]
    return (family.sign, *(one for one in written if isinstance(one, str) and one))


def _template(
    folder: Path, family: Family | None, signs: tuple[str, ...]
) -> tuple[str | None, list[str], list[str]]:
    """Return the chat template to use, notices and reasons."""
    found = dict(find_templates(folder))
    usable = next((name for name in found if takes_images(found[name], signs)), None)
    if usable is not None:
        return found[usable], [], []
    if family is not None and not family.chats:
        return None, [], []
    if found:
        name = next(iter(found))
        lack = f"The chat template in {name} is for text only: it leaves out the image."
    else:
        lack = "The folder has no chat template (chat_template.json or chat_template.jinja)."
    if family is not None and family.template:
        return (
            family.template,
            [f"{lack} The published layout of {family.title} is used instead."],
            [],
        )
    remedy = "Copy chat_template.json or chat_template.jinja of the published model into the folder"
    return None, [], [f"{lack} {remedy}, so that prompts are written as the model learnt them."]
