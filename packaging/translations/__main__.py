"""Updates a translation with the texts of the code, and makes the file that the program reads.

Texts that are new become "unfinished" in `assets/translations/sare_<code>.ts`; those that left the
code go. What is translated already stays.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path

from sare_desktop.engine_words import CLAUSES, CONTEXT, STOP, TEMPLATES_FILE, WORDS_CONTEXT
from sare_desktop.language import TRANSLATIONS_FOLDER
from translations.engine_texts import WORDS, composed_texts, record_texts
from translations.window_texts import Text, read_window

ROOT = Path(__file__).resolve().parents[2]
WINDOW = ROOT / "sare_desktop"


def all_texts() -> list[Text]:
    """Return every text that the window can show, of its own and of the engine, each once."""
    window, _ = read_window(WINDOW)
    engine = (Text(CONTEXT, text) for text in (CLAUSES, STOP, *record_texts(), *composed_texts()))
    words = (Text(WORDS_CONTEXT, word) for word in WORDS)
    return sorted(
        dict.fromkeys((*window, *engine, *words)), key=lambda one: (one.context, one.source)
    )


def templates(texts: Iterable[Text]) -> list[str]:
    """Return the texts of the engine that have values in them."""
    composed = {text for text in composed_texts() if "{0}" in text}
    return sorted(one.source for one in texts if one.context == CONTEXT and one.source in composed)


def source_code(texts: Iterable[Text]) -> str:
    """Return code that `pyside6-lupdate` finds the texts in."""
    calls = (
        f"    translate({json.dumps(one.context)}, {json.dumps(one.source, ensure_ascii=False)})"
        for one in texts
    )
    return "\n".join(("def texts(translate):", *calls, ""))


def update(code: str, folder: Path = TRANSLATIONS_FOLDER) -> Path:
    """Bring a translation up to date; returns its `.ts` file.

    Args:
        code: the language, such as "zh_CN".
        folder: where the translations are.
    """
    texts = all_texts()
    path = folder / f"sare_{code}.ts"
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as place:
        collected = Path(place) / "texts.py"
        collected.write_text(source_code(texts), encoding="utf-8")
        _qt("lupdate", str(collected), "-no-obsolete", "-locations", "none",
            "-source-language", "en", "-target-language", code, "-ts", str(path))  # fmt: skip
    words = json.dumps(templates(texts), ensure_ascii=False, indent=0)
    (folder / TEMPLATES_FILE.name).write_text(f"{words}\n", encoding="utf-8")
    release(path)
    return path


def release(path: Path) -> None:
    """Make the file that the program reads from a `.ts` file."""
    _qt("lrelease", "-silent", str(path), "-qm", str(path.with_suffix(".qm")))


def _qt(tool: str, *arguments: str) -> None:
    program = Path(sys.executable).with_name(f"pyside6-{tool}")
    subprocess.run([str(program), *arguments], check=True)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("code", help="the language, such as zh_CN")
    update(parser.parse_args().code)
