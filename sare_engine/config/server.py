"""Which server writes captions, and how it is asked."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlsplit

from sare_engine.config.own_words import OwnWordsConfig
from sare_engine.settings import setting, settings_of

SERVER_KEY = "SARE_SERVER_KEY"
"""Environment variable with the key of the server, the only place that it is read from."""


@dataclass(frozen=True)
class ServerConfig(OwnWordsConfig):
    """A server that writes the captions instead of the model on this computer."""

    server: str = setting(
        "",
        help="Address of an OpenAI-compatible server (vLLM, SGLang, llama.cpp, LM Studio, Ollama), "
        "such as http://localhost:8000/v1. It writes the captions, and the pictures are sent to "
        "it; the model on this computer checks that they are its own words. If the server needs a "
        f"key, set the environment variable {SERVER_KEY}; it is never saved.",
    )
    server_model: str = setting(
        "",
        label="Served model",
        help="Name of the model on the server. Default: the server's only model.",
    )
    server_requests: int = setting(
        16,
        minimum=1,
        maximum=1024,
        unit="requests",
        label="Requests at once",
        help="Captions that the server is asked for at the same time.",
        advanced=True,
    )
    server_retries: int = setting(
        8,
        minimum=0,
        maximum=100,
        unit="retries",
        label="Retries",
        help="How often a request is repeated when the server is busy or fails, with "
        "increasing waits of up to 30 seconds (8 retries: about 90 seconds in all), or as long as "
        "the server asks to wait, up to an hour in all. In addition, each try without an answer "
        "takes as long as the longest answer may (--server-timeout).",
        advanced=True,
    )
    server_timeout: float = setting(
        300.0,
        minimum=1.0,
        maximum=86400.0,
        unit="seconds",
        label="Longest answer",
        help="How long the server may take for one caption until its answer begins, and again "
        "until the answer ends. A request that takes longer counts as failed and is repeated "
        "(--server-retries). Connecting is not included: it may take 10 seconds.",
        advanced=True,
    )
    server_picture_mb: float = setting(
        20.0,
        minimum=0.01,
        maximum=1000.0,
        unit="MB",
        label="Largest picture sent",
        help="Larger pictures are compressed and scaled down before they are sent.",
        advanced=True,
    )

    def unused(self) -> frozenset[str]:
        """Return the settings without use: without a server, those of servers and their check."""
        unused = super().unused()
        if self.server.strip():
            return unused
        return unused | {one.name for one in settings_of(ServerConfig)} - {"server"}

    def problems(self) -> list[tuple[str, str]]:
        """Return the problems of the fields, and of an address that cannot be used."""
        found = super().problems()
        if self.server:
            found += [("server", text) for text in _address_problems(self.server)]
        elif self.server_model:
            found.append(("server_model", "needs the address of a server (--server)."))
        return found


def _address_problems(address: str) -> list[str]:
    """Return what is wrong with an address, without repeating it: it may hold a password."""
    try:
        parts = urlsplit(address)
        host, _ = parts.hostname, parts.port
    except ValueError:
        return ["is not an address such as http://localhost:8000/v1."]
    if parts.scheme not in ("http", "https") or not host:
        return ["must begin with http:// or https:// and name a computer."]
    if parts.username or parts.password or parts.query or parts.fragment:
        return [
            "must not hold a user name, password, key or “?”: addresses are saved. Set "
            f"{SERVER_KEY} instead."
        ]
    return []
