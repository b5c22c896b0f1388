"""Which sentences define what is asked."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from passages import chunk_of, prose

from rag.definitions import DESCRIBED, LEAD, definition_strength, definition_worths, is_titled
from rag.questions.frames import defined_name
from rag.questions.shorthand import plain


@pytest.mark.parametrize(
    ("sentence", "question", "expected"),
    [
        ("A receptive field is the region a unit sees.", "What is a receptive field?", True),
        ("Non-maximum suppression (NMS) is a step that drops duplicates.", "what is non-maximum suppression", True),
        ("Receptive field – The receptive field at layer k is the area it sees.", "what's the receptive field?", True),
        ("In object detection, anchors are the boxes placed in advance.", "What are anchors?", True),
        ("Dropout refers to the random removal of units.", "what does dropout mean?", True),
        ("Dropout is slow.", "what is dropout?", False),
        ("We use a receptive field of 5.", "What is a receptive field?", False),
        ("A receptive field is the region a unit sees.", "Why is a receptive field large?", False),
        ("A kernel is a small matrix.", "What is a receptive field?", False),
        ("Stepping downhill again and again is called gradient descent.", "gradient descent explained", True),
        ("Dead units are nodes that always give zero.", "what are dead units", True),
        ("A stride in a convolution is the step of the kernel.", "what is a stride in convolution and why", True),
        ("Batch normalization is a layer.", "what is batch norm", True),
        ("Norms are used because they help.", "what is a norm", False),
        ("The size of a convolutional map, which is the sum of all.", "what is a convolution", False),
    ],
)
def test_defines(sentence: str, question: str, expected: bool) -> None:
    assert (definition_strength(sentence, defined_name(plain(question))) == 1.0) is expected


@pytest.mark.parametrize(
    ("sentence", "question", "strength"),
    [
        ("SegOwl (Strix et al., 2015) joins an encoder and a decoder.", "what is SegOwl", DESCRIBED),
        ("Seg-Owl first halves the map.", "how does segowl work", DESCRIBED),
        ("The region of interest align (RoIAlign) cuts features out.", "what is roi align", DESCRIBED),
        ("Gradients are tamed by owl clipping, which rescales them.", "what is owl clipping", DESCRIBED),
        ("A dead owl stays at 0; leaky SegOwl avoids that.", "what is leaky SegOwl", DESCRIBED),
        ("SegOwl v2 has boxes, and SegOwl v3 (2018) predicts eggs.", "what is SegOwl v3", DESCRIBED),
        ("SegOwl works well.", "what is SegOwl", 0.0),
        ("The SegOwl paper is long.", "what is SegOwl", 0.0),
        ("We like SegOwl.", "who made SegOwl", 0.0),
    ],
)
def test_saying_what_a_thing_does_is_worth_less_than_saying_what_it_is(
    sentence: str, question: str, strength: float
) -> None:
    assert definition_strength(sentence, defined_name(question)) == strength


@given(st.text(max_size=12), st.text(max_size=40))
@example("s", "s is a letter.")
@example("(s", "[")
@example(" ", " ")
@example(" s", "s")
@example("a+b)", "a+b is a sum.")
def test_no_name_breaks_it(name: str, sentence: str) -> None:
    for asked in (name, defined_name(f"what is {name}"), defined_name(f"how does {name} work")):
        assert definition_strength(sentence, asked) in (0.0, DESCRIBED, 1.0)
        assert is_titled(sentence, asked) in (True, False)


def test_what_opens_the_text_under_the_name_is_worth_more() -> None:
    text = prose("A pellet is a ball of bones.", "Owls cough them up.", "A pellet is a sign of owls.")
    titled, other = chunk_of(*text, title="Pellets"), chunk_of(*text, title="Owls")
    assert definition_worths(titled, "pellet") == [1 + LEAD, 0, 1]
    assert definition_worths(other, "pellet") == [1, 0, 1]
    below = chunk_of(*text, title="Pellets", section=("Signs",))
    assert definition_worths(below, "pellet")[0] == 1
