"""Small talk of the model, beside the answer: to the reader, of itself, as the next speaker; and code to be tried."""

import re
from collections.abc import Callable

from index.terms import content_terms, words
from rag.written.blocks import code_inside
from rag.written.prompts import NOT_COVERED

_NO_CLAIM = frozenset(
    content_terms(
        "sure certainly yes okay here answer question based source sources provided following summary summarise "
        "sentences sentence according help hope information given context above below let know happy great course "
        "absolutely final response reply"
    )
)
_LABEL = re.compile(
    r"^[*_]*(?:(?:(?:final|short|direct|quick|my) )?(?:answer|response)|bottom line|tl;?dr)[*_]*\s*:\s*[*_]*\s*|"
    r"^[*_]*tl;?dr\b[*_]*\s*[–—-]?\s*|^to answer (?:your|the) question, ",
    re.IGNORECASE,
)
"""Before an answer it says nothing; models were taught to write it."""
_COUNTED = re.compile(
    r"^[*_]*(?:(?:step|stage|phase|part|point|reason|item) (?:#?\d{1,2}|one|two|three|four|five|six)|#\d{1,2})[*_]*"
    r"(?:\s*\([^()\n]{1,30}\))?\s*[:.)–—-][*_]*\s+(?=\S)|"
    r"^(?:and )?(?:(?:first|second|third|fourth)(?:ly)?|finally|lastly|next),\s+|^(?:keep|bear) in mind that\s+",
    re.IGNORECASE,
)
_ENUMERATED = re.compile(r"(?<![\w)\]])\((?:\d|[a-h]|i{1,3}|iv)\)\s+(?=\w)", re.IGNORECASE)
"""As in "it (1) hears and (2) sees": a single number may be that of something."""
_BESIDE_IT = re.compile(
    r"^(?:(?:(?:based on|according to|from) the (?:(?:provided|given|above|following|available) )?"
    r"(?:sources|sentences|context|information|articles|passages|texts?|excerpts)(?: (?:provided|given|above))?|"
    r"as (?:i|we) (?:have |already |just )?(?:said|noted|mentioned|explained|stated|wrote)\b[^,;:.]{0,40}|"
    r"as (?:was )?(?:said|noted|mentioned|explained|stated|discussed) (?:above|before|earlier|previously|"
    r"in (?:my|the) (?:previous|last|earlier|first) (?:answer|reply|response|message|turn))), |"
    r"as an? (?:ai\b|(?:large )?language model)[^,]{0,60}, i (?:can|must|should) (?:only )?"
    r"(?:tell|say|confirm|add|note)(?: to)?(?: you)? that )",
    re.IGNORECASE,
)
"""What is so of all that is shown, and what a model says of itself before what it says."""
_ASKS = re.compile(r"\W*(?:how|why|what|when|where|who)\b", re.IGNORECASE)
"""How a title begins that may have no other word that carries meaning, and leads all the same."""
SENDS = re.compile(
    r"\W*(?:please )?(?:visit|click|e?-?mail|contact|call|phone|subscribe|sign up|log in|check out|go to|follow us)\b",
    re.IGNORECASE,
)
"""How a sentence begins that sends a reader somewhere."""
OF_THE_READER = re.compile(
    r"\byour (?:own )?(?:e-?mail|password|passphrase|pin|phone|telephone|bank|credit|card|account|wallet|login|"
    r"credentials|(?:api|access|secret) key|computer|device|refund|money)\b",
    re.IGNORECASE,
)
"""What is a reader's own, and no matter of any article."""
_OFFER = re.compile(
    r"\W*(?:please |but )?(?:(?:let me know|feel free|don['’]t hesitate|i hope (?:this|that|it) helps)\b|"
    r"(?:if you|should you)\b.{0,80}\b(?:let me know|feel free|(?:just|please) ask|don['’]t hesitate|i can|i['’]d)\b|"
    r"(?:would you like|do you want|is there anything else)\b[^.]*\?\W*$)",
    re.IGNORECASE,
)
"""What models say to the reader behind an answer, and of nothing else."""
_OF_ITSELF = re.compile(
    r"\W*(?:note\W+|disclaimer\W+)?(?:(?:okay|ok|alright|all right|so|now|sure|certainly|first)\b[,.!]? +)?(?:"
    r"as an? (?:ai|(?:large )?language model)\b.*|"
    r"(?:(?:i|we) (?:(?:would|['’]d) )?(?:highly |strongly )?(?:recommend|suggest|advise|encourage)|"
    r"(?:please |you (?:can|may|should|could) (?:also )?)?(?:consult|refer to|see|check|read))\b.*"
    r"\b(?:documentation|docs|original papers?|papers? itself|full article|experts?|tutorials?|websites?)\b.*|"
    r"[\W_]*(?:fully )?(?:verified|supported|confirmed|checked|grounded)(?:[\W_]+(?:yes|no|true|by|against|in|from|the|"
    r"given|provided|cited|sources?|sentences?|texts?|context|evidence|above))*|"
    r"(?:the|our|this) (?:user|reader) (?:is |has |was )?(?:ask|want|need)\w*\b.*|"
    r"(?:let me|let['’]s|i(?:['’]ll| will| need to| should| must| have to| am going to|['’]m going to| can(?: only)?)|"
    r"we (?:need|have) to)\b.*\b(?:sentences?|sources?|passages?|questions?|answer\w*|context|dive|go|look|begin|start|"
    r"explore|step by step)\b.*|"
    r"(?:this|these|the|my|all|above)(?: above| preceding| provided| given)? (?:answers?|response|information|summary|"
    r"explanation|statements?|claims?|citations?|ids?|numbers|references)(?: (?:here|above|in (?:square )?brackets))? "
    r"(?:is|are|was|were|has been|have been|comes?|refers?|relies|rely|draws?|corresponds?)\b.*\b(?:sentences?|"
    r"sources?|passages?|articles?|contexts?|texts?|brackets)\b.*|"
    r"(?:based on|from|sourced from|adapted from|credits?)\s*:.*|(?:you (?:might|may|could) )?(?:also )?ask:?\W*|"
    r"(?:confidence|certainty|word count)(?: level| score)?\W*(?:\d+(?:\.\d+)? ?%?|(?:very )?high|medium|low)|"
    r"(?:i (?:sincerely )?apologi[sz]e|i(?:['’]m| am) (?:very |so )?sorry|(?:my )?apologies|sorry)\b.*|"
    r"(?:the )?(?:end|done|eof)(?: of (?:the |my )?(?:answer|response|reply|text))?)\W*",
    re.IGNORECASE | re.DOTALL,
)
"""What a model says of its own answer, of what it is asked, and of how it goes about it."""
_UNFINISHED = re.compile(
    r"\b(?:is|are|was|were|the|an?|and|or|in|by|at|of|with|from|to)[.!:]?\s*$|^\W*(?:see|read|visit|click) here\b|"
    r"^\W*(?:for )?more (?:details?|information)?\b[^.]{0,20}$|^\W*more (?:at|on|in|here)\b.{0,30}$|"
    r"^\W*(?:please )?(?:see|read|visit|check|go to)(?: also)?(?: (?:at|on|in))? (?:for|to) (?:more|further|learn)\b"
    r".{0,30}$",
    re.IGNORECASE,
)
"""What ends before it has said anything, since an id or an address was all that it said."""
ANOTHER_TURN = re.compile(
    r"\W*(?:human|user|reader|question|system|assistant|operator|developer)\s*[:>\]]", re.IGNORECASE
)
"""Some models go on with the next turn of the talk, and play both parts."""
_TELL = (
    r"(?:say|tell|mention|contain|provide|cover|answer|address|discuss|describe|explain|include|specify|state|give|have|"
    r"hold|offer|support)"
)
NO_ANSWER = re.compile(
    r"\b(?:sources?|sentences?|articles?|context|texts?|passages?|information|library)\b.{0,40}\b(?:"
    rf"(?:(?:do|does|did) not|(?:do|does|did)n['’]t|cannot|can['’]t) (?:\w+ )?{_TELL}|"
    r"(?:has|have|had|gives?|provides?|contains?) no|not enough|insufficient|no (?:information|mention|answer))\b|"
    r"\bi (?:cannot|can['’]t|do not|don['’]t|am not able)\b",
    re.IGNORECASE,
)
"""What a model says of sources in which it found no answer; a context window may be "no larger" than another."""
COMMAND = re.compile(r"`[^`]*[\s|;&$<>/][^`]*`")
"""Code in a sentence that a reader may be asked to run; a name in backticks is none."""
OF_ITS_RULES = re.compile(
    r"\bi (?:was|am|have been) (?:told|instructed|asked|given|forbidden)\b(?! by\b)|"
    r"\b(?:my|mine)\b|\bi (?:answer|write|cite|keep|obey|follow|agree|confirm|would say|may not|am not allowed)\b|"
    r"\brule (?:\d|one|two|three|four|five)\b|\bids? in (?:square )?brackets\b|"
    r"\bids? (?:of|for|behind|after) (?:the|each|every|a) (?:sentence|statement|claim)s?\b|\beach after its id\b",
    re.IGNORECASE,
)
"""What a model says of itself and its rules."""
_SHELL = re.compile(
    r"(?m)(?:^|[;&|])[ \t]*[$#]?[ \t]*(?:sudo[ \t]+)?(?:"
    r"[a-z][\w.+-]*[ \t]+(?:[^\s;|&=]+[ \t]+){0,8}?(?:--?[a-z][\w-]*|(?:~|\.{1,2})?/\w\S*|~/?)(?=[\s=;|&]|$)|"
    r"(?:pip3?|npm|conda|apt(?:-get)?|brew|git|docker|curl|wget|ssh|scp|chmod|rm)[ \t]+[\w~/.@-]|"
    r"(?:open|start)[ \t]+\S*[./])|"
    r"\|[ \t]*(?:sh|bash|zsh|sudo|python3?)\b",
)
"""A line for a shell: a program with an option, a path or what it fetches, or something handed on to a shell."""
_KEYWORD = re.compile(
    r"(?m)^[ \t]*(?:return|yield|if|elif|while|for|in|not|lambda|and|or|else|print|assert|raise)\b.*$"
)
_SPAN = re.compile(r"`([^`]+)`")
_LEADS_TO_CODE = r"(?:like|such as|as in|see|e\.g\.,?|for (?:example|instance),?|using|via|with|in code:?)"
_CODE_APART = re.compile(
    rf"\s*(?:\(\s*(?:{_LEADS_TO_CODE}\s+)?`(?P<code>[^`\n]+)`\s*\)|[:,–—-]\s*(?:{_LEADS_TO_CODE}\s+)?`(?P<last>[^`\n]+)`(?=[.!?]?\s*$))",
    re.IGNORECASE,
)
"""Code in brackets, or at the end of a sentence that is whole without it."""


