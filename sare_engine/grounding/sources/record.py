"""What the rest of the program needs to know about a source of evidence.

A source is one file with a subclass of `Source` and its `ENTRY`, and one line in the registry.
"""

from __future__ import annotations

import string
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from sare_engine.domain import Evidence, Mention
from sare_engine.registry import Entry

if TYPE_CHECKING:
    from sare_engine.config import ProbeConfig
    from sare_engine.control import Control
    from sare_engine.events import Event
    from sare_engine.grounding.vocabulary import Vocabulary
    from sare_engine.models.loading import LoadedModel
    from sare_engine.models.vision import VisionFeatures
    from sare_engine.workspace.project import Project
    from sare_engine.workspace.rows import ImageRow


@dataclass(frozen=True)
class Scale:
    """The scale of a source's scores, with two limits between which a score is unsure.

    Attributes:
        low: the lower limit in the details of evidence; scores below it mean hallucinated.
        high: the upper limit there; scores above it mean grounded.
        low_title: name of the lower limit beside the scale.
        high_title: name of the upper limit.
        number: how a score is written, as a format specification (".1f", ".0%").
        ends: lowest and highest possible score, or None for a scale that fits the score.
    """

    low: str
    high: str
    low_title: str
    high_title: str
    number: str = ".1f"
    ends: tuple[float, float] | None = None


@dataclass(frozen=True)
class CaptionToJudge:
    """One caption's mentions, and the image that it describes."""

    image: ImageRow
    mentions: Sequence[Mention]

    @property
    def concepts(self) -> list[str]:
        """The concepts that the caption mentions, each once."""
        return sorted({mention.concept for mention in self.mentions})


@dataclass(frozen=True)
class Probe:
    """What a source works with while images are tested.

    Attributes:
        project: where evidence and settings are kept.
        config: the settings of the test.
        captions: what is to be judged.
        device: where a model of the source's own should compute.
        model: the tested model, for sources that need it; else None.
        features: its cached vision features, for sources that need the model; else None.
        vocabulary: the words for the concepts; None if they are not known.
    """

    project: Project
    config: ProbeConfig
    captions: Sequence[CaptionToJudge]
    device: str
    model: LoadedModel | None = None
    features: VisionFeatures | None = None
    vocabulary: Vocabulary | None = None


class OpenSource:
    """A source at work in one test; override what it needs.

    The job calls `prepare` and then `judge` for each of the captions, batch by batch, `finish`
    if all went well, and `close` in any case.
    """

    def __init__(self, source: Source) -> None:
        self.source = source

    def prepare(self, captions: Sequence[CaptionToJudge], control: Control) -> Iterator[Event]:
        """Do what is cheaper for several captions at once.

        A source that needs the tested model gets all captions in one batch, others a few. What
        takes long should be written to the project as it is found, so that a stop loses little.
        """
        yield from ()

    def judge(self, caption: CaptionToJudge, control: Control) -> Iterable[Evidence]:
        """Return the evidence on a caption's mentions that is not in the project yet."""
        for mention in caption.mentions:
            found = self.source.derive(mention, caption.image)
            if found is not None:
                yield found

    def finish(self) -> Iterator[Event]:
        """Do what needs all scores."""
        yield from ()

    def close(self) -> None:
        """Free what was opened."""


