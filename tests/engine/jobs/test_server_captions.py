"""Captions that a server writes: confirmed, refused, resumed, and never with its key on disk."""

from __future__ import annotations

import dataclasses
import shutil
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from sare_engine import (
    CaptionSetsConfig,
    ConceptsConfig,
    Control,
    MentionsConfig,
    ProbeConfig,
    Project,
    caption_sets,
    concepts,
    mentions,
    probe,
)
from sare_engine.config import SERVER_KEY, ModelConfig
from sare_engine.errors import DataError
from sare_engine.events import Event, Finished, Notice, Progress
from sare_engine.models.loading import LoadedModel, load_model
from sare_engine.models.serving import client
from tests.engine.conftest import make_tokenizer
from tests.engine.jobs.conftest import World, ended, failure
from tests.engine.models.fake_server import MODEL, FakeServer, digest_of, serving

COUNT = 15
"""Captions whose tokens are those of their text."""
KEY = "sk-very-secret-0123456789"


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[FakeServer]:
    monkeypatch.setattr(client, "FIRST_WAIT", 0.001)
    monkeypatch.delenv(SERVER_KEY, raising=False)
    with serving() as one:
        yield one


@pytest.fixture(scope="module")
def tested(tested_project: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The tested project with the images whose captions have the tokens of their text."""
    folder = Path(shutil.copytree(tested_project, tmp_path_factory.mktemp("own") / "project"))
    tokenizer = make_tokenizer()
    with Project.open(folder) as project:
        project.remove_images(
            one.image_id
            for one in project.captions()
            if tokenizer(f" {one.text}", add_special_tokens=False)["input_ids"]
            != [token for token in one.token_ids if token != tokenizer.eos_token_id]
        )
    return folder


@pytest.fixture(scope="module")
def said(tested: Path) -> dict[str, str]:
    """File name → the model's own caption."""
    listed = mentions(MentionsConfig(project=tested))["images"]
    return {Path(one["path"]).name: one["captions"][0] for one in listed}


@pytest.fixture(scope="module")
def loaded(world: World) -> Iterator[LoadedModel]:
    model = load_model(ModelConfig(model=world.model, device="cpu"))
    yield model
    model.unload()


@pytest.fixture
def untested(tested: Path, tmp_path: Path) -> Path:
    """The tested project without its captions."""
    project = Path(shutil.copytree(tested, tmp_path / "project"))
    caption_sets(CaptionSetsConfig(project=project, remove=("model",)))
    return project


def config(world: World, project: Path, server: FakeServer, **others: Any) -> ProbeConfig:
    given = dataclasses.replace(world.probe_config(project), images=(), annotations=None)
    asked = {"server": server.address, "server_model": MODEL, **others}
    return dataclasses.replace(given, **asked)


def notices(events: list[Event]) -> str:
    return " ".join(f"{one.text} {one.hint}" for one in events if isinstance(one, Notice))


def stored(project: Path) -> dict[str, dict[str, str]]:
    """Return caption set → file name → caption."""
    with Project.open(project) as opened:
        names = {image.id: image.path.name for image in opened.images()}
        return {
            one.name: {names[row.image_id]: row.text for row in opened.captions(one.id)}
            for one in opened.caption_sets()
        }


def altered(captions: dict[str, str], names: set[str]) -> dict[str, str]:
    """Return the captions, some of them beginning with a word that the model did not choose."""
    return {
        name: ("knife" if text.startswith("cat") else "cat") + text[text.index(" ") :]
        if name in names
        else text
        for name, text in captions.items()
    }


def test_right_captions_become_the_models_own(
    world: World,
    tested: Path,
    untested: Path,
    said: dict[str, str],
    loaded: LoadedModel,
    server: FakeServer,
) -> None:
    server.know(world.images, said)
    server.finish = "length"  # Captions of random weights have no end.
    settings = config(world, untested, server)
    events = list(probe(settings, model=loaded))
    last = events[-1]
    assert isinstance(last, Finished), last
    assert loaded.loaded
    assert last.result["asked"] == COUNT and last.result["captions_of"] == "model"
    sample, whole = last.result["own_words"]
    assert (sample["captions"], sample["checked"], sample["refused"]) == ("sample", COUNT, 0)
    assert (whole["captions"], whole["accepted"], whole["refused"]) == ("all", COUNT, 0)
    assert whole["worst_shortfall"] == pytest.approx(0, abs=1e-4)
    assert f"Captions cut off by length: {COUNT}; the limit is 16 tokens." in notices(events)
    progress = [one for one in events if isinstance(one, Progress) and one.phase == "caption"]
    assert (progress[-1].done, progress[-1].total) == (COUNT, COUNT)
    assert progress[-1].eta_seconds is not None
    # The server's set is gone: every caption is the model's, as if it had been tested here.
    assert stored(untested) == {"model": said}
    assert concepts(ConceptsConfig(project=untested)) == concepts(ConceptsConfig(project=tested))
    with Project.open(untested) as project, Project.open(tested) as before:
        [chosen], [other] = project.caption_sets(), before.caption_sets()
        assert (chosen.model, chosen.imported, chosen.generation) == (
            other.model, False, other.generation,
        )  # fmt: skip
        rows = project.captions(chosen.id)
        assert [one.token_ids for one in rows] == [one.token_ids for one in before.captions()]
        assert all(one.shortfall is not None for one in rows)
        [origin] = project.origins(chosen.id)
    assert origin["server"] == server.address and origin["served_model"] == MODEL
    assert origin["sampling"]["temperature"] == 0 and origin["sampling"]["max_tokens"] == 16
    assert (origin["captions"], origin["finish"]) == (COUNT, {"length": COUNT})
    [listed] = caption_sets(CaptionSetsConfig(project=untested))["sets"]
    assert listed["origins"] == [origin]
    # Again: nothing is left to ask, so that the server may be gone.
    server.listing = 500, "", {}
    again = ended(probe(settings, model=loaded)).result
    assert (again["asked"], again["captions"]) == (0, COUNT)
    assert sum(server.asked.values()) == COUNT


def test_captions_of_an_altered_model_are_refused(
    world: World, untested: Path, said: dict[str, str], loaded: LoadedModel, server: FakeServer
) -> None:
    wrong = altered(said, {*said} - {"001.png"})  # Even what it has right by chance is not taken.
    server.know(world.images, wrong)
    server.finish = "length"
    settings = config(world, untested, server, sample=COUNT)
    refused = failure(probe(settings, model=loaded))
    assert refused.what == "The server's captions are not this model's own words."
    assert refused.why.startswith(
        "Checked captions that fall short of the model's first choice by 0.25 nats or more: "
        f"{COUNT - 1} of {COUNT}; at most 2 % may. The worst is that of 0"
    )
    name = f"tiny-llava on {server.address.split('/')[2]}"
    assert f"kept as “{name}”" in refused.fix
    assert f"sare sets {untested} --remove" in refused.fix
    assert stored(untested) == {name: wrong}
    with Project.open(untested) as project:
        [kept] = project.caption_sets()
        assert kept.served
        rows = project.captions(kept.id)
        assert [one.text for one in rows if one.shortfall is None] == [wrong["001.png"]]
        assert all(one.shortfall is None or one.shortfall >= 0.25 for one in rows)
    # A second test does not take the caption that is right on its own.
    again = failure(probe(settings, model=loaded))
    assert f"{COUNT - 1} of {COUNT}; at most 2 % may." in again.why
    assert len(server.requests) == COUNT
    assert stored(untested) == {name: wrong}


def test_only_a_sample_is_asked_of_a_server_that_is_refused(
    world: World, untested: Path, server: FakeServer, loaded: LoadedModel
) -> None:
    refused = failure(probe(config(world, untested, server, sample=5), model=loaded))
    assert "or more: 5 of 5; at most 2 % may." in refused.why
    assert len(server.requests) == 5
    with Project.open(untested) as project:
        [kept] = project.caption_sets()
        asked = {one.image_id for one in project.captions(kept.id)}
        project.remove_images(one.id for one in project.images() if one.id not in asked)
    again = failure(probe(config(world, untested, server), model=loaded))
    assert again.why.endswith("or more: 5 of 5; at most 2 % may.")
    assert len(server.requests) == 5


def test_a_caption_that_fails_is_kept_apart_and_never_asked_for_again(
    world: World, untested: Path, said: dict[str, str], loaded: LoadedModel, server: FakeServer
) -> None:
    wrong = altered(said, {"003.png"})
    server.know(world.images, wrong)
    server.finish = "length"
    settings = config(world, untested, server, max_failing=0.1)
    events = list(probe(settings, model=loaded))
    result = events[-1].result
    whole = result["own_words"][-1]
    assert (whole["accepted"], whole["refused"]) == (COUNT - 1, 1)
    assert whole["worst_shortfall"] > 0.25
    assert f"not accepted: 1 of {COUNT}. The worst is that of 003.png at “" in notices(events)
    own = {name: text for name, text in said.items() if name != "003.png"}
    [name] = [one for one in stored(untested) if one != "model"]
    assert stored(untested) == {"model": own, name: {"003.png": wrong["003.png"]}}
    # The one that failed is a hundred per cent of what is left, which says nothing of the source.
    again = ended(probe(settings, model=loaded)).result
    assert again["own_words"][-1] == whole
    assert len(server.requests) == COUNT


def test_an_end_that_the_model_would_not_choose_is_refused(
    world: World, untested: Path, said: dict[str, str], loaded: LoadedModel, server: FakeServer
) -> None:
    server.know(world.images, {name: text.rpartition(" ")[0] for name, text in said.items()})
    assert "are not this model's" in failure(
        probe(config(world, untested, server), model=loaded)
    ).what  # fmt: skip
    caption_sets(CaptionSetsConfig(project=untested, remove=(*stored(untested),)))
    server.finish = "length"
    ended(probe(config(world, untested, server), model=loaded))


def test_without_a_model_captions_are_measured_and_confirmed_later(
    world: World, untested: Path, said: dict[str, str], loaded: LoadedModel, server: FakeServer
) -> None:
    server.know(world.images, said)
    server.finish = "length"
    alone = config(world, untested, server, model=None, server_model="")
    events = list(probe(alone))
    result = events[-1].result
    assert "The server has one model, “owner/tiny-llava”." in notices(events)
    assert (result["captions"], result["unsure"]) == (COUNT, 0)
    name = f"tiny-llava on {server.address.split('/')[2]}"
    assert result["captions_of"] == name
    with Project.open(untested) as project:
        assert project.settings["generation"] == {
            "prompt": "Describe the image.", "max_new_tokens": 16,
        }  # fmt: skip
    with pytest.raises(DataError, match="no model has confirmed"):
        caption_sets(CaptionSetsConfig(project=untested, base=name))
    assert ended(probe(alone)).result["asked"] == 0
    # The captions are there: the model checks them without the server.
    server.listing = 500, "", {}
    result = ended(probe(config(world, untested, server), model=loaded)).result
    assert (result["asked"], result["own_words"][-1]["accepted"]) == (0, COUNT)
    assert stored(untested) == {"model": said}


def test_a_stopped_test_asks_only_for_the_rest(
    world: World, untested: Path, said: dict[str, str], loaded: LoadedModel, server: FakeServer
) -> None:
    server.know(world.images, said)
    server.finish = "length"
    control = Control()

    def slow(number: int, _picture: str) -> None:
        if number == 7:
            control.stop()
            time.sleep(1)  # An answer that is not awaited.

    server.answer = slow
    settings = config(world, untested, server, server_requests=1)
    events = probe(settings, model=loaded, control=control)
    begun = time.monotonic()
    assert ended(events).status == "stopped"
    assert time.monotonic() - begun < 30
    kept = sum(len(one) for one in stored(untested).values())
    assert kept == 6
    server.answer = lambda _number, _picture: None
    result = ended(probe(settings, model=loaded)).result
    assert (result["asked"], result["captions"]) == (COUNT - kept, COUNT)
    assert sorted(server.asked.values()) == [1] * (COUNT - 1) + [2]
    assert stored(untested) == {"model": said}


def test_the_key_is_sent_and_never_written_down(
    world: World,
    untested: Path,
    said: dict[str, str],
    server: FakeServer,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level("DEBUG")
    server.know(world.images, said)
    server.key = KEY
    alone = config(world, untested, server, model=None)
    needed = failure(probe(alone))
    assert needed.what == "The server needs a key." and SERVER_KEY in needed.fix
    monkeypatch.setenv(SERVER_KEY, f"{KEY}-wrong")
    refused = failure(probe(alone))
    assert refused.what == "The server refused the key."
    assert KEY not in str(refused) and "Incorrect API key: …" in refused.why
    monkeypatch.setenv(SERVER_KEY, KEY)
    events = list(probe(alone))
    assert isinstance(events[-1], Finished)
    assert server.headers["Authorization"] == f"Bearer {KEY}"
    assert KEY not in str(events) and KEY not in caplog.text and KEY not in str(alone.to_dict())
    for path in untested.rglob("*"):
        assert not path.is_file() or KEY.encode() not in path.read_bytes()


def test_a_picture_that_fails_does_not_stop_the_others(
    world: World, untested: Path, said: dict[str, str], server: FakeServer
) -> None:
    server.know(world.images, said)
    broken = digest_of((world.images / "002.png").read_bytes())
    server.answer = lambda _number, picture: (
        (400, {"error": {"message": "cannot identify image"}}, {}) if picture == broken else None
    )
    events = list(probe(config(world, untested, server, model=None)))
    result = events[-1].result
    assert (result["captions"], result["pictures_failed"]) == (COUNT - 1, 1)
    assert "Pictures without a caption: 1 (002.png). The server refused the request." in notices(
        events
    )
    assert "“cannot identify image”" in notices(events)
    # It is not taken for described: it is asked for again, and alone.
    server.answer = lambda _number, _picture: None
    assert ended(probe(config(world, untested, server, model=None))).result["asked"] == 1


def test_equal_captions_are_noticed(world: World, untested: Path, server: FakeServer) -> None:
    events = list(probe(config(world, untested, server, model=None)))
    assert f"All {COUNT} captions are the same." in notices(events)


def test_a_server_that_only_fails_is_given_up(
    world: World, untested: Path, server: FakeServer
) -> None:
    server.answer = lambda _number, _picture: (500, {"error": {"message": "CUDA error"}}, {})
    settings = config(world, untested, server, model=None, server_retries=1, server_requests=1)
    failed = failure(probe(settings))
    assert failed.what == "The server is busy or fails." and "500: “CUDA error”" in failed.why
    assert len(server.requests) <= 2 * COUNT


def test_settings_that_do_not_go_together(world: World, tmp_path: Path) -> None:
    bare = ProbeConfig(project=tmp_path)
    assert bare.problems() == [("model", "must be given, unless a server writes the captions.")]
    address = "http://localhost:8000/v1"
    assert ProbeConfig(project=tmp_path, server=address).problems() == []
    polled = ProbeConfig(project=tmp_path, server=address, poll=True)
    assert failure(probe(polled)).why == "poll: needs a model on this computer."
    named = ProbeConfig(project=tmp_path, model=world.model, server_model="llava")
    assert named.problems() == [("server_model", "needs the address of a server (--server).")]
    for wrong in ("localhost:8000", "ftp://host/v1", "http://", "http://host:port/"):
        [(field, _)] = ProbeConfig(project=tmp_path, server=wrong).problems()
        assert field == "server"
    for secret in ("http://me:hunter2@host/v1", "http://host/v1?key=hunter2"):
        [(_, text)] = ProbeConfig(project=tmp_path, server=secret).problems()
        assert SERVER_KEY in text and "hunter2" not in text
