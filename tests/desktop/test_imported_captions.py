"""Captions from elsewhere, without their pictures, on the Images and Concepts pages."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QPushButton

from sare_desktop.item_models.concepts import TRIGGERS
from sare_desktop.pages.concepts.page import ConceptsPage
from sare_desktop.pages.images.captions_dialog import CaptionsDialog
from sare_desktop.pages.images.page import ImagesPage
from sare_desktop.session import Session
from sare_engine import DEMO_FOLDER, ModelConfig
from sare_engine.workspace.project import Project
from tests.desktop.tested_project import make_session
from tests.made_captions import counted_hallucinations, made_captions, write_captions
from tests.real_captions import REAL_CAPTIONS, needs_real_captions
from tests.waiting import eventually

TABLES = {7: "A fork and a knife on the table.", 9: "A table with a fork.", 12: "A dog runs."}
TRUE = {7: ["fork", "dining table"], 9: ["dining table"], 12: ["dog"]}


@pytest.fixture
def session(qtbot: Any, tmp_path: Path) -> Iterator[Session]:
    """An empty project."""
    Project.create(tmp_path / "project").close()
    session = make_session(tmp_path / "settings", tmp_path / "project")
    yield session
    assert session.close()


@pytest.fixture
def page(qtbot: Any, session: Session) -> ImagesPage:
    page = ImagesPage(session)
    qtbot.addWidget(page)
    page.resize(1080, 620)
    page.show()
    return page


def run(qtbot: Any, session: Session, begin: Any, path: Path) -> None:
    with qtbot.waitSignal(session.engine.ended, timeout=60_000):
        assert begin(path)


@pytest.fixture
def concepts(qtbot: Any, session: Session) -> Iterator[ConceptsPage]:
    page = ConceptsPage(session)
    qtbot.addWidget(page)
    page.resize(1080, 620)
    yield page
    eventually(lambda: not page._aside.busy)


def triggers(page: ConceptsPage, concept: str) -> str:
    row = next(index for index, one in enumerate(page.model.rows) if one.concept == concept)
    return str(page.model.index(row, TRIGGERS).data())


def test_they_are_shown_and_judged(
    qtbot: Any, session: Session, page: ImagesPage, concepts: ConceptsPage, tmp_path: Path
) -> None:
    lines = [json.dumps({"image_id": one, "caption": text}) for one, text in TABLES.items()]
    (tmp_path / "model.jsonl").write_text("\n".join(lines))
    lines = [json.dumps({"image_id": one, "objects": names}) for one, names in TRUE.items()]
    (tmp_path / "true.jsonl").write_text("\n".join(lines))
    run(qtbot, session, page.intake.import_captions, tmp_path / "model.jsonl")
    assert "Of images without a picture: 3." in page.banner.text()
    eventually(lambda: page.gallery.model.rowCount(), 3)
    page.gallery.grid.setCurrentIndex(page.gallery.model.index(0))
    eventually(lambda: page.viewer.caption.toPlainText(), TABLES[7])
    run(qtbot, session, page.intake.import_annotations, tmp_path / "true.jsonl")
    eventually(lambda: page.gallery.model.image(0).count("hallucinated"), 1)
    concepts.show()
    eventually(lambda: concepts.model.rowCount(), 4)
    found = {one.concept: (one.mentions, one.hallucinated) for one in concepts.model.rows}
    assert found == {"fork": (2, 1), "knife": (1, 1), "dining table": (2, 0), "dog": (1, 0)}


def test_hundreds_of_captions_are_counted_and_have_triggers(
    qtbot: Any, session: Session, page: ImagesPage, concepts: ConceptsPage, tmp_path: Path
) -> None:
    made = made_captions(360)
    captions, objects = write_captions(tmp_path, made)
    run(qtbot, session, page.intake.import_captions, captions)
    run(qtbot, session, page.intake.import_annotations, objects)
    assert "Images annotated: 360" in page.banner.text()
    eventually(lambda: page.gallery.model.rowCount(), 360)
    concepts.show()
    wanted = dict(counted_hallucinations(made))
    eventually(
        lambda: {row.concept: row.hallucinated for row in concepts.model.rows if row.hallucinated},
        wanted,
    )
    for concept in ("chair", "cup", "fork"):
        assert "dining table" in triggers(concepts, concept)


OWN = "At the beach, an orange chair stands on the sand, and a yellow banana lies beside it."
"""What the demo's model says of beach_002.jpg."""


def dialog_button(page: ImagesPage, name: str) -> QPushButton:
    [dialog] = page.findChildren(CaptionsDialog)
    button = dialog.findChild(QPushButton, f"images.captions_dialog.{name}")
    assert button is not None
    return button


def test_the_loaded_model_checks_captions(
    qtbot: Any, session: Session, page: ImagesPage, tmp_path: Path
) -> None:
    picture = DEMO_FOLDER / "images" / "beach_002.jpg"
    run(qtbot, session, lambda path: page.intake.add_images([path]), picture)
    model = ModelConfig(model=DEMO_FOLDER / "model", device="cpu")
    run(qtbot, session, lambda _path: session.load_model(model), picture)
    for text, said in (
        (OWN.replace("yellow", "green"), "not this model's own words"),
        (OWN, "Captions imported as the model's own words: 1 of 1 checked."),
    ):
        path = tmp_path / "served.jsonl"
        path.write_text(json.dumps({"image": picture.name, "caption": text}))
        page.intake.offer_captions(path)
        with qtbot.waitSignal(session.engine.ended, timeout=60_000):
            dialog_button(page, "check").click()
        assert said in page.banner.text()
        assert session.model is not None
        eventually(lambda: page.findChildren(CaptionsDialog), [])
    # A dropped file is asked about, too; what was dropped with it follows.
    objects = tmp_path / "true.jsonl"
    objects.write_text(json.dumps({"image": picture.name, "objects": ["chair"]}))
    assert page.accept_drop([path, objects])
    dialog_button(page, "cancel").click()
    eventually(lambda: page.findChildren(CaptionsDialog), [])
    assert session.engine.job is None
    assert page.accept_drop([path, objects])
    dialog_button(page, "take").click()
    eventually(lambda: "Images annotated: 1" in page.banner.text(), seconds=60)
    with Project.open(tmp_path / "project") as project:
        sets = project.caption_sets()
        assert [(one.name, one.imported) for one in sets] == [("model", False), ("served", True)]
        assert project.captions(sets[0].id)[0].text == OWN


@needs_real_captions
@pytest.mark.slow
def test_two_thousand_captions_of_llava(
    qtbot: Any, session: Session, page: ImagesPage, concepts: ConceptsPage
) -> None:
    run(qtbot, session, page.intake.import_captions, REAL_CAPTIONS / "i1_llava.jsonl")
    run(qtbot, session, page.intake.import_annotations, REAL_CAPTIONS / "objects.jsonl")
    assert "Images annotated: 2000" in page.banner.text().replace(",", "")
    eventually(lambda: page.gallery.model.rowCount(), 2000, seconds=120)
    concepts.show()
    eventually(lambda: concepts.model.rowCount() > 70, seconds=120)
    assert [one.concept for one in concepts.model.rows][:3] == ["person", "car", "chair"]
    for concept in ("chair", "cup", "fork"):
        assert "dining table" in triggers(concepts, concept)
