"""Print the results of jobs as text on stdout."""

from __future__ import annotations

import math
import shutil
import sys
from collections.abc import Mapping, Sequence
from typing import Any, TypeGuard

from sare_engine.config import EraseConfig
from sare_engine.domain import CAPTION_CHANGES, GROUNDED, HALLUCINATED, UNSURE
from sare_engine.erasure.kinds import BASE
from sare_engine.erasure.methods import METHODS
from sare_engine.formatting import bytes_text, duration_text
from sare_engine.robustness.attacks import ATTACKS

Result = Mapping[str, Any]

_ABSENT = "–"

_WIDEST = 120
"""Widest table in a file or pipe, in characters."""

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
_LABELS = {
    "chair_i": "CHAIR_i",
    "chair_s": "CHAIR_s",
    "auc": "AUC",
    "auc_low": "AUC at least (95 %)",
    "auc_high": "AUC at most (95 %)",
    "t1": "T1",
    "t0": "T0",
    "t2": "T2",
    "present_below_t1": "present below T1",
    "present_above_t0": "present above T0",
    "absent_below_t1": "absent below T1",
    "absent_above_t0": "absent above T0",
    "ce_neg": "CE_neg",
    "ce_pos": "CE_pos",
    "bytes_on_disk": "size on disk",
    "probe_bytes": "memory to test",
    "erase_bytes": "memory to erase",
    "feature_bytes": "cached features per image",
    "quantised": "with quantised weights",
    "tied": "tied embeddings",
    "licence": "licence",
    "dangers": "not safe because",
    "reasons": "not supported because",
    "mean_words": "mean words",
}
"""Labels that differ from the key with spaces for underscores."""

_CONCEPT_COLUMNS = (
    "erase",
    "concept",
    "mentions",
    "hallucinated",
    "unsure",
    "disputed",
    "rate",
    "images",
    "triggers",
)


def show_anything(result: Result) -> None:
    """Print any result: single values as lines, nested ones as blocks, rows as tables."""
    _show_block(result, indent="")


def show_model(result: Result) -> None:
    """Print what is in a model folder, without empty values, and of its plans the sentences."""
    if "plan" in result:
        result = {**result, "plan": {job: plan["why"] for job, plan in result["plan"].items()}}
    show_anything({key: value for key, value in result.items() if value not in ("", (), [], None)})


def show_concepts(result: Result) -> None:
    """Print the concept table and the concepts chosen for erasure."""
    rows = result.get("concepts")
    if not _is_rows(rows):
        show_anything(result)
        return
    shown = [{key: row[key] for key in _CONCEPT_COLUMNS if key in row} for row in rows]
    for row in shown:
        if row.get("rate", 0.0) is None:  # None of the mentions was judged.
            row[HALLUCINATED] = None
    _print_rows(shown)
    print()
    _show_block({key: value for key, value in result.items() if key != "concepts"}, indent="")


def show_verdicts(result: Result) -> None:
    """Print the counts of verdicts; where no mention was judged, that none was instead of 0."""
    mentions = result.get("mentions")
    if mentions and result.get(UNSURE) == mentions:
        unknown = (GROUNDED, HALLUCINATED, "captions_with_hallucination")
        result = {key: "not judged" if key in unknown else result[key] for key in result}
    show_anything(result)


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
        return str(one["run"] or one["model"] or _ABSENT)
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
        _print_rows(rows)
    else:
        print("The project has no captions.")


