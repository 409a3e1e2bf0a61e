"""Ask an OpenAI-compatible server for captions: many at once, with retries."""

from __future__ import annotations

import asyncio
import contextlib
import dataclasses
import os
import queue
import random
import threading
import time
from collections import deque
from collections.abc import Coroutine, Generator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from ipaddress import ip_address
from pathlib import Path
from typing import Any, NamedTuple, Self, TypeVar
from urllib.parse import urlsplit

from sare_engine.config import SERVER_KEY, ServerConfig
from sare_engine.control import Control
from sare_engine.errors import ImageError, ServerError
from sare_engine.formatting import duration_text
from sare_engine.models.serving import refusals
from sare_engine.models.serving.answers import (
    ServedAnswer,
    longest_answer,
    model_names,
    read_answer,
    retry_after,
    sampling_settings,
)
from sare_engine.models.serving.pictures import sent_picture
from sare_engine.models.serving.refusals import Asked

T = TypeVar("T")

FIRST_WAIT = 0.5
"""Seconds before the first retry; each further wait is twice as long."""
_LONGEST_WAIT = 30.0
_LONGEST_ASKED_WAIT = 3600.0
"""Seconds that a server may ask one request to wait, all retries together."""
_WORTH_TELLING = 20.0
"""Seconds of waiting that the user should know of."""
_CONNECT_SECONDS = 10.0
_LONGEST_LIST = 16_000_000
"""Bytes of a list of models."""
_POLL_SECONDS = 0.05
_IDLE_SECONDS = 0.5
_AHEAD = 4
"""Pictures under way for each request that runs: the next are ready when an answer comes."""
_SMALLEST_PICTURE = 50_000
"""Bytes below which a picture that is too large is not made smaller."""


class _Reply(NamedTuple):
    """What came back of a request: status and body, or the error of the connection.

    `pause` is how many seconds the server asks to wait. The body is cut where it is too long.
    """

    status: int
    body: bytes
    pause: float | None
    error: Exception | None = None
    too_long: bool = False


