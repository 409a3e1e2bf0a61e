"""Yes/no questions about an object: "Is there a fork in the image?"

Each object is asked about in several wordings. A model that knows gives the same answer to all of
them; the answers of a model that guesses depend on the wording, and show nothing about the
picture.
"""

from __future__ import annotations

_PARAPHRASES = (
    "Is there {} in the image?",  # POPE's own question comes first
    "Can you see {} in this picture?",
    "Does the photo show {}?",
)


def paraphrases(concept: str) -> tuple[str, ...]:
    """Return the questions for an object, POPE's (arXiv 2305.10355) first; all expect yes or no."""
    article = "an" if concept[:1].lower() in {"a", "e", "i", "o", "u"} else "a"
    return tuple(text.format(f"{article} {concept}") for text in _PARAPHRASES)
