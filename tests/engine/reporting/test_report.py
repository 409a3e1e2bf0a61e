"""The report: one file, nothing fetched, nothing injected, and a truthful headline."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

from sare_engine.errors import StorageError
from sare_engine.events import ProbeMetrics
from sare_engine.reporting.headline import headline as headline_of
from sare_engine.reporting.report import render_report, write_report
from sare_engine.reporting.report_data import (
    Chart,
    ChartCurve,
    ConceptFact,
    Figure,
    MethodFigures,
    ReportData,
    ReportedCaption,
    ShownExample,
    chart,
    curve,
    figures,
)

VOID = {"meta", "img", "br", "input", "link", "path", "use", "rect"}


class Outline(HTMLParser):
    """Collects elements and text, and checks that tags are closed in order."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.feed(html)
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        if tag not in VOID:
            assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data


def method(kind: str, erased: float, attacked: float | None = None, **more: float) -> MethodFigures:
    return MethodFigures(
        {"base": "Base model"}.get(kind, kind.upper()),
        kind,
        figures({"hallucination_rate": erased, **more}),
        {} if attacked is None else figures({"hallucination_rate": attacked}),
    )


AFTER_16 = "After relearning for 16 steps"
AFTER_32 = "After relearning for 32 steps"


def data(*methods: MethodFigures, **more: object) -> ReportData:
    return ReportData("tiny", "23 November 2026", methods, **more)  # type: ignore[arg-type]


def full(tmp_path: Path, picture: Path) -> ReportData:
    hostile = "<script>alert(1)</script> & $x^2$"
    return data(
        method("sare", 0.0, 0.06, concept_recall=0.94),
        method("base", 0.64, concept_recall=1.0),
        MethodFigures(
            "EFUF",
            "efuf",
            {"hallucination_rate": Figure(0.01, 0.0, 0.03, 5)},
            {"hallucination_rate": Figure(0.31, 0.26, 0.36, 5)},
        ),
        occasion=AFTER_32,
        resurgence=Chart(
            "Come back?",
            "steps",
            "images",
            (
                ChartCurve("EFUF", "efuf", (0, 32), (0, 0.3)),
                ChartCurve(hostile, "sare", (0, 32), (0, 0.06)),
            ),
            percent=True,
        ),
        charts=(
            chart("Loss", "steps", "nats", [None, ChartCurve("a", "x", (1,), (2.0,))]),
            chart("Nothing", "steps", "nats", [None]),
        ),
        examples=(
            ShownExample(
                picture,
                (ReportedCaption("Before", f"A knife {hostile}", ((2, 7),), "base"),),
                ("fork",),
            ),
            ShownExample(tmp_path / "gone.png", (ReportedCaption("Before", ""),)),
        ),
        concepts=(ConceptFact("knife", 10, 7, ("fork",)), ConceptFact("never", 0, 0)),
        notes=(hostile,),
        configs={"0001-sare": {"rho": 0.07, "concepts": ["knife"], "name": hostile}},
        environment={"python": "3.11", "versions": {"torch": "2.13"}},
    )


def test_one_file_that_asks_the_network_for_nothing(
    tmp_path: Path, tiny_images: list[Path]
) -> None:
    path = write_report(tmp_path / "report.html", full(tmp_path, tiny_images[0]))
    html = path.read_text(encoding="utf-8")
    outline = Outline(html)
    names = [tag for tag, _ in outline.elements]
    assert not {"script", "link", "iframe", "object"} & set(names)
    for _, attributes in outline.elements:
        for name in ("src", "href", "xlink:href", "data"):
            value = attributes.get(name)
            assert value is None or value.startswith(("data:image/jpeg;base64,", "#"))
    assert "@import" not in html
    assert not re.search(r"url\((?!#)", html)
    policy = next(a["content"] for t, a in outline.elements if a.get("http-equiv"))
    assert policy is not None
    assert policy.startswith("default-src 'none'")


