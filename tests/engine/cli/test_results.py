"""Results as text."""

from __future__ import annotations

from typing import Any

import pytest

from sare_engine.cli import results


def demo_row(**changes: Any) -> dict[str, Any]:
    row: dict[str, Any] = {
        "hallucination_rate": 0.625,
        "other_hallucination_rate": 0.01,
        "concept_recall": 0.98,
        "object_recall": 0.97,
        "chair_i": 0.1,
        "chair_s": 0.2,
        "ce_neg": 6.25,
        "sharpness": 1.5,
        "resurgence": {"8": 0.01, "16": 0.02, "32": 0.04, "64": 0.08},
        "seconds": 61.0,
    }
    return {**row, **changes}


def test_demo_table_has_a_row_for_each_method_and_the_steps_in_order(
    capsys: pytest.CaptureFixture[str],
) -> None:
    base = demo_row(ce_neg=None, resurgence={}, seconds=0.0)
    results.show_demo(
        {
            "seed": 3,
            "methods": {"base": base, "efuf": demo_row(), "sare": demo_row(ce_neg=float("nan"))},
            "export": {"adapter": "/a", "merged": "/m", "captions_identical": True},
            "report": "/r.html",
        }
    )
    text = capsys.readouterr().out
    lines = text.splitlines()
    header = lines[1].split()
    assert header[:1] == ["method"] and header[-5:] == ["8", "16", "32", "64", "seconds"]
    rows = {line.split()[0]: line.split() for line in lines[3:6]}
    assert list(rows) == ["base", "EFUF", "SARE"]
    assert rows["EFUF"][1:] == [
        "0.625", "0.010", "0.980", "0.970", "0.100", "0.200", "6.250", "1.500",
        "0.010", "0.020", "0.040", "0.080", "61",
    ]  # fmt: skip
    assert rows["base"][7] == "–" and rows["SARE"][7] == "–"
    assert max(len(line) for line in lines) <= 112
    assert "captions identical  yes" in text
    assert "/r.html" in text


def test_any_result_reads_as_lines_blocks_and_tables(capsys: pytest.CaptureFixture[str]) -> None:
    results.show_anything(
        {
            "run": "0001-sare",
            "bytes_on_disk": 5_300_000,
            "safe": True,
            "reasons": [],
            "parts": {"vision": {"parameters": 1234}, "language": {"parameters": 99}},
            "rows": [{"concept": "knife", "rate": 0.5}, {"concept": "fork", "rate": None}],
        }
    )
    lines = [line.rstrip() for line in capsys.readouterr().out.splitlines()]
    assert "size on disk           5.30 MB" in lines
    assert "safe                   yes" in lines
    assert "not supported because  none" in lines
    assert "  vision         1,234" in lines
    assert "  knife    0.500" in lines
    assert "  fork         –" in lines


def test_objects_that_nobody_judged_have_no_count_of_hallucinations(
    capsys: pytest.CaptureFixture[str],
) -> None:
    judged = {"concept": "fork", "mentions": 3, "hallucinated": 0, "rate": 0.0}
    rows = [judged, {**judged, "concept": "cup", "rate": None}]
    results.show_concepts({"concepts": rows, "chosen": []})
    lines = [line.split() for line in capsys.readouterr().out.splitlines()]
    assert ["fork", "3", "0", "0.000"] in lines
    assert ["cup", "3", "–", "–"] in lines
    assert rows[1]["hallucinated"] == 0


def test_the_rate_by_image_is_a_column_where_it_differs(
    capsys: pytest.CaptureFixture[str],
) -> None:
    row = {"concept": "fork", "mentions": 3, "hallucinated": 1, "rate": 1 / 3, "images": 2}

    def printed(*rows: dict[str, Any]) -> list[str]:
        results.show_concepts({"concepts": list(rows), "chosen": []})
        return capsys.readouterr().out.splitlines()

    cup = {**row, "concept": "cup", "hallucinated": 3, "rate": 1.0, "image_rate": 1.0}
    unjudged = {**row, "concept": "bowl", "hallucinated": 0, "rate": None, "image_rate": None}
    fork = {**row, "image_rate": 0.5}
    for rows in ([cup, unjudged], [row]):
        assert not any("image rate" in line for line in printed(*rows))
    head, _, *lines = printed(fork, cup, unjudged)
    assert head.split() == [
        "concept",
        "mentions",
        "hallucinated",
        "rate",
        "images",
        "image",
        "rate",
    ]
    assert [line.split() for line in lines[:3]] == [
        ["fork", "3", "1", "0.333", "2", "0.500"],
        ["cup", "3", "3", "1.000", "2", "1.000"],
        ["bowl", "3", "–", "–", "2", "–"],
    ]


def test_an_unforeseen_result_still_prints(capsys: pytest.CaptureFixture[str]) -> None:
    for show in (results.show_demo, results.show_concepts, results.show_model):
        show({"what": "ever", "empty": {}, "list": [], "nested": {"a": {"b": [1, {"c": 2}]}}})
    assert "ever" in capsys.readouterr().out


