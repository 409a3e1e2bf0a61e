"""Reload an export and caption images, with nothing but transformers, PEFT and Pillow.

Run in a process of its own: `python reload_script.py REQUEST.json`. It knows nothing of
`sare_engine`, so that what it finds is what a stranger finds who downloads the export.
"""

from __future__ import annotations

import json
import sys
import traceback
from pathlib import Path
from typing import Any

FLAG = "--reload-export"
"""First argument with which a frozen application calls itself for this: it has no Python
interpreter beside it that could run this file."""


def answer_reload(arguments: list[str]) -> int | None:
    """Do a reload request if the program was started for one; a frozen application's first act.

    Args:
        arguments: `sys.argv`.

    Returns:
        the exit code, or None if the program was started for something else.
    """
    if len(arguments) == 3 and arguments[1] == FLAG:
        return main(arguments[2])
    return None


def main(request_path: str) -> int:
    """Do what the request file asks; write `{"token_ids": …}` or `{"error": …}` beside it."""
    request = json.loads(Path(request_path).read_text(encoding="utf-8"))
    try:
        answer: dict[str, Any] = {"token_ids": caption(request)}
    except Exception as error:
        answer = {
            "error": f"{type(error).__name__}: {error}",
            "traceback": traceback.format_exc(),
        }
    Path(request["answer"]).write_text(json.dumps(answer), encoding="utf-8")
    return 0 if "error" not in answer else 1


def caption(request: dict[str, Any]) -> list[list[int]]:
    """Return the greedy answer's token ids for each image, cut after the end-of-turn token."""
    import torch
    from PIL import Image
    from transformers import AutoModelForImageTextToText, AutoProcessor

    if request["threads"]:
        torch.set_num_threads(request["threads"])
    trust = {"trust_remote_code": request["trust_remote_code"], "local_files_only": True}
    processor = AutoProcessor.from_pretrained(request["processor"], **trust)
    model, info = AutoModelForImageTextToText.from_pretrained(
        request["model"], dtype=request["dtype"], output_loading_info=True, **trust
    )
    if info["missing_keys"]:
        raise ValueError(f"weights are missing: {', '.join(sorted(info['missing_keys'])[:3])}")
    if request["adapter"]:
        from peft import PeftModel

        model = PeftModel.from_pretrained(model, request["adapter"])
    model = model.to(request["device"]).eval()
    ends = model.generation_config.eos_token_id
    if ends is None:
        ends = processor.tokenizer.eos_token_id
    ends = ends if isinstance(ends, list) else [ends]
    answers = []
    for path in request["images"]:
        image = Image.open(path)
        inputs = prepare(processor, image, request["prompt"]).to(request["device"])
        for name, value in inputs.items():
            if torch.is_floating_point(value):
                inputs[name] = value.to(getattr(torch, request["dtype"]))
        with torch.inference_mode():
            ids = model.generate(
                **inputs,
                do_sample=False,
                num_beams=1,
                max_new_tokens=request["max_new_tokens"],
                repetition_penalty=1.0,
                no_repeat_ngram_size=0,
            )
        new = ids[0, inputs["input_ids"].shape[1] :].tolist()
        last = next((place for place, one in enumerate(new) if one in ends), len(new) - 1)
        answers.append(new[: last + 1])
    return answers


def prepare(processor: Any, image: Any, prompt: str) -> Any:
    """Return the model's inputs for one image and a prompt."""
    content = [{"type": "image", "image": image}, {"type": "text", "text": prompt}]
    if getattr(processor, "chat_template", None):
        return processor.apply_chat_template(
            [{"role": "user", "content": content}],
            add_generation_prompt=True,
            tokenize=True,
            return_dict=True,
            return_tensors="pt",
        )
    sign = getattr(processor, "image_token", None) or "<image>"
    return processor(images=image, text=f"{sign}\n{prompt}\n", return_tensors="pt")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
