"""Asking an OpenAI-compatible server: order, retries, stopping, and refusals in plain words."""

from __future__ import annotations

import base64
import datetime
import email.utils
import io
import itertools
import socket
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from sare_engine.config import SERVER_KEY, ServerConfig
from sare_engine.control import Control, Stopped
from sare_engine.errors import ServerError
from sare_engine.models.images import open_image
from sare_engine.models.serving import client
from sare_engine.models.serving.answers import ServedAnswer, retry_after
from sare_engine.models.serving.client import ServedModel, base_address
from sare_engine.models.serving.pictures import sent_picture
from tests.engine.conftest import write_images
from tests.engine.models.fake_server import (
    MODEL,
    Answer,
    FakeServer,
    completion,
    digest_of,
    serving,
)
from tests.waiting import eventually


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[FakeServer]:
    monkeypatch.setattr(client, "FIRST_WAIT", 0.001)
    monkeypatch.delenv(SERVER_KEY, raising=False)
    with serving() as one:
        yield one


@pytest.fixture(scope="module")
def pictures(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    return write_images(tmp_path_factory.mktemp("pictures"), 20)


def config(at: FakeServer, **others: Any) -> ServerConfig:
    return ServerConfig(**{"server": at.address, "server_model": MODEL, **others})


def ask(
    settings: ServerConfig, pictures: Sequence[Path], control: Control | None = None
) -> list[ServedAnswer]:
    control = control or Control()
    with ServedModel(settings) as model:
        model.reach(control)
        return [one for one in model.captions(pictures, "What is it?", 16, control) if one]


def refused(settings: ServerConfig, pictures: Sequence[Path]) -> str:
    """Ask for a caption; return why there is none, in the words of the error."""
    try:
        [answer] = ask(settings, pictures[:1])
    except ServerError as error:
        return str(error)
    assert answer.failure is not None and answer.text == ""
    return str(answer.failure)


def test_a_thousand_requests_with_failures_lose_none(
    server: FakeServer, pictures: list[Path]
) -> None:
    server.captions = {digest_of(path.read_bytes()): path.name for path in pictures}
    failures: tuple[Answer, ...] = (
        (503, {"error": "loading"}, {}),
        (429, {"error": {"message": "rate limit"}}, {"Retry-After": "0"}),
        (500, "<html>Internal Server Error</html>", {}),
        (0, "", {}),
    )
    server.answer = lambda number, _picture: (
        failures[number // 10 % len(failures)] if number % 10 == 0 else None
    )
    wanted = pictures * 50
    answers = sorted(ask(config(server), wanted), key=lambda one: one.index)
    assert [one.index for one in answers] == list(range(1000))
    assert [one.text for one in answers] == [path.name for path in wanted]
    assert len(server.requests) > 1100


def test_many_at_once_and_no_more(server: FakeServer, pictures: list[Path]) -> None:
    together = threading.Barrier(4, timeout=10)

    def meet(_number: int, _picture: str) -> None:
        together.wait()

    server.answer = meet
    ask(config(server, server_requests=4), pictures)
    assert server.most == 4
    # The others don't wait for an answer that does not come.
    first = digest_of(pictures[0].read_bytes())
    release = threading.Event()
    server.requests.clear()

    def hold(_number: int, picture: str) -> None:
        if picture == first:
            release.wait(10)

    server.answer = hold
    control = Control()
    with ServedModel(config(server, server_requests=2)) as model:
        answers = model.captions(pictures, "What is it?", 16, control)
        found = [one.index for one in itertools.islice(filter(None, answers), len(pictures) - 1)]
        assert sorted(found) == list(range(1, len(pictures)))
        assert server.present == 1
        release.set()
        assert [one.index for one in answers if one] == [0]
    assert server.most == 4


def test_what_is_asked_for_is_greedy_and_stated_in_full(
    server: FakeServer, pictures: list[Path]
) -> None:
    [answer] = ask(config(server), pictures[:1])
    body = server.requests[0]
    [message] = body.pop("messages")
    image, text = message["content"]
    assert text == {"type": "text", "text": "What is it?"}
    assert base64.b64decode(image["image_url"]["url"].partition(",")[2]) == pictures[0].read_bytes()
    assert body.pop("model") == MODEL
    assert body == answer.sampling == {
        "max_tokens": 16, "temperature": 0.0, "top_p": 1.0, "frequency_penalty": 0.0,
        "presence_penalty": 0.0, "repetition_penalty": 1.0, "repeat_penalty": 1.0,
    }  # fmt: skip
    # A server that knows only OpenAI's settings gets only these.
    server.answer = lambda _number, _picture: (
        (422, {"detail": [{"type": "extra_forbidden", "loc": ["body", "repetition_penalty"]}]}, {})
        if "repetition_penalty" in server.requests[-1]
        else None
    )
    [answer] = ask(config(server), pictures[:1])
    assert answer.text and "repetition_penalty" not in answer.sampling


def test_a_server_that_asks_to_wait_is_obeyed(server: FakeServer, pictures: list[Path]) -> None:
    times: list[float] = []

    def busy(number: int, _picture: str) -> Any:
        times.append(time.monotonic())
        return (429, {"error": "slow down"}, {"Retry-After": "0.3"}) if number == 1 else None

    server.answer = busy
    [answer] = ask(config(server), pictures[:1])
    assert answer.text and times[1] - times[0] >= 0.3


def asking_to_wait(much: str) -> Callable[[int, str], Answer]:
    return lambda _number, _picture: (429, "{}", {"Retry-After": much})


def test_a_wait_that_the_server_asks_for_is_told_and_bounded(
    server: FakeServer, pictures: list[Path]
) -> None:
    for much in ("100000", "Wed, 21 Oct 2099 07:28:00 GMT"):
        server.answer = asking_to_wait(much)
        text = refused(config(server), pictures)
        assert_matches(
            r"asks to wait for too long. .* answered 429 .* for \d+ h .* 1 h 0 min", text
        )
    server.answer = asking_to_wait("3000")
    with ServedModel(config(server)) as model:
        answers = model.captions(pictures, "What is it?", 16, Control())
        notices: list[str] = []

        def told() -> list[str]:
            assert next(answers) is None
            notices.extend(model.take_notices())
            return notices

        eventually(told)
        assert next(answers) is None
        answers.close()
        assert len(notices) == 1 and not model.take_notices()
    assert_matches(r"asks to wait \(http.*\); asking again in 50 min", notices[0])


def test_waits_that_the_server_asks_for_add_up(
    server: FakeServer, pictures: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(client, "_LONGEST_ASKED_WAIT", 0.05)
    server.answer = asking_to_wait("0.02")
    assert_matches("asks to wait for too long", refused(config(server), pictures))
    assert len(server.requests) == 3


def test_dates_and_seconds_to_wait() -> None:
    soon = datetime.datetime.now(datetime.UTC) + datetime.timedelta(seconds=90)
    assert retry_after(email.utils.format_datetime(soon, usegmt=True)) == pytest.approx(90, abs=5)
    assert retry_after("Wed, 21 Oct 2015 07:28:00 GMT") == 0
    assert (retry_after("7"), retry_after("-3")) == (7, 0)
    assert [retry_after(one) for one in (None, "", "soon", "nan", "inf")] == [None] * 5


def test_a_stop_does_not_wait_for_the_server(server: FakeServer, pictures: list[Path]) -> None:
    release, control = threading.Event(), Control()

    def hang(_number: int, _picture: str) -> None:
        release.wait(20)

    server.answer = hang
    try:
        with ServedModel(config(server)) as model, pytest.raises(Stopped):
            answers = model.captions(pictures, "What is it?", 16, control)
            assert next(answers) is None
            begun = time.monotonic()
            control.stop()
            next(answers)
        assert time.monotonic() - begun < 2
    finally:
        release.set()


def test_an_answer_without_end_is_given_up(server: FakeServer, pictures: list[Path]) -> None:
    endless = digest_of(pictures[1].read_bytes())
    content = completion("A cup stands on a table. " * 400_000)
    server.answer = lambda _number, picture: (200, content, {}) if picture == endless else None
    answers = ask(config(server), pictures[:3])
    [failed] = [one for one in answers if one.failure]
    assert failed.index == 1 and failed.failure is not None
    assert failed.failure.what == "The server's answer is too long."
    # Refusals that repeat a picture are understood from their beginning.
    server.answer = lambda _number, _picture: (
        (400, {"error": {"message": "maximum context length" + " " * 3_000_000}}, {})
    )
    assert_matches("do not fit into the server's context", refused(config(server), pictures))
    server.listing = 200, " " * 20_000_000, {}
    assert_matches("not an OpenAI-compatible server", refused(config(server), pictures))


def test_an_answer_that_drips_counts_as_failed(server: FakeServer, pictures: list[Path]) -> None:
    server.drip = 0.02
    text = refused(config(server, server_timeout=0.2, server_retries=0), pictures)
    assert_matches("did not answer in time", text)


def test_captions_hold_nothing_that_a_terminal_obeys(
    server: FakeServer, pictures: list[Path]
) -> None:
    said = "A \ud800cup\x00 \u202ehere\x1b[2J\x9b1m\r\n\tand\rthere.\x07"
    server.usual = said
    server.finish = "stop\x1b"
    server.models = ["m\x1b[2J"]
    [answer] = ask(config(server, server_model=""), pictures[:1])
    assert answer.text == "A \ufffdcup  here [2J 1m\r\n\tand there."
    assert answer.finish == "stop "
    assert server.requests[0]["model"] == "m [2J"


@pytest.mark.parametrize(
    ("status", "content", "said"),
    [
        # No pictures: vLLM, llama.cpp, LM Studio (twice), Ollama, SGLang
        (400, {"object": "error", "message": "m is not a multimodal model"}, "cannot see pictures"),
        (
            500,
            {"error": {"message": "image input is not supported - hint: you need the mmproj"}},
            "cannot see pictures",
        ),
        (200, {"error": "Model does not support images."}, "cannot see pictures"),
        (
            200,
            {"error": {"message": "Vision add-on is not loaded, but images were provided"}},
            "cannot see pictures",
        ),
        (
            400,
            {"error": {"message": "this model is missing data required for image input"}},
            "cannot see pictures",
        ),
        # Other refusals
        (
            404,
            {"error": {"message": "The model `m` does not exist."}},
            f"lists “{MODEL}”, but does not serve it. .*404: “The model",
        ),
        (401, {"error": "Unauthorized"}, f"needs a key. .* {SERVER_KEY}"),
        (403, "", "needs a key"),
        (413, "<html>Request Entity Too Large</html>", "picture is too large for the server"),
        (
            400,
            {"error": {"message": "maximum context length is 2048 tokens"}},
            "do not fit into the server's context. .*--max-model-len",
        ),
        (404, "<html>Not Found</html>", "not an OpenAI-compatible server"),
        (200, "<!doctype html><title>Welcome</title>", "not an OpenAI-compatible server"),
        (200, {"hello": "world"}, "not an OpenAI-compatible server"),
        (200, "[" * 200_000, "not an OpenAI-compatible server"),
        (503, "[" * 200_000, "busy or fails"),
        (400, {"error": {"message": "bad \x1b[31m\u202eseed\ud800"}}, r"“bad \[31mseed\ufffd”"),
        (200, completion("A cup stands on a table. " * 1000), "answer is too long. "),
        (302, "", "redirects to another address"),
        (400, {"error": {"message": "bad seed"}}, "refused the request. .*“bad seed”"),
        (503, {"error": {"message": "Loading model"}}, "busy or fails. .*503: “Loading model”"),
        (200, completion(""), "The caption is empty"),
        (200, completion(None, "length"), "Its length limit was reached before the first word"),
    ],
)
def test_refusals_in_plain_words(
    server: FakeServer, pictures: list[Path], status: int, content: Any, said: str
) -> None:
    server.answer = lambda _number, _picture: (status, content, {})
    text = refused(config(server, server_retries=1), pictures)
    assert_matches(said, text)
    assert "<" not in text and "Traceback" not in text


def assert_matches(pattern: str, text: str) -> None:
    import re

    assert re.search(pattern, text), text


def test_what_is_wrong_before_the_first_picture(
    server: FakeServer, pictures: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    server.models = ["llava", "qwen"]
    text = refused(config(server), pictures)
    assert_matches(f"no model named “{MODEL}”. .* has: llava, qwen. ", text)
    assert_matches("Which of the server's models", refused(config(server, server_model=""), []))
    server.models = ["llava:latest"]
    assert ask(config(server, server_model="llava"), pictures[:1])[0].text
    pages = (200, "<html></html>"), (404, "<html></html>"), (200, "[]")
    for status, page in pages:
        server.listing = status, page, {}
        assert_matches("not an OpenAI-compatible server", refused(config(server), pictures))
    # Some servers do not list their models.
    for status in (404, 500, 503):
        server.listing = status, {"detail": "Not Found"}, {}
        assert ask(config(server), pictures[:1])[0].text
    server.answer = lambda _number, _picture: (404, {"error": "model not found"}, {})
    assert_matches(f"no model named “{MODEL}”. ", refused(config(server), pictures))
    assert_matches("busy or fails", refused(config(server, server_model=""), pictures))
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    nobody = config(server, server=f"http://127.0.0.1:{port}/v1")
    text = refused(nobody, pictures)
    assert_matches(f"cannot be reached. Nothing answers at http://127.0.0.1:{port}/v1", text)
    odd = config(server, server="http://exa mple/v1")
    assert_matches("cannot be reached", refused(odd, pictures))
    monkeypatch.setenv(SERVER_KEY, "sk-\nbroken")
    text = refused(config(server), pictures)
    assert SERVER_KEY in text and "broken" not in text


def test_a_server_that_dies_is_told_with_what_to_do(
    server: FakeServer, pictures: list[Path]
) -> None:
    def die(number: int, _picture: str) -> Any:
        if number <= 5:
            return None
        server.socket.close()
        return 0, "", {}

    server.answer = die
    with pytest.raises(ServerError) as caught:
        ask(config(server, server_retries=2, server_requests=1), pictures)
    assert caught.value.what == "The server stopped answering."
    assert "only the rest is asked for" in caught.value.fix


def test_a_picture_that_breaks_the_connection_is_one_failure(
    server: FakeServer, pictures: list[Path]
) -> None:
    bad = digest_of(pictures[3].read_bytes())
    server.answer = lambda _number, picture: (0, "", {}) if picture == bad else None
    answers = ask(config(server, server_retries=1), pictures[:6])
    assert [one.index for one in answers if one.failure] == [3]


def test_pictures_arrive_as_the_model_here_sees_them(tmp_path: Path) -> None:
    plain = write_images(tmp_path, 1)[0]
    assert _sent(plain) == ("image/png", plain.read_bytes(), "")
    image = Image.effect_noise((300, 200), 90).convert("RGB")
    turned = tmp_path / "turned.jpg"
    exif = Image.Exif()
    exif[0x0112] = 6
    image.save(turned, exif=exif)
    clear = tmp_path / "clear.png"
    image.convert("RGBA").resize((40, 30)).save(clear)
    for path in (turned, clear):
        media, data, reduced = _sent(path)
        assert (media, reduced) == ("image/png", "")
        assert Image.open(io.BytesIO(data)).tobytes() == open_image(path).tobytes()


def test_large_pictures_are_sent_smaller_and_say_so(
    server: FakeServer, pictures: list[Path], tmp_path: Path
) -> None:
    large = tmp_path / "large.png"
    Image.effect_noise((600, 400), 90).convert("RGB").save(large)
    assert _sent(large, 400_000)[2] == "compressed as JPEG"
    media, data, reduced = _sent(large, 60_000)
    assert media == "image/jpeg" and len(data) < 60_000
    assert reduced.startswith("scaled down from 600 x 400 to ")
    small = Image.open(io.BytesIO(data))
    assert small.width / small.height == pytest.approx(1.5, abs=0.02)
    [answer] = ask(config(server, server_picture_mb=0.06), [large])
    assert answer.reduced == reduced
    # A limit of the server or of a proxy before it, found by asking.
    server.answer = lambda _number, _picture: (
        (413, "<html>Request Entity Too Large</html>", {})
        if len(str(server.requests[-1])) > 100_000
        else None
    )
    answers = ask(config(server, server_requests=1), [large, pictures[0]])
    [answer, other] = sorted(answers, key=lambda one: one.index)
    assert answer.text and answer.reduced.startswith("scaled down from 600 x 400 to ")
    assert other.text and not other.reduced
    (tmp_path / "broken.png").write_bytes(b"\x89PNG")
    [answer] = ask(config(server), [tmp_path / "broken.png"])
    assert answer.failure is not None and "broken.png" in answer.failure.what


def _sent(path: Path, limit: int = 10**9) -> tuple[str, bytes, str]:
    picture = sent_picture(path, limit)
    head, _, data = picture.url.partition(";base64,")
    assert len(picture.url) <= limit
    return head.removeprefix("data:"), base64.b64decode(data), picture.reduced


@pytest.mark.parametrize(
    ("given", "base"),
    [
        ("http://localhost:8000", "http://localhost:8000/v1"),
        ("http://localhost:8000/", "http://localhost:8000/v1"),
        ("http://localhost:8000/v1/", "http://localhost:8000/v1"),
        ("http://host/v1/chat/completions", "http://host/v1"),
        ("https://host/models/llava/v1", "https://host/models/llava/v1"),
    ],
)
def test_addresses_as_people_give_them(given: str, base: str) -> None:
    assert base_address(given) == base
