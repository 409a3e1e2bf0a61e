"""What a built program holds: read by `sare-desktop.spec`, and checked by tests on any system.

Names of files are those inside the built folder, with "/" between folders.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
ICONS = ROOT / "assets" / "icons"
BUNDLE_IDENTIFIER = "org.sare.desktop"

METADATA = (
    "accelerate",
    "huggingface_hub",
    "inflect",
    "numpy",
    "num2words",
    "packaging",
    "peft",
    "pillow",
    "pyqtgraph",
    "pyyaml",
    "regex",
    "safetensors",
    "sare-desktop",
    "tokenizers",
    "torch",
    "tqdm",
    "transformers",
    "typeguard",
)
"""Packages whose versions transformers, PEFT, the about box or the record of a run asks for."""

OPTIONAL_PACKAGES = ("optuna", "pillow_heif", "bitsandbytes")
"""Packages of the extras, included where they are installed, with their sources: Optuna's database
is upgraded by scripts that are read as files."""

COLLECTED_PACKAGES = ("sare_desktop", "sare_engine")
"""Packages whose modules are imported by name: pages, rooms of the engine, registries."""

SOURCE_PACKAGES = ("transformers",)
"""Packages that read their own source files: transformers finds the code of a model family so."""

EXCLUDED_MODULES = (
    "IPython",
    "PyQt5",
    "PyQt6",
    "PySide2",
    "mypy",
    "pytest",
    "ruff",
    "tensorboard",
    "tkinter",
    "torch.utils.tensorboard",
)
"""Modules that libraries import if they are there, and that the program never reaches."""

_QT_MODULES = (
    "Designer|Labs|Lottie|Pdf|Qml|Quick|VirtualKeyboard|WaylandCompositor|WaylandEglCompositor"
)
_QT_PLUGINS = (
    "designer|qmllint|qmltooling|sqldrivers|vectorimageformats|virtualkeyboard|"
    "wayland-graphics-integration-server"
)

_NOT_NEEDED = (
    # Programs, headers and tests of PyTorch; the memory manager is for its data loaders.
    r"torch/bin/(?!torch_shm_manager)",
    r"torch/include/",
    r"torch/share/",
    r"torch/test/",
    # What compilers and type checkers read; lazy imports of the engine read its stubs.
    r".*\.(a|lib|h|hpp|cuh|cmake)$",
    r"(?!sare_).*\.pyi$",
    # Qt's own language, and what only it uses. The window is made of widgets.
    r"PySide6/(Qt/)?qml/",
    rf"(PySide6/)?(Qt/)?((lib|bin)/)?(lib)?Qt6?({_QT_MODULES})\w*[.\w]*$",
    rf"PySide6/Qt/lib/Qt({_QT_MODULES})\w*\.framework/",
    rf"PySide6/(Qt/)?plugins/({_QT_PLUGINS})/",
    r"PySide6/(lib)?pyside6qml\b.*",
    r"PySide6/(Qt/)?plugins/platforminputcontexts/.*qtvirtualkeyboard",
    r"PySide6/(Qt/)?plugins/imageformats/.*qpdf",
    # Of Qt's translations, those of its dialogs and menus are used.
    r"PySide6/(Qt/)?translations/(?!qtbase_)",
    # Data for tests and examples of libraries.
    r"matplotlib/mpl-data/sample_data/",
    r"pyqtgraph/examples/",
    r"networkx/.*/tests/",
    r".*/__pycache__/",
)


def is_needed(name: str) -> bool:
    """Whether a collected file belongs in the built program.

    Args:
        name: the file's name inside the built folder; "\\" counts as "/".
    """
    path = name.replace("\\", "/")
    return not any(re.match(pattern, path) for pattern in _NOT_NEEDED)


def own_files(root: Path = ROOT) -> Iterator[tuple[Path, str]]:
    """Yield the program's own files that aren't code: (file or folder, folder in the program)."""
    for folder in sorted((root / "assets").iterdir()):
        # The documents' pictures of the desktop are not for the program.
        if folder.is_dir() and folder.name != "screenshots":
            yield folder, f"assets/{folder.name}"
    for document in sorted((root / "docs").glob("*.md")):
        yield document, "docs"
    yield root / "docs" / "architecture.svg", "docs"


def icon(platform: str) -> Path:
    """Return the icon for a value of `sys.platform`."""
    return ICONS / ("sare-desktop.icns" if platform == "darwin" else "sare-desktop.ico")
