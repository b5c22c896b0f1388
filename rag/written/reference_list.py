"""A reference list of the model's own, and the footnotes it makes of its own marks: none of it is an answer.

Each is known by the line it begins, and is sure only when the line has ended.
"""

import re
from collections.abc import Iterable

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
    r"[\W_]*(?:(?:list of|the|my|all|cited|used|key|main|additional|related) )*(?:sources?|references?|citations?|"
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
_CITING_SENTENCE = re.compile(r"\[(?!\d{1,3}\]|\^).*[.!?][*_ \t]*")


def may_begin_references(line: str) -> bool:
    """Whether the end of a line is needed to know what it is."""
    return bool(_MAY_BE_TITLE.match(line) or _MAY_DEFINE.match(line))


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
