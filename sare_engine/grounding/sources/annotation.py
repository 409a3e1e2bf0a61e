"""What annotations list as being in the image."""

from __future__ import annotations

from sare_engine.domain import GROUNDED, HALLUCINATED, Evidence, Mention
from sare_engine.grounding.sources.record import Source
from sare_engine.workspace.rows import ImageRow


class _Annotation(Source):
    def derive(self, mention: Mention, image: ImageRow) -> Evidence | None:
        """Judge by the objects known to be in the image; None if they do not cover the concept."""
        if image.true_objects is None:
            return None
        if mention.concept in image.true_objects:
            return Evidence(mention.id, self.key, GROUNDED)
        if image.decides([mention.concept]):
            return Evidence(mention.id, self.key, HALLUCINATED)
        return None


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
    derived=True,
    is_truth=True,
)
