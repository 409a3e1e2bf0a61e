"""A tiny checkpoint of each family, made once."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image

from sare_engine.config import ModelConfig
from sare_engine.models.loading import LoadedModel, load_model
from sare_engine.models.quiet import quiet_libraries
from tests.engine.architectures.builders import FAMILIES
from tests.engine.conftest import spare_libraries

MANY_WAYS = ("LLaVA-1.5", "Qwen2.5-VL", "PaliGemma", "InternVL")
"""Families that differ most in how a picture becomes tokens."""

all_families_in_slow_tests = pytest.mark.parametrize(
    "family",
    [pytest.param(one, marks=() if one in MANY_WAYS else pytest.mark.slow) for one in FAMILIES],
    indirect=True,
)
"""For a test that takes seconds with each family."""


@pytest.fixture(scope="session", params=list(FAMILIES))
def family(request: pytest.FixtureRequest) -> str:
    """The name of a family; a test that asks for it runs once for each."""
    return str(request.param)


@pytest.fixture(scope="session")
def family_folder(family: str, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The family's checkpoint. Do not change it."""
    folder = tmp_path_factory.mktemp("family")
    with quiet_libraries():
        FAMILIES[family](folder)
    spare_libraries()
    return folder


@pytest.fixture(scope="session")
def loaded_once(family_folder: Path) -> LoadedModel:
    """The family's model, for tests that leave it as it is."""
    return load_model(ModelConfig(model=family_folder, device="cpu"))


@pytest.fixture
def loaded(family_folder: Path) -> LoadedModel:
    """The family's model, freshly loaded, for tests that train it."""
    return load_model(ModelConfig(model=family_folder, device="cpu"))


@pytest.fixture(scope="session")
def pictures(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """Four pictures of different sizes and contents."""
    folder = tmp_path_factory.mktemp("sizes")
    paths = []
    for index, size in enumerate([(32, 32), (48, 32), (64, 48), (32, 64)]):
        image = Image.linear_gradient("L").resize(size).rotate(90 * index).convert("RGB")
        image.paste((60 * index, 200 - 40 * index, 99), (4 * index, 4, 4 * index + 16, 20))
        paths.append(folder / f"{index}.png")
        image.save(paths[-1])
    return paths
