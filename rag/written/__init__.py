"""Written answers: a language model writes, and every statement is checked against the sentences it cites.

`configured` finds the model that the settings name (`server` speaks to one through a `client` that goes nowhere else,
and chooses it from the `model_list` of those it has; `local` starts one from a GGUF file in a `llama_process`). A reply
comes by a `connection`, `events` makes of it the events that the protocol has, and `model` streams its words, in a
`stream_thread` that can be left; `retries` ask again where that is of use, `compatibility` leaves out what the server
does not take, and `failures` says why nothing came. `rewrite` has it make a follow-up stand alone, and `faithful`
judges that.
`evidence` chooses the sentences it may see, each under an id of its own (`ids`) that lasts for one turn, `earlier`
what it is told of the conversation, and `prompts` says what it is told besides. What it writes comes back through
`thoughts` (none is shown), an `envelope` in JSON that some models put it in, `units` (a stream into sentences, each
given out when the `first_sentence` has ended, formulas, and `blocks` of code and tables; elements of HTML are `lines`;
a `reference_list` of its own goes), `markers` (ids into citations, in whichever of the `citation_formats` they are
written, which are made of `citation_parts`, with `stand_ins` for the ids and titles of the turn; `citation_marks` stand
for the citations, with their spacing) and `scrub` (no HTML, no `addresses`, no `prompt_leaks`, no `secret`), with items
as deep in one another as `nesting` says;
`citation_check` keeps the citations that hold, and `attribution` those that say it of what the statement is about;
`table_cells` are statements as well (`table_numbers` are sure where one clause gives them); `lead_ins` are what claims
nothing and needs none, `small_talk` what is said beside the answer, and `subjects` what a statement is about that does
not say so. `draft` is the answer so far, and `writer` names these steps.
`replay` records what a model said and says it again; `wording` is what we say beside it; `command` is `sightline
models`.
"""
