"""How people type: words for which the articles have others. Nothing here depends on a library."""

import re

_TYPED = (
    (r"</?[a-z][\w-]*(?:\s+[\w-]+\s*=\s*(?:\"[^\"]*\"|'[^']*'|[^\s>\"'][^\s>]*))*\s*/?>", " "),  # a tag is no word
    (r"\b(?:walk|talk|take) me thr(?:u|ough)\b", "explain"),
    (r"\bthru\b", "through"),
    (r"\b(?:w\.?r\.?t\b\.?|with regards? to\b)", "with respect to"),
    (r"\b(?:(?:nr|num)\b\.?|no\.) (?=of\b)|# ?(?=of\b)", "number "),
    (r"\bppl\b", "people"),
    (r"\bteh\b", "the"),
    (r"\b(?:smth|sth)\b", "something"),
    (r"\b(could|should|would|might|must)(?:ve|['’]ve| of(?= (?:been|used|done|had)\b))\b", r"\1 have"),
    (
        r"\b(?:actually|really|exactly|basically|essentially|literally|honestly|anyways?|btw|imh?o|tbh|thx)\b,? ?",
        "",
    ),
    (r"\b(i|we|you|they|it|people) (?:even|rather(?! than))\b", r"\1"),
    (r"\bw[au]t\b", "what"),
    (r"\b(?:w[au]ts|whats|what's)\b", "what is"),
    (r"\bhows\b|\bhow's\b", "how is"),
    (r"\bwhys\b", "why is"),
    (r"^y\b(?=\s)|\by(?= (?:do|does|did|is|are|we|not|would|should|use)\b)", "why"),
    (r"(?<![-\w])u(?![-.\w])", "you"),
    (r"(?<![-\w])ur(?![-.\w])", "your"),
    (r"\bdiff(?:erence)? (?:b/w|btwn?|bw|between|of)\b", "difference between"),
    (r"\bdiff\b|\bdifferance\b", "difference"),
    (r"\b(?:b/w|btwn|bw)\b", "between"),
    (r"\b(?:cuz|coz|bcz|bc)\b", "because"),
    (r"\b(?:pls|plz)\b", "please"),
    (r"(?<= )n(?= (?:how|why|what|where|when|which)\b)|(?<=\w\w )n(?= (?-i:[A-Z][A-Za-z]))", "and"),
    (r"\bwhat is (?:so )?(?:bad about|wrong with(?! (?:my|this|it)\b))", "what are the drawbacks of"),
    (r"\bwhat (?:is|are) ((?:[\w+-]+ ){0,3}[\w+-]+) (?:bad|not good) at\W*$", r"what are the limitations of \1"),
    (r"\bpros (?:(?:and|&|n|or|/|vs\.?) )?cons\b", "advantages and disadvantages"),
    (
        r"^(?:explain )?(.+?) (?:explained )?(?:for (?:dummies|beginners|noobs)|"
        r"like (?:i['’]?m|im|i am|to) (?:an? )?(?:five|5|child|kid|beginner|idiot|new(?: to (?:it|this))?))$",
        r"explain \1",
    ),
    (r"^(?!.*\b(?:how|what|why|when|which|where|who)\b)([^?.:]+?),? explain(?:ed)?\W*$", r"explain \1"),
    (r"\beli5\b:?|\btl;?dr\b:?", "explain"),
    (r"^((?:[\w+-]+ ){0,3}[\w+-]+) meaning\W*$", r"what is \1"),
    (
        r"^(?!(?:what|which|why|how|any|the|explain|is|are|does|do)\b|.* (?:and|or|vs) )((?:[\w+-]+ ){0,3}[\w+-]+) "
        r"((?:downside|drawback|disadvantage|limitation|advantage|benefit|pitfall)s?)\W*$",
        r"what are the \2 of \1",
    ),
    (r"^what do(?:es)? (?!(?:i|we|you|they|people) )((?:[\w+-]+ ){0,3}[\w+-]+) do\W*$", r"what is \1"),
    (r"^(?:exam|interview|quick|dumb|stupid|noob) question\b:?", " "),
    (r"\bi have an? (?:exam|test|interview)\b[^,.;:]*[,.;:]?", " "),
    (
        r"^(?:name|list|mention)(?: me)? (?:(?:some|any|a few|two|three|four|five|\d|the|all|of) )*(.+)$",
        r"what are \1",
    ),
    (r"\bw/o\b", "without"),
    (r"\bw/(?= )", "with"),
)
_PATTERNS = [(re.compile(pattern, re.IGNORECASE), word) for pattern, word in _TYPED]


def plain(text: str) -> str:
    """A question with its hurried words written out.

    >>> plain("wats the diff b/w BN and LN"), plain("y do we even need padding")
    ('what is the difference between BN and LN', 'why do we need padding')
    >>> plain("what does dropout actually do"), plain("gradient wrt the nr of filters"), plain("hinge loss meaning")
    ('what is dropout', 'gradient with respect to the number of filters', 'what is hinge loss')
    """
    for pattern, word in _PATTERNS:
        text = pattern.sub(word, text)
    return text
