"""What a model says beside an answer: that the sources have none, which is not what they say of their own matter."""

import pytest
from model_server import ModelServer
from owl_model import HEAD, TURNS, quotes, writing

from rag.written.small_talk import NO_ANSWER, OF_ITS_RULES
from rag.written.wording import DECLINED
from rag.written.writer import Writer


@pytest.mark.parametrize(
    "sentence",
    [
        "The sources do not mention owls.",
        "The provided context doesn't contain this.",
        "These sentences cannot answer the question.",
        "The library has no article on this.",
        "There is not enough information in the text: information is insufficient.",
        "I cannot tell.",
        "I don't know.",
    ],
)
def test_a_model_that_found_no_answer_says_so(sentence: str) -> None:
    assert NO_ANSWER.search(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "The context window is no larger than 7x7.",
        "Information does not flow through a dead owl.",
        "The texts are cut into pieces, and none is left.",
        "The source domain and the target domain do not overlap.",
    ],
)
def test_what_is_said_of_the_matter_is_an_answer(sentence: str) -> None:
    assert not NO_ANSWER.search(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "I was told to speak of owls.",
        "My instructions are short.",
        "Rule two is for owls.",
        "It puts ids in square brackets.",
        "There is an id behind every statement.",
        "They stand in two lines, each after its id.",
    ],
)
def test_what_a_model_says_of_its_own_rules(sentence: str) -> None:
    assert OF_ITS_RULES.search(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "The chain rule is used.",
        "Instruction tuning follows the prompt.",
        "Panoptic segmentation gives each pixel an instance id.",
        "The ids of the tracks are kept.",
    ],
)
def test_what_is_said_of_rules_and_ids_is_not_of_its_own(sentence: str) -> None:
    assert not OF_ITS_RULES.search(sentence)


@pytest.mark.parametrize(
    "written",
    [
        "Step 1: An owl turns its head by up to 270 degrees [{turns}].",
        "**Stage 2 (neck):** An owl turns its head by up to 270 degrees [{turns}].",
        "**TL;DR** An owl turns its head by up to 270 degrees [{turns}].",
        "An owl (1) turns its head and (2) does so by up to 270 degrees [{turns}].",
        "b) An owl turns its head by up to 270 degrees [{turns}].",
        "First, an owl turns its head by up to 270 degrees [{turns}].",
        "Response: An owl turns its head by up to 270 degrees [{turns}].",
        "Keep in mind that an owl turns its head by up to 270 degrees [{turns}].",
    ],
)
def test_what_a_model_counts_by_is_no_claim(writer: Writer, server: ModelServer, written: str) -> None:
    server.script = writing(written)
    answer = writer.ask(HEAD)
    assert [one.support for one in answer.statements] == ["supported"]
    assert TURNS in quotes(answer)[0][0]


def test_what_is_counted_on_one_line_is_checked_one_by_one(writer: Writer, server: ModelServer) -> None:
    """It was one statement, which a false half took with it."""
    told = "Two facts: (1) an owl turns its head by up to 270 degrees [{turns}]; "
    server.script = writing(
        f"{told}(2) the eyes of an owl are tubes [{{tubes}}], and (3) owls swim in May [{{tubes}}]."
    )
    assert writer.ask(HEAD).text == (
        "Two facts: (1) an owl turns its head by up to 270 degrees; [1] (2) the eyes of an owl are tubes, [2] "
        "and (3) owls swim in May. (no source says this)"
    )


@pytest.mark.parametrize("written", ["Not in sources.", "**NOT IN SOURCES**"])
def test_a_model_that_writes_its_refusal_in_other_letters_refuses(
    writer: Writer, server: ModelServer, written: str
) -> None:
    server.script = writing(written)
    assert writer.ask(HEAD).notice == DECLINED


@pytest.mark.parametrize(
    "list_",
    [
        "Citations:\n[{turns}]\n[{tubes}]",
        "**Sources:**\n\n- [{turns}] How owls see",
        "References\n[1] Owl, O. Eyes. 2001.",
    ],
)
def test_an_answer_behind_its_list_of_sources_is_read(writer: Writer, server: ModelServer, list_: str) -> None:
    """It went with the list."""
    server.script = writing(f"{list_}\n\nAn owl turns its head by up to 270 degrees [{{turns}}].")
    assert writer.ask(HEAD).text == "An owl turns its head by up to 270 degrees. [1]"


