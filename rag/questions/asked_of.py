"""Whom a question asks: "what does Karpathy say about …" is about his pages, which are known by their address."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from urllib.parse import urlsplit

from index.records import SourceEntry
from index.terms import is_function_word

Sites = Mapping[str, frozenset[str]]
"""Ids of the sources of each site or author, by the name in their address."""
_OF_ANY_SITE = frozenset(
    """www com org net edu gov io ai pub dev app info co uk de fr github gitlab githubusercontent raw blog blogs docs
    doc en medium readthedocs pages wiki wikipedia google sites web home site page notes arxiv youtube""".split()
)
_OF_MANY_AUTHORS = ("github.com", "gitlab.com", "raw.githubusercontent.com", "medium.com", "towardsdatascience.com")
"""Sites where the author is named first behind the site's name."""
MIN_LETTERS, MIN_SURNAME = 5, 4
"""Letters of a site's name, and of an author's last one, from which a word of a question may be it."""
_SAYS = r"(?:sa(?:y|ys|id)|thinks?|recommends?|suggests?|explains?|writes?|wrote|describes?|mentions?|advises?|tells?)"
_WORK = r"(?:blog|article|post|page|notes?|course|site|tutorial|lecture|write-?up|repo|guide|recipe|tip|advice)s?"
_NAME = re.compile(r"[^\W_]+")
_HE = re.compile(r"\b(?:he|she)\b", re.IGNORECASE)
_LEADS = "according to|does|do|did|would|as|by|from|on|in|at|of"
_BEFORE = re.compile(
    rf"(?:\b(?:{_LEADS})\s+)?(?:(?:the|this|that)\s+)?(?:\b{_WORK}\s+(?:by|of|from|on|at)\s+)?$", re.IGNORECASE
)
_SAYS_OF = rf"\s+{_SAYS}\b(?:\s+(?:about|that)\b)?"
_AFTER = re.compile(
    rf"\s*:|['’]s(?=(?:\s+[\w-]+){{1,3}}\s+{_WORK}\b)|"
    rf"(?:['’]?s\b)?(?:\.[a-z]{{2,3}}\b)*(?:(?:\s+{_WORK}\b)+(?:{_SAYS_OF})?|{_SAYS_OF})",
    re.IGNORECASE,
)
"""What follows a name and makes it the one who is asked: "says", "'s blog"."""


def sites_of(entries: Iterable[SourceEntry]) -> Sites:
    """The sites and authors of the sources.

    `https://karpathy.github.io/2019/04/25/recipe/` is of "karpathy", `https://github.com/owl/nets` of "owl".
    """
    found: defaultdict[str, set[str]] = defaultdict(set)
    for entry in entries:
        address = urlsplit(entry.source.url)
        host = (address.hostname or "").removeprefix("www.")
        names = host.split(".") if host not in _OF_MANY_AUTHORS else address.path.strip("/").split("/")[:1]
        for name in names:
            name = name.strip("@").casefold()
            if len(name) >= MIN_LETTERS and name not in _OF_ANY_SITE:
                found[name].add(entry.source.id)
    return {name: frozenset(ids) for name, ids in found.items()}


