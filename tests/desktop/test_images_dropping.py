"""Dropped files and folders are sorted into images, annotations and captions."""

from __future__ import annotations

from pathlib import Path

from sare_desktop.pages.images.dropping import Dropped, sort_dropped
from tests.desktop.tested_project import draw_image


def test_dropped_files_are_sorted_by_what_they_are(tmp_path: Path) -> None:
    pictures, notes = tmp_path / "pictures", tmp_path / "notes"
    pictures.mkdir()
    notes.mkdir()
    draw_image(pictures / "one.png")
    (notes / "one.xml").write_text("<annotation/>", encoding="utf-8")
    said = tmp_path / "said.jsonl"
    said.write_text('{"file_name": "one.png", "caption": "A dog."}\n', encoding="utf-8")
    asked = tmp_path / "pope.jsonl"
    asked.write_text('{"image": "one.png", "text": "Is there a dog?"}\n', encoding="utf-8")
    other = tmp_path / "model.safetensors"
    other.touch()
    found = sort_dropped([pictures, notes, said, asked, other])
    assert found == Dropped(images=[pictures], annotations=[notes, asked], captions=[said])
