"""A tiny OpenAI-compatible server on this computer: answers at once, and fails on demand."""

from __future__ import annotations

import base64
import hashlib
import json
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

MODEL = "owner/tiny-llava"

Answer = tuple[int, Mapping[str, Any] | str, dict[str, str]]
"""Status, JSON or text, and headers."""


def digest_of(data: bytes) -> str:
    """Return what the server knows a picture by."""
    return hashlib.sha256(data).hexdigest()


def completion(text: str | None, finish: str = "stop", **usage: int) -> dict[str, Any]:
    """Return a whole answer with a caption."""
    message = {"role": "assistant", "content": text}
    return {"choices": [{"index": 0, "message": message, "finish_reason": finish}], "usage": usage}


class FakeServer(ThreadingHTTPServer):
    """Answers with the captions of the pictures it knows.

    Attributes:
        captions: hash of a picture's bytes → its caption; others get `usual`.
        usual: caption of other pictures.
        finish: why captions end.
        key: the key that is needed, or "".
        models: names of its models.
        asked: how often each picture was asked for, by hash.
        requests: the bodies of all requests for captions.
        headers: the headers of the last request.
        answer: returns another answer to a request, or None for the usual one; it gets the number
            of the request (from 1) and the hash of the picture.
        listing: an answer to the question for the models, instead of the usual one.
        drip: seconds between the bytes of captions.
        most: the largest number of requests that were there at once.
    """

    daemon_threads = True
    request_queue_size = 128

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.captions: dict[str, str] = {}
        self.usual = "A picture."
        self.finish = "stop"
        self.key = ""
        self.models = [MODEL]
        self.asked: Counter[str] = Counter()
        self.requests: list[dict[str, Any]] = []
        self.headers: dict[str, str] = {}
        self.answer: Callable[[int, str], Answer | None] = lambda _number, _picture: None
        self.listing: Answer | None = None
        self.drip = 0.0
        self.most = 0
        self.present = 0
        self.lock = threading.Lock()

    def handle_error(self, *_: Any) -> None:
        """Say nothing: a stopped job drops its connections."""

    @property
    def address(self) -> str:
        """What is given as the server."""
        return f"http://127.0.0.1:{self.server_address[1]}/v1"

    def know(self, folder: Path, captions: Mapping[str, str]) -> None:
        """Give pictures in a folder their captions: name → caption."""
        for name, text in captions.items():
            self.captions[digest_of((folder / name).read_bytes())] = text


class _Handler(BaseHTTPRequestHandler):
    server: FakeServer
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True

    def log_message(self, *_: Any) -> None:
        pass

    def do_GET(self) -> None:
        self.server.headers = dict(self.headers)
        if self.server.listing is not None:
            self._send(*self.server.listing)
        elif not self._allowed():
            self._send(401, {"error": {"message": f"Incorrect API key: {self._given()}"}}, {})
        elif self.path == "/v1/models":
            self._send(200, {"object": "list", "data": [{"id": m} for m in self.server.models]}, {})
        else:
            self._send(404, {"detail": "Not Found"}, {})

    def do_POST(self) -> None:
        server = self.server
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        url = body["messages"][0]["content"][0]["image_url"]["url"]
        picture = digest_of(base64.b64decode(url.partition(",")[2]))
        with server.lock:
            server.headers = dict(self.headers)
            server.requests.append(body)
            number = len(server.requests)
            server.asked[picture] += 1
            server.present += 1
            server.most = max(server.most, server.present)
        try:
            answer = server.answer(number, picture)
            if answer is None and not self._allowed():
                answer = 401, {"error": {"message": f"Incorrect API key: {self._given()}"}}, {}
            if answer is None:
                text = server.captions.get(picture, server.usual)
                answer = 200, completion(text, server.finish), {}
        finally:
            with server.lock:
                server.present -= 1
        if answer[0] == 0:
            self.close_connection = True  # Without a word.
            return
        self._send(*answer)

    def _given(self) -> str:
        return str(self.headers.get("Authorization", "")).removeprefix("Bearer ")

    def _allowed(self) -> bool:
        return not self.server.key or self._given() == self.server.key

    def _send(self, status: int, content: Mapping[str, Any] | str, headers: dict[str, str]) -> None:
        text = content if isinstance(content, str) else json.dumps(content)
        kind = "text/html" if isinstance(content, str) else "application/json"
        data = text.encode()
        self.send_response(status)
        for name, value in {
            "Content-Type": kind, "Content-Length": str(len(data)), **headers,
        }.items():  # fmt: skip
            self.send_header(name, value)
        self.end_headers()
        if self.server.drip and self.command == "POST":
            for byte in data:
                self.wfile.write(bytes([byte]))
                time.sleep(self.server.drip)
            return
        self.wfile.write(data)


@contextmanager
def serving() -> Iterator[FakeServer]:
    """Serve while the block runs."""
    server = FakeServer()
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
