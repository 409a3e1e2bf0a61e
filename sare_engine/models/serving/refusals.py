"""What a server's refusals mean, in plain words.

Servers use neither the same status codes nor the same words: llama.cpp refuses pictures with 500,
LM Studio with 200 and an error inside. The words below are those of vLLM, SGLang, llama.cpp,
LM Studio, Ollama and OpenAI.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from sare_engine.config import SERVER_KEY
from sare_engine.errors import ServerError
from sare_engine.files import parse_json
from sare_engine.formatting import duration_text, some_names, without_controls

Kind = Literal["server", "picture", "size", "setting", "busy"]
"""What a refusal concerns: every request to the server, one picture, the size of the picture, a
setting that the server doesn't know, or the moment."""

_NO_PICTURES = re.compile(
    r"not a multimodal model|at most 0 image|mmproj"
    r"|vision add-?on is not loaded|missing data required for image input"
    r"|(images?|vision|multi-?modal)( inputs?| content)? (is |are )?not (supported|enabled)"
    r"|(not|n't) (currently )?support (for )?(image|vision|multi-?modal)"
    r"|image_url.{0,80}(unknown|invalid|unsupported|not supported|not permitted)"
    r"|(unknown|invalid|unsupported).{0,80}image_url"
    r"|content.{0,40}(must|should) be a string",
    re.IGNORECASE | re.DOTALL,
)
_CONTEXT = re.compile(
    r"context (length|size|window)|max_model_len|maximum model length|too many tokens"
    r"|(prompt|input).{0,60}(too long|longer than)",
    re.IGNORECASE | re.DOTALL,
)
_SIZE = re.compile(
    r"(payload|entity|body|image|picture|file|content).{0,40}(too large|too big)"
    r"|(image|payload|body|file).{0,60}exceed",
    re.IGNORECASE | re.DOTALL,
)
_NO_MODEL = re.compile(
    r"model.{0,120}(not found|not exist|n't exist|not loaded|unknown)"
    r"|(no such|unknown|invalid) model|model_not_found",
    re.IGNORECASE | re.DOTALL,
)
_SETTING = re.compile(
    r"repetition_penalty|repeat_penalty|extra_forbidden|extra inputs|unrecognized request argument"
    r"|(unknown|unsupported|unexpected) (field|parameter|argument|keyword)",
    re.IGNORECASE,
)
_BUSY = frozenset({408, 409, 425, 429, 500, 502, 503, 504})
_READ = 4000
_QUOTED = 300
"""Characters of a refusal that are looked at, and shown."""
_NAMED_MODELS = 8


@dataclass(frozen=True)
class Refusal:
    """Why a request was refused.

    Attributes:
        kind: what it concerns.
        error: the refusal as an error for the user.
    """

    kind: Kind
    error: ServerError


@dataclass(frozen=True)
class Asked:
    """Which server was asked for what, as errors name it.

    Attributes:
        address: the server's address.
        model: the served model.
        key: the key, which no text may show; "" without one.
    """

    address: str
    model: str
    key: str

    def quoted(self, text: str) -> str:
        """Return what a server says in one short line, without the key."""
        if self.key:
            text = text.replace(self.key, "…")
        text = " ".join(re.sub(r"<[^>]*>", " ", without_controls(text[:_READ])).split())
        return text if len(text) <= _QUOTED else f"{text[:_QUOTED]} …"

    def answered(self, status: int, text: str) -> str:
        """Return a sentence with what the server answered."""
        said = self.quoted(text)
        return f"{self.address} answered {status}" + (f": “{said}”." if said else ".")


