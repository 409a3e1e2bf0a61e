"""Measuring captions that lie in a file, without a model."""

from __future__ import annotations

from typing import Any

from sare_engine.config import AmberConfig, ChairConfig
from sare_engine.evaluation.amber_files import ScoredByAmber, score_by_amber
from sare_engine.evaluation.caption_files import ScoredCaptions, score_caption_files
from sare_engine.exporting.evaluation_data import EvaluationData, FigureTable
from sare_engine.grounding.mentions import find_mentions
from sare_engine.jobs.caption_tables import (
    TextOfCaption,
    captions_headline,
    chair_charts,
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
    return {**values, **write_files(config, lambda: _chair_evaluation(config, scored))}


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
        notes=_left_out(scored.without_objects, "the objects of their images are not known"),
        settings=config.to_dict(),
    )


def score_amber(config: AmberConfig) -> dict[str, Any]:
    """Measure AMBER's scores of a caption file; see `sare_engine.jobs.score_amber_captions`."""
    require_places(config)
    scored = score_by_amber(config)
    result = scored.result
    values = {
        "chair": result.chair,
        "cover": result.cover,
        "hal": result.hal,
        "cog": result.cog,
        "mean_words": result.mean_words,
        "captions": len(scored.captions),
        "captions_without_annotations": scored.without_annotations,
        "images_without_caption": scored.without_caption,
        "pooled": dict(result.pooled),
    }
    return {**values, **write_files(config, lambda: _amber_evaluation(config, scored))}


def _amber_evaluation(config: AmberConfig, scored: ScoredByAmber) -> EvaluationData:
    captions = {key: one.words for key, one in scored.result.per_image.items()}
    truth = {key: scored.images[key].truth for key in captions}
    notes = _left_out(scored.without_annotations, "their images are not annotated")
    if scored.without_caption:
        notes += (f"{scored.without_caption} annotated images have no caption.",)
    return EvaluationData(
        subject=config.captions.name,
        created=now_in_words(),
        headline=captions_headline(scored.result.hal),
        counted="images",
        figures=scored.result.values(),
        rows=tuple(
            {
                "image": key,
                "caption": scored.captions[key],
                "words": one.words.words,
                "chair": one.chair,
                "cover": one.cover,
                "hal": one.hal,
                "cog": one.cog,
                "named": tuple(dict.fromkeys(one.words.mentioned)),
                "hallucinated": tuple(dict.fromkeys(one.words.hallucinated)),
                "imagined": tuple(sorted(one.imagined)),
                "found": tuple(sorted(one.words.found)),
                "missed": tuple(sorted(one.words.missed)),
            }
            for key, one in scored.result.per_image.items()
        ),
        tables=(
            FigureTable(
                "Two ways to add up",
                "The paper's scores of each caption, averaged; and counts over all captions, with "
                "Cog as the named share of the objects that people would imagine, as AMBER's "
                "program adds them up.",
                {
                    "mean of captions": {
                        name: value
                        for name, value in scored.result.values().items()
                        if name != "mean_words"
                    },
                    "all captions together": scored.result.pooled,
                },
            ),
        ),
        charts=chair_charts(captions.values()),
        objects=hallucinated_objects(captions, truth),
        examples=worst_captions(
            captions,
            {key: TextOfCaption(key, text, truth[key]) for key, text in scored.captions.items()},
            scored.words.find,
        ),
        notes=notes,
        settings=config.to_dict(),
    )


def _left_out(count: int, why: str) -> tuple[str, ...]:
    if not count:
        return ()
    captions = "1 caption is" if count == 1 else f"{count} captions are"
    return (f"{captions} left out: {why}.",)
