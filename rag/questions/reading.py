"""Reads a question that stands alone: what its words weigh in a library, their other names, what it asks for."""

import re
from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet

from index.encoder import Encoder
from index.library import Library
from index.terms import content_words, is_piece, terms, words
from rag.questions.aims import Aim, aims_of, words_for_a_formula
from rag.questions.asked_of import Sites, asked_of
from rag.questions.comparison import asks_what_changed, sides_of
from rag.questions.everyday import FieldTerm, Thesaurus
from rag.questions.formula import formula_in
from rag.questions.frames import as_question, defined_name, topic_of
from rag.questions.names import TOOLS, as_written, coined, is_size, names
from rag.questions.origins import origins_asked, other_verbs
from rag.questions.other_languages import asked_in_english
from rag.questions.question import EVERYDAY_SHARE, RARE, Question, Term, Thing
from rag.questions.shorthand import plain
from rag.questions.synonyms import Stems, Synonyms, in_two_words, spelled_out, written_out
from rag.questions.vocabulary import ASPECTS, KINDS

MIXED_SHARE = 0.5
"""Of the weight of a word in Chinese, Japanese or Korean, where a question has names in Latin letters."""
BROUGHT = "introduced"
"""What an article most often says of who brought a thing: searched for where that is asked."""
SHORT_NAME = 2
"""Letters of a word that is an acronym where it is one, though a language has the word: the "SE" of squeeze and
excitation."""
_SIZES = {size[0]: size for size in "tiny small base large huge giant nano medium".split()}
"""Of the models of one name, by the letter that stands for it: "ViT-B" is "ViT base"."""
_SIDES = "128|224|256|299|320|384|416|448|512|600|640|800"
"""Of images, in pixels: no numbers of models."""
_MODEL = re.compile(
    r"(?<![\w-])(?!convs?(?![^\W\d_]))(?P<name>[^\W\d_]{3,}\d*?)"
    r"(?:-(?P<letter>[a-z])|(?:(?: transformer| network| net)?[ -]v ?|v)\d+(?:\.\d+)?|[ -][bslmx]\d{1,2}"
    rf"|[ -]?(?P<number>(?!(?:{_SIDES})\b)[1-9]\d{{1,2}})"
    r"(?=\s*(?:$|[?,.;:!)]|(?:vs|versus|or|and|has|have|got|params?|parameters?|layers?|accuracy|model)\b))"
    rf"|(?:-|\d ?|v\d |\b )(?P<size>{'|'.join(_SIZES.values())})"
    r"(?=\s*(?:$|[^\w\s]|(?:vs|versus|or|and|has|have|got|how|what|in|on|at|with|params?|parameters?|model)\b)))(?![\w-])"
)
"""A name with the letter, size or version that tells one of its models from the others; a "conv4" is none."""
INSTALLED = frozenset("install installed installing installation".split())
"""Words beside which a tool is what the question is about."""
OF_FIELD = frozenset(("norm", "norms"))
"""Words that people use in any talk, and the field for another word of its own."""
NAMED_IN, LONGEST_NAME = 5, 12
"""Chunks in which it is looked up how a name is written, of no more letters than this."""


def read_question(
    text: str, library: Library, synonyms: Synonyms, thesaurus: Thesaurus, encoder: Encoder, sites: Sites
) -> Question:
    """A question that stands alone, made ready for searching."""
    formula = formula_in(text)
    what, whom = asked_of(text, sites, encoder.is_word)
    written = written_out(as_question(plain(asked_in_english(what))), synonyms)
    written = in_two_words(written, library, encoder.is_word)
    said = content_words(written)
    asking = words_for_a_formula(written)
    asked = [word for word in said if word not in asking] or said or words(written)
    meant = [said for said in thesaurus.field_terms(words(written)) if library.holds_phrase(terms(said.term))]
    others = _other_names(written, asked, meant, library, synonyms)
    named = frozenset() if written.isupper() else frozenset(name.casefold() for name in names(written))
    found = _terms(asked, others, named, library, encoder)
    sides = [side for name in sides_of(written) if (side := _thing(name, found))]
    origins = origins_asked(written)
    aims: set[Aim] = {*aims_of(written), *origins}
    if len(sides) > 1:
        aims.add("comparison")
    return Question(
        text=text,
        encoded_text=_encoded(_as_library_writes(written, found, library, encoder), meant, synonyms),
        terms=tuple(found.values()),
        searched=_searched([*asked, BROUGHT] if origins and BROUGHT not in asked else asked, found, meant),
        aims=frozenset(aims),
        sides=tuple(sides) if len(sides) > 1 else (),
        asks_what_changed=len(sides) > 1 and asks_what_changed(written),
        defined=defined_name(written),
        topic=_thing(_named_topic(topic_of(written), synonyms, encoder), found),
        names=_names(written, found, encoder),
        unknown_models=_unknown_models(written, library, encoder),
        asked_of=whom,
        formula=formula,
        is_vague=set(said) <= {"more"} or (bool(formula) and all(len(word) <= SHORT_NAME for word in said)),
    )


def _encoded(text: str, meant: Sequence[FieldTerm], synonyms: Synonyms) -> str:
    """A question as it is encoded."""
    spelled = spelled_out(text, synonyms)
    return f"{spelled} ({', '.join(said.term for said in meant)})" if meant else spelled


def _as_library_writes(text: str, found: Mapping[str, Term], library: Library, encoder: Encoder) -> str:
    """The text with the hyphens that the library gives to names: "unet" is "U-Net", which the encoder knows better."""
    for name in coined(text, encoder.is_word):
        stem, *more = terms(name) or [""]
        if not more and "-" not in name and len(name) <= LONGEST_NAME and stem in found and found[stem].is_known:
            rows = [row for row, _ in library.search_lexical([stem], NAMED_IN)]
            written = as_written(name, [chunk.text for chunk in library.chunks(rows).values()])
            text = re.sub(rf"\b{re.escape(name)}\b", written, text)
    return text


