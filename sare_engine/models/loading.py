"""Load an MLLM from a folder, with its adapter, onto a device."""

from __future__ import annotations

import importlib
import importlib.util
from collections.abc import Generator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

import torch

from sare_engine.config import ModelConfig
from sare_engine.control import Control, Stopped
from sare_engine.errors import DeviceError, EngineError, ModelError
from sare_engine.events import Event, Notice
from sare_engine.models.adapter_fit import AdapterFit
from sare_engine.models.adapters import (
    adapter_fit,
    check_adapter,
    first_sentence,
    put_adapter,
    skeleton,
)
from sare_engine.models.device_memory import free_memory, is_out_of_memory, release_memory
from sare_engine.models.fingerprint import fingerprint as fingerprint  # noqa: PLC0414 (exported)
from sare_engine.models.inspection import (
    ModelSummary,
    adapter_base,
    check_loadable,
    inspect_model,
    missing_base,
)
from sare_engine.models.memory import held_as
from sare_engine.models.model_fit import ModelFit, model_fit
from sare_engine.models.placement import spread_layers
from sare_engine.models.processors import load_processor
from sare_engine.models.quantisation import keep_differentiable, quantisation_settings
from sare_engine.models.quiet import quiet_libraries
from sare_engine.models.safetensors_headers import read_tensors
from sare_engine.models.shapes import model_shape
from sare_engine.models.watched import Report, counted_items, watched
from sare_engine.progress import PhaseProgress

_SLOW_TO_READ = 10**9
"""Bytes of weights that take so long to read that what they lack is looked up before."""
_Result = TypeVar("_Result")


@dataclass
class LoadedModel:
    """A model in memory, with its processor and tokenizer.

    Attributes:
        model: the `PreTrainedModel`, or a `PeftModel` around it once it has an adapter.
        processor: turns image and text into the model's inputs.
        tokenizer: the processor's tokenizer.
        folder: where the base model was loaded from.
        summary: what `inspect_model` says about that folder.
        device: where it computes; of a spread model, where its inputs and outputs are.
        dtype: number format of the frozen weights.
        fingerprint: short id of config, weights and adapter as they were on disk.
        adapter: folder of the adapter it was loaded with, or None.
        quantisation: "none", or in how many bits the language model's weights are held.
        adapter_tensors: number of tensors of that adapter that were loaded, which is all of them.
        layers: of a spread model, each device and how many layers it holds; else empty.
    """

    model: Any
    processor: Any
    tokenizer: Any
    folder: Path
    summary: ModelSummary
    device: torch.device
    dtype: torch.dtype
    fingerprint: str
    adapter: Path | None = None
    quantisation: str = "none"
    adapter_tensors: int = 0
    layers: Mapping[torch.device, int] = field(default_factory=dict)

    @property
    def devices(self) -> tuple[torch.device, ...]:
        """All devices that hold a part of it, home first."""
        return tuple(self.layers) or (self.device,)

    @property
    def reloaded_on(self) -> str:
        """Where an export of it can be reloaded; "auto" spreads it as transformers sees fit."""
        return "auto" if self.layers else str(self.device)

    @property
    def loaded(self) -> bool:
        """Whether the model is still in memory."""
        return self.model is not None

    def unload(self) -> None:
        """Free the model's memory; the object cannot be used afterwards."""
        self.model = None
        self.processor = None
        self.tokenizer = None
        release_memory()


def load_model(config: ModelConfig, control: Control | None = None) -> LoadedModel:
    """Load the model that `config` names, in evaluation mode with all weights frozen.

    Weights are read only from safetensors files, and nothing is downloaded. Where
    `config.model` is an adapter folder, its base model is loaded with the adapter on top.

    Raises:
        ModelError: the folder cannot be used; see `inspect_model` and `check_loadable`. Or the
            adapter does not fit the model as a whole; see `adapter_fit`.
        DeviceError: the device is absent or has too little memory.
        Stopped: the control was stopped.
    """
    events = loading(config, control or Control())
    while True:
        try:
            next(events)
        except StopIteration as ended:
            loaded: LoadedModel = ended.value
            return loaded


