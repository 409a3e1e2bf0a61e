"""Judging the mentions of a project again, from the evidence it keeps: no model is needed."""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

from sare_engine.config import JudgeConfig
from sare_engine.domain import USER, VERDICTS, CaptionSet, Decision, Evidence
from sare_engine.errors import ConfigError, DataError
from sare_engine.grounding.rules import RULE_SETTING
from sare_engine.grounding.rules.record import Rule
from sare_engine.grounding.sources import EVIDENCE_SOURCES
from sare_engine.grounding.sources.record import Source
from sare_engine.grounding.verdicts import decide
from sare_engine.jobs.combining import project_rule, rules_of
from sare_engine.settings import settings_of
from sare_engine.workspace.locks import changing
from sare_engine.workspace.project import Project
from sare_engine.workspace.rows import MentionToJudge

_AT_ONCE = 5000
"""Mentions judged together."""
_LIMITS = 2
"""Limits of a mention's verdict; a third is the threshold of whole responses."""


def judge(config: JudgeConfig) -> dict[str, Any]:
    """Judge all mentions again with other thresholds or another rule, from kept evidence.

    Annotations and the user's overrides count as before. Later tests with the same CLIP or
    detector folder keep the thresholds; all later verdicts follow the rule.

    Returns:
        The thresholds now in force, and the counts of `counts_of` for the captions judged; if
        all are, for those that are shown; `rule` and `rules` as from `rules_of`.

    Raises:
        EngineError: the folder is not a project, it has neither scores nor answers and no rule is
            given, or a lower limit lies above an upper limit.
    """
    config.validate()
    given = {
        one.name: getattr(config, one.name)
        for one in settings_of(type(config))
        if getattr(config, one.name) is not None
    }
    with (
        Project.open(config.project) as project,
        changing(project.folder, "judging mentions"),
        project.transaction(),
    ):
        limits = {source.key: source.limits(project, given) for source in EVIDENCE_SOURCES.values()}
        chosen = project.caption_set(config.captions_of) if config.captions_of else None
        scored = {source for source in project.evidence_sources() if limits.get(source)}
        if not scored and config.rule is None:
            raise no_scores("judge by", [EVIDENCE_SOURCES[key] for key in limits if limits[key]])
        limits = {key: limits[key] for key in EVIDENCE_SOURCES if key in scored}
        for key, values in limits.items():
            EVIDENCE_SOURCES[key].set_limits(project, values, given)
        shown = {name: value for values in limits.values() for name, value in values.items()}
        if config.rule is not None:
            project.settings[RULE_SETTING] = config.rule
        judged = rejudge(project, limits, sets=None if chosen is None else [chosen.id])
        rules = rules_of(project, chosen or project.shown_set())
        return {**shown, **counts_of(project, judged, chosen), **rules}


def no_scores(purpose: str, sources: Collection[Source]) -> DataError:
    """Return the error for a project without scores of any of these sources."""
    switches = dict.fromkeys(one.uses[0] for one in sources if one.uses)
    options = ", ".join(f"--{one}" for one in switches)
    return DataError(
        f"There are no scores to {purpose}.",
        f"The project's captions have no evidence by {' or '.join(one.words for one in sources)}.",
        f"Test the images again with such evidence (sare probe {options}).",
    )


Counts = dict[str, int]
"""`mentions` that claim an object, how many of them have which verdict, and how many `changed`."""


def rejudge(
    project: Project,
    limits: Mapping[str, Mapping[str, Any]] | None = None,
    *,
    sets: Iterable[int] | None = None,
) -> dict[int, Counts]:
    """Set the verdicts of mentions from annotations, kept scores and overrides.

    Args:
        project: the project.
        limits: source → the limits to judge its scores by; evidence of other sources stays as it
            is.
        sets: keys of the caption sets to judge; None means all.

    Returns:
        Key of the caption set → the number of `mentions` that claim an object, how many of them
        are `grounded`, `hallucinated` and `unsure`, and how many verdicts `changed`.
    """
    with project.transaction():
        judging = _Judging(limits or {}, project_rule(project))
        wanted = [one.id for one in project.caption_sets()] if sets is None else list(sets)
        return {one: judging.judge(project, one) for one in wanted}


def counts_of(
    project: Project, judged: Mapping[int, Counts], chosen: CaptionSet | None = None
) -> dict[str, Any]:
    """Return the counts of a judged caption set, by default of the one that is shown.

    Returns:
        The number of `mentions`, and how many of them are `grounded`, `hallucinated` and `unsure`;
        how many verdicts `changed`; and, if there are several sets, the name of this set as
        `captions_of`.
    """
    shown = chosen or project.shown_set()
    if shown is None or shown.id not in judged:
        return _no_counts()
    named = {"captions_of": shown.name} if len(project.caption_sets()) > 1 else {}
    return {**judged[shown.id], **named}


def _no_counts() -> Counts:
    return dict.fromkeys(("mentions", *VERDICTS, "changed"), 0)


