"""What is shown unchecked claims nothing, and what leaves unnamed what it is about is checked as said of that."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from model_server import Messages, ModelServer, Script, id_of, says, serve

from index.encoder import Encoder
from index.library import open_library
from ingest.pipeline import ingest
from ingest.plan import Plan
from ingest.progress import Progress
from rag.answer import Answer
from rag.assistant import Assistant
from rag.support.check import SupportCheck
from rag.written.lead_ins import LeadIns
from rag.written.server import server_model
from rag.written.subjects import Subjects
from rag.written.writer import Writer
from settings import ModelSettings

QUESTION = "How does BoNet differ from AxNet?"
PAGE = """# Two small networks

AxNet learned from 40 thousand photographs of birds, while BoNet learned from nine thousand of them.

Called BoNet, this model has an error of 7.2 percent on the test set.

BoNet halves the stride of the first layer.

Batch normalisation keeps the inputs of every layer at one scale.
"""
MINT = """# Pepper mint

Pepper mint keeps moths away from wool.

Batch size limits the memory of one step.
"""
AX, BO = "40 thousand photographs", "error of 7.2 percent"


@pytest.fixture(scope="module")
def server() -> Iterator[ModelServer]:
    with serve(says("ready")) as running:
        yield running


@pytest.fixture(scope="module")
def writer(tmp_path_factory: pytest.TempPathFactory, encoder: Encoder, server: ModelServer) -> Writer:
    folder: Path = tmp_path_factory.mktemp("nets")
    (folder / "nets.md").write_text(PAGE, encoding="utf-8")
    (folder / "mint.md").write_text(MINT, encoding="utf-8")
    (folder / "list.md").write_text(
        "# List\n\n- [Two small networks](nets.md)\n- [Pepper mint](mint.md)\n", encoding="utf-8"
    )
    root = folder / "library"
    ingest(Plan(root, (str(folder / "list.md"),), offline=True, notes=False), encoder, Progress(quiet=True))
    assistant = Assistant(open_library(root), encoder)
    return Writer(assistant, server_model(ModelSettings(server.url)), SupportCheck(encoder, assistant.also_called))


def writing(text: str) -> Script:
    """A model that writes a text in which {ax} and {bo} are the ids of these sentences."""

    def script(messages: Messages) -> list[str]:
        return [text.replace("{ax}", id_of(messages, AX)).replace("{bo}", id_of(messages, BO))]

    return script


def answered(writer: Writer, server: ModelServer, text: str) -> Answer:
    server.script = writing(text)
    return writer.ask(QUESTION)


def supports(answer: Answer) -> list[str]:
    return [statement.support for statement in answer.statements]


LEARNED = "AxNet learned from 40 thousand photographs of birds"


@pytest.mark.parametrize("lead", ["BoNet:", "## BoNet", "**BoNet**", "Key points of BoNet:"])
def test_items_are_said_of_what_stands_above_them(writer: Writer, server: ModelServer, lead: str) -> None:
    first, item = (
        f"{LEARNED} [{{ax}}]. BoNet halves the stride of the first layer.\n\n",
        "\n- has an error of 7.2 percent [{bo}]",
    )
    true = answered(writer, server, f"{first}{lead}{item}")
    assert supports(true) == ["supported", "supported", "supported"]
    assert lead.strip("#* ") in true.text
    swapped = answered(writer, server, f"{first}{lead.replace('BoNet', 'AxNet')}{item}")
    assert supports(swapped) == ["supported", "supported", "unsupported"]


@pytest.mark.parametrize("it", ["It has", "This model has"])
def test_it_is_what_the_statement_before_is_about(writer: Writer, server: ModelServer, it: str) -> None:
    after = f"{it} an error of 7.2 percent on the test set [{{bo}}]."
    assert supports(answered(writer, server, f"{LEARNED} [{{ax}}]. {after}")) == ["supported", "unsupported"]
    true = answered(writer, server, f"BoNet halves the stride of the first layer. {after}")
    assert supports(true) == ["supported", "supported"]


@pytest.mark.parametrize(("label", "support"), [("Training", "supported"), ("BoNet", "unsupported")])
def test_a_label_that_says_what_kind_of_thing_follows_is_no_part_of_it(
    writer: Writer, server: ModelServer, label: str, support: str
) -> None:
    """It was taken for the subject: "Speed stands for YOLO"; a thing that it names is one."""
    said = "it learned from 40 thousand photographs of birds"
    answer = answered(writer, server, f"{LEARNED} [{{ax}}].\n- **{label}:** {said} [{{ax}}]")
    assert [(one.text, one.support) for one in answer.statements[1:]] == [(f"{label}: {said}", support)]


def test_it_is_not_taken_for_something_else_where_a_statement_is_left_out(writer: Writer, server: ModelServer) -> None:
    left_out = "Type `gulp --fly 300` into a parrot."
    after = "It has an error of 7.2 percent on the test set [{bo}]."
    false_by_us = answered(writer, server, f"{LEARNED} [{{ax}}]. {left_out} {after}")
    assert false_by_us.said == f"{LEARNED}. [1]"
    still_true = answered(writer, server, f"BoNet halves the stride of the first layer. {left_out} {after}")
    assert supports(still_true) == ["supported", "supported"]


def test_a_name_in_marks_of_code_is_no_command(writer: Writer, server: ModelServer) -> None:
    answer = answered(writer, server, f"{LEARNED} [{{ax}}]. The `bonet.Net` class was written in Turin.")
    assert supports(answer) == ["supported", "unsupported"]


@pytest.mark.parametrize("lead", ["AxNet weighs 300 stones:", "## AxNet never learned from photographs of birds"])
def test_the_answer_itself_is_checked_where_it_leads_to_a_list(writer: Writer, server: ModelServer, lead: str) -> None:
    answer = answered(writer, server, f"{lead}\n- {LEARNED} [{{ax}}].\n- BoNet halves the stride of the first layer.")
    assert supports(answer) == ["unsupported", "supported", "supported"]


def test_a_lead_in_of_the_question_that_no_source_says_is_left_out(writer: Writer, server: ModelServer) -> None:
    lead = "There are three differences between BoNet and AxNet:"
    answer = answered(writer, server, f"{lead}\n1. {LEARNED} [{{ax}}].\n2. BoNet halves the stride of the first layer.")
    assert supports(answer) == ["supported", "supported"]


@pytest.mark.parametrize(
    "written",
    [
        "{said} [{ax}][{ax}][{ax}].",
        "{said} (both {ax} and {bo}).",
        "{said} [{ax},{bo},].",
        "{said}. Source: {ax}\n",
        "{said}.\nSource: {ax}\n",
    ],
)
def test_a_true_statement_is_shown_however_it_is_cited(writer: Writer, server: ModelServer, written: str) -> None:
    more = "\nBoNet halves the stride of the first layer."
    answer = answered(writer, server, written.replace("{said}", LEARNED) + more)
    assert supports(answer) == ["supported", "supported"]


def test_rules_with_citations_between_their_words_are_not_shown(writer: Writer, server: ModelServer) -> None:
    rules = "Write only what the [{ax}] sentences say, (2) in [{bo}] your own words."
    answer = answered(writer, server, f"{LEARNED} [{{ax}}]. {rules}")
    assert answer.said == f"{LEARNED}. [1]"


TRUE = f"{LEARNED} [{{ax}}]. BoNet halves the stride of the first layer."
ITEM = "\n- keeps the inputs of every layer at one scale"


@pytest.mark.parametrize(
    ("lead", "support"),
    [
        ("Pepper mint:", "unsupported"),
        ("### Pepper mint", "unsupported"),
        ("**Pepper Mint**", "unsupported"),
        ("CuNet:", "unsupported"),
        ("Pepper mint:\n\nEffects:", "unsupported"),
        ("Batch normalisation:", "supported"),
        ("Weighted moths:", "partly"),
        ("Steps:", "supported"),
        ("Key ideas:", "supported"),
        ("Training", "supported"),
        ("### Training", "supported"),
        ("### Speed", "supported"),
        ("**Why it helps**", "supported"),
        ("Advantages:", "supported"),
    ],
)
def test_an_item_is_said_of_the_thing_that_its_title_names(
    writer: Writer, server: ModelServer, lead: str, support: str
) -> None:
    assert supports(answered(writer, server, f"{TRUE}\n\n{lead}{ITEM}"))[-1] == support


@pytest.mark.parametrize(("thing", "support"), [("pepper mint", "unsupported"), ("batch normalisation", "supported")])
def test_a_row_of_a_table_is_said_of_the_thing_that_it_names(
    writer: Writer, server: ModelServer, thing: str, support: str
) -> None:
    table = f"| thing | what it does |\n|---|---|\n| {thing} | keeps the inputs of every layer at one scale |"
    assert supports(answered(writer, server, f"{TRUE}\n\n{table}"))[-1] == support


@pytest.mark.parametrize(
    "lead",
    [
        "BoNet differs from AxNet in the following ways:",
        "How BoNet works:",
        "What is BoNet?",
        "BoNet works as follows:",
        "### Photographs",
        "Formally:",
        "**1. The first layer**",
    ],
)
def test_what_claims_nothing_is_shown_without_a_citation(writer: Writer, server: ModelServer, lead: str) -> None:
    answer = answered(writer, server, f"{lead}\n\n{TRUE}")
    assert lead.strip("#* ") in answer.text
    assert supports(answer) == ["supported", "supported"]


@pytest.mark.parametrize(
    "lead",
    [
        "Why BoNet never works:",
        "What AxNet cannot do:",
        "Harmful effects of BoNet:",
        "Myths about AxNet:",
        "Why should you halve it:",
        "Is it not true that BoNet is dead?",
    ],
)
def test_what_leads_and_claims_is_marked(writer: Writer, server: ModelServer, lead: str) -> None:
    assert supports(answered(writer, server, f"{lead}\n\n{TRUE}")) == ["unsupported", "supported", "supported"]


@pytest.mark.parametrize("end", ["Photographs", "Example", "What is AxNet?"])
def test_a_word_or_a_question_that_leads_to_nothing_is_not_shown(writer: Writer, server: ModelServer, end: str) -> None:
    assert supports(answered(writer, server, f"{TRUE}\n\n{end}")) == ["supported", "supported"]


def test_a_title_that_the_model_cites_rightly_keeps_its_citation(writer: Writer, server: ModelServer) -> None:
    right = answered(writer, server, f"### Photographs [{{ax}}]\n\n{TRUE}")
    assert supports(right) == ["supported"] * 3
    wrong = answered(writer, server, f"### Photographs [{{bo}}]\n\n{TRUE}")
    assert supports(wrong) == ["supported"] * 2


def test_titles_stand_below_each_other_but_items_without_text_do_not(writer: Writer, server: ModelServer) -> None:
    answer = answered(writer, server, f"## BoNet\n\n**Effects:**\n- **Photographs**\n- **Birds**\n\n{TRUE}")
    assert answer.statements[0].joint.split() == ["BoNet", "Effects:", "-", "Birds"]


def test_items_stand_as_deep_in_one_another_as_they_were_written(writer: Writer, server: ModelServer) -> None:
    """All stood side by side; what is set less far in than Markdown wants, below a number, opened a new list."""
    halves = "BoNet halves the stride of the first layer"
    answer = answered(writer, server, f"1. AxNet:\n  - {LEARNED} [{{ax}}]\n2. BoNet:\n  - {halves}")
    assert answer.text == f"1. AxNet:\n    - {LEARNED} [1]\n2. BoNet:\n    - {halves} [2]"
    alone = answered(writer, server, f"    - {LEARNED} [{{ax}}]\n    - {halves}")
    assert alone.text == f"- {LEARNED} [1]\n- {halves} [2]"


def test_labels_that_no_source_has_turn_no_answer_into_quotes(writer: Writer, server: ModelServer) -> None:
    other = "BoNet has an error of 7.2 percent [{bo}]."
    answer = answered(writer, server, f"1. **Bird division**\n{TRUE}\n2. **Error class**\n{other}\n3. **Wool grid**")
    assert (answer.mode, supports(answer).count("unsupported")) == ("written", 3)
    assert answered(writer, server, "1. **Bird division**\n2. **Error class**").mode == "quotes"


@pytest.mark.parametrize("title", ["### What it is", "where:"])
def test_a_title_of_small_words_leads(writer: Writer, server: ModelServer, title: str) -> None:
    assert title.strip("# ") in answered(writer, server, f"{TRUE}\n\n{title}\n- BoNet has an error of 7.2 percent").text


ASKED = "Does ResNet help against vanishing gradients?"
HEADINGS = [
    "Vanishing gradients",
    "Training data",
    "Is ResNet useless?",
    "Facts: the layers are laid by owls (so they must hoot)",
    "Why stacking is dangerous",
    "What is batch size",
]


@pytest.mark.parametrize(
    ("text", "claims_nothing"),
    [
        ("ResNet:", True),
        ("**Vanishing Gradients**", True),
        ("Training data", True),
        ("Here are the main reasons:", True),
        ("The advantages of ResNet are:", True),
        ("Reasons", True),
        ("Batch size:", True),
        ("The layers are laid by owls:", False),
        ("Laid by owls:", False),
        ("Stacking is dangerous:", False),
        ("ResNet helps:", False),
        ("ResNet does not help:", False),
        ("There are no advantages of ResNet:", False),
        ("ResNet has more advantages:", False),
        ("ResNet against vanishing gradients:", False),
        ("ResNet is useless:", False),
        ("ResNet is a kind of vanishing gradients:", False),
        ("Five reasons:", True),
        ("ResNet has five advantages:", True),
        ("ResNet has five owls:", False),
        ("Why it works:", True),
        ("How does ResNet work?", True),
        ("Why ResNet fails:", False),
        ("ResNet helps in the following ways:", True),
        ("Wide layers:", True),
        ("Wide:", True),
        ("Never wide:", False),
        ("Failure:", False),
        ("Harmful effects of ResNet:", False),
        ("Here's a concise answer based on the provided sentences:", True),
        ("ResNet is useless based on the provided sentences:", False),
        ("Q: What is ResNet?", True),
        ("Related questions:", True),
        ("In Python:", True),
        ("In PyTorch code, this looks like:", True),
        ("The notes put it like this:", True),
        ("Post-processing", True),
        ("In Python ResNet fails:", False),
    ],
)
def test_a_lead_names_things_and_claims_nothing(text: str, claims_nothing: bool) -> None:
    sentences = ["Wide layers never hurt ResNet."]
    assert LeadIns(ASKED, Subjects(ASKED), HEADINGS, sentences).claims_nothing(text) is claims_nothing
