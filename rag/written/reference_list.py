"""A reference list of the model's own, and the footnotes it makes of its own marks: none of it is an answer.

Each is known by the line it begins, and is sure only when the line has ended.
"""

import re
from collections.abc import Iterable

from rag.written.ids import ID_BY_LOOKS

_IN_OTHER_LANGUAGES = (
    "quellen(?:angaben?|verzeichnis|nachweise?)?|literatur(?:verzeichnis|hinweise)?|einzelnachweise|belege|bronnen|"
    "bronvermelding|referenties|källor|kilder|referenser|referanser|lähteet|références|bibliographie|referencias|fuentes|"
    "bibliografía|referências|fontes|bibliografia|fonti|riferimenti|surse|referințe|források|źródła|zdroje|источники|"
    "ссылки|литература|список литературы|джерела|посилання|πηγές|αναφορές|kaynaklar|kaynakça|sumber|referensi|"
    "daftar pustaka|nguồn|tài liệu tham khảo|المصادر|المراجع|مصادر|مراجع|מקורות|स्रोत|संदर्भ|"
    "参考文献|参考资料|来源|资料来源|參考文獻|參考資料|來源|資料來源|参考資料|出典|引用元|情報源|"
    "출처|참고문헌|참고 ?자료"
)
_TITLE = (
    r"[\W_]*(?:notes?[\W_]+)?(?:(?:list of|the|my|all|cited|used|key|main|additional|related) )*"
    r"(?:(?:source|sentence|citation|reference) ids|(?:supporting|cited|used) (?:sentences|passages)|"
    r"(?:sentences|passages|ids)(?= (?:used|cited))|sources?|references?|citations?|"
    r"bibliography|footnotes?|endnotes?|works cited|(?:further|additional|recommended|suggested) reading|"
    rf"related articles|see also|learn more|read more|evidence(?= used|\W*$)|{_IN_OTHER_LANGUAGES})(?![^\W_])"
)
_MORE = (
    r"(?: (?:used|cited|consulted|quoted|referenced|list|utilisées|citées|utilizadas|consultadas|citadas|"
    r"utilizzate))?"
)
_MAY_BE_TITLE = re.compile(_TITLE, re.IGNORECASE)
_IS_TITLE = re.compile(rf"{_TITLE}{_MORE}[*_> \t\])）】]*(?:[:：].*)?", re.IGNORECASE)
CLAIM = 3
"""Words from which a cell of a table may say something of its own."""
_HEADS_OF_SOURCES = frozenset(
    "source sources reference references ref refs citation citations document documents id ids identifier".split()
)
_HEADS = _HEADS_OF_SOURCES | frozenset("no nr number title section link url author authors year page".split())
_MAY_DEFINE = re.compile(r"\[\^?\w{1,12}\]:|[¹²³⁰-⁹]")
_YEAR = r"\(?(?:19|20)\d\d[a-z]?\)?"
_BIBLIOGRAPHIC = re.compile(
    r"\[\d{1,2}\][ \t]+(?:"
    rf"(?:.*(?:[.,:;”\"]|\bal\.?)[ \t]+)?(?:[A-Z][\w&.’-]*,? ){{0,4}}{_YEAR}|"  # Owl et al. On nests. JON 2014.
    rf"[A-Z][\w’-]+(?:,? (?:[A-Z]\.[ -]?)+| et al\.).{{0,80}}?{_YEAR}[.,:;].*|"  # Owl, O. (2014). On nests.
    r"(?:.*\s)?(?:https?://\S+|arxiv[: ]\S+|doi[: ]\S+)"  # On nests, https://a.example
    r")[.*_ \t]*"
)
_BEGINS_WITH_AUTHOR = re.compile(r"[A-Z][\w’-]+, (?:[A-Z]\.[ -]?)+")
_AUTHORED = re.compile(rf"{_BEGINS_WITH_AUTHOR.pattern}[^\[\n]{{0,200}}?\((?:19|20)\d\d[a-z]?\)[.:,] [^\[\n]+")
"""Owl, O., Bee, B. et al. (2014). On nests. What cites is no entry."""
_IDS_ALONE = re.compile(rf".*[:：][*_ \t]*(?:[\[(【`]*{ID_BY_LOOKS}[\])】`]*(?:[\s,;&.*_]|\band\b)*)+", re.IGNORECASE)
_NUMBERED = re.compile(r"\[\d{1,2}\][ \t]")
_CITING_SENTENCE = re.compile(r"\[(?!\d{1,3}\]|\^).*[.!?][*_ \t]*")


