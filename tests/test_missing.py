"""Questions of which the library covers a part, and what is said of the rest."""

import pytest
from passages import entry_of, library_of, prose

from index.encoder import Encoder
from rag.assistant import Assistant
from rag.clock import Clock
from rag.conversation import Asked
from rag.coverage.missing import SURELY
from rag.searcher import Searcher

OWLS = (
    "An owl is a bird of prey that hunts at night.",
    "Tytonid owls hear a vole under the snow, because their ears are asymmetric.",
)
GULLS = (
    "A herring gull is a bird of the sea that hunts by day.",
    "Herring gulls eat fish and crabs on the shore.",
    "StrixNet-T finds a gull in a photograph of the shore, and it has nine layers.",
)


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory, encoder: Encoder) -> Assistant:
    pages = [(entry_of(f"https://a.org/{number}"), [prose(text)]) for number, text in enumerate((*OWLS, *GULLS))]
    return Assistant(library_of(tmp_path_factory.mktemp("missing"), encoder, pages), encoder)


def test_a_part_that_is_not_covered_is_named(assistant: Assistant) -> None:
    answer = assistant.ask("what is an owl, and how do I renew my passport in Lisbon?")
    assert answer.answered
    assert OWLS[0] in answer.text
    assert answer.notice == (
        'The library does not cover this part of the question: "how do I renew my passport in Lisbon".'
    )
    assert answer.text.endswith(answer.notice)


def test_a_sum_of_money_that_no_excerpt_tells_is_named(assistant: Assistant) -> None:
    money = "how much money do herring gulls find on the shore, eating fish and crabs?"
    assert not assistant.ask(money).answered
    assert assistant.ask(money.replace("how much money", "what fish")).answered
    answer = assistant.ask(f"what is an owl, and {money}")
    assert answer.answered
    assert f'"{money[:-1]}"' in answer.notice


def test_a_comparison_of_another_field_is_refused_though_one_side_is_a_word_of_this_one(assistant: Assistant) -> None:
    assert not assistant.ask("owl ontology language vs rdf schema, which one has cardinality restrictions").answered


def test_a_side_that_is_not_covered_is_named(assistant: Assistant) -> None:
    answer = assistant.ask("difference between an owl and a xylocopa")
    assert answer.answered
    assert OWLS[0] in answer.text
    assert '"xylocopa"' in answer.notice


@pytest.mark.parametrize(("wares", "answered"), [("trumpets", True), ("kraxwits and trumpets", False)])
def test_what_a_story_asks_is_answered_unless_it_names_what_nothing_has(
    assistant: Assistant, wares: str, *, answered: bool
) -> None:
    question = (
        f"what is a herring gull, my cousin sells {wares}, violins, castles, dragons, wizards and submarines to "
        "tailors in distant villages"
    )
    assert not assistant.prepare(Asked(question), [question], Clock()).whole.is_covered
    assert assistant.ask(question).answered is answered


@pytest.mark.parametrize(
    ("question", "answered"),
    [
        ("what is new in the xylocopa compared to a bird of prey that hunts at night", False),
        ("what did the zug change compared to a herring gull", False),  # nor by the side that is covered
        ("what did a herring gull change compared to the zug", True),
    ],
)
def test_what_is_new_in_a_thing_is_not_answered_by_the_other_alone(
    assistant: Assistant, question: str, *, answered: bool
) -> None:
    assert assistant.ask(question).answered is answered


def test_a_name_that_nothing_mentions_is_said(assistant: Assistant) -> None:
    answer = assistant.ask("how do tytonid owls with asymmetric ears hear a vole in Zanzibar")
    assert answer.answered
    assert answer.notice == 'Nothing in the library mentions "zanzibar".'
    assert not assistant.ask("how do tytonid owls with asymmetric ears hear a vole with rashes").notice


def test_a_model_of_another_letter_is_another(assistant: Assistant) -> None:
    assert assistant.ask("how many layers has StrixNet-T").notice == ""
    answer = assistant.ask("how many layers has strixnet-l, which finds a gull in a photograph")
    assert answer.notice == 'Nothing in the library mentions "strixnet-l".'


@pytest.mark.parametrize("model", ["strixnet-tiny", "strixnet tiny", "StrixNet-T"])
def test_a_size_is_a_word_or_its_letter(assistant: Assistant, model: str) -> None:
    assert assistant.ask(f"how many layers has {model}, which finds a gull in a photograph").notice == ""


@pytest.mark.parametrize("model", ["strixnet-large", "strixnet large", "strixnet b3", "strixnet v2"])
def test_a_model_of_another_size_or_version_is_another(assistant: Assistant, model: str) -> None:
    read = Searcher.of(assistant.library, assistant.encoder).read(f"how many layers has {model}?")
    assert read.unknown_models == (model,)


@pytest.mark.parametrize("model", ["strixnet-large", "strixnet large"])
def test_a_model_of_another_size_is_said_to_be_missing(assistant: Assistant, model: str) -> None:
    answer = assistant.ask(f"in a photograph of the shore, how many layers has {model}?")
    assert answer.notice == f'Nothing in the library mentions "{model}".'


@pytest.mark.parametrize(
    "question",
    [
        "how do tytonid owls hear a vole under the snow?",
        "what is an owl, and what do herring gulls eat?",
        "how do asymetric ears of tytonid owls hear a vole",
        "does a tytonid owl ever happen to hear a vole under the snow",
        "how do tytonid owls with asymmetric ears hear a vole in a 17x23 barn",
    ],
)
def test_what_is_covered_lacks_nothing(assistant: Assistant, question: str) -> None:
    answer = assistant.ask(question)
    assert answer.answered
    assert answer.notice == ""


def test_what_is_not_covered_at_all_is_refused(assistant: Assistant) -> None:
    answer = assistant.ask("how do I renew my passport, and what does it cost?")
    assert not answer.answered
    assert answer.statements == answer.citations == ()


def test_a_choice_is_covered_whatever_case_it_is_for(assistant: Assistant) -> None:
    question = "the kids cannot decide. fish and crabs or a vole under the snow?"
    assert not assistant.ask("the kids cannot decide on fish").answered
    assert GULLS[1] in assistant.ask(question).text
    assert not assistant.ask(question.replace("the kids", "the xylocopas")).answered


def test_what_a_story_asks_is_answered_though_the_story_asks_who(assistant: Assistant) -> None:
    question = "my cousin has to know who introduced tytonid owls that hear a vole under snow. what is a herring gull?"
    whole = assistant.prepare(Asked(question), [question], Clock()).whole
    assert whole.evidence.total > SURELY
    assert not whole.is_covered
    assert GULLS[0] in assistant.ask(question).text
