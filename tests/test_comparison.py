"""The sides of a comparison, however it is put; and questions that compare nothing."""

import pytest

from rag.questions.comparison import COMPARISONS, sides_of


@pytest.mark.parametrize(
    ("question", "sides"),
    [
        ("what is the difference between batch norm and layer norm?", ("batch norm", "layer norm")),
        ("difference between SSD and YOLO in speed", ("SSD", "YOLO")),
        ("dice vs iou", ("dice", "iou")),
        ("group norm vs. batch norm, when should I switch?", ("group norm", "batch norm")),
        ("sgd versus adam when training a ViT", ("sgd", "adam")),
        ("compare it to SSD", ("it", "SSD")),
        ("compare YOLO with the faster R-CNN", ("YOLO", "faster R-CNN")),
        ("how does HOTA differ from MOTA?", ("HOTA", "MOTA")),
        ("how is a ViT different from a CNN", ("ViT", "CNN")),
        ("max pooling compared to average pooling", ("max pooling", "average pooling")),
        ("what is better: adam or sgd?", ("adam", "sgd")),
        ("translation equivariance vs invariance", ("translation equivariance", "invariance")),
        ("layer norm vs group norm vs instance norm", ("layer norm", "group norm", "instance norm")),
        ("difference between sgd, momentum and adam", ("sgd", "momentum", "adam")),
        ("compare VGG, ResNet, and DenseNet in speed", ("VGG", "ResNet", "DenseNet")),
        ("yolo v1 vs v2 vs v3", ("yolo v1", "yolo v2", "yolo v3")),
        ("what is the advantage of dice compared to iou", ("dice", "iou")),
    ],
)
def test_sides(question: str, sides: tuple[str, ...]) -> None:
    assert sides_of(question) == sides


@pytest.mark.parametrize("example", [example for _, example in COMPARISONS])
def test_each_way_to_compare_has_its_sides(example: str) -> None:
    assert sides_of(example) == ("owls", "crows")


@pytest.mark.parametrize(
    "question",
    [
        "",
        "what is dropout?",
        "how many parameters has a layer, and why?",
        "why does it differ",
        "what is the difference",
        "is it better to use more data",
        "vs",
        "between us",
        "why does an owl need more sleep compared with a crow",
        "a vs b " * 40,
    ],
)
def test_no_sides(question: str) -> None:
    assert sides_of(question) in ((), ("a", "b a"))
