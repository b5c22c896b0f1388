"""A model's thoughts are never shown, however they are marked and wherever the stream is cut."""

import pytest

from rag.written.thoughts import FORGET, ThoughtFilter, without_thoughts

THOUGHTS = [
    "<think>Let me see.</think>",
    "<think>\n\n</think>",
    "<Thinking>Let me see.</Thinking>",
    "<reasoning>Let me see <b>one</b>.</reasoning>",
    "<thought>Let me see.</thought><reflection>Good.</reflection>",
    "<seed:think>Let me see.</seed:think>",
    '< think time="3">Let me see.</ think>',
    "◁think▷Let me see.◁/think▷",
    "[THINK]Let me see.[/THINK]",
    "<|begin_of_thought|>Let me see.<|end_of_thought|>",
    "<|channel|>analysis<|message|>Let me see.<|end|><|start|>assistant<|channel|>final<|message|>",
    "<|channel|>analysis to=x <|constrain|>json<|message|>{}<|end|><|start|>assistant<|channel|>final<|message|>",
    "<|start|>assistant<|message|>",
    "<|START_THINKING|>Let me see.<|END_THINKING|>",
    "analysisLet me see.assistantfinal",
    "\n assistantanalysisLet me see, assistant models think. assistantfinal",
    '<details type="reasoning" done="true"><summary>Thought for a second</summary>Let me see.</details>',
    "<plan>Let me see.</plan>",
    "＜think＞Let me see.＜/think＞＜think＞Once more.＜／think＞",
    '<tool_call>{"name": "see"}</tool_call><function=see>{}</function>',
    "Let me see. Nothing opened this.</think>",
    "&lt;think&gt;Let me see.&lt;/think&gt;",
    "Let me see. Nothing opened this.&lt;/think&gt;",
    "<!-- Let me see. Pooling is new. -->",
    "<style>p { color: red. } Let me see.</style><script>see()</script>",
]
each = pytest.mark.parametrize("thought", THOUGHTS)


@each
def test_a_thought_goes_and_the_answer_stays(thought: str) -> None:
    assert without_thoughts(thought + "Pooling is old: a < b.", final=True) == "Pooling is old: a < b."


@each
def test_it_does_not_matter_where_a_thought_is_cut(thought: str) -> None:
    text = thought + "Pooling is old."
    thoughts = ThoughtFilter()
    said = "".join(thoughts.feed(one) for one in text) + thoughts.close()
    assert said.rpartition(FORGET)[2] == "Pooling is old."


@each
def test_nothing_of_a_thought_comes_out_while_it_is_open(thought: str) -> None:
    if thought.startswith("Let"):
        return  # nobody can know
    for end in range(len(thought)):
        assert without_thoughts(thought[:end], final=False) == ""


def test_a_thought_that_never_ends_is_dropped() -> None:
    assert without_thoughts("Pooling is old. <think>Is it? Strides are", final=True) == "Pooling is old. "


def test_a_thought_amid_an_answer_does_not_take_what_was_said_before() -> None:
    assert without_thoughts("One. <think>Hm.</think>Two.", final=True) == "One. Two."


@pytest.mark.parametrize(
    "text",
    [
        "If a <b and [TH] or `<think>` or <thin> hold, then",
        "Analysis of variance",
        "analysis of variance",
        "Principal analysisTool",
        "a",
        "assistant",
        "An <explanation> of <plane>, <functional> and <calls>",
        "<details>More</details> on <tool>",
    ],
)
def test_what_only_looks_like_a_tag_stays(text: str) -> None:
    assert without_thoughts(text, final=True) == text
    thoughts = ThoughtFilter()
    assert "".join(map(thoughts.feed, text)) + thoughts.close() == text


def test_a_long_thought_is_not_kept() -> None:
    thoughts = ThoughtFilter()
    said = "".join(thoughts.feed("hmm, so it is ") for _ in range(1)) + thoughts.feed("<think>")
    assert said + "".join(thoughts.feed("hmm " * 100) for _ in range(1000)) == "hmm, so it is "
    assert thoughts.feed("</think>Old.") == "Old."
