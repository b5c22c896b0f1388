"""Lead-ins: titles, labels, questions and all else that only leads to the statements below it.

Most claim nothing and need no check. Of the others ("Why dropout never works:") few words are like those of any
sentence about the same thing, so that only a sentence that says all of them supports one.
"""

import re
from collections.abc import Iterable, Sequence
from itertools import groupby, pairwise

from index.terms import content_terms, terms, words
from rag.support.vocabulary import NEGATIONS
from rag.written.subjects import WORD, Subjects

LEAD_WORDS, TITLE_WORDS, LABEL_WORDS = 12, 3, 2
"""Most words of what leads, of a title that says but the question, and of what a label names as a source does."""
_ANNOUNCING = frozenset(
    """several various some main key major important other following way ways reason reasons step steps example examples
    type types kind kinds part parts component components stage stages property properties difference differences
    similarity similarities point points feature features method methods approach approaches option options problem
    problems issue issues effect effects benefit benefits advantage advantages disadvantage disadvantages drawback
    drawbacks limitation limitations pros cons application applications summary overview conclusion comparison answer
    differ differs core basic typical common general practical short simple terms idea ideas insight insights intuition
    motivation background purpose goal role use uses usage practice note notes detail details tip tips takeaway
    takeaways concept concepts definition mechanism process procedure mode modes phase phases variant variants time
    formula equation algorithm implementation result results fact facts aspect aspects consequence consequences minimal
    concise related questions
    sketch code snippet pseudocode table list quick brief introduction explanation breakdown nutshell understanding
    step-by-step involve involves architecture structure design training inference speed accuracy precision efficiency
    performance memory cost costs complexity robustness stability theory interpretation source sources input inputs
    output outputs prediction predictions evaluation pre-processing preprocessing post-processing postprocessing
    clean-up cleanup setup caveat caveats pitfall pitfalls remedy remedies warning python pytorch numpy tensorflow
    keras thing things""".split()
)
"""Words that say what kind of thing follows, and nothing of what it is."""
_ANY_WAY = frozenset(
    content_terms(" ".join([*_ANNOUNCING, "include two three four five six seven come behave different"]))
)
"""Their stems, with how many."""
_JOINING = frozenset(
    """the a an of and or between behind in on at for from to during its their it they this these vs versus with
    by two three four five six seven few""".split()
)
_OPENS = re.compile(
    r"\W*(?:here['’]s|(?:here|there|these|those|below|the following) (?:is|are))\b|\W*\d{1,2}[.):]\s+|"
    r"\W*(?:(?:in|to) (?:short|summary|summari[sz]e|(?:more|greater) detail|other words|a nutshell)|"
    r"(?:more )?(?:formally|mathematically|specifically|precisely|concretely|intuitively|additionally|remember)|"
    r"let['’]s (?:break (?:it|this|that) down|see))\b",
    re.I,
)
_ENDS = re.compile(
    r"\b(?:(?:is|are|includes?)(?: as follows| the following| these| because)?|"
    r"(?:involves?|does|do) (?:the following|these)|(?:is|are) (?:two|three|four)-?fold|"
    r"(?:(?:this|it|which) )?(?:(?:looks?|reads?|goes|is written) like(?: this)?|puts? it (?:like this|this way|so))|"
    r"(?:works?|helps?|behaves?|proceeds?|operates?|(?:is|are) (?:done|used|computed|defined))"
    r" (?:as follows|like this|in the following (?:ways?|steps|manner|order)))\W*$",
    re.I,
)
_HAS_SOME = re.compile(
    r"\b(?:does|do|has|have|offers?|serves?|brings?) (?=(?:two|three|four|five|six|seven|several|many|some|a few) "
    rf"(?:[\w-]+ )?(?:{'|'.join(sorted(_ANNOUNCING))})\W*$)",
    re.I,
)
"""As in "it does two things:", of which the list tells."""
_OF_THE_SOURCES = re.compile(
    r"\b(?:based|drawn|taken) (?:only |solely )?(?:on|from) (?:the|these|your) "
    r"(?:(?:given|provided|cited|available|above) )?(?:sentences?|sources?|passages?|texts?|articles?)\b",
    re.I,
)
_ASKS = re.compile(r"\W*(?:q(?:uestion)?: |(?:so|and|but),? )?(?:how|why|what|when|where|who)\b(?:['’]s\b)?", re.I)
_ASKED = re.compile(
    r"\b(?:is|are|be|do|does|can|should|works?|helps?|matters?|used?|needed|happens?|computed|compute|implemented|"
    r"defined|invented|introduced|proposed)\b|(?<=\bit)['’]s\b",
    re.I,
)
"""What is asked of a thing that claims nothing of it, but that there is something to say."""
_SAYS = re.compile(
    r"\b(?:is|are|was|were|be|been|has|have|had|do|does|did|can|could|may|might|must|shall|should|will|would|cannot)\b|"
    r"n['’]t\b",
    re.I,
)
"""By which a heading says something of what it names."""
_BOLD = re.compile(r"(\*\*|__)[^*_]+\1:?")
_LABELLED = re.compile(r"(?P<label>[^:.;!?]{1,60}):[*_]*\s+(?=\S)")
_ONE_WORD = re.compile(r"[*_]*[A-Za-z-]+[*_.!]*")
_LIST_MARK = re.compile(r"[-*+•\d]")
_ITEM = re.compile(r"(?:^|\n+)(?P<indent> *)(?:[-*+•]|\d+[.)]) [^\n]*$")
_COMPARING = frozenset("difference differences differ differs similarity similarities comparison".split())


