"""Every setting of every job, once: type, default, unit, help and range.

Command-line help, form fields, tooltips and validation are all made from these dataclasses.
A field is declared with `setting(...)`; `settings_of` reads the declarations back.
"""

from __future__ import annotations

import dataclasses
import inspect
import json
import math
import types
import typing
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sare_engine.errors import ConfigError

_METADATA_KEY = "setting"


@dataclass(frozen=True)
class Setting:
    """The declaration of one field of a config.

    Attributes:
        name: the field's name, also its command-line flag with dashes.
        type: the Python type of one value (`int`, `float`, `bool`, `str`, `Path`).
        many: whether the field holds a tuple of values.
        optional: whether None is allowed.
        default: the default value; `dataclasses.MISSING` where the user must choose.
        help: one sentence for help text and tooltip.
        label: the words beside a form field.
        unit: unit of the value, or "".
        minimum: smallest allowed value, or None.
        maximum: largest allowed value, or None.
        choices: the allowed values, or ().
        advanced: whether a form shows it only on request.
    """

    name: str
    type: type
    many: bool
    optional: bool
    default: Any
    help: str
    label: str
    unit: str
    minimum: float | None
    maximum: float | None
    choices: tuple[str, ...]
    advanced: bool

    @property
    def required(self) -> bool:
        """Whether the user must give a value."""
        return self.default is dataclasses.MISSING


def setting(
    default: Any = dataclasses.MISSING,
    *,
    help: str,
    label: str = "",
    unit: str = "",
    minimum: float | None = None,
    maximum: float | None = None,
    choices: tuple[str, ...] = (),
    advanced: bool = False,
) -> Any:
    """Declare a field of a config; see `Setting` for the meaning of the arguments."""
    metadata = {
        _METADATA_KEY: {
            "help": help,
            "label": label,
            "unit": unit,
            "minimum": minimum,
            "maximum": maximum,
            "choices": choices,
            "advanced": advanced,
        }
    }
    return field(default=default, metadata=metadata, kw_only=True)


def same_setting(config_type: type, name: str, **changes: Any) -> Any:
    """Declare a field as another config declares it, but for the arguments of `setting` given."""
    other = next(one for one in dataclasses.fields(config_type) if one.name == name)
    return setting(**{"default": other.default, **other.metadata[_METADATA_KEY], **changes})


def settings_of(config_type: type) -> tuple[Setting, ...]:
    """Return the declarations of a config dataclass in the order forms and help texts show them.

    A job's own settings come before those it shares with other jobs: what to do before what to
    train, and that before where to compute.
    """
    hints = typing.get_type_hints(config_type)
    fields = {declared.name: declared for declared in dataclasses.fields(config_type)}
    names = dict.fromkeys(
        name for kind in config_type.__mro__ for name in inspect.get_annotations(kind)
    )
    return tuple(_read_setting(fields[name], hints[name]) for name in names if name in fields)


def _read_setting(declared: dataclasses.Field[Any], hint: Any) -> Setting:
    arguments = typing.get_args(hint)
    optional = typing.get_origin(hint) in (typing.Union, types.UnionType) and (
        type(None) in arguments
    )
    if optional:
        hint = next(kind for kind in arguments if kind is not type(None))
    many = typing.get_origin(hint) is tuple
    if many:
        hint = typing.get_args(hint)[0]
    metadata = dict(declared.metadata[_METADATA_KEY])
    metadata["label"] = metadata["label"] or declared.name.replace("_", " ").capitalize()
    return Setting(
        name=declared.name,
        type=hint,
        many=many,
        optional=optional,
        default=declared.default,
        **metadata,
    )


