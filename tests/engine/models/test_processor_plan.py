"""Processor files that lack something: completed with the published values, or refused."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from transformers import AutoProcessor

from sare_engine.config import ModelConfig
from sare_engine.errors import ModelError
from sare_engine.jobs.model_slot import ModelSlot
from sare_engine.models.families import family_of
from sare_engine.models.inspection import inspect_model
from sare_engine.models.loading import load_model
from sare_engine.models.processor_plan import plan_processor, write_completed
from sare_engine.models.processors import load_processor
from sare_engine.models.template_files import find_templates, takes_images

TURN = [{"role": "user", "content": [{"type": "image"}, {"type": "text", "text": "What?"}]}]

# Published config.json → what the published processor files say.
PUBLISHED: list[tuple[dict[str, Any], dict[str, Any], dict[str, Any]]] = [
    (  # llava-hf/llava-1.5-7b-hf
        {
            "model_type": "llava",
            "vision_feature_select_strategy": "default",
            "vision_config": {
                "model_type": "clip_vision_model",
                "image_size": 336,
                "patch_size": 14,
            },
        },
        {
            "patch_size": 14,
            "vision_feature_select_strategy": "default",
            "num_additional_image_tokens": 1,
        },
        {},
    ),
    (  # llava-hf/llava-interleave-qwen-0.5b-hf
        {
            "model_type": "llava",
            "vision_feature_select_strategy": "full",
            "vision_config": {
                "model_type": "siglip_vision_model",
                "image_size": 384,
                "patch_size": 14,
            },
        },
        {
            "patch_size": 14,
            "vision_feature_select_strategy": "full",
            "num_additional_image_tokens": 0,
        },
        {},
    ),
    (  # llava-hf/llava-onevision-qwen2-7b-ov-hf
        {
            "model_type": "llava_onevision",
            "vision_aspect_ratio": "anyres_max_9",
            "vision_feature_select_strategy": "full",
            "vision_config": {
                "model_type": "siglip_vision_model",
                "image_size": 384,
                "patch_size": 14,
            },
        },
        {
            "num_image_tokens": 729,
            "vision_feature_select_strategy": "full",
            "vision_aspect_ratio": "anyres_max_9",
        },
        {},
    ),
    (  # HuggingFaceTB/SmolVLM2-2.2B-Instruct
        {
            "model_type": "smolvlm",
            "scale_factor": 3,
            "vision_config": {"model_type": "smolvlm_vision", "image_size": 384, "patch_size": 14},
        },
        {"image_seq_len": 81},
        {},
    ),
    (  # HuggingFaceTB/SmolVLM-256M-Instruct
        {
            "model_type": "idefics3",
            "scale_factor": 4,
            "vision_config": {"model_type": "idefics3_vision", "image_size": 512, "patch_size": 16},
        },
        {"image_seq_len": 64},
        {},
    ),
    (  # HuggingFaceM4/Idefics3-8B-Llama3
        {
            "model_type": "idefics3",
            "scale_factor": 2,
            "vision_config": {"model_type": "idefics3_vision", "image_size": 364, "patch_size": 14},
        },
        {"image_seq_len": 169},
        {},
    ),
    (  # OpenGVLab/InternVL3-1B-hf
        {
            "model_type": "internvl",
            "downsample_ratio": 0.5,
            "vision_config": {"image_size": [448, 448], "patch_size": [14, 14]},
        },
        {"image_seq_length": 256},
        {},
    ),
    (  # google/gemma-3-4b-it
        {"model_type": "gemma3", "mm_tokens_per_image": 256, "vision_config": {"image_size": 896}},
        {"image_seq_length": 256},
        {},
    ),
    (  # google/paligemma2-3b-mix-224, whose config leaves out the usual size of an image
        {
            "model_type": "paligemma",
            "vision_config": {"model_type": "siglip_vision_model", "patch_size": 14},
        },
        {},
        {"image_seq_length": 256},
    ),
    (  # google/paligemma2-3b-pt-448
        {
            "model_type": "paligemma",
            "vision_config": {
                "model_type": "siglip_vision_model",
                "image_size": 448,
                "patch_size": 14,
            },
        },
        {},
        {"image_seq_length": 1024},
    ),
    (  # mistral-community/pixtral-12b
        {"model_type": "llava", "vision_config": {"model_type": "pixtral", "patch_size": 16}},
        {"patch_size": 16},
        {},
    ),
    (  # mistralai/Mistral-Small-3.1-24B-Instruct-2503
        {
            "model_type": "mistral3",
            "spatial_merge_size": 2,
            "vision_config": {"model_type": "pixtral", "patch_size": 14},
        },
        {"patch_size": 14, "spatial_merge_size": 2},
        {},
    ),
    (  # Qwen/Qwen3-VL-2B-Instruct
        {"model_type": "qwen3_vl", "vision_config": {"patch_size": 16, "spatial_merge_size": 2}},
        {},
        {"patch_size": 16, "merge_size": 2, "temporal_patch_size": 2},
    ),
    (  # Salesforce/blip2-opt-2.7b
        {"model_type": "blip-2", "num_query_tokens": 32, "vision_config": {"image_size": 224}},
        {"num_query_tokens": 32},
        {},
    ),
]


@pytest.mark.parametrize(("config", "processor", "images"), PUBLISHED)
def test_values_are_those_of_the_published_files(
    config: dict[str, Any], processor: dict[str, Any], images: dict[str, Any]
) -> None:
    family = family_of(config)
    assert family is not None
    values = family.values(config)
    assert dict(values.processor) == processor
    assert dict(values.images) == images


@pytest.fixture(scope="module")
def early(tiny_llava_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The tiny LLaVA with its settings in the files of 2024. Do not change it."""
    folder = tmp_path_factory.mktemp("early") / "model"
    shutil.copytree(tiny_llava_folder, folder)
    settings = json.loads((folder / "processor_config.json").read_text())
    images = {**settings.pop("image_processor"), "processor_class": "LlavaProcessor"}
    write(folder, "preprocessor_config.json", images)
    write(folder, "processor_config.json", settings)
    template = (folder / "chat_template.jinja").read_text()
    (folder / "chat_template.jinja").unlink()
    write(folder, "chat_template.json", {"chat_template": template})
    return folder