def unknown_command(text: str, is_known: Callable[[str], bool]) -> str:
    """The first code of a text that is a line for a shell and unknown; empty where there is none.

    >>> unknown_command("Run `rm -rf ~/` first.", lambda _: False), unknown_command("Run `ls -l`.", lambda _: True)
    ('rm -rf ~/', '')
    >>> unknown_command("It is `return -x`, `x / y`, `a - b`, `n = len(x)` or `nn.ReLU`.", lambda _: False)
    ''
    """
    fenced = text.lstrip().startswith(("```", "~~~"))
    pieces = [code_inside(text)] if fenced else _SPAN.findall(text)
    commands = (code for code in pieces if _SHELL.search(_KEYWORD.sub("", code)))
    return next((code for code in commands if not is_known(code)), "")


def uncounted(text: str) -> str:
    """A statement as it is checked: without the numbers by which its writer counts, of which no source knows.

    >>> uncounted("**Step 2 (ears):** owls hear."), uncounted("Owls (1) hear and (2) see."), uncounted("Step (1) is")
    ('owls hear.', 'Owls hear and see.', 'Step (1) is')
    """
    text = _COUNTED.sub("", text)
    return _ENUMERATED.sub("", text) if len(_ENUMERATED.findall(text)) > 1 else text


def without_label(text: str) -> str:
    """A statement without the words that only say that an answer follows, or whose it is.

    >>> without_label("Based on the provided sources, it has none."), without_label("Based on pooling, it has none.")
    ('It has none.', 'Based on pooling, it has none.')
    >>> without_label("As I said, it has none."), without_label("As an AI, I can tell you that it has none.")
    ('It has none.', 'It has none.')
    >>> without_label("Answer: Pooling has none."), without_label("**TL;DR** It has none."), without_label("None.")
    ('Pooling has none.', 'It has none.', 'None.')
    """
    text = _LABEL.sub("", text)
    said = _BESIDE_IT.sub("", text)
    return text if said == text else said[:1].upper() + said[1:]