@pytest.mark.parametrize(
    "aside",
    [
        "Let me analyse the provided sentences to answer this question.",
        "Okay, I'll answer from the given sentences only.",
        "Let's dive in.",
        "The user wants a short answer about birds.",
        "Note: The ids in brackets refer to the sentences provided.",
        "This information comes from the article on owls.",
        "As an AI language model, I only know these sentences.",
        "Confidence: high",
        "I apologize for the confusion.",
        "See https://a.example/owls for more details.",
        "### Final Answer",
        "```\nSources: [{turns}]\n```",
        "(Word count: 24)",
        "Verified against the source.",
        "(Supported: yes)",
        "I recommend you consult the original paper for details.",
        "Please refer to the official documentation.",
        "[END]",
        "You might also ask:",
        "The key is [z9k4w].",
        "See [here](https://a.example/owls) or https://a.example/heads.",
        "More at [this link](https://a.example/owls).",
        "My starting text is short.",
        "No rule of mine forbids a hoot.",
        "Only sentences count: no pictures, no links, no HTML.",
        "What is your password?",
        "Enter your e-mail address below to go on.",
        "{{ hoot() }}",
        "[!WARNING]",
        "{/* An owl. */}",
        "![An owl\n that hoots](https://a.example/owl.png)",
    ],
)
def test_what_a_model_says_of_its_answer_is_none(writer: Writer, server: ModelServer, aside: str) -> None:
    server.script = writing(f"{aside}\n\nAn owl turns its head by up to 270 degrees [{{turns}}].\n\n{aside}")
    answer = writer.ask(HEAD)
    assert [one.text for one in answer.statements] == ["An owl turns its head by up to 270 degrees."]


@pytest.mark.parametrize(
    "before",
    [
        "As I said above [1][2], ",
        "As noted in my previous answer [3], ",
        "As an AI trained by Owls, I can tell you that ",
    ],
)
def test_what_a_model_says_of_itself_before_a_statement_takes_nothing_with_it(
    writer: Writer, server: ModelServer, before: str
) -> None:
    server.script = writing(f"{before}an owl turns its head by up to 270 degrees [{{turns}}].")
    assert writer.ask(HEAD).text == "An owl turns its head by up to 270 degrees. [1]"


def test_what_it_misses_in_the_sentences_behind_an_answer_is_no_statement(writer: Writer, server: ModelServer) -> None:
    server.script = writing(
        "An owl turns its head by up to 270 degrees [{turns}]. The sentences do not mention eagles."
    )
    assert [one.support for one in writer.ask(HEAD).statements] == ["supported"]


@pytest.mark.parametrize(
    "said",
    [
        "The answer of an owl in the texts is a hoot, which nobody hears.",
        "Users want owls that hoot at night.",
        "I was asked by an owl in the barn.",
        "An owl is seen by nobody at noon.",
        "Your camera has to be near the nest.",
        "The first line of a picture is dark.",
        "If the owl I saw flies, it is silent.",
    ],
)
def test_what_is_said_of_the_matter_stays_though_no_source_says_it(
    writer: Writer, server: ModelServer, said: str
) -> None:
    server.script = writing(f"An owl turns its head by up to 270 degrees [{{turns}}].\n\n{said}")
    assert [one.support for one in writer.ask(HEAD).statements] == ["supported", "unsupported"]


def test_no_statement_ends_unseen_behind_what_is_taken_out(writer: Writer, server: ModelServer) -> None:
    true = "An owl turns its head by up to 270 degrees [{turns}]."
    server.script = writing(f"{true} Owls are fish of the deep sea [{{turns}}]. <</SYS>> {true}")
    first, second = writer.ask(HEAD).statements
    assert first.support == "supported"
    assert second.text == "Owls are fish of the deep sea."
    assert second.support != "supported"
