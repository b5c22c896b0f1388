"""Where an excerpt stands in another source too."""

from dataclasses import replace

from passages import entry_of, passage_of, prose

from rag.citations import Excerpt
from rag.twins import twins_of, with_twin

FIRST = "Owls hunt at night in old barns and fields."
SECOND = "They hear a mouse under the snow from very far away."


def quoted(*twins: str) -> Excerpt:
    """The first sentence of a passage whose twin has these sentences."""
    passage = passage_of(*prose(FIRST, SECOND))
    return Excerpt(replace(passage, twins=(passage_of(*prose(*twins), row=9),)), 0, 0, 0.5)


def test_the_run_that_says_the_same_is_found() -> None:
    (twin,) = twins_of(quoted("Something stands before it.", FIRST.replace("old", "older"), SECOND))
    assert twin.text == FIRST.replace("old", "older")
    assert twin.passage.row == 9


def test_sentences_may_be_cut_otherwise() -> None:
    (twin,) = twins_of(quoted("Owls hunt at night.", "In old barns and fields.", SECOND))
    assert twin.text == "Owls hunt at night. In old barns and fields."


def test_where_no_run_says_the_same_nothing_is_cited() -> None:
    assert list(twins_of(quoted(SECOND))) == []
    assert list(twins_of(Excerpt(passage_of(*prose(FIRST)), 0, 0, 0.5))) == []


def test_a_page_from_the_same_template_about_another_thing_is_not_cited() -> None:
    said = "Load the model resnet50 with pretrained weights and change only its last layer for your own classes."
    passage = passage_of(*prose(said))
    others = [said.replace("resnet50", "vgg16"), said.replace("resnet50", "ResNet"), said]
    twins = tuple(passage_of(*prose(other), row=row) for row, other in enumerate(others, 1))
    (twin,) = twins_of(Excerpt(replace(passage, twins=twins), 0, 0, 0.5))
    assert twin.text == said


def test_an_excerpt_left_out_is_cited_where_it_is_of_another_source() -> None:
    one = Excerpt(passage_of(*prose(FIRST)), 0, 0, 0.5)
    same_page = Excerpt(passage_of(*prose(FIRST, SECOND), row=1), 0, 0, 0.4)
    other_page = replace(same_page, passage=replace(same_page.passage, entry=entry_of("https://a.org/other")))
    assert list(twins_of(with_twin(one, same_page))) == []
    (twin,) = twins_of(with_twin(with_twin(one, other_page), other_page))
    assert twin.text == FIRST
    assert twin.passage.entry == other_page.passage.entry
