"""CLIP scores of objects in an image: by windows, as in EFUF, or of the whole image.

EFUF (arXiv 2402.09801, code: starreeze/efuf): windows of 4 x 4 patches of 48 px slide over the
image by one patch; a window's relevance is 100 x cosine between its features and those of
"A photo containing X."; a patch scores the mean of the windows that cover it; an object scores
the mean of its four best patches. For a whole image, the score is 100 x cosine with the image:
small objects count less, and an image takes one run of the model instead of about eighty.

SigLIP's features are used in the same way, without its learnt scale and bias.
"""

from __future__ import annotations

import hashlib
import math
from collections import OrderedDict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import torch
from PIL import Image
from torch import Tensor
from torch.nn import functional

from sare_engine.control import Control
from sare_engine.grounding.image_text import ImageTextModel
from sare_engine.grounding.thresholds import WHOLE, WINDOWS, read_thresholds
from sare_engine.models.images import open_image

PATCH = 48
"""Side of a patch in pixels; also the stride of the windows."""
WINDOW = 4
"""Side of a window in patches: 192 px."""
BEST_PATCHES = 4
LONGEST_SIDE = 640
"""Larger images are scaled down to this first: the length of COCO's images, on which EFUF chose
its thresholds. It also limits the number of windows."""
MAXIMUM_ASPECT = 10
"""A picture more than this many times as long as wide is squeezed to it."""
TEXT = "A photo containing {}."

_CACHED_IMAGES = 1024
"""About 160 MB of features with ViT-B/32 and pictures of 640 x 480."""


@dataclass(frozen=True)
class ImageFeatures:
    """Unit feature vectors of an image's windows.

    Attributes:
        windows: (rows x columns, dimension), row by row, on the CPU.
        rows: window positions from top to bottom.
        columns: window positions from left to right.
    """

    windows: Tensor
    rows: int
    columns: int


class ClipScorer:
    """Scores objects in images with a CLIP or SigLIP model from a local folder.

    Features of images and texts are cached, so that scoring another object in a known image
    costs only one small matrix product.

    Attributes:
        thresholds: the folder's own thresholds for this scoring, or None.
        signature: identifies the model and the way of scoring: with equal signatures, an image
            and a text have equal scores.
    """

    def __init__(
        self,
        folder: Path,
        device: torch.device | str = "cpu",
        *,
        scoring: str = WINDOWS,
        batch_size: int = 32,
    ) -> None:
        """Load the model.

        Args:
            folder: CLIP or SigLIP in Hugging Face's format with safetensors weights.
            device: where to compute.
            scoring: `WINDOWS` or `WHOLE`.
            batch_size: windows or whole images encoded at once.

        Raises:
            ModelError: the folder is missing, incomplete, of another kind or without safetensors.
        """
        if scoring not in (WINDOWS, WHOLE):
            raise ValueError(f"unknown way of scoring: {scoring!r}")
        self.folder = Path(folder)
        self.scoring = scoring
        self.batch_size = batch_size
        self._model = ImageTextModel(self.folder, device)
        self.thresholds = read_thresholds(self.folder, scoring)
        self.signature = hashlib.sha256(
            f"{self._model.fingerprint} {scoring} {TEXT}".encode()
        ).hexdigest()[:16]
        self._texts: dict[str, Tensor] = {}
        self._images: OrderedDict[str, ImageFeatures] = OrderedDict()

    def prepare(self, images: Iterable[tuple[Path, str]], control: Control | None = None) -> None:
        """Encode images ahead of `score`, in full batches.

        Useful with whole-image scoring, where a single image would be a batch of one.

        Args:
            images: file and key of each; at most `batch_size` of them are certain to stay cached.
            control: polled at every image.

        Raises:
            ImageError: a file cannot be read.
        """
        new = {key: path for path, key in images if key not in self._images}
        if self.scoring == WINDOWS:
            for key, path in new.items():
                self._image_features(path, key, control)
            return
        waiting: list[tuple[str, Image.Image]] = []
        for key, path in new.items():
            if control is not None:
                control.poll()
            waiting.append((key, open_image(path)))
            if len(waiting) == self.batch_size:
                self._keep_whole(waiting)
                waiting.clear()
        self._keep_whole(waiting)

    def score(
        self,
        image: Path | Image.Image,
        concepts: Iterable[str],
        *,
        key: str | None = None,
        control: Control | None = None,
    ) -> dict[str, float]:
        """Return the relevance of each concept to an image.

        Args:
            image: file, or RGB picture, of any size; a side shorter than a window is scaled up.
            concepts: canonical names.
            key: identifies the image's content (its hash), to cache the image's features; the
                default key of a file is its path with size and modification time.
            control: polled between batches.

        Returns:
            Concept → 100 x cosine, mean of the four best patches.

        Raises:
            ImageError: the file cannot be read.
        """
        names = list(dict.fromkeys(concepts))
        if not names:
            return {}
        if key is None and isinstance(image, Path):
            key = _file_key(image)
        features = self._image_features(image, key, control)
        relevance = 100.0 * features.windows @ self._text_features(names).T
        grid = relevance.T.reshape(len(names), features.rows, features.columns)
        return dict(zip(names, best_patches(grid).tolist(), strict=True))

    def unload(self) -> None:
        """Free the model and the cache; the scorer cannot be used afterwards."""
        self._model.unload()
        self._texts.clear()
        self._images.clear()

    def _image_features(
        self, image: Path | Image.Image, key: str | None, control: Control | None
    ) -> ImageFeatures:
        if key is not None and key in self._images:
            self._images.move_to_end(key)
            return self._images[key]
        picture = open_image(image) if isinstance(image, Path) else image
        if self.scoring == WHOLE:
            windows, rows, columns = [picture], 1, 1
        else:
            windows, rows, columns = cut_windows(picture)
        parts = []
        for start in range(0, len(windows), self.batch_size):
            if control is not None:
                control.poll()
            parts.append(self._encode_images(windows[start : start + self.batch_size]))
        features = ImageFeatures(torch.cat(parts), rows, columns)
        if key is not None:
            self._keep(key, features)
        return features

    def _keep_whole(self, pictures: Sequence[tuple[str, Image.Image]]) -> None:
        if pictures:
            vectors = self._encode_images([picture for _, picture in pictures])
            for (key, _), vector in zip(pictures, vectors, strict=True):
                self._keep(key, ImageFeatures(vector[None], 1, 1))

    def _keep(self, key: str, features: ImageFeatures) -> None:
        self._images[key] = features
        if len(self._images) > _CACHED_IMAGES:
            self._images.popitem(last=False)

    def _encode_images(self, windows: Sequence[Image.Image]) -> Tensor:
        return self._model.encode_images(windows)

    def _text_features(self, concepts: Sequence[str]) -> Tensor:
        new = [concept for concept in concepts if concept not in self._texts]
        if new:
            vectors = self._model.encode_texts([TEXT.format(concept) for concept in new])
            self._texts.update(zip(new, vectors, strict=True))
        return torch.stack([self._texts[concept] for concept in concepts])


