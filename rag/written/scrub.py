"""What a model wrote, made harmless: no pictures, no markup, no addresses, nothing of what it was told.

It works on the text with its citations as marks, before any of it is checked or shown.
"""

import html
import re
from collections.abc import Collection, Sequence

from index.terms import words

PROMPT_RUN = 6
"""Words in a row that a statement may not share with the rules a model was given."""
_TAGS = (
    "a|abbr|applet|area|article|aside|audio|b|base|bdi|bdo|big|blink|blockquote|body|br|button|canvas|caption|center|cite|"
    "code|col|data|datalist|dd|del|details|dialog|div|dl|dt|em|embed|fieldset|figure|figcaption|font|footer|form|frame|"
    "frameset|h[1-6]|head|header|hr|html|i|iframe|img|image|input|ins|isindex|kbd|label|legend|li|link|main|map|mark|"
    "marquee|math|menu|meta|meter|nav|noscript|object|ol|optgroup|option|output|p|param|picture|plaintext|pre|progress|q|"
    "rp|rt|ruby|s|samp|script|search|section|select|slot|small|source|span|strike|strong|style|sub|summary|sup|svg|table|"
    "tbody|td|template|textarea|tfoot|th|thead|time|title|tr|track|tt|u|ul|use|var|video|wbr|xml|xmp|foreignobject|animate"
)
_MARKUP = (
    re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL),
    re.compile(
        r"<\s*(script|style|iframe|svg|object|template|textarea|noscript)\b.*?(?:<\s*/\s*\1\s*>|\Z)", re.DOTALL | re.I
    ),
    re.compile(rf"<\s*/?\s*(?:{_TAGS})(?=[\s/>\"'=]|\Z)[^<>]*(?:>|\Z)", re.IGNORECASE),
    re.compile(r"<[!?/][^<>]*(?:>|\Z)"),
    re.compile(
        r"</?(?:tool|function|answer|response|evidence|sources?|rules?|system|assistant|user|think)\w*[^<>]*>?", re.I
    ),
    re.compile(
        r"<\|[^|>\n]{0,60}\|?>?|\[/?INST\]|<</?SYS>>|</?s>|<(?:start|end)_of_turn>|<<<[^\n]{0,80}|>>>", re.IGNORECASE
    ),
    re.compile(r"\bon[a-z]{3,20}\s*=\s*(?:\"[^\"]*\"?|'[^']*'?|[^\s>]+)", re.IGNORECASE),
    re.compile(
        r"^[ \t]*(?:system|assistant|user|human|developer|operator|question|from|sources?)[ \t]*[:>][ \t]*", re.I | re.M
    ),
)
_PICTURES = (
    re.compile(r"!\s*\[[^\]\n]*\]?\s*(?:\([^)\n]*\)?|\[[^\]\n]*\]?)?"),
    re.compile(
        r"\\(?:href|url|includegraphics|html\w+|class|cssId|style|input|include|write18|require|def|newcommand)\b"
        r"(?:\s*\[[^\]]*\])?(?:\s*\{[^{}]*\}){0,2}"
    ),
    re.compile(r"(?m)^[ \t]*\[[^\]\n]{1,60}\]:[^\n]*$"),
)
_LINK = re.compile(r"\[([^\]\n]{0,200})\]\s*\([^)\n]*(?:\)|$)|\[([^\]\n]{1,200})\]\[[^\]\n]{0,60}\]", re.MULTILINE)
_ADDRESSES = (
    re.compile(r"\b(?:j\s*a\s*v\s*a|v\s*b)\s*s\s*c\s*r\s*i\s*p\s*t\s*:[^\s)\"'>]*", re.IGNORECASE),
    re.compile(r"<?\b[a-z][a-z0-9+.-]{1,20}:(?://|\\\\)[^\s<>\"')\]]*>?", re.IGNORECASE),
    re.compile(r"(?<![\w:/])//[\w-]+(?:\.[\w-]+)+[^\s<>\"')\]]*"),
    re.compile(
        r"<?\b(?:data|mailto|tel|sms|file|blob|vbscript|javascript|magnet|ftp|about|view-source|intent):\S+>?", re.I
    ),
    re.compile(r"\bwww\d?\.[^\s<>\"')\]]+", re.IGNORECASE),
    re.compile(r"<?[\w.+-]+@[\w-]+(?:\.[\w-]+)+>?"),
    re.compile(
        r"\b(?:[a-z0-9-]+\.)+(?:com|org|net|io|ai|dev|app|co|info|biz|xyz|ru|cn|example|invalid|test|localhost|onion|site|top)"
        r"\b(?:[:/?#][^\s<>\"')\]]*)?",
        re.IGNORECASE,
    ),
)
_BLOBS = (
    re.compile(r"(?<![\w/+=])[A-Za-z0-9+/=_%-]{40,}(?![\w/+=])"),
    re.compile(r"(?<!\w)(?:\w[ .\-_]){9,}\w(?!\w)"),
    re.compile(r"[\[<{]{3,}|[\]>}]{3,}"),
    re.compile(r"(?:%[0-9a-fA-F]{2}){4,}|(?:\\[xu][0-9a-fA-F]{2,4}){3,}|(?:&#x?[0-9a-fA-F]+;?){3,}"),
)
_EMPHASIS = re.compile(r"(?<!\w)(\*\*\*|\*\*|__(?![a-z]+__)|\*|_(?!_))(?=\S)(.+?)(?<=\S)\1(?!\w)")
_WHOLE = re.compile(r"\$\$.+?\$\$|\$(?=\S)[^$\n]+(?<=\S)\$(?!\d)|`[^`\n]+`|\\\(.+?\\\)|\\\[.+?\\\]", re.DOTALL)
_TELEPHONE = re.compile(
    r"(?<![\w.])(?:\+\d{1,3}(?:[ ./()-]{0,2}\d{2,8}){1,5}|\(\d{2,4}\)[ -]?\d{3,4}[ -]?\d{3,5}|"
    r"(?:1[-. ])?\d{3}([-.])\d{3}\1\d{4}|0\d{2,4}(?:[ /-]\d{3,8}){1,3})(?!\w)|"
    r"\b(?P<verb>(?:call|phone|dial|ring|text|tel|sms|whatsapp|hotline|helpline)\b\W*"
    r"(?:(?:us|me|now|at|on|is|our|the|toll|free|line|number|support)\W+){0,5})\d(?:[ ./()-]{0,2}\d){5,14}(?!\w)",
    re.IGNORECASE,
)
"""Numbers to call; not "224/256/384", "800-1333" or a date, which answers hold."""
_LEFT = re.compile(r"\(\s*\)|\[\s*\]|\{\s*\}|<\s*>|“\s*”|\"\s*\"")


