"""Nouns in captions that the vocabulary does not know, to choose new objects from.

No parser is at hand, and none is needed for a list that a person ticks. A noun shows by where it
stands: "a", "two" or the like, up to three words, then something that cannot go on with them ("a
small wooden bridge over"). What such a stretch ends with is counted as a noun; what mostly stands
inside of one is an adjective. A word that is only ever seen behind "the" and another word is left
out: there a verb may follow the noun, and "the man smiles" has no smiles.

Found are single words ("bridge" of "wooden bridge"), in the singular. Parts of a picture, measures
and abstractions ("background", "group of", "atmosphere") are left out by a list, which is far from
complete: the rest is for the person to leave unticked.
"""

from __future__ import annotations

import functools
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from sare_engine.grounding.vocabulary import Occurrence, Vocabulary, inflection

_TOKEN = re.compile(r"\w+(?:['’\u2010\u2011-]\w+)*|[^\w\s]")
_WORD = re.compile(r"[^\W\d_]+(?:['’\u2010\u2011-][^\W\d_]+)*")
_Token = tuple[str, int, int]
"""A word in small letters, or a mark, with its place."""
_LONGEST = 4
"""Words between a determiner and what ends its noun phrase."""
_HEAD_SHARE = 0.5
"""A word that ends fewer than this share of the phrases it stands in is no noun."""


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_ONE = _words("a an another each every one")
_MANY = _words(
    "two three four five six seven eight nine ten both few many multiple numerous several various"
)
_EITHER = _words("the his her its their my your our some any no other these those")
_DETERMINERS = _ONE | _MANY | _EITHER
_PRONOUNS = _words("her some any other these those")
"""Determiners that also stand alone, with a verb behind them: "near her stands a dog"."""

_FUNCTION = _words(
    """
    a about above across add adds after against alone along alongside also although am amidst
    among amongst an and another any apart appear appears are around as asleep at atop available
    away back be because become becomes been before behind being below beneath beside besides
    between both built but by can cannot caught close closer contribute contributes could create
    creates depict depicts despite did do does doing down drawn during each either else even
    ever every except few filled for from full further give given gives had has have having he
    held her here hers him his how however i if in including indicate indicates inside instead
    into is it its itself just known like likely located made make makes many may might more
    most much multiple must my near nearby nearly neither next no nor not now numerous of off
    often on once one only onto or other others our out outside over overall own per perhaps
    placed possibly present provide provides quite rather ready same see seem seems seen several
    shall she should showcase showcases shown since situated so some spent still such suggest
    suggests surrounding taken than that the their theirs them themselves then there these they
    this those though through throughout thus to together too toward towards under underneath
    until up upon upside us various very via visible was we were what when where whether which
    while who whose why will with within without worn would yet you your
    """
)
"""Words that end a noun phrase."""

_CANS = _words("trash garbage soda beer tin watering spray paint metal soup food")
"""Words behind which "can" is a thing: elsewhere it is a verb."""

_NO_PARTICIPLES = _words(
    """
    awning bed bedding being bidding bleed breed building ceiling clearing clothing coating
    covering creed crossing decking deed drawing dressing dumpling earring evening feed fencing
    flooring frosting gathering greeting handwriting hundred icing king landing legging lighting
    lightning lining marking molding moped morning offering opening painting parking paving
    plumbing railing red reed rigging ring roofing sapling seating seaweed seed seedling setting
    shed shelving shopping sibling siding sled sling speed steed stocking string stuffing swing
    thing topping wedding weed wing
    """
)

_NO_OBJECTS = _words(
    """
    ability abundance act action activity addition adventure air ambiance ambience amount angle
    appearance area arrangement array aspect assortment atmosphere attention back backdrop
    background balance beauty bit bite body bond bottom break bunch care case celebration center
    center-left center-right centre chance character charm choice close-up closeup collection
    color colour combination comfort company competition composition condition connection
    content context contrast conversation corner couple curiosity day design destination detail
    direction display distance diversity dozen edge effect effort element emotion encounter end
    entertainment environment era essence event example excitement experience expression fact
    fashion feature feel feeling few first flow focal focus foreground front fun glimpse group
    half handful height hint idea image impression interaction interest issue item job journey
    joy kind language layout left length level life line location look lot love majority manner
    mean means memory mid mid-air middle midst minority mix mixture mode moment mood motion
    movement name nature need night number object occasion one operation opportunity option
    organization other others pair part passion pattern performance personality perspective
    photo photograph picture piece pile place plenty point portion pose position possibility
    presence presentation process progress purpose quality quarter range reason reflection
    reminder representation rest result right role row scene second section selection sense
    series session set setting shape shot side sight situation size skill slice snapshot sort
    source space spectacle speed spot stack stage stance state stay step stop story style
    subject surrounding surroundings talent task technique theme thing third thrill time top
    topic total touch trip turn type use variety vibe vicinity victory view visual warmth way
    width work world
    """
)
"""What is no object to be seen or missed: parts of a picture, measures, abstractions."""

_ALWAYS_PLURAL = _words(
    "belongings binoculars clothes glasses goggles headphones jeans leggings overalls pajamas "
    "pants pliers scissors shorts sunglasses surroundings trousers tweezers"
)
_LISTS = frozenset([",", "and", "or", "but", "yet"])
"""What may stand between two adjectives: "a cozy, warm room"."""


