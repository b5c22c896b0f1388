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
    '<|python_tag|>{"name": "see", "parameters": {}}\n',
    '<|python_tag|>see.call(x="y")<|eom_id|>',
    '[TOOL_CALLS][{"name": "see", "arguments": {"x": 1}}]\n',
    '[TOOL_CALLS]see[ARGS]{"x": 1}\n',
    "<｜tool▁calls▁begin｜><｜tool▁call▁begin｜>see<｜tool▁call▁end｜><｜tool▁calls▁end｜>",
    "<|tool_calls_section_begin|><|tool_call_begin|>see<|tool_call_end|><|tool_calls_section_end|>",
    '<minimax:tool_call><invoke name="see"></invoke></minimax:tool_call>',
    "<tool_call><function=see>Let me see.</function></tool_call>",
    "```tool_code\nsee()\n```",
    '{"name": "see", "arguments": {"x": {"y": [1]}}}\n[{"type": "function", "name": "see", "parameters": {}}]',
    '```json\n{"name": "see", "arguments": {}}\n```',
    "Thought: I must see.\nAction: see\nAction Input: x\nObservation: none\nFinal Answer: ",
    "Action: see\nAction Input: x\nFinal Answer: ",
    "*Thinking...*\n\nLet me see.\n\n*Done thinking.*\n",
    "Thinking...\nLet me see.\n...done thinking.\n",
    "Thinking Process:\n\n1. I see.\n\n**Final Answer:** ",
    "<details>\n<summary>Thought for 3 seconds</summary>\nLet me see.\n</details>",
    "Let me see. Nothing opened this.</think>",
    "&lt;think&gt;Let me see.&lt;/think&gt;",
    "Let me see. Nothing opened this.&lt;/think&gt;",
    "<!-- Let me see. Pooling is new. -->",
    "<style>p { color: red. } Let me see.</style><script>see()</script>",
]
each = pytest.mark.parametrize("thought", THOUGHTS)


@each
def test_a_thought_goes_and_the_answer_stays(thought: str) -> None:
    assert without_thoughts(thought + "Pooling is old: a < b.", final=True).strip() == "Pooling is old: a < b."


@each
def test_it_does_not_matter_where_a_thought_is_cut(thought: str) -> None:
    text = thought + "Pooling is old."
    thoughts = ThoughtFilter()
    said = "".join(thoughts.feed(one) for one in text) + thoughts.close()
    assert said.rpartition(FORGET)[2].strip() == "Pooling is old."


@each
def test_nothing_of_a_thought_comes_out_while_it_is_open(thought: str) -> None:
    if thought.startswith("Let"):
        return  # nobody can know
    for end in range(len(thought)):
        assert without_thoughts(thought[:end], final=False).strip() == ""


@pytest.mark.parametrize(
    "thought",
    [
        "**Reasoning:** Let me see.\n\n**Answer:**",
        "Reasoning: Let me see. **Answer:**",
        "## Step 1: Identify the relevant sentences\nI see.\n\n## Step 2: Write the answer\n",
        "Step 1: Find the sentences.\nStep 2: See.\n\nFinal answer:\n",
    ],
)
@pytest.mark.parametrize("size", [1, 7, 1000])
def test_what_opens_as_thought_is_one_where_an_answer_stands_below_it(thought: str, size: int) -> None:
    text = f"{thought} Pooling is old."
    thoughts = ThoughtFilter()
    pieces = (text[start : start + size] for start in range(0, len(text), size))
    assert ("".join(map(thoughts.feed, pieces)) + thoughts.close()).rpartition(FORGET)[2].strip() == "Pooling is old."


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
        "<details><summary>Thought experiments</summary>More</details>",
        "A tool call is an object, or stands behind [TOOL_CALLS] in models; thinking: it costs.",
        'A call is written so:\n\n```json\n{"name": "see", "arguments": {"x": 1}}\n```\nIt has a name.',
        '{"name": "max pooling", "stride": 2}',
        "Step 1: Cut the image into a grid.\nStep 2: Find the boxes.\n\nAnswer: both are fast.",
        "Step 1: Find the relevant passages [a1b2c].\nStep 2: Write the answer with a model [d3e4f].\nIt is one.",
        "Reasoning: it has no weights.\n\nIt is old.",
        "Chain of thought: a model writes its steps.\n\nFinal answer: it comes last.",
        "The agent takes its\naction: left\nand goes on.",
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
