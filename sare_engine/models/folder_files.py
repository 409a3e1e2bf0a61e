"""Read the JSON files of a model folder, whose content can be anything."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from sare_engine.errors import ModelError
from sare_engine.files import parse_json

_TEXT_CONFIG_KEYS = ("text_config", "llm_config", "language_config")
PROCESSOR_FILES = ("processor_config.json", "preprocessor_config.json")


def read_json(path: Path) -> dict[str, Any]:
    """Read a JSON object.

    Raises:
        ModelError: the file cannot be read or holds no JSON object.
    """
    try:
        value = parse_json(path.read_bytes())
    except (OSError, ValueError) as error:
        raise ModelError(
            f"{path.name} could not be read.",
            f"It is not valid JSON ({error}).",
            "Download or copy the model folder again.",
        ) from None
    if not isinstance(value, dict):
        raise ModelError(
            f"{path.name} could not be read.",
            "It is not a JSON object.",
            "Download or copy the model folder again.",
        )
    return value


def text_config(config: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return the settings of the language model within a model's config."""
    for key in _TEXT_CONFIG_KEYS:
        if isinstance(config.get(key), dict):
            found: Mapping[str, Any] = config[key]
            return found
    return config


def whole(value: Any, default: int | None = None) -> int | None:
    """Return a value if it is a whole number, else the default."""
    return value if isinstance(value, int) and not isinstance(value, bool) else default


def is_there(path: Path) -> bool:
    """Return whether a file or folder exists, of a name that may be anything."""
    try:
        return path.exists()
    except OSError:  # longer than any name can be
        return False
