"""Acronyms that a text explains, and brackets that explain none."""

import pytest

from index.aliases import find_aliases


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("We use non-maximum suppression (NMS) here.", [("NMS", "non-maximum suppression")]),
        ("NMS (non-maximum suppression) drops boxes.", [("NMS", "non-maximum suppression")]),
        ("The intersection over union (IoU) is a ratio.", [("IoU", "intersection over union")]),
        ("a Region Proposal Network (RPN)", [("RPN", "region proposal network")]),
        ("with support vector machines (SVMs)", [("SVM", "support vector machines")]),
        ("mean Average Precision (mAP)", [("mAP", "mean average precision")]),
        ("histogram of oriented gradients (HOG)", [("HOG", "histogram of oriented gradients")]),
        ("Squeeze-and-Excitation (SE) blocks", [("SE", "squeeze-and-excitation")]),
        ("It ended. Batch normalization (BN) began.", [("BN", "batch normalization")]),
    ],
)
def test_explained(text: str, expected: list[tuple[str, str]]) -> None:
    assert [(alias.short, alias.long) for alias in find_aliases([text])] == expected


@pytest.mark.parametrize(
    "text",
    [
        "",
        "It runs on a card (GPU).",
        "See the figure (Fig) above.",
        "The sum (x) of both.",
        "We set it (in 2015) to five.",
        "the loss (a long explanation of it)",
        "NMS (see the next section for more)",
        "where k1i in range (k1)",
    ],
)
def test_not_explained(text: str) -> None:
    assert find_aliases([text]) == []


def test_what_is_explained_more_often_comes_first() -> None:
    found = find_aliases(["a big net (BN)", "batch norm (BN)", "Batch norm (BN), and again batch norm (BN)"])
    assert [(alias.long, alias.count) for alias in found] == [("batch norm", 2), ("big net", 1)]
