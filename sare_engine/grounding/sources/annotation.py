"""What annotations list as being in the image."""

from __future__ import annotations

from sare_engine.domain import GROUNDED, HALLUCINATED
from sare_engine.grounding.sources.record import Source
from sare_engine.workspace.rows import ImageRow


class _Annotation(Source):
    def verdict_on(self, concept: str, image: ImageRow) -> str | None:
        """Judge by the objects known to be in the image; None if they do not cover the concept."""
        if image.true_objects is None:
            return None
        if concept in image.true_objects:
            return GROUNDED
        return HALLUCINATED if image.decides((concept,)) else None


ENTRY = _Annotation(
    key="annotation",
    title="Annotation",
    sentence="The objects that annotations of the image list.",
    uses=("annotations",),
    explanations={
        GROUNDED: "The annotation lists “{concept}” in this picture.",
        HALLUCINATED: "The annotation does not list “{concept}” in this picture.",
    },
    silence="There is no annotation of this object in this picture.",
    finds="What is really in each image, as far as the file lists it: nothing is more certain.",
    costs="A file with annotations of these images; no time and no memory.",
    derived=True,
    is_truth=True,
)