class Config:
    """What all configs share: validation, and a JSON form that reads back to an equal config."""

    def problems(self) -> list[tuple[str, str]]:
        """Return `(field, sentence)` for everything wrong with the values, all at once."""
        found: list[tuple[str, str]] = []
        for declared in settings_of(type(self)):
            value = getattr(self, declared.name)
            found.extend((declared.name, text) for text in _value_problems(declared, value))
        return found

    def validate(self) -> None:
        """Check every field.

        Raises:
            ConfigError: with every problem found.
        """
        problems = self.problems()
        if problems:
            raise ConfigError(problems)

    def to_dict(self) -> dict[str, Any]:
        """Return the values as JSON; paths become strings, tuples lists."""
        return {
            declared.name: _to_json(getattr(self, declared.name))
            for declared in settings_of(type(self))
        }

    def to_json(self) -> str:
        """Return `to_dict` as indented JSON text."""
        return json.dumps(self.to_dict(), indent=2) + "\n"

    @classmethod
    def from_dict(cls, values: Mapping[str, Any]) -> typing.Self:
        """Rebuild a config from `to_dict`; fields left out keep their defaults.

        Raises:
            ConfigError: an unknown field, a missing required one, or a value of the wrong kind.
        """
        declared = {one.name: one for one in settings_of(cls)}
        problems = [(name, "is not a setting of this job.") for name in values.keys() - declared]
        problems += [
            (name, "must be given.")
            for name, one in declared.items()
            if one.required and name not in values
        ]
        converted: dict[str, Any] = {}
        for name in values.keys() & declared.keys():
            try:
                converted[name] = _from_json(declared[name], values[name])
            except (TypeError, ValueError) as error:
                problems.append((name, f"{values[name]!r} is not usable ({error})."))
        if problems:
            raise ConfigError(sorted(problems))
        return cls(**converted)


def _value_problems(declared: Setting, value: Any) -> Iterator[str]:
    if value is None:
        if not declared.optional:
            yield "must be given."
        return
    for one in value if declared.many else (value,):
        if declared.choices and one not in declared.choices:
            yield f"{one!r} is not one of {', '.join(declared.choices)}."
        if isinstance(one, float) and not math.isfinite(one):
            yield f"{one} is not a finite number."
            continue
        if isinstance(one, (int, float)) and not isinstance(one, bool):
            unit = f" {declared.unit}" if declared.unit else ""
            if declared.minimum is not None and one < declared.minimum:
                yield f"{one:g} is below the smallest allowed value, {declared.minimum:g}{unit}."
            if declared.maximum is not None and one > declared.maximum:
                yield f"{one:g} is above the largest allowed value, {declared.maximum:g}{unit}."


def _to_json(value: Any) -> Any:
    if isinstance(value, tuple):
        return [_to_json(one) for one in value]
    return str(value) if isinstance(value, Path) else value


def _from_json(declared: Setting, value: Any) -> Any:
    if value is None:
        return None
    if declared.many:
        if not isinstance(value, (list, tuple)):
            raise TypeError("a list is needed")
        return tuple(_one_from_json(declared.type, one) for one in value)
    return _one_from_json(declared.type, value)


def _one_from_json(kind: type, value: Any) -> Any:
    if kind is bool:
        if not isinstance(value, bool):
            raise TypeError("true or false is needed")
        return value
    if kind in (int, float) and isinstance(value, bool):
        raise TypeError("a number is needed")
    if kind is int and isinstance(value, float) and not value.is_integer():
        raise ValueError("a whole number is needed")
    return kind(value)


@dataclass(frozen=True)
class ComputeConfig(Config):
    """Where and in which number format a model computes."""

    device: str = setting(
        "auto",
        choices=("auto", "cpu", "cuda", "mps"),
        help="Where to compute; auto takes CUDA, then Apple's MPS, then the CPU.",
    )
    dtype: str = setting(
        "auto",
        choices=("auto", "float32", "bfloat16", "float16"),
        label="Number format",
        help="Number format of the frozen weights; auto keeps the format on disk where the "
        "device computes well in it. Trained weights are always float32.",
        advanced=True,
    )
    quantisation: str = setting(
        "none",
        choices=("none", "8bit", "4bit"),
        help="Hold the frozen weights of the language model in 8 or 4 bits (bitsandbytes): less "
        "memory, answers that differ a little. Adapters stay float32, and exports have the "
        "weights as they are on disk.",
        advanced=True,
    )
    trust_remote_code: bool = setting(
        False,
        help="Run Python code that comes with the model folder. That code can do anything on "
        "this computer: allow it only for folders whose source you trust.",
        advanced=True,
    )


@dataclass(frozen=True)
class ModelConfig(ComputeConfig):
    """Which model, and how it is held in memory."""

    model: Path = setting(
        help="Folder of the MLLM: config.json, safetensors weights and processor files."
    )
    adapter: Path | None = setting(
        None, help="Folder of a LoRA adapter (PEFT format) to put on top of the model."
    )


@dataclass(frozen=True)
class ProjectConfig(ComputeConfig):
    """Which project, and with which model."""

    project: Path = setting(help="Project folder with tested images.")
    model: Path | None = setting(
        None, help="Folder of the MLLM; default: the one that the project was tested with."
    )


