"""Follow-up questions borrow a topic; questions that stand alone keep their own; some are tried both ways."""

import pytest

from rag.questions.followup import ways_to_stand_alone
from rag.questions.leaning import leans
from rag.questions.subject import subject_of

YOLO = ["what is YOLO?"]


@pytest.mark.parametrize(
    ("question", "history", "standalone"),
    [
        ("and its loss?", YOLO, "and its loss? (about YOLO)"),
        ("why?", ["How does dropout work?"], "why? (about dropout)"),
        ("give me the formula", ["what is focal loss?"], "give me the formula (about focal loss)"),
        ("compare it to SSD", YOLO, "compare YOLO to SSD"),
        ("what about SSD?", YOLO, "what is SSD?"),
        ("what about pooling?", ["how many parameters has dropout?"], "how many parameters has pooling?"),
        ("what about pooling?", ["why do skip connections help?"], "why do pooling help?"),
        ("what about at test time?", ["what is dropout?"], "what about at test time? (about dropout)"),
        ("and how about without pooling?", YOLO, "and how about without pooling? (about YOLO)"),
        ("why?", ["what is dropout?", "what about at test time?"], "why? (about dropout)"),
        ("and its loss?", ["what is YOLO?", "what about SSD?"], "and its loss? (about SSD)"),
        ("why?", ["what is YOLO?", "what about its loss?"], "why? (about YOLO)"),
        ("How is it trained?", ["tell me about the focal loss"], "How is focal loss trained?"),
        ("why is it bad with tiny batches?", ["what does batch norm do?"], "why is batch norm bad with tiny batches?"),
        ("does that one need anchors?", YOLO, "does YOLO need anchors?"),
        ("formula for the cosine one?", ["what is a schedule?"], "formula for the cosine one? (about schedule)"),
        ("advantages?", YOLO, "advantages? (about YOLO)"),
        ("and pooling?", ["how many parameters has dropout?"], "how many parameters has pooling?"),
        ("and for VGG?", ["who invented ResNet?"], "who invented VGG?"),
        ("and layer norm", ["formula of batch norm"], "formula of layer norm"),
        ("why?", ["formula of batch norm"], "why? (about batch norm)"),
        ("and the loss?", YOLO, "and the loss? (about YOLO)"),
        ("can you implement that in Keras?", YOLO, "can you implement that in Keras? (about YOLO)"),
        ("show me that in keras", YOLO, "show me that in keras (about YOLO)"),
        ("isnt that just overfitting", YOLO, "isnt that just overfitting (about YOLO)"),
        ("no i mean for SSD", ["how is mAP computed for YOLO?"], "how is mAP computed for SSD"),
        ("for COCO i mean", ["what is mAP?", "how is it computed?"], "how is mAP computed for COCO"),
        ("sorry i meant SSD", ["how many anchors has YOLO?"], "how many anchors has SSD?"),
        ("no, the loss i mean", YOLO, "the loss (about YOLO)"),
        ("and SSD?", ["what is YOLO?", "and DETR?"], "what is SSD?"),
        ("so when do i use the first one", ["what is adam?", "and sgd?"], "so when do i use adam"),
        ("why is the latter slower", ["YOLO vs SSD?"], "why is SSD slower"),
        ("is the other one faster", ["what is YOLO?", "and SSD?"], "is YOLO faster"),
        ("that anchor trick, how does it go", YOLO, "that anchor trick, how does YOLO go"),
        ("which one is faster", ["what is YOLO?", "and SSD?"], "which one is faster (about SSD)"),
        ("how do the last two differ", ["YOLO vs SSD?", "and DETR?"], "how do SSD and DETR differ"),
        ("do the two need anchors?", ["YOLO vs SSD?"], "do YOLO and SSD need anchors?"),
        ("what about VGG?", ["how many layers has YOLO?", "ok, and SSD"], "how many layers has VGG?"),
        ("why?", ["what is YOLO?", "and with stride 2?"], "why? (about YOLO)"),
        ("why?", ["what is YOLO?", "tell me about this xylonet problem"], "why? (about this xylonet problem)"),
        ("why?", ["YOLO vs SSD?", "the latter has xylonets"], "why? (about SSD has xylonets)"),
        ("why is the first one slow", YOLO, "why is the first one slow (about YOLO)"),
    ],
)
def test_a_follow_up_stands_alone(question: str, history: list[str], standalone: str) -> None:
    assert ways_to_stand_alone(question, history) == (standalone,)


@pytest.mark.parametrize(
    "question",
    [
        "What is batch normalisation?",
        "so what is dropout",
        "why does batch norm help in deep networks?",
        "is it better to use adam with a small batch?",
        "explain the attention of a vision transformer",
        "how do one-stage detectors match anchors",
        "who invented batch norm and why does it help",
        "y = F(x) + x",
        "explain y = F(x) + x",
        "ok and what is dropout then",
        "ok then, what is a pooling layer",
        "deformable DETR, how does it sample",
    ],
)
def test_a_change_of_topic_drops_the_old_one(question: str) -> None:
    assert ways_to_stand_alone(question, YOLO)[0] == question


@pytest.mark.parametrize(
    ("question", "with_topic"),
    [
        ("how many anchors?", "how many anchors? (about YOLO)"),
        ("which value of gamma is used?", "which value of gamma is used? (about YOLO)"),
        ("what does the deep version add?", "what does the deep version add? (about YOLO)"),
    ],
)
def test_what_may_be_meant_either_way_is_tried_both_ways(question: str, with_topic: str) -> None:
    assert ways_to_stand_alone(question, YOLO) == (question, with_topic)


