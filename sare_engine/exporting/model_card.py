"""The description of an exported model: README.md with the head that the Hugging Face hub reads.

The same settings and figures are written for programs in `sare_erasure.json`.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sare_engine.erasure.kinds import options_in_words
from sare_engine.erasure.methods import METHODS
from sare_engine.events import Json
from sare_engine.exporting.base_model import is_hub_name
from sare_engine.exporting.form import ExportForm
from sare_engine.metrics import metric

RECORD_FILE = "sare_erasure.json"


@dataclass(frozen=True)
class CardData:
    """What a model card reports.

    Attributes:
        method: the key of the erasure method.
        concepts: the objects whose hallucination was erased.
        before: metric → value of the model before erasure.
        after: metric → value of the exported model.
        attacked: metric → value after an attack, or empty if there was none.
        attack: the attack in words ("32 steps on 32 hallucinated captions, …"), or "".
        images: number of held-out images measured on; 0 if nothing was measured.
        config: the erasure run's settings.
        environment: the erasure run's environment.
        suite: the result of the largest attack suite on it, as `sare attack` gives it; empty
            without one.
        kept: why it has the weights of this step, in words; "" for those of the last step as
            planned.
    """

    method: str
    concepts: tuple[str, ...]
    before: Mapping[str, float] = field(default_factory=dict)
    after: Mapping[str, float] = field(default_factory=dict)
    attacked: Mapping[str, float] = field(default_factory=dict)
    attack: str = ""
    images: int = 0
    config: Mapping[str, Json] = field(default_factory=dict)
    environment: Mapping[str, Json] = field(default_factory=dict)
    suite: Mapping[str, Any] = field(default_factory=dict)
    kept: str = ""


def write_card(
    folder: Path, data: CardData, *, form: ExportForm, base: str, licence: str = ""
) -> None:
    """Write README.md and `sare_erasure.json` into an export's folder; see `model_card`."""
    text = model_card(data, form=form, base=base, licence=licence)
    (folder / "README.md").write_text(text, encoding="utf-8")
    record = {
        "method": data.method,
        "options": list(options_in_words({"method": data.method, **data.config})),
        "concepts": list(data.concepts),
        "measured": {
            "held_out_images": data.images,
            "before": dict(data.before),
            "after": dict(data.after),
            "attack": data.attack,
            "attacked": dict(data.attacked),
            "suite": dict(data.suite),
        },
        "settings": _shareable(data.config),
        "environment": dict(data.environment),
    }
    (folder / RECORD_FILE).write_text(
        json.dumps(record, indent=2, ensure_ascii=False) + "\n", encoding="utf-8"
    )


def model_card(data: CardData, *, form: ExportForm, base: str, licence: str = "") -> str:
    """Return the README.md of an export.

    Args:
        data: what was erased and measured.
        form: the form that is written.
        base: hub name or folder of the base model.
        licence: the base model's licence, which the export inherits; "" if it states none.
    """
    name = base if is_hub_name(base) else Path(base).name
    sections = [
        _head(form=form, base=base, licence=licence, results=suite_metrics(data.suite)),
        f"# {name}, hallucinations erased",
        _introduction(data, form=form, base=base),
        _figures(data),
        _suite(data.suite),
        _usage(form=form, base=base),
        _limits(licence),
        _details("Settings of the erasure", _shareable(data.config)),
        _details("Environment", data.environment),
    ]
    return "\n\n".join(section for section in sections if section) + "\n"


def _head(
    *, form: ExportForm, base: str, licence: str, results: Sequence[tuple[str, float]]
) -> str:
    from huggingface_hub import EvalResult, ModelCardData

    values: dict[str, Any] = {
        "pipeline_tag": "image-text-to-text",
        "library_name": form.library,
        "tags": ["hallucination-erasure", "sare"],
    }
    if is_hub_name(base):
        values |= {"base_model": base, "base_model_relation": form.relation}
    if re.fullmatch(r"[a-z0-9][a-z0-9.-]*", licence):
        values["license"] = licence
    elif licence:
        # The hub rejects control characters, which a licence file may hold.
        name = "".join(character for character in licence if character.isprintable())
        values |= {"license": "other", "license_name": name}
    if results:
        values |= {
            "model_name": f"{Path(base).name}, hallucinations erased",
            "eval_results": [
                EvalResult(
                    task_type="image-text-to-text",
                    dataset_type="held-out-images",
                    dataset_name="Held-out images of the project",
                    metric_type="hallucination_rate",
                    metric_name=name,
                    metric_value=value,
                )
                for name, value in results
            ],
        }
    return f"---\n{ModelCardData(**values).to_yaml()}\n---"


