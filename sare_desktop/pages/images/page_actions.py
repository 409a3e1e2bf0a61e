"""What menus, the command palette and keys offer of the Images page."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from sare_desktop.pages.images.steps import MentionSteps

if TYPE_CHECKING:
    from sare_desktop.pages.images.page import ImagesPage


def action_specs(
    page: ImagesPage, steps: MentionSteps, test: Callable[[], object]
) -> tuple[tuple[str, str, str, Callable[[], object]], ...]:
    """Return the name, the words, the shortcut ("" for none) and the deed of each action.

    Args:
        page: the page, with its parts.
        steps: goes from mention to mention.
        test: tests the images.
    """
    intake, probe, gallery, viewer = page.intake, page.probe, page.gallery, page.viewer
    return (
        ("add", _say("Add images …"), "Ctrl+I", intake.choose_images),
        (
            "add_folder",
            _say("Add a folder of images …"),
            "Ctrl+Shift+I",
            intake.choose_folder,
        ),
        ("annotations", _say("Import annotations …"), "", intake.choose_annotations),
        (
            "annotation_folder",
            _say("Import a folder of annotations …"),
            "",
            intake.choose_annotation_folder,
        ),
        ("captions", _say("Import captions …"), "", intake.choose_captions),
        ("test", _say("Test images"), "Ctrl+T", test),
        (
            "nouns",
            _say("Find objects missing from the vocabulary …"),
            "",
            probe.open_nouns,
        ),
        ("copy_command", _say("Copy the test as a command"), "", probe.copy_command),
        ("next", _say("Next image"), "J", gallery.next_image),
        ("previous", _say("Previous image"), "K", gallery.previous_image),
        ("next_mention", _say("Next hallucinated mention"), "N", steps.next_hallucinated),
        (
            "previous_mention",
            _say("Previous hallucinated mention"),
            "Shift+N",
            steps.previous_hallucinated,
        ),
        ("grounded", _say("Overrule: grounded"), "G", viewer.overrule_grounded),
        (
            "hallucinated",
            _say("Overrule: hallucinated"),
            "H",
            viewer.overrule_hallucinated,
        ),
        ("unsure", _say("Overrule: unsure"), "U", viewer.overrule_unsure),
        ("take_back", _say("Withdraw my verdict"), "Backspace", viewer.withdraw_override),
        ("remove", _say("Remove from the project"), "Del", gallery.remove_selected),
        ("search", _say("Search images"), "Ctrl+F", gallery.filter.go_to_search),
        (
            "enlarge",
            _say("Enlarge the picture"),
            "Ctrl+Shift+Return",
            page.enlarge,
        ),
        (
            "show_in_folder",
            _say("Show the picture in its folder"),
            "",
            page.show_in_folder,
        ),
        (
            "more_room",
            _say("Larger thumbnails"),
            "Ctrl++",
            lambda: gallery.view.step(1),
        ),
        (
            "less_room",
            _say("Smaller thumbnails"),
            "Ctrl+-",
            lambda: gallery.view.step(-1),
        ),
        (
            "ask",
            _say("Ask the model about the image"),
            "Ctrl+Shift+A",
            viewer.go_to_ask,
        ),
    )


def _say(text: str) -> str:
    return QCoreApplication.translate("ImagesPage", text)
