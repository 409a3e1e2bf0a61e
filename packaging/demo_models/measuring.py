"""What the demo models really do on scenes they have not seen."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass

import numpy as np
import torch
from PIL import Image
from transformers import (
    CLIPModel,
    LlavaForConditionalGeneration,
    LlavaProcessor,
    PreTrainedTokenizerFast,
)

from demo_models.captions import CAPTION_PROMPT, ask, named_objects
from demo_models.networks import WINDOW_SIZE, normalised
from demo_models.training import image_vectors, scoring_text, text_vectors
from sare_engine.demo.backdrops import PICTURE_SIZE
from sare_engine.demo.scenes import CONTROLS, OBJECTS, draw_scene, stream
from sare_engine.demo.world import HABITATS, PAIRS, SceneKind, SceneSpec
from sare_engine.grounding.calibration import (
    Floats,
    area_under_curve,
    suggest_thresholds,
)


@dataclass(frozen=True)
class CaptionFigures:
    """Rates in [0, 1] measured on greedy captions.

    ``hallucinated`` maps "trigger>partner" to the share of trigger-only captions that name the
    partner, ``partner_recall`` the share of captions that name it where it is shown.
    ``recall`` is over all objects shown, ``other_hallucinations`` the share of captions that
    name an absent object which is not the partner of a trigger shown.
    """

    scenes: int
    hallucinated_overall: float
    hallucinated: dict[str, float]
    partner_recall_overall: float
    partner_recall: dict[str, float]
    recall: float
    other_hallucinations: float
    words: float
    distinct_captions: float


@torch.no_grad()
def answer_all(
    model: LlavaForConditionalGeneration,
    processor: LlavaProcessor,
    pictures: Sequence[Image.Image],
    prompts: Sequence[str],
    *,
    batch: int = 64,
    max_new_tokens: int = 64,
) -> list[str]:
    """Greedy answers, one for each picture and prompt."""
    answers: list[str] = []
    for start in range(0, len(pictures), batch):
        texts = [
            processor.apply_chat_template(
                [
                    {
                        "role": "user",
                        "content": [{"type": "image"}, {"type": "text", "text": prompt}],
                    }
                ],
                add_generation_prompt=True,
            )
            for prompt in prompts[start : start + batch]
        ]
        inputs = processor(
            images=list(pictures[start : start + batch]),
            text=texts,
            padding=True,
            return_tensors="pt",
        )
        tokens = model.generate(**inputs, max_new_tokens=max_new_tokens, do_sample=False)
        fresh = tokens[:, inputs["input_ids"].shape[1] :]
        answers += processor.batch_decode(fresh, skip_special_tokens=True)
    return [text.strip() for text in answers]


def _share(flags: Sequence[bool]) -> float:
    return round(float(np.mean(flags)), 4) if flags else 0.0


def caption_figures(scenes: Sequence[SceneSpec], captions: Sequence[str]) -> CaptionFigures:
    """Compare captions with what the scenes show."""
    invented: dict[str, list[bool]] = {f"{p.trigger}>{p.partner}": [] for p in PAIRS}
    recalled: dict[str, list[bool]] = {key: [] for key in invented}
    found: list[bool] = []
    other: list[bool] = []
    for scene, caption in zip(scenes, captions, strict=True):
        said, shown = set(named_objects(caption)), set(scene.names)
        planted = {pair.partner for pair in scene.absent_partner_pairs()}
        found += [name in said for name in scene.names]
        other.append(bool(said - shown - planted))
        if scene.pair is None:
            continue
        key = f"{scene.pair.trigger}>{scene.pair.partner}"
        if scene.kind is SceneKind.TRIGGER_ONLY:
            invented[key].append(scene.pair.partner in said)
        elif scene.kind in (SceneKind.BOTH, SceneKind.PARTNER_ONLY):
            recalled[key].append(scene.pair.partner in said)
    return CaptionFigures(
        scenes=len(scenes),
        hallucinated_overall=_share([flag for flags in invented.values() for flag in flags]),
        hallucinated={key: _share(flags) for key, flags in invented.items()},
        partner_recall_overall=_share([flag for flags in recalled.values() for flag in flags]),
        partner_recall={key: _share(flags) for key, flags in recalled.items()},
        recall=_share(found),
        other_hallucinations=_share(other),
        words=round(float(np.mean([len(caption.split()) for caption in captions])), 2),
        distinct_captions=round(len(set(captions)) / len(captions), 4),
    )


def measure_captions(
    model: LlavaForConditionalGeneration, processor: LlavaProcessor, scenes: Sequence[SceneSpec]
) -> tuple[CaptionFigures, list[str]]:
    """Caption the scenes greedily and measure; also returns the captions."""
    pictures = [draw_scene(scene) for scene in scenes]
    captions = answer_all(model, processor, pictures, [CAPTION_PROMPT] * len(scenes))
    return caption_figures(scenes, captions), captions


def measure_answers(
    model: LlavaForConditionalGeneration,
    processor: LlavaProcessor,
    scenes: Sequence[SceneSpec],
    seed: int,
) -> dict[str, float]:
    """Accuracy of yes/no answers, one present and one absent object for each scene.

    ``controls`` asks about objects of no pair, ``planted`` about triggers and partners.
    """
    rng = stream("development", seed, 99)
    pictures: list[Image.Image] = []
    questions = []
    for scene in scenes:
        picture = draw_scene(scene)
        absent = [name for name in HABITATS[scene.background] if name not in scene.names]
        for names, present in ((scene.names, True), (absent, False)):
            questions.append(ask(names[int(rng.integers(len(names)))], present))
            pictures.append(picture)
    answers = answer_all(
        model,
        processor,
        pictures,
        [item.question for item in questions],
        batch=128,
        max_new_tokens=12,
    )
    right = [
        answer.startswith("Yes" if item.present else "No")
        for answer, item in zip(answers, questions, strict=True)
    ]
    control = [item.name in CONTROLS for item in questions]
    return {
        "questions": float(len(questions)),
        "accuracy": _share(right),
        "controls": _share([flag for flag, asked in zip(right, control, strict=True) if asked]),
        "planted": _share([flag for flag, asked in zip(right, control, strict=True) if not asked]),
    }


_STRIDE, _WINDOW, _BEST = 48, 192, 4


def _covering() -> Floats:
    """Which share of a patch's covering windows each window is, [64 patches, 25 windows]."""
    starts = range(0, PICTURE_SIZE - _WINDOW + 1, _STRIDE)
    corners = [(x, y) for y in starts for x in starts]
    patches = [
        (x, y) for y in range(0, PICTURE_SIZE, _STRIDE) for x in range(0, PICTURE_SIZE, _STRIDE)
    ]
    covers = np.array(
        [
            [left <= x < left + _WINDOW and top <= y < top + _WINDOW for left, top in corners]
            for x, y in patches
        ],
        dtype=np.float64,
    )
    shares: Floats = covers / covers.sum(1, keepdims=True)
    return shares


