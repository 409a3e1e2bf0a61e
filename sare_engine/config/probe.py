"""Settings of testing images, and of judging the objects that captions mention."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from sare_engine.config.compute import (
    CaptionsConfig,
    ComputeConfig,
    FitConfig,
    GenerationConfig,
    ModelConfig,
    ProcessesConfig,
    ProjectConfig,
)
from sare_engine.config.own_words import OwnWordsConfig
from sare_engine.config.sampling import SamplingConfig
from sare_engine.config.server import ServerConfig
from sare_engine.grounding.annotations import formats_in_words
from sare_engine.grounding.rules import RULES
from sare_engine.settings import Config, same_setting, setting


@dataclass(frozen=True)
class VocabularyConfig(Config):
    """Which words are objects."""

    vocabulary: Path | None = setting(
        None,
        help="Text file of objects: one per line, the name first, then its synonyms, separated "
        "by commas. Default: the demo's objects for the demo model, otherwise COCO's 80.",
    )


_BELOW_T1 = "A CLIP score (100 x cosine) below T1 counts as hallucinated."
_ABOVE_T0 = "A CLIP score (100 x cosine) above T0 counts as grounded."
_ABOVE_T2 = (
    "A caption without hallucination is kept as a whole if the mean CLIP score of its objects is "
    "above T2."
)
_NOT_SEEN = (
    "An object counts as hallucinated if no box of the detector scores above this, and as unsure "
    "between this and the next limit."
)
_SEEN = "An object counts as grounded if a box of the detector scores above this."
_RULE = "How the sources of evidence are combined; your own verdict always wins."
_DETECTORS = 2
"""Most detectors of a test."""
_BELOW_POLL = "An answer counts as no if P(yes) is below this."
_ABOVE_POLL = "An answer counts as yes if P(yes) is above this."


@dataclass(frozen=True)
class ProbeConfig(
    VocabularyConfig,
    GenerationConfig,
    SamplingConfig,
    ServerConfig,
    ProcessesConfig,
    FitConfig,
    ComputeConfig,
):
    """Caption images, find the objects mentioned, and decide which are hallucinated."""

    project: Path = setting(help="Project folder for the results; created if it is missing.")
    model: Path | None = same_setting(
        ModelConfig,
        "model",
        default=None,
        help="Folder of the MLLM: config.json, safetensors weights and processor files. With a "
        "server, it checks the server's captions; without it they can be measured, but not erased.",
    )
    adapter: Path | None = same_setting(ModelConfig, "adapter")
    processes: int = same_setting(
        ProcessesConfig,
        "processes",
        label="Processes for captions",
        help="Number of processes that caption the images together, each its share: one for each "
        "NVIDIA GPU, or several that share a CPU. The captions are the same; the first process "
        "writes and judges them.",
    )
    images: tuple[Path, ...] = setting(
        (), help="Image files, or folders of images, to add to the project first."
    )
    annotations: Path | None = setting(
        None,
        help=lambda: f"True objects of the images: {formats_in_words()}.",
    )
    detector: tuple[Path, ...] = setting(
        (),
        label="Detectors",
        help="Folder of an object detector, or of each of two: zero-shot (such as Grounding DINO, "
        "OWLv2, OmDet-Turbo) or with fixed labels (such as DETR, RT-DETR, D-FINE, YOLOS), which "
        "judges only objects among its labels. Two detectors decide where they agree.",
    )
    detector_low: float | None = setting(
        None,
        minimum=0.0,
        maximum=1.0,
        label="Not seen below",
        help=f"{_NOT_SEEN} Default: Grounding DINO's text threshold, 0.25; half of the next limit "
        "for the others.",
        advanced=True,
    )
    detector_high: float | None = setting(
        None,
        minimum=0.0,
        maximum=1.0,
        label="Seen above",
        help=f"{_SEEN} Default: the authors' threshold: 0.35 for Grounding DINO, 0.1 for OWLv2, "
        "0.3 for OmDet-Turbo, 0.7 for DETR, 0.6 for RT-DETR and D-FINE.",
        advanced=True,
    )
    second_detector_low: float | None = setting(
        None,
        minimum=0.0,
        maximum=1.0,
        label="Not seen below, second detector",
        help=f"{_NOT_SEEN} Default: as for the first.",
        advanced=True,
    )
    second_detector_high: float | None = setting(
        None,
        minimum=0.0,
        maximum=1.0,
        label="Seen above, second detector",
        help=f"{_SEEN} Default: as for the first.",
        advanced=True,
    )
    clip: Path | None = setting(
        None,
        label="CLIP",
        help="Folder of a CLIP or SigLIP model, which scores whether a mentioned object is in the "
        "image.",
    )
    clip_scoring: str = setting(
        "windows",
        choices=("windows", "whole"),
        label="CLIP scoring",
        help="windows: the best regions of the image, as in EFUF; whole: the whole image, about "
        "eighty times faster, but small objects are easily missed.",
        advanced=True,
    )
    t1: float | None = setting(
        None,
        minimum=-100.0,
        maximum=100.0,
        label="T1",
        help=f"{_BELOW_T1} Default: the value in thresholds.json of the CLIP folder, otherwise "
        "EFUF's value for windows of CLIP ViT-B/32, 23. For SigLIP and whole images no value is "
        "known, and scores decide nothing without it.",
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
        help="Ask the model about each object it mentions, in three wordings. Its answers decide "
        "only where no other evidence does, and only if all three agree.",
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
    rule: str | None = setting(
        None,
        choices=RULES,
        label="Combination",
        help=f"{_RULE} Default: the project's rule; the first sure source in a new project.",
        advanced=True,
    )

    def problems(self) -> list[tuple[str, str]]:
        """Return the problems of the fields together: limits, detectors, what needs a model."""
        found = super().problems() + _limit_problems(self)
        if self.model is None:
            if not self.server:
                found.append(("model", "must be given, unless a server writes the captions."))
            if self.adapter is not None:
                found.append(("adapter", "needs a model on this computer."))
        if self.server and self.several:
            name = "captions_per_image" if self.captions_per_image > 1 else "further_prompts"
            found.append((name, "needs a model on this computer that writes the captions."))
        if len(self.detector) > _DETECTORS:
            found.append(("detector", f"takes {_DETECTORS} folders at most."))
        elif len({folder.resolve() for folder in self.detector}) < len(self.detector):
            found.append(("detector", "names the same folder twice."))
        return found


def _limit_problems(config: ProbeConfig | JudgeConfig) -> list[tuple[str, str]]:
    found = []
    if config.t1 is not None and config.t0 is not None and config.t1 > config.t0:
        found.append(("t1", "T1 must not be above T0."))
    for name, upper, end in (
        ("poll_low", "poll_high", "a yes"),
        ("detector_low", "detector_high", "“seen”"),
        ("second_detector_low", "second_detector_high", "“seen”"),
    ):
        low, high = getattr(config, name), getattr(config, upper)
        if low is not None and high is not None and low > high:
            found.append((name, f"must not be above the limit for {end}."))
    return found


@dataclass(frozen=True)
class AddImagesConfig(Config):
    """Add images to a project without testing them."""

    project: Path = setting(help="Project folder; created if it is missing.")
    images: tuple[Path, ...] = setting(help="Image files, or folders of images, to add.")


@dataclass(frozen=True)
class AskConfig(ModelConfig):
    """Ask the model a question about one image."""

    image: Path = setting(help="Image file.")
    question: str = setting(help="Question for the model.")
    max_new_tokens: int = same_setting(GenerationConfig, "max_new_tokens")

    def problems(self) -> list[tuple[str, str]]:
        """Return the problems of the fields, and of an empty question."""
        found = super().problems()
        if not self.question.strip():
            found.append(("question", "must not be empty."))
        return found


@dataclass(frozen=True)
class AnnotateConfig(Config):
    """Record which objects the images of a project show, and judge its captions by them."""

    project: Path = setting(help="Project folder.")
    annotations: Path = setting(
        help=lambda: f"True objects of the images, matched by file name: {formats_in_words()}."
    )


@dataclass(frozen=True)
class ImportCaptionsConfig(VocabularyConfig, OwnWordsConfig, ComputeConfig):
    """Import captions that a model wrote elsewhere into a project.

    With the model that wrote them (--model), it is checked that they are its own words. They are
    then its captions, as if it had been tested here, and what they hallucinate can be erased.
    """

    project: Path = setting(help="Project folder with the images.")
    captions: Path = setting(
        help="JSON Lines file: an object with image_id or file_name, and caption, on each line. "
        "Caption files of COCO, CHAIR, POPE and lmms-eval are read too."
    )
    questions: Path | None = setting(
        None,
        help="JSON Lines file with question_id and image on each line, for answers that name only "
        "their question (LLaVA's model_vqa).",
    )
    model: Path | None = setting(
        None,
        help="Folder of the MLLM that wrote the captions: it checks each of them. Default: they "
        "are imported unchecked; they can be measured, but not erased.",
    )
    adapter: Path | None = same_setting(ModelConfig, "adapter")
    prompt: str = setting(
        "",
        help="The prompt that the model was given, for all captions. Default: the prompts in the "
        "file; without any, the prompt of the model's other captions, or “Describe the image.”",
    )
    batch_size: int = same_setting(
        GenerationConfig, "batch_size", unit="captions", help="Number of captions checked at once."
    )

    def problems(self) -> list[tuple[str, str]]:
        """Return the problems of the fields, and of settings that need a model."""
        return super().problems() + [
            (name, "needs the model that wrote the captions.")
            for name in ("adapter", "prompt")
            if self.model is None and getattr(self, name)
        ]


@dataclass(frozen=True)
class JudgeConfig(CaptionsConfig):
    """Judge the mentions of a project again, from the evidence it keeps."""

    project: Path = same_setting(ProjectConfig, "project")
    captions_of: str = same_setting(
        CaptionsConfig,
        "captions_of",
        help="Name of the captions to judge, as listed by sare sets. Default: all.",
    )
    t1: float | None = same_setting(ProbeConfig, "t1", help=f"{_BELOW_T1} Default: unchanged.")
    t0: float | None = same_setting(ProbeConfig, "t0", help=f"{_ABOVE_T0} Default: unchanged.")
    t2: float | None = same_setting(ProbeConfig, "t2", help=f"{_ABOVE_T2} Default: unchanged.")
    poll_low: float | None = same_setting(
        ProbeConfig, "poll_low", default=None, help=f"{_BELOW_POLL} Default: unchanged."
    )
    poll_high: float | None = same_setting(
        ProbeConfig, "poll_high", default=None, help=f"{_ABOVE_POLL} Default: unchanged."
    )
    detector_low: float | None = same_setting(
        ProbeConfig, "detector_low", help=f"{_NOT_SEEN} Default: unchanged."
    )
    detector_high: float | None = same_setting(
        ProbeConfig, "detector_high", help=f"{_SEEN} Default: unchanged."
    )
    second_detector_low: float | None = same_setting(
        ProbeConfig, "second_detector_low", help=f"{_NOT_SEEN} Default: unchanged."
    )
    second_detector_high: float | None = same_setting(
        ProbeConfig, "second_detector_high", help=f"{_SEEN} Default: unchanged."
    )
    rule: str | None = same_setting(
        ProbeConfig, "rule", help=f"{_RULE} Default: unchanged.", advanced=False
    )

    def problems(self) -> list[tuple[str, str]]:
        """Return the problems of the fields, and of lower limits above upper limits."""
        return super().problems() + _limit_problems(self)


@dataclass(frozen=True)
class CalibrateConfig(CaptionsConfig):
    """Find thresholds for scores of CLIP or a detector from mentions whose truth is known.

    The truth is your own verdict on a mention, otherwise its annotation.
    """

    project: Path = setting(help="Project folder with scored captions and some annotated images.")
    source: str = setting(
        "",
        help="Key of the evidence source whose scores are used; an unknown key lists those that "
        "have thresholds. Default: the first of them with scores in the project.",
    )
    condemned: float = setting(
        0.05,
        minimum=0.0,
        maximum=0.5,
        label="Present objects below T1",
        help="T1 is the largest threshold that calls at most this share of the objects in the "
        "images hallucinated.",
    )
    accepted: float = setting(
        0.05,
        minimum=0.0,
        maximum=0.5,
        label="Absent objects above T0",
        help="T0 is the smallest threshold that calls at most this share of the objects not in the "
        "images grounded.",
    )
    apply: bool = setting(False, help="Judge the project's mentions by the suggested thresholds.")