def may_be_lead_in(written: str, text: str, gap: str) -> bool:
    r"""Whether what was written looks like a title, a question, a word alone, or like what leads to a list.

    Args:
        text: the same without citations.
        gap: what stands before it.

    >>> [may_be_lead_in(one, one, " ") for one in ("It is so:", "Is it?", "**Owls**", "Owls.", "Owls hear.")]
    [True, True, True, True, False]
    >>> may_be_lead_in("Owls hear", "Owls hear", "\n## "), may_be_lead_in("Owls", "Owls", "\n- ")
    (True, False)
    """
    is_word = _ONE_WORD.fullmatch(text) and not _LIST_MARK.search(gap)
    is_title = "#" in gap or _BOLD.fullmatch(written.strip())
    return bool(is_word or is_title or text.rstrip("*_ ").endswith((":", "?"))) and len(text.split()) <= LEAD_WORDS


def is_label(text: str) -> bool:
    """Whether what a source says in the same words is but a label, or a question, which needs no citation."""
    return len(text.split()) <= TITLE_WORDS or text.endswith("?")


def below(lead: str, joint: str) -> str:
    r"""What stands before a title: those above it, but no item of the same list, below which nothing stands.

    >>> below("How it works:", "\n- "), below("How it works:\n- Training", "\n- ")
    ('How it works:\n- ', 'How it works:\n- ')
    >>> below("- Training", "\n    - ")
    '- Training\n    - '
    """
    mark = joint.lstrip("\n")
    item = _ITEM.search(lead) if mark.strip() else None
    if item and len(item["indent"]) >= len(mark) - len(mark.lstrip()):
        lead = lead[: item.start()]
    return lead + joint


