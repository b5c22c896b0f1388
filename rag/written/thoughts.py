"""What a model thinks aloud is not its answer: it is taken out of the stream before anybody reads it.

Models think between tags whose names say so, or in a channel of the harmony format. Nothing of a thought comes out
while it is open, and one that never ends is dropped. Some servers swallow the opening tag: a closing one that nothing
opened says that all before it was thought.
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
_OPENS = {
    "tag": _OPEN_TAG,
    "header": r"<\|(?:channel|start)\|?>",
    "bare": r"(?-i:\A\s*(?:assistant)?analysis(?=[A-Z]))",
    "details": r"<details\b[^<>\n]{0,60}\breasoning\b[^<>\n]{0,30}>",
    "comment": r"<!--",
    "unseen": r"<(?:script|style|svg)\b[^<>\n]{0,60}>",
    "call": r"<(?:tool|function)_?calls?\b[^<>\n]{0,60}>|<function=[^<>\n]{0,60}>",
}
"""What begins a thought, by its kind; "bare" is a harmony header of which a server has taken the signs. Comments
and scripts of HTML are no thoughts, but nothing of them is seen either."""
_CLOSES = {
    "tag": _CLOSE_TAG,
    "header": r"<\|end\|>|<channel\|>|\b(?:final|assistant)\s{0,3}<\|message\|>",
    "bare": r"(?-i:assistantfinal)",
    "details": r"</details>",
    "comment": r"-->",
    "unseen": r"</(?:script|style|svg)\s*>",
    "call": r"</(?:(?:tool|function)_?calls?|function)>",
}
"""What ends it; a harmony header goes with all of the message that is not for the reader."""
_MAY_OPEN = re.compile(
    "|".join([*(rf"(?<!`)(?P<{kind}>{opens})" for kind, opens in _OPENS.items()), rf"(?<!`)(?P<close>{_CLOSE_TAG})"]),
    re.IGNORECASE,
)
_MAY_CLOSE = {kind: re.compile(closes, re.IGNORECASE) for kind, closes in _CLOSES.items()}
_BARE = "assistantanalysis"
_PART = re.compile(
    rf"(?:(?:[<＜◁]|&lt;)[^<>＞◁▷\n]{{0,{LONGEST_TAG}}}|&(?:lt?)?|\[/?[A-Za-z]{{0,5}}|"
    rf"\A\s*(?:{'|'.join(_BARE[start:end] for start in (0, 9) for end in range(start, len(_BARE) + 1))}))\Z"
)
"""What may yet become a tag."""


class ThoughtFilter:
    """Passes on what a model says, piece by piece, without what it thinks."""

    def __init__(self) -> None:
        self._held = ""
        self._begun: str | None = None
        """What began the thought that is open."""
        self._before = ""
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
            part = _PART.search(text, max(len(self._before), len(text) - LONGEST_TAG - 1))
            end = (part.start() if part else len(text)) - len(self._before)
            self._pass(said, end, end)
        else:
            self._held = self._held[-LONGEST_TAG:]
        return "".join(said)

    def close(self) -> str:
        """What is left when the reply has ended."""
        rest = "" if self._begun else self._held
        self._held = ""
        return rest

    def _step(self, said: list[str]) -> bool:
        """Goes on to behind the next tag; returns whether there was one."""
        if self._begun is not None:
            if end := _MAY_CLOSE[self._begun].search(self._held):
                self._held, self._begun = self._held[end.end() :], None
            return end is not None
        text = self._before + self._held
        tag = _MAY_OPEN.search(text, len(self._before))
        if tag is None:
            return False
        self._pass(said, tag.start() - len(self._before), tag.end() - len(self._before))
        if tag["close"]:
            said.append(FORGET)
        else:
            self._begun = next(kind for kind in _OPENS if tag[kind])
            self.has_thought = True
        return True

    def _pass(self, said: list[str], end: int, following: int) -> None:
        """Passes on what is held up to a place, and goes on from another."""
        said.append(self._held[:end])
        self._before = (self._before + self._held[:end])[-1:]
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
