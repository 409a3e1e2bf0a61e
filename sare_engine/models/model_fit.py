"""What of a model's weights fits its config.json, found before any of them is read.

Transformers fills weights that are missing or have another shape with random numbers, and warns.
Here it is asked for the same comparison on a model without memory, which takes about a second for
any size.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sare_engine.errors import ModelError
from sare_engine.formatting import count_text, some_names
from sare_engine.models.quiet import quiet_libraries

_NAMED = 3
"""How many tensors a sentence names."""


@dataclass(frozen=True)
class ModelFit:
    """How the tensors of a model's files compare with those that its config.json requires.

    Attributes:
        missing: names that are required and in no file.
        mismatched: names that have another shape.
    """

    missing: tuple[str, ...] = ()
    mismatched: tuple[str, ...] = ()

    @classmethod
    def of_loading(cls, info: Mapping[str, Any]) -> ModelFit:
        """Return what transformers reports with `output_loading_info`."""
        return cls(
            tuple(sorted(map(str, info.get("missing_keys", ())))),
            tuple(sorted(str(name) for name, *_ in info.get("mismatched_keys", ()))),
        )

    def problems(self) -> Iterator[str]:
        """Say what does not fit, with a few names each."""
        if self.mismatched:
            count = count_text(len(self.mismatched), "weights")
            some = some_names(self.mismatched, _NAMED)
            yield f"Its files have {count} of another shape than config.json says: {some}."
        if self.missing:
            count = count_text(len(self.missing), "weights")
            some = some_names(self.missing, _NAMED)
            yield f"Its files lack {count} that config.json requires: {some}."

    def check(self, folder: Path) -> None:
        """Refuse a model of which a part would be random.

        Raises:
            ModelError: weights are missing or have another shape.
        """
        if self.mismatched or self.missing:
            raise ModelError(
                "The model's weights do not fit its config.json."
                if self.mismatched
                else "The model's weights are not complete.",
                f"{folder.name}: {' '.join(self.problems())}",
                "Download or copy the model folder again, with all its files.",
            )


def model_fit(folder: Path, *, trust_remote_code: bool = False) -> ModelFit | None:
    """Compare a model's tensors with what its config.json requires; no weights are read.

    Returns:
        What does not fit; None if transformers cannot build such a model, which loading explains.
    """
    try:
        from transformers import AutoModelForImageTextToText

        with quiet_libraries():
            _, info = AutoModelForImageTextToText.from_pretrained(
                folder,
                device_map="meta",
                use_safetensors=True,
                output_loading_info=True,
                ignore_mismatched_sizes=True,
                local_files_only=True,
                trust_remote_code=trust_remote_code,
            )
    except Exception:
        return None
    return ModelFit.of_loading(info)
