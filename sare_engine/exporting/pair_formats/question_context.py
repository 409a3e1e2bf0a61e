"""Plain lines with the question, the picture as its context, and the two captions.

The texts are those of public sets such as `openbmb/RLAIF-V-Dataset`, which has them in columns of
the same names and the picture in `image`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sare_engine.exporting.pair_formats.record import PairFormat, PreferencePair, json_lines


def _files(pairs: Sequence[PreferencePair]) -> Mapping[str, str]:
    return {
        "pairs.jsonl": json_lines(
            {
                "question": one.question,
                "context": one.image,
                "chosen": one.chosen,
                "rejected": one.rejected,
            }
            for one in pairs
        )
    }


ENTRY = PairFormat(
    key="question_context",
    title="Question and context",
    sentence="Plain lines with question, context (path of the image), chosen and rejected, for "
    "scripts: pairs.jsonl.",
    files=_files,
)
