"""Folders of each family without processor_config.json, or without a chat template."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from sare_engine.models.inspection import inspect_model
from sare_engine.models.processors import load_processor
from sare_engine.models.quiet import quiet_libraries

NO_CHAT = ("PaliGemma", "BLIP-2", "InstructBLIP")
TURNS = [
    {"role": "user", "content": [{"type": "image"}, {"type": "text", "text": "What?"}]},
    {"role": "assistant", "content": [{"type": "text", "text": "A fork."}]},
]
PUBLISHED = {
    # Their tiny checkpoints have the template of a sister.
    "Qwen3-VL": "<|im_start|>user\n<|vision_start|><|image_pad|><|vision_end|>What?<|im_end|>\n"
    "<|im_start|>assistant\nA fork.<|im_end|>\n",
    "Idefics3": "<|begin_of_text|>User:<image>What?<end_of_utterance>\nAssistant: A fork."
    "<end_of_utterance>\n",
}


@pytest.fixture(scope="module")
def copy(family: str, family_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The family's folder without both files."""
    folder = tmp_path_factory.mktemp("incomplete") / "model"
    shutil.copytree(family_folder, folder)
    (folder / "processor_config.json").unlink()
    (folder / "chat_template.jinja").unlink(missing_ok=True)
    if family in NO_CHAT:  # As fine-tunes bring it from a language model.
        path = folder / "tokenizer_config.json"
        settings = json.loads(path.read_text())
        path.write_text(json.dumps({**settings, "chat_template": "{{ messages[0].content }}"}))
    return folder


def processed(folder: Path) -> dict[str, list[int]]:
    """Token ids and shapes of a prompt with the image's sign."""
    with quiet_libraries():
        processor: Any = load_processor(folder)
        sign = processor.image_token if isinstance(processor.image_token, str) else ""
        picture = Image.linear_gradient("L").resize((48, 32)).convert("RGB")
        values = processor(images=[picture], text=[sign + "What?"], return_tensors="pt")
    return {
        name: value.flatten().tolist() if "ids" in name else list(value.shape)
        for name, value in values.items()
    }


def test_what_the_processor_lacks_is_completed(family_folder: Path, copy: Path) -> None:
    assert processed(copy) == processed(family_folder)


def test_the_published_layout_stands_in_for_a_template(
    family: str, family_folder: Path, copy: Path
) -> None:
    summary = inspect_model(copy)
    if family == "Mistral3":
        assert "chat_template.json" in " ".join(summary.reasons)
        return
    assert summary.supported
    if family in NO_CHAT:
        assert "template" not in " ".join(summary.notices)
        with quiet_libraries():
            processor = load_processor(copy)
        assert processor.chat_template is None and processor.tokenizer.chat_template is None
        return
    assert "no chat template" in " ".join(summary.notices)
    with quiet_libraries():
        given, whole = load_processor(copy), load_processor(family_folder)
    told = given.apply_chat_template(TURNS, tokenize=False)
    asked = given.apply_chat_template(TURNS[:1], tokenize=False, add_generation_prompt=True)
    if family in PUBLISHED:
        assert told == PUBLISHED[family]
        assert asked == PUBLISHED[family].partition("A fork.")[0].rstrip(" ")
        return
    assert told == whole.apply_chat_template(TURNS, tokenize=False)
    assert asked == whole.apply_chat_template(TURNS[:1], tokenize=False, add_generation_prompt=True)
