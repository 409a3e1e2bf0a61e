"""Print the results of jobs as text on stdout, each as suits it."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

from sare_engine.cli.tables import (
    ABSENT,
    Result,
    is_rows,
    label_of,
    print_fitting,
    print_rows,
    show_block,
    value_text,
)
from sare_engine.config import EraseConfig
from sare_engine.domain import CAPTION_CHANGES, GROUNDED, HALLUCINATED, UNSURE, VERDICTS
from sare_engine.erasure.kinds import BASE
from sare_engine.erasure.methods import METHODS
from sare_engine.grounding.rules import rule_of
from sare_engine.metrics import metric
from sare_engine.robustness.attacks import ATTACKS

_DEMO_COLUMNS: tuple[tuple[str, str], ...] = (
    ("hallucination_rate", "halluc.\nrate"),
    ("other_hallucination_rate", "other\nrate"),
    ("concept_recall", "concept\nrecall"),
    ("object_recall", "object\nrecall"),
    ("chair_i", "\nCHAIR_i"),
    ("chair_s", "\nCHAIR_s"),
    ("ce_neg", "\nCE_neg"),
    ("sharpness", "sharp-\nness"),
)
_SUMMARY_TABLES = (
    ("hallucination_rate", "Hallucination rate"),
    ("concept_recall", "Recall of the erased objects"),
    ("ce_neg", "CE_neg in nats"),
)
_CONCEPT_COLUMNS = (
    "erase",
    "concept",
    "mentions",
    "hallucinated",
    "unsure",
    "disputed",
    "rate",
    "images",
    "image_rate",
    "triggers",
)


def show_anything(result: Result) -> None:
    """Print any result: single values as lines, nested ones as blocks, rows as tables."""
    show_block(result, indent="")


def show_model(result: Result) -> None:
    """Print what is in a model folder, without empty values, and of its plans the sentences."""
    if "plan" in result:
        result = {**result, "plan": {job: plan["why"] for job, plan in result["plan"].items()}}
    show_anything({key: value for key, value in result.items() if value not in ("", (), [], None)})


def show_concepts(result: Result) -> None:
    """Print the concept table and the concepts chosen for erasure."""
    rows = result.get("concepts")
    if not is_rows(rows):
        show_anything(result)
        return
    # The two rates are equal unless an image's captions mention an object several times.
    equal = all(row.get("image_rate") == row.get("rate") for row in rows)
    columns = [key for key in _CONCEPT_COLUMNS if key != "image_rate" or not equal]
    shown = [{key: row[key] for key in columns if key in row} for row in rows]
    for row in shown:
        if row.get("rate", 0.0) is None:  # None of the mentions was judged.
            row[HALLUCINATED] = None
    print_rows(shown)
    print()
    # The table has the triggers beside each concept.
    shown_above = ("concepts", "triggers")
    show_block({key: value for key, value in result.items() if key not in shown_above}, indent="")


def show_verdicts(result: Result) -> None:
    """Print the counts of verdicts; where no mention was judged, that none was instead of 0."""
    mentions = result.get("mentions")
    if mentions and result.get(UNSURE) == mentions:
        unknown = (
            GROUNDED,
            HALLUCINATED,
            "captions_with_hallucination",
            "images_with_hallucination",
            "images_added_by_further_captions",
        )
        result = {key: "not judged" if key in unknown else result[key] for key in result}
    shown = dict(result)
    if "rule" in shown:
        shown["rule"] = rule_of(shown["rule"]).title
        rules = shown.pop("rules", ())
        if rules:
            shown["rules"] = [
                {
                    "rule": one["title"],
                    **{key: one[key] for key in VERDICTS},
                    "change": one["differ"],
                }
                for one in rules
            ]
    show_anything(shown)


def show_mentions(result: Result) -> None:
    """Print how many captions, mentions and verdicts a caption set has."""
    images = result["images"]
    show_verdicts(
        {
            **{key: value for key, value in result.items() if key != "images"},
            "images": len(images),
            "images_with_captions": sum(bool(one["captions"]) for one in images),
        }
    )


def _source_of(one: Result) -> str:
    """Return where the captions of a set come from."""
    if not one["imported"]:
        return str(one["run"] or one["model"] or ABSENT)
    servers = [origin["server"] for origin in one.get("origins", ())]
    return servers[0] if servers else "a file"


def show_sets(result: Result) -> None:
    """Print the caption sets, with a mark at the set that erasures start from."""
    rows = [
        {
            "base": one["name"] == result["base"],
            **{key: one[key] for key in ("name", "captions", "images", "prompt")},
            "from": _source_of(one),
        }
        for one in result["sets"]
    ]
    if rows:
        print_rows(rows)
    else:
        print("The project has no captions.")


def show_diff(result: Result) -> None:
    """Print how often each kind of change occurs."""
    print(f"“{result['before']}” before, “{result['after']}” after:")
    print()
    print_rows(
        [
            {
                "change": words,
                "pictures": result["counts"][key]["pictures"],
                "objects": result["counts"][key]["objects"],
            }
            for key, words in CAPTION_CHANGES.items()
        ]
    )
    print()
    kept = ("pictures", "only_before", "only_after", "output")
    show_anything({key: result[key] for key in kept if key in result})


def show_side_effects(result: Result) -> None:
    """Print every figure before and after, worst first, with the intervals."""
    from sare_engine.reporting.side_effects import interval_text
    from sare_engine.reporting.statistics import Interval

    rows = []
    for one in result["figures"]:
        described = metric(one["metric"])
        cells = [
            interval_text(
                Interval(found["value"], found["low"], found["high"], found["n"]),
                described,
                signed=name == "difference",
            )
            for name in ("before", "after", "difference")
            for found in (one[name],)
        ]
        rows.append([described.title, one["measured_on"], *cells, one["outcome"]])
    if rows:
        columns = ["figure", "measured on", "before", "after", "difference (95 %)", ""]
        print_fitting(columns, rows)
        print()
    print(f"{result['before']} → {result['after']}: {result['headline']}")
    for note in result["notes"]:
        print(note)
    show_block({key: result[key] for key in ("csv", "kept_in") if key in result})


def show_calibration(result: Result) -> None:
    """Print suggested thresholds and their quality, without the points of the curve."""
    show_anything({key: value for key, value in result.items() if key != "roc"})


def show_nouns(result: Result) -> None:
    """Print new nouns with their usual phrase, and what was written."""
    columns = ("noun", "captions", "count", "phrase")
    rows = [{key: row[key] for key in columns} for row in result["nouns"]]
    if rows:
        print_rows(rows)
        print()
    show_anything({key: value for key, value in result.items() if key != "nouns"})


def show_demo(result: Result) -> None:
    """Print the demo's table, with a row for each method, and the paths of the files."""
    methods = result.get("methods")
    if not isinstance(methods, Mapping):
        show_block(result, indent="")
        return
    steps = sorted({int(step) for one in methods.values() for step in one.get("resurgence", {})})
    headers = ["\nmethod", *(title for _, title in _DEMO_COLUMNS)]
    headers += [f"{'after ' if place == 0 else ''}\n{step}" for place, step in enumerate(steps)]
    headers.append("\nseconds")
    rows = [
        [
            _method_name(name),
            *(value_text(one.get(key)) for key, _ in _DEMO_COLUMNS),
            *(value_text(one.get("resurgence", {}).get(str(step))) for step in steps),
            value_text(one.get("seconds")),
        ]
        for name, one in methods.items()
    ]
    print_fitting(headers, rows)
    print(
        "\nRates are shares from 0 to 1 on new scenes; the last columns show the hallucination rate"
        "\nafter that many steps of relearning."
    )
    rest = {key: value for key, value in result.items() if key != "methods"}
    if rest:
        print()
        show_block(rest, indent="")


