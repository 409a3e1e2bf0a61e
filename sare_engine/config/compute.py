"""Where a model computes, and which model: the settings that most jobs share."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from sare_engine.settings import Config, Group, setting


@dataclass(frozen=True)
class ComputeConfig(Config):
    """Where and in which number format a model computes."""

    device: str = setting(
        "auto",
        choices=("auto", "cpu", "cuda", "mps"),
        numbered=("cuda",),
        help="Where to compute; auto uses CUDA if available, then Apple's MPS, then the CPU. With "
        "several NVIDIA GPUs, cuda:1 is the second.",
        affects_outcome=False,
    )
    placement: str = setting(
        "one",
        choices=("one", "spread"),
        help="one: the whole model on one device. spread: the layers of its language model over "
        "all NVIDIA GPUs of this computer, for a model that is too large for one of them. Results "
        "are the same; the GPUs work one after another.",
        advanced=True,
        affects_outcome=False,
    )
    dtype: str = setting(
        "auto",
        choices=("auto", "float32", "bfloat16", "float16"),
        label="Number format",
        help="Number format of the frozen weights; auto keeps the format on disk if the "
        "device is fast with it. Trained weights are always float32.",
        advanced=True,
    )
    quantisation: str = setting(
        "none",
        choices=("none", "8bit", "4bit"),
        help="Hold the frozen weights of the language model in 8 or 4 bits (bitsandbytes): less "
        "memory, slightly different answers. Adapters stay float32, and exports use the "
        "weights as they are on disk.",
        advanced=True,
    )
    trust_remote_code: bool = setting(
        False,
        help="Run Python code that comes with the model folder. That code can do anything on "
        "this computer: allow it only for folders whose source you trust.",
        advanced=True,
        affects_outcome=False,
    )

    def problems(self) -> list[tuple[str, str]]:
        """Return the problems of the fields, and of a model spread over a single device."""
        found = super().problems()
        if self.placement == "spread" and self.device not in ("auto", "cuda"):
            found.append(
                (
                    "placement",
                    f"a model is spread over all NVIDIA GPUs, and the device is {self.device}. Use "
                    "the device auto or cuda; CUDA_VISIBLE_DEVICES says which GPUs.",
                )
            )
        return found

    @property
    def memory_of(self) -> str:
        """Whose memory it takes, as `memory_use` names it."""
        return self.placement if self.spread else self.device

    @property
    def spread(self) -> bool:
        """Whether the model's layers are spread over several GPUs."""
        return self.placement == "spread"


@dataclass(frozen=True)
class FitConfig(Config):
    """Whether settings that only memory depends on are chosen to fit the device."""

    fit: str = setting(
        "auto",
        choices=("auto", "off"),
        label="Fit into memory",
        group=Group.RUN,
        help="auto: number format, quantisation, gradient checkpointing and captions per pass that "
        "are left at their defaults are chosen so that the job fits into the memory that is free, "
        "at the least cost in time; what changes no result comes first. Settings that are given "
        "stay as they are. off: everything as given, whether it fits or not.",
        advanced=True,
        affects_outcome=False,
    )

    @property
    def planned(self) -> bool:
        """Whether settings of memory are planned."""
        return self.fit == "auto"


@dataclass(frozen=True)
class WorkersConfig(Config):
    """How many parts of a job are done at the same time."""

    workers: int = setting(
        1,
        minimum=1,
        maximum=64,
        unit="processes",
        label="Worker processes",
        help="Number of parts of the job to run at the same time, each in its own process: at "
        "most one for each NVIDIA GPU; on a CPU they share its cores and its memory.",
        advanced=True,
        affects_outcome=False,
    )

    def problems(self) -> list[tuple[str, str]]:
        """Return the problems of the fields, and of GPUs that would be needed twice."""
        found = super().problems()
        if self.workers > 1 and getattr(self, "spread", False):
            found.append(
                (
                    "workers",
                    "must be 1 where the model is spread over all GPUs: each worker has a GPU of "
                    "its own.",
                )
            )
        return found


@dataclass(frozen=True)
class ProcessesConfig(Config):
    """How many processes train one model together."""

    processes: int = setting(
        1,
        minimum=1,
        maximum=64,
        unit="processes",
        group=Group.RUN,
        label="Processes for one model",
        help="Number of processes that train the model together, each on its share of every "
        "batch: one for each NVIDIA GPU, or several that share a CPU. The result is the same up to "
        "rounding.",
        advanced=True,
        affects_outcome=False,
    )

    def problems(self) -> list[tuple[str, str]]:
        """Return the problems of the fields, and of GPUs that would be needed twice."""
        found = super().problems()
        if self.processes > 1 and getattr(self, "spread", False):
            found.append(
                (
                    "processes",
                    "must be 1 where the model is spread over all GPUs: each process has a GPU of "
                    "its own.",
                )
            )
        return found


@dataclass(frozen=True)
class ModelConfig(ComputeConfig):
    """Which model, and how it is held in memory."""

    model: Path = setting(
        help="Folder of the MLLM: config.json, safetensors weights and processor files."
    )
    adapter: Path | None = setting(
        None, help="Folder of a LoRA adapter (PEFT format) to load on top of the model."
    )


@dataclass(frozen=True)
class ProjectConfig(ComputeConfig):
    """Which project, and which model."""

    project: Path = setting(help="Project folder with tested images.", affects_outcome=False)
    model: Path | None = setting(
        None, help="Folder of the MLLM; default: the model that the project was tested with."
    )


@dataclass(frozen=True)
class CaptionsConfig(Config):
    """Which captions of a project."""

    captions_of: str = setting(
        "",
        label="Captions",
        help="Name of the captions to use, as listed by sare sets. Default: those of the model "
        "that erasures start from.",
    )


@dataclass(frozen=True)
class GenerationConfig(Config):
    """How captions are generated; always greedy, so that results are reproducible."""

    prompt: str = setting("Describe the image.", help="The prompt shown with each image.")
    max_new_tokens: int = setting(
        128,
        minimum=1,
        maximum=4096,
        unit="tokens",
        label="Longest caption",
        help="Maximum length of a caption.",
    )
    batch_size: int = setting(
        16, minimum=1, maximum=1024, unit="images", help="Number of images captioned at once."
    )
