"""What a statement is about, and whether a sentence speaks of it."""

from pathlib import Path

import pytest
from model_server import ModelServer, id_of
from owl_model import writer_of
from passages import entry_of, library_of, prose

from index.encoder import Encoder
from rag.assistant import Assistant
from rag.written.server import server_model
from rag.written.subjects import Discourse, Subjects, things_of
from settings import ModelSettings

QUESTION = "How does BoNet differ from AxNet?"


@pytest.mark.parametrize(
    ("statement", "subject"),
    [
        ("AxNet has five layers.", "AxNet"),
        ("The `BoNet` class has two.", "BoNet"),
        ("In 2012, Big AxNet won.", "Big AxNet"),
        ("Unlike AxNet, BoNet has two.", "BoNet"),
        ("BoNet's layers are small.", "BoNet"),
        ("Its layers are small.", ""),
        ("Dropout was used in AxNet.", ""),
        ("In AxNet there are five.", ""),
    ],
)
def test_the_subject_of_a_statement_is_the_name_it_begins_with(statement: str, subject: str) -> None:
    assert Subjects(QUESTION).of(statement) == subject


CALLED = "Called BoNet, this model has an error of 7.2 percent."


@pytest.mark.parametrize(
    ("question", "sentence", "context", "is_other"),
    [
        (QUESTION, CALLED, "Two networks", True),
        (QUESTION, CALLED, "Two networks, AxNet and another", True),
        ("What is AxNet?", CALLED, "Two networks", True),
        ("What is AxNet?", CALLED, "Two networks, AxNet and another", False),
        (QUESTION, "The network has an error of 7.2 percent.", "Two networks", False),
        (QUESTION, "On ImageNet it has an error of 7.2 percent.", "Two networks", False),
        ("How was AxNet trained on ImageNet?", "The net learned from ImageNet.", "Two networks, AxNet", False),
        ("How was AxNet trained on ImageNet?", "The net learned from ImageNet.", "Two networks", False),
        (QUESTION, "AxNet, not BoNet, has an error of 7.2 percent.", "", False),
    ],
)
def test_a_sentence_about_another_thing_names_it(question: str, sentence: str, context: str, is_other: bool) -> None:
    found = Subjects(question).speaks_of_another(sentence, context, "It has an error of 7.2 percent.", "AxNet")
    assert found is is_other


@pytest.mark.parametrize(
    ("question", "statement", "subject"),
    [
        ("How many layers does AxNet have?", "It has five layers.", "AxNet"),
        ("How many layers does AxNet have?", "The network has five layers.", "AxNet"),
        ("How many layers does AxNet have?", "5 layers", "AxNet"),
        ("How many layers does AxNet have?", "There are about 5 layers.", "AxNet"),
        ("How many layers does AxNet have?", "Layers: 5", "AxNet"),
        ("How many layers does AxNet have?", "The number of layers is 5.", "AxNet"),
        ("How many layers does AxNet have?", "The number of layers in BoNet is 5.", ""),
        ("How many layers does AxNet have?", "Layers learn edges.", ""),
        ("What is dropout?", "It has five layers.", "dropout"),
        (QUESTION, "It has five layers.", ""),
        (QUESTION, "5 layers", ""),
    ],
)
def test_what_comes_first_is_said_of_the_one_thing_that_was_asked_of(
    question: str, statement: str, subject: str
) -> None:
    """A number alone was supported by what a source says of any other thing."""
    assert Discourse(Subjects(question)).subject_of(statement, is_item=False) == subject


@pytest.mark.parametrize(
    ("sentence", "is_other"),
    [
        ("At night moss agate is switched off.", True),
        ("Moss agate is green.", True),
        ("All is green in moss agate.", False),
        ("Stones are switched off.", False),
    ],
)
def test_a_sentence_about_another_thing_that_the_library_knows_names_it(sentence: str, is_other: bool) -> None:
    told = Subjects("What is dropout?", things_of(["Moss agate"], []))
    assert told.speaks_of_another(sentence, "", "It is switched off.", "dropout") is is_other


def test_a_title_holds_for_its_list_only() -> None:
    told = Discourse(Subjects(QUESTION))
    told.opens("AxNet", "AxNet:")
    told.says("has five layers", is_item=True)
    assert told.subject_of("has small filters", is_item=True) == "AxNet"
    assert told.subject_of("They are small", is_item=True) == ""
    assert told.subject_of("Dropout came later", is_item=False) == ""


@pytest.mark.parametrize(
    ("title", "statement", "subject"),
    [
        ("Moth wool", "Keeps it warm", "Moth wool"),
        ("Moth wool", "Is used by many", "Moth wool"),
        ("Moth wool", "Units are dropped", ""),
        ("Pepper mint", "Units are dropped", "Pepper mint"),
        ("Pepper mint", "The nets keep moths away", ""),
        ("AxNet", "The nets keep moths away", "AxNet"),
    ],
)
def test_a_title_that_nobody_knows_is_a_side_of_what_names_its_own_subject(
    title: str, statement: str, subject: str
) -> None:
    asked = "How do the nets AxNet and BoNet differ?"
    told = Discourse(Subjects(asked, things_of(["Pepper mint"], [])))
    told.opens(title, f"{title}:")
    assert told.subject_of(statement, is_item=True) == subject


@pytest.mark.parametrize(
    ("sentence", "context", "is_other"),
    [
        ("A random forest has many trees.", "", False),
        ("It has many trees.", "Forests > Random forest (RF)", False),
        ("An RF has many trees.", "", False),
        ("A forest has many trees.", "Trees", True),
    ],
)
def test_a_thing_is_named_by_any_of_its_names(sentence: str, context: str, is_other: bool) -> None:
    subjects = Subjects(QUESTION, things_of([], [("RF", "random forest")]))
    assert subjects.speaks_of_another(sentence, context, "Has many trees", "Random forests") is is_other


@pytest.mark.parametrize("said", ["It has 138 owls", "138 owls", "The number of owls is 138", "There are 138 owls"])
def test_a_number_alone_is_not_supported_by_what_another_thing_has(
    tmp_path: Path, encoder: Encoder, server: ModelServer, said: str
) -> None:
    pages = [
        (entry_of(f"https://a.org/{one}"), [prose(f"{one} has {owls} owls in its towers.")])
        for one, owls in (("BarnNet", 138), ("TowerNet", 25))
    ]
    writer = writer_of(
        Assistant(library_of(tmp_path, encoder, pages), encoder), server_model(ModelSettings(server.url))
    )
    server.script = lambda messages: [f"{said} [{id_of(messages, '138')}]."]
    assert writer.ask("How many owls does BarnNet have?").text == f"{said}. [1]"
    assert writer.ask("How many owls does TowerNet have?").mode == "quotes"
