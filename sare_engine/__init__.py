"""SARE's engine: find the objects that a multimodal LLM hallucinates and erase them for good.

Everything a script needs is a name of this package. Each is imported when it is first used, so
that `import sare_engine` itself costs next to nothing.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sare_engine.assets import (
        ASSETS_FOLDER,
        DEMO_FOLDER,
    )
    from sare_engine.cli.command_line import (
        command_of,
    )
    from sare_engine.config import (
        AddImagesConfig,
        AmberConfig,
        AnnotateConfig,
        AskConfig,
        CalibrateConfig,
        ChairConfig,
        CompareConfig,
        ConceptsConfig,
        DemoConfig,
        DownloadConfig,
        EraseConfig,
        EvaluateConfig,
        ExportConfig,
        GenerationConfig,
        ImportCaptionsConfig,
        InspectConfig,
        JudgeConfig,
        LandscapeConfig,
        ModelConfig,
        NewNounsConfig,
        PopeConfig,
        ProbeConfig,
        RelearnConfig,
        ReportConfig,
    )
    from sare_engine.control import (
        Control,
        Stopped,
    )
    from sare_engine.erasure.kinds import (
        method_colour,
        method_kind,
        method_title,
    )
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
    from sare_engine.exporting.reload_script import (
        answer_reload,
    )
    from sare_engine.jobs import (
        add_images,
        amber,
        annotate,
        ask,
        calibrate,
        compare,
        concepts,
        download,
        erase,
        evaluate,
        example_counts,
        export,
        import_captions,
        inspect,
        judge,
        landscape,
        memory_needs,
        merge_concepts,
        new_nouns,
        pope,
        probe,
        relearn,
        report,
        robustness_summary,
        score_captions,
        score_values,
        unmerge_concept,
    )
    from sare_engine.jobs import demo as run_demo
    from sare_engine.jobs.guarding import (
        describe_failure,
    )
    from sare_engine.jobs.model_slot import (
        ModelSlot,
    )
    from sare_engine.models.libraries import (
        load_libraries,
    )
    from sare_engine.models.loading import (
        load_model,
    )
    from sare_engine.models.memory import (
        MemoryUse,
        collect_with,
        memory_use,
        release_memory,
    )
    from sare_engine.settings import (
        Config,
        Setting,
        settings_of,
    )
    from sare_engine.tuned import (
        Preset,
        presets,
    )
    from sare_engine.workspace.project import (
        Project,
        RemovedImages,
    )
    from sare_engine.workspace.runs import (
        RunFolder,
        RunInfo,
        Runs,
    )

__version__ = "0.1.0"

_HOMES = {
    "sare_engine.assets": (
        "ASSETS_FOLDER",
        "DEMO_FOLDER",
    ),
    "sare_engine.cli.command_line": ("command_of",),
    "sare_engine.config": (
        "AddImagesConfig",
        "AmberConfig",
        "AnnotateConfig",
        "AskConfig",
        "CalibrateConfig",
        "ChairConfig",
        "CompareConfig",
        "ConceptsConfig",
        "DemoConfig",
        "DownloadConfig",
        "EraseConfig",
        "EvaluateConfig",
        "ExportConfig",
        "GenerationConfig",
        "ImportCaptionsConfig",
        "InspectConfig",
        "JudgeConfig",
        "LandscapeConfig",
        "ModelConfig",
        "NewNounsConfig",
        "PopeConfig",
        "ProbeConfig",
        "RelearnConfig",
        "ReportConfig",
    ),
    "sare_engine.control": (
        "Control",
        "Stopped",
    ),
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
    "sare_engine.exporting.reload_script": ("answer_reload",),
    "sare_engine.jobs": (
        "add_images",
        "amber",
        "annotate",
        "ask",
        "calibrate",
        "compare",
        "concepts",
        "download",
        "erase",
        "evaluate",
        "example_counts",
        "export",
        "import_captions",
        "inspect",
        "judge",
        "landscape",
        "memory_needs",
        "merge_concepts",
        "new_nouns",
        "pope",
        "probe",
        "relearn",
        "report",
        "robustness_summary",
        # `sare_engine.demo` is the subpackage, which importing it would put in the verb's place.
        "run_demo",
        "score_captions",
        "score_values",
        "unmerge_concept",
    ),
    "sare_engine.jobs.guarding": ("describe_failure",),
    "sare_engine.jobs.model_slot": ("ModelSlot",),
    "sare_engine.models.libraries": ("load_libraries",),
    "sare_engine.models.loading": ("load_model",),
    "sare_engine.models.memory": (
        "MemoryUse",
        "collect_with",
        "memory_use",
        "release_memory",
    ),
    "sare_engine.erasure.kinds": ("method_colour", "method_kind", "method_title"),
    "sare_engine.settings": ("Config", "Setting", "settings_of"),
    "sare_engine.tuned": (
        "Preset",
        "presets",
    ),
    "sare_engine.workspace.project": ("Project", "RemovedImages"),
    "sare_engine.workspace.runs": (
        "RunFolder",
        "RunInfo",
        "Runs",
    ),
}
_HOME_OF = {name: home for home, names in _HOMES.items() for name in names}

__all__ = [
    "ASSETS_FOLDER",
    "DEMO_FOLDER",
    "AddImagesConfig",
    "AmberConfig",
    "AnnotateConfig",
    "AskConfig",
    "CalibrateConfig",
    "ChairConfig",
    "CompareConfig",
    "ConceptsConfig",
    "Config",
    "ConfigError",
    "Control",
    "DataError",
    "DemoConfig",
    "DeviceError",
    "DownloadConfig",
    "EngineError",
    "EraseConfig",
    "EvaluateConfig",
    "Event",
    "ExportConfig",
    "Failed",
    "Finished",
    "GenerationConfig",
    "ImageError",
    "ImportCaptionsConfig",
    "InspectConfig",
    "JudgeConfig",
    "LandscapeConfig",
    "MemoryUse",
    "ModelConfig",
    "ModelError",
    "ModelSlot",
    "NewNounsConfig",
    "Notice",
    "PhaseStarted",
    "PopeConfig",
    "Preset",
    "ProbeConfig",
    "ProbeMetrics",
    "Progress",
    "Project",
    "RelearnConfig",
    "RemovedImages",
    "ReportConfig",
    "RunFolder",
    "RunInfo",
    "Runs",
    "Setting",
    "StepMetrics",
    "Stopped",
    "StorageError",
    "add_images",
    "amber",
    "annotate",
    "answer_reload",
    "ask",
    "calibrate",
    "collect_with",
    "command_of",
    "compare",
    "concepts",
    "describe_failure",
    "download",
    "erase",
    "evaluate",
    "event_from_dict",
    "event_to_dict",
    "example_counts",
    "export",
    "import_captions",
    "inspect",
    "judge",
    "landscape",
    "load_libraries",
    "load_model",
    "memory_needs",
    "memory_use",
    "merge_concepts",
    "method_colour",
    "method_kind",
    "method_title",
    "new_nouns",
    "pope",
    "presets",
    "probe",
    "relearn",
    "release_memory",
    "report",
    "robustness_summary",
    "run_demo",
    "score_captions",
    "score_values",
    "settings_of",
    "unmerge_concept",
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
