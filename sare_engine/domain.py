"""Caption sets, mentions, evidence and verdicts: the terms that all rooms share.

Free of torch and SQL.

A caption *mentions* objects. Sources of *evidence* judge each mention, and one of them decides
its *verdict*, unless the user overrides it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, Literal, NamedTuple

from sare_engine.events import Json

Verdict = Literal["grounded", "hallucinated", "unsure"]
"""Whether a mentioned object is in the picture."""

GROUNDED: Final = "grounded"
HALLUCINATED: Final = "hallucinated"
UNSURE: Final = "unsure"
VERDICTS: tuple[Verdict, ...] = (GROUNDED, HALLUCINATED, UNSURE)

USER: Final = "user"
"""The source of a verdict that the user gave."""
NEGATED: Final = "negated"
"""Decides where the caption itself says that the object is absent."""
NOTHING: Final = "nothing"
"""Decides where no source has judged the mention."""

GONE: Final = "gone"
STILL: Final = "still"
NEW: Final = "new"
REPEATS: Final = "repeats"
LOST: Final = "lost"
CAPTION_CHANGES: Final[Mapping[str, str]] = {
    GONE: "gone",
    STILL: "still there",
    NEW: "new",
    REPEATS: "repeats itself",
    LOST: "lost a true mention",
}
"""What can become of a picture's captions from one model to another, in words.