def loading(config: ModelConfig, control: Control) -> Generator[Event, None, LoadedModel]:
    """Yield how many bytes of a model's weights are in memory; return the model.

    A stop takes effect after the tensor that is being read, and frees what was read.

    Raises:
        what `load_model` raises.
    """
    control.poll()
    devices = _devices(config)
    device = devices[0]
    folder, adapter = base_and_adapter(config)
    summary = inspect_model(folder)
    if summary.is_adapter:
        raise ModelError(
            "An adapter cannot be the base of another adapter.",
            f"{folder} is itself a LoRA adapter.",
            "Choose the model it was made for.",
        )
    check_loadable(summary, trust_remote_code=config.trust_remote_code)
    if adapter is not None:
        check_adapter(adapter, folder)
    dtype = resolve_dtype(config.dtype, summary.dtype, device)
    sizes = {one.name: one.size for one in read_tensors(folder)}
    phase = PhaseProgress("load", f"Loading {config.model.name}", sum(sizes.values()), "bytes")
    yield phase.started()

    counts = _layers_of_each(devices, folder, dtype, config.quantisation)

    def work(report: Report) -> tuple[Any, Any, AdapterFit | None]:
        # Reported before minutes of loading, not after.
        if sum(sizes.values()) > _SLOW_TO_READ:
            _refuse_incomplete(folder, config)
        fit = None
        if adapter is not None:
            fit = adapter_fit(adapter, folder, trust_remote_code=config.trust_remote_code)
            fit.check(adapter)
        processor, model = _read(config, folder, dtype, devices, counts, sizes, report)
        report(sum(sizes.values()))
        if adapter is not None and fit is not None:
            model = put_adapter(model, adapter, fit)
        if not counts:
            model.to(device)
        return processor, model, fit

    try:
        processor, model, fit = yield from _reported(watched(work, control), phase)
    except (torch.OutOfMemoryError, MemoryError):
        release_memory()
        raise DeviceError(
            "The model does not fit into memory.",
            f"{summary.parameters / 1e9:.1f} billion weights were too many for "
            f"{' and '.join(map(str, devices))}.",
            "Hold it in 8 or 4 bits (quantisation), spread it over several NVIDIA GPUs "
            "(placement), choose a smaller model, close other programs, or use another device.",
        ) from None
    except Stopped:
        release_memory()
        raise
    model.requires_grad_(False)
    model.eval()
    control.poll()
    if phase.done < sum(sizes.values()):
        yield phase.advance(sum(sizes.values()) - phase.done)
    notices = tuple(text for text in (fit.notice() if fit else "",) if text)
    yield from (Notice("info", text) for text in notices)
    return LoadedModel(
        model=model,
        processor=processor,
        tokenizer=getattr(processor, "tokenizer", processor),
        folder=folder,
        summary=summary,
        device=device,
        dtype=dtype,
        fingerprint=fingerprint(folder, adapter),
        adapter=adapter,
        quantisation=config.quantisation,
        adapter_tensors=fit.loaded if fit else 0,
        layers=dict(zip(devices, counts, strict=True)) if counts else {},
    )


def _reported(
    work: Generator[int, None, _Result], phase: PhaseProgress
) -> Generator[Event, None, _Result]:
    """Yield the progress of what yields how much is done; return what it returns."""
    while True:
        try:
            done = next(work)
        except StopIteration as ended:
            found: _Result = ended.value
            return found
        if done > phase.done:
            yield phase.advance(done - phase.done)


def _devices(config: ModelConfig) -> tuple[torch.device, ...]:
    if not config.spread:
        return (resolve_device(config.device),)
    from sare_engine.models.spreading import spread_devices

    return spread_devices(config.device)


def _layers_of_each(
    devices: Sequence[torch.device], folder: Path, dtype: torch.dtype, quantisation: str
) -> tuple[int, ...]:
    """Return how many layers each device takes; empty where there is only one."""
    if len(devices) < 2:
        return ()
    shape = held_as(model_shape(folder), str(dtype).removeprefix("torch."), devices[0].type)
    return spread_layers(shape, [free_memory(one) or 0 for one in devices], quantisation)


def resolve_device(name: str) -> torch.device:
    """Turn a config's device ("auto", "cpu", "cuda", "cuda:1", "mps") into a `torch.device`.

    Raises:
        DeviceError: the device is absent.
    """
    if name == "auto":
        if torch.cuda.is_available():
            return torch.device("cuda")
        return torch.device("mps" if torch.backends.mps.is_available() else "cpu")
    try:
        device = torch.device(name)
    except RuntimeError:
        raise DeviceError(
            f"There is no device called {name}.", "", "Choose auto, cpu, cuda or mps."
        ) from None
    if device.type == "cuda":
        count = torch.cuda.device_count() if torch.cuda.is_available() else 0
        if (device.index or 0) >= count:
            raise DeviceError(
                "There is no such NVIDIA GPU.",
                f"{name} was requested; PyTorch sees {count} on this computer.",
                f"Choose one of {', '.join(f'cuda:{index}' for index in range(count))}."
                if count
                else "Install NVIDIA's driver and PyTorch with CUDA, or choose the CPU.",
            )
    elif device.type == "mps" and not torch.backends.mps.is_available():
        raise DeviceError(
            "Apple's GPU is not available.",
            "MPS exists only on Macs with Apple silicon.",
            "Choose auto or the CPU.",
        )
    return device


def resolve_dtype(name: str, on_disk: str, device: torch.device) -> torch.dtype:
    """Turn a config's dtype into a `torch.dtype`.

    "auto" keeps the format on disk on GPUs; CPUs are fast only in float32.
    """
    known = {
        "float32": torch.float32,
        "bfloat16": torch.bfloat16,
        "float16": torch.float16,
    }
    if name in known:
        return known[name]
    if device.type == "cpu":
        return torch.float32
    dtype = known.get(on_disk, torch.float32)
    if dtype is torch.bfloat16 and device.type == "cuda" and not torch.cuda.is_bf16_supported():
        return torch.float16
    return dtype