@pytest.mark.parametrize(
    ("question", "before", "turned", "topic"),
    [
        ("What about small batches?", "What is batch normalization?", "What is small batches?", "batch normalization"),
        ("what about inference?", "how does dropout work?", "how does inference work?", "dropout"),
        ("what about layer norm?", "what does batch norm do?", "what does layer norm do?", "batch norm"),
    ],
)
def test_what_is_turned_to_may_be_a_side_of_what_was_spoken_of(
    question: str, before: str, turned: str, topic: str
) -> None:
    assert ways_to_stand_alone(question, [before]) == (turned, f"{question} (about {topic})")


@pytest.mark.parametrize(
    "question", ["and what value of gamma is used?", "but do the anchors overlap?", "and for small boxes"]
)
def test_what_adds_to_the_question_before_is_first_tried_with_its_topic(question: str) -> None:
    assert ways_to_stand_alone(question, YOLO) == (f"{question} (about YOLO)", question)


@pytest.mark.parametrize("question", ["and what value does RetinaNet use?", "and what is dropout?"])
def test_what_adds_something_with_a_name_of_its_own_is_first_tried_as_it_is(question: str) -> None:
    assert ways_to_stand_alone(question, YOLO)[0] == question


@pytest.mark.parametrize("question", ["and its loss?", "why?", "what is dropout", ""])
def test_without_a_conversation_a_question_is_as_it_is(question: str) -> None:
    assert ways_to_stand_alone(question, []) == (question,)


@pytest.mark.parametrize(
    ("question", "topic"),
    [
        ("What is the receptive field?", "receptive field"),
        ("please explain to me the U-Net", "U-Net"),
        ("how do anchors match", "anchors match"),
        ("how does dropout work?", "dropout"),
        ("why is the wasserstein distance better for gans?", "wasserstein distance"),
        ("what about SSD?", "SSD"),
        ("how can i visualise filters", "visualise filters"),
        ("what's dropout?", "dropout"),
        ("wats dropout", "dropout"),
        ("walk me through dropout", "dropout"),
        ("dropout explained", "dropout"),
        ("what is meant by dropout?", "dropout"),
        ("y do we need dropout", "need dropout"),
        ("is it ok to use dropout in a conv layer?", "use dropout in a conv layer"),
    ],
)
def test_a_topic_is_what_is_left_without_question_words(question: str, topic: str) -> None:
    assert subject_of(question) == topic


@pytest.mark.parametrize(
    "question", ["is it true that dropout helps?", "what is one-hot encoding?", "what is there in a GAN"]
)
def test_words_that_only_look_like_pronouns(question: str) -> None:
    assert not leans(question)


def test_everyday_words_alone_are_first_taken_to_go_on() -> None:
    question, with_topic = "what was added in version 3?", "what was added in version 3? (about YOLO)"
    assert ways_to_stand_alone(question, YOLO) == (question, with_topic)
    assert ways_to_stand_alone(question, YOLO, {"added"}.__contains__) == (with_topic, question)
    named = ways_to_stand_alone("what was added in RetinaNet?", YOLO, {"added"}.__contains__)
    assert named[0] == "what was added in RetinaNet?"


@pytest.mark.parametrize("between", ["which rate is usual?", "how are the priors computed?"])
def test_what_went_on_with_a_topic_is_none_itself(between: str) -> None:
    history = ["what is YOLO?", between]
    assert ways_to_stand_alone("why?", history, {"rate", "usual"}.__contains__) == ("why? (about YOLO)",)
    named = ["what is YOLO?", "is the SSD fast?"]
    assert ways_to_stand_alone("why?", named, {"rate", "usual"}.__contains__) == ("why? (about SSD)",)


@pytest.mark.parametrize("question", ["which optimizer do I use to train one", "how do I build one?"])
def test_one_is_one_of_what_was_spoken_of(question: str) -> None:
    assert ways_to_stand_alone(question, YOLO) == (f"{question} (about YOLO)",)
    assert not leans("is YOLO a one-stage detector or a stage one")


def test_a_long_conversation_is_read_once() -> None:
    history = [*YOLO, *["and its loss?", "why?", "is the first one slow", "no i mean the loss"] * 50]
    assert ways_to_stand_alone("why?", history) == ("why? (about YOLO)",)


def test_what_is_asked_of_a_choice_is_of_its_sides() -> None:
    history = ["my teacher says pooling is slow, is that bad", "vgg or resnet for a small dataset?"]
    assert ways_to_stand_alone("and which of the two is cheaper", history) == (
        "and which of vgg and resnet is cheaper",
    )


def test_what_a_correction_means_is_pointed_to_and_not_its_words() -> None:
    history = ["what is adam?", "sorry i meant SGD", "what is rmsprop?"]
    assert ways_to_stand_alone("is the second one slow?", history)[0] == "is SGD slow?"


@pytest.mark.parametrize("question", ["What is the GAN objective?", "How does DETR match its predictions?"])
def test_what_names_its_own_thing_stands_alone(question: str) -> None:
    assert ways_to_stand_alone(question, ["What is the ELBO of a VAE?"]) == (question,)
