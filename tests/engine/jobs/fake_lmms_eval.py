"""Stands in for lmms-eval: the same command line, bars and output files, and no model.

Run as `python fake_lmms_eval.py --model … --tasks … --output_path …`. What it measures depends on
the name of the model's folder: one whose name has "erased" answers the last samples wrongly.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from pathlib import Path

SAMPLES = 40


def main() -> int:
    """Write what lmms-eval writes."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--model", required=True)
    parser.add_argument("--model_args", default="")
    parser.add_argument("--tasks", required=True)
    parser.add_argument("--batch_size", "-b", default="1")
    parser.add_argument("--device")
    parser.add_argument("--limit", type=float)
    parser.add_argument("--output_path", required=True)
    parser.add_argument("--log_samples", action="store_true")
    values = parser.parse_args()
    arguments = dict(one.split("=", 1) for one in values.model_args.split(","))
    model = Path(arguments["pretrained"])
    if values.tasks == "waiting":
        print("Model Responding:   5%|▌    | 2/40 [00:00<?]", end="\r", file=sys.stderr, flush=True)
        time.sleep(60)
    if "no_such_task" in values.tasks:
        print("ValueError: Tasks not found: no_such_task.", file=sys.stderr)
        return 1
    count = int(values.limit or SAMPLES)
    for done in range(0, count + 1, 10):
        bar = f"Model Responding: {100 * done // count:3d}%|███▌  | {done}/{count} [00:01<00:03]"
        print(bar, end="\r", file=sys.stderr, flush=True)
    print(f"\n{values.model} ({values.model_args})", flush=True)
    right = count // 2 if "erased" in model.name else count
    folder = Path(values.output_path) / f"parent__{model.name}"
    folder.mkdir(parents=True)
    results: dict[str, dict[str, object]] = {}
    for task in values.tasks.split(","):
        share = right / count
        results[task] = {
            "alias": task,
            f"{task}_accuracy,none": share,
            f"{task}_accuracy_stderr,none": "N/A",
            f"{task}_perception,none": 1000.0 * share,
            f"{task}_perception_stderr,none": 20.0,
            f"{task}_perception_stderr_clt,none": 19.0,
            "samples": count,
        }
        with (folder / f"20260101_120000_samples_{task}.jsonl").open("w") as file:
            for place in range(count):
                score = {"question_id": str(place), "score": float(place < right)}
                line = {"doc_id": place, "target": "yes", "filtered_resps": ["yes"]}
                file.write(json.dumps({**line, f"{task}_accuracy": score}) + "\n")
    content = {
        "results": results,
        "higher_is_better": {
            task: {f"{task}_accuracy": True, f"{task}_perception": True} for task in results
        },
        "n-samples": {task: {"original": SAMPLES, "effective": count} for task in results},
        "config": {"model": values.model},
    }
    (folder / "20260101_120000_results.json").write_text(json.dumps(content))
    return 0


if __name__ == "__main__":
    sys.exit(main())
