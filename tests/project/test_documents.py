"""What the documents say about the code is so."""

from __future__ import annotations

import importlib.util
import re
import sqlite3
import sys
from pathlib import Path
from types import ModuleType

import pytest

from sare_engine import Project
from tests.engine.architectures.table import table

ROOT = Path(__file__).resolve().parents[2]
DOCUMENTS = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md")])


@pytest.fixture(scope="module")
def architecture() -> ModuleType:
    spec = importlib.util.spec_from_file_location("architecture", ROOT / "docs/architecture.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    # A dataclass looks its module up.
    sys.modules["architecture"] = module
    spec.loader.exec_module(module)
    return module


def test_the_picture_shows_the_code_as_it_is(architecture: ModuleType) -> None:
    code, picture = architecture.read_code(), architecture.read_picture()
    for what in ("arrows", "against", "shared"):
        now, drawn = getattr(code, what), getattr(picture, what)
        assert now == drawn, f"docs/architecture.svg is out of date: run make docs-picture ({what})"
    assert code.rooms.keys() == picture.rooms.keys(), (
        "docs/architecture.svg is out of date: run make docs-picture (rooms)"
    )


def test_a_missing_arrow_is_noticed(architecture: ModuleType, tmp_path: Path) -> None:
    code = architecture.read_code()
    drawn = architecture.draw(code)
    source, target = sorted(code.arrows)[0]
    line = f"data-from='{source}' data-to='{target}'"
    assert drawn.count(line) == 1
    file = tmp_path / "picture.svg"
    file.write_text("\n".join(one for one in drawn.splitlines() if line not in one), "utf-8")
    assert architecture.read_picture(file).arrows == code.arrows - {(source, target)}


def test_implied_arrows_are_left_out(architecture: ModuleType) -> None:
    imports = {"cli": {"jobs", "models"}, "jobs": {"models"}, "models": set()}
    assert architecture._without_implied(imports) == {("cli", "jobs"), ("jobs", "models")}


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_links_lead_somewhere(document: Path) -> None:
    text = document.read_text(encoding="utf-8")
    links = re.findall(r"\]\(([^)#]+)\)|(?:src|srcset)=\"([^\"]+)\"", text)
    for link in filter(None, (one for pair in links for one in pair)):
        if not link.startswith(("http:", "https:")):
            assert (document.parent / link).exists(), f"{document.name} links to {link}"


@pytest.mark.parametrize(
    "document",
    # The changelog describes earlier versions too.
    [document for document in DOCUMENTS if document.name != "CHANGELOG.md"],
    ids=lambda path: path.name,
)
def test_named_places_in_the_code_exist(document: Path) -> None:
    text = document.read_text(encoding="utf-8")
    for place in re.findall(
        r"`((?:sare_engine|sare_desktop|tests|docs|packaging)/[\w./-]+)`", text
    ):
        path = ROOT / place
        exists = path.exists() or path.with_name(f"{path.name}.py").exists()
        assert exists, f"{document.name} names {place}"


def test_the_readme_leads_to_every_document() -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    linked = set(re.findall(r"\]\((?:docs/)([\w-]+\.md)\)", text))
    assert linked == {path.name for path in (ROOT / "docs").glob("*.md")}


def test_the_readme_fits_on_two_screens() -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    assert len(text.splitlines()) <= 100


def test_the_table_of_models_is_that_of_the_tested_families() -> None:
    assert table() in (ROOT / "docs/models.md").read_text(encoding="utf-8")


def test_newcomers_are_led_to_every_registry() -> None:
    text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    for file in (ROOT / "sare_engine").rglob("*.py"):
        if re.search(r"^\w+(: .*)? = Registry\b", file.read_text(encoding="utf-8"), re.MULTILINE):
            home = file.parent if file.name == "__init__.py" else file.with_suffix("")
            place = home.relative_to(ROOT).as_posix()
            assert f"`{place}`" in text, f"CONTRIBUTING.md doesn't name the registry in {place}"


def test_the_project_format_lists_every_table_and_column(tmp_path: Path) -> None:
    text = (ROOT / "docs/project-format.md").read_text(encoding="utf-8")
    schema = text.partition("<!-- schema -->")[2].partition("<!-- /schema -->")[0]
    sections = dict(
        re.findall(r"^\*\*(\w+)\*\*(.*?)(?=^\*\*\w+\*\*|\Z)", schema, re.MULTILINE | re.DOTALL)
    )
    Project.create(tmp_path).close()
    with sqlite3.connect(tmp_path / "project.sqlite") as database:
        [[version]] = database.execute("PRAGMA user_version")
        names = [row[0] for row in database.execute("SELECT name FROM sqlite_schema")]
        tables = {
            name: [row[1] for row in database.execute(f"PRAGMA table_info('{name}')")]
            for name in names
            if not name.startswith("sqlite_")
        }
    database.close()
    tables = {name: columns for name, columns in tables.items() if columns}
    indices = {name for name in names if name in ("mentions_of_caption", "captions_of_image")}
    documented = {
        name: re.findall(r"`(\w+)`", "\n".join(_column_cells(section)))
        for name, section in sections.items()
    }
    assert f"schema version {version}" in text
    for name in tables.keys() - indices:
        assert name in documented, f"docs/project-format.md lacks the table {name}"
        assert sorted(documented[name]) == sorted(tables[name]), f"columns of the table {name}"
    assert documented.keys() <= tables.keys(), "docs/project-format.md has tables that are gone"


def _column_cells(section: str) -> list[str]:
    """Return the first cells of a table's rows; of a section without one, its first words."""
    cells = re.findall(r"^\| (`[^|]+)\|", section, re.MULTILINE)
    return cells or re.findall(r"in the columns? ((?:`\w+`(?: and )?)+)", section)
