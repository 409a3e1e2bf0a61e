"""The science bench's arithmetic and that a second call makes nothing twice."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest

from sare_engine.assets import DEMO_FOLDER
from sare_engine.config import ModelConfig
from sare_engine.control import Control
from sare_engine.models.loading import load_model
from tests.benchmarks.science import __main__ as science
from tests.benchmarks.science.cells import run_cell
from tests.benchmarks.science.grid import (
    EVERY,
    FIRST,
    FULL_SIZE,
    LONG_AT,
    METHODS,
    RECOMMENDED,
    REFERENCES,
    RELEARNING,
    SEEDS,
    SHOWN,
    SPACE,
    TITLES,
    TUNING_SEEDS,
    Budget,
    Cell,
    as_settings,
    erasure_settings,
)
from tests.benchmarks.science.never_learnt import read_weights
from tests.benchmarks.science.pages import (
    as_csv,
    as_html,
    as_markdown,
    attack_table,
    cell,
    method_table,
)
from tests.benchmarks.science.tables import (
    Choice,
    Claim,
    by_strength,
    choose,
    claims,
    depth_matched,
    flatness_against_resurgence,
    make_record,
    paired_difference,
    pareto_front,
    rank_correlation,
    steps_to_half,
    summarise,
)

RATES = {
    "base": 0.8,
    "never_learnt": 0.5,
    "efuf": 0.4,
    "sare": 0.1,
    FULL_SIZE: 0.03,
    RECOMMENDED: 0.02,
}


def row_of(
    one: Cell,
    *,
    before: float = 0.0,
    recall: float = 1.0,
    depth: float = 1.6,
    after: float | None = None,
    left: float = 1.0,
    sharpness: float = 0.2,
) -> dict[str, Any]:
    rate = RATES.get(one.method, 0.3) if after is None else after
    whole = one.part == "test" and one.method in SHOWN
    told: dict[str, Any] = {
        "before": {
            "hallucination_rate": RATES["base"] if one.method == "base" else before,
            "concept_recall": recall,
            "object_recall": 0.98,
            "polling_accuracy": 0.99,
            "perplexity": 1.2,
            "repetition": 0.002,
            "other_hallucination_rate": 0.04,
            "ce_neg": depth,
        },
        "attacks": {
            name: {"hallucination_rate": rate, "ce_neg": left}
            for name in (RELEARNING if whole else EVERY)
        },
        "geometry": {"worst 0.1": sharpness},
    }
    if one.method in METHODS:
        told["erasure"] = {"training_seconds": 10.0}
    if whole:
        told["long"] = {
            str(step): {"hallucination_rate": min(1.0, rate * step / 8)} for step in LONG_AT
        }
        told["geometry"]["slice 1"] = [[-0.1, 3.0], [0.0, 4.0], [0.1, 3.5]]
    return {
        **vars(one),
        "whole": one.whole(),
        "budget": vars(Budget()),
        "values": told,
        "failure": "",
        "seconds": 1.0,
    }


class Pool:
    """Does the work here and now, and counts it."""

    def __init__(self, stop_after: int = 10**6) -> None:
        self.done: list[Cell] = []
        self._stop_after = stop_after

    def imap_unordered(self, work: Callable[..., Any], tasks: Iterable[Any]) -> Iterator[Any]:
        assert work is run_cell
        for _, one, _, _ in tasks:
            if len(self.done) == self._stop_after:
                raise KeyboardInterrupt
            self.done.append(one)
            yield row_of(one)

    def starmap(self, work: Any, tasks: Any, chunksize: int) -> None:
        """Nothing to prepare."""


def run(out: Path, pool: Pool) -> list[dict[str, Any]]:
    bench = science.Bench(out, out / "rows.jsonl", Budget(), "cpu", pool)
    bench.run(science.trial_cells(("efuf", "npo"), (1001,)))
    bench.run(science.test_cells({"efuf": "{}", "npo": "{}"}, (0, 1)))
    return bench.rows


def test_a_second_call_goes_on_where_the_first_stopped(tmp_path: Path) -> None:
    first, second, third = Pool(stop_after=4), Pool(), Pool()
    with pytest.raises(KeyboardInterrupt):
        run(tmp_path, first)
    with (tmp_path / "rows.jsonl").open("a", encoding="utf-8") as file:
        file.write('{"part": "tun\n')
    rows = run(tmp_path, second)
    assert len(first.done) == 4
    assert not set(first.done) & set(second.done)
    # 2 methods x 2 trials; 2 references and 2 methods on 2 seeds.
    assert len(first.done) + len(second.done) == 4 + 8 == len(rows)
    assert run(tmp_path, third) == rows
    assert third.done == []


def test_rows_of_another_budget_are_left_alone(tmp_path: Path) -> None:
    run(tmp_path, Pool())
    other = science.Bench(tmp_path, tmp_path / "rows.jsonl", Budget(steps=5), "cpu", Pool())
    assert other.rows == []


def test_rows_of_other_settings_are_left_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = run(tmp_path, Pool())
    monkeypatch.setitem(METHODS, "npo", {**METHODS["npo"], "steps": 5})
    left = science.read_rows(tmp_path / "rows.jsonl", Budget())
    assert left == [row for row in rows if row["method"] != "npo"]


def test_every_method_has_as_many_different_trials_and_a_name() -> None:
    assert SPACE.keys() == METHODS.keys()
    assert {len({as_settings(one) for one in trials}) for trials in SPACE.values()} == {2}
    assert TITLES.keys() == {*REFERENCES, *METHODS}
    for method, trials in SPACE.items():
        for trial in trials:
            from sare_engine import EraseConfig

            values = erasure_settings(method, as_settings(trial))
            assert EraseConfig(project=Path("p"), **values).problems() == []


def test_the_choice_meets_conditions_first_and_resists_second() -> None:
    told = [{"depth": 2.1, "after": 0.30}, {"depth": 0.8, "after": 0.20}]
    rows = [
        row_of(Cell("tuning", "efuf", as_settings(trial), 1001), **one)
        for trial, one in zip(SPACE["efuf"], told, strict=True)
    ]
    chosen = choose(rows, "efuf", 1.6)
    assert chosen is not None
    assert chosen.settings == as_settings(SPACE["efuf"][1])
    assert all(chosen.met.values())
    # At another depth only the deeper one still meets all.
    deeper = choose(rows, "efuf", 2.5)
    assert deeper is not None
    assert deeper.settings == as_settings(SPACE["efuf"][0])
    # One that resists everything but does not erase is not it.
    shallow = [rows[0], row_of(Cell("tuning", "efuf", rows[1]["settings"], 1001), before=0.1)]
    erased = choose(shallow, "efuf", 1.6)
    assert erased is not None
    assert erased.settings == as_settings(SPACE["efuf"][0])
    # Of two that resist alike, the one with more cross-entropy left.
    alike = [
        row_of(Cell("tuning", "efuf", as_settings(trial), 1001), after=0.5, left=left)
        for trial, left in zip(SPACE["efuf"], (0.3, 0.9), strict=True)
    ]
    best = choose(alike, "efuf", 1.6)
    assert best is not None
    assert best.settings == as_settings(SPACE["efuf"][1])
    # A trial that failed is no choice.
    failed = [{**one, "values": {}} if one["settings"] == chosen.settings else one for one in rows]
    rest = choose(failed, "efuf", 1.6)
    assert rest is not None
    assert rest.settings == as_settings(SPACE["efuf"][0])
    assert choose([{**one, "values": {}} for one in rows], "efuf", 1.6) is None


def test_means_intervals_and_depth() -> None:
    def at(method: str, seed: int, **values: float) -> dict[str, Any]:
        return row_of(Cell("test", method, "{}", seed), **values)

    rows = [
        at("efuf", 0, depth=1.6),
        at("efuf", 1, depth=1.6),
        at("npo", 0, depth=2.5, after=0.1),
        at("npo", 1, depth=2.7, after=0.3),
    ]
    assert depth_matched(rows, "npo", "efuf") == [0]
    summary = summarise(rows)
    # Two values: t(0.975, 1) = 12.706 times the standard error 0.1.
    depth = summary["npo"]["before.ce_neg"]
    assert cell(depth) == "2.600 [1.329, 3.871]"
    # Of two seeds a bootstrap draws the second twice in a quarter of the cases. The 97.5 % quantile
    # of all is the 90 % quantile of those: .3 and 1.2816 standard errors of 200 images.
    rate = summary["npo"][f"attacks.{EVERY[0]}.hallucination_rate"]
    assert rate["mean"] == pytest.approx(0.2)
    assert rate["low"] == pytest.approx(0.1 - 1.2816 * (0.1 * 0.9 / 200) ** 0.5, abs=0.01)
    assert rate["high"] == pytest.approx(0.3 + 1.2816 * (0.3 * 0.7 / 200) ** 0.5, abs=0.01)
    assert f"npo,attacks.{EVERY[0]}.hallucination_rate,0.2" in as_csv(summary)
    assert json.loads(json.dumps(summary)) == summary
    assert cell({"mean": None, "low": None, "high": None}) == "–"


def test_steps_until_half_of_base() -> None:
    row = row_of(Cell("test", "efuf", "{}", 0), after=0.4)
    # The rate is step / 20: .4 after 8 steps, which is not beyond half of base, and .8 after 16.
    assert steps_to_half(row, 0.8) == (pytest.approx(8.0), True)
    assert steps_to_half(row, 1.0) == (pytest.approx(10.0), True)
    never = row_of(Cell("test", "efuf", "{}", 0), after=0.0)
    assert steps_to_half(never, 0.8) == (LONG_AT[-1], False)
    shallow = row_of(Cell("test", "efuf", "{}", 0), before=0.5)
    assert steps_to_half(shallow, 0.8) == (0.0, True)
    assert steps_to_half(row_of(Cell("test", "npo", "{}", 0)), 0.8) is None


def test_the_front_holds_what_none_beats_in_both() -> None:
    rows = [
        row_of(Cell("test", "efuf", "{}", 0), recall=0.99, after=0.5),
        row_of(Cell("test", "npo", "{}", 0), recall=0.98, after=0.5),
        row_of(Cell("test", "sare", "{}", 0), recall=0.95, after=0.1),
        row_of(Cell("test", "base", "{}", 0)),
    ]
    assert pareto_front(summarise(rows), EVERY[0]) == ["efuf", "sare"]


def whole_rows() -> list[dict[str, Any]]:
    return [
        row_of(Cell("test", method, "{}", seed), sharpness=RATES[method] + seed / 100)
        for seed in (0, 1)
        for method in RATES
    ]


def _claims(rows: list[dict[str, Any]]) -> list[Claim]:
    return claims(rows, summarise(rows))


def _of(rows: list[dict[str, Any]], method: str) -> Iterator[dict[str, Any]]:
    return (row["values"] for row in rows if row["method"] == method)


def test_claims_are_checked_against_the_means() -> None:
    assert all(one.holds for one in _claims(whole_rows()))
    rows = whole_rows()
    for values in _of(rows, RECOMMENDED):
        values["before"] |= {"polling_accuracy": 0.97, "repetition": 0.007}
    broken = [one.text for one in _claims(rows) if not one.holds]
    assert len(broken) == 2
    assert any("polling" in text for text in broken)
    assert any("repeats" in text for text in broken)


@pytest.mark.parametrize(
    ("method", "attack", "rate", "words"),
    [
        ("never_learnt", "full 1e-4", 0.01, "never learnt it"),
        ("never_learnt", "fresh 1e-3", 0.01, ""),
        (RECOMMENDED, "fresh 5e-4", 0.11, "after fresh 5e-4"),
        (RECOMMENDED, "full 1e-4", 0.11, "after full 1e-4"),
        (RECOMMENDED, "same 5e-4", 0.5, "copies of the language model"),
        ("sare", "full 2e-4", 0.2, "1/3"),
    ],
)
def test_an_attack_breaks_the_claims_about_it(
    method: str, attack: str, rate: float, words: str
) -> None:
    rows = whole_rows()
    for row in rows:  # the strongest, whatever else changes
        row["values"]["attacks"]["full 2e-4"]["hallucination_rate"] += 1e-6
    for values in _of(rows, method):
        values["attacks"][attack]["hallucination_rate"] = rate
    broken = [one.text for one in _claims(rows) if not one.holds]
    assert len(broken) == bool(words) and all(words in text for text in broken)


def test_differences_are_between_runs_of_one_seed() -> None:
    rows = whole_rows()
    for values, change in zip(_of(rows, RECOMMENDED), (0.1, -0.1), strict=True):
        values["before"]["ce_neg"] += change
    alone = [row for row in rows if (row["method"], row["seed"]) != (FULL_SIZE, 1)]
    found = paired_difference(rows, RECOMMENDED, FULL_SIZE, "before.ce_neg")
    assert found == pytest.approx([0.1, -0.1])
    assert paired_difference(alone, RECOMMENDED, FULL_SIZE, "before.ce_neg") == pytest.approx([0.1])


def test_the_strongest_attack_comes_first() -> None:
    rows = whole_rows()
    for row in rows:
        row["values"]["attacks"]["full 1e-4"]["hallucination_rate"] += 0.1
    assert by_strength(summarise(rows))[0] == "full 1e-4"


def test_the_record_makes_tables_and_a_page() -> None:
    rows = whole_rows()
    chosen = {method: Choice("{}", {"erased": True}) for method in FIRST}
    record = make_record(rows, chosen, (0, 1), (1001,), 1.6, Budget())
    assert json.loads(json.dumps(record)) == record
    assert list(record["summary"]) == list(SHOWN)
    assert record["depth_matched_with_efuf"]["sare"] == [0, 1]
    head, *body = attack_table(record)
    assert head[1:] == [TITLES[name] for name in SHOWN]
    assert {row[0] for row in body} >= set(RELEARNING)
    assert len(method_table(record)) == 1 + len(record["summary"])
    assert as_markdown([["a", "b"], ["1", "2"]]) == "| a | b |\n|---|---|\n| 1 | 2 |"
    page = as_html(record)
    assert page.count("<svg") == 2 + len(EVERY)
    assert "does not hold" not in page
    for known in ("http://www.w3.org", "http://purl.org", "http://creativecommons.org"):
        page = page.replace(known, "")
    assert "http://" not in page


def test_the_kept_record_is_what_the_kept_rows_and_trials_make() -> None:
    results = science.RESULTS
    record = json.loads((results / "science.json").read_text(encoding="utf-8"))
    trials = science.read_rows(science.TRIALS, Budget())
    chosen = {method: choose(trials, method, record["depth"]) for method in METHODS}
    rows = science.read_rows(results / science.ROWS_NAME, Budget())
    assert len(rows) == len(SEEDS) * len({*REFERENCES, *METHODS})
    again = make_record(
        rows,
        {method: one for method, one in chosen.items() if one is not None},
        SEEDS,
        TUNING_SEEDS,
        record["depth"],
        Budget(),
    )
    assert json.loads(json.dumps(again)) == record


def test_the_model_that_never_learnt_differs_from_the_shipped_one_in_what_reads_captions() -> None:
    config = ModelConfig(model=DEMO_FOLDER / "model", device="cpu")
    shipped = load_model(config, Control()).model.state_dict()
    kept = read_weights()
    assert {name for name in shipped if "vision_tower" not in name} == set(kept)
    assert all(one.shape == shipped[name].shape for name, one in kept.items())
    layers = [name for name in kept if "proj.weight" in name]
    assert layers
    assert all((kept[name] - shipped[name]).norm() > 0.01 for name in layers)
    assert kept["lm_head.weight"].equal(kept["model.language_model.embed_tokens.weight"])


def test_rank_correlation_against_hand_worked_values() -> None:
    # Ranks 0 1 2 3 4 against 1 0 2 4 3: 1 - 6 * 4 / (5 * 24) = 0.8.
    assert rank_correlation([1, 2, 3, 4, 5], [20, 10, 30, 500, 40]) == pytest.approx(0.8)
    assert rank_correlation([1, 2, 3], [9, 5, 1]) == pytest.approx(-1.0)
    # Ties share a rank: 0.5 0.5 2 against 0 1 2 gives 1.5 / sqrt(1.5 * 2).
    assert rank_correlation([1, 1, 2], [1, 2, 3]) == pytest.approx(0.75**0.5)
    assert rank_correlation([1, 1], [1, 2]) != rank_correlation([1, 1], [1, 2])


def test_flatness_is_correlated_over_measured_erasures_only() -> None:
    rows = [
        row_of(Cell("test", "npo", "{}", seed), after=after, sharpness=after)
        for seed, after in enumerate((0.1, 0.2, 0.3))
    ]
    rows.append(row_of(Cell("test", "base", "{}", 0)))
    rows.append({**row_of(Cell("test", "efuf", "{}", 0)), "values": {}})
    told = flatness_against_resurgence([one for one in rows if one["values"]])
    assert told[EVERY[0]]["worst 0.1"] == {"correlation": pytest.approx(1.0), "runs": 3}
