"""The objects that a caption mentions, each with its place and sub-sentence.

A sub-sentence is the piece of a caption that contains the clause of the mention: what EFUF
(arXiv 2402.09801) unlearns and keeps. Captions are cut after `, . ; ! ? :`.
"""

from __future__ import annotations

import bisect
import re
from collections.abc import Iterator, Sequence

from sare_engine.domain import Mention
from sare_engine.grounding.vocabulary import Occurrence, Vocabulary

_CLAUSE_END = re.compile(
    r"""
    # A comma inside 1,000 or 3.5 or 10:30 ends nothing. A pattern that begins with a set of
    # characters is found fastest.
    [,.:;!?] (?<! \d[,.:] (?=\d) ) (?: [,.:;!?] (?<! \d[,.:] (?=\d) ) )*
    (?: ["'”’»)\]]+ (?=\s|$) )?                 # the quote that closes after the full stop
    """,
    re.VERBOSE,
)


def sub_sentences(caption: str) -> list[tuple[int, int]]:
    """Cut a caption into clauses.

    The pieces cover the caption without gap or overlap. A delimiter, with the quotes and
    brackets that close right after it, belongs to the piece it ends; white space after it belongs
    to the next piece, or at the end of the caption to the last piece.

    Returns:
        `(start, end)` of each piece; none for an empty caption.
    """
    # Otherwise trailing white space would be a piece without words.
    length = len(caption.rstrip())
    ends = [match.end() for match in _CLAUSE_END.finditer(caption, 0, length)]
    if not ends or ends[-1] < length:
        ends.append(length)
    ends[-1] = len(caption)
    return [piece for piece in zip([0, *ends[:-1]], ends, strict=True) if piece[0] < piece[1]]


def find_mentions(caption: str, vocabulary: Vocabulary) -> tuple[Mention, ...]:
    """Find every object a caption mentions, in reading order.

    Whole words only, in any case, singular or plural; the longest phrase wins ("hot dog" is not a
    dog). The same object named twice is two mentions.
    """
    occurrences = vocabulary.occurrences(caption)
    if not occurrences:
        return ()
    negated = _negated(caption, occurrences)
    pieces = sub_sentences(caption)
    starts = [start for start, _ in pieces]
    mentions = []
    for index, occurrence in enumerate(occurrences):
        first = pieces[bisect.bisect_right(starts, occurrence.start) - 1]
        # A phrase may contain a full stop ("st. bernard") and span two pieces.
        last = pieces[bisect.bisect_right(starts, occurrence.end - 1) - 1]
        mentions.append(
            Mention(
                occurrence.concept,
                occurrence.start,
                occurrence.end,
                first[0],
                last[1],
                index in negated,
            )
        )
    return tuple(mentions)


_CUE = re.compile(
    r"""
    \b(?: no | without | neither | nor | lack(?:s|ing)? | devoid\ of | free\ of | absence\ of )\b
        (?! \s+ (?: fewer | less | more | doubt | matter ) \b )
        (?: \s+ (?:visible\s+)? (?: signs? | traces? | evidence | hint ) \s+ of \b )?
    # "not" denies an object only as what is, is had or is seen: "does not ignore the stop sign"
    # has a stop sign.
    | (?: \b(?: not | never | cannot ) | n['’]t ) \b
      (?: \s+ (?: be | being | actually | really | clearly | appears? | seems? | to
                 | have | having | holding? | see | seen | show | showing | contain | containing
                 | include | including | wear | wearing | carry | carrying | feature | featuring
                 | depict | depicting ) \b )*
      (?= \s+ (?: an? | any | another | visible ) \b )
    """,
    re.VERBOSE | re.IGNORECASE,
)

_MAY_DENY = re.compile(r"no(?:[tr]\b|\b)|n['’]t\b|without|neither|lack|devoid|free|absence|never")
"""Something of every cue, in lower case: a search without regard to case takes far longer."""

_BREAK = re.compile(
    r"""
    [,.;:!?] | \b(?: but | except | besides | other\ than | although | though | while | because
    | that | which | who | whose | where | when | as | than
    | on | in | at | near | next | beside | behind | under | underneath | over | above | below
    | between | among | around | across | along | against | onto | into | inside | outside | by
    | to | from | for | with | toward | towards | through | during
    | and \s+ (?: a | an | the | one | two | three | some | several | many | there | instead )
    # a noun phrase has its article in front: "without shoes rides a horse" is on to the next
    | \w+ \s+ (?: a | an | the | his | her | its | their )
    )\b
    """,
    re.VERBOSE | re.IGNORECASE,
)
"""Words that end a denial: in "there is no fork on the table" there is a table."""

_REACH = 6
"""Words between a denial and what it denies ("no other visible food items or containers")."""
_REACH_CHARACTERS = 120
"""The same limit in characters, cheap to check, for the "no no no ..." of a broken model."""

_LIST_STEP = re.compile(r"\s*,?\s*(?:(?:or|nor|and|any|even|other)\s+)*(?:\w+\s+){0,2}?", re.I)

_DENIED_AFTER = re.compile(
    r"""
    \s+ (?: (?:is|are|was|were|can|could) (?: \s+not | n['’]t ) | cannot ) \s+
        (?: (?:be|clearly|directly|actually)\s+ )*
        (?: visible | present | seen | shown | there | depicted | included | pictured ) \b
    | \s+ (?: is | are | was | were ) \s+ (?: absent | missing | nowhere ) \b
    """,
    re.VERBOSE | re.IGNORECASE,
)


def _negated(caption: str, occurrences: Sequence[Occurrence]) -> set[int]:
    """Return the indices of the mentions that a caption denies."""
    denied = {
        index for index, one in enumerate(occurrences) if _DENIED_AFTER.match(caption, one.end)
    }
    cues = list(_CUE.finditer(caption)) if _MAY_DENY.search(caption.lower()) else []
    ends = [*(cue.start() for cue in cues[1:]), len(caption)]
    for cue, end in zip(cues, ends, strict=False):
        denied.update(_denied_by(cue.end(), end, caption, occurrences))
    return denied


def _denied_by(
    cue_end: int, end: int, caption: str, occurrences: Sequence[Occurrence]
) -> Iterator[int]:
    """Yield the mentions that a denial applies to: the first after it, then the list it opens.

    The list extends at most to `end`, where the next denial begins.
    """
    first = bisect.bisect_left(occurrences, cue_end, key=lambda one: one.start)
    if first == len(occurrences) or occurrences[first].start - cue_end > _REACH_CHARACTERS:
        return
    between = caption[cue_end : occurrences[first].start]
    if _BREAK.search(between) or len(between.split()) > _REACH:
        return
    yield first
    held: list[int] = []
    for index in range(first + 1, len(occurrences)):
        step = caption[occurrences[index - 1].end : occurrences[index].start]
        if occurrences[index].start > end or not _LIST_STEP.fullmatch(step) or _opens_clause(step):
            return
        held.append(index)
        # "no fork, knife or spoon" denies all three, "no fork, dogs run about" only the first: a
        # comma is known to continue the list only once an "or" follows.
        if re.search(r"\b(?:or|nor)\b", step, re.IGNORECASE) or "," not in step:
            yield from held
            held.clear()


def _opens_clause(step: str) -> bool:
    return re.search(r"\b(?:a|an|the|one|two|some|several|many|is|are)\b", step, re.I) is not None
