"""From a question to an answer whose every statement is cited.

`small_talk` answers a greeting; `followup` makes a question stand alone and `spelling` puts its words right.
`question` reads it: `other_languages` and `shorthand` say how people type, `synonyms` and `everyday` what else things
are called, `names`, `topical`, `comparison` and `origins` what is asked, `asked_of` whom. A `searcher` holds what that
takes; `retrieve` finds passages, by meaning and by words, fused, and `filters` says of which sources; `context` adds
what stands around them. `windows` are the runs of sentences that can be quoted (`instructions` to machines are none),
`quotes` picks those that answer, to which the `adapter` turns the question (`definitions` first, where one is asked
for; `signposts` last). `coverage` decides
whether the library covers the question at all (what is only in `mentions` is not), `missing` which of its `parts`;
`attempt` is one try, timed by a `clock`. `citations` turns each excerpt into a numbered citation that lands on the
sentence, with `figures` and `twins`; `assistant` names these steps and gives the `answer`, in a `conversation`
(`wording` has our own words).

`written` has a language model write instead, `support` checks what it wrote, and `answerer` chooses. `command` is
`sightline ask` and its like, and `opening` opens what the settings name. `answer_json` is the output contract,
`printer` the terminal's, `batch` reads files of questions, and `llamaindex` hands the search to LlamaIndex.
`evaluation` scores the answers.
"""