class ServedModel:
    """A model on a server; a context manager that owns the connections.

    Requests run in a thread of their own, so that the server works while its answers are used.

    Attributes:
        address: where the server is.
        name: name of the served model.
        host: the computer in the address.
        is_local: whether the server runs on this computer.
    """

    def __init__(self, config: ServerConfig) -> None:
        """Read the address, and the key from the environment.

        Raises:
            ServerError: the key cannot be sent.
        """
        self._config = config
        self.address = base_address(config.server)
        self.name = config.server_model
        parts = urlsplit(self.address)
        self.host = parts.hostname or ""
        self.is_local = _is_local(self.host)
        self._key = server_key()
        self.sends_key_openly = bool(self._key) and parts.scheme == "http" and not self.is_local
        """Whether the key travels over the network without encryption."""
        self._models: list[str] = []
        self._exact = True
        self._answered = False
        self._notices: deque[str] = deque()
        self._told_until = 0.0
        self._done: queue.SimpleQueue[Future[ServedAnswer]] = queue.SimpleQueue()
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)
        self._pictures = ThreadPoolExecutor(4, thread_name_prefix="pictures")

    def __enter__(self) -> Self:
        self._thread.start()
        self._run(self._open(), Control())
        return self

    def __exit__(self, *_: object) -> None:
        self._pictures.shutdown(wait=False, cancel_futures=True)
        asyncio.run_coroutine_threadsafe(self._close(), self._loop).result(_CONNECT_SECONDS)
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(_CONNECT_SECONDS)
        self._loop.close()

    def reach(self, control: Control) -> None:
        """Check that the server answers and has the model; without a name, its only one is meant.

        Raises:
            ServerError: it cannot be reached, refuses the key, is no such server or lacks the
                model.
            Stopped: the control was stopped.
        """
        self._models = self._run(self._list_models(), control)
        if not self.name and len(self._models) == 1:
            self.name = self._models[0]
        if not self.name or (self._models and self.name not in refusals.known_names(self._models)):
            raise refusals.wrong_model(self._asked, self._models)

    def captions(
        self, pictures: Sequence[Path], prompt: str, max_new_tokens: int, control: Control
    ) -> Generator[ServedAnswer | None, None, None]:
        """Ask for captions; yield the answers as they come, nearly in the order of the pictures.

        A limited number of pictures is asked for at a time. Before waiting for an answer, and about
        twice a second while none comes, None is yielded.

        Args:
            pictures: files of pictures.
            prompt: what the model is asked.
            max_new_tokens: longest caption.
            control: polled while waiting; a stop drops what is under way, but not what has come.

        Raises:
            ServerError: the server refuses every request, or does not answer any more.
            Stopped: the control was stopped.
        """
        slots = asyncio.Semaphore(self._config.server_requests)
        under_way: set[Future[ServedAnswer]] = set()
        following = 0
        try:
            while under_way or following < len(pictures):
                most = _AHEAD * self._config.server_requests
                while following < len(pictures) and len(under_way) < most:
                    work = self._caption(
                        following, pictures[following], prompt, max_new_tokens, slots
                    )
                    future = self._start(work)
                    under_way.add(future)
                    future.add_done_callback(self._done.put)
                    following += 1
                if self._done.empty():
                    yield None
                    if not self._awaited(self._done, control):
                        continue
                future = self._done.get()
                under_way.discard(future)
                yield future.result()
                if self._done.empty():
                    control.poll()
        finally:
            for one in under_way:
                one.cancel()

    def finished(self) -> list[ServedAnswer]:
        """Return answers that have come but were not yielded, as their generator was closed."""
        found = []
        while not self._done.empty():
            future = self._done.get()
            if not future.cancelled() and future.exception() is None:
                found.append(future.result())
        return found

    def take_notices(self) -> list[str]:
        """Return what the user should know of since the last call."""
        taken = []
        while self._notices:
            taken.append(self._notices.popleft())
        return taken

    # In the caller's thread

    @property
    def _asked(self) -> Asked:
        return Asked(self.address, self.name, self._key)

    def _start(self, work: Coroutine[Any, Any, T]) -> Future[T]:
        return asyncio.run_coroutine_threadsafe(work, self._loop)

    def _run(self, work: Coroutine[Any, Any, T], control: Control) -> T:
        future = self._start(work)
        try:
            return self._result(future, control)
        finally:
            future.cancel()

    def _result(self, future: Future[T], control: Control) -> T:
        done: queue.SimpleQueue[Future[T]] = queue.SimpleQueue()
        future.add_done_callback(done.put)
        while not self._awaited(done, control):
            pass
        return future.result()

    @staticmethod
    def _awaited(done: queue.SimpleQueue[Any], control: Control) -> bool:
        """Wait for about half a second; return whether something is done."""
        until = time.monotonic() + _IDLE_SECONDS
        while done.empty() and time.monotonic() < until:
            control.poll()
            with contextlib.suppress(queue.Empty):
                done.put(done.get(timeout=_POLL_SECONDS))
        return not done.empty()

    # In the thread of the connections

    async def _open(self) -> None:
        import httpx2

        headers = {"Authorization": f"Bearer {self._key}"} if self._key else {}
        self._client = httpx2.AsyncClient(
            headers=headers,
            timeout=httpx2.Timeout(
                self._config.server_timeout, connect=_CONNECT_SECONDS, pool=None
            ),
            limits=httpx2.Limits(max_connections=self._config.server_requests + 1),
            # A proxy of the environment does not lead to this computer.
            trust_env=not self.is_local,
        )

    async def _close(self) -> None:
        tasks = asyncio.all_tasks() - {asyncio.current_task()}
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        await self._client.aclose()
        await self._loop.shutdown_asyncgens()

    async def _list_models(self) -> list[str]:
        answer = await self._request("GET", "models", _LONGEST_LIST, timeout=_CONNECT_SECONDS)
        if answer.error is not None:
            raise refusals.unreachable(self._asked, answer.error)
        self._answered = True
        refused = refusals.refusal(self._asked, answer.status, answer.body, ())
        if refused is not None:
            unlisted = answer.status == 404 and refusals.is_json(answer.body)
            if self.name and (unlisted or refused.kind == "busy"):
                return []  # It may have the model all the same, or is loading it.
            if unlisted:
                raise refusals.wrong_model(self._asked, ())
            raise refused.error
        names = model_names(answer.body)
        if names is None:
            raise refusals.not_compatible(self._asked, answer.status)
        return names

    async def _caption(
        self, index: int, path: Path, prompt: str, max_new_tokens: int, slots: asyncio.Semaphore
    ) -> ServedAnswer:
        async with slots:
            limit = round(self._config.server_picture_mb * 1e6)
            while True:
                try:
                    picture = await self._loop.run_in_executor(
                        self._pictures, sent_picture, path, limit
                    )
                except ImageError as error:
                    return ServedAnswer(index, failure=error)
                answer = await self._answer(index, picture.url, prompt, max_new_tokens)
                if not isinstance(answer, refusals.Refusal):
                    return dataclasses.replace(answer, reduced=picture.reduced)
                if answer.kind != "size" or len(picture.url) <= _SMALLEST_PICTURE:
                    return ServedAnswer(index, failure=answer.error)
                limit = len(picture.url) // 2

    async def _answer(
        self, index: int, picture: str, prompt: str, max_new_tokens: int
    ) -> ServedAnswer | refusals.Refusal:
        """Ask for one caption until there is an answer or a refusal that stays."""
        failures, asked_to_wait = 0, 0.0
        while True:
            exact = self._exact
            sampling = sampling_settings(max_new_tokens, exact=exact)
            reply = await self._post(picture, prompt, sampling)
            refused: refusals.Refusal | None = None
            if reply.error is None:
                self._answered = True
                if reply.too_long and reply.status < 300:
                    return refusals.Refusal("picture", refusals.too_long(self._asked))
                refused = refusals.refusal(self._asked, reply.status, reply.body, self._models)
                if refused is None:
                    return read_answer(self._asked, index, reply.status, reply.body, sampling)
                if refused.kind == "setting" and exact:
                    self._exact = False
                    continue
                if refused.kind == "server":
                    raise refused.error
                if refused.kind != "busy":
                    return refused
            if failures >= self._config.server_retries:
                return refused or self._without_answer(reply.error)
            asked_to_wait += reply.pause or 0.0
            if reply.pause and asked_to_wait > _LONGEST_ASKED_WAIT:
                raise refusals.asks_to_wait(
                    self._asked, reply.status, reply.pause, _LONGEST_ASKED_WAIT
                )
            await self._wait(failures, reply.pause)
            failures += 1

    def _without_answer(self, error: Exception | None) -> refusals.Refusal:
        """Return that a request got no answer.

        Raises:
            ServerError: nothing is there any more that could answer.
        """
        import httpx2

        gone = refusals.unreachable(self._asked, error or TimeoutError(), begun=self._answered)
        if isinstance(error, (httpx2.ConnectError, httpx2.ConnectTimeout)):
            raise gone
        return refusals.Refusal("picture", gone)  # A picture may take the server down.

    async def _post(self, picture: str, prompt: str, sampling: Mapping[str, Any]) -> _Reply:
        parts = [
            {"type": "image_url", "image_url": {"url": picture}},
            {"type": "text", "text": prompt},
        ]
        content = {
            "model": self.name,
            "messages": [{"role": "user", "content": parts}],
            **sampling,
        }
        # Refusals may repeat the picture.
        most = longest_answer(sampling["max_tokens"]) + len(picture)
        return await self._request("POST", "chat/completions", most, json=content)

    async def _request(self, method: str, call: str, most: int, **content: Any) -> _Reply:
        """Ask the server; read at most `most` bytes of its answer."""
        import httpx2

        body = bytearray()
        try:
            async with (
                self._client.stream(method, f"{self.address}/{call}", **content) as answer,
                # An answer may come so slowly that no single wait is too long.
                asyncio.timeout(self._config.server_timeout),
                contextlib.aclosing(answer.aiter_bytes()) as pieces,
            ):
                async for piece in pieces:
                    body += piece
                    if len(body) > most:
                        break
        except TimeoutError:
            return _Reply(0, b"", None, httpx2.ReadTimeout("The answer did not end."))
        except (httpx2.RequestError, httpx2.InvalidURL) as error:
            return _Reply(0, b"", None, error)
        pause = retry_after(answer.headers.get("Retry-After"))
        return _Reply(answer.status_code, bytes(body[:most]), pause, too_long=len(body) > most)

    async def _wait(self, failures: int, asked: float | None) -> None:
        # At random, so that not all requests come back at the same moment.
        usual = min(_LONGEST_WAIT, FIRST_WAIT * 2**failures) * random.uniform(0.5, 1.0)
        seconds = usual if asked is None else asked + usual / 10
        now = time.monotonic()
        if seconds > _WORTH_TELLING and now > self._told_until:
            self._told_until = now + seconds
            why = (
                "is busy or does not answer" if asked is None else f"asks to wait ({self.address})"
            )
            self._notices.append(f"The server {why}; asking again in {duration_text(seconds)}.")
        await asyncio.sleep(seconds)


def server_key() -> str:
    """Return the server's key from the environment, or "".

    Raises:
        ServerError: it has characters that cannot be sent.
    """
    key = os.environ.get(SERVER_KEY, "").strip()
    if not (key.isascii() and key.isprintable()):
        raise ServerError(
            f"The key in {SERVER_KEY} cannot be used.",
            "It has characters that cannot be sent to a server, such as line breaks.",
            "Copy the key again.",
        )
    return key


def base_address(address: str) -> str:
    """Return the address to which the names of an OpenAI-compatible server's calls are added."""
    address = address.strip().rstrip("/")
    for ending in ("/chat/completions", "/models"):
        address = address.removesuffix(ending)
    return address if urlsplit(address).path.strip("/") else f"{address}/v1"


def _is_local(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False
