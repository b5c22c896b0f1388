r"""The formats in which models cite, and what looks like one and is none: a table that is read from the top.

Each row has a name, what the reader makes of it, an example and a pattern; where two fit at the same place, the first
is taken. A word in capitals in a pattern stands for a part, which `citation_parts` spells out, or for an id of the
turn: ID is a known one, CUT one that lacks its last letters or its first, BEGUN its first letters, or its first alone;
`stand_ins` stand for these in the text.
To add a format, add a row and what a reader is to see of it to `tests/citation_formats.yaml`;
`tests/test_written_citation_formats.py` fails where another row hides it, or where it takes long to read.
"""

import re
from collections.abc import Mapping
from functools import cache
from typing import Literal, NamedTuple

from rag.written.citation_parts import PARTS
from rag.written.stand_ins import KNOWN_ID, LONG_TITLE, TITLE, beginnings, either, parts

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
"""What stands in the place of a format."""


class Format(NamedTuple):
    """One format of a citation, or of what must not be taken for one."""

    name: str
    becomes: Becomes
    example: str
    """A text in which it stands; a1b2c and d3e4f are known."""
    pattern: str


FORMATS = (
    # what is no citation, whatever stands in it
    Format(
        "fence", "itself", "```\nx[1]\n```", r"(?<![^\n])(?P<rule>```|~~~)(?s:.*?)(?:\n(?P=rule)[ \t]*(?![^\n])|\Z)"
    ),
    Format(
        "id_as_code",
        "ids",
        "It is old `a1b2c`.",
        r"(?:[:{](?:cite|citation|ref|source|footnote)[a-z:]{0,4}[:}])?`{1,3}\s*(?:ID|(?:[\[(【]\s*ID(?:BETWEEN+ID)*\s*[\])】]"
        r"(?:BETWEEN*))+)\s*`{1,3}|\$\s*\^?\{?\[ID(?:BETWEEN+ID)*\]\}?\s*\$|\\\(\s*\[?ID(?:BETWEEN+ID)*\]?\s*\\\)",
    ),
    Format("code", "itself", "It is `x[1]`.", r"(?<!`)(?P<ticks>`{1,8})(?!`)[^\n]+?(?<!`)(?P=ticks)(?!`)"),
    Format(
        "raised_formula",
        "ids",
        "It is old$^{1}$.",
        r"(?:(?<=[a-z]{3})|(?<=\b(?:19|20)\d\d))\$\s*\^\s*(?:\{\s*\[?(?:ID|\d{1,2})(?:,\s*(?:ID|\d{1,2}))*\]?\s*\}|\d)\s*\$",
    ),
    Format("display", "itself", "It is $$x[1]$$.", r"\$\$(?s:.+?)\$\$"),
    Format("formula", "itself", "It is $x[1]$.", r"\$(?=\S)[^$`\n]*?(?<=\S)\$(?!\d)"),
    Format("tex_formula", "itself", r"It is \( x[1] \).", r"\\\((?s:.+?)\\\)"),
    Format("tex_display", "itself", r"It is \[ x[1] \].", r"\\\[(?!\s*(?:ID|\d{1,3})\s*\\\])(?s:.+?)\\\]"),
    # what cites nothing, whatever stands in it
    Format("picture", "nothing", "Seen in ![a1b2c](x.png).", r"PICTURE"),
    Format("chat_mark", "nothing", "It is \ue200cite\ue202turn0\ue201 old.", "\ue200[^\ue201\n]*\ue201?"),
    Format(
        "chat_index",
        "nothing",
        "It is :contentReference[oaicite:0]{index=0}.",
        r":contentReference\[[^\]\n]*\]\{[^}\n]*\}",
    ),
    Format("cite_tag", "nothing", "[cite_start]It is old.", r"\[/?cite(?:_\w{1,10})?\]"),
    Format("footnote", "nothing", "It is old[^note].", r"\[\^(?!\s*ID)[\w-]{1,20}\](?!\w)"),
    Format("raised_number", "nothing", "It is old^1^.", r"\^\d{1,3}\^"),
    Format("made_up", "nothing", "It is old (ref-2).", r"[(（](?:(?:src|source|ref|doc)[-_: ]?|id[-_: ])\d+[)）]"),
    Format(
        "placeholder",
        "nothing",
        "It is old [sentence id].",
        r"(?<![\w\]])[\[【](?:(?:(?:the )?(?:sentence|source|citation)[ _-])?ids?(?: of (?:the )?(?:sentence|source))?|"
        r"id\d{1,2}|abcde|x{3,8})[\]】](?![(\[])",
    ),
    Format(
        "bibliography_key",
        "nothing",
        "It is old [owl2014nests].",
        r"(?<!\w)\[(?!@ID\b)(?:@[a-z][\w:-]{2,40}(?:; ?@[\w:-]{3,40})*|[a-z]{3,20}(?:19|20)\d\d[a-z]{0,20})\](?![(\[])"
        r"|~?\\[a-z]*cite[a-z]*\*?(?:\[[^\]\n]{0,40}\]){0,2}\{(?!\s*(?:ID|\d))[^{}\n]{1,80}\}",
    ),
    Format(
        "title_and_id",
        "ids",
        "It is old (On owls > Nests, a1b2c).",
        r"[(\[]\s*(?:from:? )?TITLE\s*[,;:–—-]?\s*(?:ID|SQUARE)\s*[)\]]|SQUARE\s*[(\[]TITLE[)\]]",
    ),
    Format(
        "title",
        "nothing",
        "It is old (On owls > Nests).",
        r"[(\[](?:from:? TITLE|LONG)[)\]](?![(\[])|(?<!\w)[\[【]TITLE[\]】](?=[.,;!?]|\s*(?:\n|\Z))|"
        r"(?:\A|(?<=[.!?] ))[\[【]TITLE[\]】](?=\s)",
    ),
    Format(
        "author_year",
        "nothing",
        "It is old (Owl et al., 2012; Bee & Ant, 2015b).",
        r"[(\[]\s*(?:(?:see|cf\.|e\.g\.),?\s+)?AUTHORS(?:\s*;\s*AUTHORS)*\s*[)\]]|"
        r"\(AUTHOR(?:\s*;\s*(?:AUTHORS|AUTHOR))*\)(?=[.,;!?]|\s*(?:\n|\Z))|"
        r"\[(?-i:[A-Z])[\w.’'-]{1,30}(?: [\w.’'-]{1,30}){0,2},? (?:19|20)\d\d[a-z]?\](?!\()",
    ),
    Format(
        "paper_id",
        "nothing",
        "It is old (arXiv:1502.03167).",
        r"[(\[]\s*PAPER\s*[)\]]|,?\s*\bPAPER",
    ),
    Format(
        "empty_label",
        "nothing",
        "It is old [source].",
        r"[\[【](?:OWNLABEL|links?(?=[\]】]END))\s*[\]】](?![(\[])|[(（]ibid\.?[)）]",
    ),
    Format(
        "confidence",
        "nothing",
        "It is old (confidence: 95%).",
        r"[(\[]\s*(?:confidence|certainty|word count)\b[^()\[\]\n]{0,30}[)\]]",
    ),
    Format(
        "labelled_title",
        "ids",
        "It is old (Source: On owls (1990)).",
        r"[(\[]\s*(?:sources?|references?|ref|citation|cited from|taken from)\s*[:=]\s*(?![\[(])[^()\[\]\n]{3,100}"
        r"(?:\([^()\n]{0,40}\)[^()\[\]\n]{0,60})?[)\]](?!\()",
    ),
    Format(
        "source_line",
        "ids",
        "Source: On owls.",
        r"\A\W{0,3}(?:sources?|references?|citations?)\W{0,2}:(?!\s*$)[^\n]*\Z",
    ),
    # where the reply ends amid a citation
    Format(
        "left_open",
        "ids",
        "It is [a1b2c old and slow, and seen by everybody who looks.",
        r"[\[(【]ID(?:BETWEEN+ID)*\b(?=[^()\n\[\]【】]{30})(?![^()\n\[\]【】]*[)\]】])",
    ),
    Format(
        "cut_after_id",
        "ids",
        "It is old [see a1b2c, d3",
        r"[\[(【]UNCLOSED\bID\b(?:UNCLOSED\w)?[\s,;]*(?=[.!?]?\s*\Z)",
    ),
    Format(
        "cut_off",
        "nothing",
        "It is old (see a1b",
        r"[\[(【](?:\d[\d\s,-]*|[a-z]\d\w{0,3}|UNCLOSED(?<!\w)BEGUN(?:SIGNS))?\Z",
    ),
    # in brackets, with what stands about these
    Format(
        "tex",
        "ids",
        r"It is old \citep[p. 3]{a1b2c}.",
        r"~?\\[a-z]*(?:cite|ref|footnote|superscript)[a-z]*\*?(?:\[[^\]\n]{0,40}\]){0,2}\{(?:KNOWNS|SQUARE)\}",
    ),
    Format(
        "around",
        "ids",
        "It is old (see [a1b2c], [d3e4f]).",
        r"[(（\[]\s*(?:LABEL\s*)?(?:BETWEEN*SQUARE(?:ADDRESS)?)++\s*[)）\]]ADDRESS?",
    ),
    Format(
        "emphasised", "ids", "It is old **[a1b2c]**.", r"(?P<stars>\*{1,3}|_{1,2})(?:SQUARE|[(（]KNOWNS[)）])(?P=stars)"
    ),
    Format("raised", "ids", "It is old<sup>1</sup>.", r"<(?P<tag>sup|cite)>\s*(?:SQUARE|ITEMS)\s*</(?P=tag)>"),
    Format(
        "element",
        "ids",
        "It is old <ref>a1b2c</ref>.",
        r"<(?P<any_tag>[a-z]\w{0,20})(?:\s[^<>\n]{0,60})?>\s*(?:SQUARE|KNOWNS)\s*</(?P=any_tag)>",
    ),
    Format(
        "labelled_link",
        "ids",
        "It is old [source](https://a.example).",
        r"\[{1,2}\s*(?:LABELWORD|link)\s*\d{0,3}\s*\]{1,2}(?:TARGET|\[(?:ANY)\])|"
        r"<a\s[^<>\n]*>\s*\[?(?:LABELWORD|link)\s*\d{0,3}\]?\s*</a>",
    ),
    Format(
        "attribute",
        "ids",
        'It is old <ref id="a1b2c"/>.',
        r"<[a-z]\w{0,20}\s[^<>\n]{0,40}\bID\b[^<>\n]{0,40}>(?:\s*</\w{1,20}>)?",
    ),
    Format("square", "ids or position", "It is old [a1b2c].", r"(?:DIRECTIVE)?SQUARE(?:ADDRESS)?(?:\^|_(?!\w))?"),
    Format("round", "ids or position", "It is old (a1b2c).", r"[(（]{1,2}KNOWNS[)）]{1,2}"),
    Format("braces", "ids or position", "It is old {a1b2c}.", r"\{{1,3}KNOWNS\}{1,3}"),
    Format("object", "ids", 'It is old {"id": "a1b2c"}.', r"(?<!\\)\{[^{}\n\\]{0,40}\bID\b[^{}\n\\]{0,40}\}"),
    Format("angles", "ids or position", "It is old <<a1b2c>>.", r"<{1,3}KNOWNS>{1,3}"),
    Format("reference_element", "ids", "It is old <ref>Owls, p. 4</ref>.", r"<ref\b[^<>\n]{0,60}>[^<>\n]{0,120}</ref>"),
    Format("closed_element", "ids", "It is old <a1b2c/>.", r"<ID\s?/>"),
    Format("template", "ids", "It is old {{ref|a1b2c}}.", r"\{\{\w{1,10}\|ID\}\}"),
    Format("opening_element", "nothing", "<co: a1b2c>It is old.", r"<[a-z]\w{0,9}:\s*ID\s*>"),
    Format("closing_element", "ids", "It is old</co: a1b2c>.", r"</[a-z]\w{0,9}:\s*ID\s*>"),
    Format("caret", "ids", "It is old ^a1b2c.", r"\^ID\b(?!\^)|(?<=\w )\|ID\|(?=END)"),
    Format("between_signs", "ids", 'It is old "a1b2c".', r"\^ID\^|“ID”|\"ID\"|'ID'|/{1,2}ID/{1,2}"),
    Format(
        "wrapped",
        "ids",
        "It is old**a1b2c**.",
        r"(?P<wrap>\*{1,3}|_{1,2}|~{1,2}|={1,2}|\|\||[§%+:-])ID(?P=wrap)(?!\w)",
    ),
    Format("cell", "ids", "| It is old | a1b2c |", r"(?<=\|)[ \t]*ID(?:BETWEEN+ID)*(?=[ \t]*\|)"),
    Format(
        "round_with_words",
        "ids",
        "It is old (as in a1b2c above).",
        r"\({1,2}(?:as (?:in|per)|see(?: also)?|cf\.|both|(?:cited |taken |quoted )?from|based on|per|via|\d{1,2}[.:]|"
        r"(?:as )?(?:supported|stated|said) (?:by|in)|(?:source |supporting )?(?:sentence|source|src):) (?:ID\b|SQUARE)"
        r"[^()\n]{0,30}\){1,2}",
    ),
    Format("round_with_title", "ids", "It is old (a1b2c: a paper).", r"\({1,2}ID\s*[:=–—]\s[^()\n]{0,80}\){1,2}"),
    # without brackets
    Format(
        "lead",
        "said and ids",
        "As shown in a1b2c, it is old.",
        r"\b(?P<said>LEADIN) +(?:the +)?(?:(?:LABEL *)?BARE|LABEL *SQUARE|"
        r"(?:sentence|passage|ORDINAL) +(?:\d{1,2}|sentence|passage|source)\b)",
    ),
    Format(
        "label",
        "ids",
        "It is old, source: a1b2c.",
        r"(?:,|\n[ \t]*[-*•])?\s*\bLABELWORD\s*[:=#]\s*(?:(?:ANY)(?:BETWEEN+ID)*\b|(?:BETWEEN*SQUARE)++)",
    ),
    Format(
        "told_by",
        "nothing",
        "As sentence 1 says, it is old.",
        r"(?<=\bas )(?:TELLER)(?= SAYS[, ])|(?:\A|(?<=[.!?] )|(?<=\n))(?:TELLER)(?= SAYS that )",
    ),
    Format("subject_id", "ids", "The source a1b2c says so.", r"(?<=source )\bID\b"),
    Format(
        "line_of_id",
        "ids",
        "a1b2c: It is old.",
        r"(?<![^\n])(?:ID|LABELWORD\s(?:ID|SQUARE))(?=\s?[:–—]|\s-\s)",
    ),
    Format("arrow", "ids", "It is old → a1b2c.", r"\s*(?:[–—→⇒]|--|[-=]>)\s*(?:BARE|SQUARE)(?=END)"),
    Format("last_word", "ids", "It is old a1b2c.", r"(?<=\w) (?:(?:in )?LABEL *)?[#№@§]?ID\b(?=END)"),
    Format("closed_alone", "ids", "It is old a1b2c].", r"\bID(?:BETWEEN+ID)*\s?[\]】](?!\()"),
    Format("lettered", "nothing", "It is old [B].", r"(?<=[\w)] )(?:\[[a-h]\])+(?=[.,;!?]|\s*(?:\n|\Z))"),
    Format(
        "paragraph", "nothing", "It is old (§ 2).", r"(?<=\w)\s?[(\[]?§{1,2}\s?\d{1,2}[)\]]?(?=[.,;!?]|\s*(?:\n|\Z))"
    ),
    Format("subject", "the source", "Source 1 says so.", r"(?:\A|(?<=[.] )|(?<=\n))Source \d+(?= [a-z])"),
    Format(
        "numbered",
        "nothing",
        "It is old, as in source 1.",
        r"\bsource \d+\b|\bsources \d+(?:(?:,? and |, ?|[-–])\d+)+(?=END)",
    ),
    Format("bare", "nothing", "It is a1b2c that is old.", r"\bID\b"),
    Format(
        "raised_digits",
        "nothing",
        "It is pooling¹.",
        r"(?:\A|(?<=[a-z]{3})|(?<=\b(?:19|20)\d\d)(?=\S+END)|(?<=[.!?\w]) |(?<=[.!?]))RAISED(?:[ ,⁻]{0,2}RAISED)*\)?",
    ),
    Format("dagger", "nothing", "It is pooling†1.", r"(?<=[a-z]{3})[†‡]\d{0,2}"),
    Format("circled", "nothing", "It is old ①.", r"\s?[①-⑳❶-❿⑴-⒇㈠-㈩](?=END)"),
    Format("empty", "nothing", "It is old [].", r"(?<!- )\[ ?\]"),
    Format(
        "link",
        "words",
        "It is [an old one](https://a.example).",
        r"\[(?:PICTURE\s*|\[)?(?P<words>WORDS)\]{1,2}TARGET",
    ),
    Format(
        "reference_link",
        "named",
        "It is [an old one][1].",
        r"(?<![\w\])])\[(?=[^\]\n]*[a-z]{3})(?P<named>[^\[\]\n`]{1,200})\]\[(?:NUMBER|ANY|[a-z][\w-]{0,20})\]",
    ),
)
_CAPITALS = re.compile("[A-Z]{2,}")


@cache
def pattern() -> re.Pattern[str]:
    """Matches every format, each under its name, in a text with stand-ins for the ids and titles of the turn."""
    parts_of_turn = {
        "ID": KNOWN_ID,
        "CUT": f"{either(parts(KNOWN_ID))}(?![a-z0-9])",
        "BEGUN": either(beginnings(KNOWN_ID)),
        "TITLE": f"[{TITLE}{LONG_TITLE}]+",
        "LONG": f"{LONG_TITLE}+",
    }
    spelt = (f"(?P<{row.name}>{_spelt(row.pattern, {**PARTS, **parts_of_turn})})" for row in FORMATS)
    return re.compile("|".join(spelt), re.IGNORECASE)


def _spelt(pattern: str, parts: Mapping[str, str]) -> str:
    """A pattern with its parts in the place of their names.

    >>> _spelt(r"\\[ITEM(?:, ITEM)*\\]", {"ITEM": "NUMBER|[a-z]", "NUMBER": "[0-9]"})
    '\\\\[(?:(?:[0-9])|[a-z])(?:, (?:(?:[0-9])|[a-z]))*\\\\]'
    """
    return _CAPITALS.sub(lambda name: f"(?:{_spelt(parts[name[0]], parts)})", pattern)
