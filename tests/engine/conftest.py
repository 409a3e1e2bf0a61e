"""Fixtures that several rooms of the engine's tests share."""

from __future__ import annotations

import contextlib
import functools
import gc
import importlib
import subprocess
import types
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import torch
from PIL import Image

from sare_engine.config import ModelConfig
from sare_engine.exporting import reload_process, reload_script
from sare_engine.models.loading import LoadedModel, load_model
from sare_engine.models.quiet import quiet_libraries

CORPUS = [
    "A red fork, a blue knife and a green cup on the table. There is no spoon.",
    "USER: Describe the image. ASSISTANT: A cat sits, two dogs run; a bird flies: sky!",
    "Is there a fork in the image? Yes No yes no YES NO",
]

CHAT_TEMPLATE = (
    "{% for message in messages %}"
    "{% if message['role'] == 'user' %}USER: "
    "{% for part in message['content'] %}{% if part['type'] == 'image' %}<image>\n{% endif %}"
    "{% endfor %}"
    "{% for part in message['content'] %}{% if part['type'] == 'text' %}{{ part['text'] }}"
    "{% endif %}{% endfor %} "
    "{% else %}ASSISTANT: {% for part in message['content'] %}{{ part['text'] }}{% endfor %}</s>"
    "{% endif %}{% endfor %}"
    "{% if add_generation_prompt %}ASSISTANT:{% endif %}"
)


def make_tokenizer() -> Any:
    """A byte-level BPE tokenizer with a few hundred merges learned from `CORPUS`."""
    from tokenizers import Tokenizer, decoders, models, pre_tokenizers, processors, trainers
    from transformers import PreTrainedTokenizerFast

    tokenizer = Tokenizer(models.BPE())
    tokenizer.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    tokenizer.decoder = decoders.ByteLevel()
    tokenizer.post_processor = processors.TemplateProcessing(
        single="<s> $A", special_tokens=[("<s>", 1)]
    )
    trainer = trainers.BpeTrainer(
        vocab_size=420,
        special_tokens=["<pad>", "<s>", "</s>", "<image>"],
        initial_alphabet=pre_tokenizers.ByteLevel.alphabet(),
        show_progress=False,
    )
    tokenizer.train_from_iterator(CORPUS * 3, trainer)
    return PreTrainedTokenizerFast(
        tokenizer_object=tokenizer, bos_token="<s>", eos_token="</s>", pad_token="<pad>"
    )


def write_tiny_llava(folder: Path, *, seed: int = 0, layers: int = 2, width: int = 32) -> Path:
    """Save a LLaVA with random weights in the format of real checkpoints."""
    from transformers import (
        CLIPVisionConfig,
        LlamaConfig,
        LlavaConfig,
        LlavaForConditionalGeneration,
        LlavaProcessor,
    )
    from transformers.models.clip.image_processing_pil_clip import CLIPImageProcessorPil

    tokenizer = make_tokenizer()
    vision = CLIPVisionConfig(
        hidden_size=width,
        intermediate_size=2 * width,
        num_hidden_layers=layers,
        num_attention_heads=2,
        image_size=32,
        patch_size=8,
        initializer_range=0.3,
    )
    text = LlamaConfig(
        vocab_size=len(tokenizer),
        hidden_size=width,
        intermediate_size=2 * width,
        num_hidden_layers=layers,
        num_attention_heads=2,
        num_key_value_heads=2,
        max_position_embeddings=512,
        tie_word_embeddings=False,
        initializer_range=0.3,
        bos_token_id=tokenizer.bos_token_id,
        eos_token_id=tokenizer.eos_token_id,
        pad_token_id=tokenizer.pad_token_id,
    )
    config = LlavaConfig(
        vision_config=vision,
        text_config=text,
        image_token_index=tokenizer.convert_tokens_to_ids("<image>"),
        vision_feature_layer=-2,
        vision_feature_select_strategy="default",
        image_seq_length=16,
        tie_word_embeddings=False,
    )
    with torch.random.fork_rng():
        torch.manual_seed(seed)
        model = LlavaForConditionalGeneration(config)
    # Whole words only, so that captions can be read: the other tokens' logits are zero, which the
    # largest of the words' random ones exceeds.
    words = [
        index
        for index, token in enumerate(tokenizer.convert_ids_to_tokens(range(len(tokenizer))))
        if token in (",", ".", "</s>") or (token.startswith("Ġ") and token[1:].isalpha())
    ]
    with torch.no_grad():
        kept = torch.zeros(len(tokenizer), 1)
        kept[words] = 1.0
        model.lm_head.weight.mul_(kept)
        for parameter in model.model.multi_modal_projector.parameters():
            parameter.mul_(2.0)  # answers shall depend on the image
    model.generation_config.eos_token_id = tokenizer.eos_token_id
    model.generation_config.pad_token_id = tokenizer.pad_token_id
    model.generation_config.bos_token_id = tokenizer.bos_token_id
    with quiet_libraries():
        model.save_pretrained(folder)
    processor = LlavaProcessor(
        image_processor=CLIPImageProcessorPil(
            size={"shortest_edge": 32}, crop_size={"height": 32, "width": 32}
        ),
        tokenizer=tokenizer,
        patch_size=8,
        vision_feature_select_strategy="default",
        num_additional_image_tokens=1,
        chat_template=CHAT_TEMPLATE,
    )
    processor.save_pretrained(folder)
    return folder