@dataclass(frozen=True, kw_only=True)
class Source(Entry):
    """A source of evidence on whether a mentioned object is in the image.

    `uses` names its settings in `ProbeConfig`; the first is the setting that turns it on.

    Attributes:
        explanations: verdict → sentence about one piece of evidence, and "" → sentence if a value
            in the other is missing. `{concept}`, `{score}`, `{low}`, `{high}` and `{verdict}` are
            replaced.
        silence: sentence for a mention without its evidence; "" hides the source there.
        scale: the scale of its scores, or None for a source without scores.
        derived: whether its evidence follows from the project's images at any time (`derive`),
            so that none is kept that does not.
        needs_model: whether it works with the tested model, and so before that is unloaded.
        is_truth: whether its verdicts are the truth to which thresholds are calibrated.
        calibrates: the settings of lower, upper and response threshold that calibration fits to
            its scores, the last only where it has one; empty for a source that cannot be
            calibrated.
        pair: name of the pair that it forms with another source of the same kind; see `Rule`.
        finds: what it finds and misses, in one or two sentences, for who chooses among sources.
        costs: what it takes: time, memory, a file.
        default_model: name on the Hugging Face hub of a model that it works with, or "".
        default_size: what downloading that takes, in words.
    """

    explanations: Mapping[str, str] = field(default_factory=dict)
    silence: str = ""
    scale: Scale | None = None
    derived: bool = False
    needs_model: bool = False
    is_truth: bool = False
    calibrates: tuple[str, ...] = ()
    pair: str = ""
    finds: str = ""
    costs: str = ""
    default_model: str = ""
    default_size: str = ""

    @property
    def words(self) -> str:
        """Its title inside a sentence."""
        name = self.title
        return name if name[1:2].isupper() else name[:1].lower() + name[1:]

    def explain(self, evidence: Evidence, concept: str) -> tuple[str, dict[str, str]]:
        """Return the sentence about a piece of evidence, and what to replace in it.

        They are apart so that the sentence can be translated first.
        """
        values = {"concept": concept, "verdict": evidence.verdict}
        if self.scale is not None and evidence.score is not None:
            values["score"] = f"{evidence.score:{self.scale.number}}".replace("-", "−")
            for name, key in (("low", self.scale.low), ("high", self.scale.high)):
                if evidence.details.get(key) is not None:
                    values[name] = f"{evidence.details[key]:g}"
        for text in (self.explanations.get(evidence.verdict), self.explanations.get("")):
            if text and {name for _, name, _, _ in string.Formatter().parse(text) if name} <= {
                *values
            }:
                return text, values
        return f"{self.title}: {{verdict}}.", values

    # While images are tested

    def configured(self, config: ProbeConfig) -> bool:
        """Whether it takes part in a test with these settings."""
        return True

    def problems(self, config: ProbeConfig) -> list[tuple[str, str]]:
        """Return `(setting, sentence)` for what keeps it from taking part in a test."""
        if self.needs_model and self.configured(config) and config.model is None:
            return [(self.uses[0], "needs a model on this computer.")]
        return []

    def can_judge(self, config: ProbeConfig, *, annotated: bool) -> bool:
        """Whether a test with these settings can get its verdict on any mention.

        Args:
            config: the settings.
            annotated: whether the true objects of any image are known, from which `derived`
                evidence follows.
        """
        return self.configured(config) and (annotated or not self.derived)

    def check(self, config: ProbeConfig) -> None:
        """Refuse, before the tested model is loaded, what is certain not to work.

        Raises:
            EngineError: it cannot work with these settings.
        """

    def open(self, probe: Probe) -> OpenSource:
        """Open what it needs.

        Raises:
            EngineError: it cannot work with these settings.
        """
        return OpenSource(self)

    # Whenever mentions are judged

    def verdict_on(self, concept: str, image: ImageRow) -> str | None:
        """Return its verdict on an object, if that follows from what is known of the image."""
        return None

    def derive(self, mention: Mention, image: ImageRow) -> Evidence | None:
        """Return its evidence on a mention, if that follows from what is known of the image."""
        verdict = self.verdict_on(mention.concept, image) if self.derived else None
        return None if verdict is None else Evidence(mention.id, self.key, verdict)

    def limits_in_force(self, project: Project) -> dict[str, Any]:
        """Return the limits that a project's verdicts follow, by setting; {} if there are none."""
        return {}

    def limits(self, project: Project, given: Mapping[str, Any]) -> dict[str, Any]:
        """Return the limits to judge by: those given, else those in force, else the defaults.

        Args:
            project: the project.
            given: the limits of all sources that the user gave, by setting.

        Raises:
            ConfigError: the lower limit would be above the upper.
        """
        return {}

    def set_limits(
        self, project: Project, limits: Mapping[str, Any], given: Mapping[str, Any]
    ) -> None:
        """Keep limits in the project; arguments as for `limits`, whose result they are."""

    def judge_again(self, kept: Evidence, limits: Mapping[str, Any]) -> Evidence:
        """Return what kept evidence means with other limits."""
        return kept

    def settings_of_last_test(self, project: Project) -> dict[str, Any]:
        """Return those of its settings that the last test of a project used, as far as kept."""
        return {}


def verdict_between(value: float, low: float, high: float) -> str:
    """Return "hallucinated" below `low`, "grounded" above `high`, else "unsure" (also for NaN)."""
    if value < low:
        return "hallucinated"
    return "grounded" if value > high else "unsure"
