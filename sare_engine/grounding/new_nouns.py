"""Nouns in captions that the vocabulary does not know, to choose new objects from.

A list from which the user chooses needs no parser. A noun is recognised by its position: after a
determiner ("a", "two"), up to three words, then something that cannot continue them ("a small
wooden bridge over"). The last of these words is counted as a noun; a word that is mostly inside
such a phrase is an adjective. A word that only occurs after "the" and another word is not listed:
there a verb may follow the noun, as in "the man smiles".

Nouns are single words ("bridge" of "wooden bridge"), in the singular. Parts of a picture, measures
and abstractions ("background", "group of", "atmosphere") are excluded by a list, which is far from
complete: the user skips the rest.
"""

from __future__ import annotations

import functools
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from sare_engine.grounding.noun_words import (
    ALWAYS_PLURAL,
    CANS,
    DETERMINERS,
    EITHER,
    FUNCTION,
    LISTS,
    MANY,
    NO_OBJECTS,
    NO_PARTICIPLES,
    ONE,
    PRONOUNS,
)
from sare_engine.grounding.vocabulary import Occurrence, Vocabulary
from sare_engine.grounding.word_forms import inflection

_TOKEN = re.compile(r"\w+(?:['’\u2010\u2011-]\w+)*|[^\w\s]")
_WORD = re.compile(r"[^\W\d_]+(?:['’\u2010\u2011-][^\W\d_]+)*")
_Token = tuple[str, int, int]
"""A word in lower case, or a mark, with its start and end."""
_LONGEST = 4
"""Words between a determiner and the end of its noun phrase."""
_HEAD_SHARE = 0.5
"""A word that ends less than this share of the phrases it occurs in is not a noun."""


@dataclass(frozen=True)
class NewNoun:
    """A noun that the vocabulary does not know.

    Attributes:
        noun: in the singular, lower case.
        count: number of its occurrences.
        captions: number of captions that use it.
        phrase: the words it occurs in most often ("a wooden bridge").
        caption: index of the first caption with that phrase.
        start: where the phrase begins there.
        end: one past where it ends.
    """

    noun: str
    count: int
    captions: int
    phrase: str
    caption: int
    start: int
    end: int


def find_new_nouns(
    captions: Sequence[str], vocabulary: Vocabulary, *, minimum: int = 1
) -> list[NewNoun]:
    """List the nouns of captions that the vocabulary has no word for.

    Args:
        captions: the texts.
        vocabulary: the known words; phrases that it ignores count as known.
        minimum: number of captions that must use a noun.

    Returns:
        The nouns of most captions first, then by name.
    """
    phrases = _without_verbs(
        [one for index, text in enumerate(captions) for one in _phrases(index, text)]
    )
    inside = Counter(_singular(word) for one in phrases for word in one.words[:-1])
    grouped: dict[str, list[_Phrase]] = defaultdict(list)
    known: dict[int, tuple[Occurrence, ...]] = {}
    for one in phrases:
        noun = _singular(one.words[-1])
        if noun in NO_OBJECTS or noun in vocabulary.forms:
            continue
        if one.caption not in known:
            known[one.caption] = vocabulary.occurrences(captions[one.caption])
        if all(each.end <= one.noun or one.end <= each.start for each in known[one.caption]):
            grouped[noun].append(one)
    found = [
        _summary(noun, standing)
        for noun, standing in grouped.items()
        if _is_noun(standing, inside[noun])
    ]
    enough = [one for one in found if one.captions >= minimum]
    return sorted(enough, key=lambda one: (-one.captions, one.noun))


@dataclass(frozen=True)
class _Phrase:
    """A determiner and the words after it, of which the last is taken as a noun.

    Attributes:
        caption: index of the caption.
        determiner: the first word.
        words: the others, in lower case.
        start: first character of the phrase in the caption.
        noun: first character of the last word.
        end: one past its last.
        ended: whether the next token certainly ends the phrase; a comma does not, because it
            could be between two adjectives.
        direct: whether the words come right after the determiner, not after such a comma.
    """

    caption: int
    determiner: str
    words: tuple[str, ...]
    start: int
    noun: int
    end: int
    ended: bool
    direct: bool

    @property
    def certain(self) -> bool:
        """Whether the last word must be a noun, rather than a verb after a noun."""
        alone = len(self.words) == 1 and self.determiner not in PRONOUNS
        return self.direct and self.ended and (alone or self.determiner not in EITHER)


def _is_noun(standing: Sequence[_Phrase], inside: int) -> bool:
    ended = sum(one.ended for one in standing)
    certain = any(one.certain for one in standing)
    return certain and ended >= _HEAD_SHARE * (ended + inside)


