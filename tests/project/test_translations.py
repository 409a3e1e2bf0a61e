"""Every text of the window is collected; the translations that ship are whole and undamaged."""

from __future__ import annotations

import gc
import json
import re
from pathlib import Path
from xml.etree import ElementTree

import pytest

from sare_desktop.engine_words import TEMPLATES_FILE
from sare_desktop.language import TRANSLATIONS_FOLDER
from translations import __main__ as translations
from translations.engine_texts import texts_of
from translations.window_texts import Text, read_code, read_window

SHIPPED = sorted(TRANSLATIONS_FOLDER.glob("*.ts"))

ADVICE = (
    "Run `make translations`, translate what is unfinished in assets/translations/sare_zh_CN.ts "
    "(with Qt Linguist or a text editor; docs/translations.md lists the terms), and run it again."
)

KEPT = re.compile(
    r"\{[^{}]*\}|%\w|</?\w+[^>]*>|(?:Ctrl|Shift|Alt)\+[\w+]+|(?<![\w-])--[a-z][\w-]*|\n|\*\*"
)
"""What a translation keeps: places, tags, keys, options, line breaks, bold."""

MNEMONIC = re.compile(r"&(\w)")


@pytest.fixture(scope="module")
def texts() -> list[Text]:
    """Every text that the window can show."""
    gc.disable()  # Syntax trees of the whole program are many objects, none of them garbage.
    found = translations.all_texts()
    gc.enable()
    return found


def entries(path: Path) -> list[tuple[Text, str, str]]:
    """The entries of a `.ts` file: text, translation, and its type ("" if it is finished)."""
    found = []
    for context in ElementTree.parse(path).iter("context"):
        for message in context.iter("message"):
            text = Text(context.findtext("name", ""), message.findtext("source", ""))
            translation = message.find("translation")
            assert translation is not None
            found.append((text, translation.text or "", translation.get("type", "")))
    return found


def test_simplified_chinese_is_shipped() -> None:
    assert [path.name for path in SHIPPED] == ["sare_zh_CN.ts"]


@pytest.mark.usefixtures("texts")
def test_every_text_of_the_window_can_be_translated() -> None:
    _, faults = read_window(translations.WINDOW)
    assert [f"{one.place}: {one.reason}" for one in faults] == []


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.name)
def test_a_translation_has_the_texts_of_the_code(path: Path, texts: list[Text]) -> None:
    known = {text for text, _, _ in entries(path)}
    missing = [one.source for one in texts if one not in known]
    gone = [one.source for one in known - set(texts)]
    assert not missing and not gone, f"{ADVICE}\nnew: {missing}\nno longer used: {gone}"


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.name)
def test_a_translation_is_whole(path: Path) -> None:
    unfinished = [text.source for text, words, kind in entries(path) if kind or not words]
    assert not unfinished, f"{ADVICE}\nunfinished: {unfinished}"


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.name)
def test_a_translation_keeps_places_tags_and_keys(path: Path) -> None:
    for text, words, _ in entries(path):
        assert sorted(KEPT.findall(words)) == sorted(KEPT.findall(text.source)), text
        keys = [key.upper() for key in MNEMONIC.findall(text.source)]
        assert [key.upper() for key in MNEMONIC.findall(words)] == keys, text


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.name)
def test_the_program_reads_what_is_in_the_source(path: Path, tmp_path: Path) -> None:
    copy = tmp_path / path.name
    copy.write_bytes(path.read_bytes())
    translations.release(copy)
    assert copy.with_suffix(".qm").read_bytes() == path.with_suffix(".qm").read_bytes(), ADVICE


def test_the_templates_are_those_of_the_engine(texts: list[Text]) -> None:
    known = json.loads(TEMPLATES_FILE.read_text("utf-8"))
    assert known == translations.templates(texts), ADVICE


def test_texts_are_found_behind_short_names_too() -> None:
    found, faults = read_code(
        "say = QCoreApplication.translate\n"
        "class Page:\n"
        "    def show(self):\n"
        "        return self.tr('Own'), say('Other', 'Alias'), _say('Helper')\n"
        "def _say(text):\n"
        "    return QCoreApplication.translate('Module', text)\n"
    )
    assert found == [Text("Page", "Own"), Text("Other", "Alias"), Text("Module", "Helper")]
    assert faults == []


@pytest.mark.parametrize(
    "call",
    ["self.tr(f'{a} images')", "self.tr(a)", "self.tr('a' + b)", "other.tr('a')", "self.tr(*a)"],
)
def test_what_no_translation_can_hold_is_a_fault(call: str) -> None:
    _, faults = read_code(f"class Page:\n    def show(self):\n        {call}\n")
    assert [one.place for one in faults] == ["code.py:3"]


def test_sentences_of_the_engine_are_found_with_their_alternatives() -> None:
    code = (
        '"""A docstring is no text."""\n'
        "def work(run, good):\n"
        "    what = 'kept' if good else 'lost'\n"
        "    raise DataError(f'The run {run} was {what}.', 'Try {name} again.')\n"
        "    raise ValueError('For developers only.')\n"
        "    yield PhaseStarted('read', 'Reading images', 3, 'images')\n"
        "    return count_text(3, 'runs')\n"
    )
    assert sorted(set(texts_of(code))) == [
        "1 run", "Reading images", "The run {0} was kept.", "The run {0} was lost.",
        "Try {0} again.", "images", "{0} runs",
    ]  # fmt: skip
