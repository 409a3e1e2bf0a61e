"""Tiny checkpoints with random weights, in the format in which each family is published.

Configs, tokenizers, chat templates and processor files are shaped like those of the models named
in each builder; only the sizes are small. Nothing is downloaded.
"""

from __future__ import annotations

import contextlib
import json
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import torch

CORPUS = [
    "A red fork, a blue knife and a green cup on the table. There is no spoon.",
    "A dog runs; a small bird flies over the house! A cat sits on a chair, near a lamp.",
    "Describe the image. Question: What is in the image? Short answer: a fork on a table.",
    "USER: ASSISTANT: user assistant model User Assistant Answer Is there a fork in the image?",
    "Yes No yes no YES NO",
]

IMAGE_SIZE = 32
PATCH = 8
WIDTH = 32

TEXT = {
    "hidden_size": WIDTH,
    "intermediate_size": 2 * WIDTH,
    "num_hidden_layers": 2,
    "num_attention_heads": 2,
    "num_key_value_heads": 2,
    "max_position_embeddings": 1024,
}
VISION = {
    "hidden_size": WIDTH,
    "intermediate_size": 2 * WIDTH,
    "num_hidden_layers": 2,
    "num_attention_heads": 2,
    "image_size": IMAGE_SIZE,
    "patch_size": PATCH,
}

Builder = Callable[[Path], None]


