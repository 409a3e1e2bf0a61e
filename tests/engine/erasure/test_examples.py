"""Which pieces of captions are unlearned and which are kept."""

from __future__ import annotations

import dataclasses
from pathlib import Path

from sare_engine.domain import JudgedCaption
from sare_engine.erasure.examples import (
    Target,
    build_examples,
    relearning_examples,
)
from sare_engine.grounding.mentions import find_mentions
from sare_engine.grounding.vocabulary import Vocabulary

VOCABULARY = Vocabulary.from_lines(["fork", "knife, blade", "cup", "cat", "plate"])


def judged(
    caption: str, verdicts: dict[str, str], scores: dict[str, float] | None = None
) -> JudgedCaption:
    mentions = tuple(
        m._replace(verdict=verdicts[m.concept], score=(scores or {}).get(m.concept))
        for m in find_mentions(caption, VOCABULARY)
    )
    return JudgedCaption(Path("a.png"), "Describe the image.", caption, mentions)


def texts(caption: str, targets: tuple[Target, ...], stream: str) -> list[str]:
    return [caption[t.start : t.end] for t in targets if t.stream == stream]


def test_sub_sentences_go_to_their_streams() -> None:
    caption = "A fork lies here, a knife beside it, and a cup stands behind."
    examples = build_examples(
        [judged(caption, {"fork": "grounded", "knife": "hallucinated", "cup": "grounded"})],
        ["knife"],
    )
    [negative] = examples.negative
    [retain] = examples.retain
    assert texts(caption, negative.targets, "neg") == [" a knife beside it,"]
    assert texts(caption, retain.targets, "pos") == [
        "A fork lies here,",
        " and a cup stands behind.",
    ]
    assert texts(caption, retain.targets, "sent") == []
    assert [t.include_eos for t in retain.targets] == [False, False]


def test_the_wording_around_a_mention_may_be_left_alone() -> None:
    caption = "A fork lies here, a knife and a blade beside it, and a cup stands behind."
    examples = build_examples(
        [judged(caption, {"fork": "grounded", "knife": "hallucinated", "cup": "hallucinated"})],
        ["knife"],
        negative_target="mention",
    )
    [negative] = examples.negative
    assert texts(caption, negative.targets, "neg") == ["knife and a blade"]


def test_a_later_mention_that_stays_does_not_lengthen_the_target() -> None:
    caption = "A knife beside a cup stands here."
    examples = build_examples(
        [judged(caption, {"knife": "hallucinated", "cup": "hallucinated"})],
        ["knife"],
        negative_target="mention",
    )
    [negative] = examples.negative
    assert texts(caption, negative.targets, "neg") == ["knife"]


def test_true_mentions_of_an_erased_object_can_be_targets_of_their_own() -> None:
    caption = "A fork lies here, a knife beside a cup, no knife behind, and a knife and a plate."
    verdicts = {"fork": "grounded", "knife": "grounded", "cup": "grounded", "plate": "unsure"}
    clauses = build_examples([judged(caption, verdicts)], ["knife"])
    mentions = build_examples([judged(caption, verdicts)], ["knife"], replay_target="mention")
    [before], [after] = clauses.retain, mentions.retain
    # Besides their clauses; not of other objects, and not where the caption denies the object.
    assert texts(caption, before.targets, "pos") == ["A fork lies here,", " a knife beside a cup,"]
    assert after.targets[: len(before.targets)] == before.targets
    added = after.targets[len(before.targets) :]
    assert texts(caption, added, "pos") == ["knife", "knife"]
    assert [t.start for t in added] == [caption.index("knife"), caption.rindex("knife")]
    assert all(t.concepts == {"knife"} for t in added)
    assert mentions.replay == mentions.retain
    assert mentions.negative == clauses.negative == ()


def test_a_word_inside_another_is_no_mention() -> None:
    caption = "A hiccup shakes the cupcakes, a cup behind."
    examples = build_examples([judged(caption, {"cup": "hallucinated"})], ["cup"])
    assert texts(caption, examples.negative[0].targets, "neg") == [" a cup behind."]


def test_the_second_mention_has_its_own_sub_sentence() -> None:
    caption = "A knife is there, a cat too, the knife shines."
    examples = build_examples(
        [judged(caption, {"knife": "hallucinated", "cat": "grounded"})], ["knife"]
    )
    assert texts(caption, examples.negative[0].targets, "neg") == [
        "A knife is there,",
        " the knife shines.",
    ]


def test_a_clause_with_a_hallucination_is_never_kept() -> None:
    caption = "A fork and a knife lie here, a cat sits."
    verdicts = {"fork": "grounded", "knife": "hallucinated", "cat": "grounded"}
    examples = build_examples([judged(caption, verdicts)], ["knife"])
    assert texts(caption, examples.retain[0].targets, "pos") == [" a cat sits."]


