"""The registries' own rules: one file and one line for an entry, and its key nowhere else."""

from __future__ import annotations

import ast
import importlib
import inspect
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from sare_engine.erasure.ascents import ASCENTS
from sare_engine.erasure.methods import METHODS
from sare_engine.exporting.forms import FORMS
from sare_engine.exporting.pair_formats import PAIR_FORMATS
from sare_engine.grounding.annotations import ANNOTATION_FORMATS
from sare_engine.grounding.rules import RULES
from sare_engine.grounding.sources import EVIDENCE_SOURCES
from sare_engine.registry import Entry, ExtendedRegistry, Registry
from sare_engine.robustness.attacks import ATTACKS
from sare_engine.robustness.suites import SUITES

ROOT = Path(__file__).resolve().parents[2]
REGISTRIES: Mapping[str, Registry[Entry]] = {
    "sare_engine.erasure.methods": METHODS,  # type: ignore[dict-item]
    "sare_engine.erasure.ascents": ASCENTS,  # type: ignore[dict-item]
    "sare_engine.robustness.attacks": ATTACKS,  # type: ignore[dict-item]
    "sare_engine.robustness.suites": SUITES,  # type: ignore[dict-item]
    "sare_engine.exporting.forms": FORMS,  # type: ignore[dict-item]
    "sare_engine.exporting.pair_formats": PAIR_FORMATS,  # type: ignore[dict-item]
    "sare_engine.grounding.annotations": ANNOTATION_FORMATS,  # type: ignore[dict-item]
    "sare_engine.grounding.sources": EVIDENCE_SOURCES,  # type: ignore[dict-item]
    "sare_engine.grounding.rules": RULES,  # type: ignore[dict-item]
}

OTHER_MEANINGS = {
    "sare": {
        "sare_engine/cli/parser.py": "the name of the program",
        "sare_engine/cli/command_line.py": "the name of the program",
        "sare_engine/cli/options.py": "the name of the program",
        "sare_engine/cli/queue_commands.py": "the name of the program",
        "sare_engine/cli/queued_jobs.py": "the name of the program",
        "sare_engine/exporting/model_card.py": "the program's tag on the hub",
    },
    "annotation": {"sare_engine/grounding/annotations/voc.py": "an element of the XML"},
    "clip": {
        "sare_engine/grounding/image_text.py": "the kind of a model, in its config.json",
        "sare_engine/jobs/demo.py": "the folder of the demo's CLIP model",
    },
    "detector": {"sare_engine/config/probe.py": "the setting"},
    "poll": {"sare_engine/jobs/pope_answers.py": "a phase of a job"},
    "user": {
        "sare_engine/domain.py": "the key itself, since the workspace stores overrides",
        "sare_engine/exporting/pair_formats/trl.py": "a role in a chat",
        "sare_engine/exporting/reload_script.py": "a role in a chat",
        "sare_engine/models/chat_template.py": "a role in a chat",
        "sare_engine/models/serving/client.py": "a role in a chat",
        "sare_engine/models/template_files.py": "a role in a chat",
    },
    "random": {
        "sare_engine/evaluation/pope.py": "POPE's strategy",
        "sare_engine/config/evaluate.py": "POPE's strategy",
    },
}
"""Key → file → what the same word means there."""

WORDS = {
    "ascent", "step", "steps", "merged", "relearning", "csv", "objects", "pope", "adapter", "full",
}  # fmt: skip
"""Keys that are also names of settings, metrics, units, phases and files, and so are in many
files."""


def string_constants(path: Path) -> Iterator[tuple[int, str]]:
    """Yield the line and text of every string in a file that is not a docstring."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    docstrings = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if id(node) in docstrings:
            continue
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.lineno, node.value


def source_files() -> Iterator[Path]:
    for package in ("sare_engine", "sare_desktop"):
        yield from sorted((ROOT / package).rglob("*.py"))


@pytest.mark.parametrize("package", REGISTRIES)
def test_each_entry_is_in_the_file_that_its_key_names(package: str) -> None:
    for key, entry in REGISTRIES[package].items():
        module = importlib.import_module(f"{package}.{key}")
        assert module.ENTRY is entry
        assert entry.key == key


@pytest.mark.parametrize("package", REGISTRIES)
def test_a_record_says_what_people_need(package: str) -> None:
    entries = list(REGISTRIES[package].values())
    assert len({entry.title for entry in entries}) == len(entries)
    for entry in entries:
        assert entry.sentence[:1].isupper() and entry.sentence.endswith(".")
        assert entry.title[:1].isupper()


def test_a_key_is_a_string_in_its_own_file_alone() -> None:
    """What other rooms know of an entry comes from its record."""
    found = []
    homes = {
        key: {
            ROOT / package.replace(".", "/") / f"{key}.py",
            ROOT / package.replace(".", "/") / "__init__.py",
            ROOT / "sare_engine/tuned.py",
        }
        for package, registry in REGISTRIES.items()
        for key in registry
        if key not in WORDS
    }
    for path in source_files():
        name = path.relative_to(ROOT).as_posix()
        for line, text in string_constants(path):
            elsewhere = text in homes and path not in homes[text]
            if elsewhere and name not in OTHER_MEANINGS.get(text, {}):
                found.append(f"{name}:{line}: {text!r}")
    hint = "These files use the word too: choose another key, or add it to OTHER_MEANINGS."
    assert not found, "\n".join([hint, *found])


def test_an_entry_is_there_as_long_as_it_is_registered() -> None:
    toy = Entry(key="toy", title="Toy", sentence="A toy.")
    registry: Registry[Entry] = Registry("toy", "", ())
    extended = ExtendedRegistry(registry, [Entry(key="other", title="Other", sentence="Another.")])
    with registry.registered(toy):
        assert list(registry) == ["toy"] and list(extended) == ["toy", "other"]
        with pytest.raises(ValueError, match="already"):
            registry.register(toy)
    assert list(registry) == [] and list(extended) == ["other"]


def test_the_scan_sees_strings_and_no_docstrings(tmp_path: Path) -> None:
    path = tmp_path / "code.py"
    path.write_text(
        inspect.cleandoc('''
        """efuf"""
        def method():
            """sare"""
            return {"efuf": f"kl {1}"}
    ''')
    )
    assert [text for _, text in string_constants(path)] == ["efuf", "kl "]