@dataclass(frozen=True)
class GenerationConfig(Config):
    """How captions are generated; always greedy, so that results repeat."""

    prompt: str = setting("Describe the image.", help="What the model is asked for each image.")
    max_new_tokens: int = setting(
        128,
        minimum=1,
        maximum=4096,
        unit="tokens",
        label="Longest caption",
        help="Longest caption generated.",
    )
    batch_size: int = setting(
        16, minimum=1, maximum=1024, unit="images", help="Images captioned at once."
    )


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


@dataclass(frozen=True)
class ConceptsConfig(Config):
    """List the objects the model mentions and choose which hallucinations to erase."""

    project: Path = same_setting(ProjectConfig, "project")
    choose: tuple[str, ...] = setting((), help="Objects to mark for erasure.")
    release: tuple[str, ...] = setting((), help="Objects to take off the list for erasure.")
    choose_rate: float | None = setting(
        None,
        minimum=0.0,
        maximum=1.0,
        help="Mark every object whose mentions are hallucinated at least this often.",
    )
    minimum_hallucinated: int = setting(
        4,
        minimum=1,
        unit="mentions",
        help="With a rate: leave out objects with fewer hallucinated mentions.",
    )
    merge: tuple[str, ...] = setting(
        (),
        help="Objects to count as others from now on, each written couch=sofa.",
        advanced=True,
    )
    unmerge: tuple[str, ...] = setting(
        (), help="Objects to count for themselves again.", advanced=True
    )

    def problems(self) -> list[tuple[str, str]]:
        """Return the problems of the fields, and of merges that are not written as pairs."""
        found = super().problems()
        found += [
            ("merge", f"{pair!r} is not written source=target.")
            for pair in self.merge
            if not all(name.strip() for name in pair.partition("=")[::2])
        ]
        return found


@dataclass(frozen=True)
class NewNounsConfig(Config):
    """List nouns in the captions that the vocabulary does not know, and add some to it.

    The extended vocabulary is written to a file; a test with it (--vocabulary) finds the new
    objects in the captions that are there.
    """

    project: Path = setting(help="Project folder with captions.")
    minimum: int = setting(
        3,
        minimum=1,
        unit="captions",
        label="Fewest captions",
        help="Leave out nouns of fewer captions than this.",
    )
    limit: int = setting(
        200,
        minimum=0,
        unit="nouns",
        label="Longest list",
        help="Longest list, the most frequent first; 0: all of them.",
    )
    take: tuple[str, ...] = setting(
        (),
        label="Words to add",
        help="Words to add as objects; lantern=lamp adds lantern as another word for lamp.",
    )
    out: Path | None = setting(
        None,
        label="Vocabulary file",
        help="File to write the project's vocabulary with the added words to; must not exist.",
    )

    def pairs(self) -> tuple[tuple[str, str], ...]:
        """Return each word to add with the object it stands for, both in small letters."""
        found = []
        for one in self.take:
            word, _, concept = (" ".join(part.lower().split()) for part in one.partition("="))
            found.append((word, concept if "=" in one else word))
        return tuple(found)

    def problems(self) -> list[tuple[str, str]]:
        """Return the problems of the fields, and of words without a file or the reverse."""
        found = super().problems()
        if self.take and self.out is None:
            found.append(("out", "must be given where words are added."))
        if self.out is not None and not self.take:
            found.append(("take", "must name the words to add."))
        words = [word for word, _ in self.pairs()]
        for given, (word, concept) in zip(self.take, self.pairs(), strict=True):
            named = any(map(str.isalpha, word)) and any(map(str.isalpha, concept))
            if not named or not set(word + concept).isdisjoint("=,/#@:"):
                found.append(("take", f"{given!r} is neither a word nor written word=object."))
            elif words.count(word) > 1:
                found.append(("take", f"{given!r} is given twice."))
        return found


METHOD_NAMES = (
    "sare", "efuf", "sam", "random", "npo", "ascent", "kl", "dpo", "task_vector",
)  # fmt: skip
"""The erasure methods."""

COMPARED_NAMES = ("efuf", "sare", "recommended", *METHOD_NAMES[2:])
"""What a comparison can run: the methods, and SARE with the options that the bench recommends."""


@dataclass(frozen=True)
class TrainableConfig(Config):
    """Which weights are trained."""

    trainable: str = setting(
        "lora",
        choices=("lora", "full"),
        help="lora trains small added matrices; full trains the weights themselves.",
    )
    parts: str = setting(
        "language_model",
        choices=("language_model", "projector", "both"),
        help="The parts of the MLLM that are trained; the vision tower never is.",
    )
    lora_rank: int = setting(
        16, minimum=1, maximum=1024, label="LoRA rank", help="Rank r of the LoRA matrices."
    )
    lora_alpha: float = setting(
        32.0,
        minimum=0.001,
        label="LoRA alpha",
        help="LoRA scale: the update is multiplied by alpha / r.",
        advanced=True,
    )
    gradient_checkpointing: bool = setting(
        False,
        help="Compute the layers' activations again for the backward pass instead of keeping "
        "them: steps take about a third longer and need far less memory; the result is the same.",
        advanced=True,
    )


