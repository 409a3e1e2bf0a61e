"""Export forms through their job: every possible form, refused ones, and a form of one record."""

from __future__ import annotations

import contextlib
import dataclasses
import io
from collections.abc import Callable
from pathlib import Path

import pytest

from sare_engine.cli import main
from sare_engine.config import EraseConfig, ExportConfig, RelearnConfig
from sare_engine.events import Finished, Notice, PhaseStarted, Progress
from sare_engine.exporting.form import ExportForm, ReloadFolders
from sare_engine.exporting.forms import FORMS
from sare_engine.exporting.forms.merged import export_merged
from sare_engine.exporting.model_card import CardData, model_card
from sare_engine.jobs.erase import erase
from sare_engine.jobs.export import export
from sare_engine.metrics import PERCENT
from sare_engine.models.loading import LoadedModel
from sare_engine.workspace.runs import Runs
from tests.engine.jobs.conftest import ended, failure


@pytest.fixture
def config(project: Path, erase_config: EraseConfig, tmp_path: Path) -> ExportConfig:
    """An export of a short erasure."""
    ended(erase(erase_config))
    return ExportConfig(
        project=project, run="sare", out=tmp_path / "out", verify_images=1, device="cpu"
    )


def test_a_run_of_full_training_has_every_form_but_the_adapter(
    project: Path, erase_config: EraseConfig, tmp_path: Path
) -> None:
    ended(erase(dataclasses.replace(erase_config, trainable="full", learning_rate=1e-4)))
    config = ExportConfig(
        project=project, run="sare", out=tmp_path / "out", verify_images=0, device="cpu"
    )
    refused = failure(export(dataclasses.replace(config, form="adapter")))
    assert "“Adapter” is not possible" in refused.what
    assert not config.out.exists()
    assert "adapter" not in ended(export(config)).result
    written = {path.name for path in config.out.iterdir() if path.is_dir()}
    assert written == {key for key, form in FORMS.items() if not form.needs_adapter}


def toy(write: Callable[[LoadedModel, Path, ExportConfig, CardData], Path]) -> ExportForm:
    return ExportForm(
        key="toy",
        title="Toy",
        sentence="A merged model in one small box.",
        write=write,
        reload=lambda folder, base: ReloadFolders(folder / "box"),
        prepare=FORMS["merged"].prepare,
        noun="toy",
        description="A model in a box",
        library="boxes",
        relation="quantized",
        usage=lambda base: f"open_box({base!r})",
    )


def write_box(loaded: LoadedModel, out: Path, config: ExportConfig, card: CardData) -> Path:
    export_merged(loaded, out / "box", config.shard_size)
    (out / "card.md").write_text(model_card(card, form=FORMS["toy"], base="org/base"))
    return out


def write_base(loaded: LoadedModel, out: Path, config: ExportConfig, card: CardData) -> Path:
    """Write weights that are not those of the erased model."""
    loaded.model.get_output_embeddings().weight.data.neg_()
    return write_box(loaded, out, config, card)


def help_of(command: str) -> str:
    text = io.StringIO()
    with contextlib.redirect_stdout(text), contextlib.suppress(SystemExit):
        main([command, "--help"])
    return " ".join(text.getvalue().split())


@pytest.mark.usefixtures("same_process")
def test_a_new_form_is_one_record(config: ExportConfig) -> None:
    with FORMS.registered(toy(write_box)):
        assert "toy: a merged model in one small box" in help_of("export")
        events = list(export(config))
        assert isinstance(events[-1], Finished), events[-1]
        result = events[-1].result
        assert "toy" in result["captions_compared"]
        assert result["captions_compared"] == dict.fromkeys(FORMS, 1)
        assert result["captions_identical"] is True
        assert result["toy"] == str((config.out / "toy").resolve())
        titles = [event.title for event in events if isinstance(event, PhaseStarted)]
        assert "Writing the toy" in titles and "Reloading the toy in a new process" in titles
        # The adapter is written while the model still has it.
        assert titles.index("Writing the adapter") < titles.index("Writing the toy")
        phase = ""
        reached: dict[str, tuple[int, int | None]] = {}
        for event in events:
            if isinstance(event, PhaseStarted):
                phase = event.title
            elif isinstance(event, Progress):
                reached[phase] = (event.done, event.total)
        weights = (config.out / "merged" / "model.safetensors").stat().st_size
        for noun in ("merged model", "toy"):
            assert reached[f"Captioning images for the {noun}"] == (1, 1)
            done, total = reached[f"Writing the {noun}"]
            assert done == total and 0.9 * weights < done <= weights
            assert reached[f"Reloading the {noun} in a new process"] == (1, 1)
        card = (config.out / "toy" / "card.md").read_text(encoding="utf-8")
        assert "A model in a box, made from org/base" in card
        assert "library_name: boxes" in card and "base_model_relation: quantized" in card
        assert "open_box('org/base')" in card
    assert "toy" not in help_of("export")


@pytest.mark.usefixtures("same_process")
def test_a_form_that_writes_something_else_is_noticed(config: ExportConfig) -> None:
    with FORMS.registered(toy(write_base)):
        events = list(export(dataclasses.replace(config, form="toy")))
    assert isinstance(events[-1], Finished), events[-1]
    assert events[-1].result["captions_identical"] is False
    [warning] = [one for one in events if isinstance(one, Notice) and one.level == "warning"]
    assert warning.text == "The reloaded toy differs in 1 of 1 captions."


def attacked(config: ExportConfig, *rates: float) -> str:
    """Write an attack on the exported run that measured these rates, and return its name."""
    settings = RelearnConfig(project=config.project, run="0001-sare")
    run = Runs(config.project).create("relearn", "attack", settings)
    measured = {str(step): {"hallucination_rate": rate} for step, rate in enumerate(rates)}
    run.finish(
        "done",
        {
            "attacked": settings.run,
            "attack": settings.attack,
            "samples": 1,
            "resurgence": measured,
        },
    )
    return run.name


def test_an_attack_that_brought_the_hallucination_back_is_named(config: ExportConfig) -> None:
    quiet = dataclasses.replace(config, verify_images=0, form="adapter")
    attacked(config, 0.1, 0.2, 0.05)
    assert not any("attack" in one.text for one in export(quiet) if isinstance(one, Notice))
    attacked(config, 0.1, 0.2)
    worst = attacked(config, 0.1, 0.6)
    attacked(config, 0.1, 0.3)
    again = dataclasses.replace(quiet, out=config.out.with_name("again"))
    [warning] = [one for one in export(again) if isinstance(one, Notice) and "attack" in one.text]
    assert warning.level == "warning"
    assert f"from 10{PERCENT} of images to 60{PERCENT} ({worst})" in warning.text
