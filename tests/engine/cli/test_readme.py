"""What the README and the documents show is there and works."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from sare_engine.cli import main
from sare_engine.cli.commands import COMMANDS
from sare_engine.config import ConceptsConfig, EraseConfig, ProbeConfig
from sare_engine.events import Failed
from tests.benchmarks.write_up import BLOCKS, marks
from tests.engine.cli.conftest import FakeJobs

ROOT = Path(__file__).resolve().parents[3]
SCRIPT = ROOT / "docs/scripts.md"
COMMAND_TABLE = (ROOT / "docs/command-line.md").read_text(encoding="utf-8")


def example() -> str:
    [code] = re.findall(r"```python\n(.*?)```", SCRIPT.read_text(encoding="utf-8"), re.DOTALL)
    return str(code)


def test_the_example_uses_the_engine_in_fifteen_lines(
    jobs: FakeJobs, capsys: pytest.CaptureFixture[str]
) -> None:
    assert len([line for line in example().splitlines() if line.strip()]) <= 15
    jobs.result = {"chosen": ["knife"]}
    exec(compile(example(), SCRIPT.name, "exec"), {})
    assert [type(one) for one in jobs.configs] == [ProbeConfig, ConceptsConfig, EraseConfig]
    for one in jobs.configs:
        one.validate()
    probe = jobs.configs[0]
    assert probe.annotations is not None
    assert (ROOT / probe.annotations).is_file() and (ROOT / probe.images[0]).is_dir()
    jobs.ending = Failed("It broke.", "So.", "Do this.")
    with pytest.raises(SystemExit, match="Do this"):
        exec(compile(example(), SCRIPT.name, "exec"), {})


def test_the_table_lists_every_command() -> None:
    shown = set(
        re.findall(r"^\| `sare ([a-z-]+(?: [a-z][a-z-]*)?)(?=[ `])", COMMAND_TABLE, re.MULTILINE)
    )
    assert shown == {command.name for command in COMMANDS}


def test_shown_options_exist(capsys: pytest.CaptureFixture[str]) -> None:
    for command in COMMANDS:
        [row] = re.findall(
            rf"^\| `sare {command.name}(?=`| [A-Z\-]).*$", COMMAND_TABLE, re.MULTILINE
        )
        assert main([*command.name.split(), "--help"]) == 0
        text = capsys.readouterr().out
        for flag in re.findall(r"--[a-z]+", row):
            assert flag in text, (command.name, flag)


@pytest.mark.parametrize(
    ("file", "name"), [(file, name) for file, blocks in BLOCKS.items() for name in blocks]
)
def test_the_figures_are_those_of_the_benches(file: str, name: str) -> None:
    start, end = marks(name)
    shown = (ROOT / file).read_text(encoding="utf-8").split(start)[1].split(end)[0]
    assert shown == BLOCKS[file][name]()