@contextlib.contextmanager
def sized(width: int, layers: int) -> Iterator[None]:
    """Within the block, checkpoints are that wide and deep, with heads of 16."""
    parts = (TEXT, VISION, QFORMER, PIXTRAL_VISION)
    before = [dict(part) for part in parts]
    global WIDTH  # noqa: PLW0603
    usual = WIDTH
    WIDTH = width
    for part in parts:
        part.update(hidden_size=width, num_attention_heads=width // 16)
    TEXT.update(
        intermediate_size=3 * width, num_hidden_layers=layers, num_key_value_heads=width // 16
    )
    QFORMER["encoder_hidden_size"] = width
    try:
        yield
    finally:
        WIDTH = usual
        for part, values in zip(parts, before, strict=True):
            part.clear()
            part.update(values)


def byte_level(
    *,
    bos: str = "",
    eos: str,
    pad: str,
    special: Sequence[str] = (),
    named: dict[str, str] | None = None,
) -> Any:
    """A byte-level BPE as GPT-2, Qwen and Mistral's Tekken have it; `bos` is put in front."""
    from tokenizers import Tokenizer, decoders, models, pre_tokenizers, trainers

    tokenizer = Tokenizer(models.BPE())
    tokenizer.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    tokenizer.decoder = decoders.ByteLevel()
    return _trained(
        tokenizer, trainers, pre_tokenizers.ByteLevel.alphabet(), bos, eos, pad, special, named
    )


def sentencepiece(
    *,
    bos: str = "",
    eos: str,
    pad: str,
    special: Sequence[str] = (),
    named: dict[str, str] | None = None,
    space_first: bool = True,
) -> Any:
    """A BPE with "▁" for the space and bytes to fall back on, as Llama's and Gemma's."""
    from tokenizers import Tokenizer, decoders, models, normalizers, trainers

    tokenizer = Tokenizer(models.BPE(unk_token="<unk>", byte_fallback=True, fuse_unk=True))
    steps = [normalizers.Prepend("▁")] if space_first else []
    tokenizer.normalizer = normalizers.Sequence([*steps, normalizers.Replace(" ", "▁")])
    stripped = [decoders.Strip(" ", 1, 0)] if space_first else []
    tokenizer.decoder = decoders.Sequence(
        [decoders.Replace("▁", " "), decoders.ByteFallback(), decoders.Fuse(), *stripped]
    )
    bytes_ = [f"<0x{value:02X}>" for value in range(256)]
    made = _trained(
        tokenizer, trainers, [], bos, eos, pad, ["<unk>", *special], named, plain=bytes_
    )
    made.unk_token = "<unk>"
    return made


def _trained(
    tokenizer: Any,
    trainers: Any,
    alphabet: Sequence[str],
    bos: str,
    eos: str,
    pad: str,
    special: Sequence[str],
    named: dict[str, str] | None,
    plain: Sequence[str] = (),
) -> Any:
    from tokenizers import processors
    from transformers import PreTrainedTokenizerFast

    first = list(dict.fromkeys([pad, bos, eos, *special, *(named or {}).values()]))
    first = [one for one in first if one]
    trainer = trainers.BpeTrainer(
        vocab_size=len(first) + len(plain) + 460,
        special_tokens=[*first, *plain],
        initial_alphabet=list(alphabet),
        show_progress=False,
    )
    # Words apart, so that merges do not run over spaces, each at the start of a text and within.
    words = [word for line in CORPUS for word in line.split(" ")]
    within = [] if _prepends(tokenizer) else [" " + word for word in words]
    tokenizer.train_from_iterator([*words, *within] * 3, trainer)
    if plain:  # bytes are no special tokens: decoding shows them
        data = json.loads(tokenizer.to_str())
        data["added_tokens"] = [one for one in data["added_tokens"] if one["content"] in first]
        tokenizer = type(tokenizer).from_str(json.dumps(data))
    if bos:
        tokenizer.post_processor = processors.TemplateProcessing(
            single=f"{bos} $A",
            pair=f"{bos} $A $B:1",
            special_tokens=[(bos, tokenizer.token_to_id(bos))],
        )
    names = {"eos_token": eos, "pad_token": pad} | ({"bos_token": bos} if bos else {})
    return PreTrainedTokenizerFast(
        tokenizer_object=tokenizer, extra_special_tokens=named or {}, **names
    )


def _prepends(tokenizer: Any) -> bool:
    return tokenizer.normalizer is not None and tokenizer.normalizer.normalize_str("a") == "▁a"


def write_processor(
    folder: Path, kind: str, images: Any, tokenizer: Any, template: str = "", **settings: Any
) -> None:
    """Save a processor's files as they lie on the hub, without making the processor itself."""
    folder.mkdir(parents=True, exist_ok=True)
    images.save_pretrained(folder)
    path = folder / "preprocessor_config.json"
    data = json.loads(path.read_text()) | {"processor_class": kind}
    path.write_text(json.dumps(data))
    tokenizer.save_pretrained(folder)
    if template:
        (folder / "chat_template.jinja").write_text(template)
    (folder / "processor_config.json").write_text(json.dumps({"processor_class": kind, **settings}))


def write_model(folder: Path, config: Any, tokenizer: Any, ends: Sequence[str]) -> None:
    """Save a model with random weights whose answers are words and depend on the image."""
    from transformers import AutoModelForImageTextToText

    with torch.random.fork_rng():
        torch.manual_seed(0)
        model = AutoModelForImageTextToText.from_config(config)
        with torch.no_grad():
            for parameter in model.parameters():
                if parameter.ndim > 1:
                    parameter.normal_(std=0.25)
    settings = model.generation_config
    settings.eos_token_id = tokenizer.convert_tokens_to_ids(list(ends))
    settings.pad_token_id = tokenizer.pad_token_id
    settings.bos_token_id = tokenizer.bos_token_id
    # Whole words only, so that captions can be read: the other tokens' logits are zero, which the
    # largest of the words' random ones exceeds. With tied embeddings these tokens enter as zeros.
    words = [
        index
        for index, token in enumerate(tokenizer.convert_ids_to_tokens(range(len(tokenizer))))
        if token in ends or (token[:1] in ("Ġ", "▁") and token[1:].isalpha() and len(token) > 2)
    ]
    head = model.get_output_embeddings().weight
    with torch.no_grad():
        kept = torch.zeros(len(head), 1)
        kept[words] = 1.0
        head.mul_(kept)
    model.save_pretrained(folder)


def _ids(tokenizer: Any, **names: str) -> dict[str, int]:
    return {name: tokenizer.convert_tokens_to_ids(token) for name, token in names.items()}


LLAVA_TEMPLATE = (
    "{% for message in messages %}{% if message['role'] != 'system' %}"
    "{{ message['role'].upper() + ': '}}{% endif %}"
    "{% for content in message['content'] | selectattr('type', 'equalto', 'image') %}"
    "{{ '<image>\\n' }}{% endfor %}"
    "{% if message['role'] != 'assistant' %}"
    "{% for content in message['content'] | selectattr('type', 'equalto', 'text') %}"
    "{{ content['text'] + ' '}}{% endfor %}{% else %}"
    "{% for content in message['content'] | selectattr('type', 'equalto', 'text') %}"
    "{% generation %}{{ content['text'] + ' '}}{% endgeneration %}{% endfor %}{% endif %}"
    "{% endfor %}{% if add_generation_prompt %}{{ 'ASSISTANT:' }}{% endif %}"
)


def llava(folder: Path) -> None:
    """llava-hf/llava-1.5-7b-hf."""
    from transformers import CLIPVisionConfig, LlamaConfig, LlavaConfig
    from transformers.models.clip.image_processing_pil_clip import CLIPImageProcessorPil

    tokenizer = sentencepiece(bos="<s>", eos="</s>", pad="<pad>", special=["<image>"])
    images = CLIPImageProcessorPil(
        size={"shortest_edge": IMAGE_SIZE}, crop_size={"height": IMAGE_SIZE, "width": IMAGE_SIZE}
    )
    write_processor(
        folder,
        "LlavaProcessor",
        images,
        tokenizer,
        LLAVA_TEMPLATE,
        patch_size=PATCH,
        vision_feature_select_strategy="default",
        num_additional_image_tokens=1,
        image_token="<image>",
    )
    config = LlavaConfig(
        vision_config=CLIPVisionConfig(**VISION),
        text_config=LlamaConfig(**TEXT, vocab_size=len(tokenizer)),
        image_token_index=tokenizer.convert_tokens_to_ids("<image>"),
        image_seq_length=(IMAGE_SIZE // PATCH) ** 2,
        tie_word_embeddings=False,
    )
    write_model(folder, config, tokenizer, ["</s>"])


MISTRAL_TEMPLATE = (
    "{% for message in messages %}{% if message['role'] == 'user' %}{{ '[INST] ' }}"
    "{% for content in message['content'] | selectattr('type', 'equalto', 'image') %}"
    "{{ '<image>\\n' }}{% endfor %}"
    "{% for content in message['content'] | selectattr('type', 'equalto', 'text') %}"
    "{{ content['text'] }}{% endfor %}{{ ' [/INST]' }}"
    "{% elif message['role'] == 'assistant' %}{{ ' ' + message['content'][0]['text'] + '</s> ' }}"
    "{% endif %}{% endfor %}"
)


def llava_next(folder: Path) -> None:
    """llava-hf/llava-v1.6-mistral-7b-hf: the image whole and in tiles."""
    from transformers import CLIPVisionConfig, LlavaNextConfig, MistralConfig
    from transformers.models.llava_next.image_processing_pil_llava_next import (
        LlavaNextImageProcessorPil,
    )

    pinpoints = [[32, 64], [64, 32], [64, 64]]
    tokenizer = sentencepiece(bos="<s>", eos="</s>", pad="<pad>", special=["<image>"])
    images = LlavaNextImageProcessorPil(
        size={"shortest_edge": IMAGE_SIZE},
        crop_size={"height": IMAGE_SIZE, "width": IMAGE_SIZE},
        image_grid_pinpoints=pinpoints,
    )
    write_processor(
        folder,
        "LlavaNextProcessor",
        images,
        tokenizer,
        MISTRAL_TEMPLATE,
        patch_size=PATCH,
        vision_feature_select_strategy="default",
        num_additional_image_tokens=1,
        image_token="<image>",
    )
    config = LlavaNextConfig(
        vision_config=CLIPVisionConfig(**VISION),
        text_config=MistralConfig(**TEXT, vocab_size=len(tokenizer)),
        image_token_index=tokenizer.convert_tokens_to_ids("<image>"),
        image_grid_pinpoints=pinpoints,
        image_seq_length=(IMAGE_SIZE // PATCH) ** 2,
        tie_word_embeddings=False,
    )
    write_model(folder, config, tokenizer, ["</s>"])


ONEVISION_TEMPLATE = (
    "{% for message in messages %}{{'<|im_start|>' + message['role'] + ' '}}"
    "{% for content in message['content'] | selectattr('type', 'equalto', 'image') %}"
    "{{ '<image>' }}{% endfor %}"
    "{% if message['role'] != 'assistant' %}"
    "{% for content in message['content'] | selectattr('type', 'equalto', 'text') %}"
    "{{ '\\n' + content['text'] }}{% endfor %}{% else %}"
    "{% for content in message['content'] | selectattr('type', 'equalto', 'text') %}"
    "{% generation %}{{ '\\n' + content['text'] }}{% endgeneration %}{% endfor %}{% endif %}"
    "{{'<|im_end|>'}}{% endfor %}"
    "{% if add_generation_prompt %}{{ '<|im_start|>assistant\\n' }}{% endif %}"
)


def llava_onevision(folder: Path) -> None:
    """llava-hf/llava-onevision-qwen2-0.5b-ov-hf: SigLIP, tiles, Qwen2 with tied embeddings."""
    from transformers import LlavaOnevisionConfig, Qwen2Config, SiglipVisionConfig
    from transformers.models.llava_onevision.image_processing_pil_llava_onevision import (
        LlavaOnevisionImageProcessorPil,
    )

    pinpoints = [[32, 32], [32, 64], [64, 32], [64, 64]]
    tokenizer = byte_level(
        eos="<|im_end|>",
        pad="<|endoftext|>",
        special=["<|im_start|>"],
        named={"image_token": "<image>", "video_token": "<video>"},
    )
    images = LlavaOnevisionImageProcessorPil(
        size={"height": IMAGE_SIZE, "width": IMAGE_SIZE}, image_grid_pinpoints=pinpoints
    )
    write_processor(
        folder,
        "LlavaOnevisionProcessor",
        images,
        tokenizer,
        ONEVISION_TEMPLATE,
        num_image_tokens=(IMAGE_SIZE // PATCH) ** 2,
        vision_feature_select_strategy="full",
        image_token="<image>",
        video_token="<video>",
    )
    config = LlavaOnevisionConfig(
        vision_config=SiglipVisionConfig(**VISION, vision_use_head=False),
        text_config=Qwen2Config(**TEXT, vocab_size=len(tokenizer), tie_word_embeddings=True),
        image_token_index=tokenizer.convert_tokens_to_ids("<image>"),
        video_token_index=tokenizer.convert_tokens_to_ids("<video>"),
        image_grid_pinpoints=pinpoints,
        tie_word_embeddings=True,
    )
    write_model(folder, config, tokenizer, ["<|im_end|>"])


QWEN_TEMPLATE = (
    "{% for message in messages %}{% if loop.first and message['role'] != 'system' %}"
    "<|im_start|>system\nYou are a helpful assistant.<|im_end|>\n{% endif %}"
    "<|im_start|>{{ message['role'] }}\n"
    "{% if message['content'] is string %}{{ message['content'] }}<|im_end|>\n{% else %}"
    "{% for content in message['content'] %}"
    "{% if content['type'] == 'image' or 'image' in content %}"
    "<|vision_start|><|image_pad|><|vision_end|>"
    "{% elif 'text' in content %}{{ content['text'] }}{% endif %}{% endfor %}<|im_end|>\n"
    "{% endif %}{% endfor %}{% if add_generation_prompt %}<|im_start|>assistant\n{% endif %}"
)
QWEN_SPECIAL = (
    "<|im_start|>",
    "<|vision_start|>",
    "<|vision_end|>",
    "<|image_pad|>",
    "<|video_pad|>",
)
QWEN_ROPE = {"rope_type": "default", "rope_theta": 10000.0, "mrope_section": [2, 3, 3]}


def _qwen(folder: Path, kind: str, patch: int = PATCH) -> tuple[Any, dict[str, int]]:
    from transformers.models.qwen2_vl.image_processing_pil_qwen2_vl import Qwen2VLImageProcessorPil

    tokenizer = byte_level(eos="<|im_end|>", pad="<|endoftext|>", special=QWEN_SPECIAL)
    images = Qwen2VLImageProcessorPil(
        patch_size=patch, size={"shortest_edge": 16 * 16, "longest_edge": 64 * 64}
    )
    write_processor(folder, kind, images, tokenizer, QWEN_TEMPLATE)
    return tokenizer, _ids(
        tokenizer,
        image_token_id="<|image_pad|>",
        video_token_id="<|video_pad|>",
        vision_start_token_id="<|vision_start|>",
        vision_end_token_id="<|vision_end|>",
    )


def qwen2_vl(folder: Path) -> None:
    """Qwen/Qwen2-VL-2B-Instruct: any size, three-dimensional positions, tied embeddings."""
    from transformers import Qwen2VLConfig

    tokenizer, ids = _qwen(folder, "Qwen2VLProcessor")
    config = Qwen2VLConfig(
        text_config={**TEXT, "vocab_size": len(tokenizer), "rope_parameters": QWEN_ROPE},
        vision_config={
            "depth": 2,
            "embed_dim": WIDTH,
            "num_heads": 2,
            "hidden_size": WIDTH,
            "patch_size": PATCH,
            "mlp_ratio": 2,
        },
        tie_word_embeddings=True,
        **ids,
    )
    write_model(folder, config, tokenizer, ["<|im_end|>", "<|endoftext|>"])


def qwen2_5_vl(folder: Path) -> None:
    """Qwen/Qwen2.5-VL-3B-Instruct: windows of attention in the vision tower."""
    from transformers import Qwen2_5_VLConfig

    tokenizer, ids = _qwen(folder, "Qwen2_5_VLProcessor")
    config = Qwen2_5_VLConfig(
        text_config={**TEXT, "vocab_size": len(tokenizer), "rope_parameters": QWEN_ROPE},
        vision_config={
            "depth": 2,
            "hidden_size": WIDTH,
            "num_heads": 2,
            "intermediate_size": 2 * WIDTH,
            "out_hidden_size": WIDTH,
            "patch_size": PATCH,
            "window_size": 32,
            "fullatt_block_indexes": [1],
        },
        tie_word_embeddings=True,
        **ids,
    )
    write_model(folder, config, tokenizer, ["<|im_end|>", "<|endoftext|>"])


def qwen3_vl(folder: Path) -> None:
    """Qwen/Qwen3-VL-2B-Instruct: features enter several layers (DeepStack)."""
    from transformers import Qwen3VLConfig

    tokenizer, ids = _qwen(folder, "Qwen3VLProcessor")
    rope = QWEN_ROPE | {"mrope_interleaved": True}
    config = Qwen3VLConfig(
        text_config={**TEXT, "vocab_size": len(tokenizer), "rope_parameters": rope, "head_dim": 16},
        vision_config={
            "depth": 2,
            "hidden_size": WIDTH,
            "num_heads": 2,
            "intermediate_size": 2 * WIDTH,
            "out_hidden_size": WIDTH,
            "patch_size": PATCH,
            "num_position_embeddings": 64,
            "deepstack_visual_indexes": [0, 1],
        },
        tie_word_embeddings=True,
        **ids,
    )
    write_model(folder, config, tokenizer, ["<|im_end|>", "<|endoftext|>"])


IDEFICS_TEMPLATE = (
    "<|im_start|>{% for message in messages %}{{message['role'] | capitalize}}"
    "{% if message['content'][0]['type'] == 'image' %}{{':'}}{% else %}{{': '}}{% endif %}"
    "{% for line in message['content'] %}{% if line['type'] == 'text' %}{{line['text']}}"
    "{% elif line['type'] == 'image' %}{{ '<image>' }}{% endif %}{% endfor %}<end_of_utterance>\n"
    "{% endfor %}{% if add_generation_prompt %}{{ 'Assistant:' }}{% endif %}"
)


def _idefics(folder: Path, kind: str, images: Any) -> Any:
    tiles = [f"<row_{row}_col_{column}>" for row in range(1, 4) for column in range(1, 4)]
    tokenizer = byte_level(
        bos="",
        eos="<end_of_utterance>",
        pad="<|im_end|>",
        special=["<|im_start|>", "<global-img>", "<fake_token_around_image>", "<image>", *tiles],
    )
    write_processor(
        folder, kind, images, tokenizer, IDEFICS_TEMPLATE, image_seq_len=(32 // PATCH // 2) ** 2
    )
    return tokenizer


def smolvlm(folder: Path) -> None:
    """HuggingFaceTB/SmolVLM2-2.2B-Instruct: tiles with row and column tokens."""
    from transformers import LlamaConfig, SmolVLMConfig
    from transformers.models.smolvlm.image_processing_pil_smolvlm import SmolVLMImageProcessorPil

    images = SmolVLMImageProcessorPil(
        size={"longest_edge": 64}, max_image_size={"longest_edge": IMAGE_SIZE}
    )
    tokenizer = _idefics(folder, "SmolVLMProcessor", images)
    config = SmolVLMConfig(
        vision_config=VISION,
        text_config=LlamaConfig(**TEXT, vocab_size=len(tokenizer), pad_token_id=0),
        image_token_id=tokenizer.convert_tokens_to_ids("<image>"),
        scale_factor=2,
        tie_word_embeddings=False,
    )
    write_model(folder, config, tokenizer, ["<end_of_utterance>"])


def idefics3(folder: Path) -> None:
    """HuggingFaceM4/Idefics3-8B-Llama3."""
    from transformers import Idefics3Config, LlamaConfig
    from transformers.models.idefics3.image_processing_pil_idefics3 import Idefics3ImageProcessorPil

    images = Idefics3ImageProcessorPil(
        size={"longest_edge": 64}, max_image_size={"longest_edge": IMAGE_SIZE}
    )
    tokenizer = _idefics(folder, "Idefics3Processor", images)
    config = Idefics3Config(
        vision_config=VISION,
        text_config=LlamaConfig(**TEXT, vocab_size=len(tokenizer), pad_token_id=0),
        image_token_id=tokenizer.convert_tokens_to_ids("<image>"),
        scale_factor=2,
        tie_word_embeddings=False,
    )
    write_model(folder, config, tokenizer, ["<end_of_utterance>"])


INTERNVL_TEMPLATE = (
    "{% for message in messages %}{{'<|im_start|>' + message['role'] + '\n'}}"
    "{% if message['content'] is string %}{{ message['content'] }}{% else %}"
    "{% for content in message['content'] %}{% if content['type'] == 'image' %}"
    "{{ '<IMG_CONTEXT>\n' }}{% elif content['type'] == 'text' %}{{ content['text'] }}{% endif %}"
    "{% endfor %}{% endif %}{{'<|im_end|>\n'}}{% endfor %}"
    "{% if add_generation_prompt %}{{'<|im_start|>assistant\n' }}{% endif %}"
)


def internvl(folder: Path) -> None:
    """OpenGVLab/InternVL3-1B-hf: tiles, pixel shuffle, Qwen2."""
    from transformers import InternVLConfig, Qwen2Config
    from transformers.models.got_ocr2.image_processing_pil_got_ocr2 import GotOcr2ImageProcessorPil

    tokenizer = byte_level(
        eos="<|im_end|>",
        pad="<|endoftext|>",
        special=["<|im_start|>"],
        named={
            "start_image_token": "<img>",
            "end_image_token": "</img>",
            "context_image_token": "<IMG_CONTEXT>",
            "video_token": "<video>",
        },
    )
    images = GotOcr2ImageProcessorPil(
        size={"height": IMAGE_SIZE, "width": IMAGE_SIZE},
        crop_to_patches=True,
        min_patches=1,
        max_patches=4,
    )
    tokens = (IMAGE_SIZE // PATCH // 2) ** 2
    write_processor(
        folder, "InternVLProcessor", images, tokenizer, INTERNVL_TEMPLATE, image_seq_length=tokens
    )
    config = InternVLConfig(
        vision_config=VISION | {"image_size": [IMAGE_SIZE] * 2, "patch_size": [PATCH] * 2},
        text_config=Qwen2Config(**TEXT, vocab_size=len(tokenizer)),
        image_token_id=tokenizer.convert_tokens_to_ids("<IMG_CONTEXT>"),
        image_seq_length=tokens,
        tie_word_embeddings=False,
    )
    write_model(folder, config, tokenizer, ["<|im_end|>"])


def paligemma(folder: Path) -> None:
    """google/paligemma2-3b-mix-224: no chat template, the prompt attends in both directions."""
    from transformers import Gemma2Config, PaliGemmaConfig, SiglipVisionConfig
    from transformers.models.siglip.image_processing_pil_siglip import SiglipImageProcessorPil

    tokenizer = sentencepiece(
        bos="<bos>", eos="<eos>", pad="<pad>", special=["<image>"], space_first=False
    )
    # The processor adds 1,152 tokens for places and shapes, which the published files hold.
    places = [f"<loc{index:0>4}>" for index in range(1024)]
    tokenizer.add_tokens(places + [f"<seg{index:0>3}>" for index in range(128)])
    tokens = (IMAGE_SIZE // PATCH) ** 2
    images = SiglipImageProcessorPil(size={"height": IMAGE_SIZE, "width": IMAGE_SIZE})
    images.image_seq_length = tokens
    write_processor(folder, "PaliGemmaProcessor", images, tokenizer)
    config = PaliGemmaConfig(
        vision_config=SiglipVisionConfig(**VISION, projection_dim=WIDTH, vision_use_head=False),
        text_config=Gemma2Config(
            **TEXT, head_dim=16, vocab_size=len(tokenizer), num_image_tokens=tokens
        ),
        image_token_index=tokenizer.convert_tokens_to_ids("<image>"),
        projection_dim=WIDTH,
        hidden_size=WIDTH,
    )
    write_model(folder, config, tokenizer, ["<eos>"])


GEMMA_TEMPLATE = (
    "{{ bos_token }}{% for message in messages %}"
    "{% if message['role'] == 'assistant' %}{% set role = 'model' %}"
    "{% else %}{% set role = message['role'] %}{% endif %}"
    "{{ '<start_of_turn>' + role + '\n' }}"
    "{% if message['content'] is string %}{{ message['content'] | trim }}{% else %}"
    "{% for item in message['content'] %}{% if item['type'] == 'image' %}{{ '<start_of_image>' }}"
    "{% elif item['type'] == 'text' %}{{ item['text'] | trim }}{% endif %}{% endfor %}{% endif %}"
    "{{ '<end_of_turn>\n' }}{% endfor %}"
    "{% if add_generation_prompt %}{{'<start_of_turn>model\n'}}{% endif %}"
)


def gemma3(folder: Path) -> None:
    """google/gemma-3-4b-it: pooled image tokens that attend in both directions, sliding windows."""
    from transformers import Gemma3Config, Gemma3TextConfig, SiglipVisionConfig
    from transformers.models.gemma3.image_processing_pil_gemma3 import Gemma3ImageProcessorPil

    tokenizer = sentencepiece(
        bos="<bos>",
        eos="<eos>",
        pad="<pad>",
        special=["<start_of_turn>", "<end_of_turn>"],
        named={
            "boi_token": "<start_of_image>",
            "eoi_token": "<end_of_image>",
            "image_token": "<image_soft_token>",
        },
        space_first=False,
    )
    images = Gemma3ImageProcessorPil(size={"height": IMAGE_SIZE, "width": IMAGE_SIZE})
    write_processor(
        folder, "Gemma3Processor", images, tokenizer, GEMMA_TEMPLATE, image_seq_length=4
    )
    config = Gemma3Config(
        vision_config=SiglipVisionConfig(**VISION, vision_use_head=False),
        text_config=Gemma3TextConfig(
            **TEXT,
            head_dim=16,
            vocab_size=len(tokenizer),
            sliding_window=16,
            layer_types=["sliding_attention"] * (TEXT["num_hidden_layers"] - 1)
            + ["full_attention"],
            query_pre_attn_scalar=16,
        ),
        mm_tokens_per_image=4,
        **_ids(
            tokenizer,
            boi_token_index="<start_of_image>",
            eoi_token_index="<end_of_image>",
            image_token_index="<image_soft_token>",
        ),
    )
    write_model(folder, config, tokenizer, ["<eos>", "<end_of_turn>"])


PIXTRAL_TEMPLATE = (
    "{{ bos_token }}{% for message in messages %}{% if message['role'] == 'user' %}{{ '[INST]' }}"
    "{% for block in message['content'] %}{% if block['type'] == 'text' %}{{ block['text'] }}"
    "{% elif block['type'] in ['image', 'image_url'] %}{{ '[IMG]' }}{% endif %}{% endfor %}"
    "{{ '[/INST]' }}{% elif message['role'] == 'assistant' %}"
    "{{ message['content'][0]['text'] + eos_token }}{% endif %}{% endfor %}"
)


def _pixtral(folder: Path, spatial_merge: int) -> Any:
    from transformers.models.pixtral.image_processing_pil_pixtral import PixtralImageProcessorPil

    tokenizer = byte_level(
        bos="<s>",
        eos="</s>",
        pad="<pad>",
        special=["[INST]", "[/INST]", "[IMG]", "[IMG_BREAK]", "[IMG_END]"],
    )
    images = PixtralImageProcessorPil(
        size={"longest_edge": 64},
        patch_size={"height": PATCH * spatial_merge, "width": PATCH * spatial_merge},
    )
    write_processor(
        folder,
        "PixtralProcessor",
        images,
        tokenizer,
        PIXTRAL_TEMPLATE,
        patch_size=PATCH,
        spatial_merge_size=spatial_merge,
        image_token="[IMG]",
        image_break_token="[IMG_BREAK]",
        image_end_token="[IMG_END]",
    )
    return tokenizer


PIXTRAL_VISION = VISION | {"image_size": 64}


def pixtral(folder: Path) -> None:
    """mistral-community/pixtral-12b: a LLaVA with images of any size and row breaks."""
    from transformers import LlavaConfig, MistralConfig, PixtralVisionConfig

    tokenizer = _pixtral(folder, 1)
    config = LlavaConfig(
        vision_config=PixtralVisionConfig(**PIXTRAL_VISION),
        text_config=MistralConfig(**TEXT, head_dim=16, vocab_size=len(tokenizer)),
        image_token_index=tokenizer.convert_tokens_to_ids("[IMG]"),
        vision_feature_layer=-1,
        vision_feature_select_strategy="full",
        tie_word_embeddings=False,
    )
    write_model(folder, config, tokenizer, ["</s>"])


def mistral3(folder: Path) -> None:
    """mistralai/Mistral-Small-3.1-24B-Instruct-2503: Pixtral's tower, patches merged by four."""
    from transformers import Mistral3Config, MistralConfig, PixtralVisionConfig

    tokenizer = _pixtral(folder, 2)
    config = Mistral3Config(
        vision_config=PixtralVisionConfig(**PIXTRAL_VISION),
        text_config=MistralConfig(**TEXT, head_dim=16, vocab_size=len(tokenizer)),
        image_token_index=tokenizer.convert_tokens_to_ids("[IMG]"),
        spatial_merge_size=2,
        tie_word_embeddings=False,
    )
    write_model(folder, config, tokenizer, ["</s>"])


QFORMER = {
    "hidden_size": WIDTH,
    "intermediate_size": 2 * WIDTH,
    "num_hidden_layers": 2,
    "num_attention_heads": 2,
    "encoder_hidden_size": WIDTH,
    "cross_attention_frequency": 1,
}


def _blip_images() -> Any:
    from transformers.models.blip.image_processing_pil_blip import BlipImageProcessorPil

    return BlipImageProcessorPil(size={"height": IMAGE_SIZE, "width": IMAGE_SIZE})


def blip2(folder: Path) -> None:
    """Salesforce/blip2-opt-2.7b: query tokens in front of the prompt, no chat template."""
    from transformers import Blip2Config, OPTConfig

    tokenizer = byte_level(bos="</s>", eos="</s>", pad="<pad>", special=["<image>"])
    write_processor(folder, "Blip2Processor", _blip_images(), tokenizer, num_query_tokens=4)
    config = Blip2Config(
        vision_config=VISION,
        qformer_config=QFORMER,
        text_config=OPTConfig(
            hidden_size=WIDTH,
            word_embed_proj_dim=WIDTH,
            ffn_dim=TEXT["intermediate_size"],
            num_hidden_layers=TEXT["num_hidden_layers"],
            num_attention_heads=TEXT["num_attention_heads"],
            max_position_embeddings=256,
            vocab_size=len(tokenizer),
            pad_token_id=0,
            bos_token_id=1,
            eos_token_id=1,
            dropout=0.0,
        ),
        num_query_tokens=4,
        image_token_index=tokenizer.convert_tokens_to_ids("<image>"),
    )
    write_model(folder, config, tokenizer, ["</s>"])


def instructblip(folder: Path) -> None:
    """Salesforce/instructblip-vicuna-7b: what is seen depends on what is asked."""
    from transformers import InstructBlipConfig, LlamaConfig

    tokenizer = sentencepiece(bos="<s>", eos="</s>", pad="<pad>", special=["<image>"])
    write_processor(folder, "InstructBlipProcessor", _blip_images(), tokenizer, num_query_tokens=4)
    questions = byte_level(bos="[CLS]", eos="[SEP]", pad="[PAD]")
    questions.save_pretrained(folder / "qformer_tokenizer")
    config = InstructBlipConfig(
        vision_config=VISION,
        qformer_config=QFORMER | {"vocab_size": len(questions)},
        text_config=LlamaConfig(**TEXT, vocab_size=len(tokenizer)),
        num_query_tokens=4,
        image_token_index=tokenizer.convert_tokens_to_ids("<image>"),
    )
    write_model(folder, config, tokenizer, ["</s>"])


FAMILIES: dict[str, Builder] = {
    "LLaVA-1.5": llava,
    "LLaVA-NeXT": llava_next,
    "LLaVA-OneVision": llava_onevision,
    "Qwen2-VL": qwen2_vl,
    "Qwen2.5-VL": qwen2_5_vl,
    "Qwen3-VL": qwen3_vl,
    "SmolVLM": smolvlm,
    "Idefics3": idefics3,
    "InternVL": internvl,
    "PaliGemma": paligemma,
    "Gemma 3": gemma3,
    "Pixtral": pixtral,
    "Mistral3": mistral3,
    "BLIP-2": blip2,
    "InstructBLIP": instructblip,
}
"""Name as people know it → what writes a tiny one."""
