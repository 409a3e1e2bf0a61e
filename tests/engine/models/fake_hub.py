"""A tiny Hugging Face hub on this computer: one model, with its files in a folder."""

from __future__ import annotations

import hashlib
import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import pytest

NAME = "owner/tiny-llava"
REVISION = "0123456789abcdef0123456789abcdef01234567"


class FakeHub(ThreadingHTTPServer):
    """Serves a folder as the hub does, ranges included.

    Attributes:
        folder: the model's files.
        requests: (path, Range header) of every request for a file.
        break_after: bytes after which a connection breaks, once; None never.
        error: (status, X-Error-Code) given instead of any answer, or None.
        busy: how many requests for files are answered with 503 before they are served.
        damage: names of files that arrive changed.
        ranges: whether ranges are understood.
    """

    daemon_threads = True

    def __init__(self, folder: Path) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.folder = folder
        self.requests: list[tuple[str, str]] = []
        self.break_after: int | None = None
        self.error: tuple[int, str] | None = None
        self.busy = 0
        self.damage: set[str] = set()
        self.ranges = True

    @property
    def address(self) -> str:
        """What HF_ENDPOINT is set to."""
        return f"http://127.0.0.1:{self.server_address[1]}"

    def asked(self, name: str) -> list[str]:
        """Return the ranges that a file was asked for with."""
        return [range_ for path, range_ in self.requests if path.endswith("/" + name)]


class _Handler(BaseHTTPRequestHandler):
    server: FakeHub
    protocol_version = "HTTP/1.1"

    def log_message(self, *_: Any) -> None:
        pass

    def do_GET(self) -> None:
        path = unquote(urlsplit(self.path).path)
        if self.server.error is not None:
            status, code = self.server.error
            self._answer(status, b"", {"X-Error-Code": code} if code else {})
        elif path.startswith(f"/api/models/{NAME}"):
            self._answer(200, json.dumps(self._described()).encode())
        elif path.startswith(f"/{NAME}/resolve/{REVISION}/"):
            self._file(path.rpartition("/")[2])
        else:
            self._answer(404, b"", {"X-Error-Code": "RepoNotFound"})

    def _described(self) -> dict[str, Any]:
        siblings = []
        for path in sorted(self.server.folder.rglob("*")):
            if path.is_file():
                content = path.read_bytes()
                one: dict[str, Any] = {
                    "rfilename": path.relative_to(self.server.folder).as_posix(),
                    "size": len(content),
                    "blobId": hashlib.sha1(content).hexdigest(),
                }
                if path.suffix in (".safetensors", ".bin"):
                    digest = hashlib.sha256(content).hexdigest()
                    one["lfs"] = {"size": len(content), "sha256": digest, "pointerSize": 130}
                siblings.append(one)
        return {"id": NAME, "sha": REVISION, "siblings": siblings, "cardData": {"license": "mit"}}

    def _file(self, name: str) -> None:
        wanted = self.headers.get("Range", "")
        self.server.requests.append((self.path, wanted))
        if self.server.busy:
            self.server.busy -= 1
            self._answer(503, b"")
            return
        content = (self.server.folder / name).read_bytes()
        if name in self.server.damage:
            content = content[:-1] + bytes([content[-1] ^ 1])
        start = int(wanted.removeprefix("bytes=").rstrip("-")) if wanted else 0
        status = 206 if wanted and self.server.ranges else 200
        content = content[start:] if status == 206 else content
        cut = self.server.break_after
        if cut is not None and len(content) > cut:
            self.server.break_after = None
            self._answer(status, content[:cut], {"Content-Length": str(len(content))})
            self.close_connection = True
            return
        self._answer(status, content)

    def _answer(self, status: int, content: bytes, headers: dict[str, str] | None = None) -> None:
        self.send_response(status)
        for name, value in {"Content-Length": str(len(content)), **(headers or {})}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(content)


def point_at(hub: FakeHub, monkeypatch: pytest.MonkeyPatch) -> None:
    """Have the hub's library ask this hub, past any proxy."""
    import huggingface_hub.constants

    monkeypatch.setattr(huggingface_hub.constants, "ENDPOINT", hub.address)
    template = hub.address + "/{repo_id}/resolve/{revision}/{filename}"
    monkeypatch.setattr(huggingface_hub.constants, "HUGGINGFACE_CO_URL_TEMPLATE", template)
    monkeypatch.delenv("HTTP_PROXY", raising=False)
    monkeypatch.delenv("http_proxy", raising=False)


@contextmanager
def serving(folder: Path) -> Iterator[FakeHub]:
    """Serve a folder while the block runs."""
    hub = FakeHub(folder)
    thread = threading.Thread(target=hub.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield hub
    finally:
        hub.shutdown()
        hub.server_close()
        thread.join()
