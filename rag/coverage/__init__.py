"""Whether the library covers a question: the answer's right to be given, or the honest refusal.

An `attempt` searches for a question that stands alone, chooses excerpts and weighs the `evidence` that they answer it;
what is only in `mentions`, though its words are there, is not covered, nor is a sum of `money`, or one of the `values`
of a thing, that no excerpt tells.
`resumed` tries what nothing covers as a follow-up after all. `missing` says which parts of a question are not covered
where others are, and `nearest` what the library has instead where nothing is.
"""