def _file_key(path: Path) -> str | None:
    try:
        stat = path.stat()
    except OSError:
        return None  # opening it reports what is wrong
    return f"{path.resolve()} {stat.st_size} {stat.st_mtime_ns}"


def fit(width: int, height: int) -> tuple[int, int]:
    """Return the size at which an image is cut into windows.

    Scaled down so that the long side is at most 640 px, then up where the short side is below
    one window (192 px).
    """
    short, long = min(width, height), max(width, height)
    scale = min(1.0, LONGEST_SIDE / long)
    side = PATCH * WINDOW
    if short * scale < side:
        scale = side / short
    limit = max(LONGEST_SIDE, side * MAXIMUM_ASPECT)
    return min(limit, max(1, round(width * scale))), min(limit, max(1, round(height * scale)))


def cut_windows(image: Image.Image) -> tuple[list[Image.Image], int, int]:
    """Cut an image into overlapping windows.

    The image's edge may cut the last patch of a row or column short, and the last window with it.

    Returns:
        The windows row by row, the number of rows and of columns.
    """
    size = fit(*image.size)
    if size != image.size:
        image = image.resize(size, Image.Resampling.BICUBIC)
    width, height = image.size
    columns = math.ceil(width / PATCH) - WINDOW + 1
    rows = math.ceil(height / PATCH) - WINDOW + 1
    side = PATCH * WINDOW
    windows = [
        image.crop((left, top, min(left + side, width), min(top + side, height)))
        for top in range(0, rows * PATCH, PATCH)
        for left in range(0, columns * PATCH, PATCH)
    ]
    return windows, rows, columns


def best_patches(windows: Tensor) -> Tensor:
    """Turn the relevance of windows into one score per object.

    Args:
        windows: (objects, window rows, window columns).

    Returns:
        (objects,): mean of the best patches, where a patch scores the mean of the windows that
        cover it.
    """
    # Spreading each window over the patches it covers is a transposed convolution with ones.
    ones = windows.new_ones(1, 1, WINDOW, WINDOW)
    sums = functional.conv_transpose2d(windows.unsqueeze(1), ones)
    counts = functional.conv_transpose2d(torch.ones_like(windows[:1]).unsqueeze(1), ones)
    patches = (sums / counts).flatten(start_dim=1)
    return patches.topk(min(BEST_PATCHES, patches.shape[1]), dim=1).values.mean(dim=1)
