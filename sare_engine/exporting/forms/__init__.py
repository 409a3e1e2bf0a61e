"""The forms of an export: one file each, and its name in the list below."""

from __future__ import annotations

from sare_engine.exporting.form import ExportForm
from sare_engine.registry import Registry

FORMS: Registry[ExportForm] = Registry("export form", __name__, ["adapter", "merged"])
