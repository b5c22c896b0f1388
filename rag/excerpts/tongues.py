"""In which language a sentence is, as far as that tells whether the readers of its passage are meant by it.

Languages are told by their scripts and by their smallest words, of which every sentence has some.
"""

import re
from functools import lru_cache

_LETTER = re.compile(r"[^\W\d_]")
_OF_ANOTHER_SCRIPT = re.compile(r"(?=[^\W\d_])[\u0400-\u1cff\u2e80-\ud7af]")
"""A letter that is neither Latin nor Greek."""
_WORD = re.compile(r"[^\W\d_]+")
MOSTLY = 0.8
"""Share of Latin letters in a sentence, and of sentences in a passage, from which either is in Latin script."""
FEWEST = 2
"""Small words of another language in a sentence of it; and more than twice as many as English ones."""
_ENGLISH = frozenset(
    """the of and to is that it for with as are this by be from or which not can we you at an if but have has its their
    our your was were will when how what there these those than then so into such each other do does all""".split()
)
_OTHERS = frozenset(
    """der das ist und ein eine einen einem einer nicht mit von zu auf für sie ihr wir wird werden wenn dass auch dem
    oder aber nur wie alle jede jeder bei nach sind du dein deine dieser diese dieses bitte am im zum zur als wer muss
    le les la une et est dans que qui pour pas sur vous votre vos tu ce cette ces avec par plus ou où mais ne il elle
    nous sont être doit seulement tout toute toutes tous mot aux du à
    el los las y en es una por para con su sus lo como pero si este esta solo sólo debe al del más todo todas usted
    gli della delle di il che non per è con un sono se ma questo questa solo deve alla tuo tua tutte
    os uma não em com do da seu seus sua suas você este esta apenas deve ao pelo todas
    het een en van dat niet met voor op je jij jouw alleen deze dit als dan maar moet naar bij zijn wordt welke
    och att det som en ett är inte på med för av den till om du din men bara ska måste dig
    og er ikke til af på som kun skal må
    na się nie że jest jako tylko musi jeśli lub oraz twój tej
    je se že na jen musí pokud nebo tento
    és hogy nem egy csak vagy az
    ja ei että on vain jos tai
    ve bir bu için ile sadece eğer de
    și este nu pe sau dacă doar""".split()
) - frozenset("on do die as so an in is at me no or to we he was am all if al et de la il der von van le".split())
"""Of German, French, Spanish, Italian, Portuguese, Dutch, Polish, Czech, Hungarian, Finnish, Turkish, Romanian and the
languages of the North; without those that English has, or uses in names."""
_MATHS = re.compile(r"\$[^$]+\$|`[^`]+`")


@lru_cache(maxsize=20_000)
def tongue(text: str) -> str:
    """Its name: "english", "another" in Latin letters, "script" for another script; empty where it has no small word.

    >>> [tongue(one) for one in ("An owl is a bird.", "Eine Eule ist ein Vogel.", "フクロウは鳥。")]
    ['english', 'another', 'script']
    >>> tongue("ResNet-50"), tongue("It is the de facto standard."), tongue("1 + 1")
    ('', 'english', '')
    """
    if latin_share(text) < 1 - MOSTLY:
        return "script"
    said = set(_WORD.findall(_MATHS.sub(" ", text).casefold()))
    english, others = len(said & _ENGLISH), len(said & _OTHERS)
    if others >= FEWEST and others > 2 * english:
        return "another"
    return "english" if english > others else ""


def latin_share(text: str) -> float:
    """The share of a text's letters that are Latin or Greek; all of one without letters.

    >>> latin_share("An owl: フクロウ。"), latin_share("1 + 1")
    (0.5555555555555556, 1.0)
    """
    letters = len(_LETTER.findall(text))
    return 1 - len(_OF_ANOTHER_SCRIPT.findall(text)) / letters if letters else 1.0
