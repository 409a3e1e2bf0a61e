"""A process of its own that trains the recommended form on a model of SmolVLM-256M's real size.

`python -m tests.engine.jobs.real_training FOLDER` makes the model with random weights there, and
prints as JSON what was planned and what the process took beyond its libraries.
"""

from __future__ import annotations

import dataclasses
import json
import sys
from pathlib import Path
from typing import Any

from PIL import Image

from sare_engine import EraseConfig, ModelConfig, StepMetrics, load_libraries, memory_plan
from sare_engine.control import Control
from sare_engine.erasure.batches import encode_example_set
from sare_engine.erasure.examples import CaptionExample, ExampleSet, Target
from sare_engine.erasure.trainer import train_erasure
from sare_engine.models.loading import load_model
from sare_engine.models.quiet import quiet_libraries
from sare_engine.models.trainable import attach_lora
from sare_engine.models.vision import VisionFeatures
from sare_engine.tuned import RECOMMENDED
from tests.engine.architectures.builders import IDEFICS_TEMPLATE, byte_level, write_processor

PROMPT = "Describe the image."
WRONG = " There is no spoon."
CAPTION = " ".join(["A red fork, a blue knife and a green cup on the table."] * 11) + WRONG
MEMORY = 8 * 10**9


def write_smolvlm_256m(folder: Path) -> None:
    """Write a model as large as HuggingFaceTB/SmolVLM-256M-Instruct, in bfloat16."""
    import torch
    from transformers import AutoModelForImageTextToText, LlamaConfig, SmolVLMConfig
    from transformers.models.smolvlm.image_processing_pil_smolvlm import SmolVLMImageProcessorPil

    tiles = [f"<row_{row}_col_{column}>" for row in range(1, 7) for column in range(1, 7)]
    tokenizer = byte_level(
        bos="",
        eos="<end_of_utterance>",
        pad="<|im_end|>",
        special=["<|im_start|>", "<global-img>", "<fake_token_around_image>", "<image>", *tiles],
    )
    images = SmolVLMImageProcessorPil(
        size={"longest_edge": 512}, max_image_size={"longest_edge": 512}
    )
    write_processor(
        folder, "SmolVLMProcessor", images, tokenizer, IDEFICS_TEMPLATE, image_seq_len=64
    )
    text = {
        "hidden_size": 576, "intermediate_size": 1536, "num_hidden_layers": 30,
        "num_attention_heads": 9, "num_key_value_heads": 3, "max_position_embeddings": 8192,
        "vocab_size": 49280,
    }  # fmt: skip
    vision = {
        "hidden_size": 768, "intermediate_size": 3072, "num_hidden_layers": 12,
        "num_attention_heads": 12, "image_size": 512, "patch_size": 16,
    }  # fmt: skip
    config = SmolVLMConfig(
        vision_config=vision,
        text_config=LlamaConfig(**text, pad_token_id=0),
        image_token_id=tokenizer.convert_tokens_to_ids("<image>"),
        scale_factor=4,
        tie_word_embeddings=False,
    )
    torch.manual_seed(0)
    model = AutoModelForImageTextToText.from_config(config, dtype=torch.bfloat16)
    model.generation_config.eos_token_id = tokenizer.eos_token_id
    model.generation_config.pad_token_id = tokenizer.pad_token_id
    model.save_pretrained(folder)


def train(folder: Path, picture: Path) -> dict[str, Any]:
    """Train three steps as planned; return plan, losses and the memory that it took."""
    config = EraseConfig(
        project=Path("none"),
        model=folder,
        device="cpu",
        steps=3,
        negative_batch=1,
        retain_batch=1,
        warmup=0.0,
        **RECOMMENDED,
    )
    plan = memory_plan(config, memory=MEMORY)
    config = dataclasses.replace(config, **plan["settings"])
    list(load_libraries())  # What they take does not count.
    before = _status("VmRSS")
    Path("/proc/self/clear_refs").write_text("5")  # The high-water mark begins again here.
    loaded = load_model(ModelConfig(model=folder, device="cpu", dtype=config.dtype))
    features = VisionFeatures(loaded)
    attach_lora(loaded, config.parts, config.lora_rank, config.lora_alpha, seed=0)
    wrong = Target("neg", len(CAPTION) - len(WRONG), len(CAPTION))
    right = Target("sent", 0, len(CAPTION))
    examples = ExampleSet(
        (CaptionExample(picture, PROMPT, CAPTION, (wrong,)),),
        (CaptionExample(picture, PROMPT, CAPTION, (right,)),),
        frozenset({"spoon"}),
    )
    data = encode_example_set(loaded, features, examples, negative_batch=1, retain_batch=1, seed=0)
    events = train_erasure(loaded, features, data, config, control=Control())
    steps = [dict(one.values) for one in events if isinstance(one, StepMetrics)]
    return {
        "plan": plan,
        "tokens": max(len(one.input_ids) for one in data.captions()),
        "losses": [one["loss_neg"] for one in steps],
        "taken": _status("VmHWM") - before,
    }


def _status(name: str) -> int:
    """Bytes of this process's memory, of one kind."""
    lines = Path("/proc/self/status").read_text().splitlines()
    return next(1024 * int(line.split()[1]) for line in lines if line.startswith(f"{name}:"))


def main() -> None:
    """Make the model in one process, train it in another: making it takes memory, too."""
    folder = Path(sys.argv[1])
    if not (folder / "config.json").is_file():
        with quiet_libraries():
            write_smolvlm_256m(folder)
        return
    picture = folder / "picture.png"
    Image.linear_gradient("L").resize((512, 512)).convert("RGB").save(picture)
    print(json.dumps(train(folder, picture)))


if __name__ == "__main__":
    main()
