"""Where the captions of a server are kept until a model has confirmed them, and after."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from urllib.parse import urlsplit

from sare_engine.config import ProbeConfig
from sare_engine.domain import CaptionSet
from sare_engine.events import Json
from sare_engine.grounding.mentions import find_mentions
from sare_engine.grounding.vocabulary import Vocabulary
from sare_engine.jobs.opening import GENERATION_SETTING, show_captions_of_model
from sare_engine.models.degenerate import is_degenerate
from sare_engine.models.serving.answers import ServedAnswer
from sare_engine.workspace.project import Project
from sare_engine.workspace.rows import ImageRow, NewCaption, ServedCaption
from sare_engine.workspace.served_captions import Confirmed

SERVED = "server:"
"""What `CaptionSet.model` begins with where a server wrote the captions and no model has confirmed
them."""


class ServedStore:
    """The captions of one served model with one prompt, in a project.

    Captions are added to a set of the server, and move to the set of the model that confirms them.
    What is not confirmed stays: it can be measured, but not erased.

    Attributes:
        unconfirmed: the set of the server; None before its first caption.
        own: the set of the model that checks; None without a model, or before its first caption.
    """

    def __init__(
        self,
        project: Project,
        config: ProbeConfig,
        address: str,
        served_model: str,
        checker: CaptionSet | None,
    ) -> None:
        """Find the sets; none is added.

        Args:
            project: where they are.
            config: prompt, length and limit of the check.
            address: of the server.
            served_model: name of its model.
            checker: a set for what a model on this computer confirms; None without a model.
        """
        self._project = project
        self._config = config
        self._address = address
        self._served_model = served_model
        self._checker = checker
        self._origins: dict[tuple[tuple[str, Json], ...], int] = {}
        self._wanted = CaptionSet(
            name=f"{served_model.rpartition('/')[2]} on {urlsplit(address).netloc}",
            model=f"{SERVED}{served_model}",
            prompt=config.prompt,
            generation={"max_new_tokens": config.max_new_tokens, "server": address},
            imported=True,
        )
        self.unconfirmed = project.find_caption_set(self._wanted)
        self.own = project.find_caption_set(checker) if checker else None

    @property
    def chosen(self) -> CaptionSet | None:
        """The set that a test is about: the model's if it has one, else the server's."""
        return self.own if self.own is not None else self.unconfirmed

    def finished(self) -> set[int]:
        """Return the images that are neither asked for nor checked again."""
        done = self._images_of(self.own)
        if self._checker is None:
            return done | self._images_of(self.unconfirmed)
        return done | {one.image_id for one in self._split()[0]}

    def unchecked(self) -> dict[int, ServedCaption]:
        """Return image → caption of the server that the model has not checked yet."""
        if self._checker is None:
            return {}
        done = self._images_of(self.own)
        return {one.image_id: one for one in self._split()[1] if one.image_id not in done}

    def count_refused(self) -> tuple[int, float | None]:
        """Return how many of the server's captions the model has refused, and the worst."""
        refused = self._split()[0]
        return len(refused), max((one.shortfall or 0.0 for one in refused), default=None)

    def count_accepted(self) -> tuple[int, float | None]:
        """Return how many of the server's captions the model has confirmed, and the worst."""
        if self.own is None:
            return 0, None
        return self._project.count_served(self.own.id, self._address, self._served_model)

    def add(
        self, answers: Sequence[tuple[ImageRow, ServedAnswer]], words: Vocabulary
    ) -> list[tuple[ImageRow, ServedCaption]]:
        """Store captions of the server in one transaction; return their rows."""
        if not answers:
            return []
        project = self._project
        with project.transaction():
            if self.unconfirmed is None:
                self.unconfirmed = project.open_caption_set(self._wanted)
                if self._checker is None:
                    project.show_set(self.unconfirmed.name)
            ids = project.add_captions(
                self.unconfirmed.id,
                [
                    NewCaption(
                        image.id,
                        answer.text,
                        find_mentions(answer.text, words),
                        degenerate=is_degenerate(answer.text),
                        origin=self._origin(answer.sampling),
                        finish=answer.finish,
                    )
                    for image, answer in answers
                ],
            )
        return [
            (image, ServedCaption(key, image.id, answer.text, answer.finish, None))
            for key, (image, answer) in zip(ids, answers, strict=True)
        ]

    def settle(self, confirmed: Sequence[Confirmed], refused: Mapping[int, float]) -> None:
        """Move captions that the model has confirmed to its set; keep the others' shortfalls."""
        project = self._project
        with project.transaction():
            if self.unconfirmed is not None and self._checker is not None:
                project.set_checked_by(self.unconfirmed.id, self._checker.model)
            project.refuse_captions(refused)
            if confirmed and self._checker is not None:
                if self.own is None:
                    self.own = show_captions_of_model(project, self._checker)
                project.confirm_captions(self.own.id, confirmed)

    def finish(self) -> None:
        """Show the captions, and remove the server's set if the model has confirmed all of them."""
        project, one = self._project, self.unconfirmed
        with project.transaction():
            if self.own is not None and self._checker is not None:
                self.own = show_captions_of_model(project, self._checker)
                if one is not None and not project.count_captions(one.id):
                    project.remove_caption_set(one.name)
                    self.unconfirmed = None
            elif one is not None:
                project.show_set(one.name)
                project.settings[GENERATION_SETTING] = {
                    "prompt": self._config.prompt,
                    "max_new_tokens": self._config.max_new_tokens,
                }

    def _origin(self, sampling: Mapping[str, Json]) -> int:
        key = tuple(sorted(sampling.items()))
        if key not in self._origins:
            self._origins[key] = self._project.origin_id(
                self._address, self._served_model, sampling
            )
        return self._origins[key]

    def _images_of(self, chosen: CaptionSet | None) -> set[int]:
        if chosen is None:
            return set()
        return {key for key, _ in self._project.captioned_images(chosen.id)}

    def _split(self) -> tuple[list[ServedCaption], list[ServedCaption]]:
        """Return the server's captions that the model has refused by the limit, and the others."""
        refused: list[ServedCaption] = []
        others: list[ServedCaption] = []
        if self.unconfirmed is not None:
            project, checker = self._project, self._checker
            checked = checker is not None and checker.model == project.checked_by(
                self.unconfirmed.id
            )
            for one in project.served_captions(self.unconfirmed.id):
                failed = one.shortfall is not None and one.shortfall >= self._config.max_shortfall
                (refused if checked and failed else others).append(one)
        return refused, others
