"""The rules that turn the verdicts of several sources into one; the first is the default.

A new rule is one file with its `ENTRY`, and one line here.
"""

from sare_engine.grounding.rules.record import Rule
from sare_engine.registry import Registry

RULES: Registry[Rule] = Registry(
    "combination rule",
    __name__,
    [
        "first_sure",
        "two_agree",
        "majority",
    ],
)
RULE_SETTING = "rule"
"""Project setting: key of the rule that its verdicts follow."""


def rule_of(key: str | None) -> Rule:
    """Return a rule by its key; the default for None, and for a key of another version."""
    return RULES.get(key or "") or next(iter(RULES.values()))