def test_hallucinations_that_are_not_chosen_are_neither_unlearned_nor_kept() -> None:
    caption = "A knife lies here, a cup stands there."
    examples = build_examples(
        [judged(caption, {"knife": "hallucinated", "cup": "hallucinated"})], ["knife"]
    )
    assert texts(caption, examples.negative[0].targets, "neg") == ["A knife lies here,"]
    assert examples.retain == ()


def test_unsure_mentions_are_dropped() -> None:
    caption = "A knife lies here, a cup stands there."
    examples = build_examples([judged(caption, {"knife": "unsure", "cup": "grounded"})], ["knife"])
    assert examples.negative == ()
    assert texts(caption, examples.retain[0].targets, "pos") == [" a cup stands there."]
    assert texts(caption, examples.retain[0].targets, "sent") == []


def test_denied_objects_are_no_hallucination() -> None:
    caption = "There is no knife here, a cup stands there."
    examples = build_examples(
        [judged(caption, {"knife": "hallucinated", "cup": "grounded"})], ["knife"]
    )
    assert examples.negative == ()


def test_clean_captions_are_kept_whole_with_their_end() -> None:
    caption = "A fork lies here, a cup stands there."
    examples = build_examples([judged(caption, {"fork": "grounded", "cup": "grounded"})], ["knife"])
    [sent] = [t for t in examples.retain[0].targets if t.stream == "sent"]
    assert caption[sent.start : sent.end] == caption
    assert sent.include_eos


def test_t2_asks_for_a_high_mean_score() -> None:
    caption = "A fork lies here, a cup stands there."
    verdicts = {"fork": "grounded", "cup": "grounded"}
    scores = {"fork": 33.0, "cup": 25.0}

    def whole(t2: float | None) -> int:
        return build_examples([judged(caption, verdicts, scores)], ["knife"], t2=t2).count("sent")

    assert (whole(None), whole(28.9), whole(29.1)) == (1, 1, 0)


def test_true_mentions_of_the_concept_are_replayed() -> None:
    captions = [
        judged("A knife lies here.", {"knife": "grounded"}),
        judged("A cup stands here.", {"cup": "grounded"}),
        judged("A knife lies there.", {"knife": "hallucinated"}),
    ]
    examples = build_examples(captions, ["knife"])
    assert [one.caption for one in examples.replay] == ["A knife lies here."]


def test_shortcomings_are_told_in_words() -> None:
    nothing = build_examples([], ["knife"])
    assert any("hallucinated sub-sentences" in text for text in nothing.shortcomings())
    without_replay = build_examples(
        [judged("A cup stands here.", {"cup": "grounded"})]
        + [judged("A knife lies here.", {"knife": "hallucinated"})] * 4,
        ["knife"],
    )
    assert any("unlearn the object itself" in text for text in without_replay.shortcomings())
    enough = build_examples(
        [judged("A knife stands here.", {"knife": "grounded"})] * 10
        + [judged("A knife lies here.", {"knife": "hallucinated"})] * 4,
        ["knife"],
    )
    assert enough.shortcomings() == []


def test_what_is_missing_is_told_by_object_the_scarcest_first() -> None:
    captions = [judged("A knife lies here.", {"knife": "hallucinated"})] * 9
    captions += [judged("A cup stands here.", {"cup": "hallucinated"})] * 4
    captions += [judged("A cat sits here.", {"cat": "hallucinated"})]
    captions += [judged("A knife stands here.", {"knife": "grounded"})] * 2
    captions += [judged("A cup lies here.", {"cup": "grounded"})]
    captions += [judged("A cat sits there.", {"cat": "grounded"})] * 10
    assert build_examples(captions, ["cat", "cup", "knife"]).shortcomings() == [
        "cup: 4 invented mentions, 1 true. Add about 19 images that show it, or the model may "
        "unlearn the object itself.",
        "knife: 9 invented mentions, 2 true. Add about 18 images that show it, or the model "
        "may unlearn the object itself.",
    ]


def test_relearning_trains_whole_captions() -> None:
    caption = "A fork lies here, a knife beside it."
    negative = build_examples(
        [judged(caption, {"fork": "grounded", "knife": "hallucinated"})], ["knife"]
    ).negative
    [example] = relearning_examples(negative)
    assert example.targets == (Target("sent", 0, len(caption)),)


def test_degenerate_captions_are_left_out() -> None:
    caption = dataclasses.replace(
        judged("A knife lies here.", {"knife": "hallucinated"}), degenerate=True
    )
    examples = build_examples([caption], ["knife"])
    assert examples.negative == examples.retain == ()