def base_model(model: Any) -> Any:
    """Return the transformers model inside a `PeftModel`, or `model` itself."""
    return model.get_base_model() if hasattr(model, "get_base_model") else model


def base_and_adapter(config: ModelConfig) -> tuple[Path, Path | None]:
    """Return the base model's folder and the adapter's, or None, that a config names.

    Raises:
        ModelError: two adapters are given, or the adapter's base model is not on this computer.
    """
    folder = Path(config.model)
    if not (folder / "adapter_config.json").is_file():
        return folder, config.adapter
    if config.adapter is not None:
        raise ModelError(
            "Two adapters were given.",
            f"{folder} is itself a LoRA adapter.",
            "Give the base model's folder as the model.",
        )
    base = adapter_base(folder)
    if base is None:
        why, fix = missing_base(folder)
        raise ModelError("The adapter's base model was not found.", why, fix)
    return base, folder


def _refuse_incomplete(folder: Path, config: ModelConfig) -> None:
    """Refuse weights that are not those of the config, before they are read.

    Raises:
        ModelError: weights are missing or have another shape.
    """
    fit = model_fit(folder, trust_remote_code=config.trust_remote_code)
    if fit is not None:
        fit.check(folder)


def _read(
    config: ModelConfig,
    folder: Path,
    dtype: torch.dtype,
    devices: Sequence[torch.device],
    counts: Sequence[int],
    sizes: Mapping[str, int],
    report: Report,
) -> tuple[Any, Any]:
    from sare_engine.models.spreading import connect_layers, device_map, without_hooks

    device = devices[0]
    places: dict[str, torch.device] = {}
    options: dict[str, Any] = {
        "local_files_only": True,
        "trust_remote_code": config.trust_remote_code,
    }
    try:
        # Inside the block: a torchvision that does not match PyTorch breaks the import itself.
        from transformers import AutoConfig, AutoModelForImageTextToText

        with quiet_libraries():
            processor = load_processor(folder, trust_remote_code=config.trust_remote_code)
            if config.quantisation != "none":
                described = AutoConfig.from_pretrained(folder, **options)
                options["quantization_config"] = quantisation_settings(
                    described, config.quantisation, dtype, device
                )
            if config.quantisation != "none" or device.type == "cuda":
                # Tensor by tensor to where it will be, and quantised there.
                options["device_map"] = {"": device}
            if counts:
                empty = skeleton(folder, trust_remote_code=config.trust_remote_code)
                options["device_map"] = places = device_map(empty, devices, counts)
            with counted_items(report, lambda item: _bytes_of(item, sizes)):
                model, info = AutoModelForImageTextToText.from_pretrained(
                    folder,
                    dtype=dtype,
                    use_safetensors=True,
                    output_loading_info=True,
                    # Refused below, in words that say which.
                    ignore_mismatched_sizes=True,
                    **options,
                )
    except (EngineError, Stopped):
        raise
    except Exception as error:  # the library raises many errors for files that do not match
        if is_out_of_memory(error):
            raise MemoryError from error
        unfit = _unfit_torchvision()
        if unfit:
            raise ModelError(
                "The model could not be loaded.",
                f"The installed torchvision does not match PyTorch ({unfit}).",
                "Remove it (pip uninstall torchvision), as it is not needed here, or install the "
                "version for the installed PyTorch.",
            ) from error
        library = _missing_library(error)
        if library:
            raise ModelError(
                "The model could not be loaded.",
                f"Its family needs the Python library {library}, which is not installed.",
                f"Install it (pip install {library}), or choose another model.",
            ) from error
        raise ModelError(
            "The model could not be loaded.",
            first_sentence(error),
            "Check that the folder is complete and is an MLLM in the Hugging Face format.",
        ) from error
    ModelFit.of_loading(info).check(folder)
    if places:
        connect_layers(without_hooks(model), places, device)
    if config.quantisation != "none":
        keep_differentiable(model)
    if getattr(processor, "tokenizer", None) is None:
        raise ModelError(
            "The model could not be loaded.",
            "Its processor has no tokenizer, or its image processor's files are missing.",
            "Download or copy the model folder again, with all its files.",
        )
    return processor, model


def _bytes_of(item: Any, sizes: Mapping[str, int]) -> int:
    """Return the bytes on disk of a tensor that transformers is about to load.

    Args:
        item: the tensor's name in the model, and how it is made of those in the files.
        sizes: name in the files → bytes.
    """
    _, made_of = item
    sources: set[str] = set().union(*getattr(made_of, "layer_targets", {}).values())
    return sum(sizes.get(name, 0) for name in sources)


def _unfit_torchvision() -> str:
    """Return the error of importing the installed torchvision, or ""."""
    if importlib.util.find_spec("torchvision") is None:
        return ""
    try:
        importlib.import_module("torchvision")
    except Exception as error:
        return first_sentence(error)
    return ""


def _missing_library(error: Exception) -> str:
    """Return the library that transformers reports as missing, or ""."""
    text = str(error)
    if isinstance(error, ImportError) or "install" in text.lower():
        for name in ("torchvision", "timm", "sentencepiece", "tiktoken", "einops", "num2words"):
            if name in text.lower():
                return name
    return ""
