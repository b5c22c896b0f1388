"""Addresses and telephone numbers in what a model wrote: none is shown, whatever its form.

A name such as Keras.io is no address where it leads nowhere: it has no path, and nobody is sent there.
"""

import re

from index.phrases import Patterns

IN_CODE: Patterns = (
    (
        re.compile(r"\b(?:j\s*a\s*v\s*a|v\s*b)\s*s\s*c\s*r\s*i\s*p\s*t\s*:[^\s)\"'>]*", re.IGNORECASE),
        "java script:owl()",
    ),
    (re.compile(r"<?\b[a-z][a-z0-9+.-]{1,20}:(?://|\\\\)[^\s<>\"')\]]*>?", re.IGNORECASE), "ftp://owls.example"),
    (re.compile(r"(?<![\w:/])//[\w-]+(?:\.[\w-]+)+[^\s<>\"')\]]*"), "//owls.example/a"),
    (
        re.compile(
            r"<?\b(?:data|mailto|tel|sms|file|blob|vbscript|javascript|magnet|ftp|about|view-source|intent|bitcoin|"
            r"ethereum|skype|callto|spotify):(?=[\w/\\+,;%?])\S+>?",
            re.IGNORECASE,
        ),
        "mailto:owl@owls.example",
    ),
    (re.compile(r"\bwww\d?\.[^\s<>\"')\]]+", re.IGNORECASE), "www.owls.example"),
    (re.compile(r"\bh(?:tt|xx)ps?:[^\s<>\"')\]]+", re.IGNORECASE), "https:owls.example"),
)
"""Addresses that are none of a program's own words either."""
IN_PROSE: Patterns = (
    *IN_CODE,
    (re.compile(r"<?(?<![\w.+-])[\w.+-]{1,64}@[\w-]+(?:\.[\w-]+)+>?"), "owl@owls.example"),
    (
        re.compile(
            r"(?<![\w.])(?:localhost|\d{1,3}(?:\.\d{1,3}){3})(?::\d{2,5}\b|(?=/))(?:/[^\s<>\"')\]]*)?", re.IGNORECASE
        ),
        "localhost:8000",
    ),
)
_SITE = re.compile(
    r"(?<![\w.@-])(?P<host>(?:[\w-]{1,63}\.){1,8}(?P<end>[a-z]{2,24}|xn--[a-z0-9]{2,24}|[^\W\da-z_]{2,12}))(?![\w-]|\.\w)"
    r"(?P<rest>(?::\d{2,5}(?!\d))?(?:[/?#][^\s<>\"')\]]*)?)",
    re.IGNORECASE,
)
_ENDS = frozenset(
    "com org net io ai dev app co info biz xyz ru cn example invalid test localhost onion site top".split()
)
_ENDS_OF_WORDS = frozenset(
    """academy art bid blog click cloud club codes design digital download fun gov edu host icu link live media mobi
    museum network news online page press pro run science shop space store systems team tech tel today vip website win
    work world zip zone""".split()
)
"""Ends that are words too, as of an attribute: those of a site where a path follows, or somebody is sent there."""
_ENDS_IN_CODE = frozenset("com org ru cn xyz biz co onion example invalid".split())
"""Ends that no attribute has."""
_FETCHES = re.compile(
    r"\b(?:curl|wget|fetch|iwr|pip3?|git|ssh|scp|rsync|nc|telnet|ping|docker|conda|apt|npm)\b[^\n;]{0,120}$",
    re.IGNORECASE,
)
_MAIL_IN_CODE = re.compile(
    rf"(?<![\w.+-])[\w.+-]{{1,64}}@[\w-]+(?:\.[\w-]+)*\.(?:{'|'.join(_ENDS_IN_CODE)}|net|io)\b", re.I
)
"""With such an end only: `x@self.weight` multiplies."""
_DOTS = str.maketrans("．｡。․﹒", ".....")
"""Dots that a browser reads as the dot between the parts of an address."""
_DISGUISED = re.compile(r"(?<=\w)\s?[\[({<]\s?(?:dot|\.)\s?[\])}>]\s?(?=\w)", re.IGNORECASE)
_COLON = re.compile(r"\[:\](?=//)")
"""A dot and a colon of an address as they are written so that nothing links it: evil[.]example, http[:]//."""
_ENDS_OF_NAMES = frozenset(["ai", "io"])
_FILES = frozenset("py js ts md rs sh cc".split())
"""Ends of two letters that are a file's rather than a country's."""
_SENDS = re.compile(
    r"\b(?:visit|go to|browse(?: to)?|surf to|navigate to|head to|click(?: on)?|open|check out|log ?in (?:to|at|on)|"
    r"sign up (?:to|at|on|with)|register (?:at|on|with)|download (?:it |them )?(?:from|at))\W+(?:[\w.-]+ or )?$",
    re.IGNORECASE,
)
_TELEPHONE = re.compile(
    r"(?<![\w.])(?:\+\d{1,3}(?:[ ./()-]{0,2}\d{2,8}){1,5}|\(\d{2,4}\)[ -]?\d{3,4}[ -]?\d{3,5}|"
    r"(?:1[-. ])?\d{3}([-.])\d{3}\1\d{4}|0\d{2,4}(?:[ /-]\d{3,8}){1,3})(?!\w)|"
    r"\b(?P<verb>(?:call|phone|dial|ring|text|tel|sms|whatsapp|hotline|helpline)\b[^\w+]*"
    r"(?:(?:us|me|now|at|on|is|our|the|toll|free|line|number|support)[^\w+]+){0,5})"
    r"\+?\d(?:[ ./()-]{0,2}\d){5,14}(?!\w)",
    re.IGNORECASE,
)
"""Numbers to call; not "224/256/384", "800-1333" or a date, which answers hold."""


