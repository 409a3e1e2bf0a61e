"""Choose which hallucinated concepts to erase."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable
from typing import Any

from sare_engine.config import ConceptsConfig
from sare_engine.errors import DataError
from sare_engine.grounding.concepts import (
    Concept,
    TriggerEffect,
    concept_table_of_images,
    trigger_table,
)
from sare_engine.jobs.collecting import no_collection
from sare_engine.jobs.judged import table_rows
from sare_engine.jobs.merge_concepts import merge_concepts, unmerge_concept
from sare_engine.jobs.opening import chosen_captions, project_merges
from sare_engine.workspace.project import Project


@no_collection()
def concepts(config: ConceptsConfig) -> dict[str, Any]:
    """Mark concepts for erasure as the config says, and return the table of mentioned objects.

    Returns:
        `concepts`: one row for each mentioned object, with a `rate` of None where none of its
        mentions was judged; `triggers`: each trigger in it with the `concepts` hallucinated beside
        it and the `images`, the strongest first; `chosen`: the objects to erase; `merged`:
        concept → what it counts as; `captions_of`: name of the captions counted.

    Raises:
        EngineError: the folder is not a project, nothing in it was tested, there are no captions
            of this name, no caption mentions a concept, or an object is not a trigger.
    """
    config.validate()
    for pair in config.merge:
        source, _, into = pair.partition("=")
        merge_concepts(config.project, source.strip(), into.strip())
    for source in config.unmerge:
        unmerge_concept(config.project, source)
    with Project.open(config.project) as project:
        captions = chosen_captions(project, config.captions_of)
        if captions is None or not project.count_captions(captions.id):
            raise DataError(
                "There are no concepts yet.",
                "No image of the project was tested.",
                "Test images with a model first (sare probe).",
            )
        table = concept_table_of_images(table_rows(project, captions))
        known = {row.concept: row for row in table}
        triggers = trigger_table(table)
        choose, release = _split(config.choose), _split(config.release)
        for concept in choose:
            _require_hallucinated(concept, known)
        choose += _brought_by(_split(config.choose_trigger), triggers)
        with project.transaction():
            for concept in choose:
                project.set_chosen(concept, True)
            for row in table:
                if _is_asked_for(row, config):
                    project.set_chosen(row.concept, True)
            for concept in release:
                project.set_chosen(concept, False)
        chosen = project.chosen_concepts()
        return {
            "concepts": [_to_row(row, row.concept in chosen) for row in table],
            "triggers": [dataclasses.asdict(row) for row in triggers],
            "chosen": list(chosen),
            "merged": project_merges(project),
            "captions_of": captions.name,
        }


def _split(names: Iterable[str]) -> list[str]:
    """Return the names in a list, of which some may hold several with commas between them."""
    return [part for name in names for one in name.split(",") if (part := one.strip())]


def _require_hallucinated(concept: str, known: dict[str, Concept]) -> None:
    if concept not in known:
        raise DataError(
            f"{concept!r} cannot be erased.",
            "No caption of the project mentions it.",
            f"Choose one of: {', '.join(sorted(known))}." if known else "Test more images.",
        )
    if known[concept].hallucinated == 0:
        raise DataError(
            f"{concept!r} cannot be erased.",
            "None of its mentions was judged a hallucination.",
            "Choose an object with hallucinated mentions, or overrule the verdicts first.",
        )


def _brought_by(wanted: Iterable[str], triggers: Iterable[TriggerEffect]) -> list[str]:
    """Return the objects that are hallucinated beside the wanted triggers."""
    known = {row.trigger: row.concepts for row in triggers}
    for trigger in wanted:
        if trigger not in known:
            raise DataError(
                f"{trigger!r} is not a trigger.",
                "No object is hallucinated beside it more often than elsewhere.",
                f"Choose one of: {', '.join(known)}." if known else "Choose objects by name.",
            )
    return [concept for trigger in wanted for concept in known[trigger]]


def _is_asked_for(row: Concept, config: ConceptsConfig) -> bool:
    return (
        config.choose_rate is not None
        and row.rate is not None
        and row.rate >= config.choose_rate
        and row.hallucinated >= config.minimum_hallucinated
    )


def _to_row(row: Concept, chosen: bool) -> dict[str, Any]:
    values = dataclasses.asdict(row)
    values["triggers"] = [
        f"{trigger.concept} ({trigger.images}, lift {trigger.lift:.1f})" for trigger in row.triggers
    ]
    return {"erase": chosen, **values}
