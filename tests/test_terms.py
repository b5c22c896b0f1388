"""Search terms: one word whatever its spelling, its form or its width; CJK in bigrams."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.terms import content_terms, terms, words

SPELLINGS = [
    ("normalisation", "normalization"),
    ("regularised", "regularized"),
    ("optimiser", "optimizer"),
    ("optimisers", "optimizers"),
    ("initialising", "initializing"),
    ("visualises", "visualizes"),
    ("standardisations", "standardizations"),
    ("colour", "color"),
    ("coloured", "colored"),
    ("neighbours", "neighbors"),
    ("behaviour", "behavior"),
    ("centre", "center"),
    ("centres", "centers"),
    ("centred", "centered"),
    ("labelled", "labeled"),
    ("labelling", "labeling"),
    ("modelling", "modeling"),
    ("analyse", "analyze"),
    ("analysing", "analyzing"),
    ("grey", "gray"),
    ("greyscale", "grayscale"),
]
FORMS = [
    ("convolution", "convolutions"),
    ("convolution", "convolutional"),
    ("pooling", "pooled"),
    ("detector", "detectors"),
    ("supervised", "supervision"),
    ("precise", "precision"),
    ("denoise", "denoising"),
    ("stride", "strides"),
    ("CNN", "CNNs"),
    ("froze", "freezing"),
    ("grown", "grows"),
]


@pytest.mark.parametrize(("british", "american"), SPELLINGS)
def test_british_and_american_spelling_are_one_term(british: str, american: str) -> None:
    assert terms(british) == terms(american)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("U-Net", "unet"),
        ("R-CNN", "RCNN"),
        ("t-SNE", "tsne"),
        ("k-means", "kmeans"),
        ("VGG16", "VGG-16"),
        ("resnet50", "ResNet 50"),
        ("YOLOv3", "yolo v3"),
        ("EfficientNetB0", "EfficientNet-B0"),
        ("conv1", "conv-1"),
    ],
)
def test_a_name_is_one_whatever_its_spelling(one: str, other: str) -> None:
    assert terms(one) == terms(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [("R-CNN", "R CNN"), ("UNet++", "UNet"), ("d-dimensional", "ddimensional"), ("3x3", "3 x3"), ("conv2d", "conv 2d")],
)
def test_what_is_no_name_is_left_apart(one: str, other: str) -> None:
    assert terms(one) != terms(other)


@pytest.mark.parametrize(("one", "other"), FORMS)
def test_the_forms_of_a_word_are_one_term(one: str, other: str) -> None:
    assert terms(one) == terms(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [("noise", "nose"), ("four", "for"), ("raise", "raze"), ("pooling", "polling"), ("tour", "tor"), ("hour", "hor")],
)
def test_words_that_only_look_alike_stay_apart(one: str, other: str) -> None:
    assert terms(one) != terms(other)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("3x3 Conv-Layers", ["3x3", "conv", "layer"]),
        ("ＣＮＮ", ["cnn"]),
        ("卷积神经", ["卷积", "积神", "神经"]),
        ("合", ["合"]),
        ("객체 검출", ["객체", "검출"]),
        ("プーリング層", ["プー", "ーリ", "リン", "ング", "グ層"]),
        ("ViT模型", ["vit", "模型"]),
        ("批normalisation", ["批", "normal"]),
        ("", []),
        ("?! ... --", []),
    ],
)
def test_terms_of_a_text(text: str, expected: list[str]) -> None:
    assert terms(text) == expected


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("What is a receptive field?", ["recept", "field"]),
        ("Could you please explain why it works?", []),
        ("CNN or cnn or CNNs?", ["cnn"]),
        ("Why 3 x 3?", ["3x3"]),
        ("什么是卷积？", ["什么", "么是", "是卷", "卷积"]),
    ],
)
def test_a_question_keeps_the_terms_that_carry_meaning_once(question: str, expected: list[str]) -> None:
    assert content_terms(question) == expected


@given(st.text())
def test_terms_hold_no_white_space_and_no_operator_of_the_index(text: str) -> None:
    for term in terms(text):
        assert term
        assert not set(term) & set(" \t\n\"'*():^-+_")


@given(st.text())
def test_content_terms_are_some_of_the_terms_each_once(text: str) -> None:
    found = content_terms(text)
    assert len(found) == len(set(found))
    assert set(found) <= set(terms(text))


@given(st.text())
def test_words_do_not_depend_on_case(text: str) -> None:
    assert words(text.casefold()) == words(text)