@dataclass(frozen=True)
class EraseConfig(TrainableConfig, ProjectConfig):
    """Erase the chosen hallucinations.

    The objective is SARE's (arXiv 2601.16527) over EFUF's examples (arXiv 2402.09801):
    lambda_neg * L_neg(theta + epsilon) + L_pos(theta) + lambda_sent * L_sent(theta).
    """

    resume: str = setting(
        "", help="Name of a stopped or interrupted run to go on with; its own settings are used."
    )
    concepts: tuple[str, ...] = setting(
        (), help="Objects to erase; default: those marked in the project."
    )
    examples: Path | None = setting(
        None,
        help="A run's folder, or the examples.jsonl in it: train on exactly what that run was "
        "trained on. Default: what the project's verdicts give now.",
        advanced=True,
    )
    method: str = setting(
        "sare",
        choices=METHOD_NAMES,
        help="sare suppresses the hallucination at the worst case near the weights (Targeted-SAM); "
        "efuf at the weights themselves. To compare with: sam takes the worst case of the whole "
        "objective, random a random one at rho, npo a loss that is bounded against the model "
        "before, ascent keeps nothing, kl keeps what the model before would have said, dpo prefers "
        "the caption without the hallucination, task_vector learns it and turns back.",
    )
    ascent: str = setting(
        "step",
        choices=(
            "step",
            "line_search",
            "steps",
            "adaptive",
            "layerwise",
            "subset",
            "momentum",
            "merged",
            "relearning",
            "fine_tuning",
        ),
        help="How sare finds the worst case. step: one step of length rho along the gradient, as "
        "in the paper. line_search: to where on it the hallucination is strongest. steps: several "
        "shorter ones. adaptive: each weight in proportion to its size (ASAM). layerwise: the same "
        "length in every layer. subset: in a random half of the layers. momentum: along earlier "
        "steps' gradients, in one pass. merged: in the weights under the adapters. relearning: "
        "where a simulated relearning attack with the same adapter has come to, in one pass. "
        "fine_tuning: where one on the weights under the adapters has come to.",
    )
    name: str = setting("", help="Name of the run; default: the method and a number.")
    steps: int = setting(120, minimum=1, maximum=1_000_000, unit="steps", help="Training steps.")
    learning_rate: float = setting(
        1e-3, minimum=1e-9, maximum=1.0, help="Peak learning rate of AdamW."
    )
    rho: float = setting(
        0.05,
        minimum=0.0,
        maximum=100.0,
        help="Radius of the worst-case perturbation over all trained weights as one vector.",
    )
    lambda_neg: float = setting(
        0.3, minimum=0.0, maximum=100.0, help="Weight of the negative loss (EFUF's lambda 1)."
    )
    lambda_sent: float = setting(
        0.2, minimum=0.0, maximum=100.0, help="Weight of the sentence loss (EFUF's lambda 2)."
    )
    negative_batch: int = setting(
        8, minimum=1, maximum=4096, unit="captions", help="Captions with hallucinations per step."
    )
    retain_batch: int = setting(
        16,
        minimum=1,
        maximum=4096,
        unit="captions",
        help="Captions per step that keep what is right: grounded mentions and whole responses.",
    )
    microbatch: int = setting(
        0,
        minimum=0,
        maximum=4096,
        unit="captions",
        help="Captions per forward pass; 0 takes a batch at once. Smaller saves memory and "
        "leaves every gradient as it is.",
        advanced=True,
    )
    negative_target: str = setting(
        "sub-sentence",
        choices=("sub-sentence", "mention"),
        help="How much of a hallucinated sub-sentence is unlearned: all of it, as in EFUF, or the "
        "mention alone, which leaves the wording of true clauses as it is.",
        advanced=True,
    )
    replay_target: str = setting(
        "sub-sentence",
        choices=("sub-sentence", "mention"),
        help="How true mentions of an erased object are kept: within their sub-sentence, or each "
        "by a target of its own as well, which weighs as much as a whole sub-sentence.",
        advanced=True,
    )
    negative_ceiling: float = setting(
        0.0,
        minimum=0.0,
        maximum=1000.0,
        unit="nats",
        help="A token of a hallucinated span whose cross-entropy is above this, at the weights and "
        "at the worst case, is no longer pushed; 0 means no ceiling, as in the papers.",
        advanced=True,
    )
    negative_clip: float = setting(
        0.0,
        minimum=0.0,
        help="Longest gradient of the negative loss; a longer one keeps its direction. It keeps "
        "what is unlearned from drowning what is kept. 0 means no limit.",
        advanced=True,
    )
    anneal: bool = setting(
        False,
        help="Lower lambda_neg linearly to 0 from 40 % of the run on, as EFUF's code does.",
        advanced=True,
    )
    warmup: float = setting(
        0.05,
        minimum=0.0,
        maximum=1.0,
        label="Warm-up",
        help="Share of the steps with rising learning rate.",
        advanced=True,
    )
    cooldown: float = setting(
        0.0,
        minimum=0.0,
        maximum=1.0,
        help="Share of the steps, at the end, over which the learning rate falls to 0.",
        advanced=True,
    )
    weight_decay: float = setting(
        0.0, minimum=0.0, maximum=1.0, help="AdamW's weight decay.", advanced=True
    )
    gradient_clip: float = setting(
        1.0,
        minimum=0.0,
        help="Longest gradient; a longer one keeps its direction. 0 means no limit.",
        advanced=True,
    )
    overshoot_tries: int = setting(
        3,
        minimum=0,
        maximum=20,
        help="How often rho is halved within a step whose perturbation did not bring the "
        "hallucination back.",
        advanced=True,
    )
    rho_schedule: str = setting(
        "constant",
        choices=("constant", "rising", "falling"),
        help="rising: rho, or the rate of simulated relearning, grows from 0 over the first half "
        "of the run; falling: it goes to 0 from 40 % of the run on.",
        advanced=True,
    )
    ascent_steps: int = setting(
        3,
        minimum=1,
        maximum=100,
        unit="steps",
        help="Steps of the ascent called steps; each costs a pass over the negative captions.",
        advanced=True,
    )
    simulated_steps: int = setting(
        16,
        minimum=1,
        maximum=10_000,
        unit="steps",
        help="Steps after which the attack of the ascent called relearning begins anew from the "
        "weights as they are.",
        advanced=True,
    )
    simulated_learning_rate: float = setting(
        1e-3,
        minimum=1e-9,
        maximum=1.0,
        help="Learning rate of the attack of the ascent called relearning.",
        advanced=True,
    )
    npo_beta: float = setting(
        0.1,
        minimum=1e-4,
        maximum=100.0,
        label="NPO beta",
        help="How soon the method npo lets go of a hallucination that is already less likely than "
        "before; near 0 it is plain gradient ascent. The other methods have no use for it.",
        advanced=True,
    )
    dpo_beta: float = setting(
        0.1,
        minimum=1e-4,
        maximum=100.0,
        label="DPO beta",
        help="How soon the method dpo is content with a pair. The other methods have no use for "
        "it.",
        advanced=True,
    )
    task_vector_scale: float = setting(
        1.0,
        minimum=0.0,
        maximum=100.0,
        help="How far beyond the start the method task_vector goes, against what it has learnt.",
        advanced=True,
    )
    sharpness_rho: float = setting(
        0.05,
        minimum=1e-6,
        maximum=100.0,
        help="Fixed radius at which sharpness is measured on held-out examples.",
        advanced=True,
    )
    evaluate_every: int = setting(
        20, minimum=0, unit="steps", help="Measure on held-out images so often; 0: only at the end."
    )
    measure_images: int = setting(
        64,
        minimum=0,
        unit="images",
        help="Held-out images captioned at each measurement; 0 takes all of them.",
        advanced=True,
    )
    checkpoint_every: int = setting(
        50, minimum=0, unit="steps", help="Save a checkpoint so often; 0: only at the end."
    )
    held_out: float = setting(
        0.2,
        minimum=0.0,
        maximum=0.9,
        label="Held-out share",
        help="Share of the project's images kept from training and used to measure.",
        advanced=True,
    )
    seed: int = setting(0, minimum=0, maximum=2**32 - 1, help="Seed of order and initial weights.")

    def problems(self) -> list[tuple[str, str]]:
        """Return the problems of the fields, and of an ascent that needs an adapter without one."""
        found = super().problems()
        if self.ascent in ("merged", "fine_tuning") and self.trainable != "lora":
            text = f"{self.ascent} perturbs the weights under an adapter; train a lora."
            found.append(("ascent", text))
        return found