def suite_metrics(suite: Mapping[str, Any]) -> list[tuple[str, float]]:
    """Return the worst case of a suite and its placebo, by name, as far as they were measured."""
    worst, placebo = suite.get("worst") or {}, suite.get("placebo") or {}
    attacked = placebo.get("attack", "")
    found = [(f"Hallucination rate, strongest attack ({worst.get('name', '')})", worst)]
    found += [
        (name, placebo.get(key) or {})
        for key, name in (
            ("placebo", f"Control object learnt in the same attack ({attacked})"),
            ("base", f"Control object learnt by the base model ({attacked})"),
        )
    ]
    return [(name, float(one["rate"])) for name, one in found if one.get("rate") is not None]


def _introduction(data: CardData, *, form: ExportForm, base: str) -> str:
    shown = base if is_hub_name(base) else f"`{Path(base).name}`"
    objects = ", ".join(data.concepts)
    return (
        f"{form.description}, made from {shown} with SARE Desktop. The base model names these "
        "objects in images that do not show them; this one was trained not to:\n\n"
        f"> {objects or '–'}\n\n"
        f"Method: {_described(data.method)}.{_options(data)}"
    )


def _described(method: str) -> str:
    known = METHODS.get(method)
    return method if known is None else known.described


def _options(data: CardData) -> str:
    options = options_in_words({"method": data.method, **data.config})
    if not options:
        return ""
    return "\n\nOptions that the method's paper does not have:\n\n" + "\n".join(
        f"- {one}" for one in options
    )


def _figures(data: CardData) -> str:
    if not data.after:
        return ""
    header = ["", "before", "after erasure"] + (["after the attack"] if data.attacked else [])
    rows = [header, ["---"] + ["---:"] * (len(header) - 1)]
    for key in data.after:
        described = metric(key)
        columns = [data.before, data.after] + ([data.attacked] if data.attacked else [])
        rows.append(
            [described.title]
            + [described.format(column[key]) if key in column else "–" for column in columns]
        )
    table = "\n".join("| " + " | ".join(row) + " |" for row in rows)
    notes = []
    if data.images:
        notes.append(f"Measured on {data.images} images kept from training.")
    if data.kept:
        notes.append(
            f"{data.kept} The step was chosen by these figures, so they are slightly optimistic."
        )
    if data.attack:
        notes.append(f"Attack: {data.attack}.")
    notes += [f"{metric(key).title}: {metric(key).help}" for key in data.after if metric(key).help]
    return "## Measured\n\n" + table + "\n\n" + "\n".join(f"- {note}" for note in notes)


def _suite(suite: Mapping[str, Any]) -> str:
    """Return what the largest attack suite came to; "" without one."""
    if not suite:
        return ""
    rate, recall = metric("hallucination_rate"), metric("object_recall")
    rows = [["attack", rate.title, "95 % interval", "images", recall.title], ["---"] * 5]
    for one in suite["attacks"]:
        known = None not in (one.get("rate"), one.get("low"), one.get("high"))
        rows.append(
            [
                one["name"] + ("" if one.get("within_bound", True) else " (not counted)"),
                rate.format(one["rate"]) if one.get("rate") is not None else "–",
                f"{rate.format(one['low'])} – {rate.format(one['high'])}" if known else "–",
                str(one.get("n") or "–"),
                recall.format(one["object_recall"])
                if one.get("object_recall") is not None
                else "–",
            ]
        )
    table = "\n".join("| " + " | ".join(row) + " |" for row in rows)
    verdict = suite["verdict"]
    notes = "\n".join(f"- {one}" for one in verdict["details"])
    return f"## Attacked\n\n{verdict['headline']}\n\n{table}\n\n{notes}"


def _usage(*, form: ExportForm, base: str) -> str:
    code = form.usage(base if is_hub_name(base) else "path/to/the/base/model")
    return f"## Use\n\n```python\n{code}\n```"


def _limits(licence: str) -> str:
    text = (
        "## Limits\n\nOnly the objects listed above were erased; other hallucinations remain. "
        "Erasing an object may lower how often it is named where it is present: see the table. "
        "Anyone who has the weights can train the hallucination back in."
    )
    if licence:
        text += "\n\nThe licence of the base model applies to this one too."
    return text


def _details(title: str, values: Mapping[str, Json]) -> str:
    if not values:
        return ""
    text = json.dumps(dict(values), indent=2, ensure_ascii=False)
    return f"<details><summary>{title}</summary>\n\n```json\n{text}\n```\n\n</details>"


def _shareable(value: Json) -> Json:
    # A card is published: paths on the author's disk are private.
    if isinstance(value, Mapping):
        return {key: _shareable(one) for key, one in value.items()}
    if isinstance(value, (list, tuple)):
        return [_shareable(one) for one in value]
    if isinstance(value, str) and Path(value).is_absolute():
        return Path(value).name
    return value