@pytest.fixture
def copy(early: Path, tmp_path: Path) -> Path:
    """A copy that a test may damage."""
    return Path(shutil.copytree(early, tmp_path / "copy"))


def write(folder: Path, name: str, value: Any) -> None:
    (folder / name).write_text(json.dumps(value))


def edit(folder: Path, name: str, **values: Any) -> None:
    """Change a JSON file; None removes a key."""
    data = json.loads((folder / name).read_text()) | values
    write(folder, name, {key: value for key, value in data.items() if value is not None})


def inputs(processor: Any) -> list[int]:
    text = processor.apply_chat_template(TURN, add_generation_prompt=True, tokenize=False)
    picture = Image.linear_gradient("L").resize((48, 32)).convert("RGB")
    ids: list[int] = processor(images=[picture], text=[text])["input_ids"][0]
    return ids


def _no_config(folder: Path) -> None:
    (folder / "processor_config.json").unlink()


def _no_count(folder: Path) -> None:
    edit(folder, "processor_config.json", num_additional_image_tokens=None)


def _null_patch(folder: Path) -> None:
    data = json.loads((folder / "processor_config.json").read_text())
    write(folder, "processor_config.json", {**data, "patch_size": None})


def _wrong_patch(folder: Path) -> None:
    edit(folder, "processor_config.json", patch_size=16)


@pytest.mark.parametrize(
    ("damage", "words"),
    [
        (_no_config, "is missing; completed"),
        (_no_count, "lacks settings; completed"),
        (_null_patch, "patch_size = 8"),
        (_wrong_patch, "patch_size = 8 instead of 16"),
    ],
)
def test_settings_are_completed_from_the_config(
    early: Path, copy: Path, damage: Callable[[Path], None], words: str
) -> None:
    damage(copy)
    summary = inspect_model(copy)
    assert summary.supported
    assert words in " ".join(summary.notices)
    assert inputs(load_processor(copy)) == inputs(load_processor(early))
    assert inspect_model(early).notices == ()


def test_what_the_config_does_not_tell_is_refused(copy: Path) -> None:
    config = json.loads((copy / "config.json").read_text())
    config["vision_config"]["model_type"] = "dinov2"
    write(copy, "config.json", config)
    assert plan_processor(copy, config).reasons == ()
    _no_count(copy)
    (reason,) = plan_processor(copy, config).reasons
    assert "num_additional_image_tokens" in reason
    assert "published model" in reason


@pytest.mark.parametrize(
    ("lost", "words"),
    [
        (("preprocessor_config.json",), "preprocessor_config.json"),
        (("tokenizer.json",), "tokenizer.json"),
        (("tokenizer.json", "tokenizer_config.json"), "tokenizer.json"),
    ],
)
def test_missing_files_are_refused_before_loading(
    copy: Path, lost: tuple[str, ...], words: str
) -> None:
    for name in lost:
        (copy / name).unlink()
    assert words in " ".join(inspect_model(copy).reasons)
    with pytest.raises(ModelError, match=words):
        load_model(ModelConfig(model=copy, device="cpu"))


