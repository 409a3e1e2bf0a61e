"""Measure captions in a file, without a model."""

from __future__ import annotations

from typing import Any

from sare_engine.config import ChairConfig
from sare_engine.evaluation.caption_files import ScoredCaptions, score_caption_files
from sare_engine.evaluation.tally import Tally, chair_shares
from sare_engine.grounding.mentions import find_mentions
from sare_engine.jobs.caption_tables import (
    TextOfCaption,
    captions_headline,
    chair_charts,
    chair_row,
    hallucinated_objects,
    worst_captions,
)
from sare_engine.jobs.evaluation_files import (
    MeasuredModel,
    keep_evaluation,
    left_out,
    now_in_words,
    require_places,
    write_files,
)
from sare_engine.reporting.evaluation_data import EvaluationData

_NAMED = 8
"""Most names in a sentence."""


def score_captions(config: ChairConfig) -> dict[str, Any]:
    """Measure CHAIR of a caption file against a file of true objects; no model is needed.

    Returns:
        `chair_i`, `chair_s` and `recall` as fractions, `mean_words`, the number of `captions`
        measured, `captions_without_objects`, `notices` (sentences on what was skipped), and the
        paths of the files written (`csv`, `html`, `kept_in`).

    Raises:
        EngineError: a file cannot be used, or no caption is of an image whose objects are known.
    """
    config.validate()
    require_places(config)
    scored = score_caption_files(config)
    result = scored.result
    values = {
        "chair_i": result.chair_i,
        "chair_s": result.chair_s,
        "recall": result.recall,
        "mean_words": result.mean_words,
        "captions": len(scored.captions),
        "captions_without_objects": scored.without_objects,
    }
    written = write_files(config, lambda: _chair_evaluation(config, scored))
    kept = keep_evaluation(
        config,
        f"CHAIR, {config.objects.name}",
        Tally.of(
            (
                image,
                {
                    **chair_shares(one),
                    "recall": (float(len(one.found)), float(len(one.found) + len(one.missed))),
                    "mean_words": (float(one.words), 1.0),
                },
            )
            for (image, _), one in result.per_image.items()
        ),
        MeasuredModel(config.captions.stem),
    )
    return {**values, **written, **kept, "notices": _notes(scored)}


def _notes(scored: ScoredCaptions) -> tuple[str, ...]:
    notes = left_out(scored.without_objects, "the objects of their images are not known")
    if scored.unknown_objects:
        names = ", ".join(scored.unknown_objects[:_NAMED])
        more = ", …" if len(scored.unknown_objects) > _NAMED else ""
        notes += (f"Ignored true objects that are not in the vocabulary: {names}{more}.",)
    return notes


def _chair_evaluation(config: ChairConfig, scored: ScoredCaptions) -> EvaluationData:
    captions = scored.result.per_image
    return EvaluationData(
        subject=config.captions.name,
        created=now_in_words(),
        headline=captions_headline(scored.result.chair_s),
        counted="captions",
        figures=scored.result.values(),
        rows=tuple(
            {"image": image, "caption": scored.captions[image, number], **chair_row(one)}
            for (image, number), one in captions.items()
        ),
        charts=chair_charts(captions.values()),
        objects=hallucinated_objects(captions, scored.objects),
        examples=worst_captions(
            captions,
            {
                key: TextOfCaption(key[0], text, scored.objects[key])
                for key, text in scored.captions.items()
            },
            lambda text: find_mentions(text, scored.vocabulary),
        ),
        notes=_notes(scored),
        settings=config.to_dict(),
    )
