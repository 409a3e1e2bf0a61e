"""The window's language: English, or a translation that lies with the program.

The texts in the code are English. A translation is a file `assets/translations/sare_<code>.qm`,
made with `make translations` and Qt Linguist; dropping one there is all it takes. Texts of the
engine are looked up by `sare_desktop.engine_words`.
"""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QTranslator

from sare_engine import ASSETS_FOLDER

TRANSLATIONS_FOLDER = ASSETS_FOLDER / "translations"
ENGLISH = "en"
SYSTEM = "system"
_PREFIX = "sare_"
_PROPERTY = "sare.language"


def in_use() -> str:
    """Return the code of the language that the window speaks."""
    app = QCoreApplication.instance()
    return str((app.property(_PROPERTY) if app is not None else None) or ENGLISH)


def languages(folder: Path = TRANSLATIONS_FOLDER) -> dict[str, str]:
    """Return the languages to choose from: code → its name in the language itself."""
    found = {ENGLISH: "English"}
    for path in sorted(folder.glob(f"{_PREFIX}*.qm")):
        code = path.stem.removeprefix(_PREFIX)
        locale = QLocale(code)
        if locale.language() != QLocale.Language.C:
            found[code] = locale.nativeLanguageName().capitalize() or code
    return found


def apply(app: QCoreApplication, choice: str, folder: Path = TRANSLATIONS_FOLDER) -> str:
    """Translate the program, before its first window; returns the code of the language in use.

    Args:
        app: the application.
        choice: a code, or "system" for the first of the user's languages that there is.
        folder: where the translations lie.
    """
    used = _apply(app, choice, folder)
    app.setProperty(_PROPERTY, used)
    if choice != SYSTEM and QLocale(used).language() != QLocale().language():
        # Else dates and numbers would stay in the system's language.
        QLocale.setDefault(QLocale(used))
    return used


def _apply(app: QCoreApplication, choice: str, folder: Path) -> str:
    wanted = QLocale.system().uiLanguages() if choice == SYSTEM else [choice]
    for code in wanted:
        if QLocale(code).language() == QLocale.Language.English:
            return ENGLISH
        translator = QTranslator(app)
        if translator.load(QLocale(code), _PREFIX.rstrip("_"), "_", str(folder)):
            app.installTranslator(translator)
            _translate_qt(app, QLocale(code))
            return QLocale(code).name().partition("_")[0]
    return ENGLISH


def _translate_qt(app: QCoreApplication, locale: QLocale) -> None:
    """Translate Qt's own words: the buttons of its dialogs, the menus of its text fields."""
    translator = QTranslator(app)
    where = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    if translator.load(locale, "qtbase", "_", where):
        app.installTranslator(translator)
