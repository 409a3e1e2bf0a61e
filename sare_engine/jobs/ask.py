"""Ask the model a question about one image."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from sare_engine.config import AskConfig, GenerationConfig
from sare_engine.control import Control
from sare_engine.errors import DataError
from sare_engine.events import Event, Finished, PhaseStarted
from sare_engine.jobs.opening import OpenedModel, model_config
from sare_engine.jobs.runner import job
from sare_engine.models.images import image_info

if TYPE_CHECKING:
    from sare_engine.models.loading import LoadedModel
    from sare_engine.models.vision import VisionFeatures

_CLOSED_ANSWER = re.compile(r"\W*(yes|no)\b", re.IGNORECASE)
_CLOSED_QUESTION = re.compile(
    r"\s*(is|are|was|were|do|does|did|has|have|had|can|could|will|would|should)\b", re.IGNORECASE
)


@job
def ask(
    config: AskConfig, *, model: LoadedModel | None = None, control: Control | None = None
) -> Iterator[Event]:
    """Ask a model a question about one image.

    `Finished.result` is `{"answer": text, "yes": P(yes) / (P(yes) + P(no)) or None}`; `yes` is
    given for yes-or-no questions.

    Args:
        config: the settings.
        model: a loaded model to use instead of loading `config.model`; it stays loaded.
        control: stop.
    """
    from sare_engine.models.generation import caption_images
    from sare_engine.models.vision import VisionFeatures

    control = control or Control()
    image_info(config.image)  # Report an unreadable picture before loading the model.
    opened = OpenedModel(model_config(config, config.model, config.adapter), model)
    yield from opened.load(control)
    with opened as loaded:
        yield PhaseStarted("ask", "Asking the model")
        features = VisionFeatures(loaded)
        generation = GenerationConfig(
            prompt=config.question, max_new_tokens=config.max_new_tokens, batch_size=1
        )
        [answer] = caption_images(loaded, [config.image], generation, control, features=features)
        yes = None
        if _is_closed(config.question, answer.text):
            yes = _probability_of_yes(loaded, features, config, control)
        yield Finished("done", {"answer": answer.text, "yes": yes})


def _is_closed(question: str, answer: str) -> bool:
    """Return whether it is a yes-or-no question: for others, P(yes) is meaningless."""
    return bool(_CLOSED_ANSWER.match(answer) or _CLOSED_QUESTION.match(question))


def _probability_of_yes(
    loaded: LoadedModel, features: VisionFeatures, config: AskConfig, control: Control
) -> float | None:
    from sare_engine.models.generation import poll_objects

    try:
        [yes] = poll_objects(
            loaded, [(config.image, config.question)], 1, control, features=features
        )
    except DataError:
        return None  # The tokenizer starts yes and no alike; the answer itself is still valid.
    return yes
