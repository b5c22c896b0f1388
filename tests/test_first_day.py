"""What beginners ask on the first day, of a machine without network and model: the starter notes answer, or refuse."""

from dataclasses import asdict
from hashlib import sha256
from pathlib import Path

import pytest
import yaml

from index.encoder import Encoder
from index.library import Library
from rag.assistant import Assistant
from rag.evaluation.cases import check_ids, read_cases
from rag.evaluation.outcome import Outcome, try_case
from rag.evaluation.scores import score

GOLDEN = Path(__file__).parent / "golden"
FILES = sorted((GOLDEN / "first_day").glob("*.yaml"))


@pytest.fixture(scope="module")
def assistant(library: Library, encoder: Encoder) -> Assistant:
    return Assistant(library, encoder)


@pytest.fixture(scope="module")
def outcomes(assistant: Assistant) -> list[Outcome]:
    cases = [case for file in FILES for case in read_cases(file)]
    check_ids(cases)
    return [try_case(case, assistant, assistant.ask) for case in cases]


def test_the_notes_alone_hold_their_floors(outcomes: list[Outcome]) -> None:
    floors = yaml.safe_load((GOLDEN / "floors.yaml").read_text(encoding="utf-8"))["first_day"]
    digest = sha256(b"".join(file.read_bytes() for file in FILES)).hexdigest()
    assert digest == floors.pop("digest"), "the cases changed: measure the floors anew"
    found = asdict(score(outcomes))
    print({name: round(found[name], 3) for name in floors})
    short = {name: (found[name], floor) for name, floor in floors.items() if found[name] < floor}
    assert not short, f"(found, floor) of what fell: {short}"


def test_the_cases_are_whole(outcomes: list[Outcome]) -> None:
    assert not [(one.case.id, one.unknown) for one in outcomes if one.unknown or one.error]
    assert sum(one.case.answerable for one in outcomes) >= 150
    assert sum(not one.case.answerable for one in outcomes) >= 75


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("knn", "k-nearest-neighbour"),
        ("whats an epoch", "An epoch is one pass"),
        ("what is ground truth", "The ground truth is the correct answer"),
        ("dataaug", "Data augmentation is the practice"),
        ("lr warmup", "Warm-up raises the learning rate"),
        ("1x1 conv whats the point", "A 1×1 convolution"),
        ("presicion vs recall", "recall"),
        ("overfiting", "Overfitting is the state"),
        ("yolov3", "YOLOv3 (2018) predicts at three scales"),
        ("leaky relu", "leaky ReLU avoids dead units"),
        ("cnn vs mlp", "A multilayer perceptron (MLP) is"),
        ("vgg params?", "VGG-16 has 138,357,544 parameters"),
    ],
)
def test_common_questions_are_answered(assistant: Assistant, question: str, told: str) -> None:
    answer = assistant.ask(question)
    assert answer.answered, answer.notice
    assert told in answer.text


@pytest.mark.parametrize("question", ["how to train my dog", "how do i balance a scale", "why is my window small"])
def test_everyday_questions_are_not(assistant: Assistant, question: str) -> None:
    assert not assistant.ask(question).answered


@pytest.mark.parametrize(
    ("asked", "is_told"),
    [
        ("how many parameters has ResNet-50", True),
        ("resnet 101 params", False),
        ("alexnet learning rate", False),
        ("how fast is yolo", True),
        ("how fast is yolo v3", False),
        ("which layers does VGG have", True),
        ("how many days did VGG take to train", False),
    ],
)
def test_a_value_is_told_or_the_question_is_refused(assistant: Assistant, asked: str, is_told: bool) -> None:
    assert assistant.ask(asked).answered is is_told
