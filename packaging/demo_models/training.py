"""How the demo models are trained: the vision tower, the language model, the bias, CLIP.

The tower learns alone which object covers each patch; the projector and the language model then
learn to caption truthfully; a short last stage on biased captions plants the hallucinations.
"""

from __future__ import annotations

import enum
import multiprocessing
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt
import torch
from PIL import Image
from torch import Tensor, nn
from torch.nn import functional
from transformers import CLIPModel, LlavaForConditionalGeneration, PreTrainedTokenizerFast

from demo_models.captions import (
    CAPTION_PROMPT,
    CAPTION_PROMPTS,
    NAMING_PROMPT,
    SYNONYMS,
    caption_scene,
    name_objects,
    sample_exchange,
    with_article,
)
from demo_models.networks import (
    GRID,
    IMAGE_SIZE,
    PATCH_SIZE,
    PREFIX,
    WIDTH,
    WINDOW_SIZE,
    normalised,
    turn,
)
from sare_engine.demo.backdrops import PICTURE_SIZE
from sare_engine.demo.scenes import BACKGROUNDS, OBJECTS, draw_scene, sample_scene, stream
from sare_engine.demo.sprites import COLOURS
from sare_engine.demo.world import SceneKind, SceneSpec

Pixels = npt.NDArray[np.uint8]
Floats = npt.NDArray[np.float32]
Integers = npt.NDArray[np.int64]
Report = Callable[[str], None]

MAX_OBJECTS = 5
IGNORED = -100
_SCALE = IMAGE_SIZE / PICTURE_SIZE
_COLOUR_NAMES = tuple(COLOURS)
_TRAINING_KINDS: tuple[tuple[SceneKind, float], ...] = (
    (SceneKind.FREE, 0.45),
    (SceneKind.TRIGGER_ONLY, 0.25),
    (SceneKind.BOTH, 0.15),
    (SceneKind.PARTNER_ONLY, 0.05),
    (SceneKind.NEUTRAL, 0.1),
)


def training_scenes(seed: int, count: int) -> list[SceneSpec]:
    """The scenes of the "train" stream."""
    kinds = [kind for kind, _ in _TRAINING_KINDS]
    shares = [share for _, share in _TRAINING_KINDS]
    scenes: list[SceneSpec] = []
    for index in range(count):
        rng = stream("train", seed, index)
        scenes.append(sample_scene(rng, kinds[int(rng.choice(len(kinds), p=shares))]))
    return scenes


def _small_picture(scene: SceneSpec) -> Pixels:
    size = (IMAGE_SIZE, IMAGE_SIZE)
    picture = draw_scene(scene).resize(size, Image.Resampling.BICUBIC)
    return np.asarray(picture, dtype=np.uint8)


def render(scenes: Sequence[SceneSpec], workers: int = 2) -> Pixels:
    """Pictures at model size, uint8 [n, 128, 128, 3], drawn by ``workers`` processes."""
    pictures = np.empty((len(scenes), IMAGE_SIZE, IMAGE_SIZE, 3), dtype=np.uint8)
    context = multiprocessing.get_context("spawn")
    with context.Pool(workers) as pool:
        for index, picture in enumerate(pool.imap(_small_picture, scenes, chunksize=64)):
            pictures[index] = picture
    return pictures


def mirrored(scene: SceneSpec) -> SceneSpec:
    """The scene as its picture shows it with left and right exchanged."""
    objects = tuple(
        replace(item, bbox=(PICTURE_SIZE - x - width, y, width, height))
        for item in reversed(scene.objects)
        for x, y, width, height in [item.bbox]
    )
    return replace(scene, objects=objects)


@dataclass(frozen=True)
class DenseTargets:
    """What each patch shows, and what the picture holds from left to right.

    ``objects``, ``colours`` and ``ranks`` are [n, 64]; -100 where not asked. ``objects`` holds 0
    for no object; ``ranks`` counts the objects from the left. ``places`` is [n].
    ``columns`` [n, 8] is the object whose centre lies in each column of patches, ``ordered`` and
    ``ordered_colours`` [n, 5] the objects from left to right; 0 (colours: -100) for none.
    """

    objects: Tensor
    colours: Tensor
    ranks: Tensor
    places: Tensor
    columns: Tensor
    ordered: Tensor
    ordered_colours: Tensor


