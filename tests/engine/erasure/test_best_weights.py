"""The copy of the best weights on disk."""

from __future__ import annotations

from pathlib import Path

import pytest
import torch
from torch.nn import Parameter

from sare_engine.erasure.best_step import Measured
from sare_engine.erasure.best_weights import load_best, read_best, save_best
from sare_engine.errors import StorageError


def test_the_weights_come_back_as_they_were(tmp_path: Path) -> None:
    file = tmp_path / "best.safetensors"
    parameters = {"a": Parameter(torch.rand(2, 3)), "b": Parameter(torch.rand(4))}
    began = {name: one.detach().clone() for name, one in parameters.items()}
    for step in (20, 40):  # The second replaces the first.
        save_best(file, parameters, Measured(step, {"hallucination_rate": 0.1}))
        assert read_best(file) == Measured(step, {"hallucination_rate": 0.1})
    assert [path.name for path in tmp_path.iterdir()] == [file.name]
    for one in parameters.values():
        one.data.zero_()
    load_best(file, parameters)
    assert all(torch.equal(parameters[name], began[name]) for name in began)


def test_a_damaged_copy_is_named(tmp_path: Path) -> None:
    file = tmp_path / "best.safetensors"
    parameters = {"a": Parameter(torch.ones(2, 3)), "b": Parameter(torch.ones(4))}
    assert read_best(file) is None
    save_best(file, parameters, Measured(20, {"hallucination_rate": 0.1}))
    assert read_best(file) == Measured(20, {"hallucination_rate": 0.1})
    others = {"a": Parameter(torch.zeros(2, 3)), "b": Parameter(torch.zeros(5))}
    for wrong in (others, {"a": others["a"]}):
        with pytest.raises(StorageError, match="could not be read"):
            load_best(file, wrong)
    assert not others["a"].any(), "changed in part"
    whole_file = file.read_bytes()
    for damaged in (whole_file[:60], b"", whole_file.replace(b"hallucination_rate", b"\\" * 18)):
        file.write_bytes(damaged)
        with pytest.raises(StorageError, match="could not be read") as caught:
            read_best(file)
        assert str(file) in caught.value.why and "Delete the file" in caught.value.fix