@dataclass(frozen=True)
class RelearnConfig(TrainableConfig, ProjectConfig):
    """Attack an erasure: fine-tune on captions that contain the hallucination."""

    run: str = setting("", help="Erasure run to attack; empty attacks the model as it is on disk.")
    concepts: tuple[str, ...] = setting(
        (),
        help="Objects to relearn where no run is named; default: those marked in the project.",
        advanced=True,
    )
    examples: Path | None = same_setting(EraseConfig, "examples")
    attack: str = setting(
        "fresh_adapter",
        choices=("same_adapter", "fresh_adapter", "full"),
        help="What the attacker trains: the erasure's own adapter, a new adapter on the merged "
        "model, or all weights of the language model.",
    )
    samples: int = setting(
        32, minimum=1, maximum=100_000, unit="captions", help="Hallucinated captions relearned."
    )
    steps: int = setting(32, minimum=1, maximum=100_000, unit="steps", help="Training steps.")
    batch: int = setting(8, minimum=1, maximum=4096, unit="captions", help="Captions per step.")
    learning_rate: float = setting(
        1e-3, minimum=1e-9, maximum=1.0, help="Learning rate of AdamW, constant."
    )
    measure_at: tuple[int, ...] = setting(
        (8, 16, 32),
        minimum=0,
        unit="steps",
        help="Steps after which resurgence is measured; it always is before the first and after "
        "the last.",
    )
    measure_images: int = same_setting(EraseConfig, "measure_images", default=0)
    seed: int = same_setting(EraseConfig, "seed", help="Seed of samples and order.")


