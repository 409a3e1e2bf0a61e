"""The texts in the window's own code, by the context in which Qt looks them up.

`pyside6-lupdate` reads only calls of `tr` and `translate` by these names; the short helpers of many
modules (`_say("…")`) escape it. The syntax tree has them all.
"""

from __future__ import annotations

import ast
import functools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

_OF_THE_ENGINE = "engine_words.py"
"""The module that looks up the engine's texts, which `engine_texts` collects."""


@dataclass(frozen=True)
class Text:
    """A text to translate.

    Attributes:
        context: what Qt looks it up under: a class, or the name given to `translate`.
        source: the English text.
    """

    context: str
    source: str


@dataclass(frozen=True)
class Fault:
    """A call whose text no translation can hold.

    Attributes:
        place: file and line.
        reason: what is wrong with it.
    """

    place: str
    reason: str


@functools.cache
def read_window(folder: Path) -> tuple[list[Text], list[Fault]]:
    """Return the texts of a package's code, each once, and the calls that cannot be translated."""
    texts: dict[Text, None] = {}
    faults: list[Fault] = []
    for path in sorted(folder.rglob("*.py")):
        if path.name == _OF_THE_ENGINE:
            continue
        for found in _read(path.read_text("utf-8"), str(path.relative_to(folder.parent))):
            if isinstance(found, Text):
                texts[found] = None
            else:
                faults.append(found)
    return list(texts), faults


def read_code(code: str, name: str = "code.py") -> tuple[list[Text], list[Fault]]:
    """Return what `read_window` does, of one module's code."""
    found = list(_read(code, name))
    texts = dict.fromkeys(one for one in found if isinstance(one, Text))
    return list(texts), [one for one in found if isinstance(one, Fault)]


def _read(code: str, name: str) -> Iterator[Text | Fault]:
    if "tr(" not in code and "translate" not in code:
        return
    tree = ast.parse(code)
    helpers = _helpers(tree) if "translate" in code else {}
    aliases = _aliases(tree) if "translate" in code else set()
    inside = {id(node) for helper in helpers.values() for node in ast.walk(helper.node)}
    for node, owner in _calls(tree, ""):
        called = _name(node.func)
        method = isinstance(node.func, ast.Attribute)
        place = f"{name}:{node.lineno}"
        if called in helpers and not method:
            yield from _found(helpers[called].context, node.args[:1], place)
        elif called == "tr" and method:
            if owner and ast.unparse(node.func) == "self.tr":
                yield from _found(owner, node.args[:1], place)
            else:
                yield Fault(place, f"{ast.unparse(node.func)}: whose class is its context?")
        elif id(node) not in inside and (called in aliases or _is_translate(node.func)):
            context = node.args[0] if node.args else None
            if isinstance(context, ast.Constant):
                yield from _found(str(context.value), node.args[1:2], place)
            else:
                yield Fault(place, "its context is not a text in quotes")


def _found(context: str, texts: Sequence[ast.expr], place: str) -> Iterator[Text | Fault]:
    for text in texts:
        if isinstance(text, ast.Constant) and isinstance(text.value, str):
            yield Text(context, text.value)
        elif isinstance(text, ast.JoinedStr):
            yield Fault(place, "an f-string: give the values to .format() of the translation")
        else:
            yield Fault(place, f"{ast.unparse(text)} is not a text in quotes")


@dataclass(frozen=True)
class _Helper:
    node: ast.FunctionDef
    context: str


def _helpers(tree: ast.AST) -> dict[str, _Helper]:
    """Return the functions that translate their first argument in a context of their own."""
    found: dict[str, _Helper] = {}
    for node in ast.walk(tree):
        if not isinstance(node, ast.FunctionDef) or not node.args.args:
            continue
        first = node.args.args[0].arg
        for call in ast.walk(node):
            if (
                isinstance(call, ast.Call)
                and _is_translate(call.func)
                and len(call.args) > 1
                and isinstance(call.args[0], ast.Constant)
                and isinstance(call.args[1], ast.Name)
                and call.args[1].id == first
            ):
                found[node.name] = _Helper(node, str(call.args[0].value))
    return found


def _aliases(tree: ast.AST) -> set[str]:
    """Return the names that stand for `QCoreApplication.translate`."""
    return {
        target.id
        for node in ast.walk(tree)
        if isinstance(node, ast.Assign) and _is_translate(node.value)
        for target in node.targets
        if isinstance(target, ast.Name)
    }


def _calls(node: ast.AST, owner: str) -> Iterator[tuple[ast.Call, str]]:
    """Yield every call with the class that it is in."""
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.Call):
            yield child, owner
        yield from _calls(child, child.name if isinstance(child, ast.ClassDef) else owner)


def _is_translate(node: ast.AST) -> bool:
    if not isinstance(node, ast.Attribute) or node.attr != "translate":
        return False
    return _name(node.value).endswith("Application")


def _name(node: ast.AST) -> str:
    if isinstance(node, ast.Attribute):
        return node.attr
    return node.id if isinstance(node, ast.Name) else ""
