"""One causal pass over a caption gives what one sequence per sub-sentence gives."""

from __future__ import annotations

from pathlib import Path

import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st

from sare_engine.erasure.batches import (
    EncodedExample,
    ErasureData,
    Shuffler,
    collate,
    encode_examples,
    microbatches,
)
from sare_engine.erasure.examples import CaptionExample, Target
from sare_engine.erasure.losses import Forward, mean_target_ce
from sare_engine.erasure.retain_loss import backward_retain
from sare_engine.models.chat_template import render_prompt
from sare_engine.models.images import open_image
from sare_engine.models.prompting import pad_id, prompt_inputs
from sare_engine.models.trainable import trainable_parameters
from tests.engine.erasure.conftest import PROMPT, Workbench


def plain_target_losses(bench: Workbench, stream: str) -> list[torch.Tensor]:
    """One forward per target: prompt + caption up to its end, pixels in, full logits out.

    Written with the tokenizer and the model alone, so that it shares no code with the engine's
    masks, packing, caches and cuts.
    """
    loaded = bench.loaded
    losses = []
    for example in bench.examples:
        inputs = prompt_inputs(loaded, open_image(example.image), PROMPT)
        prefix = render_prompt(loaded, PROMPT) + " "
        for target in example.targets:
            if target.stream != stream:
                continue
            upto = example.caption[: target.end]
            encoded = loaded.tokenizer(
                prefix + upto, add_special_tokens=False, return_offsets_mapping=True
            )
            answer = [
                (token, start)
                for token, (start, end) in zip(
                    encoded["input_ids"], encoded["offset_mapping"], strict=True
                )
                if end > len(prefix)
            ]
            ids = [token for token, _ in answer]
            # A leading space belongs to its token, so a token is inside if its last character is.
            ends = [end for _, end in encoded["offset_mapping"]][-len(ids) :]
            labels = [
                token if end > len(prefix) + target.start else -100
                for token, end in zip(ids, ends, strict=True)
            ]
            if target.stream == "sent":
                ids.append(loaded.tokenizer.eos_token_id)
                labels.append(loaded.tokenizer.eos_token_id)
            sequence = torch.cat([inputs.ids, torch.tensor(ids)])[None]
            all_labels = torch.tensor([[-100] * len(inputs.ids) + labels])
            output = loaded.model(
                input_ids=sequence,
                attention_mask=torch.ones_like(sequence),
                pixel_values=inputs.images["pixel_values"],
                labels=all_labels,
            )
            losses.append(output.loss)
    return losses


@pytest.mark.parametrize("stream", ["neg", "pos", "sent"])
def test_packed_losses_equal_the_plain_way(workbench: Workbench, stream: str) -> None:
    expected = torch.stack(plain_target_losses(workbench, stream))
    batch = collate(workbench.encoded, pad_id(workbench.loaded))
    token_ce = Forward(workbench.loaded, workbench.features).token_ce(batch)
    found = batch.targets[stream].mean_per_target(token_ce)  # type: ignore[index]
    torch.testing.assert_close(found, expected, rtol=1e-4, atol=1e-5)


def test_packed_gradients_equal_the_plain_way(workbench: Workbench) -> None:
    parameters = trainable_parameters(workbench.loaded.model)
    expected_pos = torch.stack(plain_target_losses(workbench, "pos")).mean()
    expected_sent = torch.stack(plain_target_losses(workbench, "sent")).mean()
    (expected_pos + 0.2 * expected_sent).backward()
    expected = {name: p.grad.clone() for name, p in parameters.items() if p.grad is not None}
    workbench.loaded.model.zero_grad(set_to_none=True)

    retain = [one for one in workbench.encoded if any(s != "neg" for s, _ in one.targets)]
    pos, sent = backward_retain(
        Forward(workbench.loaded, workbench.features),
        microbatches(retain, 1, pad_id(workbench.loaded), "cpu"),
        0.2,
    )

    assert pos == pytest.approx(float(expected_pos.detach()), rel=1e-4)
    assert sent == pytest.approx(float(expected_sent.detach()), rel=1e-4)
    assert expected
    for name, parameter in parameters.items():
        if name in expected:
            torch.testing.assert_close(parameter.grad, expected[name], rtol=1e-3, atol=1e-6)


def test_logits_are_computed_at_targets_only(workbench: Workbench) -> None:
    batch = collate(workbench.encoded, pad_id(workbench.loaded))
    seen = []
    head = workbench.loaded.model.get_output_embeddings()
    handle = head.register_forward_hook(lambda _m, args, _o: seen.append(args[0].shape))
    Forward(workbench.loaded, workbench.features).token_ce(batch)
    handle.remove()
    assert seen == [(len(batch.labels), 32)]
    assert len(batch.labels) == int(batch.predicts.sum())