def claims(text: str) -> bool:
    """Whether a text claims anything; "Sure, here is the answer" does not, nor what is said to the reader.

    >>> claims("Let me know if you want more details."), claims("If you double the stride, the map is halved.")
    (False, True)
    >>> claims("Sure, here is the answer:"), claims("Pooling has no weights."), claims("No, they do not help.")
    (False, True, True)
    >>> claims("What it is"), claims("where:"), claims("It is:")
    (True, True, False)
    """
    if _OFFER.match(text):
        return False
    terms_said = content_terms(text)
    denies = re.search(r"\bnot\b|n['’]t\b", text) is not None
    if not terms_said and _ASKS.match(text):
        return True
    return any(term not in _NO_CLAIM for term in terms_said) or (denies and bool(terms_said)) or "$" in text


def declines(text: str) -> bool:
    r"""Whether a text holds the word by which a model says that no sentence answers, or is it in other letters.

    >>> [declines(one) for one in (r"NOT\_IN\_SOURCES", "**Not in sources.**", "Owls are not in sources of light.")]
    [True, True, False]
    """
    said = " ".join(words(text.replace("_", " ").replace("\\", "")))
    return NOT_COVERED in text.replace("\\", "") or said == NOT_COVERED.replace("_", " ").casefold()


def is_of_itself(text: str) -> bool:
    """Whether a statement that no source says speaks of the answer, and not of the matter.

    >>> said = "Let me look at the sentences.", "The user asks what an owl is.", "Confidence: high"
    >>> [is_of_itself(one) for one in said]
    [True, True, True]
    >>> said = "Let it rest.", "The answer of an owl is a hoot.", "Users ask for owls.", "High confidence is a score."
    >>> [is_of_itself(one) for one in said]
    [False, False, False, False]
    """
    return _OF_ITSELF.fullmatch(text) is not None


def is_remainder(text: str) -> bool:
    """Whether a statement that no source says is but what is left of one that told an id or an address.

    >>> [is_remainder(one) for one in ("The key is.", "See here or", "More at this link.", "Owls see here and there.")]
    [True, True, True, False]
    """
    return _UNFINISHED.search(text) is not None


def without_code_apart(text: str, is_known: Callable[[str], bool]) -> str:
    """A sentence without the code that is only set beside it, unless that is known.

    >>> def is_known(code): return code == "net.eval()"
    >>> without_code_apart("It is off: `net.eval()`.", is_known), without_code_apart("It is (see `nn.Pool`).", is_known)
    ('It is off: `net.eval()`.', 'It is.')
    >>> without_code_apart("The term `bias` shifts it.", is_known)
    'The term `bias` shifts it.'
    """
    return _CODE_APART.sub(lambda apart: apart[0] if is_known(apart["code"] or apart["last"]) else "", text)