def test_a_narrow_terminal_gets_the_table_on_its_side(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdout.isatty", lambda: True)
    monkeypatch.setenv("COLUMNS", "80")
    results.show_demo({"methods": {"base": demo_row(), "sare": demo_row(chair_i=0.03)}})
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].split() == ["method", "base", "SARE"]
    assert ["CHAIR_i", "0.100", "0.030"] in [line.split() for line in lines]
    assert ["after", "8", "0.010", "0.010"] in [line.split() for line in lines]
    monkeypatch.setenv("COLUMNS", "150")
    results.show_demo({"methods": {"base": demo_row()}})
    assert "base" in capsys.readouterr().out.splitlines()[3]


def test_wide_rows_of_any_result_are_turned_too(capsys: pytest.CaptureFixture[str]) -> None:
    row = {f"quite_a_long_name_{number}": number for number in range(9)}
    results.show_anything({"steps": {"0": row, "8": row}})
    lines = [line.split() for line in capsys.readouterr().out.splitlines()]
    assert ["quite", "a", "long", "name", "3", "3", "3"] in lines


def test_a_summary_shows_means_with_intervals(capsys: pytest.CaptureFixture[str]) -> None:
    interval = {"mean": 0.2, "low": 0.1, "high": 0.3, "n": 3}
    single = {"mean": 0.6, "low": None, "high": None, "n": 1}
    results.show_summary(
        {
            "methods": {
                "base": {"seeds": 1, "steps": [0], "hallucination_rate": [single]},
                "sare": {"seeds": 3, "steps": [0, 8], "hallucination_rate": [interval, None]},
            },
            "step_axis": "fine-tuning steps",
            "verdict": "It stays away.",
            "details": ["Measured on 9 images."],
        }
    )
    lines = [line.split() for line in capsys.readouterr().out.splitlines()]
    assert lines[0] == ["Hallucination", "rate", "(fine-tuning", "steps)"]
    assert ["method", "seeds", "0", "8"] in lines
    assert ["base", "1", "0.600", "–"] in lines
    assert ["SARE", "3", "0.200", "(0.100", "–", "0.300)", "–"] in lines
    assert lines[-2:] == [["It", "stays", "away."], ["Measured", "on", "9", "images."]]


def test_an_attack_without_training_shows_no_captions_and_explains_its_steps(
    capsys: pytest.CaptureFixture[str],
) -> None:
    measured = {"0": {"concept_recall": 1.0}, "1": {"concept_recall": 0.5}}
    results.show_attack({"attack": "noise", "samples": 0, "resurgence": measured})
    text = capsys.readouterr().out
    assert "samples" not in text
    assert "resurgence (0: before the noise, 1: with it)" in text
    results.show_attack({"attack": "benign", "samples": 3, "resurgence": measured})
    text = capsys.readouterr().out
    assert "samples  3" in text
    assert "resurgence (fine-tuning steps)" in text


def test_counts_of_verdicts_say_where_nothing_was_judged(
    capsys: pytest.CaptureFixture[str],
) -> None:
    counts = {"mentions": 4, "grounded": 0, "hallucinated": 0, "unsure": 4}
    results.show_verdicts({**counts, "captions_with_hallucination": 0})
    lines = dict(line.split("  ", 1) for line in capsys.readouterr().out.splitlines())
    assert {key: value.strip() for key, value in lines.items()} == {
        "mentions": "4",
        "grounded": "not judged",
        "hallucinated": "not judged",
        "unsure": "4",
        "captions with hallucination": "not judged",
    }
    for judged in ({**counts, "grounded": 1, "unsure": 3}, dict.fromkeys(counts, 0)):
        results.show_verdicts(judged)
        assert "not judged" not in capsys.readouterr().out


def test_repeated_runs_show_their_main_figures_and_what_differs(
    capsys: pytest.CaptureFixture[str],
) -> None:
    figures = [
        {"step": 0, "metric": "hallucination_rate", "recorded": 0.25, "now": 0.25},
        {"step": 0, "metric": "chair_s", "recorded": 0.5, "now": 0.5},
        {"step": 8, "metric": "repetition", "recorded": 0.125, "now": None},
    ]
    results.show_reproduced(
        {
            "project": "/again",
            "runs": [{"run": "0001-sare", "again": "0001-sare", "figures": figures}],
            "environment": [{"what": "torch", "recorded": "2.8.0", "now": "2.9.0"}],
            "verdict": "2 of 3 figures are the same.",
        }
    )
    text = capsys.readouterr().out
    assert "CHAIR_s" not in text and "chair_s" not in text
    lines = [line.split() for line in text.splitlines()]
    assert any("repetition" in line and "0.125" in line and line[-1] == "–" for line in lines)
    assert any(line[:3] == ["torch", "2.8.0", "2.9.0"] for line in lines)
    assert "/again" in text
    assert text.endswith("2 of 3 figures are the same.\n")
