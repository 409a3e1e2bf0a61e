"""Processors with and without torchvision."""

from __future__ import annotations

import importlib.util
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
import torch

from sare_engine.config import ModelConfig
from sare_engine.errors import ModelError
from sare_engine.models.images import open_image
from sare_engine.models.loading import load_model
from sare_engine.models.processors import load_processor

ENGINE = Path(__file__).parents[3]


def test_images_go_through_pillow(tiny_llava_folder: Path, tiny_images: list[Path]) -> None:
    processor = load_processor(tiny_llava_folder)
    assert type(processor.image_processor).__name__ == "CLIPImageProcessorPil"
    pixels = processor.image_processor(open_image(tiny_images[0]), return_tensors="pt")
    # Pillow's own resizing, then CLIP's mean and deviation, computed here.
    image = open_image(tiny_images[0]).resize((32, 32), resample=3)
    values = torch.from_numpy(np.asarray(image, dtype=np.float32)) / 255
    mean = torch.tensor([0.48145466, 0.4578275, 0.40821073])
    deviation = torch.tensor([0.26862954, 0.26130258, 0.27577711])
    expected = ((values - mean) / deviation).permute(2, 0, 1)
    torch.testing.assert_close(pixels["pixel_values"][0], expected, rtol=1e-4, atol=1e-4)


def test_what_was_replaced_while_loading_is_as_before(tiny_llava_folder: Path) -> None:
    from transformers import ProcessorMixin
    from transformers.models.auto.video_processing_auto import AutoVideoProcessor

    def now() -> tuple[object, ...]:
        pixtral = "transformers.models.pixtral.image_processing_pixtral"
        return (
            vars(AutoVideoProcessor)["from_pretrained"],
            vars(ProcessorMixin)["check_argument_for_proper_class"],
            sys.modules.get(pixtral),
        )

    before = now()
    load_processor(tiny_llava_folder)
    assert now() == before
    with pytest.raises(OSError):
        load_processor(tiny_llava_folder / "nowhere")
    assert now() == before


@pytest.mark.skipif(
    importlib.util.find_spec("torchvision") is not None, reason="a real torchvision is there"
)
def test_a_torchvision_that_does_not_fit_is_named(tiny_llava_folder: Path, tmp_path: Path) -> None:
    """In a process of its own, because what is imported once is not imported again."""
    package = tmp_path / "torchvision"
    package.mkdir()
    (package / "__init__.py").write_text(
        "raise RuntimeError('operator torchvision::nms does not exist')"
    )
    data = tmp_path / "torchvision-0.28.0.dist-info"
    data.mkdir()
    (data / "METADATA").write_text("Metadata-Version: 2.1\nName: torchvision\nVersion: 0.28.0\n")
    script = (
        "import sys; sys.path[:0] = sys.argv[1:3]\n"
        "from pathlib import Path\n"
        "from sare_engine.config import ModelConfig\n"
        "from sare_engine.errors import ModelError\n"
        "from sare_engine.models.loading import load_model\n"
        "try:\n"
        "    load_model(ModelConfig(model=Path(sys.argv[3]), device='cpu'))\n"
        "except ModelError as error:\n"
        "    print(error.why, error.fix)\n"
    )
    found = subprocess.run(
        [sys.executable, "-c", script, str(tmp_path), str(ENGINE), str(tiny_llava_folder)],
        capture_output=True,
        text=True,
        check=True,
        timeout=120,
    )
    assert "does not match PyTorch" in found.stdout
    assert "torchvision::nms" in found.stdout
    assert "pip uninstall torchvision" in found.stdout


def test_a_missing_library_is_named(
    tiny_llava_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def missing(folder: Path, *, trust_remote_code: bool) -> None:
        raise ImportError("Package `num2words` is required to run SmolVLM processor.")

    monkeypatch.setattr("sare_engine.models.loading.load_processor", missing)
    with pytest.raises(ModelError, match="num2words") as caught:
        load_model(ModelConfig(model=tiny_llava_folder, device="cpu"))
    assert "pip install num2words" in caught.value.fix
