"""Captions written for the tests, in the style of LLaVA, with their truth marked by hand.

In a caption `{man|person}` marks a mention of a person by the word "man", and `{chair}` one of a
chair. So the expected figures are counted from the marks, without the engine's vocabulary.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

_MARK = re.compile(r"\{([^{}|]+)(?:\|([^{}]+))?\}")

SCENES: tuple[tuple[tuple[str, ...], str], ...] = (
    (
        ("dining table", "bowl", "pizza", "spoon"),
        "The image shows a wooden {dining table} with a large {pizza} on a white plate. There are "
        "two {chairs|chair} placed around the {table|dining table}, and a {fork} lies beside the "
        "plate. A small {bowl} and a {cup} are standing near the edge, which suggests a cozy meal.",
    ),
    (
        ("dining table", "person", "cake"),
        "A young {woman|person} is sitting at a {dining table} and smiles at a beautiful {cake}. "
        "She is wearing a red shirt. A {cup} and a {fork} are within reach, and an empty {chair} "
        "stands behind the {woman|person}. A mirror hangs on the white wall.",
    ),
    (
        ("dining table", "sandwich"),
        "A {sandwich} lies on a clean plate in the middle of a wooden {table|dining table}. The "
        "plate is next to a {fork} and a {knife}. There are three {cups|cup} on the "
        "{table|dining table}, and a {chair} can be seen in the background, near a large window.",
    ),
    (
        ("dining table", "chair", "vase"),
        "The scene shows a modern dining room. A glass {vase} stands on the {dining table}, and "
        "four {chairs|chair} are placed around it. Two {people|person} are visible near the wall, "
        "and a {cup} adds a vibrant blue to the scene.",
    ),
    (
        ("person", "bus", "car", "handbag"),
        "The image features a busy street with a large red {bus} driving down the road. Several "
        "{people|person} are walking in front of an old building. There are two {cars|car} parked "
        "behind the {bus}, and a {traffic light} is visible above a green sign.",
    ),
    (
        ("car", "dog"),
        "A black {dog} is standing on the street next to a small white {car}. Another {car} is "
        "parked closer to a tall building. A {man|person} wearing a black jacket is walking the "
        "{dog}, and a {bicycle} leans against a wooden fence.",
    ),
    (
        ("bicycle", "person"),
        "An old {man|person} is riding a {bicycle} across a large bridge. The {man|person} is "
        "wearing a blue hat and a green jacket. A {car} and a {truck} are driving behind him, and "
        "a {backpack} hangs from his shoulder.",
    ),
    (
        ("person", "surfboard"),
        "A young {man|person} is standing on a {surfboard} near the beach. Two {people|person} "
        "are watching from the beach, one of them holding a white {surfboard}. A small {boat} can "
        "be seen in the background, and the blue water creates a beautiful scene.",
    ),
    (
        ("bed", "cat", "remote", "tv"),
        "A {cat} is sleeping on a large {bed} in a cozy bedroom. A {book} lies beside the {cat}. "
        "There is a mirror on the wall, and a wooden {chair} stands near the window. The red "
        "blanket adds a vibrant touch to the clean room.",
    ),
    (
        ("toilet", "sink"),
        "The image shows a clean modern bathroom with a white {toilet} and a {sink}. A large "
        "mirror hangs above the {sink}. A {bottle} is placed on the window sill, and a "
        "{toothbrush} stands in a small {cup}.",
    ),
    (
        ("laptop", "dining table", "cat"),
        "A {laptop} is standing on a wooden {desk|dining table}, and a white {cat} is lying next "
        "to it. A {mouse} and a {keyboard} are near the {laptop}. A {person} wearing a black hat "
        "is visible in the mirror on the wall.",
    ),
    (
        ("horse", "person"),
        "Two {women|person} are riding brown {horses|horse} along a wooden fence. One {horse} is "
        "standing closer to the fence. A {dog} is running behind them, and an old bridge is "
        "visible in the background.",
    ),
    (
        ("zebra", "giraffe"),
        "A group of three {zebras|zebra} is grazing in a large green field. One {zebra} is "
        "standing closer to the fence. The blue sky creates a beautiful scene, and a {bird} flies "
        "above a small building.",
    ),
    (
        ("train",),
        "The image features an old black {train} crossing a large bridge. Several {people|person} "
        "are standing on the platform, which suggests a busy station. A white {car} is parked on "
        "the street behind a sign.",
    ),
    (
        ("umbrella", "person", "handbag"),
        "A young {woman|person} wearing a red jacket is holding a blue {umbrella} on a rainy "
        "street. She carries a black {handbag}. A {man|person} in a white shirt and a hat is "
        "sitting on a {bench} under a green sign, near the window of a small building.",
    ),
    (
        ("kite", "person"),
        "Several {people|person} are standing on a beautiful beach and flying {kites|kite}. A "
        "vibrant red {kite} is visible above the blue water. A {dog} runs along the beach, and a "
        "{chair} stands next to a wooden sign.",
    ),
    (
        ("refrigerator", "oven"),
        "The image shows a modern kitchen with a large white {refrigerator} and a black {oven}. "
        "A {bowl} stands on the counter below the window. A {microwave} is placed above the "
        "{oven}, and a green plate hangs on the wall.",
    ),
    (
        ("elephant", "person"),
        "An {elephant} is standing near a river, and two {men|person} wearing white shirts and "
        "hats are sitting on its back. A wooden bridge can be seen behind the {elephant}.",
    ),
)
"""The true objects of a picture, and a marked caption of it."""


@dataclass(frozen=True)
class MadeCaption:
    """A caption with its truth.

    Attributes:
        image: number of the image.
        text: the caption without marks.
        objects: what is in the picture.
        mentioned: the objects of the mentions in their order.
    """

    image: int
    text: str
    objects: tuple[str, ...]
    mentioned: tuple[str, ...]

    @property
    def hallucinated(self) -> tuple[str, ...]:
        """The objects of the mentions that are not in the picture."""
        return tuple(one for one in self.mentioned if one not in self.objects)


def made_captions(count: int = len(SCENES)) -> list[MadeCaption]:
    """Return so many captions of as many images, scene after scene and then from the start."""
    made = []
    for image in range(count):
        objects, marked = SCENES[image % len(SCENES)]
        mentioned = tuple(concept or word for word, concept in _MARK.findall(marked))
        made.append(MadeCaption(image, _MARK.sub(r"\1", marked), objects, mentioned))
    return made


def write_captions(folder: Path, made: Iterable[MadeCaption]) -> tuple[Path, Path]:
    """Write captions and true objects as JSON Lines; return both files."""
    made = list(made)
    captions = [{"image_id": one.image, "caption": one.text} for one in made]
    objects = [{"image_id": one.image, "objects": one.objects} for one in made]
    files = folder / "captions.jsonl", folder / "objects.jsonl"
    for file, rows in zip(files, (captions, objects), strict=True):
        file.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return files


def counted_chair(made: Iterable[MadeCaption]) -> dict[str, float]:
    """Return CHAIR as its paper defines it, counted from the marks."""
    made = list(made)
    mentions = sum(len(one.mentioned) for one in made)
    return {
        "chair_i": sum(len(one.hallucinated) for one in made) / mentions,
        "chair_s": sum(bool(one.hallucinated) for one in made) / len(made),
        "recall": sum(len({*one.objects} & {*one.mentioned}) for one in made)
        / sum(len(one.objects) for one in made),
        "mean_words": sum(len(one.text.split()) for one in made) / len(made),
    }


def counted_hallucinations(made: Iterable[MadeCaption]) -> Counter[str]:
    """Return how many mentions of each object are not in their picture."""
    return Counter(concept for one in made for concept in one.hallucinated)