def test_a_sentencepiece_tokenizer_names_the_libraries_it_needs(
    copy: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (copy / "tokenizer.json").rename(copy / "tokenizer.model")
    installed: list[str] = []
    monkeypatch.setattr(
        "sare_engine.models.processor_plan._installed", lambda name: name in installed
    )
    (reason,) = inspect_model(copy).reasons
    assert "pip install sentencepiece protobuf" in reason
    installed += ["sentencepiece", "google.protobuf"]
    assert inspect_model(copy).supported


def test_a_tokenizer_without_the_image_s_token_is_refused(copy: Path) -> None:
    edit(copy, "config.json", image_token_index=999)
    (reason,) = inspect_model(copy).reasons
    assert "no token 999" in reason


def test_pictures_of_another_size_than_the_vision_tower_s_are_refused(copy: Path) -> None:
    edit(copy, "preprocessor_config.json", crop_size={"height": 24, "width": 24})
    (reason,) = inspect_model(copy).reasons
    assert "24 pixels" in reason and "32" in reason


def test_a_processor_that_fails_is_reported_in_plain_words(copy: Path) -> None:
    edit(copy, "preprocessor_config.json", image_mean=[0.5])
    with pytest.raises(ModelError, match="test image") as caught:
        load_processor(copy)
    assert "processor" in caught.value.fix


TEXT_ONLY = [
    "{% for message in messages %}{{ message['role'] + ': ' + message['content'] }}{% endfor %}",
    "{% for message in messages %}{{ message['role'] }}: {{ message['content'] }}{% endfor %}",
    "{% for m in messages %}{{ m.role }}: {% for part in m.content %}{{ part.text }}"
    "{% endfor %}{% endfor %}",
    "{{ raise_exception('Only text is supported') }}",
    "{% this is no template",
]


@pytest.mark.parametrize("template", TEXT_ONLY)
def test_templates_for_text_take_no_images(template: str) -> None:
    assert not takes_images(template)
    assert not takes_images(template, ("<image>",))


def test_a_template_must_write_the_family_s_placeholder(early: Path) -> None:
    ((name, template),) = find_templates(early)
    assert name == "chat_template.json"
    assert takes_images(template)
    assert takes_images(template, ("<image>",))
    assert not takes_images(template, ("[IMG]",))
    assert takes_images("{% generation %}" + template + "{% endgeneration %}")


def _none(folder: Path) -> None:
    (folder / "chat_template.json").unlink()


def _text_only(folder: Path) -> None:
    _none(folder)
    edit(folder, "tokenizer_config.json", chat_template=TEXT_ONLY[0])


def _text_in_jinja(folder: Path) -> None:
    _none(folder)
    (folder / "chat_template.jinja").write_text(TEXT_ONLY[1])


@pytest.mark.parametrize(
    ("damage", "words"),
    [
        (_none, "no chat template"),
        (_text_only, "tokenizer_config.json is for text only"),
        (_text_in_jinja, "chat_template.jinja is for text only"),
    ],
)
def test_prompts_get_the_published_layout_with_a_notice(
    copy: Path, damage: Callable[[Path], None], words: str
) -> None:
    damage(copy)
    assert words in " ".join(inspect_model(copy).notices)
    events = list(ModelSlot().load(ModelConfig(model=copy, device="cpu")))
    assert any(words in getattr(event, "text", "") for event in events)
    processor = load_processor(copy)
    assert (
        processor.apply_chat_template(TURN, add_generation_prompt=True, tokenize=False)
        == "USER: <image>\nWhat? ASSISTANT:"
    )


def test_a_template_that_takes_images_wins_wherever_it_is(copy: Path) -> None:
    template = json.loads((copy / "chat_template.json").read_text())["chat_template"]
    write(copy, "chat_template.json", {"chat_template": TEXT_ONLY[0]})
    named = [{"name": "tools", "template": "x"}, {"name": "default", "template": template}]
    edit(copy, "tokenizer_config.json", chat_template=named)
    summary = inspect_model(copy)
    assert summary.supported and not summary.notices
    assert load_processor(copy).chat_template == template


@pytest.mark.parametrize(
    "text",
    [
        {"model_type": "llama", "vocab_size": 128_256},
        {"model_type": "qwen2", "vocab_size": 152_000},
        {"model_type": "mistral", "vocab_size": 32_064},
    ],
)
def test_a_language_model_with_another_layout_is_refused_by_name(
    copy: Path, text: dict[str, Any]
) -> None:
    _none(copy)
    config = json.loads((copy / "config.json").read_text())
    plan = plan_processor(copy, {**config, "text_config": text})
    assert "chat_template.json" in " ".join(plan.reasons)
    assert plan.template is None


def test_a_family_without_a_known_layout_is_refused_by_name(copy: Path) -> None:
    _none(copy)
    edit(copy, "config.json", model_type="owl")
    reasons = " ".join(inspect_model(copy).reasons)
    assert "type owl" in reasons and "chat_template.json" in reasons


def test_an_export_s_processor_files_are_completed(copy: Path, early: Path, tmp_path: Path) -> None:
    _no_config(copy)
    _text_only(copy)
    out = tmp_path / "out"
    shutil.copytree(copy, out)
    write_completed(copy, out)
    assert inspect_model(out).notices == ()
    plain = AutoProcessor.from_pretrained(out, local_files_only=True)
    assert inputs(plain) == inputs(load_processor(copy))
    before = sorted(early.iterdir())
    write_completed(early, early)
    assert sorted(early.iterdir()) == before
