"""CLIP, SigLIP and SigLIP 2 against their models called by hand, and whole-image scores."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
import torch
from PIL import Image

from sare_engine.control import Control, Stopped
from sare_engine.errors import ModelError
from sare_engine.grounding.clip_scorer import ClipScorer, best_patches, cut_windows
from tests.engine.tiny_image_text import WORDS, WRITERS

Cosine = Callable[[Image.Image, str], float]


@pytest.fixture(scope="module")
def folders(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    torch.set_num_threads(1)
    root = tmp_path_factory.mktemp("image-text")
    return {kind: write(root / kind) for kind, write in WRITERS.items()}


def picture(width: int, height: int, seed: int = 0) -> Image.Image:
    """Noise of 24 x 24 px blocks."""
    pixels = np.random.default_rng(seed).integers(0, 256, (height // 24, width // 24, 3), np.uint8)
    return Image.fromarray(pixels).resize((width, height), Image.Resampling.NEAREST)


def cosine_by_hand(folder: Path, kind: str) -> Cosine:
    """Ids written down by hand, one picture and one text for each call of the model."""
    from transformers import AutoImageProcessor, AutoModel

    model = AutoModel.from_pretrained(folder).eval()
    processor = AutoImageProcessor.from_pretrained(folder, backend="pil")

    def ids(concept: str) -> list[int]:
        if kind == "clip":
            return [1, *(4 + WORDS.index(word) for word in ("A", "photo", "containing", concept)),
                    4 + WORDS.index("."), 2]  # fmt: skip
        if kind == "siglip":  # no punctuation, the end token up to the full length of 12
            known = [2 + WORDS.index(word) for word in ("A", "photo", "containing", concept)]
            return known + [1] * (12 - len(known))
        letters = sorted({letter for word in WORDS for letter in word.lower()})
        symbols = ["<pad>", "<eos>", "<bos>", "<unk>", "<mask>", "▁", *letters]
        spelt = [symbols.index(one) for one in f"a▁photo▁containing▁{concept}."]
        return spelt + [0] * (40 - len(spelt))

    def pixels(image: Image.Image) -> dict[str, torch.Tensor]:
        if kind != "siglip":
            return dict(processor(images=image, return_tensors="pt"))
        small = image.resize((32, 32), Image.Resampling.BICUBIC)
        values = (np.asarray(small, dtype=np.float32) / 255 - 0.5) / 0.5
        return {"pixel_values": torch.from_numpy(values.transpose(2, 0, 1)[None])}

    @torch.no_grad()
    def cosine(image: Image.Image, concept: str) -> float:
        out = model(input_ids=torch.tensor([ids(concept)]), **pixels(image))
        one, two = out.image_embeds[0].double(), out.text_embeds[0].double()
        return float(one @ two / (one.norm() * two.norm()))

    return cosine


@pytest.mark.parametrize("kind", WRITERS)
def test_whole_image_scores_equal_the_cosine_by_hand(folders: dict[str, Path], kind: str) -> None:
    cosine = cosine_by_hand(folders[kind], kind)
    scorer = ClipScorer(folders[kind], scoring="whole")
    for image in (picture(240, 192), picture(96, 240, seed=1)):
        scores = scorer.score(image, ["cat", "fork", "dog"])
        for concept, score in scores.items():
            assert score == pytest.approx(100 * cosine(image, concept), abs=0.02), concept
        assert abs(scores["cat"] - scores["fork"]) > 0.5


@pytest.mark.parametrize("kind", WRITERS)
def test_window_scores_equal_windows_cut_by_hand(folders: dict[str, Path], kind: str) -> None:
    image = picture(288, 240)
    cosine = cosine_by_hand(folders[kind], kind)
    windows, rows, columns = cut_windows(image)
    grid = torch.tensor([100 * cosine(window, "knife") for window in windows])
    [expected] = best_patches(grid.reshape(1, rows, columns)).tolist()
    found = ClipScorer(folders[kind], batch_size=4).score(image, ["dog", "knife"])
    assert found["knife"] == pytest.approx(expected, abs=0.02)


@pytest.mark.parametrize("kind", WRITERS)
def test_texts_do_not_depend_on_each_other(folders: dict[str, Path], kind: str) -> None:
    image = picture(192, 192)
    alone = ClipScorer(folders[kind], scoring="whole").score(image, ["fork"])["fork"]
    together = ClipScorer(folders[kind], scoring="whole").score(image, ["fork", "knife fork"])
    assert together["fork"] == pytest.approx(alone, abs=1e-3)


@pytest.mark.parametrize("kind", ["siglip", "siglip2"])
def test_siglip_reads_small_letters(folders: dict[str, Path], kind: str) -> None:
    scorer = ClipScorer(folders[kind], scoring="whole")
    scores = scorer.score(picture(192, 192), ["fork", "FORK"])
    assert scores["FORK"] == pytest.approx(scores["fork"], abs=1e-3)


def test_whole_images_are_encoded_in_batches_and_once(
    folders: dict[str, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    paths = []
    for seed in range(5):
        paths.append(tmp_path / f"{seed}.png")
        picture(96, 96, seed).save(paths[-1])
    scorer = ClipScorer(folders["siglip"], scoring="whole", batch_size=2)
    alone = [scorer.score(path, ["cat"])["cat"] for path in paths]
    fresh = ClipScorer(folders["siglip"], scoring="whole", batch_size=2)
    sizes: list[int] = []
    encode = fresh._encode_images

    def counted(pictures: list[Image.Image]) -> torch.Tensor:
        sizes.append(len(pictures))
        return encode(pictures)

    monkeypatch.setattr(fresh, "_encode_images", counted)
    keyed = [(path, str(number)) for number, path in enumerate(paths)]
    fresh.prepare(keyed)
    fresh.prepare(keyed)
    assert sizes == [2, 2, 1]
    for number, path in enumerate(paths):
        score = fresh.score(path, ["cat"], key=str(number))["cat"]
        assert score == pytest.approx(alone[number], abs=1e-3)
    assert sizes == [2, 2, 1]
    stopped = Control()
    stopped.stop()
    with pytest.raises(Stopped):
        fresh.prepare([(paths[0], "another")], stopped)


def test_signatures_tell_models_and_ways_of_scoring_apart(folders: dict[str, Path]) -> None:
    found = {
        ClipScorer(folder, scoring=scoring).signature
        for folder in folders.values()
        for scoring in ("windows", "whole")
    }
    assert len(found) == 6
    assert ClipScorer(folders["clip"]).signature in found


def test_siglip_without_a_tokenizer_file_says_what_is_missing(tmp_path: Path) -> None:
    folder = WRITERS["siglip"](tmp_path / "siglip")
    (folder / "tokenizer.json").unlink()
    with pytest.raises(ModelError, match="CLIP") as caught:
        ClipScorer(folder)
    assert "tokenizer.json" in caught.value.why


def test_damaged_folders_are_explained(tmp_path: Path) -> None:
    folder = WRITERS["siglip2"](tmp_path / "siglip2")
    (folder / "preprocessor_config.json").write_text("{")
    with pytest.raises(ModelError):
        ClipScorer(folder)
    config = json.loads((folder / "config.json").read_text())
    (folder / "config.json").write_text(json.dumps({**config, "model_type": "align"}))
    with pytest.raises(ModelError) as caught:
        ClipScorer(folder)
    assert "align" in caught.value.why and "siglip" in caught.value.why
