"""From a question to an answer whose every statement is cited.

`questions` makes a question stand alone and reads it. A `searcher` holds what a search needs; `retrieve` finds
passages, by meaning and by words, fused, and `filters` says of which sources; `adapters` turn the question's vector
towards what answers. `excerpts` picks the sentences that answer; `definitions` knows those that say what a thing is.
`coverage` tries a question with these, timed by a `clock`, and decides whether the library covers all of it, a part or
nothing. `citations` turns each excerpt into a numbered citation that lands on the sentence, with `figures` and
`twins`; `assistant` names these steps and gives the `answer`, in a `conversation` (`wording` has our own words).

`written` has a language model write instead (`template_marks` neither reach it nor come out of it), `support` checks
what it wrote, and `answerer` chooses. `command` is `sightline ask` and its like, and `opening` opens what the settings
name. `answer_json` is the output contract, `printer` the terminal's (`waiting` is the line there before an answer),
`batch` reads files of questions, and `llamaindex` hands the search to LlamaIndex. `evaluation` scores the answers.
"""
