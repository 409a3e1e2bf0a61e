"""The colours of the light and the dark scheme, and how colours are mixed and compared.

Text has a contrast of at least 4.5:1 on every ground, and what shows where something is one of
3:1 (WCAG 2.2, 1.4.3 and 1.4.11; what is switched off is exempt). Verdicts and curves differ for
colour-blind users too (after Okabe and Ito); verdicts also differ by underline.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Colours:
    """The colours of one scheme as `#rrggbb`.

    Attributes:
        dark: whether it is the dark scheme.
        accent: the one accent; also legible as text.
        on_accent: text on the accent.
        background: the window.
        surface: cards, tables and fields.
        raised: hovered and selected things, the rail.
        border: hairlines.
        outline: what shows where a field or a bar is: edges of fields, axes, grooves.
        text: what is read.
        muted: what is read second.
        grounded: an object that is in the picture.
        hallucinated: an object that is not.
        unsure: an object nobody could decide on.
        warning: something to know.
        error: something that failed.
        success: something that went well.
        series: colours of curves, in the order in which they are handed out.
    """

    dark: bool
    accent: str
    on_accent: str
    background: str
    surface: str
    raised: str
    border: str
    outline: str
    text: str
    muted: str
    grounded: str
    hallucinated: str
    unsure: str
    warning: str
    error: str
    success: str
    series: tuple[str, ...]


LIGHT = Colours(
    dark=False,
    accent="#4a4cc9",
    on_accent="#ffffff",
    background="#f5f6f8",
    surface="#ffffff",
    raised="#e9ebf1",
    border="#d3d7e0",
    outline="#7f8591",
    text="#1b1f29",
    muted="#555d6d",
    grounded="#006b4c",
    hallucinated="#ad4000",
    unsure="#93357a",
    warning="#7d5200",
    error="#b81f30",
    success="#006b4c",
    series=("#0067ac", "#c24a00", "#007a5a", "#a33c7e", "#856200", "#555d6d", "#6a45d1"),
)

DARK = Colours(
    dark=True,
    accent="#a3a6ff",
    on_accent="#14151f",
    background="#15171c",
    surface="#1d2027",
    raised="#292d36",
    border="#3a404c",
    outline="#727884",
    text="#e8eaef",
    muted="#a5acba",
    grounded="#41d3a2",
    hallucinated="#ff9d66",
    unsure="#e8a3cf",
    warning="#f0bb55",
    error="#ff8f94",
    success="#41d3a2",
    series=("#62bbf7", "#ff9d66", "#41d3a2", "#e8a3cf", "#f0e06a", "#a5acba", "#b9a6ff"),
)


HOVERED, CHOSEN = 0.10, 0.18
"""Shares of the accent in the grounds of what is hovered, and of what is chosen or pressed."""

RAIL_HOVERED, RAIL_CHOSEN = 0.07, 0.12
"""The same on the raised ground of the rail."""


def contrast(first: str, second: str) -> float:
    """Return the contrast of two colours, 1 to 21 (WCAG 2.2)."""
    lighter, darker = sorted((_luminance(first), _luminance(second)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    def linear(channel: float) -> float:
        return channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4

    red, green, blue = (linear(int(colour[at : at + 2], 16) / 255) for at in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def mix(first: str, second: str, share: float) -> str:
    """Return a colour between two: `share` of the first, the rest of the second."""
    parts = (
        round(int(first[at : at + 2], 16) * share + int(second[at : at + 2], 16) * (1 - share))
        for at in (1, 3, 5)
    )
    return "#" + "".join(f"{part:02x}" for part in parts)
