"""Files about the project agree with the code and with each other."""

from __future__ import annotations

import itertools
import re
import tomllib
from pathlib import Path

import pytest
import yaml
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

import sare_engine
from tests.conftest import LONGEST_FIRST, TESTS

ROOT = Path(__file__).resolve().parents[2]


def read(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def test_the_version_stands_in_one_place() -> None:
    project = tomllib.loads(read("pyproject.toml"))
    assert "version" not in project["project"]
    assert project["tool"]["setuptools"]["dynamic"]["version"] == {
        "attr": "sare_engine.__version__"
    }
    # setuptools reads a literal from the source; anything else would import the package.
    literal = re.search(r'^__version__ = "([^"]+)"$', read("sare_engine/__init__.py"), re.MULTILINE)
    assert literal and literal[1] == sare_engine.__version__


def test_citation_and_changelog_name_the_version() -> None:
    citation = yaml.safe_load(read("CITATION.cff"))
    assert str(citation["version"]) == sare_engine.__version__
    released = re.search(r"^## \[(\d[^\]]*)\] - (\S+)$", read("CHANGELOG.md"), re.MULTILINE)
    assert released and released[1] == sare_engine.__version__
    assert citation["date-released"] == released[2]


def test_both_papers_are_cited() -> None:
    papers = yaml.safe_load(read("CITATION.cff"))["references"]
    assert [one["url"][-10:] for one in papers] == ["2601.16527", "2402.09801"]
    assert all(one["authors"] and one["title"] for one in papers)


def test_the_licence_is_the_same_everywhere() -> None:
    project = tomllib.loads(read("pyproject.toml"))["project"]
    assert project["license"] == yaml.safe_load(read("CITATION.cff"))["license"] == "Apache-2.0"
    text = read(project["license-files"][0])
    assert "Version 2.0, January 2004" in text
    assert "Copyright 2026 SARE Desktop contributors" in text


def test_every_dependency_is_pinned_within_its_range() -> None:
    project = tomllib.loads(read("pyproject.toml"))["project"]
    pins = dict(
        line.split("==")
        for line in read("constraints.txt").splitlines()
        if line and not line.startswith("#")
    )
    pinned = {canonicalize_name(name): version for name, version in pins.items()}
    extras = itertools.chain.from_iterable(project["optional-dependencies"].values())
    wanted = [*project["dependencies"], *extras]
    for line in wanted:
        requirement = Requirement(line)
        version = pinned.get(canonicalize_name(requirement.name))
        assert version, f"constraints.txt doesn't pin {requirement.name}"
        assert version in requirement.specifier, f"constraints.txt: {version} isn't {line}"


@pytest.mark.parametrize("package", ["sare_engine", "sare_desktop"])
def test_packages_are_marked_as_typed(package: str) -> None:
    assert (ROOT / package / "py.typed").is_file()
    assert '"py.typed"' in read("setup.py")


def test_hooks_run_what_make_lint_runs() -> None:
    hooks = yaml.safe_load(read(".pre-commit-config.yaml"))["repos"][0]["hooks"]
    commands = [one["entry"].split()[0] for one in hooks]
    recipe = re.search(r"^lint:.*\n((?:\t.*\n)+)", read("Makefile"), re.MULTILINE)
    assert recipe
    for command in commands:
        assert command.replace(".venv/bin", "$(BIN)") in recipe[1]
    assert all(one["language"] == "system" for one in hooks)


def test_make_help_lists_every_target() -> None:
    makefile = read("Makefile")
    phony = re.search(r"^\.PHONY: ((?:.*\\\n)*.*)$", makefile, re.MULTILINE)
    assert phony
    targets = phony[1].replace("\\\n", " ").split()
    documented = re.findall(r"^([a-z-]+):.*## ", makefile, re.MULTILINE)
    assert sorted(documented) == sorted(set(targets) - {"python"})


def test_the_files_of_tests_that_start_first_are_there() -> None:
    assert [name for name in LONGEST_FIRST if not (TESTS / name).is_file()] == []
