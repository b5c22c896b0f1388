"""Opposites and negations: what a statement affirms and its source denies, or the other way round.

Each sentence is read as a list of signs: a word of a pair of opposites counts + or - for that pair, any other word that
carries meaning counts + for itself, and a negation before it turns the sign. Where a statement and its source give
one thing opposite signs, and neither gives it both, the statement is flipped.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import cache

from index.terms import is_function_word, terms

_PAIRS = """
increase increases increased increasing grow grows growing rise rises rising raise raises raised enlarge
    enlarges enlarging gain more higher greater up upweight amplify amplifies lengthen lengthens : decrease
    decreases decreased decreasing reduce reduces reduced reducing shrink shrinks lower lowers lowered fall
    falls fell drop drops fewer less down diminish diminishes cut cuts downweight lessen shorten shortens
    shrinking
fast faster fastest quick quicker quickly sooner speed speeds accelerate accelerates : slow slower slowest
    slowly slows later
better best improve improves improved improving help helps benefit benefits : worse worst worsen degrade
    degrades degraded hurt hurts harm harms harmful deteriorate
before prior precedes ahead first : after afterwards follows behind last
with : without lacking lacks
always every all everywhere whole entire : never none sometimes partly
only alone exclusively solely : also additionally too
same identical equal shared share shares sharing : different differs distinct separate separately unshared
possible can able allows allow enables enable permits : impossible cannot unable prevents prevent forbids
    prohibits
strong stronger strongly : weak weaker weakly
large larger big bigger wide wider deep deeper long longer high tall : small smaller little narrow narrower
    shallow shallower short shorter low
cheap cheaper inexpensive : expensive costly costlier dear
easy easier simple simpler easily : hard harder difficult complex complicated
add adds added adding insert inserts : remove removes removed removing subtract subtracts discard discards
    drops delete deletes
outperforms outperform beats beat surpasses surpass exceeds exceed overtakes ahead wins won win : trails trail
    lags underperforms underperform loses lost lose behind
encoder encode encodes : decoder decode decodes
maximum max maximal maximise maximises maximize : minimum min minimal minimise minimises minimize
upsample upsamples upsampling : downsample downsamples downsampling
supervised : unsupervised
labelled labeled annotated : unlabelled unlabeled
positive positives : negative negatives
freeze freezes frozen fixed constant : update updates updated learned trained varies vary
keep keeps kept retain retains preserve preserves : discard discards lose loses destroy destroys throw throws
success succeeds succeed successful : failure fails fail failed
start starts begin begins beginning early earlier : end ends finish finishes late
sensitive : robust insensitive invariant
global : local
dense : sparse
online : offline
necessary needed need needs required require requires requiring relies rely depends : unnecessary needless
    optional superfluous
sufficient enough suffices : insufficient
safe : unsafe dangerous bad
stable stabilises stabilizes : unstable destabilises
left : right
above over : below under
include includes including contains contain : exclude excludes excluding omits omit
accept accepts : reject rejects
linear linearly : quadratic quadratically nonlinear exponential exponentially
symmetric : asymmetric
often usually mostly frequently common : rarely seldom hardly rare
many most much : few
overfitting overfit : underfitting underfit
bottom : top
row rows : column columns
horizontal horizontally : vertical vertically
forward : backward
training train : testing inference
known : unknown
correct right true : incorrect wrong false
differentiable : nondifferentiable
parallel simultaneously : sequential sequentially serially
agree agrees agreed : disagree disagrees disagreed
encourage encourages encouraged promote promotes favour favours : discourage discourages discouraged penalise
    penalises counteract counteracts
