"""What the jobs of the Images page report at their end."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QObject

from sare_desktop.engine_words import engine_text
from sare_desktop.pages.images import intake, probe_panel
from sare_engine import Finished, Notice

_NAMED_SHORT, _NAMED = 3, 200
"""Names listed in a report, and in its details."""


def _images(result: dict[str, Any]) -> int:
    """Return the number of tested images; each may have several captions."""
    return int(result.get("images_captioned", result.get("captions", 0)))


@dataclass(frozen=True)
class Report:
    """A message for the banner."""

    level: str
    what: str
    why: str = ""
    details: str = ""


class Reports(QObject):
    """Collects the notices of a job, and words its report."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._notices: list[Notice] = []

    def clear(self) -> None:
        """Forget the notices of the job before."""
        self._notices.clear()

    def add(self, notices: Sequence[Notice]) -> None:
        """Keep the notices of the current job."""
        self._notices += notices

    def report(self, kind: str, event: Finished) -> Report | None:
        """Return the report of a job that has ended, or None if there is nothing to say."""
        result = dict(event.result)
        if kind == intake.ADD and "added" in result:
            return self._added(result)
        if kind == probe_panel.KIND and event.status == "stopped":
            return Report(
                "info",
                self.tr("The test was stopped."),
                self.tr("The captions so far are kept; testing again continues from there."),
                self._details(),
            )
        if kind == probe_panel.KIND and "mentions" in result:
            return self._tested(result)
        if kind == intake.ANNOTATE and "matched" in result:
            return self._annotated(result)
        if kind == intake.CAPTIONS and event.status == "stopped":
            return Report(
                "info",
                self.tr("The import was stopped."),
                self.tr("The captions checked so far are kept; importing again continues."),
                self._details(),
            )
        if kind == intake.CAPTIONS and "checked" in result:
            return self._checked(result)
        if kind == intake.CAPTIONS and "captions" in result:
            return self._imported(result)
        return None

    def _details(self) -> str:
        return "\n".join(f"{one.text} {one.hint}".strip() for one in self._notices)

    def _level(self) -> str:
        return "warning" if self._notices else "success"

    def _added(self, result: dict[str, Any]) -> Report:
        why = ""
        if result.get("failed"):
            why = self.tr("Files that could not be read: {0}.").format(result["failed"])
        elif result.get("known"):
            why = self.tr("In the project already: {0}.").format(result["known"])
        what = self.tr("Images added: {0}.").format(result["added"])
        return Report(self._level(), what, why, self._details())

    def _tested(self, result: dict[str, Any]) -> Report:
        if result["mentions"] and result.get("unsure") == result["mentions"]:
            return Report(
                "warning",
                self.tr("Images tested: {0}. None of the {1} mentions could be judged.").format(
                    _images(result), result["mentions"]
                ),
                self.tr(
                    "Add annotations of the images, choose a CLIP model, or have the model asked "
                    "about each object."
                ),
                self._details(),
            )
        what = self.tr("Images tested: {0}. Mentions: {1}, of which hallucinated: {2}.").format(
            _images(result), result["mentions"], result.get("hallucinated", 0)
        )
        broken = result.get("degenerate_captions", 0)
        why = (
            self.tr("Captions that are empty or repeat themselves: {0}.").format(broken)
            if broken
            else ""
        )
        added = result.get("images_added_by_further_captions")
        if added is not None:
            found = self.tr(
                "Images with a hallucination: {0}; without further captions {1}."
            ).format(
                result["images_with_hallucination"], result["images_with_hallucination"] - added
            )
            why = f"{found} {why}".strip()
        for row in result.get("own_words", ()):
            if row["captions"] == "all":
                confirmed = self.tr("Confirmed as the model's own words: {0} of {1}.")
                why = f"{confirmed.format(row['accepted'], row['checked'])} {why}".strip()
        return Report(self._level(), what, why, self._details())

    def _annotated(self, result: dict[str, Any]) -> Report:
        what = self.tr("Images annotated: {0} ({1}).").format(
            result["matched"], result.get("format", "")
        )
        why, names = self._unmatched(result)
        details = "\n".join(filter(None, (self._details(), names)))
        return Report("warning" if why or details else "success", what, why, details)

    def _unmatched(self, result: dict[str, Any]) -> tuple[str, str]:
        """Return, in one line and in full detail, which annotations could not be used."""
        lines: list[str] = []
        details = [str(one) for key in ("problems", "notices") for one in result.get(key, ())]
        undecided = result.get("undecided", ())
        unmatched = result.get("unmatched", ())
        unknown = result.get("unknown_categories", ())
        for text, names, count in (
            (self.tr("Images without annotation: {0} ({1})."), unmatched, len(unmatched)),
            (
                self.tr("Images that remain undecided: {0} ({1})."),
                undecided,
                len(undecided),
            ),
            (
                self.tr("Annotated images that are not in the project: {0} ({1})."),
                result.get("missing_names", ()),
                int(result.get("missing", 0)),
            ),
            (
                self.tr("Categories that are not in the vocabulary: {0} ({1})."),
                unknown,
                len(unknown),
            ),
        ):
            if not count:
                continue
            listed = [str(name) for name in names]
            more = " …" if count > _NAMED_SHORT else ""
            lines.append(text.format(count, ", ".join(listed[:_NAMED_SHORT]) + more))
            details.append(text.format(count, ", ".join(listed[:_NAMED])))
        return " ".join(lines), "\n".join(details)

    def _checked(self, result: dict[str, Any]) -> Report:
        why = " ".join(
            text.format(result[name])
            for name, text in (
                ("failed", self.tr("Not the model's words: {0}.")),
                ("without_picture", self.tr("Images without a picture: {0}.")),
                ("already_captioned", self.tr("Images that keep their captions: {0}.")),
                ("unusable_lines", self.tr("Unusable lines: {0}.")),
            )
            if result.get(name)
        )
        what = self.tr("Captions imported as the model's own words: {0} of {1} checked.").format(
            result["captions"], result["checked"]
        )
        return Report(self._level(), what, why, self._details())

    def _imported(self, result: dict[str, Any]) -> Report:
        why = " ".join(
            text.format(result[name])
            for name, text in (
                ("without_picture", self.tr("Of images without a picture: {0}.")),
                ("unusable_lines", self.tr("Unusable lines: {0}.")),
                ("repeated_images", self.tr("Repeated images skipped: {0}.")),
            )
            if result.get(name)
        )
        what = self.tr("Captions imported: {0}.").format(result["captions"])
        details = "\n".join(
            filter(None, (self._details(), *map(engine_text, result.get("notices", ()))))
        )
        return Report("warning" if why or details else "success", what, why, details)
