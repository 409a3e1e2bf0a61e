"""The formats of preference pairs, as programs that train on them read them.

A new format is one file with its `ENTRY`, and one line here.
"""

from __future__ import annotations

from sare_engine.exporting.pair_formats.record import PairFormat
from sare_engine.registry import Registry

PAIR_FORMATS: Registry[PairFormat] = Registry(
    "pair format", __name__, ["llama_factory", "trl", "question_context"]
)
