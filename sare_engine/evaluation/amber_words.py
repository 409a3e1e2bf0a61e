"""AMBER's words: which nouns of a caption are judged, and which are synonyms.

AMBER (arXiv 2311.07397) lists its objects in `relation.json`, each with its synonyms, and in
`safe_words.txt` the words that are too ambiguous to count as hallucinations. Its
own program finds nouns with NLTK's tagger and takes further near-synonyms from spaCy's word
vectors; here the listed words are looked up, and those that are verbs as often as nouns ("can be
seen") are distinguished by the preceding word. The results therefore differ
slightly from those of AMBER's program, in the same way for every model.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sare_engine.domain import Mention
from sare_engine.grounding.mentions import find_mentions
from sare_engine.grounding.vocabulary import Vocabulary

_DETERMINERS = frozenset({
    "a", "an", "the", "this", "that", "these", "those", "each", "every", "another", "some",
    "any", "no", "one", "two", "three", "four", "five", "six", "several", "many", "few", "both",
    "his", "her", "its", "their", "my", "your", "our", "of",
})  # fmt: skip
_BEFORE_VERBS = frozenset({
    "to", "not", "i", "you", "he", "she", "it", "we", "they", "who", "which", "that", "can",
    "could", "will", "would", "shall", "should", "may", "might", "must", "cannot", "does", "do",
    "did", "doesn't", "don't", "didn't",
})  # fmt: skip
_ALSO_VERBS = frozenset({
    "bear", "board", "brush", "drain", "drink", "duck", "file", "leave", "light", "line", "lock",
    "note", "pack", "plate", "rack", "range", "ring", "saddle", "shovel", "sign", "ski", "sound",
    "spray", "stage", "support", "switch", "tank", "tap", "tape", "tie", "track", "watch",
    "water",
})  # fmt: skip
"""Words of AMBER's list that captions use as verbs too."""
_PARTICIPLES = frozenset({
    "drawing", "painting", "sailing",
})  # fmt: skip
_CANS = frozenset({
    "beer", "garbage", "paint", "rubbish", "soda", "spray", "tin", "trash", "watering",
})  # fmt: skip
_WORD = re.compile(r"[\w'’]+")
_REACH = 80
"""Number of characters before a word that contain the two preceding words."""
_NEXT_WORD = re.compile(r"[\s\-]+(\w+)")


@dataclass(frozen=True, eq=False)
class AmberWords:
    """The objects that count, and their synonyms.

    Attributes:
        vocabulary: every word as a concept of its own.
        stands_for: object → the other words that may name it.
        unjudged: words that never count as hallucinations.
    """

    vocabulary: Vocabulary
    stands_for: Mapping[str, frozenset[str]]
    unjudged: frozenset[str]

    @classmethod
    def build(
        cls,
        relation: Mapping[str, Iterable[str]],
        safe_words: Iterable[str] = (),
        objects: Iterable[str] = (),
    ) -> AmberWords:
        """Build the list.

        Args:
            relation: object → words that may stand for it.
            safe_words: words too ambiguous to judge.
            objects: further objects, without synonyms.
        """
        words = [*relation, *(one for others in relation.values() for one in others), *objects]
        # The vocabulary would split a word at a comma or slash.
        plain = (re.sub(r"[\s,/#@\-]+", " ", word).strip().lower() for word in words)
        vocabulary = Vocabulary.from_lines(one for one in dict.fromkeys(plain) if one)
        stands_for: dict[str, frozenset[str]] = {}
        for word, others in relation.items():
            known = vocabulary.concept_of(word)
            if known is not None:
                stands_for[known] = cls._known(vocabulary, others)
        return cls(vocabulary, stands_for, cls._known(vocabulary, safe_words))

    @staticmethod
    def _known(vocabulary: Vocabulary, words: Iterable[str]) -> frozenset[str]:
        return frozenset(known for word in words if (known := vocabulary.concept_of(word)))

    def find(self, caption: str) -> tuple[Mention, ...]:
        """Find every mention of an object in a caption, in reading order."""
        return tuple(
            mention
            for mention in find_mentions(caption, self.vocabulary)
            if _is_noun(caption, mention)
        )

    def meant(self, word: str, objects: Iterable[str]) -> str | None:
        """Return which of these objects a word names: itself, or the first it is a synonym of."""
        objects = list(objects)
        if word in objects:
            return word
        return next((one for one in objects if word in self.stands_for.get(one, ())), None)


def _is_noun(caption: str, mention: Mention) -> bool:
    word = mention.concept
    if word not in _ALSO_VERBS and word not in _PARTICIPLES and word not in ("can", "hot"):
        return True
    # Words do not cross a clause's end: in "It is raining. Watch" none precedes "Watch".
    front = re.split(r"[.,;:!?\n]", caption[max(0, mention.start - _REACH) : mention.start])[-1]
    second, first = ["", "", *_WORD.findall(front.lower())][-2:]
    if word == "hot":  # listed for hot dogs
        following = _NEXT_WORD.match(caption, mention.end)
        return following is not None and following[1].lower() in ("dog", "dogs")
    if word == "can":
        plural = caption[mention.start : mention.end].lower() == "cans"
        return plural or first in _DETERMINERS or first in _CANS
    if word in _PARTICIPLES:
        return first in _DETERMINERS or second in _DETERMINERS
    return first not in _BEFORE_VERBS