def _summary(noun: str, standing: Sequence[_Phrase]) -> NewNoun:
    direct = [one for one in standing if one.direct]  # at least the one that made it a noun
    texts = Counter((one.determiner, *one.words) for one in direct)
    usual = max(texts, key=lambda text: (texts[text], -len(text), text))
    first = next(one for one in direct if (one.determiner, *one.words) == usual)
    captions = {one.caption for one in standing}
    return NewNoun(
        noun,
        len(standing),
        len(captions),
        " ".join(usual),
        first.caption,
        first.start,
        first.end,
    )


def _phrases(caption: int, text: str) -> Iterator[_Phrase]:
    tokens = [(one.group().lower(), *one.span()) for one in _TOKEN.finditer(text)]
    for place, (determiner, start, _) in enumerate(tokens):
        if determiner in DETERMINERS:
            blank = _Phrase(caption, determiner, (), start, start, start, ended=False, direct=True)
            yield from _behind(tokens, place + 1, blank)


def _behind(tokens: Sequence[_Token], place: int, blank: _Phrase) -> Iterator[_Phrase]:
    """Yield the phrase at a place after a determiner, and those of the list that it opens."""
    while True:
        run: list[_Token] = []
        while place + len(run) < len(tokens) and _continues(run, tokens[place + len(run)][0]):
            run.append(tokens[place + len(run)])
        if not run or len(run) > _LONGEST:
            return
        place += len(run)
        kept, sure = _cut(run, blank.determiner)
        # "a fork and a knife" continues with another phrase, "a clean and tidy room" with the same.
        listed = (
            place + 1 < len(tokens)
            and tokens[place][0] in LISTS
            and _continues([], tokens[place + 1][0])
        )
        if kept:
            words = tuple(word for word, _, _ in kept)
            _, noun, end = kept[-1]
            ended = sure and (len(kept) < len(run) or not listed or _is_plural(words[-1]))
            yield replace(blank, words=words, noun=noun, end=end, ended=ended)
        if not listed or len(kept) < len(run):
            return
        place += 1
        blank = replace(blank, start=tokens[place][1], direct=False)


def _continues(run: Sequence[_Token], word: str) -> bool:
    """Whether a word continues the words after a determiner."""
    if word in ("can", "cans"):
        return bool(run) and run[-1][0] in CANS
    return _WORD.fullmatch(word) is not None and word not in FUNCTION


def _cut(run: list[_Token], determiner: str) -> tuple[list[_Token], bool]:
    """Drop the verb, and what follows it, from the words after a determiner.

    Returns:
        The words kept, and whether they certainly end with the noun: "a man riding" does, but
        "an elegant dining table" would be cut after "elegant".
    """
    sure = True
    for index, (word, _, _) in enumerate(run):
        verb = _is_participle(word) and not run[index - 1][0].endswith("ly")
        if index and (verb or word.endswith("ly")):
            sure = index == len(run) - 1
            run = run[:index]
            break
    if determiner in ONE:
        # "a man stands": after "a", a last word with an s is a verb unless it is alone.
        while len(run) > 1 and _is_plural(run[-1][0]):
            run = run[:-1]
    elif determiner in MANY:  # "two men stand", "the two tools suggests"
        while run and not _is_plural(run[-1][0]):
            run = run[:-1]
        while len(run) > 1 and _is_plural(run[-2][0]):
            run = run[:-1]
    if run and (_is_participle(run[-1][0]) or run[-1][0].endswith("ly")):
        return [], False
    return run, sure


def _without_verbs(phrases: Sequence[_Phrase]) -> list[_Phrase]:
    """Drop phrases like "the image shows", but not "the traffic lights".

    After "the" and another word, a word with an s is taken as a verb, unless it occurs at least as
    often where it cannot be a verb.
    """

    def doubtful(one: _Phrase) -> bool:
        return one.determiner in EITHER and len(one.words) > 1 and _is_plural(one.words[-1])

    doubts = Counter(one.words[-1] for one in phrases if doubtful(one))
    plain = Counter(one.words[-1] for one in phrases if not doubtful(one))
    return [
        one for one in phrases if not doubtful(one) or plain[one.words[-1]] >= doubts[one.words[-1]]
    ]


def _is_participle(word: str) -> bool:
    return word.endswith(("ing", "ed")) and word not in NO_PARTICIPLES


def _is_plural(word: str) -> bool:
    return word in ALWAYS_PLURAL or _singular(word) != word


@functools.lru_cache(maxsize=65536)
def _singular(word: str) -> str:
    """Return a noun's singular, or the word itself."""
    if len(word) < 3 or word.endswith(("ss", "us", "is")) or word in ALWAYS_PLURAL:
        return word
    singular = inflection().singular_noun(word)
    return str(singular) if singular else word