@dataclass(frozen=True)
class CompareConfig(TrainableConfig, ProjectConfig):
    """Erase with each method and attack the outcome, over several seeds.

    Erasures and attacks are ordinary runs of the project; those that are finished already are
    taken as they are.
    """

    methods: tuple[str, ...] = setting(
        ("efuf", "sare"),
        choices=COMPARED_NAMES,
        help="Methods to compare; the model before any erasure is always attacked too. recommended "
        "is sare with the options of the preset of that name, whatever else is chosen here.",
    )
    own_settings: bool = setting(
        False,
        label="Each its own settings",
        help="Erase with what trials on the demo model gave for efuf, sare and recommended, each "
        "its own, in the place of the settings of the erasure given here.",
    )
    seeds: tuple[int, ...] = setting(
        (0, 1, 2),
        minimum=0,
        maximum=2**32 - 1,
        help="Seeds; intervals need two at least, and five or more say something.",
    )
    concepts: tuple[str, ...] = same_setting(EraseConfig, "concepts")
    steps: int = same_setting(EraseConfig, "steps")
    learning_rate: float = same_setting(EraseConfig, "learning_rate")
    rho: float = same_setting(EraseConfig, "rho")
    lambda_neg: float = same_setting(EraseConfig, "lambda_neg")
    lambda_sent: float = same_setting(EraseConfig, "lambda_sent")
    negative_batch: int = same_setting(EraseConfig, "negative_batch")
    retain_batch: int = same_setting(EraseConfig, "retain_batch")
    microbatch: int = same_setting(EraseConfig, "microbatch")
    negative_target: str = same_setting(EraseConfig, "negative_target")
    negative_ceiling: float = same_setting(EraseConfig, "negative_ceiling")
    checkpoint_every: int = same_setting(EraseConfig, "checkpoint_every")
    attack: str = same_setting(RelearnConfig, "attack")
    samples: int = same_setting(RelearnConfig, "samples")
    attack_steps: int = same_setting(RelearnConfig, "steps")
    attack_batch: int = same_setting(RelearnConfig, "batch")
    attack_learning_rate: float = same_setting(RelearnConfig, "learning_rate")
    measure_at: tuple[int, ...] = same_setting(RelearnConfig, "measure_at")
    measure_images: int = same_setting(RelearnConfig, "measure_images")

    def problems(self) -> list[tuple[str, str]]:
        """Return the problems of the fields, and of lists without an entry or with one twice."""
        found = super().problems()
        for name in ("methods", "seeds"):
            values = getattr(self, name)
            if not values:
                found.append((name, "must name one at least."))
            elif len(set(values)) < len(values):
                found.append((name, "names one twice."))
        return found


