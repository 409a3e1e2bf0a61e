"""A second caption set in the small tested project: what an erased model would say."""

from __future__ import annotations

from pathlib import Path

from sare_engine.domain import CaptionSet, Decision, Evidence, Mention
from sare_engine.workspace.project import Project

BASE, ERASED = "0123456789abcdef", "0001-sare"
"""Names of the two sets: of the tested model, and of the run that erased."""

SAID: tuple[tuple[str, dict[str, str], bool], ...] = (
    ("A fork lies on the table.", {"fork": "grounded"}, False),
    ("A knife. A dog sleeps.", {"knife": "grounded", "dog": "unsure"}, False),
    ("A dog runs on the grass.", {"dog": "grounded"}, False),
    (
        "A fork and a cup, and a knife.",
        {"fork": "grounded", "cup": "grounded", "knife": "hallucinated"},
        False,
    ),
    ("A fork a fork a fork a fork", {"fork": "grounded"}, True),
    ("A cat sleeps on the bed by a cup.", {"cat": "unsure", "cup": "hallucinated"}, False),
)
"""Caption, verdict on each object, and whether it repeats itself.

Against the captions before: the knife is gone from the first and fifth picture, and so is the dog
from the fifth, which repeats itself; it is still in the fourth; the cup of the second is lost, and
the cup of the sixth is new.
"""


def add_erased_captions(folder: Path, model: Path | None = None) -> CaptionSet:
    """Add the set to a project of `make_project`, which has the captions before."""
    with Project.open(folder) as project, project.transaction():
        made = project.open_caption_set(
            CaptionSet(
                ERASED,
                "fedcba9876543210",
                "Describe the image.",
                model_folder=model or folder / "model",
                adapter_folder=folder / "runs" / ERASED / "adapter",
                run=ERASED,
            )
        )
        for image, (caption, verdicts, degenerate) in zip(project.images(), SAID, strict=False):
            key = project.set_caption(made.id, image.id, caption, [1], degenerate)
            found = [
                Mention(concept, start, start + len(concept), 0, len(caption))
                for concept in verdicts
                if (start := caption.index(concept)) >= 0
            ]
            for mention, one in zip(project.add_mentions(key, found), found, strict=True):
                verdict = verdicts[one.concept]
                project.set_evidence([Evidence(mention, "clip", verdict, 25.0)])
                project.set_verdicts({mention: Decision(verdict, "clip")})
    return made
