"""Questions in Chinese, Japanese and Korean, their asking words in English and names freed of particles; others told.

Names and formulas stand in them in Latin letters, so what is left is searched for as it is.
"""

import re

from index.scripts import CJK, CJK_LETTERS

_NAME = r"(?<![A-Za-z0-9])([A-Za-z][A-Za-z0-9+-]*+(?: [A-Za-z][A-Za-z0-9+-]*+)*+)"
_WHAT_DIFFERS = r"\s*(?:뭐가|무엇이|어떤|어떻게)?\s*(?:차이점?|다[르른][가-힣]*)"
_COMPARED = (
    rf"{_NAME}\s*(?:和|与|跟|と)\s*{_NAME}\s*(?:之间)?(?:的|の)?\s*(?:有什么|有何)?\s*(?:区别|不同|差异|違い)",
    rf"{_NAME}\s*(?:와|과|이?랑|하고)\s*{_NAME}\s*(?:의|은|는|이|가)?{_WHAT_DIFFERS}",
    rf"{_NAME}(?:은|는|이|가)\s+{_NAME}(?:와|과|이?랑){_WHAT_DIFFERS}",
)
_ASKED = (
    *((pattern, r"difference between \1 and \2") for pattern in _COMPARED),
    (r"为什么|为何|なぜ|(?<!\w)왜(?!\w)", "why"),
    (r"什么是|是什么|とは(?:何)?(?:ですか)?", "what is"),
    (r"(?:이란|란|이|가)?\s*(?:뭔가요|(?:뭐|무엇)(?:인가요|예요|에요|죠|지))", "what is"),
    (r"如何|怎么样?|怎样|어떻게|どう(?:やって|して|やる)?", "how"),
    (r"什么|哪些|哪个|哪种|(?<!\w)(?:뭐가?|무엇(?:이|을)?|어떤|무슨)(?!\w)|何|どの|どんな", "what"),
    (r"多少|几个|얼마나|몇|いくつ|どれくらい", "how many"),
    (r"区别|不同|差异|차이점?|다른(?:지|가요|점)|違い", "difference"),
    (r"公式|공식|수식|数式", "formula"),
    (r"代码|코드|コード", "code"),
    (r"优点|장점|利点", "advantages"),
    (r"缺点|단점|欠点", "disadvantages"),
    (r"步骤|단계", "steps"),
    (r"要?用|需要|请问?|解释|介绍|一下|설명|알려\s*(?:줘|주세요)|해\s*(?:줘|주세요)|教えて|ください", " "),
    (r"(?:하나요|되나요|인가요|나요|하죠|되죠|한가요|인지)(?!\w)|ですか|ますか|(?:了|吗|呢)(?!\w)", " "),
)
_PARTICLE = re.compile(
    r"(?<=[A-Za-z0-9])(?:은|는|이|가|을|를|와|과|이?랑|의|에|에서|으?로|도|만|하고|的|和|与|の|は|が|を|に|で|と)(?![가-힣])"
)
_PATTERNS = [(re.compile(pattern), word) for pattern, word in _ASKED]
_SEAM = re.compile(rf"(?<=[A-Za-z0-9])(?=[{CJK_LETTERS}])|(?<=[{CJK_LETTERS}])(?=[A-Za-z0-9])")
_OF_OTHERS = frozenset(
    """qu qué que quel quelle qual quais comment est sont une des les le la el los las una uma por para cuál funciona
    cosa sono della delle il gli der das ist sind wie was ich kann wird und ein eine nicht entre dans avec pour moi wat
    een het jest jak czym vad är hur hvad er""".split()
)
"""Words of other languages in Latin letters that stand in most of their questions."""
FEWEST = 2
"""Of them in a question, from which it is in one of these languages."""
_ASKING = frozenset(
    "pourquoi cómo perché warum wieso weshalb wofür waarom dlaczego nedir nasıl neden varför hvorfor miksi".split()
)
"""Of which one is enough."""
_LATIN_ENDS = "\u024f"


def is_in_another(question: str) -> bool:
    """Whether a question is in another language than English.

    >>> is_in_another("qu'est-ce que la normalisation par lots ?"), is_in_another("Was ist Dropout?")
    (True, True)
    >>> is_in_another("что такое dropout"), is_in_another("什么是注意力机制"), is_in_another("dropout nedir")
    (True, True, True)
    >>> is_in_another("what is le net"), is_in_another("por"), is_in_another("what was α in the focal loss")
    (False, False, False)
    """
    said = re.findall(r"[^\W\d_]+", question.casefold())
    letters = "".join(said)
    is_foreign = 2 * sum(letter > _LATIN_ENDS for letter in letters) > len(letters)
    return is_foreign or len(_OF_OTHERS.intersection(said)) >= FEWEST or not _ASKING.isdisjoint(said)


def asked_in_english(question: str) -> str:
    """A question with its Chinese, Japanese and Korean asking words in English; any other as it is.

    >>> asked_in_english("DeiT는 ViT와 뭐가 다른가요?"), asked_in_english("为什么用smooth L1损失")
    ('difference between DeiT and ViT ?', 'why smooth L1 损失')
    >>> asked_in_english("why 3x3?")
    'why 3x3?'
    """
    if not CJK.search(question):
        return question
    for pattern, word in _PATTERNS:
        question = pattern.sub(f" {word} ", question)
    return " ".join(_SEAM.sub(" ", _PARTICLE.sub(" ", question)).split())
