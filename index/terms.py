"""Words for lexical search: lower case, names and British words in one spelling, stemmed; CJK in bigrams."""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

import Stemmer

from index.scripts import CJK_LETTERS

_WORD = re.compile(r"[^\W_]+")
_LETTER_OF_NAME = re.compile(
    r"(?<![\w-])([^\W\d_])[-\u2010\u2011](?=[^\W\d_]{3})"
    r"(?!dimension|fold\b|shot\b|norm|axis|coordinate|channel|value|direction|shape|tuple|th\b|way\b|based\b)"
)
"""One letter that makes a name of the word behind it: the R of "R-CNN", the U of "U-Net"; no "d-dimensional"."""
_NUMBER_OF_NAME = re.compile(r"(?<![^\W_])([^\W\d_]{3,}?)((?:(?<!con)v|(?<=net)b)?\d+)(?![^\W_])")
"""The number that tells one thing of its kind from another, with or without a hyphen: VGG16, YOLOv3, EfficientNetB0."""
_PLUS = re.compile(r"(?<=\w)\+\+(?!\w)")
"""Of the name of what goes beyond another: UNet++ is no U-Net."""
_TIMES = re.compile(r"(\d)(?:\s?(?:×|\\times)\s?| x )(?=\d)")
"""Between the sides of a thing: 3×3 is 3x3."""
_OF_AVERAGE = re.compile(
    r"(?:(?:and|or) )?(?:std|sd|var|variance|standard deviation|median|max|maximum)\b|"
    r"(?:squared?|absolute|average|pool|pooling|subtraction|shift|teacher|iou|image|pixel)\b"
)
"""What follows a "mean" that is an average."""
_CJK = re.compile(f"([{CJK_LETTERS}]+)")
_FOLDED = (
    (re.compile(r"(?<=.{3})(?<![vc])is(e|ed|es|er|ers|ing)$|(?<=.{3})is(ation|ations)$"), r"iz\1\2"),
    (re.compile(r"(?<=ana|ata|ara)lys(e|ed|er|ers|ing)$"), r"lyz\1"),
    (re.compile(r"^(cent)r(ed|ing)$"), r"\1er\2"),
    (re.compile(r"^(re|over)?parametr(?=i[sz])"), r"\1parameter"),
    (re.compile(r"^grey"), "gray"),
    (re.compile(r"^([b-df-hj-np-tv-z]{3,}(?<!s))s$"), r"\1"),  # plural of an acronym, which the stemmer keeps
    (re.compile(r"(?<=.{3})our(s|ed|ing)?$"), r"or\1"),
    (re.compile(r"(?<=.{2})tre(s)?$"), r"ter\1"),
    (re.compile(r"(?<=.{3})ll(ed|ing|er)$"), r"l\1"),
)
_IRREGULAR = {
    form: verb
    for forms, verb in (
        ("froze frozen", "freeze"),
        ("shrank shrunk shrunken", "shrink"),
        ("grew grown", "grow"),
        ("learnt", "learn"),
        ("drew drawn", "draw"),
        ("chose chosen", "choose"),
        ("broke broken", "break"),
        ("taught", "teach"),
        ("built", "build"),
        ("kept", "keep"),
        ("fed", "feed"),
        ("fell fallen", "fall"),
        ("rose risen", "rise"),
        ("spelt", "spell"),
        ("burnt", "burn"),
        ("sped", "speed"),
    )
    for form in forms.split()
}
_ENDINGS = (
    (re.compile(r"(?<=..)ies$"), "y"),
    (re.compile(r"(?<=...)es$"), ""),
    (re.compile(r"(?<=...)(?<!s)s$"), ""),
    (re.compile(r"(?<=...)(?:er|est)$"), ""),
    (re.compile(r"(?<=...)(?:er|est)$"), "e"),
    (re.compile(r"(?<=..)([^\W_aeiou])\1(?:er|est)$"), r"\1"),
)
_FUNCTION_WORDS = frozenset(
    """a about all also am an and any are as at be been being but by can could did do does doing done for from get gets
    had has have having how i if in into is it its itself just let me my no not of on one or our should so some such
    than that the their them then there these they this those through to too up us use used uses using very was we were
    what when where which while who whom whose why will with would you your please tell explain give show mean means
    difference diff between vs versus many much work works u ur r y whats hows whys pls plz thx wat wats wut dont doesnt
    didnt isnt arent cant wont wasnt werent hasnt havent hadnt wouldnt couldnt shouldnt aint theres wheres thats heres
    whos lets theyre youre weve youve theyve im ive id wanna gonna gimme shud shuld cud wud bcz cuz coz""".split()
)


