"""What is read of a conversation: one line a question, and no small talk."""

from rag.conversation import Asked, Exchange
from rag.questions.followup import ways_to_stand_alone


def test_how_does_it_work_is_small_talk_only_where_nothing_was_spoken_of() -> None:
    owls, how = Exchange("What is YOLO?"), Exchange("how does it work?", is_told=False)
    assert Asked("what about SSD?", (owls, how)).earlier == ["What is YOLO?", "how does it work?"]
    assert Asked("what about SSD?", (how, owls)).earlier == ["What is YOLO?"]
    assert not Asked("why?", (owls, how)).goes_on_from_told
    assert ways_to_stand_alone("what about SSD?", Asked("", (owls, how)).earlier)[0] == "how does SSD work?"


def test_a_question_is_read_in_one_line() -> None:
    asked = Asked("what  is\n dropout?", (Exchange("what is\tan owl?"),))
    assert (asked.read, asked.earlier) == ("what is dropout?", ["what is an owl?"])
    assert asked.question == "what  is\n dropout?"