def refusal(asked: Asked, status: int, body: bytes, models: Sequence[str]) -> Refusal | None:
    """Return why an answer is none, or None if it is an answer.

    Args:
        asked: which server was asked for what.
        status: of the answer.
        body: of the answer.
        models: names of the models that the server has, as far as known.
    """
    said = error_text(body)
    if status < 300 and said is None:
        return None
    if 300 <= status < 400:
        return Refusal("server", _redirected(asked, status))
    if status in (401, 403):
        return Refusal("server", _wrong_key(asked, status, said or ""))
    # Servers that explain a refusal at length repeat the picture in it.
    text = (body.decode("utf-8", "replace") if said is None else said)[:_READ]
    if _NO_PICTURES.search(text):
        return Refusal("server", _no_pictures(asked, status, text))
    if status == 413 or _SIZE.search(text):
        return Refusal("size", _too_large(asked, status, text))
    if _CONTEXT.search(text):
        return Refusal("picture", _beyond_context(asked, status, text))
    if status in (400, 404, 422) and _NO_MODEL.search(text):
        if asked.model in known_names(models):
            return Refusal("server", _not_served(asked, status, text))
        return Refusal("server", wrong_model(asked, models))
    if status in (404, 405, 501) and (said is None or status != 501):
        return Refusal("server", not_compatible(asked, status))
    if status in (400, 422) and _SETTING.search(text):
        return Refusal("setting", _refused(asked, status, text))
    if status in _BUSY:
        return Refusal("busy", _failing(asked, status, text))
    return Refusal("picture", _refused(asked, status, text))


def is_json(body: bytes) -> bool:
    """Whether an answer is JSON, as those of servers of models are, errors included."""
    try:
        parse_json(body)
    except ValueError:
        return False
    return True


def error_text(body: bytes) -> str | None:
    """Return the error in an answer's JSON, or None if there is none."""
    try:
        found = parse_json(body)
    except ValueError:
        return None
    if not isinstance(found, Mapping):
        return None
    for key in ("error", "detail", "message"):
        value: Any = found.get(key)
        if isinstance(value, Mapping):
            value = value.get("message") or value
        if value:
            return value if isinstance(value, str) else _as_text(value)
    return _as_text(found) if found.get("object") == "error" else None


def _as_text(value: Any) -> str:
    try:
        return json.dumps(value)
    except RecursionError:
        return "…"


def known_names(models: Sequence[str]) -> set[str]:
    """Return the names that a server with these models answers to."""
    # Ollama lists "llava:latest" and answers to "llava".
    return {*models, *(one.removesuffix(":latest") for one in models)}


def unreachable(asked: Asked, error: Exception, *, begun: bool = False) -> ServerError:
    """Return that a server cannot be reached; `begun` if it answered before."""
    kind = type(error).__name__
    if "certificate" in str(error).lower():
        why = f"The certificate of {asked.address} was not accepted."
        fix = "Use the name that the certificate is for, or http:// if the server has none."
    elif "Timeout" in kind and "Connect" not in kind:
        why = f"{asked.address} accepted the request but did not answer in time ({kind})."
        fix = (
            "Ask for fewer captions at once (--server-requests), or wait longer (--server-timeout)."
        )
    else:
        why = f"Nothing answers at {asked.address} ({kind})."
        fix = (
            "Start the server, wait until it has loaded its model, and check address and port. "
            "Servers in containers must share the port."
        )
    if begun:
        fix += " Captions that were received are kept: start again, and only the rest is asked for."
    what = "The server stopped answering." if begun else "The server cannot be reached."
    return ServerError(what, why, fix)


def wrong_model(asked: Asked, models: Sequence[str]) -> ServerError:
    """Return that a server does not have the model; names those that it has."""
    what = (
        f"The server has no model named “{asked.model}”."
        if asked.model
        else "Which of the server's models is meant is not clear."
    )
    why = (
        f"{asked.address} has: {some_names(models, _NAMED_MODELS)}."
        if models
        else f"{asked.address} does not list its models."
    )
    return ServerError(what, why, "Give one of its names as the served model (--server-model).")


def _not_served(asked: Asked, status: int, text: str) -> ServerError:
    return ServerError(
        f"The server lists “{asked.model}”, but does not serve it.",
        asked.answered(status, text),
        "Look into the server's log: the model may have failed to load. Or choose another "
        "(--server-model).",
    )


