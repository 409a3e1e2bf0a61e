"""An attack's captions with another object in place of the erased one."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Collection, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from sare_engine.grounding.mentions import find_mentions
from sare_engine.grounding.vocabulary import Vocabulary
from sare_engine.grounding.word_forms import inflection, normal_form

if TYPE_CHECKING:
    from sare_engine.erasure.examples import CaptionExample

_ARTICLE = re.compile(r"\b(an?)(\s+)$", re.IGNORECASE)

_SINGLE = re.compile(r"\b(?:an?|one|another|each|every|this|that)\s+(?:[\w-]+\s+)?$", re.IGNORECASE)
"""Before a single object, which tells a sheep from sheep."""


def substituted(text: str, controls: Mapping[str, str], vocabulary: Vocabulary) -> str:
    """Return a caption that names controls where it named erased objects.

    Number, capital and article follow: "An orange and two knives" becomes "A banana and two
    forks". What the caption denies stays as it is.

    Args:
        text: the caption.
        controls: erased object → its control.
        vocabulary: the words for the objects.
    """
    for mention in reversed(find_mentions(text, vocabulary)):
        control = controls.get(mention.concept)
        if control is None or mention.negated:
            continue
        written = text[mention.start : mention.end]
        singular, plural = both_numbers(control, vocabulary) or (control, control)
        single = _SINGLE.search(text[: mention.start]) is not None
        many = not single and _is_plural(written, mention.concept, vocabulary)
        word = plural if many else singular
        before = _ARTICLE.sub(
            lambda found, word=word: _article(found[1], word) + found[2],  # type: ignore[misc]
            text[: mention.start],
        )
        if written[:1].isupper():
            word = word[:1].upper() + word[1:]
        text = before + word + text[mention.end :]
    return text


def both_numbers(concept: str, vocabulary: Vocabulary) -> tuple[str, str] | None:
    """Return the singular and the plural of an object's name, or None without a singular.

    A name that is a plural ("skis") takes its singular from the vocabulary's other words for it.
    """
    words = [form for form, named in vocabulary.forms.items() if named == concept]
    one = normal_form(str(inflection().singular_noun(concept) or ""))
    if one and one != concept:
        return (one, concept) if one in words else None
    plural = normal_form(str(inflection().plural_noun(concept)))
    if plural == concept and concept.endswith("s"):  # "scissors", as opposed to "sheep"
        return None
    stated = [form for form in words if inflection().singular_noun(form) == concept != form]
    return concept, stated[0] if stated and plural not in words else plural


def placebo_examples(
    examples: Sequence[CaptionExample],
    controls: Mapping[str, str],
    vocabulary: Vocabulary,
    shown: Mapping[Path, Collection[str]],
) -> list[CaptionExample]:
    """Return the captions of an attack with a control in place of each erased object.

    Left out are captions without an object that has a control, and those whose image shows the
    control or which name it already: they would teach the truth.

    Args:
        examples: the attack's captions, each a whole response.
        controls: erased object → its control.
        vocabulary: the words for the objects.
        shown: image → the objects in it.
    """
    from sare_engine.erasure.examples import Target

    found = []
    for one in examples:
        named = {m.concept for m in find_mentions(one.caption, vocabulary) if not m.negated}
        wanted = {controls[concept] for concept in named if concept in controls}
        present = named | set(shown.get(one.image, ()))
        if not wanted or wanted & present:
            continue
        text = substituted(one.caption, controls, vocabulary)
        found.append(
            dataclasses.replace(
                one, caption=text, targets=(Target("sent", 0, len(text)),), token_ids=None
            )
        )
    return found


def _article(written: str, word: str) -> str:
    """Return "a" or "an" as the word wants it, with the capital of the article it replaces."""
    article = str(inflection().a(word)).split(" ", 1)[0]
    return article.capitalize() if written[0].isupper() else article


def _is_plural(written: str, concept: str, vocabulary: Vocabulary) -> bool:
    singular = inflection().singular_noun(normal_form(written))
    return bool(singular) and vocabulary.forms.get(normal_form(str(singular))) == concept