def test_everything_is_told_and_nothing_injected(tmp_path: Path, tiny_images: list[Path]) -> None:
    html = render_report(full(tmp_path, tiny_images[0]))
    assert "<script>" not in html
    outline = Outline(html)
    text = outline.text.replace("\u00a0", " ")
    assert text.count("<script>alert(1)</script> & $x^2$") >= 3
    assert "gone.png cannot be read" in text
    assert "Come back?" in text
    assert "Nothing" not in text
    assert "26 – 36 %" in text
    assert "torch 2.13" in text
    marks = re.findall(r"<mark>(.*?)</mark>", html)
    assert marks == ["Marked words", "knife"]
    rows = re.findall(r'<tr class="(\w+)">', html)
    assert rows == ["base", "efuf", "sare"]


def test_element_ids_are_unique(tmp_path: Path, tiny_images: list[Path]) -> None:
    outline = Outline(render_report(full(tmp_path, tiny_images[0])))
    ids = [a["id"] for _, a in outline.elements if a.get("id")]
    assert len(ids) == len(set(ids)) > 20
    targets = [a["xlink:href"] for _, a in outline.elements if a.get("xlink:href")]
    assert {one[1:] for one in targets if one} <= set(ids)


def test_charts_take_their_colours_from_the_page(tmp_path: Path, tiny_images: list[Path]) -> None:
    html = render_report(full(tmp_path, tiny_images[0]))
    charts = re.findall(r"<svg.*?</svg>", html, flags=re.DOTALL)
    assert len(charts) == 2
    assert "var(--sare)" in charts[0]
    assert "var(--efuf)" in charts[0]
    assert "#0b0" not in "".join(charts)
    assert "prefers-color-scheme: dark" in html
    used = set(re.findall(r"var\((--[\w-]+)", html))
    light, dark = html.split("prefers-color-scheme: dark", 1)
    for name in used - {"--series"}:
        assert f"{name}:" in light
        assert f"{name}:" in dark.split("* { box-sizing", 1)[0]


def test_the_same_data_give_the_same_file(tmp_path: Path, tiny_images: list[Path]) -> None:
    one = full(tmp_path, tiny_images[0])
    assert render_report(one) == render_report(one)


def test_an_empty_report_is_still_a_page() -> None:
    html = render_report(ReportData("tiny", "today"))
    outline = Outline(html)
    assert "Nothing has been measured yet." in outline.text
    assert "table" not in [tag for tag, _ in outline.elements]


def test_a_headline_without_a_rate_does_not_deny_other_measurements() -> None:
    base = MethodFigures("Base model", "base", {"object_recall": Figure(0.9)}, {})
    html = render_report(ReportData("tiny", "today", methods=(base,)))
    text = Outline(html).text
    assert "Nothing has been measured yet." not in text
    assert "No hallucination rate was measured" in text


def test_a_report_that_cannot_be_written_leaves_the_old_one(tmp_path: Path) -> None:
    with pytest.raises(StorageError):
        write_report(tmp_path / "missing" / "report.html", ReportData("tiny", "today"))
    folder = tmp_path / "report.html"
    folder.mkdir()
    with pytest.raises(StorageError):
        write_report(folder, ReportData("tiny", "today"))


# The sentence at the top


def headline(one: ReportData) -> str:
    return headline_of(one).sentence.replace("\u00a0", " ")


def details(one: ReportData) -> str:
    return " ".join(headline_of(one).details).replace("\u00a0", " ")


def test_headline_of_a_comparison() -> None:
    one = data(
        method("base", 0.64),
        method("efuf", 0.0, 0.31),
        method("sare", 0.0, 0.06),
        occasion=AFTER_32,
    )
    assert headline(one) == (
        "After relearning for 32 steps, the hallucination returns on 6 % of images; with plain "
        "erasure (EFUF), on 31 %."
    )
    assert "Before erasure it was on 64 % of images, right after erasure on 0 %" in details(one)


