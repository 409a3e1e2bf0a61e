"""The scorer against a plain window-by-window, patch-by-patch calculation."""

from __future__ import annotations

import json
import math
import random
from pathlib import Path

import pytest
import torch
from PIL import Image

from sare_engine.control import Control, Stopped
from sare_engine.errors import ImageError, ModelError
from sare_engine.grounding.clip_scorer import (
    ClipScorer,
    best_patches,
    cut_windows,
    fit,
)
from sare_engine.grounding.thresholds import (
    UNDECIDED,
    Thresholds,
    around,
    default_thresholds,
    read_thresholds,
)
from tests.engine.tiny_image_text import WRITERS, write_tiny_clip


@pytest.fixture(scope="module")
def clip_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A CLIP of random weights."""
    return write_tiny_clip(tmp_path_factory.mktemp("clip"))


@pytest.fixture(scope="module")
def scorer(clip_folder: Path) -> ClipScorer:
    torch.set_num_threads(1)
    return ClipScorer(clip_folder, batch_size=5)


def picture(width: int, height: int, seed: int = 0) -> Image.Image:
    """Noise of 8 x 8 px blocks."""
    generator = random.Random(seed)
    small = Image.new("RGB", (math.ceil(width / 8), math.ceil(height / 8)))
    small.putdata(
        [tuple(generator.choices(range(256), k=3)) for _ in range(small.width * small.height)]
    )
    return small.resize((width, height), Image.Resampling.NEAREST)


def plain_score(folder: Path, image: Image.Image, concept: str) -> float:
    """EFUF's score the long way, with one model call for each window."""
    from transformers import AutoTokenizer, CLIPModel
    from transformers.models.clip.image_processing_pil_clip import CLIPImageProcessorPil

    model = CLIPModel.from_pretrained(folder).eval()
    tokens = AutoTokenizer.from_pretrained(folder)(
        f"A photo containing {concept}.", return_tensors="pt"
    )
    processor = CLIPImageProcessorPil.from_pretrained(folder)
    across, down = math.ceil(image.width / 48), math.ceil(image.height / 48)
    covering: dict[tuple[int, int], list[float]] = {}
    for column in range(across - 3):
        for row in range(down - 3):
            left, top = 48 * column, 48 * row
            box = (left, top, min(left + 192, image.width), min(top + 192, image.height))
            pixels = processor(images=image.crop(box), return_tensors="pt")["pixel_values"]
            with torch.no_grad():
                out = model(
                    input_ids=tokens["input_ids"],
                    attention_mask=tokens["attention_mask"],
                    pixel_values=pixels,
                )
            one, two = out.image_embeds[0], out.text_embeds[0]
            cosine = float(one @ two / (one.norm() * two.norm()))
            for patch_column in range(column, column + 4):
                for patch_row in range(row, row + 4):
                    covering.setdefault((patch_column, patch_row), []).append(100 * cosine)
    patches = sorted(sum(scores) / len(scores) for scores in covering.values())
    return sum(patches[-4:]) / 4


@pytest.mark.parametrize("size", [(192, 192), (300, 250), (240, 480)])
def test_scores_equal_the_plain_calculation(
    scorer: ClipScorer, clip_folder: Path, size: tuple[int, int]
) -> None:
    image = picture(*size)
    scores = scorer.score(image, ["cat", "dog", "cat"])
    assert list(scores) == ["cat", "dog"]
    for concept, score in scores.items():
        assert score == pytest.approx(plain_score(clip_folder, image, concept), abs=1e-3)
    assert abs(scores["cat"] - scores["dog"]) > 0.1


def test_texts_of_another_length_in_the_batch_change_nothing(scorer: ClipScorer) -> None:
    image = picture(200, 200)
    alone = scorer.score(image, ["fork"])["fork"]
    fresh = ClipScorer(scorer.folder)
    assert fresh.score(image, ["fork", "knife fork dog cat"])["fork"] == pytest.approx(
        alone, abs=1e-3
    )


