"""Erasing in rounds: caption the training images with the erased model, erase what is left."""

from __future__ import annotations

import contextlib
import dataclasses
from collections.abc import Collection, Generator, Iterator
from typing import TYPE_CHECKING, Any

from sare_engine.config import EraseConfig, GenerationConfig, ProbeConfig
from sare_engine.control import Control
from sare_engine.domain import CaptionSet
from sare_engine.erasure.kinds import method_kind
from sare_engine.errors import DataError
from sare_engine.events import Event, Finished, Notice, PhaseStarted
from sare_engine.formatting import count_text
from sare_engine.grounding.sources import EVIDENCE_SOURCES
from sare_engine.jobs.continuing import ancestors, captions_fingerprint
from sare_engine.jobs.erase import erase_in_one_run
from sare_engine.jobs.erase_examples import examples_of
from sare_engine.jobs.judged import judged_captions
from sare_engine.jobs.opening import TRAIN_SPLIT, project_generation, project_model_config
from sare_engine.jobs.probe import probe
from sare_engine.jobs.runner import inner_result
from sare_engine.settings import settings_of
from sare_engine.workspace.project import Project
from sare_engine.workspace.runs import RunFolder, Runs

if TYPE_CHECKING:
    from sare_engine.models.loading import LoadedModel

Result = dict[str, Any]
_Work = Generator[Event, None, Result]


def rounds_of(config: EraseConfig) -> int:
    """Return how many rounds an erasure has; of one that is resumed, what it began with.

    Raises:
        DataError: there is no such run.
    """
    if not config.resume:
        return config.rounds
    stored = Runs(config.project).find(config.resume).config_dict()
    return max(config.rounds, int(stored.get("rounds") or 1))


def erase_in_rounds(
    config: EraseConfig,
    rounds: int,
    *,
    model: LoadedModel | None,
    control: Control,
    given: Collection[str],
) -> Iterator[Event]:
    """Erase, caption the training images with the erased model, erase what is left, and so on.

    Each round is a run that continues the adapter of the round before. It ends early if captions of
    the training images hold too few hallucinations to train on. `Finished.result` is that of the
    last run, with the `rounds` that were done: `run`, `negative` (hallucinated sub-sentences it was
    trained on) and the `hallucination_rate` on held-out images of each; and `ended_because`.

    Args:
        config: the settings; a run that it resumes may be any of the rounds, and also be done.
        rounds: how many rounds are wanted in all.
        model: a loaded model to train in place.
        control: pause, resume, stop and checkpoint-now.
        given: as for `erase`.
    """
    runs = Runs(config.project)
    chain: list[RunFolder] = []
    begun = runs.find(config.resume) if config.resume else None
    if begun is not None:
        chain = ancestors(runs, begun)
    if begun is not None and begun.status == "done":
        begun.update_config({"rounds": rounds})
        _require_more(runs, begun, rounds, len(chain))
        result: Result = dict(begun.info.result)
    else:
        asked = dataclasses.replace(config, rounds=rounds)
        work = inner_result(erase_in_one_run, asked, model=model, control=control, given=given)
        result = yield from _in_round(work, max(1, len(chain)), rounds)
        chain = [*chain[:-1], runs.find(result["run"])]
    ended = "all rounds are done"
    while len(chain) < rounds:
        number = len(chain) + 1
        following = _following(runs, chain[-1])
        if following is not None and following.status == "done":
            chain.append(following)
            result = dict(following.info.result)
            continue
        if following is not None:
            asked = dataclasses.replace(
                _where(config), resume=following.name, take_over=config.take_over
            )
        else:
            work = _captioned_again(config, chain[-1], model, control, given)
            left = (yield from _in_round(work, number, rounds))["negative"]
            if left is not None:
                ended = (
                    f"{chain[-1].name} leaves too few hallucinations on the training images to "
                    f"train on ({left})"
                )
                yield Notice("info", f"Ended after round {number - 1}: {ended}.")
                # Nothing is left to resume.
                chain[-1].update_config({"rounds": len(chain)})
                break
            asked = _next_config(config, chain, rounds)
        work = inner_result(erase_in_one_run, asked, model=model, control=control, given=given)
        result = yield from _in_round(work, number, rounds)
        chain.append(runs.find(result["run"]))
    done = [_row(one) for one in chain]
    yield Finished("done", {**result, "rounds": done, "ended_because": ended})


def _in_round(work: _Work, number: int, rounds: int) -> _Work:
    """Pass on the events of a round, with its number in the titles of phases; return the result."""
    with contextlib.closing(work):
        while True:
            try:
                event = next(work)
            except StopIteration as ended:
                result: Result = ended.value
                return result
            if isinstance(event, PhaseStarted):
                title = f"Round {number} of {rounds}: {event.title}"
                event = dataclasses.replace(event, title=title)
            yield event


