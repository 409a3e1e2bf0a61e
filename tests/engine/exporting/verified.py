"""The verification of an export without its events."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from sare_engine.exporting.form import ExportForm
from sare_engine.exporting.verification import VerificationResult, verifying_export


def verify_export(folder: Path, form: ExportForm, **options: Any) -> VerificationResult:
    """Do what `verifying_export` does, and return its outcome."""
    steps = verifying_export(folder, form, **options)
    while True:
        try:
            next(steps)
        except StopIteration as ended:
            result: VerificationResult = ended.value
            return result
