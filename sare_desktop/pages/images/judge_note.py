"""Says before a test that nothing could judge its mentions, and offers what can."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from sare_desktop.item_models.project_rows import ProjectReader
from sare_desktop.pages.images.judge_dialog import offered_sources
from sare_desktop.pages.images.probe_panel import ProbePanel
from sare_desktop.session import Session
from sare_desktop.widgets.primitives.banner import Banner
from sare_engine import EVIDENCE_SOURCES, ProbeConfig


class JudgeNote(Banner):
    """A warning that is there as long as a test would leave every mention undecided."""

    def __init__(
        self,
        session: Session,
        probe: ProbePanel,
        annotate: Callable[[], object],
        show_settings: Callable[[], object],
        parent: QWidget | None = None,
    ) -> None:
        """Show nothing yet.

        Args:
            session: whose project.
            probe: the settings of the test.
            annotate: asks for annotations and imports them.
            show_settings: shows the settings of the test.
            parent: the owner.
        """
        super().__init__(parent, actions_below=True)
        self._session = session
        self._reader = ProjectReader.of(session)
        self._probe = probe
        self._annotate = annotate
        self._show_settings = show_settings
        self._dismissed_for: Path | None = None
        self.dismissed.connect(self._on_dismissed)
        probe.form.changed.connect(self.refresh)
        self.setObjectName("images.judge_note")

    @Slot()
    def refresh(self) -> None:
        """Follow the project, the settings of the test and the engine."""
        needed = self._needed()
        if needed and self.isHidden():
            self._say()
        elif not needed and not self.isHidden():
            self.clear()

    @property
    def first(self) -> bool:
        """Whether the next test is the project's first, and nothing would judge it."""
        return not self._reader.rows.tested and self._nothing_judges()

    def _needed(self) -> bool:
        project = self._session.project
        if project is None or self._dismissed_for == project.folder:
            return False
        return self._session.engine.job is None and self._nothing_judges()

    def _nothing_judges(self) -> bool:
        project, rows = self._session.project, self._reader.rows
        if project is None or not rows.images or not rows.undecided:
            return False
        values = self._probe.form.values()
        config = ProbeConfig(**{**values, "project": project.folder, "model": project.folder})
        return not any(
            one.can_judge(config, annotated=rows.annotated) for one in EVIDENCE_SOURCES.values()
        )

    def _say(self) -> None:
        self.show_message(
            "warning",
            self.tr("Nothing can judge what a test finds: all mentions would stay unsure."),
        )
        for setting, source in offered_sources().items():
            if source.derived:
                text, use = self.tr("Import annotations …"), self._annotate
            elif isinstance(getattr(ProbeConfig, setting, None), bool):
                text, use = self._probe.form.label_of(setting), self._turn_on(setting)
            else:
                label = self._probe.form.label_of(setting)
                text, use = self.tr("Choose {0} …").format(label), self._go_to(setting)
            self.add_action(f"images.judge_by.{source.key}", text, use)

    def _turn_on(self, setting: str) -> Callable[[], object]:
        def use() -> None:
            self._show_settings()
            self._probe.form.set_values({setting: True})

        return use

    def _go_to(self, setting: str) -> Callable[[], object]:
        def use() -> None:
            self._show_settings()
            field = self._probe.form.field(setting)
            self._probe.ensureWidgetVisible(field)
            field.setFocus()

        return use

    @Slot()
    def _on_dismissed(self) -> None:
        project = self._session.project
        self._dismissed_for = project.folder if project is not None else None
