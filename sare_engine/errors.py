"""Errors that a person can act on: what happened, why, and what to do next."""

from __future__ import annotations

from collections.abc import Sequence


class EngineError(Exception):
    """A failure with a cause and a next step, all three in plain words.

    Attributes:
        what: what did not work ("The model folder could not be opened.").
        why: the cause ("/models/x holds no config.json.").
        fix: what the user can do about it ("Choose the folder that holds config.json.").
    """

    def __init__(self, what: str, why: str = "", fix: str = "") -> None:
        super().__init__(what)
        self.what = what
        self.why = why
        self.fix = fix

    def __str__(self) -> str:
        return " ".join(part for part in (self.what, self.why, self.fix) if part)


class ConfigError(EngineError):
    """A job's settings are invalid; lists every problem, not only the first.

    Attributes:
        problems: one `(field name, sentence)` pair for each problem.
    """

    def __init__(self, problems: Sequence[tuple[str, str]]) -> None:
        self.problems = tuple(problems)
        super().__init__(
            "The settings are not valid.",
            " ".join(f"{name}: {text}" for name, text in self.problems),
            "Correct them and start again.",
        )


class ModelError(EngineError):
    """A model folder cannot be read, is not supported, or is not safe to load."""


class ImageError(EngineError):
    """A picture cannot be read."""


class DataError(EngineError):
    """Annotations, captions, a vocabulary or the chosen examples cannot be used."""


class DeviceError(EngineError):
    """The requested device is absent or out of memory."""


class StorageError(EngineError):
    """A file or folder cannot be written or read: disk full, read-only, missing."""


class ServerError(EngineError):
    """A server that writes captions cannot be reached, or refuses to."""
