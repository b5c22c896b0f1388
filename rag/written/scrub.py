"""What a model wrote, made harmless: no pictures, no markup, no addresses, nothing of what it was told.

It works on the text with its citations as marks, before any of it is checked or shown.
"""

import html
import re
from collections.abc import Collection

from index.phrases import Patterns
from rag.template_marks import OPENS, TEMPLATE_MARK
from rag.written.addresses import Addresses
from rag.written.prompt_leaks import PromptLeaks
from rag.written.units import MAX_UNIT_CHARACTERS

MOST_ESCAPES = 10
"""How often in one another signs may be escaped; what is escaped oftener goes."""
_TAGS = (
    "a|abbr|applet|area|article|aside|audio|b|base|bdi|bdo|big|blink|blockquote|body|br|button|canvas|caption|center|cite|"
    "code|col|data|datalist|dd|del|details|dialog|div|dl|dt|em|embed|fieldset|figure|figcaption|font|footer|form|frame|"
    "frameset|h[1-6]|head|header|hr|html|i|iframe|img|image|input|ins|isindex|kbd|label|legend|li|link|main|map|mark|"
    "marquee|math|menu|meta|meter|nav|noscript|object|ol|optgroup|option|output|p|param|picture|plaintext|pre|progress|q|"
    "rp|rt|ruby|s|samp|script|search|section|select|slot|small|source|span|strike|strong|style|sub|summary|sup|svg|table|"
    "tbody|td|template|textarea|tfoot|th|thead|time|title|tr|track|tt|u|ul|use|var|video|wbr|xml|xmp|foreignobject|animate|"
    "acronym|basefont|bgsound|dir|hgroup|keygen|listing|menuitem|nobr|noembed|noframes|portal|rb|rtc|"  # of old pages
    "citation|claim|co|paragraph|ref|sentence|statement"  # of no page, but of models
)
MARKUP: Patterns = (
    (re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL), "<!-- An owl. -->"),
    (re.compile(r"<[a-z][\w:-]*=[^<>]*>", re.I), "<owl=fish>"),
    (re.compile(r"(?<!\w)\[/?(?:url|img|email|video)(?:=[^\]\n]*)?\]", re.I), "[url=owl]"),
    (
        re.compile(
            r"<\s*(script|style|iframe|svg|object|template|textarea|noscript)\b.*?(?:<\s*/\s*\1\s*>|\Z)",
            re.DOTALL | re.I,
        ),
        "<script>owl()</script>",
    ),
    (
        re.compile(
            rf"<(?:(?:/\s*)?|\s+/?\s*(?=[a-z][a-z0-9]{{2}}))(?:{_TAGS})(?=[\s/>\"'=]|\Z)[^<>]*(?:>|\Z)|"
            r"</?[a-z]\w*[-:][\w:.-]*(?=[\s/>])[^<>]*(?:>|\Z)|<[a-z]\w*\s[^<>]*=[^<>]*>|<[a-z]\w*\s*/\s*(?:[a-z][\w:-]*\s*=[^<>]*)?>",
            re.IGNORECASE,
        ),
        "<b>Owl",
    ),
    (re.compile(r"<([a-z]\w*)\b[^<>]*>(?=.*?</\s*\1\s*>)", re.DOTALL | re.I), "<owl>Owls</owl>"),
    (re.compile(r"<[!?/][^<>]*(?:>|\Z)"), "<!DOCTYPE owl>"),
)
"""Markup, in code and formulas too."""
TURNS: Patterns = (
    (
        re.compile(
            r"</?(?:tool|function|answer|response|evidence|sources?|rules?|system|assistant|user|think)\w*[^<>]*>?",
            re.I,
        ),
        "<answer>Owl",
    ),
    (
        re.compile(rf"{OPENS}[^\n]{{0,80}}|{TEMPLATE_MARK}|<[|｜][^|｜>\n]{{0,60}}[|｜]?>?", re.IGNORECASE),
        "<|im_start|>Owl",
    ),
    (
        re.compile(r"\bon[a-z]{3,20}\s*=\s*(?:\"[^\"]*\"?|'[^']*'?|[^\s>(]*\([^\s>]*)", re.IGNORECASE),
        'onload="owl()"',
    ),
    (
        re.compile(
            r"^[ \t]*(?:system|assistant|user|human|developer|operator|question|from|sources?)[ \t]*[:>][ \t]*",
            re.I | re.M,
        ),
        "Assistant: Owls hoot.",
    ),
    (re.compile(r"\{(?:[{%#]|/\*)[^\n]*?(?:[}%#]|\*/)\}|%%[^%\n]+%%|\[(?://|comment)\]:[^\n]*"), "{/* An owl. */}"),
    (re.compile(r"\[!\w{1,20}\][+-]?"), "[!WARNING]"),
)
"""What parts the turns of a talk, what a template fills, comments, and what is left of markup."""
_PICTURE = re.compile(r"!\s*\[(?:[^\[\]]{0,300}(?=\][(\[])|[^\]\n]*)\]?\s*(?:\([^)\n]*\)?|\[[^\]\n]*\]?)?")
PICTURES: Patterns = (
    (_PICTURE, "![An owl](owl.png)"),
    (
        re.compile(
            r"\\(?:href|url|hyper\w+|includegraphics|html\w+|class|cssId|style|input|include|write18|require|"
            r"[egx]?def|(?:future)?let|(?:end)?csname|catcode|(?:re)?newcommand|providecommand)\b"
            r"(?:\s*\[[^\]]*\])?(?:\s*\{[^{}]*\}){0,2}"
        ),
        r"\includegraphics{owl.png}",
    ),
    (re.compile(r"(?m)^[ \t]*\[[^\]\n]{1,60}\]:[^\n]*$"), "[owl]: owl.png"),
)
_LINK = re.compile(
    r"\[(?:(?<![\w\]]\[)|(?=[^\]\n]{0,200}\]\s*\([^)\n]*[:/.]))([^\]\n]{0,200})\]\s*\((?:[^()\n]|\([^()\n]*\)?)*(?:\)|$)|"
    r"\[(?<![\w\])]\[)([^\]\n]{1,200})\]\[[^\]\n]{0,60}\]",
    re.MULTILINE,
)
"""Not an index, a[i][j], or a call of what it finds."""
_COMPARED = re.compile(
    r"(?P<before>(?<=[\w)\]]))?<(?=[a-z]\w?(?=[\s.,;:)\]]|\Z)(?!\s*/?>)[^<>=]*(?:[<>]|\Z))", re.IGNORECASE
)
"""A sign between two letters, a<b, that a browser might take for a tag."""
_ENCODED = re.compile(r"(?<![\w/+=])[A-Za-z0-9+/=_%-]{40,}(?![\w/+=])")
_BRACKETS = re.compile(r"[\[<{]{3,}|[\]>}]{3,}")
_WIDE_TAG = re.compile(r"[＜﹤](?=[a-z/!])([^<>＜＞﹤﹥\n]*)[＞﹥]", re.IGNORECASE)
_ESCAPED_TAG = re.compile(
    r"(?:%3c|\\{1,2}(?:u00|x)3c)(?=[a-z/!])(?:[^<>\n]{0,200}?(?:%3e|\\{1,2}(?:u00|x)3e)|\S*)", re.IGNORECASE
)
"""A tag whose angle brackets are written by their numbers."""
_ESCAPED = re.compile(r"(?:%[0-9a-fA-F]{2}){4,}|(?:\\[xu][0-9a-fA-F]{2,4}){3,}|(?:&#x?[0-9a-fA-F]+;?){3,}")
"""Letters that are written by their numbers, several in a row."""
_EMPHASIS = re.compile(r"(?<!\w)(\*\*\*|\*\*|__(?![a-z]+__)|\*|_(?!_))(?=\S)(.{1,300}?)(?<=\S)\1(?!\w)")
_BOXED = re.compile(r"\\(?:boxed|fbox)\{((?:[^{}\n]|\{[^{}\n]*\})*)\}")
"""What models were taught to write about the answer, in a formula or in none."""
_TEX_STYLE = re.compile(
    r"\\(?:textbf|textit|texttt|textrm|emph|underline|section|subsection|paragraph)\*?\{([^{}\n]*)\}"
)
_TEX_LIST = re.compile(
    r"\\(?:begin|end)\{(?:itemize|enumerate|description|quote|center|document)\}|^[ \t]*\\item\b[ \t]*", re.M
)
"""What gives a text of LaTeX its looks."""
_WHOLE = re.compile(r"\$\$.+?\$\$|\$(?=\S)[^$\n]+(?<=\S)\$(?!\d)|`[^`\n]+`|\\\(.+?\\\)|\\\[.+?\\\]", re.DOTALL)
_OF_A_WHOLE = "\ue005"
"""In the place of a formula or code, about which stars may stand; no reply holds it."""
_BETWEEN_BACKSLASHES = re.compile(r"\\\((?P<inline>[^$]+?)\\\)|\\\[(?P<display>[^$]+?)\\\]", re.DOTALL)
"""A formula as many models write it, whatever they are told."""
_LED_TO = re.compile(
    r"[,;–—-]\s*(?:see(?: also)?|(?:read )?more|details|source|link|as (?:shown|described|seen))"
    r"(?: (?:at|on|in|here))?[\s:]*(?=[.!?]*\s*\Z)",
    re.IGNORECASE,
)
"""What led to an address at the end of a sentence."""
_LEFT_IN_FORMULA = re.compile(r"\s*(?:\[\s*\]|\(\s*\))")
_LEFT = re.compile(
    r"\((?:see(?: also)?|from|source|via|at|cf\.)[:\s]*\)|"
    r"(?<!\w)(?:\(\)|\[\])|\(\s+\)|\[\s+\]|\{\s*\}|<\s*>|“\s*”|\"\s*\""
)


