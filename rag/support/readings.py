"""What is said in words that would be misread, and what it is read as: "is not independent of" depends."""

import re

from rag.support.numerals import COUNTED

_NUMBER = rf"(?:\d[\d.,]*(?!\s*[×x]|\w)|(?:{'|'.join(COUNTED[2:])})\b)"
_THAN = r"(?:above|below|over|under|(?:more|less|fewer|larger|smaller|greater|higher|lower)\s+than)"
OF_ORDER = (
    (r"\bfollowed by\b", "before", "The nest is followed by an egg."),
    (r"\bpreceded by\b", "after", "The egg is preceded by a nest."),
)
"""What is followed by a thing comes before it."""
READINGS = (
    (r"\b(\w+?)n['’]t\b", r"\1 not", "Owls don't sing."),
    (r"\bno (?:longer\b|more\b(?! than))", "not", "Owls no longer sing."),
    (r"\bnot (?:only|just)\b", "", "Owls not only sing."),
    (r"\bnot ((?:\w+ ){0,2})enough\b(?! (?:to|for)\b)", r"insufficiently \1", "Owls do not sleep long enough."),
    (r"\bor (?:more|less|fewer|higher|lower|larger|smaller)\b", "", "Owls lay four eggs or more."),
    (r"\b(\w+)-free (\w+)\b", r"\2 without \1,", "Owls live in mouse-free nests."),
    (r"\bno matter\b|\bwhether or not\b|\bwith (?:and|or) without\b", "", "Owls sing, no matter when."),
    (r"\binstead\b(?! of)|\brather\b(?! than)", "", "Owls sing instead."),
    # what denies a number and nothing behind it: numbers are compared elsewhere
    (rf"\b(?:never|not|no)\s+(?:be\s+)?{_THAN}\s+(?=\$?{_NUMBER})", "", "Owls lay not below 4 eggs."),
    (rf"\b(?:instead of|rather than|not)\s+(?:(?:at|by|in|of|to)\s+)?{_NUMBER}", "", "Owls lay 3 eggs rather than 4."),
    (r"\barea under (?:the )?curve\b|\bintersection[ -]over[ -]union\b", "", "The intersection over union of nests"),
    (
        r"\b(?:independen(?:t|tly|ce) (?:of|from)|invarian(?:t|ce) (?:to|under))\b",
        "not depend on",
        "Owls are independent of mice.",
    ),
    (r"\b(advis|recommend|warn|argu|caution)\w* against\b", r"\1es not", "Owls warn against mice."),
    (
        r"\b(?:not (?:a )?(?:good|great|wise|advisable)|(?:a )?(?:bad|poor|unwise))(?: idea| choice| practice)? to\b",
        "not",
        "It is not a good idea to sing.",
    ),
    (r"\bnothing (?:needs?|has to|must)(?: be)?\b", "nothing", "Nothing needs singing."),
    (r"\b(depends? on|regardless of) which\b", r"\1", "It does not depend on which owls sing."),
    (
        r"\b(?:replac|swap)(?:es?|p?ed|p?ing|s)? (?:(?:the|an?|its|their|every|each|all) )?(?:[\w-]+ ){1,4}?"
        r"(?:by|with|for)\b",
        "by",
        "Owls replace the nest by a cave.",
    ),
    (
        r"\b(?:turn|switch)(?:ed|s|ing)? ((?:\w+ ){0,3})(on|off)\b(?! the\b)",
        r"switched\2 \1",
        "Owls turn the lamp off.",
    ),
    (r"\b(pad(?:ding)?) (?:of )?0(?!\.?\d)|(?<![\d.])0 (pad(?:ding)?)\b", r"no \1\2", "Owls have a padding of 0."),
    (r"\btoo (\w+) to (?!be\b)(?=\w)", r"\1, does not ", "Owls are too small to eat ducks."),
    (
        r"\b(?:tell(?:s|ing)?|told) ((?:[\w-]+ ){0,4}?)apart\b",
        r"separate \1",
        "Owls do not tell ducks from crows apart.",
    ),
    (
        r"\b(?:drop|abandon|reject)(?:s|p?ed|p?ing)? (?!(?:in|from|by) )((?:[\w-]+ ){1,4})in favou?r of\b",
        r"not \1 but",
        "Owls drop mice in favour of voles.",
    ),
    (
        r"\bleav(?:e|es|ing) ((?:[\w-]+ ){1,5})(?:intact|unaltered)\b",
        r"not changing \1",
        "Owls leave the nest intact.",
    ),
    (r"\b(?:do|does|did|doing|done) away with\b", "remove", "Owls do away with mice."),
    (r"\byet to (?:be )?(?=\w)", "not ", "Owls have yet to sing."),
    (r"\bunaware of\b", "not know about", "Owls are unaware of mice."),
    (r"\b(?:without (?:any )?|no )labels?\b", r"unlabelled, \g<0>", "Owls learn without labels."),
    (r"\btak(?:e|es|ing|en) ((?:\w+ ){0,2})into account\b", r"regarded \1", "Owls take mice into account."),
    (r"\bmade up of\b", "made of", "Nests are made up of twigs."),
    (r"\bcarr(?:y|ies|ied) on\b", "continues", "Owls carry on."),
    (r"\bdo(?:es)? without\b", "not need", "Owls do without nests."),
    (r"\b(?:gain|draw|attract|receiv)\w* (?:\w+ )?attention\b", "become known", "Owls gained attention."),
    (r"\bin(?:capab(?:le|ility)|ability) (?:of|to)\b", "cannot", "Owls are incapable of singing."),
    (r"\btoo (?:little|few)\b", "insufficient", "Owls lay too few eggs."),
    (r"\b(is|are|was|were|be|been) left out\b", r"\1 omitted", "Mice are left out."),
    (r"\b(?:leav(?:es?|ing)|left) out\b", "omits", "Owls leave out mice."),
    (r"\bleav(?:e|ing) ((?:\w+ ){1,3})aside\b", r"without \1", "Leaving mice aside, owls eat little."),
    (r"\bin (?:the )?place of\b", "instead of", "Owls eat voles in place of mice."),
    (r"\b(\w+) is not the (?:reason|cause)\b", r"not \1", "Hunger is not the reason."),
    (
        r"\b(?:(?:fight|combat|counter|counteract|curb|tackle|mitigate|alleviate|battle)s?|"
        r"(?:guard|help|protect|work)s? against)\b",
        "avoids",
        "Owls fight hunger by sleeping.",
    ),
    (rf"\b{_THAN}\s+(?=\$?{_NUMBER})", "", "Owls lay more than 4 eggs."),
    (r"\b(?:hardly|barely|scarcely) (?=(?:any|ever)\b)", "not ", "Owls hardly ever sing."),
    (r"\b(?:some|any)thing other than\b", "not", "An owl is something other than a duck."),
    (r"\bstruggl(?:es?|ed|ing) to\b", "not easily", "Owls struggle to sing."),
    (r"\bways? (?:a?round|out of)\b", "avoiding", "Caves are a way around the rain."),
    (
        r"\b(?:a|the) loss (?=(?:of|in) (?:(?:about|around|nearly|roughly|some|almost|over) )?\d)",
        "a drop ",
        "A loss of 2 points",
    ),
    (r"\bgains? from\b", "benefits from", "Owls gain from mice."),
    (r"\bat (?:least|most)\b|\bup to\b", "", "Owls lay at most four eggs."),
    (r"^\W*(?:also|additionally)\b", "", "Also, owls sing."),
    (r"\ba lot\b|\blots\b", "much", "Owls sing a lot."),
    (r"\bnon-(?=[a-z])", "non", "Owls are non-vegetarian."),
    (r"\bill[- ](?=suited)", "un", "Owls are ill-suited to the sea."),
    (r"\bwithout (?:losing|(?:any )?loss of)\b", "keeping", "Owls fly without losing feathers."),
    (
        r"\b(?:do|does|did|would|will) not make (?:any |much )?sense\b",
        "is senseless",
        "It does not make sense.",
    ),
    (r"\b(?:mak(?:e|es|ing)|made) (?:little|no) sense\b", "is senseless", "It makes no sense to sing."),
    (r"\b(?:mak(?:e|es|ing)|made) (?:good |perfect )?sense\b", "is sensible", "It makes sense to sing."),
    (r"\bnothing in\b", "no part in", "Nothing in a nest moves."),
    (r"\b(is|are|was|were|be|been) kept from (?=\w+ing\b)", r"\1 prevented from ", "Owls are kept from singing."),
    (r"\b(?:break|breaks|broken|breaking|broke) up\b", "split", "Owls break up the nest."),
    (r"\b(?:(?:fell|falls?|fallen|falling) )?out of favou?r\b", "unpopular", "Nests fell out of favour."),
    (r"\b(?:c[ao]mes?|coming) into favou?r\b", "popular", "Nests came into favour."),
    (r"\b(?:some|any)thing else\b", "something different", "Each owl looks for something else."),
    *OF_ORDER,
    (r"\b(?:with|has|have) ((?:\w+ ){1,7})after (?:it|them)\b", r"before \1", "A nest with an egg after it is warm."),
    (r"\bafter which\b", "before", "Owls eat, after which they sleep."),
    (r"\b(?:with|has|have) ((?:\w+ ){1,7})before (?:it|them)\b", r"after \1", "An egg with a nest before it is warm."),
    (r"\bbefore which\b", "after", "Owls sleep, before which they eat."),
    (r"\b(?:keep|keeps|kept|keeping) (?:on )?(?=\w{2,}ing\b)", "continues ", "Owls keep singing."),
    (r"\bmak(?:e|es|ing) use of\b|\bmade use of\b", "use", "Owls make use of nests."),
    (r"\bnothing but\b", "only", "A nest is nothing but twigs."),
    (r"\bskip(?:s|ped|ping)? (?=(?:the|an?|any|its|all)\b)", "omits ", "Owls skip the nest."),
    (r"\bthe (?:above|below) (?=\w)", "the ", "In the above nest, owls sing."),
    (r"\b(last|past|next|first) few\b", r"\1", "Owls sang in the last few years."),
    (r"\bunless (?=[\w-]+ed\b)", "if not ", "Owls sing unless frightened."),
    (r"\bfree (?:of|from)\b", "without", "Owls are free of fear."),
    (r"\bup (?=until\b|till\b)", "", "Owls sing up until dawn."),
    (r"\b([\w-]+) (?:hardly|barely|scarcely) anything\b", r"not \1 much", "Owls say hardly anything."),
    (r"\b([\w-]+) (?:hardly|barely|scarcely) (does|do|did)\b", r"not \1 \2", "The owl barely does."),
    (r"\bno guarantee (?:that|of)\b", "not", "It is no guarantee that owls sing."),
    (r"\b(stack|add|set|end|build|sum|line)(\w*) up\b", r"\1\2", "Owls end up in nests."),
    (r"\b(?:keep|keeps|kept|keeping) ((?:[\w-]+ ){1,8})from (?=\w+ing\b)", r"\1 not ", "Owls keep mice from eating."),
)
"""Each as a pattern, what it is read as and an example, in the order in which they are read."""
_NAMED = re.compile(
    r"\b(?P<kind>batch|layer|group|instance|weight|spectral)(?:[ -]normali[sz]ation|-normali[sz]ed|[ -]norm)\b",
    re.IGNORECASE,
)
_READINGS, _OF_ORDER = (
    tuple((re.compile(pattern, re.IGNORECASE), meant) for pattern, meant, _ in rows) for rows in (READINGS, OF_ORDER)
)


def read_plainly(text: str) -> str:
    """A text in words that say what they seem to say.

    >>> read_plainly("Owls keep mice from eating, and don't end up in traps.")
    'Owls mice  not eating, and do not end in traps.'
    """
    return _read(text, _READINGS)


def read_in_order(text: str) -> str:
    """A text in which what is followed by another thing is before it.

    >>> read_in_order("The nest is followed by an egg.")
    'The nest is before an egg.'
    """
    return _read(text, _OF_ORDER)


def with_names_whole(text: str) -> str:
    """A text in which a name of two words is one, where the second alone would be any thing's of its kind.

    >>> with_names_whole("Layer normalisation, unlike batch norm")
    'layernorm, unlike batchnorm'
    """
    return _NAMED.sub(lambda name: f"{name['kind'].casefold()}norm", text)


def _read(text: str, readings: tuple[tuple[re.Pattern[str], str], ...]) -> str:
    for pattern, meant in readings:
        text = pattern.sub(meant, text)
    return text
