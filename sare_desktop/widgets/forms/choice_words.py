"""What the values of a setting are called on the screen; files and commands use the values."""

from __future__ import annotations

from sare_desktop.engine_words import engine_text
from sare_engine import Setting

_NAMES = {"lora": "LoRA", "cpu": "CPU", "cuda": "CUDA", "mps": "MPS", "1": "1-D", "2": "2-D"}
"""Values whose name is not the value with a capital letter."""


def choice_title(declared: Setting, choice: str) -> str:
    """Return the name of a value: its entry's title, else plain words such as "Language model".

    Number formats ("bfloat16", "4bit") stay as they are.
    """
    if choice in declared.entries:
        return engine_text(declared.entries[choice].title)
    if choice in _NAMES:
        return _NAMES[choice]
    words = engine_text(choice.replace("_", " "))
    if any(letter.isdigit() for letter in words):
        return words
    return words[:1].upper() + words[1:]


def help_text(declared: Setting) -> str:
    """Return a setting's help for a tooltip, with a line for what each choice does."""
    lines = [f"{choice_title(declared, one)}: {text}" for one, text in declared.sentences.items()]
    return "\n".join([declared.own_help, *lines])
