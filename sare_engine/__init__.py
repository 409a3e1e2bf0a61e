"""SARE's engine: find the objects that a multimodal LLM hallucinates and erase them for good.

Everything a script needs is a name of this package. Each is imported when it is first used, so
that `import sare_engine` itself costs next to nothing.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sare_engine.config import (
        ChairConfig,
        ConceptsConfig,
        Config,
        DemoConfig,
        EraseConfig,
        EvaluateConfig,
        ExportConfig,
        GenerationConfig,
        InspectConfig,
        ModelConfig,
        ProbeConfig,
        RelearnConfig,
        ReportConfig,
        Setting,
        settings_of,
    )
    from sare_engine.control import Control
    from sare_engine.errors import (
        ConfigError,
        DataError,
        DeviceError,
        EngineError,
        ImageError,
        ModelError,
        StorageError,
    )
    from sare_engine.events import (
        Event,
        Failed,
        Finished,
        Notice,
        PhaseStarted,
        ProbeMetrics,
        Progress,
        StepMetrics,
        event_from_dict,
        event_to_dict,
    )
    from sare_engine.jobs import concepts, erase, evaluate, export, inspect, probe, relearn, report
    from sare_engine.jobs import demo as run_demo
    from sare_engine.models.loading import load_model
    from sare_engine.workspace.project import Project

__version__ = "0.1.0"

_HOMES = {
    "sare_engine.config": (
        "ChairConfig",
        "ConceptsConfig",
        "Config",
        "DemoConfig",
        "EraseConfig",
        "EvaluateConfig",
        "ExportConfig",
        "GenerationConfig",
        "InspectConfig",
        "ModelConfig",
        "ProbeConfig",
        "RelearnConfig",
        "ReportConfig",
        "Setting",
        "settings_of",
    ),
    "sare_engine.control": ("Control",),
    "sare_engine.errors": (
        "ConfigError",
        "DataError",
        "DeviceError",
        "EngineError",
        "ImageError",
        "ModelError",
        "StorageError",
    ),
    "sare_engine.events": (
        "Event",
        "Failed",
        "Finished",
        "Notice",
        "PhaseStarted",
        "ProbeMetrics",
        "Progress",
        "StepMetrics",
        "event_from_dict",
        "event_to_dict",
    ),
    "sare_engine.jobs": (
        "concepts",
        "erase",
        "evaluate",
        "export",
        "inspect",
        "probe",
        "relearn",
        "report",
        # `sare_engine.demo` is the subpackage, which importing it would put in the verb's place.
        "run_demo",
    ),
    "sare_engine.models.loading": ("load_model",),
    "sare_engine.workspace.project": ("Project",),
}
_HOME_OF = {name: home for home, names in _HOMES.items() for name in names}

__all__ = [
    "ChairConfig",
    "ConceptsConfig",
    "Config",
    "ConfigError",
    "Control",
    "DataError",
    "DemoConfig",
    "DeviceError",
    "EngineError",
    "EraseConfig",
    "EvaluateConfig",
    "Event",
    "ExportConfig",
    "Failed",
    "Finished",
    "GenerationConfig",
    "ImageError",
    "InspectConfig",
    "ModelConfig",
    "ModelError",
    "Notice",
    "PhaseStarted",
    "ProbeConfig",
    "ProbeMetrics",
    "Progress",
    "Project",
    "RelearnConfig",
    "ReportConfig",
    "Setting",
    "StepMetrics",
    "StorageError",
    "concepts",
    "erase",
    "evaluate",
    "event_from_dict",
    "event_to_dict",
    "export",
    "inspect",
    "load_model",
    "probe",
    "relearn",
    "report",
    "run_demo",
    "settings_of",
]


def __getattr__(name: str) -> Any:
    home = _HOME_OF.get(name)
    if home is None:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(importlib.import_module(home), "demo" if name == "run_demo" else name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
