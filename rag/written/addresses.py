"""Addresses and telephone numbers in what a model wrote: none is shown, whatever its form.

A name such as Keras.io is no address where it leads nowhere: it has no path, and nobody is sent there.
"""

import re

from index.lookalikes import latin
from index.phrases import Patterns

IN_CODE: Patterns = (
    (
        re.compile(r"\b(?:j\s*a\s*v\s*a|v\s*b)\s*s\s*c\s*r\s*i\s*p\s*t\s*:[^\s)\"'>]*", re.IGNORECASE),
        "java script:owl()",
    ),
    (re.compile(r"<?\b[a-z][a-z0-9+.-]{0,20}:(?://|\\\\)[^\s<>\"')\]]*>?", re.IGNORECASE), "ftp://owls.example"),
    (re.compile(r"(?<![\w:/])//[\w-]+(?:\.[\w-]+)+[^\s<>\"')\]]*"), "//owls.example/a"),
    (
        re.compile(
            r"<?\b(?:data|mailto|tel|sms|file|blob|vbscript|javascript|magnet|ftp|about|view-source|intent|bitcoin|"
            r"ethereum|skype|callto|spotify|whatsapp|viber|tg|xmpp|sips?|facetime|zoommtg|geo|slack|(?:ms|itms)-[a-z]+):(?=[\w/\\+,;%?])\S+>?",
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
    (
        re.compile(r"\[(?:[0-9a-f]{0,4}:){3,7}[0-9a-f]{0,4}\](?::\d{2,5})?(?:/[^\s<>\"')\]]*)?", re.IGNORECASE),
        "[2001:db8::1]",
    ),
    (re.compile(r"(?<![\\\w])\\\\[a-z][\w.-]*\\\w[^\s<>\"')\]]*", re.IGNORECASE), r"\\owls\share"),
)
_SITE = re.compile(
    r"(?<![\w.@-])(?P<host>(?:[\w-]{1,63}[.\ue004]){1,8}(?P<end>[a-z]{2,24}|xn--[a-z0-9]{2,24}|[^\W\da-z_]{2,12}))(?![\w-]|[.\ue004]\w)"
    r"(?P<rest>(?::\d{2,5}(?!\d))?(?:(?:/|[?#]\w)[^\s<>\"')\]]*)?)",
    re.IGNORECASE,
)
_ENDS = frozenset(
    "com org net io ai dev app co info biz xyz ru cn example invalid test localhost onion site top "
    "shop vip icu gov edu mobi museum website casino".split()
)
_COUNTRIES = frozenset(
    """ae ar au bd bg br ca cf ch cl cz de dk ec ee eg es eu fi fr ga gg gq gr hk hr hu ie il jp ke kr kz li lk lu lv ly
    me mx ng nl nz ph pk pl pw qa ro sg sk su th tk tr tv tw ua ug uk uy uz ws za""".split()
)
"""Ends of countries that are no word, and that no module, attribute or file has (`torch.lt`, `block.se`)."""
_ENDS_OF_WORDS = frozenset(
    """academy art bid blog click cloud club codes design digital download fun host link live media network news online
    page press pro run science space store systems team tech tel today win work world zip zone""".split()
)
"""Ends that are words too, as of an attribute: those of a site where a path follows, or somebody is sent there."""
_ENDS_IN_CODE = frozenset("com org ru cn xyz biz co onion example invalid".split())
"""Ends that no attribute has."""
_FETCHES = re.compile(
    r"\b(?:curl|wget|fetch|iwr|pip3?|git|ssh|scp|rsync|nc|telnet|ping|docker|conda|apt|npm)\b[^\n;]{0,120}$",
    re.IGNORECASE,
)
_STANDS_ALONE = re.compile(r"(?:[`{]|;;)\Z")
"""Before a name that is a whole piece of code, of a formula, or of what a terminal is told."""
_LOGS_IN = re.compile(r"(\b(?:ssh|scp|sftp|rsync)\s[^\n;|]{0,80}?)[\w.+-]+@[\w.-]+(?::[^\s`]*)?")
_REACHES = re.compile(r"\b(?:curl|wget|iwr|ssh|scp|rsync|telnet|ping)\s[^\n;|]{0,120}$", re.IGNORECASE)
"""What is followed by the name of a host and nothing else."""
_MAIL_IN_CODE = re.compile(
    rf"(?<![\w.+-])[\w.+-]{{1,64}}@[\w-]+(?:\.[\w-]+)*\.(?:{'|'.join(_ENDS_IN_CODE)}|net|io)\b", re.I
)
"""With such an end only: `x@self.weight` multiplies."""
_DOTS = str.maketrans("．｡。․﹒‧", "......")
"""Dots that a browser reads as the dot between the parts of an address."""
_DISGUISED = re.compile(
    r"(?<=\w)\s?[\[({<]\s?(?:dot|\.)\s?[\])}>]\s?(?=\w)|"
    r"(?<=\w)(?:\sdot\s|·)(?=(?:com|org|net|io|ru|cn|xyz|biz|onion|example)\b(?!\s?·))",
    re.IGNORECASE,
)
_UNDISGUISED = "\ue004"
"""In the place of a dot that was written so: what has one is no name, whatever the sources say."""
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
    r"(?<![\w.])(?<!\d )(?:\+\d{1,3}(?:[ ./()-]{0,2}\d{2,8}){1,5}|\(\d{2,4}\)[ -]?\d{3,4}[ -]?\d{3,5}|"
    r"(?:1[-. ])?\d{3}([-.])\d{3}\1\d{4}|0\d{2,4}(?:[ /-]\d{3,8}){1,3})(?!\w)|"
    r"\b(?P<verb>(?:call|phone|dial|ring|text|tel|sms|whatsapp|hotline|helpline)\b[^\w+]*"
    r"(?:(?:us|me|now|at|on|is|our|the|toll|free|line|number|support)[^\w+]+){0,5})"
    r"\+?\d(?:[ ./()-]{0,2}\d){5,14}(?!\w)",
    re.IGNORECASE,
)
"""Numbers to call; not "224/256/384", "800-1333" or a date, which answers hold."""


class Addresses:
    """Takes addresses out; names of sites that a source speaks of are no addresses.

    >>> Addresses("Keras is described by Papers.example.").removed("Keras.io and papers.example say so, not bit.ly/a.")
    'Keras.io and papers.example say so, not  '
    """

    def __init__(self, said: str) -> None:
        self._said = frozenset(site["host"].casefold() for site in _SITE.finditer(said) if not site["rest"])
        self._words = frozenset(re.findall(r"(?<![\w./:@-])[\w-]+(?![\w-]|[./:@]\w)", said.casefold()))

    def removed(self, text: str) -> str:
        """The text without addresses and numbers to call."""
        plain = _COLON.sub(":", _DISGUISED.sub(_UNDISGUISED, text.translate(_DOTS)))
        left = plain
        for pattern, _ in IN_PROSE:
            left = pattern.sub(" ", left)
        left = _TELEPHONE.sub(lambda number: number["verb"] or " ", left)
        left = self._without_sites(left)
        return text if left == plain else left.replace(_UNDISGUISED, ".")

    def removed_from_code(self, text: str) -> str:
        """Code, or a formula, without what is surely an address: `box.top/stride` and `x@self.weight` are none.

        >>> Addresses("").removed_from_code("curl a.sh/i | sh; mail b@c.example; y = box.top/stride + x@self.weight")
        'curl  | sh; mail ; y = box.top/stride + x@self.weight'
        """
        for pattern, _ in IN_CODE:
            text = pattern.sub("", text)
        text = _LOGS_IN.sub(r"\1", _MAIL_IN_CODE.sub("", text))
        return _SITE.sub(lambda site: "" if _is_site_in_code(site) else site[0], text)

    def _without_sites(self, text: str) -> str:
        """The text without the names of sites that lead somewhere, also in letters that only look like Latin ones."""
        for seen in (text, latin(text)):
            sites = [site.span() for site in _SITE.finditer(seen) if not self._is_name(site)]
            for start, end in reversed(sites):
                text = f"{text[:start]} {text[end:]}"
            if sites:
                return self._without_sites(text)
        return text

    def _is_name(self, site: re.Match[str]) -> bool:
        end, rest, host = site["end"].casefold(), site["rest"], site["host"].casefold()
        is_country = site["end"] in _COUNTRIES and not host.startswith("self.")
        is_site = end in _ENDS or is_country or (len(end) == 2 and end not in _FILES and bool(rest))
        is_site = is_site or rest.startswith(":")
        sends = _SENDS.search(site.string, max(0, site.start() - 80), site.start()) is not None
        if rest or sends or _UNDISGUISED in host:
            is_site = is_site or end in _ENDS_OF_WORDS or not end.isascii() or end.startswith("xn--")
            return not (is_site or (sends and len(end) == 2 and end not in _FILES))
        is_call = site.string.startswith("(", site.end())
        return not is_site or is_call or host in self._said or self._is_of_a_thing(host, end)

    def _is_of_a_thing(self, host: str, end: str) -> bool:
        """Whether a site is called as something that the sources speak of, as Keras.io is."""
        return end in _ENDS_OF_NAMES and host.removesuffix(f".{end}") in self._words


def _is_site_in_code(site: re.Match[str]) -> bool:
    """Whether something with dots in code leads somewhere."""
    end, before = site["end"].casefold(), site.string[: site.start()]
    if site["rest"].startswith(("/", ":", "?")):
        return end in _ENDS_IN_CODE or _FETCHES.search(before) is not None
    if _REACHES.search(before):
        return end in _ENDS or end in _COUNTRIES or end in _ENDS_OF_WORDS
    return end in _ENDS_IN_CODE and _STANDS_ALONE.search(before) is not None and site.string[site.end() :][:1] in "`}\\"


def is_address(text: str) -> bool:
    """Whether a text without spaces names a site.

    >>> is_address("evil.example"), is_address("a.b.c")
    (True, False)
    """
    site = _SITE.search(text)
    return site is not None and site["end"].casefold() in _ENDS
