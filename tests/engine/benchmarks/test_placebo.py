"""The placebo bench: its arithmetic, resuming, and the default that follows from its record."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from sare_engine.config import AttackConfig
from sare_engine.robustness.placebo import CONTROL_RULES
from tests.benchmarks.placebo import __main__ as bench
from tests.benchmarks.placebo.grid import (
    ATTACKS,
    BASE,
    ERASED,
    NEVER_LEARNT,
    NO_RULE,
    RULES_IN_WORDS,
    Cell,
    cells,
)
from tests.benchmarks.placebo.record import read_rows, science_rows
from tests.benchmarks.placebo.tables import (
    Figures,
    control_table,
    known_seeds,
    placebo_lines,
    placebo_table,
)

NEAR, FAR, *_ = CONTROL_RULES


def row_of(cell: Cell, rate: float, images: int = 100, control: str = "banana") -> dict[str, Any]:
    measured = {"hallucination_rate": rate, "images": images, "object_recall": 1.0}
    return {
        **vars(cell),
        "controls": {"knife": control} if cell.rule else {},
        "attacks": dict.fromkeys(ATTACKS, measured),
        "seconds": 1.0,
    }


def rows_of(seeds: int = 2) -> list[dict[str, Any]]:
    """Return rows in which the model that never learnt ends at .5."""
    rates = {rule: 0.1 + 0.1 * place for place, rule in enumerate(reversed(CONTROL_RULES))}
    return [
        row
        for seed in range(seeds)
        for row in (
            row_of(Cell(seed, NEVER_LEARNT, NO_RULE), 0.5),
            *(row_of(Cell(seed, BASE, rule), rates[rule], 50) for rule in CONTROL_RULES),
        )
    ]


def test_the_six_attacks_need_no_adapter() -> None:
    assert len(ATTACKS) == 6
    assert {one["attack"] for one in ATTACKS.values()} == {"fresh_adapter", "full"}
    assert set(RULES_IN_WORDS) == set(CONTROL_RULES)


def test_the_closest_rule_and_its_distance() -> None:
    figures = Figures(rows_of(), [])
    assert figures.seeds(BASE) == [0, 1] and figures.seeds(ERASED) == []
    assert figures.closest() == NEAR
    one = figures.distance(BASE, NEAR)
    assert (one.apart.mean, one.more.mean) == pytest.approx((0.2, -0.2))
    assert figures.distance(BASE, FAR).apart.mean == pytest.approx(0.3)
    head, *body = placebo_table(figures)
    assert len(head) == 2 + len(CONTROL_RULES)
    assert {len(row) for row in body} == {len(head)}
    assert [row[0] for row in body[:6]] == list(ATTACKS)
    # 100 of 200 and 30 of 100 images: Wilson's intervals, by hand; the seeds do not differ.
    assert body[0][1].startswith("0.500 [0.43")
    assert body[0][2].startswith("0.300 [0.2")
    assert body[-1] == ["seeds", "2", *["2"] * len(CONTROL_RULES)]
    assert control_table(figures)[1] == ["knife", *["banana (2)"] * len(CONTROL_RULES)]
    text = placebo_lines(figures)
    assert text.startswith("2 seeds (0, 1).") and f"“{RULES_IN_WORDS[NEAR]}” comes closest" in text


def test_a_distance_above_counts_like_one_below() -> None:
    rows = rows_of(1)
    for row in rows:
        if row["rule"] == NEAR:
            row["attacks"] = {
                name: {"hallucination_rate": 0.1 if n % 2 else 0.9, "images": 50}
                for n, name in enumerate(ATTACKS)
            }
    one = Figures(rows, []).distance(BASE, NEAR)
    assert one.apart.mean == pytest.approx(0.4)
    assert one.more.mean == pytest.approx(0.0)
    assert Figures(rows, []).closest() != NEAR


def test_only_seeds_with_every_rule_count() -> None:
    rows = rows_of(3)
    rows = [row for row in rows if (row["seed"], row["rule"]) != (1, FAR)]
    assert Figures(rows, []).seeds(BASE) == [0, 2]
    without = [row for row in rows if (row["seed"], row["model"]) != (2, NEVER_LEARNT)]
    assert Figures(without, []).seeds(BASE) == [0]


def test_what_is_known_of_the_model_that_never_learnt_is_not_measured_again() -> None:
    assert known_seeds() == [0, 1, 2, 3, 4]
    wanted = list(cells((4, 5), known_seeds()))
    assert len(wanted) == len(set(wanted)) == 1 + 4 * len(CONTROL_RULES)
    assert [one for one in wanted if one.model == NEVER_LEARNT] == [Cell(5, NEVER_LEARNT, NO_RULE)]


class Place:
    """Chooses the same controls by two of the rules, and counts the attacks."""

    learnt = 0

    def __init__(self, *_: Any) -> None:
        self.loaded: list[str] = []

    def limit(self, images: int) -> None:
        assert images == 100

    def before(self) -> None:
        self.loaded.append(BASE)

    def begin_with(self, weights: Mapping[str, Any]) -> None:
        assert weights
        self.loaded.append(NEVER_LEARNT)

    def erase(self, settings: Mapping[str, Any]) -> None:
        assert settings["method"] == ERASED

    def merge(self) -> None:
        self.loaded.append(ERASED)

    def controls(self, rule: str) -> dict[str, str]:
        return {"knife": "banana" if rule == FAR else "cat"}

    def learn(self, attack: Any, steps: int, samples: int, controls: Any) -> dict[str, float]:
        type(self).learnt += 1
        if type(self).learnt == 15:
            raise KeyboardInterrupt
        return {"hallucination_rate": 0.1, "images": 50.0}


def test_a_second_call_goes_on_where_the_first_stopped(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bench, "PlaceboPlace", Place)
    monkeypatch.setattr(bench, "prepared", lambda out, seed: out / str(seed))
    record = tmp_path / "rows.jsonl"
    arguments = ["--out", str(tmp_path), "--record", str(record), "--seeds", "9"]
    with pytest.raises(KeyboardInterrupt):
        bench.main(arguments)
    done = len(read_rows(record))
    assert done == 2
    with record.open("a", encoding="utf-8") as file:
        file.write('{"seed": 9\n')
    assert bench.main(arguments) == 0
    rows = read_rows(record)
    assert len(rows) == 1 + 2 * len(CONTROL_RULES)
    # Two attacks on an unfinished cell are repeated; what two rules share is not.
    assert Place.learnt == 15 + 6 * (
        len({json.dumps(one["controls"]) + one["model"] for one in rows}) - done
    )
    assert bench.main(arguments) == 0
    assert read_rows(record) == rows


def test_the_default_rule_is_the_one_that_comes_closest() -> None:
    figures = Figures(read_rows(), science_rows())
    assert figures.seeds(BASE)
    assert figures.closest() == CONTROL_RULES[0] == AttackConfig(project=Path("p")).control_rule