def asked_of(text: str, sites: Sites, is_word: Callable[[str], bool]) -> tuple[str, frozenset[str]]:
    """A question without the site or author it asks, and the ids of their sources; as it is, where it asks none.

    >>> sites = {"karpathy": frozenset({"k"}), "lilianweng": frozenset({"w"}), "distill": frozenset({"d"})}
    >>> asked_of("karpathy says overfit one batch first, what for?", sites, {"distill"}.__contains__)
    ('overfit one batch first, what for?', frozenset({'k'}))
    >>> asked_of("according to Lilian Weng, what is a GAN", sites, {"distill"}.__contains__)
    ('what is a GAN', frozenset({'w'}))
    >>> asked_of("ways to regularize by karpathy", sites, {"ways"}.__contains__)
    ('ways to regularize', frozenset({'k'}))
    >>> asked_of("which rate does karpathy begin with", sites, {"rate"}.__contains__)
    ('which rate begin with', frozenset({'k'}))
    >>> asked_of("how do you distill a net", sites, {"distill"}.__contains__)
    ('how do you distill a net', frozenset())
    """
    said = list(_NAME.finditer(text))
    for place, first in enumerate(said):
        for last in said[place : place + 2]:
            start, end = first.start(), last.end()
            name = _named(text[start:end], sites)
            if not name:
                continue
            before, after = _BEFORE.search(text[:start]), _AFTER.match(text[end:])
            is_owner = text[end:].startswith(("'s", "’s"))
            if not after and (is_owner or not _asks(before, is_word(name))):
                continue
            left = text[: before.start() if before else start]
            left = left if before and before[0].strip() else _without_forename(left, is_word)
            rest = " ".join(f"{left} {text[end + (after.end() if after else 0) :]}".split()).strip(",:;- ")
            if _NAME.search(rest):
                return rest, sites[name]
    return text, frozenset()


def with_whom_it_means(text: str, earlier: Sequence[str], sites: Sites, is_word: Callable[[str], bool]) -> str:
    """A question with the author that its "he" or "she" is, the last that was named before it.

    >>> before, sites = ["karpathys recipe, what is in it", "why?"], {"karpathy": frozenset({"k"})}
    >>> with_whom_it_means("and which rate does he take", before, sites, {"recipe"}.__contains__)
    'and which rate does karpathy take'
    """
    named = (site for question in reversed(earlier) for site, _ in _named_in(question, sites, is_word))
    return _HE.sub(name, text, count=1) if _HE.search(text) and (name := next(named, "")) else text


def put_to_whom_it_names(text: str, sites: Sites, is_word: Callable[[str], bool]) -> str:
    """A question that only names a site or an author, as one that asks them; empty where it names none.

    >>> put_to_whom_it_names("karpathys go to rate?", {"karpathy": frozenset({"k"})}, {"rate"}.__contains__)
    'according to karpathy, go to rate?'
    >>> put_to_whom_it_names("does it distill", {"distill": frozenset({"d"})}, {"distill"}.__contains__)
    ''
    """
    for name, said in _named_in(text, sites, is_word):
        rest = " ".join((text[: said.start()] + re.sub(r"^['’]s\b", "", text[said.end() :])).split())
        if _NAME.search(rest):
            return f"according to {name}, {rest}"
    return ""


def _named_in(text: str, sites: Sites, is_word: Callable[[str], bool]) -> Iterator[tuple[str, re.Match[str]]]:
    """The sites and authors that a text names with a word that is nothing else, and where."""
    found = ((_named(said[0], sites), said) for said in _NAME.finditer(text))
    return ((name, said) for name, said in found if name and not is_word(name))


def _asks(before: re.Match[str] | None, is_word: bool) -> bool:
    """Whether the words before a name alone make it the one who is asked; a name that is a word needs more of them."""
    lead = before[0].casefold().split()[:1] if before else []
    return lead == ["according"] or (lead in (["by"], ["does"], ["did"], ["would"]) and not is_word)


def _named(said: str, sites: Sites) -> str:
    """The site that one word, or two, name: "lilian weng" is "lilianweng", "jay alammar" is "jalammar"."""
    parts = said.casefold().split()
    ways = ["".join(parts), "".join(parts).removesuffix("s")]
    if len(parts) == 2 and len(parts[1]) >= MIN_SURNAME:
        ways.append(parts[0][0] + parts[1])
    return next((way for way in ways if way in sites), "")


def _without_forename(text: str, is_word: Callable[[str], bool]) -> str:
    """What stands before a surname, without a word before it that can only be a name."""
    last = re.search(r"([^\W\d_]+)\s+$", text)
    word = last[1].casefold() if last else ""
    return text[: last.start()] if last and not is_word(word) and not is_function_word(word) else text
