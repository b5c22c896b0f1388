"""The parts of the patterns of citations, each under the word in capitals that stands for it."""

import re

from rag.written.citation_marks import LEAD_IN, SAYS
from rag.written.ids import ID_BY_LOOKS, LENGTH

_OPENS, _CLOSES = "[【［〔「『〖〈《«‹⟨⟦❲｛﹛﹝〘〚⁅⦅", "]】］〕」』〗〉》»›⟩⟧❳｝﹜﹞〙〛⁆⦆"
"""Brackets, and signs that are used as such, in which an id makes all else a part of the citation."""
PARTS = {
    "UNKNOWN": rf"(?:{ID_BY_LOOKS}|[a-z](?=[a-z]*\d[a-z]*\d)[a-z0-9]{{{LENGTH},11}}|"
    r"(?:(?:src|source|ref|doc)[-_]?|id[-_])\d+|s\d{1,2})(?![a-z0-9])",
    "NUMBER": r"\d{1,3}[a-c]?|[¹²³⁰-⁹₀-₉]{1,3}",
    "ANY": "UNKNOWN|ID|NUMBER|CUT",
    "LABELWORD": r"(?:sent(?:ences?)?|sources?|src|refs?|references?|cit(?:ations?|e[ds]?)?|ids?|see(?: also)?|cf\.|"
    r"docs?|documents?|passages?|evidence|from|both)(?![a-z])",
    "LABEL": r"LABELWORD(?:\sids?(?![a-z]))?\s*[:=#.]?",
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
    "AUTHOR": r"(?!(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\b)"
    r"(?-i:[A-Z][^\W\dA-Z_]+),? (?:19|20)\d\d[a-z]?",
    "PAPER": r"(?:arxiv[ :]{1,2}\d{4}\.\d{4,5}(?:v\d)?|doi[ :]{1,2}10\.\d{4,9}/[^\s)\]]*[\w/])",
    "OWNLABEL": r"sources?|refs?\.?|references?|citations?|evidence|ibid\.?|same source|"
    r"see (?:above|below)|citation needed",
    "RAISED": r"[⁽(\[【]?[¹²³⁰⁴-⁹]{1,3}[⁾)\]】]?",
    "ORDINAL": r"first|second|third|fourth|fifth|last",
    "TELLER": r"(?:sentence|passage) \d{1,2}|(?:the )?ORDINAL (?:sentence|passage|source)",
    "SAYS": SAYS,
    "END": r"[.!?]?\s*(?:\n|\Z)",
}
