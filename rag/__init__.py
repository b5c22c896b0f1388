"""From a question to an answer whose every statement is cited.

`small_talk` answers a greeting; `followup` makes a question stand alone and `spelling` puts its words right;
`retrieve` finds passages, by meaning and by words, fused; `coverage` decides whether the library covers the question
at all; `definitions` moves up passages that say what a thing is, and `context` adds what stands around them; `quotes`
picks the excerpts that answer; `citations` turns each into a numbered citation that lands on the sentence;
`assistant` names these steps and gives the `Answer`. `answer_json` is the output contract, `batch` reads files of
questions, and `llamaindex` hands the same search to LlamaIndex. `evaluation` scores the answers.
"""