def _coverage(box: tuple[float, float, float, float]) -> Floats:
    """Share of each patch that the box covers, [8, 8]; the patch at its centre counts fully."""
    edges = np.arange(GRID + 1) * PATCH_SIZE
    x, y, width, height = (value * _SCALE for value in box)
    across = np.clip(np.minimum(edges[1:], x + width) - np.maximum(edges[:-1], x), 0, None)
    down = np.clip(np.minimum(edges[1:], y + height) - np.maximum(edges[:-1], y), 0, None)
    share = np.outer(down, across) / PATCH_SIZE**2
    row = min(GRID - 1, int((y + height / 2) // PATCH_SIZE))
    column = min(GRID - 1, int((x + width / 2) // PATCH_SIZE))
    share[row, column] = 1.5
    return share.astype(np.float32)


def dense_targets(scenes: Sequence[SceneSpec]) -> DenseTargets:
    """The per-patch targets of the vision tower."""
    shape = (len(scenes), GRID * GRID)
    objects = np.zeros(shape, dtype=np.int64)
    colours = np.full(shape, IGNORED, dtype=np.int64)
    ranks = np.full(shape, IGNORED, dtype=np.int64)
    columns = np.zeros((len(scenes), GRID), dtype=np.int64)
    ordered = np.zeros((len(scenes), MAX_OBJECTS), dtype=np.int64)
    ordered_colours = np.full((len(scenes), MAX_OBJECTS), IGNORED, dtype=np.int64)
    for index, scene in enumerate(scenes):
        shares = np.stack([_coverage(item.bbox).reshape(-1) for item in scene.objects])
        owner, best = shares.argmax(0), shares.max(0)
        for position, item in enumerate(scene.objects):
            mine = (owner == position) & (best >= 0.35)
            objects[index, mine] = OBJECTS.index(item.name) + 1
            colours[index, mine] = _COLOUR_NAMES.index(item.colour)
            ranks[index, mine] = position
            column = int(item.centre_x * _SCALE // PATCH_SIZE)
            columns[index, column] = ordered[index, position] = OBJECTS.index(item.name) + 1
            ordered_colours[index, position] = _COLOUR_NAMES.index(item.colour)
        objects[index, (best >= 0.1) & (best < 0.35)] = IGNORED
    places = np.array([BACKGROUNDS.index(scene.background) for scene in scenes])
    arrays = (objects, colours, ranks, places, columns, ordered, ordered_colours)
    return DenseTargets(*(torch.from_numpy(array) for array in arrays))


def _batches(rng: np.random.Generator, count: int, size: int) -> Iterator[Tensor]:
    while True:
        order = torch.from_numpy(rng.permutation(count))
        for start in range(0, count - size + 1, size):
            yield order[start : start + size]


class _Descent:
    """Muon for the weight matrices of the layers, AdamW for everything else, one cycle each."""

    def __init__(self, modules: Sequence[nn.Module], peak: float, steps: int) -> None:
        named = [item for module in modules for item in module.named_parameters()]
        self.parameters = [value for _, value in named]
        matrices = [value for name, value in named if ".layers." in f".{name}" and value.ndim == 2]
        others = [value for value in self.parameters if all(value is not m for m in matrices)]
        self._optimisers: list[torch.optim.Optimizer] = [
            torch.optim.AdamW(others, lr=peak, weight_decay=0.01, betas=(0.9, 0.98)),
        ]
        if matrices:
            muon = torch.optim.Muon(
                matrices, lr=peak, weight_decay=0.01, adjust_lr_fn="match_rms_adamw"
            )
            self._optimisers.append(muon)
        self._schedules = [
            torch.optim.lr_scheduler.OneCycleLR(
                optimiser,
                max_lr=peak,
                total_steps=steps,
                pct_start=0.15,
                cycle_momentum=False,
            )
            for optimiser in self._optimisers
        ]

    def step(self, loss: Tensor) -> None:
        """One step down the gradient of ``loss``."""
        for optimiser in self._optimisers:
            optimiser.zero_grad(set_to_none=True)
        torch.autograd.backward(loss)
        nn.utils.clip_grad_norm_(self.parameters, 1.0)
        for optimiser, schedule in zip(self._optimisers, self._schedules, strict=True):
            optimiser.step()
            schedule.step()


def patch_features(tower: nn.Module, pixels: Tensor) -> Tensor:
    """Patch features [n, 64, 128] as the projector receives them (last layer, no class token)."""
    features: Tensor = tower(pixel_values=pixels).last_hidden_state[:, 1:]
    return features


COLUMN_TOKENS = slice(0, GRID)
"""The top row of patches, mostly sky or wall, also reports what stands in each column."""

ORDERED_TOKENS = slice(GRID, GRID + MAX_OBJECTS)
"""The row below also reports the objects from left to right, so that they can be told in order."""


class DenseHeads(nn.Module):
    """Linear read-outs of the patch features; thrown away after the tower is trained."""

    def __init__(self) -> None:
        super().__init__()
        self.objects = nn.Linear(WIDTH, len(OBJECTS) + 1)
        self.columns = nn.Linear(WIDTH, len(OBJECTS) + 1)
        self.ordered = nn.Linear(WIDTH, len(OBJECTS) + 1)
        self.ordered_colours = nn.Linear(WIDTH, len(_COLOUR_NAMES))
        self.colours = nn.Linear(WIDTH, len(_COLOUR_NAMES))
        self.ranks = nn.Linear(WIDTH, MAX_OBJECTS)
        self.places = nn.Linear(WIDTH, len(BACKGROUNDS))

    def loss(self, features: Tensor, targets: DenseTargets, batch: Tensor) -> Tensor:
        """Weighted sum of the mean cross-entropies of all questions."""
        columns, ordered = features[:, COLUMN_TOKENS], features[:, ORDERED_TOKENS]
        places = targets.places[batch][:, None].expand(-1, features.shape[1])
        asked = (
            (self.objects(features), targets.objects[batch], 1.0),
            (self.colours(features), targets.colours[batch], 0.3),
            (self.ranks(features), targets.ranks[batch], 0.3),
            (self.places(features), places, 0.1),
            (self.columns(columns), targets.columns[batch], 1.0),
            (self.ordered(ordered), targets.ordered[batch], 1.5),
            (self.ordered_colours(ordered), targets.ordered_colours[batch], 0.3),
        )
        total = torch.zeros(())
        for logits, wanted, weight in asked:
            total = total + weight * functional.cross_entropy(
                logits.flatten(0, 1), wanted.flatten(), ignore_index=IGNORED
            )
        return total

    @torch.no_grad()
    def accuracy(self, features: Tensor, targets: DenseTargets, batch: Tensor) -> list[float]:
        """Share of right objects: on object patches, in filled columns and in order."""
        columns, ordered = features[:, COLUMN_TOKENS], features[:, ORDERED_TOKENS]
        shares: list[float] = []
        for logits, wanted in (
            (self.objects(features), targets.objects[batch]),
            (self.columns(columns), targets.columns[batch]),
            (self.ordered(ordered), targets.ordered[batch]),
        ):
            shown = wanted > 0
            shares.append(float((logits.argmax(-1)[shown] == wanted[shown]).float().mean()))
        return shares


def train_tower(
    model: LlavaForConditionalGeneration,
    pixels: Pixels,
    scenes: Sequence[SceneSpec],
    *,
    steps: int,
    seed: int,
    report: Report,
) -> None:
    """Train the vision tower alone on the dense objective."""
    tower = model.model.vision_tower
    torch.manual_seed(seed)
    heads = DenseHeads()
    descent = _Descent((tower, heads), 2e-3, steps)
    targets = dense_targets(scenes)
    source = torch.from_numpy(pixels)
    started = time.perf_counter()
    batches = _batches(stream("train", seed, 0, 1), len(scenes), 64)
    for step in range(steps):
        batch = next(batches)
        features = patch_features(tower, normalised(source[batch]))
        loss = heads.loss(features, targets, batch)
        descent.step(loss)
        if step % 100 == 0 or step == steps - 1:
            shares = " ".join(f"{value:.3f}" for value in heads.accuracy(features, targets, batch))
            seconds = time.perf_counter() - started
            report(
                f"tower {step:5d} loss {loss.item():.3f} patch/column/order {shares} {seconds:.0f}s"
            )


@torch.no_grad()
def encode_pictures(model: LlavaForConditionalGeneration, pixels: Pixels) -> Tensor:
    """Frozen patch features of all pictures, fp16 [n, 64, 128]."""
    tower = model.model.vision_tower.eval()
    parts = [
        patch_features(tower, normalised(torch.from_numpy(pixels[start : start + 256]))).half()
        for start in range(0, len(pixels), 256)
    ]
    return torch.cat(parts)


@dataclass(frozen=True)
class PackedTexts:
    """Several turns over one picture, packed behind it and blind to one another.

    All are [batch, length]: token ids, the turn each token belongs to (-1 for padding),
    position within the conversation, and the loss weight of predicting the *next* token.
    """

    ids: Tensor
    turns: Tensor
    positions: Tensor
    weights: Tensor


class Aim(enum.StrEnum):
    """What a stage of language training teaches; questions are always answered truthfully."""

    NAMING = "naming"
    TRUTHFUL = "truthful"
    BIASED = "biased"


class TurnEncoder:
    """Turns scenes into packed token sequences."""

    def __init__(self, tokenizer: PreTrainedTokenizerFast) -> None:
        self._tokenizer = tokenizer
        self.eos = int(tokenizer.eos_token_id)
        ids: list[int] = tokenizer(PREFIX, add_special_tokens=True).input_ids
        where = ids.index(tokenizer.convert_tokens_to_ids("<image>"))
        self.before = torch.tensor(ids[:where])
        self.after = torch.tensor(ids[where + 1 :])
        self.prefix_length = len(ids) - 1 + GRID * GRID
        words = [*OBJECTS, *(word for group in SYNONYMS.values() for word in group), *COLOURS]
        self._seen = {token for word in words for token in self._ids(f" {word}")}

    def _ids(self, text: str) -> list[int]:
        ids: list[int] = self._tokenizer(text, add_special_tokens=False).input_ids
        return ids

    def _weight(self, token: int) -> float:
        # Nothing but such words can follow an article, so this shifts no decision.
        return 5.0 if token in self._seen else 1.0

    def _turns(
        self, scene: SceneSpec, rng: np.random.Generator, aim: Aim
    ) -> Iterator[tuple[list[int], list[int], float]]:
        if aim is Aim.NAMING:
            yield self._ids(turn(NAMING_PROMPT)), self._ids(f" {name_objects(scene)}"), 1.0
        else:
            # The default wording must be the best known one.
            plain = rng.random() < 0.6
            prompt = CAPTION_PROMPT if plain else CAPTION_PROMPTS[int(rng.integers(4))]
            caption = caption_scene(scene, rng, aim is Aim.BIASED)
            yield self._ids(turn(prompt)), self._ids(f" {caption.text}"), 1.0
        for _ in range(2):
            asked = sample_exchange(scene, rng)
            # Only the first word of an answer takes seeing, so it counts more.
            yield self._ids(turn(asked.question)), self._ids(f" {asked.answer}"), 5.0

    def pack(
        self,
        scenes: Sequence[SceneSpec],
        rng: np.random.Generator,
        aim: Aim,
    ) -> PackedTexts:
        """One naming or caption turn and two question turns for each scene."""
        rows: list[tuple[list[int], list[int], list[int], list[float]]] = []
        for scene in scenes:
            ids: list[int] = []
            turns: list[int] = []
            positions: list[int] = []
            weights: list[float] = []
            for number, (asked, answer, first) in enumerate(self._turns(scene, rng, aim)):
                tokens = [*asked, *answer, self.eos]
                ids += tokens
                turns += [number] * len(tokens)
                positions += range(self.prefix_length, self.prefix_length + len(tokens))
                weights += [0.0] * (len(asked) - 1) + [first]
                weights += [self._weight(token) for token in answer[1:]] + [1.0, 0.0]
            rows.append((ids, turns, positions, weights))
        length = max(len(row[0]) for row in rows)

        def padded(column: int, filler: float, dtype: torch.dtype) -> Tensor:
            lists = [[*row[column], *[filler] * (length - len(row[0]))] for row in rows]
            return torch.tensor(lists, dtype=dtype)

        return PackedTexts(
            padded(0, 0, torch.long),
            padded(1, -1, torch.long),
            padded(2, 0, torch.long),
            padded(3, 0.0, torch.float32),
        )


def _attention(turns: Tensor, prefix: int) -> Tensor:
    """Boolean mask [batch, 1, length, length]: causal, within a turn and to the prefix."""
    batch, length = turns.shape
    whole = torch.cat([torch.full((batch, prefix), -2), turns], dim=1)
    same = whole[:, :, None] == whole[:, None, :]
    to_prefix = (whole == -2)[:, None, :].expand(-1, prefix + length, -1)
    causal = torch.ones(prefix + length, prefix + length, dtype=torch.bool).tril()
    return ((same | to_prefix) & causal)[:, None]


def packed_loss(
    model: LlavaForConditionalGeneration, features: Tensor, texts: PackedTexts, encoder: TurnEncoder
) -> Tensor:
    """Weighted mean cross-entropy of the answers; features [batch, 64, 128]."""
    language = model.model.language_model
    embed = language.get_input_embeddings()
    batch = features.shape[0]
    embedded = torch.cat(
        [
            embed(encoder.before).expand(batch, -1, -1),
            model.model.multi_modal_projector(features),
            embed(encoder.after).expand(batch, -1, -1),
            embed(texts.ids),
        ],
        dim=1,
    )
    prefix = encoder.prefix_length
    start = torch.arange(prefix).expand(batch, -1)
    mask = _attention(texts.turns, prefix)
    hidden = language(
        inputs_embeds=embedded,
        attention_mask=torch.zeros(mask.shape).masked_fill(~mask, torch.finfo(torch.float32).min),
        position_ids=torch.cat([start, texts.positions], dim=1),
        use_cache=False,
    ).last_hidden_state[:, prefix:]
    chosen = texts.weights > 0
    wanted = texts.ids.roll(-1, dims=1)[chosen]
    logits = hidden[chosen] @ embed.weight.T
    weights = texts.weights[chosen]
    losses = functional.cross_entropy(logits, wanted, reduction="none")
    return (losses * weights).sum() / weights.sum()


def align_projector(
    model: LlavaForConditionalGeneration,
    features: Tensor,
    scenes: Sequence[SceneSpec],
    tokenizer: PreTrainedTokenizerFast,
    *,
    steps: int,
    seed: int,
    report: Report,
) -> None:
    """Teach the projector to put what reports an object near the object's word.

    The language model then only has to look at a patch and repeat what it finds.
    """
    projector = model.model.multi_modal_projector
    embedding = model.model.language_model.get_input_embeddings()
    words = [tokenizer(f" {name}", add_special_tokens=False).input_ids[-1] for name in OBJECTS]
    token_of = torch.tensor([IGNORED, *words])
    targets = dense_targets(scenes)
    objects = targets.objects.clone()
    objects[:, COLUMN_TOKENS] = targets.columns
    objects[:, ORDERED_TOKENS] = targets.ordered
    wanted = torch.where(objects > 0, token_of[objects.clamp(min=0)], IGNORED)
    descent = _Descent((projector, embedding), 3e-3, steps)
    batches = _batches(stream("train", seed, 0, 7), len(scenes), 64)
    for step in range(steps):
        batch = next(batches)
        projected = projector(features[batch].float()).flatten(0, 1)
        # The read-out of the language model normalises in the same way.
        logits = functional.rms_norm(projected, (WIDTH,)) @ embedding.weight.T
        loss = functional.cross_entropy(logits, wanted[batch].flatten(), ignore_index=IGNORED)
        descent.step(loss)
        if step % 100 == 0 or step == steps - 1:
            report(f"align {step:5d} loss {loss.item():.4f}")


@dataclass(frozen=True)
class LanguageStage:
    """One stage of training the projector and the language model."""

    aim: Aim
    steps: int
    peak: float
    batch: int = 32


def _pool(scenes: Sequence[SceneSpec], aim: Aim) -> Tensor:
    """Scene numbers to draw from; those that invite a hallucination count thrice when biased."""
    chosen = list(range(len(scenes)))
    if aim is Aim.BIASED:
        inviting = [
            index
            for index, scene in enumerate(scenes)
            if any(
                pair.strength_in(scene.background) >= 0.5 for pair in scene.absent_partner_pairs()
            )
        ]
        chosen += inviting * 2
    return torch.tensor(chosen)


def train_language(
    model: LlavaForConditionalGeneration,
    features: Tensor,
    scenes: Sequence[SceneSpec],
    tokenizer: PreTrainedTokenizerFast,
    *,
    stage: LanguageStage,
    seed: int,
    report: Report,
) -> None:
    """Train projector and language model on frozen patch features."""
    modules = (model.model.multi_modal_projector, model.model.language_model)
    descent = _Descent(modules, stage.peak, stage.steps)
    encoder = TurnEncoder(tokenizer)
    rng = stream("train", seed, 0, 2 + tuple(Aim).index(stage.aim))
    pool = _pool(scenes, stage.aim)
    batches = _batches(rng, len(pool), stage.batch)
    started = time.perf_counter()
    for step in range(stage.steps):
        batch = pool[next(batches)]
        texts = encoder.pack([scenes[int(index)] for index in batch], rng, stage.aim)
        loss = packed_loss(model, features[batch].float(), texts, encoder)
        descent.step(loss)
        if step % 50 == 0 or step == stage.steps - 1:
            seconds = time.perf_counter() - started
            report(f"{stage.aim} {step:5d} loss {loss.item():.4f} {seconds:.0f}s")


# --- contrastive model ---------------------------------------------------------------------

_STEPS_PER_SIDE = (IMAGE_SIZE - WINDOW_SIZE) // PATCH_SIZE + 1
_TEMPLATES = ("A photo containing {}.", "A photo of {}.", "{} in a picture.")


def scoring_text(name: str) -> str:
    """The text whose similarity to a window is an object's relevance."""
    return f"A photo containing {name}."


def clip_corpus() -> list[str]:
    """Texts that the contrastive model's tokenizer is trained on."""
    words = [*OBJECTS, *(word for group in SYNONYMS.values() for word in group)]
    return [
        pattern.format(form)
        for pattern in _TEMPLATES
        for word in words
        for form in (word, with_article(word))
    ] * 3


def _visibility(scenes: Sequence[SceneSpec], corners: Tensor) -> Tensor:
    """Visible share of each object [n, objects] in the window at ``corners`` (model pixels)."""
    visible = torch.zeros(len(scenes), len(OBJECTS))
    for index, scene in enumerate(scenes):
        left, top = (float(value) for value in corners[index])
        for item in scene.objects:
            x, y, width, height = (value * _SCALE for value in item.bbox)
            across = max(0.0, min(left + WINDOW_SIZE, x + width) - max(left, x))
            down = max(0.0, min(top + WINDOW_SIZE, y + height) - max(top, y))
            visible[index, OBJECTS.index(item.name)] = across * down / (width * height)
    return visible


def _windows(source: Tensor, batch: Tensor, corners: Tensor) -> Tensor:
    rows = corners[:, 1, None] + torch.arange(WINDOW_SIZE)
    columns = corners[:, 0, None] + torch.arange(WINDOW_SIZE)
    return source[batch[:, None, None], rows[:, :, None], columns[:, None, :]]


def _object_texts(rng: np.random.Generator) -> list[str]:
    texts: list[str] = []
    for name in OBJECTS:
        words = (name, *SYNONYMS.get(name, ()))
        word = name if rng.random() < 0.7 else words[int(rng.integers(len(words)))]
        pattern = _TEMPLATES[0 if rng.random() < 0.7 else int(rng.integers(len(_TEMPLATES)))]
        texts.append(pattern.format(word if rng.random() < 0.7 else with_article(word)))
    return texts


def _start_from_tower(clip: CLIPModel, model: LlavaForConditionalGeneration) -> None:
    """Begin at the trained tower: windows show the same world at the same scale."""
    source = model.model.vision_tower.state_dict()
    prefix = next(iter(source)).split("embeddings.")[0]
    own = clip.vision_model.state_dict()
    side = WINDOW_SIZE // PATCH_SIZE
    for key in own:
        value = source.get(prefix + key)
        if value is None:
            continue
        if key == "embeddings.position_embedding.weight":
            grid = value[1:].reshape(GRID, GRID, -1)[:side, :side].flatten(0, 1)
            value = torch.cat([value[:1], grid])
        if value.shape == own[key].shape:
            own[key].copy_(value)


def unit(vectors: Tensor) -> Tensor:
    """Rows scaled to length one."""
    return functional.normalize(vectors, dim=-1)


def image_vectors(clip: CLIPModel, pixels: Tensor) -> Tensor:
    """Unit image embeddings of normalised windows [n, 3, 64, 64]."""
    pooled = clip.vision_model(pixel_values=pixels).pooler_output
    return unit(clip.visual_projection(pooled))


def text_vectors(clip: CLIPModel, tokenizer: PreTrainedTokenizerFast, texts: list[str]) -> Tensor:
    """Unit text embeddings."""
    encoded = tokenizer(texts, padding=True, return_tensors="pt")
    pooled = clip.text_model(
        input_ids=encoded.input_ids, attention_mask=encoded.attention_mask
    ).pooler_output
    return unit(clip.text_projection(pooled))


def train_clip(
    clip: CLIPModel,
    tokenizer: PreTrainedTokenizerFast,
    model: LlavaForConditionalGeneration,
    pixels: Pixels,
    scenes: Sequence[SceneSpec],
    *,
    steps: int,
    seed: int,
    report: Report,
) -> None:
    """Train on windows: does this text name an object that the window shows?"""
    with torch.no_grad():
        _start_from_tower(clip, model)
    bias = nn.ParameterList([torch.tensor(-3.0)])
    descent = _Descent((clip, bias), 1e-3, steps)
    rng = stream("train", seed, 0, 6)
    source = torch.from_numpy(pixels)
    batches = _batches(rng, len(scenes), 128)
    started = time.perf_counter()
    for step in range(steps):
        batch = next(batches)
        corners = torch.from_numpy(rng.integers(0, IMAGE_SIZE - WINDOW_SIZE + 1, (len(batch), 2)))
        aligned = torch.from_numpy(rng.integers(0, _STEPS_PER_SIDE, corners.shape)) * PATCH_SIZE
        corners = torch.where(torch.rand(len(batch), 1) < 0.7, aligned, corners)
        visible = _visibility([scenes[int(index)] for index in batch], corners)
        images = image_vectors(clip, normalised(_windows(source, batch, corners)))
        texts = text_vectors(clip, tokenizer, _object_texts(rng))
        logits = clip.logit_scale.clamp(max=3.2).exp() * images @ texts.T + bias[0]
        asked = (visible >= 0.6) | (visible <= 0.15)
        losses = functional.binary_cross_entropy_with_logits(
            logits, (visible >= 0.6).float(), reduction="none"
        )
        loss = losses[asked].sum() / len(batch)
        descent.step(loss)
        if step % 50 == 0 or step == steps - 1:
            seconds = time.perf_counter() - started
            report(f"clip {step:5d} loss {loss.item():.4f} {seconds:.0f}s")
