"""What a setting's values are called on the screen; files and commands keep their own words."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

_NAMES = {
    "lora": "LoRA",
    "sare": "SARE",
    "efuf": "EFUF",
    "sam": "SAM",
    "npo": "NPO",
    "kl": "Ascent with KL",
    "dpo": "DPO",
    "cpu": "CPU",
    "cuda": "CUDA",
    "mps": "MPS",
    "1": "1-D",
    "2": "2-D",
}


def choice_words(choice: str) -> str:
    """Return the words for a value: "SARE", "Fresh adapter"; number formats stay as they are."""
    if choice in _NAMES:
        return _NAMES[choice]
    words = QCoreApplication.translate("Choice", choice.replace("_", " "))
    if any(letter.isdigit() for letter in words):
        return words
    return words[:1].upper() + words[1:]