@dataclass(frozen=True)
class NewNoun:
    """A noun that the vocabulary does not know.

    Attributes:
        noun: in the singular, small letters.
        count: times the captions use it.
        captions: how many captions do.
        phrase: the words it stands in most often ("a wooden bridge").
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
        vocabulary: what is known; phrases that it ignores are known too.
        minimum: captions that must use a noun.

    Returns:
        Those of most captions first, then by name.
    """
    phrases = _without_verbs(
        [one for index, text in enumerate(captions) for one in _phrases(index, text)]
    )
    inside = Counter(_singular(word) for one in phrases for word in one.words[:-1])
    grouped: dict[str, list[_Phrase]] = defaultdict(list)
    known: dict[int, tuple[Occurrence, ...]] = {}
    for one in phrases:
        noun = _singular(one.words[-1])
        if noun in _NO_OBJECTS or noun in vocabulary.forms:
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
    """A determiner and the words behind it, of which the last is taken for a noun.

    Attributes:
        caption: index of the caption.
        determiner: the first word.
        words: the others, in small letters.
        start: first character of the phrase in the caption.
        noun: first character of the last word.
        end: one past its last.
        ended: whether what follows shows that the phrase is over: no comma, which could be one
            between two adjectives.
        direct: whether the words stand right behind the determiner, not behind such a comma.
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
        """Whether the last word must be a noun rather than a verb behind one."""
        alone = len(self.words) == 1 and self.determiner not in _PRONOUNS
        return self.direct and self.ended and (alone or self.determiner not in _EITHER)


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
        if determiner in _DETERMINERS:
            blank = _Phrase(caption, determiner, (), start, start, start, ended=False, direct=True)
            yield from _behind(tokens, place + 1, blank)


def _behind(tokens: Sequence[_Token], place: int, blank: _Phrase) -> Iterator[_Phrase]:
    """Yield the phrase at a place behind a determiner, and those that a list goes on with."""
    while True:
        run: list[_Token] = []
        while place + len(run) < len(tokens) and _continues(run, tokens[place + len(run)][0]):
            run.append(tokens[place + len(run)])
        if not run or len(run) > _LONGEST:
            return
        place += len(run)
        kept, sure = _cut(run, blank.determiner)
        # "a fork and a knife" goes on with another phrase, "a clean and tidy room" with the same.
        listed = (
            place + 1 < len(tokens)
            and tokens[place][0] in _LISTS
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
    """Whether a word goes on with the words behind a determiner."""
    if word in ("can", "cans"):
        return bool(run) and run[-1][0] in _CANS
    return _WORD.fullmatch(word) is not None and word not in _FUNCTION


def _cut(run: list[_Token], determiner: str) -> tuple[list[_Token], bool]:
    """Drop the verb, and what follows it, from the words behind a determiner.

    Returns:
        The words kept, and whether they are sure to end with the noun: "a man riding" does, but
        "an elegant dining table" would be cut behind "elegant".
    """
    sure = True
    for index, (word, _, _) in enumerate(run):
        verb = _is_participle(word) and not run[index - 1][0].endswith("ly")
        if index and (verb or word.endswith("ly")):
            sure = index == len(run) - 1
            run = run[:index]
            break
    if determiner in _ONE:
        # "a man stands": behind "a", a last word with an s is a verb unless it is alone.
        while len(run) > 1 and _is_plural(run[-1][0]):
            run = run[:-1]
    elif determiner in _MANY:  # "two men stand", "the two tools suggests"
        while run and not _is_plural(run[-1][0]):
            run = run[:-1]
        while len(run) > 1 and _is_plural(run[-2][0]):
            run = run[:-1]
    if run and (_is_participle(run[-1][0]) or run[-1][0].endswith("ly")):
        return [], False
    return run, sure


def _without_verbs(phrases: Sequence[_Phrase]) -> list[_Phrase]:
    """Leave out phrases like "the image shows", but not "the traffic lights".

    Behind "the" and another word, a word with an s is taken for a verb unless it stands at least
    as often where it cannot be one.
    """

    def doubtful(one: _Phrase) -> bool:
        return one.determiner in _EITHER and len(one.words) > 1 and _is_plural(one.words[-1])

    doubts = Counter(one.words[-1] for one in phrases if doubtful(one))
    plain = Counter(one.words[-1] for one in phrases if not doubtful(one))
    return [
        one for one in phrases if not doubtful(one) or plain[one.words[-1]] >= doubts[one.words[-1]]
    ]


def _is_participle(word: str) -> bool:
    return word.endswith(("ing", "ed")) and word not in _NO_PARTICIPLES


def _is_plural(word: str) -> bool:
    return word in _ALWAYS_PLURAL or _singular(word) != word


@functools.lru_cache(maxsize=65536)
def _singular(word: str) -> str:
    """Return a noun's singular, or the word itself."""
    if len(word) < 3 or word.endswith(("ss", "us", "is")) or word in _ALWAYS_PLURAL:
        return word
    singular = inflection().singular_noun(word)
    return str(singular) if singular else word
