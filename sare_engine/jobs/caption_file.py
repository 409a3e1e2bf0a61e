"""Reading a file of captions that a model wrote elsewhere."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from sare_engine.errors import DataError
from sare_engine.grounding.annotations.caption_entries import (
    CAPTIONS,
    Unusable,
    read_caption_entries,
)

_REASONS = {
    Unusable.IMAGE: "Lines that name no image",
    Unusable.TEXT: "Lines without a caption",
    Unusable.QUESTION: "Answers to questions that {questions} does not have",
    Unusable.AMBIGUOUS: "Answers to question ids that {questions} uses for several pictures",
    Unusable.PROMPT: "Answers whose prompt is not the text of their question in {questions}",
}


@dataclass(frozen=True)
class CaptionFile:
    """The contents of a caption file.

    Attributes:
        captions: name of an image → its captions, each with its prompt, in the order of the file.
        prompt: the prompt of all captions; "" where they have different ones.
        unusable: number of skipped lines.
        repeated: number of skipped lines that repeat a caption of the same image.
        problems: sentences about the lines that cannot be used.
    """

    captions: dict[str, list[tuple[str, str]]]
    prompt: str
    unusable: int
    repeated: int
    problems: tuple[str, ...] = ()


def read_caption_file(path: Path, questions: Path | None = None) -> CaptionFile:
    """Read a caption file in any of the forms of `read_caption_entries`.

    Args:
        path: the file.
        questions: the file of questions that the captions answer, if it has the images.

    Raises:
        DataError: a file cannot be read, or holds no caption of an image.
    """
    captions: dict[str, list[tuple[str, str]]] = {}
    prompts: set[str] = set()
    repeated = answers = 0
    unusable: dict[Unusable, list[str]] = {}
    for entry in read_caption_entries(path, questions):
        if entry.unusable or entry.text is None:
            unusable.setdefault(entry.unusable or Unusable.TEXT, []).append(entry.place)
            answers += bool(entry.question) and entry.text is not None
            continue
        said = captions.setdefault(entry.images[0], [])
        if (entry.text, entry.prompt) in said:
            repeated += 1
        else:
            said.append((entry.text, entry.prompt))
            prompts.add(entry.prompt)
    problems = tuple(_problem(reason, places, questions) for reason, places in unusable.items())
    if not captions and answers:
        if questions is not None:
            raise DataError(
                f"The captions of {path} could not be imported.",
                " ".join(problems)
                if unusable.keys() - {Unusable.QUESTION}
                else f"None of its question ids is in {questions}.",
                "Choose the question file that these answers belong to.",
            )
        raise DataError(
            f"The captions of {path} could not be imported.",
            "Its lines are answers to questions, and the pictures are named in the question file.",
            "Give the question file too, with --questions.",
        )
    if not captions:
        raise DataError(
            f"The captions of {path} could not be imported.",
            "No line has both an image and a caption.",
            f"Choose {CAPTIONS}.",
        )
    prompt = prompts.pop() if len(prompts) == 1 else ""
    return CaptionFile(captions, prompt, sum(map(len, unusable.values())), repeated, problems)


def _problem(reason: Unusable, places: Sequence[str], questions: Path | None) -> str:
    """Return a sentence about the lines that cannot be used for one reason."""
    what = _REASONS[reason].format(questions=questions.name if questions else "")
    example = places[0] if len(places) == 1 else f"{places[0]}, for example"
    return f"{what}: {len(places)} ({example}). They are skipped."


def captions_by_image(
    captions: Mapping[str, Sequence[tuple[str, str]]], ids: Mapping[str, int]
) -> dict[int, list[tuple[str, str]]]:
    """Return key of the image → its captions with their prompts; two names may be of one image.

    Args:
        captions: name of an image → its captions.
        ids: name → key of the image; names that it lacks are left out.
    """
    found: dict[int, list[tuple[str, str]]] = {}
    for name, said in captions.items():
        if name in ids:
            kept = found.setdefault(ids[name], [])
            kept.extend(one for one in said if one not in kept)
    return found
