"""Which family was tested how, in Markdown: `python -m tests.engine.architectures.table`."""

from __future__ import annotations

from tests.engine.architectures.builders import FAMILIES

COLUMNS = ("inspect", "caption", "poll", "erase", "export")

NOTES = {
    "LLaVA-1.5": "adapters on the projector too",
    "LLaVA-NeXT": "tiles; final features cached",
    "LLaVA-OneVision": "tiles; tied embeddings; final features cached",
    "Qwen2-VL": "pictures of any size; 3-D positions; tied embeddings; no torchvision needed",
    "Qwen2.5-VL": "windowed vision tower; export reloaded in a new process",
    "Qwen3-VL": "DeepStack features cached too",
    "SmolVLM": "tiles; needs num2words (installed with the engine)",
    "Idefics3": "tiles",
    "InternVL": "tiles",
    "PaliGemma": "no chat template; prefix attention; export reloaded in a new process",
    "Gemma 3": "bidirectional image tokens; no adapter on the projector (it has no layer)",
    "Pixtral": "pictures of any size; no torchvision needed",
    "Mistral3": "pictures of any size; final features cached; no torchvision needed",
    "BLIP-2": "OPT versions; no chat template; T5 versions are refused (encoder-decoder)",
    "InstructBLIP": "Vicuna versions; sees by the question, so nothing is cached; T5 versions "
    "are refused",
}

REFUSED = {"Florence-2": "encoder-decoder; refused with the reason before anything is loaded"}


def table() -> str:
    """Return the table; every tick is a test that runs for that family in test_families.py."""
    rows = [f"| architecture | {' | '.join(COLUMNS)} | notes |"]
    rows.append("|---" * (len(COLUMNS) + 2) + "|")
    rows += [f"| {name} | {'✓ | ' * len(COLUMNS)}{NOTES[name]} |" for name in FAMILIES]
    rows += [
        f"| {name} | ✓ | {'– | ' * (len(COLUMNS) - 1)}{note} |" for name, note in REFUSED.items()
    ]
    return "\n".join(rows)


if __name__ == "__main__":
    print(table())