def show_diff(result: Result) -> None:
    """Print how often each kind of change occurs."""
    print(f"“{result['before']}” before, “{result['after']}” after:")
    print()
    _print_rows(
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


def show_calibration(result: Result) -> None:
    """Print suggested thresholds and their quality, without the points of the curve."""
    show_anything({key: value for key, value in result.items() if key != "roc"})


def show_nouns(result: Result) -> None:
    """Print new nouns with their usual phrase, and what was written."""
    columns = ("noun", "captions", "count", "phrase")
    rows = [{key: row[key] for key in columns} for row in result["nouns"]]
    if rows:
        _print_rows(rows)
        print()
    show_anything({key: value for key, value in result.items() if key != "nouns"})


def show_demo(result: Result) -> None:
    """Print the demo's table, with a row for each method, and the paths of the files."""
    methods = result.get("methods")
    if not isinstance(methods, Mapping):
        _show_block(result, indent="")
        return
    steps = sorted({int(step) for one in methods.values() for step in one.get("resurgence", {})})
    headers = ["\nmethod", *(title for _, title in _DEMO_COLUMNS)]
    headers += [f"{'after ' if place == 0 else ''}\n{step}" for place, step in enumerate(steps)]
    headers.append("\nseconds")
    rows = [
        [
            _method_name(name),
            *(_value(one.get(key)) for key, _ in _DEMO_COLUMNS),
            *(_value(one.get("resurgence", {}).get(str(step))) for step in steps),
            _value(one.get("seconds")),
        ]
        for name, one in methods.items()
    ]
    _print_fitting(headers, rows)
    print(
        "\nRates are shares from 0 to 1 on new scenes; the last columns show the hallucination rate"
        "\nafter that many steps of relearning."
    )
    rest = {key: value for key, value in result.items() if key != "methods"}
    if rest:
        print()
        _show_block(rest, indent="")


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
            _value(one.get("rate")),
            _bounds(one),
            _value(one.get("n")),
            _value(one.get("steps")),
            _value(one.get("object_recall")),
            _value(one.get("broken")),
        ]
        for one in result.get("attacks", ())
    ]
    if rows:
        _print_fitting(["attack", *columns], rows)
    if any(not one.get("within_bound", True) for one in result.get("attacks", ())):
        print(f"* lowers object recall by more than {_value(100 * result['recall_loss'])} %")
    placebos = [
        [one["attack"], *(_with_bounds(one.get(key)) for key in ("erased", "placebo", "base"))]
        for one in result.get("placebos", ())
    ]
    if placebos:
        print()
        _print_fitting(
            ["placebo of", "erased\nobject", "control", "control,\nbase model"], placebos
        )
    print()
    verdict = result.get("verdict", {})
    print(verdict.get("headline", ""))
    for sentence in verdict.get("details", ()):
        print(sentence)


def _bounds(rate: Result) -> str:
    low, high = rate.get("low"), rate.get("high")
    if not isinstance(low, (int, float)) or not isinstance(high, (int, float)):
        return _ABSENT
    return f"{low:.3f} – {high:.3f}"


def _with_bounds(rate: Any) -> str:
    if not isinstance(rate, Mapping):
        return _ABSENT
    return f"{_value(rate.get('rate'))} ({_bounds(rate)})"


def show_summary(result: Result) -> None:
    """Print each method's resurgence under attack by steps, and the verdict."""
    methods = result.get("methods")
    if not isinstance(methods, Mapping):
        show_anything(result)
        return
    axis = result.get("step_axis") or "steps of the attack"
    for key, title in _SUMMARY_TABLES:
        steps = sorted({step for one in methods.values() for step in one.get("steps", ())})
        rows = []
        for name, one in methods.items():
            found = dict(zip(one.get("steps", ()), one.get(key, ()), strict=False))
            cells = [_with_interval(found.get(step)) for step in steps]
            method = _method_name(name, one.get("title"))
            rows.append([method, _value(one.get("seeds")), *cells])
        if rows:
            print(f"{title} ({axis})")
            _print_fitting(["method", "seeds", *(str(step) for step in steps)], rows)
            print()
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
        _print_rows(rows)
        print()
    if result.get("environment"):
        _print_rows(result["environment"])
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
    headers = ["trial", *map(_label, settings), *map(_label, figures), ""]
    _print_fitting(
        headers,
        [
            [
                str(one["number"]),
                *(f"{one['settings'].get(name, math.nan):.3g}" for name in settings),
                *(_value(one["values"].get(name), name) for name in figures),
                "best" if one["number"] == best.get("number") else one["state"],
            ]
            for one in trials
        ],
    )
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
        return _ABSENT
    text = _value(interval.get("mean"))
    low, high = interval.get("low"), interval.get("high")
    if isinstance(low, (int, float)) and isinstance(high, (int, float)):
        # Both ends, for an interval within 0 and 1 need not be symmetric.
        text += f" ({low:.3f} – {high:.3f})"
    return text


# ------------------------------------------------------------------------------------- any result


