"""The texts of the engine that the window shows: of its records, and of its errors and events.

Records (settings, registries, presets, measured numbers, terms) hold whole texts. Errors and events
are put together where they arise; their sentences are found in the engine's syntax tree, with a
place for each value: "{0} could not be moved."
"""

from __future__ import annotations

import ast
import dataclasses
import functools
import itertools
import math
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any

import sare_desktop
import sare_engine
from sare_desktop.widgets.help.glossary_dialog import read_terms
from sare_desktop.widgets.help.plot_guides import read_guides
from sare_engine.domain import CAPTION_CHANGES
from sare_engine.erasure import ascents, kinds, methods
from sare_engine.exporting import forms, pair_formats
from sare_engine.formatting import singular_of
from sare_engine.grounding import rules, sources
from sare_engine.grounding.annotations import ANNOTATION_FORMATS
from sare_engine.metrics import METRICS
from sare_engine.registry import Registry
from sare_engine.robustness import attacks, suites
from sare_engine.settings import Config, Group, settings_of
from sare_engine.tuned import presets

ENGINE = Path(sare_engine.__file__).parent
WINDOW = Path(sare_desktop.__file__).parent

_REGISTRIES: tuple[Registry[Any], ...] = (
    methods.METHODS, ascents.ASCENTS, sources.EVIDENCE_SOURCES, rules.RULES,
    ANNOTATION_FORMATS, attacks.ATTACKS, suites.SUITES, forms.FORMS,
    pair_formats.PAIR_FORMATS,
)  # fmt: skip
_VERDICTS = frozenset({"headline", "suite_verdict", "suite_comparison", "side_effects"})
"""Modules whose sentences are put together from parts, which are translated too."""
_SHAPES = tuple(
    start + end
    for start in (
        "{0}, no hallucination comes back",
        "{0}, no hallucination comes back with {1}",
        "{0}, the hallucination returns on {1} of images",
        "{0}, the hallucination returns on {1} of images with {2}",
    )
    for end in ("", ".")
)
"""Sentences of `headline` that are put together from more than one text."""
WORDS = (
    "absent", "calibrate", "changed", "copied", "created", "deleted", "judge", "judge by", "locked",
    "moved", "opened", "present", "read", "removed", "resumed", "retried", "started", "stopped",
    "used", "written", "written to",
)  # fmt: skip
"""Words that sentences are given as values."""
_NO_WORDS = frozenset(
    {"key", "citation", "uses", "library", "relation", "default_model", "pair", "number", "low",
     "high", "calibrates", "suffixes", "reserved", "weights", "option", "copies_under", "look"}
)  # fmt: skip
_UNSHOWN = frozenset({"cli"})
"""Rooms of the engine whose sentences the window never shows."""
_DEVELOPERS = frozenset(
    {"ValueError", "TypeError", "RuntimeError", "KeyError", "AssertionError", "NotImplementedError",
     "setting", "debug", "info", "warning", "compile", "filterwarnings"}
)  # fmt: skip
_TITLED = frozenset({"PhaseStarted", "PhaseProgress", "OverallProgress"})
"""What shows its second argument as a title, and its fourth as a unit."""
_MOST = 24
"""Forms of a text with alternatives beyond which it stays whole."""
_VALUE = "\0"
_NONE_KNOWN: Mapping[str, list[str]] = MappingProxyType({})
_SQL = re.compile(r"\b(SELECT|INSERT|UPDATE|DELETE|WHERE|CREATE|JOIN)\b")
_PROMPT = re.compile(r"[#-]|(A photo|Can you see|Describe|Does the photo|Is there) ")
"""Model cards, and what models are asked: they stay English."""
_FIELD = re.compile(r"\{\w*\}")
_WORD = re.compile(r"[^\W\d_]{2,}")


def record_texts() -> list[str]:
    """Return the texts of the engine's records, the terms of the glossary, and what plots show."""
    found = dict.fromkeys(group.value for group in Group)
    for kind in _configs():
        for one in settings_of(kind):
            found.update(
                dict.fromkeys((one.label, one.own_help, one.unit, *one.sentences.values()))
            )
            if not one.entries:
                found.update(dict.fromkeys(choice.replace("_", " ") for choice in one.choices))
        for preset in presets(kind):
            found.update(dict.fromkeys((preset.title, preset.text)))
    for registry in _REGISTRIES:
        for entry in registry.values():
            found.update(dict.fromkeys(_words(entry)))
    for source in sources.EVIDENCE_SOURCES.values():
        found[source.words] = None
    found.update(dict.fromkeys(kind.title for kind in kinds.kinds().values()))
    found.update(dict.fromkeys(CAPTION_CHANGES.values()))
    for number in METRICS:
        found.update(dict.fromkeys((number.title, number.help)))
    for term, meaning in read_terms().items():
        found.update(dict.fromkeys((term, meaning)))
    for guide in read_guides().values():
        found.update(dict.fromkeys((*guide.text.split("\n\n"), guide.empty)))
    return [text for text in found if _WORD.search(text)]


@functools.cache
def composed_texts(folder: Path = ENGINE) -> list[str]:
    """Return the sentences and titles in the engine's code, with "{0}", "{1}" … for values."""
    found: dict[str, None] = {}
    for path in sorted(folder.rglob("*.py")):
        if path.relative_to(folder).parts[0] in _UNSHOWN:
            continue
        for text in texts_of(path.read_text("utf-8"), phrases=path.stem in _VERDICTS):
            found[text] = None
    for text in record_texts():
        if _FIELD.search(text):  # It is given its values before the window sees it.
            found[_numbered(_FIELD.sub(_VALUE, text))] = None
    return [*found, "{0}: {1}", *_SHAPES]


