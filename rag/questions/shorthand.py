"""How people type: words for which the articles have others. Nothing here depends on a library."""

import re

THING_FIRST = (
    r"^(?:(?:and|but|so) )?"
    r"(?!(?:what|which|why|how|when|where|who|and|but|so|ok|if|my|i|the|is|are|does|do|can|compare|explain)\b)"
    r"((?:(?!(?:is|are|was|does|do|has|have|and|or|vs)\b)[\w+-]+ ){0,3}(?!(?:is|are|was|does|do)\b)[\w+-]+)[,:]? "
    r"((?:how|why|when|where|what|which|who)\b[^.?!,]*?)(?<! in) "
    r"(?:it|they|them|(?:that|those)(?=(?: (?:used )?for)?\W*$))\b([^.?!]*)\W*$",
    r"\2 \1\3",
    "atlas how is it made",
)
"""A question of a thing that is named in front of it."""
TYPED: tuple[tuple[str, str, str], ...] = (
    (
        r"</?[a-z][\w-]*(?:\s+[\w-]+\s*=\s*(?:\"[^\"]*\"|'[^']*'|[^\s>\"'][^\s>]*))*\s*/?>",
        " ",
        "</question>",
    ),  # a tag is no word
    (r"\b(?:walk|talk|take) me thr(?:u|ough)\b", "explain", "walk me thru dropout"),
    (r"\bthru\b", "through", "a gradient flows thru it"),
    (r"\b(?:w\.?r\.?t\b\.?|with regards? to\b)", "with respect to", "gradient w.r.t. the filter"),
    (r"\b(?:(?:nr|num)\b\.?|no\.) (?=of\b)|# ?(?=of\b)", "number ", "nr of filters"),
    (r"\bppl\b", "people", "ppl like ReLU"),
    (r"\bteh\b", "the", "teh stride"),
    (r"\b(?:smth|sth)\b", "something", "is padding smth new"),
    (
        r"\b(could|should|would|might|must)(?:ve|['’]ve| of(?= (?:been|used|done|had)\b))\b",
        r"\1 have",
        "i shouldve shuffled",
    ),
    (
        r"\b(?:actually|really|exactly|basically|essentially|literally|honestly|anyways?|btw|imh?o|tbh|thx|lo+l|lmao|"
        r"(?:ha){2,}h?|tho|ngl|idk|afaik|iirc|fyi|rn|atm|kinda|sorta|obv|ofc)\b,? ?",
        "",
        "btw, is it fast lol",
    ),
    (r"\b(?:shu?ld|shud|shd)\b", "should", "shld i pool"),
    (r"\bb4\b", "before", "shuffle b4 training"),
    (r"\bsb\b(?: else)?", "somebody", "sb trained it"),
    (r"\b(?:prob(?:l|al)y|prolly)\b", "probably", "probly wrong"),
    (r"\b(?:cld|cud|wld|wud)\b", "would", "wld it help"),
    (r"\bavg[ -]?pool(?:ing)?\b", "average pooling", "avgpool layers"),
    (r"\bgonna\b", "going to", "is it gonna overfit"),
    (r"\bwanna\b", "want to", "i wanna pool"),
    (r"\bgotta\b", "have to", "do i gotta pool"),
    (r"\b(?:gimme|lemme (?:have|see))\b", "give me", "gimme the formula"),
    (r"\bwtf\b", "what", "wtf is a stride"),
    (r"\bhow come\b", "why", "how come dropout helps"),
    (r"\bw[au]t\b", "what", "wat is IoU"),
    (r"\b(?:w[au]ts|whats|what['’]s)\b", "what is", "whats IoU"),
    (r"\bhows\b|\bhow['’]s\b", "how is", "hows it trained"),
    (r"\bwhys\b", "why is", "whys it slow"),
    (r"\bwhat is the deal with\b", "what is", "what is the deal with IoU"),
    (
        r"\b(what|why|how|when|where|who) (?:on earth|in the world|the (?:heck|hell|fuck))\b",
        r"\1",
        "what on earth is a stride",
    ),
    (r"\b(i|we|you|they|it|people) (?:even|rather(?! than))\b", r"\1", "do we even pool"),
    (r"^y\b(?=\s(?!\s*[=<>~]))|\by(?= (?:do|does|did|is|are|we|not|would|should|use)\b)", "why", "y do nets pool"),
    (r"(?<![-\w])u net(s?)\b", r"unet\1", "u net what for"),
    (r"(?<![-\w])u(?![-.\w])", "you", "how do u pool"),
    (r"(?<![-\w])ur(?![-.\w])", "your", "ur stride"),
    (r"\bdiff(?:erence)? (?:b/w|btwn?|bw|between|of)\b", "difference between", "diff b/w SGD and Adam"),
    (r"\bdiff\b|\bdifferance\b", "difference", "SGD and Adam, any differance"),
    (r"\b(?:b/w|btwn|bw)\b", "between", "layers btwn the two"),
    (r"\b(?:cuz|coz|bcz|bc)\b", "because", "slow cuz it is deep"),
    (r"\b(?:pls|plz)\b", "please", "the stride pls"),
    (
        r"(?<= )n(?= (?:how|why|what|where|when|which)\b)|(?<=\w\w )n(?= (?-i:[A-Z][A-Za-z]))",
        "and",
        "what is IoU n why",
    ),
    (
        r"\bwhat is (?:so )?(?:bad about|wrong with(?! (?:my|this|it)\b))",
        "what are the drawbacks of",
        "what is so bad about pooling",
    ),
    (
        r"\bwhat (?:is|are) ((?:[\w+-]+ ){0,3}[\w+-]+) (?:bad|not good) at\W*$",
        r"what are the limitations of \1",
        "what is CLIP bad at",
    ),
    (
        r"^(?:is|are) there (?:some|any)(?:thing| tasks?) (?:that )?((?:[\w+-]+ ){0,3}[\w+-]+) (?:is|are) "
        r"(?:bad|not good) at\W*$",
        r"what are the limitations of \1",
        "is there anything CLIP is bad at",
    ),
    (
        r"""^.*["“]([^"“”]{3,60})["”][^"“”]*[,.;?:] *what (?:is|does) (?:that|this|it)(?: mean)?\W*$""",
        r"what is \1",
        'my boss said "stride", what is that',
    ),
    (
        r"""^.*["“]([^"“”]{3,60})["”]\W* (?:but )?(why|how)(?: (?:so|is that))?\W*$""",
        r"\2 \1",
        'they said "pool first". why',
    ),
    (
        r"\b(?:what is )?the (?:catch|downside) (?:of|with)\b",
        "what are the drawbacks of",
        "what is the catch of pooling",
    ),
    (
        r"\bwhat (?:goes wrong|happens|breaks) (?:when|if) (?:i|you|we|one) "
        r"(?:forgets?|skips?|(?:do|does)(?:n['’]?t| not) (?:use|call|have))(?: (?:to (?:use|call)|about))? ",
        "why do we need ",
        "what happens if I forget pooling",
    ),
    (r"\bpros (?:(?:and|&|n|or|/|vs\.?) )?cons\b", "advantages and disadvantages", "pros & cons of pooling"),
    (
        r"^(?:explain )?(.+?) (?:explained )?(?:for (?:dummies|beginners|noobs)|"
        r"(?:like|as)(?: if)? (?:i['’]?m|i am|to|an?) (?:an? )?"
        r"(?:five|5|child|kid|beginner|idiot|story|fairy ?tale|joke|new(?: to (?:it|this))?))$",
        r"explain \1",
        "pooling explained like i'm five",
    ),
    (
        r"^(?!.*\b(?:how|what|why|when|which|where|who)\b)([^?.:]+?),? explain(?:ed)?\W*$",
        r"explain \1",
        "pooling, explained",
    ),
    (
        r"(?:,|\band)? i (?:always |keep |still |often )*(?:mix|confus|forget|swap)(?:e|t?ing|p?ing)? "
        r"(?:them|it|those|the two)(?: up)?\W*$",
        "",
        "a stride and a kernel, i always mix them up",
    ),
    (
        r",? in (?:plain|simple|normal|human|everyday|easy|other) (?:human |everyday |plain |simple )?"
        r"(?:words|terms|language|english)\b",
        "",
        "a stride in normal words",
    ),
    (r"\beli5\b:?|\btl;?dr\b:?", "explain", "eli5: pooling"),
    (r"^((?:[\w+-]+ ){0,3}[\w+-]+) meaning\W*$", r"what is \1", "stride meaning"),
    (
        r"^(?!(?:what|which|why|how|any|the|explain|is|are|does|do)\b|.* (?:and|or|vs) )((?:[\w+-]+ ){0,3}[\w+-]+) "
        r"((?:downside|drawback|disadvantage|limitation|advantage|benefit|pitfall)s?)\W*$",
        r"what are the \2 of \1",
        "pooling drawbacks",
    ),
    (
        r"^what do(?:es)? (?!(?:i|we|you|they|people) )((?:[\w+-]+ ){0,3}[\w+-]+) do\W*$",
        r"what is \1",
        "what does pooling do",
    ),
    (
        r"^(?!(?:what|which|why|how|the|hyper)\b|.* (?:and|or|vs|of|in|has|have|does) )((?:[\w+-]+ ){0,2}[\w+-]+) "
        r"(?:(?:number|nr|num) of )?param(?:eter)?s?(?: (?:count|number|nr))?\W*$",
        r"how many parameters does \1 have",
        "unet params?",
    ),
    (
        r"^(?!(?:what|which|why|how)\b)((?:[\w+-]+ ){0,3}[\w+-]+),? what(?: (?:is|are) (?:it|they)(?: used)?)? for\W*$",
        r"what is \1 used for",
        "stride what for",
    ),
    (
        r"^(?!(?:what|which|why|how)\b)((?:[\w+-]+ ){0,3}[\w+-]+),? what is the (point|use|idea|purpose|advantage)\W*$",
        r"what is the \2 of \1",
        "pooling, what is the point",
    ),
    THING_FIRST,
    (
        r"^(?!(?:what|which|why|how|and|but|ok)\b)((?:[\w+-]+ ){0,3}[\w+-]+),? how\W*$",
        r"how does \1 work",
        "yolo how?",
    ),
    (r"^(what (?:is|are) .+?) (?:made|composed|built)(?: up)? (?:of|from)\W*$", r"\1", "what is a stem made of"),
    (r"^(?:exam|interview|quick|dumb|stupid|noob) question\b:?", " ", "quick question: is it deep"),
    (r"\bi have an? (?:exam|test|interview)\b[^,.;:]*[,.;:]?", " ", "i have an exam tomorrow, is it deep"),
    (
        r"^(?:name|list|mention)(?: me)? (?:(?:some|any|a few|two|three|four|five|\d|the|all|of) )*(.+)$",
        r"what are \1",
        "name me three detectors",
    ),
    (
        r"\b(?:was|is|were|are) ((?:[\w+-]+ ){0,2}[\w+-]+) (?:made|built|created|designed|introduced|invented|meant) "
        r"to (solve|fix|address|avoid|prevent)\b",
        r"does \1 \2",
        "what problem was ReLU made to solve",
    ),
    (r"\b([a-z]{2,}\d{1,3})s\b", r"\1", "the layers of vgg16s"),
    (r"\bw/o\b", "without", "a net w/o pooling"),
    (r"\bw/(?= )", "with", "trained w/ Adam"),
)
"""What people type, what is meant, and a question that has it; each is written out in what the ones before it left."""
_TYPED = [(re.compile(pattern, re.IGNORECASE), meant) for pattern, meant, _ in TYPED]


def plain(text: str) -> str:
    """A question with its hurried words written out.

    >>> plain("wats the diff b/w BN and LN"), plain("y do we even need padding")
    ('what is the difference between BN and LN', 'why do we need padding')
    >>> plain("what does dropout actually do"), plain("gradient wrt the nr of filters"), plain("hinge loss meaning")
    ('what is dropout', 'gradient with respect to the number of filters', 'what is hinge loss')
    """
    for pattern, meant in _TYPED:
        text = pattern.sub(meant, text)
    return text
