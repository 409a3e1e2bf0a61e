"""Starting and resuming erasures, from any page."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject

from sare_desktop.engine_thread import Job
from sare_desktop.engine_words import engine_text
from sare_desktop.item_models.runs import RunRow
from sare_desktop.model_handover import ModelHandover
from sare_desktop.project_forms import given_settings, project_model
from sare_desktop.session import Session
from sare_engine import EraseConfig, RelearnConfig, command_of, method_kind, method_title

if TYPE_CHECKING:
    from sare_engine import Control, Event, ModelSlot


@dataclass(frozen=True)
class ErasureJob(Job):
    """An erasure; `resumes` names the run that it resumes, "" for a new run."""

    resumes: str = ""


class Erasures(QObject):
    """Starts erasures, on the loaded model if that leaves it unchanged."""

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._handover = ModelHandover(session, self)

    @property
    def waiting(self) -> bool:
        """Whether an erasure waits for the loaded model to be unloaded."""
        return self._handover.waiting

    def start(self, config: EraseConfig) -> bool:
        """Start a new run; return False if another job runs."""
        words = ", ".join(config.concepts[:3]) + (" …" if len(config.concepts) > 3 else "")
        title = self.tr("Erasing {0} ({1})").format(
            words, engine_text(method_title(method_kind(config.to_dict())))
        )
        return self._launch(config, title, self.shares_model(config.trainable))

    def resume(self, row: RunRow, model: Path | None = None, *, take_over: bool = False) -> bool:
        """Resume a run that was stopped; return False if another job runs.

        An attack is made again in its place.

        Args:
            row: the run; its own settings are used.
            model: where its model is now, if that was moved.
            take_over: whether the user has decided to continue a run that another program may
                still work on.
        """
        given = given_settings(self._session)
        resuming: dict[str, Any] = {
            "project": given["project"],
            "device": given["device"],
            "model": model,
            "resume": row.name,
            "take_over": take_over,
        }
        title = self.tr("Resuming {0}").format(row.name)
        if row.kind == "relearn":
            return self._attack_again(RelearnConfig(**resuming), title)
        config = EraseConfig(**resuming)
        return self._launch(config, title, model is None and self._began_with_loaded(row))

    def missing_model(self, row: RunRow) -> Path | None:
        """Return the folder of a run's model if the model is not there any more."""
        stored = row.config.get("model")
        if not stored or (Path(stored) / "config.json").is_file():
            return None
        return Path(stored)

    def _began_with_loaded(self, row: RunRow) -> bool:
        """Whether the loaded model is held as it was when the run began."""
        held = self._session.model_config
        return (
            held is not None
            and self.shares_model(str(row.config.get("trainable", "lora")))
            and str(held.model) == str(row.config.get("model"))
            and held.dtype == row.config.get("dtype")
            and held.quantisation == row.config.get("quantisation")
        )

    def shares_model(self, trainable: str) -> bool:
        """Whether the loaded model can be trained as it is.

        It must be the project's model without an adapter: an added adapter can be removed again,
        but training its own weights would change it.
        """
        config = self._session.model_config
        return (
            self._session.model is not None
            and config is not None
            and trainable == "lora"
            and config.adapter is None
            and config.model == project_model(self._session)
        )

    def _attack_again(self, config: RelearnConfig, title: str) -> bool:
        def work(_slot: ModelSlot, control: Control) -> Iterator[Event]:
            from sare_engine import relearn

            return relearn(config, control=control)

        return self._handover.start(
            Job("relearn", title, work, command_of(config), configs=(config,))
        )

    def _launch(self, config: EraseConfig, title: str, shared: bool) -> bool:
        def work(slot: ModelSlot, control: Control) -> Iterator[Event]:
            from sare_engine import erase

            return erase(config, model=slot.model if shared else None, control=control)

        # Several processes load the model themselves.
        shared = shared and config.processes == 1
        job = ErasureJob(
            "erase",
            title,
            work,
            command_of(config),
            checkpoints=True,
            configs=(config,),
            resumes=config.resume,
        )
        return self._session.start(job) if shared else self._handover.start(job)