class Scrubber:
    """Knows what a turn's model was told, and lets none of it through.

    >>> Scrubber(["b7x2k"], "Never write another id than those given to you here.", "", said="").clean(
    ...     "See <b>this</b> ![x](http://a.example/p.png) at http://a.example, says b-7-x-2-k."
    ... )
    'See this at says.'
    """

    def __init__(self, ids: Collection[str], rules: str, key: str, *, said: str) -> None:
        """`said`: what the sources say, whose names of sites may stand."""
        self._leaks, self._addresses = PromptLeaks(ids, rules, key), Addresses(said)

    def clean(self, text: str) -> str:
        """The text without what must not be shown; empty where it repeats the rules, or is longer than any sentence."""
        if len(text) > MAX_UNIT_CHARACTERS:
            return ""
        for _ in range(3):  # what is left of one disguise may be another
            before, text = text, self._once(_BOXED.sub(r"\1", text))
            if text == before:
                break
        return "" if self.repeats_rules(text) else text

    def code(self, text: str) -> str:
        """Code without markup that runs, addresses and secrets; its lines stay."""
        lines = []
        for line in text.splitlines():
            line = _PICTURE.sub("", _without(MARKUP, line, ""))
            lines.append(self._leaks.removed(self._addresses.removed_from_code(line), ""))
        return "" if self.repeats_rules(text) else "\n".join(lines)

    def is_spelt(self, text: str) -> bool:
        """Whether what was said, a line each, spells the key or an id in a way that no cleaning finds."""
        return self._leaks.is_spelt(text)

    def retells_rules(self, text: str) -> bool:
        """Whether a text, which no source says, says in other words what the model was told to do."""
        return self._leaks.is_retold(text)

    def repeats_rules(self, text: str) -> bool:
        """Whether a text says several words in a row of what the model was told to do."""
        return self._leaks.is_repeated(text)

    def _once(self, text: str) -> str:
        pieces, wholes, start = [], [], 0
        for whole in _WHOLE.finditer(text):
            pieces.append(self._prose(text[start : whole.start()]))
            wholes.append(self._formula(whole[0]))
            start = whole.end()
        text = _EMPHASIS.sub(r"\2", _OF_A_WHOLE.join([*pieces, self._prose(text[start:])]))
        for one in wholes:
            text = text.replace(_OF_A_WHOLE, one, 1)
        return _tidied(text)

    def _formula(self, text: str) -> str:
        """A formula, between dollar signs, or a code span: its signs stay, what could run or leak goes."""
        if tex := _BETWEEN_BACKSLASHES.fullmatch(text):
            text = f"${tex['inline'].strip()}$" if tex["inline"] else f"$${tex['display'].strip()}$$"
        text = _ESCAPED.sub("", _ENCODED.sub("", _without((*MARKUP, *PICTURES), text, "")))
        kept = self._leaks.removed(self._addresses.removed_from_code(text), "")
        text = text if kept == text else _LEFT_IN_FORMULA.sub("", kept)
        return text if re.search(r"\w", text) and (text.startswith("`") or _is_balanced(text)) else ""

    def _prose(self, text: str) -> str:
        text = _ESCAPED_TAG.sub(" ", _WIDE_TAG.sub(r"<\1>", text))
        text = _COMPARED.sub(lambda sign: "< " if sign["before"] is None else " < ", _unescaped(text))
        text = _without((*MARKUP, *TURNS, *PICTURES), _ESCAPED.sub(" ", text), " ")
        text = _LINK.sub(lambda link: link[1] or link[2] or " ", text)
        text = _BRACKETS.sub(" ", _ENCODED.sub(" ", self._without_addresses(text)))
        text = _TEX_LIST.sub("", _TEX_STYLE.sub(r"\1", text))
        return _LEFT.sub(" ", self._leaks.removed(text, " "))

    def _without_addresses(self, text: str) -> str:
        """The text without addresses, and without the words at its end that led to one."""
        left = self._addresses.removed(text)
        return text if left == text else _LED_TO.sub("", left)


def _without(patterns: Patterns, text: str, instead: str) -> str:
    for pattern, _ in patterns:
        text = pattern.sub(instead, text)
    return text


def _unescaped(text: str) -> str:
    """The text with the signs that HTML escapes, however often they were."""
    for _ in range(MOST_ESCAPES):
        before, text = text, html.unescape(text)
        if text == before:
            return text.replace("\0", "")
    return re.sub(r"&(?:#?\w{1,31};)+", " ", text).replace("\0", "")


def _is_balanced(formula: str) -> bool:
    r"""Whether each brace of a formula has its other; one that has not is shown as an error.

    >>> _is_balanced(r"$\frac{a}{b} \{$"), _is_balanced("$}{$")
    (True, False)
    """
    depth = 0
    for brace in re.findall(r"(?<!\\)(?:\\\\)*([{}])", formula):
        depth += 1 if brace == "{" else -1
        if depth < 0:
            return False
    return depth == 0


def _tidied(text: str) -> str:
    return re.sub(r"[ \t]+([.,;:!?])(?!\w)", r"\1", re.sub(r"[ \t]{2,}", " ", text)).strip()