def write_images(folder: Path, count: int, *, size: int = 40) -> list[Path]:
    """Write pictures of differing colours and stripes."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = []
    for index in range(count):
        image = Image.new("RGB", (size, size), (37 * index % 256, 91 * index % 256, 60))
        for line in range(0, size, 3 + index % 5):
            image.paste((200, 20 * index % 256, 255 - 30 * index % 256), (line, 0, line + 2, size))
        path = folder / f"{index:03}.png"
        image.save(path)
        paths.append(path)
    return paths


@functools.cache
def spare_libraries() -> None:
    """Spare what the libraries for models bring along, once they are all there.

    Each unloaded model is followed by a collection, which would take a third of a second.
    """
    importlib.import_module("peft")
    gc.collect()
    gc.freeze()


@pytest.fixture(scope="session", autouse=True)
def one_thread() -> None:
    """Matrices this small are slower on several threads than on one."""
    torch.set_num_threads(1)


@pytest.fixture(scope="session")
def tiny_llava_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Folder of a random LLaVA: 2 layers of 32, 32 px images, byte-level BPE. Do not change it."""
    folder = write_tiny_llava(tmp_path_factory.mktemp("tiny-llava") / "model")
    spare_libraries()
    return folder


@pytest.fixture
def tiny_llava(tiny_llava_folder: Path) -> Iterator[LoadedModel]:
    """The tiny LLaVA, freshly loaded on the CPU for each test, so that a test may train it."""
    loaded = load_model(ModelConfig(model=tiny_llava_folder, device="cpu"))
    yield loaded
    loaded.unload()


@pytest.fixture(scope="session")
def tiny_images(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """Eight small pictures that differ."""
    return write_images(tmp_path_factory.mktemp("tiny-images"), 8)


@pytest.fixture(scope="session")
def tiny_tokenizer() -> Any:
    """The tiny LLaVA's tokenizer with its chat template."""
    tokenizer = make_tokenizer()
    tokenizer.chat_template = CHAT_TEMPLATE
    return tokenizer


@contextlib.contextmanager
def reloading_here() -> Iterator[None]:
    """Reload exports in this process, without starting another one."""

    class Process:
        returncode = 0
        stdin = None

        def __init__(self, command: list[str], **_: Any) -> None:
            request, more = command[-2:]
            assert more == reload_script.MORE
            self.returncode = reload_script.main(request)

        def wait(self, timeout: float | None = None) -> int:
            return self.returncode

        def poll(self) -> int:
            return self.returncode

    with pytest.MonkeyPatch.context() as patch:
        # Only there: the platform module and others start processes too.
        here = types.SimpleNamespace(**{**vars(subprocess), "Popen": Process})
        patch.setattr(reload_process, "subprocess", here)
        yield


@pytest.fixture
def same_process() -> Iterator[None]:
    """What a test exports is reloaded in this process."""
    with reloading_here():
        yield