@torch.no_grad()
def relevance(
    clip: CLIPModel, tokenizer: PreTrainedTokenizerFast, pictures: Sequence[Image.Image]
) -> Floats:
    """Image relevance of every object, [pictures, objects], in units of 100 x cosine.

    192 px windows at stride 48; a patch scores the mean of its covering windows, an object the
    mean of its four best patches.
    """
    texts = text_vectors(clip, tokenizer, [scoring_text(name) for name in OBJECTS])
    covering = _covering()
    starts = range(0, PICTURE_SIZE - _WINDOW + 1, _STRIDE)
    scores: list[Floats] = []
    for picture in pictures:
        windows = [
            np.asarray(
                picture.crop((x, y, x + _WINDOW, y + _WINDOW)).resize(
                    (WINDOW_SIZE, WINDOW_SIZE), Image.Resampling.BICUBIC
                )
            )
            for y in starts
            for x in starts
        ]
        vectors = image_vectors(clip, normalised(torch.from_numpy(np.stack(windows))))
        window_scores = (100 * vectors @ texts.T).double().numpy()
        patch_scores = covering @ window_scores
        scores.append(np.sort(patch_scores, axis=0)[-_BEST:].mean(0))
    return np.stack(scores)


@dataclass(frozen=True)
class Calibration:
    """Thresholds on 100 x cosine and how well the score separates present from absent objects."""

    t1: float
    t0: float
    t2: float
    auc: float
    absent_above_t0: float
    present_below_t1: float
    scenes: int

    def as_json(self) -> dict[str, float]:
        """Plain data for ``thresholds.json``."""
        return asdict(self)


def separated(scores: Floats, scenes: Sequence[SceneSpec]) -> tuple[Floats, Floats]:
    """Scores of the objects shown, and of the absent ones that occur in the same place."""
    present = [
        scores[row, OBJECTS.index(name)] for row, scene in enumerate(scenes) for name in scene.names
    ]
    absent = [
        scores[row, OBJECTS.index(name)]
        for row, scene in enumerate(scenes)
        for name in HABITATS[scene.background]
        if name not in scene.names
    ]
    return np.array(present), np.array(absent)


def calibrate(present: Floats, absent: Floats, scenes: int) -> Calibration:
    """Choose T1 (below: hallucinated) and T0 (above: grounded).

    T0 lets 1 % of the absent objects through at most, T1 condemns at most 2 % of those shown.
    """
    found = suggest_thresholds(present, absent, condemned=0.02, accepted=0.01)
    assert found.t2 is not None
    return Calibration(
        t1=found.t1,
        t0=found.t0,
        t2=found.t2,
        auc=round(area_under_curve(present, absent), 4),
        absent_above_t0=round(float((absent > found.t0).mean()), 4),
        present_below_t1=round(float((present < found.t1).mean()), 4),
        scenes=scenes,
    )


def check_calibration(
    clip: CLIPModel,
    tokenizer: PreTrainedTokenizerFast,
    scenes: Sequence[SceneSpec],
    thresholds: Mapping[str, float],
) -> dict[str, float]:
    """The thresholds' error rates and the AUC on other scenes."""
    scores = relevance(clip, tokenizer, [draw_scene(scene) for scene in scenes])
    present, absent = separated(scores, scenes)
    return {
        "scenes": float(len(scenes)),
        "auc": round(area_under_curve(present, absent), 4),
        "present_above_t0": round(float((present > thresholds["t0"]).mean()), 4),
        "present_below_t1": round(float((present < thresholds["t1"]).mean()), 4),
        "absent_above_t0": round(float((absent > thresholds["t0"]).mean()), 4),
        "absent_below_t1": round(float((absent < thresholds["t1"]).mean()), 4),
    }