def _require_more(runs: Runs, run: RunFolder, rounds: int, done: int) -> None:
    """Refuse to resume a run whose rounds are all done."""
    while (following := _following(runs, run)) is not None and following.status == "done":
        run, done = following, done + 1
    if done >= rounds:
        raise DataError(
            f"{run.name} cannot be resumed.",
            "It has done all of its steps, and is the last of its rounds.",
            "Attack it, export it, or give more --rounds.",
        )


def _following(runs: Runs, run: RunFolder) -> RunFolder | None:
    """Return the round after a run, if it was begun."""
    found = None
    for one in runs.list("erase"):
        config = one.config_dict()
        if config.get("parent") == run.name and int(config.get("rounds") or 1) > 1:
            found = one
    return found


def _where(config: EraseConfig) -> EraseConfig:
    """Return the settings of resuming: where it is computed."""
    return EraseConfig(
        project=config.project,
        model=config.model,
        device=config.device,
        placement=config.placement,
        processes=config.processes,
    )


def _next_config(config: EraseConfig, chain: list[RunFolder], rounds: int) -> EraseConfig:
    """Return the settings of the next round: those of the round before, on its adapter."""
    before = EraseConfig.from_stored(chain[-1].config_dict())
    first = EraseConfig.from_stored(chain[0].config_dict())
    name = first.name or method_kind(first.to_dict())
    return dataclasses.replace(
        before,
        project=config.project,
        parent=chain[-1].name,
        rounds=rounds,
        name=f"{name}-round-{len(chain) + 1}",
        examples=None,
        device=config.device,
        placement=config.placement,
        processes=config.processes,
    )


def _captioned_again(
    config: EraseConfig,
    run: RunFolder,
    model: LoadedModel | None,
    control: Control,
    given: Collection[str],
) -> _Work:
    """Caption and judge the training images with an erased model.

    Returns:
        `negative`: the number of hallucinated sub-sentences if there are too few to train on, else
        None.
    """
    from sare_engine.models.continued_adapter import with_adapter

    stored = EraseConfig.from_stored(run.config_dict())
    with Project.open(config.project) as project:
        described = project_model_config(stored, project, run.adapter_folder, loaded=model)
        shown, base = project.shown_set(), project.base_set()
        asked = _probe_config(config, project, base)
        asked = dataclasses.replace(
            asked,
            model=described.model,
            adapter=run.adapter_folder,
            dtype=stored.dtype,
            quantisation=stored.quantisation,
            trust_remote_code=described.trust_remote_code,
        )
        opened = with_adapter(model, run.adapter_folder) if model is not None else None
        with opened or contextlib.nullcontext() as adapted:
            yield from inner_result(
                probe, asked, model=adapted, control=control, given=given, split=TRAIN_SPLIT
            )
        if shown is not None:
            project.show_set(shown.name)
        concepts = frozenset(stored.concepts)
        fingerprint = captions_fingerprint(described, run)
        judged = judged_captions(project, fingerprint, TRAIN_SPLIT, with_picture=True)
        examples = examples_of(project, [one for _, one in judged], concepts, stored)
        yield Notice(
            "info",
            f"{run.name} leaves {count_text(examples.count('neg'), 'hallucinated sub-sentences')} "
            "on the training images.",
        )
        return {"negative": examples.count("neg") if examples.too_few else None}


def _probe_config(config: EraseConfig, project: Project, base: CaptionSet | None) -> ProbeConfig:
    """Return the settings by which the project's base captions were written and judged."""
    names = {one.name for one in settings_of(ProbeConfig)}
    generation = project_generation(project, base.model if base else "")
    values: dict[str, Any] = {}
    if base is not None and base.several:
        values |= {name: base.generation[name] for name in names & base.generation.keys()}
        values["captions_per_image"] = project.most_captions(base.id) // base.greedy_captions
    for source in EVIDENCE_SOURCES.values():
        kept = source.settings_of_last_test(project)
        values |= {name: value for name, value in kept.items() if value}
        if source.needs_model and source.key in project.evidence_sources():
            values[source.uses[0]] = True
    return ProbeConfig.from_dict(
        {
            **values,
            "project": config.project,
            "prompt": generation.prompt or GenerationConfig().prompt,
            "max_new_tokens": generation.max_new_tokens,
            "device": config.device,
            "placement": config.placement,
            "fit": config.fit,
        }
    )


def _row(run: RunFolder) -> Result:
    result = run.info.result
    return {
        "run": run.name,
        "negative": (result.get("examples") or {}).get("neg"),
        "hallucination_rate": (result.get("held_out") or {}).get("hallucination_rate"),
    }
