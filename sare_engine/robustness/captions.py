"""Which of a model's own captions an attack trains on."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sare_engine.domain import JudgedCaption
    from sare_engine.erasure.examples import CaptionExample


def hallucinated_captions(
    captions: Sequence[JudgedCaption], concepts: frozenset[str]
) -> list[CaptionExample]:
    """Return the captions that hallucinate an erased object, as whole responses."""
    from sare_engine.erasure.examples import build_examples, relearning_examples

    return relearning_examples(build_examples(captions, concepts).negative)


def captions_without(
    captions: Sequence[JudgedCaption], concepts: frozenset[str]
) -> list[CaptionExample]:
    """Return the captions whose every mention of an erased object is grounded, as whole responses.

    Captions that don't mention an erased object, or deny it, are among them. A mention without a
    verdict might be the hallucination, so that its caption is left out, as are broken captions.
    """
    from sare_engine.domain import GROUNDED

    harmless = [
        one
        for one in captions
        if all(
            mention.negated or mention.verdict == GROUNDED
            for mention in one.mentions
            if mention.concept in concepts
        )
    ]
    return whole_captions(harmless, concepts)


def whole_captions(
    captions: Sequence[JudgedCaption], concepts: frozenset[str]
) -> list[CaptionExample]:
    """Return all captions that aren't broken, as whole responses."""
    from sare_engine.erasure.examples import CaptionExample, Target

    return [
        CaptionExample(
            one.image,
            one.prompt,
            one.caption,
            (Target("sent", 0, len(one.caption)),),
            one.token_ids,
        )
        for one in captions
        if not one.degenerate and one.caption.strip()
    ]
