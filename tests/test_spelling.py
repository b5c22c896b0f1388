"""Words unknown to the library become those it knows; known ones, names and far ones stay."""

from pathlib import Path

import pytest
from passages import entry_of, library_of, prose

from index.encoder import Encoder
from index.library import Library
from rag.questions.spelling import corrected, slips_of


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("What dose the convolusion do?", "What dose the convolution do?"),
        ("why do gradiants vanish", "why do gradients vanish"),
        ("what is the reciptive field?", "what is the receptive field?"),
        ("non-max supression", "non-max suppression"),
        ("what is segmantaion for", "what is segmentation for"),
        ("Wieght decay", "weight decay"),
        ("presicion and recall", "precision and recall"),
        ("why is there overfiting", "why is there overfitting"),  # though its stem is known as it is
    ],
)
def test_a_slip_is_put_right(library: Library, encoder: Encoder, question: str, expected: str) -> None:
    assert corrected(question, library, encoder.is_word) == expected


@pytest.mark.parametrize(
    "question",
    [
        "what is dropout?",
        "does the muon optimizer help?",
        "cnn vs mlp",
        "what is the capital of Uzbekistan?",
        "how do I fine-tune with lora",
        "how does pointnet work",
        "owls",
        "",
        "🦉 ???",
        "什么是卷积",
    ],
)
def test_what_is_known_or_a_name_stays(library: Library, encoder: Encoder, question: str) -> None:
    assert corrected(question, library, encoder.is_word) == question


def test_a_vowel_is_sooner_mistaken_than_a_consonant(encoder: Encoder, tmp_path: Path) -> None:
    told = ["Owls divide the prey."] + [f"The device number {number} hums." for number in range(3)]
    library = library_of(tmp_path, encoder, [(entry_of(), [prose(text) for text in told])])
    assert slips_of("devide", library) == ["divide", "device"]
    assert corrected("why devide the prey", library, encoder.is_word) == "why divide the prey"


def test_a_british_word_is_no_slip_of_another_form(encoder: Encoder, tmp_path: Path) -> None:
    told = ["Owls optimize their flight.", "The optimiser of an owl is its stomach."]
    library = library_of(tmp_path, encoder, [(entry_of(), [prose(text) for text in told])])
    assert corrected("what do owls optimise", library, encoder.is_word) == "what do owls optimise"


@pytest.mark.parametrize(("times", "expected"), [(60, "what is attention"), (20, "what is atention")])
def test_a_misprint_in_the_library_is_put_right_where_the_word_is_common(
    encoder: Encoder, tmp_path: Path, times: int, expected: str
) -> None:
    told = ["The atention of owls."] + [f"The attention of owl {number}." for number in range(times)]
    library = library_of(tmp_path, encoder, [(entry_of(), [prose(text) for text in told])])
    assert corrected("what is atention", library, encoder.is_word) == expected


def test_a_misprint_of_which_the_library_has_another_form_is_put_right(encoder: Encoder, tmp_path: Path) -> None:
    told = ["The backpropogated error of owls."] + [f"The backpropagation of owl {number}." for number in range(60)]
    library = library_of(tmp_path, encoder, [(entry_of(), [prose(text) for text in told])])
    assert corrected("what is backpropogation", library, encoder.is_word) == "what is backpropagation"


def test_the_likeliest_slip_comes_first(library: Library) -> None:
    assert slips_of("strid", library)[0] == "stride"
    assert slips_of("xylograph", library) == []


@pytest.mark.parametrize("name", ["regnet", "RegNet", "EfficientDet", "efficientdet", "EfficientViT", "RetNet"])
def test_a_name_is_no_slip_of_another_name(library: Library, encoder: Encoder, name: str) -> None:
    assert corrected(f"what is {name}?", library, encoder.is_word) == f"what is {name}?"


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("waht does evry layer do", "what does every layer do"),
        ("wich layr comes frist", "which layer comes first"),
        ("teh imgae", "the image"),
    ],
)
def test_a_common_word_typed_in_a_hurry_is_put_right(
    library: Library, encoder: Encoder, typed: str, meant: str
) -> None:
    assert corrected(typed, library, encoder.is_word) == meant


@pytest.mark.parametrize("name", ["nerf", "swav", "deit", "detr", "fcos", "moco", "elbo", "hrnet", "ibot", "muon"])
def test_a_short_name_that_nobody_knows_stays(library: Library, encoder: Encoder, name: str) -> None:
    assert corrected(f"what is {name}", library, encoder.is_word) == f"what is {name}"


def test_a_word_of_the_language_is_put_right_where_its_neighbour_gives_it_away(
    library: Library, encoder: Encoder
) -> None:
    assert corrected("what is bach normalisation", library, encoder.is_word) == "what is batch normalisation"
    assert corrected("was bach a composer", library, encoder.is_word) == "was bach a composer"