def show_attack(result: Result) -> None:
    """Print what an attack measured, and what the steps of its table count."""
    attack = ATTACKS.get(result.get("attack", ""))
    if attack is None:
        show_anything(result)
        return
    shown = {
        f"{key} ({attack.axis})" if key == "resurgence" else key: result[key] for key in result
    }
    if not attack.trains:
        shown.pop("samples", None)
    shown.pop("counted", None)  # one character for each image
    show_anything(shown)


def show_suite(result: Result) -> None:
    """Print a suite's attacks, the strongest first, its placebo and its verdict."""
    columns = ("rate", "95 %", "images", "steps", "object\nrecall", "broken")
    rows = [
        [
            one["name"] if one.get("within_bound", True) else f"{one['name']} *",
            value_text(one.get("rate")),
            _bounds(one),
            value_text(one.get("n")),
            value_text(one.get("steps")),
            value_text(one.get("object_recall")),
            value_text(one.get("broken")),
        ]
        for one in result.get("attacks", ())
    ]
    if rows:
        print_fitting(["attack", *columns], rows)
    if any(not one.get("within_bound", True) for one in result.get("attacks", ())):
        print(f"* lowers object recall by more than {value_text(100 * result['recall_loss'])} %")
    placebos = [
        [one["attack"], *(_with_bounds(one.get(key)) for key in ("erased", "placebo", "base"))]
        for one in result.get("placebos", ())
    ]
    if placebos:
        print()
        print_fitting(["placebo of", "erased\nobject", "control", "control,\nbase model"], placebos)
    print()
    verdict = result.get("verdict", {})
    print(verdict.get("headline", ""))
    for sentence in verdict.get("details", ()):
        print(sentence)


