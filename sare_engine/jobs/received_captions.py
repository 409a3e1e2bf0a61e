"""What came back of a server: counts, and what the user should know of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

from sare_engine.errors import DataError, EngineError, ImageError
from sare_engine.events import Event, Notice
from sare_engine.formatting import some_names
from sare_engine.models.serving.answers import ServedAnswer

_FAILURES_AT_FIRST, _FAILURES_IN_A_ROW = 8, 64
"""Pictures without a caption, before the first caption and in a row, after which a server is given
up: the cause is not one picture."""
_SAME = 5
"""Equal captions of different pictures from which on something is wrong."""
_NAMED = 3


class ReceivedCaptions:
    """Counts what a server answered, and gives it up when nothing but failures come."""

    def __init__(self, max_new_tokens: int) -> None:
        """Count nothing yet; captions are asked for with at most `max_new_tokens` tokens."""
        self._limit = max_new_tokens
        self._asked = 0
        self._failed: list[tuple[str, EngineError]] = []
        self._in_a_row = 0
        self._reduced: list[tuple[str, str]] = []
        self._cut_off = 0
        self._cut_by_server = 0
        self._first_text: str | None = None
        self._differ = False

    def add(self, name: str, answer: ServedAnswer) -> bool:
        """Record the answer on a picture; return whether it is a caption.

        Raises:
            EngineError: too many pictures in a row have failed.
        """
        self._asked += 1
        if answer.failure is not None:
            self._failed.append((name, answer.failure))
            # A picture that cannot be read says nothing about the server.
            self._in_a_row += not isinstance(answer.failure, ImageError)
            most = _FAILURES_AT_FIRST if self._first_text is None else _FAILURES_IN_A_ROW
            if self._in_a_row >= most:
                raise answer.failure
            return False
        self._in_a_row = 0
        if answer.reduced:
            self._reduced.append((name, answer.reduced))
        if answer.finish == "length":
            self._cut_off += 1
            self._cut_by_server += answer.tokens is not None and answer.tokens < self._limit
        if self._first_text is None:
            self._first_text = answer.text
        self._differ |= answer.text != self._first_text
        return True

    def counts(self) -> dict[str, Any]:
        """Return the counts for the result of the job."""
        return {
            "asked": self._asked,
            "cut_off": self._cut_off,
            "pictures_reduced": len(self._reduced),
            "pictures_failed": len(self._failed),
        }

    def nothing(self) -> EngineError:
        """Return why there is no caption at all."""
        if self._failed:
            return self._failed[0][1]
        return DataError(
            "There is no caption.",
            "None of the pictures could be sent to the server.",
            "Check that the picture files exist.",
        )

    def report(self) -> Iterator[Event]:
        """Yield what the user should know about the captions."""
        if self._failed:
            reasons = Counter(f"{one.what} {one.why}" for _, one in self._failed)
            reason, count = reasons.most_common(1)[0]
            error = next(one for _, one in self._failed if f"{one.what} {one.why}" == reason)
            names = some_names([name for name, _ in self._failed], _NAMED)
            more = "" if count == len(self._failed) else f" ({count} times)"
            yield Notice(
                "warning",
                f"Pictures without a caption: {len(self._failed)} ({names}). {reason}{more}",
                f"{error.fix} A test with the same settings asks for them again.",
            )
        if self._reduced:
            name, how = self._reduced[0]
            yield Notice(
                "warning",
                f"Pictures that were too large and were sent smaller: {len(self._reduced)} "
                f"({name}: {how}).",
                "The model on this computer sees them as they are, and may not confirm their "
                "captions. The limit is the largest picture sent (--server-picture-mb).",
            )
        if self._cut_off:
            by_server = self._cut_by_server
            yield Notice(
                "warning" if by_server else "info",
                f"Captions cut off by length: {self._cut_off}; the limit is {self._limit} tokens."
                + (f" The server itself stopped {by_server} of them earlier." if by_server else ""),
                "Raise the context or the output limit of the server."
                if by_server
                else "Raise the longest caption (--max-new-tokens) to get whole captions.",
            )
        if self._asked - len(self._failed) >= _SAME and not self._differ:
            yield Notice(
                "warning",
                f"All {self._asked - len(self._failed)} captions are the same.",
                "The server may ignore the pictures: check that it serves a multimodal model.",
            )
