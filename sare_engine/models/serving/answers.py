"""What an OpenAI-compatible server is asked for, and what its answers hold."""

from __future__ import annotations

import email.utils
import math
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from sare_engine.errors import EngineError
from sare_engine.files import parse_json
from sare_engine.formatting import without_controls
from sare_engine.models.serving import refusals
from sare_engine.models.serving.refusals import Asked

_EXACT = {"repetition_penalty": 1.0, "repeat_penalty": 1.0}
"""Settings beyond OpenAI's that servers would take from defaults of the model (vLLM, SGLang: the
first name) or of their own (llama.cpp, LM Studio: the second)."""
_BYTES, _BYTES_PER_TOKEN = 1_000_000, 1024
_CHARACTERS, _CHARACTERS_PER_TOKEN = 4096, 128
"""What an answer and its caption may hold, far more than they need: few tokens are longer than 20
characters, but servers add thoughts and statistics."""
_FINISH = 40
"""Characters of the reason why a caption ended that are kept."""


@dataclass(frozen=True)
class ServedAnswer:
    """What became of one picture.

    Attributes:
        index: position of the picture in the sequence given.
        text: the caption; "" if there is none.
        finish: why the server ended it: "stop", "length", or "" if it did not say.
        tokens: how many tokens the server counted; None if it did not say.
        sampling: the settings that were asked for, the prompt excepted.
        reduced: how the picture was made smaller, in words; "" if it was sent as it is.
        failure: why there is no caption; None if there is one.
    """

    index: int
    text: str = ""
    finish: str = ""
    tokens: int | None = None
    sampling: Mapping[str, Any] = field(default_factory=dict)
    reduced: str = ""
    failure: EngineError | None = None


def sampling_settings(max_new_tokens: int, *, exact: bool) -> dict[str, Any]:
    """Return the settings of greedy captions in full, as servers have defaults of their own."""
    return {
        "max_tokens": max_new_tokens,
        "temperature": 0.0,
        "top_p": 1.0,
        "frequency_penalty": 0.0,
        "presence_penalty": 0.0,
        **(_EXACT if exact else {}),
    }


def longest_answer(max_new_tokens: int) -> int:
    """Return how many bytes an answer with a caption may have."""
    return _BYTES + _BYTES_PER_TOKEN * max_new_tokens


def model_names(body: bytes) -> list[str] | None:
    """Return the names of the models in an answer, or None if it is not such an answer."""
    try:
        rows = parse_json(body)["data"]
    except (ValueError, KeyError, TypeError):
        return None
    if rows is None:
        return []  # Ollama without any model
    if not isinstance(rows, list):
        return None
    names = [one.get("id") for one in rows if isinstance(one, Mapping)]
    return [without_controls(one) for one in names if one and isinstance(one, str)]


def read_answer(
    asked: Asked, index: int, status: int, body: bytes, sampling: Mapping[str, Any]
) -> ServedAnswer:
    """Return the caption in an answer, without characters that control a terminal.

    Raises:
        ServerError: it is not the answer of an OpenAI-compatible server.
    """
    try:
        found = parse_json(body)
        choice = found["choices"][0]
        content = choice["message"].get("content")
        finish = choice.get("finish_reason")
    except (ValueError, KeyError, IndexError, TypeError, AttributeError):
        raise refusals.not_compatible(asked, status) from None
    finish = without_controls(finish[:_FINISH]) if isinstance(finish, str) else ""
    if isinstance(content, list):
        parts = [one.get("text") for one in content if isinstance(one, Mapping)]
        content = "".join(one for one in parts if isinstance(one, str))
    text = content.strip() if isinstance(content, str) else ""
    if len(text) > _CHARACTERS + _CHARACTERS_PER_TOKEN * sampling["max_tokens"]:
        return ServedAnswer(index, failure=refusals.too_long(asked))
    text = without_controls(text).strip()
    if not text:
        return ServedAnswer(index, failure=refusals.empty_answer(asked, finish))
    usage = found.get("usage")
    count = usage.get("completion_tokens") if isinstance(usage, Mapping) else None
    tokens = count if isinstance(count, int) else None
    return ServedAnswer(index, text, finish, tokens, sampling)


def retry_after(value: str | None) -> float | None:
    """Return the seconds that a Retry-After header asks to wait; None without a usable header."""
    if not value:
        return None
    try:
        seconds = float(value)
    except ValueError:
        try:
            seconds = email.utils.parsedate_to_datetime(value).timestamp() - time.time()
        except (TypeError, ValueError):
            return None
    return max(0.0, seconds) if math.isfinite(seconds) else None
