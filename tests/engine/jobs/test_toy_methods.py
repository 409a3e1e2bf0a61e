"""A method and an ascent from one file each are known everywhere by their records alone."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from sare_engine import compare, memory_needs, report
from sare_engine.assets import DEMO_FOLDER
from sare_engine.cli import main
from sare_engine.config import CompareConfig, EraseConfig, ReportConfig
from sare_engine.erasure.ascents import ASCENTS
from sare_engine.erasure.kinds import method_colour, method_kind, method_title, options_in_words
from sare_engine.erasure.methods import METHODS
from sare_engine.events import Finished
from sare_engine.exporting.forms import FORMS
from sare_engine.exporting.model_card import CardData, model_card
from sare_engine.workspace.runs import Runs
from tests.engine.toys import ascent as toy_ascent
from tests.engine.toys import method as toy_method

OWNED = {
    "rho",
    "npo_beta",
    "dpo_beta",
    "task_vector_scale",
    "ascent",
    "ascent_steps",
    "simulated_steps",
    "simulated_learning_rate",
    "overshoot_tries",
    "rho_schedule",
    "negative_ceiling",
    "corrections",
    "project_negative",
}
"""Settings that the toy method does not name and other entries do."""


@pytest.fixture(autouse=True)
def toys() -> Iterator[None]:
    with METHODS.registered(toy_method.ENTRY), ASCENTS.registered(toy_ascent.ENTRY):
        yield


def test_they_are_choices_with_their_own_help(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["erase", "--help"]) == 0
    told = " ".join(capsys.readouterr().out.split())
    assert "toy: erases as a toy would" in told
    assert "half_step: goes half the way" in told
    assert main(["compare", "--help"]) == 0
    assert "toy: erases as a toy would" in " ".join(capsys.readouterr().out.split())


def test_only_the_settings_that_they_name_are_used() -> None:
    toy = EraseConfig(project=Path("p"), method="toy")
    assert not toy.problems()
    assert toy.unused() == OWNED
    half = EraseConfig(project=Path("p"), method="sare", ascent="half_step")
    assert not half.problems()
    assert {"rho", "overshoot_tries"}.isdisjoint(half.unused())
    assert {"simulated_steps", "ascent_steps", "npo_beta"} <= half.unused()


def test_the_estimate_counts_the_copies_that_they_hold(tmp_path: Path) -> None:
    def needed(method: str, ascent: str = "step") -> int:
        config = EraseConfig(
            project=tmp_path, model=DEMO_FOLDER / "model", method=method, ascent=ascent
        )
        return int(memory_needs(config)["erase"])

    copy = needed("sam") - needed("efuf")
    assert copy > 0
    assert needed("toy") - needed("efuf") == 3 * copy
    assert needed("sare", "half_step") - needed("efuf") == 7 * copy


def test_they_have_their_names_colours_and_words() -> None:
    kind = method_kind({"method": "sare", "ascent": "half_step"})
    assert (method_title("toy"), method_title(kind)) == ("Toy erasure", "SARE, half a step")
    assert (method_colour("toy"), method_colour(kind)) == (4, 4)
    assert options_in_words({"method": "sare", "ascent": "half_step"}) == (
        "half a step to the worst case",
    )
    card = model_card(
        CardData(method="toy", concepts=("fork",)), form=FORMS["merged"], base="org/model"
    )
    assert "Method: a toy erasure ([its source](https://example.org/toy))." in card


def test_they_are_erased_with_compared_and_reported(project: Path) -> None:
    config = CompareConfig(
        project=project,
        methods=("toy",),
        seeds=(0,),
        concepts=("image", "dog", "table"),
        steps=2,
        negative_batch=2,
        retain_batch=2,
        attack_steps=1,
        attack_batch=2,
        samples=2,
        measure_at=(1,),
        lora_rank=2,
        device="cpu",
    )
    *_, last = compare(config)
    assert isinstance(last, Finished), last
    assert list(last.result["methods"]) == ["base", "toy"]
    assert last.result["methods"]["toy"]["title"] == "Toy erasure"
    [run] = Runs(project).list("erase")
    assert run.config_dict()["method"] == "toy"
    page = report(ReportConfig(project=project)).read_text(encoding="utf-8")
    assert "Toy erasure" in page
    assert "--toy: #123456;" in page and "--toy: #abcdef;" in page
    assert '<tr class="toy">' in page


def test_records_are_read_without_heavy_libraries() -> None:
    code = (
        "import sys\n"
        "from sare_engine.erasure.kinds import kinds\n"
        "assert kinds()\n"
        "print(sorted({'torch', 'transformers', 'peft', 'PIL'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
