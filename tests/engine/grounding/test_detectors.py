"""Detectors of nine families in their real formats, and what their outputs are read as."""

from __future__ import annotations

import json
import shutil
from collections.abc import Sequence
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest
import torch
from PIL import Image
from transformers.utils import ModelOutput

from sare_engine.domain import Box, Evidence, boxes_of, boxes_to_json
from sare_engine.errors import ModelError
from sare_engine.grounding.detection.boxes import distinct, found, overlap
from sare_engine.grounding.detection.detector import Detector, as_prompt
from sare_engine.grounding.detection.folders import Limits, published_limits, read_folder
from sare_engine.grounding.detection.processors import antialiased_resize
from sare_engine.grounding.detection.reading import read_closed, read_open, token_spans
from sare_engine.grounding.vocabulary import Vocabulary
from sare_engine.models.safetensors_headers import read_tensors
from tests.engine.tiny_detectors import CLOSED, OPEN
from tests.engine.tiny_image_text import write_tiny_clip

LIMITS = {
    "grounding-dino": (0.25, 0.35),
    "mm-grounding-dino": (0.15, 0.3),
    "owlvit": (0.05, 0.1),
    "owlv2": (0.05, 0.1),
    "omdet-turbo": (0.15, 0.3),
    "detr": (0.35, 0.7),
    "yolos": (0.25, 0.5),
    "rt_detr_v2": (0.3, 0.6),
    "d_fine": (0.3, 0.6),
}
"""What the authors publish, and half of it."""
LABELLED = ["person", "cat", "wine glass", "dog", "fork"]
"""The labels of the closed-set detectors that are COCO's."""


