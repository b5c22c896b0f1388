"""Written answers: a language model writes, and every statement is checked against the sentences it cites.

`configured` finds the model that the settings name (`server` speaks to one through a `client` that goes nowhere else,
and chooses it by the `listing` of those it has; `local` starts one from a GGUF file in a `llama_process`). A `wire` is
the connection, `events` makes of what comes the events that the protocol has, and `model` streams its words, in a
thread that can be left (`hearing`); it is asked again where that is of use (`asking`), and without what it does not
take (`manners`), and `failures` says why nothing came. `rewrite` has it make a follow-up stand alone, and `faithful`
judges that.
`evidence` chooses the sentences it may see, each under an id of its own (`ids`) that lasts for one turn, `earlier` what
it is told of the conversation, and `prompts` says what it is told besides. What it writes comes back through `thoughts`
(none is shown), an `envelope` in JSON that some models put it in, `units` (a stream into sentences, each given out when
it `ends`, formulas, and `blocks` of code and tables; elements of HTML are `lines`; its `own_list` of sources goes),
`markers` (ids into citations, in whichever of the `forms` they are written; `marked` is a text with these, and its
spacing) and `scrub` (no HTML, no `addresses`, nothing of what it was `told`, no `secret`); `checked` keeps the
citations that hold, and `attribution` those that say it of what the statement is about; `table_cells` are statements
as well; `leads` knows what claims nothing and needs none, `talk` what is said beside the answer, and `subjects` what a
statement is about that does not say so. `draft` is the answer so far, and `writer` names these steps.
`replay` records what a model said and says it again; `wording` is what we say beside it; `command` is `sightline
models`.
"""
