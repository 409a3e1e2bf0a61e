"""Any result as text: lines, blocks and tables that fit the terminal."""

from __future__ import annotations

import math
import shutil
import sys
from collections.abc import Mapping, Sequence
from typing import Any, TypeGuard

from sare_engine.formatting import bytes_text, duration_text

Result = Mapping[str, Any]

ABSENT = "–"

_WIDEST = 120
"""Widest table in a file or pipe, in characters."""

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
    "probe_bytes": "memory to test, unplanned",
    "erase_bytes": "memory to erase, unplanned",
    "feature_bytes": "cached features per image",
    "quantised": "with quantised weights",
    "tied": "tied embeddings",
    "licence": "licence",
    "dangers": "not safe because",
    "reasons": "not supported because",
    "mean_words": "mean words",
}
"""Labels that differ from the key with spaces for underscores."""


def show_block(result: Result, indent: str = "") -> None:
    """Print single values as lines, nested ones as blocks, rows as tables."""
    plain = {key: value for key, value in result.items() if not _is_nested(value)}
    width = max((len(label_of(key)) for key in plain), default=0)
    for key, value in plain.items():
        print(f"{indent}{label_of(key).ljust(width)}  {value_text(value, key)}")
    for key, value in result.items():
        if not _is_nested(value):
            continue
        print(f"\n{indent}{label_of(key)}" if plain or indent == "" else f"{indent}{label_of(key)}")
        if is_rows(value):
            print_rows(value, indent + "  ")
        elif is_rows(list(value.values()) if isinstance(value, Mapping) else None):
            print_rows([{"": name, **row} for name, row in value.items()], indent + "  ")
        elif isinstance(value, Mapping):
            show_block(value, indent + "  ")
        else:
            for one in value:
                print(f"{indent}  {value_text(one)}")


def _is_nested(value: Any) -> bool:
    if isinstance(value, Mapping):
        return bool(value)
    if isinstance(value, Sequence) and not isinstance(value, str):
        return any(isinstance(one, (Mapping, list)) for one in value) or (
            len(", ".join(map(str, value))) > 70
        )
    return False


def is_rows(value: Any) -> TypeGuard[Sequence[Result]]:
    """Return whether the value is a list of flat objects, to be shown as a table."""
    return (
        isinstance(value, (list, tuple))
        and len(value) > 0
        and all(
            isinstance(row, Mapping) and not any(isinstance(one, Mapping) for one in row.values())
            for row in value
        )
    )


def print_rows(rows: Sequence[Result], indent: str = "") -> None:
    """Print objects as a table with a column for each key."""
    keys = list(dict.fromkeys(key for row in rows for key in row))
    cells = [[value_text(row.get(key), key) for key in keys] for row in rows]
    print_fitting([label_of(key) for key in keys], cells, indent)


def _table_lines(headers: Sequence[str], rows: Sequence[Sequence[str]]) -> list[str]:
    """Return the lines of aligned columns: numbers to the right, words to the left."""
    head = [header.split("\n") for header in headers]
    depth = max(len(parts) for parts in head)
    head = [[""] * (depth - len(parts)) + parts for parts in head]
    table = [[parts[line] for parts in head] for line in range(depth)] + [list(row) for row in rows]
    widths = [max(len(row[column]) for row in table) for column in range(len(headers))]
    right = [
        all(row[column][:1] in {*"0123456789-+.", ABSENT} for row in rows)
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


def print_fitting(headers: Sequence[str], rows: Sequence[Sequence[str]], indent: str = "") -> None:
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


def label_of(key: str) -> str:
    """Return a key in words."""
    return _LABELS.get(key) or str(key).replace("_", " ")


def value_text(value: Any, key: str = "") -> str:
    """Return a value as text; the key shows whether a number is bytes or seconds."""
    if value is None or (isinstance(value, float) and not math.isfinite(value)):
        return ABSENT
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
        return ", ".join(value_text(one) for one in value) or "none"
    if isinstance(value, Mapping):
        return "none"
    return str(value)
