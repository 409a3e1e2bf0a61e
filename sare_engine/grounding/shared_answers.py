"""Questions to the tested model that several processes ask, each a share of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from sare_engine.control import Control
from sare_engine.team.team import Team

if TYPE_CHECKING:
    from sare_engine.models.loading import LoadedModel
    from sare_engine.models.vision import VisionFeatures


def ask_together(
    team: Team | None,
    loaded: LoadedModel,
    questions: Sequence[tuple[Path, str]],
    batch_size: int,
    control: Control,
    features: VisionFeatures | None,
) -> Iterator[float]:
    """Yield the answers to all questions in their order, as `poll_objects` does, in every process.

    All processes of the team must call it with the same questions, each of which is asked in the
    same batch as by one process; without a team, this one asks all of them.

    Raises:
        EngineError, Stopped: as `poll_objects`, in any of them.
    """
    from sare_engine.models.generation import poll_objects

    if team is None:
        yield from poll_objects(loaded, questions, batch_size, control, features=features)
        return
    for _, own in team.rounds(questions, batch_size):

        def ask(own: Sequence[tuple[Path, str]] = own) -> list[float]:
            return list(poll_objects(loaded, own, batch_size, control, features=features))

        for answers in team.gather(team.together(ask)):
            yield from answers
