"""The documents as a website: every document has its place, and links keep their targets."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

import website

ROOT = Path(__file__).resolve().parents[2]


def settings() -> dict[str, Any]:
    loaded: dict[str, Any] = yaml.safe_load((ROOT / "mkdocs.yml").read_text(encoding="utf-8"))
    return loaded


def entries(nav: Any) -> list[str]:
    if isinstance(nav, str):
        return [nav]
    parts = nav.values() if isinstance(nav, dict) else nav
    return [name for part in parts for name in entries(part)]


def test_every_document_has_a_place_in_the_navigation() -> None:
    documents = {path.name for path in (ROOT / "docs").glob("*.md")}
    named = entries(settings()["nav"])
    assert len(named) == len(set(named))
    assert set(named) == documents | set(website.ROOT_DOCUMENTS)


def test_pages_load_nothing_from_the_network() -> None:
    used = settings()
    assert used["theme"]["font"] is False
    assert "offline" in used["plugins"] and used["use_directory_urls"] is False


@pytest.mark.parametrize(
    ("text", "folder", "expected"),
    [
        ("[a](docs/method.md)", "", "[a](method.md)"),
        ("[a](method.md#part)", "docs", "[a](method.md#part)"),
        ("[a](../README.md)", "docs", "[a](README.md)"),
        ("![a](../assets/x.png)", "docs", "![a](assets/x.png)"),
        ('<img src="../assets/x.png">', "docs", '<img src="assets/x.png">'),
        ('<source srcset="assets/x.png">', "", '<source srcset="assets/x.png">'),
        ("[a](https://example.org/docs/x)", "", "[a](https://example.org/docs/x)"),
        ("[a](#part)", "docs", "[a](#part)"),
        ("```\n[a](docs/method.md)\n```", "", "```\n[a](docs/method.md)\n```"),
    ],
)
def test_links_lead_to_the_place_on_the_website(text: str, folder: str, expected: str) -> None:
    assert website.with_links_of_the_site(text, folder) == expected


def test_linked_files_are_found_from_the_repository() -> None:
    text = '[a](../LICENSE) [b](method.md) [c](https://example.org) <img src="../assets/x.png">'
    assert website.linked_files(text, "docs") == {"LICENSE", "docs/method.md", "assets/x.png"}


def test_a_broken_link_fails_make_docs() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    [build] = [line for line in makefile.splitlines() if "-m mkdocs build" in line]
    # What --quiet hides, --strict doesn't count.
    assert "--strict" in build and "--quiet" not in build