def texts_of(code: str, *, phrases: bool = False) -> Iterator[str]:
    """Yield the sentences and titles in a module's code, and if asked its parts of sentences."""
    for node, function in _nodes(ast.parse(code), None):
        if isinstance(node, ast.Call):
            yield from _titles(node)
            continue
        for form in _forms(node, _alternatives(function)):
            text = _numbered(form)
            if _is_sentence(text) or (phrases and _is_phrase(text)):
                yield text


def _nodes(
    node: ast.AST, function: ast.FunctionDef | None
) -> Iterator[tuple[ast.AST, ast.FunctionDef | None]]:
    """Yield calls and texts, with the function that they are in.

    Not those that no user reads: docstrings, parts of f-strings, and words for developers.
    """
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.Constant):
            if not isinstance(node, ast.Expr | ast.JoinedStr) and isinstance(child.value, str):
                yield child, function
            continue
        if isinstance(child, ast.Call):
            if _called(child) in _DEVELOPERS:
                continue
            yield child, function
        elif isinstance(child, ast.JoinedStr):
            yield child, function
        yield from _nodes(child, child if isinstance(child, ast.FunctionDef) else function)


def _titles(call: ast.Call) -> Iterator[str]:
    name = _called(call)
    if name in _TITLED:
        named = [one.value for one in call.keywords if one.arg in ("title", "unit")]
        for argument in (*call.args[1:2], *call.args[3:4], *named):
            for form in _forms(argument):
                text = _numbered(form)
                if _WORD.search(re.sub(r"\{\d\}", "", text)):
                    yield text
    if name in ("count_text", "limit_text") and len(call.args) > 1:
        words = [one.value if isinstance(one, ast.Constant) else None for one in call.args[1:3]]
        many, one = words[0], words[1] if len(words) > 1 else None
        if isinstance(many, str) and many:
            yield f"{{0}} {many}"
            yield f"1 {one if isinstance(one, str) else singular_of(many)}"


@functools.lru_cache(maxsize=8)
def _alternatives(function: ast.FunctionDef | None) -> Mapping[str, list[str]]:
    """Return the names in a function that stand for one of a few texts without values."""
    found: dict[str, list[str]] = {}
    for node in ast.walk(function) if function is not None else ():
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
            found.setdefault(node.targets[0].id, []).extend(_forms(node.value))
    return {name: forms for name, forms in found.items() if not any(map(_has_value, forms))}


def _has_value(form: str) -> bool:
    return _VALUE in form


def _forms(node: ast.AST, known: Mapping[str, list[str]] = _NONE_KNOWN) -> list[str]:
    """Return the texts that an expression can be, with a mark for what is known only when it runs.

    Of a text with too many alternatives, each value in it is a mark.
    """
    if isinstance(node, ast.Name):
        return known.get(node.id, [_VALUE])
    if isinstance(node, ast.Constant):
        # Text that is given its values by .format() later has names in braces.
        return [_FIELD.sub(_VALUE, node.value)] if isinstance(node.value, str) else [_VALUE]
    if isinstance(node, ast.FormattedValue):
        forms = _forms(node.value, known)
        return forms if all(one != _VALUE for one in forms) else [_VALUE]
    if isinstance(node, ast.IfExp):
        return [*_forms(node.body, known), *_forms(node.orelse, known)]
    if isinstance(node, ast.JoinedStr):
        parts = [_forms(one, known) for one in node.values]
        if math.prod(map(len, parts)) > _MOST:
            parts = [one if len(one) == 1 else [_VALUE] for one in parts]
        return ["".join(one) for one in itertools.product(*parts)]
    return [_VALUE]


def _numbered(form: str) -> str:
    """Return a text with "{0}", "{1}" … for its marks; braces of its own are doubled."""
    first, *rest = form.strip().replace("{", "{{").replace("}", "}}").split(_VALUE)
    return first + "".join(f"{{{number}}}{piece}" for number, piece in enumerate(rest))


def _is_sentence(text: str) -> bool:
    bare = re.sub(r"\{\d+\}", "", text)
    if _SQL.search(text) or _PROMPT.match(text) or not text.endswith((".", "?", "!")):
        return False
    return " " in text and len(_WORD.findall(bare)) > 1


def _is_phrase(text: str) -> bool:
    return " " in text and len(_WORD.findall(re.sub(r"\{\d+\}", "", text))) > 1


def _called(call: ast.Call) -> str:
    return getattr(call.func, "attr", getattr(call.func, "id", ""))


def _configs() -> Iterator[type[Config]]:
    """Yield the kinds of settings that the window has forms or words for."""
    window = "\n".join(path.read_text("utf-8") for path in sorted(WINDOW.rglob("*.py")))
    for name in sorted(set(re.findall(r"\b[A-Z]\w*Config\b", window))):
        kind = getattr(sare_engine, name, None)
        if isinstance(kind, type) and issubclass(kind, Config) and kind is not Config:
            yield kind


def _words(record: Any) -> Iterator[str]:
    """Yield the texts of a record and of the records within it."""
    for field in dataclasses.fields(record):
        value = getattr(record, field.name)
        if field.name in _NO_WORDS:
            continue
        if isinstance(value, str):
            yield value
        elif isinstance(value, Mapping):
            yield from (one for one in value.values() if isinstance(one, str))
        elif dataclasses.is_dataclass(value) and not isinstance(value, type):
            yield from _words(value)
