"""Nouns of a project's captions that its vocabulary lacks, and a vocabulary with some added."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from sare_engine.config import NewNounsConfig
from sare_engine.errors import DataError, StorageError
from sare_engine.files import atomic_write_text
from sare_engine.grounding.mentions import sub_sentences
from sare_engine.grounding.new_nouns import NewNoun, find_new_nouns
from sare_engine.grounding.vocabulary import Vocabulary
from sare_engine.grounding.vocabulary_file import IGNORED
from sare_engine.grounding.word_forms import normal_form
from sare_engine.jobs.opening import chosen_captions, unmerged_vocabulary
from sare_engine.workspace.project import Project
from sare_engine.workspace.rows import CaptionRow


def new_nouns(config: NewNounsConfig) -> dict[str, Any]:
    """List nouns in the captions that the vocabulary lacks; write a vocabulary with some added.

    They are found by their position in the sentence ("a wooden bridge over"), without a parser: a
    few are not nouns.

    Returns:
        The number of `captions` searched and of nouns `found`; `nouns`, most captions first, each
        with `noun`, `captions` that use it, `count`, the usual `phrase`, an `example` and its
        `image`; `taken`: words added; `vocabulary`: the file written, or None.

    Raises:
        EngineError: the folder is not a project, it has no captions, or words cannot be added.
    """
    config.validate()
    pairs = [(normal_form(word), normal_form(concept)) for word, concept in config.pairs()]
    with Project.open(config.project) as project:
        vocabulary = unmerged_vocabulary(project)
        chosen = chosen_captions(project, config.captions_of)
        captions = project.captions(chosen.id, with_tokens=False) if chosen else []
        pictures = {image.id: image.path for image in project.images()}
    if not captions:
        raise DataError(
            "There are no captions to find nouns in.",
            "No image of the project was tested, and no captions were imported.",
            "Test images with a model (sare probe), or import captions (sare import).",
        )
    if config.take and config.out is not None:
        _write(config.out, vocabulary, pairs)
    found = find_new_nouns(
        [caption.text for caption in captions], vocabulary, minimum=config.minimum
    )
    shown = found[: config.limit] if config.limit else found
    return {
        "captions": len(captions),
        "found": len(found),
        "nouns": [_row(one, captions, pictures) for one in shown],
        "taken": [word for word, _ in pairs],
        "vocabulary": str(config.out) if config.take else None,
    }


def _row(
    one: NewNoun, captions: Sequence[CaptionRow], pictures: Mapping[int, Path]
) -> dict[str, Any]:
    caption = captions[one.caption]
    start = max(piece for piece, _ in sub_sentences(caption.text) if piece <= one.start)
    end = min(piece for _, piece in sub_sentences(caption.text) if piece >= one.end)
    return {
        "noun": one.noun,
        "captions": one.captions,
        "count": one.count,
        "phrase": one.phrase,
        "example": caption.text[start:end].strip(),
        "image": str(pictures[caption.image_id]),
    }


def _write(out: Path, vocabulary: Vocabulary, pairs: Sequence[tuple[str, str]]) -> None:
    """Write the project's vocabulary with new words.

    Raises:
        DataError: a word is already known, or the object it should count as is not.
        StorageError: the file exists, or cannot be written.
    """
    if out.exists():
        raise StorageError(
            f"{out} was not written.",
            "It exists, and could be a vocabulary in use.",
            "Give the new vocabulary another name.",
        )
    # New objects first, so that other words may count as them in any order.
    for word, concept in sorted(pairs, key=lambda pair: pair[0] != pair[1]):
        if word in vocabulary.forms:
            known = vocabulary.forms[word]
            raise DataError(
                f"“{word}” cannot be added.",
                "The vocabulary ignores it on purpose."
                if known == IGNORED
                else f"The vocabulary already has it, as “{known}”.",
                "Remove it from the words to add.",
            )
        target = concept if word == concept else vocabulary.concept_of(concept)
        if target is None:
            raise DataError(
                f"“{word}” cannot count as “{concept}”.",
                f"The vocabulary has no “{concept}”.",
                f"Add “{concept}” too, or name another object.",
            )
        vocabulary = vocabulary.extended(word, target)
    atomic_write_text(out, "\n".join(vocabulary.to_lines()) + "\n")
