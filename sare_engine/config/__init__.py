"""Every setting of every job, once: type, default, unit, help and range.

One dataclass per job, in the module of its room; `sare_engine.settings` says how a setting is
declared.
"""

from sare_engine.config.attack import (
    CompareConfig,
    LandscapeConfig,
    RelearnConfig,
)
from sare_engine.config.captions import (
    CaptionSetsConfig,
    DiffConfig,
    MentionsConfig,
)
from sare_engine.config.compute import (
    CaptionsConfig,
    ComputeConfig,
    GenerationConfig,
    ModelConfig,
    ProcessesConfig,
    ProjectConfig,
    WorkersConfig,
)
from sare_engine.config.concepts import (
    ConceptsConfig,
    NewNounsConfig,
)
from sare_engine.config.demo import (
    DemoConfig,
)
from sare_engine.config.erase import (
    EraseConfig,
    TrainableConfig,
)
from sare_engine.config.evaluate import (
    AmberConfig,
    ChairConfig,
    EvaluateConfig,
    EvaluationFilesConfig,
    HallusionConfig,
    ObjectHalbenchConfig,
    PopeConfig,
    SideEffectsConfig,
)
from sare_engine.config.export import (
    ExportConfig,
    ReportConfig,
)
from sare_engine.config.export_pairs import ExportPairsConfig
from sare_engine.config.external import ExternalConfig
from sare_engine.config.merge import (
    MergeConfig,
)
from sare_engine.config.models import (
    DownloadConfig,
    InspectConfig,
)
from sare_engine.config.own_words import OwnWordsConfig
from sare_engine.config.probe import (
    AddImagesConfig,
    AnnotateConfig,
    AskConfig,
    CalibrateConfig,
    ImportCaptionsConfig,
    JudgeConfig,
    ProbeConfig,
    VocabularyConfig,
)
from sare_engine.config.queue import (
    QueueAddConfig,
    QueueConfig,
    QueueMoveConfig,
    QueuePauseConfig,
    QueueRemoveConfig,
    QueueRepeatConfig,
    QueueResumeConfig,
    QueueRunConfig,
    QueueStopConfig,
)
from sare_engine.config.reproduce import (
    ReproduceConfig,
)
from sare_engine.config.sampling import SamplingConfig
from sare_engine.config.server import (
    SERVER_KEY,
    ServerConfig,
)
from sare_engine.config.suite import (
    AttackConfig,
)
from sare_engine.config.tune import (
    TuneConfig,
)

__all__ = [
    "SERVER_KEY",
    "AddImagesConfig",
    "AmberConfig",
    "AnnotateConfig",
    "AskConfig",
    "AttackConfig",
    "CalibrateConfig",
    "CaptionSetsConfig",
    "CaptionsConfig",
    "ChairConfig",
    "CompareConfig",
    "ComputeConfig",
    "ConceptsConfig",
    "DemoConfig",
    "DiffConfig",
    "DownloadConfig",
    "EraseConfig",
    "EvaluateConfig",
    "EvaluationFilesConfig",
    "ExportConfig",
    "ExportPairsConfig",
    "ExternalConfig",
    "GenerationConfig",
    "HallusionConfig",
    "ImportCaptionsConfig",
    "InspectConfig",
    "JudgeConfig",
    "LandscapeConfig",
    "MentionsConfig",
    "MergeConfig",
    "ModelConfig",
    "NewNounsConfig",
    "ObjectHalbenchConfig",
    "OwnWordsConfig",
    "PopeConfig",
    "ProbeConfig",
    "ProcessesConfig",
    "ProjectConfig",
    "QueueAddConfig",
    "QueueConfig",
    "QueueMoveConfig",
    "QueuePauseConfig",
    "QueueRemoveConfig",
    "QueueRepeatConfig",
    "QueueResumeConfig",
    "QueueRunConfig",
    "QueueStopConfig",
    "RelearnConfig",
    "ReportConfig",
    "ReproduceConfig",
    "SamplingConfig",
    "ServerConfig",
    "SideEffectsConfig",
    "TrainableConfig",
    "TuneConfig",
    "VocabularyConfig",
    "WorkersConfig",
]
