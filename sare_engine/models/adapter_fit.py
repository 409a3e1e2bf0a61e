"""What of an adapter fits a model: counted tensor by tensor, and said in words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sare_engine.errors import ModelError
from sare_engine.formatting import some_names

_NAMED = 3
"""How many tensors a sentence names."""


@dataclass(frozen=True)
class AdapterFit:
    """How the tensors of an adapter's file compare with those that a model takes.

    Attributes:
        tensors: number of tensors in the file.
        renamed: name in the file → the name under which the model has it today; only of those that
            differ, as transformers renamed the parts of many models.
        foreign: names in the file of which the model has no part.
        missing: names that the adapter's settings require and that are not in the file.
        mismatched: name, shape in the file, shape in the model.
        not_finite: names of those with values that are no numbers, or infinite.
        refused: why the adapter can't be put on the model at all, or "".
    """

    tensors: int
    renamed: dict[str, str]
    foreign: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    mismatched: tuple[tuple[str, tuple[int, ...], tuple[int, ...]], ...] = ()
    not_finite: tuple[str, ...] = ()
    refused: str = ""

    @property
    def loaded(self) -> int:
        """Number of tensors that reach the model."""
        return 0 if self.refused else self.tensors - len(self.foreign) - len(self.mismatched)

    @property
    def whole(self) -> bool:
        """Whether all of the file is used and nothing is missing."""
        return not (self.refused or self.foreign or self.missing or self.mismatched) and (
            not self.not_finite
        )

    def problems(self) -> Iterator[str]:
        """Say what doesn't fit, with a few names each."""
        if self.refused:
            yield self.refused
        if self.foreign:
            count = len(self.foreign)
            some = "None" if count == self.tensors else f"{count}"
            verb = "belongs" if count == self.tensors else "do not belong"
            yield (
                f"{some} of the adapter's {self.tensors} weights {verb} to a part of the model: "
                f"{some_names(self.foreign, _NAMED)}."
            )
        if self.mismatched:
            name, found, expected = self.mismatched[0]
            yield (
                f"{len(self.mismatched)} of its {self.tensors} weights have another shape than the "
                f"model needs: {name} is {_shape(found)}, not {_shape(expected)}."
            )
        if self.missing:
            yield (
                f"{len(self.missing)} weights that its settings require are missing in its file: "
                f"{some_names(self.missing, _NAMED)}."
            )

        if self.not_finite:
            yield (
                f"{len(self.not_finite)} of its {self.tensors} weights have values that are not "
                f"numbers or are infinite: {some_names(self.not_finite, _NAMED)}. Its training "
                "diverged, or the file is damaged."
            )

    def notice(self) -> str:
        """Say that names were translated, or return ""."""
        if not self.renamed:
            return ""
        old, new = next(iter(self.renamed.items()))
        return (
            f"{len(self.renamed)} of the adapter's {self.tensors} weights have names of another "
            f"version of transformers and were matched with today's: {old} is {new}."
        )

    def check(self, adapter: Path) -> None:
        """Refuse an adapter that would be used in part or not at all.

        Raises:
            ModelError: something doesn't fit.
        """
        if not self.whole:
            if self.not_finite:
                raise ModelError(
                    "The adapter cannot be used.",
                    " ".join(self.problems()),
                    "Nothing was loaded. Choose an earlier checkpoint of the adapter, or train it "
                    "again with a lower learning rate.",
                )
            raise ModelError(
                "The adapter does not fit the model.",
                " ".join(self.problems()),
                f"Nothing was loaded. Choose the model that {adapter.name} was trained on, or save "
                "the adapter again with PEFT (save_pretrained) from that model.",
            )

    def to_dict(self) -> dict[str, Any]:
        """Return how many tensors there are of each kind."""
        return {
            "tensors": self.tensors,
            "loaded": self.loaded,
            "renamed": len(self.renamed),
            "foreign": len(self.foreign),
            "missing": len(self.missing),
            "mismatched": len(self.mismatched),
            "not_finite": len(self.not_finite),
        }


def _shape(sizes: Sequence[int]) -> str:
    return " × ".join(map(str, sizes)) or "a single value"
