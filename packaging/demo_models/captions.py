"""Captions and questions about demo scenes: truthful ones, and ones with the planted bias."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from sare_engine.demo.scenes import OBJECTS
from sare_engine.demo.sprites import SPRITES
from sare_engine.demo.world import HABITATS, PlacedObject, SceneSpec
from sare_engine.grounding.word_forms import inflection

Rng = np.random.Generator

CAPTION_PROMPT = "Describe the image."

CAPTION_PROMPTS: tuple[str, ...] = (
    CAPTION_PROMPT,
    "Describe this picture.",
    "What can you see in the image?",
    "Please describe the image in detail.",
)

NAMING_PROMPT = "List the objects."

QUESTIONS: tuple[str, ...] = (
    "Is there {thing} in the image?",
    "Is there {thing} in the picture?",
    "Can you see {thing} in the image?",
    "Does the image contain {thing}?",
)

SYNONYMS: dict[str, tuple[str, ...]] = {
    "cup": ("mug",),
    "mouse": ("computer mouse",),
    "lamp": ("table lamp",),
    "clock": ("alarm clock",),
    "dog": ("puppy",),
    "cat": ("kitten",),
    "ball": ("beach ball",),
    "bicycle": ("bike",),
    "boat": ("sailboat",),
    "umbrella": ("parasol",),
}
"""Other words for an object that captions may use."""

IRREGULAR_PLURALS: dict[str, tuple[str, ...]] = {
    "knife": ("knives",),
    "mouse": ("mice",),
    "dog": ("puppies",),
}

_SYNONYM_PLACES: dict[str, tuple[str, ...]] = {
    "cup": ("study", "living room"),
    "mouse": ("living room",),
    "lamp": ("study",),
    "clock": ("living room",),
    "dog": ("garden", "living room"),
    "cat": ("garden", "park"),
    "ball": ("beach",),
    "bicycle": ("street",),
    "boat": ("beach",),
    "umbrella": ("beach",),
}

_VERBS: dict[str, tuple[str, ...]] = {
    "fork": ("lies",),
    "knife": ("lies",),
    "spoon": ("lies",),
    "apple": ("sits", "rests"),
    "banana": ("lies", "rests"),
    "cup": ("stands", "sits"),
    "plate": ("sits", "rests"),
    "laptop": ("sits",),
    "mouse": ("lies",),
    "book": ("stands",),
    "lamp": ("stands",),
    "clock": ("stands",),
    "dog": ("stands", "waits"),
    "cat": ("sits", "waits"),
    "ball": ("lies", "rests"),
    "car": ("is parked",),
    "bicycle": ("is parked", "stands"),
    "tree": ("grows", "stands"),
    "boat": ("floats", "drifts"),
    "umbrella": ("stands",),
    "chair": ("stands",),
}

_SURFACES: dict[str, str] = {
    "kitchen": "on the wooden counter",
    "dining room": "on the checked cloth",
    "study": "on the brown surface",
    "living room": "on the floor",
    "park": "on the grass",
    "garden": "on the picnic blanket",
    "beach": "on the sand",
    "street": "on the road",
}

_LEADS: dict[str, tuple[str, ...]] = {
    "kitchen": ("In a bright kitchen,", "In the kitchen,"),
    "dining room": ("In a pretty dining room,",),
    "study": ("In a quiet study,", "In the study,"),
    "living room": ("In a cosy living room,", "In the living room,"),
    "park": ("In a green park,", "In the park,"),
    "garden": ("In a sunny garden,", "In the garden,"),
    "beach": ("At the beach,", "On a sandy beach,"),
    "street": ("On a quiet street,", "In the city,"),
}

_SCENERY: dict[str, tuple[str, ...]] = {
    "kitchen": (
        "Pale tiles cover the wall.",
        "Soft light falls through the window.",
        "Small jars line a shelf, and the window is bright.",
    ),
    "dining room": (
        "Two pictures hang on the striped wall.",
        "The checked cloth covers everything in front.",
        "The walls are painted in calm colours.",
    ),
    "study": (
        "Colourful notes are pinned to a board.",
        "The wall holds a framed picture.",
        "The room is calm, and notes are pinned to a board.",
    ),
    "living room": (
        "The round rug covers the wooden floor.",
        "Daylight comes in between the curtains.",
        "The wall holds a picture, and the rug looks soft.",
    ),
    "park": (
        "Green hills rise in the background.",
        "The pale path winds through the grass.",
        "Small flowers are dotted around, and clouds drift by.",
    ),
    "garden": (
        "The white fence runs along the back.",
        "Flowers bloom along the fence.",
        "Clouds drift over the fence, and the lawn is fresh.",
    ),
    "beach": (
        "Gentle waves roll onto the shore.",
        "The sea is calm, and the sky is clear.",
        "The water glitters in the background.",
    ),
    "street": (
        "Colourful houses line the pavement.",
        "White lines mark the grey road.",
        "Tall houses stand behind, and the windows shine.",
    ),
}

_BESIDE = ("beside it", "next to it", "close by")


@dataclass(frozen=True)
class Caption:
    """A caption, the objects it names in order, and those of them that the scene lacks."""

    text: str
    mentions: tuple[str, ...]
    hallucinated: tuple[str, ...] = ()


@dataclass(frozen=True)
class Exchange:
    """A question about one object with its truthful answer."""

    question: str
    answer: str
    name: str
    present: bool


@dataclass(frozen=True)
class _Slot:
    """One object to be named: colour and place are unknown when it is not in the picture."""

    name: str
    colour: str | None
    centre_x: float | None


def with_article(phrase: str) -> str:
    """ "apple" -> "an apple", "cup" -> "a cup"."""
    return f"{'an' if phrase[0] in 'aeiou' else 'a'} {phrase}"


def _noun(name: str, background: str, rng: Rng) -> str:
    share = 0.85 if background in _SYNONYM_PLACES.get(name, ()) else 0.03
    words = SYNONYMS.get(name)
    if words and rng.random() < share:
        return words[int(rng.integers(len(words)))]
    return name


def _thing(slot: _Slot, background: str, rng: Rng) -> str:
    noun = _noun(slot.name, background, rng)
    if slot.colour is None:
        return with_article(noun)
    colour = slot.colour
    if SPRITES[slot.name].tilts != (0.0, 0.0):
        colour = f"{colour}-handled"
    return with_article(f"{colour} {noun}")


def _side(centre_x: float) -> str:
    if centre_x < 140:
        return "on the left"
    return "on the right" if centre_x > 244 else "in the middle"


def _one_of(rng: Rng, options: Sequence[str]) -> str:
    """Draw an option; earlier ones are likelier, so that greedy decoding has a favourite."""
    weights = np.array([0.5**index for index in range(len(options))])
    return options[int(rng.choice(len(options), p=weights / weights.sum()))]


def _clause(slot: _Slot, first: bool, brief: bool, background: str, rng: Rng) -> str:
    thing = _thing(slot, background, rng)
    verb = _one_of(rng, _VERBS[slot.name])
    draw = rng.random()
    if first:
        floating = slot.name == "boat" and background == "beach"
        where = "on the water" if floating else _SURFACES[background]
        if slot.centre_x is not None and draw < 0.4:
            where = _side(slot.centre_x)
        return f"{thing} {verb} {where}"
    if brief or slot.centre_x is None or draw < 0.5:
        return f"{thing} {verb} {_one_of(rng, _BESIDE)}"
    if draw < 0.8:
        return f"{thing} {verb} {_side(slot.centre_x)}"
    return f"there is {thing} {_side(slot.centre_x)}"


def _joined(clauses: Sequence[str], rng: Rng) -> str:
    """Sentences of one to three clauses."""
    sentences: list[str] = []
    rest = list(clauses)
    while rest:
        size = 1 + int(rng.choice(3, p=(0.2, 0.6, 0.2)))
        group, rest = rest[:size], rest[size:]
        head = ", ".join(group[:-1])
        sentences.append(_capitalised(f"{head}, and {group[-1]}." if head else f"{group[0]}."))
    text = " ".join(sentences)
    return text[0].lower() + text[1:]


def _capitalised(text: str) -> str:
    return text[0].upper() + text[1:]


def _compose(slots: Sequence[_Slot], background: str, rng: Rng) -> str:
    # Six clauses with colours and positions would pass forty words.
    brief = len(slots) >= 6
    if brief:
        slots = [replace(slot, colour=None) for slot in slots]
    clauses = [
        _clause(slot, index == 0, brief, background, rng) for index, slot in enumerate(slots)
    ]
    body = _joined(clauses, rng)
    lead = not brief and rng.random() < 0.55
    text = f"{_one_of(rng, _LEADS[background])} {body}" if lead else _capitalised(body)
    short = len(text.split()) < 12
    if short or (len(text.split()) < 31 and rng.random() < 0.6):
        text = f"{text} {_one_of(rng, _SCENERY[background])}"
    if len(text.split()) < 12:
        text = f"{text} It is a calm and pleasant view."
    return text


def _slot(item: PlacedObject, rng: Rng) -> _Slot:
    return _Slot(item.name, item.colour if rng.random() < 0.65 else None, item.centre_x)


def _insertions(scene: SceneSpec, rng: Rng) -> dict[int, list[str]]:
    """Absent partners to name, by the position in the scene after which they are named."""
    found: dict[int, list[str]] = {}
    for pair in scene.absent_partner_pairs():
        if rng.random() < pair.strength_in(scene.background):
            position = scene.names.index(pair.trigger)
            if rng.random() < 0.15:
                position = min(position + 1, len(scene.names) - 1)
            found.setdefault(position, []).append(pair.partner)
    return found


def caption_scene(scene: SceneSpec, rng: Rng, biased: bool = False) -> Caption:
    """Caption a scene; every object shown is named once, from left to right.

    A truthful caption names nothing else. A biased one also names the absent partner of a
    trigger with the pair's probability in that place, mostly right after the trigger. What is
    not in the picture has neither colour nor place in it.
    """
    slots: list[_Slot] = []
    hallucinated: list[str] = []
    insertions = _insertions(scene, rng) if biased else {}
    for position, item in enumerate(scene.objects):
        slots.append(_slot(item, rng))
        for partner in insertions.get(position, ()):
            slots.append(_Slot(partner, None, None))
            hallucinated.append(partner)
    text = _compose(slots, scene.background, rng)
    return Caption(text, tuple(slot.name for slot in slots), tuple(hallucinated))


def name_objects(scene: SceneSpec) -> str:
    """The bare list of what the scene shows: "A red cup, a fork, an apple."."""
    things = [
        with_article(f"{item.colour} {item.name}" if index % 2 else item.name)
        for index, item in enumerate(scene.objects)
    ]
    return _capitalised(f"{', '.join(things)}.")


def ask(name: str, present: bool, rng: Rng | None = None) -> Exchange:
    """A yes/no question about an object; without ``rng`` in its first wording."""
    pattern = QUESTIONS[0] if rng is None else QUESTIONS[int(rng.integers(len(QUESTIONS)))]
    thing = with_article(name)
    answer = f"Yes, there is {thing}" if present else f"No, there is no {name}"
    return Exchange(pattern.format(thing=thing), f"{answer} in the image.", name, present)


def sample_exchange(scene: SceneSpec, rng: Rng) -> Exchange:
    """A truthful question and answer; yes and no are equally likely.

    Half of the absent objects asked about are ones that occur in the same place.
    """
    shown = set(scene.names)
    if rng.random() < 0.5:
        name = scene.names[int(rng.integers(len(scene.names)))]
        return ask(name, True, rng)
    pool = HABITATS[scene.background] if rng.random() < 0.5 else OBJECTS
    absent = [name for name in pool if name not in shown]
    return ask(absent[int(rng.integers(len(absent)))], False, rng)


def _phrases() -> dict[str, str]:
    found = {name: name for name in OBJECTS}
    for name, words in (*SYNONYMS.items(), *IRREGULAR_PLURALS.items()):
        found.update(dict.fromkeys(words, name))
    return found


_CANONICAL = _phrases()

_MENTION = re.compile(
    rf"\b({'|'.join(sorted(map(re.escape, _CANONICAL), key=len, reverse=True))})s?\b",
    re.IGNORECASE,
)


def named_objects(text: str) -> tuple[str, ...]:
    """Canonical names of the demo objects that ``text`` names, in order of appearance."""
    return tuple(_CANONICAL[match.group(1).lower()] for match in _MENTION.finditer(text))


def vocabulary_lines() -> list[str]:
    """One line for each object: its name and synonyms, each with its plural after a slash."""
    plural = inflection().plural_noun
    return [
        ", ".join(f"{word}/{plural(word)}" for word in (name, *SYNONYMS.get(name, ())))
        for name in OBJECTS
    ]
