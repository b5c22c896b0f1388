"""Does a sentence say what a statement claims? The check that every written statement has to pass.

`quantities` compares numbers, `polarity` negations and opposites, `names` who or what is spoken of, `order` who did
what to whom; `check` weighs them together with how near the two come in meaning and in words. `nli` puts a model for
natural language inference in the place of the weighing, where one is configured.
"""
