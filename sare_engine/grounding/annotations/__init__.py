"""The formats of annotations: files that list the true objects of images.

A new format is one file with its `ENTRY`, and one line here.
"""

from sare_engine.grounding.annotations.record import AnnotationFormat
from sare_engine.registry import Registry

ANNOTATION_FORMATS: Registry[AnnotationFormat] = Registry(
    "annotation format",
    __name__,
    [
        # Each is asked whether a file is its own; JSON and tables in general come last.
        "voc",
        "yolo",
        "pope",
        "objects",
        "lvis",
        "coco",
        "open_images",
        "keras_retinanet",
        "one_hot",
        "csv",
    ],
)


def formats_in_words(*, folders: bool = False) -> str:
    """Return the known formats as a list in a sentence: "COCO JSON, a YOLO folder or CSV".

    Args:
        folders: only those of which a whole folder can be read.
    """
    names = [one.files for one in ANNOTATION_FORMATS.values() if one.folders or not folders]
    return " or ".join(filter(None, (", ".join(names[:-1]), names[-1])))
