"""What else a question's words are called: by the library's own acronyms, by shorthand, as one word or two."""

from pathlib import Path

import pytest
from passages import entry_of, library_of, prose

from index.encoder import Encoder
from index.library import Library
from rag.assistant import Assistant
from rag.questions.synonyms import OFTEN, Synonyms, in_two_words, spelled_out

TEXTS = (
    "Non-maximum suppression (NMS) drops duplicate boxes.",
    "Batch normalization (BN) and the batch norm layer are one thing.",
    "An autoencoder copies its input.",
    "The instance segmentation (IS) of owls.",
    "Generative adversarial networks (GANs) draw owls.",
    "A region of interest (RoI) holds one owl.",
    "Fine tuning an owl.",
    "A batch norm keeps owls warm.",
    "The last layers need fine tuning.",
    "One more batch norm, and an owl takes off.",
    "Finetuning without batchnorm.",
    "The batchnorm of an owl never rolls out its wings.",
    "Layer normalization of owls, by a layernorm.",
    "Layer normalization of one owl: a layernorm.",
    "Layer normalization and the layer norm.",
    "Owls are told apart one vs all (OVA).",
)
TYPES = (
    ("where is Batchnorm used", "where is batch norm used"),  # two chunks have it in one word, three in two
    ("a layernorm", "a layer norm"),  # as often as in one, but more often so with what the field calls a norm
    ("pre-batchnorm days", "pre-batchnorm days"),
    ("finetuning owls", "finetuning owls"),  # one chunk alone has it in one word: a slip
    ("an autoencoder", "an autoencoder"),  # nobody writes it in two
    ("a rollout", "a rollout"),  # nobody writes it in one: it is another word
)


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory, encoder: Encoder) -> Library:
    return library_of(tmp_path_factory.mktemp("synonyms"), encoder, [(entry_of(), [prose(text) for text in TEXTS])])


def others(library: Library, *words: str) -> dict[str, list[list[str]]]:
    found = Synonyms.of(library.aliases()).of_words(words, library)
    return {word: [sorted(stems) for stems in sets] for word, sets in found.items()}


def test_an_acronym_is_called_by_its_long_form(library: Library) -> None:
    assert ["maximum", "non", "suppress"] in others(library, "nms")["nms"]
    assert ["adversari", "generat", "network"] in others(library, "gans")["gans"]


def test_a_long_form_is_called_by_its_acronym_also_when_a_word_of_it_is_shortened(library: Library) -> None:
    for words in (("non", "maximum", "suppression"), ("non", "max", "suppression")):
        found = others(library, *words)
        assert all(["nms"] in found[word] for word in words)


def test_small_words_in_a_long_form_are_not_needed(library: Library) -> None:
    assert ["roi"] in others(library, "region", "interest")["region"]


def test_a_word_may_be_written_as_two_and_two_as_one(library: Library) -> None:
    assert ["batch", "norm"] in others(library, "batchnorm")["batchnorm"]
    assert ["autoencod"] in others(library, "auto", "encoder")["auto"]
    assert "autoencoder" not in others(library, "autoencoder")  # its halves stand nowhere side by side


@pytest.mark.parametrize(("typed", "read"), TYPES)
def test_a_word_is_read_as_the_library_writes_it_most(library: Library, typed: str, read: str) -> None:
    assert in_two_words(typed, library, {"owls", "days", "used"}.__contains__) == read


def test_what_nothing_writes_in_one_is_two_words_where_the_library_has_these(tmp_path: Path, encoder: Encoder) -> None:
    texts = [f"Batch normalization helps nest {n}, as the owl box does in winter." for n in range(OFTEN)]
    library = library_of(tmp_path, encoder, [(entry_of(), [prose(text) for text in [*texts, "A snow drift."]])])
    read = [in_two_words(word, library, {"owls"}.__contains__) for word in ("batchnorm", "owlbox", "snowdrift")]
    assert read == ["batch norm", "owl box", "snowdrift"]


def test_a_word_of_the_language_stays_in_one(library: Library) -> None:
    assert in_two_words("where is batchnorm used", library, {"batchnorm", "used"}.__contains__).count("batchnorm")


def test_what_the_field_calls_a_thing_needs_no_library(library: Library) -> None:
    assert others(library, "atrous")["atrous"] == [["dilat"]]


def test_weights_are_parameters(library: Library) -> None:
    assert others(library, "weights")["weights"] == [["paramet"]]


def test_forms_without_a_common_stem_are_one_word(library: Library) -> None:
    found = others(library, "matrices", "wide")
    assert found["matrices"] == [["matrix"]]
    assert found["wide"] == [["width"]]


def test_an_acronym_that_is_a_word_of_the_language_is_none(library: Library) -> None:
    assert "is" not in others(library, "is")


@pytest.mark.parametrize(
    ("question", "spelled"),
    [
        ("what is NMS", "what is NMS (non-maximum suppression)"),
        ("NMS?", "NMS (non-maximum suppression)?"),
        ("what is non-maximum suppression (NMS)", "what is non-maximum suppression (NMS)"),
        ("how does a detector get away without boxes and NMS", "how does a detector get away without boxes and NMS"),
        ("what is a tide", "what is a tide"),
    ],
)
def test_acronyms_are_spelled_out_where_they_are_most_of_the_question(
    library: Library, question: str, spelled: str
) -> None:
    assert spelled_out(question, Synonyms.of(library.aliases())) == spelled


def test_a_long_form_of_words_without_a_meaning_of_their_own_says_nothing_else(
    library: Library, encoder: Encoder
) -> None:
    assert others(library, "ova") == {}
    assert Assistant(library, encoder).ask("what is OVA?").answered
