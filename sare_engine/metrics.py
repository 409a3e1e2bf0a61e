"""The name of each measured number, its format, and which direction is better."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Literal

PERCENT = "\N{NO-BREAK SPACE}%"

RATE = "hallucination_rate"
RECALL = "object_recall"
BROKEN = "degenerate_rate"
"""Keys of the metrics that decide how well an erasure holds and what it costs."""


@dataclass(frozen=True)
class Metric:
    """A measured number.

    Attributes:
        key: its name in events and results.
        title: its name for a person.
        help: what it measures, in one sentence.
        percent: whether it is a fraction to be shown in percent.
        better: which direction is better.
    """

    key: str
    title: str
    help: str = ""
    percent: bool = False
    better: Literal["lower", "higher", ""] = ""

    def format(self, value: float) -> str:
        """Write a value with its unit; what is not finite becomes a dash."""
        if not math.isfinite(value):
            return "–"
        if self.percent:
            percent = 100 * value
            shown = f"{percent:.1f}" if 0.05 <= percent < 9.95 else f"{percent:.0f}"
            return f"{shown.removesuffix('.0')}{PERCENT}"
        if abs(value) >= 100 or value == int(value):
            return f"{value:,.0f}".replace(",", "\N{NO-BREAK SPACE}")
        return f"{value:.3g}"


METRICS = (
    Metric(
        "hallucination_rate",
        "Hallucination",
        "Share of images without the erased objects whose caption names one of them.",
        percent=True,
        better="lower",
    ),
    Metric(
        "hallucination_or_degenerate_rate",
        "Hallucination or broken text",
        "As hallucination, with empty and repetitive captions counted as failures too.",
        percent=True,
        better="lower",
    ),
    Metric(
        "other_hallucination_rate",
        "Other hallucinations",
        "Share of captions that name an absent object that was not erased.",
        percent=True,
        better="lower",
    ),
    Metric(
        "degenerate_rate",
        "Broken text",
        "Share of captions that are empty or repeat themselves.",
        percent=True,
        better="lower",
    ),
    Metric(
        "concept_recall",
        "Erased object named where it is present",
        "Of the images that do show an erased object, the share whose caption names it.",
        percent=True,
        better="higher",
    ),
    Metric(
        "object_recall",
        "Objects named",
        "Share of the objects in the images that the captions name.",
        percent=True,
        better="higher",
    ),
    Metric("recall", "Objects named", "CHAIR's recall.", percent=True, better="higher"),
    Metric(
        "chair_i",
        "CHAIR-i",
        "Share of the mentions that are of objects that are not there.",
        percent=True,
        better="lower",
    ),
    Metric(
        "chair_s",
        "CHAIR-s",
        "Share of the captions that name an object that is not there.",
        percent=True,
        better="lower",
    ),
    Metric(
        "judged_mentions_share",
        "Mentions judged hallucinated",
        "Share of the decided mentions whose verdict is hallucinated.",
        percent=True,
        better="lower",
    ),
    Metric(
        "judged_captions_share",
        "Captions judged to hallucinate",
        "Share of the captions with a mention whose verdict is hallucinated.",
        percent=True,
        better="lower",
    ),
    Metric("named_objects", "Objects named per caption", "Different objects that a caption names."),
    Metric(
        "perplexity_under_base",
        "Perplexity",
        "How surprising the captions are to the model before erasure.",
        better="lower",
    ),
    Metric(
        "cover",
        "Cover",
        "AMBER: mean share of an image's objects that its caption names.",
        percent=True,
        better="higher",
    ),
    Metric(
        "hal",
        "Hal",
        "AMBER: share of captions that name an object that is not there.",
        percent=True,
        better="lower",
    ),
    Metric(
        "cog",
        "Cog",
        "AMBER: mean share of a caption's objects that people would imagine there too.",
        percent=True,
        better="lower",
    ),
    Metric(
        "chair",
        "CHAIR",
        "AMBER: mean share of a caption's objects that are not there.",
        percent=True,
        better="lower",
    ),
    Metric(
        "pope_accuracy",
        "Accuracy",
        "Share of all answers that are right.",
        percent=True,
        better="higher",
    ),
    Metric(
        "pope_precision",
        "Precision",
        'Share of the answers "yes" that are right.',
        percent=True,
        better="higher",
    ),
    Metric(
        "pope_recall",
        "Recall",
        'Share of the present objects that are answered with "yes".',
        percent=True,
        better="higher",
    ),
    Metric(
        "pope_f1", "F1", "Harmonic mean of precision and recall.", percent=True, better="higher"
    ),
    Metric(
        "pope_yes_ratio",
        "Answered yes",
        'Share of the questions answered with "yes"; half of them ask for present objects.',
        percent=True,
    ),
    Metric(
        "amber_accuracy",
        "AMBER accuracy",
        "Share of AMBER's yes/no questions that are answered right.",
        percent=True,
        better="higher",
    ),
    Metric(
        "amber_precision",
        "AMBER precision",
        "Share of the answers no that are right.",
        percent=True,
        better="higher",
    ),
    Metric(
        "amber_recall",
        "AMBER recall",
        "Share of the questions about what is not there that are answered no.",
        percent=True,
        better="higher",
    ),
    Metric(
        "amber_f1",
        "AMBER F1",
        "Harmonic mean of AMBER's precision and recall.",
        percent=True,
        better="higher",
    ),
    Metric(
        "hallusion_question",
        "HallusionBench, questions",
        "Share of the questions that are answered right (aAcc).",
        percent=True,
        better="higher",
    ),
    Metric(
        "hallusion_pair",
        "HallusionBench, pairs",
        "Share of the questions answered right about all pictures of their set (qAcc).",
        percent=True,
        better="higher",
    ),
    Metric(
        "hallusion_figure",
        "HallusionBench, figures",
        "Share of the pictures whose questions are all answered right (fAcc).",
        percent=True,
        better="higher",
    ),
    Metric(
        "hallusion_easy",
        "HallusionBench, easy",
        "As pairs, for questions about unedited pictures alone.",
        percent=True,
        better="higher",
    ),
    Metric(
        "hallusion_hard",
        "HallusionBench, hard",
        "As pairs, for questions about edited pictures alone.",
        percent=True,
        better="higher",
    ),
    Metric(
        "hallusion_yes_ratio",
        "HallusionBench, answered yes",
        "Share of the questions answered yes.",
        percent=True,
        better="",
    ),
    Metric(
        "hallusion_yes_bias",
        "HallusionBench, too many yes",
        "Share answered yes, minus the share whose right answer is yes.",
        percent=True,
        better="",
    ),
    Metric(
        "hallusion_false_yes",
        "HallusionBench, errors that are yes",
        "Share of the wrong answers whose right answer is no.",
        percent=True,
        better="",
    ),
    Metric(
        "objhal_response",
        "Object HalBench, responses",
        "Of the answers that name an object, the share that names one that is not there.",
        percent=True,
        better="lower",
    ),
    Metric(
        "objhal_object",
        "Object HalBench, objects",
        "Share of the named objects that are not there.",
        percent=True,
        better="lower",
    ),
    Metric(
        "objhal_recall",
        "Object HalBench, recall",
        "Share of the objects in the pictures that the answers name.",
        percent=True,
        better="higher",
    ),
    Metric("mean_words", "Words per caption", "Shorter captions hallucinate less in any case."),
    Metric(
        "perplexity",
        "Perplexity",
        "How surprising the captions are to the model before erasure.",
        better="lower",
    ),
    Metric(
        "ce_neg",
        "Depth of erasure",
        "Mean cross-entropy of the hallucinated words, in nats: higher is less likely.",
        better="higher",
    ),
    Metric(
        "sharpness_worst",
        "Sharpness, worst case",
        "How many nats of the hallucination the worst small change of the weights brings back.",
        better="lower",
    ),
    Metric(
        "sharpness_average",
        "Sharpness, average",
        "How many nats of the hallucination a random small change of the weights brings back.",
        better="lower",
    ),
    Metric("sharpness_rho", "Radius of the sharpness", "Length of these changes."),
    Metric(
        "repetition",
        "Repetition",
        "Share of the words that repeat the words just before them.",
        percent=True,
        better="lower",
    ),
)
_BY_KEY = {metric.key: metric for metric in METRICS}


RECALL_LOSS = 0.1
"""Share of its recall that a model may lose and still count as useful: the utility bound."""


def keeps_recall(before: float | None, after: float | None, loss: float = RECALL_LOSS) -> bool:
    """Whether recall fell by at most a share of what it was; one that was not measured is kept."""
    if before is None or after is None:
        return True
    return after >= (1 - loss) * before - 1e-9


def metric(key: str) -> Metric:
    """Return the metric with that name; an unknown one gets a readable title from its name."""
    return _BY_KEY.get(key) or Metric(
        key, key.replace("_", " ").capitalize(), percent=key.endswith(("_rate", "_share"))
    )
