"""Comparing erasure methods: erase with each, attack each, over several seeds."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QWidget

from sare_desktop.engine_thread import Job
from sare_desktop.engine_words import engine_text
from sare_desktop.pages.job_tab import JobTab
from sare_desktop.project_forms import given_settings
from sare_desktop.session import Session
from sare_desktop.widgets.primitives.small_parts import make_label
from sare_engine import CompareConfig, command_of, method_title

if TYPE_CHECKING:
    from sare_engine import Control, Event, ModelSlot

KIND = "compare"
"""Kind of the jobs that are started here."""


class CompareTab(JobTab):
    """Which methods are compared, and how."""

    name = "compare"

    def __init__(
        self, session: Session, copy: Callable[..., None], parent: QWidget | None = None
    ) -> None:
        super().__init__(
            session,
            CompareConfig,
            ("concepts",),
            self.tr("Compare the methods"),
            self.tr("Erase with each method and attack each; finished runs are kept"),
            copy,
            parent,
        )
        text = self.tr(
            "Every method erases and is attacked in the same way, once for each seed. "
            "A stopped comparison continues where it was."
        )
        self._lay_out(make_label(text, "muted"), self.form)

    def words(self) -> str:
        """Name two methods, or say how many there are."""
        methods = tuple(self.form.values().get("methods") or ())
        if len(methods) > 2:
            return self.tr("Compare {0} methods").format(len(methods))
        if len(methods) == 2:
            return self.tr("Compare {0} and {1}").format(*map(method_title, methods))
        return ""

    def why_not(self) -> str:
        """Return why the methods cannot be compared, or ""."""
        reason = super().why_not()
        if not reason and not self._concepts():
            return self.tr("Choose concepts first.")
        return reason

    def configs(self) -> Sequence[CompareConfig]:
        """Return the comparison, or [] after showing what is wrong."""
        if self._session.project is None:
            return []
        config = self.form.config(**given_settings(self._session), concepts=self._concepts())
        return [config] if config is not None else []

    def _concepts(self) -> tuple[str, ...]:
        project = self._session.project
        return project.chosen_concepts() if project is not None else ()

    def _job(self, configs: Sequence[Any]) -> Job:
        config: CompareConfig = configs[0]

        def work(_slot: ModelSlot, control: Control) -> Iterator[Event]:
            from sare_engine import compare

            return compare(config, control=control)

        methods = ", ".join(engine_text(method_title(one)) for one in config.methods)
        title = self.tr("Comparing the base model, {0}").format(methods)
        return Job(
            KIND, title, work, command=command_of(config), checkpoints=True, configs=(config,)
        )