def test_images_with_a_key_are_encoded_once(
    clip_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    scorer = ClipScorer(clip_folder)
    image = picture(200, 200)
    first = scorer.score(image, ["cat"], key="a")
    other = scorer.score(picture(200, 200, seed=1), ["cat"], key="b")
    assert first != other

    def refuse(*_: object) -> None:
        raise AssertionError("encoded again")

    monkeypatch.setattr(scorer, "_encode_images", refuse)
    assert scorer.score(image, ["cat", "dog"], key="a")["cat"] == pytest.approx(first["cat"])
    with pytest.raises(AssertionError, match="again"):
        scorer.score(image, ["cat"])


@pytest.mark.parametrize(
    ("size", "fitted"),
    [
        ((640, 480), (640, 480)),
        ((1280, 960), (640, 480)),
        ((96, 96), (192, 192)),
        ((100, 50), (384, 192)),
        ((4000, 500), (1536, 192)),
        ((10_000, 10), (1920, 192)),
        ((1, 1), (192, 192)),
    ],
)
def test_sizes_at_which_images_are_cut(size: tuple[int, int], fitted: tuple[int, int]) -> None:
    assert fit(*size) == fitted
    assert fit(*reversed(size)) == tuple(reversed(fitted))


def test_windows_cover_the_image() -> None:
    windows, rows, columns = cut_windows(picture(640, 480))
    assert (rows, columns, len(windows)) == (7, 11, 77)
    assert windows[0].size == (192, 192)
    assert windows[-1].size == (640 - 10 * 48, 192)


def test_best_patches_of_a_hand_made_grid() -> None:
    # Two windows side by side: patch columns 0 | 1 2 3 | 4 score 10, 15, 20; the last column has
    # four patches of 20.
    grid = torch.tensor([[[10.0, 20.0]], [[7.0, 7.0]]])
    assert best_patches(grid).tolist() == pytest.approx([20.0, 7.0])


def test_stop_is_heard_between_batches(scorer: ClipScorer) -> None:
    control = Control()
    control.stop()
    with pytest.raises(Stopped):
        scorer.score(picture(200, 200), ["cat"], control=control)


def test_files_are_read_and_kept_until_they_change(clip_folder: Path, tmp_path: Path) -> None:
    scorer = ClipScorer(clip_folder)
    path = tmp_path / "one.png"
    picture(200, 200).save(path)
    first = scorer.score(path, ["cat"])
    assert first == pytest.approx(scorer.score(picture(200, 200), ["cat"]))
    picture(210, 200, seed=1).save(path)
    assert scorer.score(path, ["cat"]) != pytest.approx(first)
    with pytest.raises(ImageError):
        scorer.score(tmp_path / "none.png", ["cat"])


def test_no_concepts_cost_nothing(scorer: ClipScorer) -> None:
    assert scorer.score(picture(10, 10), []) == {}


def test_thresholds_of_the_folder(tmp_path: Path) -> None:
    assert read_thresholds(tmp_path) is None
    path = tmp_path / "thresholds.json"
    path.write_text(json.dumps({"T1": 10, "T0": 20.5}))
    assert read_thresholds(tmp_path) == Thresholds(10.0, 20.5, None)
    for broken in ("", "[]", '{"t1": 1}', '{"t1": "x", "t0": 2}'):
        path.write_text(broken)
        with pytest.raises(ModelError):
            read_thresholds(tmp_path)


def test_thresholds_hold_for_one_way_of_scoring(tmp_path: Path) -> None:
    path = tmp_path / "thresholds.json"
    path.write_text(json.dumps({"t1": 10, "t0": 20}))
    assert read_thresholds(tmp_path, "whole") is None
    path.write_text(json.dumps({"t1": 10, "t0": 20, "scoring": "whole"}))
    assert read_thresholds(tmp_path, "whole") == Thresholds(10.0, 20.0, None)
    assert read_thresholds(tmp_path, "windows") is None


@pytest.mark.parametrize("kind", WRITERS)
def test_thresholds_that_nobody_published_are_not_made_up(kind: str, tmp_path: Path) -> None:
    (tmp_path / "config.json").write_text(json.dumps({"model_type": kind}))
    expected = Thresholds(23.0, 32.0, 27.5) if kind == "clip" else UNDECIDED
    assert default_thresholds(tmp_path, "windows") == expected
    assert default_thresholds(tmp_path, "whole") == UNDECIDED
    (tmp_path / "thresholds.json").write_text(json.dumps({"t1": 10, "t0": 20}))
    assert default_thresholds(tmp_path, "windows") == Thresholds(10.0, 20.0, None)


def test_undecided_thresholds_move_to_the_ends_of_the_scores() -> None:
    assert around(UNDECIDED, []) == UNDECIDED
    assert around(UNDECIDED, [3.0, -2.0, 7.5]) == Thresholds(-2.0, 7.5, None)
    assert around(Thresholds(5.0, 100.0, None), [3.0, 7.5]) == Thresholds(5.0, 7.5, None)
    assert around(Thresholds(9.0, 100.0, None), [3.0, 7.5]) == Thresholds(9.0, 9.0, None)
    assert around(Thresholds(-100.0, 2.0, 1.0), [3.0, 7.5]) == Thresholds(2.0, 2.0, 1.0)
    assert around(Thresholds(1.0, 2.0, 1.0), [3.0, 7.5]) == Thresholds(1.0, 2.0, 1.0)


def test_folders_that_hold_no_clip(tmp_path: Path) -> None:
    def why() -> str:
        with pytest.raises(ModelError) as caught:
            ClipScorer(tmp_path / "clip")
        return caught.value.why

    assert "is not a folder" in why()
    (tmp_path / "clip").mkdir()
    assert "no config.json" in why()
    config = tmp_path / "clip" / "config.json"
    config.write_text("{")
    assert "not a JSON record" in why()
    config.write_text('{"model_type": "llava"}')
    assert "llava" in why()
    config.write_text('{"model_type": "clip"}')
    (tmp_path / "clip" / "pytorch_model.bin").write_bytes(b"x")
    assert "no safetensors" in why()
    (tmp_path / "clip" / "model.safetensors").write_bytes(b"x")
    assert str(tmp_path) in why()
