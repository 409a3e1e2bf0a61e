"""Hooks of MkDocs: the documents beside `docs`, and links as they are written in the repository.

The documents are read on a code host, in the program and as a website. Their links lead to files of
the repository; on the website, those files lie within it. A link that leads nowhere is an error of
`make docs`.
"""

from __future__ import annotations

import os
import posixpath
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
ROOT_DOCUMENTS = (
    "README.md", "ROBUSTNESS.md", "CONTRIBUTING.md", "SECURITY.md", "CHANGELOG.md",
)  # fmt: skip
_LINK = re.compile(r"(?P<head>\]\(|(?:src|srcset)=\")(?P<target>[^)\"\s#]+)(?P<tail>[)\"#])")


def place_on_site(name: str) -> str:
    """Return where a file of the repository lies on the website.

    Args:
        name: the file's path in the repository.
    """
    return name.removeprefix("docs/")


def linked_files(text: str, folder: str) -> set[str]:
    """Return the files of the repository that a document links to, by their path in it.

    Args:
        text: the document.
        folder: the folder of the document in the repository; "" is the repository itself.
    """
    targets = (match["target"] for match in _LINK.finditer(text))
    return {
        posixpath.normpath(posixpath.join(folder, target))
        for target in targets
        if not re.match(r"[a-z]+:", target)
    }


def with_links_of_the_site(text: str, folder: str) -> str:
    """Return a document with its links as they are on the website.

    Args:
        text: the document.
        folder: as in `linked_files`.
    """

    def rewritten(match: re.Match[str]) -> str:
        target = match["target"]
        if re.match(r"[a-z]+:", target):
            return match[0]
        name = posixpath.normpath(posixpath.join(folder, target))
        # Every document lies at the top of the website.
        return f"{match['head']}{place_on_site(name)}{match['tail']}"

    return _outside_code(text, lambda part: _LINK.sub(rewritten, part))


def _outside_code(text: str, change: Callable[[str], str]) -> str:
    """Apply a change to what is not in a block of code."""
    parts = re.split(r"(^```.*?^```$)", text, flags=re.MULTILINE | re.DOTALL)
    return "".join(part if part.startswith("```") else change(part) for part in parts)


def on_files(files: Any, *, config: Any) -> Any:
    """Add the documents beside `docs`, and every file that a document links to."""
    from mkdocs.structure.files import File

    wanted = {*ROOT_DOCUMENTS, "assets/icons/sare-desktop.svg", "assets/icons/sare-desktop.png"}
    for path in (*(ROOT / name for name in ROOT_DOCUMENTS), *(ROOT / "docs").glob("*.md")):
        folder = path.parent.relative_to(ROOT).as_posix().removeprefix(".")
        wanted |= linked_files(path.read_text(encoding="utf-8"), folder)
    for name in sorted(wanted):
        if (ROOT / name).is_file() and files.get_file_from_path(place_on_site(name)) is None:
            files.append(
                File.generated(config, place_on_site(name), abs_src_path=os.fspath(ROOT / name))
            )
    return files


def on_page_markdown(markdown: str, *, page: Any, config: Any, files: Any) -> str:
    """Rewrite the links of a document."""
    folder = "" if page.file.src_uri in ROOT_DOCUMENTS else "docs"
    return with_links_of_the_site(markdown, folder)
