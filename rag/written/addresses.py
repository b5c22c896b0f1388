"""Addresses and telephone numbers in what a model wrote: none is shown, whatever its form.

A name such as Keras.io is no address where it leads nowhere: it has no path, and nobody is sent there.
"""

import re

IN_CODE = (
    re.compile(r"\b(?:j\s*a\s*v\s*a|v\s*b)\s*s\s*c\s*r\s*i\s*p\s*t\s*:[^\s)\"'>]*", re.IGNORECASE),
    re.compile(r"<?\b[a-z][a-z0-9+.-]{1,20}:(?://|\\\\)[^\s<>\"')\]]*>?", re.IGNORECASE),
    re.compile(r"(?<![\w:/])//[\w-]+(?:\.[\w-]+)+[^\s<>\"')\]]*"),
    re.compile(
        r"<?\b(?:data|mailto|tel|sms|file|blob|vbscript|javascript|magnet|ftp|about|view-source|intent|bitcoin|ethereum|"
        r"skype|callto|spotify):(?=[\w/\\+,;%?])\S+>?",
        re.IGNORECASE,
    ),
    re.compile(r"\bwww\d?\.[^\s<>\"')\]]+", re.IGNORECASE),
    re.compile(r"\bh(?:tt|xx)ps?:[^\s<>\"')\]]+", re.IGNORECASE),
)
"""Addresses that are none of a program's own words either."""
_IN_PROSE = (
    *IN_CODE,
    re.compile(r"<?(?<![\w.+-])[\w.+-]{1,64}@[\w-]+(?:\.[\w-]+)+>?"),
    re.compile(r"(?<![\w.])(?:localhost|\d{1,3}(?:\.\d{1,3}){3})(?::\d{2,5}\b|(?=/))(?:/[^\s<>\"')\]]*)?", re.I),
)
_SITE = re.compile(
    r"(?<![\w.@-])(?P<host>(?:[\w-]{1,63}\.){1,8}(?P<end>[a-z]{2,24}))(?![\w-]|\.\w)"
    r"(?P<rest>(?::\d{2,5}(?!\d))?(?:[/?#][^\s<>\"')\]]*)?)",
    re.IGNORECASE,
)
_ENDS = frozenset(
    "com org net io ai dev app co info biz xyz ru cn example invalid test localhost onion site top".split()
)
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
    r"\b(?P<verb>(?:call|phone|dial|ring|text|tel|sms|whatsapp|hotline|helpline)\b\W*"
    r"(?:(?:us|me|now|at|on|is|our|the|toll|free|line|number|support)\W+){0,5})\d(?:[ ./()-]{0,2}\d){5,14}(?!\w)",
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
        text = _TELEPHONE.sub(lambda number: number["verb"] or " ", text)
        for pattern in _IN_PROSE:
            text = pattern.sub(" ", text)
        return _SITE.sub(lambda site: site[0] if self._is_name(site) else " ", text)

    def _is_name(self, site: re.Match[str]) -> bool:
        end, rest = site["end"].casefold(), site["rest"]
        is_site = end in _ENDS or (len(end) == 2 and end not in _FILES and bool(rest)) or rest.startswith(":")
        sends = _SENDS.search(site.string, max(0, site.start() - 80), site.start()) is not None
        if rest or sends:
            return not (is_site or (sends and len(end) == 2 and end not in _FILES))
        is_call = site.string.startswith("(", site.end())
        return not is_site or end in _ENDS_OF_NAMES or is_call or site["host"].casefold() in self._said


def is_address(text: str) -> bool:
    """Whether a text without spaces names a site.

    >>> is_address("evil.example"), is_address("a.b.c")
    (True, False)
    """
    site = _SITE.search(text)
    return site is not None and site["end"].casefold() in _ENDS
