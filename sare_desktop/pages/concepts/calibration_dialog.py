"""Fitting the thresholds of scores to the mentions whose truth is known."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from sare_desktop import theme
from sare_desktop.engine_words import engine_text
from sare_desktop.pages.project_tool import ProjectTool
from sare_desktop.session import Session
from sare_desktop.undo.edits import threshold_names
from sare_desktop.widgets.forms.config_form import ConfigForm
from sare_desktop.widgets.primitives.amounts import figure_text, plural, share_text
from sare_desktop.widgets.primitives.fact_table import FactTable
from sare_desktop.widgets.primitives.small_parts import make_button, make_label
from sare_engine import CalibrateConfig

_OUTCOMES = (
    "absent_below_t1",
    "present_below_t1",
    "present_above_t0",
    "absent_above_t0",
    "unsure",
)


class CalibrationDialog(ProjectTool):
    """Suggests T1, T0 and T2, shows how well they do, and applies them on request."""

    def __init__(
        self,
        session: Session,
        source: Callable[[], str],
        use: Callable[[str, float, float, float | None], None],
        parent: QWidget | None = None,
    ) -> None:
        """Suggest nothing yet.

        Args:
            session: whose project.
            source: returns the key of the source whose scores are fitted; "" for the first.
            use: called with the key of the source, T1, T0 and T2 (if the source has one) when the
                user applies them.
            parent: the owner.
        """
        self._source = source
        self._use = use
        self._answer: dict[str, Any] = {}
        form = ConfigForm(CalibrateConfig, only=("condemned", "accepted"))
        super().__init__(
            session,
            "calibrate",
            self.tr("Calibrate thresholds"),
            self.tr(
                "The two thresholds are fitted to the scores of mentioned objects that an "
                "annotation, or you, judged to be in the picture or not."
            ),
            form,
            self.tr("Calibrate"),
            self.tr("Suggest thresholds, without applying them yet"),
            parent,
        )

    def _add_answer(self, page: QVBoxLayout) -> None:
        self.facts = FactTable()
        self.facts.setObjectName("calibrate.facts")
        self.warnings = make_label("", None, "calibrate.warnings")
        theme.tone(self.warnings, "warning")
        self.use_button = make_button(
            self.tr("Use these thresholds"),
            "calibrate.use",
            self.tr("Judge all mentions by the suggested thresholds; this can be undone"),
            self._use_answer,
        )
        page.addWidget(self.facts)
        page.addWidget(self.warnings)
        page.addStretch(1)

    def _answer_buttons(self) -> Sequence[QWidget]:
        return (self.use_button,)

    def _has_answer(self) -> bool:
        return bool(self._answer)

    def _forget(self) -> None:
        self._answer = {}
        self.facts.set_facts([])
        self.warnings.clear()
        self.warnings.hide()

    def _config(self, **more: Any) -> Any:
        return super()._config(source=self._source(), **more)

    def _call(self, config: Any) -> dict[str, Any]:
        from sare_engine import calibrate

        return calibrate(config)

    def _show_answer(self, answer: dict[str, Any]) -> None:
        self._answer = answer
        before = answer.get("in_force")
        words = {
            "absent_below_t1": self.tr("Absent objects found (below {0})"),
            "present_below_t1": self.tr("Present objects rejected (below {0})"),
            "present_above_t0": self.tr("Present objects confirmed (above {1})"),
            "absent_above_t0": self.tr("Absent objects accepted (above {1})"),
            "unsure": self.tr("Unsure"),
        }
        names = threshold_names(answer["source"])
        suggested = _values(names, answer)
        facts = [(self.tr("Suggested"), suggested)]
        if before is not None:
            facts.append((self.tr("In force"), _values(names, before)))
        facts += [
            (
                self.tr("Fitted to"),
                self.tr("{0} present and {1} absent objects in {2}").format(
                    answer["present"],
                    answer["absent"],
                    plural(answer["images"], self.tr("1 image"), self.tr("{0} images")),
                ),
            ),
            (
                self.tr("Separation by score"),
                self.tr("AUC {0} (95 % interval {1} to {2})").format(
                    *(figure_text(answer[name], ".3f") for name in ("auc", "auc_low", "auc_high"))
                ),
            ),
        ]
        for name in _OUTCOMES:
            text = share_text(answer[name])
            if before is not None:
                text = self.tr("{0}, now {1}").format(text, share_text(before[name]))
            facts.append((words[name].format(*names), text))
        self.facts.set_facts(facts)
        self.warnings.setText("\n".join(engine_text(str(one)) for one in answer["warnings"]))
        self.warnings.setVisible(bool(answer["warnings"]))

    @Slot()
    def _use_answer(self) -> None:
        found = self._answer
        t2 = found.get("t2")
        self._use(
            str(found["source"]),
            float(found["t1"]),
            float(found["t0"]),
            None if t2 is None else float(t2),
        )
        self.close()


def _values(names: tuple[str, str], answer: Mapping[str, Any]) -> str:
    """Return thresholds with their names: "T1 = 20.00, T0 = 30.00"."""
    named = {names[0]: answer["t1"], names[1]: answer["t0"], "T2": answer.get("t2")}
    known = {name: value for name, value in named.items() if value is not None}
    return ", ".join(f"{name} = {figure_text(value, '.2f')}" for name, value in known.items())
