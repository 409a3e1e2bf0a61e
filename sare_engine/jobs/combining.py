"""By which rule the evidence of a project is combined, and what the other rules would give."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

from sare_engine.domain import USER, VERDICTS, CaptionSet, Evidence
from sare_engine.grounding.rules import RULE_SETTING, RULES, rule_of
from sare_engine.grounding.rules.record import Rule
from sare_engine.grounding.verdicts import combine
from sare_engine.jobs.opening import chosen_captions
from sare_engine.workspace.project import Project

_TWO = 2


def combination_rules(project: Path, captions_of: str = "") -> dict[str, Any]:
    """Return by which rule a project's evidence is combined, and what each rule would give.

    Args:
        project: the project's folder.
        captions_of: name of the captions; "" for the base model's.

    Returns:
        `rule`: key of the rule in force; `rules`: as from `rule_outcomes`.

    Raises:
        EngineError: the folder is not a project, or there are no captions of this name.
    """
    with Project.open(project) as opened:
        chosen = chosen_captions(opened, captions_of)
        return {"rule": project_rule(opened).key, "rules": rule_outcomes(opened, chosen)}


def project_rule(project: Project) -> Rule:
    """Return the rule by which a project's sources of evidence are combined."""
    return rule_of(project.settings.get(RULE_SETTING))


def rules_of(project: Project, chosen: CaptionSet | None) -> dict[str, Any]:
    """Return the key of the `rule` in force, and what each would give as `rules`.

    Nothing while the rule makes no difference: the default is in force, and no mention of the
    caption set has evidence of two sources.
    """
    rule, outcomes = project_rule(project), rule_outcomes(project, chosen)
    return {"rule": rule.key, "rules": outcomes} if outcomes or rule != rule_of(None) else {}


def rule_outcomes(project: Project, chosen: CaptionSet | None) -> list[dict[str, Any]]:
    """Return what each rule makes of the evidence on a caption set.

    Returns:
        For each rule its key as `rule`, its `title`, whether it is `in_force`, the number of
        mentions that are `grounded`, `hallucinated` and `unsure` by it, and how many `differ`
        from the verdicts in force. Nothing if no mention has evidence of two sources.
    """
    combinations: Counter[tuple[tuple[str, str], ...]] = Counter()
    for one in project.mentions_to_judge(chosen.id) if chosen else ():
        if not one.mention.negated:
            combinations[tuple((row.source, row.verdict) for row in one.evidence)] += 1
    if all(len({*dict(one)} - {USER}) < _TWO for one in combinations):
        return []
    in_force = project_rule(project)
    verdicts: dict[str, Counter[str]] = {key: Counter() for key in RULES}
    differing: Counter[str] = Counter()
    for combination, mentions in combinations.items():
        rows = [Evidence(0, source, verdict) for source, verdict in combination]
        now = combine(rows, rule=in_force).verdict
        for key, rule in RULES.items():
            verdict = combine(rows, rule=rule).verdict
            verdicts[key][verdict] += mentions
            differing[key] += mentions * (verdict != now)
    return [
        {
            "rule": key,
            "title": rule.title,
            "in_force": rule == in_force,
            **{verdict: verdicts[key][verdict] for verdict in VERDICTS},
            "differ": differing[key],
        }
        for key, rule in RULES.items()
    ]
