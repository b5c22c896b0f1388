r"""The forms in which models cite, and what looks like one and is none: a table that is read from the top.

Each row has a name, what the reader makes of it, an example and a pattern; where two fit at the same place, the first
is taken. A word in capitals in a pattern stands for a part, which `_PARTS` spells out, or for an id of the turn: ID is
a known one, CUT one that lacks its last letters, BEGUN its first letters, or its first alone. To add a form, add a row
and what a reader is to see of it to `tests/citation_formats.yaml`; `tests/test_written_forms.py` fails where another
row hides it, or where it takes long to read.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Literal, NamedTuple

from rag.written.ids import ID_BY_LOOKS, LENGTH
from rag.written.marked import LEAD_IN

Becomes = Literal[
    "itself",  # as it is written
    "nothing",
    "ids",  # nothing where it has none that is known
    "ids or itself",
    "ids or position",  # where it has none: nothing if it counts sources, else itself
    "said and ids",  # the words before an id, its group `said`, stay
    "words",  # its group of that name, with the ids behind it
    "named",  # likewise
    "the source",
]
"""What stands in the place of a form."""
SHORTEST_PART = 3
"""Characters from which the beginning of an id, alone in brackets, is one that was cut short."""
_OPENS, _CLOSES = "[【［〔「『〖〈«‹⟨⟦❲｛﹛﹝〘〚⁅⦅", "]】］〕」』〗〉»›⟩⟧❳｝﹜﹞〙〛⁆⦆"
"""Brackets, and signs that are used as such, in which an id makes all else a part of the citation."""
_PARTS = {
    "UNKNOWN": rf"(?:{ID_BY_LOOKS}|[a-z](?=[a-z]*\d[a-z]*\d)[a-z0-9]{{{LENGTH},11}}|"
    r"(?:(?:src|source|ref|doc)[-_]?|id[-_])\d+|s\d{1,2})(?![a-z0-9])",
    "NUMBER": r"\d{1,3}[a-c]?|[¹²³⁰-⁹₀-₉]{1,3}",
    "ANY": "UNKNOWN|ID|NUMBER|CUT",
    "LABELWORD": r"(?:sentences?|sources?|refs?|references?|citations?|cite[ds]?|ids?|see(?: also)?|cf\.|docs?|"
    r"documents?|passages?|evidence|from|both)(?![a-z])",
    "LABEL": r"LABELWORD\s*[:=#.]?",
    "BETWEEN": r"[\s,;/&|+–-]|\band\b|\bsee also\b",
    "SIGNS": r"[*_`~\"'“”‘’#№@^✓]{0,3}",  # what wraps an id, or stands before it
    "PLACE": r",?\s*p\.\s*\d+|(?::\d+)?†[^\]】]*",
    "ADDRESS": r"\((?:[a-z]+:|[#/.])[^)\s]*\)",
    # nothing but ids and what belongs to them; what was read as an item is not read again in another way
    "ITEMS": r"(?!\s*[,;/&|+–-])(?:BETWEEN*(?:LABEL\s*)?(?>SIGNS(?:ANY)SIGNS))++PLACE?\s*",
    "KNOWNS": r"(?!\s*[,;/&|+–-])(?:BETWEEN*(?:LABEL\s*)?(?>SIGNS(?:ID|NUMBER)SIGNS))++PLACE?\s*",
    # ids in brackets that hold but these, a number in others, and whatever brackets hold that a known id stands in
    "SQUARE": r"\[\[ITEMS\]\]|[\[【［]ITEMS[\]】］]|\\\[\s*(?:ID|\d{1,3})\s*\\\]|OPENS\s*(?:\d{1,3}|RAISED)\s*CLOSES|"
    r"OPENS(?:ASIDE)\bID\b(?:ASIDE)CLOSES|‘(?:ASIDE)\bID\b(?:ASIDE)’",
    "ASIDE": rf"[^\n{re.escape(_OPENS + _CLOSES)}‘’]{{0,80}}",
    "OPENS": f"[{re.escape(_OPENS)}]",
    "CLOSES": f"[{re.escape(_CLOSES)}]",
    "PICTURE": r"!\[[^\]\n]*\](?:\([^)\n]*\)?|\[[^\]\n]*\])?",
    "LEADIN": LEAD_IN,
    "BARE": r"SIGNS\bID\bSIGNS(?:BETWEEN+SIGNS\bID\bSIGNS)*",
    "UNCLOSED": rf"[^()\n{re.escape(_OPENS + _CLOSES)}]*",
    "TARGET": r"\((?:[^()\s]|\([^()\s]*\))*+(?:\s\"[^\"\n]*\")?\)",
    "WORDS": r"(?:`[^`\n]*`|\\.|[^\]\\`\n]){0,200}",
    "DIRECTIVE": r"(?<=[\w ]):(?:cite|citation|ref|source|footnote)|(?:(?<=[a-z]{3})|(?<=[.\s]))\^",
    "AUTHORS": r"(?:[^\W\d_][\w.’'-]{0,30},? ){1,4}(?:et al\.?|(?:&|and) [^\W\d_][\w.’'-]{1,30}),?"
    r" \(?(?:19|20)\d\d[a-z]?",
    "PAPER": r"(?:arxiv[ :]{1,2}\d{4}\.\d{4,5}(?:v\d)?|doi[ :]{1,2}10\.\d{4,9}/[^\s)\]]*[\w/])",
    "OWNLABEL": r"sources?|refs?\.?|references?|citations?|evidence|ibid\.?|same source|"
    r"see (?:above|below)|citation needed",
    "RAISED": r"[⁽(\[【]?[¹²³⁰⁴-⁹]{1,3}[⁾)\]】]?",
    "END": r"[.!?]?\s*(?:\n|\Z)",
}


class Form(NamedTuple):
    """One form of a citation, or of what must not be taken for one."""

    name: str
    becomes: Becomes
    example: str
    """A text in which it stands; a1b2c and d3e4f are known."""
    pattern: str


FORMS = (
    # what is no citation, whatever stands in it
    Form("fence", "itself", "```\nx[1]\n```", r"(?<![^\n])(?P<rule>```|~~~)(?s:.*?)(?:\n(?P=rule)[ \t]*(?![^\n])|\Z)"),
    Form(
        "id_as_code",
        "ids",
        "It is old `a1b2c`.",
        r"(?:[:{](?:cite|citation|ref|source|footnote)[a-z:]{0,4}[:}])?`{1,3}\s*ID\s*`{1,3}",
    ),
    Form("code", "itself", "It is `x[1]`.", r"(?<!`)(?P<ticks>`{1,8})(?!`)[^\n]+?(?<!`)(?P=ticks)(?!`)"),
    Form(
        "raised_formula",
        "ids",
        "It is old$^{1}$.",
        r"(?:(?<=[a-z]{3})|(?<=\b(?:19|20)\d\d))\$\s*\^\s*(?:\{\s*\[?(?:ID|\d{1,2})(?:,\s*(?:ID|\d{1,2}))*\]?\s*\}|\d)\s*\$",
    ),
    Form("display", "itself", "It is $$x[1]$$.", r"\$\$(?s:.+?)\$\$"),
    Form("formula", "itself", "It is $x[1]$.", r"\$(?=\S)[^$`\n]*?(?<=\S)\$(?!\d)"),
    Form("tex_formula", "itself", r"It is \( x[1] \).", r"\\\((?s:.+?)\\\)"),
    Form("tex_display", "itself", r"It is \[ x[1] \].", r"\\\[(?!\s*(?:ID|\d{1,3})\s*\\\])(?s:.+?)\\\]"),
    # what cites nothing, whatever stands in it
    Form("picture", "nothing", "Seen in ![a1b2c](x.png).", r"PICTURE"),
    Form("chat_mark", "nothing", "It is \ue200cite\ue202turn0\ue201 old.", "\ue200[^\ue201\n]*\ue201?"),
    Form(
        "chat_index",
        "nothing",
        "It is :contentReference[oaicite:0]{index=0}.",
        r":contentReference\[[^\]\n]*\]\{[^}\n]*\}",
    ),
    Form("cite_tag", "nothing", "[cite_start]It is old.", r"\[/?cite(?:_\w{1,10})?\]"),
    Form("footnote", "nothing", "It is old[^note].", r"\[\^(?!\s*ID)[\w-]{1,20}\](?!\w)"),
    Form("raised_number", "nothing", "It is old^1^.", r"\^\d{1,3}\^"),
    Form("made_up", "nothing", "It is old (ref-2).", r"[(（](?:(?:src|source|ref|doc)[-_: ]?|id[-_: ])\d+[)）]"),
    Form(
        "author_year",
        "nothing",
        "It is old (Owl et al., 2012; Bee & Ant, 2015b).",
        r"[(\[]\s*(?:(?:see|cf\.|e\.g\.),?\s+)?AUTHORS(?:\s*;\s*AUTHORS)*\s*[)\]]",
    ),
    Form(
        "paper_id",
        "nothing",
        "It is old (arXiv:1502.03167).",
        r"[(\[]\s*PAPER\s*[)\]]|,?\s*\bPAPER",
    ),
    Form(
        "empty_label",
        "nothing",
        "It is old [source].",
        r"[\[【](?:OWNLABEL|links?(?=[\]】]END))\s*[\]】](?![(\[])|[(（]ibid\.?[)）]",
    ),
    Form(
        "confidence",
        "nothing",
        "It is old (confidence: 95%).",
        r"[(\[]\s*(?:confidence|certainty)\b[^()\[\]\n]{0,30}[)\]]",
    ),
    Form(
        "labelled_title",
        "ids",
        "It is old (Source: On owls (1990)).",
        r"[(\[]\s*(?:sources?|references?|ref|citation|cited from|taken from)\s*[:=]\s*(?![\[(])[^()\[\]\n]{3,100}"
        r"(?:\([^()\n]{0,40}\)[^()\[\]\n]{0,60})?[)\]](?!\()",
    ),
    Form(
        "source_line",
        "ids",
        "Source: On owls.",
        r"\A\W{0,3}(?:sources?|references?|citations?)\W{0,2}:(?!\s*$)[^\n]*\Z",
    ),
    # where the reply ends amid a citation
    Form("cut_after_id", "ids", "It is old [see a1b2c, d3", r"[\[(【]UNCLOSED\bID\bUNCLOSED\Z"),
    Form(
        "cut_off",
        "nothing",
        "It is old (see a1b",
        r"[\[(【](?:\d[\d\s,-]*|[a-z]\d\w{0,3}|UNCLOSED(?<!\w)BEGUN(?:SIGNS))?\Z",
    ),
    # in brackets, with what stands about these
    Form(
        "tex",
        "ids",
        r"It is old \citep[p. 3]{a1b2c}.",
        r"~?\\[a-z]*(?:cite|ref|footnote|superscript)[a-z]*\*?(?:\[[^\]\n]{0,40}\]){0,2}\{KNOWNS\}",
    ),
    Form(
        "around",
        "ids",
        "It is old (see [a1b2c], [d3e4f]).",
        r"[(（\[]\s*(?:LABEL\s*)?(?:BETWEEN*SQUARE(?:ADDRESS)?)++\s*[)）\]]ADDRESS?",
    ),
    Form("emphasised", "ids", "It is old **[a1b2c]**.", r"(?P<stars>\*\*|\*|_)(?:SQUARE|[(（]KNOWNS[)）])(?P=stars)"),
    Form("raised", "ids", "It is old<sup>1</sup>.", r"<(?P<tag>sup|cite)>\s*(?:SQUARE|ITEMS)\s*</(?P=tag)>"),
    Form(
        "element",
        "ids",
        "It is old <ref>a1b2c</ref>.",
        r"<(?P<any_tag>[a-z]\w{0,20})(?:\s[^<>\n]{0,60})?>\s*(?:SQUARE|KNOWNS)\s*</(?P=any_tag)>",
    ),
    Form(
        "labelled_link",
        "ids",
        "It is old [source](https://a.example).",
        r"\[{1,2}\s*(?:LABELWORD|link)\s*\d{0,3}\s*\]{1,2}TARGET|"
        r"<a\s[^<>\n]*>\s*\[?(?:LABELWORD|link)\s*\d{0,3}\]?\s*</a>",
    ),
    Form(
        "attribute",
        "ids",
        'It is old <ref id="a1b2c"/>.',
        r"<[a-z]\w{0,20}\s[^<>\n]{0,40}\bID\b[^<>\n]{0,40}>(?:\s*</\w{1,20}>)?",
    ),
    Form("square", "ids or position", "It is old [a1b2c].", r"(?:DIRECTIVE)?SQUARE(?:ADDRESS)?(?:\^|_(?!\w))?"),
    Form("round", "ids or position", "It is old (a1b2c).", r"[(（]{1,2}KNOWNS[)）]{1,2}"),
    Form("braces", "ids or itself", "It is old {a1b2c}.", r"\{{1,3}KNOWNS\}{1,3}"),
    Form("object", "ids", 'It is old {"id": "a1b2c"}.', r"(?<!\\)\{[^{}\n\\]{0,40}\bID\b[^{}\n\\]{0,40}\}"),
    Form("angles", "ids or itself", "It is old <<a1b2c>>.", r"<{1,3}KNOWNS>{1,3}"),
    Form("reference_element", "ids", "It is old <ref>Owls, p. 4</ref>.", r"<ref\b[^<>\n]{0,60}>[^<>\n]{0,120}</ref>"),
    Form("closed_element", "ids", "It is old <a1b2c/>.", r"<ID\s?/>"),
    Form("template", "ids", "It is old {{ref|a1b2c}}.", r"\{\{\w{1,10}\|ID\}\}"),
    Form("opening_element", "nothing", "<co: a1b2c>It is old.", r"<[a-z]\w{0,9}:\s*ID\s*>"),
    Form("closing_element", "ids", "It is old</co: a1b2c>.", r"</[a-z]\w{0,9}:\s*ID\s*>"),
    Form("caret", "ids", "It is old ^a1b2c.", r"\^ID\b(?!\^)|(?<=\w )\|ID\|(?=END)"),
    Form("between_signs", "ids", 'It is old "a1b2c".', r"\^ID\^|“ID”|\"ID\"|'ID'|/{1,2}ID/{1,2}"),
    Form(
        "wrapped",
        "ids",
        "It is old**a1b2c**.",
        r"(?P<wrap>\*{1,3}|_{1,2}|~{1,2}|={1,2}|\|\||[§%+:-])ID(?P=wrap)(?!\w)",
    ),
    Form("cell", "ids", "| It is old | a1b2c |", r"(?<=\|)[ \t]*ID(?:BETWEEN+ID)*(?=[ \t]*\|)"),
    Form(
        "round_with_words",
        "ids",
        "It is old (as in a1b2c above).",
        r"\({1,2}(?:as (?:in|per)|see(?: also)?|cf\.|from|both) (?:ID\b|SQUARE)[^()\n]{0,30}\){1,2}",
    ),
    Form("round_with_title", "ids", "It is old (a1b2c: a paper).", r"\({1,2}ID\s*[:=–—]\s[^()\n]{0,80}\){1,2}"),
    # without brackets
    Form(
        "lead",
        "said and ids",
        "As shown in a1b2c, it is old.",
        r"\b(?P<said>LEADIN) +(?:the +)?(?:(?:LABEL *)?BARE|LABEL *SQUARE)",
    ),
    Form(
        "label",
        "ids",
        "It is old, source: a1b2c.",
        r"(?:,|\n[ \t]*[-*•])?\s*\bLABELWORD\s*[:=#]\s*(?:(?:ANY)(?:BETWEEN+ID)*\b|(?:BETWEEN*SQUARE)++)",
    ),
    Form("subject_id", "ids", "The source a1b2c says so.", r"(?<=source )\bID\b"),
    Form("line_of_id", "ids", "a1b2c: It is old.", r"(?<![^\n])ID(?=\s?[:–—]|\s-\s)"),
    Form("arrow", "ids", "It is old → a1b2c.", r"\s*(?:[–—→⇒]|--|[-=]>)\s*(?:BARE|SQUARE)(?=END)"),
    Form("last_word", "ids", "It is old a1b2c.", r"(?<=\w) (?:(?:in )?LABEL *)?[#№@§]?ID\b(?=END)"),
    Form("subject", "the source", "Source 1 says so.", r"(?:\A|(?<=[.] )|(?<=\n))Source \d+(?= [a-z])"),
    Form("numbered", "nothing", "It is old, as in source 1.", r"\bsource \d+\b"),
    Form("bare", "nothing", "It is a1b2c that is old.", r"\bID\b"),
    Form(
        "raised_digits",
        "nothing",
        "It is pooling¹.",
        r"(?:\A|(?<=[a-z]{3})|(?<=\b(?:19|20)\d\d)(?=\S+END)|(?<=[.!?\w]) |(?<=[.!?]))RAISED(?:[ ,⁻]{0,2}RAISED)*\)?",
    ),
    Form("dagger", "nothing", "It is pooling†1.", r"(?<=[a-z]{3})[†‡]\d{0,2}"),
    Form("circled", "nothing", "It is old ①.", r"\s?[①-⑳❶-❿⑴-⒇㈠-㈩](?=END)"),
    Form("empty", "nothing", "It is old [].", r"(?<!- )\[ ?\]"),
    Form(
        "link",
        "words",
        "It is [an old one](https://a.example).",
        r"\[(?:PICTURE\s*|\[)?(?P<words>WORDS)\]{1,2}TARGET",
    ),
    Form(
        "reference_link",
        "named",
        "It is [an old one][1].",
        r"(?<![\w\])])\[(?=[^\]\n]*[a-z]{3})(?P<named>[^\[\]\n`]{1,200})\]\[(?:NUMBER|ANY|[a-z][\w-]{0,20})\]",
    ),
)
_CAPITALS = re.compile("[A-Z]{2,}")


def pattern_of(known: Collection[str]) -> re.Pattern[str]:
    """Matches every form, each under its name, where these ids are known."""
    parts = {
        **_PARTS,
        "ID": either(known),
        "CUT": f"{either(part for part in _beginnings(known, SHORTEST_PART) if re.search(r'[0-9]', part))}(?![a-z0-9])",
        "BEGUN": either(_beginnings(known, 1)),
    }
    return re.compile("|".join(f"(?P<{form.name}>{_spelt(form.pattern, parts)})" for form in FORMS), re.IGNORECASE)


def either(words: Iterable[str]) -> str:
    """A pattern for any of some words, the longer first; it never matches where there is none.

    >>> either(["a1", "a1b2c"]), either([])
    ('(?:a1b2c|a1)', '(?!)')
    """
    longest_first = sorted(set(words), key=lambda word: (-len(word), word))
    return f"(?:{'|'.join(map(re.escape, longest_first))})" if longest_first else "(?!)"


def _beginnings(known: Iterable[str], shortest: int) -> Iterator[str]:
    """The ids without their last letters."""
    return (one[:length] for one in known for length in range(shortest, len(one)))


def _spelt(pattern: str, parts: Mapping[str, str]) -> str:
    """A pattern with its parts in the place of their names.

    >>> _spelt(r"\\[ITEM(?:, ITEM)*\\]", {"ITEM": "NUMBER|[a-z]", "NUMBER": "[0-9]"})
    '\\\\[(?:(?:[0-9])|[a-z])(?:, (?:(?:[0-9])|[a-z]))*\\\\]'
    """
    return _CAPITALS.sub(lambda name: f"(?:{_spelt(parts[name[0]], parts)})", pattern)