class Scrubber:
    """Knows what a turn's model was told, and lets none of it through.

    >>> Scrubber(["b7x2k"], "Never write another id than those given to you here.", "").clean(
    ...     "See <b>this</b> ![x](http://a.example/p.png) at http://a.example, says b-7-x-2-k."
    ... )
    'See this at says.'
    """

    def __init__(self, ids: Collection[str], rules: str, key: str) -> None:
        self._secrets = [_hidden(one) for one in ids] + ([re.compile(re.escape(key), re.I)] if len(key) > 3 else [])
        self._runs = _runs(rules)

    def clean(self, text: str) -> str:
        """The text without what must not be shown; empty where it repeats the rules."""
        for _ in range(3):  # what is left of one disguise may be another
            before, text = text, self._once(text)
            if text == before:
                break
        return "" if self.repeats_rules(text) else text

    def code(self, text: str) -> str:
        """Code without markup that runs, addresses and secrets; its lines stay."""
        lines = []
        for line in text.splitlines():
            cleaned = line
            for pattern in (*_MARKUP[:4], *_PICTURES[:1], *_ADDRESSES[:5], *self._secrets):
                cleaned = pattern.sub("", cleaned)
            lines.append(cleaned)
        return "" if self.repeats_rules(text) else "\n".join(lines)

    def repeats_rules(self, text: str) -> bool:
        """Whether a text says several words in a row of what the model was told to do."""
        return not self._runs.isdisjoint(_runs(text)) or not self._runs.isdisjoint(_runs(text[::-1]))

    def _once(self, text: str) -> str:
        pieces, start = [], 0
        for whole in _WHOLE.finditer(text):
            pieces += [self._prose(text[start : whole.start()]), self._formula(whole[0])]
            start = whole.end()
        return _tidied("".join([*pieces, self._prose(text[start:])]))

    def _formula(self, text: str) -> str:
        """A formula or a code span: its signs stay as they are, what could run or leak goes."""
        for pattern in (*_MARKUP[:4], *_PICTURES, *_ADDRESSES[:5], *_BLOBS[:2], *_BLOBS[3:], *self._secrets):
            text = pattern.sub("", text)
        return text if re.search(r"\w", text) else ""

    def _prose(self, text: str) -> str:
        text = html.unescape(text).replace("\0", "")
        for pattern in (*_BLOBS[3:], *_MARKUP, *_PICTURES):
            text = pattern.sub(" ", text)
        text = _LINK.sub(lambda link: link[1] or link[2] or " ", text)
        text = _TELEPHONE.sub(lambda number: number["verb"] or " ", text)
        for pattern in (*_ADDRESSES, *_BLOBS[:3], *self._secrets):
            text = pattern.sub(" ", text)
        return _EMPHASIS.sub(r"\2", _LEFT.sub(" ", text))


def _tidied(text: str) -> str:
    return re.sub(r"[ \t]+([.,;:!?])(?!\w)", r"\1", re.sub(r"[ \t]{2,}", " ", text)).strip()


def _hidden(one: str) -> re.Pattern[str]:
    """An id in the open, spelt out with signs between its letters, or backwards."""
    ways = ("[\\W_]{0,3}".join(map(re.escape, letters)) for letters in (one, one[::-1]))
    return re.compile(rf"(?<![^\W_\ue002])(?:{'|'.join(ways)})(?![^\W_])(?!\ue003)", re.IGNORECASE)


def _runs(text: str) -> frozenset[tuple[str, ...]]:
    said: Sequence[str] = words(text)
    return frozenset(tuple(said[start : start + PROMPT_RUN]) for start in range(len(said) - PROMPT_RUN + 1))