def test_vision_tower_runs_once_per_image(workbench: Workbench) -> None:
    tower = workbench.loaded.model.get_base_model().model.vision_tower
    calls = []
    handle = tower.register_forward_hook(lambda *_: calls.append(1))
    forward = Forward(workbench.loaded, workbench.features)
    for _ in range(3):
        forward.token_ce(collate(workbench.encoded, pad_id(workbench.loaded)))
    handle.remove()
    assert calls == []


def test_captions_are_cut_after_their_last_target(workbench: Workbench) -> None:
    negative = [
        EncodedExample(
            one.image, one.input_ids, tuple(t for t in one.targets if t[0] == "neg"), one.extras
        )
        for one in workbench.encoded
        if any(s == "neg" for s, _ in one.targets)
    ]
    batch = collate(negative, pad_id(workbench.loaded))
    assert batch.text["input_ids"].shape[1] < max(len(one.input_ids) for one in negative)
    assert batch.predicts[:, -1].sum() == 0


def test_labels_spell_the_targets_and_never_the_prompt(workbench: Workbench) -> None:
    loaded = workbench.loaded
    for example, encoded in zip(workbench.examples, workbench.encoded, strict=True):
        prompt = len(workbench.features.prompt(example.image, PROMPT).ids)
        for target, (stream, positions) in zip(example.targets, encoded.targets, strict=True):
            assert stream == target.stream
            assert int(positions[0]) >= prompt
            text = loaded.tokenizer.decode(encoded.input_ids[positions], skip_special_tokens=True)
            assert text.strip() == example.caption[target.start : target.end].strip()
            ends = encoded.input_ids[positions][-1] == loaded.tokenizer.eos_token_id
            assert bool(ends) == (target.stream == "sent")


def test_an_example_without_tokens_is_left_out(workbench: Workbench) -> None:
    target = Target("neg", 11, 11)
    empty = CaptionExample(workbench.examples[0].image, PROMPT, "A cat sits.", (target,))
    assert list(encode_examples(workbench.loaded, workbench.features, [empty])) == []


def test_mean_ce_does_not_depend_on_the_batch_size(workbench: Workbench) -> None:
    forward = Forward(workbench.loaded, workbench.features)
    values = [
        mean_target_ce(
            forward,
            workbench.encoded,
            "pos",
            batch_size=size,
            pad_token_id=pad_id(workbench.loaded),
            device="cpu",
        )
        for size in (1, 2, 4)
    ]
    assert values[1:] == pytest.approx([values[0]] * 2, rel=1e-5)


def test_mean_ce_of_nothing_is_an_error(workbench: Workbench) -> None:
    with pytest.raises(ValueError, match="neg"):
        mean_target_ce(
            Forward(workbench.loaded, workbench.features),
            [workbench.encoded[1]],
            "neg",
            batch_size=4,
            pad_token_id=0,
            device="cpu",
        )


@given(count=st.integers(1, 30), start=st.integers(0, 200), size=st.integers(0, 60))
def test_an_epoch_holds_every_item_once(count: int, start: int, size: int) -> None:
    drawn = Shuffler(count, 3, "x").take(start, size)
    assert drawn == [Shuffler(count, 3, "x").take(start + i, 1)[0] for i in range(size)]
    first_epoch = Shuffler(count, 3, "x").take(0, count)
    assert sorted(first_epoch) == list(range(count))


def test_orders_differ_by_seed_and_name() -> None:
    orders = {tuple(Shuffler(50, *seed).take(0, 50)) for seed in ((0, "a"), (1, "a"), (0, "b"))}
    assert len(orders) == 3


def test_nothing_to_draw_from_is_an_error() -> None:
    with pytest.raises(ValueError, match="nothing"):
        Shuffler(0, 1)


def test_half_of_the_captions_to_keep_replay_the_concept() -> None:
    def example(name: str) -> EncodedExample:
        return EncodedExample(Path(name), torch.arange(3), (("pos", torch.tensor([1])),), {})

    replay = [example(f"replay{i}") for i in range(3)]
    retain = [example(f"other{i}") for i in range(20)] + replay
    data = ErasureData(retain[:2], retain, replay, negative_batch=8, retain_batch=8, seed=0)
    drawn = [one.image.name for one in data.retain(5)]
    assert len(drawn) == 8  # three to replay, five drawn from all
    assert sum(name.startswith("replay") for name in drawn) >= 3
    assert len(data.negative(0)) == 2