good excellent : poor
intensify intensifies amplified boost boosts : suppress suppresses attenuate attenuates dampen dampens
reliable dependable : unreliable arbitrary
essential indispensable crucial : dispensable negligible
useful helpful : useless worthless
hide hides hidden conceal conceals : reveal reveals visible show shows
occupied full : empty vacant
raw original : processed
convex : concave
discrete : continuous
deterministic : stochastic random
static stationary : dynamic moving
manual manually : automatic automatically
confident certain : uncertain unsure
majority : minority
bright brighter : dark darker
near nearer close closer : far farther distant
inner inside : outer outside
lossless : lossy
smooth smoother : rough rougher
attract attracts : repel repels
real : synthetic fake
indoor : outdoor
teacher : student
generator : discriminator
source : target
coarse : fine
leading : lagging
probable likely : improbable unlikely
justified : unjustified
supports support : contradicts contradict
ascending : descending
active : passive inactive
internal : external
relevant : irrelevant
balanced : unbalanced imbalanced
biased : unbiased
"""
NEGATIONS = frozenset(
    """not no never without neither nor none cannot nothing hardly rather instead lack lacks lacking avoid avoids
    avoiding fail fails dispense dispenses removes removed eliminates eliminate drops dropped abandons away omit
    omits refrain refuse nobody nowhere free unneeded""".split()
)
REACH = 3
"""Words that carry meaning, after a negation, that it turns."""
_NOT = re.compile(r"\b(\w+?)n['’]t\b")
_NO_LONGER = re.compile(
    r"\bno (longer|more)\b|\bnot only\b|\bnot just\b|\bno matter\b|\bwhether or not\b", re.IGNORECASE
)
_CLAUSE = re.compile(
    r"[,;:()—–]|\b(but|while|whereas|although|though|yet|and|so|because|since|which|that)\b|\.\s", re.IGNORECASE
)
_WORD = re.compile(r"[^\W_]+")


def flips(statement: str, source: str) -> list[str]:
    """What the one affirms and the other denies, a word each.

    >>> flips("Pooling has weights.", "Pooling has no weights.")
    ['weight']
    >>> flips("Dropout is never used at test time.", "Dropout is not used at test time.")
    []
    >>> flips("A larger stride increases the size of the output.", "A larger stride reduces the output size.")
    ['increase']
    """
    said, held = _signs(statement), _signs(source)
    return [
        thing
        for thing in said
        if thing in held and len(said[thing] | held[thing]) == 2 and len(said[thing]) == len(held[thing]) == 1
    ]


def _signs(text: str) -> Mapping[str, set[int]]:
    """The signs of each thing that a text speaks of."""
    found: defaultdict[str, set[int]] = defaultdict(set)
    plain = _NO_LONGER.sub(
        lambda match: "not" if match[0].casefold().startswith("no ") and "matter" not in match[0] else "",
        _NOT.sub(r"\1 not", text),
    )
    for clause in _clauses(plain):
        for thing, sign in _signs_of_clause(clause):
            found[thing].add(sign)
    return found


def _clauses(text: str) -> Iterator[list[str]]:
    start = 0
    for match in _CLAUSE.finditer(text):
        yield [word.casefold() for word in _WORD.findall(text[start : match.start()])]
        start = match.end()
    yield [word.casefold() for word in _WORD.findall(text[start:])]


def _signs_of_clause(words: list[str]) -> Iterator[tuple[str, int]]:
    turned = 0
    for word in words:
        if word in NEGATIONS:
            turned = REACH
            continue
        pair = pair_of(word)
        if pair:
            yield pair[0], pair[1] * (-1 if turned else 1)
        elif not is_function_word(word) and len(word) > 2:
            (stem, *_) = terms(word)
            yield stem, -1 if turned else 1
        else:
            continue
        turned = max(0, turned - 1)


def pair_of(word: str) -> tuple[str, int] | None:
    """The pair of opposites that a lower-case word belongs to, by its first word, and the side it is on."""
    return _pairs().get(word)


def opposites_of(word: str) -> list[str]:
    """The words on the other side of its pair, in a fixed order; none where it is in no pair.

    >>> opposites_of("sparse")
    ['dense']
    """
    pair = pair_of(word)
    return [other for other, place in _pairs().items() if pair and place == (pair[0], -pair[1])]


@cache
def _pairs() -> dict[str, tuple[str, int]]:
    """Of each word of a pair of opposites, the pair's name and the word's side."""
    found: dict[str, tuple[str, int]] = {}
    for line in re.split(r"\n(?! )", _PAIRS.strip()):
        one, other = (side.split() for side in line.split(":"))
        for side, words in ((1, one), (-1, other)):
            for word in words:
                found.setdefault(word, (one[0], side))
    return found