@dataclass(frozen=True)
class LandscapeConfig(ProjectConfig):
    """Measure the loss around a model's weights, along random directions.

    The directions are normalised filter by filter (Li et al., NeurIPS 2018, arXiv 1712.09913).
    """

    run: str = setting(
        "", help="Erasure run to look at; empty looks at the model as it is on disk."
    )
    concepts: tuple[str, ...] = setting(
        (),
        help="Objects whose hallucinations are measured where no run is named; default: those "
        "marked in the project.",
        advanced=True,
    )
    dimensions: str = setting("1", choices=("1", "2"), help="Number of directions.")
    span: float = setting(
        0.5,
        minimum=1e-4,
        maximum=10.0,
        help="How far to go to either side; at 1 a filter moves by its own length.",
    )
    points: int = setting(
        15,
        minimum=3,
        maximum=201,
        unit="points",
        help="Places along each direction; an odd number has the weights themselves among them.",
    )
    seed: int = same_setting(EraseConfig, "seed", help="Seed of the directions.")


@dataclass(frozen=True)
class EvaluationFilesConfig(Config):
    """Files that an evaluation writes besides its result."""

    csv: Path | None = setting(
        None, label="CSV file", help="CSV file to write: a row of values for each image."
    )
    html: Path | None = setting(
        None,
        label="HTML file",
        help="HTML page to write: the figures, what they are made of, and every image; one file "
        "that fetches nothing.",
    )


@dataclass(frozen=True)
class EvaluateConfig(EvaluationFilesConfig, VocabularyConfig, GenerationConfig, ModelConfig):
    """Measure a model on images with known objects."""

    images: tuple[Path, ...] = setting(help="Image files or folders.")
    annotations: Path = same_setting(ProbeConfig, "annotations", default=dataclasses.MISSING)
    concepts: tuple[str, ...] = setting(
        (), help="Erased objects: their rates are given apart from those of other objects."
    )
    base: Path | None = setting(
        None, help="Folder of the model before erasure: gives the perplexity of the captions."
    )
    pope: bool = setting(True, label="POPE", help="Ask yes/no questions about objects (POPE) too.")


@dataclass(frozen=True)
class ChairConfig(EvaluationFilesConfig, VocabularyConfig):
    """Measure CHAIR of captions in a file, without a model."""

    captions: Path = setting(
        help="JSON Lines file of captions: an object with image_id or file_name, and caption, on "
        "each line."
    )
    objects: Path = setting(
        help="JSON Lines file of true objects: an object with image_id or file_name, and the list "
        "objects, on each line."
    )


@dataclass(frozen=True)
class PopeConfig(EvaluationFilesConfig, VocabularyConfig, ComputeConfig):
    """Build POPE's yes/no questions, ask a model, and score the answers.

    Questions come from annotations or from a file of POPE (arXiv 2305.10355); they are written to
    a file, asked of a model, or scored with answers that were given elsewhere.
    """

    annotations: Path | None = setting(
        None,
        help="True objects of the images, to build questions from: COCO JSON, Pascal VOC XML, "
        "YOLO folder, or CSV.",
    )
    questions: Path | None = setting(
        None, help="POPE JSON Lines file of questions, instead of building them."
    )
    images: tuple[Path, ...] = setting(
        (), help="Image files or folders; questions about other images are left out."
    )
    model: Path | None = setting(None, help="Folder of the MLLM to ask.")
    adapter: Path | None = same_setting(ModelConfig, "adapter")
    answers: Path | None = setting(
        None,
        help="JSON Lines file of answers given elsewhere: question_id and answer, or the answers "
        "alone in the order of the questions.",
    )
    write_questions: Path | None = setting(
        None, label="Write questions to", help="File to write the questions to (POPE JSON Lines)."
    )
    strategies: tuple[str, ...] = setting(
        ("random", "popular", "adversarial"),
        choices=("random", "popular", "adversarial"),
        help="How absent objects are drawn: from all, from the most frequent, or from those that "
        "most often occur together with what is in the image.",
    )
    per_image: int = setting(
        3,
        minimum=1,
        maximum=1000,
        unit="objects",
        help="Present objects asked for per image, and as many absent ones.",
    )
    batch_size: int = same_setting(GenerationConfig, "batch_size")
    seed: int = setting(0, minimum=0, maximum=2**32 - 1, help="Seed of what is drawn.")

    def problems(self) -> list[tuple[str, str]]:
        """Return the problems of the fields, and of settings that do not go together."""
        found = super().problems()
        if (self.annotations is None) == (self.questions is None):
            found.append(("annotations", "give either annotations or a file of questions."))
        if self.model is not None and self.answers is not None:
            found.append(("answers", "give either a model to ask or answers to score."))
        if self.model is not None and not self.images:
            found.append(("images", "must be given to ask a model."))
        if self.model is None and self.answers is None and self.write_questions is None:
            found.append(("model", "give a model to ask, answers to score, or a file to write to."))
        if not self.strategies:
            found.append(("strategies", "must name one at least."))
        return found


