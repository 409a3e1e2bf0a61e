"""The public API, listed once: `lazy_loader` and type checkers read it here."""

# Relative imports because lazy_loader understands no others.
from .assets import ASSETS_FOLDER, DEMO_FOLDER, DOCUMENTS_FOLDER
from .cli.command_line import command_of
from .cli.queued_jobs import (
    can_queue,
    job_title,
    queue_job,
    queued_config,
    queued_events,
    queued_line,
)
from .config import (
    SERVER_KEY,
    AddImagesConfig,
    AmberConfig,
    AnnotateConfig,
    AskConfig,
    AttackConfig,
    CalibrateConfig,
    CaptionSetsConfig,
    ChairConfig,
    CompareConfig,
    ConceptsConfig,
    DemoConfig,
    DiffConfig,
    DownloadConfig,
    EraseConfig,
    EvaluateConfig,
    ExportConfig,
    ExportPairsConfig,
    ExternalConfig,
    GenerationConfig,
    HallusionConfig,
    ImportCaptionsConfig,
    InspectConfig,
    JudgeConfig,
    LandscapeConfig,
    MentionsConfig,
    MergeConfig,
    ModelConfig,
    NewNounsConfig,
    ObjectHalbenchConfig,
    PopeConfig,
    ProbeConfig,
    RelearnConfig,
    ReportConfig,
    ReproduceConfig,
    SamplingConfig,
    ServerConfig,
    SideEffectsConfig,
    TuneConfig,
)
from .control import Control, Stopped
from .domain import (
    CAPTION_CHANGES,
    GONE,
    GROUNDED,
    HALLUCINATED,
    LOST,
    NEGATED,
    NEW,
    REPEATS,
    STILL,
    UNJUDGED,
    UNSURE,
    USER,
    Box,
    CaptionSet,
    Decision,
    Evidence,
    Mention,
    ObjectBox,
    apply_override,
    boxes_of,
)
from .erasure.kinds import method_colour, method_kind, method_title
from .errors import (
    ConfigError,
    DataError,
    DeviceError,
    EngineError,
    ImageError,
    ModelError,
    StorageError,
)
from .evaluation.caption_changes import ChangeCount, ComparedCaption, PictureChange
from .events import (
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
from .exporting.reload_script import answer_reload
from .formatting import bytes_text, count_text, duration_text, share_text, speed_text
from .grounding.annotations import ANNOTATION_FORMATS, formats_in_words
from .grounding.rules import RULES
from .grounding.sources import EVIDENCE_SOURCES
from .jobs.add_images import add_images
from .jobs.amber import amber
from .jobs.annotate import annotate, annotated_boxes
from .jobs.ask import ask
from .jobs.attack import attack
from .jobs.calibrate import calibrate
from .jobs.caption_lists import mentions
from .jobs.caption_sets import caption_sets
from .jobs.combining import combination_rules
from .jobs.compare import compare
from .jobs.concepts import concepts
from .jobs.demo import run_demo
from .jobs.diff import CaptionSetComparison, compare_caption_sets, diff
from .jobs.download import download
from .jobs.erase import erase
from .jobs.evaluate import evaluate
from .jobs.example_counts import example_counts
from .jobs.export import export
from .jobs.export_pairs import export_pairs
from .jobs.external import evaluate_external
from .jobs.hallusion import hallusion
from .jobs.import_captions import import_captions
from .jobs.import_own_captions import import_own_captions
from .jobs.inspect import inspect
from .jobs.judge import judge
from .jobs.landscape import landscape
from .jobs.memory_needs import memory_needs
from .jobs.memory_plan import loading_plan, memory_plan
from .jobs.merge import merge
from .jobs.merge_concepts import merge_concepts, unmerge_concept
from .jobs.model_slot import ModelSlot
from .jobs.new_nouns import new_nouns
from .jobs.object_halbench import object_halbench
from .jobs.pope import pope
from .jobs.probe import probe
from .jobs.relearn import relearn
from .jobs.report import report
from .jobs.reproduce import reproduce
from .jobs.resuming import check_resuming
from .jobs.robustness_summary import robustness_summary
from .jobs.runner import describe_failure
from .jobs.score_captions import score_captions
from .jobs.score_values import score_values
from .jobs.side_effects import SideEffects, compare_figures, compared_models, side_effects
from .jobs.suite_results import suite_results
from .jobs.tune import tune
from .jobs.tuning_results import tuning_results
from .jobs.tuning_study import tuning_available
from .models.degenerate import is_degenerate
from .models.device_memory import MemoryUse, collect_with, memory_use, release_memory
from .models.foreign_formats import names_a_model
from .models.held_bits import quantisation_problem
from .models.libraries import load_libraries
from .models.loading import load_model
from .queueing.items import Queue, QueueItem
from .queueing.runner import QueueRunner
from .queueing.store import FOLDER_VARIABLE, QueueStore, queue_folder
from .reporting.side_effects import FigureChange, interval_text
from .settings import Config, Group, Setting, settings_of
from .tuned import Preset, presets
from .worker import answer_worker
from .workspace.project import Project
from .workspace.rows import ImageRow, RemovedImages
from .workspace.runs import RunFolder, RunInfo, Runs

__version__: str

__all__ = [
    "ANNOTATION_FORMATS",
    "ASSETS_FOLDER",
    "CAPTION_CHANGES",
    "DEMO_FOLDER",
    "DOCUMENTS_FOLDER",
    "EVIDENCE_SOURCES",
    "FOLDER_VARIABLE",
    "GONE",
    "GROUNDED",
    "HALLUCINATED",
    "LOST",
    "NEGATED",
    "NEW",
    "REPEATS",
    "RULES",
    "SERVER_KEY",
    "STILL",
    "UNJUDGED",
    "UNSURE",
    "USER",
    "AddImagesConfig",
    "AmberConfig",
    "AnnotateConfig",
    "AskConfig",
    "AttackConfig",
    "Box",
    "CalibrateConfig",
    "CaptionSet",
    "CaptionSetComparison",
    "CaptionSetsConfig",
    "ChairConfig",
    "ChangeCount",
    "CompareConfig",
    "ComparedCaption",
    "ConceptsConfig",
    "Config",
    "ConfigError",
    "Control",
    "DataError",
    "Decision",
    "DemoConfig",
    "DeviceError",
    "DiffConfig",
    "DownloadConfig",
    "EngineError",
    "EraseConfig",
    "EvaluateConfig",
    "Event",
    "Evidence",
    "ExportConfig",
    "ExportPairsConfig",
    "ExternalConfig",
    "Failed",
    "FigureChange",
    "Finished",
    "GenerationConfig",
    "Group",
    "HallusionConfig",
    "ImageError",
    "ImageRow",
    "ImportCaptionsConfig",
    "InspectConfig",
    "JudgeConfig",
    "LandscapeConfig",
    "MemoryUse",
    "Mention",
    "MentionsConfig",
    "MergeConfig",
    "ModelConfig",
    "ModelError",
    "ModelSlot",
    "NewNounsConfig",
    "Notice",
    "ObjectBox",
    "ObjectHalbenchConfig",
    "PhaseStarted",
    "PictureChange",
    "PopeConfig",
    "Preset",
    "ProbeConfig",
    "ProbeMetrics",
    "Progress",
    "Project",
    "Queue",
    "QueueItem",
    "QueueRunner",
    "QueueStore",
    "RelearnConfig",
    "RemovedImages",
    "ReportConfig",
    "ReproduceConfig",
    "RunFolder",
    "RunInfo",
    "Runs",
    "SamplingConfig",
    "ServerConfig",
    "Setting",
    "SideEffects",
    "SideEffectsConfig",
    "StepMetrics",
    "Stopped",
    "StorageError",
    "TuneConfig",
    "add_images",
    "amber",
    "annotate",
    "annotated_boxes",
    "answer_reload",
    "answer_worker",
    "apply_override",
    "ask",
    "attack",
    "boxes_of",
    "bytes_text",
    "calibrate",
    "can_queue",
    "caption_sets",
    "check_resuming",
    "collect_with",
    "combination_rules",
    "command_of",
    "compare",
    "compare_caption_sets",
    "compare_figures",
    "compared_models",
    "concepts",
    "count_text",
    "describe_failure",
    "diff",
    "download",
    "duration_text",
    "erase",
    "evaluate",
    "evaluate_external",
    "event_from_dict",
    "event_to_dict",
    "example_counts",
    "export",
    "export_pairs",
    "formats_in_words",
    "hallusion",
    "import_captions",
    "import_own_captions",
    "inspect",
    "interval_text",
    "is_degenerate",
    "job_title",
    "judge",
    "landscape",
    "load_libraries",
    "load_model",
    "loading_plan",
    "memory_needs",
    "memory_plan",
    "memory_use",
    "mentions",
    "merge",
    "merge_concepts",
    "method_colour",
    "method_kind",
    "method_title",
    "names_a_model",
    "new_nouns",
    "object_halbench",
    "pope",
    "presets",
    "probe",
    "quantisation_problem",
    "queue_folder",
    "queue_job",
    "queued_config",
    "queued_events",
    "queued_line",
    "relearn",
    "release_memory",
    "report",
    "reproduce",
    "robustness_summary",
    "run_demo",
    "score_captions",
    "score_values",
    "settings_of",
    "share_text",
    "side_effects",
    "speed_text",
    "suite_results",
    "tune",
    "tuning_available",
    "tuning_results",
    "unmerge_concept",
]