def _other_names(
    text: str,
    asked: Sequence[str],
    meant: Sequence[FieldTerm],
    library: Library,
    synonyms: Synonyms,
) -> dict[str, list[Stems]]:
    """Of each word that has any, the sets of stems that say the same."""
    others = synonyms.of_words(asked, library)
    for said in meant:
        for word in said.words:
            others.setdefault(word, []).append(frozenset(terms(said.term)))
    if origins_asked(text):
        for word in asked:
            others.setdefault(word, []).extend(other_verbs(word))
    return others


def _terms(
    asked: Sequence[str],
    others: Mapping[str, Sequence[Stems]],
    named: AbstractSet[str],
    library: Library,
    encoder: Encoder,
) -> dict[str, Term]:
    """The terms of a question's words, by their stems."""
    stems = {stem for word in asked for stem in terms(word)}
    every = sorted(stems.union(*(other for alike in others.values() for other in alike)))
    weights, known = library.term_weights(every), library.known_terms(every)
    found: dict[str, Term] = {}
    is_mixed = not all(is_piece(stem) for stem in stems)
    for word in asked:
        alike = tuple(others.get(word, ()))
        usual = [max(weights[stem] for stem in other) for other in alike if other <= known]
        is_example = word.isdigit() or (is_size(word) and weights[terms(word)[0]] > RARE)
        is_acronym = bool(alike) and (len(word) <= SHORT_NAME or word in named)
        is_common = encoder.is_everyday_word(word) and not is_acronym and word not in OF_FIELD
        is_tool = word in TOOLS and not INSTALLED.intersection(asked)
        is_everyday = is_example or word in ASPECTS or is_tool or is_common
        said = terms(word)
        share = EVERYDAY_SHARE if is_everyday else 1.0
        for stem in said:
            is_known = stem in known or bool(usual)
            rarity = min(usual) if usual and (stem not in known or word in OF_FIELD) else weights[stem]
            rarity *= _share_of_piece(said, is_known=is_known, is_mixed=is_mixed) if is_piece(stem) else 1.0
            weight = share * min(rarity, RARE)
            term = Term(word=word, stem=stem, rarity=rarity, weight=weight, is_known=is_known, others=alike)
            found.setdefault(stem, term)
    return found


def _unknown_models(text: str, library: Library, encoder: Encoder) -> tuple[str, ...]:
    """The models that the library does not have, though it has others of the name: "ViT-H", "MobileNet v4"."""
    said = [match for match in _MODEL.finditer(text.casefold()) if _is_name(match["name"], library, encoder)]
    return tuple(match[0] for match in said if not any(library.holds_phrase(terms(form)) for form in _forms(match)))


def _forms(model: re.Match[str]) -> Iterator[str]:
    """How a model may be written, its size by a word or a letter."""
    yield model[0]
    if letter := model["letter"]:
        yield f"{model['name']} {_SIZES.get(letter, letter)}"
    if size := model["size"]:
        yield f"{model[0].removesuffix(size)}{size[0]}"


def _is_name(word: str, library: Library, encoder: Encoder) -> bool:
    """Whether a lower-case word is no word of the language, and the library has it."""
    return not encoder.is_word(word) and library.holds_phrase(terms(word))


def _share_of_piece(said: Sequence[str], *, is_known: bool, is_mixed: bool) -> float:
    """What a bigram of a word weighs, of what a whole word would.

    All bigrams of a word weigh as one word. Where names stand in Latin letters the rest tells less, and what nobody
    knows of it is grammar.
    """
    if is_mixed and not is_known:
        return 0.0
    return (MIXED_SHARE if is_mixed else 1.0) / sum(is_piece(stem) for stem in said)


def _searched(asked: Sequence[str], found: Mapping[str, Term], meant: Sequence[FieldTerm]) -> tuple[str, ...]:
    said = [stem for text in (*asked, *(field.term for field in meant)) for stem in terms(text)]
    rare = [term for term in found.values() if term.weight >= RARE]
    also = dict.fromkeys(stem for term in rare for other in term.others for stem in sorted(other))
    return (*said, *(stem for stem in also if stem not in said))


def _named_topic(topic: str, synonyms: Synonyms, encoder: Encoder) -> str:
    """A topic without what it is, where it has a name: "HOG descriptor" is asked of HOG."""
    names = [word for word in topic.split() if word.casefold() not in KINDS]
    has_name = coined(topic, encoder.is_word) or any(synonyms.of_acronym(word.casefold()) for word in names)
    return " ".join(names) if names and has_name else topic


def _thing(name: str, found: Mapping[str, Term]) -> Thing | None:
    """The thing of that name; none where nothing of it carries meaning."""
    said = [(stem, found.get(stem)) for stem in terms(name)]
    while said and said[0][1] is None:
        del said[0]
    while said and said[-1][1] is None:
        del said[-1]
    if not said:
        return None
    ways = (frozenset({stem}).union(*_single(term.others)) if term else frozenset({stem}) for stem, term in said)
    return Thing(name, tuple(term for _, term in said if term), tuple(ways))


def _names(text: str, found: Mapping[str, Term], encoder: Encoder) -> tuple[Thing, ...]:
    things = (_thing(name, found) for name in coined(text, encoder.is_word) if name.casefold() not in KINDS)
    return tuple(thing for thing in things if thing and all(term.is_known for term in thing.terms))


def _single(others: Sequence[Stems]) -> list[Stems]:
    return [other for other in others if len(other) == 1]
