"""Does a sentence say what a statement claims? The check that every written statement has to pass.

`repetition` finds whole sentences of a source said again, `quotations` those that it only quotes, `differences` the
one word that a near repetition changed, `formulas` those that it does not have, `additions` what is foreign to it;
`numerals` reads numbers, `quantities` compares them, `assignments` what each is the value of, `comparisons` what is
said of two; `polarity` compares negations and opposites, of what would be misread as `readings` has it, `names` who or
what is spoken of, with the terms of the field in `terms.yaml`; `order`, `voices`, `clauses` and `crossing` compare who
did what to whom, `steps` what comes first, `association` what goes with which, `alignment` what is said of which by
meaning, `sameness` is what a statement says of its own ("the same", "only", "not so"), and `frames` what it says of
itself ("it is a myth that …"). Which words are opposites and which deny, they all ask `vocabulary`; `check` weighs them
together with how near the two come in meaning and in words.
A model for natural language inference takes the place of the weighing, where one is configured (`index.inference`).
"""