@dataclass(frozen=True)
class AmberConfig(EvaluationFilesConfig, GenerationConfig, ComputeConfig):
    """Measure AMBER's generative scores of a model, or of captions in a file.

    CHAIR, Cover, Hal and Cog as in arXiv 2311.07397.
    """

    captions: Path | None = setting(
        None,
        help="AMBER's JSON list of id and response, or JSON Lines with image_id and caption, "
        "instead of captions of a model.",
    )
    model: Path | None = setting(None, help="Folder of the MLLM that captions the images.")
    adapter: Path | None = same_setting(ModelConfig, "adapter")
    images: tuple[Path, ...] = setting((), help="Image files or folders for the model.")
    write_captions: Path | None = setting(
        None,
        label="Write captions to",
        help="File for the model's captions, as AMBER's own program reads them.",
    )
    annotations: Path = setting(
        help="AMBER's annotations.json: for each id the objects that are in the image (truth) and "
        "those that a model is likely to imagine (hallu)."
    )
    relation: Path | None = setting(
        None,
        help="AMBER's relation.json: words that stand for each object. Default: the file of that "
        "name beside the annotations, if there is one.",
    )
    safe_words: Path | None = setting(
        None,
        help="AMBER's safe_words.txt: words too ambiguous to judge. Default: the file of that "
        "name beside the annotations, if there is one.",
    )

    def problems(self) -> list[tuple[str, str]]:
        """Return the problems of the fields, and of settings that do not go together."""
        found = super().problems()
        if (self.captions is None) == (self.model is None):
            found.append(("captions", "give either a file of captions or a model."))
        if self.model is not None and not self.images:
            found.append(("images", "must be given for the model to caption."))
        if self.model is None and self.write_captions is not None:
            found.append(("write_captions", "needs a model, whose captions are written."))
        return found


@dataclass(frozen=True)
class ExportConfig(ProjectConfig):
    """Write an erased model for use outside, then reload it and compare its captions."""

    run: str = setting(help="Erasure run to export.")
    out: Path = setting(label="Folder", help="Folder to write to; must be missing or empty.")
    form: str = setting(
        "both",
        choices=("adapter", "merged", "both"),
        help="adapter: the LoRA matrices alone; merged: a complete model in safetensors.",
    )
    shard_size: str = setting(
        "4GB",
        label="Largest weights file",
        help="Largest weights file of a merged model.",
        advanced=True,
    )
    verify_images: int = setting(
        8,
        minimum=0,
        unit="images",
        label="Images to compare",
        help="Images captioned to compare the reloaded export.",
    )


@dataclass(frozen=True)
class ReportConfig(Config):
    """Write a self-contained HTML report of a project."""

    project: Path = setting(help="Project folder.")
    out: Path | None = setting(
        None, help="HTML file to write; default: report.html in the project folder."
    )


@dataclass(frozen=True)
class InspectConfig(Config):
    """Look into a model folder without loading it."""

    model: Path = setting(help="Model folder, or LoRA adapter folder.")


@dataclass(frozen=True)
class DownloadConfig(Config):
    """Download a model from the Hugging Face hub, or tell how large it is.

    Only safetensors weights, configs, tokenizer and processor files are taken, never pickle
    files. A stopped download goes on where it was.
    """

    model: str = setting(help="Name on the hub, such as llava-hf/llava-1.5-7b-hf.")
    out: Path | None = setting(
        None,
        label="Folder",
        help="Folder to write the model to; missing, empty, or of the same download stopped. "
        "Without it only the size is told.",
    )
    revision: str = setting(
        "", help="Branch, tag or commit; empty takes the main branch.", advanced=True
    )
    code: bool = setting(
        False,
        help="Take the Python code that comes with the model too. It can do anything on this "
        "computer once it is run, which needs trust_remote_code besides.",
        advanced=True,
    )


@dataclass(frozen=True)
class DemoConfig(Config):
    """Run the whole loop on the shipped demo model: test, erase, attack, export, report."""

    seed: int = same_setting(
        EraseConfig, "seed", help="Changes the scenes, the data order, the erasure and the attack."
    )
    out: Path = setting(
        Path("sare-demo-output"), help="Folder for project, exports and report; made if missing."
    )
    device: str = same_setting(ComputeConfig, "device")