def words(text: str) -> list[str]:
    """Lower-case words of a text in order, unstemmed.

    >>> words("The 3x3 Conv-Layer's ReLU"), words("U-Net on VGG16"), words("3×3 × 64, 2 x 2")
    (['the', '3x3', 'conv', 'layer', 's', 'relu'], ['unet', 'on', 'vgg', '16'], ['3x3x64', '2x2'])
    """
    return _WORD.findall(_folded(text))


def terms(text: str) -> list[str]:
    """Stemmed search terms of a text in order.

    >>> terms("Normalisation and normalization layers")
    ['normal', 'and', 'normal', 'layer']
    >>> terms("수용 영역")
    ['수용', '영역']
    >>> terms("CNN모델은")
    ['cnn', '모델', '델은']
    """
    return list(_terms_in(text))


def content_terms(text: str) -> list[str]:
    """Distinct terms of a question that carry meaning, in order.

    >>> content_terms("What is the receptive field?")
    ['recept', 'field']
    """
    return list(dict.fromkeys(term for word in content_words(text) for term in _terms_of(word)))


def content_words(text: str) -> list[str]:
    """The words of a text that carry meaning, unstemmed, in order.

    >>> content_words("What is the receptive field?"), content_words("R-CNN, r u sure")
    (['receptive', 'field'], ['rcnn', 'sure'])
    >>> content_words("what does std mean"), content_words("mean/std of ImageNet")
    (['std'], ['mean', 'std', 'imagenet'])
    """
    said = words(text)
    return [
        word
        for place, word in enumerate(said)
        if _has_meaning(word) or (word == "mean" and _OF_AVERAGE.match(" ".join(said[place + 1 : place + 3])))
    ]


@lru_cache(maxsize=20_000)
def _terms_in(text: str) -> tuple[str, ...]:
    """The terms of a text; one question after the other reads the same sentences."""
    return tuple(term for word in words(text) for term in _terms_of(word))


@lru_cache(maxsize=100_000)
def _terms_of(word: str) -> tuple[str, ...]:
    """The terms of one word; texts say the same words again and again."""
    return tuple(_split(word, Stemmer.Stemmer("english")))


def is_piece(term: str) -> bool:
    """Whether a term is a piece of a word, of a script that is searched for in bigrams."""
    return _CJK.match(term) is not None


def is_function_word(word: str) -> bool:
    """Whether a lower-case word carries no meaning of its own."""
    return word in _FUNCTION_WORDS


def _folded(text: str) -> str:
    """A text in lower case, with one spelling of names: "U-Net" is "unet", and "VGG16" is "vgg 16", as "VGG-16" is."""
    lower = _TIMES.sub(r"\1x", unicodedata.normalize("NFKC", text).casefold())
    joined = _PLUS.sub("plusplus", _LETTER_OF_NAME.sub(r"\1", lower))
    return _NUMBER_OF_NAME.sub(r"\1 \2", joined)


def _has_meaning(word: str) -> bool:
    return word not in _FUNCTION_WORDS and (len(word) > 1 or word.isdigit())


def _split(word: str, stemmer: Stemmer.Stemmer) -> Iterator[str]:
    if not _CJK.search(word):
        yield stemmer.stemWord(_usual(word))
        return
    for part in filter(None, _CJK.split(word)):
        yield from _bigrams(part) if _CJK.match(part) else (stemmer.stemWord(_usual(part)),)


def _usual(word: str) -> str:
    return american(_IRREGULAR.get(word, word))


def american(word: str) -> str:
    """A lower-case word in American spelling; what only looks British may change, so it is for looking up alone.

    >>> american("regularise"), american("colours"), american("labelled")
    ('regularize', 'colors', 'labeled')
    """
    for pattern, replacement in _FOLDED:
        word = pattern.sub(replacement, word)
    return word


def without_ending(word: str) -> Iterator[str]:
    """What a lower-case word may be a plural, a comparative or the third person of; not all of them are words.

    >>> [*without_ending("rashes")], [*without_ending("bigger")], [*without_ending("glass")]
    (['rash', 'rashe'], ['bigg', 'bigge', 'big'], [])
    """
    for pattern, replacement in _ENDINGS:
        if pattern.search(word):
            yield pattern.sub(replacement, word)


def _bigrams(text: str) -> Iterator[str]:
    if len(text) < 2:
        yield text
    for start in range(len(text) - 1):
        yield text[start : start + 2]