A hallucinated object that captions named before is `GONE` if whole captions do not name it now, and
`STILL` there if one names it; `NEW` is a hallucinated object that none named before; `LOST` is an
object of the picture that captions named before and do not name now. A picture `REPEATS` if a
caption of it is empty or repeats itself now; what was hallucinated before and is not named now
counts as that, not as gone.
"""


class Mention(NamedTuple):
    """An object named in a caption, and what is known about it.

    A tuple, because a project has more mentions than anything else, and a frozen dataclass takes
    five times as long to create.

    Attributes:
        concept: canonical name of the object.
        start: index of the first character of the mention in the caption.
        end: one past its last character; `caption[start:end]` is the mention as written.
        sub_start: first character of the sub-sentence (clause) that contains the mention.
        sub_end: one past the last character of the sub-sentence, its delimiter included.
        negated: whether the caption says that the object is absent ("there is no fork").
        verdict: "grounded", "hallucinated" or "unsure".
        by: the source that decided, `NEGATED` or `NOTHING`; "" before anything has.
        score: the score that threshold T2 is compared with, or None where it was not read.
        id: key of the mention in its project; 0 outside a project.
        caption_id: key of its caption in the project; 0 outside a project.
    """

    concept: str
    start: int
    end: int
    sub_start: int
    sub_end: int
    negated: bool = False
    verdict: str = UNSURE
    by: str = ""
    score: float | None = None
    id: int = 0
    caption_id: int = 0


@dataclass(frozen=True)
class Evidence:
    """What one source found about one mention.

    Attributes:
        mention_id: key of the mention.
        source: key of the source in `EVIDENCE_SOURCES`.
        verdict: "grounded", "hallucinated" or "unsure".
        score: the number behind the verdict, on the source's own scale, or None.
        details: what a person may want to look up (thresholds), JSON values only.
    """

    mention_id: int
    source: str
    verdict: str
    score: float | None = None
    details: Mapping[str, Json] = field(default_factory=dict)


class Box(NamedTuple):
    """A place in a picture where a source of evidence sees an object.

    Attributes:
        left, top, right, bottom: its edges, as shares of the picture's width and height.
        score: how sure the source is, 0 to 1; None for an annotation.
        label: what the source itself calls the object.
    """

    left: float
    top: float
    right: float
    bottom: float
    score: float | None = None
    label: str = ""


class ObjectBox(NamedTuple):
    """A place in a picture where an annotation has an object.

    Attributes:
        concept: canonical name of the object.
        box: the place; its label is the annotation's own word.
    """

    concept: str
    box: Box


def boxes_to_json(boxes: Iterable[Box]) -> Json:
    """Return boxes as JSON values, rounded: `[{"box": [left, top, right, bottom], …}]`."""
    return [
        {
            "box": [round(edge, 4) for edge in box[:4]],
            "score": None if box.score is None else round(box.score, 4),
            "label": box.label,
        }
        for box in boxes
    ]


def boxes_of(evidence: Evidence) -> tuple[Box, ...]:
    """Return the boxes kept with evidence, best first; () if it has none."""
    kept = evidence.details.get("boxes")
    return tuple(
        Box._make((*one["box"], one.get("score"), one.get("label", ""))) for one in kept or ()
    )


class Decision(NamedTuple):
    """The verdict on a mention, and the source that decided it (see `Mention.by`)."""

    verdict: str
    by: str


UNJUDGED: Final = Decision(UNSURE, "")
"""The decision on a mention that has not been judged yet."""


_SEVERAL = ("temperature", "further_prompts")
"""Generation settings of caption sets that hold several captions of each image."""


@dataclass(frozen=True)
class CaptionSet:
    """Captions of the same origin: written by one model with one prompt, or in one imported file.

    Attributes:
        name: its name, unique in its project.
        model: fingerprint of the model, adapter included; for an imported file, "imported:" and
            the file's stem, with a number if another file has the same; for captions of a server
            that no model has confirmed, "server:" and the name of the served model.
        prompt: what the model was asked; "" where the captions were given different prompts.
        model_folder: folder of the model, or None if it is not known.
        adapter_folder: folder of the adapter, or None without an adapter.
        run: the run of the project that made the model by an erasure; "" for any other model.
        generation: the settings by which captions were generated, the prompt excepted; empty if
            they are not known. For an imported file, its path as `file`; for captions of a
            server, its address as `server`.
        imported: whether no model on this computer wrote the captions: they were read from a file,
            or a server wrote them and no model has confirmed them as its own.
        made: when the set was added, as ISO 8601 in UTC; "" if that is not known.
        id: key of the set in its project; 0 outside a project.
    """

    name: str
    model: str
    prompt: str
    model_folder: Path | None = None
    adapter_folder: Path | None = None
    run: str = ""
    generation: Mapping[str, Json] = field(default_factory=dict)
    imported: bool = False
    made: str = ""
    id: int = 0

    @property
    def several(self) -> bool:
        """Whether images were given sampled captions, or captions for further prompts.

        The first caption of an image is then the one that a set without these would have.
        """
        return not self.imported and any(name in self.generation for name in _SEVERAL)

    @property
    def greedy_captions(self) -> int:
        """How many captions of an image are greedy: the first for each prompt; then sampled."""
        return 1 + len(self.generation.get("further_prompts") or ())

    @property
    def served(self) -> bool:
        """Whether a server wrote the captions, and no model has confirmed them as its own."""
        return self.imported and "server" in self.generation


@dataclass(frozen=True)
class JudgedCaption:
    """A caption that the model wrote for an image, with its judged mentions.

    Attributes:
        image: file of the image.
        prompt: what the model was asked.
        caption: the text.
        mentions: its mentions, with their verdicts.
        token_ids: the tokens as generated; None if the caption must be tokenised again.
        degenerate: whether the caption is empty or repeats itself.
        further: whether it is sampled, or answers another prompt than the first caption of its
            image; measurements leave such captions out.
    """

    image: Path
    prompt: str
    caption: str
    mentions: tuple[Mention, ...]
    token_ids: tuple[int, ...] | None = None
    degenerate: bool = False
    further: bool = False


def apply_override(decided: Decision, override: str | None) -> Decision:
    """Return the decision in force: the user's override where there is one, else `decided`.

    The override wins over all evidence and over the caption's own negation, and it may be
    "unsure". `decided` is kept beside it, and is in force again once the override is removed.
    """
    return decided if override is None else Decision(override, USER)
