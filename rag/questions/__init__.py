"""What is asked: from what a person types to a question as it is searched for.

`small_talk` knows a greeting, which is none. `followup` makes a question stand alone: `leaning` says whether it does,
`subject` what the one before was about, `pointing` which of several things it was, and `turns` knows what asks the one
before again. `spelling` puts its words right, `parts` takes apart what asks several things, and `core` finds the
question in a story. `reading` makes a `question` of it, ready to be searched for: `other_languages` and `shorthand` say
how people type, `synonyms`, `vocabulary` and `everyday` what else things are called, `aims` what kind of answer is
wanted, `names`, `frames`, `formula`, `comparison` and `origins` what of, `asked_of` whom.
"""