def _bounds(rate: Result) -> str:
    low, high = rate.get("low"), rate.get("high")
    if not isinstance(low, (int, float)) or not isinstance(high, (int, float)):
        return ABSENT
    return f"{low:.3f} – {high:.3f}"


def _with_bounds(rate: Any) -> str:
    if not isinstance(rate, Mapping):
        return ABSENT
    return f"{value_text(rate.get('rate'))} ({_bounds(rate)})"


def show_summary(result: Result) -> None:
    """Print each method's resurgence under attack by steps, and the verdict."""
    methods = result.get("methods")
    if not isinstance(methods, Mapping):
        show_anything(result)
        return
    if "suite" in result:
        _show_suites(methods)
        _show_verdict(result)
        return
    axis = result.get("step_axis") or "steps of the attack"
    for key, title in _SUMMARY_TABLES:
        steps = sorted({step for one in methods.values() for step in one.get("steps", ())})
        rows = []
        for name, one in methods.items():
            found = dict(zip(one.get("steps", ()), one.get(key, ()), strict=False))
            cells = [_with_interval(found.get(step)) for step in steps]
            method = _method_name(name, one.get("title"))
            rows.append([method, value_text(one.get("seeds")), *cells])
        if rows:
            print(f"{title} ({axis})")
            print_fitting(["method", "seeds", *(str(step) for step in steps)], rows)
            print()
    _show_verdict(result)


def _show_suites(methods: Mapping[str, Any]) -> None:
    """Print the hallucination rate after each attack of a suite, a column for each method."""
    rates: dict[str, dict[str, str]] = {}
    for name, method in methods.items():
        for row in method["attacks"]:
            mark = "" if row["within_bound"] else " *"
            rates.setdefault(row["name"], {})[name] = _with_bounds(row) + mark
    titles = [_method_name(name, one.get("title")) for name, one in methods.items()]
    rows = [[name, *(found.get(one, ABSENT) for one in methods)] for name, found in rates.items()]
    if rows:
        print_fitting(["attack", *titles], rows)
        if any(cell.endswith("*") for row in rows for cell in row):
            print("* lowers object recall beyond the bound")
        print()


def _show_verdict(result: Result) -> None:
    print(result.get("verdict", ""))
    for sentence in result.get("details", ()):
        print(sentence)


def show_reproduced(result: Result) -> None:
    """Print the main figures of repeated runs beside those recorded, all that differ, and why."""
    main = [key for key, _ in _SUMMARY_TABLES]
    rows = [
        {"run": run["run"], **figure}
        for run in result.get("runs", ())
        for figure in run["figures"]
        if figure["metric"] in main or figure["recorded"] != figure["now"]
    ]
    if rows:
        print_rows(rows)
        print()
    if result.get("environment"):
        print_rows(result["environment"])
        print()
    if "project" in result:
        print(f"Project: {result['project']}")
    print(result.get("verdict", ""))


def show_tuning(result: Result) -> None:
    """Print the trials, and the command that erases with the best settings."""
    trials = result.get("trials", ())
    best = result.get("best") or {}
    settings = list(dict.fromkeys(name for one in trials for name in one["settings"]))
    figures = list(dict.fromkeys(name for one in trials for name in one["values"]))
    headers = ["trial", *map(label_of, settings), *map(label_of, figures), ""]
    print_fitting(
        headers,
        [
            [
                str(one["number"]),
                *(f"{one['settings'].get(name, math.nan):.3g}" for name in settings),
                *(value_text(one["values"].get(name), name) for name in figures),
                "best" if one["number"] == best.get("number") else one["why_ended"] or one["state"],
            ]
            for one in trials
        ],
    )
    if best.get("why"):
        print(f"\nTrial {best['number'] + 1}: {best['why']}")
    if result.get("erasure"):
        from sare_engine.cli.command_line import command_of

        command = command_of(EraseConfig.from_dict(result["erasure"]))
        print(f"\nErase with the best settings:\n{command}")


def _method_name(key: str, title: str | None = None) -> str:
    """Return how a table names a kind of erasure: by its method, else by the result's title."""
    if key in METHODS:
        return METHODS[key].title
    return title if title and key != BASE else key


def _with_interval(interval: Any) -> str:
    if not isinstance(interval, Mapping):
        return ABSENT
    text = value_text(interval.get("mean"))
    low, high = interval.get("low"), interval.get("high")
    if isinstance(low, (int, float)) and isinstance(high, (int, float)):
        # Both ends, for an interval within 0 and 1 need not be symmetric.
        text += f" ({low:.3f} – {high:.3f})"
    return text