def _show_block(result: Result, indent: str) -> None:
    plain = {key: value for key, value in result.items() if not _is_nested(value)}
    width = max((len(_label(key)) for key in plain), default=0)
    for key, value in plain.items():
        print(f"{indent}{_label(key).ljust(width)}  {_value(value, key)}")
    for key, value in result.items():
        if not _is_nested(value):
            continue
        print(f"\n{indent}{_label(key)}" if plain or indent == "" else f"{indent}{_label(key)}")
        if _is_rows(value):
            _print_rows(value, indent + "  ")
        elif _is_rows(list(value.values()) if isinstance(value, Mapping) else None):
            _print_rows([{"": name, **row} for name, row in value.items()], indent + "  ")
        elif isinstance(value, Mapping):
            _show_block(value, indent + "  ")
        else:
            for one in value:
                print(f"{indent}  {_value(one)}")


def _is_nested(value: Any) -> bool:
    if isinstance(value, Mapping):
        return bool(value)
    if isinstance(value, Sequence) and not isinstance(value, str):
        return any(isinstance(one, (Mapping, list)) for one in value) or (
            len(", ".join(map(str, value))) > 70
        )
    return False


def _is_rows(value: Any) -> TypeGuard[Sequence[Result]]:
    """Return whether the value is a list of flat objects, to be shown as a table."""
    return (
        isinstance(value, (list, tuple))
        and len(value) > 0
        and all(
            isinstance(row, Mapping) and not any(isinstance(one, Mapping) for one in row.values())
            for row in value
        )
    )


def _print_rows(rows: Sequence[Result], indent: str = "") -> None:
    keys = list(dict.fromkeys(key for row in rows for key in row))
    cells = [[_value(row.get(key), key) for key in keys] for row in rows]
    _print_fitting([_label(key) for key in keys], cells, indent)


def _table_lines(headers: Sequence[str], rows: Sequence[Sequence[str]]) -> list[str]:
    """Return the lines of aligned columns: numbers to the right, words to the left."""
    head = [header.split("\n") for header in headers]
    depth = max(len(parts) for parts in head)
    head = [[""] * (depth - len(parts)) + parts for parts in head]
    table = [[parts[line] for parts in head] for line in range(depth)] + [list(row) for row in rows]
    widths = [max(len(row[column]) for row in table) for column in range(len(headers))]
    right = [
        all(row[column][:1] in {*"0123456789-+.", _ABSENT} for row in rows)
        for column in range(len(headers))
    ]
    lines = [
        "  ".join(
            cell.rjust(width) if to_right else cell.ljust(width)
            for cell, width, to_right in zip(row, widths, right, strict=True)
        ).rstrip()
        for row in table
    ]
    lines.insert(depth, "─" * (sum(widths) + 2 * (len(widths) - 1)))
    return lines


def _print_fitting(headers: Sequence[str], rows: Sequence[Sequence[str]], indent: str = "") -> None:
    """Print a table, transposed if it is too wide and would be narrower that way."""
    lines = _table_lines(headers, rows)
    limit = shutil.get_terminal_size().columns if sys.stdout.isatty() else _WIDEST
    if max(map(len, lines)) + len(indent) > limit:
        first, *others = [" ".join(header.split()) for header in headers]
        columns = [list(cells) for cells in zip(*(row[1:] for row in rows), strict=True)]
        turned = _table_lines(
            [first, *(row[0] for row in rows)],
            [[title, *cells] for title, cells in zip(others, columns, strict=True)],
        )
        lines = min(lines, turned, key=lambda one: max(map(len, one)))
    for line in lines:
        print(indent + line)


def _label(key: str) -> str:
    return _LABELS.get(key) or str(key).replace("_", " ")


def _value(value: Any, key: str = "") -> str:
    """Return a value as text; the key shows whether a number is bytes or seconds."""
    if value is None or (isinstance(value, float) and not math.isfinite(value)):
        return _ABSENT
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, (int, float)):
        if "bytes" in key:
            return bytes_text(value)
        if key == "seconds" or key.endswith("_seconds"):
            return duration_text(value)
        if isinstance(value, int):
            return f"{value:,}"
        return f"{value:.3f}" if abs(value) < 10 else f"{value:.4g}"
    if isinstance(value, Sequence) and not isinstance(value, str):
        return ", ".join(_value(one) for one in value) or "none"
    if isinstance(value, Mapping):
        return "none"
    return str(value)
