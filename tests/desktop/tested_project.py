"""A small project that looks as if a model had been tested on it, for tests of pages."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from PIL import Image, ImageDraw

from sare_desktop.session import Session
from sare_desktop.settings import Settings
from sare_engine.domain import Decision, Evidence, Mention
from sare_engine.workspace.project import Project
from sare_engine.workspace.rows import NewImage
from tests.caption_sets import set_of

T1, T0, T2 = 20.0, 30.0, 27.0
FINGERPRINT = "0123456789abcdef"

SCENES: tuple[tuple[str, dict[str, float]], ...] = (
    ("A fork lies on the table, and a knife lies beside it.", {"fork": 35.0, "knife": 12.0}),
    ("A cup stands by a knife. A dog sleeps.", {"cup": 33.0, "knife": 31.0, "dog": 25.0}),
    ("A dog runs on the grass.", {"dog": 40.0}),
    ("A fork and a cup, and a knife.", {"fork": 36.0, "cup": 34.0, "knife": 15.0}),
    ("A fork lies here; a dog 🐕 sits beside a knife.", {"fork": 37.0, "dog": 18.0, "knife": 10.0}),
    ("A cat sleeps on the bed.", {"cat": 28.0}),
)
"""Caption and CLIP score of each object it mentions."""


def draw_image(path: Path, size: tuple[int, int] = (160, 120), shade: int = 0) -> Path:
    """Write a small picture that differs by its shade."""
    image = Image.new("RGB", size, (40 + shade * 17 % 200, 120, 200 - shade * 13 % 150))
    ImageDraw.Draw(image).ellipse((20, 20, 60 + shade % 40, 80), fill=(240, 200, 60))
    image.save(path)
    return path


def make_project(
    folder: Path, images: Path, scenes: Sequence[tuple[str, dict[str, float]]] = SCENES
) -> Path:
    """Write pictures and a project in which they are captioned and judged, and one untested."""
    images.mkdir(parents=True, exist_ok=True)
    with Project.create(folder) as project, project.transaction():
        for number, (caption, scores) in enumerate(scenes):
            path = draw_image(images / f"picture_{number:03d}.png", shade=number)
            [image_id] = project.add_images([NewImage(path, 160, 120, f"{number:064x}")])
            captions = set_of(project, FINGERPRINT, "Describe the image.")
            caption_id = project.set_caption(
                captions,
                image_id,
                caption,
                [1, 2],
                False,
            )
            found = _mentions(caption, scores)
            ids = project.add_mentions(caption_id, found)
            for mention_id, one in zip(ids, found, strict=True):
                score = scores[one.concept]
                verdict = "hallucinated" if score < T1 else "grounded" if score > T0 else "unsure"
                project.set_evidence(
                    [Evidence(mention_id, "clip", verdict, score, {"t1": T1, "t0": T0})]
                )
                project.set_verdicts({mention_id: Decision(verdict, "clip")})
        path = draw_image(images / "untested.png", shade=77)
        project.add_images([NewImage(path, 160, 120, "f" * 64)])
        project.settings["thresholds"] = {"t1": T1, "t0": T0, "t2": T2}
        project.settings["fingerprint"] = FINGERPRINT
    return folder


def _mentions(caption: str, scores: dict[str, float]) -> list[Mention]:
    found = []
    for piece in re.finditer(r"[^.;,]+[.;,]?", caption):
        for concept in scores:
            for word in re.finditer(rf"\b{concept}\b", piece.group()):
                start = piece.start() + word.start()
                found.append(
                    Mention(concept, start, start + len(concept), piece.start(), piece.end())
                )
    return sorted(found, key=lambda one: one.start)


def make_session(settings: Path, project: Path | None = None) -> Session:
    """Return a session with settings of its own, and the project open."""
    session = Session(Settings(settings))
    if project is not None:
        assert session.open_project(project)
    return session


def mention_id(project: Project, concept: str, image: int) -> int:
    """Return the key of a concept's first mention in the n-th image."""
    captions = project.captions()
    return next(one.id for one in project.mentions(captions[image].id) if one.concept == concept)
