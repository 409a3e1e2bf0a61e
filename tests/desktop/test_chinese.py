"""The window in Simplified Chinese: its own texts, Qt's, and those of the engine."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QLocale, QTranslator
from PySide6.QtWidgets import QApplication, QDialogButtonBox

from sare_desktop import language
from sare_desktop.engine_thread import EngineThread
from sare_desktop.engine_words import engine_text, shown_event, shown_settings
from sare_desktop.session import PAGES, START, Session
from sare_desktop.settings import Settings
from sare_desktop.shell.main_window import MainWindow
from sare_desktop.widgets.forms.choice_words import choice_title, help_text
from sare_desktop.widgets.help.glossary_dialog import shown_terms
from sare_desktop.widgets.help.plot_guides import link_terms, read_guides, shown_text
from sare_desktop.widgets.primitives.banner import Banner
from sare_engine import EraseConfig, Failed, Notice, PhaseStarted, settings_of
from tests.desktop.conftest import NoModel
from tests.desktop.made_runs import make_erasure
from tests.desktop.test_small_windows import outside
from tests.desktop.tested_project import make_project

SIZE = (1024, 700)


@pytest.fixture
def chinese(qapp: QApplication) -> Iterator[QApplication]:
    """The application in Chinese; in English again afterwards."""
    assert language.apply(qapp, "zh_CN") == "zh"
    yield qapp
    for translator in qapp.findChildren(QTranslator):
        qapp.removeTranslator(translator)
        translator.setParent(None)
    language.apply(qapp, "en")


def test_it_is_offered_by_its_own_name() -> None:
    assert language.languages()["zh_CN"] == "简体中文"


@pytest.mark.parametrize(
    ("wanted", "used"),
    [
        (["zh-CN"], "zh"),
        (["zh-Hans-CN", "en-US"], "zh"),
        (["zh-Hant-TW", "en-US"], "en"),  # Who reads traditional characters may not read these.
        (["en-US", "zh-CN"], "en"),
    ],
)
@pytest.mark.usefixtures("chinese")
def test_it_is_what_a_chinese_system_gets(
    qapp: QApplication, monkeypatch: pytest.MonkeyPatch, wanted: list[str], used: str
) -> None:
    class System:
        def uiLanguages(self) -> list[str]:
            return wanted

    class Locale(QLocale):
        @staticmethod
        def system() -> Any:
            return System()

    monkeypatch.setattr(language, "QLocale", Locale)
    assert language.apply(qapp, "system") == used


@pytest.mark.usefixtures("chinese")
def test_dates_and_qts_own_buttons_follow_the_language(qtbot: Any) -> None:
    box = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
    qtbot.addWidget(box)
    assert box.buttons()[0].text() == "取消"
    assert QLocale().monthName(1) == "一月"


@pytest.mark.usefixtures("chinese")
@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("The model folder is empty.", "模型文件夹为空。"),
        ("cup.jpg could not be read.", "cup.jpg 无法读取。"),
        ("Skipped 3 images without annotations.", "跳过没有标注的 3 张图像。"),
        ("It is a folder. Check the disk, then try again.", "它是文件夹。请检查磁盘，然后重试。"),
        ("0003-sare: It is a folder.", "0003-sare：它是文件夹。"),
        (
            "After relearning for 64 steps, the hallucination returns on 12 % of images.",
            "再学习 64 步之后，幻觉在 12 % 的图像上复现。",
        ),
        (
            "EFUF: No hallucination came back in 5 attacks (0 of 5 images).",
            "EFUF：在 5 次攻击中没有幻觉复现（5 张图像中 0 张）。",
        ),
        ("Better in 3; no difference seen in 9.", "3 个变好；9 个未见差异。"),
        # Half a sentence in another language would be worse than none.
        ("pictures in the old folder could not be read.",) * 2,
        ("It is a folder. Nobody has translated this.",) * 2,
        ("knife",) * 2,
    ],
)
def test_sentences_of_the_engine(text: str, shown: str) -> None:
    assert engine_text(text) == shown


@pytest.mark.usefixtures("chinese")
def test_events_and_errors_are_shown_in_chinese(qtbot: Any) -> None:
    assert shown_event(PhaseStarted("read", "Reading images", 3, "images")) == PhaseStarted(
        "read", "正在读取图像", 3, "images"
    )
    assert shown_event(Notice("info", "No concept is merged.")).text == "没有合并的概念。"
    failed = Failed("The model was not found.", "It does not exist.", "Choose another path.")
    assert shown_event(failed).fix == "请选择其他路径。"
    banner = Banner()
    qtbot.addWidget(banner)
    banner.show_message("error", failed.what, failed.why, failed.fix)
    assert "未找到模型。" in banner.text()


@pytest.mark.usefixtures("chinese")
def test_settings_have_chinese_labels_help_and_choices() -> None:
    english = {one.name: one for one in settings_of(EraseConfig)}
    shown = {one.name: one for one in shown_settings(EraseConfig)}
    assert all(shown[name].label != one.label for name, one in english.items())
    assert all(shown[name].own_help != one.own_help for name, one in english.items())
    assert shown["steps"].unit == "步" and shown["steps"].help == english["steps"].help
    ascent = shown["ascent"]
    assert choice_title(ascent, ascent.choices[0]) == "单步"
    assert not any(word in help_text(ascent) for word in (" the ", " of ", " in "))


@pytest.mark.usefixtures("chinese")
def test_terms_and_plots_are_explained_in_chinese() -> None:
    terms = shown_terms()
    assert terms["适配器"].startswith("添加到模型")
    text = shown_text(read_guides()["held-out-images"])
    assert text.startswith("**坐标轴**：") and "**How" not in text
    assert "[幻觉率](glossary:" in link_terms(text, terms)


def test_the_engine_stays_english_in_an_english_window(qapp: QApplication) -> None:
    language.apply(qapp, "en")
    assert engine_text("The model folder is empty.") == "The model folder is empty."
    assert [one.label for one in shown_settings(EraseConfig)] == [
        one.label for one in settings_of(EraseConfig)
    ]


@pytest.fixture
def window(chinese: QApplication, settings: Settings, tmp_path: Path) -> Iterator[MainWindow]:
    session = Session(settings, engine=EngineThread(make_slot=NoModel))
    window = MainWindow(session, build_ahead=False)
    session.setParent(window)
    window.resize(*SIZE)
    window.show()
    project = make_project(tmp_path / "project", tmp_path / "images")
    make_erasure(project, steps=2)
    assert session.open_project(project)
    yield window
    window.close()
    window.deleteLater()


def test_every_page_fits_a_small_window_in_chinese(window: MainWindow) -> None:
    for key in (START, *PAGES):
        window.show_page(key)
        QApplication.processEvents()
        assert (window.width(), window.height()) == SIZE
        assert outside(window) == [], key
