"""Settings of testing images and of everything that decides what a caption got wrong."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from sare_engine.config.compute import GenerationConfig, ModelConfig, ProjectConfig
from sare_engine.settings import Config, same_setting, setting


@dataclass(frozen=True)
class VocabularyConfig(Config):
    """Which words are objects."""

    vocabulary: Path | None = setting(
        None,
        help="Text file of objects: one per line, the name first, then its synonyms, separated "
        "by commas. Default: the demo's objects for the demo model, else COCO's 80.",
    )


_BELOW_T1 = "A CLIP score (100 x cosine) below T1 counts as hallucinated."


_ABOVE_T0 = "A CLIP score (100 x cosine) above T0 counts as grounded."


_ABOVE_T2 = (
    "A caption without hallucination is kept as a whole if the mean CLIP score of its objects is "
    "above T2."
)


_BELOW_POLL = "Asked for an object, the model says no where P(yes) is below this."


_ABOVE_POLL = "Asked for an object, the model says yes where P(yes) is above this."


@dataclass(frozen=True)
class ProbeConfig(VocabularyConfig, GenerationConfig, ModelConfig):
    """Caption images, find the objects mentioned, and decide which are hallucinated."""

    project: Path = setting(help="Project folder to keep the results in; made if it is missing.")
    images: tuple[Path, ...] = setting(
        (), help="Image files, or folders of images, to add to the project before testing."
    )
    annotations: Path | None = setting(
        None,
        help="True objects of the images: COCO JSON, Pascal VOC XML, YOLO folder, POPE JSON "
        "Lines, or CSV.",
    )
    clip: Path | None = setting(
        None,
        label="CLIP",
        help="Folder of a CLIP or SigLIP model that scores whether a mentioned object is in the "
        "image.",
    )
    clip_scoring: str = setting(
        "windows",
        choices=("windows", "whole"),
        label="CLIP scoring",
        help="windows: the best places of the image, as EFUF scores it; whole: the image at once, "
        "some eighty times faster, but small objects are easily missed.",
        advanced=True,
    )
    t1: float | None = setting(
        None,
        minimum=-100.0,
        maximum=100.0,
        label="T1",
        help=f"{_BELOW_T1} Default: what thresholds.json in the CLIP folder says, else EFUF's "
        "value for windows of CLIP ViT-B/32, 23; for SigLIP and whole images none is known, and "
        "scores decide nothing without it.",
    )
    t0: float | None = setting(
        None,
        minimum=-100.0,
        maximum=100.0,
        label="T0",
        help=f"{_ABOVE_T0} Default: as for T1, 32.",
    )
    t2: float | None = setting(
        None,
        minimum=-100.0,
        maximum=100.0,
        label="T2",
        help=f"{_ABOVE_T2} Default: as for T1, 27.5.",
    )

    poll: bool = setting(
        False,
        label="Ask the model",
        help="Ask the model for each object it mentions, in three wordings. Its answers decide "
        "only where neither you, an annotation nor CLIP does, and only if all three agree.",
    )
    poll_low: float = setting(
        0.1,
        minimum=0.0,
        maximum=1.0,
        label="A no below",
        help=_BELOW_POLL,
        advanced=True,
    )
    poll_high: float = setting(
        0.9,
        minimum=0.0,
        maximum=1.0,
        label="A yes above",
        help=_ABOVE_POLL,
        advanced=True,
    )

    def problems(self) -> list[tuple[str, str]]:
        """Return the problems of the fields, and of lower limits above upper ones."""
        return super().problems() + _limit_problems(self)


def _limit_problems(config: ProbeConfig | JudgeConfig) -> list[tuple[str, str]]:
    found = []
    if config.t1 is not None and config.t0 is not None and config.t1 > config.t0:
        found.append(("t1", "T1 must not lie above T0."))
    low, high = config.poll_low, config.poll_high
    if low is not None and high is not None and low > high:
        found.append(("poll_low", "must not lie above the limit for a yes."))
    return found


@dataclass(frozen=True)
class AddImagesConfig(Config):
    """Add images to a project without testing them."""

    project: Path = setting(help="Project folder; made if it is missing.")
    images: tuple[Path, ...] = setting(help="Image files, or folders of images, to add.")


@dataclass(frozen=True)
class AskConfig(ModelConfig):
    """Ask the model a question about one image."""

    image: Path = setting(help="Image file.")
    question: str = setting(help="What the model is asked.")
    max_new_tokens: int = same_setting(GenerationConfig, "max_new_tokens")

    def problems(self) -> list[tuple[str, str]]:
        """Return the problems of the fields, and of a question without words."""
        found = super().problems()
        if not self.question.strip():
            found.append(("question", "must not be empty."))
        return found


@dataclass(frozen=True)
class AnnotateConfig(Config):
    """Tell a project which objects its images truly show, and judge its captions by it."""

    project: Path = setting(help="Project folder.")
    annotations: Path = setting(
        help="COCO JSON, Pascal VOC XML (file or folder), YOLO folder, POPE JSON Lines, or CSV; "
        "matched to the images by file name."
    )


@dataclass(frozen=True)
class ImportCaptionsConfig(VocabularyConfig):
    """Bring captions that a model wrote elsewhere into a project."""

    project: Path = setting(help="Project folder with the images.")
    captions: Path = setting(
        help="JSON Lines file: an object with image_id or file_name, and caption, on each line."
    )


@dataclass(frozen=True)
class JudgeConfig(Config):
    """Judge the mentions of a project anew, from the evidence it keeps."""

    project: Path = same_setting(ProjectConfig, "project")
    t1: float | None = same_setting(ProbeConfig, "t1", help=f"{_BELOW_T1} Default: as it is.")
    t0: float | None = same_setting(ProbeConfig, "t0", help=f"{_ABOVE_T0} Default: as it is.")
    t2: float | None = same_setting(ProbeConfig, "t2", help=f"{_ABOVE_T2} Default: as it is.")
    poll_low: float | None = same_setting(
        ProbeConfig, "poll_low", default=None, help=f"{_BELOW_POLL} Default: as it is."
    )
    poll_high: float | None = same_setting(
        ProbeConfig, "poll_high", default=None, help=f"{_ABOVE_POLL} Default: as it is."
    )

    def problems(self) -> list[tuple[str, str]]:
        """Return the problems of the fields, and of lower limits above upper ones."""
        return super().problems() + _limit_problems(self)


@dataclass(frozen=True)
class CalibrateConfig(Config):
    """Find thresholds for CLIP scores from the mentions on which the truth is known.

    The truth is what annotations say, and your own word on a mention before them.
    """

    project: Path = setting(help="Project folder with scored captions and some annotated images.")
    condemned: float = setting(
        0.05,
        minimum=0.0,
        maximum=0.5,
        label="Present condemned",
        help="T1 is the largest threshold that calls at most this share of the objects that are "
        "there hallucinated.",
    )
    accepted: float = setting(
        0.05,
        minimum=0.0,
        maximum=0.5,
        label="Absent accepted",
        help="T0 is the smallest threshold that calls at most this share of the objects that are "
        "not there grounded.",
    )
    apply: bool = setting(
        False, help="Judge the project's mentions by the suggested thresholds at once."
    )
