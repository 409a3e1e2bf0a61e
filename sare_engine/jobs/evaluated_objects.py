"""Which objects an evaluation judges: those that the annotations looked for in an image."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from pathlib import Path

from sare_engine.errors import DataError
from sare_engine.events import Event, Notice
from sare_engine.grounding.vocabulary import Vocabulary
from sare_engine.workspace.rows import ImageRow


def scopes_of(images: Iterable[ImageRow]) -> dict[Path, frozenset[str] | None]:
    """Return image → the objects that were looked for in it (None: all), where that is known.

    An image of which only present objects are known counts if the others were looked for the same
    objects.

    Raises:
        DataError: something else was looked for in each image.
    """
    annotated = [one for one in images if one.true_objects is not None]
    partial = {
        one.decided
        for one in annotated
        if one.decided is not None and one.decided - (one.true_objects or frozenset())
    }
    if len(partial) > 1:
        raise only_some_objects("The annotations of the project cover")
    return {
        one.path: one.decided for one in annotated if one.decided is None or one.decided in partial
    }


def askable_objects(shown: Iterable[Collection[str]], decided: Collection[str] | None) -> list[str]:
    """Return the objects that images may be asked for: shown by one, and looked for in all.

    Args:
        shown: the objects of each image.
        decided: those that were looked for; None means all.
    """
    named = {name for found in shown for name in found}
    return sorted(named if decided is None else named.intersection(decided))


def only_some_objects(whose: str) -> DataError:
    """Return the error for annotations that look for other objects in each image."""
    return DataError(
        "Nothing can be measured.",
        f"{whose} only some objects, and not the same of each image; captions are measured "
        "against the same objects in all images.",
        "Choose annotations that list the objects of each image.",
    )


def warn_of_partial(
    scopes: Mapping[Path, frozenset[str] | None], concepts: Collection[str], vocabulary: Vocabulary
) -> Iterator[Event]:
    """Warn if not all objects of the vocabulary were looked for in the images."""
    scope = next((one for one in scopes.values() if one is not None), None)
    if scope is None:
        return
    yield Notice(
        "warning",
        f"The annotations cover {len(scope)} of the vocabulary's {len(vocabulary.concepts)} "
        "objects; mentions of other objects are not judged.",
    )
    left = [one for one in concepts if vocabulary.concept_of(one) not in scope]
    if left:
        yield Notice(
            "warning", f"The annotations do not cover {', '.join(left)}: nothing is measured there."
        )