def test_headline_with_several_ways_of_sare() -> None:
    efuf, paper = method("efuf", 0.0, 0.31), method("sare", 0.0, 0.06)
    better = method("sare_fresh_adversary", 0.0, 0.02)
    one = data(efuf, better, paper, occasion=AFTER_32)
    assert (
        f"returns on 2 % of images with {better.name}; with plain erasure (EFUF), on 31 %"
    ) in headline(one)
    assert details(one).startswith(
        f"With {paper.name}, the hallucination returns on 6 % of images."
    )
    # One that nobody has attacked yet does not hide what an attack on the other gave.
    fresh = method("sare_fresh_adversary", 0.0)
    assert "returns on 6 % of images" in headline(data(efuf, paper, fresh, occasion=AFTER_32))


def test_headline_when_nothing_comes_back() -> None:
    one = data(
        method("efuf", 0.0, 0.31),
        method("sare", 0.0, 0.0),
        occasion=AFTER_16,
    )
    assert headline(one) == (
        "After relearning for 16 steps, no hallucination comes back; with plain erasure (EFUF), "
        "the hallucination returns on 31 % of images."
    )
    both = data(method("efuf", 0.0, 0.0), method("sare", 0.0, 0.0), occasion=AFTER_16)
    assert headline(both).endswith(
        "no hallucination comes back, and none with plain erasure (EFUF)."
    )


def test_a_worse_result_is_reported_as_such() -> None:
    one = data(method("efuf", 0.0, 0.1), method("sare", 0.0, 0.4), occasion=AFTER_32)
    assert "returns on 40 % of images; with plain erasure (EFUF), on 10 %" in headline(one)
    assert "did not withstand the attack better" in details(one)
    failed = data(method("base", 0.5), method("sare", 0.6))
    assert headline(failed) == "Erasure did not lower the hallucination: it is on 60 % of images."


def test_overlapping_intervals_are_reported() -> None:
    wide = {"hallucination_rate": Figure(0.1, 0.0, 0.3, 5)}
    other = {"hallucination_rate": Figure(0.2, 0.1, 0.4, 5)}
    erased = {"hallucination_rate": Figure(0.0, 0.0, 0.0, 5)}
    one = data(
        MethodFigures("EFUF", "efuf", erased, other), MethodFigures("SARE", "sare", erased, wide)
    )
    assert "intervals of SARE and EFUF overlap" in details(one)


def test_headlines_of_unfinished_work() -> None:
    assert headline(data(method("base", 0.64), method("sare", 0.02))) == (
        "Erasure lowers the hallucination from 64 % of images to 2 %."
    )
    assert "On 64 % of images" in headline(data(method("base", 0.64)))


def test_costs_are_never_left_out() -> None:
    one = data(
        method("base", 0.6, concept_recall=1.0, object_recall=0.97),
        method("sare", 0.0, concept_recall=0.81, object_recall=0.96, degenerate_rate=0.3),
        held_out_images=80,
    )
    found = details(one)
    assert "named in 81 % of cases, less than before (100 %)" in found
    assert "name 96 % of all objects in the images, about as before (97 %)" in found
    assert "30 % of the captions are empty or repeat themselves" in found
    assert "80 images" in found
    assert "one seed" in found


def test_a_curve_from_a_run() -> None:
    probes = [
        ProbeMetrics("relearn", 0, {"hallucination_rate": 0.0}),
        ProbeMetrics("relearn", 8, {"other": 1.0}),
        ProbeMetrics("relearn", 16, {"hallucination_rate": 0.25}),
    ]
    assert curve("SARE", "sare", probes, "hallucination_rate") == ChartCurve(
        "SARE", "sare", (0.0, 16.0), (0.0, 0.25)
    )
    assert curve("SARE", "sare", probes, "unknown") is None
