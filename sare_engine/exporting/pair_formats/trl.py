"""The preference format of TRL's `DPOTrainer` for vision language models.

Conversational, with an explicit prompt and a column of images. Source:
https://huggingface.co/docs/trl/dataset_formats; the same columns as the published
`trl-lib/rlaif-v`, which TRL's `examples/datasets/rlaif-v.py` makes.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sare_engine.events import Json
from sare_engine.exporting.pair_formats.record import PairFormat, PreferencePair, json_lines


def _files(pairs: Sequence[PreferencePair]) -> Mapping[str, str]:
    return {"pairs.jsonl": json_lines(map(_row, pairs))}


def _row(pair: PreferencePair) -> Json:
    return {
        "prompt": [{"role": "user", "content": [{"type": "image"}, _text(pair.question)]}],
        "chosen": [{"role": "assistant", "content": [_text(pair.chosen)]}],
        "rejected": [{"role": "assistant", "content": [_text(pair.rejected)]}],
        "images": [pair.image],
    }


def _text(text: str) -> Json:
    return {"type": "text", "text": text}


ENTRY = PairFormat(
    key="trl",
    title="TRL",
    sentence="The conversations of TRL's DPOTrainer for vision language models, with prompt, "
    "chosen, rejected and images as in trl-lib/rlaif-v: pairs.jsonl.",
    citation="[TRL](https://huggingface.co/docs/trl/dataset_formats)",
    files=_files,
    reserved=("<image>",),
)
