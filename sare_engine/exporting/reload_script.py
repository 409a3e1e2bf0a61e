"""Reload an export and caption images, with nothing but transformers, PEFT and Pillow.

Run in a process of its own: `python reload_script.py REQUEST.json`. It loads the model without
`sare_engine`, so that it finds what anyone finds who downloads the export. With `-` as a second
argument, the paths of further requests are read from standard input, one a line.
"""

from __future__ import annotations

import gc
import json
import sys
import traceback
from pathlib import Path
from typing import Any

FLAG = "--reload-export"
"""First argument with which a frozen application calls itself to reload an export: it ships no
Python interpreter that could run this file."""

MORE = "-"
"""Last argument if further requests come by standard input."""


def answer_reload(arguments: list[str]) -> int | None:
    """Answer a reload request if the program was started for one; a frozen app's first act.

    Args:
        arguments: `sys.argv`.

    Returns:
        the exit code, or None if the program was started for anything else.
    """
    if len(arguments) in (3, 4) and arguments[1] == FLAG:
        return serve(*arguments[2:])
    return None


def serve(request_path: str, more: str = "") -> int:
    """Answer a request file, and with `MORE` those that follow; return the last one's code."""
    code = main(request_path)
    if more != MORE:
        return code
    for line in sys.stdin or ():  # A frozen application without a console may have none.
        give_memory_back()
        code = main(line.rstrip("\n"))
    return code


def give_memory_back() -> None:
    """Free what an earlier model leaves behind."""
    import torch

    gc.collect()
    if torch.cuda.is_available():
        torch.cuda.empty_cache()


def main(request_path: str) -> int:
    """Answer a request file; write `{"token_ids": …}` or `{"error": …}` beside it.

    The file `done`, if it is asked for, gets a byte for each caption.
    """
    request = json.loads(Path(request_path).read_text(encoding="utf-8"))
    try:
        answer: dict[str, Any] = {"token_ids": caption(request)}
    except Exception as error:
        answer = {
            "error": f"{type(error).__name__}: {error}",
            "traceback": traceback.format_exc(),
        }
    answered = Path(request["answer"])
    unfinished = answered.with_suffix(".part")
    unfinished.write_text(json.dumps(answer), encoding="utf-8")
    unfinished.replace(answered)
    return 0 if "error" not in answer else 1


def caption(request: dict[str, Any]) -> list[list[int]]:
    """Return the greedy answer's token ids for each image, cut after the end-of-turn token."""
    import torch
    from PIL import Image
    from transformers import AutoModelForImageTextToText

    if request["threads"]:
        torch.set_num_threads(request["threads"])
    trust = {"trust_remote_code": request["trust_remote_code"], "local_files_only": True}
    engine = request.get("engine", "")
    processor = read_processor(
        request["processor"], engine, trust, request.get("incomplete", False)
    )
    spread = request["device"] == "auto"
    model, info = AutoModelForImageTextToText.from_pretrained(
        request["model"],
        dtype=request["dtype"],
        output_loading_info=True,
        device_map="auto" if spread else None,
        **trust,
    )
    if info["missing_keys"]:
        raise ValueError(f"weights are missing: {', '.join(sorted(info['missing_keys'])[:3])}")
    if request["adapter"]:
        from peft import PeftModel

        model = PeftModel.from_pretrained(model, request["adapter"])
    model = model.eval() if spread else model.to(request["device"]).eval()
    ends = model.generation_config.eos_token_id
    if ends is None:
        ends = processor.tokenizer.eos_token_id
    ends = ends if isinstance(ends, list) else [ends]
    answers = []
    for path in request["images"]:
        image = Image.open(path)
        inputs = prepare(processor, model, image, request["prompt"]).to(model.device)
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
        if "done" in request:
            with Path(request["done"]).open("ab") as done:
                done.write(b".")
    return answers


def read_processor(
    folder: str, engine: str, trust: dict[str, Any], incomplete: bool = False
) -> Any:
    """Return the processor, resizing with Pillow: expected and found tokens then agree.

    Without torchvision, plain transformers cannot read some processors, such as that of Qwen2-VL,
    which also handles videos; only the engine can read them then. The engine also completes the
    files of an incomplete base model, which an adapter does not bring.
    """
    from transformers import AutoImageProcessor, AutoProcessor

    def by_engine() -> Any:
        sys.path.append(engine)
        from sare_engine.models.processors import load_processor

        return load_processor(Path(folder), trust_remote_code=trust["trust_remote_code"])

    if incomplete and engine:
        return by_engine()
    try:
        processor = AutoProcessor.from_pretrained(folder, **trust)
    except ImportError:
        if not engine:
            raise
        return by_engine()
    if type(processor.image_processor).__module__.startswith("transformers.models."):
        processor.image_processor = AutoImageProcessor.from_pretrained(
            folder, backend="pil", **trust
        )
    return processor


WITHOUT_TEMPLATE = {
    "paligemma": "<image>{}",
    "blip-2": "Question: {} Answer:",
    "instructblip": "{}",
}
"""Prompts of the families without a chat template."""


def prepare(processor: Any, model: Any, image: Any, prompt: str) -> Any:
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
    text = WITHOUT_TEMPLATE.get(model.config.model_type, f"{sign}\n{{}}\n").format(prompt)
    inputs = processor(images=image, text=text, return_tensors="pt")
    inputs.pop("labels", None)  # PaliGemma's processor adds them to any prompt
    return inputs


if __name__ == "__main__":
    sys.exit(serve(*sys.argv[1:]))
