"""The Streamlit chat: wiring and views, no logic.

`server` starts it, `app` wires it, `page` is its frame (`no_library` where there is none), `session` the state of one
conversation, which `conversations` keeps, and `resources` what all pages share. `chat` shows the conversation, while
`answering` has its threads answer; `answer_markdown` writes an answer, `citation_card` each of its citations in its
`context`; `source_markdown` makes stored text safe to show, with formulas as `katex` has them.
The sidebar is `sources`: a `source_list`, a `filter_panel`, a `model_panel`, and a `refresh_panel` for `refresh`,
which is a process of its own. `wording` is what the chat itself says.
"""
