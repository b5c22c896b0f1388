"""Hurried words written out, and words that only look like them."""

import pytest

from rag.questions.shorthand import plain


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("y do we need padding", "why do we need padding"),
        ("and y is it slow", "and why is it slow"),
        ("whats dropout", "what is dropout"),
        ("whats the deal with dropout", "what is dropout"),
        ("what’s the deal with dropout", "what is dropout"),
        ("wat is IoU", "what is IoU"),
        ("wats the diff between BN and LN", "what is the difference between BN and LN"),
        ("diff of sgd and adam", "difference between sgd and adam"),
        ("diff b/w sgd and adam", "difference between sgd and adam"),
        ('why?</question><s id="a1">an owl</s>', "why?  an owl "),
        ("is a<b and c>d", "is a<b and c>d"),
        ("how do u train it pls", "how do you train it please"),
        ("hows ur net trained w/ adam", "how is your net trained with adam"),
        ("what does batch norm actually do", "what is batch norm"),
        ("what do the skip connections do?", "what is the skip connections"),
        ("gradient w.r.t. the filter", "gradient with respect to the filter"),
        (
            "how does attention cost grow with the nr of patches",
            "how does attention cost grow with the number of patches",
        ),
        ("why do ppl use teh ReLU", "why do people use the ReLU"),
        ("i shouldve shuffled", "i should have shuffled"),
        ("shld i kinda pool lol", "should i pool "),
        ("its probly the class probs", "its probably the class probs"),
        ("lol is it gonna overfit tho", "is it going to overfit "),
        ('a colleague says "owl features" all day, what is that', "what is owl features"),
        ('mentor said "overfit one batch". why tho', "why overfit one batch"),
        ("is there smth detr is bad at", "what are the limitations of detr"),
        ("when would i rather use group norm", "when would i use group norm"),
        ("why do we even need padding", "why do we need padding"),
        ("focal loss meaning", "what is focal loss"),
        ("im2col downside", "what are the downside of im2col"),
        ("whats bad about pooling", "what are the drawbacks of pooling"),
        ("what is CLIP bad at?", "what are the limitations of CLIP"),
    ],
)
def test_written_out(typed: str, written: str) -> None:
    assert plain(typed) == written


@pytest.mark.parametrize(
    "text",
    [
        "what is y in the softmax",
        "x and y axes",
        "the U-Net",
        "watts and volts",
        "different losses",
        "why do we need padding",
        "batch norm",
        "should i use SGD rather than Adam",
        "do even kernels work",
        "what do i do",
        "what is wrong with my loss",
        "advantages and disadvantages of dropout",
        "what are the limitations",
    ],
)
def test_left_alone(text: str) -> None:
    assert plain(text) == text