class LeadIns:
    """Knows what a question, its evidence and the headings above that call by name.

    >>> lead_ins = LeadIns("Does ResNet beat DenseNet?", Subjects("Does ResNet beat DenseNet?"), ["Skip connections"])
    >>> [lead_ins.claims_nothing(one) for one in ("Key differences between ResNet and DenseNet:", "Skip Connections")]
    [True, True]
    >>> [lead_ins.claims_nothing(one) for one in ("Who introduced it", "Who never introduced it")]
    [True, False]
    >>> [lead_ins.claims_nothing(one) for one in ("ResNet beats DenseNet:", "ResNet is a type of DenseNet:", "No:")]
    [False, False, False]
    """

    def __init__(
        self, question: str, subjects: Subjects, headings: Iterable[str], sentences: Iterable[str] = ()
    ) -> None:
        self.question, self._subjects = question, subjects
        self._headings = [words(one) for one in dict.fromkeys(headings) if _only_names(one)]
        self._sentences = [terms(one) for one in sentences]
        self._known = frozenset(terms(" ".join([question, *(" ".join(one) for one in self._headings)])))

    def claims_nothing(self, text: str) -> bool:
        """Whether it is a title, or announces a list: it names things, says what kind of thing follows, and no more.

        So do a question what a thing is or how it works, and a label that names what a source speaks of.
        """
        opened = _OPENS.sub("", _OF_THE_SOURCES.sub(" ", text))
        rest = (
            _ASKED.sub(" ", _ASKS.sub("", opened)) if _ASKS.match(opened) else _ENDS.sub("", _HAS_SOME.sub(" ", opened))
        )
        kinds = _runs(rest)
        if not kinds:
            return rest != text
        named = [place for place, (kind, _) in enumerate(kinds) if kind == "named"]
        if len(named) == 1 and self._is_spoken_of(words(kinds[named[0]][1])):
            return True
        apart = all(any(kind == "joining" for kind, _ in kinds[one:other]) for one, other in pairwise(named))
        return apart and all(self._is_thing(words(kinds[place][1])) for place in named)

    def subject(self, text: str) -> str:
        """The one thing that a title names, which what stands below it is about; empty where there is none.

        >>> asked = "How does ZF Net differ from AlexNet?"
        >>> titles = ("AlexNet:", "Key points of ZF Net", "Differences from AlexNet:", "Summary")
        >>> [LeadIns(asked, Subjects(asked), []).subject(one) for one in titles]
        ['AlexNet', 'ZF Net', '', '']
        """
        named = [run for kind, run in _runs(text) if kind == "named"]
        if len(named) != 1 or _ASKS.match(text) or not _COMPARING.isdisjoint(words(text)):
            return ""
        is_thing = self._subjects.are_names(words(named[0])) or self._subjects.may_be_another(named[0])
        return named[0] if is_thing else ""

    def behind_label(self, text: str) -> str:
        """What stands behind a label that only says what kind of thing follows; empty where there is none.

        >>> lead_ins = LeadIns("What is ZF Net?", Subjects("What is ZF Net?"), [])
        >>> said = ("Speed: it is fast.", "Why it is used: it is fast.", "AlexNet: it is fast.", "No: it is slow.")
        >>> [lead_ins.behind_label(one) for one in said]
        ['it is fast.', 'it is fast.', '', '']
        """
        found = _LABELLED.match(text)
        label = _ASKED.sub(" ", _ASKS.sub("", found["label"])) if found else ""
        if found is None or any(kind == "named" for kind, _ in _runs(label)):
            return ""
        return text[found.end() :] if self.claims_nothing(found["label"]) else ""

    def is_of_the_question(self, text: str) -> bool:
        """Whether it is a claim that leads in no more than the question's and the headings' own words.

        Where no source says it, what stands below is understood without it.
        """
        said = content_terms(text)
        if not NEGATIONS.isdisjoint(words(text)):
            return False
        announces = any(term in _ANY_WAY for term in said)
        is_short = len(text.split()) <= (LEAD_WORDS if announces else TITLE_WORDS)
        return is_short and all(term in self._known or term in _ANY_WAY for term in said)

    def _is_thing(self, run: Sequence[str]) -> bool:
        name = " ".join(run)
        of_heading = any(_holds(heading, run) for heading in self._headings)
        return self._subjects.are_names(run) or self._subjects.knows(name) or of_heading

    def _is_spoken_of(self, run: Sequence[str]) -> bool:
        """Whether a few words stand side by side in a sentence, without saying anything of what is asked about."""
        says = not NEGATIONS.isdisjoint(run) or (len(run) > 1 and self._subjects.are_names(run[:1]))
        stems = terms(" ".join(run))
        return not says and len(run) <= LABEL_WORDS and any(_holds(one, stems) for one in self._sentences)


def _only_names(heading: str) -> bool:
    """Whether a heading names things and says nothing of them, so that its words may stand unchecked.

    >>> [_only_names(one) for one in ("Deep owls", "What is an owl", "Why owls are fish", "So owls are fish", "Owls?")]
    [True, True, False, False, False]
    """
    asks = _ASKS.match(heading)
    rest = heading[asks.end() :].split(maxsplit=1)[-1:] if asks else [heading]
    return not heading.rstrip().endswith("?") and not any(map(_SAYS.search, rest))


def _runs(text: str) -> list[tuple[str, str]]:
    """The words by kind, in order: those that announce, those that only join, and what is named."""
    return [(kind, " ".join(run)) for kind, run in groupby(WORD.findall(text), _kind)]


def _kind(word: str) -> str:
    if word.casefold() in _JOINING:
        return "joining"
    return "announcing" if word.casefold() in _ANNOUNCING else "named"


def _holds(heading: Sequence[str], run: Sequence[str]) -> bool:
    return any(list(run) == list(heading[start : start + len(run)]) for start in range(len(heading)))
