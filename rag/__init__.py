"""From a question to an answer whose every statement is cited.

`small_talk` answers a greeting; `followup` makes a question stand alone and `spelling` puts its words right
(`shorthand` says how people type); `question` reads it, with `synonyms`, `comparison` and `parts`; `retrieve` finds
passages, by meaning and by words, fused, and `filters` says of which sources; `context` adds what stands around them.
`windows` are the runs of sentences that can be quoted (`instructions` to machines are none), `quotes` picks those
that answer (`definitions` first, where one is asked for); `coverage` decides whether the library covers the question
at all, `missing` which part of it. `citations` turns each excerpt into a numbered citation that lands on the
sentence, with `figures` and `twins`; `assistant` names these steps and gives the `Answer` (`attempt` is one try,
`wording` our own words).

`written` has a language model write instead, and `support` checks what it wrote. `answer_json` is the output
contract, `printer` the terminal's, `batch` reads files of questions, and `llamaindex` hands the search to LlamaIndex.
`evaluation` scores the answers.
"""