def too_long(asked: Asked) -> ServerError:
    """Return that an answer is too long to be a caption."""
    return ServerError(
        "The server's answer is too long.",
        f"{asked.address} sent far more than a caption of the length that was asked for.",
        "Check that the server obeys the longest caption (--max-new-tokens), and that it sends "
        "captions.",
    )


def asks_to_wait(asked: Asked, status: int, seconds: float, longest: float) -> ServerError:
    """Return that a server asks to wait for longer than is waited, in seconds."""
    return ServerError(
        "The server asks to wait for too long.",
        f"{asked.address} answered {status} and asks to wait for {duration_text(seconds)}. A "
        f"request waits for at most {duration_text(longest)} in all.",
        "Raise the rate limit of the server, or start again later: captions that were received are "
        "kept.",
    )


def not_compatible(asked: Asked, status: int) -> ServerError:
    """Return that what answers is no OpenAI-compatible server."""
    return ServerError(
        "This is not an OpenAI-compatible server.",
        f"{asked.address} answered {status} with something other than the JSON of such a server, "
        "as a web page, a proxy or another program does.",
        "Check the port and the path. Usual addresses are http://localhost:8000/v1 (vLLM), "
        ":30000/v1 (SGLang), :8080/v1 (llama.cpp), :1234/v1 (LM Studio) and :11434/v1 (Ollama).",
    )


def empty_answer(asked: Asked, finish: str) -> ServerError:
    """Return that an answer has no text."""
    why = "The answer of the server has no text."
    if finish == "length":
        why += " Its length limit was reached before the first word, as by a model that thinks."
    return ServerError(
        "The caption is empty.",
        why,
        "Allow longer captions (--max-new-tokens), turn thinking off on the server, or check that "
        f"{asked.model} describes pictures.",
    )


def _wrong_key(asked: Asked, status: int, text: str) -> ServerError:
    if asked.key:
        return ServerError(
            "The server refused the key.",
            asked.answered(status, text),
            f"Set {SERVER_KEY} to the key of this server, where SARE is started.",
        )
    return ServerError(
        "The server needs a key.",
        asked.answered(status, text),
        f"Set the environment variable {SERVER_KEY} to it, where SARE is started. It is not saved.",
    )


def _no_pictures(asked: Asked, status: int, text: str) -> ServerError:
    return ServerError(
        "The served model cannot see pictures.",
        asked.answered(status, text),
        f"Serve a multimodal model with its vision part (llama.cpp: --mmproj) instead of "
        f"{asked.model}, or choose another (--server-model).",
    )


def _too_large(asked: Asked, status: int, text: str) -> ServerError:
    return ServerError(
        "The picture is too large for the server.",
        asked.answered(status, text),
        "Lower the largest picture sent (--server-picture-mb), or raise the limit of the server or "
        "of the proxy before it.",
    )


def _beyond_context(asked: Asked, status: int, text: str) -> ServerError:
    return ServerError(
        "The picture and the caption do not fit into the server's context.",
        asked.answered(status, text),
        "Raise the context of the server (vLLM: --max-model-len, llama.cpp: --ctx-size), shorten "
        "the captions (--max-new-tokens), or scale the picture down.",
    )


def _redirected(asked: Asked, status: int) -> ServerError:
    return ServerError(
        "The server redirects to another address.",
        f"{asked.address} answered {status}. A redirect is not followed, as it could take pictures "
        "and key elsewhere.",
        "Give the final address, often the same with https://.",
    )


def _failing(asked: Asked, status: int, text: str) -> ServerError:
    return ServerError(
        "The server is busy or fails.",
        asked.answered(status, text),
        "Look into the server's log. Ask for fewer captions at once (--server-requests), or try "
        "again later: captions that were received are kept.",
    )


def _refused(asked: Asked, status: int, text: str) -> ServerError:
    return ServerError(
        "The server refused the request.",
        asked.answered(status, text),
        "Look into the server's log for what it expects.",
    )
