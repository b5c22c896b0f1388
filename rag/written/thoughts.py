"""What a model thinks aloud is not its answer: it is taken out of the stream before anybody reads it.

Models think between tags whose names say so, or in a channel of the harmony format. Nothing of a thought comes out
while it is open, and one that never ends is dropped. Some servers swallow the opening tag: a closing one that nothing
opened says that all before it was thought, and so does "Answer:" below a reply that opens with "Reasoning:". What is
written of a call of a tool goes the same way.
"""

import re

FORGET = "\ue007"
"""Stands in a stream where all before it was thought; no model can write it."""
LONGEST_TAG = 100
_WORD = r"(?:think|thought|reason|reflect|analys|scratchpad|monologue)\w{0,12}"
_NAME = rf"(?:[\w:|-]{{0,20}}{_WORD}|plan(?:ning)?)\|?"
_TAG = (
    rf"(?:[<＜]|&lt;)\s{{0,3}}(?!\|?(?:begin|start|end)_)%s\s{{0,3}}{_NAME}(?:\s[^<>\n]{{0,40}})?(?:[>＞]|&gt;)|◁%sthink▷|\[%sTHINK\]|"
    rf"<\|(?:%s)_(?:of_)?{_WORD}\|>"
)
_OPEN_TAG, _CLOSE_TAG = (_TAG % signs for signs in (("", "", "", "begin|start"), ("[/／]", "/", "/", "end")))
_CALLS = r"(?:[a-z]\w{0,20}:)?(?:tool|function)_?(?:calls?|use|code|responses?|results?|outputs?)"
_CALL_IN_JSON = (
    r"(?:\[\s{0,8})?\{\s{0,8}(?:\"(?:type|id)\"\s{0,4}:\s{0,4}\"[\w-]{0,40}\"\s{0,4},\s{0,8})?"
    r"(?:\"function\"\s{0,4}:\s{0,4}\{\s{0,8})?\"(?:name|tool|function)\"\s{0,4}:\s{0,4}\"[\w.:-]{1,60}\"\s{0,4},\s{0,8}"
    r"\"(?:arguments|parameters|args|input)\"\s{0,4}:"
)
_LABEL = r"[ \t]{0,3}(?:#{1,4}[ \t])?[*_]{0,2}"
"""How a line begins that only says what follows."""
_THINKS = r"(?:thinking|thoughts?)(?: process)?|internal monologue"
_ANSWERS = (
    rf"(?<=\n){_LABEL}(?:(?:the |my )?(?:final |short |direct )?(?:answer|response)[*_]{{0,2}}"
    r"(?::[*_]{0,2}(?=[^*_])|[ \t]{0,8}(?=\n))|"
    r"step \d{1,2}[:.)]?[*_]{0,2}[ \t]?(?:write|give|formulate|compose|provide|synthesi[sz]e|state|draft)\b[^\n]{0,40}"
    r"\b(?:answer|response)\b[^\n]{0,20}(?=\n))|(?<=\s)\*\*(?:final )?answer(?::\*\*|\*\*:)"
)
_OPENS = {
    "tag": _OPEN_TAG,
    "header": r"<\|(?:channel|start)\|?>",
    "bare": r"(?-i:\A\s*(?:assistant)?analysis(?=[A-Z]))",
    "details": r"<details\b[^<>\n]{0,60}\breasoning\b[^<>\n]{0,30}>|<details\b[^<>\n]{0,60}>\s{0,8}<summary>\s{0,8}"
    rf"(?:(?:show|view|my) )?(?:thought for [^<>\n]{{1,30}}|reasoning|{_THINKS})\W{{0,4}}</summary>",
    "comment": r"<!--",
    "unseen": r"<(?:script|style|svg)\b[^<>\n]{0,60}>",
    "call": rf"<\|?{_CALLS}\b[^<>\n]{{0,60}}>",
    "function": r"<(?:function|invoke name)=[^<>\n]{0,60}>",
    "calls": r"<[|｜]tool[_▁](?:calls|outputs)(?:[_▁]section)?[_▁]begin[|｜]>",
    "one": r"<[|｜]tool[_▁](?:call|output)[_▁]begin[|｜]>",
    "line": r"<\|python_tag\|>|\[TOOL_CALLS\][ \t]{0,2}\w{0,60}[\[{]",
    "fence": rf"(?m:^)[ \t]{{0,3}}```{_CALLS}(?=\s)|\A\s{{0,8}}```(?:json)?\s{{0,8}}{_CALL_IN_JSON}",
    "object": rf"(?m:^)(?<!```\n)(?<!json\n)[ \t]{{0,8}}{_CALL_IN_JSON}",
    "aloud": r"\A\s{0,8}[*_]{0,2}thinking(?:\.{3}|…)[*_]{0,2}[ \t]{0,8}\n",
    "said": rf"\A\s{{0,8}}{_LABEL}(?:{_THINKS})[*_]{{0,2}}:|"
    rf"(?m:^){_LABEL}action:[^\n]{{1,80}}\n{_LABEL}action input:",
}
"""What begins a thought, by its kind; "bare" is a harmony header of which a server has taken the signs. Comments
and scripts of HTML, and calls of tools, are no thoughts, but nothing of them is seen either."""
_CLOSES = {
    "tag": _CLOSE_TAG,
    "header": r"<\|end\|>|<channel\|>|\b(?:final|assistant)\s{0,3}<\|message\|>",
    "bare": r"(?-i:assistantfinal)",
    "details": r"</details>",
    "comment": r"-->",
    "unseen": r"</(?:script|style|svg)\s*>",
    "call": rf"<[/|]{{1,2}}{_CALLS}\|?>",
    "function": r"</(?:function|invoke)>",
    "calls": r"<[|｜]tool[_▁](?:calls|outputs)(?:[_▁]section)?[_▁]end[|｜]>",
    "one": r"<[|｜]tool[_▁](?:call|output)[_▁]end[|｜]>",
    "line": r"\n(?=\s{0,40}[^\s{}\]\"])|<\|eo[mt]_id\|>|</s>",
    "fence": r"\n[ \t]{0,3}```(?!`)",
    "object": r"\}(?:[\s\"]{0,20}\})+(?:\s{0,8}\])?(?=\s{0,20}[^\s,}\]])",
    "aloud": r"[*_]{0,2}(?:\.{3}|…)?[ \t]?done thinking[.…]{0,3}[*_]{0,2}(?=[^.…*_])",
    "said": _ANSWERS,
}
"""What ends it; a harmony header goes with all of the message that is not for the reader."""
_TASK = (
    r"(?:identify|find|read|analy[sz]e|understand|locate|select|review|extract|determine)\b[^\n]{0,40}"
    r"\b(?:sentences?|sources?|question|query|request|passages?|context|information)\b[^\n\[]{0,40}\n"
)
_MAY_THINK = re.compile(
    rf"\A\s{{0,8}}{_LABEL}(?:(?:reasoning|analysis)(?: process)?[*_]{{0,2}}(?::|[ \t]{{0,8}}\n)|"
    rf"step 1[:.)][*_]{{0,2}}[ \t]?{_TASK})",
    re.IGNORECASE,
)
"""How a reply begins that thinks where an answer comes behind it, and answers where none does."""
MOST_OPENING = 200
"""Characters in which that is to be seen."""
_MAY_OPEN = re.compile(
    "|".join(
        [
            *(rf"(?<!`)(?P<{kind}>{opens})" for kind, opens in _OPENS.items()),
            rf"(?<!`)(?P<close>{_CLOSE_TAG})",
            rf"(?P<answer>{_ANSWERS})",
        ]
    ),
    re.IGNORECASE,
)
_MAY_CLOSE = {kind: re.compile(closes, re.IGNORECASE) for kind, closes in _CLOSES.items()}
_BARE = "assistantanalysis"
_LABELS = [
    *(f"{one}{process}" for one in ("thinking", "thought", "thoughts") for process in ("", " process")),
    *("internal monologue", "reasoning process", "analysis process", "action", "step"),
    *(
        f"{whose}{which}{what}"
        for whose in ("", "the ", "my ")
        for which in ("", "final ", "short ", "direct ")
        for what in ("answer", "response")
    ),
]
_BEGUN = "|".join(sorted({label[:end] for label in _LABELS for end in range(1, len(label) + 1)}, key=len, reverse=True))
"""Labels of thoughts and answers, as far as they may have come."""
_BEGINS = r"(?m:^)[ \t]{0,8}(?:#{1,4}[ \t]?)?[*_]{0,2}"
_PART = re.compile(
    rf"(?:(?:[<＜◁]|&lt;)[^<>＞◁▷\n]{{0,{LONGEST_TAG}}}|&(?:lt?)?|\[/?[A-Z_a-z]{{0,10}}|\[TOOL_CALLS\][ \t]{{0,2}}\w{{0,60}}|"  # noqa: E501
    rf"\A\s*(?:{'|'.join(_BARE[start:end] for start in (0, 9) for end in range(start, len(_BARE) + 1))})|"
    r"<details\b[^<>\n]{0,60}>\s{0,8}(?:<s[^<>\n]{0,10}(?:>[^<>\n]{0,60}(?:<[^<>\n]{0,9})?)?|<)?|"
    r"(?m:^)[ \t]{0,8}(?:\[\s{0,8})?(?:\{\s{0,8}(?:\"[^}]{0,300})?)?|(?m:^)[ \t]{0,3}`{1,3}[a-z_:]{0,30}|"
    r"\A\s{0,8}```(?:json)?\s{0,8}(?:\[\s{0,8})?(?:\{\s{0,8}(?:\"[^}]{0,300})?)?|\*(?:\*[a-z ]{0,14}[:*]{0,2})?|"
    rf"\A\s{{0,8}}[#*_ \t]{{0,8}}(?:{_BEGUN})?[*_:.…]{{0,6}}[ \t]{{0,8}}|"
    rf"{_BEGINS}(?:(?:{_BEGUN})?[*_:]{{0,6}}[ \t]{{0,8}}|step \d{{0,2}}[^\n]{{0,110}}|action:[^\n]{{0,80}}(?:\n[^\n]{{0,20}})?))\Z",  # noqa: E501
    re.IGNORECASE,
)
"""What may yet become a tag, a call or a label."""
LONGEST_PART, LONGEST_BESIDE = 340, 8
"""Characters of that, and before it, by which it is told."""


