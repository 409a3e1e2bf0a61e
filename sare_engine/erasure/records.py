"""The torch-free records of erasure methods and of the ascents of SARE."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sare_engine.registry import Entry

if TYPE_CHECKING:
    from sare_engine.config import EraseConfig
    from sare_engine.erasure.method import Method
    from sare_engine.models.trainable import TrainedWeights

    BuildMethod = Callable[[TrainedWeights, EraseConfig], Method]


@dataclass(frozen=True)
class Look:
    """How a kind of erasure is drawn, in every plot and report the same.

    Attributes:
        palette: number of its colour in the window's palette.
        light: its colour on a light page, as `#rrggbb`.
        dark: its colour on a dark page.
        dashes: lengths of dash and gap in turns; () for a solid line. Colour is never the only
            way to tell lines apart.
        marker: its marker by Matplotlib's name.
    """

    palette: int
    light: str
    dark: str
    dashes: tuple[float, ...]
    marker: str


@dataclass(frozen=True, kw_only=True)
class MethodEntry(Entry):
    """An erasure method.

    Attributes:
        build: makes the method for a run.
        described: what a model card and a report call it, with its source as a Markdown link.
        copies: copies of the trained weights that it holds beside their gradient: as they were
            before they were perturbed, or those that the run began with, and its own while these
            are in place.
        paired: whether it needs the captions to unlearn in pairs with clean captions.
        whole: whether its weights are those of an erasure only after its last step.
        baseline: whether it is the plain erasure that others are compared with.
        proposed: whether it is the method that this program is about.
        look: how it is drawn; None: as the others are.
    """

    build: BuildMethod
    described: str
    copies: int = 0
    paired: bool = False
    whole: bool = False
    baseline: bool = False
    proposed: bool = False
    look: Look | None = None


@dataclass(frozen=True, kw_only=True)
class AscentEntry(Entry):
    """A way to the worst case.

    Attributes:
        build: makes the method that takes its negative gradient there.
        option: what a report says of it, a phrase into which the run's settings are formatted;
            "" for the paper's.
        copies: copies of the trained weights that it holds beside their gradient.
        copies_under: copies of the frozen weights under the adapters, gradient included.
        needs_adapter: whether an adapter must be trained.
        simulates_attack: whether the worst case is where a simulated attack arrives.
        look: how SARE with it is drawn; None: as the others are.
    """

    build: BuildMethod
    option: str = ""
    copies: int = 1
    copies_under: int = 0
    needs_adapter: bool = False
    simulates_attack: bool = False
    look: Look | None = None

    @property
    def needs_full_weights(self) -> bool:
        """Whether it moves the frozen weights, which those held in 8 or 4 bits do not allow."""
        return self.copies_under > 0