class _Judging:
    """Judges the mentions of caption sets, a few thousand at a time.

    Args:
        limits: see `rejudge`.
        rule: how the sources are combined.
    """

    def __init__(self, limits: Mapping[str, Mapping[str, Any]], rule: Rule) -> None:
        self._limits = limits
        self._rule = rule
        self._derived = [one for one in EVIDENCE_SOURCES.values() if one.derived]
        self._known: dict[tuple[Any, ...], Decision] = {}

    def _decide(self, evidence: Mapping[str, Evidence], negated: bool) -> Decision:
        """Return what `decide` does; the same few combinations come again and again."""
        key = (negated, *((source, one.verdict) for source, one in evidence.items()))
        decided = self._known.get(key)
        if decided is None:
            decided = self._known[key] = decide(evidence.values(), negated=negated, rule=self._rule)
        return decided

    def judge(self, project: Project, set_id: int) -> Counts:
        """Judge one set; return its counts."""
        counts = _no_counts()
        if project.has_only_evidence_of([one.key for one in self._derived], set_id):
            self._derive(project, set_id, counts)
            return counts
        mentions = project.mentions_to_judge(set_id)
        while batch := list(itertools.islice(mentions, _AT_ONCE)):
            self._judge(project, batch, counts)
        return counts

    def _derive(self, project: Project, set_id: int, counts: Counts) -> None:
        """Do what `_judge` does where all evidence follows from the images, in a fifth of the time.

        Then the verdict depends on nothing but the image, the object and whether it is denied.
        """
        sources = self._derived
        known: dict[tuple[Any, ...], Decision] = {}
        for batch, images in project.mentions_to_derive(set_id, [one.key for one in sources]):
            changed: list[list[tuple[int, str]]] = [[] for _ in sources]
            withdrawn: list[list[int]] = [[] for _ in sources]
            decisions: dict[int, Decision] = {}
            for key, image_id, concept, negated, stored, present in batch:
                image = images[image_id]
                found = tuple([source.verdict_on(concept, image) for source in sources])
                if found != present:
                    for place, verdict in enumerate(found):
                        if verdict is None and present[place] is not None:
                            withdrawn[place].append(key)
                        elif verdict is not None and verdict != present[place]:
                            changed[place].append((key, verdict))
                decided = known.get((negated, found))
                if decided is None:
                    decided = known[negated, found] = self._decide(
                        {
                            source.key: Evidence(key, source.key, verdict)
                            for source, verdict in zip(sources, found, strict=True)
                            if verdict is not None
                        },
                        negated,
                    )
                if decided != stored:
                    decisions[key] = decided
                    counts["changed"] += not stored[1] or decided.verdict != stored[0]
                if not negated:
                    counts["mentions"] += 1
                    counts[decided.verdict] += 1
            for source, verdicts, removed in zip(sources, changed, withdrawn, strict=True):
                project.remove_evidence(source.key, removed)
                project.set_derived(source.key, verdicts)
            project.set_verdicts(decisions)

    def _judge(self, project: Project, batch: Sequence[MentionToJudge], counts: Counts) -> None:
        changed: list[Evidence] = []
        withdrawn: dict[str, list[int]] = defaultdict(list)
        decisions: dict[int, Decision] = {}
        for mention, image, evidence, stored in batch:
            by_source = {one.source: one for one in evidence}
            for source in self._derived:
                found = source.derive(mention, image)
                present = by_source.get(source.key)
                if found is not None:
                    by_source[source.key] = found
                    if found != present:
                        changed.append(found)
                elif present is not None:
                    del by_source[source.key]
                    withdrawn[source.key].append(mention.id)
            for key, values in self._limits.items():
                if key in by_source:
                    by_source[key] = EVIDENCE_SOURCES[key].judge_again(by_source[key], values)
                    changed.append(by_source[key])
            decided = self._decide(by_source, mention.negated)
            if decided != stored:
                decisions[mention.id] = decided
            override = by_source.get(USER)
            verdict = decided.verdict if override is None else override.verdict
            if not mention.negated:
                counts["mentions"] += 1
                counts[verdict] += 1
            counts["changed"] += not mention.by or mention.verdict != verdict
        for key, mentions in withdrawn.items():
            project.remove_evidence(key, mentions)
        project.set_evidence(changed)
        project.set_verdicts(decisions)


def calibrated_source(project: Project, key: str = "") -> Source:
    """Return the source whose scores are calibrated and shown.

    Of the sources that can be calibrated it is the first with scores in the project, else the
    first of those with a response threshold.

    Args:
        project: the project.
        key: of the source, if one was chosen.

    Raises:
        ConfigError: the chosen source cannot be calibrated.
    """
    sources = {one.key: one for one in EVIDENCE_SOURCES.values() if one.calibrates}
    if key:
        if key not in sources:
            raise ConfigError([("source", f"must be one of {', '.join(sources)}.")])
        return sources[key]
    scored = (one for one in sources.values() if project.has_scores(one.key))
    return next(scored, _with_response_threshold())


def scored_sources(project: Project) -> list[Source]:
    """Return the sources that can be calibrated and have scores in the project."""
    sources = [one for one in EVIDENCE_SOURCES.values() if one.calibrates]
    return [one for one in sources if project.has_scores(one.key)]


def response_source(project: Project) -> Source:
    """Return the source whose scores the threshold of whole responses, T2, applies to."""
    scored = [one for one in scored_sources(project) if len(one.calibrates) > _LIMITS]
    return scored[0] if scored else _with_response_threshold()


def _with_response_threshold() -> Source:
    return next(one for one in EVIDENCE_SOURCES.values() if len(one.calibrates) > _LIMITS)