@pytest.fixture(scope="module")
def folders(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of each family. Do not change them."""
    root = tmp_path_factory.mktemp("detectors")
    for family, write in {**OPEN, **CLOSED}.items():
        write(root / family)
    return root


@pytest.fixture(scope="module")
def pictures(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """Three pictures, two of them of the same size."""
    folder = tmp_path_factory.mktemp("pictures")
    paths = []
    for index, size in enumerate([(100, 60), (60, 100), (100, 60)]):
        image = Image.linear_gradient("L").resize(size).rotate(90 * index).convert("RGB")
        image.paste((200, 60 * index, 90), (10 * index, 4, 10 * index + 30, 30))
        paths.append(folder / f"{index}.png")
        image.save(paths[-1])
    return paths


def load(folder: Path, **options: Any) -> Detector:
    return Detector(folder, Vocabulary.coco().concept_of, **options)


@pytest.mark.parametrize("family", LIMITS)
def test_every_family_looks_for_concepts(family: str, folders: Path, pictures: list[Path]) -> None:
    detector = load(folders / family, batch_size=8)
    assert detector.limits == Limits(*LIMITS[family])
    concepts = ["cat", "dining table", "dog"] if family in OPEN else LABELLED
    wanted = [(path, concepts) for path in pictures] + [(pictures[0], ["dog"])]
    results = detector.detect(wanted)
    assert [list(one) for one in results] == [concepts] * 3 + [["dog"]]
    everything = [one for result in results for one in result.values()]
    assert any(one.boxes for one in everything)
    for one in everything:
        assert 0.0 <= one.score <= 1.0
        assert one.score == (one.boxes[0].score if one.boxes else 0.0)
        for box in one.boxes:
            assert 0.0 <= box.left <= box.right <= 1.0 and 0.0 <= box.top <= box.bottom <= 1.0
    labels = {box.label for one in everything for box in one.boxes}
    assert labels and labels <= set(concepts)
    # What is found in a picture does not depend on the others, nor on how many are a batch.
    alone = load(folders / family, batch_size=1).detect([(pictures[1], concepts)])[0]
    for concept in concepts:
        assert alone[concept].score == pytest.approx(results[1][concept].score, abs=1e-4)
    detector.unload()


def test_a_closed_set_detector_judges_what_the_vocabulary_maps_its_labels_to(
    folders: Path,
) -> None:
    words = {"person": "human", "cat": "animal", "dog": "animal", "mug": "cup"}
    detector = Detector(folders / "detr", words.get)
    assert detector.mapped == {"person": "human", "cat": "animal", "dog": "animal"}
    assert detector.can_judge("animal") and not detector.can_judge("cup")
    # A concept has the boxes of all labels that mean it, under their own names.
    boxes = detector._by_concept([[Box(0, 0, 1, 1, n / 10)] for n in range(7)], ["animal", "human"])
    assert [(box.label, box.score) for box in boxes["animal"]] == [("cat", 0.2), ("dog", 0.4)]
    assert [box.label for box in boxes["human"]] == ["person"]
    # With other words, the same model's scores are of other objects.
    assert detector.signature != load(folders / "detr").signature
    assert load(folders / "detr").signature == load(folders / "detr").signature
    with pytest.raises(ModelError, match="knows none of its 7 labels"):
        Detector(folders / "detr", {"spaceship": "spaceship"}.get)
    assert load(folders / "owlvit").can_judge("spaceship")


def test_thresholds_of_a_folder_come_before_those_of_its_family(
    folders: Path, tmp_path: Path
) -> None:
    folder = shutil.copytree(folders / "yolos", tmp_path / "own")
    (folder / "thresholds.json").write_text('{"t1": 0.2, "t0": 0.8}')
    assert load(folder).limits == Limits(0.2, 0.8)
    # A family that nobody listed has the threshold of its own post-processing.
    assert published_limits("tomorrows_detr", 0.4) == Limits(0.2, 0.4)
    assert published_limits("tomorrows_detr", None) == Limits(0.25, 0.5)


def test_folders_that_cannot_be_used_are_refused(folders: Path, tmp_path: Path) -> None:
    def refused(folder: Path) -> str:
        with pytest.raises(ModelError) as caught:
            load(folder)
        assert caught.value.fix
        return caught.value.why

    assert "is not a folder" in refused(tmp_path / "nowhere")
    assert "config.json" in refused(tmp_path)
    assert "type “clip”, which is not a detector" in refused(write_tiny_clip(tmp_path / "clip"))

    def copy(family: str, name: str) -> Path:
        return shutil.copytree(folders / family, tmp_path / name)

    broken = copy("owlvit", "json")
    (broken / "config.json").write_text("[1, 2")
    assert "not a JSON record" in refused(broken)
    weights = copy("owlvit", "weights")
    (weights / "model.safetensors").rename(weights / "pytorch_model.bin")
    assert "no safetensors weights" in refused(weights)
    images = copy("owlvit", "images")
    (images / "preprocessor_config.json").unlink()
    assert "preprocessor_config.json" in refused(images)
    words = copy("owlvit", "words")
    (words / "tokenizer.json").unlink()
    assert "no tokenizer" in refused(words)
    nameless = copy("detr", "nameless")
    config = json.loads((nameless / "config.json").read_text())
    for labels in ({}, {"0": "LABEL_0", "1": "LABEL_1"}, [1, 2]):
        (nameless / "config.json").write_text(json.dumps({**config, "id2label": labels}))
        assert "does not name the detector's labels" in refused(nameless)


def test_code_in_a_folder_is_not_run(folders: Path, tmp_path: Path) -> None:
    folder = shutil.copytree(folders / "yolos", tmp_path / "code")
    (folder / "own.py").write_text(f"open({str(tmp_path / 'ran')!r}, 'w')\nclass Own: pass\n")
    own = {"image_processor_type": "Own", "auto_map": {"AutoImageProcessor": "own.Own"}}
    (folder / "preprocessor_config.json").write_text(json.dumps(own))
    with pytest.raises(ModelError):
        load(folder)
    assert not (tmp_path / "ran").exists()


def test_weights_that_are_missing_are_not_replaced_by_random_ones(
    folders: Path, tmp_path: Path
) -> None:
    from safetensors.torch import load_file, save_file

    folder = shutil.copytree(folders / "yolos", tmp_path / "part")
    weights = load_file(folder / "model.safetensors")
    lost = next(name for name in weights if name.startswith("bbox_predictor"))
    save_file({k: v for k, v in weights.items() if k != lost}, folder / "model.safetensors")
    assert len(list(read_tensors(folder))) == len(weights) - 1
    with pytest.raises(ModelError, match="lack bbox_predictor"):
        load(folder)


def test_a_family_is_recognised_by_its_auto_class(folders: Path) -> None:
    assert read_folder(folders / "omdet-turbo").kind == "open"
    known = read_folder(folders / "d_fine")
    assert known.kind == "closed" and known.labels[3] == "wine glass"


def test_texts_are_lower_case_without_full_stops() -> None:
    assert as_prompt("St. Bernard  Dog") == "st bernard dog"


# What outputs are read as, by hand-made numbers


class _Words:
    """A tokenizer of whole words."""

    all_special_ids = (101, 102)
    unk_token_id = 102
    vocabulary = ("cat", "dining", "table")

    def convert_tokens_to_ids(self, token: str) -> int:
        assert token == "."
        return 9


class _Grounded:
    tokenizer = _Words()

    def post_process_grounded_object_detection(
        self, outputs: Any, threshold: float = 0.25, text_threshold: float = 0.25
    ) -> None: ...


def _logits(probabilities: Sequence[float]) -> list[float]:
    return [float(np.log(p / (1 - p))) for p in probabilities]


def test_a_phrase_scores_the_mean_of_its_tokens() -> None:
    # [CLS] cat . dining table . [SEP]
    ids = [101, 0, 9, 1, 2, 9, 101]
    assert token_spans(_Words(), ids) == [[1], [3, 4]]
    low = 0.001
    outputs = ModelOutput(
        logits=torch.tensor(
            [
                [
                    _logits([low, 0.8, low, 0.1, 0.3, low, low, low]),
                    _logits([low, 0.2, low, 0.5, 0.9, low, low, low]),
                ]
            ]
        ),
        pred_boxes=torch.tensor([[[0.5, 0.5, 0.2, 0.4], [0.25, 0.25, 0.5, 0.5]]]),
    )
    [[cat, table]] = read_open(
        _Grounded(),
        outputs,
        {"input_ids": torch.tensor([ids])},
        [["cat", "dining table"]],
        [(640, 480)],
    )
    assert [round(box.score or 0, 4) for box in cat] == [0.8, 0.2]
    assert [round(box.score or 0, 4) for box in table] == [0.7, 0.2]
    assert cat[0][:4] == pytest.approx((0.4, 0.3, 0.6, 0.7))
    assert table[0][:4] == pytest.approx((0.0, 0.0, 0.5, 0.5)) and table[0].label == "dining table"
    with pytest.raises(ValueError, match="3 texts became 2 phrases"):
        read_open(
            _Grounded(), outputs, {"input_ids": torch.tensor([ids])}, [["a", "b", "c"]], [(64, 48)]
        )


def test_a_class_scores_its_own_logit() -> None:
    outputs = ModelOutput(
        decoder_class_logits=torch.tensor([[_logits([0.1, 0.6]), _logits([0.3, 0.2])]]),
        decoder_coord_logits=torch.tensor([[[0.5, 0.5, 1.0, 1.0], [0.5, 0.5, 0.5, 0.5]]]),
    )
    [[cat, dog]] = read_open(SimpleNamespace(), outputs, {}, [["cat", "dog"]], [(10, 10)])
    assert [round(box.score or 0, 4) for box in cat] == [0.3, 0.1]
    assert [round(box.score or 0, 4) for box in dog] == [0.6, 0.2]
    assert cat[0][:4] == (0.25, 0.25, 0.75, 0.75)


def test_boxes_of_a_padded_picture_lie_where_the_object_is() -> None:
    """OWLv2 pads a picture of 100 x 50 to a square, of which its boxes are shares."""
    from transformers.models.owlv2.image_processing_pil_owlv2 import Owlv2ImageProcessorPil
    from transformers.models.owlv2.processing_owlv2 import Owlv2Processor

    processor = Owlv2Processor.__new__(Owlv2Processor)
    processor.image_processor = Owlv2ImageProcessorPil()
    outputs = ModelOutput(
        logits=torch.tensor([[_logits([0.9, 0.3]), _logits([0.4, 0.2])]]),
        pred_boxes=torch.tensor([[[0.25, 0.25, 0.5, 0.5], [0.5, 0.25, 0.2, 0.1]]]),
    )
    [[cat, dog]] = read_open(processor, outputs, {}, [["cat", "dog"]], [(100, 50)])
    assert cat[0][:4] == pytest.approx((0.0, 0.0, 0.5, 1.0))
    assert [round(box.score or 0, 4) for box in cat] == [0.9, 0.4]
    # The dog's score is its own, although the cat scores higher at the same places.
    assert [round(box.score or 0, 4) for box in dog] == [0.3, 0.2]


def test_a_closed_set_detector_gives_its_best_label_at_each_place() -> None:
    from transformers.models.detr.image_processing_pil_detr import DetrImageProcessorPil

    share = torch.tensor([[[0.7, 0.2, 0.1], [0.1, 0.1, 0.8], [0.3, 0.6, 0.1]]])
    outputs = ModelOutput(logits=share.log(), pred_boxes=torch.full((1, 3, 4), 0.5))
    [[first, second]] = read_closed(DetrImageProcessorPil(), outputs, 2, [(640, 480)])
    assert [round(box.score or 0, 4) for box in first] == [0.7, 0.1]
    assert [round(box.score or 0, 4) for box in second] == [0.6]
    assert first[0][:4] == (0.25, 0.25, 0.75, 0.75)


# Boxes


def test_boxes_that_show_the_same_thing_are_kept_once() -> None:
    best = Box(0.0, 0.0, 0.5, 0.5, 0.9)
    nearly = Box(0.0, 0.0, 0.5, 0.4, 0.8)
    other = Box(0.6, 0.6, 0.9, 0.9, 0.3)
    assert overlap(best, nearly) == pytest.approx(0.8)
    assert overlap(best, other) == 0.0
    assert distinct([best, nearly, other]) == [best, other]
    assert found([other, nearly, best], 0.5) == (0.9, (best,))
    assert found([other], 0.5) == (0.3, (other,))
    assert found([], 0.5) == (0.0, ())


def test_boxes_are_read_back_from_evidence() -> None:
    boxes = (Box(0.1, 0.2, 0.3, 0.4, 0.5, "cat"), Box(0.0, 0.0, 1.0, 1.0))
    kept = Evidence(1, "x", "grounded", 0.5, {"boxes": boxes_to_json(boxes)})
    assert json.loads(json.dumps(kept.details)) == kept.details
    assert boxes_of(kept) == boxes
    assert boxes_of(Evidence(1, "x", "grounded")) == ()


def test_pictures_are_resized_as_with_scipy() -> None:
    """Golden numbers of scipy.ndimage 1.17.1: gaussian_filter, then zoom."""
    image = (np.arange(3 * 5 * 7, dtype=np.float64).reshape(3, 5, 7) * 37 % 101) / 100
    small = antialiased_resize(image, {"height": 2, "width": 3})
    assert small.shape == (3, 2, 3)
    assert np.round(small[1], 5).tolist() == GOLDEN_SMALL
    large = antialiased_resize(image, {"height": 9, "width": 4})
    assert np.round(large[2, 4:6], 5).tolist() == GOLDEN_LARGE


GOLDEN_SMALL = [[0.52846, 0.52118, 0.43882], [0.57176, 0.48505, 0.58073]]
GOLDEN_LARGE = [[0.52862, 0.55284, 0.34047, 0.82875], [0.50217, 0.32356, 0.56236, 0.58999]]
