"""Self-contained HTML pages with one look, in light and dark, that fetch nothing."""

from __future__ import annotations

import base64
import functools
import io
import json
from collections.abc import Iterator, Mapping, Sequence
from importlib import resources
from pathlib import Path
from typing import Any

from sare_engine.erasure.kinds import Kind, kinds
from sare_engine.errors import EngineError
from sare_engine.models.images import open_image
from sare_engine.reporting.charts import chart_svg
from sare_engine.reporting.report_data import Chart, ReportedCaption, ShownExample

_THUMBNAIL_PIXELS = 288


def render_page(template: str, **values: Any) -> str:
    """Return the HTML of a page.

    Args:
        template: file in this package; it extends `page.html`.
        values: what the page shows; texts are escaped, drawings come from `drawn`.
    """
    return str(_environment().get_template(template).render(**values))


@functools.cache
def _environment() -> Any:
    from jinja2 import Environment, FunctionLoader, StrictUndefined

    def read(name: str) -> str:
        return resources.files("sare_engine.reporting").joinpath(name).read_text("utf-8")

    environment = Environment(
        loader=FunctionLoader(read),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals["looks"] = _kinds_with_a_look
    return environment


def _kinds_with_a_look() -> list[Kind]:
    """Return the kinds of erasure that have a colour of their own."""
    return [kind for kind in kinds().values() if kind.look is not None]


def drawn(chart: Chart, number: int, *, wide: bool = False) -> Any:
    """Return a chart as markup; see `chart_svg`."""
    from markupsafe import Markup

    return Markup(chart_svg(chart, number=number, wide=wide))


def drawn_charts(charts: Sequence[Chart]) -> list[tuple[Chart, Any]]:
    """Return the charts that have a curve, each with its drawing; numbered from 1."""
    kept = [one for one in charts if one.curves]
    return [(one, drawn(one, number)) for number, one in enumerate(kept, 1)]


def shown_examples(examples: Sequence[ShownExample]) -> list[dict[str, Any]]:
    """Return images with their captions in the form that the template expects."""
    return [
        {
            "pictured": example.image is not None,
            "thumbnail": thumbnail(example.image) if example.image else "",
            "name": example.image.name if example.image else "",
            "present": example.present,
            "captions": [(one, list(pieces(one))) for one in example.captions],
        }
        for example in examples
    ]


def any_marked(examples: Sequence[ShownExample]) -> bool:
    """Whether any caption has a hallucinated word."""
    return any(one.hallucinated for example in examples for one in example.captions)


def setting_rows(values: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Return settings as rows of name and value in words."""
    return [(key.replace("_", " "), in_words(value)) for key, value in values.items()]


def in_words(value: Any) -> str:
    """Return any JSON value as text for a person."""
    if value is None or value in ("", [], {}):
        return "–"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Mapping):
        return ", ".join(f"{key} {in_words(one)}" for key, one in value.items())
    if isinstance(value, (list, tuple)):
        return ", ".join(in_words(one) for one in value) or "–"
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def pieces(caption: ReportedCaption) -> Iterator[tuple[str, bool]]:
    """Cut a caption into pieces that are, or are not, hallucinated."""
    place = 0
    for start, end in sorted(caption.hallucinated):
        if start < place or end > len(caption.text):
            continue
        if start > place:
            yield caption.text[place:start], False
        yield caption.text[start:end], True
        place = end
    if place < len(caption.text):
        yield caption.text[place:], False


def thumbnail(path: Path) -> str:
    """Return the picture as a data URI, or "" if it is missing or cannot be read."""
    try:
        image = open_image(path)
    except EngineError:
        return ""
    image.thumbnail((_THUMBNAIL_PIXELS, _THUMBNAIL_PIXELS))
    buffer = io.BytesIO()
    image.save(buffer, "JPEG", quality=82)
    return "data:image/jpeg;base64," + base64.b64encode(buffer.getvalue()).decode("ascii")
