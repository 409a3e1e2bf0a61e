"""Measuring captions that lie in a file, without a model."""

from __future__ import annotations

from typing import Any

from sare_engine.config import ChairConfig
from sare_engine.evaluation.caption_files import ScoredCaptions, score_caption_files
from sare_engine.exporting.evaluation_data import EvaluationData
from sare_engine.jobs.caption_tables import (
    chair_charts,
    chair_headline,
    chair_row,
    hallucinated_objects,
    worst_captions,
)
from sare_engine.jobs.evaluation_files import now_in_words, require_places, write_files


def score_chair(config: ChairConfig) -> dict[str, Any]:
    """Measure CHAIR of a caption file; see `sare_engine.jobs.score_captions`."""
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
    return {**values, **write_files(config, lambda: _evaluation(config, scored))}


def _evaluation(config: ChairConfig, scored: ScoredCaptions) -> EvaluationData:
    result = scored.result
    notes = []
    if scored.without_objects:
        notes.append(
            f"{scored.without_objects} captions are left out: the objects of their images are "
            "not known."
        )
    return EvaluationData(
        subject=config.captions.name,
        created=now_in_words(),
        headline=chair_headline(result.chair_s),
        counted="captions",
        figures=result.values(),
        rows=tuple(
            {"image": image, "caption": scored.captions[image, number], **chair_row(one)}
            for (image, number), one in result.per_image.items()
        ),
        charts=chair_charts(result),
        objects=hallucinated_objects(result, scored.objects, scored.vocabulary),
        examples=worst_captions(
            result,
            scored.captions,
            scored.objects,
            scored.vocabulary,
            {key: key[0] for key in scored.captions},
        ),
        notes=tuple(notes),
        settings=config.to_dict(),
    )
