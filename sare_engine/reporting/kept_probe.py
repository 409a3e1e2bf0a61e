"""What an erasure measured of the weights that it ended with."""

from __future__ import annotations

import dataclasses

from sare_engine.events import ProbeMetrics
from sare_engine.workspace.runs import RunFolder


def kept_probe(run: RunFolder) -> ProbeMetrics | None:
    """Return the measurement of an erasure's result: the last, unless an earlier step was kept.

    None where nothing was measured.

    Raises:
        StorageError: the run's files are damaged.
    """
    probes, result = run.probes("erase"), run.info.result
    step, values = result.get("kept_step"), result.get("held_out")
    if not isinstance(step, int) or not isinstance(values, dict) or not values:
        return probes[-1] if probes else None
    found = next((one for one in probes if one.step == step), None)
    if found is None:  # Measured before the run was resumed, and not since.
        return ProbeMetrics("erase", step, values)
    return dataclasses.replace(found, values=values)