class ThoughtFilter:
    """Passes on what a model says, piece by piece, without what it thinks."""

    def __init__(self) -> None:
        self._held = ""
        self._begun: str | None = None
        """What began the thought that is open."""
        self._before = ""
        self._opening = ""
        """How what was passed on begins."""
        self.has_thought = False
        """Whether a thought has begun."""

    def feed(self, piece: str) -> str:
        """What is sure to be no thought; `FORGET` where all that was passed on before is one."""
        self._held += piece
        said: list[str] = []
        while self._step(said):
            pass
        if self._begun is None:
            text = self._before + self._held
            part = _PART.search(text, max(len(self._before), len(text) - LONGEST_PART))
            end = (part.start() if part else len(text)) - len(self._before)
            self._pass(said, end, end)
        else:
            self._held = self._held[-LONGEST_PART:]
        return "".join(said)

    def close(self) -> str:
        """What is left when the reply has ended."""
        rest = "" if self._begun else self._held
        self._held = ""
        return rest

    def _step(self, said: list[str]) -> bool:
        """Goes on to behind the next tag; returns whether there was one."""
        if self._begun is not None:
            if closing := _MAY_CLOSE[self._begun].search(self._held):
                self._held, self._begun = self._held[closing.end() :], None
            return closing is not None
        text = self._before + self._held
        tag = _MAY_OPEN.search(text, len(self._before))
        if tag is None:
            return False
        start, end = tag.start() - len(self._before), tag.end() - len(self._before)
        if tag["answer"] and not _MAY_THINK.match(self._opening + self._held[:start]):
            self._pass(said, end, end)
            return True
        self._pass(said, start, end)
        if tag["close"] or tag["answer"]:
            said.append(FORGET)
            self._opening = ""
        else:
            self._begun = next(kind for kind in _OPENS if tag[kind])
            self.has_thought = True
        return True

    def _pass(self, said: list[str], end: int, following: int) -> None:
        """Passes on what is held up to a place, and goes on from another."""
        said.append(self._held[:end])
        self._before = (self._before + self._held[:end])[-LONGEST_BESIDE:]
        self._opening += self._held[: min(end, MOST_OPENING - len(self._opening))]
        self._held = self._held[following:]


def without_thoughts(text: str, *, final: bool) -> str:
    """What a text says besides what its writer thought; where it goes on, only what nothing that follows can change.

    >>> without_thoughts("<think>Is it so?</think>It is.", final=True)
    'It is.'
    >>> without_thoughts("<think>Is it so? It may be", final=True)
    ''
    """
    thoughts = ThoughtFilter()
    said = thoughts.feed(text) + (thoughts.close() if final else "")
    return said.rpartition(FORGET)[2]
