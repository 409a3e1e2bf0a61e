"""The model card: a head that the hub reads, honest figures, and no private paths."""

from __future__ import annotations

import dataclasses
import json
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from sare_engine.exporting.base_model import is_hub_name
from sare_engine.exporting.forms import FORMS
from sare_engine.exporting.model_card import (
    RECORD_FILE,
    CardData,
    model_card,
    write_card,
)
from sare_engine.metrics import metric

DATA = CardData(
    method="sare",
    concepts=("knife", "saucer"),
    before={"hallucination_rate": 0.64, "concept_recall": 1.0},
    after={"hallucination_rate": 0.004, "concept_recall": 0.94, "mean_words": 14.25},
    attacked={"hallucination_rate": 0.06},
    attack="32 steps on 32 captions",
    images=80,
    config={"rho": 0.07, "project": "/home/alice/secret/project", "images": ["/home/alice/a"]},
    environment={"python": "3.11"},
)


def head(card: str) -> dict[str, object]:
    _, text, _ = card.split("---\n", 2)
    read = yaml.safe_load(text)
    assert isinstance(read, dict)
    return read


def test_head_of_an_adapter_of_a_hub_model() -> None:
    card = model_card(
        DATA, form=FORMS["adapter"], base="llava-hf/llava-1.5-7b-hf", licence="llama2"
    )
    assert head(card) == {
        "pipeline_tag": "image-text-to-text",
        "library_name": "peft",
        "tags": ["hallucination-erasure", "sare"],
        "base_model": "llava-hf/llava-1.5-7b-hf",
        "base_model_relation": "adapter",
        "license": "llama2",
    }
    assert 'from_pretrained("llava-hf/llava-1.5-7b-hf")' in card


def test_figures_before_after_and_attacked() -> None:
    card = model_card(DATA, form=FORMS["merged"], base="/home/alice/models/tiny").replace(
        "\u00a0", " "
    )
    assert "| Hallucination | 64 % | 0.4 % | 6 % |" in card
    assert "| Words per caption | – | 14.2 | – |" in card
    assert "80 images" in card
    assert "32 steps on 32 captions" in card
    assert "> knife, saucer" in card
    assert "base_model" not in head(card)


def test_options_beyond_the_paper_are_told() -> None:
    plain = model_card(DATA, form=FORMS["merged"], base="tiny")
    assert "Options that" not in plain
    options = {"ascent": "relearning", "replay_target": "mention", **DATA.config}
    card = model_card(dataclasses.replace(DATA, config=options), form=FORMS["merged"], base="tiny")
    assert "Options that the method's paper does not have:" in card
    assert "- the worst case is where a simulated relearning attack with the same adapter" in card
    assert "- true mentions of the erased objects are kept" in card
    other = model_card(
        dataclasses.replace(DATA, method="dpo", config=options), form=FORMS["merged"], base="tiny"
    )
    assert "2305.18290" in other and "simulated" not in other.split("<details>")[0]


def test_the_record_for_programs_has_the_options(tmp_path: Path) -> None:
    data = dataclasses.replace(DATA, config={**DATA.config, "cooldown": 0.25})
    write_card(tmp_path, data, form=FORMS["merged"], base="tiny")
    record = json.loads((tmp_path / RECORD_FILE).read_text(encoding="utf-8"))
    assert record["method"] == "sare"
    assert record["options"] == ["a learning rate that falls over the last 25 % of the run"]


def test_private_folders_are_not_published() -> None:
    card = model_card(DATA, form=FORMS["merged"], base="/home/alice/models/tiny", licence="mit")
    assert "alice" not in card
    assert '"project": "project"' in card


@given(licence=st.text(max_size=40), base=st.text(min_size=1, max_size=40))
@settings(max_examples=80, deadline=None)
def test_the_head_is_valid_yaml_whatever_the_licence_says(licence: str, base: str) -> None:
    card = model_card(DATA, form=FORMS["adapter"], base=base, licence=licence)
    read = head(card)
    if licence:
        printable = "".join(one for one in licence if one.isprintable())
        assert read.get("license_name", read["license"]) == printable
    assert read.get("base_model", base) == base


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("org/model", True),
        ("org/model-1.5", True),
        ("/org/model", False),
        ("model", False),
        ("a/b/c", False),
        ("../x", False),
        ("C:\\models\\x", False),
    ],
)
def test_hub_names(name: str, expected: bool) -> None:
    assert is_hub_name(name) is expected


@pytest.mark.parametrize(
    ("key", "value", "text"),
    [
        ("hallucination_rate", 0.0, "0 %"),
        ("hallucination_rate", 0.0004, "0 %"),
        ("hallucination_rate", 0.004, "0.4 %"),
        ("hallucination_rate", 0.06, "6 %"),
        ("hallucination_rate", 0.0625, "6.2 %"),
        ("hallucination_rate", 0.0996, "10 %"),
        ("hallucination_rate", 0.996, "100 %"),
        ("hallucination_rate", float("nan"), "–"),
        ("mean_words", 14.25, "14.2"),
        ("perplexity", 12345.6, "12 346"),
        ("some_new_rate", 0.5, "50 %"),
        ("some_new_number", 2.0, "2"),
    ],
)
def test_numbers_are_written_for_people(key: str, value: float, text: str) -> None:
    assert metric(key).format(value).replace("\u00a0", " ") == text