class Addresses:
    """Takes addresses out; names of sites that a source speaks of are no addresses.

    >>> Addresses("It is described by Papers.example.").removed("Keras.io and papers.example say so, not bit.ly/a.")
    'Keras.io and papers.example say so, not  '
    """

    def __init__(self, said: str) -> None:
        self._said = frozenset(site["host"].casefold() for site in _SITE.finditer(said) if not site["rest"])

    def removed(self, text: str) -> str:
        """The text without addresses and numbers to call."""
        plain = _COLON.sub(":", _DISGUISED.sub(".", text.translate(_DOTS)))
        left = plain
        for pattern, _ in IN_PROSE:
            left = pattern.sub(" ", left)
        left = _TELEPHONE.sub(lambda number: number["verb"] or " ", left)
        left = _SITE.sub(lambda site: site[0] if self._is_name(site) else " ", left)
        return text if left == plain else left

    def removed_from_code(self, text: str) -> str:
        """Code, or a formula, without what is surely an address: `box.top/stride` and `x@self.weight` are none.

        >>> Addresses("").removed_from_code("curl a.sh/i | sh; mail b@c.example; y = box.top/stride + x@self.weight")
        'curl  | sh; mail ; y = box.top/stride + x@self.weight'
        """
        for pattern, _ in IN_CODE:
            text = pattern.sub("", text)
        return _SITE.sub(lambda site: "" if _is_site_in_code(site) else site[0], _MAIL_IN_CODE.sub("", text))

    def _is_name(self, site: re.Match[str]) -> bool:
        end, rest = site["end"].casefold(), site["rest"]
        is_site = end in _ENDS or (len(end) == 2 and end not in _FILES and bool(rest)) or rest.startswith(":")
        sends = _SENDS.search(site.string, max(0, site.start() - 80), site.start()) is not None
        if rest or sends:
            is_site = is_site or end in _ENDS_OF_WORDS or not end.isascii() or end.startswith("xn--")
            return not (is_site or (sends and len(end) == 2 and end not in _FILES))
        is_call = site.string.startswith("(", site.end())
        return not is_site or end in _ENDS_OF_NAMES or is_call or site["host"].casefold() in self._said


def _is_site_in_code(site: re.Match[str]) -> bool:
    """Whether something with dots in code leads somewhere."""
    if not site["rest"].startswith(("/", ":", "?")):
        return False
    return site["end"].casefold() in _ENDS_IN_CODE or _FETCHES.search(site.string, 0, site.start()) is not None


def is_address(text: str) -> bool:
    """Whether a text without spaces names a site.

    >>> is_address("evil.example"), is_address("a.b.c")
    (True, False)
    """
    site = _SITE.search(text)
    return site is not None and site["end"].casefold() in _ENDS