def may_begin_references(line: str) -> bool:
    """Whether the end of a line is needed to know what it is."""
    return bool(_MAY_BE_TITLE.match(line) or _MAY_DEFINE.match(line) or _NUMBERED.match(line))


def opens_reference_list(line: str) -> bool:
    """Whether a whole line is the title of a list of sources, or such a list itself.

    >>> [opens_reference_list(one) for one in ("**Sources:** [a1b2c]", "_References_", "Sources of error are many.")]
    [True, True, False]
    >>> titles = ("Sources consulted:", "**Quellenangaben**", "Источники:", "Источники шума")
    >>> [opens_reference_list(one) for one in titles]
    [True, True, True, False]
    """
    return _IS_TITLE.fullmatch(line.strip()) is not None


def is_reference_table(heads: Iterable[str], said: Iterable[str]) -> bool:
    """Whether a table lists sources: it names them, and either nothing but what they have, or it says nothing.

    Args:
        said: the cells below the heads, without citations.

    >>> is_reference_table(["#", "Source", "Title"], ["1", "", "On strides and pooling"])
    True
    >>> is_reference_table(["Id", "Trust"], ["100 %"]), is_reference_table(["Fact", "Id"], ["Pooling is old"])
    (True, False)
    """
    plain = {re.sub(r"[\W_]+", "", head).casefold() for head in heads} - {""}
    is_said = any(len(cell.split()) >= CLAIM for cell in said)
    return not plain.isdisjoint(_HEADS_OF_SOURCES) and (plain <= _HEADS or not is_said)


def defines_footnote(line: str) -> bool:
    """Whether a whole line says what a mark of the model's own stands for; a sentence behind an id is a statement.

    >>> [defines_footnote(one) for one in ("[1]: Strides", "[^2]: Pooling.", "¹ [a1b2c]", "[a1b2c]: Pooling is old.")]
    [True, True, True, False]
    """
    return _MAY_DEFINE.match(line) is not None and not _CITING_SENTENCE.fullmatch(line)


def is_bibliographic(line: str) -> bool:
    """Whether a whole line, behind a number, is an entry of a bibliography: it ends with a year or an address.

    >>> [is_bibliographic(one) for one in ("[1] Owl et al. On nests. JON 2014.", "[2] Owl, O. (2014). On nests.")]
    [True, True]
    >>> [is_bibliographic(one) for one in ("[1] Owls were seen in 2014.", "[2] Owl et al. (2014) saw them.")]
    [False, False]
    """
    return _BIBLIOGRAPHIC.fullmatch(line.strip()) is not None


def begins_with_author(line: str) -> bool:
    """Whether the end of a line of a list is needed to know what it is."""
    return _BEGINS_WITH_AUTHOR.match(line) is not None


def is_authored(line: str) -> bool:
    """Whether a whole line is an entry of a bibliography, with whatever mark of a list before it.

    >>> is_authored("Owl, O. & Bee, B. (2014). On nests."), is_authored("Owl, O. saw the nests in 2014.")
    (True, False)
    """
    return _AUTHORED.fullmatch(line.strip()) is not None


def lists_ids_alone(line: str) -> bool:
    """Whether a whole line is the title of a list of sources with nothing but ids behind it, after which one goes on.

    >>> [lists_ids_alone(one) for one in ("**Source IDs:** [k2m8n], [d3f4g]", "Sources: On owls")]
    [True, False]
    """
    return _IDS_ALONE.fullmatch(line.strip()) is not None and opens_reference_list(line)
