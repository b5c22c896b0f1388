"""What is asked: from what a person types to a question as it is searched for.

`small_talk` knows a greeting, which is none; `followup` makes a question stand alone, `spelling` puts its words right
and `parts` takes apart what asks several things. `question` reads it: `other_languages` and `shorthand` say how people
type, `synonyms` and `everyday` what else things are called, `names`, `topical`, `comparison` and `origins` what is
asked, `asked_of` whom.
"""
